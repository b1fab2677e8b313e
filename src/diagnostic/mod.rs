//! What is wrong, why it matters and what to do about it.
//!
//! **Comes in:** spans and words. **Goes out:** [`Diagnostic`] values for others to sort and print.
//! **Never happens here:** printing, reading files, deciding exit codes.

mod message;
pub mod rule_ids;

pub use message::{Data, Message, Value, counted};

use crate::text::Span;

/// How bad a finding is. Ordered: an error is greater than a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word for this severity in configuration and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity that `word` names.
    pub fn from_word(word: &str) -> Option<Severity> {
        [Severity::Info, Severity::Warning, Severity::Error].into_iter().find(|severity| severity.as_str() == word)
    }
}

/// Something wrong at a place, reported so that the reader can act on it.
///
/// Messages start in lower case, end without a period and put names in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it, in kebab-case, such as `missing-row`.
    pub rule: &'static str,
    /// How bad it is, before configuration.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong: made from a [`Message`], with all that it quotes.
    pub message: String,
    /// What the message quotes, by name.
    pub data: Data,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter, such as the same row in another locale.
    pub related: Vec<Label>,
    /// A change that mends it.
    pub fix: Option<Fix>,
}

/// A place and a message about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A change to the sources that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// How sure it is.
    pub applicability: Applicability,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied without a human looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// The meaning cannot change.
    Safe,
    /// Likely right; a human should look.
    Suggested,
}

impl Applicability {
    /// The word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Suggested => "suggested",
        }
    }
}

/// Text to put in place of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The place to overwrite.
    pub span: Span,
    /// The new text.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic without help, related places or a fix.
    pub fn new(rule: &'static str, severity: Severity, span: Span, message: impl Into<Message>) -> Diagnostic {
        let message = message.into();
        Diagnostic {
            rule,
            severity,
            span,
            message: message.text(),
            data: message.into_data(),
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// Reports that there is more of something than anybody means, so that some of it is text or is left out.
    pub fn limit_exceeded(span: Span, message: impl Into<Message>, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule_ids::LIMIT_EXCEEDED, Severity::Error, span, message).help(help)
    }

    /// Appends to the message, with what that quotes.
    pub fn say_more(&mut self, more: Message) {
        self.message.push_str(&more.text());
        self.data.extend(more.into_data());
    }

    /// Adds a way out.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds a related place.
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.related.push(Label { span, message: message.into() });
        self
    }

    /// Adds a fix that overwrites `span` with `text`.
    pub fn fix(mut self, applicability: Applicability, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { applicability, edits: vec![Edit { span, text: text.into() }] });
        self
    }
}
