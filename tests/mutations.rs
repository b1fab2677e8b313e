//! What is found when pages that agree are damaged, and that nothing is found while they agree.
//!
//! `tests/damage/mod.rs` holds the pages and the kinds of damage. Each is done alone, with a source locale and
//! without one, and must be told by a rule that is named for it, in the locale that was damaged.

mod damage;

use std::collections::BTreeMap;

use damage::{MUTATIONS, Mutation, pages, path};
use hexapla::check::Finding;
use hexapla::pipeline::{check, configure, load};
use hexapla::read::{Embedded, Memory};
use hexapla::text::FilePath;

const WITH_SOURCE: &str = "[content]\nsource_locale = 'en-US'\n";
const AS_PEERS: &str = "[content]\n";

/// The site with the damage, where there is any; images are there.
fn site(config: &str, mutation: Option<&Mutation>) -> Memory {
    let mut world = Memory::default().with("hexapla.toml", config);
    for number in 0..3 {
        world = world.with(&format!("content/en-US/media/errors-{number}.png"), "PNG");
    }
    for (file, text) in pages() {
        let text = match mutation.filter(|mutation| file == path(mutation.locale, 0)) {
            Some(mutation) => damaged(&text, mutation),
            None => text,
        };
        world = world.with(&file, text);
    }
    world
}

fn damaged(text: &str, mutation: &Mutation) -> String {
    assert!(text.contains(mutation.from), "`{}` is nowhere in `{}`", mutation.from, mutation.locale);
    text.replacen(mutation.from, mutation.to, 1)
}

fn findings(world: &Memory) -> Vec<Finding> {
    let options = configure(world, &FilePath::new("hexapla.toml"), true).unwrap();
    let site = load(world, &Embedded, options, &[]).unwrap_or_else(|failure| panic!("{failure:?}"));
    let mut findings = check(world, &site).unwrap_or_else(|failure| panic!("{failure:?}"));
    // Which languages we have interface words for is not what is tested.
    findings.retain(|finding| finding.diagnostic.rule != "unknown-locale");
    findings
}

fn shown(findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let Finding { diagnostic, .. } = finding;
        format!("{} {}: {}", diagnostic.span.file, diagnostic.rule, diagnostic.message)
    };
    findings.iter().map(line).collect()
}

fn is_told(mutation: &Mutation, config: &str) -> Result<(), Vec<String>> {
    let found = findings(&site(config, Some(mutation)));
    let tells = |finding: &Finding| {
        let of_locale = finding.locale.as_ref().is_some_and(|locale| locale.as_str() == mutation.locale);
        of_locale && mutation.rules.contains(&finding.diagnostic.rule)
    };
    if found.iter().any(tells) { Ok(()) } else { Err(shown(&found)) }
}

#[test]
fn nothing_is_found_on_pages_that_agree() {
    for config in [WITH_SOURCE, AS_PEERS] {
        assert_eq!(shown(&findings(&site(config, None))), Vec::<String>::new(), "{config}");
    }
}

#[test]
fn every_kind_of_damage_is_told_by_a_rule_that_is_named_for_it() {
    let mut missed = String::new();
    let mut recall: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for config in [WITH_SOURCE, AS_PEERS] {
        for mutation in MUTATIONS {
            let counts = recall.entry(mutation.kind).or_default();
            counts.1 += 1;
            match is_told(mutation, config) {
                Ok(()) => counts.0 += 1,
                Err(found) => {
                    missed += &format!("\n{} in {} ({config:?}): {found:#?}", mutation.kind, mutation.locale);
                }
            }
        }
    }
    println!("{recall:#?}");
    assert!(missed.is_empty(), "{missed}");
}

#[test]
fn a_damage_is_blamed_on_no_other_locale() {
    for mutation in MUTATIONS {
        let found = findings(&site(WITH_SOURCE, Some(mutation)));
        let others: Vec<Finding> = found
            .into_iter()
            .filter(|finding| finding.locale.as_ref().is_some_and(|locale| locale.as_str() != mutation.locale))
            .collect();
        assert_eq!(shown(&others), Vec::<String>::new(), "{} in {}", mutation.kind, mutation.locale);
    }
}
