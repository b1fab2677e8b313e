//! An image whose file is not there.

use std::collections::BTreeMap;

use crate::check::{Check, Context, Draft, Notes, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Destination, Link, LinkKind, Page};
use crate::text::FilePath;

/// The rule.
pub const RULE: Rule = Rule {
    id: "broken-image",
    severity: Severity::Warning,
    page: include_str!("broken_image.md"),
    check: Check::Digest(check),
};

/// Where a folder has none of so many images that are shown from it, it is the folder that is missing.
const WHOLE_FOLDER: usize = 5;

fn check(context: &Context<'_>, notes: &mut Notes) {
    let mut folders: BTreeMap<String, Folder<'_>> = BTreeMap::new();
    for page in context.corpus.all_pages() {
        for image in page.links.iter().filter(|link| link.kind == LinkKind::Image) {
            let folder = folders.entry(folder(page, image)).or_default();
            match context.corpus.resolve(page, image) {
                Destination::Missing => folder.missing.push((page, image)),
                _ => folder.found += 1,
            }
        }
    }
    for (name, folder) in folders {
        if folder.found == 0 && folder.missing.len() >= WHOLE_FOLDER {
            notes.push(whole_folder(&name, &folder));
        } else {
            notes.extend(folder.missing.iter().map(|(page, image)| one(page, image)));
        }
    }
}

/// The images that are shown from one folder, whatever the locale.
#[derive(Default)]
struct Folder<'c> {
    found: usize,
    missing: Vec<(&'c Page, &'c Link)>,
}

/// The folder of an image below the one of its locale.
fn folder(page: &Page, image: &Link) -> String {
    FilePath::new(&page.below).parent().join(image.target.trim()).parent().as_str().to_owned()
}

fn one(page: &Page, image: &Link) -> Draft {
    let message = format!("the image `{}` is not there: readers see its text instead", image.target);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, image.span.clone(), message)
        .help("add the file, here or in a locale that this one falls back to, or remove the image");
    Draft::of_page(diagnostic, &page.id, &page.locale, &image.target)
}

fn whole_folder(name: &str, folder: &Folder<'_>) -> Draft {
    let (page, image) = folder.missing[0];
    let count = folder.missing.len();
    let message =
        format!("no locale has the folder `{name}`: {count} images are shown from it, `{}` first", image.target);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, image.span.clone(), message)
        .help("add the folder to a locale that the others fall back to; readers see the texts of the images instead");
    Draft::of_site(diagnostic, format!("folder {name} {}", page.below))
}
