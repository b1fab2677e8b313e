//! An image whose file is not there.

use std::collections::BTreeMap;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{Destination, Link, LinkKind, Page};
use crate::text::FilePath;

/// The rule.
pub const RULE: Rule = Rule {
    id: "broken-image",
    group: RuleGroup::Pages,
    severity: Severity::Warning,
    page: include_str!("broken_image.md"),
    reach: Reach::Site,
    check: Check::Digest(check),
};

/// Where a folder has none of so many images that are shown from it, it is the folder that is missing: one finding,
/// instead of one for each image. Chosen.
const WHOLE_FOLDER: usize = 5;

fn check(context: &Context<'_>, collector: &mut Collector) {
    let mut folders: BTreeMap<String, Folder<'_>> = BTreeMap::new();
    for page in context.corpus.all_pages() {
        for image in page.links.iter().filter(|link| link.kind == LinkKind::Image) {
            // By the path below the locale, so that an image which another locale has counts as found.
            let folder = folders.entry(folder(page, image)).or_default();
            match context.corpus.resolve(page, image) {
                Destination::Missing => folder.missing.push((page, image)),
                _ => folder.found += 1,
            }
        }
    }
    for (name, folder) in folders {
        if folder.found == 0 && folder.missing.len() >= WHOLE_FOLDER {
            collector.push(whole_folder(&name, &folder));
        } else {
            collector.extend(folder.missing.iter().map(|(page, image)| one(page, image)));
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
    FilePath::new(&page.relative_path).parent().join(image.target.trim()).parent().as_str().to_owned()
}

fn one(page: &Page, image: &Link) -> PendingFinding {
    let message =
        Message::new("the image `{target}` is not there: readers see its text instead").with("target", &image.target);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, image.span.clone(), message)
        .help("add the file, here or in a locale that this one falls back to, or remove the image");
    PendingFinding::of_page(diagnostic, &page.id, &page.locale, &image.target)
}

fn whole_folder(name: &str, folder: &Folder<'_>) -> PendingFinding {
    let (page, image) = folder.missing[0];
    let message =
        Message::new("no locale has the folder `{folder}`: {count} images are shown from it, `{target}` first")
            .with("folder", name)
            .count("count", folder.missing.len())
            .with("target", &image.target);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, image.span.clone(), message)
        .help("add the folder to a locale that the others fall back to; readers see the texts of the images instead");
    PendingFinding::of_site(diagnostic, format!("folder {name} {}", page.relative_path))
}
