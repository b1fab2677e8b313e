//! `hexapla.lock`, from its file.

use super::failure::Failure;
use crate::config;
use crate::model::{LOCK_FILE, Lock};
use crate::read::World;
use crate::text::FilePath;

/// The lock of the site in `world`; `None` where there is none.
///
/// # Errors
/// [`Failure::Configuration`] with everything that is wrong in it, [`Failure::Read`] where it cannot be read.
pub(super) fn read_lock(world: &dyn World) -> Result<Option<Lock>, Failure> {
    let path = FilePath::new(LOCK_FILE);
    let bytes = match world.read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.missing => return Ok(None),
        Err(error) => return Err(Failure::Read(error)),
    };
    let source = config::decode(&path, bytes).map_err(|wrong| {
        let (source, diagnostic) = *wrong;
        Failure::Configuration(vec![diagnostic], vec![source])
    })?;
    config::read_lock(&source).map(Some).map_err(|diagnostics| Failure::Configuration(diagnostics, vec![source]))
}
