//! `# <a name="…"></a>Title`: the id of a heading.

use super::{Construct, Form};
use crate::parse::html::Tag;

pub(super) const CONSTRUCT: Construct = Construct {
    name: "anchor",
    form: Form::HeadingTag(anchor_name),
    example: "# <a name=\"zie-ook\"></a>另請參閱\n",
    becomes: "heading zie-ook\n  另請參閱\n",
};

/// The `name` or `id` of an `<a>` tag, which names the heading it is in.
fn anchor_name<'t>(tag: &'t Tag<'_>) -> Option<&'t str> {
    tag.anchors().next().filter(|_| tag.name == "a")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::html::tags;

    #[test]
    fn anchors_are_read_however_they_are_quoted() {
        let name = |html: &str| tags(html).next().and_then(|tag| anchor_name(&tag).map(str::to_owned));
        assert_eq!(name("<a name=\"zie-ook\">").as_deref(), Some("zie-ook"));
        assert_eq!(name("<a href='x' id='另請參閱'/>").as_deref(), Some("另請參閱"));
        assert_eq!(name("<a name=x>").as_deref(), Some("x"));
        assert_eq!(name("<a href=\"name=y\">"), None);
        assert_eq!(name("<span id=\"x\">"), None);
    }
}
