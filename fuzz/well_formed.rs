//! Whether the files of a site are what their names promise, and nothing in them runs that an author wrote.

/// Elements without an end (HTML, 13.1.2, void elements).
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// The type of the data about a page for programs, which browsers never run.
const DATA: &str = "application/ld+json";

/// Checks a file of a site by its name.
///
/// # Panics
/// Where it is not well formed.
pub fn check_file(path: &str, bytes: &[u8]) {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !matches!(extension, "html" | "xml" | "json" | "md" | "txt" | "svg") {
        return;
    }
    let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is not UTF-8"));
    match extension {
        "html" => check_html(path, text),
        "xml" => check_xml(path, text),
        "json" => {
            let read = serde_json::from_str::<serde::de::IgnoredAny>(text);
            assert!(read.is_ok(), "{path} is not JSON: {:?}", read.err());
        }
        _ => {}
    }
}

fn check_xml(path: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("{path} is not XML: {error}"),
        }
    }
}

/// What opens is closed in order, no attribute holds a script, and scripts are ours.
fn check_html(path: &str, html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = after(comment, "-->").unwrap_or_else(|| panic!("{path}: a comment never ends"));
            continue;
        }
        let (tag, behind) = tag(rest).unwrap_or_else(|| panic!("{path}: no tag at `{}`", beginning(rest)));
        rest = behind;
        match tag.name.strip_prefix('/') {
            _ if tag.name.starts_with('!') => {}
            Some(name) => {
                let last = open.pop();
                assert!(
                    last.is_some_and(|last| last == name),
                    "{path}: `{name}` closes `{last:?}` at `{}`",
                    beginning(rest)
                );
            }
            None => {
                check_tag(path, &tag);
                let is_void = VOID.contains(&tag.name) || tag.closes_itself;
                if RAW.contains(&tag.name) {
                    rest = raw_end(rest, tag.name).unwrap_or_else(|| panic!("{path}: `{}` never ends", tag.name));
                }
                if !is_void {
                    open.push(tag.name);
                }
            }
        }
    }
    assert!(open.is_empty(), "{path}: {open:?} are never closed");
}

/// A tag, with the attributes as they are written.
struct Tag<'t> {
    /// With its `/` or `!`.
    name: &'t str,
    attributes: Vec<(&'t str, &'t str)>,
    closes_itself: bool,
}

/// The tag at the start of `text`, and what is behind it.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let inside = text.strip_prefix('<')?;
    let end =
        inside.find(|char: char| char.is_whitespace() || char == '>' || (char == '/' && !inside.starts_with('/')))?;
    let (name, mut rest) = inside.split_at(if inside.starts_with('/') { inside.find('>')? } else { end });
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '/' | '!' | '-');
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(behind) = rest.strip_prefix("/>") {
            return Some((Tag { name, attributes, closes_itself: true }, behind));
        }
        if let Some(behind) = rest.strip_prefix('>') {
            return Some((Tag { name, attributes, closes_itself: false }, behind));
        }
        let end = rest.find(|char: char| char.is_whitespace() || matches!(char, '=' | '>' | '/' | '"' | '\'' | '<'))?;
        let (attribute, behind) = rest.split_at(end);
        if attribute.is_empty() {
            return None;
        }
        let (value, behind) = value(behind)?;
        attributes.push((attribute, value));
        rest = behind;
    }
}

/// The value of an attribute whose name stands before `text`; empty where it has none.
fn value(text: &str) -> Option<(&str, &str)> {
    let Some(value) = text.strip_prefix('=') else { return Some(("", text)) };
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split_once(quote),
        _ => Some(value.split_at(value.find(|char: char| char.is_whitespace() || char == '>')?)),
    }
}

fn check_tag(path: &str, tag: &Tag<'_>) {
    for (name, value) in &tag.attributes {
        let name = name.to_ascii_lowercase();
        assert!(!name.starts_with("on"), "{path}: `{}` has the attribute `{name}`", tag.name);
        let address: String = value.chars().filter(|char| !char.is_whitespace() && !char.is_control()).collect();
        let address = address.to_ascii_lowercase();
        let is_address = matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "xlink:href");
        let runs = ["javascript:", "vbscript:", "data:text/html"].iter().any(|scheme| address.starts_with(scheme));
        assert!(!is_address || !runs, "{path}: `{}` leads to `{value}`", tag.name);
    }
    let value = |name: &str| tag.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let is_ours = value("src").is_some() || value("type") == Some(DATA);
    assert!(tag.name != "script" || is_ours, "{path}: a script is in the page");
}

/// What begins with the end tag of an element whose content is no markup.
fn raw_end<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.match_indices("</").map(|(at, _)| &text[at..]).find(|rest| rest[2..].starts_with(name))
}

fn after<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

fn beginning(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::check_file;

    fn is_well_formed(html: &str) -> bool {
        let html = html.to_owned();
        std::panic::catch_unwind(move || check_file("a.html", html.as_bytes())).is_ok()
    }

    #[test]
    fn pages_that_run_what_an_author_wrote_are_separated_from_others() {
        assert!(is_well_formed(
            "<!doctype html><p lang=\"zh-TW\">錯誤 &lt;b> <br><img alt='x > y'></p><script src=\"a.js\"></script>"
        ));
        for wrong in [
            "<p>fout",
            "</p>",
            "<b><i></b></i>",
            "<p>1 < 2</p>",
            "<img onerror=x>",
            "<a href=\" java\nscript:x\">錯誤</a>",
            "<script>x</script>",
            "<!-- fout",
        ] {
            assert!(!is_well_formed(wrong), "{wrong}");
        }
    }
}
