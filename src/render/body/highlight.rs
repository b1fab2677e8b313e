//! Code with its parts in classes.
//!
//! The grammars are those of Sublime Text; what they call a part (its scopes) becomes one of a dozen classes, so that a
//! style sheet decides how it looks. The text itself is never changed.

use std::collections::BTreeMap;
use std::ops::DerefMut;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet, SyntaxSetBuilder};

use super::grammar;
use crate::render::escape::push_escaped;

/// Blocks of more bytes are left plain: nobody reads them, and each byte costs some microseconds, so that a block of
/// this size may take a second.
const LARGEST_BLOCK: usize = 256 * 1024;

/// Lines of more characters are left plain: an expression may look at a line again from each of its characters. Chosen:
/// longer lines are data and not code.
const LONGEST_LINE: usize = 2_000;

/// So many bytes of what was highlighted last are kept: a page has the same code in all its languages.
const KEPT: usize = 4 * 1024 * 1024;

/// Names of languages that the grammars know by another name, and that name.
const ALIASES: &[(&str, &str)] = &[
    ("azurecli", "bash"),
    ("azurepowershell", "ps1"),
    ("c#", "cs"),
    ("console", "bash"),
    ("csharp", "cs"),
    ("docker", "dockerfile"),
    ("dotnetcli", "bash"),
    ("golang", "go"),
    ("html5", "html"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("jsonl", "json"),
    ("mysql", "sql"),
    ("node", "javascript"),
    ("patch", "diff"),
    ("postgresql", "sql"),
    ("powershell", "ps1"),
    ("pwsh", "ps1"),
    ("python3", "python"),
    ("shell", "bash"),
    ("shell-session", "bash"),
    ("svg", "xml"),
    ("tsql", "sql"),
    ("xhtml", "html"),
];

/// What each part is called on the page: scopes and their class, where the longest that is a prefix wins. A part in
/// another is `outer inner`. No class is a part that reads as plain code.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-comment"),
    ("constant", "hl-number"),
    ("constant.character", "hl-escape"),
    ("constant.language", "hl-keyword"),
    ("constant.other", ""),
    ("constant.other.color", "hl-number"),
    ("constant.other.placeholder", "hl-escape"),
    ("entity.name", "hl-name"),
    ("entity.name.class", "hl-type"),
    ("entity.name.enum", "hl-type"),
    ("entity.name.interface", "hl-type"),
    ("entity.name.section", "hl-heading"),
    ("entity.name.struct", "hl-type"),
    ("entity.name.table", "hl-type"),
    ("entity.name.tag", "hl-keyword"),
    ("entity.name.tag.toml", "hl-property"),
    ("entity.name.tag.yaml", "hl-property"),
    ("entity.name.trait", "hl-type"),
    ("entity.name.type", "hl-type"),
    ("entity.other.attribute-name", "hl-property"),
    ("entity.other.inherited-class", "hl-type"),
    ("invalid", ""),
    ("keyword", "hl-keyword"),
    ("keyword.operator", "hl-operator"),
    ("keyword.operator.word", "hl-keyword"),
    ("keyword.other.http-header", "hl-property"),
    ("keyword.other.unit", "hl-number"),
    ("markup.deleted", "hl-deleted"),
    ("markup.heading", "hl-heading"),
    ("markup.inserted", "hl-inserted"),
    ("markup.raw", "hl-string"),
    ("markup.underline.link", "hl-string"),
    ("meta.diff.header", "hl-heading"),
    ("meta.diff.range", "hl-heading"),
    ("meta.interpolation", ""),
    ("meta.mapping.key", "hl-property"),
    ("meta.mapping.key string", "hl-property"),
    ("meta.property-name", "hl-property"),
    ("source", ""),
    ("storage", "hl-keyword"),
    ("string", "hl-string"),
    ("string.unquoted", ""),
    ("string.unquoted.heredoc", "hl-string"),
    ("support.class", "hl-type"),
    ("support.constant", "hl-keyword"),
    ("support.function", "hl-name"),
    ("support.macro", "hl-name"),
    ("support.type", "hl-type"),
    ("support.type.property-name", "hl-property"),
    ("text", ""),
    ("variable.annotation", "hl-name"),
    ("variable.function", "hl-name"),
    ("variable.language", "hl-keyword"),
    ("variable.other.member", "hl-property"),
    ("variable.parameter.option", "hl-property"),
];

