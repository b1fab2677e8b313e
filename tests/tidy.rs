//! The rules that this code base gives itself, held by a test.
//!
//! A remark that was made twice in a review becomes a function here. Each failure names the place and the
//! reason; where a rule makes the code worse, change the rule in the same commit and explain why.
#![allow(clippy::disallowed_methods, reason = "the test looks at the files of the repository")]

mod rust_source;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rust_source::modules::Modules;
use rust_source::{RustSource, relative, rust_sources};

/// The stages in the order of the story. A stage may use itself and those above it.
const STAGES: &[&str] = &[
    "text",
    "diagnostic",
    "model",
    "read",
    "cache",
    "parse",
    "layout",
    "terms",
    "align",
    "history",
    "units",
    "facts",
    "freshness",
    "check",
    "plan",
    "render",
    "search",
    "publish",
    "report",
    "config",
    "pipeline",
    "cli",
];

/// What may not be written, where it may after all, and why.
struct Ban {
    what: &'static str,
    /// Paths, or folders with a `/` at the end.
    except_in: &'static [&'static str],
    why: &'static str,
}

/// What no code that is shipped may hold.
const BANS: &[Ban] = &[
    Ban {
        what: ".unwrap()",
        except_in: &[],
        why: "bad input is a diagnostic, the outside world is an `Err`, and what cannot happen is `expect(\"why\")`",
    },
    Ban { what: "print!", except_in: &["src/cli/"], why: "only `cli` prints" },
    Ban { what: "println!", except_in: &["src/cli/"], why: "only `cli` prints" },
    Ban { what: "eprint!", except_in: &["src/cli/"], why: "only `cli` prints" },
    Ban { what: "eprintln!", except_in: &["src/cli/"], why: "only `cli` prints" },
    Ban { what: "io::stdout", except_in: &["src/cli/"], why: "only `cli` prints" },
    Ban { what: "io::stderr", except_in: &["src/cli/"], why: "only `cli` prints" },
    Ban { what: "process::exit", except_in: &[], why: "an exit code is returned, so that everything is dropped" },
    Ban {
        what: "Serialize",
        except_in: &[
            "src/report/",
            "src/render/",
            "src/search/",
            "src/cli/search.rs",
            "src/cache/",
            "src/cli/cached_result.rs",
            "src/pipeline/known_sources/cached_verdicts.rs",
        ],
        why: "the model has no format: only views, reports, caches and files of ours are serialized",
    },
    Ban {
        what: "std::fs",
        except_in: &["src/read/", "src/publish/"],
        why: "`read` is the only door in and `publish` the only door out",
    },
    Ban { what: "std::env", except_in: &["src/cli/", "src/main.rs"], why: "no stage reads the environment" },
    Ban {
        what: "std::process::Command",
        except_in: &[],
        why: "one binary, no other programs: Git is read and written by gix",
    },
    Ban { what: "Instant", except_in: &["src/cli/"], why: "output never depends on time" },
    Ban {
        what: "html5ever",
        except_in: &["src/parse/html/"],
        why: "an author's HTML goes through one tokenizer, or its readers disagree on what a tag is",
    },
    Ban {
        what: "ammonia",
        except_in: &["src/render/body/sanitize.rs"],
        why: "what an author's HTML may hold is decided in one place",
    },
    Ban { what: "static mut", except_in: &[], why: "there is no global state" },
    Ban { what: "thread_local!", except_in: &[], why: "there is no global state" },
    Ban {
        what: "PageKind",
        except_in: &["src/plan/"],
        why: "what others ask about a page kind is a field of it, not its name",
    },
    Ban { what: "PageKind::", except_in: &["src/plan/kinds/"], why: "a page kind is made in its own file" },
    Ban {
        what: "kind.name ==",
        except_in: &["src/plan/kinds/", "src/render/kinds/"],
        why: "nobody compares page kinds but their own files: make the answer a field of `PageKind` or `View`",
    },
    Ban { what: "super::super", except_in: &[], why: "a path from `crate` says where a thing lives, and moves well" },
];

