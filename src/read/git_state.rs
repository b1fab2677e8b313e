//! What answers of a repository depend on.

use std::fmt::Write;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::UNIX_EPOCH;

use gix::Repository;
use walkdir::WalkDir;

use super::objects;

/// More bytes of a setting are not looked at.
const LARGEST_SETTING: u64 = 1 << 20;

/// Files in a repository's folder that decide what is read of it.
const SETTINGS: [&str; 4] = ["config", "config.worktree", "shallow", "objects/info/alternates"];

/// What answers of a repository depend on, as text: where it is, its head, branches and tags, its settings, and when
/// objects were added. Where it is equal, nothing was committed, fetched, moved or set meanwhile.
///
/// Objects that a commit leads to never change, so none is read. One that a partial clone lacks may come later, in a file
/// of its own or in a pack, also of a repository that this one borrows from: that changes the time of its folder.
pub(super) fn state(repository: &Repository) -> String {
    let (own, shared) = (repository.git_dir(), repository.common_dir());
    let mut state = format!("{}\n{}\n", own.display(), shared.display());
    let head = repository.head_name().map(|name| name.map(|name| name.to_string()));
    line(&mut state, "head", &format!("{head:?} {:?}", repository.head_id().map(gix::Id::detach).ok()));
    for (name, target) in references(repository) {
        line(&mut state, &name, &target);
    }
    for name in SETTINGS {
        line(&mut state, name, &text(&own.join(name)));
        line(&mut state, name, &text(&shared.join(name)));
    }
    let borrowed = repository.objects.store_ref().alternate_db_paths().unwrap_or_default();
    for objects in std::iter::once(shared.join("objects")).chain(borrowed) {
        let folders = WalkDir::new(objects).max_depth(1).sort_by_file_name().into_iter().flatten();
        for folder in folders.filter(|entry| entry.file_type().is_dir()) {
            line(&mut state, &folder.file_name().to_string_lossy(), &stamp(folder.path()));
        }
    }
    state
}

fn line(state: &mut String, name: &str, value: &str) {
    writeln!(state, "{name} {value}").expect("writing to a text does not fail");
}

/// All branches, tags and other references with what they lead to, in order.
fn references(repository: &Repository) -> Vec<(String, String)> {
    let Ok(references) = repository.references() else { return Vec::new() };
    let Ok(all) = references.all() else { return Vec::new() };
    let mut named: Vec<(String, String)> =
        all.flatten().map(|found| (found.name().as_bstr().to_string(), format!("{:?}", found.target()))).collect();
    named.sort();
    named
}

/// The objects in whose stead Git shows others, each with the other one, as text.
pub(super) fn replaced(repository: &Repository) -> String {
    let is_replaced = |(name, _): &(String, String)| name.starts_with("refs/replace/");
    let replaced = references(repository).into_iter().filter(is_replaced);
    replaced.map(|(name, target)| format!("{name} {target}\n")).collect()
}

/// What a small file holds; empty where there is none.
fn text(path: &Path) -> String {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST_SETTING).read_to_end(&mut bytes));
    if read.is_ok() { objects::sha256(&bytes).unwrap_or_default() } else { String::new() }
}

/// The size and time of a folder; empty where there is none.
fn stamp(path: &Path) -> String {
    let Ok(metadata) = path.metadata() else { return String::new() };
    let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{} {}", metadata.len(), changed.map_or(0, |time| time.as_nanos()))
}
