//! What can go wrong while rendering: only the theme, never the content.

use std::error::Error;
use std::fmt;

use crate::read::ReadError;

/// Why a page cannot be rendered.
#[derive(Debug)]
pub enum RenderError {
    /// A file of the theme cannot be read.
    Read(ReadError),
    /// A template or message file is not UTF-8.
    NotUtf8 {
        /// The file.
        path: String,
    },
    /// A template is not well formed, or failed on a page; the report shows its name and line.
    Template {
        /// The template engine's report.
        report: String,
    },
    /// A message file is not well formed.
    Message {
        /// The file.
        path: String,
        /// The line of the first error, from 1.
        line: usize,
        /// The parser's own message.
        reason: String,
    },
    /// A page names a template in its front matter that does not exist.
    NoTemplate {
        /// The page's file.
        page: String,
        /// The template's name.
        template: String,
    },
    /// A page that shows prose was rendered without its document.
    NoDocument {
        /// The page's route.
        route: String,
    },
}

impl From<ReadError> for RenderError {
    fn from(error: ReadError) -> RenderError {
        RenderError::Read(error)
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Read(error) => error.fmt(f),
            RenderError::NotUtf8 { path } => write!(f, "`{path}` is not UTF-8; save it in that encoding"),
            RenderError::Template { report } => write!(f, "a template cannot be used\n{report}"),
            RenderError::Message { path, line, reason } => write!(f, "`{path}`, line {line}: {reason}"),
            RenderError::NoTemplate { page, template } => write!(
                f,
                "`{page}` asks for `templates/{template}`, which does not exist\n  help: add the file, or remove \
                 `template` from the page's front matter"
            ),
            RenderError::NoDocument { route } => write!(f, "the page `{route}` was rendered without its document"),
        }
    }
}

impl Error for RenderError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Its message is the one above.
            RenderError::Read(error) => error.source(),
            _ => None,
        }
    }
}
