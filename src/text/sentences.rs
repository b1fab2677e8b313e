//! Where the sentences of a text begin and end.

/// The sentences of a text, as byte ranges without the spaces around them.
pub fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut add = |start: usize, end: usize| {
        let part = &text[start..end];
        let from = start + part.len() - part.trim_start().len();
        let to = start + part.trim_end().len();
        if from < to {
            found.push((from, to));
        }
    };
    for (at, char) in text.char_indices() {
        let end = at + char.len_utf8();
        let is_end = match char {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => {
                // `e.g. this` and `3.5` end no sentence; what follows an end begins with a capital, a digit or a sign.
                text[end..].starts_with(' ') && !text[end..].trim_start().starts_with(char::is_lowercase)
            }
            _ => false,
        };
        if is_end {
            add(start, end);
            start = end;
        }
    }
    add(start, text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_another_begins() {
        let parts = |text: &'static str| -> Vec<&str> {
            sentences(text).into_iter().map(|(start, end)| &text[start..end]).collect()
        };
        assert_eq!(parts("Wacht even. Klik op b.v. Box. "), ["Wacht even.", "Klik op b.v.", "Box."]);
        assert_eq!(parts("請稍候。再試一次"), ["請稍候。", "再試一次"]);
        assert_eq!(parts("Zie bijv. de pagina"), ["Zie bijv. de pagina"]);
    }
}
