//! Names that nobody can have committed.

use std::fmt::Write;
use std::io;

/// How many hexadecimal digits a name has: 128 bits, which nobody guesses.
const DIGITS: usize = 32;

/// A name that no file has, whoever tried to put one in our way.
pub(super) fn name() -> io::Result<String> {
    let mut bytes = [0; DIGITS / 2];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    let mut name = String::with_capacity(DIGITS);
    for byte in bytes {
        write!(name, "{byte:02x}").expect("a string takes what is written");
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_are_equal() {
        let names = [name().unwrap(), name().unwrap()];
        assert_ne!(names[0], names[1]);
        assert!(names.iter().all(|name| name.len() == DIGITS && name.bytes().all(|byte| byte.is_ascii_hexdigit())));
    }
}
