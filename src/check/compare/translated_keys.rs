//! Keys of log lines, commands and JSON that were translated: programs look for `msg`, and not for its translation.

/// The first key of a code block that was translated, with the one that it stands for. `lines` are the lines of code of
/// the block, and of the one that it was made from: they stand for each other by their order, only where there are as
/// many, and so do their keys.
pub fn translated_key(own: &[String], reference: &[String]) -> Option<(String, String)> {
    if own.len() != reference.len() {
        return None;
    }
    let of_line = |(own, reference): (&String, &String)| {
        let (here, there) = (keys(own), keys(reference));
        let mut pairs = here.iter().zip(&there).filter(|(here, there)| here != there);
        let (found, expected) = pairs.next()?;
        // A line of which every key is another one is not the same line, unless it has no other.
        let is_same = here.len() == there.len() && pairs.next().is_none();
        (is_same && is_translated(found, expected)).then(|| ((*found).to_owned(), (*expected).to_owned()))
    };
    own.iter().zip(reference).filter(|(own, _)| !own.is_ascii()).find_map(of_line)
}

fn is_translated(found: &str, expected: &str) -> bool {
    !found.is_ascii() && expected.is_ascii() && expected.starts_with(|char: char| char.is_ascii_lowercase())
}

/// The keys of `key=value` outside of quotes, and of `"key":`, in their order.
fn keys(line: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let mut word = None;
    let mut quote = None;
    for (at, char) in line.char_indices() {
        match (char, quote) {
            ('"', None) => {
                quote = Some(at + 1);
                word = None;
            }
            ('"', Some(start)) => {
                let is_key = line[at + 1..].trim_start().starts_with(':');
                keys.extend(is_key.then_some(&line[start..at]));
                quote = None;
            }
            (_, Some(_)) => {}
            ('=', None) => {
                // `==`, `=>` and `= ` compare or assign, and an option may have any name.
                let is_key = line[at + 1..].starts_with(|char: char| char.is_alphanumeric() || char == '"');
                keys.extend(word.take().filter(|_| is_key).map(|start: usize| &line[start..at]));
            }
            _ if is_of_key(char) => word = word.or(Some(at)),
            _ => word = None,
        }
    }
    keys
}

fn is_of_key(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_another_script_is_a_translated_one() {
        let key = |own: &str, reference: &str| translated_key(&[own.to_owned()], &[reference.to_owned()]);
        let found = |found: &str, expected: &str| Some((found.to_owned(), expected.to_owned()));
        assert_eq!(key(r#"level=fout melding="é""#, r#"level=error msg="a""#), None);
        assert_eq!(key(r#"level=error 訊息="權杖過期""#, r#"level=error msg="token expired""#), found("訊息", "msg"));
        assert_eq!(key(r#"{"名稱": "王"}"#, r#"{"name": "Smit"}"#), found("名稱", "name"));
    }

    #[test]
    fn values_and_other_lines_may_be_in_any_script() {
        let key = |own: &str, reference: &str| translated_key(&[own.to_owned()], &[reference.to_owned()]);
        assert_eq!(key(r#"msg="訊息=權杖""#, r#"msg="text=token""#), None);
        assert_eq!(key("帳號=甲 密碼=乙", "user=a password=b"), None);
        assert_eq!(key("結果 = 甲", "result = a"), None);
        assert_eq!(translated_key(&["訊息=甲".to_owned()], &["a".to_owned(), "msg=a".to_owned()]), None);
    }
}
