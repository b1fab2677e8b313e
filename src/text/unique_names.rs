//! Names that are made unique by numbers.

use std::collections::BTreeMap;

/// Names that were given, each once. A name that is wanted again gets the first number that makes it free.
///
/// The last number of each name is remembered, so that ten thousand equal names take no longer than different ones.
#[derive(Clone, Debug, Default)]
pub struct UniqueNames {
    last: BTreeMap<String, usize>,
}

impl UniqueNames {
    /// Takes `name` where it is free. Returns whether it was.
    pub fn claim(&mut self, name: &str) -> bool {
        let is_free = !self.last.contains_key(name);
        if is_free {
            self.last.insert(name.to_owned(), 0);
        }
        is_free
    }

    /// Takes `name`, or where it is taken `name`, `separator` and the first number from `first` on that makes it free.
    pub fn give(&mut self, name: &str, separator: char, first: usize) -> String {
        if self.claim(name) {
            return name.to_owned();
        }
        let mut number = self.last.get(name).map_or(first, |last| first.max(last + 1));
        loop {
            let numbered = format!("{name}{separator}{number}");
            if self.claim(&numbered) {
                self.last.insert(name.to_owned(), number);
                return numbered;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::UniqueNames;

    #[test]
    fn a_name_that_is_taken_gets_the_first_free_number() {
        let mut names = UniqueNames::default();
        assert!(names.claim("錯誤-2") && !names.claim("錯誤-2"));
        let given: Vec<String> = ["錯誤", "錯誤", "錯誤", "錯誤-2"].map(|name| names.give(name, '-', 1)).into();
        assert_eq!(given, ["錯誤", "錯誤-1", "錯誤-3", "錯誤-2-1"]);
    }
}