/// What no code may hold, tests included.
const BANS_IN_TESTS: &[Ban] = &[
    Ban { what: "todo!", except_in: &[], why: "what is there works; what is not there is an issue" },
    Ban { what: "unimplemented!", except_in: &[], why: "what is there works; what is not there is an issue" },
    Ban { what: "dbg!", except_in: &[], why: "it is for the desk, not for the repository" },
    Ban { what: "#[ignore", except_in: &[], why: "a test that is not run is not a test" },
    Ban { what: "thread::sleep", except_in: &[], why: "nothing waits by the clock: no test depends on time" },
    Ban { what: "super::super::super", except_in: &[], why: "a path from `crate` says where a thing lives" },
];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Fails with every place and the reason of the rule.
fn none_of(found: Vec<String>, why: &str) {
    assert!(found.is_empty(), "\n{}\n  why: {why}\n", found.join("\n"));
}

fn at(source: &RustSource, offset: usize) -> String {
    format!("{}:{}", source.path, source.line(offset))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

// The layers.

#[test]
fn the_stages_are_the_modules_of_the_crate_in_the_order_of_the_story() {
    let declared: Vec<String> = read(&repository().join("src/lib.rs"))
        .lines()
        .filter_map(|line| Some(line.strip_prefix("pub mod ")?.trim_end_matches(';').to_owned()))
        .collect();
    assert_eq!(declared, STAGES);
}

#[test]
fn a_stage_uses_only_stages_above_it() {
    let mut found = Vec::new();
    for source in &rust_sources(repository(), "src") {
        let Some(own) = source.stage().and_then(position) else { continue };
        for (offset, name) in crate_paths(&source.shipped) {
            if position(&name).is_none_or(|used| used > own) {
                found.push(format!("{}: `{}` uses `crate::{name}`", at(source, offset), STAGES[own]));
            }
        }
    }
    none_of(
        found,
        "a stage that knows only the ones before it can be understood and tested alone; \
         carry the value through `pipeline` instead",
    );
}

#[test]
fn a_stage_does_not_climb_to_the_crate_by_super() {
    let is_root = |source: &RustSource| source.stage() == Some(source.stem());
    let mut found = Vec::new();
    for source in rust_sources(repository(), "src").iter().filter(|source| is_root(source)) {
        found.extend(source.shipped.match_indices("super::").map(|(offset, _)| at(source, offset)));
    }
    none_of(found, "the path would hide from the test above which stage is used; write `crate::stage`");
}

#[test]
fn no_module_of_a_stage_reaches_itself_through_its_siblings() {
    none_of(
        Modules::read(&rust_sources(repository(), "src")).circles(),
        "modules in a circle can only be understood together; move what both need into a third one",
    );
}

fn position(stage: &str) -> Option<usize> {
    STAGES.iter().position(|name| *name == stage)
}

/// The first name after each `crate::`, every one of them where a group follows.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let mut paths = Vec::new();
    for (offset, prefix) in code.match_indices("crate::") {
        let is_whole = !code[..offset].ends_with(|char: char| char.is_alphanumeric() || char == '_' || char == '$');
        if is_whole {
            paths.extend(first_names(&code[offset + prefix.len()..]).into_iter().map(|name| (offset, name)));
        }
    }
    paths
}

fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect()
    };
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        if char == '}' && start == at + 1 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn paths_are_seen_through_groups() {
    let code = "use crate::{text::{FilePath, Span}, model::LocaleId}; fn a() { crate::cli::run(); mycrate::x() }";
    let names: Vec<String> = crate_paths(code).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["text", "model", "cli"]);
}

// What may not be written.

#[test]
fn shipped_code_holds_nothing_that_is_banned() {
    for ban in BANS {
        none_of(uses(ban, &rust_sources(repository(), "src"), |source| &source.shipped), ban.why);
    }
}

