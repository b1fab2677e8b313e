//! The crates that a build of the program takes, and which of them need which.
//!
//! `cargo metadata` knows everything about a crate, but counts optional crates that no feature of ours turns on;
//! `cargo tree` knows exactly which are built. So what is taken is what `cargo tree` names, as `cargo metadata`
//! describes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// The program and the crates that it is built from.
pub struct Graph {
    pub program: Package,
    /// By name and version, without the program.
    pub packages: Vec<Package>,
}

/// A crate.
pub struct Package {
    pub name: String,
    pub version: String,
    /// An SPDX expression.
    pub licence: String,
    pub authors: Vec<String>,
    pub repository: Option<String>,
    /// Where its sources are on this machine.
    pub folder: PathBuf,
    /// The SHA-256 of its archive on crates.io, as the lock has it, in hexadecimal; the program itself has none.
    pub checksum: Option<String>,
    /// Whether it becomes a part of the binary. The others run while it is built.
    pub is_linked: bool,
    /// The crates of the graph that it needs itself, in order.
    pub needs: Vec<Purl>,
}

/// The name of a crate for programs, such as `pkg:cargo/syntect@5.3.0`.
pub type Purl = String;

impl Package {
    pub fn purl(&self) -> Purl {
        purl(&self.name, &self.version)
    }
}

impl Graph {
    /// What the package in this folder is built from for any of these targets.
    ///
    /// # Errors
    /// What cargo says where it fails; a crate that says nothing of its licence; one of another origin than crates.io.
    pub fn read(folder: &Path, targets: &[&str]) -> Result<Graph, String> {
        let metadata = cargo(folder, &["metadata", "--locked", "--format-version=1"], "--filter-platform", targets)?;
        let metadata: Metadata = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
        let tree = ["tree", "--locked", "--prefix=none", "--format={p}"];
        let built = names(&cargo(folder, &[&tree[..], &["--edges=normal,build"]].concat(), "--target", targets)?);
        let edges = "--edges=normal,no-proc-macro";
        let linked = names(&cargo(folder, &[&tree[..], &[edges]].concat(), "--target", targets)?);
        let checksums = checksums(folder)?;

        let by_id: BTreeMap<&str, Purl> =
            metadata.packages.iter().map(|package| (&*package.id, purl(&package.name, &package.version))).collect();
        let mut needs: BTreeMap<&str, Vec<Purl>> = BTreeMap::new();
        for node in &metadata.resolve.nodes {
            let wanted = node.deps.iter().filter(|dependency| dependency.is_built());
            let wanted = wanted.filter_map(|dependency| by_id.get(&*dependency.pkg).cloned());
            let wanted: BTreeSet<Purl> = wanted.filter(|purl| built.contains(purl)).collect();
            needs.insert(&node.id, wanted.into_iter().collect());
        }

        let (mut program, mut packages) = (None, Vec::new());
        for package in &metadata.packages {
            let purl = &by_id[&*package.id];
            if !built.contains(purl) {
                continue;
            }
            let is_program = package.id == metadata.resolve.root;
            let checksum = checksums.get(purl).cloned();
            if checksum.is_none() && !is_program {
                return Err(format!("`{purl}` does not come from crates.io"));
            }
            let licence = package.license.as_ref().ok_or(format!("`{purl}` does not say what its licence is"))?;
            let package = Package {
                name: package.name.clone(),
                version: package.version.clone(),
                licence: expression(licence),
                authors: package.authors.clone(),
                repository: package.repository.clone(),
                folder: package.manifest_path.parent().expect("a manifest is in a folder").to_owned(),
                checksum,
                is_linked: linked.contains(purl),
                needs: needs.remove(&*package.id).unwrap_or_default(),
            };
            if is_program {
                program = Some(package);
            } else {
                packages.push(package);
            }
        }
        packages.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
        if packages.len() + 1 != built.len() {
            return Err(format!("`cargo tree` names {} crates, `cargo metadata` {}", built.len(), packages.len() + 1));
        }
        Ok(Graph { program: program.ok_or("cargo does not name the program")?, packages })
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<MetadataPackage>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct MetadataPackage {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Resolve {
    root: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    kind: Option<String>,
}

impl Dependency {
    /// Whether it is more than a dependency of tests.
    fn is_built(&self) -> bool {
        self.dep_kinds.iter().any(|kind| kind.kind.as_deref() != Some("dev"))
    }
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    name: String,
    version: String,
    source: Option<String>,
    checksum: Option<String>,
}

/// What cargo prints when it is run in a folder, with an option for each target.
fn cargo(folder: &Path, arguments: &[&str], option: &str, targets: &[&str]) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let targets = targets.iter().map(|target| format!("{option}={target}"));
    let output = Command::new(cargo).current_dir(folder).args(arguments).args(targets).output();
    let output = output.map_err(|error| format!("cargo cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("`cargo {}` failed: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// The crates that `cargo tree` prints: `name v1.2.3` and more on each line.
fn names(tree: &str) -> BTreeSet<Purl> {
    let named = tree.lines().filter_map(|line| {
        let mut words = line.split(' ');
        Some(purl(words.next()?, words.next()?.strip_prefix('v')?))
    });
    named.collect()
}

/// The checksums of the crates that come from crates.io.
fn checksums(folder: &Path) -> Result<BTreeMap<Purl, String>, String> {
    let path = folder.join("Cargo.lock");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("`{}`: {error}", path.display()))?;
    let lock: Lock = toml::from_str(&text).map_err(|error| error.to_string())?;
    let from_crates_io = lock
        .package
        .into_iter()
        .filter(|package| package.source.as_deref() == Some("registry+https://github.com/rust-lang/crates.io-index"));
    Ok(from_crates_io.filter_map(|package| Some((purl(&package.name, &package.version), package.checksum?))).collect())
}

/// In a purl, a `+` is the only character of a name or version of a crate that has to be escaped.
fn purl(name: &str, version: &str) -> Purl {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// An SPDX expression, also of the older form in which a `/` was an `OR`.
fn expression(licence: &str) -> String {
    let words: Vec<String> = licence.replace('/', " OR ").split_whitespace().map(str::to_owned).collect();
    words.join(" ")
}
