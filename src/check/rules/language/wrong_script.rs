//! Simplified characters in Traditional Chinese, and the reverse.

use crate::check::compare::prose_ranges;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::parse::Document;
use crate::terms::{HanForm, han_form, other_form};
use crate::text::Span;
use crate::units::PageGroup;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-script",
    group: RuleGroup::Language,
    severity: Severity::Error,
    page: include_str!("wrong_script.md"),
    reach: Reach::Page,
    check: Check::Group(check),
};

fn check(context: &Context<'_>, group: &PageGroup, collector: &mut Collector) {
    for document in &group.documents {
        let wrong = match context.corpus.profile(&document.page.locale).script.as_str() {
            "Hant" => HanForm::Simplified,
            "Hans" => HanForm::Traditional,
            _ => continue,
        };
        for stretch in prose_ranges(document) {
            let text = document.source.slice(stretch.clone());
            collector.extend(
                runs(text, wrong).into_iter().map(|(at, run)| report(document, wrong, stretch.start + at, run)),
            );
        }
    }
}

/// Runs of characters that only the wrong form of the script has, with their offsets.
fn runs(text: &str, wrong: HanForm) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
        match (han_form(char) == Some(wrong), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push((from, &text[from..at]));
                // A whole run is one finding and one fix: single characters would be a dozen for one sentence.
                start = None;
            }
            _ => {}
        }
    }
    runs
}

fn report(document: &Document, wrong: HanForm, at: usize, run: &str) -> PendingFinding {
    let page = &document.page;
    let span = Span::new(&page.path, at..at + run.len());
    let (is, should) = match wrong {
        HanForm::Simplified => ("Simplified", "Traditional"),
        HanForm::Traditional => ("Traditional", "Simplified"),
    };
    let message = Message::new("`{text}` is {found} Chinese in a page in {expected} Chinese")
        .with("text", run)
        .with("found", is)
        .with("expected", should);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, span.clone(), message);
    let converted: Option<String> = run.chars().map(other_form).collect();
    if let Some(right) = converted {
        diagnostic = diagnostic.help(format!("write `{right}`")).fix(Applicability::Safe, span, right);
    }
    PendingFinding::of_page(diagnostic, &page.id, &page.locale, run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_of_one_form_are_wrong() {
        assert_eq!(runs("設定连接與台灣的皇后", HanForm::Simplified), [(6, "连"),]);
        assert_eq!(runs("设置連線", HanForm::Traditional), [(6, "連線")]);
        assert_eq!(runs("Nederlands", HanForm::Simplified), []);
    }
}
