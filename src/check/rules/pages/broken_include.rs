//! An include of a file that is not there, may not be included, or includes itself.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{IncludeProblem, LinkKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "broken-include",
    group: RuleGroup::Pages,
    severity: Severity::Error,
    page: include_str!("broken_include.md"),
    reach: Reach::Site,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for page in context.corpus.all_pages() {
        for include in page.links.iter().filter(|link| link.kind == LinkKind::Include) {
            let (file, Some(problem)) = context.corpus.includes.resolve(&page.path, &include.target) else { continue };
            let Some((message, help)) = explained(problem) else { continue };
            let message = message.with("path", file);
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, include.span.clone(), message).help(help);
            collector.push(PendingFinding::of_page(diagnostic, &page.id, &page.locale, &include.target));
        }
    }
}

/// What is wrong with an include of `file`, and what to do; nothing where another rule reports it.
fn explained(problem: IncludeProblem) -> Option<(Message, &'static str)> {
    let (message, help) = match problem {
        IncludeProblem::Outside => (
            "`{path}` is not below the folder of this language, so it is not included",
            "move the file below the folder of this language, or name its folder in `[content] snippets`",
        ),
        IncludeProblem::Hidden => {
            ("`{path}` is hidden, so it is not included", "move it to where no name begins with a dot")
        }
        IncludeProblem::NotMarkdown => (
            "`{path}` is not Markdown, so it is not included",
            "put its text into a file whose name ends with `.md`; code goes between fences there",
        ),
        IncludeProblem::Missing => {
            ("there is no file `{path}` to include", "paths of includes are relative to this file")
        }
        IncludeProblem::Unreadable(reason) => {
            let message = Message::new("`{path}` cannot be included: {reason}").with("reason", reason);
            return Some((message, "check that it is a plain file of UTF-8 text"));
        }
        IncludeProblem::Circular => {
            ("`{path}` includes itself, directly or through others", "break the circle of includes")
        }
        // `limit-exceeded` reports it where files are read.
        IncludeProblem::TooLarge => return None,
    };
    Some((Message::new(message), help))
}
