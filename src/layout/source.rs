//! One text file of the content, or why it cannot be read.

use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::read::{LARGEST_TEXT, World};
use crate::text::{FilePath, Source, Span};

/// The text of a file, or why it cannot be read as text.
pub fn read_source(world: &dyn World, path: &FilePath) -> Result<Source, Box<Diagnostic>> {
    let unreadable = |at: usize, message: Message, help: &str| {
        Box::new(
            Diagnostic::new(rule_ids::UNREADABLE_FILE, Severity::Error, Span::new(path, at..at), message).help(help),
        )
    };
    let bytes = world.read_at_most(LARGEST_TEXT, path).map_err(|error| {
        let help = "check that it exists, is a plain file of a sensible size, and may be read";
        unreadable(0, Message::new("the file cannot be read: {reason}").with("reason", error.reason), help)
    })?;
    Source::from_bytes(path.clone(), bytes).map_err(|error| {
        let message =
            Message::new("the file is not UTF-8: line {line} has a byte that cannot be read").count("line", error.line);
        unreadable(error.offset, message, "save it with the encoding UTF-8")
    })
}
