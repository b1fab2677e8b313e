//! Blocks of prose that somebody found right as they are, by the digests of their words.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::LocaleId;

/// The digest of the words of a block. Equal words have equal digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockDigest(u64);

/// A block of a translation and the one of the source that it was accepted against. One of the two is absent where a
/// translation was accepted without a block, or with one that the source does not have; both never are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcceptedPair {
    own: Option<BlockDigest>,
    source: Option<BlockDigest>,
}

/// The blocks of a page that were accepted in one locale, each with the commit of the source at which it was seen, where
/// the source was as committed.
pub type AcceptedBlocks = BTreeMap<AcceptedPair, Option<CommitId>>;

/// The accepted blocks of a page in each locale.
pub type AcceptedPage = BTreeMap<LocaleId, AcceptedBlocks>;

/// The id of a commit, or its beginning, in hexadecimal digits of lower case. Whether there is such a commit is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(String);

/// A text that is no accepted block, or no id of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidAccepted;

/// What stands for a block that is absent.
const ABSENT: &str = "-";

/// What is between the translation and the source that it was accepted against.
pub const OF: &str = " of ";

/// The lengths of an id that are taken for one: Git's shortest, and that of SHA-256.
const ID_LENGTHS: std::ops::RangeInclusive<usize> = 7..=64;

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl BlockDigest {
    /// The digest of a block with these words.
    pub fn of(words: &str) -> BlockDigest {
        let hash = blake3::hash(words.as_bytes());
        let [a, b, c, d, e, f, g, h, ..] = *hash.as_bytes();
        BlockDigest(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }
}

impl AcceptedPair {
    /// A translated block that was accepted as a translation of another.
    pub fn both(own: BlockDigest, source: BlockDigest) -> AcceptedPair {
        AcceptedPair { own: Some(own), source: Some(source) }
    }

    /// A block that a translation need not have.
    pub fn missing(source: BlockDigest) -> AcceptedPair {
        AcceptedPair { own: None, source: Some(source) }
    }

    /// A block that a translation may have, though the source does not.
    pub fn orphan(own: BlockDigest) -> AcceptedPair {
        AcceptedPair { own: Some(own), source: None }
    }

    /// The block of the translation.
    pub fn own(&self) -> Option<BlockDigest> {
        self.own
    }

    /// The block of the source.
    pub fn source(&self) -> Option<BlockDigest> {
        self.source
    }
}

impl CommitId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlockDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Display for AcceptedPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |digest: Option<BlockDigest>| digest.map_or_else(|| ABSENT.to_owned(), |digest| digest.to_string());
        write!(f, "{}{OF}{}", text(self.own), text(self.source))
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidAccepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an accepted block")
    }
}

impl std::error::Error for InvalidAccepted {}

impl FromStr for AcceptedPair {
    type Err = InvalidAccepted;

    fn from_str(text: &str) -> Result<AcceptedPair, InvalidAccepted> {
        let digest = |word: &str| match word {
            ABSENT => Ok(None),
            word if word.len() == 16 && is_hex(word) => {
                u64::from_str_radix(word, 16).map(|digest| Some(BlockDigest(digest))).map_err(|_| InvalidAccepted)
            }
            _ => Err(InvalidAccepted),
        };
        let (own, source) = text.split_once(OF).ok_or(InvalidAccepted)?;
        let (own, source) = (digest(own)?, digest(source)?);
        if own.is_none() && source.is_none() { Err(InvalidAccepted) } else { Ok(AcceptedPair { own, source }) }
    }
}

impl FromStr for CommitId {
    type Err = InvalidAccepted;

    fn from_str(text: &str) -> Result<CommitId, InvalidAccepted> {
        let is_id = ID_LENGTHS.contains(&text.len()) && is_hex(text);
        if is_id { Ok(CommitId(text.to_owned())) } else { Err(InvalidAccepted) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_read_as_it_is_written() {
        let (dutch, chinese) = (BlockDigest::of("Zet de schakelaar om."), BlockDigest::of("切換開關。"));
        for pair in [AcceptedPair::both(chinese, dutch), AcceptedPair::missing(dutch), AcceptedPair::orphan(chinese)] {
            assert_eq!(pair.to_string().parse(), Ok(pair));
        }
        let digest = dutch.to_string();
        for wrong in ["- of -", "", &digest, &format!("{digest} of"), &format!("{digest} of {}", &digest[1..])] {
            assert_eq!(wrong.parse::<AcceptedPair>(), Err(InvalidAccepted), "{wrong}");
        }
        assert_eq!(format!("- of {}", digest.to_uppercase()).parse::<AcceptedPair>(), Err(InvalidAccepted));
    }

    #[test]
    fn an_id_of_a_commit_is_no_name_of_a_branch() {
        assert_eq!("0123abc".parse::<CommitId>().map(|id| id.to_string()), Ok("0123abc".to_owned()));
        for wrong in ["", "012345", "hoofdtak", "0123ABC", "HEAD~1", &"0".repeat(65)] {
            assert_eq!(wrong.parse::<CommitId>(), Err(InvalidAccepted), "{wrong}");
        }
    }
}
