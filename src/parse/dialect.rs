//! What the docfx dialect adds to Markdown, as far as reading needs it.

use std::ops::Range;

use crate::text::Source;

/// Whether the link at `range` is the path of an `[!INCLUDE [title](path)]`.
pub fn is_include(source: &Source, range: &Range<usize>) -> bool {
    let before = source.text()[..range.start].trim_end();
    let Some(marker) = before.len().checked_sub("[!INCLUDE".len()).and_then(|start| before.get(start..)) else {
        return false;
    };
    marker.eq_ignore_ascii_case("[!INCLUDE") && source.text()[range.end..].trim_start().starts_with(']')
}

/// The `name` or `id` of an `<a>` tag, which names the heading it stands in.
pub fn anchor_name(tag: &str) -> Option<&str> {
    let attributes = tag.strip_prefix("<a ").or_else(|| tag.strip_prefix("<A "))?;
    let value = attribute(attributes, "name").or_else(|| attribute(attributes, "id"))?;
    (!value.is_empty()).then_some(value)
}

/// The names and ids of all tags in a stretch of HTML.
pub fn anchor_names(html: &str) -> impl Iterator<Item = String> {
    let tags = html.split('<').skip(1).filter(|tag| !tag.starts_with(['/', '!']));
    let named = tags.flat_map(|tag| {
        let attributes = tag.split_once(char::is_whitespace).map_or("", |(_, attributes)| attributes);
        ["name", "id"].into_iter().filter_map(move |key| attribute(attributes, key))
    });
    named.filter(|name| !name.is_empty()).map(str::to_owned)
}

/// A heading's text and the `{#id}` at its end.
pub fn heading_id(text: &str) -> (&str, Option<&str>) {
    let Some((before, id)) = text.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once("{#")) else {
        return (text, None);
    };
    let valid =
        !id.is_empty() && id.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':'));
    if valid { (before.trim_end(), Some(id)) } else { (text, None) }
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let folded = attributes.to_ascii_lowercase();
    let value = folded.match_indices(name).find_map(|(at, _)| {
        let value = attributes[at + name.len()..].trim_start().strip_prefix('=')?;
        Some(value).filter(|_| attributes[..at].chars().next_back().is_none_or(char::is_whitespace))
    })?;
    let value = value.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split([' ', '>', '/']).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_read_however_they_are_quoted() {
        assert_eq!(anchor_name("<a name=\"zie-ook\">"), Some("zie-ook"));
        assert_eq!(anchor_name("<a href='x' id='另請參閱'/>"), Some("另請參閱"));
        assert_eq!(anchor_name("<a name=x>"), Some("x"));
        assert_eq!(anchor_name("<a href=\"name=y\">"), None);
    }

    #[test]
    fn only_a_real_id_is_taken_from_the_end_of_a_heading() {
        assert_eq!(heading_id("Zie ook {#zie-ook}"), ("Zie ook", Some("zie-ook")));
        assert_eq!(heading_id("Vul {naam} in"), ("Vul {naam} in", None));
        assert_eq!(heading_id("{#}"), ("{#}", None));
    }
}
