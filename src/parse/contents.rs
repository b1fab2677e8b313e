//! Tables of contents: `TOC.md` and `toc.yml`, as docfx has them.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_yaml::Value;

use super::conflicts;
use super::front_matter_lines::MOST_BRACKETS;
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::text::{Source, Span};

/// The greatest depth of a line; nobody nests a table of contents deeper.
const DEEPEST: usize = 32;

/// A line of a table of contents as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentsLine {
    /// Its text.
    pub title: String,
    /// Where it leads, as written; `None` where it leads nowhere.
    pub target: Option<String>,
    /// The target of another table of contents whose lines belong below it, as written.
    pub nested: Option<String>,
    /// Its place in the file, in bytes.
    pub range: Range<usize>,
    /// The lines below it.
    pub lines: Vec<ContentsLine>,
}

/// Whether a file of this name is a table of contents.
pub fn is_contents(name: &str) -> bool {
    ["toc.md", "toc.yml", "toc.yaml"].iter().any(|contents| name.eq_ignore_ascii_case(contents))
}

/// The lines of a table of contents, and what is wrong with it as a whole. A file with merge conflicts has no other
/// problems.
pub fn parse_contents(source: &Source) -> (Vec<ContentsLine>, Vec<Diagnostic>) {
    let (lines, wrong) = read(source);
    let conflicts = conflicts::conflicts(source.text(), &[]);
    let reports: Vec<Diagnostic> = conflicts.iter().map(|conflict| conflicts::report(source, conflict)).collect();
    (lines, if reports.is_empty() { wrong.into_iter().collect() } else { reports })
}

fn read(source: &Source) -> (Vec<ContentsLine>, Option<Diagnostic>) {
    if source.path().extension() == "md" {
        return (nested(markdown_lines(source.text())), None);
    }
    let text = source.text();
    let wrong = |at: usize, reason: &str| {
        let at = text.floor_char_boundary(at.min(text.len()));
        let message = Message::new("the table of contents is not YAML: {reason}").with("reason", reason);
        Diagnostic::new(rule_ids::FRONT_MATTER_INVALID, Severity::Error, Span::new(source.path(), at..at), message)
            .help("mend the YAML; until then the pages are listed by folder")
    };
    if text.matches(['[', '{']).count() > MOST_BRACKETS {
        return (Vec::new(), Some(wrong(0, "it has too many brackets to be meant")));
    }
    match serde_yaml::from_str::<Value>(text) {
        Ok(value) if value.is_null() || value.is_sequence() || value.is_mapping() => {
            (Yaml { text, from: 0 }.lines(&value, 0), None)
        }
        Ok(_) => (Vec::new(), Some(wrong(0, "it is no list of lines"))),
        Err(error) => {
            let at = error.location().map_or(0, |location| location.index());
            (Vec::new(), Some(wrong(at, &error.to_string())))
        }
    }
}

/// The headings and list items of a Markdown file with their depths, in order.
fn markdown_lines(text: &str) -> Vec<(usize, ContentsLine)> {
    let mut lines: Vec<(usize, ContentsLine)> = Vec::new();
    let (mut heading, mut lists, mut open) = (0, 0usize, false);
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                (heading, lists, open) = (level as usize, 0, true);
                lines.push((heading, ContentsLine { range, ..ContentsLine::default() }));
            }
            Event::Start(Tag::Item) => {
                open = true;
                lines.push((heading + lists, ContentsLine { range, ..ContentsLine::default() }));
            }
            Event::Start(Tag::List(_)) => (lists, open) = (lists + 1, false),
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::End(TagEnd::Heading(_) | TagEnd::Item | TagEnd::Paragraph) => open = false,
            Event::Start(Tag::Link { dest_url, .. }) if open => {
                if let Some((_, line)) = lines.last_mut() {
                    line.range = range;
                    aim(line, &dest_url);
                }
            }
            Event::Text(text) | Event::Code(text) if open => {
                lines.iter_mut().last().into_iter().for_each(|(_, line)| line.title.push_str(&text));
            }
            _ => {}
        }
    }
    lines.iter_mut().for_each(|(_, line)| line.title = line.title.trim().to_owned());
    lines.retain(|(_, line)| !line.title.is_empty() || line.target.is_some());
    lines
}

/// Lines with their depths as a tree: each is a child of the nearest one above it that is less deep. What is deeper
/// than [`DEEPEST`] is put at that depth.
fn nested(lines: Vec<(usize, ContentsLine)>) -> Vec<ContentsLine> {
    let mut open: Vec<(usize, ContentsLine)> = vec![(0, ContentsLine::default())];
    for (depth, line) in lines {
        let depth = depth.clamp(1, DEEPEST);
        while open.len() > 1 && open.last().is_some_and(|(above, _)| *above >= depth) {
            close(&mut open);
        }
        open.push((depth, line));
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map_or_else(Vec::new, |(_, root)| root.lines)
}

/// Puts the last open line below the one before it.
fn close(open: &mut Vec<(usize, ContentsLine)>) {
    if let Some((_, line)) = open.pop()
        && let Some((_, above)) = open.last_mut()
    {
        above.lines.push(line);
    }
}

/// Gives a line its target: a page, or another table of contents. A cross-reference by id leads nowhere here.
fn aim(line: &mut ContentsLine, target: &str) {
    let target = target.trim();
    let name = target.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    if target.is_empty() || target == "#" || target.to_ascii_lowercase().starts_with("xref:") {
        return;
    }
    if is_contents(name) || (name.is_empty() && target.ends_with('/') && !target.contains("://")) {
        line.nested = Some(target.to_owned());
    } else if line.target.is_none() {
        line.target = Some(target.to_owned());
    }
}

/// In how many bytes after one line the next one is searched for.
// Many lines may be written in another way and are never found. Each would be searched for to the end of the file.
const NEAR: usize = 4_000;

/// A YAML file whose lines are found again in its text, in order.
struct Yaml<'t> {
    text: &'t str,
    from: usize,
}

