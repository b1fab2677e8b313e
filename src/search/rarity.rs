//! How rare a term is: how much a document that has it differs from others.

/// Eight times the binary logarithm of how seldom a term is, from 1 to 255: it is in `having` of `all` documents.
///
/// In whole numbers, so that every machine builds the same bytes.
pub(super) fn rarity(having: usize, all: usize) -> u8 {
    // (all + 1) / (having + 1/2), as in BM25: it is above 1 even for a term of every document. Shifted by 20 bits, so
    // that the division keeps its fraction.
    let ratio = ((2 * all as u64 + 2) << 20) / (2 * having as u64 + 1);
    eight_log2(ratio).saturating_sub(8 * 20).clamp(1, 255) as u8
}

/// Eight times the binary logarithm of `value`, rounded down.
fn eight_log2(value: u64) -> u32 {
    let value = value.max(1);
    let whole = value.ilog2();
    // The mantissa, from 1 to 2, with 30 bits behind the point; each squaring yields one more bit of the logarithm.
    let mut mantissa = if whole > 30 { value >> (whole - 30) } else { value << (30 - whole) };
    let mut result = whole;
    for _ in 0..3 {
        mantissa = (mantissa * mantissa) >> 30;
        let bit = u32::from(mantissa >= 1 << 31);
        mantissa >>= bit;
        result = 2 * result + bit;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_more() {
        assert_eq!(rarity(1000, 1000), 1);
        assert_eq!(rarity(1, 1), 3);
        assert!(rarity(1, 1000) > rarity(2, 1000));
        assert_eq!(rarity(1, usize::MAX >> 30), 255);
        assert_eq!(eight_log2(1 << 10), 80);
        assert_eq!(eight_log2(1448), 83);
    }
}
