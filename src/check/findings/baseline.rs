//! Findings that a team knows of and has put off: a file with a line for each.
//!
//! A line holds the fingerprint, the digest of the source row that the finding was put off against (`-` where it is
//! about no row), the rule and the path; the last two are for people. A finding whose source row changed is open again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use super::Finding;

/// What the file begins with.
const HEAD: &str = "# Findings of `hexapla check` that are known. `--prune-baseline` drops what is gone.\n";

/// Where there is no digest.
const NO_DIGEST: &str = "-";

/// The known findings, by fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<String, Known>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    source: String,
    about: String,
}

/// A line of a baseline that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidLine {
    /// Its number, from 1.
    pub line: usize,
}

impl fmt::Display for InvalidLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} is neither a finding nor a comment", self.line)
    }
}

impl std::error::Error for InvalidLine {}

impl Baseline {
    /// The baseline of these findings; `digest` gives the digest of the source row that one is about.
    pub fn of<'f>(
        findings: impl IntoIterator<Item = &'f Finding>,
        digest: impl Fn(&Finding) -> Option<String>,
    ) -> Baseline {
        let entry = |finding: &Finding| {
            let about = format!("{} {}", finding.diagnostic.rule, finding.diagnostic.span.file);
            let source = digest(finding).unwrap_or_else(|| NO_DIGEST.to_owned());
            (finding.fingerprint.clone(), Known { source, about })
        };
        Baseline { known: findings.into_iter().map(entry).collect() }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// [`InvalidLine`] for the first line that is neither a finding nor a comment.
    pub fn parse(text: &str) -> Result<Baseline, InvalidLine> {
        let mut baseline = Baseline::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // The rest of the line holds a path, which may have spaces.
            let mut words = line.splitn(3, ' ');
            let (Some(fingerprint), Some(source), about) = (words.next(), words.next(), words.next()) else {
                return Err(InvalidLine { line: index + 1 });
            };
            let is_hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            if fingerprint.len() != 32 || !is_hex(fingerprint) || (source != NO_DIGEST && !is_hex(source)) {
                return Err(InvalidLine { line: index + 1 });
            }
            let known = Known { source: source.to_owned(), about: about.unwrap_or_default().to_owned() };
            baseline.known.insert(fingerprint.to_owned(), known);
        }
        Ok(baseline)
    }

    /// The text of its file: sorted by what the findings are about, so that neighbours stay neighbours.
    pub fn text(&self) -> String {
        let mut lines: Vec<(&str, &str, &str)> =
            self.known.iter().map(|(print, known)| (&*known.about, &**print, &*known.source)).collect();
        lines.sort_unstable();
        let mut text = HEAD.to_owned();
        for (about, fingerprint, source) in lines {
            writeln!(text, "{fingerprint} {source} {about}").expect("writing to a string does not fail");
        }
        text
    }

    /// Whether a finding is known, against the source row that it has now.
    pub fn covers(&self, finding: &Finding, digest: Option<&str>) -> bool {
        self.known.get(&finding.fingerprint).is_some_and(|known| known.source == digest.unwrap_or(NO_DIGEST))
    }

    /// The baseline without findings that are gone: it only ever shrinks, so that nobody adds a finding by pruning.
    pub fn pruned(&self, covered: &[Finding]) -> Baseline {
        let there: BTreeSet<&String> = covered.iter().map(|finding| &finding.fingerprint).collect();
        let kept = self.known.iter().filter(|(print, _)| there.contains(print));
        Baseline { known: kept.map(|(print, known)| (print.clone(), known.clone())).collect() }
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::text::{FilePath, Span};

    fn finding(fingerprint: &str) -> Finding {
        let span = Span::new(&FilePath::new("content/nl-NL/a b.md"), 0..0);
        Finding {
            diagnostic: Diagnostic::new("missing-row", Severity::Error, span, "x"),
            locale: None,
            page: None,
            entry: None,
            fingerprint: fingerprint.repeat(32),
        }
    }

    #[test]
    fn a_baseline_reads_what_it_writes_and_opens_what_changed() {
        let findings = [finding("a"), finding("b")];
        let digest = |finding: &Finding| finding.fingerprint.starts_with('b').then(|| "0f".to_owned());
        let baseline = Baseline::of(&findings, digest);
        let read = Baseline::parse(&baseline.text()).unwrap();
        assert_eq!(read, baseline);
        assert!(read.covers(&findings[0], None) && read.covers(&findings[1], Some("0f")));
        assert!(!read.covers(&findings[1], Some("10")), "its source row changed");
        assert!(!read.covers(&finding("c"), None));
        assert_eq!(read.pruned(&findings[..1]).len(), 1);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let wrong = |text: &str| Baseline::parse(text).unwrap_err().line;
        assert_eq!(wrong("# a\n\n<<<<<<< HEAD\n"), 3);
        assert_eq!(wrong(&format!("{} zz missing-row a.md\n", "a".repeat(32))), 1);
        assert!(Baseline::parse("\u{feff}").is_err() && Baseline::parse("").unwrap().is_empty());
    }
}
