//! Numbers in Han characters, as Chinese and Japanese write them in words: `第二十一章`.

/// The digits, from zero on.
const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// What multiplies a digit, from the largest on.
const UNITS: [(u32, char); 3] = [(1000, '千'), (100, '百'), (10, '十')];

/// What ten thousand is called, in the new writing and in the old.
const MYRIADS: [char; 2] = ['万', '萬'];

/// Whether a text has a number in Han characters, which is no part of a larger one there.
pub fn is_in_han(text: &str, value: u32) -> bool {
    let is_numeral =
        |char: char| DIGITS.contains(&char) || MYRIADS.contains(&char) || UNITS.iter().any(|(_, unit)| *unit == char);
    numerals(value).iter().any(|numeral| {
        text.match_indices(numeral.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let behind = text[at + numeral.len()..].chars().next();
            !before.is_some_and(is_numeral) && !behind.is_some_and(is_numeral)
        })
    })
}

/// The ways to write a number: `二十一`; `一百零五` and `百五`; `一万`; none for larger ones that are not round.
fn numerals(value: u32) -> Vec<String> {
    if value >= 10_000 {
        let is_round = value.is_multiple_of(10_000) && value < 100_000_000;
        let thousands = if is_round { numerals(value / 10_000) } else { Vec::new() };
        return MYRIADS.iter().flat_map(|name| thousands.iter().map(move |count| format!("{count}{name}"))).collect();
    }
    if value < 10 {
        return vec![DIGITS[value as usize].to_string()];
    }
    let (mut chinese, mut japanese) = (String::new(), String::new());
    let (mut rest, mut skipped) = (value, false);
    for (unit, name) in UNITS {
        let digit = rest / unit;
        rest %= unit;
        if digit == 0 {
            skipped = !chinese.is_empty();
            continue;
        }
        let zero = if std::mem::take(&mut skipped) { "零" } else { "" };
        // Ten to nineteen begin with the unit.
        let first = if digit == 1 && unit == 10 && chinese.is_empty() { None } else { Some(DIGITS[digit as usize]) };
        chinese.push_str(zero);
        chinese.extend(first);
        chinese.push(name);
        japanese.extend(Some(DIGITS[digit as usize]).filter(|_| digit > 1));
        japanese.push(name);
    }
    if rest > 0 {
        chinese.push_str(if skipped { "零" } else { "" });
        chinese.push(DIGITS[rest as usize]);
        japanese.push(DIGITS[rest as usize]);
    }
    vec![chinese, japanese]
}

#[cfg(test)]
mod tests {
    use super::{is_in_han, numerals};

    #[test]
    fn numbers_are_written_in_han_as_readers_know_them() {
        for (value, chinese, japanese) in [
            (10, "十", "十"),
            (16, "十六", "十六"),
            (21, "二十一", "二十一"),
            (105, "一百零五", "百五"),
            (110, "一百一十", "百十"),
            (2_003, "二千零三", "二千三"),
        ] {
            assert_eq!(numerals(value), [chinese, japanese], "{value}");
        }
    }

    #[test]
    fn a_part_of_a_larger_number_is_another_number() {
        assert!(is_in_han("第二、十二和二十一章是專案章節", 21));
        assert!(is_in_han("第二、十二和二十一章是專案章節", 12));
        assert!(!is_in_han("第二、十二和二十一章是專案章節", 11));
        assert!(!is_in_han("hoofdstuk 21", 21));
        assert!(is_in_han("長度為一萬的片段", 10_000));
        assert!(!is_in_han("長度為一萬的片段", 1));
    }
}
