//! Inputs that fail: made small, written to a file, and run again from it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::growth::{Family, measure};
use crate::judge::{Failure, judge};
use crate::limits::Watch;
use crate::targets::{Target, Traits};

/// How long is tried to make an input smaller.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a file with a [`Family`] ends with; any other file is an input.
const FAMILY: &str = "family";

/// What fails.
#[derive(Clone, Debug)]
pub enum Case {
    /// An input.
    Input(Vec<u8>),
    /// Inputs of any length, whose work grows too fast.
    Family(Family),
}

impl Case {
    /// What is wrong with it, if anything.
    ///
    /// # Errors
    /// The [`Failure`].
    pub fn run(&self, target: &Target, watch: &Watch) -> Result<(), Failure> {
        match self {
            Case::Input(input) => judge(target, input, &mut Traits::default(), watch).map(|_| ()),
            Case::Family(family) => measure(target, family, &mut Traits::default(), watch),
        }
    }

    /// The smallest case that is found in [`PATIENCE`] and fails like this one.
    pub fn minimized(&self, target: &Target, failure: &Failure, watch: &Watch) -> Case {
        let deadline = Instant::now() + PATIENCE;
        let fails = |case: &Case| case.run(target, watch).is_err_and(|other| other.is_like(failure));
        let mut smallest = self.clone();
        loop {
            let in_time = |_: &Case| Instant::now() < deadline;
            let Some(smaller) = smallest.simpler().take_while(in_time).find(fails) else { break };
            smallest = smaller;
        }
        smallest
    }

    fn simpler(&self) -> Box<dyn Iterator<Item = Case> + '_> {
        match self {
            Case::Input(input) => Box::new(shorter(input).map(Case::Input)),
            Case::Family(family) => Box::new(family.simpler().into_iter().map(Case::Family)),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        match self {
            Case::Input(input) => input.clone(),
            Case::Family(family) => serde_json::to_vec_pretty(family).expect("a family has only texts and a flag"),
        }
    }

    /// Writes it to the folder of failures; answers the file.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn save(&self, target: &Target) -> std::io::Result<PathBuf> {
        let bytes = self.bytes();
        let hash = blake3::hash(&bytes).to_hex();
        let extension = if matches!(self, Case::Family(_)) { FAMILY } else { "input" };
        let path = folder().join(format!("{}-{}.{extension}", target.name, &hash[..8]));
        std::fs::create_dir_all(folder())?;
        std::fs::write(&path, bytes)?;
        Ok(path)
    }

    /// The case in a file.
    ///
    /// # Errors
    /// Where it cannot be read, or is no family though its name is that of one.
    pub fn load(path: &Path) -> std::io::Result<Case> {
        let bytes = std::fs::read(path)?;
        if path.extension().is_some_and(|extension| extension == FAMILY) {
            return Ok(Case::Family(serde_json::from_slice(&bytes)?));
        }
        Ok(Case::Input(bytes))
    }
}

/// The text without one of its pieces, the longest pieces first.
fn shorter(input: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let lengths =
        std::iter::successors(Some(input.len().div_ceil(2)), |length| (*length > 1).then(|| length.div_ceil(2)));
    lengths.flat_map(move |length| {
        let starts = (0..input.len()).step_by(length.max(1));
        starts.map(move |start| [&input[..start], &input[(start + length).min(input.len())..]].concat())
    })
}

/// Where failures are written, which Git ignores.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/failures")
}
