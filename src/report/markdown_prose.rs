//! The prose that a change left behind, as Markdown: each block of the source once, with its old and new words.

use std::collections::{BTreeMap, BTreeSet};

use super::Places;
use super::concise::one_line;
use super::markdown_parts::{NAME_LENGTH, UNFOLDED, WORDS_LENGTH, around_change, fitting, folded};
use super::markdown_text::{clip, plain};
use crate::check::noun;
use crate::diagnostic::counted;
use crate::freshness::{BlockFreshness, Freshness, Scope};
use crate::model::{LocaleId, PageId};

/// A block of the source that translations are behind in.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct SourceBlock<'b> {
    page: &'b PageId,
    /// Its first byte in the source as it is now; those that were removed come last.
    start: usize,
    /// How the translations are behind.
    state: &'static str,
    noun: &'static str,
    /// What the source said. Empty where it has added the block.
    old: &'b str,
    /// What it says now. Empty where it has removed the block.
    new: &'b str,
}

/// A section of the report; nothing where no prose was left behind.
pub(super) fn prose_left_behind(blocks: &[BlockFreshness], places: &Places<'_>) -> String {
    let mut by_source: BTreeMap<SourceBlock<'_>, (&BlockFreshness, BTreeSet<&LocaleId>)> = BTreeMap::new();
    for block in blocks {
        if let Some(of_source) = of_source(block) {
            by_source.entry(of_source).or_insert((block, BTreeSet::new())).1.insert(&block.locale);
        }
    }
    if by_source.is_empty() {
        return String::new();
    }
    let mut page = None;
    let mut parts = Vec::new();
    for (of_source, (block, locales)) in &by_source {
        let heading = match page.replace(of_source.page) {
            Some(before) if before == of_source.page => String::new(),
            _ => format!("#### {}\n\n", plain(&clip(of_source.page.as_str(), NAME_LENGTH))),
        };
        parts.push(heading + &part(of_source, block, locales, places));
    }
    let (title, count) = ("Prose left behind", parts.len());
    let text = fitting(parts, "block");
    if count > UNFOLDED {
        folded(&format!("{title}: {}", counted(count, "block")), &text)
    } else {
        format!("### {title}\n\n{text}")
    }
}

fn of_source(block: &BlockFreshness) -> Option<SourceBlock<'_>> {
    let (state, old, new) = match &block.freshness {
        Freshness::Stale(changes) => {
            let change = changes.first()?;
            ("is stale in", change.old.as_str(), change.new.as_str())
        }
        Freshness::Missing => ("is missing in", "", block.text.as_str()),
        Freshness::Orphan => ("was removed, and is still in", block.identity.as_str(), ""),
        Freshness::Fresh | Freshness::Untranslated | Freshness::Unknown => return None,
    };
    let noun = match block.scope {
        Scope::Block(kind) => noun(kind),
        Scope::Section => "section",
        Scope::Body => "text of a section",
        Scope::OpeningText => "opening text",
    };
    let start = block.reference_span.as_ref().map_or(usize::MAX, |span| span.start);
    Some(SourceBlock { page: &block.page, start, state, noun, old, new })
}

