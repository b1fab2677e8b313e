//! Writes what a release says about the software of others in it: the notices of its archives, and its bill of materials.
//!
//!     cargo run --locked --example third-party -- FOLDER [TIMESTAMP]
//!
//! makes `FOLDER/THIRD-PARTY-NOTICES.txt` and `FOLDER/hexapla-sbom.cdx.json`. The timestamp, such as
//! `2026-01-31T12:00:00Z`, is the only thing in them that the sources and the toolchain do not determine.
#![allow(clippy::disallowed_methods, reason = "a tool of the release: it reads and writes files of this machine")]

mod third_party;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use third_party::{Graph, TARGETS, notices, rust, sbom};

/// Where a toolchain of `rustup` has the notices of the standard library.
const STANDARD_LIBRARY: &str = "share/doc/rust/COPYRIGHT-library.html";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let written = match arguments.as_slice() {
        [folder] => write(Path::new(folder), None),
        [folder, timestamp] => write(Path::new(folder), Some(timestamp)),
        _ => Err("usage: third-party FOLDER [TIMESTAMP]".to_owned()),
    };
    match written {
        Ok(files) => {
            files.iter().for_each(|file| println!("{}", file.display()));
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn write(folder: &Path, timestamp: Option<&str>) -> Result<[PathBuf; 2], String> {
    let graph = Graph::read(Path::new(env!("CARGO_MANIFEST_DIR")), TARGETS)?;
    let notices = notices::render(&graph, &standard_library()?)?;
    let sbom = format!("{:#}\n", sbom::render(&graph, timestamp));
    let files = [folder.join("THIRD-PARTY-NOTICES.txt"), folder.join("hexapla-sbom.cdx.json")];
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&files[0], notices))
        .and_then(|()| std::fs::write(&files[1], sbom));
    written.map_err(|error| format!("cannot write to `{}`: {error}", folder.display()))?;
    Ok(files)
}

/// The notices of the standard library of the toolchain that builds the program.
fn standard_library() -> Result<String, String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).args(["--print", "sysroot"]).output();
    let output = output.map_err(|error| format!("rustc cannot be run: {error}"))?;
    let sysroot = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    let path = Path::new(sysroot.trim()).join(STANDARD_LIBRARY);
    let page = std::fs::read_to_string(&path).map_err(|error| format!("`{}`: {error}", path.display()))?;
    Ok(rust::text(&page))
}
