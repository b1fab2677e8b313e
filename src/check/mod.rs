//! The rules, and what they found.
//!
//! **Comes in:** a [`Context`] (corpus and alignment), documents, and the diagnostics of reading. **Goes out:** findings, sorted.
//! **Never happens here:** printing, I/O, exit codes.

mod compare;
mod context;
mod draft;
mod names;
mod rules;

pub use context::{Context, Suspects};
pub use draft::Draft;
pub use rules::RULES;

use std::collections::BTreeMap;

use crate::align::EntryId;
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::Changes;
use crate::model::{LocaleId, Page, PageId};
use crate::parse::Document;
use crate::text::FilePath;

/// A diagnostic with its place in the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong, where, and what to do.
    pub diagnostic: Diagnostic,
    /// The locale that is to be mended, where there is one.
    pub locale: Option<LocaleId>,
    /// The page.
    pub page: Option<PageId>,
    /// The entry, where the finding is about a row.
    pub entry: Option<EntryId>,
    /// What makes this finding the same one when lines move: 32 hexadecimal digits made of rule, page,
    /// locale, entry and evidence.
    pub fingerprint: String,
}

/// A rule: data and a pure function.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, in kebab-case, for the defect.
    pub id: &'static str,
    /// How bad a finding is where the configuration says nothing.
    pub severity: Severity,
    /// Its page: Markdown, and an executable specification.
    pub page: &'static str,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Found while files are read, discovered and planned; the rule only names and explains it.
    Reading,
    /// The digests of the whole corpus.
    Digest(fn(&Context<'_>, &mut Vec<Draft>)),
    /// One page at a time in all its locales, with its prose.
    Group(fn(&Context<'_>, &[Document], &mut Vec<Draft>)),
    /// What changed from one state to another; only where a change is judged.
    Change(fn(&Context<'_>, &Changes, &mut Vec<Draft>)),
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Runs the rules that look at digests. `reading` is what was found before; it is judged by the same severities.
pub fn run_digest_rules(context: &Context<'_>, reading: Vec<Diagnostic>) -> Vec<Draft> {
    let pages: BTreeMap<&FilePath, &Page> = context.corpus.all_pages().map(|page| (&page.path, page)).collect();
    let of_reading = |diagnostic: Diagnostic| Draft::of_reading(pages.get(&diagnostic.span.file).copied(), diagnostic);
    let mut drafts: Vec<Draft> = reading.into_iter().map(of_reading).collect();
    for rule in RULES {
        if let Check::Digest(check) = rule.check {
            check(context, &mut drafts);
        }
    }
    drafts
}

/// Runs the rules that look at prose over one page in all its locales.
pub fn run_group_rules(context: &Context<'_>, documents: &[Document]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for rule in RULES {
        if let Check::Group(check) = rule.check {
            check(context, documents, &mut drafts);
        }
    }
    drafts
}

/// Runs the rules that judge a change; the context is that of the state after it.
pub fn run_change_rules(context: &Context<'_>, changes: &Changes) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for rule in RULES {
        if let Check::Change(check) = rule.check {
            check(context, changes, &mut drafts);
        }
    }
    drafts
}

/// Makes findings of drafts: at the configured severities (`None` is off), sorted by path and place.
pub fn finish(drafts: Vec<Draft>, severities: &BTreeMap<String, Option<Severity>>) -> Vec<Finding> {
    let mut findings: Vec<(Finding, String)> = drafts
        .into_iter()
        .filter_map(|mut draft| {
            let severity = severities.get(draft.diagnostic.rule).copied().unwrap_or(Some(draft.diagnostic.severity))?;
            draft.diagnostic.severity = severity;
            Some(draft.into_finding())
        })
        .collect();
    findings.sort_by(|(a, _), (b, _)| sort_key(a).cmp(&sort_key(b)));
    draft::number_equals(findings)
}

fn sort_key(finding: &Finding) -> (&crate::text::Span, &str, &Option<LocaleId>, &str) {
    let diagnostic = &finding.diagnostic;
    (&diagnostic.span, diagnostic.rule, &finding.locale, &diagnostic.message)
}
