//! A whole site: read, aligned, checked, reported in every format, and built.

use hexapla::pipeline;

use super::page::PAIRS;
use super::{Target, Traits};
use crate::made_up_site::{build, check_findings, load, world};

/// The target.
pub const TARGET: Target = Target {
    name: "site",
    run,
    tokens: &[
        "\n=== content/nl-NL/a.md\n",
        "\n=== content/zh-TW/a.md\n",
        "\n=== content/en-US/a.md\n",
        "\n=== content/nl-NL/toc.yml\n",
        "\n=== content/zh-TW/TOC.md\n",
        "\n=== content/nl-NL/b/toc.yml\n",
        "\n=== hexapla.toml\n[content]\nsource_locale = \"nl-NL\"\n",
        "\n=== hexapla.toml\n[site]\nbase_url = \"https://a.example/x/\"\n",
        "\n=== hexapla.lock\nversion = 1\n",
        "\n=== glossary.csv\nkeep,nl-NL,zh-TW\n",
        "\n=== content/nl-NL/media/a.svg\n",
        "\n=== content/nl-NL/media/a.png\n",
        "\n=== content/ar-SA/a.md\n",
        "|",
        "\n|Fout|App|Omschrijving|\n|---|---|---|\n",
        "\n|錯誤訊息|應用程式|說明|\n|---|---|---|\n",
        "|HttpRequestFailure: 401|Box|het lukte niet|\n",
        "|HttpRequestFailure: 401|Box|無法完成|\n",
        "|---|---|\n",
        "# ",
        "## Kop\n",
        "## 標題\n",
        "- ",
        "> ",
        "> [!NOTE]\n> ",
        "```json\n",
        "```\n",
        "`",
        "**",
        "*",
        "~~",
        "[a](b.md)",
        "[a](#kop)",
        "![圖](media/a.svg)",
        "[!INCLUDE [a](includes/i.md)]\n",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<a name=\"kop\"></a>",
        "<a id=\"x\" href=\"",
        "<img src=x onerror=y>",
        "<svg><script>x</script></svg>",
        "<math><mi>",
        "<p>",
        "<table><tr><td>",
        "<details>",
        "<script>",
        "</script>",
        "</title>",
        "</textarea>",
        "<style>",
        "<!--",
        "-->",
        "<template>",
        "<select>",
        "<noscript>",
        "<iframe>",
        "<TenantId>",
        "[x](javascript:a)",
        "[x](data:text/html,a)",
        "[^1]",
        "\n[^1]: x\n",
        "$x$",
        "{{ x }}",
        "{% if %}",
        "&lt;script&gt;",
        "&#x6a;",
        ":::row:::\n",
        ":::column:::\n",
        ":::column-end:::\n",
        ":::row-end:::\n",
        ":::zone pivot=\"a\"\n",
        ":::zone-end\n",
        "# [Tab](#tab/a)\n",
        "***\n",
        "---\n",
        "title: ",
        "\u{202e}",
        "401",
        "403",
        "AADSTS70002",
        "niet",
        "不",
        "2,5 MB",
        "<!-- hexapla-ignore -->\n",
        "<!-- hexapla-ignore-next-line missing-row -->\n",
    ],
    pairs: PAIRS,
    frames: &[
        "=== content/nl-NL/a.md\n{}\n",
        "=== content/nl-NL/a.md\n{}\n=== content/zh-TW/a.md\n{}\n",
        "=== content/nl-NL/a.md\n|Foutmelding|App|\n|---|---|\n{}\n=== content/zh-TW/a.md\n|錯誤訊息|應用程式|\n|---|---|\n{}\n",
        "=== content/nl-NL/a.md\n|Foutmelding|App|\n|---|---|\n|{}|Box|\n",
        "=== content/nl-NL/a.md\n# {}\n",
        "=== content/nl-NL/a.md\n```json\n{}\n```\n",
        "=== content/nl-NL/a.md\n```powershell\n{}\n```\n",
        "=== content/nl-NL/a.md\n# A\n=== content/nl-NL/toc.yml\n{}\n",
        "=== content/nl-NL/a.md\nde fout\n=== glossary.csv\nkeep,nl-NL,zh-TW\n{}\n",
        "=== content/nl-NL/a.md\n# A\n{}\n=== content/nl-NL/b.md\n# B\n",
    ],
    trials: 8,
};

fn run(input: &[u8], traits: &mut Traits) {
    let world = world(input);
    let Some(site) = load(&world) else { return };
    traits.found(&site.load_diagnostics);
    traits.count("entries", site.alignment.entries.len());
    traits.count("pages", site.corpus.pages.len());
    if let Ok(found) = pipeline::check(&world, &site) {
        for finding in &found.findings {
            traits.note(finding.diagnostic.rule);
        }
        traits.count("findings", found.findings.len());
        check_findings(&world, &found.findings);
    }
    let files = build(&world, &site);
    traits.count("files", files.len());
}
