//! `[!VIDEO https://…]` on a line of its own.

use super::{Construct, Embed, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "video",
    form: Form::Line(read),
    example: "[!VIDEO https://example.org/方塊]\n",
    becomes: "paragraph\n  video https://example.org/方塊\n",
};

fn read(line: &str) -> Option<Embed<'_>> {
    let inside = line.trim().strip_prefix("[!")?.strip_suffix(']')?;
    let (name, address) = inside.split_at_checked("VIDEO".len())?;
    let is_video = name.eq_ignore_ascii_case("VIDEO") && address.starts_with(char::is_whitespace);
    Some(address.trim()).filter(|address| is_video && address.starts_with("https://")).map(Embed::Video)
}
