//! What a release owes to the software of others: in come the lock, the folders of the crates and the toolchain, out go
//! the notices and the bill of materials. Nothing is guessed: a crate whose licence has no text is an error.
//!
//! `ci/release/third-party.rs` is the program around it; `tests/integration/third_party.rs` holds what it writes to its
//! promises.

pub mod graph;
pub mod licences;
pub mod notices;
pub mod rust;
pub mod sbom;

pub use graph::{Graph, Package};

/// The targets that a release has a binary for: those of `.github/workflows/release.yml` and `deny.toml`.
pub const TARGETS: &[&str] = &[
    "x86_64-unknown-linux-gnu",
    "x86_64-unknown-linux-musl",
    "aarch64-unknown-linux-gnu",
    "aarch64-unknown-linux-musl",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
];
