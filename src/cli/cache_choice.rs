//! Where what a run found is kept for the next one.

use std::io;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use etcetera::BaseStrategy;

use super::{Global, output};
use crate::cache::{Cache, NoCache};
use crate::publish::CacheFolder;

/// The cache that the command line asks for: in the folder that it names, else in that of the user's caches. What a pull
/// request can have brought is not used; nor is any where the user has no such folder. `sources` are the folders and files
/// that the site is made from.
pub fn choose(global: &Global, sources: &[PathBuf]) -> Box<dyn Cache> {
    if global.no_cache {
        return Box::new(NoCache);
    }
    let of_user = || Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("hexapla"));
    let Some(folder) = global.cache_dir.clone().or_else(of_user) else { return Box::new(NoCache) };
    let Ok(program) = program() else { return Box::new(NoCache) };
    let is_named = global.cache_dir.is_some();
    let cache = CacheFolder::new(&folder, sources, program).and_then(|cache| {
        // Whoever names a folder is told at once that it cannot be.
        let made = if is_named { cache.make() } else { Ok(()) };
        made.map(|()| cache)
    });
    match cache {
        Ok(cache) => Box::new(cache),
        Err(error) => {
            if is_named && !global.quiet {
                output::note(&format!("note: no cache is used: {}", error.message));
            }
            Box::new(NoCache)
        }
    }
}

/// The program by its version and file: while it is worked on, one version finds different things.
fn program() -> io::Result<String> {
    let file = std::env::current_exe()?.metadata()?;
    let made = file.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.len(), made.as_nanos()))
}
