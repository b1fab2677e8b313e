//! A Git repository whose objects nobody wrote with Git. Each line of the input is an object, which later lines name by
//! its number from 0: `blob TEXT`, `tree MODE NAME NUMBER MODE NAME NUMBER …`, `raw KIND BYTES`, `commit NUMBER`,
//! `tag NUMBER`. `gone NUMBER` and `cut NUMBER` take an object away, or its end. The last object is the branch `main`.

use std::path::Path;

use gix::ObjectId;
use gix::objs::{Kind, Write};
use hexapla::read::{GitTree, World};
use hexapla::text::FilePath;

use super::{Target, Traits};

/// The target.
pub const TARGET: Target = Target {
    name: "git-tree",
    run,
    tokens: &[
        "\nblob ",
        "\ntree ",
        "\ncommit ",
        "\ntag ",
        "\nraw tree ",
        "\nraw commit ",
        "\nraw blob ",
        "\ngone ",
        "\ncut ",
        " 100644 ",
        " 100755 ",
        " 40000 ",
        " 040000 ",
        " 120000 ",
        " 160000 ",
        " 0 ",
        " 777777777 ",
        "a.md",
        "content",
        "nl-NL",
        "..",
        ".",
        ".git",
        ".GIT",
        "a/b",
        "/etc",
        "錯誤.md",
        "\u{200c}.git",
        "git~1",
        "con",
        "%00",
        "%ff",
        "%0a",
        " 0",
        " 1",
        " 2",
        " 3",
        " 99",
        "100644 a.md 0",
        " 40000 content 1",
        "tree 0000000000000000000000000000000000000000%0a",
        "parent ",
        "author x <> 0 +0000%0a",
    ],
    pairs: &[("tree 40000 a ", "\n")],
    // Each object is a file to be written, which is not our work.
    frames: &[],
    trials: 60,
};

/// More objects than this are not written.
const MOST_OBJECTS: usize = 200;

/// Files of a tree are read up to here.
const MOST_FILES: usize = 100;

fn run(input: &[u8], traits: &mut Traits) {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let links = write_repository(folder.path(), &String::from_utf8_lossy(input));
    let world = match GitTree::open(folder.path(), "main") {
        Ok(world) => world,
        Err(error) => return traits.note(std::mem::discriminant(&error)),
    };
    for place in ["", "content", "content/nl-NL", "..", "a/b"] {
        let Ok(files) = world.files(&FilePath::new(place)) else {
            traits.note(("no files", place));
            continue;
        };
        assert!(files.is_sorted(), "files are listed in another order than their names");
        traits.count("files", files.len());
        for file in files.iter().take(MOST_FILES) {
            check_path(file);
            traits.note(world.read(file).is_ok());
        }
    }
    traits.count("links", links);
}

/// What is listed is a path inside the repository, and in no folder that begins with a dot.
fn check_path(path: &FilePath) {
    assert!(!path.leaves_root(), "`{path}` is outside the repository");
    assert!(!path.as_str().starts_with('/'), "`{path}` is outside the repository");
    let folders = path.parent();
    let is_hidden = folders.as_str().split('/').any(|part| part.starts_with('.') && !part.is_empty());
    assert!(!is_hidden, "`{path}` is in a folder that is left out");
    assert!(!path.name().is_empty(), "a file has no name");
}

/// Writes a bare repository; answers how many links are in its trees.
fn write_repository(folder: &Path, script: &str) -> usize {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("the folder is ours");
    for name in ["objects", "refs/heads"] {
        std::fs::create_dir_all(folder.join(name)).expect("the folder is ours");
    }
    write("HEAD", "ref: refs/heads/main\n");
    write("config", "[core]\n\tbare = true\n");
    let repository = gix::open(folder).expect("a repository with HEAD, objects and refs can be opened");
    let mut objects: Vec<ObjectId> = Vec::new();
    let mut links = 0;
    for line in script.lines().take(MOST_OBJECTS) {
        links += line.matches("120000 ").count();
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        match object(kind, rest, &objects) {
            Some((kind, bytes)) => objects.extend(repository.objects.write_buf(kind, &bytes).ok()),
            None => spoil(folder, kind, number(rest, &objects)),
        }
    }
    if let Some(last) = objects.last() {
        write("refs/heads/main", &format!("{last}\n"));
    }
    links
}

/// The object that a line describes; `None` where it is no object.
fn object(kind: &str, rest: &str, objects: &[ObjectId]) -> Option<(Kind, Vec<u8>)> {
    let id = || number(rest, objects).unwrap_or_else(|| gix::hash::Kind::Sha1.null());
    let person = "x <x@a.example> 0 +0000";
    Some(match kind {
        "blob" => (Kind::Blob, decoded(rest)),
        "tree" => (Kind::Tree, tree(rest, objects)),
        "commit" => (Kind::Commit, format!("tree {}\nauthor {person}\ncommitter {person}\n\n", id()).into_bytes()),
        "tag" => (Kind::Tag, format!("object {}\ntype commit\ntag a\ntagger {person}\n\n", id()).into_bytes()),
        "raw" => {
            let (kind, bytes) = rest.split_once(' ').unwrap_or((rest, ""));
            (Kind::from_bytes(kind.as_bytes()).ok()?, decoded(bytes))
        }
        _ => return None,
    })
}

/// A tree as Git writes it, whatever its names and modes are; `%` and two digits are a byte.
fn tree(entries: &str, objects: &[ObjectId]) -> Vec<u8> {
    let words: Vec<&str> = entries.split(' ').filter(|word| !word.is_empty()).collect();
    let mut tree = Vec::new();
    for entry in words.chunks_exact(3) {
        tree.extend_from_slice(&decoded(entry[0]));
        tree.push(b' ');
        tree.extend_from_slice(&decoded(entry[1]));
        tree.push(0);
        let id = number(entry[2], objects).unwrap_or_else(|| gix::hash::Kind::Sha1.null());
        tree.extend_from_slice(id.as_slice());
    }
    tree
}

/// The object of a number.
fn number(text: &str, objects: &[ObjectId]) -> Option<ObjectId> {
    objects.get(text.trim().parse::<usize>().ok()?).copied()
}

/// Bytes of a text in which `%` and two hexadecimal digits are one.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        match after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// Takes an object, or the end of one, out of the repository.
fn spoil(folder: &Path, how: &str, object: Option<ObjectId>) {
    let Some(object) = object else { return };
    let name = object.to_string();
    let path = folder.join("objects").join(&name[..2]).join(&name[2..]);
    match how {
        "gone" => drop(std::fs::remove_file(path)),
        "cut" => {
            let bytes = std::fs::read(&path).unwrap_or_default();
            // Objects are written so that nobody changes them: the file is made anew.
            drop(std::fs::remove_file(&path));
            std::fs::write(&path, &bytes[..bytes.len() / 2]).expect("the folder is ours");
        }
        _ => {}
    }
}
