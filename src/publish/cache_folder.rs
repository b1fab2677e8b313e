//! A folder that keeps what a run found for the next one.

use std::path::{Path, PathBuf};

use super::opened_folder::make_folders;
use super::{PublishError, contributed, replace_file};
use crate::cache::{Cache, digest};
use crate::read::{Disk, World};
use crate::text::FilePath;

/// How a folder of caches is marked for programs that make backups (bford.info/cachedir).
const TAG: (&str, &str) = ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");

/// Keeps a folder that is in a Git work tree out of it.
const IGNORED: (&str, &str) = (".gitignore", "*\n");

/// The cache of one site: files in a folder of its own inside the folder of all caches.
///
/// Each file begins with the program that made it and a digest of the rest: one that was cut off, or made by another version,
/// is as good as none.
#[derive(Debug)]
pub struct CacheFolder {
    all: PathBuf,
    own: PathBuf,
    program: String,
}

impl CacheFolder {
    /// The cache in the folder `all` of the site in the folder `site`, for a program by its name and version. Nothing is
    /// made yet.
    ///
    /// # Errors
    /// [`PublishError`] where a pull request can have brought the folder: a link leads to it, or Git tracks it.
    pub fn new(all: &Path, site: &Path, program: String) -> Result<CacheFolder, PublishError> {
        let sources = [site.to_path_buf()];
        contributed::refuse_links(all, &sources)?;
        // Links above the folder are the user's own.
        let refused = |error| PublishError::refused("use", all, &error);
        let place = std::path::absolute(all).map_err(refused)?;
        if let (Some(parent), Some(name)) =
            (place.parent().and_then(|parent| parent.canonicalize().ok()), place.file_name())
        {
            contributed::refuse_tracked(&parent.join(name), &sources)?;
        }
        let of_site = site.canonicalize().unwrap_or_else(|_| site.to_path_buf());
        let name = &digest(of_site.as_os_str().as_encoded_bytes())[..16];
        Ok(CacheFolder { own: place.join(name), all: place, program })
    }

    fn file(name: &str) -> String {
        format!("{name}.cache")
    }

    fn header(&self, bytes: &[u8]) -> String {
        format!("hexapla {} {}\n", self.program, digest(bytes))
    }

    /// Makes the folder, marked as what it is.
    fn make(&self) -> Result<(), PublishError> {
        let refused = |error| PublishError::refused("make", &self.own, &error);
        make_folders(&self.own).map_err(refused)?;
        for (name, text) in [TAG, IGNORED] {
            let path = self.all.join(name);
            if path.symlink_metadata().is_err() {
                replace_file(&self.all, &path, text.as_bytes())?;
            }
        }
        Ok(())
    }
}

impl Cache for CacheFolder {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let bytes = Disk::new(&self.own).read(&FilePath::new(&CacheFolder::file(name))).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')? + 1;
        let rest = &bytes[end..];
        (bytes[..end] == *self.header(rest).as_bytes()).then(|| rest.to_vec())
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let mut whole = self.header(bytes).into_bytes();
        whole.extend_from_slice(bytes);
        // A folder that cannot be written to, or a full disk, costs the next run its time.
        let _ = self.make().and_then(|()| replace_file(&self.all, &self.own.join(CacheFolder::file(name)), &whole));
    }
}
