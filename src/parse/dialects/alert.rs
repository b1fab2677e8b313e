//! `> [!NOTE]`: a note beside the text.

use pulldown_cmark::BlockQuoteKind;

use super::{Construct, Container, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "alert",
    form: Form::Quote(|inside| Callout::named(inside.trim()).map(Container::Callout)),
    // GitHub wants a line of its own for `[!NOTE]`; other authors go on after it.
    example: "> [!NOTE]\n> 方塊\n\nTekst\n\n> [!tip] één\n",
    becomes: "callout note\n  paragraph\n    方塊\nparagraph\n  Tekst\ncallout tip\n  paragraph\n    één\n",
};

/// What a note beside the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// What is good to know.
    Note,
    /// What makes something easier.
    Tip,
    /// What has to be known.
    Important,
    /// What needs care at once.
    Warning,
    /// What may have bad consequences.
    Caution,
}

impl Callout {
    const ALL: [Callout; 5] = [Callout::Note, Callout::Tip, Callout::Important, Callout::Warning, Callout::Caution];

    /// The word that opens it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Tip => "tip",
            Callout::Important => "important",
            Callout::Warning => "warning",
            Callout::Caution => "caution",
        }
    }

    fn named(word: &str) -> Option<Callout> {
        Callout::ALL.into_iter().find(|callout| callout.name().eq_ignore_ascii_case(word))
    }
}

/// A quote that Markdown itself knew to be a note.
impl From<BlockQuoteKind> for Callout {
    fn from(kind: BlockQuoteKind) -> Callout {
        match kind {
            BlockQuoteKind::Note => Callout::Note,
            BlockQuoteKind::Tip => Callout::Tip,
            BlockQuoteKind::Important => Callout::Important,
            BlockQuoteKind::Warning => Callout::Warning,
            BlockQuoteKind::Caution => Callout::Caution,
        }
    }
}
