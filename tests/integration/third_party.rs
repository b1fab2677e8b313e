//! What a release lists of the software of others in it: the notices and the bill of materials.

#[path = "../../ci/release/third_party/mod.rs"]
mod writer;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};
use writer::notices::LINE;
use writer::{Graph, TARGETS, licences, notices, rust, sbom};

const TIMESTAMP: &str = "2026-01-31T12:00:00+01:00";

/// The crates of a binary for this machine: cargo has their sources already, and need not fetch those of other systems.
static GRAPH: LazyLock<Graph> = LazyLock::new(|| {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    Graph::read(repository(), &[host]).unwrap()
});

static NOTICES: LazyLock<String> =
    LazyLock::new(|| notices::render(&GRAPH, "De standaardbibliotheek 標準函式庫").unwrap());

/// The numbered texts of the notices, from number 1 on, each without where its lines end.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let separator = format!("\n{LINE}\n[");
    let numbered = NOTICES.split(&separator).skip(1).enumerate().map(|(index, text)| {
        let text = text.strip_prefix(&format!("{}]\n\n", index + 1)).expect("the numbers begin at 1 and have no gaps");
        licences::one_spaced(text)
    });
    numbered.collect()
});

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(repository().join(file)).unwrap()
}

/// The names and versions that `cargo tree` prints with these edges, without the program.
fn tree(edges: &str) -> BTreeSet<(String, String)> {
    let output = Command::new(env!("CARGO"))
        .current_dir(repository())
        .args(["tree", "--locked", "--prefix=none", "--no-dedupe", "--edges", edges])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut crates = BTreeSet::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let mut words = line.split(' ').map(str::to_owned);
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        crates.insert((name, version.trim_start_matches('v').to_owned()));
    }
    crates.retain(|(name, _)| name != "hexapla");
    crates
}

#[test]
fn the_notices_name_every_crate_of_the_build_with_its_licence_and_a_text() {
    let list = NOTICES.split("\nGRAMMARS\n").next().unwrap();
    let mut named = BTreeSet::new();
    for entry in list.lines().filter(|line| line.ends_with(']') && !line.starts_with(' ')) {
        let (package, rest) = entry.split_once(": ").unwrap();
        let (licence, numbers) = rest.split_once(" [").unwrap();
        let numbers = numbers.trim_end_matches(']').split("] [").map(|number| number.parse::<usize>().unwrap());
        let texts: Vec<String> = numbers.map(|number| TEXTS[number - 1].clone()).collect();
        assert!(licences::is_enough(licence, &texts), "{entry}: {texts:?}");
        let (name, version) = package.trim_end_matches(", used while building").split_once(' ').unwrap();
        named.insert((name.to_owned(), version.to_owned()));
    }
    assert_eq!(named, tree("normal,build"));
}

#[test]
fn the_notices_have_those_of_the_grammars_the_standard_library_and_musl() {
    let grammars = NOTICES.split("\nGRAMMARS\n").nth(1).unwrap();
    for expected in ["syntaxes/02_Extra/TOML/LICENSE", "De standaardbibliotheek 標準函式庫", "Rich Felker"] {
        assert!(grammars.contains(expected), "{expected}");
    }
    let of_grammars = two_face::acknowledgement::listing();
    assert!(!of_grammars.for_syntaxes().is_empty());
    for grammar in of_grammars.for_syntaxes() {
        let line = format!("\n{} [", grammar.rel_path.display());
        assert!(grammars.contains(&line), "{line}");
        let text = licences::one_spaced(grammar.text.trim_start_matches('\u{feff}'));
        assert!(licences::one_spaced(&NOTICES).contains(&text), "{line}");
    }
}

#[test]
fn a_text_is_in_the_notices_once() {
    let texts: BTreeSet<&String> = TEXTS.iter().collect();
    assert_eq!(texts.len(), TEXTS.len());
}

#[test]
fn a_licence_is_satisfied_by_its_own_text_alone() {
    let mit = licences::mit("Copyright (c) 2026 王小明");
    let apache = read("LICENSE-APACHE");
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    for (expression, texts, is_enough) in [
        ("MIT", texts(&[&mit]), true),
        ("MIT", texts(&["Zie de licentie van het project."]), false),
        ("MIT", texts(&[]), false),
        ("MIT OR Apache-2.0", texts(&[&apache]), true),
        ("MIT AND Apache-2.0", texts(&[&apache]), false),
        ("MIT AND Apache-2.0", texts(&[&apache, &mit]), true),
        ("(Apache-2.0 OR MIT) AND BSD-3-Clause", texts(&[&apache, &mit]), false),
        ("Apache-2.0 WITH LLVM-exception", texts(&[&apache]), true),
        ("Een-Eigen-Licentie", texts(&[&apache, &mit]), false),
        ("(MIT", texts(&[&mit]), false),
        ("MIT)", texts(&[&mit]), false),
    ] {
        assert_eq!(licences::is_enough(expression, &texts), is_enough, "{expression}: {}", texts.len());
    }
}

