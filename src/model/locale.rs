//! Language tags.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander, TransformResult};

/// A validated BCP 47 language tag in its canonical spelling, such as `zh-TW`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocaleId(Arc<str>);

/// A text that is no BCP 47 language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidLocale {
    /// The text.
    pub tag: String,
}

impl LocaleId {
    /// The tag in canonical spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag in lower case, as URLs have it.
    pub fn slug(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The language alone: `zh` of `zh-TW`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or("")
    }

    /// The script the language is written in there, by CLDR's likely subtags: `Hant` for `zh-TW`.
    pub fn script(&self) -> String {
        let mut identifier = self.identifier();
        LocaleExpander::new_extended().maximize(&mut identifier);
        identifier.script.map_or_else(|| "Zyyy".to_owned(), |script| script.to_string())
    }

    /// Whether `folder` may be taken for a locale's folder that the configuration does not name.
    ///
    /// `includes` and `media` look like language tags too, so a bare language must be one that CLDR
    /// knows by two or three letters; a tag with a script or region is taken at its word.
    pub fn is_folder_name(folder: &str) -> bool {
        let Ok(locale) = folder.parse::<LocaleId>() else { return false };
        let mut identifier = locale.identifier();
        let bare = identifier.script.is_none() && identifier.region.is_none() && identifier.variants.is_empty();
        if !bare {
            return identifier.language.as_str().len() <= 3;
        }
        locale.0.len() <= 3 && LocaleExpander::new_common().maximize(&mut identifier) == TransformResult::Modified
    }

    /// The language alone by its usual tag, for one of its other codes in ISO 639: `nl` of `dut` and `nld`.
    pub fn usual_language(&self) -> String {
        let mut locale = Locale::from(LanguageIdentifier::from(self.identifier().language));
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        locale.id.language.to_string()
    }

    fn identifier(&self) -> LanguageIdentifier {
        LanguageIdentifier::try_from_str(&self.0).expect("a LocaleId is validated when it is made")
    }
}

impl FromStr for LocaleId {
    type Err = InvalidLocale;

    fn from_str(tag: &str) -> Result<LocaleId, InvalidLocale> {
        match LanguageIdentifier::try_from_str(tag) {
            Ok(identifier) if !identifier.language.is_unknown() => Ok(LocaleId(identifier.to_string().into())),
            _ => Err(InvalidLocale { tag: tag.to_owned() }),
        }
    }
}

impl fmt::Display for LocaleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for LocaleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidLocale {}

impl fmt::Display for InvalidLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a BCP 47 language tag", self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_canonical_however_they_are_written() {
        assert_eq!("ZH-tw".parse::<LocaleId>().unwrap().as_str(), "zh-TW");
        assert!("nl_NL".parse::<LocaleId>().is_err());
        assert!("english (US)".parse::<LocaleId>().is_err());
    }

    #[test]
    fn scripts_are_the_likely_ones() {
        for (tag, script) in
            [("zh-TW", "Hant"), ("zh-CN", "Hans"), ("nl-NL", "Latn"), ("ar", "Arab"), ("ja-JP", "Jpan")]
        {
            assert_eq!(tag.parse::<LocaleId>().unwrap().script(), script, "{tag}");
        }
    }

    #[test]
    fn ordinary_folders_are_not_taken_for_languages() {
        for folder in ["includes", "media", "img", "api", "docs", "js", "a", ""] {
            assert!(!LocaleId::is_folder_name(folder), "{folder}");
        }
        for folder in ["en", "nl-NL", "zh-tw", "sr-Latn", "pt-BR", "ar", "zh-Hant-TW", "xx-YY"] {
            assert!(LocaleId::is_folder_name(folder), "{folder}");
        }
    }
}
