//! What a rule is: data and a pure function.

use super::context::Context;
use super::findings::Collector;
use crate::diagnostic::Severity;
use crate::freshness::BlockFreshness;
use crate::history::History;
use crate::units::{PageGroup, Unit};

/// A rule: data and a pure function.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, in kebab-case, for the defect.
    pub id: &'static str,
    /// The family that it belongs to, which the configuration can switch as one.
    pub group: RuleGroup,
    /// How bad a finding is where the configuration does not set it, and the rule is not off by default.
    pub severity: Severity,
    /// Its page: Markdown, and an executable specification.
    pub page: &'static str,
    /// How far from its finding the cause can be.
    pub reach: Reach,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Found elsewhere, as while files are read or where other rules compare; the rule only names and explains it.
    Load,
    /// The digests of the whole corpus.
    Digest(fn(&Context<'_>, &mut Collector)),
    /// Texts beside each other, each in all its locales: the cells of the whole site, and the prose of one page.
    Texts(fn(&[&Unit<'_>], &mut Collector)),
    /// One text in all its locales: each cell of each row, and each stretch of prose.
    Unit(fn(&Context<'_>, &Unit<'_>, &mut Collector)),
    /// One text in all its locales that is too long for the rules that compare texts.
    LongUnit(fn(&Context<'_>, &Unit<'_>, &mut Collector)),
    /// A block of prose that is not fresh in a locale.
    Block(fn(&Context<'_>, &BlockFreshness, &mut Collector)),
    /// One page at a time in all its locales, with its prose.
    Group(fn(&Context<'_>, &PageGroup, &mut Collector)),
    /// The commits of the source; only where translations name revisions.
    History(fn(&Context<'_>, &History, &mut Collector)),
}

/// A family of rules. Each has a folder below `rules/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleGroup {
    /// What is there: pages, sections, tables, rows, columns, images.
    Structure,
    /// How current a translation is beside its source.
    Staleness,
    /// What no translation may change: codes, numbers, names, links.
    Facts,
    /// Words: which language they are in, and what they mean.
    Language,
    /// Punctuation, brackets, spaces, the form of numbers.
    Typography,
    /// Front matter, links and anchors of a page.
    Pages,
    /// Files, addresses, the configuration, and what the program itself needs.
    Files,
}

/// Every family, in the order of the catalogue.
// The order of the catalogue goes from what readers miss most to what they hardly see.
pub const GROUPS: &[RuleGroup] = &[
    RuleGroup::Structure,
    RuleGroup::Staleness,
    RuleGroup::Facts,
    RuleGroup::Language,
    RuleGroup::Typography,
    RuleGroup::Pages,
    RuleGroup::Files,
];

impl RuleGroup {
    /// The word for this family in the configuration, and the name of its folder.
    pub fn as_str(self) -> &'static str {
        match self {
            RuleGroup::Structure => "structure",
            RuleGroup::Staleness => "staleness",
            RuleGroup::Facts => "facts",
            RuleGroup::Language => "language",
            RuleGroup::Typography => "typography",
            RuleGroup::Pages => "pages",
            RuleGroup::Files => "files",
        }
    }
}

/// How far from a finding the change can be that brought it about. `check --since` reports what a change touched, and
/// for rules that look across pages what it brought about elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// On the page of the finding or on the page that it was translated from.
    Page,
    /// Anywhere in the site: a link breaks on one page because another one is gone.
    Site,
    /// Nowhere: it is about a state, and no change is judged by it.
    Never,
}
