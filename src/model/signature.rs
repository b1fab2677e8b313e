//! What of a text survives translation.

/// What survives translation, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// The invariants, by their places.
    pub invariants: Vec<Invariant>,
}

/// One thing in a text that a translator leaves alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Invariant {
    /// What it is.
    pub kind: InvariantKind,
    /// The invariant as written, or its normal form where the kind has one (numbers: `1514874`).
    pub text: Box<str>,
    /// First byte, counted from the start of the text that was read.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
}

/// The kinds of invariants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InvariantKind {
    /// An exception class such as `TokenRefreshException`, without its package. A chain gives one each, outermost first.
    Exception,
    /// An HTTP status from 100 to 599 where the context shows that it is one.
    Status,
    /// A vendor's error code such as `AADSTS70002`.
    Code,
    /// A key of a JSON payload.
    JsonKey,
    /// A JSON string without spaces, such as `invalid_grant`.
    JsonString,
    /// A brace, bracket or quote that holds a JSON payload together.
    JsonPunctuation,
    /// An identifier: `Tenant_ID`, `com.box.boxjavalibv2`, `getUser()`, `--out`.
    Identifier,
    /// A number that is no status, in plain digits with `.` for decimals.
    Number,
    /// A URL in the text.
    Url,
    /// The content of an inline code span.
    InlineCode,
    /// The target of a link.
    LinkTarget,
    /// A placeholder: `{0}`, `%s`, `<TenantId>`, `{{name}}`, `$HOME`.
    Placeholder,
    /// A name in Latin script, such as `Office 365`; in Latin-script text only where its shape shows it.
    Name,
}

impl Signature {
    /// What no translation changes, in the order of the text: all invariants but names.
    pub fn into_facts(self) -> impl Iterator<Item = Box<str>> {
        let kept = self.invariants.into_iter().filter(|invariant| invariant.kind != InvariantKind::Name);
        kept.map(|invariant| invariant.text)
    }

    /// The texts of all invariants of one kind, in order.
    pub fn of(&self, kind: InvariantKind) -> impl Iterator<Item = &str> {
        self.invariants.iter().filter(move |invariant| invariant.kind == kind).map(|invariant| &*invariant.text)
    }

    /// Whether nothing in the text survives translation.
    pub fn is_empty(&self) -> bool {
        self.invariants.is_empty()
    }

    /// The HTTP statuses, in order.
    pub fn statuses(&self) -> impl Iterator<Item = u16> {
        self.of(InvariantKind::Status).filter_map(|text| text.parse().ok())
    }
}
