//! How one directive is written: `:::name attribute="value":::`.

use std::ops::Range;

/// `name attribute="value"` with the colons around it.
pub struct Directive<'t> {
    text: &'t str,
    /// What it is, in lower case.
    pub name: String,
    /// Names and the places of their values.
    attributes: Vec<(String, Range<usize>)>,
    /// Whether colons close it.
    pub closed: bool,
    /// Its bytes.
    pub length: usize,
}

impl<'t> Directive<'t> {
    /// The directive at the start of `text`.
    pub fn read(text: &'t str) -> Option<Directive<'t>> {
        let rest = text.strip_prefix(":::")?.trim_start_matches(':').trim_start_matches([' ', '\t']);
        let (name, mut rest) = word(rest)?;
        let mut attributes = Vec::new();
        loop {
            let next = skip_space(rest);
            if let Some(after) = next.strip_prefix(":::") {
                let length = text.len() - after.trim_start_matches(':').len();
                return Some(Directive { text, name, attributes, closed: true, length });
            }
            let Some((attribute, value, after)) = attribute(next) else {
                let length = text.len() - rest.len();
                return Some(Directive { text, name, attributes, closed: false, length });
            };
            let end = text.len() - after.len() - 1;
            attributes.push((attribute, end - value.len()..end));
            rest = after;
        }
    }

    /// Where the value of an attribute is written, in bytes from the start of the directive.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, place)| place.clone())
    }

    /// The value of an attribute, on one line; `None` where there is none.
    pub fn value(&self, name: &str) -> Option<String> {
        let lines = self.text[self.place(name)?].lines().map(str::trim);
        Some(lines.collect::<Vec<_>>().join(" ").trim().to_owned()).filter(|value| !value.is_empty())
    }
}

/// A name in lower case, and what follows it.
fn word(text: &str) -> Option<(String, &str)> {
    let end = text.find(|char: char| !char.is_ascii_alphanumeric() && char != '-').unwrap_or(text.len());
    (end > 0).then(|| (text[..end].to_ascii_lowercase(), &text[end..]))
}

/// The name and the value of the attribute at the start of `text`, and what follows.
fn attribute(text: &str) -> Option<(String, &str, &str)> {
    let (name, rest) = word(text)?;
    let rest = skip_space(rest).strip_prefix('=')?;
    let (value, rest) = skip_space(rest).strip_prefix('"')?.split_once('"')?;
    (!has_empty_line(value)).then_some((name, value, rest))
}

/// The text behind white space, of which a line end may be part, but no empty line.
fn skip_space(text: &str) -> &str {
    let after = text.trim_start();
    if has_empty_line(&text[..text.len() - after.len()]) { text } else { after }
}

fn has_empty_line(text: &str) -> bool {
    let lines: Vec<&str> = text.split('\n').collect();
    lines.len() > 2 && lines[1..lines.len() - 1].iter().any(|line| line.trim().is_empty())
}
