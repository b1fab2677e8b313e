//! What is known about a language.

use std::collections::BTreeMap;

use super::LocaleId;

/// What a column of a troubleshooting table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The error message.
    Message,
    /// The app or product it concerns.
    AppliesTo,
    /// What it means, its cause.
    Description,
    /// What to do about it.
    Resolution,
}

impl Role {
    /// All roles, in the order in which tables usually have them.
    pub const ALL: [Role; 4] = [Role::Message, Role::AppliesTo, Role::Description, Role::Resolution];

    /// The word for this role in data files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Message => "message",
            Role::AppliesTo => "applies_to",
            Role::Description => "description",
            Role::Resolution => "resolution",
        }
    }

    /// The role that `word` names.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// The direction a script is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// What `locales/<tag>/locale.toml` says about a locale, completed from its language.
#[derive(Clone, Debug, PartialEq)]
pub struct LocaleProfile {
    /// The locale.
    pub locale: LocaleId,
    /// Its name in its own language: `Nederlands`.
    pub autonym: String,
    /// Writing direction.
    pub direction: Direction,
    /// ISO 15924 code of its script: `Hant`.
    pub script: String,
    /// Locales that stand in where a page or message is missing, nearest first.
    pub fallback: Vec<LocaleId>,
    /// Header words per column role, folded to lower case.
    pub header_words: BTreeMap<Role, Vec<String>>,
    /// Characters that should not stand in this locale's prose, and what should: `︰` to `：`.
    pub punctuation: Vec<(String, String)>,
    /// Whether data for this locale was found; without it the interface is English.
    pub known: bool,
}
