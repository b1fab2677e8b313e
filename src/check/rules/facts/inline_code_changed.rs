//! Inline code that is different in one of the locales.

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::model::InvariantKind;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "inline-code-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("inline_code_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// Whether a text has the same code but for the locale in a path: `/nl-nl/errors/` for `/en-us/errors/`.
///
/// Or it has the code as a word, without the backticks; or one of the two is words of its language in backticks.
fn says_in_its_language(_: &Context<'_>, unit: &Unit<'_>, text: &Text<'_>, code: &str) -> bool {
    let bare = without_locales(code);
    // A path from here is written with or without a dot.
    let path = bare.strip_prefix("./").filter(|path| text.text.contains(path));
    if path.is_some() || codes(text).any(|own| without_locales(own) == bare) {
        return true;
    }
    let is_source = unit.reference().is_some_and(|reference| reference.locale == text.locale);
    if is_subject(unit, text, code) {
        return true;
    }
    // What a translation sets as code may be several words in the source; a code of the source must stay one.
    (unit.entry().is_none() && is_phrase(unit, code, text)) || is_word_of(text, code, is_source)
}

/// A path without those of its parts that are locales.
fn without_locales(path: &str) -> String {
    path.split('/').filter(|part| !is_locale_part(part)).collect::<Vec<_>>().join("/")
}

/// `en-us` and `zh-tw`, as addresses have them.
fn is_locale_part(part: &str) -> bool {
    let bytes = part.as_bytes();
    bytes.len() == 5 && bytes[2] == b'-' && [0, 1, 3, 4].iter().all(|at| bytes[*at].is_ascii_alphabetic())
}

fn codes<'t>(text: &'t Text<'_>) -> impl Iterator<Item = &'t str> {
    text.signature.of(InvariantKind::InlineCode)
}

/// Whether prose names what its page is about where the other language says "the plugin": nothing else can be meant, if
/// that one names nothing of its own.
fn is_subject(unit: &Unit<'_>, other: &Text<'_>, code: &str) -> bool {
    let name = unit.page.as_str().rsplit('/').next().unwrap_or_default();
    let is_shared = |own: &str| {
        unit.texts.iter().chain(&unit.original).any(|text| text.locale != other.locale && text.text.contains(own))
    };
    unit.entry().is_none() && code == name && codes(other).all(is_shared)
}

/// Whether a code is words that were translated: it has letters that no program has, or it is several words where the
/// other text has such letters in backticks. In a table it is a label or a value. Where a name of the other text is not kept, it may be that name, translated.
fn is_phrase(unit: &Unit<'_>, code: &str, other: &Text<'_>) -> bool {
    let is_word = |code: &str| code.chars().any(|char| !char.is_ascii() && char.is_alphabetic());
    let is_name = |code: &&str| !is_word(code) && !code.contains(' ');
    if !is_word(code) {
        return !is_name(&code) && codes(other).any(is_word);
    }
    let own = unit.texts.iter().find(|text| text.locale != other.locale && text.text.contains(code));
    own.is_some_and(|own| codes(other).filter(is_name).all(|name| own.text.contains(name)))
}

/// Whether a text has the letters of a code in plain words: in another case, in the plural, and with spaces for hyphens
/// if `in_words`. Its own code is no plain word.
fn is_word_of(text: &Text<'_>, code: &str, in_words: bool) -> bool {
    let code = code.trim_matches(|char: char| "'\"".contains(char));
    // What has a space in it already is words in both.
    let parts = if code.contains(' ') { " =" } else { "-_" };
    let in_words = in_words && !code.contains(' ');
    let is_plain =
        |char: char| char.is_ascii_alphabetic() || ((in_words || code.contains(' ')) && parts.contains(char));
    if code.len() < 3 || !code.chars().all(is_plain) {
        return false;
    }
    let fold = |text: &str| text.to_ascii_lowercase().replace(['-', '_'], " ");
    let code = if in_words { fold(code) } else { code.to_ascii_lowercase() };
    let code = code.strip_suffix('s').unwrap_or(&code);
    // The odd parts between backticks are code.
    text.text.split('`').step_by(2).any(|plain| {
        let plain = if in_words { fold(plain) } else { plain.to_ascii_lowercase() };
        plain.match_indices(code).any(|(at, _)| {
            let is_part =
                |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || "-_/.".contains(char));
            let rest = &plain[at + code.len()..];
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            let rest = rest.trim_start_matches('.');
            !is_part(plain[..at].chars().next_back()) && !is_part(rest.chars().next())
        })
    })
}

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        of_source: &SOURCE_SUSPECT,
        what: "code",
        kinds: &[InvariantKind::InlineCode],
        // A language may leave out the backticks; what it writes then is read as one of these.
        known_as: &[
            InvariantKind::InlineCode,
            InvariantKind::Identifier,
            InvariantKind::Placeholder,
            InvariantKind::Code,
            InvariantKind::Exception,
            InvariantKind::Name,
        ],
        fix: true,
        says: says_in_its_language,
    };
    compare_invariants(context, unit, &changed, collector);
}
