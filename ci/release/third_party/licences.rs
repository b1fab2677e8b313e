//! The texts of licences: those that a crate carries with it, and whether they are enough for the licence that it names.

use std::path::{Path, PathBuf};

use super::Package;

/// How the names of files begin that hold licences and notices, in upper case.
const FILES: &[&str] = &["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE", "PATENTS"];

/// Licences by their SPDX identifiers, with passages that are in the text of that licence and of no other here.
const PASSAGES: &[(&str, &[&str])] = &[
    ("0BSD", &["with or without fee is hereby granted. THE SOFTWARE IS PROVIDED"]),
    ("Apache-2.0", &["Apache License Version 2.0, January 2004", "TERMS AND CONDITIONS FOR USE"]),
    ("BSD-2-Clause", &["Redistributions in binary form must reproduce the above copyright notice"]),
    ("BSD-3-Clause", &["Redistributions in binary form must reproduce the above copyright notice", "Neither the name"]),
    ("ISC", &["with or without fee is hereby granted, provided that the above copyright notice"]),
    ("MIT", &["Permission is hereby granted, free of charge, to any person", "shall be included in all copies"]),
    ("MPL-2.0", &["Mozilla Public License Version 2.0", "3.2. Distribution of Executable Form"]),
    ("Unicode-3.0", &["UNICODE LICENSE V3", "this copyright and permission notice appear"]),
    ("Unlicense", &["This is free and unencumbered software released into the public domain"]),
    ("Zlib", &["The origin of this software must not be misrepresented"]),
];

/// The Apache License 2.0, which is one text for everybody.
const APACHE: &str = include_str!("../../../LICENSE-APACHE");

/// Our own MIT licence: what follows its copyright line is one text for everybody.
const MIT: &str = include_str!("../../../LICENSE-MIT");

/// The licence texts of a crate. A crate that carries none gets the standard one, if its licence has one.
///
/// # Errors
/// Where the texts are not enough for the licence that the crate names, or a file cannot be read.
pub fn texts(package: &Package) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    for path in files(&package.folder).map_err(|error| format!("`{}`: {error}", package.folder.display()))? {
        let bytes = std::fs::read(&path).map_err(|error| format!("`{}`: {error}", path.display()))?;
        texts.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    if is_enough(&package.licence, &texts) {
        return Ok(texts);
    }
    let copyright = match package.authors.as_slice() {
        [] => format!("the authors of {}", package.name),
        authors => authors.join(", "),
    };
    for standard in [mit(&format!("Copyright (c) {copyright}")), APACHE.to_owned()] {
        let with_standard: Vec<String> = texts.iter().cloned().chain([standard]).collect();
        if is_enough(&package.licence, &with_standard) {
            return Ok(with_standard);
        }
    }
    Err(format!("`{}` has no text of its licence, which is `{}`", package.purl(), package.licence))
}

/// The MIT licence with a copyright line.
pub fn mit(copyright: &str) -> String {
    let start = MIT.find("Permission is hereby granted").expect("our own licence has this passage");
    format!("{copyright}\n\n{}", &MIT[start..])
}

/// Whether these texts are all that an SPDX expression asks for: of an `OR` one side is enough.
pub fn is_enough(expression: &str, texts: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let texts: Vec<String> = texts.iter().map(|text| one_spaced(text)).collect();
    let mut rest = words.as_slice();
    either(&mut rest, &texts) && rest.is_empty()
}

/// A text without what differs from copy to copy: indentation and where lines end.
pub fn one_spaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn either(words: &mut &[&str], texts: &[String]) -> bool {
    let mut is_enough = both(words, texts);
    while take(words, "OR") {
        is_enough |= both(words, texts);
    }
    is_enough
}

fn both(words: &mut &[&str], texts: &[String]) -> bool {
    let mut is_enough = one(words, texts);
    while take(words, "AND") {
        is_enough &= one(words, texts);
    }
    is_enough
}

fn one(words: &mut &[&str], texts: &[String]) -> bool {
    if take(words, "(") {
        let is_enough = either(words, texts);
        return take(words, ")") && is_enough;
    }
    let Some((identifier, rest)) = words.split_first() else { return false };
    *words = rest;
    // An exception allows more than the licence does, so the licence alone is on the safe side.
    if take(words, "WITH") {
        *words = words.get(1..).unwrap_or_default();
    }
    let passages = PASSAGES.iter().find(|(known, _)| known == identifier).map(|(_, passages)| passages);
    passages.is_some_and(|passages| texts.iter().any(|text| passages.iter().all(|passage| text.contains(passage))))
}

fn take(words: &mut &[&str], word: &str) -> bool {
    let is_next = words.first() == Some(&word);
    if is_next {
        *words = &words[1..];
    }
    is_next
}

/// The files of a crate that hold licences, in order, those in a folder `LICENSES` too.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if !FILES.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        if path.is_dir() {
            for entry in std::fs::read_dir(&path)? {
                found.push(entry?.path());
            }
        } else {
            found.push(path);
        }
    }
    found.retain(|path| path.is_file() && path.extension().is_none_or(|extension| extension != "rs"));
    found.sort();
    Ok(found)
}
