//! Code spans, links, tags, URLs and placeholders.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Scanner;
use super::words::is_word;
use crate::model::InvariantKind;
use crate::parse::html::Tag;
use crate::parse::is_cjk;

impl Scanner<'_> {
    /// `` `code` ``: the content is one invariant, and is read for further ones inside.
    pub(super) fn code_span(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let Some(close) = self.next_ticks(ticks, at + ticks).filter(|close| close + ticks <= end) else {
            return Some(at + ticks);
        };
        let code = &self.text[at + ticks..close];
        if code.contains('\n') {
            self.push_as(InvariantKind::InlineCode, &on_one_line(code), at + ticks..close);
        } else {
            self.push(InvariantKind::InlineCode, at + ticks..close);
        }
        self.scan(at + ticks..close);
        Some(close + ticks)
    }

    /// Where the next run of just so many backticks begins. All runs of the text are found at once, since a text may have
    /// many runs that nothing closes.
    fn next_ticks(&self, ticks: usize, from: usize) -> Option<usize> {
        let places = self.ticks.get_or_init(|| runs_of_ticks(self.text)).get(&ticks)?;
        places.get(places.partition_point(|place| *place < from)).copied()
    }

    /// `](target)` of a link or image.
    pub(super) fn link_target(&mut self, at: usize, end: usize) -> Option<usize> {
        let inside = self.window(at, end).strip_prefix("](")?;
        let start = at + 2;
        // A target may contain brackets in pairs, as addresses of encyclopedias do.
        let mut depth = 1;
        let close = inside.char_indices().find(|(_, char)| {
            depth += match char {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        })?;
        let whole = &inside[..close.0];
        // What follows a space is the title of the link, which is translated.
        let target = whole.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
        if !target.is_empty() {
            let offset = start + whole.find(target).unwrap_or(0);
            self.push(InvariantKind::LinkTarget, offset..offset + target.len());
        }
        Some(start + close.0 + 1)
    }

    /// A comment, an HTML tag, `<https://…>`, or a placeholder such as `<TenantId>`.
    pub(super) fn tag(&mut self, at: usize, end: usize) -> Option<usize> {
        if self.text[at..].starts_with("<!--") {
            return self.html.comment_at(at).filter(|stop| *stop <= end);
        }
        match self.html.tag_at(at).filter(|tag| tag.end() <= end && tag.element().is_some()) {
            Some(tag) => {
                self.href(&tag);
                let code = (tag.name == "code" && !tag.is_closing).then(|| self.code_element(tag.end(), end)).flatten();
                Some(code.unwrap_or(tag.end()))
            }
            None => self.pointed_brackets(at, end),
        }
    }

    /// `<code>x</code>`, whose content begins at `at`: what `` `x` `` is in Markdown.
    fn code_element(&mut self, at: usize, end: usize) -> Option<usize> {
        let inside = self.window(at, end);
        let inside = &inside[..inside.find("</code")?];
        let code = inside.trim();
        let start = at + (code.as_ptr() as usize - inside.as_ptr() as usize);
        if !code.is_empty() {
            // Pointed brackets and ampersands cannot be written otherwise in HTML.
            let shown = code.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            self.push_as(InvariantKind::InlineCode, &shown, start..start + code.len());
        }
        self.scan(start..start + code.len());
        Some(at + inside.len())
    }

    /// The target of an HTML link.
    fn href(&mut self, tag: &Tag<'_>) {
        if let Some(place) = tag.place_of_value("href") {
            self.push(InvariantKind::LinkTarget, place);
        }
    }

    /// `hl[15,24]`, `ln[1:4]`: which lines of a block of code are meant, and no numbers of the text.
    pub(super) fn line_numbers(&mut self, at: usize, end: usize) -> Option<usize> {
        let inside = self.window(at + 1, end);
        let length = inside.find(|char: char| !char.is_ascii_digit() && !matches!(char, ',' | ':' | '-' | ' '))?;
        let is_list = length > 0 && inside[length..].starts_with(']');
        let has_name = self.char_before(at).is_some_and(|char| char.is_ascii_alphabetic());
        (is_list && has_name).then_some(at + 1 + length + 1)
    }

    /// `<https://…>` or a placeholder.
    fn pointed_brackets(&mut self, at: usize, end: usize) -> Option<usize> {
        let inside = self.window(at + 1, end);
        let length = inside.find(['>', '<']).filter(|close| inside[*close..].starts_with('>'))?;
        let content = &inside[..length];
        let stop = at + 1 + length + 1;
        if content.starts_with("http://") || content.starts_with("https://") {
            self.push(InvariantKind::Url, at + 1..at + 1 + length);
            return Some(stop);
        }
        let content = content.trim_end_matches('\\');
        // Placeholders are short; a longer stretch is rather a sentence between a `<` and a `>` of comparisons, and one
        // with attributes or without content is a component.
        let is_short = content.starts_with(char::is_alphabetic) && content.chars().count() <= 40;
        let plausible = is_short && !content.ends_with('/') && !content.contains('=');
        plausible.then(|| {
            let text = format!("<{content}>");
            self.push_as(InvariantKind::Placeholder, &text, at..stop);
            stop
        })
    }

    /// `&lt;TenantId&gt;`: a placeholder in escaped pointed brackets.
    pub(super) fn escaped_tag(&mut self, at: usize, end: usize) -> Option<usize> {
        let inside = self.window(at, end.min(at + 160)).strip_prefix("&lt;")?;
        let length = inside.find("&gt;").filter(|length| *length <= 120)?;
        let content = &inside[..length];
        let stop = at + "&lt;".len() + length + "&gt;".len();
        let plausible = content.starts_with(char::is_alphabetic) && !content.contains(['<', '&']);
        plausible.then(|| {
            self.push_as(InvariantKind::Placeholder, &format!("<{content}>"), at..stop);
            stop
        })
    }

    /// `{{ x }}`, `{0}`, `{name}` or a JSON payload.
    pub(super) fn brace(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        if rest.starts_with("{{") {
            let length = self.window(at, end.min(at + 90)).find("}}").filter(|length| *length <= 80)?;
            self.push(InvariantKind::Placeholder, at..at + length + 2);
            return Some(at + length + 2);
        }
        if super::json::begins(rest) {
            return Some(self.payload(at, end));
        }
        let length = self.window(at, end.min(at + 60)).find('}')?;
        let name = &rest[1..length];
        let plausible = !name.is_empty() && name.len() <= 40 && name.chars().all(|char| is_word(char) || char == '.');
        plausible.then(|| {
            self.push(InvariantKind::Placeholder, at..at + length + 1);
            at + length + 1
        })
    }

    /// `%s`, `%1$d`, `%PATH%`, `${HOME}` or `$USER`.
    pub(super) fn placeholder(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        let length = match rest.strip_prefix('$') {
            Some(name) => shell_variable(name)?,
            None if self.char_before(at).is_some_and(|char| char.is_alphanumeric()) => return None,
            None => percent_variable(&rest[1..])?,
        };
        self.push(InvariantKind::Placeholder, at..at + 1 + length);
        Some(at + 1 + length)
    }

    /// `--dry-run`.
    pub(super) fn flag(&mut self, at: usize, end: usize) -> Option<usize> {
        let name = self.text[at..end].strip_prefix("--")?;
        let starts = self.char_before(at).is_none_or(|char| !is_word(char) && char != '-');
        if !starts {
            // A run of hyphens is read once, at its start.
            return None;
        }
        let length = name.find(|char: char| !char.is_ascii_alphanumeric() && char != '-').unwrap_or(name.len());
        let plausible = name.starts_with(|char: char| char.is_ascii_lowercase()) && length > 1;
        plausible.then(|| {
            self.push(InvariantKind::Identifier, at..at + 2 + length);
            at + 2 + length
        })
    }

    /// A bare URL, where the word `http` or `https` begins one.
    pub(super) fn bare_url(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            return None;
        }
        // A letter of Chinese, Japanese or Korean goes on with the sentence, which has no blanks there.
        // A brace is part of the URL where it closes one: `https://{region}.example`.
        let mut is_open = false;
        let stops = |char: char| {
            let closes = char == '}' && std::mem::replace(&mut is_open, false);
            is_open |= char == '{';
            !closes
                && (char.is_whitespace()
                    || is_cjk(char)
                    || "\"'<>`|（）「」『』《》，。：；、！？)]}“”«»".contains(char))
        };
        let length = rest.find(stops).unwrap_or(rest.len());
        // Punctuation at the end belongs to the sentence or to emphasis around the URL.
        let length = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']).len();
        self.push(InvariantKind::Url, at..at + length);
        Some(at + length)
    }
}

