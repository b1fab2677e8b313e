//! Which modules use which, as far as paths show it: `use` trees, re-exports and paths in code.

use std::collections::{BTreeMap, BTreeSet};

use super::RustSource;

/// The path of a module below the crate: `check`, `rules`, `facts`.
pub type Module = Vec<String>;

/// The modules of a crate and the paths that lead from each to others.
pub struct Modules {
    uses: BTreeMap<Module, BTreeSet<Module>>,
}

impl Modules {
    /// Reads the shipped code of a crate.
    pub fn read(sources: &[RustSource]) -> Modules {
        let code: BTreeMap<Module, &str> =
            sources.iter().filter_map(|source| Some((module(&source.path)?, source.shipped.as_str()))).collect();
        let exports: BTreeMap<&Module, BTreeMap<String, Module>> =
            code.iter().map(|(module, code)| (module, exports(module, code))).collect();
        let known = Known { code: &code, exports: &exports };
        let uses = code.iter().map(|(module, code)| (module.clone(), known.used_by(module, code)));
        Modules { uses: uses.collect() }
    }

    /// Circles among the modules of each folder: modules that use each other, directly or through others. A folder counts
    /// as one module of the folder that it is in.
    pub fn circles(&self) -> Vec<String> {
        let folders: BTreeSet<&[String]> =
            self.uses.keys().filter(|module| module.len() > 1).map(|module| &module[..module.len() - 1]).collect();
        folders.into_iter().flat_map(|folder| circles_in(folder, &self.siblings(folder))).collect()
    }

    /// The modules right below a folder, and which of them each uses.
    fn siblings(&self, folder: &[String]) -> BTreeMap<&str, BTreeSet<&str>> {
        let below = |module: &'_ Module| module.len() > folder.len() && module.starts_with(folder);
        let mut siblings: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (module, used) in self.uses.iter().filter(|(module, _)| below(module)) {
            let own = module[folder.len()].as_str();
            let others = used.iter().filter(|used| below(used)).map(|used| used[folder.len()].as_str());
            siblings.entry(own).or_default().extend(others.filter(|other| *other != own));
        }
        siblings
    }
}

fn circles_in(folder: &[String], siblings: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let reached = |from: &str| {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = siblings.get(from).into_iter().flatten().copied().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(siblings.get(next).into_iter().flatten());
            }
        }
        reached
    };
    let in_circle = siblings.keys().filter(|name| reached(name).contains(**name));
    in_circle.map(|name| format!("{}::{name} reaches itself through its siblings", folder.join("::"))).collect()
}

/// All modules, while paths are resolved.
struct Known<'s> {
    code: &'s BTreeMap<Module, &'s str>,
    exports: &'s BTreeMap<&'s Module, BTreeMap<String, Module>>,
}

impl Known<'_> {
    fn used_by(&self, module: &Module, code: &str) -> BTreeSet<Module> {
        let paths = imports(code).into_iter().filter(|(is_export, _)| !is_export).map(|(_, path)| path);
        let paths = paths.chain(paths_in_code(code));
        let absolute = paths.filter_map(|path| self.absolute(module, &path));
        absolute.filter_map(|path| self.resolve(path, 0)).filter(|used| used != module).collect()
    }

    /// A path from the crate's root; `None` for one that leads to another crate.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Module> {
        let first = path.first()?.as_str();
        let is_own = || self.code.contains_key(&joined(module, &path[..1]));
        (matches!(first, "crate" | "super" | "self") || is_own()).then(|| absolute(module, path))
    }

    /// The module that a path leads to, through re-exports.
    fn resolve(&self, path: Module, depth: usize) -> Option<Module> {
        let module = (1..=path.len()).rev().map(|length| path[..length].to_vec());
        let module = module.into_iter().find(|module| self.code.contains_key(module))?;
        let rest = &path[module.len()..];
        let export = rest.first().and_then(|name| self.exports.get(&module)?.get(name));
        match export.filter(|_| depth < 8) {
            Some(target) => self.resolve(joined(target, &rest[1..]), depth + 1),
            None => Some(module),
        }
    }
}

fn joined(module: &[String], rest: &[String]) -> Module {
    module.iter().chain(rest).cloned().collect()
}

/// The module that a file is; `None` for the crate's own.
fn module(path: &str) -> Option<Module> {
    let path = path.strip_prefix("src/")?.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    (!matches!(path, "lib" | "main")).then(|| path.split('/').map(str::to_owned).collect())
}

