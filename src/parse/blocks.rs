//! One walk over a page's events: headings, links, prose and tables.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::anchor_slug::anchor_slug;
use super::dialects::{anchor_name, heading_id, is_mark_of_quote, link_kind};
use super::html::{Token, tokens};
use super::html_lines::HtmlLines;
use super::html_tables::{self, Places};
use super::inlines::push_plain;
use super::landmarks;
use super::limit_exceeded;
use super::limits::{self, ElementDepth, Exceeded};
use super::prose_words::{push_words, read_sentences};
use super::slug::slug;
use super::tables;
use super::unread_tables;
use crate::diagnostic::Diagnostic;
use crate::model::{Heading, Link, LinkKind, Prose, Sentence, Table};
use crate::text::{Source, UniqueNames};

/// What a page's body holds.
#[derive(Debug, Default)]
pub struct Content {
    /// Headings in file order.
    pub headings: Vec<Heading>,
    /// Anchors that the author set.
    pub anchors: Vec<String>,
    /// Tables in file order.
    pub tables: Vec<Table>,
    /// Links, images and includes in file order.
    pub links: Vec<Link>,
    /// Prose under the title and under each heading.
    pub prose: Vec<Prose>,
    /// The sentences of the prose.
    pub sentences: Vec<Sentence>,
}

