//! `# Title {#id}`: the id of a heading.

use super::{Construct, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "heading_id",
    form: Form::HeadingEnd(read),
    example: "## 另請參閱 {#zie-ook}\n",
    becomes: "heading zie-ook\n  另請參閱\n",
};

fn read(text: &str) -> Option<(&str, &str)> {
    let (before, id) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':');
    (!id.is_empty() && id.chars().all(is_part)).then(|| (before.trim_end(), id))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn only_a_real_id_is_taken_from_the_end_of_a_heading() {
        assert_eq!(read("Zie ook {#zie-ook}"), Some(("Zie ook", "zie-ook")));
        assert_eq!(read("Vul {naam} in"), None);
        assert_eq!(read("{#}"), None);
    }
}
