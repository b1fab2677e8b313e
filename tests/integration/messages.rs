//! Each message of the interface is on some page: it is looked for in two sites whose every message is its own name.

use std::collections::BTreeMap;
use std::path::Path;

use hexapla::read::{Disk, Embedded, World};
use hexapla::text::FilePath;

use crate::fixtures::git_repository::GitRepository;
use crate::fixtures::site_folder::SiteFolder;

/// The languages of both sites, whose own messages are replaced.
const LANGUAGES: [&str; 4] = ["en", "nl", "zh-TW", "ar"];

/// Shown where a site has more than a thousand pages, which takes a while to build.
const OF_LARGE_SITES: &str = "dashboard-left-out";

#[test]
fn every_message_is_shown_somewhere() {
    let (source, first) = source_with_a_past();
    let shown = [one_of_everything(), neglected(&source, &first)].map(|site| built(site.with_named_messages()));
    let template = embedded("templates/dashboard.html");
    assert!(template.contains(&format!("message(id=\"{OF_LARGE_SITES}\"")));
    let is_shown = |id: &String| id == OF_LARGE_SITES || shown.iter().any(|text| text.contains(&mark(id)));
    let unused: Vec<String> = messages().into_keys().filter(|id| !is_shown(id)).collect();
    assert_eq!(unused, [""; 0], "a page has to show it, a site above has to have such a page, or the message can go");
}

