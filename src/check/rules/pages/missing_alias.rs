//! A page that moved, with nothing at its old address.

use std::collections::BTreeSet;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{LocaleId, Page, PageId};
use crate::parse::{ALIAS_KEYS, alias_folder, aliases};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-alias",
    group: RuleGroup::Pages,
    severity: Severity::Warning,
    page: include_str!("missing_alias.md"),
    reach: Reach::Site,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    let Some(changes) = context.given.changes.filter(|changes| !changes.moved.is_empty()) else { return };
    let addresses: BTreeSet<String> = context.corpus.pages.keys().map(|id| address(id.as_str())).collect();
    let kept = kept_addresses(context);
    for (old, new) in &changes.moved {
        let before = address(old.as_str());
        // The home of a language is always there, and an address that another page has by now leads to that one.
        if before.is_empty() || addresses.contains(&before) {
            continue;
        }
        let versions = &context.corpus.pages[new];
        let is_lost = |page: &&Page| !kept.contains(&(&page.locale, before.clone()));
        let lost: Vec<&Page> = context.locales_reference_first().filter_map(|locale| versions.get(locale)).collect();
        let lost: Vec<&Page> = lost.into_iter().filter(is_lost).collect();
        collector.extend(lost.first().map(|page| report(page, old, &before, &lost)));
    }
}

/// The earlier addresses that pages keep in each locale.
fn kept_addresses<'c>(context: &Context<'c>) -> BTreeSet<(&'c LocaleId, String)> {
    let corpus = context.given.site.corpus;
    let of_page = |page: &'c Page| {
        let listed = aliases(page, &page.locale, &corpus.locales);
        listed.into_iter().map(|path| (&page.locale, address(alias_folder(&path))))
    };
    corpus.all_pages().flat_map(of_page).collect()
}

/// The address of a page below the folder of its locale, without a slash at either end.
fn address(path: &str) -> String {
    let folder = if path == "index" { "" } else { path.strip_suffix("/index").unwrap_or(path) };
    let parts = folder.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

fn report(page: &Page, old: &PageId, before: &str, lost: &[&Page]) -> PendingFinding {
    let locales: Vec<&LocaleId> = lost.iter().map(|page| &page.locale).collect();
    let message = Message::new("the page moved here, and no alias keeps its old address `{old}` in {locales}")
        .with("old", before)
        .texts("locales", &locales);
    let key = ALIAS_KEYS.iter().find(|key| page.front_matter.get(key).is_some());
    let item = yaml(before);
    let help = match key {
        Some(key) => format!("add `{item}` to `{key}` in the front matter of the page, in each of these languages"),
        None => format!("add `aliases: [{item}]` to the front matter of the page, in each of these languages"),
    };
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, Span::new(&page.path, 0..0), message).help(help);
    PendingFinding::of_page(diagnostic, &page.id, &page.locale, old.as_str())
}

/// An address as an item of a list in YAML.
fn yaml(address: &str) -> String {
    // What begins with a letter and has no signs is a text there, but for the words of YAML.
    let is_plain = address.starts_with(char::is_alphabetic)
        && address.chars().all(|char| char.is_alphanumeric() || "/-_.".contains(char))
        && !["true", "false", "null"].iter().any(|word| address.eq_ignore_ascii_case(word));
    if is_plain { address.to_owned() } else { format!("'{}'", address.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::front_matter_list;

    #[test]
    fn what_the_help_shows_is_read_as_the_address_that_it_is() {
        for address in ["fouten/één", "錯誤/連接器", "404", "null", "2024-01", "a: b, c", "'t", "v1.2/x_y", "#1"]
        {
            assert_eq!(front_matter_list(&format!("[{}]", yaml(address))), [address]);
        }
        assert_eq!(yaml("gids/begin-hier"), "gids/begin-hier");
    }

    #[test]
    fn an_index_has_the_address_of_its_folder() {
        assert_eq!(["index", "gids/index", "/gids/", "指南"].map(address), ["", "gids", "gids", "指南"]);
    }
}
