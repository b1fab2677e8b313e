//! The notices of Rust's standard library, a part of every binary. A toolchain has them as a page of HTML.

use ammonia::Builder;

/// The text of that page, without indentation and with at most one empty line between two others.
pub fn text(page: &str) -> String {
    let bare = Builder::empty().clean_content_tags(["script", "style", "title"].into()).clean(page).to_string();
    // This is all that is still escaped where there is no element any more.
    let bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&");
    let mut text = String::new();
    let mut is_after_empty = true;
    for line in bare.lines().map(str::trim) {
        if !(line.is_empty() && is_after_empty) {
            text.push_str(line);
            text.push('\n');
        }
        is_after_empty = line.is_empty();
    }
    text
}
