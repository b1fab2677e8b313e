//! `# Title {#id}`: the id of a heading.

use super::{Construct, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "heading_id",
    form: Form::HeadingEnd(read),
    example: "## 另請參閱 {#zie-ook}\n",
    becomes: "heading zie-ook\n  另請參閱\n",
};

/// `{#id}`, `{ #id }`, `{: #id .class }` and `{/* #id */}`, as the tools that read them write it.
fn read(text: &str) -> Option<(&str, &str)> {
    let (before, list) = text.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let list = list.strip_prefix(':').unwrap_or(list).trim();
    let list = list.strip_prefix("/*").and_then(|list| list.strip_suffix("*/")).unwrap_or(list);
    let mut parts = list.split_whitespace();
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':');
    let id = parts.clone().find_map(|part| part.strip_prefix('#'))?;
    // Words in braces are words, unless all of them are attributes.
    let is_list = parts.all(|part| part.starts_with(['#', '.']) || part.contains('='));
    (is_list && !id.is_empty() && id.chars().all(is_part)).then(|| (before.trim_end(), id))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn only_a_real_id_is_taken_from_the_end_of_a_heading() {
        let expected = Some(("Zie ook", "zie-ook"));
        for text in [
            "Zie ook {#zie-ook}",
            "Zie ook { #zie-ook }",
            "Zie ook {: #zie-ook .breed}",
            "Zie ook {.breed #zie-ook data-x=1}",
            "Zie ook {/* #zie-ook */}",
            "Zie ook{#zie-ook} ",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(read("另請參閱 { #說明 }"), Some(("另請參閱", "說明")));
        for text in ["Vul {naam} in", "{#}", "Kies {# 1}", "Vul in {id #1 twee}", "{naam}", "Zie {#één} nu"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
