//! Pictures and other media that locales share, in a folder beside theirs.

use std::collections::BTreeSet;

use super::Discovered;
use super::file_use::{FileUse, Files};
use crate::model::{LinkKind, LocaleId, Page, percent_decode};
use crate::read::World;
use crate::text::FilePath;

/// What of a shared folder is shown: pictures, sound and films. A configuration may be data as well, and pages may not bring
/// files of the repository to the site that nobody put among the content.
const SHOWN: &[&str] = &[
    "apng", "avif", "bmp", "flac", "gif", "heic", "ico", "jfif", "jpeg", "jpg", "jxl", "m4a", "m4v", "mov", "mp3",
    "mp4", "ogg", "ogv", "opus", "png", "svg", "tif", "tiff", "wav", "webm", "webp",
];

/// In the locale that holds them, shared files are below this folder.
const FOLDER: &str = "shared";

/// Adds the files that pages show from folders beside those of the locales. Such a folder is below the one that all locales
/// are in, and only what a page names is taken of it. The first locale, the source where it is there, holds them.
///
/// Answers which other files pages link to below the site's folder, outside of those of the locales: they are there, and no
/// part of the site.
pub fn find_shared(
    world: &dyn World,
    discovered: &mut Discovered,
    files: &Files,
    source: Option<&LocaleId>,
    pages: &[Page],
) -> BTreeSet<FilePath> {
    let common = common_folder(&discovered.folders);
    let holder = source.filter(|source| discovered.locales.contains(source)).or(discovered.locales.first()).cloned();
    let is_of_locale = |path: &FilePath| discovered.folders.iter().any(|folder| path.relative_path(folder).is_some());
    // What is above the site's folder is nobody's business, nor whether it is there.
    let is_beside = |path: &FilePath| !path.leaves_root() && !is_of_locale(path) && world.has_file(path);
    let beside: Vec<FilePath> = named(pages).into_iter().filter(is_beside).collect();
    let mut outside = BTreeSet::new();
    for path in beside {
        let below = common.as_ref().and_then(|common| path.relative_path(common));
        let used = below.map_or(FileUse::Ignored, |below| files.use_of(below));
        let is_shown = SHOWN.contains(&path.extension().as_str());
        match (below, &holder) {
            (Some(below), Some(holder)) if is_shown && matches!(used, FileUse::Copied | FileUse::Cleaned) => {
                if used == FileUse::Cleaned {
                    discovered.drawings.insert(path.clone());
                }
                let own = discovered.files.entry(holder.clone()).or_default();
                own.entry(format!("{FOLDER}/{below}")).or_insert(path);
            }
            _ => {
                outside.insert(path);
            }
        }
    }
    outside
}

/// The folder that the folders of all locales are in, inside the site's.
fn common_folder(folders: &[FilePath]) -> Option<FilePath> {
    let above = |folder: &FilePath| folder.parent();
    let mut common = folders.first().map(above)?;
    while !folders.iter().all(|folder| common.as_str().is_empty() || folder.relative_path(&common).is_some()) {
        common = common.parent();
    }
    let is_inside = folders.iter().all(|folder| !folder.leaves_root());
    is_inside.then_some(common)
}

/// The files outside of their own folders that pages show or link to, as paths in the world.
fn named(pages: &[Page]) -> BTreeSet<FilePath> {
    let leaves = |page: &Page, target: &str| {
        FilePath::new(&page.relative_path).parent().join(target).leaves_root() && !target.starts_with('/')
    };
    let of_page = |page: &Page| -> Vec<FilePath> {
        let links = page.links.iter().filter(|link| matches!(link.kind, LinkKind::Image | LinkKind::Link));
        let targets = links.map(|link| percent_decode(link.target.split(['?', '#']).next().unwrap_or_default().trim()));
        targets.filter(|target| leaves(page, target)).map(|target| page.path.parent().join(&target)).collect()
    };
    pages.iter().flat_map(of_page).collect()
}
