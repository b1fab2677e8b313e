//! Inline code that is different in one of the locales.

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_beside};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::model::{Invariant, InvariantKind};
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
    if is_in_other_form(text, code) {
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
        // A path from here is written with or without a dot.
        let own = own.strip_prefix("./").unwrap_or(own);
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
    if code.len() < 2 || !code.chars().all(is_plain) {
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

/// Whether a text has a code in another form that means the same: without quotes, the end of a path, the last name of a
/// call, or its parts one by one.
fn is_in_other_form(text: &Text<'_>, code: &str) -> bool {
    let bare = without_quotes(code);
    // What is left of code that was no text, such as a tag.
    if bare.is_empty() {
        return true;
    }
    let call = name_of_call(code);
    // `nodes` is said of `_M.nodes(name)`; of two calls with dots each names its own thing.
    let is_form = |own: &str| {
        without_quotes(own) == bare
            || is_end_of_path(own, code)
            || is_end_of_path(code, own)
            || (call.is_some() && call == Some(own))
            || name_of_call(own).is_some_and(|call| call == code)
    };
    codes(text).any(is_form) || (bare != code && has_word(text.text, bare)) || has_parts(text, code)
}

/// A code without what it has around it by mistake or by habit: blanks, quotes, a slash or a full stop at its end.
fn without_quotes(code: &str) -> &str {
    let code = code.trim().trim_matches(['"', '\'']);
    let bare = code.trim_end_matches(['/', '.']);
    if bare.is_empty() { code } else { bare }
}

/// Whether a path is the end of a longer one, which names the folder of the same file too: `config.yaml` of
/// `conf/config.yaml`.
fn is_end_of_path(end: &str, path: &str) -> bool {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_./".contains(char);
    let folder = path.strip_suffix(end.trim_start_matches("./")).filter(|folder| folder.ends_with('/'));
    let name = end.rsplit('/').next().unwrap_or_default();
    folder.is_some_and(|folder| folder.chars().all(is_plain)) && name.contains('.') && !end.starts_with('/')
}

/// The name at the end of a call, or of the path of a member, that is called: `nodes` of `_M.nodes(service)`.
fn name_of_call(code: &str) -> Option<&str> {
    let (path, _) = code.strip_suffix(')')?.split_once('(')?;
    let name = path.rsplit('.').next()?;
    (!name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')).then_some(name)
}

/// Whether a text has both parts of `key: value` or `key = value`, each by itself: "set `key` to `value`".
fn has_parts(text: &Text<'_>, code: &str) -> bool {
    let Some((key, value)) = code.split_once(": ").or_else(|| code.split_once('=')) else { return false };
    let (key, value) = (key.trim(), without_quotes(value.trim()));
    let is_word =
        |part: &str| !part.is_empty() && part.chars().all(|char| char.is_ascii_alphanumeric() || "-_.".contains(char));
    let is_there = |part: &str| codes(text).any(|own| own == part) || has_word(text.text, part);
    is_word(key) && is_word(value) && is_there(key) && is_there(value)
}

fn has_word(text: &str, word: &str) -> bool {
    let is_part = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || "-_.".contains(char));
    text.match_indices(word).any(|(at, _)| {
        !is_part(text[..at].chars().next_back())
            && !is_part(text[at + word.len()..].trim_start_matches('.').chars().next())
    })
}

/// Whether a text may leave out a code of another one.
fn leaves_out(_: &Context<'_>, text: &Text<'_>, code: &Invariant, other: &Text<'_>) -> bool {
    let code = &*code.text;
    // A comma is "separated by commas".
    let is_mark = code.trim().len() == 1 && code.trim().starts_with([',', ';', ':', '.']);
    is_mark || is_switch(text, code, other) || is_command_below(text, other, code) || is_beside(text, other, code)
}

/// Whether a code is `true` or `false`, which another language says with "enabled", and the other text has the opposite no
/// more often: then it is not the wrong one.
fn is_switch(text: &Text<'_>, code: &str, other: &Text<'_>) -> bool {
    let count = |text: &Text<'_>, value: &str| codes(text).filter(|code| *code == value).count();
    let opposite = match code {
        "true" => "false",
        "false" => "true",
        _ => return false,
    };
    count(other, opposite) <= count(text, opposite)
}

/// Whether a code is the program that the code below both texts calls: "use `curl` to send a request".
fn is_command_below(text: &Text<'_>, other: &Text<'_>, code: &str) -> bool {
    let calls = |text: &Text<'_>| {
        let line = text.around.after.trim_start().trim_start_matches("$ ");
        line.split_whitespace().next() == Some(code)
    };
    calls(text) && calls(other)
}

/// Whether two codes are one word in the singular and in the plural, or a form that is described in the words of two languages.
fn is_same(unit: &Unit<'_>, left: &str, right: &str) -> bool {
    let is_plural = |one: &str, many: &str| {
        one.len() > 2 && one.bytes().all(|byte| byte.is_ascii_lowercase()) && many.strip_suffix('s') == Some(one)
    };
    is_plural(left, right)
        || is_plural(right, left)
        || is_described(unit, left, right)
        || is_described(unit, right, left)
}

/// Whether a code describes a form in words of another script, as `{"標頭": "值"}` does for `{"header": "value"}`: the
/// signs are the same, and all words are translated. Words alone are only in running text no name that a program knows.
fn is_described(unit: &Unit<'_>, code: &str, translated: &str) -> bool {
    let is_letter = |char: char| char.is_alphabetic();
    let words = |code: &str| code.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()).count();
    let is_translated = translated.chars().any(is_letter) && !translated.chars().any(|char| char.is_ascii_alphabetic());
    let shape = shape(code);
    let is_phrase = words(code) > 1 && unit.is_running_text();
    code.is_ascii() && is_translated && shape == self::shape(translated) && (shape.len() > 1 || is_phrase)
}

/// The signs of a code, with one letter for each stretch of words.
fn shape(code: &str) -> String {
    let mut shape = String::new();
    for char in code.chars() {
        match char {
            ' ' => {}
            _ if char.is_alphanumeric() || "-_".contains(char) => {
                if !shape.ends_with('w') {
                    shape.push('w');
                }
            }
            _ => shape.push(char),
        }
    }
    shape
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
        leaves_out,
        may_be_word: |_| false,
        is_same,
    };
    compare_invariants(context, unit, &changed, collector);
}