/// Grammars and classes; they take some milliseconds to load, so there is one for a build.
#[derive(Debug)]
pub struct Highlighter {
    /// Those of `two-face`, and ours.
    syntaxes: [SyntaxSet; 2],
    classes: Vec<Class>,
    kept: Mutex<Kept>,
}

/// Code with its spans, by the digest of its language and text.
#[derive(Debug, Default)]
struct Kept {
    blocks: BTreeMap<[u8; 32], Arc<str>>,
    bytes: usize,
}

/// A line of [`CLASSES`].
#[derive(Debug)]
struct Class {
    /// The part that it must be in; `None` where that does not matter.
    outer: Option<Scope>,
    scope: Scope,
    /// How many names both scopes have.
    length: u32,
    name: &'static str,
}

impl Highlighter {
    /// The grammars that come with the program.
    pub fn new() -> Highlighter {
        Highlighter {
            syntaxes: [two_face::syntax::extra_newlines(), own_syntaxes()],
            classes: CLASSES.iter().map(|(scopes, name)| Class::new(scopes, name)).collect(),
            kept: Mutex::default(),
        }
    }

    /// Appends `code` with its parts in spans; without them where the language is not known or the code too large.
    pub fn push(&self, html: &mut String, language: &str, code: &str) {
        let can_end = |syntax: &SyntaxReference| code.len() <= LARGEST_BLOCK && !may_not_end(&syntax.name, code);
        let Some((syntaxes, syntax)) = self.syntax(language).filter(|(_, syntax)| can_end(syntax)) else {
            return push_escaped(html, code);
        };
        let digest = digest(&syntax.name, code);
        let known = self.kept().blocks.get(&digest).map(Arc::clone);
        match known {
            Some(known) => html.push_str(&known),
            None => {
                let block = self.highlighted(syntaxes, syntax, code);
                html.push_str(&block);
                self.kept().keep(digest, block);
            }
        }
    }

    fn highlighted(&self, syntaxes: &SyntaxSet, syntax: &SyntaxReference, code: &str) -> String {
        let mut html = String::with_capacity(2 * code.len());
        // The grammars are data, and some of their expressions are put together while they run. One that is not well
        // formed makes syntect panic, which is no reason to lose a page.
        let parsed = catch_unwind(AssertUnwindSafe(|| self.push_parts(&mut html, syntaxes, syntax, code)));
        if !parsed.is_ok_and(|parsed| parsed) {
            html.clear();
            push_escaped(&mut html, code);
        }
        html
    }

    fn kept(&self) -> impl DerefMut<Target = Kept> {
        // Nothing is half done while the lock is held.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn syntax(&self, language: &str) -> Option<(&SyntaxSet, &SyntaxReference)> {
        let name = ALIASES.iter().find(|(alias, _)| *alias == language).map_or(language, |(_, name)| name);
        let known = |syntaxes| Some((syntaxes, SyntaxSet::find_syntax_by_token(syntaxes, name)?));
        let found = self.syntaxes.iter().find_map(known);
        let found = found.map(|(syntaxes, syntax)| match syntax.name.starts_with("JavaScript") {
            true => (syntaxes, syntaxes.find_syntax_by_name(IN_PLACE_OF_JAVASCRIPT).unwrap_or(syntax)),
            false => (syntaxes, syntax),
        });
        found.filter(|(_, syntax)| !name.is_empty() && syntax.name != "Plain Text")
    }

