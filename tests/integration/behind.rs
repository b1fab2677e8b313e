//! What readers and translators see of a page that is behind its source: the notice on the page, the page that compares
//! its languages, the list of work, and dates.

use std::fs;

use serde_json::Value;

use crate::fixtures::git_repository::GitRepository;
use crate::fixtures::site_folder::SiteFolder;

/// The source's page; each pair of braces is a place that the source changes.
fn english(is_new: bool) -> String {
    let [stop, minutes, token] = match is_new {
        false => ["restart", "10", "Make a new token."],
        true => ["stop", "15", "Make a new token and send it to nobody."],
    };
    let added =
        if is_new { "\n## Afterwards\n\nTell your colleagues what you did, so that they know it.\n" } else { "" };
    format!(
        "---\ntitle: Errors\n---\n# Errors\n\nRead the whole message before you {stop} anything.\n\nYou need an account of an administrator, and {minutes} minutes.\n\n- Write down when the error was seen first.\n\n|Error|App|What to do|\n|---|---|---|\n|HttpRequestFailure: 401|Okta|{token}|\n|HttpRequestFailure: 503|Dropbox|Try again in 10 minutes.|\n{added}"
    )
}

const DUTCH: &str = "# Fouten\n\nLees de hele melding voordat u iets opnieuw start.\n\nU hebt een account van een beheerder nodig, en 10 minuten.\n\n- Noteer wanneer de fout voor het eerst is gezien.\n\n|Fout|App|Oplossing|\n|---|---|---|\n|HttpRequestFailure: 401|Okta|Maak een nieuw token.|\n|HttpRequestFailure: 503|Dropbox|Probeer het over 10 minuten opnieuw.|\n";
const CHINESE: &str = "# 錯誤\n\n在重新啟動任何項目之前，請先閱讀完整訊息。\n\n您需要系統管理員的帳戶，以及 10 分鐘。\n\n- 記下第一次看到錯誤的時間。\n\n|錯誤|應用程式|解決方法|\n|---|---|---|\n|HttpRequestFailure: 401|Okta|請建立新的權杖。|\n|HttpRequestFailure: 503|Dropbox|請在 10 分鐘後再試一次。|\n";
const BRITISH: &str = "# Errors\n\nPlease read all of the message before restarting things.\n\nAn administrator's account is needed, and 10 minutes.\n\n- Note when the error was first seen.\n\n|Error|App|What to do|\n|---|---|---|\n|HttpRequestFailure: 401|Okta|Create another token.|\n|HttpRequestFailure: 503|Dropbox|Retry after 10 minutes.|\n";

/// A built site whose translations are two commits of the source behind, and what [`SiteFolder`] keeps.
struct Built {
    folder: SiteFolder,
    _repository: GitRepository,
}

impl Built {
    fn new(config: &str) -> Built {
        let repository = GitRepository::new();
        repository.write("docs/errors.md", &english(false));
        let first = repository.commit_at("first", "2026-01-05T12:00:00Z");
        let half = english(false).replace("restart", "stop");
        repository.write("docs/errors.md", &half);
        repository.commit_at("second", "2026-03-03T12:00:00Z");
        repository.write("docs/errors.md", &english(true));
        repository.commit_at("third", "2026-03-14T12:00:00Z");
        let history = format!(
            "[content]\nsource_locale = 'en-US'\n[history]\nrevision_key = 'pin'\n[history.locales]\nen-US = {{ repository = '{}', path = 'docs' }}\n",
            repository.path().display()
        );
        let pinned =
            |title: &str, date: &str, text: &str| format!("---\ntitle: {title}\npin: {first}\n{date}---\n{text}");
        let folder = SiteFolder::empty()
            .with("hexapla.toml", format!("{config}{history}"))
            .with("content/en-US/errors.md", english(true))
            .with("content/nl-NL/errors.md", pinned("Fouten", "date: 2026-02-01\n", DUTCH))
            .with("content/zh-TW/errors.md", pinned("錯誤", "", CHINESE))
            .with("content/en-GB/errors.md", pinned("Errors", "", BRITISH));
        let run = folder.run(&["build", "--quiet"]);
        assert_eq!(run.code, 0, "{run:?}");
        Built { folder, _repository: repository }
    }