#[test]
fn no_code_holds_what_is_banned_in_tests_too() {
    for folder in ["src", "tests", "benches", "fuzz"] {
        let sources = rust_sources(repository(), folder);
        for ban in BANS_IN_TESTS {
            none_of(uses(ban, &sources, |source| &source.code), ban.why);
        }
    }
}

/// Where something banned is used outside its exceptions.
fn uses(ban: &Ban, sources: &[RustSource], code: impl Fn(&RustSource) -> &str) -> Vec<String> {
    let is_allowed = |path: &str| {
        ban.except_in
            .iter()
            .any(|exception| path == *exception || exception.ends_with('/') && path.starts_with(exception))
    };
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !is_allowed(&source.path)) {
        let code = code(source);
        let is_whole = |offset: usize| {
            let is_word = |char: char| char.is_alphanumeric() || char == '_';
            let before = ban.what.starts_with(is_word) && code[..offset].ends_with(is_word);
            let after = ban.what.ends_with(is_word) && code[offset + ban.what.len()..].starts_with(is_word);
            !before && !after
        };
        let hits = code.match_indices(ban.what).filter(|(offset, _)| is_whole(*offset));
        found.extend(hits.map(|(offset, what)| format!("{}: `{what}`", at(source, offset))));
    }
    found
}

#[test]
fn every_exception_to_a_ban_is_there() {
    let exceptions = BANS.iter().chain(BANS_IN_TESTS).flat_map(|ban| ban.except_in);
    let gone = exceptions.filter(|path| !repository().join(path).exists()).map(|path| (*path).to_owned());
    none_of(gone.collect(), "an exception for what is no longer there hides the next one");
}

#[test]
fn code_is_separated_from_comments_literals_and_tests() {
    let sources = rust_sources(repository(), "tests/rust_source");
    let source = sources.iter().find(|source| source.path.ends_with("mod.rs")).expect("it reads itself");
    assert!(source.text.contains("A lifetime is none.") && !source.code.contains("A lifetime is none."));
    assert!(source.text.contains("\"repository\"") || source.code.contains("pub struct RustSource"));
    assert_eq!(source.text.len(), source.code.len());
    assert_eq!(source.text.len(), source.shipped.len());
}

/// Words that STYLE has taken out of the code, each with the word that replaces it. As a part of a name they count as
/// well.
const WORDS_LEFT: &[(&str, &str)] = &[
    ("Standing", "Freshness"),
    ("Behind", "SourceChanges, Freshness"),
    ("MarkKind", "InvariantKind"),
    ("StandIn", "SourceMap, FuzzyTerm"),
    ("Wrapper", "Container"),
    ("Twin", "Alternate"),
    ("Habit", "Convention"),
    ("Draft", "PendingFinding"),
    ("Departure", "Deviation"),
    ("FormerName", "RetiredId"),
    ("Successor", "Redirect"),
    ("Knots", "DisjointSet"),
    ("Lesson", "Sample"),
    ("Pins", "BaseRevisions"),
    ("Borrowed", "Fallback"),
    ("Told", "ReportInput"),
    ("Material", "RenderInput"),
];

#[test]
fn no_type_has_a_name_that_only_we_understand() {
    let mut found = Vec::new();
    for source in rust_sources(repository(), "src") {
        for keyword in ["struct ", "enum ", "trait ", "type "] {
            for (at, _) in source.shipped.match_indices(keyword) {
                let name: String = source.shipped[at + keyword.len()..]
                    .chars()
                    .take_while(|char| char.is_alphanumeric() || *char == '_')
                    .collect();
                let left = WORDS_LEFT.iter().find(|(word, _)| name.contains(word));
                found.extend(
                    left.map(|(word, say)| format!("{}: `{name}`: say {say} for {word}", self::at(&source, at))),
                );
            }
        }
    }
    none_of(found, "a reader of ruff, Starlight, Git or rust-analyzer knows the words of the field already");
}

// How files look.