fn absolute(module: &[String], path: &[String]) -> Module {
    match path.first().map(String::as_str) {
        Some("crate") => path[1..].to_vec(),
        Some("self") => joined(module, &path[1..]),
        Some("super") => {
            let up = path.iter().take_while(|part| *part == "super").count();
            joined(&module[..module.len().saturating_sub(up)], &path[up..])
        }
        _ => joined(module, path),
    }
}

/// What a module gives out under a name of its own: the path that each name stands for.
fn exports(module: &[String], code: &str) -> BTreeMap<String, Module> {
    let exported = imports(code).into_iter().filter(|(is_export, _)| *is_export);
    exported.filter_map(|(_, path)| Some((path.last()?.clone(), absolute(module, &path)))).collect()
}

/// The paths of all `use` items, trees taken apart, each with whether it is a re-export.
fn imports(code: &str) -> Vec<(bool, Vec<String>)> {
    let mut found = Vec::new();
    for (at, word) in code.match_indices("use ") {
        let is_word = !code[..at].ends_with(|char: char| char.is_alphanumeric() || char == '_');
        let Some(end) = code[at..].find(';').filter(|_| is_word) else { continue };
        let line = code[..at].rfind('\n').map_or(0, |start| start + 1);
        let is_export = code[line..at].trim_start().starts_with("pub");
        let mut paths = Vec::new();
        take_apart(&[], &code[at + word.len()..at + end], &mut paths);
        found.extend(paths.into_iter().map(|path| (is_export, path)));
    }
    found
}

/// The paths of one `use` tree below `prefix`.
fn take_apart(prefix: &[String], tree: &str, paths: &mut Vec<Vec<String>>) {
    let (head, group) = match tree.split_once('{') {
        Some((head, group)) => (head, Some(group.trim_end().strip_suffix('}').unwrap_or(group))),
        None => (tree.split(" as ").next().unwrap_or(tree), None),
    };
    let head = head.split("::").map(str::trim).filter(|part| !part.is_empty());
    let path: Vec<String> = prefix.iter().cloned().chain(head.map(str::to_owned)).collect();
    match group {
        Some(group) => branches(group).into_iter().for_each(|branch| take_apart(&path, branch, paths)),
        None if !path.is_empty() => paths.push(path),
        None => {}
    }
}

/// The parts of a group between commas that stand in no inner group.
fn branches(group: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[start..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

/// Paths outside of `use` items that say where they begin, or begin with a module.
fn paths_in_code(code: &str) -> Vec<Vec<String>> {
    let is_part = |char: char| char.is_alphanumeric() || char == '_' || char == ':';
    let words = code.split(|char: char| !is_part(char)).filter(|word| word.contains("::"));
    let path = |word: &str| word.split("::").map(str::to_owned).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    words.map(path).filter(|path| path.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules(files: &[(&str, &str)]) -> Modules {
        let source = |(path, code): &(&str, &str)| RustSource {
            path: (*path).to_owned(),
            text: (*code).to_owned(),
            code: (*code).to_owned(),
            shipped: (*code).to_owned(),
        };
        Modules::read(&files.iter().map(source).collect::<Vec<_>>())
    }

    #[test]
    fn a_circle_is_seen_through_groups_re_exports_and_folders() {
        let found = modules(&[
            ("src/a/mod.rs", "mod b;\nmod c;\npub use b::{Een, twee::Drie};"),
            ("src/a/b/mod.rs", "pub mod twee;\nuse super::c::{self, Vier};"),
            ("src/a/b/twee.rs", "pub struct Drie;"),
            ("src/a/c.rs", "fn f() { crate::a::Drie; }"),
        ]);
        assert_eq!(
            found.circles(),
            ["a::b reaches itself through its siblings", "a::c reaches itself through its siblings"]
        );
    }

    #[test]
    fn what_uses_only_its_folder_and_those_below_is_no_circle() {
        let found = modules(&[
            ("src/a/mod.rs", "mod b;\nmod c;\npub use b::Een;"),
            ("src/a/b.rs", "use std::fmt;\npub struct Een;"),
            ("src/a/c.rs", "use super::Een;\nuse super::b::Een as Eins;"),
        ]);
        assert_eq!(found.circles(), Vec::<String>::new());
    }
}
