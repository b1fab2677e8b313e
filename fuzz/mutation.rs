//! New inputs from known ones.
//!
//! Stable Rust has no coverage to follow, so what finds defects here is that a change keeps the structure of a text:
//! pieces of it are moved, doubled, nested and mixed with the signs that its format is made of.

use crate::numbers::Numbers;

/// What confuses whoever reads text of any format: ends of lines, scripts, control characters, broken encodings.
const CONFUSING: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\r",
    b"\t",
    b" ",
    b"    ",
    b"\\",
    b"\"",
    b"'",
    b"\0",
    b"\x1b[31m",
    b"\x7f",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe9\x8c",
    "\u{feff}".as_bytes(),
    "\u{85}".as_bytes(),
    "\u{a0}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{2066}".as_bytes(),
    "\u{fffd}".as_bytes(),
    "\u{10ffff}".as_bytes(),
    "\u{e000}".as_bytes(),
    "e\u{301}\u{301}".as_bytes(),
    "ſ".as_bytes(),
    "İ".as_bytes(),
    "ß".as_bytes(),
    "ﬁ".as_bytes(),
    "１２".as_bytes(),
    "٣".as_bytes(),
    "錯誤".as_bytes(),
    "錯".as_bytes(),
    "「".as_bytes(),
    "」".as_bytes(),
    "，".as_bytes(),
    "。".as_bytes(),
    "\u{20000}".as_bytes(),
    "שגיאה".as_bytes(),
    "خطأ".as_bytes(),
    "👩‍👩‍👧".as_bytes(),
    "ë".as_bytes(),
    b"fout",
    b"a",
    b"0",
    b"-1",
    b"401",
    b"99999999999999999999",
];

/// What new inputs are made of.
pub struct Pool {
    /// Inputs that are worth changing: the seeds, and what came of them that was new.
    pub inputs: Vec<Vec<u8>>,
    /// The signs of the format.
    pub tokens: Vec<Vec<u8>>,
    /// What opens something and what closes it.
    pub pairs: Vec<(Vec<u8>, Vec<u8>)>,
    /// The longest input that is made, in bytes.
    pub most_bytes: usize,
}

/// A change to a text.
type Change = fn(&mut Vec<u8>, &Pool, &mut Numbers);

/// All changes; those that keep most of the structure are there more often.
const CHANGES: &[Change] = &[
    insert_token,
    insert_token,
    insert_token,
    replace_by_token,
    replace_by_token,
    double_piece,
    double_piece,
    repeat_piece,
    remove_piece,
    remove_piece,
    take_from_another,
    take_from_another,
    swap_lines,
    double_line,
    nest,
    nest,
    move_piece,
    flip_bit,
    change_byte,
    truncate,
];

impl Pool {
    /// An input that is not in the pool, made of one that is.
    pub fn mutated(&self, numbers: &mut Numbers) -> Vec<u8> {
        let mut input = numbers.choose(&self.inputs).clone();
        for _ in 0..numbers.length(12) {
            numbers.choose(CHANGES)(&mut input, self, numbers);
            input.truncate(self.most_bytes);
        }
        input
    }

    /// A sign of the format, or something confusing.
    pub fn token(&self, numbers: &mut Numbers) -> Vec<u8> {
        if self.tokens.is_empty() || numbers.below(4) == 0 {
            return numbers.choose(CONFUSING).to_vec();
        }
        numbers.choose(&self.tokens).clone()
    }

    /// A few bytes of an input.
    pub fn piece(&self, numbers: &mut Numbers, most: usize) -> Vec<u8> {
        let input = numbers.choose(&self.inputs);
        input[place(input, numbers, most)].to_vec()
    }
}

/// Some bytes of `text`, at most `most`; half of the time they begin and end between words or signs.
fn place(text: &[u8], numbers: &mut Numbers, most: usize) -> std::ops::Range<usize> {
    let start = numbers.below(text.len() + 1);
    let end = (start + numbers.length(most)).min(text.len());
    if numbers.below(2) == 0 {
        return start..end;
    }
    let is_edge = |at: &usize| *at == 0 || *at == text.len() || !text[*at - 1].is_ascii_alphanumeric();
    let start = (0..=start).rev().find(is_edge).unwrap_or(start);
    let end = (end..=text.len()).find(is_edge).unwrap_or(end);
    start..end.max(start)
}

