//! The tests that meet the program and the library from outside, one module for each subject.
//!
//! They are one program, because each program of its own would be linked with all of the library and its crates.
//! `tests/tidy.rs` alone is another one: it looks at the code and needs nothing of it. It sees, too, that each file here
//! has its line below. `cargo test --test integration publish::` runs one module.
//!
//! Nothing here may change what all of them share: the environment, the working folder, or a file of the repository.
#![allow(clippy::disallowed_methods, reason = "tests make and look at real files")]

mod fixtures;

#[cfg(unix)]
mod accept;
#[cfg(unix)]
mod action;
mod alignment;
mod baseline;
mod behind;
mod building;
#[cfg(unix)]
mod cache;
mod cli;
mod consequences;
#[cfg(unix)]
mod fix;
mod formats;
#[cfg(unix)]
mod git_revisions;
#[cfg(unix)]
mod git_tree;
mod golden;
#[cfg(unix)]
mod guide_samples;
mod hostile;
mod hostile_content;
#[cfg(unix)]
mod hostile_output;
mod html_tables;
mod known_source;
mod left_behind;
mod locales;
mod lock;
mod messages;
mod mutations;
mod own_ways;
mod peers;
#[cfg(unix)]
mod pinned;
#[cfg(unix)]
mod pins;
mod places;
mod properties;
#[cfg(unix)]
mod prose_reports;
#[cfg(unix)]
mod publish;
mod rule_pages;
mod search_cases;
#[cfg(unix)]
mod since;
mod site_properties;
#[cfg(unix)]
mod staleness;
mod table_style;
mod third_party;
#[cfg(unix)]
mod todo;
mod untranslated;
