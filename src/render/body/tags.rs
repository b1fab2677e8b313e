//! The author's HTML, cut into tags and text.

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'h> {
    /// Text between tags, entities as they are.
    Text(&'h str),
    /// A tag.
    Tag(TagPiece<'h>),
    /// A comment, a declaration or a processing instruction; readers do not see them.
    Hidden,
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub struct TagPiece<'h> {
    /// The whole tag as it is written.
    pub source: &'h str,
    /// The element's name in lower case.
    pub name: String,
    /// Whether it closes the element.
    pub closing: bool,
    /// Names in lower case and values with their entities; no value is an empty one.
    pub attributes: Vec<(String, String)>,
}

impl TagPiece<'_> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The pieces of `html`, which together are all of it.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        match piece_at(&rest[start..]) {
            Some((piece, length)) => {
                push_text(&mut pieces, &rest[..start]);
                pieces.push(piece);
                rest = &rest[start + length..];
            }
            None => {
                push_text(&mut pieces, &rest[..=start]);
                rest = &rest[start + 1..];
            }
        }
    }
    push_text(&mut pieces, rest);
    pieces
}

fn push_text<'h>(pieces: &mut Vec<Piece<'h>>, text: &'h str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

/// The tag or comment at the start of `html`, which begins with `<`, and its length.
fn piece_at(html: &str) -> Option<(Piece<'_>, usize)> {
    if let Some(comment) = html.strip_prefix("<!--") {
        return Some((Piece::Hidden, comment.find("-->").map_or(html.len(), |end| end + 7)));
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return Some((Piece::Hidden, html.find('>').map_or(html.len(), |end| end + 1)));
    }
    let closing = html.starts_with("</");
    let name_start = if closing { 2 } else { 1 };
    let name: String = html[name_start..]
        .chars()
        .take_while(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | ':' | '.'))
        .collect();
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let (attributes, length) = attributes(&html[name_start + name.len()..])?;
    let length = name_start + name.len() + length;
    let tag = TagPiece { source: &html[..length], name: name.to_lowercase(), closing, attributes };
    Some((Piece::Tag(tag), length))
}

/// What has more attributes is no tag. Each of them is read again from every `<` in it, should the tag not end.
const MOST_ATTRIBUTES: usize = 64;

/// What has a longer name is no attribute, in bytes.
const LONGEST_NAME: usize = 256;

/// What has a longer value without quotes is no attribute, in bytes: it is searched anew from each `<` in it.
const LONGEST_VALUE: usize = 1_024;

/// The attributes up to the `>` that ends the tag, and the length of all that.
fn attributes(text: &str) -> Option<(Vec<(String, String)>, usize)> {
    let mut attributes = Vec::new();
    let mut rest = text;
    while attributes.len() <= MOST_ATTRIBUTES {
        rest = rest.trim_start_matches(|char: char| char.is_whitespace() || char == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((attributes, text.len() - after.len()));
        }
        let near = &rest[..rest.floor_char_boundary(LONGEST_NAME)];
        let end = near.find(|char: char| char.is_whitespace() || matches!(char, '=' | '>' | '/'))?;
        let name = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let value = match rest.strip_prefix('=') {
            Some(after) => {
                let (value, after) = value(after.trim_start())?;
                rest = after;
                value
            }
            None => "",
        };
        if end == 0 {
            rest = rest.get(1..)?;
        } else {
            attributes.push((name, value.to_owned()));
        }
    }
    None
}

fn value(text: &str) -> Option<(&str, &str)> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split_once(quote),
        _ => {
            let near = &text[..text.floor_char_boundary(LONGEST_VALUE)];
            Some(text.split_at(near.find(|char: char| char.is_whitespace() || char == '>')?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(html: &str) -> TagPiece<'_> {
        match pieces(html).remove(0) {
            Piece::Tag(tag) => tag,
            other => panic!("{html}: {other:?}"),
        }
    }

    #[test]
    fn tags_are_read_with_their_attributes() {
        let image = tag("<IMG src='方塊.png' alt=\"Een > beeld\" hidden/>");
        assert_eq!(
            (image.name.as_str(), image.attribute("alt"), image.attribute("hidden")),
            ("img", Some("Een > beeld"), Some(""))
        );
        assert_eq!(tag("</TenantId>").name, "tenantid");
        assert_eq!(tag("<número de puerto>").source, "<número de puerto>");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(
            pieces("1 < 2 <3 <a"),
            [Piece::Text("1 <"), Piece::Text(" 2 <"), Piece::Text("3 <"), Piece::Text("a")]
        );
        assert_eq!(pieces("<!-- 註解 -->é"), [Piece::Hidden, Piece::Text("é")]);
    }

    #[test]
    fn nothing_makes_it_panic() {
        for html in ["<", "</", "<a =", "<a ='", "<a b=é", "<a/é", "<!--", "<!", "<?", "<é ===é>", "<a \u{a0}=\u{a0}>"]
        {
            pieces(html);
        }
    }
}
