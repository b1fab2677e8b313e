//! The terms of a site, from their file.

use super::failure::Failure;
use crate::config;
use crate::model::{GLOSSARY_FILE, Glossary};
use crate::read::{LARGEST_TEXT, World};
use crate::text::FilePath;

/// The glossary of the site in `world`, an empty one where there is none.
///
/// # Errors
/// [`Failure::Configuration`] with everything that is wrong in it, [`Failure::Read`] where it cannot be read.
pub fn read(world: &dyn World) -> Result<Glossary, Failure> {
    let path = FilePath::new(GLOSSARY_FILE);
    let bytes = match world.read_at_most(LARGEST_TEXT, &path) {
        Ok(bytes) => bytes,
        Err(error) if error.missing => return Ok(Glossary::default()),
        Err(error) => return Err(Failure::Read(error)),
    };
    let source = config::decode(&path, bytes).map_err(|wrong| {
        let (source, diagnostic) = *wrong;
        Failure::Configuration(vec![diagnostic], vec![source])
    })?;
    config::read_glossary(&source).map_err(|diagnostics| Failure::Configuration(diagnostics, vec![source]))
}
