//! `# <a name="…"></a>Title`: the id of a heading, and ids in HTML.

use super::{Construct, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "anchor",
    form: Form::HeadingTag(anchor_name),
    example: "# <a name=\"zie-ook\"></a>另請參閱\n",
    becomes: "heading zie-ook\n  另請參閱\n",
};

/// The `name` or `id` of an `<a>` tag, which names the heading it stands in.
fn anchor_name(tag: &str) -> Option<&str> {
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
}