#[test]
fn every_stage_lists_what_comes_in_what_goes_out_and_what_never_happens() {
    let mut found = Vec::new();
    for source in rust_sources(repository(), "src") {
        let is_stage = source.stage().is_some_and(|stage| position(stage).is_some() && source.stem() == stage);
        if !is_stage {
            continue;
        }
        let head: String = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
        for part in ["**Comes in:**", "**Goes out:**", "**Never happens here:**"] {
            if !head.contains(part) {
                found.push(format!("{}:1: the head of the stage lacks {part}", source.path));
            }
        }
    }
    none_of(found, "the invariants of a stage, above all what is absent from it, are what a newcomer cannot see");
}

#[test]
fn every_file_begins_with_what_it_is() {
    let folders = ["src", "tests", "benches", "fuzz"].map(|folder| rust_sources(repository(), folder));
    let silent = folders.iter().flatten().filter(|source| !source.text.starts_with("//! "));
    none_of(
        silent.map(|source| format!("{}:1: no `//!` line", source.path)).collect(),
        "write for someone who opens the file for the first time",
    );
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    let mut found = Vec::new();
    for (folder, limit) in [("src", 600), ("benches", 600), ("fuzz", 600), ("tests", 800)] {
        let sources = rust_sources(repository(), folder);
        let lines = |source: &RustSource| source.text.lines().count();
        let long = sources.iter().filter(|source| lines(source) > limit);
        found.extend(long.map(|source| format!("{}: {} lines, of {limit}", source.path, lines(source))));
    }
    none_of(found, "a file that long is more than one thing; tests are uniform, so they may be longer");
}

#[test]
fn no_file_is_an_attic() {
    let attics = ["utils", "util", "helpers", "misc", "common", "stuff"];
    let folders = ["src", "tests", "benches", "fuzz"].map(|folder| rust_sources(repository(), folder));
    let is_attic =
        |source: &&RustSource| source.path.split('/').any(|part| attics.contains(&part.trim_end_matches(".rs")));
    none_of(
        folders.iter().flatten().filter(is_attic).map(|source| source.path.clone()).collect(),
        "a name that fits everything says nothing; name the file for what it knows",
    );
}

#[test]
fn every_text_file_ends_with_one_line_feed_and_has_no_carriage_return() {
    let mut found = Vec::new();
    for path in text_files() {
        let text = read(&path);
        let path = relative(repository(), &path);
        // What a test holds byte by byte against the program's output ends as that does.
        let is_output = path.ends_with(".snap.json");
        if !is_output && !text.is_empty() && (!text.ends_with('\n') || text.ends_with("\n\n")) {
            found.push(format!("{path}:{}: it should end with one line feed", text.lines().count()));
        }
        if let Some(line) = text.split('\n').position(|line| line.ends_with('\r')) {
            found.push(format!("{path}:{}: a carriage return", line + 1));
        }
    }
    none_of(found, "so that a diff shows what was changed and nothing else");
}

#[test]
fn every_file_that_the_guides_for_developers_name_is_there() {
    let files: Vec<String> = text_files().iter().map(|path| relative(repository(), path)).collect();
    let is_file = |name: &str| [".rs", ".html", ".css", ".js", ".toml"].iter().any(|end| name.ends_with(end));
    let is_there = |name: &str| files.iter().any(|path| path == name || path.ends_with(&format!("/{name}")));
    // What a reader is to write himself, or has in a site of his own.
    let made_up = ["my_defect", "my_kind", "my_construct", "hexapla.toml"];
    let mut found = Vec::new();
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read(&repository().join(page));
        for (number, line) in text.lines().enumerate() {
            let names =
                line.split('`').skip(1).step_by(2).filter(|name| is_file(name) && !name.contains(['<', '*', ' ']));
            let gone = names.filter(|name| !is_there(name) && !made_up.iter().any(|made_up| name.contains(made_up)));
            found.extend(gone.map(|name| format!("{page}:{}: `{name}`", number + 1)));
        }
    }
    none_of(
        found,
        "a newcomer starts from these pages, and a path that leads nowhere costs them the trust in the rest",
    );
}

