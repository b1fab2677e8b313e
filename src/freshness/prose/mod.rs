//! How current the prose of a page is in each locale, block by block.

mod acceptable;
mod accepted;
mod change;
mod count;
mod elsewhere;
mod left_behind;
mod page_blocks;
mod present;
mod retitled;
mod versions;
mod work;

pub use acceptable::Acceptable;
pub use accepted::{Sides, commits_to_read, is_caught_up, living};
pub use change::PageChange;
pub(super) use count::end_of_section;
pub use count::{BlockState, block_counts, block_states, counted};
pub use left_behind::{MovedBlocks, left_behind};
pub use page_blocks::PageBlocks;
pub use versions::ProseOfVersions;
pub use work::{BlockWork, MOST_BLOCKS, block_work};

use std::collections::BTreeMap;
use std::ops::Range;

use super::Freshness;
use crate::model::{LocaleId, PageId};
use crate::parse::PassageKind;
use crate::text::Span;
use crate::units::visible;

/// A block of prose that is not fresh in a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockFreshness {
    /// The page.
    pub page: PageId,
    /// The locale.
    pub locale: LocaleId,
    /// What is not fresh.
    pub scope: Scope,
    /// Stale, with what changed; missing; or an orphan.
    pub freshness: Freshness,
    /// The block of the translation. Where it is missing, the block before its place, else the one behind it.
    pub span: Span,
    /// The locale that shows what should be there.
    pub reference: LocaleId,
    /// The block of the reference as it is now; `None` where it is in no file of the site.
    pub reference_span: Option<Span>,
    /// The block in what the translation was made from, where that is an earlier state of the source.
    pub original: Option<Range<usize>>,
    /// The text of the reference's block, in one line; that of the translation where the source dropped the block.
    pub text: String,
    /// What makes it differ from others of the page: the text, or the anchor of a section.
    pub identity: String,
}

/// What a change did to the prose of one page, in the translations that have it before and after.
#[derive(Clone, Debug, Default)]
pub struct ProseChange {
    /// What it left behind.
    pub left_behind: Vec<BlockFreshness>,
    /// For each of these translations the lines that it edited or added, as byte ranges of the file now, in order.
    pub touched: BTreeMap<LocaleId, Vec<Range<usize>>>,
}

impl ProseChange {
    /// Whether the translation in `locale` was compared, and is the same file as before.
    pub fn is_same_file(&self, locale: &LocaleId) -> bool {
        self.touched.get(locale).is_some_and(Vec::is_empty)
    }

    /// Whether the translation in `locale` was compared, and has at `span` what it had before the change.
    pub fn is_untouched(&self, locale: &LocaleId, span: &Span) -> bool {
        self.touched.get(locale).is_some_and(|ranges| {
            let next = ranges.partition_point(|range| range.end < span.start);
            ranges.get(next).is_none_or(|range| range.start > span.end)
        })
    }
}

/// How much of a page a state is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One block.
    Block(PassageKind),
    /// A heading with all that is below it.
    Section,
    /// What is below a heading, which itself is there.
    Body,
    /// The text under the title, or above the first heading.
    OpeningText,
}

/// Whether readers see anything of a block: a word, or an image.
pub(super) fn is_readable(text: &str) -> bool {
    let is_directive = |line: &str| {
        let line = line.trim_start_matches(['>', ' ']);
        line.starts_with(":::") || line.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("[!div"))
    };
    // The text of an included file is read by itself, and a video has none.
    let shows_more = || ["<img", "![", "[!INCLUDE", "[!include", "[!VIDEO"].iter().any(|mark| text.contains(mark));
    let mut lines = text.lines();
    lines.any(|line| !is_directive(line) && visible(line).chars().any(char::is_alphanumeric)) || shows_more()
}

#[cfg(test)]
mod tests {
    use super::is_readable;

    #[test]
    fn what_readers_see_is_readable() {
        for text in ["Eén woord", "<b>方塊</b>", "![](a.png)", "<img src=\"a.png\">", "[!INCLUDE [x](y.md)]"] {
            assert!(is_readable(text), "{text}");
        }
        for text in ["<div class=\"x\">", "<!-- een woord -->", "[!div class=\"mx\"]", ":::row:::", "---", ""] {
            assert!(!is_readable(text), "{text}");
        }
    }
}
