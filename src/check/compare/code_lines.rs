//! Lines of code as two languages may write them, without what readers of one language read in another way.

/// What runs a script that can be run by itself.
const SHELLS: [&str; 2] = ["sh ", "bash "];

/// Keys whose values are words for readers, as in front matter.
const KEYS_OF_TEXT: [&str; 19] = [
    "alt",
    "badge",
    "caption",
    "content",
    "description",
    "details",
    "heading",
    "label",
    "message",
    "next",
    "note",
    "placeholder",
    "prev",
    "subtitle",
    "summary",
    "tagline",
    "text",
    "tip",
    "title",
];

/// A line of code without what may be written in one way or another: quotes that are closed, spaces, `sh` or `./` before
/// the script that it runs, words for readers, and the tags of the languages.
pub fn plain_code(line: &str, languages: [&str; 2]) -> String {
    let line = SHELLS.iter().find_map(|shell| line.strip_prefix(shell)).unwrap_or(line);
    let line = line.trim_start().trim_start_matches("./").trim_end_matches([',', ';']);
    let line = without_languages(&without_text(line), languages);
    let is_closed = |quote: &char| line.matches(*quote).count().is_multiple_of(2);
    let free: Vec<char> = ['"', '\'', '`'].into_iter().filter(is_closed).collect();
    line.chars().filter(|char| !char.is_whitespace() && !free.contains(char)).collect()
}

/// A line without the words that a reader reads: a sentence, the value of a key for text, the words in a string, and those
/// between tags.
fn without_text(line: &str) -> String {
    if is_sentence(line) {
        return String::new();
    }
    if let Some((key, value)) = line.trim_start_matches("- ").split_once(':') {
        let name = key.trim().trim_matches(['"', '\'']);
        if KEYS_OF_TEXT.contains(&name) && is_text(value) {
            return format!("{name}:");
        }
    }
    without_words_of_tags(&without_words_of_strings(line))
}

/// Whether a line is a sentence of three words or more.
fn is_sentence(line: &str) -> bool {
    line.starts_with(|char: char| char.is_ascii_uppercase())
        && line.ends_with(['.', '!', '?'])
        && line.split_whitespace().count() > 2
        && is_text(line)
}

/// Whether there is nothing but words and the signs of a sentence.
fn is_text(text: &str) -> bool {
    let is_sign = |char: char| " .,!?'\"-–:;".contains(char);
    text.chars().any(char::is_alphabetic) && text.chars().all(|char| char.is_alphanumeric() || is_sign(char))
}

/// A line without what is in quotes and has a space in it. An apostrophe within a word opens and closes nothing.
fn without_words_of_strings(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    let mut unclosed: Vec<char> = Vec::new();
    while let Some(open) = rest.find(['"', '\'']) {
        let quote = rest[open..].chars().next().unwrap_or_default();
        let (before, inside) = (&rest[..open], &rest[open + 1..]);
        kept.push_str(before);
        kept.push(quote);
        let is_word = |text: &str| text.ends_with(|char: char| char.is_alphanumeric());
        let closes = |(at, _): &(usize, &str)| !inside[at + 1..].starts_with(|char: char| char.is_alphanumeric());
        // What is closed nowhere is looked for once.
        let may_close = !is_word(before) && !unclosed.contains(&quote);
        let close = may_close.then(|| inside.match_indices(quote).find(closes)).flatten();
        if may_close && close.is_none() {
            unclosed.push(quote);
        }
        match close {
            Some((at, _)) => {
                kept.push_str(if inside[..at].contains(' ') && is_text(&inside[..at]) { "" } else { &inside[..at] });
                kept.push(quote);
                rest = &inside[at + 1..];
            }
            None => rest = inside,
        }
    }
    kept.push_str(rest);
    kept
}

/// A line without the words between two tags.
fn without_words_of_tags(line: &str) -> String {
    let mut parts = line.split('>');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push('>');
        let tag = part.find('<').filter(|tag| is_text(&part[..*tag])).unwrap_or(0);
        kept.push_str(&part[tag..]);
    }
    kept
}

/// A line with one sign for the tags of two languages, `fr`, `fr-FR` and `en`: an example is about the reader's own.
fn without_languages(line: &str, languages: [&str; 2]) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(|char: char| char.is_ascii_alphanumeric()) {
        let word = &rest[start..];
        let length =
            word.find(|char: char| !char.is_ascii_alphanumeric() && !"-_".contains(char)).unwrap_or(word.len());
        let (language, region) = word[..length].split_once(['-', '_']).unwrap_or((&word[..length], ""));
        let is_tag = languages.contains(&language) && (region.is_empty() || (2..=4).contains(&region.len()));
        kept.push_str(&rest[..start]);
        kept.push_str(if is_tag { "*" } else { &word[..length] });
        rest = &word[length..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::plain_code;

    #[test]
    fn words_for_readers_and_tags_of_languages_make_no_other_line() {
        for (dutch, english) in [
            ("title: Over ons", "title: About us"),
            ("- text: Meer lezen", "- text: Tell me more"),
            ("<a href=\"/x\">Begin maar</a>", "<a href=\"/x\">Check it out</a>"),
            ("alt: 'Een fel logo'", "alt: \"A bright logo\""),
            ("say('Dag allemaal')", "say('Hello all')"),
            ("Welkom op deze pagina!", "Welcome to the about page!"),
            ("lang: nl-NL", "lang: en-US"),
            ("./run.sh -l", "sh run.sh -l"),
        ] {
            assert_eq!(plain_code(dutch, ["nl", "en"]), plain_code(english, ["nl", "en"]));
        }
    }

    #[test]
    fn what_a_program_reads_makes_another_line() {
        for (left, right) in [
            ("run: npm install", "run: npm update"),
            ("name: 'zoekmachine'", "name: 'search'"),
            ("\"name\": \"a\"", "\"name: \"a\""),
            ("title: ${page}", "title: ${name}"),
            ("lang: de", "lang: en"),
            ("目標=a", "目標=b"),
        ] {
            assert_ne!(plain_code(left, ["nl", "en"]), plain_code(right, ["nl", "en"]));
        }
    }
}
