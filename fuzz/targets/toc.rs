//! A table of contents: the input is read as `toc.yml`, as `TOC.md`, and as a part of a site.

use hexapla::cache::NoCache;
use hexapla::config::Options;
use hexapla::parse::{ContentsLine, parse_contents};
use hexapla::pipeline;
use hexapla::read::{Embedded, Memory};

use super::{Target, Traits, check_diagnostics, check_place, source_of};

/// The target.
pub const TARGET: Target = Target {
    name: "toc",
    run,
    tokens: &[
        "- name: ",
        "  href: ",
        "  items:\n",
        "  - name: A\n",
        "- name: Kop\n  href: a.md\n",
        "  topicHref: a.md\n",
        "  tocHref: b/toc.yml\n",
        "  homepage: a.md\n",
        "items:\n",
        "a.md",
        "toc.yml",
        "../toc.yml",
        "b/toc.yml",
        "b/",
        "~/a.md",
        "#kop",
        "https://a.example/",
        "javascript:x",
        "# ",
        "## ",
        "- ",
        "  - ",
        "* ",
        "1. ",
        "[a](a.md)",
        "[a](b/toc.yml)",
        "[",
        "](",
        ")",
        "{",
        "}",
        "[]",
        ": ",
        "\n",
        "&a ",
        "*a",
        "|\n",
        "\"",
        "'",
        "錯誤",
        "expanded: true\n",
        "> ",
        "`",
        "**",
    ],
    pairs: &[
        ("[", "]"),
        ("{items: ", "}"),
        ("{name: a, items: [", "]}"),
        ("- items:\n  ", "\n"),
        ("[", "](a.md)"),
        ("- ", "\n"),
        ("> ", ""),
        ("*a ", " b*"),
    ],
    frames: &["{}", "- name: A\n  items:\n{}\n", "# Kop\n{}\n", "- [{}](a.md)\n", "- name: \"{}\"\n", "items: [{}]\n"],
    trials: 150,
};

/// Nobody nests deeper; the limit is `parse`'s own.
const DEEPEST: usize = 40;

fn run(input: &[u8], traits: &mut Traits) {
    for name in ["content/nl-NL/toc.yml", "content/nl-NL/TOC.md"] {
        let source = source_of(name, input);
        let (lines, wrong) = parse_contents(&source);
        check_diagnostics(&source, wrong.as_slice());
        traits.found(wrong.as_slice());
        let count = check_lines(source.text(), &lines, 0, traits);
        assert!(count <= input.len() + 1, "{count} lines were read from {} bytes", input.len());
        traits.count(name, count);
        assert!(lines == parse_contents(&source).0, "reading twice does not give the same");
        let world = Memory::new([("content/nl-NL/a.md", "# A\n"), ("content/nl-NL/b/c.md", "# C\n")])
            .with("content/nl-NL/b/toc.yml", "- name: C\n  href: c.md\n")
            .with(name, input);
        let site = pipeline::load(&world, &Embedded, &NoCache, Options::default(), &[])
            .expect("the configuration is the default");
        traits.found(&site.load_diagnostics);
    }
}

/// Checks lines and those below them; answers how many there are.
fn check_lines(text: &str, lines: &[ContentsLine], depth: usize, traits: &mut Traits) -> usize {
    assert!(depth < DEEPEST, "a table of contents is {depth} deep");
    let mut count = lines.len();
    for line in lines {
        check_place(text, &line.range, "a line");
        traits.note((line.target.is_some(), line.nested.is_some(), line.title.is_empty(), depth.min(5)));
        count += check_lines(text, &line.lines, depth + 1, traits);
    }
    count
}
