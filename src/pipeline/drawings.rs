//! Drawings on their way to the site: each is copied without what could act in it, or not at all.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::layout::{Discovered, not_copied};
use crate::read::{LARGEST_TEXT, World};
use crate::render::cleaned_svg;
use crate::text::{FilePath, Span};

/// What a look at a drawing showed.
enum Inspection {
    /// It is copied, and nothing that may be missed is gone from it.
    Whole,
    /// It is copied without some of its elements.
    Reduced(Diagnostic),
    /// It is not copied.
    Refused(Diagnostic),
}

/// Takes the drawings that cannot be copied out of what was found, and reports them.
pub fn refuse_broken(world: &dyn World, discovered: &mut Discovered) -> Vec<Diagnostic> {
    let drawings: Vec<&FilePath> = discovered.drawings.iter().collect();
    let inspections: Vec<Inspection> = drawings.par_iter().map(|path| inspect(world, path)).collect();
    let (mut refused, mut diagnostics) = (BTreeSet::new(), Vec::new());
    for (path, inspection) in drawings.into_iter().cloned().zip(inspections) {
        match inspection {
            Inspection::Whole => {}
            Inspection::Reduced(diagnostic) => diagnostics.push(diagnostic),
            Inspection::Refused(diagnostic) => {
                diagnostics.push(diagnostic);
                refused.insert(path);
            }
        }
    }
    discovered.drawings.retain(|path| !refused.contains(path));
    discovered.files.values_mut().for_each(|files| files.retain(|_, path| !refused.contains(path)));
    diagnostics
}

fn inspect(world: &dyn World, path: &FilePath) -> Inspection {
    let bytes = match world.read_at_most(LARGEST_TEXT, path) {
        Ok(bytes) => bytes,
        Err(error) => return Inspection::Refused(not_copied(path, &error.reason)),
    };
    match cleaned_svg(&bytes) {
        Err(reason) => Inspection::Refused(not_copied(path, &format!("it cannot be made safe ({reason})"))),
        Ok(drawing) if !drawing.lost_words => Inspection::Whole,
        Ok(_) => {
            let message = Message::new("`{name}` is copied without its `<foreignObject>`, which may hold its words")
                .with("name", path.name());
            let help = "export the drawing with its text as text, or name it in `[content] copy` if you trust it";
            Inspection::Reduced(
                Diagnostic::new(rule_ids::FILE_NOT_COPIED, Severity::Warning, Span::new(path, 0..0), message)
                    .help(help),
            )
        }
    }
}

/// The bytes of a drawing as they are copied; `None` where it changed since it was looked at and is none any more.
pub fn copied(bytes: &[u8]) -> Option<Vec<u8>> {
    cleaned_svg(bytes).ok().map(|drawing| drawing.bytes)
}
