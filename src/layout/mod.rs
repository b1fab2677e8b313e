//! Where the pages, their order and their assets are in a folder of content.
//!
//! **Comes in:** a world, and the places that the user names. **Goes out:** which files are pages, copies, drawings, tables of
//! contents and includes, and diagnostics about those that cannot be. **Never happens here:** running code of another
//! generator, rendering, comparing languages.

mod contents;
mod discover;
mod file_use;
mod includes;
mod shared;
mod source;

pub use contents::read as read_contents;
pub use discover::{Discovered, Places, discover, not_copied};
pub use file_use::{FileUse, Files, Refusal};
pub use includes::{find as find_includes, snippets_inside};
pub use shared::find_shared;
pub use source::read_source;