    fn file(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("public").join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The sentences of the notice on a page, and where its first link leads.
    fn notice(&self, tag: &str) -> (Vec<String>, Option<String>) {
        let page = self.file(&format!("{tag}/errors/index.html"));
        let Some((_, notice)) = page.split_once("<div class=\"notice notice-stale\" role=\"note\">") else {
            return (Vec::new(), None);
        };
        let notice = notice.split_once("</div>").unwrap().0;
        let sentences = notice.split("<p>").skip(1).map(|part| part.split_once("</p>").unwrap().0.to_owned());
        let href =
            notice.split_once("<a href=\"../hexapla/").map(|(_, rest)| rest.split_once('"').unwrap().0.to_owned());
        (sentences.collect(), href)
    }

    fn status(&self) -> Value {
        let run = self.folder.run(&["status", "--format", "json", "--quiet"]);
        assert_eq!(run.code, 0, "{run:?}");
        serde_json::from_str(&run.stdout).unwrap()
    }
}

const BASE: &str = "[site]\nbase_url = 'https://docs.example.org/'\n";

#[test]
fn the_notice_says_what_changed_and_since_when_in_the_language_of_the_reader() {
    let built = Built::new(BASE);
    let dutch = [
        "Het origineel van deze pagina is sinds 3 maart 2026 gewijzigd.",
        "Hier verouderd: 2 alinea’s en 1 rij.",
        "Hier ontbrekend: 1 sectie.",
    ];
    assert_eq!(built.notice("nl-nl").0, dutch);
    assert_eq!(
        built.notice("zh-tw").0,
        ["本頁原文自2026年3月3日起已有變更。", "此處尚未更新：2 個段落和1 列。", "此處缺少：1 個章節。"]
    );
    assert_eq!(
        built.notice("en-gb").0,
        [
            "The original of this page has changed since March 3, 2026.",
            "Out of date here: 2 paragraphs and 1 row.",
            "Missing here: 1 section.",
        ]
    );
    assert_eq!(built.notice("en-us"), (Vec::new(), None), "the original is behind nothing");
}

#[test]
fn the_notice_leads_to_the_first_change_and_to_none_where_languages_are_not_compared() {
    let built = Built::new(BASE);
    for tag in ["nl-nl", "zh-tw"] {
        let href = built.notice(tag).1.expect("a link to the page that compares");
        let (path, anchor) = href.split_once('#').unwrap();
        let compared = built.file(&format!("{tag}/hexapla/{}index.html", path.split_once('?').unwrap().0));
        let row = compared.split_once(&format!("<tr id=\"{anchor}\"")).expect("the anchor is on that page").1;
        let row = row.split_once("</tr>").unwrap().0;
        assert!(row.contains("Read the whole message before you stop anything."), "{row}");
    }
    let without = Built::new("[site]\nreview = false\n");
    let (sentences, href) = without.notice("nl-nl");
    assert_eq!((sentences.len(), href), (3, None));
}

#[test]
fn the_languages_side_by_side_show_what_the_source_changed() {
    let page = Built::new(BASE).file("nl-nl/hexapla/errors/index.html");
    let row = page.split_once("id=\"okta-httprequestfailure-401\"").unwrap().1.split_once("</tr>").unwrap().0;
    assert!(
        row.contains(
            "token<ins><span class=\"visually-hidden\" lang=\"nl-NL\">Toegevoegd: </span> and send it to nobody</ins>."
        ),
        "{row}"
    );
    let paragraph = page.split_once("administrator, and 15 minutes").unwrap().1.split_once("</tr>").unwrap().0;
    let change = "<del><span class=\"visually-hidden\" lang=\"nl-NL\">Verwijderd: </span>10</del><ins><span class=\"visually-hidden\" lang=\"nl-NL\">Toegevoegd: </span>15</ins>";
    assert!(paragraph.contains(change), "{paragraph}");
}

/// The figures of a language on the dashboard: by states, those of pages, rows and blocks.
fn figure(dashboard: &str, tag: &str, figures: &str, state: &str) -> u64 {
    let own = dashboard.split_once(&format!("data-language=\"{tag}\"")).unwrap().1.split_once("</section>").unwrap().0;
    let cell = own.split_once(&format!("data-figures=\"{figures}\" data-state=\"{state}\">")).unwrap().1;
    cell.split_once('<').unwrap().0.parse().unwrap()
}

#[test]
fn the_dashboard_has_the_figures_of_status_whatever_rules_are_on() {
    let off = "[check.rules]\nstaleness = 'off'\nstructure = 'off'\nlanguage = 'off'\n";
    let mut all = Vec::new();
    for config in [BASE.to_owned(), format!("{BASE}{off}")] {
        let built = Built::new(&config);
        let dashboard = built.file("nl-nl/hexapla/index.html");
        let status = built.status();
        for locale in status["locales"].as_array().unwrap().iter().filter(|locale| locale["source"] == false) {
            let tag = locale["locale"].as_str().unwrap();
            let states = &locale["states"];
            for state in ["fresh", "stale", "missing", "untranslated", "orphan", "unknown"] {
                let shown = |figures| figure(&dashboard, tag, figures, state);
                assert_eq!(states["rows"][state], shown("rows"), "{tag} {state}");
                assert_eq!(states["pages"][state], shown("pages"), "{tag} {state}");
                assert_eq!(states["units"][state], shown("rows") + shown("blocks"), "{tag} {state}");
            }
            assert_eq!(states["units"]["stale"], 3, "{tag}: {states}");
        }
        all.push((built.notice("nl-nl"), built.notice("zh-tw"), links_of(&dashboard, "nl-NL")));
    }
    assert_eq!(all[0], all[1]);
}

/// Where the list of work of a language leads to.
fn links_of(dashboard: &str, tag: &str) -> Vec<String> {
    let own = dashboard.split_once(&format!("data-language=\"{tag}\"")).unwrap().1.split_once("</section>").unwrap().0;
    own.split("href=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0.to_owned()).collect()
}

#[test]
fn the_list_of_work_leads_to_each_unit_beside_the_original() {
    let built = Built::new(&format!("{BASE}[check.rules]\nstaleness = 'off'\nstructure = 'off'\n"));
    let links = links_of(&built.file("nl-nl/hexapla/index.html"), "nl-NL");
    let compared = built.file("nl-nl/hexapla/errors/index.html");
    let anchors: Vec<&str> = links.iter().filter_map(|link| Some(link.split_once('#')?.1)).collect();
    assert_eq!(anchors.len(), 4, "one row, two paragraphs and a section: {links:?}");
    for anchor in anchors {
        assert!(compared.contains(&format!("<tr id=\"{anchor}\"")), "{anchor}");
    }
}

#[test]
fn a_page_that_nobody_misses_is_not_missing() {
    let folder = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n")
        .with("content/en-US/a.md", "# A page\n\nThis is said in every language.\n")
        .with("content/nl-NL/eigen.md", "# Eigen pagina\n\nDit staat alleen in het Nederlands.\n")
        .with("content/zh-TW/a.md", "# 一頁\n\n這句話在每種語言中都有。\n");
    assert_eq!(folder.run(&["build", "--quiet"]).code, 0);
    let dashboard = fs::read_to_string(folder.path().join("public/nl-nl/hexapla/index.html")).unwrap();
    let matrix = dashboard.split_once("id=\"page-matrix\"").unwrap().1.split_once("<tbody>").unwrap().1;
    assert_eq!(matrix.matches("state-missing").count(), 1, "only Dutch lacks a page: {matrix}");
    assert_eq!(matrix.matches("state-orphan").count(), 1, "{matrix}");
    assert_eq!(figure(&dashboard, "zh-TW", "pages", "missing"), 0);
}

#[test]
fn days_of_the_last_change_are_the_same_everywhere() {
    let built = Built::new(BASE);
    for (tag, date) in [("nl-nl", "2026-02-01"), ("en-us", "2026-03-14")] {
        let page = built.file(&format!("{tag}/errors/index.html"));
        assert!(page.contains(&format!("<time datetime=\"{date}\">")), "{page}");
        assert!(page.contains(&format!("\"dateModified\":\"{date}\"")), "{page}");
        assert!(page.contains(&format!("<meta property=\"article:modified_time\" content=\"{date}\">")), "{page}");
        assert!(built.file(&format!("{tag}/sitemap.xml")).contains(&format!("<lastmod>{date}</lastmod>")));
        assert!(built.file(&format!("{tag}/feed.xml")).contains(&format!("<updated>{date}T00:00:00Z</updated>")));
        let entries: Value = serde_json::from_str(&built.file(&format!("{tag}/entries.json"))).unwrap();
        assert_eq!(entries["entries"][0]["updated"], date);
    }
    let undated = built.file("zh-tw/errors/index.html");
    assert!(!undated.contains("dateModified") && !undated.contains("feed.xml"), "{undated}");
}