/// The code spans of a text with their backticks, in order.
pub fn code_spans(text: &str) -> Vec<Range<usize>> {
    let runs = runs_of_ticks(text);
    let mut by_place: Vec<(usize, usize)> =
        runs.iter().flat_map(|(ticks, places)| places.iter().map(|place| (*place, *ticks))).collect();
    by_place.sort_unstable();
    let mut spans: Vec<Range<usize>> = Vec::new();
    for (place, ticks) in by_place {
        if spans.last().is_some_and(|span| place < span.end) {
            continue;
        }
        let places = &runs[&ticks];
        let close = places.get(places.partition_point(|other| *other <= place));
        spans.extend(close.map(|close| place..close + ticks));
    }
    spans
}

/// Code over several lines as it is read: each line end is a space, and what a list or a quote puts before a line is gone.
fn on_one_line(code: &str) -> String {
    let mut lines = code.lines();
    let mut text = lines.next().unwrap_or_default().trim_end().to_owned();
    for line in lines {
        text.push(' ');
        text.push_str(line.trim_start_matches(['>', ' ', '\t']).trim_end());
    }
    text
}

/// Where the runs of backticks in a text begin, by their length.
fn runs_of_ticks(text: &str) -> BTreeMap<usize, Vec<usize>> {
    let mut runs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        at = start + text[start..].bytes().take_while(|byte| *byte == b'`').count();
        runs.entry(at - start).or_default().push(start);
    }
    runs
}

