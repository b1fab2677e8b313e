//! The files that are built into the program, and a user's files laid over them.

use std::collections::BTreeSet;

use include_dir::{Dir, DirEntry, include_dir};

use super::{ReadError, RevisionError, Revisions, World};
use crate::text::FilePath;

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The `locales/` and `templates/` folders as they were when the program was built.
///
/// `build.rs` has cargo watch both folders, because the macro alone does not notice a new file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Embedded;

impl World for Embedded {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        let mut files = Vec::new();
        for (name, dir) in folders() {
            collect(name, dir, &mut files);
        }
        files.retain(|path| path.relative_path(folder).is_some());
        files.sort();
        Ok(files)
    }

    fn read_at_most(&self, _most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        let file = folders().find_map(|(name, dir)| dir.get_file(path.relative_path(&FilePath::new(name))?));
        file.map(|file| file.contents().to_vec()).ok_or_else(|| ReadError {
            path: path.clone(),
            reason: "no such file in the program".into(),
            missing: true,
        })
    }
}

fn folders() -> impl Iterator<Item = (&'static str, &'static Dir<'static>)> {
    [("locales", &LOCALES), ("templates", &TEMPLATES)].into_iter()
}

fn collect(name: &str, dir: &Dir<'_>, files: &mut Vec<FilePath>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(name, dir, files),
            DirEntry::File(file) => files.push(FilePath::new(&format!("{name}/{}", file.path().display()))),
        }
    }
}

/// A world laid over another: a file of the upper one hides the lower one's file at its path.
#[derive(Clone, Copy, Debug)]
pub struct Layered<Upper, Lower> {
    upper: Upper,
    lower: Lower,
}

impl<Upper: World, Lower: World> Layered<Upper, Lower> {
    /// `upper` over `lower`.
    pub fn new(upper: Upper, lower: Lower) -> Layered<Upper, Lower> {
        Layered { upper, lower }
    }
}

impl<Upper: World, Lower: World> World for Layered<Upper, Lower> {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        let mut files: BTreeSet<FilePath> = self.upper.files(folder)?.into_iter().collect();
        files.extend(self.lower.files(folder)?);
        Ok(files.into_iter().collect())
    }

    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        match self.upper.read_at_most(most, path) {
            Err(error) if error.missing => self.lower.read_at_most(most, path),
            result => result,
        }
    }

    fn has_file(&self, path: &FilePath) -> bool {
        self.upper.has_file(path) || self.lower.has_file(path)
    }

    fn top_of_work_tree(&self) -> Option<FilePath> {
        self.upper.top_of_work_tree()
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        self.upper.repository(location)
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        self.upper.repository_around(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Disk, Memory};

    const USER: [(&str, &str); 2] =
        [("locales/nl/locale.toml", "autonym = 'Vlaams'"), ("locales/zh-HK/locale.toml", "autonym = '廣東話'")];

    #[test]
    fn the_users_file_wins_and_the_rest_is_ours() {
        let world = Layered::new(Memory::new(USER), Embedded);
        assert_eq!(world.read(&FilePath::new("locales/nl/locale.toml")).unwrap(), b"autonym = 'Vlaams'");
        assert!(world.read(&FilePath::new("locales/zh-TW/locale.toml")).unwrap().starts_with(b"#"));
        assert!(world.read(&FilePath::new("locales/tlh/locale.toml")).unwrap_err().missing);
    }

    #[test]
    fn files_of_both_layers_are_listed_once_and_in_order() {
        let world = Layered::new(Memory::new(USER), Embedded);
        let files = world.files(&FilePath::new("locales")).unwrap();
        assert!(files.is_sorted());
        assert_eq!(files.iter().filter(|path| path.as_str() == "locales/nl/locale.toml").count(), 1);
        assert!(files.contains(&FilePath::new("locales/zh-HK/locale.toml")));
        assert!(files.contains(&FilePath::new("locales/zh-TW/locale.toml")));
    }

    #[test]
    fn the_program_holds_what_the_folders_hold() {
        let disk = Disk::new(env!("CARGO_MANIFEST_DIR"));
        for folder in ["locales", "templates"] {
            let folder = FilePath::new(folder);
            let files = Embedded.files(&folder).unwrap();
            assert_eq!(files, disk.files(&folder).unwrap());
            for file in files {
                assert_eq!(Embedded.read(&file).unwrap(), disk.read(&file).unwrap(), "{file}");
            }
        }
    }
}
