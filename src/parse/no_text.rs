//! Blocks that only a program reads, though Markdown takes them for paragraphs.

/// Whether a block is nothing but what a site generator replaces or drops: JSX tags, `import` and `export` lines,
/// shortcodes, includes, attribute lists and marks of directives. Nobody translates them.
///
/// A block with any other word is text, as is one with a directive that has a title.
pub(super) fn is_no_text(block: &str) -> bool {
    let mut rest = skip_quotes(block);
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let Some(length) = program_part(rest) else { return false };
        rest = skip_quotes(&rest[length..]);
    }
    true
}

/// What follows blanks and the marks of quotes.
fn skip_quotes(text: &str) -> &str {
    text.trim_start_matches(|char: char| char.is_whitespace() || char == '>')
}

/// The bytes of what only a program reads at the start of a text; `None` where it begins otherwise.
fn program_part(text: &str) -> Option<usize> {
    /// What begins and ends where it says so. Longer beginnings come before shorter ones.
    const ENCLOSED: [(&str, &str); 11] = [
        ("{/*", "*/}"),
        ("{*", "*}"),
        ("{!", "!}"),
        ("{{<", ">}}"),
        ("{{%", "%}}"),
        ("{{#", "}}"),
        ("{%", "%}"),
        ("{:", "}"),
        ("{#", "}"),
        ("{.", "}"),
        ("[!INCLUDE", ")]"),
    ];
    for (start, end) in ENCLOSED {
        if text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)) {
            return text.find(end).map(|at| at + end.len());
        }
    }
    let line = text.lines().next().unwrap_or_default();
    let is_line = is_import(line) || is_directive(line) || is_snippet(line) || is_div(line);
    if is_line {
        return Some(line.len());
    }
    if text.starts_with('<') {
        return jsx_tag(text);
    }
    let is_export = ["export const ", "export default ", "export function ", "export let "].iter();
    if is_export.clone().any(|start| line.starts_with(start)) {
        // Code goes on to the end of its block.
        return Some(text.len());
    }
    // An import over several lines ends where it names its file.
    let is_open = line.starts_with("import {") && !line.contains('}');
    let last = text.lines().find(|line| line.trim_start().starts_with('}') && line.contains(" from "))?;
    is_open.then(|| last.as_ptr() as usize - text.as_ptr() as usize + last.len())
}

/// `import Tabs from '@theme/Tabs';` or `import "./a.css"`. A sentence that begins so names no file at its end.
fn is_import(line: &str) -> bool {
    let file = line.strip_prefix("import ").map(|rest| rest.trim_end().trim_end_matches(';'));
    file.is_some_and(|file| file.ends_with(['\'', '"']) && (file.contains(" from ") || file.starts_with(['\'', '"'])))
}

/// `:::`, or `:::note` without a title.
fn is_directive(line: &str) -> bool {
    let name = line.trim_end().strip_prefix(":::").map(|rest| rest.trim_start_matches(':').trim_start());
    name.is_some_and(|name| name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_')))
}

/// A line that a file takes the place of: `--8<-- "a.md"`, `<<< @/a.ts{2,4}`.
fn is_snippet(line: &str) -> bool {
    let file = line.strip_prefix("<<<").map(str::trim_start);
    line.starts_with("--8<--") || file.is_some_and(|file| file.starts_with(['@', '.', '/']))
}

/// docfx's `[!div class="x"]`, which gives the block around it a class.
fn is_div(line: &str) -> bool {
    let line = line.trim_end();
    line.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("[!div")) && line.ends_with(']')
}

/// The bytes of a tag of a component, which a capital begins, or of a fragment. Its attributes may hold braces, quotes and
/// other tags.
fn jsx_tag(text: &str) -> Option<usize> {
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    if name.starts_with('>') {
        return text.find('>').map(|at| at + 1);
    }
    if !name.starts_with(|char: char| char.is_ascii_uppercase()) {
        return None;
    }
    let (mut depth, mut quote) = (0_usize, None);
    for (at, char) in text.char_indices() {
        match (quote, char) {
            (Some(open), _) if open == char => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(char),
            (None, '{' | '(' | '[') => depth += 1,
            (None, '}' | ')' | ']') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_no_text;

    #[test]
    fn what_only_a_program_reads_is_no_text() {
        for block in [
            "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';",
            "import {\n  Kaart,\n  Rooster,\n} from '@site/src/kaarten';",
            "export const Kleur = ({children}) => (\n  <span>{children}</span>\n);",
            "<Tabs\ngroupId=\"api\"\nvalues={[\n{label: '管理 API', value: 'a > b'},\n]}>",
            "</TabItem>\n</Tabs>",
            "{/* een opmerking voor 譯者 */}",
            "{{< tabs name=\"voorbeeld\" >}}",
            "{{% notice tip %}}",
            "{: .kader }",
            "[!include [標題](includes/a.md)]",
            "> [!div class=\"mx-tableFixed\"]",
            ":::note",
            "--8<-- \"deel.md\"",
            "<<< @/stukken/voorbeeld.ts{2,14}",
            "{* ../../docs_src/voorbeeld.py hl[14,17] *}",
            "{! ../../範例.py !}",
            "{{#include ../listings/voorbeeld.rs:14:17}}",
        ] {
            assert!(is_no_text(block), "{block}");
        }
    }

    #[test]
    fn a_block_with_a_word_for_readers_is_text() {
        for block in [
            "import het bestand uit de map",
            "<Tabs> Kies een tabblad </Tabs>",
            "<b>重要</b>",
            ":::note 注意事項",
            "[!UICONTROL Opslaan]",
            "{naam} is leeg",
            "<<< 請看這裡",
            "<TenantId> 是租用戶的識別碼",
            "<Tabs values={[",
            "",
        ] {
            assert!(!is_no_text(block), "{block}");
        }
    }
}
