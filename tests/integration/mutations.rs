//! What is found when pages that agree are damaged, and that nothing is found while they agree.
//!
//! `fixtures/damage.rs` holds the pages and the kinds of damage. Each is done alone, with a source locale and
//! without one, and must be reported by a rule that is named for it, in the locale that was damaged.

use std::collections::BTreeMap;

use hexapla::cache::NoCache;
use hexapla::check::Finding;
use hexapla::pipeline::{check, configure, load};
use hexapla::read::{Embedded, Memory};
use hexapla::text::FilePath;

use crate::fixtures::damage::{MUTATIONS, Mutation, pages, path};

const WITH_SOURCE: &str = "[content]\nsource_locale = 'en-US'\n[check.rules]\nreversed-meaning = 'warning'\n";
const AS_PEERS: &str = "[check.rules]\nreversed-meaning = 'warning'\n";

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
    let site = load(world, &Embedded, &NoCache, options, &[]).unwrap_or_else(|failure| panic!("{failure:?}"));
    let mut findings = check(world, &site).unwrap_or_else(|failure| panic!("{failure:?}")).findings;
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

fn is_reported(mutation: &Mutation, config: &str) -> Result<(), Vec<String>> {
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
fn every_kind_of_damage_is_reported_by_a_rule_that_is_named_for_it() {
    let mut missed = String::new();
    let mut recall: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for config in [WITH_SOURCE, AS_PEERS] {
        for mutation in MUTATIONS {
            let counts = recall.entry(mutation.kind).or_default();
            counts.1 += 1;
            match is_reported(mutation, config) {
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

#[test]
fn a_language_that_emphasizes_less_by_convention_hides_no_mistake_of_another() {
    let names = ["Alerts", "Users", "Files", "Policies", "Reports"];
    let page = |open: [&str; 2], mark: &dyn Fn(&str) -> String| {
        names.map(|name| format!("{}{}{}\n", open[0], mark(name), open[1])).join("\n")
    };
    let bold = |name: &str| format!("**{name}**");
    let slip = |name: &str| if name == "Files" { name.to_owned() } else { bold(name) };
    let world = Memory::default()
        .with("hexapla.toml", WITH_SOURCE)
        .with("content/en-US/a.md", page(["Now click ", " in the bar above."], &bold))
        .with("content/de-DE/a.md", page(["Klicken Sie oben in der Leiste auf ", "."], &bold))
        .with("content/es-ES/a.md", page(["Haga clic en ", " en la barra de arriba."], &bold))
        .with("content/fr-FR/a.md", page(["Cliquez sur ", " dans la barre du haut."], &bold))
        .with("content/nl-NL/a.md", page(["Klik nu op ", " in de balk bovenaan."], &slip))
        .with("content/zh-TW/a.md", page(["現在請按一下上方列中的 ", "。"], &str::to_owned));
    let told: Vec<String> =
        shown(&findings(&world)).into_iter().filter(|text| text.contains(" markup-changed: ")).collect();
    assert_eq!(told, ["content/nl-NL/a.md markup-changed: 0 stretches are bold here, and 1 in `en-US`"]);
}
