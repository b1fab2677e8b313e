//! Which files pages may include, and what they bring with them.

use std::collections::BTreeMap;

use super::{Page, percent_decode};
use crate::text::FilePath;

/// The files that pages include.
///
/// Whoever writes a page also chooses what it includes, so only what is meant to be published can be: Markdown below the
/// folder of the file's own locale, or below a folder for snippets, and nothing hidden. What one page may bring in is
/// bounded, because a few files that include each other several times each name more text than a disk holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Includes {
    /// The folders of all locales.
    pub folders: Vec<FilePath>,
    /// The folders beside them that the configuration opens to includes.
    pub snippets: Vec<FilePath>,
    /// Every file that is included somewhere and may be, as it was read.
    pub files: BTreeMap<FilePath, IncludedFile>,
    /// Pages that include too much: how many of their includes, from the first one on, are shown.
    pub cut: BTreeMap<FilePath, usize>,
}

/// A file that is included.
#[derive(Clone, Debug, PartialEq)]
pub enum IncludedFile {
    /// It can be shown, with all that it includes.
    Whole,
    /// Following its includes leads back to one of them.
    Circular,
    /// It includes more than a page may.
    TooLarge,
    /// It could not be read: why, in the words of the system; nothing where it is not there.
    Unreadable(Option<String>),
}

/// Why a file is not included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncludeProblem {
    /// It is neither in the folder of the locale nor in one for snippets.
    Outside,
    /// A part of its path begins with a dot.
    Hidden,
    /// It is no Markdown.
    NotMarkdown,
    /// It is not there.
    Missing,
    /// It cannot be read: why.
    Unreadable(String),
    /// Following its includes leads back to one of them.
    Circular,
    /// It includes more than a page may.
    TooLarge,
}

impl Includes {
    /// The file that an include in the file `from` names, and why it is not included, if it is not.
    pub fn resolve(&self, from: &FilePath, target: &str) -> (FilePath, Option<IncludeProblem>) {
        let file = included_file(from, target);
        let problem = self.refusal(from, &file).or_else(|| match self.files.get(&file) {
            Some(IncludedFile::Whole) => None,
            Some(IncludedFile::Circular) => Some(IncludeProblem::Circular),
            Some(IncludedFile::TooLarge) => Some(IncludeProblem::TooLarge),
            Some(IncludedFile::Unreadable(Some(reason))) => Some(IncludeProblem::Unreadable(reason.clone())),
            Some(IncludedFile::Unreadable(None)) | None => Some(IncludeProblem::Missing),
        });
        (file, problem)
    }

    /// Why the file `from` may not include `file`, whether or not it is there.
    pub fn refusal(&self, from: &FilePath, file: &FilePath) -> Option<IncludeProblem> {
        let own = self
            .folders
            .iter()
            .filter(|folder| from.relative_path(folder).is_some())
            .max_by_key(|folder| folder.as_str().len());
        let relative_path = own.into_iter().chain(&self.snippets).find_map(|folder| file.relative_path(folder));
        match relative_path {
            None => Some(IncludeProblem::Outside),
            Some(relative_path) if relative_path.split('/').any(|part| part.starts_with('.')) => {
                Some(IncludeProblem::Hidden)
            }
            Some(_) if !is_markdown(file) => Some(IncludeProblem::NotMarkdown),
            Some(_) => None,
        }
    }

    /// How many includes of a page are shown.
    pub fn shown_on(&self, page: &Page) -> usize {
        self.cut.get(&page.path).copied().unwrap_or(usize::MAX)
    }
}

/// The file that an include in the file `from` names: its path is relative to the folder of that file.
pub fn included_file(from: &FilePath, target: &str) -> FilePath {
    from.parent().join(&percent_decode(target.trim()))
}

fn is_markdown(file: &FilePath) -> bool {
    matches!(file.extension().as_str(), "md" | "markdown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_includes_markdown_of_its_own_locale_and_snippets_and_nothing_else() {
        let paths = |paths: &[&str]| paths.iter().map(|path| FilePath::new(path)).collect();
        let includes = Includes {
            folders: paths(&["content/nl-NL", "../文件/zh-TW"]),
            snippets: paths(&["snippets"]),
            ..Includes::default()
        };
        let refusal = |from: &str, file: &str| includes.refusal(&FilePath::new(from), &FilePath::new(file));
        for (from, file, expected) in [
            ("content/nl-NL/a.md", "content/nl-NL/includes/b.md", None),
            ("content/nl-NL/a.md", "snippets/b.markdown", None),
            ("../文件/zh-TW/a.md", "../文件/zh-TW/b.md", None),
            ("snippets/a.md", "snippets/b.md", None),
            ("content/nl-NL/a.md", "content/en-US/b.md", Some(IncludeProblem::Outside)),
            ("content/nl-NL/a.md", "README.md", Some(IncludeProblem::Outside)),
            ("snippets/a.md", "content/nl-NL/b.md", Some(IncludeProblem::Outside)),
            ("content/nl-NL/a.md", "content/nl-NL/.git/b.md", Some(IncludeProblem::Hidden)),
            ("content/nl-NL/a.md", "content/nl-NL/.b.md", Some(IncludeProblem::Hidden)),
            ("content/nl-NL/a.md", "content/nl-NL/b.txt", Some(IncludeProblem::NotMarkdown)),
        ] {
            assert_eq!(refusal(from, file), expected, "{from} {file}");
        }
    }
}
