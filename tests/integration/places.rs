//! Links and images that leave the folder of their language.

use crate::fixtures::git_repository::GitRepository;
use crate::fixtures::site_folder::SiteFolder;

/// A picture in a folder beside those of two languages.
fn shared() -> SiteFolder {
    SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\nroot = 'docs'\n")
        .with("docs/images/flow.png", PIXEL)
        .with("docs/en-US/guide/start.md", "# Start\n\n![The flow](../../images/flow.png)\n")
        .with("docs/nl-NL/guide/start.md", "# Begin\n\n![De stroom](../../images/flow.png)\n")
        .with("docs/zh-TW/guide/start.md", "# 開始\n\n![流程](../../images/flow.png)\n")
}

/// A picture of one point.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn findings(site: &SiteFolder) -> Vec<String> {
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    run.stdout.lines().map(str::to_owned).collect()
}

/// Where the first image or link of a page leads, as a file of the built site.
fn target(site: &SiteFolder, page: &str, attribute: &str) -> String {
    let html = std::fs::read_to_string(site.path().join("public").join(page)).unwrap();
    let article = html.split("<article").nth(1).expect("the page has an article");
    let value = article.split(&format!("{attribute}=\"")).nth(1).unwrap_or_else(|| panic!("{article}"));
    let value = value.split('"').next().unwrap();
    let mut path: Vec<&str> = page.split('/').collect();
    path.pop();
    for part in value.split('/') {
        match part {
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

#[test]
fn a_picture_in_a_folder_beside_the_languages_is_shown_by_all_of_them() {
    let site = shared();
    assert_eq!(findings(&site), [""; 0]);
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    for page in ["en-us/guide/start/index.html", "nl-nl/guide/start/index.html", "zh-tw/guide/start/index.html"] {
        let shown = target(&site, page, "img src");
        assert_eq!(std::fs::read(site.path().join("public").join(&shown)).unwrap(), PIXEL, "{shown}");
    }
}

#[test]
fn only_pictures_that_pages_name_are_taken_from_beside_the_languages() {
    let site = shared()
        .with("docs/images/niemand.png", PIXEL)
        .with("docs/geheim.json", "{}")
        .with("docs/.verborgen/a.png", PIXEL)
        .with("elders/b.png", PIXEL)
        .with(
            "docs/nl-NL/guide/start.md",
            "# Begin\n\n![De stroom](../../images/flow.png) ![a](../../.verborgen/a.png) ![b](../../../elders/b.png)\n\n\
             [c](../../geheim.json)\n",
        );
    let found = findings(&site);
    for (rule, name) in [
        ("broken-image", ".verborgen/a.png"),
        ("broken-image", "elders/b.png"),
        ("broken-link", "geheim.json` is there"),
    ] {
        assert!(found.iter().any(|line| line.contains(rule) && line.contains(name)), "{name}: {found:#?}");
    }
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let built = walkdir::WalkDir::new(site.path().join("public")).into_iter().map(|entry| entry.unwrap().into_path());
    let names: Vec<String> = built.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    assert!(names.contains(&"flow.png".to_owned()));
    for name in ["niemand.png", "geheim.json", "a.png", "b.png"] {
        assert!(!names.contains(&name.to_owned()), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_beside_the_languages_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("flow.png"), PIXEL).unwrap();
    let site = shared();
    std::fs::remove_dir_all(site.path().join("docs/images")).unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path().join("docs/images")).unwrap();
    assert_eq!(findings(&site).iter().filter(|line| line.contains("broken-image")).count(), 3);
}

#[test]
fn a_link_into_the_folder_of_another_language_leads_to_the_page_in_the_readers_own() {
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n")
        .with("content/en-US/guide/start.md", "# Start\n\nRead [the plan](../plan.md#goal) first.\n")
        .with("content/en-US/plan.md", "# Plan\n\n## Goal\n\nText.\n")
        .with("content/nl-NL/guide/start.md", "# Begin\n\nLees eerst [het plan](../../en-US/plan.md#goal).\n")
        .with("content/nl-NL/plan.md", "# Plan\n\n## Goal\n\nTekst.\n");
    let found = findings(&site);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("link-changed") && found[0].contains("leads into the folder of `en-US`"), "{found:#?}");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    assert_eq!(target(&site, "nl-nl/guide/start/index.html", "a href"), "nl-nl/plan/#goal");
    assert_eq!(site.run(&["fix", "--suggested", "--force", "--quiet"]).code, 0);
    let page = std::fs::read_to_string(site.path().join("content/nl-NL/guide/start.md")).unwrap();
    assert!(page.contains("(../plan.md#goal)"), "{page}");
    assert_eq!(findings(&site), [""; 0]);
}

#[test]
fn a_link_to_a_page_that_only_the_source_has_is_no_finding() {
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n[check.rules]\nmissing-page = 'off'\n")
        .with("content/en-US/start.md", "# Start\n\nRead [the plan](plan.md) first.\n")
        .with("content/en-US/plan.md", "# Plan\n\nText.\n")
        .with("content/zh-TW/start.md", "# 開始\n\n請先閱讀[計畫](../en-US/plan.md)。\n");
    assert_eq!(findings(&site), [""; 0]);
}

#[test]
fn a_link_to_a_folder_without_an_index_leads_to_the_first_page_in_it_in_all_languages() {
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n[check.rules]\nmissing-page = 'off'\n")
        .with("content/en-US/start.md", "# Start\n\nSee [all sources](sources).\n")
        .with("content/en-US/sources/api.md", "# API\n")
        .with("content/en-US/sources/file.md", "# File\n")
        .with("content/nl-NL/start.md", "# Begin\n\nZie [alle bronnen](../en-US/sources/).\n")
        .with("content/nl-NL/sources/file.md", "# Bestand\n");
    assert_eq!(findings(&site), [""; 0]);
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    assert_eq!(target(&site, "en-us/start/index.html", "a href"), "en-us/sources/api/");
    assert_eq!(target(&site, "nl-nl/start/index.html", "a href"), "nl-nl/sources/api/");
}

#[test]
fn links_of_an_original_that_is_no_page_of_the_site_are_those_of_its_translations() {
    let source = GitRepository::new();
    source.write("docs/guide/start.md", "# Start\n\nRead [the plan](plan.md) and [the help](../help.md).\n");
    source.write("docs/guide/plan.md", "# Plan\n");
    let commit = source.commit("source");
    let config = format!(
        "[history]\nrevision_key = 'revision'\n[history.locales]\nen-US = {{ repository = '{}', path = 'docs' }}\n",
        source.path().display()
    );
    let site = SiteFolder::empty()
        .with("hexapla.toml", config)
        .with(
            "content/nl-NL/guide/start.md",
            format!("---\nrevision: {commit}\n---\n# Begin\n\nLees [het plan](./plan.md) en [de hulp](../help.md).\n"),
        )
        .with("content/nl-NL/guide/plan.md", format!("---\nrevision: {commit}\n---\n# Plan\n"));
    let found = findings(&site);
    assert!(found.iter().all(|line| !line.contains("link-changed")), "{found:#?}");
}

#[test]
fn an_address_in_a_language_that_is_not_the_readers_is_reported() {
    let page = |words: &str, language: &str| format!("# A\n\n{words} [x](https://hulp.example/{language}/x).\n");
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n")
        .with("content/en-US/a.md", page("Read the text at", "en-us"))
        .with("content/ja-JP/a.md", page("本文はこちら", "ja-jp"))
        .with("content/nl-NL/a.md", page("Lees de tekst op", "ja-jp"))
        .with("content/zh-TW/a.md", page("請閱讀這裡的文字", "zh-tw"));
    let found = findings(&site);
    let links: Vec<&String> = found.iter().filter(|line| line.contains("link-changed")).collect();
    assert!(links.len() == 1 && links[0].contains("nl-NL"), "{found:#?}");
}
