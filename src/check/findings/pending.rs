//! Findings before they have a fingerprint and a configured severity.

use std::collections::BTreeMap;

use super::Finding;
use crate::align::{Entry, EntryId};
use crate::diagnostic::Diagnostic;
use crate::model::{LocaleId, Page, PageId};
use crate::units::{Text, Unit};

/// A diagnostic, what it is about, and the evidence that identifies it.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingFinding {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// The locale that is to be mended.
    pub locale: Option<LocaleId>,
    /// The page.
    pub page: Option<PageId>,
    /// The entry, where it is about a row.
    pub entry: Option<EntryId>,
    evidence: String,
    /// Whether the locale is part of what identifies the finding. It is not where two locales contradict each
    /// other and either may be wrong.
    either: bool,
}

impl PendingFinding {
    /// A finding about a page in one locale; `evidence` is what makes it differ from others of the same rule there.
    pub fn of_page(
        diagnostic: Diagnostic,
        page: &PageId,
        locale: &LocaleId,
        evidence: impl Into<String>,
    ) -> PendingFinding {
        PendingFinding {
            diagnostic,
            locale: Some(locale.clone()),
            page: Some(page.clone()),
            entry: None,
            evidence: evidence.into(),
            either: false,
        }
    }

    /// A finding about a locale as a whole, of which there is one for each rule.
    pub fn of_locale(diagnostic: Diagnostic, locale: &LocaleId) -> PendingFinding {
        PendingFinding { locale: Some(locale.clone()), ..PendingFinding::of_site(diagnostic, "") }
    }

    /// A finding about a page in several locales.
    pub fn of_pages(diagnostic: Diagnostic, page: &PageId, evidence: impl Into<String>) -> PendingFinding {
        PendingFinding { page: Some(page.clone()), ..PendingFinding::of_site(diagnostic, evidence) }
    }

    /// A finding about a row in one locale.
    pub fn of_entry(
        diagnostic: Diagnostic,
        entry: &Entry,
        locale: &LocaleId,
        evidence: impl Into<String>,
    ) -> PendingFinding {
        PendingFinding {
            entry: Some(entry.id.clone()),
            ..PendingFinding::of_page(diagnostic, &entry.page, locale, evidence)
        }
    }

    /// A finding about a text of a unit.
    pub fn of_unit(
        diagnostic: Diagnostic,
        unit: &Unit<'_>,
        own: &Text<'_>,
        evidence: impl Into<String>,
    ) -> PendingFinding {
        match unit.entry() {
            Some(entry) => PendingFinding::of_entry(diagnostic, entry, own.locale, evidence),
            None => PendingFinding::of_page(diagnostic, unit.page, own.locale, evidence),
        }
    }

    /// Makes it a finding that either of two locales may be blamed for.
    pub fn either(mut self, either: bool) -> PendingFinding {
        self.either = either;
        self
    }

    /// Gives the entry and the page the names that another state has for them.
    pub fn rename(&mut self, entries: &BTreeMap<EntryId, EntryId>, pages: &BTreeMap<PageId, PageId>) {
        if let Some(name) = self.entry.as_ref().and_then(|entry| entries.get(entry)) {
            self.entry = Some(name.clone());
        }
        if let Some(name) = self.page.as_ref().and_then(|page| pages.get(page)) {
            self.page = Some(name.clone());
        }
    }

    /// A load diagnostic and the page it is about; its message is its evidence, with its file where that is no page.
    pub fn of_load(page: Option<&Page>, diagnostic: Diagnostic) -> PendingFinding {
        let evidence = match page {
            Some(_) => diagnostic.message.clone(),
            None => format!("{}\n{}", diagnostic.span.file, diagnostic.message),
        };
        PendingFinding {
            locale: page.map(|page| page.locale.clone()),
            page: page.map(|page| page.id.clone()),
            entry: None,
            diagnostic,
            evidence,
            either: false,
        }
    }

    /// A finding about the site as a whole.
    pub fn of_site(diagnostic: Diagnostic, evidence: impl Into<String>) -> PendingFinding {
        PendingFinding { evidence: evidence.into(), ..PendingFinding::of_load(None, diagnostic) }
    }

    /// The finding and what its fingerprint is made of.
    pub(in crate::check) fn into_finding(self) -> (Finding, String) {
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let locale = self.locale.as_ref().filter(|_| !self.either);
        let identity = [
            self.diagnostic.rule.to_owned(),
            text(self.page.as_ref().map(PageId::as_str)),
            text(locale.map(LocaleId::as_str)),
            text(self.entry.as_ref().map(EntryId::as_str)),
            self.evidence,
        ]
        .join("\u{1f}");
        let finding = Finding {
            diagnostic: self.diagnostic,
            locale: self.locale,
            page: self.page,
            entry: self.entry,
            fingerprint: String::new(),
        };
        (finding, identity)
    }
}

/// Gives findings their fingerprints; equal ones are told apart by their order.
pub(in crate::check) fn number_equals(findings: Vec<(Finding, String)>) -> Vec<Finding> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut finished = Vec::with_capacity(findings.len());
    for (mut finding, identity) in findings {
        let count = seen.entry(identity.clone()).or_default();
        *count += 1;
        let hash = blake3::hash(format!("{identity}\u{1f}{count}").as_bytes());
        // 128 bits: no two findings of a site ever meet, and a line of a baseline stays short.
        finding.fingerprint = hash.to_hex()[..32].to_owned();
        finished.push(finding);
    }
    finished
}
