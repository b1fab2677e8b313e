//! The words of prose that a translator would translate, as digests of sentences.

use std::hash::{DefaultHasher, Hash, Hasher};

use pulldown_cmark::Event;

use super::dialects::is_cjk;
use crate::model::Sentence;
use crate::text::sentences;

/// Appends the words of an inline event. What is code or markup reads as a space.
pub fn push_words(words: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(text) => words.push_str(text),
        Event::Code(_) | Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => words.push(' '),
        _ => {}
    }
}

/// The sentences of a block of prose. Those without words in lower case, or in a script that has no case, may be names
/// and are left out.
pub fn read_sentences(text: &str, found: &mut Vec<Sentence>) {
    if text.trim().is_empty() || is_script(text) {
        return;
    }
    found.extend(sentences(text).into_iter().filter_map(|(start, end)| read_sentence(&text[start..end])));
}

/// Pages that are programs too import what they show: `import Tabs from 'tabs'`.
fn is_script(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("export ") || (text.starts_with("import ") && text.contains(['\'', '"']))
}

fn read_sentence(sentence: &str) -> Option<Sentence> {
    let mut hasher = DefaultHasher::new();
    // Twice the letters, since a letter of a script without spaces counts as two and a half.
    let (mut words, mut caseless, mut letters) = (0usize, 0usize, 0usize);
    let mut in_template = false;
    for token in sentence.split_whitespace() {
        // What a template writes: `{{< note >}}`, `{% include x %}`.
        in_template |= token.contains("{{") || token.contains("{%");
        if in_template {
            in_template = !(token.contains("}}") || token.contains("%}"));
            continue;
        }
        if is_code_word(token) {
            continue;
        }
        for word in token.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()) {
            word.hash(&mut hasher);
            if word.starts_with(char::is_uppercase) {
                words += 1;
                continue;
            }
            let long = word.chars().filter(|char| is_cjk(*char)).count();
            let others = word.chars().count() - long;
            caseless += long;
            words += usize::from(others > 1);
            letters += 5 * long + if others > 1 { 2 * others } else { 0 };
        }
    }
    let letters = u16::try_from(letters / 2).unwrap_or(u16::MAX);
    let words = u16::try_from(words + caseless / 2).unwrap_or(u16::MAX);
    (letters > 0).then(|| Sentence { digest: hasher.finish() as u32, words, letters })
}

/// Whether a word, with the signs around it, is written as only code, values and addresses are: `a_b`, `a-b/c`, `v2`,
/// `--all`, `x=1`, `array[string]`.
pub fn is_code_word(token: &str) -> bool {
    let inner =
        token.trim_matches(|char: char| !char.is_alphanumeric() && !matches!(char, '-' | '$' | '/' | ']' | '}'));
    token.starts_with(['#', '\\', '$'])
        || inner.is_ascii()
            && (inner.starts_with(['-', '$', '/'])
                || inner.contains([
                    '_', '/', '\\', '@', '=', '<', '>', '{', '}', '[', ']', '|', '.', ':', '&', '#', '?', '(', ')',
                ])
                || inner.contains(|char: char| char.is_ascii_digit())
                || inner.chars().skip(1).any(|char| char.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Sentence> {
        let mut found = Vec::new();
        read_sentences(text, &mut found);
        found
    }

    #[test]
    fn a_sentence_is_the_same_where_its_words_are() {
        let (one, other) = (read("Klik op  Box. Wacht even, a.u.b.\n"), read("Klik op Box! Wacht even a.u.b."));
        assert_eq!(one.len(), 2);
        assert_eq!(one, other);
        assert_ne!(one, read("Klik op Okta. Wacht even, a.u.b."));
        let chinese = read("請稍候。再試一次 HTTP。");
        assert_eq!(
            chinese.iter().map(|sentence| (sentence.words, sentence.letters)).collect::<Vec<_>>(),
            [(1, 7), (2, 10)]
        );
    }

    #[test]
    fn names_codes_and_addresses_are_no_words_to_translate() {
        for text in [
            "Office 365",
            "HTTP 404",
            "config.yaml user_name https://a.example/b v2 --all",
            "{{< note >}}",
            "{% include klik.md %}",
            "import Tabs from '@theme/Tabs';",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
        assert_eq!(read("Klik `x` Office_365 nu").len(), 1);
    }
}