/// Every file of the repository that people write.
fn text_files() -> Vec<PathBuf> {
    let skipped = [".git", "target", "public", "node_modules"];
    let texts =
        ["rs", "md", "toml", "html", "css", "js", "mjs", "json", "ftl", "svg", "txt", "xml", "yml", "sh", "lock"];
    let is_text = |path: &Path| match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) => texts.contains(&extension),
        None => true,
    };
    walkdir::WalkDir::new(repository())
        .into_iter()
        .filter_entry(|entry| !skipped.iter().any(|name| entry.file_name() == *name))
        .map(|entry| entry.expect("the repository can be listed"))
        .filter(|entry| entry.file_type().is_file() && is_text(entry.path()))
        .map(|entry| entry.into_path())
        .collect()
}

#[test]
fn the_crates_that_we_use_are_in_the_order_of_their_names() {
    let mut found = Vec::new();
    for section in read(&repository().join("Cargo.toml")).split("\n[").filter(|section| is_sorted_section(section)) {
        let lines = section.lines().skip(1).filter(|line| line.starts_with(|char: char| char.is_ascii_lowercase()));
        let names: Vec<&str> = lines.filter_map(|line| line.split_once(" =")).map(|(name, _)| name).collect();
        assert!(!names.is_empty(), "`{section}` names no crate in a line of its own");
        found
            .extend(names.windows(2).filter(|pair| pair[0] > pair[1]).map(|pair| format!("{} > {}", pair[0], pair[1])));
    }
    none_of(found, "one that is there already is found, and two branches that add one do so at two places");
}

fn is_sorted_section(section: &str) -> bool {
    section.lines().next().is_some_and(|head| head.trim_end_matches(']').ends_with("dependencies"))
}

// How things are added: one file and one line.

#[test]
fn every_file_of_the_integration_tests_is_run() {
    let mut found = Vec::new();
    for folder in ["tests/integration", "tests/integration/fixtures"] {
        let sources = rust_sources(repository(), folder);
        let roots = [format!("{folder}/main.rs"), format!("{folder}/mod.rs")];
        let root = sources.iter().find(|source| roots.contains(&source.path)).expect("the folder has a root");
        let declared: BTreeSet<&str> =
            root.code.lines().filter_map(|line| line.split_once("mod ")?.1.strip_suffix(';')).collect();
        let in_folder = |source: &&RustSource| source.path.matches('/').count() == folder.matches('/').count() + 1;
        let files = sources.iter().filter(in_folder).filter(|source| source.path != root.path);
        found.extend(files.filter(|file| !declared.contains(file.stem())).map(|file| file.path.clone()));
    }
    none_of(found, "the compiler does not see a file that no line names, so its tests would never be run");
}

/// A slice that registers things, as it is written.
struct Registry {
    name: String,
    /// The type of what it holds.
    of: String,
    entries: Vec<String>,
    folder: String,
}

#[test]
fn every_registry_holds_all_that_is_written_for_it_once() {
    let sources = rust_sources(repository(), "src");
    let registries: Vec<Registry> = sources.iter().flat_map(registries).collect();
    let names: BTreeSet<&str> = registries.iter().map(|registry| registry.name.as_str()).collect();
    for known in ["RULES", "FORMATS", "TARGETS", "KINDS", "VIEWS", "CONSTRUCTS"] {
        assert!(names.contains(known), "the registry `{known}` is not found; there is {names:?}");
    }
    let mut found = Vec::new();
    for registry in &registries {
        let written: BTreeSet<String> =
            sources.iter().flat_map(|source| constants(source, &registry.folder, &registry.of)).collect();
        let listed: BTreeSet<String> = registry.entries.iter().cloned().collect();
        found.extend(written.difference(&listed).map(|lost| format!("{}: {lost} is not in it", registry.name)));
        if listed.len() < registry.entries.len() {
            found.push(format!("{}: something is in it twice", registry.name));
        }
    }
    none_of(found, "a thing is added as one file and one line, and the line is easily forgotten");
}

