//! Numbers as text: five bits to a character, the sixth is set where more follow.
//!
//! Small numbers take one character, and the characters are those of Base64, so that JSON holds them as they are.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Adds a number to a packed text.
pub(super) fn push(packed: &mut String, number: u32) {
    let mut rest = number;
    while rest >= 32 {
        packed.push(char::from(DIGITS[(rest % 32 + 32) as usize]));
        rest /= 32;
    }
    packed.push(char::from(DIGITS[rest as usize]));
}

/// Adds numbers that grow: how many, then the steps between them.
pub(super) fn push_growing(packed: &mut String, numbers: &[u32]) {
    push(packed, numbers.len() as u32);
    let mut last = 0;
    for number in numbers {
        push(packed, number - last);
        last = *number;
    }
}

/// Reads a packed text from its beginning.
pub(super) struct Unpack<'a> {
    rest: std::slice::Iter<'a, u8>,
}

impl Unpack<'_> {
    /// A reader of `packed`.
    pub(super) fn new(packed: &str) -> Unpack<'_> {
        Unpack { rest: packed.as_bytes().iter() }
    }

    /// The next number below 2³¹; `None` where there is none, or something else.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u64;
        let mut unit = 1_u64;
        loop {
            let digit = u64::from(digit(*self.rest.next()?)?);
            number += digit % 32 * unit;
            unit *= 32;
            if digit < 32 {
                return u32::try_from(number).ok().filter(|number| *number < 1 << 31);
            }
            if unit > 1 << 35 {
                return None;
            }
        }
    }

    /// The next growing numbers, all below `limit`.
    pub(super) fn growing(&mut self, limit: usize) -> Option<Vec<u32>> {
        let mut numbers = Vec::new();
        let mut last = 0;
        for _ in 0..self.number()? {
            last = self.number()?.checked_add(last).filter(|number| (*number as usize) < limit)?;
            numbers.push(last);
        }
        Some(numbers)
    }

    /// Whether all is read.
    pub(super) fn is_done(&self) -> bool {
        self.rest.len() == 0
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read_again() {
        let mut packed = String::new();
        for number in [0, 31, 32, 1023, 1024, (1 << 31) - 1] {
            push(&mut packed, number);
        }
        push_growing(&mut packed, &[0, 5, 1000]);
        let mut unpack = Unpack::new(&packed);
        for number in [0, 31, 32, 1023, 1024, (1 << 31) - 1] {
            assert_eq!(unpack.number(), Some(number));
        }
        assert_eq!(unpack.growing(1001), Some(vec![0, 5, 1000]));
        assert!(unpack.is_done());
    }

    #[test]
    fn what_is_no_packed_number_is_none() {
        for packed in ["", "g", "$", "________", "ggggggggggggggggA"] {
            assert_eq!(Unpack::new(packed).number(), None, "for {packed:?}");
        }
        assert_eq!(Unpack::new("BF").growing(5), None);
    }
}
