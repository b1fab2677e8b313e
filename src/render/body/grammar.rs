//! Our own grammars: in comes the text of a `.sublime-syntax` file, out goes what syntect parses code by.
//!
//! syntect can read such files too, but only with a YAML library that nobody maintains. A grammar that we write needs a
//! small part of the format, and the YAML reader of the content reads it. What a grammar may use: contexts by name,
//! `match` with `scope`, and one of `push` and `pop`; `include`; `meta_scope`. The end of a line is `(?m:$)`: for the
//! regex engine a plain `$` is the end of the text, after the line feed. Anything else is an error.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use syntect::parsing::syntax_definition::{Context, ContextReference, MatchOperation, MatchPattern, Pattern};
use syntect::parsing::{Scope, SyntaxDefinition};

/// A grammar from its text.
///
/// # Errors
/// What the file has that is not YAML, not a part of the format above, or not a scope.
pub fn read(text: &str) -> Result<SyntaxDefinition, String> {
    let file: File = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let scope = scope(&file.scope)?;
    let mut contexts = HashMap::new();
    for (name, lines) in &file.contexts {
        contexts.insert(name.clone(), context(lines)?);
    }
    enclose_main(&mut contexts, scope)?;
    Ok(SyntaxDefinition {
        name: file.name,
        file_extensions: file.file_extensions,
        scope,
        first_line_match: None,
        hidden: false,
        variables: HashMap::new(),
        contexts,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    file_extensions: Vec<String>,
    scope: String,
    contexts: BTreeMap<String, Vec<Line>>,
}

/// An entry of a context.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Meta(Meta),
    Include(Include),
    Match(Match),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Meta {
    meta_scope: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Include {
    include: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Match {
    r#match: String,
    scope: Option<String>,
    push: Option<String>,
    #[serde(default)]
    pop: bool,
}

fn context(lines: &[Line]) -> Result<Context, String> {
    let mut context = Context::new(true);
    for line in lines {
        match line {
            Line::Meta(Meta { meta_scope }) => context.meta_scope.push(scope(meta_scope)?),
            Line::Include(Include { include }) => context.patterns.push(Pattern::Include(named(include)?)),
            Line::Match(line) => context.patterns.push(Pattern::Match(pattern(line)?)),
        }
    }
    Ok(context)
}

fn pattern(line: &Match) -> Result<MatchPattern, String> {
    let scopes = line.scope.as_deref().map(scope).transpose()?;
    let operation = match (&line.push, line.pop) {
        (Some(name), false) => MatchOperation::Push(vec![named(name)?]),
        (None, true) => MatchOperation::Pop,
        (None, false) => MatchOperation::None,
        (Some(_), true) => return Err(format!("`{}` has both `push` and `pop`", line.r#match)),
    };
    Ok(MatchPattern::new(false, line.r#match.clone(), scopes.into_iter().collect(), None, operation, None))
}

fn scope(text: &str) -> Result<Scope, String> {
    Scope::new(text).map_err(|error| format!("`{text}`: {error}"))
}

/// A reference to a context by its name. syntect lets nobody else construct one, but it can be deserialized.
fn named(name: &str) -> Result<ContextReference, String> {
    serde_json::from_value(serde_json::json!({ "Named": name })).map_err(|error| error.to_string())
}

/// Adds the contexts that syntect starts in: `main` stays even if something in it pops more than was pushed, and all of
/// the code is in the scope of its language.
///
/// Source: `SyntaxDefinition::add_initial_contexts` of syntect 5.3, which is private.
fn enclose_main(contexts: &mut HashMap<String, Context>, language: Scope) -> Result<(), String> {
    let main = contexts.get_mut("main").ok_or("there is no context `main`")?;
    let outer = Context { patterns: vec![Pattern::Include(named("main")?)], ..main.clone() };
    main.meta_content_scope.insert(0, language);

    let mut start = Context::new(false);
    start.meta_content_scope.push(language);
    let push = MatchOperation::Push(vec![named("__main")?]);
    start.patterns.push(Pattern::Match(MatchPattern::new(false, String::new(), Vec::new(), None, push, None)));

    contexts.insert("__main".to_owned(), outer);
    contexts.insert("__start".to_owned(), start);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "name: 字\nfile_extensions: [zi]\nscope: source.zi\ncontexts:\n  main:\n    - include: fout\n  fout:\n    - match: fout\n      scope: invalid.zi\n";

    #[test]
    fn a_grammar_has_its_own_contexts_and_those_that_syntect_starts_in() {
        let grammar = read(SMALL).unwrap();
        let mut names: Vec<&str> = grammar.contexts.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!((grammar.name.as_str(), names), ("字", vec!["__main", "__start", "fout", "main"]));
    }

    #[test]
    fn what_the_format_has_and_we_do_not_read_is_an_error() {
        for (from, to) in [
            ("- match: fout", "- match: fout\n      embed: scope:source.js"),
            ("- match: fout", "- match: fout\n      push: main\n      pop: true"),
            ("- include: fout", "- meta_content_scope: fout"),
            ("scope: source.zi", "scope: source.zi\nvariables: {}"),
            ("main:", "begin:"),
            ("invalid.zi", "a.b.c.d.e.f.g.h.i"),
        ] {
            assert!(read(&SMALL.replacen(from, to, 1)).is_err(), "{to}");
        }
    }
}