/// Reads the digest of a page from its events.
pub fn read(source: &Source, events: &[(Event<'_>, Range<usize>)], diagnostics: &mut Vec<Diagnostic>) -> Content {
    let html_tables::Found { tables: html_tables, exceeded } = html_tables::find(source, events);
    diagnostics.extend(exceeded.map(|mark| limit_exceeded(source, mark)));
    let mut walk = Walk {
        source,
        diagnostics,
        html_tables: Places::of(&html_tables),
        content: Content::default(),
        elements: ElementDepth::default(),
        ids: UniqueNames::default(),
        former_ids: UniqueNames::default(),
        links: Vec::new(),
        words: String::new(),
        block: None,
        heading: None,
        table: None,
        html: None,
        in_code: false,
        is_indented_code: false,
        item_text: None,
        last_table: None,
    };
    walk.content.prose.push(Prose::default());
    for (event, range) in events {
        walk.step(event, range);
    }
    let mut content = walk.content;
    content.add_html_tables(html_tables);
    content
}

impl Content {
    /// Puts tables of HTML in their places among the others.
    fn add_html_tables(&mut self, tables: Vec<Table>) {
        for mut table in tables {
            let above = self.headings.partition_point(|heading| heading.span.start < table.span.start);
            table.heading = above.checked_sub(1);
            self.tables.push(table);
        }
        self.tables.sort_by_key(|table| table.span.start);
    }
}

/// The state of the walk: what is open at the moment.
struct Walk<'s, 'd> {
    source: &'s Source,
    /// Where the tables of HTML are, whose texts are no prose.
    html_tables: Places,
    diagnostics: &'d mut Vec<Diagnostic>,
    content: Content,
    /// How deep the author's elements are nested.
    elements: ElementDepth,
    /// The ids given so far.
    ids: UniqueNames,
    /// The ids that former versions of this program would have given.
    former_ids: UniqueNames,
    links: Vec<(LinkKind, String, Range<usize>, String)>,
    /// The words of the open block or heading.
    words: String,
    block: Option<OpenBlock>,
    heading: Option<OpenHeading>,
    table: Option<OpenTable>,
    html: Option<HtmlLines>,
    in_code: bool,
    is_indented_code: bool,
    /// Where the words of the open list item are that are in no paragraph; empty before the first one.
    item_text: Option<Range<usize>>,
    /// Where the last table ends, and how many columns it has.
    last_table: Option<(usize, usize)>,
}

/// A paragraph or other block that holds text.
struct OpenBlock {
    text: String,
    range: Range<usize>,
}

struct OpenHeading {
    text: String,
    anchor: Option<String>,
}

#[derive(Default)]
struct OpenTable {
    header: Option<Range<usize>>,
    rows: Vec<Range<usize>>,
}

impl Walk<'_, '_> {
    fn step(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(tag, range),
            _ => {
                if let Event::InlineHtml(html) | Event::Html(html) = event {
                    match &mut self.html {
                        Some(open) => open.push(html, range.start),
                        None => self.read_html(html, |at| range.start + at),
                    }
                }
                self.inline(event, range);
            }
        }
    }

    /// Reads the tags of a stretch of HTML. `place` maps a byte of it to its place in the file.
    fn read_html(&mut self, html: &str, place: impl Fn(usize) -> usize) {
        for token in tokens(html) {
            let Token::Tag(tag) = token else { continue };
            if self.elements.is_exceeded_by(&tag) {
                let mark = Exceeded { at: place(tag.start), what: limits::ELEMENTS };
                self.diagnostics.push(limit_exceeded(self.source, mark));
            }
            if let (Some(heading), Some(name)) = (&mut self.heading, anchor_name(&tag)) {
                heading.anchor.get_or_insert_with(|| name.to_owned());
            }
            self.content.anchors.extend(tag.anchors().map(str::to_owned));
        }
    }

    fn open(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { .. } => {
                self.end_block();
                self.words.clear();
                self.heading = Some(OpenHeading { text: String::new(), anchor: None });
            }
            Tag::Table(_) => {
                self.end_block();
                self.table = Some(OpenTable::default());
            }
            Tag::TableHead => self.with_table(|table| table.header = Some(range.clone())),
            Tag::TableRow => self.with_table(|table| table.rows.push(range.clone())),
            Tag::Link { dest_url, .. } => {
                let text = self.source.text();
                let kind = link_kind(&text[..range.start], &text[range.end..]);
                self.links.push((kind, dest_url.to_string(), range.clone(), String::new()));
            }
            Tag::Image { dest_url, .. } => {
                self.links.push((LinkKind::Image, dest_url.to_string(), range.clone(), String::new()));
            }
            Tag::HtmlBlock => {
                self.html = Some(HtmlLines::default());
                self.begin_block(range);
            }
            Tag::CodeBlock(kind) => {
                self.begin_block(range);
                self.in_code = true;
                self.is_indented_code = matches!(kind, CodeBlockKind::Indented);
            }
            Tag::Paragraph => self.begin_block(range),
            Tag::Item => {
                self.begin_block(range);
                self.item_text = Some(range.start..range.start);
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: &TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(*level, range),
            TagEnd::Table => self.end_table(range.end),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::Paragraph => {
                self.end_block();
                // A table without a delimiter row is a paragraph to Markdown.
                let above = self.last_table.as_ref();
                self.diagnostics.extend(unread_tables::in_paragraph(self.source, range.clone(), above));
            }
            TagEnd::HtmlBlock => {
                let open = self.html.take().unwrap_or_default();
                self.read_html(open.text(), |at| open.place(at));
                self.diagnostics.extend(unread_tables::in_html(self.source, open.text(), |at| open.place(at)));
                self.end_block();
            }
            TagEnd::CodeBlock => {
                if self.is_indented_code {
                    self.diagnostics.extend(unread_tables::in_indented_code(self.source, range.clone()));
                }
                self.end_block();
                self.in_code = false;
            }
            TagEnd::Item => self.end_item_text(),
            _ => {}
        }
    }

    fn inline(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let Some((_, _, _, text)) = self.links.last_mut() {
            push_plain(text, event);
        }
        // An include names what it shows in any words: no reader sees them.
        let is_include = self.links.last().is_some_and(|(kind, ..)| *kind == LinkKind::Include);
        let is_cell = self.table.is_some() || self.html_tables.contain(range.start);
        if !is_cell && !self.in_code && !is_include {
            push_words(&mut self.words, event);
        }
        if let Some(heading) = &mut self.heading {
            push_plain(&mut heading.text, event);
        } else if !is_cell && !matches!(event, Event::Html(_)) {
            let block = self.block.get_or_insert_with(|| OpenBlock { text: String::new(), range: range.clone() });
            push_plain(&mut block.text, event);
            if let Some(words) = &mut self.item_text {
                let start = if words.start == words.end { range.start } else { words.start };
                *words = start..range.end;
            }
            let prose = self.content.prose.last_mut().expect("the lead under the title comes first");
            landmarks::collect(event, self.in_code, &mut prose.landmarks);
        }
    }

    /// Ends the words of a list item that are in no paragraph of their own.
    fn end_item_text(&mut self) {
        let words = self.item_text.take().filter(|words| words.start < words.end);
        let above = self.last_table.as_ref();
        self.diagnostics.extend(words.and_then(|words| unread_tables::in_paragraph(self.source, words, above)));
        self.end_block();
    }

    fn begin_block(&mut self, range: &Range<usize>) {
        if self.item_text.is_some() {
            self.end_item_text();
        }
        self.end_block();
        if self.table.is_none() {
            self.block = Some(OpenBlock { text: String::new(), range: range.clone() });
        }
    }

    fn end_block(&mut self) {
        let Some(block) = self.block.take() else { return };
        read_sentences(&std::mem::take(&mut self.words), &mut self.content.sentences);
        let text = block.text.trim();
        // What opens a quote of a dialect is a mark, and no text.
        if text.is_empty() || is_mark_of_quote(text) {
            return;
        }
        let prose = self.content.prose.last_mut().expect("the lead under the title comes first");
        prose.blocks += 1;
        prose.characters += text.chars().count();
        let end = block.range.start + self.source.slice(block.range.clone()).trim_end().len();
        let span = prose.span.get_or_insert_with(|| self.source.span(block.range.start..end));
        span.end = span.end.max(end);
    }

    fn end_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let Some(open) = self.heading.take() else { return };
        read_sentences(&std::mem::take(&mut self.words), &mut self.content.sentences);
        let (text, attribute) = heading_id(open.text.trim());
        let given = open.anchor.as_deref().or(attribute);
        let wanted = given.map_or_else(|| anchor_slug(text), str::to_owned);
        let former = given.map_or_else(|| slug(text), str::to_owned);
        let former = self.former_ids.give(if former.is_empty() { "section" } else { &former }, '-', 1);
        let id = self.unique_id(wanted);
        let heading = Heading {
            level: level as u8,
            former_id: Some(former).filter(|former| *former != id),
            id,
            explicit_id: given.is_some(),
            text: text.to_owned(),
            span: self.source.span(range.start..range.start + self.source.slice(range.clone()).trim_end().len()),
            line: self.source.lines().line(range.start),
        };
        self.content.headings.push(heading);
        self.content.prose.push(Prose::default());
    }

    fn unique_id(&mut self, wanted: String) -> String {
        // A heading of symbols alone has no slug, but needs an anchor.
        self.ids.give(if wanted.is_empty() { "section" } else { &wanted }, '-', 1)
    }

    fn with_table(&mut self, change: impl FnOnce(&mut OpenTable)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    fn end_table(&mut self, end: usize) {
        let Some(OpenTable { header: Some(header), rows }) = self.table.take() else { return };
        let heading = self.content.headings.len().checked_sub(1);
        let table = tables::read_table(self.source, heading, header, &rows);
        self.diagnostics.extend(table.rows.iter().filter_map(|row| tables::ragged_row(self.source, &table, row)));
        self.diagnostics.extend(unread_tables::odd_delimiter(self.source, &table));
        self.last_table = Some((end, table.header.len()));
        self.content.tables.push(table);
    }

    fn end_link(&mut self) {
        let Some((kind, target, range, text)) = self.links.pop() else { return };
        let link = Link { kind, target, text: text.trim().to_owned(), span: self.source.span(range) };
        self.content.links.push(link);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Place, parse};
    use crate::model::{LinkKind, Page};
    use crate::text::{FilePath, Source};

    fn page(text: &str) -> (Page, Vec<String>) {
        let source = Source::new(FilePath::new("content/zh-TW/a/b.md"), text.to_owned());
        let place = Place {
            locale: "zh-TW".parse().unwrap(),
            relative_path: "a/b.md".into(),
            page_key: Some("ms.assetid".into()),
        };
        let (document, diagnostics) = parse(source, &place);
        let found = diagnostics
            .iter()
            .map(|diagnostic| {
                format!("{}: {}", document.source.position(diagnostic.span.start).line, diagnostic.message)
            })
            .collect();
        (document.page, found)
    }

    fn cells(page: &Page) -> Vec<Vec<Vec<&str>>> {
        page.tables
            .iter()
            .map(|table| table.rows.iter().map(|row| row.cells.iter().map(|cell| &*cell.text).collect()).collect())
            .collect()
    }

    #[test]
    fn a_page_is_read_from_its_tables_headings_and_links() {
        let (page, found) = page(
            "---\r\ntitle: 標題\r\n---\r\n# <a name=\"titel\"></a>使用錯誤訊息\r\n\r\n前言。\r\n\r\n|錯誤|應用程式|\r\n|---|---|\r\n|IOException:|方塊|\r\n\r\n## 另請參閱\r\n[活動](dag.md) ![圖](a.png)\r\n",
        );
        assert_eq!(found, Vec::<String>::new());
        assert_eq!((page.id.as_str(), page.title.as_str()), ("a/b", "標題"));
        let headings: Vec<_> = page.headings.iter().map(|heading| (heading.id.as_str(), heading.line)).collect();
        assert_eq!(headings, [("titel", 4), ("另請參閱", 12)]);
        assert_eq!(cells(&page), [[["IOException:", "方塊"]]]);
        assert_eq!((page.tables[0].line, page.tables[0].rows[0].line, page.tables[0].heading), (8, 10, Some(0)));
        let links: Vec<_> =
            page.links.iter().map(|link| (link.kind, link.target.as_str(), link.text.as_str())).collect();
        assert_eq!(links, [(LinkKind::Link, "dag.md", "活動"), (LinkKind::Image, "a.png", "圖")]);
        let prose: Vec<_> = page.prose.iter().map(|prose| (prose.blocks, prose.characters)).collect();
        assert_eq!(prose, [(0, 0), (1, 3), (1, 4)]);
    }

    #[test]
    fn a_table_inside_a_quote_is_read() {
        let (page, found) =
            page("> [!div class=\"mx-tdCol2BreakAll\"]\n> |Fout|App|\n> |---|---|\n> |`a`|Okta|\n> |b|方塊|\n");
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(cells(&page), [[["`a`", "Okta"], ["b", "方塊"]]]);
        assert_eq!(page.tables[0].rows[1].line, 5);
    }

    #[test]
    fn a_table_is_read_where_its_readers_saw_one() {
        let rows = "|錯誤|App|\n|-|-|\n|甲|één|\n";
        let indented = rows.lines().fold(String::new(), |text, line| text + "    " + line + "\n");
        for text in [
            format!("> [!div class=\"mx-tableFixed\"]\n{rows}"),
            format!("> [!NOTE]\r\n{}", rows.replace('\n', "\r\n")),
            format!("Tekst\n{rows}"),
            "Tekst\n錯誤|App\n-|-\n甲|één\n".to_owned(),
            format!("<Tabs>\n<TabItem value=\"方\">\n{rows}</TabItem>\n</Tabs>\n"),
            format!("<div markdown>\n{rows}</div>\n"),
            format!(":::note\n{rows}:::\n"),
            format!("{{{{% tab %}}}}\n{rows}{{{{% /tab %}}}}\n"),
            format!("=== \"方\"\n\n{indented}"),
            format!("1. één\n\n{indented}"),
        ] {
            let (page, found) = page(&text);
            assert_eq!(cells(&page), [[["甲", "één"]]], "{text}");
            assert_eq!(found, Vec::<String>::new(), "{text}");
            let line = text.lines().position(|line| line.contains('甲')).map(|line| line + 1);
            assert_eq!(Some(page.tables[0].rows[0].line), line, "{text}");
        }
    }

    #[test]
    fn ragged_rows_are_reported_with_what_is_lost_or_missing() {
        let (page, found) = page("|Fout|App|\n|---|---|\n|a|b|c|\n|甲|\n");
        assert_eq!(cells(&page), [[["a", "b|c"], ["甲", ""]]]);
        assert_eq!(
            found,
            [
                "3: this row has 3 cells for 2 columns: others would lose `c`",
                "4: this row has 1 of 2 cells: `App` missing"
            ]
        );
    }

    #[test]
    fn lines_with_pipes_but_no_delimiter_row_are_reported() {
        assert_eq!(
            page("Tekst\n\n|錯誤|App|\n|a|b|\n").1,
            ["3: lines that look like a table, without a delimiter row"]
        );
        assert_eq!(
            page("|錯誤|App|\n|---|\n|a|b|\n").1,
            ["1: the delimiter row has 1 columns where the header has 2, so this is no table"]
        );
        assert_eq!(page("```\n|a|b|\n|c|d|\n```\n").1, Vec::<String>::new());
    }

    #[test]
    fn anchors_are_those_of_tags_and_of_nothing_that_looks_like_one() {
        for (text, expected) in [
            ("<p>het veld id=x en name=y</p>\n", &[][..]),
            ("<p\n  id=\"說明\">a</p>\n", &["說明"]),
            ("<!--\n<a name=\"x\">\n-->\n", &[]),
            ("Vul <TenantId id=x> in, <b title=\"<a id=x>\" id='één'>nu</b>\n", &["één"]),
            ("> <div>\n> <a name=x id=y></a></div>\n", &["x", "y"]),
        ] {
            assert_eq!(page(text).0.anchors, expected, "{text}");
        }
        assert_eq!(page("# <b id=x></b><A\tID=\"titel\"></a>標題\n").0.headings[0].id, "titel");
    }

    #[test]
    fn an_element_too_many_is_reported_where_it_is() {
        let (_, found) = page(&format!("> 方\n>\n> {}<div\n> title=\"x\">\n", "<div>\n> ".repeat(200)));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("203: there are more than 200 elements"), "{found:?}");
    }

    #[test]
    fn an_include_is_not_a_link() {
        let (page, _) = page("Zie [!INCLUDE [naam](../x.md)] en [link](y.md)\n");
        let kinds: Vec<_> = page.links.iter().map(|link| link.kind).collect();
        assert_eq!(kinds, [LinkKind::Include, LinkKind::Link]);
    }

    #[test]
    fn a_page_key_names_the_page() {
        assert_eq!(page("---\nms.assetid: 4b6a\n---\n").0.id.as_str(), "4b6a");
    }

    #[test]
    fn equal_headings_get_different_ids() {
        let (page, _) = page("# 錯誤\n# 錯誤\n# !\n## Vraag {#v}\n");
        let ids: Vec<_> = page.headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["錯誤", "錯誤-1", "section", "v"]);
        assert_eq!(page.headings[3].text, "Vraag");
    }
}