#[test]
fn the_group_of_a_rule_is_its_folder() {
    let mut found = Vec::new();
    for source in rust_sources(repository(), "src/check/rules") {
        let Some((_, rest)) = source.shipped.split_once("group: RuleGroup::") else { continue };
        let group: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let folder = source.path.trim_start_matches("src/check/rules/").split('/').next().unwrap_or_default();
        if group.to_lowercase() != folder {
            found.push(format!("{}: it says that its group is `{group}`", source.path));
        }
    }
    none_of(found, "the configuration switches groups by these names, and a reader looks for a rule in its folder");
}

#[test]
fn a_rule_id_is_written_once_and_named_everywhere_else() {
    let sources = rust_sources(repository(), "src");
    let pages = text_files().into_iter().map(|path| relative(repository(), &path));
    let pages = pages.filter(|path| path.starts_with("src/check/rules/") && path.ends_with(".md"));
    let ids: BTreeSet<String> = pages
        .map(|path| path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").replace('_', "-"))
        .collect();
    assert!(ids.contains("missing-row") && ids.len() > 60, "{ids:?}");
    let mut written: BTreeSet<String> = BTreeSet::new();
    let mut found = Vec::new();
    for source in &sources {
        for (offset, literal) in literals(source).filter(|(_, literal)| ids.contains(*literal)) {
            // A message of the interface may have the name of the rule that it is about.
            let is_message = source.shipped[..offset].trim_end().ends_with("message(");
            let defines =
                source.path == "src/diagnostic/rule_ids.rs" || source.shipped[..offset].trim_end().ends_with("id:");
            let is_definition = defines && written.insert(literal.to_owned());
            if !is_message && !is_definition {
                found.push(format!("{}: `{literal}`", at(source, offset)));
            }
        }
    }
    none_of(found, "where an id is spelled in many places, a rule cannot be renamed, and a slip goes unseen");
}

/// The texts between double quotes in shipped code, outside of comments, that are kebab-case, with the place of the
/// quote.
fn literals(source: &RustSource) -> impl Iterator<Item = (usize, &str)> {
    let quoted = source.text.match_indices('"').filter_map(|(at, _)| {
        let rest = &source.text[at + 1..];
        let length = rest.find(|char: char| !char.is_ascii_lowercase() && char != '-')?;
        rest[length..].starts_with('"').then_some((at, &rest[..length]))
    });
    quoted.filter(|(at, _)| {
        let line = source.text[..*at].rfind('\n').map_or(0, |start| start + 1);
        let before = |code: &str| code[..*at].trim_end().len();
        // Blanked in shipped code alone is what is there for tests.
        !source.text[line..*at].contains("//") && before(&source.shipped) == before(&source.code)
    })
}

/// The slices of a folder's `mod.rs` whose entries are all constants of its other files.
fn registries(source: &RustSource) -> Vec<Registry> {
    let Some(folder) = source.path.strip_suffix("/mod.rs") else { return Vec::new() };
    let declared = source.shipped.match_indices("pub const ").filter_map(|(offset, prefix)| {
        let (name, rest) = source.shipped[offset + prefix.len()..].split_once(": &[")?;
        let (of, rest) = rest.split_once("] = &[")?;
        let entries: Vec<String> = rest
            .split_once(']')?
            .0
            .split(',')
            .map(|entry| entry.trim().to_owned())
            .filter(|entry| !entry.is_empty())
            .collect();
        let is_registry = !name.contains(['\n', ' ']) && entries.iter().all(|entry| entry.contains("::"));
        is_registry.then(|| Registry { name: name.to_owned(), of: of.to_owned(), entries, folder: folder.to_owned() })
    });
    declared.collect()
}

/// The constants of type `of` in a file of `folder`, as the folder's `mod.rs` names them.
fn constants(source: &RustSource, folder: &str, of: &str) -> Vec<String> {
    let Some(relative_path) = source.path.strip_prefix(folder).and_then(|path| path.strip_prefix('/')) else {
        return Vec::new();
    };
    if source.path.ends_with("/mod.rs") {
        return Vec::new();
    }
    let module = relative_path.trim_end_matches(".rs").replace('/', "::");
    let declared = format!(": {of} =");
    source
        .shipped
        .lines()
        .filter_map(|line| line.split_once("const ")?.1.split_once(&declared))
        .map(|(name, _)| format!("{module}::{name}"))
        .collect()
}

#[test]
fn every_folder_of_a_locale_lists_what_is_known_about_it() {
    let folders = std::fs::read_dir(repository().join("locales")).expect("there are locales");
    let folders: Vec<PathBuf> =
        folders.map(|entry| entry.expect("a folder").path()).filter(|path| path.is_dir()).collect();
    assert!(folders.len() > 2, "{folders:?}");
    let without = folders.iter().filter(|folder| !folder.join("locale.toml").exists());
    none_of(
        without.map(|folder| format!("{}: no locale.toml", relative(repository(), folder))).collect(),
        "a locale is a folder and no Rust: what is not in its files is not known",
    );
}

// What a reader sees.

#[test]
fn templates_hold_no_words() {
    let mut found = Vec::new();
    for path in text_files().iter().filter(|path| path.starts_with(repository().join("templates"))) {
        if path.extension().is_some_and(|extension| extension == "html") {
            let template = read(path);
            let path = relative(repository(), path);
            found.extend(words_of(&template).into_iter().map(|(line, word)| format!("{path}:{line}: `{word}`")));
        }
    }
    none_of(found, "every word that a reader sees is in `locales/<tag>/*.ftl`, so that it is in the reader's language");
}

#[test]
fn templates_ask_what_holds_of_a_page_kind_and_not_which_it_is() {
    let mut found = Vec::new();
    for path in text_files().iter().filter(|path| path.starts_with(repository().join("templates"))) {
        let template = read(path);
        let asks = ["page.kind ==", "page.kind !=", "page.kind in"];
        let lines = template.lines().enumerate().filter(|(_, line)| asks.iter().any(|ask| line.contains(ask)));
        found.extend(lines.map(|(at, _)| format!("{}:{}", relative(repository(), path), at + 1)));
    }
    none_of(found, "a page kind is one file and one line; let the view say it, as `page.is_wide` does");
}

/// Text nodes and spoken attributes of a template that hold letters, with their lines.
fn words_of(template: &str) -> Vec<(usize, String)> {
    let markup = [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<!--", "-->")]
        .iter()
        .fold(template.to_owned(), |text, (open, close)| blank_between(&text, open, close));
    let mut nodes: Vec<(usize, &str)> = Vec::new();
    for attribute in ["alt", "title", "aria-label", "placeholder", "aria-description"] {
        let open = format!(" {attribute}=\"");
        for (at, found) in markup.match_indices(&open) {
            let value = &markup[at + found.len()..];
            nodes.push((at, &value[..value.find('"').unwrap_or(0)]));
        }
    }
    let text = blank_between(&markup, "<", ">");
    nodes.extend(text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    }));
    let has_words = |node: &str| blank_between(node, "&", ";").contains(char::is_alphabetic);
    let line = |at: usize| 1 + template[..at].matches('\n').count();
    nodes.into_iter().filter(|(_, node)| has_words(node)).map(|(at, node)| (line(at), node.trim().to_owned())).collect()
}

/// `text` with everything from each `open` to the next `close` made spaces; line feeds stay.
fn blank_between(text: &str, open: &str, close: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let end = rest[start..].find(close).map_or(rest.len(), |at| start + at + close.len());
        blanked.push_str(&rest[..start]);
        blanked.extend(rest[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = &rest[end..];
    }
    blanked + rest
}

#[test]
fn words_are_separated_from_markup() {
    let template = "<p class=\"x\">{{ a | b(c=\">\") }} &nbsp;</p>\n<img alt=\"Kaart\">\n<h1>錯誤</h1>\n{# niets #}";
    assert_eq!(words_of(template), [(2, "Kaart".to_owned()), (3, "錯誤".to_owned())]);
}
