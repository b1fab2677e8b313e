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

/// A heading's text and the `{#id}` at its end.
pub fn heading_id(text: &str) -> (&str, Option<&str>) {
    let Some((before, id)) = text.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once("{#")) else {
        return (text, None);
    };
    let valid =
        !id.is_empty() && id.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':'));
    if valid { (before.trim_end(), Some(id)) } else { (text, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_real_id_is_taken_from_the_end_of_a_heading() {
        assert_eq!(heading_id("Zie ook {#zie-ook}"), ("Zie ook", Some("zie-ook")));
        assert_eq!(heading_id("Vul {naam} in"), ("Vul {naam} in", None));
        assert_eq!(heading_id("{#}"), ("{#}", None));
    }
}
