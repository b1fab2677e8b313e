//! Which hash of a text a value is.

use md5::{Digest as _, Md5};

use crate::read::{blob_ids, sha1, sha256};

/// Fewer digits are no hash: they are more likely something else.
const FEWEST_DIGITS: usize = 7;

/// A way to make a hash of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKind {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// What is hashed.
    pub form: Form,
}

/// How a hash is calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// Git's id of a content, in a repository of SHA-1.
    Blob,
    /// Git's id of a content, in a repository of SHA-256.
    Blob256,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// MD5.
    Md5,
}

/// The line ends of what is hashed: a checkout on Windows may have changed them before the hash was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Each is a line feed.
    Lf,
    /// Each is a carriage return and a line feed.
    CrLf,
    /// They are as they are.
    AsIs,
}

const ALGORITHMS: [Algorithm; 5] =
    [Algorithm::Blob, Algorithm::Sha1, Algorithm::Sha256, Algorithm::Md5, Algorithm::Blob256];
const FORMS: [Form; 3] = [Form::Lf, Form::CrLf, Form::AsIs];

impl Algorithm {
    /// How many hexadecimal digits its hashes have.
    fn digits(self) -> usize {
        match self {
            Algorithm::Blob | Algorithm::Sha1 => 40,
            Algorithm::Sha256 | Algorithm::Blob256 => 64,
            Algorithm::Md5 => 32,
        }
    }

    /// The algorithm whose hashes of bytes have so many digits; SHA-256 for what is only a beginning.
    pub fn of_digits(digits: usize) -> Algorithm {
        match digits {
            40 => Algorithm::Sha1,
            32 => Algorithm::Md5,
            _ => Algorithm::Sha256,
        }
    }

    fn hash(self, bytes: &[u8]) -> Option<String> {
        match self {
            Algorithm::Blob => blob_ids(bytes).into_iter().find(|id| id.len() == self.digits()),
            Algorithm::Blob256 => blob_ids(bytes).into_iter().find(|id| id.len() == self.digits()),
            Algorithm::Sha1 => sha1(bytes),
            Algorithm::Sha256 => sha256(bytes),
            Algorithm::Md5 => Some(Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()),
        }
    }
}

impl HashKind {
    /// The hash of some bytes in hexadecimal; `None` for those that were made to collide.
    pub fn hash(self, bytes: &[u8]) -> Option<String> {
        match self.form {
            Form::AsIs => self.algorithm.hash(bytes),
            Form::Lf => self.algorithm.hash(&with_lf(bytes)),
            Form::CrLf => self.algorithm.hash(&with_crlf(bytes)),
        }
    }
}

/// The digits of a value that may be a hash or the id of a commit, in small letters: `sha256:` before them is left out.
/// `None` for anything else.
pub fn digits(value: &str) -> Option<String> {
    let value = value.trim();
    let digits = value.rsplit_once(':').map_or(value, |(_, digits)| digits);
    let is_hash = (FEWEST_DIGITS..=64).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| digits.to_ascii_lowercase())
}

/// What hash of `bytes` has these digits, or begins with them.
pub fn hash_kind(digits: &str, bytes: &[u8]) -> Option<HashKind> {
    let is_whole = ALGORITHMS.iter().any(|algorithm| algorithm.digits() == digits.len());
    let texts = [with_lf(bytes), with_crlf(bytes), bytes.to_vec()];
    for algorithm in ALGORITHMS {
        if digits.len() > algorithm.digits() || is_whole && algorithm.digits() != digits.len() {
            continue;
        }
        let form = FORMS.iter().zip(&texts).find(|(form, text)| {
            // Git's own id is that of the content as it is in the repository.
            let is_new = **form != Form::AsIs || *text != &texts[0] && *text != &texts[1];
            is_new && algorithm.hash(text).is_some_and(|hash| hash.starts_with(digits))
        });
        if let Some((form, _)) = form {
            return Some(HashKind { algorithm, form: *form });
        }
    }
    None
}

/// A text with a line feed at the end of each line.
fn with_lf(bytes: &[u8]) -> Vec<u8> {
    let is_part_of_end = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|at| !is_part_of_end(*at)).map(|at| bytes[at]).collect()
}

/// A text with a carriage return and a line feed at the end of each line.
fn with_crlf(bytes: &[u8]) -> Vec<u8> {
    let lf = with_lf(bytes);
    let mut crlf = Vec::with_capacity(lf.len() + lf.len() / 16);
    for byte in lf {
        if byte == b'\n' {
            crlf.push(b'\r');
        }
        crlf.push(byte);
    }
    crlf
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hash_of_a_text_is_recognized_with_either_line_ends() {
        let text = "Één\n二\n".as_bytes();
        for algorithm in ALGORITHMS {
            for form in [Form::Lf, Form::CrLf] {
                let kind = HashKind { algorithm, form };
                let hash = kind.hash(text).unwrap();
                assert_eq!((hash.len(), hash_kind(&hash, text)), (algorithm.digits(), Some(kind)));
                assert_eq!(hash_kind(&hash, &with_crlf(text)), Some(kind));
                assert_eq!(hash_kind(&hash[..12], text), Some(kind));
                assert_eq!(hash_kind(&hash, "Één\n三\n".as_bytes()), None);
            }
        }
        assert_eq!(hash_kind("d41d8cd98f00b204e9800998ecf8427e", b"").unwrap().algorithm, Algorithm::Md5);
    }

    #[test]
    fn mixed_line_ends_are_a_form_of_their_own() {
        let text = b"a\r\nb\n";
        let kind = HashKind { algorithm: Algorithm::Sha256, form: Form::AsIs };
        assert_eq!(hash_kind(&kind.hash(text).unwrap(), text), Some(kind));
    }

    #[test]
    fn what_is_too_short_or_no_number_is_no_hash() {
        assert_eq!(digits(" SHA256:ABCDEF0 ").as_deref(), Some("abcdef0"));
        let none = ["abcdef", "main", "v1.2.3-abcdef0", "", "sha256:"];
        assert_eq!(none.map(digits), none.map(|_| None));
    }
}