fn part(
    of_source: &SourceBlock<'_>,
    block: &BlockFreshness,
    locales: &BTreeSet<&LocaleId>,
    places: &Places<'_>,
) -> String {
    let locales: Vec<String> = locales.iter().map(|locale| plain(locale.as_str())).collect();
    let place = block.reference_span.as_ref().map(|span| plain(&clip(&places.address(span), NAME_LENGTH)));
    let place = place.map(|place| format!(" at {place}")).unwrap_or_default();
    let (old, new) = (one_line(of_source.old), one_line(of_source.new));
    let is_short = [&old, &new].iter().all(|text| text.chars().count() <= WORDS_LENGTH);
    let (old, new) = if is_short { (old, new) } else { around_change(&old, &new) };
    let line = |sign: char, text: &str| if text.is_empty() { String::new() } else { format!("{sign} {text}\n") };
    let diff = line('-', &old) + &line('+', &new);
    format!("The {}{place} {} {}:\n\n```diff\n{diff}```\n\n", of_source.noun, of_source.state, locales.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::Since;
    use super::super::fixture::Fixture;
    use super::*;
    use crate::freshness::WordChange;
    use crate::parse::PassageKind;
    use crate::text::{FilePath, Span};

    const SOURCE: &str = "content/en-US/index.md";

    fn block(locale: &str, freshness: Freshness, start: Option<usize>, text: &str) -> BlockFreshness {
        BlockFreshness {
            page: PageId::new("index"),
            locale: locale.parse().unwrap(),
            scope: Scope::Block(PassageKind::Paragraph),
            freshness,
            span: Span::new(&FilePath::new("content/nl-NL/index.md"), 0..1),
            reference: "en-US".parse().unwrap(),
            reference_span: start.map(|start| Span::new(&FilePath::new(SOURCE), start..start + 1)),
            original: None,
            text: text.to_owned(),
            identity: text.to_owned(),
        }
    }

    fn stale(old: &str, new: &str) -> Freshness {
        Freshness::Stale(vec![WordChange { old: old.to_owned(), new: new.to_owned() }])
    }

    fn written(blocks: &[BlockFreshness]) -> String {
        let fixture =
            Fixture::new(&[(SOURCE, "# Help\n\nAsk 3 colleagues.\n"), ("content/nl-NL/index.md", "# 錯誤\n")]);
        let finding = fixture.finding("content/nl-NL/index.md", "錯誤", "x");
        fixture.write_blocks("markdown", &[finding], blocks, &Since::default())
    }

    #[test]
    fn each_block_of_the_source_is_shown_once_with_the_languages_that_are_behind() {
        let blocks = [
            block("nl-NL", Freshness::Orphan, None, "Bel de helpdesk."),
            block("nl-NL", stale("Ask 2 colleagues.", "Ask 3 colleagues."), Some(8), "Ask 3 colleagues."),
            block("zh-TW", stale("Ask 2 colleagues.", "Ask 3 colleagues."), Some(8), "Ask 3 colleagues."),
            block("zh-TW", Freshness::Missing, Some(2), "Help"),
        ];
        let text = written(&blocks);
        let from = text.find("### Prose").unwrap();
        let to = text.find("### content").unwrap();
        insta::assert_snapshot!(&text[from..to], @r"
        ### Prose left behind

        #### index

        The paragraph at content/en-US/index.md:1:3 is missing in zh-TW:

        ```diff
        + Help
        ```

        The paragraph at content/en-US/index.md:3:1 is stale in nl-NL, zh-TW:

        ```diff
        - Ask 2 colleagues.
        + Ask 3 colleagues.
        ```

        The paragraph was removed, and is still in nl-NL:

        ```diff
        - Bel de helpdesk.
        ```
        ");
    }

    #[test]
    fn hostile_words_are_only_words_and_leave_room_for_the_findings() {
        let hostile = "@jan\n```\n</details> [x](javascript:y) ".repeat(100);
        let mut blocks = vec![block("nl-NL", Freshness::Missing, Some(2), &hostile); 200];
        for (at, block) in blocks.iter_mut().enumerate() {
            block.page = PageId::new(&format!("{at}<b>@jan|`_`"));
        }
        let text = written(&blocks);
        assert!(text.chars().count() < 20_000, "{}", text.chars().count());
        assert!(text.contains("Prose left behind: 200 blocks") && text.contains("blocks more."), "{text}");
        assert!(text.contains("#### 0&#60;b&#62;@&#8203;jan&#124;&#96;&#95;&#96;\n"), "{text}");
        let quoted: Vec<&str> = text.lines().filter(|line| line.contains("javascript")).collect();
        assert!(!quoted.is_empty() && quoted.iter().all(|line| line.starts_with("+ @jan ``` ")), "{quoted:#?}");
    }
}