    /// Appends the code; `false` where the grammar gave up.
    fn push_parts(&self, html: &mut String, syntaxes: &SyntaxSet, syntax: &SyntaxReference, code: &str) -> bool {
        let mut spans = Spans { html, open: "", space: String::new() };
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        for line in code.split_inclusive('\n') {
            if line.chars().nth(LONGEST_LINE).is_some() {
                spans.push("", line);
                continue;
            }
            // The grammars expect a line feed at the end of each line, the last one included.
            let ended = if line.ends_with('\n') { line } else { &format!("{line}\n") };
            let Ok(changes) = state.parse_line(ended, syntaxes) else { return false };
            let mut start = 0;
            for (at, change) in changes {
                let end = at.clamp(start, line.len());
                spans.push(self.class(&stack), &line[start..end]);
                start = end;
                if stack.apply(&change).is_err() {
                    return false;
                }
            }
            spans.push(self.class(&stack), &line[start..]);
        }
        spans.finish();
        true
    }

    /// What the innermost part that has a class is called.
    fn class(&self, stack: &ScopeStack) -> &'static str {
        let scopes = stack.as_slice();
        let best = |depth: usize| {
            let fits = |class: &&Class| class.fits(&scopes[..depth], scopes[depth]);
            self.classes.iter().filter(fits).max_by_key(|class| class.length)
        };
        (0..scopes.len()).rev().find_map(best).map_or("", |class| class.name)
    }
}

/// The grammar for JavaScript reads `a /* b` at the end of a line for ever, and so does every grammar in which it can
/// stand, such as that of HTML. The one for TypeScript does not, and knows all of JavaScript.
const IN_PLACE_OF_JAVASCRIPT: &str = "TypeScript";

/// Grammars of languages in which no JavaScript stands.
const WITHOUT_JAVASCRIPT: &[&str] = &[
    "Bourne Again Shell (bash)",
    "C",
    "C#",
    "C++",
    "CSS",
    "Diff",
    "Dockerfile",
    "Go",
    "Groovy",
    "INI",
    "JSON",
    "Java",
    "Kotlin",
    "PowerShell",
    "Python",
    "Rust",
    "SCSS",
    "SQL",
    "Swift",
    "TOML",
    "TypeScript",
    "TypeScriptReact",
    "XML",
    "YAML",
];

/// Grammars that read some texts for ever, as random ones have shown.
const WITHOUT_END: &[&str] = &["Scala"];

/// Whether a grammar may read a text for ever.
fn may_not_end(grammar: &str, code: &str) -> bool {
    if WITHOUT_END.contains(&grammar) {
        return true;
    }
    let opens_comment = |line: &str| line.rfind("/*").is_some_and(|at| !line[at..].contains("*/"));
    !WITHOUT_JAVASCRIPT.contains(&grammar) && code.lines().any(opens_comment)
}

impl Kept {
    fn keep(&mut self, digest: [u8; 32], block: String) {
        if self.bytes + block.len() > KEPT {
            *self = Kept::default();
        }
        self.bytes += block.len();
        self.blocks.insert(digest, block.into());
    }
}

fn own_syntaxes() -> SyntaxSet {
    let powershell = grammar::read(include_str!("powershell.sublime-syntax"));
    let mut builder = SyntaxSetBuilder::new();
    builder.add(powershell.expect("a test reads the grammar"));
    builder.build()
}

impl Class {
    fn new(scopes: &str, name: &'static str) -> Class {
        let scope = |text: &str| Scope::new(text).expect("a scope of the table has few and short names");
        let (outer, inner) = scopes.split_once(' ').map_or((None, scopes), |(outer, inner)| (Some(outer), inner));
        let (outer, scope) = (outer.map(scope), scope(inner));
        Class { outer, scope, length: scope.len() + outer.map_or(0, Scope::len), name }
    }

    fn fits(&self, around: &[Scope], scope: Scope) -> bool {
        let stands_in = |outer: Scope| around.iter().any(|scope| outer.is_prefix_of(*scope));
        self.scope.is_prefix_of(scope) && self.outer.is_none_or(stands_in)
    }
}

/// HTML in which neighbours of one class share a span.
struct Spans<'h> {
    html: &'h mut String,
    open: &'static str,
    /// White space that was not written yet: it looks the same in every class.
    space: String,
}

