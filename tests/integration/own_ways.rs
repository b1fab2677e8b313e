//! What a translation does in its own way is no mistake, and what looks like it and is one is told.

use crate::fixtures::site_folder::SiteFolder;

/// What the rule finds in a page of the source and its Chinese and Dutch translations.
fn found(rule: &str, english: &str, dutch: &str, chinese: &str) -> Vec<String> {
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n")
        .with("content/en-US/a.md", english)
        .with("content/nl-NL/a.md", dutch)
        .with("content/zh-TW/a.md", chinese);
    // A key that a language has on none of its pages is not its own.
    let site = ["en-US", "nl-NL", "zh-TW"]
        .iter()
        .fold(site, |site, tag| site.with(&format!("content/{tag}/b.md"), "---\ntitle: Okta\nid: b\n---\n\n`Okta`\n"));
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    run.stdout.lines().filter(|line| line.contains(&format!("[{rule}]"))).map(str::to_owned).collect()
}

#[test]
fn a_translation_may_name_all_its_anchors_and_not_one_of_them_wrongly() {
    let names = ["Proxies", "Tokens", "Licenses", "Servers"];
    let english: String = names.iter().map(|name| format!("\n## {name}\n\nLook at `{name}`.\n")).collect();
    let page = |words: [&str; 4], anchor: &dyn Fn(usize) -> String| {
        let part =
            |(at, word): (usize, &&str)| format!("\n## {word} {{#{}}}\n\n{word} `{}`。\n", anchor(at), names[at]);
        words.iter().enumerate().map(part).collect::<String>()
    };
    let as_there = |at: usize| names[at].to_lowercase();
    let dutch = page(["Proxy's", "Tokens", "Licenties", "Servers"], &as_there);
    let chinese = ["代理", "權杖", "授權", "伺服器"];
    let own = page(chinese, &|at| format!("deel-{at}"));
    assert_eq!(found("heading-anchor-drift", &english, &dutch, &own), Vec::<String>::new());
    let slip = page(chinese, &|at| if at == 2 { "licence".to_owned() } else { as_there(at) });
    assert_eq!(found("heading-anchor-drift", &english, &dutch, &slip).len(), 1);
}

#[test]
fn levels_that_follow_from_the_heading_above_are_told_with_it() {
    let page = |words: [&str; 3], levels: [usize; 3]| {
        let part = |(word, level): (&&str, usize)| format!("\n{} {word}\n\nA `{level}`.\n", "#".repeat(level));
        let codes = ["x", "y", "z"];
        let parts = words.iter().zip(levels).enumerate();
        parts
            .map(|(at, part_of)| part(part_of).replace(&format!("`{}`", part_of.1), &format!("`{}_{at}`", codes[at])))
            .collect::<String>()
    };
    let english = page(["Connect", "Proxy", "Token"], [2, 3, 3]);
    let dutch = page(["Verbinden", "Proxy", "Token"], [2, 3, 3]);
    let moved = page(["連線", "代理", "權杖"], [3, 4, 4]);
    assert_eq!(found("heading-level-changed", &english, &dutch, &moved).len(), 1);
    let one = page(["連線", "代理", "權杖"], [2, 3, 2]);
    assert_eq!(found("heading-level-changed", &english, &dutch, &one).len(), 1);
}

#[test]
fn a_title_may_be_the_first_heading_and_an_id_the_name_of_the_file() {
    let english = "---\ntitle: Tokens\nid: a\n---\n\nMake a new token.\n";
    let dutch = "---\ntitle: Tokens\nid: a\n---\n\nMaak een nieuw token.\n";
    assert_eq!(found("front-matter-drift", english, dutch, "# 權杖\n\n請建立新的權杖。\n"), Vec::<String>::new());
    assert_eq!(found("front-matter-drift", english, dutch, "請建立新的權杖。\n").len(), 1);
    let other = "---\ntitle: 權杖\nid: c\n---\n\n請建立新的權杖。\n";
    assert_eq!(found("front-matter-drift", english, dutch, other).len(), 1);
}

#[test]
fn emphasis_by_other_means_is_not_lost() {
    let english = "Select **Save** and read the *whole* message.\n";
    let dutch = "Kies **Opslaan** en lees het *hele* bericht.\n";
    assert_eq!(found("markup-changed", english, dutch, "選取「儲存」，並閱讀完整訊息。\n"), Vec::<String>::new());
    assert_eq!(found("markup-changed", english, dutch, "選取儲存，並閱讀完整訊息。\n").len(), 1);
}

#[test]
fn pages_of_the_repository_are_no_orphans_and_pages_of_mdx_are_named() {
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n")
        .with("content/en-US/a.md", "# Tokens\n")
        .with("content/zh-TW/a.md", "# 權杖\n")
        .with("content/zh-TW/CHANGELOG.md", "# 變更記錄\n")
        .with("content/zh-TW/oud.md", "# 舊頁面\n")
        .with("content/zh-TW/kaart.mdx", "# 地圖\n");
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    let orphans: Vec<&str> = run.stdout.lines().filter(|line| line.contains("[orphan-page]")).collect();
    assert_eq!(orphans.len(), 1, "{orphans:?}");
    assert!(orphans[0].starts_with("content/zh-TW/oud.md"), "{orphans:?}");
    assert!(run.stdout.contains("[file-not-copied] the page `kaart.mdx` is not on the site: MDX is not read"));
}