fn insert(text: &mut Vec<u8>, at: usize, piece: &[u8]) {
    text.splice(at..at, piece.iter().copied());
}

fn insert_token(text: &mut Vec<u8>, pool: &Pool, numbers: &mut Numbers) {
    let at = place(text, numbers, 1).start;
    insert(text, at, &pool.token(numbers));
}

fn replace_by_token(text: &mut Vec<u8>, pool: &Pool, numbers: &mut Numbers) {
    let place = place(text, numbers, 8);
    text.splice(place, pool.token(numbers));
}

fn double_piece(text: &mut Vec<u8>, _: &Pool, numbers: &mut Numbers) {
    let piece = text[place(text, numbers, 200)].to_vec();
    let at = numbers.below(text.len() + 1);
    insert(text, at, &piece);
}

fn repeat_piece(text: &mut Vec<u8>, pool: &Pool, numbers: &mut Numbers) {
    let place = place(text, numbers, 12);
    let room = pool.most_bytes.saturating_sub(text.len()) / place.len().max(1);
    let piece = text[place.clone()].repeat(numbers.length(300).min(room));
    insert(text, place.end, &piece);
}

fn remove_piece(text: &mut Vec<u8>, _: &Pool, numbers: &mut Numbers) {
    let place = place(text, numbers, 60);
    text.drain(place);
}

fn take_from_another(text: &mut Vec<u8>, pool: &Pool, numbers: &mut Numbers) {
    let piece = pool.piece(numbers, 300);
    let at = place(text, numbers, 1).start;
    insert(text, at, &piece);
}

fn move_piece(text: &mut Vec<u8>, _: &Pool, numbers: &mut Numbers) {
    let piece: Vec<u8> = text.drain(place(text, numbers, 100)).collect();
    let at = numbers.below(text.len() + 1);
    insert(text, at, &piece);
}

fn swap_lines(text: &mut Vec<u8>, _: &Pool, numbers: &mut Numbers) {
    let mut lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.len() > 1 {
        let (one, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
        lines.swap(one, other);
        *text = lines.concat();
    }
}

fn double_line(text: &mut Vec<u8>, _: &Pool, numbers: &mut Numbers) {
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    if !lines.is_empty() {
        let line = lines[numbers.below(lines.len())].repeat(numbers.length(4));
        let at = lines[..numbers.below(lines.len() + 1)].concat().len();
        insert(text, at, &line);
    }
}

/// Puts something that opens before a piece, and what closes it behind, now and then many times.
fn nest(text: &mut Vec<u8>, pool: &Pool, numbers: &mut Numbers) {
    if pool.pairs.is_empty() {
        return insert_token(text, pool, numbers);
    }
    let (open, close) = numbers.choose(&pool.pairs);
    let depth = if numbers.below(4) == 0 { numbers.length(100) } else { 1 };
    let place = place(text, numbers, 100);
    insert(text, place.end, &close.repeat(depth));
    insert(text, place.start, &open.repeat(depth));
}

fn flip_bit(text: &mut Vec<u8>, _: &Pool, numbers: &mut Numbers) {
    let at = numbers.below(text.len());
    let flipped = text.get(at).map(|byte| byte ^ 1 << numbers.below(8));
    text.splice(at..(at + 1).min(text.len()), flipped);
}

fn change_byte(text: &mut Vec<u8>, _: &Pool, numbers: &mut Numbers) {
    let at = numbers.below(text.len());
    text.splice(at..(at + 1).min(text.len()), [numbers.next() as u8]);
}

fn truncate(text: &mut Vec<u8>, _: &Pool, numbers: &mut Numbers) {
    let length = numbers.below(text.len() + 1);
    text.truncate(length);
}