impl Spans<'_> {
    fn push(&mut self, class: &'static str, text: &str) {
        let part = text.trim();
        let start = text.len() - text.trim_start().len();
        self.space.push_str(&text[..start]);
        if part.is_empty() {
            return;
        }
        if class != self.open {
            self.close();
        }
        push_escaped(self.html, &std::mem::take(&mut self.space));
        if class != self.open {
            self.html.push_str(&format!("<span class=\"{class}\">"));
            self.open = class;
        }
        push_escaped(self.html, part);
        self.space.push_str(&text[start + part.len()..]);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
            self.open = "";
        }
    }

    /// Writes what is left.
    fn finish(mut self) {
        self.close();
        push_escaped(self.html, &self.space);
    }
}

/// The key of a block that is kept. The byte between the two separates `C` with `++i` from `C++` with `i`.
fn digest(syntax: &str, code: &str) -> [u8; 32] {
    *blake3::Hasher::new().update(syntax.as_bytes()).update(&[0]).update(code.as_bytes()).finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// Expressions are compiled when they are first needed, and take longer to compile than to run.
    static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

    /// The languages that authors are promised.
    const PROMISED: &[&str] = &[
        "json",
        "jsonc",
        "yaml",
        "yml",
        "toml",
        "bash",
        "sh",
        "shell",
        "console",
        "powershell",
        "ps1",
        "python",
        "py",
        "javascript",
        "js",
        "typescript",
        "ts",
        "rust",
        "go",
        "java",
        "csharp",
        "c#",
        "cs",
        "xml",
        "html",
        "css",
        "sql",
        "http",
        "markdown",
        "md",
        "diff",
        "ini",
        "dockerfile",
        "ruby",
        "php",
    ];

    fn highlighted(language: &str, code: &str) -> String {
        let mut html = String::new();
        HIGHLIGHTER.push(&mut html, language, code);
        html
    }

    fn plain(code: &str) -> String {
        let mut html = String::new();
        push_escaped(&mut html, code);
        html
    }

    /// HTML without its spans; there are no other tags.
    fn stripped(html: &str) -> String {
        let names: BTreeSet<&str> = CLASSES.iter().map(|(_, name)| *name).collect();
        let opened = names.into_iter().map(|name| format!("<span class=\"{name}\">"));
        opened.fold(html.replace("</span>", ""), |html, tag| html.replace(&tag, ""))
    }

    #[test]
    fn a_block_is_never_taken_for_one_of_another_language() {
        let highlighter = Highlighter::new();
        let mut html = [String::new(), String::new()];
        highlighter.push(&mut html[0], "c", "++i;");
        highlighter.push(&mut html[1], "cpp", "i;");
        assert!(html[0].contains("++") && !html[1].contains("++"), "{html:?}");
    }

    #[test]
    fn keys_strings_and_numbers_of_json_are_separated() {
        assert_eq!(
            highlighted("json", "{\"fout\": \"géén\\n錯誤 <b>\", \"aantal\": 401}\n"),
            "{<span class=\"hl-property\">\"fout\"</span>: <span class=\"hl-string\">\"géén</span><span class=\"hl-escape\">\\n</span><span class=\"hl-string\">錯誤 &lt;b&gt;\"</span>, <span class=\"hl-property\">\"aantal\"</span>: <span class=\"hl-number\">401</span>}\n"
        );
    }

    #[test]
    fn commands_changes_and_classes_are_separated() {
        assert_eq!(
            highlighted("shell", "if curl -H \"$SLEUTEL\" # 註解"),
            "<span class=\"hl-keyword\">if</span> <span class=\"hl-name\">curl</span> <span class=\"hl-property\">-H</span> <span class=\"hl-string\">\"$SLEUTEL\"</span> <span class=\"hl-comment\"># 註解</span>"
        );
        assert_eq!(
            highlighted("diff", "-oud\n+新\n"),
            "<span class=\"hl-deleted\">-oud</span>\n<span class=\"hl-inserted\">+新</span>\n"
        );
        assert!(highlighted("c#", "class Fout : Exception {}").contains("<span class=\"hl-type\">Exception</span>"));
    }

    #[test]
    fn powershell_is_highlighted_by_our_own_grammar() {
        assert_eq!(
            highlighted("powershell", "# 註解\nGet-Fout -Naam \"één $($x)`n\" | Where-Object { $_.Aantal -eq 3 }\n"),
            "<span class=\"hl-comment\"># 註解</span>\n<span class=\"hl-name\">Get-Fout</span> <span class=\"hl-property\">-Naam</span> <span class=\"hl-string\">\"één $($x)</span><span class=\"hl-escape\">`n</span><span class=\"hl-string\">\"</span> <span class=\"hl-operator\">|</span> <span class=\"hl-name\">Where-Object</span> { $_.Aantal <span class=\"hl-keyword\">-eq</span> <span class=\"hl-number\">3</span> }\n"
        );
    }

    #[test]
    fn the_promised_languages_are_known_and_others_stay_plain() {
        for language in PROMISED {
            assert!(HIGHLIGHTER.syntax(language).is_some(), "{language}");
        }
        for language in ["", "kusto", "text", "plaintext", "een taal die er niet is", "訊息"] {
            assert!(HIGHLIGHTER.syntax(language).is_none(), "{language}");
            assert_eq!(highlighted(language, "let x = \"<b>\";"), "let x = \"&lt;b&gt;\";");
        }
    }

    #[test]
    fn what_is_kept_of_earlier_blocks_is_bounded_and_reads_the_same() {
        let block = |number: usize| format!("{{\"方塊\": {number}}}");
        let first = highlighted("json", &block(0));
        let mut kept = Kept::default();
        for number in 0..9 {
            kept.keep([number; 32], "x".repeat(KEPT / 4));
        }
        assert_eq!((kept.blocks.len(), kept.bytes), (1, KEPT / 4));
        assert_ne!(highlighted("json", &block(1)), first);
        assert_eq!(highlighted("json", &block(0)), first);
    }

    #[test]
    fn long_lines_and_large_blocks_stay_plain() {
        let long = format!("\"{}\"", "é".repeat(LONGEST_LINE));
        assert_eq!(
            highlighted("json", &format!("{{\n{long}\n: 1}}")),
            format!("{{\n{long}\n: <span class=\"hl-number\">1</span>}}")
        );
        let large = "true\n".repeat(LARGEST_BLOCK / 5 + 1);
        assert_eq!(highlighted("json", &large), large);
    }

    #[test]
    fn every_class_is_one_that_style_sheets_know() {
        let known = [
            "",
            "hl-comment",
            "hl-deleted",
            "hl-escape",
            "hl-heading",
            "hl-inserted",
            "hl-keyword",
            "hl-name",
            "hl-number",
            "hl-operator",
            "hl-property",
            "hl-string",
            "hl-type",
        ];
        let used: BTreeSet<&str> = CLASSES.iter().map(|(_, name)| *name).collect();
        assert_eq!(used.into_iter().collect::<Vec<_>>(), known);
        assert!(CLASSES.is_sorted() && ALIASES.is_sorted());
    }

    #[test]
    fn a_comment_that_goes_on_on_the_next_line_is_read_to_its_end() {
        for language in ["js", "javascript", "node", "html", "vue", "markdown", "php", "方"] {
            for code in ["a /* één", "let x = y /*\n 註解 */ + 1;\n", "<script>a /*x</script>", "<b onclick=\"a /*x\">"]
            {
                assert_eq!(stripped(&highlighted(language, code)), plain(code), "{language}");
            }
        }
        assert!(highlighted("js", "let een = \"方塊\"; /*\n*/").contains("hl-string"));
        assert!(WITHOUT_JAVASCRIPT.is_sorted());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_text_stays_as_it_is(
            language in select(PROMISED),
            code in "([a-z\"'`<>{}()\\[\\]#$%&*+:;=/\\\\\r\n\t .,!?@^|~_0-9é錯\u{0}-]|<<|EOF\n|\"\"\"|//|/\\*|--|<\\?php ){0,60}",
        ) {
            prop_assert_eq!(stripped(&highlighted(language, &code)), plain(&code));
        }
    }
}
