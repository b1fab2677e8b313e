//! A world that keeps a record of what was read of it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Display;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::digest;
use crate::read::{ReadError, RevisionError, Revisions, World};
use crate::text::FilePath;

/// Something that was asked of a world. The order is that in which answers are compared: what is cheap and changes
/// often comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Question {
    /// The top of the work tree.
    Top,
    /// A repository, by its location.
    Repository(String),
    /// The repository around a folder.
    RepositoryAround(String),
    /// The files below a folder.
    Files(String),
    /// Whether there is a file.
    HasFile(String),
    /// A file of at most so many bytes.
    File(String, u64),
}

/// The states of repositories, each asked for once.
#[derive(Default)]
struct States(Mutex<BTreeMap<String, String>>);

impl States {
    fn of(&self, revisions: &dyn Revisions) -> String {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(revisions.identity()).or_insert_with(|| digest(revisions.state().as_bytes())).clone()
    }
}

impl Question {
    /// A digest of the answer that `world` gives.
    fn answer(&self, world: &dyn World, states: &States) -> String {
        match self {
            Question::Top => of_top(world.top_of_work_tree().as_ref()),
            Question::Repository(location) => of_repository(&world.repository(location), states),
            Question::RepositoryAround(folder) => {
                of_repository(&world.repository_around(&FilePath::new(folder)), states)
            }
            Question::Files(folder) => of_files(&world.files(&FilePath::new(folder))),
            Question::HasFile(path) => of_has_file(world.has_file(&FilePath::new(path))),
            Question::File(path, most) => of_file(&world.read_at_most(*most, &FilePath::new(path))),
        }
    }
}

fn of_top(top: Option<&FilePath>) -> String {
    top.map_or_else(|| "none".to_owned(), |top| format!("at {top}"))
}

fn of_has_file(answer: bool) -> String {
    answer.to_string()
}

fn of_repository(answer: &Result<Box<dyn Revisions>, RevisionError>, states: &States) -> String {
    let told = |revisions: &dyn Revisions| {
        format!("{}\0{}\0{}", revisions.identity(), revisions.folder(), states.of(revisions)).into_bytes()
    };
    of_answer(answer.as_ref().map(|revisions| told(&**revisions)))
}

fn of_files(answer: &Result<Vec<FilePath>, ReadError>) -> String {
    // No name has a zero byte.
    let listed = |files: &Vec<FilePath>| files.iter().flat_map(|file| [file.as_str(), "\0"]).collect::<String>();
    of_answer(answer.as_ref().map(|files| listed(files).into_bytes()))
}

fn of_file(answer: &Result<Vec<u8>, ReadError>) -> String {
    match answer {
        Ok(bytes) => digest(bytes),
        Err(error) => of_answer::<Vec<u8>>(Err(error)),
    }
}

/// An error is an answer too: what could not be read may be there the next time.
fn of_answer<T: AsRef<[u8]>>(answer: Result<T, &impl Display>) -> String {
    match answer {
        Ok(bytes) => digest(bytes.as_ref()),
        Err(error) => format!("error {}", digest(error.to_string().as_bytes())),
    }
}

/// What was read of a world: questions, each with a digest of the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record(Vec<(Question, String)>);

impl Record {
    /// Whether a world still gives the same answers, so that whatever followed from them follows again.
    pub fn holds_in(&self, world: &dyn World) -> bool {
        let states = States::default();
        self.0.par_iter().all(|(question, answer)| question.answer(world, &states) == *answer)
    }
}

/// A world of which is recorded what was read.
pub struct Recorded<W> {
    world: W,
    asked: Mutex<Asked>,
    states: States,
}

#[derive(Default)]
struct Asked {
    answers: BTreeMap<Question, String>,
    /// Whether a question got two answers, because a file changed meanwhile.
    is_torn: bool,
}

impl<W: World> Recorded<W> {
    /// A world of which nothing was read yet.
    pub fn new(world: W) -> Recorded<W> {
        Recorded { world, asked: Mutex::default(), states: States::default() }
    }

    /// What was read; `None` where the world changed meanwhile.
    pub fn into_record(self) -> Option<Record> {
        let Asked { answers, is_torn } = self.asked.into_inner().unwrap_or_else(PoisonError::into_inner);
        // A repository is read as long as it is open: it has to be what it was when it was opened.
        let states = States::default();
        let is_repository =
            |question: &Question| matches!(question, Question::Repository(_) | Question::RepositoryAround(_));
        let mut repositories = answers.iter().filter(|(question, _)| is_repository(question));
        let holds = !is_torn && repositories.all(|(question, answer)| question.answer(&self.world, &states) == *answer);
        holds.then(|| Record(answers.into_iter().collect()))
    }