/// The ids of all messages, each with what is behind its `=`, as English has them.
fn messages() -> BTreeMap<String, String> {
    let text = embedded("locales/en/site.ftl");
    let lines = text.lines().filter(|line| line.starts_with(|char: char| char.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once(" =")).map(|(id, text)| (id.to_owned(), text.to_owned())).collect()
}

/// What stands for a message where it is shown. No other text has it, whatever is made of names in templates.
fn mark(id: &str) -> String {
    format!("⟦{id}⟧")
}

fn embedded(path: &str) -> String {
    String::from_utf8(Embedded.read(&FilePath::new(path)).unwrap()).unwrap()
}

impl SiteFolder {
    /// The same site with messages that say nothing but their names, and the date and the units that are messages themselves.
    fn with_named_messages(self) -> SiteFolder {
        let kept =
            |text: &str| ["{ $date }", "{ $units }"].into_iter().filter(|name| text.contains(name)).collect::<String>();
        let message = |(id, text): (&String, &String)| format!("{id} = {}{}\n", mark(id), kept(text));
        let messages: String = messages().iter().map(message).collect();
        LANGUAGES.iter().fold(self, |site, tag| site.with(&format!("locales/{tag}/site.ftl"), &messages))
    }
}

/// The text of all files of the built site.
fn built(site: SiteFolder) -> String {
    let run = site.run(&["build", "--quiet"]);
    assert_eq!(run.code, 0, "{run:?}");
    let public = Disk::new(site.path().join("public"));
    let files = public.files(&FilePath::new("")).unwrap();
    files.iter().map(|path| String::from_utf8_lossy(&public.read(path).unwrap()).into_owned()).collect()
}

/// The site of the browser tests, which is as sites should be.
fn one_of_everything() -> SiteFolder {
    let source = Disk::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/site"));
    let files = source.files(&FilePath::new("")).unwrap();
    files.iter().fold(SiteFolder::empty(), |site, path| site.with(path.as_str(), source.read(path).unwrap()))
}

const ENGLISH: &str = "|Error|App|Cause|What to do|
|---|---|---|---|
|HttpRequestFailure: AADSTS70008|Okta|The token expired.|Make a new token.|
|HttpRequestFailure: 503 Unavailable|Dropbox|The service is busy.|Try again in 10 minutes.|
";

/// The Dutch table; nothing heads its columns.
const DUTCH: &str = "|||||
|---|---|---|---|
|HttpRequestFailure: AADSTS70008|Okta|Het token is verlopen.|Maak een nieuw token.|
|HttpRequestFailure: 503 Niet beschikbaar|Dropbox|De dienst is bezig.|Probeer het over 20 minuten opnieuw.|
";

/// A page that has one text of each kind.
const KINDS: &str = "---
title: Kinds of texts
description: What there is to read.
---
# Kinds of texts

The first paragraph is here for those who read it.

The second paragraph is something that nobody needs any more.

- An item of a list that is read by everybody.

## How to begin

These words stay below the heading as they were.

```sh
connector status --all
```

<p>A block of HTML is shown to the reader.</p>

|Setting|Value|
|---|---|
|Timeout|10 seconds|
";

/// Its translation.
const DUTCH_KINDS: &str = "# Soorten tekst

De eerste alinea staat hier voor wie haar leest.

De tweede alinea is iets wat niemand meer nodig heeft.

- Een lijstitem dat door iedereen wordt gelezen.

## Hoe u begint

Deze woorden onder de kop blijven zoals ze waren.

```sh
connector status --all
```

<p>Een blok HTML wordt aan de lezer getoond.</p>

|Instelling|Waarde|
|---|---|
|Time-out|10 seconden|
";

/// What the source says of each kind now; an empty text was dropped.
const CHANGES: [(&str, &str); 10] = [
    ("title: Kinds of texts", "title: All kinds of texts"),
    ("What there is to read.", "What there is to read and to see."),
    ("here for those who read it", "here for nobody but those who read it"),
    ("The second paragraph is something that nobody needs any more.\n\n", ""),
    ("read by everybody", "read by nearly everybody"),
    ("How to begin", "How to begin well"),
    ("--all", "--every"),
    ("shown to the reader", "shown to each reader"),
    ("|Setting|Value|", "|Name of the setting|Value|"),
    ("10 seconds|\n", "20 seconds|\n\n## Afterwards\n\nTell your colleagues what you did.\n"),
];

/// A site without a name, which nobody looked after: translations are behind, links lead nowhere, rows are gone.
fn neglected(source: &GitRepository, first: &str) -> SiteFolder {
    let page = |text: &str| format!("---\ntitle: 錯誤\npin: {first}\n---\n# 錯誤\n\n{text}");
    let english = ENGLISH.replace("Make a new token", "Make a new token and keep it");
    let broken = "[Weg](weg.md) ![Weg](weg.png)\n\n[!INCLUDE [x](includes/weg.md)]\n";
    let config = format!(
        "[content]\nsource_locale = 'en-US'\n[check.rules]\nnumber-changed = 'warning'\nbroken-link = 'info'\n\
         [history]\nrevision_key = 'pin'\n[history.locales]\nen-US = {{ repository = '{}', path = 'docs' }}\n",
        source.path().display()
    );
    let site = SiteFolder::empty()
        .with("hexapla.toml", config)
        .with("content/en-US/toc.yml", "- name: Errors\n  items:\n    - name: Errors\n      href: errors.md\n")
        .with("content/en-US/errors.md", format!("# Errors\n\n{english}"))
        .with("content/en-US/other.md", "# Others\n\n|Error|App|\n|---|---|\n|HttpRequestFailure: AADSTS70008|Box|\n")
        .with("content/nl-NL/errors.md", page(&format!("{DUTCH}\n{broken}")))
        .with("content/zh-TW/errors.md", page(""))
        .with("content/en-US/help.md", "# Help\n\nAsk the administrator.\n\n## More\n\nAsk the owner of the app.\n")
        .with(
            "content/en-US/kinds.md",
            CHANGES.iter().fold(KINDS.to_owned(), |text, (old, new)| text.replace(old, new)),
        )
        .with(
            "content/nl-NL/kinds.md",
            format!("---\ntitle: Soorten tekst\ndescription: Wat er te lezen is.\npin: {first}\n---\n{DUTCH_KINDS}"),
        )
        .with("content/zh-TW/help.md", "# 說明\n\n請詢問管理員。\n");
    let run = site.run(&["lock", "--quiet"]);
    assert_eq!(run.code, 0, "{run:?}");
    let lock = std::fs::read_to_string(site.path().join("hexapla.lock")).unwrap();
    let name = lock.lines().find_map(|line| line.strip_prefix("[entries.")?.strip_suffix(']')).unwrap();
    let lost = format!("{lock}\n[renamed]\noude-naam = \"{name}\"\n\n[removed]\nweg = \"errors\"\n");
    site.with("hexapla.lock", lost)
}

/// The repository of the source, and the revision that translations name, after which its first row was edited.
fn source_with_a_past() -> (GitRepository, String) {
    let source = GitRepository::new();
    source.write("docs/errors.md", &format!("# Errors\n\n{ENGLISH}"));
    // Its changes are not committed, so that it is not known since when its translation is behind.
    source.write("docs/kinds.md", KINDS);
    let first = source.commit("first");
    source.write(
        "docs/errors.md",
        &format!("# Errors\n\n{}", ENGLISH.replace("Make a new token", "Make a new token and keep it")),
    );
    source.commit("second");
    (source, first)
}
