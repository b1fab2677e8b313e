//! Languages of which none is the source.

use crate::fixtures::site_folder::SiteFolder;

/// Pages in which both languages keep a name four times, and one of them leaves it out of a sentence.
fn site(config: &str) -> SiteFolder {
    let rows = |sentence: &str| {
        (1..5).map(|number| format!("|E{number}|Okta|{sentence} Okta {number}.|\n")).collect::<String>()
    };
    SiteFolder::empty()
        .with("hexapla.toml", config)
        .with(
            "content/nl-NL/a.md",
            format!(
                "# A\n\nDaarna vraag je Okta om een nieuw token.\n\n|Fout|App|Oplossing|\n|---|---|---|\n{}",
                rows("Wacht op")
            ),
        )
        .with(
            "content/zh-TW/a.md",
            format!("# A\n\n然後索取新的權杖。\n\n|錯誤|應用程式|解決方法|\n|---|---|---|\n{}", rows("等候")),
        )
}

fn names_missed(site: &SiteFolder) -> usize {
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    run.stdout.lines().filter(|line| line.contains("name-translated")).count()
}

#[test]
fn of_two_languages_without_a_source_neither_has_to_say_a_name_where_the_other_does() {
    assert_eq!(names_missed(&site("[content]\nsource_locale = 'nl-NL'\n")), 1);
    assert_eq!(names_missed(&site("[content]\n")), 0);
}
