//! Files that include each other: in circles, twice, deep, and from where there is nothing.

use hexapla::pipeline;

use super::{Target, Traits};
use crate::made_up_site::{build, load, world};

/// The target.
pub const TARGET: Target = Target {
    name: "include-graph",
    run,
    tokens: &[
        "\n=== content/nl-NL/a.md\n",
        "\n=== content/nl-NL/b/c.md\n",
        "\n=== content/nl-NL/includes/0.md\n",
        "\n=== content/nl-NL/includes/1.md\n",
        "\n=== content/nl-NL/includes/2.md\n",
        "\n=== content/nl-NL/includes/3.md\n",
        "\n=== content/nl-NL/includes/diep/4.md\n",
        "\n=== content/zh-TW/a.md\n",
        "\n=== content/zh-TW/includes/0.md\n",
        "[!INCLUDE [a](0.md)]",
        "[!INCLUDE [a](1.md)]\n",
        "[!INCLUDE [b](2.md)]\n",
        "[!INCLUDE [c](3.md)]\n",
        "[!INCLUDE [d](diep/4.md)]\n",
        "[!INCLUDE [e](../1.md)]\n",
        "[!INCLUDE [f](includes/0.md)]\n\n",
        "[!INCLUDE [f](includes/1.md)]\n",
        "[!INCLUDE [g](~/includes/2.md)]\n",
        "[!INCLUDE [h](../../zh-TW/a.md)]\n",
        "[!INCLUDE [i](a.md)]\n",
        "[!INCLUDE[](includes/0.md)]",
        "[!include [j](includes/3.md)]\n",
        "> ",
        "- ",
        "    ",
        "|Fout|App|\n|---|---|\n|x|Box|\n",
        "# Kop\n",
        "錯誤",
        "\n\n",
        "%31.md",
        "#kop",
        "?x",
        "../../../../etc/passwd",
    ],
    pairs: &[("> ", "\n"), ("- ", "\n"), ("[", "](includes/0.md)]"), ("**", "**")],
    frames: &[
        "=== content/nl-NL/a.md\n{}\n=== content/nl-NL/includes/0.md\n錯誤\n=== content/nl-NL/includes/1.md\n[!INCLUDE [a](0.md)]\n",
        "=== content/nl-NL/a.md\n[!INCLUDE [f](includes/0.md)]\n=== content/nl-NL/includes/0.md\n{}\n",
        "=== content/nl-NL/a.md\n[!INCLUDE [f](includes/{n}.md)]\n{}\n",
    ],
    trials: 12,
};

/// So many bytes a site has without any content.
const THEME: usize = 8 << 20;

/// So many bytes stand around the content of a page: its head, its navigation, its other languages.
const AROUND_A_PAGE: usize = 48 << 10;

/// So many times the input may come out: each page is written in several forms, for several locales.
const MOST_TIMES: usize = 64;

fn run(input: &[u8], traits: &mut Traits) {
    let world = world(input);
    let Some(site) = load(&world) else { return };
    traits.found(&site.load_diagnostics);
    traits.count("includes", site.corpus.includes.files.len());
    if let Ok(found) = pipeline::check(&world, &site) {
        traits.count("findings", found.findings.len());
    }
    let bytes: usize = build(&world, &site).values().map(Vec::len).sum();
    traits.count("bytes", bytes);
    let most = MOST_TIMES * input.len() + THEME + AROUND_A_PAGE * site.plan.pages.len();
    assert!(bytes <= most, "{bytes} bytes come of {}", input.len());
}
