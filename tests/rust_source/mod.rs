//! Rust files as the tidy tests read them: code without its comments, texts and tests.

pub mod modules;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A Rust file of the repository.
pub struct RustSource {
    /// Its path from the repository's folder, with `/`.
    pub path: String,
    /// Its text as written.
    pub text: String,
    /// The text with comments and the contents of literals blanked; every byte keeps its place.
    pub code: String,
    /// `code` with the items under `#[cfg(test)]` blanked too; nothing where the whole file is for tests.
    pub shipped: String,
}

impl RustSource {
    /// The file's name for the module that it is: `folder` for `folder/mod.rs`.
    pub fn stem(&self) -> &str {
        let path = self.path.strip_suffix("/mod.rs").unwrap_or(&self.path);
        path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs")
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        1 + self.text[..at].matches('\n').count()
    }

    /// The stage that the file belongs to: the first folder or file below `src`.
    pub fn stage(&self) -> Option<&str> {
        let relative_path = self.path.strip_prefix("src/")?;
        Some(relative_path.split('/').next()?.trim_end_matches(".rs"))
    }
}

/// Every Rust file below `folder` of the repository, sorted by path.
pub fn rust_sources(repository: &Path, folder: &str) -> Vec<RustSource> {
    let mut sources: Vec<RustSource> = walkdir::WalkDir::new(repository.join(folder))
        .into_iter()
        .map(|entry| entry.expect("the repository can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| read(repository, &path))
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let for_tests: BTreeSet<String> = sources.iter().flat_map(test_files).collect();
    for source in &mut sources {
        if for_tests.iter().any(|stem| is_module(&source.path, stem)) {
            source.shipped = blank_all(&source.code);
        }
    }
    sources
}

fn read(repository: &Path, path: &Path) -> RustSource {
    let text = std::fs::read_to_string(path).expect("a Rust file is UTF-8");
    let code = blank_comments_and_literals(&text);
    let shipped = blank_test_items(&code);
    RustSource { path: relative(repository, path), text, code, shipped }
}

/// A path from the repository's folder, with `/`.
pub fn relative(repository: &Path, path: &Path) -> String {
    let parts: PathBuf = path.strip_prefix(repository).expect("a walk stays below its start").into();
    parts.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The paths, without `.rs`, of the modules that a file declares under `#[cfg(test)]`.
fn test_files(source: &RustSource) -> Vec<String> {
    let folder = match source.path.strip_suffix("/mod.rs").or_else(|| source.path.strip_suffix("/lib.rs")) {
        Some(folder) => folder,
        None => source.path.trim_end_matches(".rs"),
    };
    test_items(&source.code)
        .filter_map(|(start, end)| {
            let item = source.code[start..end].strip_suffix(';')?;
            let (_, name) = item.rsplit_once("mod ")?;
            Some(format!("{folder}/{}", name.trim()))
        })
        .collect()
}

fn is_module(path: &str, stem: &str) -> bool {
    path.strip_prefix(stem).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// Where each item under `#[cfg(test)]` starts, attributes included, and ends.
fn test_items(code: &str) -> impl Iterator<Item = (usize, usize)> {
    code.match_indices("#[cfg(test)]").map(|(start, _)| (start, item_end(code, start)))
}

/// The first byte after the item that starts at `start`: its `;`, or the brace that closes its body.
fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.bytes().enumerate().skip(start) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' => depth -= 1,
            b';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

fn blank_test_items(code: &str) -> String {
    let mut blanked = String::with_capacity(code.len());
    let mut from = 0;
    for (start, end) in test_items(code) {
        if start >= from {
            blanked.push_str(&code[from..start]);
            blanked.push_str(&blank_all(&code[start..end]));
            from = end;
        }
    }
    blanked + &code[from..]
}

/// As many bytes as `text` has, all spaces but for the line feeds.
fn blank_all(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// Blanks comments and what stands between the quotes of strings and characters.
fn blank_comments_and_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let blanked = comment(rest).or_else(|| literal(rest, code.chars().next_back()));
        let taken = blanked.unwrap_or(char.len_utf8());
        match blanked {
            Some(taken) => code.push_str(&blank_all(&rest[..taken])),
            None => code.push(char),
        }
        rest = &rest[taken..];
    }
    code
}

/// The length of the comment that `rest` begins with.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with("/*") {
        return None;
    }
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        match rest.as_bytes().get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") if depth == 1 => return Some(at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    Some(rest.len())
}

/// The length of the string or character literal that `rest` begins with. A lifetime is none.
fn literal(rest: &str, before: Option<char>) -> Option<usize> {
    let is_word = before.is_some_and(|char| char.is_alphanumeric() || char == '_');
    if !is_word && let Some(raw) = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = rest.len() - raw.len() + hashes + 1;
            return Some(rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len()));
        }
    }
    match rest.as_bytes() {
        [b'"', ..] => quoted(rest, '"'),
        [b'\'', b'\\', ..] => quoted(rest, '\''),
        [b'\'', ..] => {
            let char = rest[1..].chars().next()?;
            rest[1 + char.len_utf8()..].starts_with('\'').then_some(char.len_utf8() + 2)
        }
        _ => None,
    }
}

/// The length of a literal up to its closing quote, past escaped ones.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        if char == quote && !escaped {
            return Some(at + 1);
        }
        escaped = char == '\\' && !escaped;
    }
    Some(rest.len())
}
