//! A world in memory, for tests, examples and the files built into the program.

use std::collections::BTreeMap;

use super::{ReadError, World};
use crate::text::FilePath;

/// Files that live in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<FilePath, Vec<u8>>,
}

impl Memory {
    /// A world of these paths and contents.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Memory {
        Memory { files: files.into_iter().map(|(path, text)| (FilePath::new(path), text.into())).collect() }
    }

    /// The same world with one more file, which replaces one of the same path.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Memory {
        self.files.insert(FilePath::new(path), bytes.into());
        self
    }
}

impl World for Memory {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        Ok(self.files.keys().filter(|path| path.below(folder).is_some()).cloned().collect())
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or_else(|| ReadError {
            path: path.clone(),
            reason: "no such file".into(),
            missing: true,
        })
    }
}
