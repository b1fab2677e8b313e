//! Readable names.

/// A name from words, for entries, and for headings before anchors were made as GitHub makes them: letters and digits in lower case, runs of anything else as one `-`.
///
/// Letters of every script stay, so `錯誤 訊息` becomes `錯誤-訊息`; empty where there is no letter or digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_alphanumeric() || char == '_' {
            slug.extend(char.to_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(char, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_keep_the_letters_of_every_script() {
        assert_eq!(slug("Zie ook: foto's & één"), "zie-ook-fotos-één");
        assert_eq!(slug("「錯誤」 訊息。"), "錯誤-訊息");
        assert_eq!(slug("—"), "");
    }
}