#[test]
fn a_crate_without_a_text_gets_the_standard_one_with_its_authors_or_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut package = writer::Package {
        name: "fout".to_owned(),
        version: "1.2.3+字".to_owned(),
        licence: "MIT OR GPL-3.0-only".to_owned(),
        authors: vec!["王小明".to_owned()],
        repository: None,
        folder: folder.path().to_owned(),
        checksum: None,
        is_linked: true,
        needs: Vec::new(),
    };
    let texts = licences::texts(&package).unwrap();
    assert!(texts[0].starts_with("Copyright (c) 王小明\n\nPermission is hereby granted"), "{texts:?}");

    package.licence = "GPL-3.0-only".to_owned();
    let error = licences::texts(&package).unwrap_err();
    assert!(error.contains("pkg:cargo/fout@1.2.3%2B字") && error.contains("GPL-3.0-only"), "{error}");

    std::fs::write(folder.path().join("COPYING"), "Zie de licentie van het project.").unwrap();
    assert!(licences::texts(&package).is_err(), "a pointer is no text");
}

#[test]
fn the_notices_of_the_standard_library_are_text() {
    let page = "<head><style>p { margin: 0 }</style></head><p>  Copyright &copy; 2014 Zo &amp; &lt;王@小明&gt;</p>\n\n\n<pre>a\n  b</pre>";
    assert_eq!(rust::text(page), "Copyright © 2014 Zo & <王@小明>\n\na\nb\n");
}

#[test]
fn the_bill_of_materials_is_valid() {
    let bill = sbom::render(&GRAPH, Some(TIMESTAMP));
    let validator = validator();
    let errors: Vec<String> =
        validator.iter_errors(&bill).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");

    let mut misspelled = bill;
    misspelled["components"][0]["licence"] = json!([]);
    assert!(!validator.is_valid(&misspelled));
}

/// The schema, without the two others that it refers to: a bill of ours has no signature, and expressions for licences.
fn validator() -> jsonschema::Validator {
    let mut schema: Value = serde_json::from_str(&read("tests/schemas/cyclonedx-1.5.json")).unwrap();
    for definition in ["signature", "license"] {
        assert!(schema["definitions"].get(definition).is_some(), "{definition}");
        schema["definitions"][definition] = json!(false);
    }
    jsonschema::options().should_validate_formats(true).build(&schema).expect("the schema is one")
}

#[test]
fn the_bill_of_materials_has_every_crate_with_its_checksum_and_what_it_needs() {
    let bill = sbom::render(&GRAPH, None);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let components = bill["components"].as_array().unwrap();
    let of_scope = |scope: &str| {
        let of_scope = components.iter().filter(|component| component["scope"] == scope);
        of_scope.map(|component| (text(&component["name"]), text(&component["version"]))).collect::<BTreeSet<_>>()
    };
    let linked = tree("normal,no-proc-macro");
    assert_eq!(of_scope("required"), linked);
    assert_eq!(of_scope("excluded"), tree("normal,build").difference(&linked).cloned().collect());

    let lock = read("Cargo.lock");
    for component in components {
        let checksum = text(&component["hashes"][0]["content"]);
        let (name, version) = (&component["name"], &component["version"]);
        let locked = format!("name = {name}\nversion = {version}\n");
        let entry = lock.split("[[package]]\n").find(|entry| entry.starts_with(&locked)).expect("it is in the lock");
        assert!(entry.contains(&format!("checksum = \"{checksum}\"")), "{component}");
    }

    let known: BTreeSet<String> = components.iter().map(|component| text(&component["bom-ref"])).collect();
    let dependencies = bill["dependencies"].as_array().unwrap();
    assert_eq!(dependencies.len(), components.len() + 1);
    let needed = dependencies.iter().flat_map(|dependency| dependency["dependsOn"].as_array().unwrap());
    assert_eq!(needed.map(text).collect::<BTreeSet<_>>(), known, "each is needed by something that is there");
}

#[test]
fn the_same_crates_have_the_same_bill_of_materials() {
    let [first, second] = [Some(TIMESTAMP), Some(TIMESTAMP)].map(|timestamp| sbom::render(&GRAPH, timestamp));
    assert_eq!(first, second);
    assert_ne!(first["serialNumber"], sbom::render(&GRAPH, None)["serialNumber"]);
}

#[test]
fn the_targets_are_those_of_the_release_and_of_the_licences_that_are_checked() {
    let expected: BTreeSet<&str> = TARGETS.iter().copied().collect();
    let workflow = read(".github/workflows/release.yml");
    let released = workflow.lines().filter_map(|line| line.trim().strip_prefix("- { target: ")?.split(',').next());
    assert_eq!(released.collect::<BTreeSet<_>>(), expected);
    let deny: toml::Table = toml::from_str(&read("deny.toml")).unwrap();
    let checked = deny["graph"]["targets"].as_array().unwrap().iter().map(|target| target.as_str().unwrap());
    assert_eq!(checked.collect::<BTreeSet<_>>(), expected);
}