impl Yaml<'_> {
    /// The lines of a list, or of the list below `items`.
    fn lines(&mut self, value: &Value, depth: usize) -> Vec<ContentsLine> {
        let list = value.as_sequence().or_else(|| value.get("items")?.as_sequence());
        if depth > DEEPEST {
            return Vec::new();
        }
        list.into_iter().flatten().filter_map(|item| self.line(item, depth)).collect()
    }

    fn line(&mut self, item: &Value, depth: usize) -> Option<ContentsLine> {
        let text = |key: &str| item.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let mut line = ContentsLine {
            title: text("name").or(text("title")).unwrap_or_default().to_owned(),
            ..ContentsLine::default()
        };
        for key in ["topicHref", "href", "tocHref", "homepage"] {
            text(key).into_iter().for_each(|target| aim(&mut line, target));
        }
        line.range = self.place(line.target.as_deref().or(line.nested.as_deref()).unwrap_or(&line.title));
        line.lines = item.get("items").map(|items| self.lines(items, depth + 1)).unwrap_or_default();
        let is_empty = line.title.is_empty() && line.target.is_none() && line.nested.is_none() && line.lines.is_empty();
        (!is_empty).then_some(line)
    }

    /// Where `text` is next; an empty range where it is written in another way.
    fn place(&mut self, text: &str) -> Range<usize> {
        let near = &self.text[self.from..self.text.floor_char_boundary(self.from + NEAR)];
        match near.find(text).filter(|_| !text.is_empty()) {
            Some(at) => {
                let start = self.from + at;
                self.from = start + text.len();
                start..self.from
            }
            None => self.from..self.from,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FilePath;

    /// The lines of a file, each with its depth in front, its target and its nested table behind it.
    fn outline(name: &str, text: &str) -> String {
        fn write(lines: &[ContentsLine], depth: usize, out: &mut Vec<String>) {
            for line in lines {
                let target = line.target.as_ref().map(|target| format!(" -> {target}")).unwrap_or_default();
                let nested = line.nested.as_ref().map(|nested| format!(" + {nested}")).unwrap_or_default();
                out.push(format!("{}{}{target}{nested}", "  ".repeat(depth), line.title));
                write(&line.lines, depth + 1, out);
            }
        }
        let (lines, wrong) = parse_contents(&Source::new(FilePath::new(name), text.to_owned()));
        let mut out = Vec::new();
        write(&lines, 0, &mut out);
        out.extend(wrong.into_iter().map(|wrong| wrong.message));
        out.join("\n")
    }

    #[test]
    fn headings_nest_by_their_level_also_where_one_is_skipped() {
        let text = "# Verkennen\n## [Wat is Box?](box.md)\n#### [Diep](diep.md)\n# [部署](部署.md#開始)\n";
        insta::assert_snapshot!(outline("nl-NL/TOC.md", text), @r"
        Verkennen
          Wat is Box? -> box.md
            Diep -> diep.md
        部署 -> 部署.md#開始
        ");
    }

    #[test]
    fn a_conflict_is_all_that_is_wrong_with_a_table_of_contents() {
        let text = "- name: Fouten\n<<<<<<< HEAD\n  href: fouten.md\n=======\n  href: 錯誤.md\n>>>>>>> tak\n";
        let (lines, wrong) = parse_contents(&Source::new(FilePath::new("nl-NL/toc.yml"), text.to_owned()));
        let rules: Vec<&str> = wrong.iter().map(|wrong| wrong.rule).collect();
        assert_eq!((lines, rules), (Vec::new(), vec![rule_ids::MERGE_CONFLICT]));
    }

    #[test]
    fn lists_nest_below_headings_and_below_each_other() {
        let text =
            "# 指南\n\n- [開始](start.md)\n  - [安裝 `cli`](install.md)\n- Slot\n  1. [Einde](einde.md)\n\n# Rest\n";
        insta::assert_snapshot!(outline("zh-TW/TOC.md", text), @r"
        指南
          開始 -> start.md
            安裝 cli -> install.md
          Slot
            Einde -> einde.md
        Rest
        ");
    }

    #[test]
    fn yaml_is_a_list_or_a_mapping_with_items() {
        let text = "items:\n- name: Aan de slag\n  href: start.md\n  items:\n  - name: 部署\n    href: deploy/toc.yml\n    topicHref: deploy/index.md\n- name: Groep\n  items:\n  - href: los.md\n- name: Op id\n  uid: abc\n  href: xref:abc\n";
        insta::assert_snapshot!(outline("nl-NL/toc.yml", text), @r"
        Aan de slag -> start.md
          部署 -> deploy/index.md + deploy/toc.yml
        Groep
           -> los.md
        Op id
        ");
        assert_eq!(outline("toc.yml", "- name: Een\n  href: map/\n"), "Een + map/");
    }

    #[test]
    fn what_is_not_yaml_is_reported_and_nothing_else_is_a_table_of_contents() {
        for text in ["- name: [\n", "los 方塊", "12"] {
            assert!(outline("toc.yml", text).starts_with("the table of contents is not YAML"), "{text}");
        }
        for text in ["", "a: b", "- 1\n- null\n- {}\n", "items: 3\n"] {
            assert_eq!(outline("toc.yml", text), "", "{text}");
        }
        assert_eq!(outline("TOC.md", "een alinea\n\n<!-- 註解 -->\n"), "");
    }
}
