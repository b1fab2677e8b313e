//! Shortcodes of other generators, as far as a page can be read without knowing them.

/// Whether a shortcode gives something an id: `{{% def id="token" %}}`. What anchor becomes of it is written in a template
/// of the site.
pub(super) fn give_anchors(text: &str) -> bool {
    [("{{<", ">}}"), ("{{%", "%}}")].iter().any(|(start, end)| {
        text.split(start).skip(1).any(|rest| rest.split(end).next().is_some_and(|inside| inside.contains(" id=")))
    })
}

#[cfg(test)]
mod tests {
    use super::give_anchors;

    #[test]
    fn an_id_in_a_shortcode_is_an_anchor() {
        assert!(give_anchors("{{% def id=\"token\" name=\"權杖\" %}} een sleutel {{% /def %}}"));
        assert!(give_anchors("tekst {{< kader id=\"a\" >}}"));
        assert!(!give_anchors("{{< kader >}} id=x {{< /kader >}}"));
        assert!(!give_anchors("{{< kader"));
    }
}
