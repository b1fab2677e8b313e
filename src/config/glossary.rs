//! `glossary.csv`: terms and names in all languages.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{Glossary, LocaleId, Term};
use crate::text::Source;

/// The column that decides whether a name is kept in all languages.
const KEEP: &str = "keep";

/// What follows a tag at the head of a column of forms that must not be used.
const FORBIDDEN: &str = " forbidden";

/// What parts several forms of one term.
const OR: char = '|';

/// There are not so many languages; each wrong column is reported with the whole line.
const MOST_COLUMNS: usize = 1_000;

/// What a column holds.
enum Column {
    Keep,
    Forms(LocaleId),
    Forbidden(LocaleId),
    /// For people.
    Note,
}

/// The glossary in a file of comma-separated values (RFC 4180) whose first line names the columns: `keep`, a language
/// tag for the forms of that language, a tag and `forbidden` for forms that it must not use; `note` is for people.
/// Several forms of one term have `|` between them, the preferred one first.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn read_glossary(source: &Source) -> Result<Glossary, Vec<Diagnostic>> {
    let text = &source.text()[source.bom_len()..];
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).has_headers(false).trim(csv::Trim::All).from_reader(text.as_bytes());
    let (mut columns, mut terms, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (index, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let at = error.position().map_or(0, |position| position.byte() as usize);
                problems.push(problem(
                    source,
                    at,
                    Message::new("this is no line of comma-separated values: {reason}").with("reason", &error),
                    "put quotes around a value that holds a comma or a quote",
                ));
                break;
            }
        };
        let at = record.position().map_or(0, |position| position.byte() as usize);
        if index == 0 {
            if record.len() > MOST_COLUMNS {
                let message = Message::new("this line names {count} columns, of {limit} at most")
                    .count("count", record.len())
                    .count("limit", MOST_COLUMNS);
                problems.push(problem(source, at, message, "give each language one column, or two"));
                break;
            }
            columns = record.iter().map(|name| column(source, at, name, &mut problems)).collect();
            continue;
        }
        if record.len() > columns.len() {
            let message = Message::new("this line has {found} values for {expected} columns")
                .count("found", record.len())
                .count("expected", columns.len());
            problems.push(problem(source, at, message, "put quotes around a value that holds a comma"));
            continue;
        }
        terms.push(term(&columns, &record));
    }
    if problems.is_empty() { Ok(Glossary { terms }) } else { Err(problems) }
}

fn problem(source: &Source, at: usize, message: impl Into<Message>, help: &str) -> Diagnostic {
    let start = source.bom_len() + at;
    let end =
        source.text()[start.min(source.text().len())..].find('\n').map_or(source.text().len(), |length| start + length);
    Diagnostic::new(rule_ids::CONFIG_INVALID, Severity::Error, source.span(start.min(end)..end), message).help(help)
}

fn column(source: &Source, at: usize, name: &str, problems: &mut Vec<Diagnostic>) -> Column {
    let folded = name.to_lowercase();
    if folded == KEEP {
        return Column::Keep;
    }
    if folded == "note" {
        return Column::Note;
    }
    let (tag, is_forbidden) = match folded.strip_suffix(FORBIDDEN) {
        Some(tag) => (tag, true),
        None => (name, false),
    };
    match tag.trim().parse::<LocaleId>() {
        Ok(locale) if is_forbidden => Column::Forbidden(locale),
        Ok(locale) => Column::Forms(locale),
        Err(_) => {
            let message = Message::new("`{name}` is no column of a glossary").with("name", name);
            let help = "a column is `keep`, `note`, a language tag such as `nl-NL`, or `nl-NL forbidden`";
            problems.push(problem(source, at, message, help));
            Column::Note
        }
    }
}

fn term(columns: &[Column], record: &csv::StringRecord) -> Term {
    let forms = |value: &str| -> Vec<String> {
        value.split(OR).map(str::trim).filter(|form| !form.is_empty()).map(str::to_owned).collect()
    };
    let mut term = Term::default();
    let add = |to: &mut BTreeMap<LocaleId, Vec<String>>, locale: &LocaleId, value: &str| {
        let forms = forms(value);
        if !forms.is_empty() {
            to.insert(locale.clone(), forms);
        }
    };
    for (column, value) in columns.iter().zip(record) {
        match column {
            Column::Keep => term.keep = matches!(value.to_lowercase().as_str(), "yes" | "true" | "1" | "x" | "keep"),
            Column::Forms(locale) => add(&mut term.forms, locale, value),
            Column::Forbidden(locale) => add(&mut term.forbidden, locale, value),
            Column::Note => {}
        }
    }
    term
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FilePath;

    fn read(text: &str) -> Result<Glossary, Vec<String>> {
        let source = Source::new(FilePath::new("glossary.csv"), text.into());
        let line = |problem: &Diagnostic| format!("{}: {}", source.position(problem.span.start).line, problem.message);
        read_glossary(&source).map_err(|problems| problems.iter().map(line).collect())
    }

    #[test]
    fn terms_have_forms_forbidden_forms_and_names_that_are_kept() {
        let glossary = read("\u{feff}keep,en-US,nl-NL,nl-NL forbidden,note\r\nyes,Box,,,\r\n,administrator,beheerder | admin,\"administrator\",\"kort, altijd\"\r\n").unwrap();
        let dutch = "nl-NL".parse().unwrap();
        assert!(glossary.terms[0].keep);
        assert_eq!(glossary.terms[0].forms_in(&dutch), ["Box"]);
        assert_eq!(glossary.terms[1].forms_in(&dutch), ["beheerder", "admin"]);
        assert_eq!(glossary.terms[1].forbidden[&dutch], ["administrator"]);
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        assert_eq!(
            read("keep,Engels!,zh-TW\n,a,b,c\n").unwrap_err(),
            ["1: `Engels!` is no column of a glossary", "2: this line has 4 values for 3 columns"]
        );
    }
}
