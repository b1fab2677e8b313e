//! A whole site in three languages, held against what it was when a person last looked at it.
//!
//! The list of all files and the `<main>` of chosen pages are compared, not the frame around them, so that a change to
//! the header touches no golden file. To accept a change: `HEXAPLA_ACCEPT=1 cargo test --test integration golden::`, then look at
//! the difference in Git.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hexapla::cache::NoCache;
use hexapla::pipeline::{self, Site};
use hexapla::publish::Folder;
use hexapla::read::{Disk, Embedded, Memory, World};
use hexapla::text::FilePath;

/// Pages whose `<main>` is kept.
const KEPT: [&str; 6] = [
    "nl-nl/index.html",
    "nl-nl/fouten/pump/index.html",
    "zh-tw/fouten/pump/index.html",
    "zh-tw/entries/hydronet-pumpexception-503-dry-run/index.html",
    "en-us/apps/hydronet/index.html",
    "index.html",
];

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The files of the site without the repository around them, whose commits would be the dates of its pages.
fn world() -> Memory {
    let disk = Disk::new(golden().join("site"));
    let files = disk.files(&FilePath::new("")).expect("the site can be listed");
    files.into_iter().fold(Memory::default(), |world, path| {
        let bytes = disk.read(&path).expect("it can be read");
        world.with(path.as_str(), bytes)
    })
}

fn load() -> Site {
    let world = world();
    let options =
        pipeline::configure(&world, &FilePath::new("hexapla.toml"), true).expect("the configuration is valid");
    pipeline::load(&world, &Embedded, &NoCache, options, &[]).expect("the site has content")
}

/// Every file of the built site.
fn build(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let world = world();
    let target = Folder::new(folder, []);
    pipeline::build(&world, &Embedded, &load(), &target, &|_| {}).expect("the site builds");
    let built = Disk::new(folder);
    let files = built.files(&FilePath::new("")).expect("the output can be listed");
    files.into_iter().map(|path| (path.to_string(), built.read(&path).expect("it can be read"))).collect()
}

fn main_of(html: &str) -> &str {
    match (html.find("<main"), html.find("</main>")) {
        (Some(start), Some(end)) => &html[start..end + "</main>".len()],
        _ => panic!("a page has a <main>: {html}"),
    }
}

fn assert_golden(name: &str, actual: &str) {
    let path = golden().join("expected").join(name);
    if std::env::var_os("HEXAPLA_ACCEPT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "`{}` differs; what is made now:\n{actual}", path.display());
}

#[test]
fn the_site_is_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let files = build(&folder.path().join("public"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_golden("files.txt", &format!("{}\n", names.join("\n")));
    for page in KEPT {
        let html = String::from_utf8(files[page].clone()).unwrap();
        assert_golden(&page.replace('/', "__"), &format!("{}\n", main_of(&html)));
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (build(&folder.path().join("one")), build(&folder.path().join("two")));
    let differing: Vec<&String> = one.keys().filter(|path| one.get(*path) != two.get(*path)).collect();
    assert_eq!((one.len(), differing), (two.len(), vec![]));
}

#[test]
fn the_languages_of_the_site_agree() {
    let world = world();
    let findings = pipeline::check(&world, &load()).unwrap().findings;
    let messages: Vec<String> = findings.iter().map(|finding| finding.diagnostic.message.clone()).collect();
    assert_eq!(messages, Vec::<String>::new());
}