/// The length of a shell variable's name after its `$`.
fn shell_variable(name: &str) -> Option<usize> {
    if let Some(inside) = name.strip_prefix('{') {
        let length = inside.bytes().take(61).position(|byte| byte == b'}').filter(|length| *length > 0)?;
        return Some(length + 2);
    }
    let length = name.find(|char: char| !char.is_ascii_alphanumeric() && char != '_').unwrap_or(name.len());
    (length > 1 && name.starts_with(|char: char| char.is_ascii_alphabetic())).then_some(length)
}

/// The length of a `printf` conversion or `%VARIABLE%` after its first `%`.
fn percent_variable(rest: &str) -> Option<usize> {
    // Variables of Windows are in upper case by convention; in lower case `%` is as likely a percentage.
    let name = rest.find(|char: char| !char.is_ascii_uppercase() && char != '_').unwrap_or(rest.len());
    if name > 1 && rest[name..].starts_with('%') {
        return Some(name + 1);
    }
    let digits = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
    let position = if digits > 0 && rest[digits..].starts_with('$') { digits + 1 } else { 0 };
    let mut after = rest[position..].chars();
    let conversion = after.next().is_some_and(|char| matches!(char, 's' | 'd' | 'i' | 'u' | 'f' | 'x' | '@'));
    (conversion && after.next().is_none_or(|char| !char.is_alphanumeric())).then_some(position + 1)
}
