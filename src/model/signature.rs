//! What of a text survives translation.

/// What survives translation, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// The marks, by where they stand.
    pub marks: Vec<Mark>,
}

/// One thing in a text that a translator leaves alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The mark as written, or its normal form where the kind has one (numbers: `1514874`).
    pub text: Box<str>,
    /// First byte, counted from the start of the text that was read.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
}

/// The kinds of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// An exception class such as `TokenRefreshException`, without its package. A chain gives one each, outermost first.
    Exception,
    /// An HTTP status from 100 to 599 where the context says it is one.
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
    /// The texts of all marks of one kind, in order.
    pub fn of(&self, kind: MarkKind) -> impl Iterator<Item = &str> {
        self.marks.iter().filter(move |mark| mark.kind == kind).map(|mark| &*mark.text)
    }

    /// Whether nothing in the text survives translation.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The HTTP statuses, in order.
    pub fn statuses(&self) -> impl Iterator<Item = u16> {
        self.of(MarkKind::Status).filter_map(|text| text.parse().ok())
    }
}
