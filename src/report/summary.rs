//! How many findings there are of each severity.

use std::fmt;

use serde::Serialize;

use crate::check::Finding;
use crate::diagnostic::{Severity, counted};

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many are errors.
    pub error: usize,
    /// How many are warnings.
    pub warning: usize,
    /// How many are infos.
    pub info: usize,
}

/// Counts `findings` by severity.
pub fn summary<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Summary {
    let mut summary = Summary::default();
    for finding in findings {
        match finding.diagnostic.severity {
            Severity::Error => summary.error += 1,
            Severity::Warning => summary.warning += 1,
            Severity::Info => summary.info += 1,
        }
    }
    summary
}

/// `1 error, 2 warnings`, without what there is none of; `nothing` where there is nothing.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [(self.error, "error"), (self.warning, "warning"), (self.info, "info")];
        let parts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(*count, word)).collect();
        if parts.is_empty() { f.write_str("nothing") } else { f.write_str(&parts.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_leaves_out_what_there_is_none_of() {
        assert_eq!(Summary { error: 1, warning: 0, info: 2 }.to_string(), "1 error, 2 infos");
        assert_eq!(Summary::default().to_string(), "nothing");
    }
}
