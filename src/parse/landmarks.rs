//! What in a stretch of prose no language changes, in a few bytes: it shows which sections are one in two languages.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use pulldown_cmark::Event;

/// Words of code of fewer characters are braces and the like, which are in every block.
const SHORTEST_WORD: usize = 4;

/// So many landmarks of one section are kept: more of them show nothing more, and a page of numbers must stay small.
const MOST: usize = 48;

/// Adds what an event of prose has of them. `in_code` says whether it is a line of a code block.
pub fn collect(event: &Event<'_>, in_code: bool, found: &mut BTreeSet<u32>) {
    if found.len() >= MOST {
        return;
    }
    match event {
        Event::Code(code) => add(code, found),
        Event::Text(text) if in_code => {
            // A line with other letters may be a comment that was translated. Word by word, since a line may have one more
            // option in one language.
            let words = text.lines().filter(|line| line.is_ascii()).flat_map(str::split_whitespace);
            words.filter(|word| word.len() >= SHORTEST_WORD).for_each(|word| add(word, found));
        }
        Event::Text(text) => numbers(text, found),
        _ => {}
    }
}

/// The numbers of a text without the signs that group digits, which differ from language to language.
fn numbers(text: &str, found: &mut BTreeSet<u32>) {
    let is_number = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',');
    for run in text.split(|char: char| !is_number(char)) {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 2 {
            add(&digits, found);
        }
    }
}

fn add(text: &str, found: &mut BTreeSet<u32>) {
    // The standard hasher with its fixed keys: the same in every run. Half of it is enough for the sections of a page.
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    found.insert(hasher.finish() as u32);
}
