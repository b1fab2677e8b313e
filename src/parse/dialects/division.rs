//! `> [!div class="…"]`: a stretch of the page with class names.

use super::{Construct, Container, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "division",
    form: Form::Quote(read),
    example: "> [!div class=\"mx-tdCol2BreakAll nextstepaction\"]\n> [方塊](x.md)\n",
    becomes: "division mx-tdCol2BreakAll nextstepaction\n  paragraph\n    link x.md\n      方塊\n",
};

fn read(inside: &str) -> Option<Container> {
    let attributes = inside.strip_prefix("div").or_else(|| inside.strip_prefix("DIV"))?;
    Some(Container::Division(classes(attributes)))
}

/// The class names in `class="a b"`, without anything that no class name has.
fn classes(attributes: &str) -> String {
    let value = attributes.split_once("class").map_or("", |(_, value)| value);
    let kept = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    value.split(|char: char| !kept(char)).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
}
