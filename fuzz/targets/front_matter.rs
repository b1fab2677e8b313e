//! Front matter: the input is what stands between the two lines `---`.

use std::collections::BTreeSet;

use hexapla::parse::{front_matter_date, front_matter_list};

use super::page::read;
use super::{Target, Traits, check_diagnostics, check_place, source_of, text_of};

/// The target.
pub const TARGET: Target = Target {
    name: "front-matter",
    run,
    tokens: YAML,
    pairs: &[("[", "]"), ("{", "}"), ("{a: ", "}"), ("\"", "\""), ("'", "'"), ("- ", "\n"), (" a:\n", "")],
    frames: &["{}", "title: 錯誤\n{}\n", "a: {}\n", "a: [{}]\n", "a: \"{}\"\n", "a:\n{}\n", "a: |\n{}\n"],
    trials: 500,
};

/// The signs of YAML.
pub const YAML: &[&str] = &[
    ": ",
    ":",
    ":\n",
    "- ",
    "-",
    "\n- ",
    "\n  ",
    "\n",
    "  ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!str ",
    "!",
    "!<tag:a>",
    "%YAML 1.2\n",
    "|\n",
    "|-\n",
    ">\n",
    "\"",
    "'",
    "#",
    " # x",
    "---\n",
    "...\n",
    "---",
    "~",
    "null",
    "true",
    "no",
    "012",
    "0x1F",
    "1e9",
    ".inf",
    "2017-06-30",
    "06/30/2017",
    "2017-13-45",
    "title: ",
    "description: 錯誤\n",
    "ms.date: 10/15/2016\n",
    "date: ",
    "aliases: [a, b]\n",
    "aliases:\n- /x\n",
    "redirect_from: ",
    "weight: 1\n",
    "source_revision: ",
    "template: ",
    "sleutel: waarde\n",
    "\\x41",
    "\\u0000",
    "\\",
    "\t",
    "@",
    "`",
    "a: b\n",
    "a:\n",
    "\"a b\": c\n",
];

fn run(input: &[u8], traits: &mut Traits) {
    let inside = text_of(input);
    let source = source_of("content/zh-TW/a.md", format!("---\n{inside}\n---\n# Kop\n").as_bytes());
    let (document, diagnostics) = read(source.clone());
    check_diagnostics(&source, &diagnostics);
    traits.found(&diagnostics);
    let front_matter = &document.page.front_matter;
    let span = front_matter.span.as_ref().expect("the block is closed");
    check_place(source.text(), &span.range(), "the block");
    assert!(span.end == document.body, "the body does not begin below the block");
    let mut keys = BTreeSet::new();
    for value in &front_matter.values {
        check_place(source.text(), &value.span.range(), "a key");
        assert!(value.span.start >= span.start && value.span.end <= span.end, "a key is outside the block");
        assert!(keys.insert(&value.key), "the key `{}` is there twice", value.key);
        traits.count("items", front_matter_list(&value.value).len());
        traits.count("length", value.value.len());
    }
    traits.count("keys", keys.len());
    traits.note(front_matter_date(front_matter).is_some());
    assert!(front_matter == &read(source).0.page.front_matter, "reading twice does not give the same");
}
