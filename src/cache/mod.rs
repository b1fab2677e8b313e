//! What an earlier run found, so that it need not be found again.
//!
//! **Comes in:** names and bytes; a world. **Goes out:** the bytes that were kept under a name, and whether what was read of
//! a world is still as it was. **Never happens here:** writing files, deciding what is worth keeping.
//!
//! No answer depends on a cache, only the time that it takes: what is kept may be gone at any moment, and who reads it
//! checks that it was made from what is there now. (In a partial clone a cache may know what Git no longer has there.)
//! Two ways of that are used. What follows from contents alone is kept under a digest of them; what follows from
//! everything that was read is kept with a [`Record`] of it.

mod recorded;

pub use recorded::{Record, Recorded};

/// Keeps bytes between runs, by name.
pub trait Cache: Sync {
    /// What was kept last under a name; `None` where nothing was, it is gone, or another version of the program made it.
    fn get(&self, name: &str) -> Option<Vec<u8>>;

    /// Whether anything is kept, so that it is worth the work.
    fn keeps(&self) -> bool {
        true
    }

    /// Keeps bytes under a name, in place of what was kept before. That it cannot is no error.
    fn put(&self, name: &str, bytes: &[u8]);
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug)]
pub struct NoCache;

impl Cache for NoCache {
    fn get(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    fn keeps(&self) -> bool {
        false
    }

    fn put(&self, _name: &str, _bytes: &[u8]) {}
}

/// A digest of bytes, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
