//! Has cargo build again when a file is added to the folders that are embedded in the program.
//!
//! The `include_dir` macro lets the compiler follow the files that it found, but not the folders.

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=templates");
}