    fn note(&self, question: Question, answer: String) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let is_other = match asked.answers.entry(question) {
            Entry::Vacant(vacant) => {
                vacant.insert(answer);
                false
            }
            Entry::Occupied(known) => *known.get() != answer,
        };
        asked.is_torn |= is_other;
    }
}

impl<W: World> World for Recorded<W> {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        let answer = self.world.files(folder);
        self.note(Question::Files(folder.to_string()), of_files(&answer));
        answer
    }

    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        let answer = self.world.read_at_most(most, path);
        self.note(Question::File(path.to_string(), most), of_file(&answer));
        answer
    }

    fn has_file(&self, path: &FilePath) -> bool {
        let answer = self.world.has_file(path);
        self.note(Question::HasFile(path.to_string()), of_has_file(answer));
        answer
    }

    fn top_of_work_tree(&self) -> Option<FilePath> {
        let answer = self.world.top_of_work_tree();
        self.note(Question::Top, of_top(answer.as_ref()));
        answer
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        let answer = self.world.repository(location);
        self.note(Question::Repository(location.to_owned()), of_repository(&answer, &self.states));
        answer
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        let answer = self.world.repository_around(folder);
        self.note(Question::RepositoryAround(folder.to_string()), of_repository(&answer, &self.states));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Memory;

    const FILES: [(&str, &str); 2] = [("content/nl-NL/fouten.md", "# Fouten"), ("content/zh-TW/錯誤.md", "# 錯誤")];

    fn recorded(read: impl FnOnce(&dyn World)) -> Record {
        let world = Recorded::new(Memory::new(FILES));
        read(&world);
        world.into_record().unwrap()
    }

    #[test]
    fn a_record_holds_until_something_that_was_read_changes() {
        let record = recorded(|world| {
            world.files(&FilePath::new("content/nl-NL")).unwrap();
            world.read(&FilePath::new("content/nl-NL/fouten.md")).unwrap();
        });
        assert!(record.holds_in(&Memory::new(FILES)));
        // What nobody read may be anything.
        assert!(record.holds_in(&Memory::new([FILES[0], ("content/zh-TW/錯誤.md", "# 說明")])));
        assert!(!record.holds_in(&Memory::new([("content/nl-NL/fouten.md", "# fouten"), FILES[1]])));
        assert!(!record.holds_in(&Memory::new([FILES[0], FILES[1], ("content/nl-NL/meer.md", "# Meer")])));
        assert!(!record.holds_in(&Memory::new([FILES[1]])));
    }

    #[test]
    fn two_files_are_not_one_with_both_names() {
        let folder = FilePath::new("beeld");
        let world = Recorded::new(Memory::new([("beeld/een.png", ""), ("beeld/twee.png", "")]));
        world.files(&folder).unwrap();
        let record = world.into_record().unwrap();
        assert!(!record.holds_in(&Memory::new([("beeld/een.png\nbeeld/twee.png", "")])));
    }

    #[test]
    fn what_was_not_there_is_part_of_the_record() {
        let path = FilePath::new("hexapla.lock");
        let record = recorded(|world| assert!(world.read(&path).unwrap_err().missing));
        assert!(record.holds_in(&Memory::new(FILES)));
        assert!(!record.holds_in(&Memory::new([("hexapla.lock", "")])));
        let record = recorded(|world| assert!(world.repository(".").is_err()));
        assert!(record.holds_in(&Memory::new(FILES)));
    }

    #[test]
    fn a_world_that_changes_while_it_is_read_leaves_no_record() {
        let world = Recorded::new(Memory::new(FILES));
        world.read(&FilePath::new("content/zh-TW/錯誤.md")).unwrap();
        world.note(Question::File("content/zh-TW/錯誤.md".into(), crate::read::LARGEST_FILE), digest("改".as_bytes()));
        assert_eq!(world.into_record(), None);
    }

    #[test]
    fn a_record_is_the_same_after_it_was_written_and_read() {
        let record = recorded(|world| {
            world.top_of_work_tree();
            world.read(&FilePath::new("content/zh-TW/錯誤.md")).unwrap();
        });
        let written = serde_json::to_vec(&record).unwrap();
        assert_eq!(serde_json::from_slice::<Record>(&written).unwrap(), record);
    }
}
