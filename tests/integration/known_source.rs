//! How current translations are when nobody names a revision: from the commits alone, in real repositories.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::fixtures::git_repository::{GitRepository, git, write};
use crate::fixtures::program::program;

const CONFIG: &str = "[content]\nsource_locale = 'en-US'\n";

const ENGLISH: &str = "# Errors

Ask the administrator of the app for the newest address of the server.

Wait 10 minutes before you try again, and then call the helpdesk.

|Error|App|What to do|
|---|---|---|
|HttpRequestFailure: 401|Okta|Make a new token within 14 days.|
|HttpRequestFailure: 503|Dropbox|Try again in some minutes, or ask for help.|

## Old browsers

Internet Explorer is still allowed for now, but nobody tests it.
";

const DUTCH: &str = "# Fouten

Vraag de beheerder van de app om het nieuwste adres van de server.

Wacht 10 minuten voordat je het opnieuw probeert, en bel dan de helpdesk.

|Fout|App|Wat te doen|
|---|---|---|
|HttpRequestFailure: 401|Okta|Maak binnen 14 dagen een nieuw token.|
|HttpRequestFailure: 503|Dropbox|Probeer het over enkele minuten opnieuw, of vraag om hulp.|

## Oude browsers

Internet Explorer mag voorlopig nog, maar niemand test ermee.
";

const CHINESE: &str = "# 錯誤

請向應用程式的系統管理員詢問伺服器的最新位址。

請等候 10 分鐘後再試一次，然後致電技術支援中心。

|錯誤|應用程式|處理方式|
|---|---|---|
|HttpRequestFailure: 401|Okta|請在 14 天內建立新的權杖。|
|HttpRequestFailure: 503|Dropbox|請於數分鐘後再試一次，或尋求協助。|

## 舊版瀏覽器

目前仍允許使用 Internet Explorer，但沒有人進行測試。
";

const EN: &str = "content/en-US/errors.md";
const NL: &str = "content/nl-NL/errors.md";
const ZH: &str = "content/zh-TW/errors.md";

/// The source, committed before its translations.
fn translated() -> GitRepository {
    let site = GitRepository::new();
    site.write("hexapla.toml", CONFIG);
    site.write(EN, ENGLISH);
    site.commit_at("source", "2026-01-01T12:00:00Z");
    site.write(NL, DUTCH);
    site.write(ZH, CHINESE);
    site.commit_at("translations", "2026-02-01T12:00:00Z");
    site
}

/// Replaces a part of a file of the work tree, which must be there.
fn edit(site: &GitRepository, path: &str, old: &str, new: &str) {
    let text = std::fs::read_to_string(site.path().join(path)).unwrap();
    assert!(text.contains(old), "{path} has no `{old}`");
    site.write(path, &text.replace(old, new));
}

/// Runs the program in a folder with what earlier runs found, which may not change an answer.
fn hexapla(root: &Path, arguments: &[&str]) -> Output {
    let kept = program(root, &[arguments, &["--cache-dir", ".cache"]].concat()).output().unwrap();
    if matches!(arguments[0], "check" | "status" | "todo") {
        let anew = program(root, &[arguments, &["--no-cache"]].concat()).output().unwrap();
        assert_eq!((&kept.status, &kept.stdout), (&anew.status, &anew.stdout), "{arguments:?}");
    }
    kept
}

fn json(root: &Path, arguments: &[&str]) -> Value {
    let output = hexapla(root, &[arguments, &["--format", "json"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}{errors}"))
}

/// What is to be translated, as `todo` says: locale, line, kind, state.
#[track_caller]
fn todo(root: &Path) -> Vec<String> {
    let units = json(root, &["todo"])["units"].as_array().unwrap().clone();
    let line = |unit: &Value| {
        let word = |key: &str| unit[key].as_str().unwrap_or("-").to_owned();
        format!("{} {} {} {}", word("locale"), unit["line"], word("kind"), word("state"))
    };
    let mut lines: Vec<String> = units.iter().map(line).collect();
    lines.sort();
    lines
}

/// The words of the source then and now, of what is stale.
fn words(root: &Path) -> Vec<(String, String)> {
    let units = json(root, &["todo"])["units"].as_array().unwrap().clone();
    let stale = units.iter().filter(|unit| unit["state"] == "stale");
    let word = |unit: &Value, key: &str| unit["source"][key].as_str().unwrap_or_default().to_owned();
    stale.map(|unit| (word(unit, "old"), word(unit, "new"))).collect()
}

const BOTH_STALE: [&str; 2] = ["nl-NL 5 paragraph stale", "zh-TW 5 paragraph stale"];

/// The source says 20 minutes now.
fn edit_source(site: &GitRepository) {
    edit(site, EN, "Wait 10 minutes", "Wait 20 minutes");
    site.commit_at("more minutes", "2026-03-01T12:00:00Z");
}

#[test]
fn what_the_source_changed_since_a_translation_is_stale_and_nothing_else() {
    let site = translated();
    assert_eq!(todo(site.path()), Vec::<String>::new());
    edit_source(&site);
    assert_eq!(todo(site.path()), BOTH_STALE);
    let (old, new) = words(site.path()).remove(0);
    assert!(old.contains("Wait 10") && new.contains("Wait 20"), "{old} -> {new}");
    edit(&site, EN, "within 14 days", "within 30 days");
    site.commit("more days");
    assert_eq!(todo(site.path())[0], "nl-NL 5 paragraph stale");
    assert_eq!(todo(site.path())[1], "nl-NL 9 row stale");
}

#[test]
fn a_translation_of_one_unit_leaves_the_others_stale() {
    let site = translated();
    edit_source(&site);
    edit(&site, EN, "within 14 days", "within 30 days");
    site.commit("more days");
    edit(&site, NL, "Wacht 10 minuten", "Wacht 20 minuten");
    site.commit("translate one");
    assert_eq!(todo(site.path()), ["nl-NL 9 row stale", "zh-TW 5 paragraph stale", "zh-TW 9 row stale"]);
    edit(&site, NL, "binnen 14 dagen", "binnen 30 dagen");
    edit(&site, ZH, "等候 10 分鐘", "等候 20 分鐘");
    edit(&site, ZH, "在 14 天內", "在 30 天內");
    assert_eq!(todo(site.path()), Vec::<String>::new(), "the work tree is a commit on top");
    site.commit("translate the rest");
    assert_eq!(todo(site.path()), Vec::<String>::new());
}

#[test]
fn a_polished_translation_is_as_current_as_before() {
    let site = translated();
    edit(&site, NL, "en bel dan de helpdesk", "en bel daarna de helpdesk");
    site.commit("polish");
    assert_eq!(todo(site.path()), Vec::<String>::new());
    edit_source(&site);
    edit(&site, NL, "het nieuwste adres", "het allernieuwste adres");
    site.commit("polish another paragraph");
    assert_eq!(todo(site.path()), BOTH_STALE);
}

#[test]
fn a_touch_up_of_a_stale_unit_does_not_renew_it_and_a_new_translation_does() {
    let site = translated();
    let long = "Wait 10 minutes before you try again, and then call the helpdesk. Have your number at hand, and the \
                name of the app, since they will ask for both.";
    let dutch = "Wacht 10 minuten voordat je het opnieuw probeert, en bel dan de helpdesk. Houd je nummer bij de hand, \
                 en de naam van de app, want daar vragen ze beide naar.";
    edit(&site, EN, "Wait 10 minutes before you try again, and then call the helpdesk.", long);
    edit(&site, NL, "Wacht 10 minuten voordat je het opnieuw probeert, en bel dan de helpdesk.", dutch);
    edit(&site, ZH, "請等候 10 分鐘後再試一次", "請稍候 10 分鐘，再試一次");
    site.commit("longer");
    edit_source(&site);
    assert!(todo(site.path()).contains(&BOTH_STALE[0].to_owned()));
    edit(&site, NL, "want daar vragen ze beide naar", "want daar vragen ze allebei naar");
    site.commit("touch up");
    assert!(todo(site.path()).contains(&BOTH_STALE[0].to_owned()), "{:?}", todo(site.path()));
    edit(&site, NL, dutch.replace("beide", "allebei").as_str(), "Wacht nu twintig minuten, en bel pas dan.");
    site.commit("write it anew");
    assert!(!todo(site.path()).contains(&BOTH_STALE[0].to_owned()), "{:?}", todo(site.path()));
}

#[test]
fn a_merge_brings_what_its_branches_knew() {
    let site = translated();
    site.git(&["checkout", "--quiet", "-b", "dutch"]);
    edit(&site, NL, "het nieuwste adres", "het allernieuwste adres");
    site.commit("polish on a branch");
    site.git(&["checkout", "--quiet", "main"]);
    edit_source(&site);
    site.git(&["merge", "--quiet", "--no-edit", "dutch"]);
    assert_eq!(todo(site.path()), BOTH_STALE, "the branch knew nothing of the edit");
    site.git(&["checkout", "--quiet", "-b", "follow"]);
    edit(&site, NL, "Wacht 10 minuten", "Wacht 20 minuten");
    site.commit("follow on a branch");
    site.git(&["checkout", "--quiet", "main"]);
    edit(&site, NL, "## Oude browsers", "## Verouderde browsers");
    site.commit("polish on main");
    site.git(&["merge", "--quiet", "--no-edit", "follow"]);
    assert_eq!(todo(site.path()), ["zh-TW 5 paragraph stale"], "what the merge joined knows both");
}

#[test]
fn a_squashed_branch_is_one_commit_and_a_revert_takes_back_what_was_known() {
    let site = translated();
    site.git(&["checkout", "--quiet", "-b", "work"]);
    edit_source(&site);
    edit(&site, NL, "Wacht 10 minuten", "Wacht 20 minuten");
    site.commit("follow");
    site.git(&["checkout", "--quiet", "main"]);
    site.git(&["merge", "--quiet", "--squash", "work"]);
    site.commit("source and Dutch together");
    assert_eq!(todo(site.path()), ["zh-TW 5 paragraph stale"]);
    edit(&site, NL, "Wacht 20 minuten", "Wacht 10 minuten");
    site.commit("take the translation back");
    assert_eq!(todo(site.path()), BOTH_STALE);
    edit(&site, EN, "Wait 20 minutes", "Wait 10 minutes");
    site.commit("take the source back as well");
    assert_eq!(todo(site.path()), Vec::<String>::new());
}

#[test]
fn a_rebased_translation_was_made_from_what_its_facts_say() {
    let site = translated();
    site.git(&["checkout", "--quiet", "-b", "german"]);
    let german = DUTCH.replace("Wacht 10 minuten", "Warte 10 Minuten").replace("Fouten", "Fehler");
    site.write("content/de-DE/errors.md", &german);
    site.commit_at("German", "2026-02-10T12:00:00Z");
    site.git(&["checkout", "--quiet", "main"]);
    edit_source(&site);
    site.git(&["checkout", "--quiet", "german"]);
    site.git(&["rebase", "--quiet", "main"]);
    assert!(todo(site.path()).contains(&"de-DE 5 paragraph stale".to_owned()), "{:?}", todo(site.path()));
}

#[test]
fn renamed_pages_and_trees_keep_what_they_knew() {
    let site = translated();
    edit_source(&site);
    for locale in ["en-US", "nl-NL", "zh-TW"] {
        std::fs::create_dir_all(site.path().join(format!("content/{locale}/guide"))).unwrap();
        let (from, to) = (format!("content/{locale}/errors.md"), format!("content/{locale}/guide/faults.md"));
        site.git(&["mv", &from, &to]);
    }
    site.commit("rename the page");
    assert_eq!(todo(site.path()), BOTH_STALE);
    site.git(&["mv", "content", "docs"]);
    site.write("hexapla.toml", "[content]\nroot = 'docs'\nsource_locale = 'en-US'\n");
    site.commit("rename the tree");
    assert_eq!(todo(site.path()), BOTH_STALE);
}

#[test]
fn a_moved_section_is_no_change() {
    let site = translated();
    for (path, marker, section) in [
        (EN, "## Old browsers", "## Errors of today\n\nThese are told above, on this page.\n\n"),
        (NL, "## Oude browsers", "## Fouten van nu\n\nDie staan hierboven, op deze pagina.\n\n"),
        (ZH, "## 舊版瀏覽器", "## 目前的錯誤\n\n這些已在本頁上方說明。\n\n"),
    ] {
        edit(&site, path, marker, &format!("{section}{marker}"));
    }
    site.commit("a section more");
    assert_eq!(todo(site.path()), Vec::<String>::new());
    let section = "## Errors of today\n\nThese are told above, on this page.\n";
    edit(&site, EN, section, "");
    let without = std::fs::read_to_string(site.path().join(EN)).unwrap();
    site.write(EN, &format!("{without}\n{section}"));
    site.commit("move the section to the end");
    assert_eq!(todo(site.path()), Vec::<String>::new());
}

#[test]
fn the_parts_of_a_split_page_keep_what_they_knew() {
    let site = translated();
    for (path, marker) in [(EN, "## Old browsers"), (NL, "## Oude browsers"), (ZH, "## 舊版瀏覽器")] {
        let text = std::fs::read_to_string(site.path().join(path)).unwrap();
        let (head, tail) = text.split_at(text.find(marker).unwrap());
        site.write(path, head);
        site.write(&path.replace("errors.md", "browsers.md"), &tail.replacen("##", "#", 1));
    }
    site.commit("split the page");
    assert_eq!(todo(site.path()), Vec::<String>::new());
    edit(&site, "content/en-US/browsers.md", "nobody tests it", "nobody tests it any more");
    site.commit("edit the new page");
    assert_eq!(todo(site.path()), ["nl-NL 3 paragraph stale", "zh-TW 3 paragraph stale"]);
}

#[test]
fn a_replacement_everywhere_renews_nothing() {
    let site = GitRepository::new();
    site.write("hexapla.toml", CONFIG);
    let pages: Vec<usize> = (0..60).collect();
    let file = |locale: &str, page: usize| format!("content/{locale}/p{page}.md");
    for page in &pages {
        site.write(&file("en-US", *page), &format!("# Page {page}\n\nAsk Contoso {page}.\n"));
        site.write(&file("nl-NL", *page), &format!("# Pagina {page}\n\nVraag Contoso {page}.\n"));
    }
    site.commit("all pages");
    edit(&site, &file("en-US", 7), "Ask Contoso 7.", "Never ask Contoso 7.");
    site.commit("a change of one page");
    assert_eq!(todo(site.path()), ["nl-NL 3 paragraph stale"]);
    for page in &pages {
        edit(&site, &file("nl-NL", *page), "Contoso", "Fabrikam");
    }
    site.commit("another name");
    assert_eq!(todo(site.path()), ["nl-NL 3 paragraph stale"], "a short unit was changed by a third, as all were");
    edit(&site, &file("nl-NL", 7), "Vraag Fabrikam 7.", "Vraag Fabrikam 7 nooit.");
    site.commit("follow");
    assert_eq!(todo(site.path()), Vec::<String>::new());
}

#[test]
fn commits_that_are_named_renew_nothing() {
    for by_blame in [true, false] {
        let site = translated();
        edit_source(&site);
        edit(
            &site,
            NL,
            "Wacht 10 minuten voordat je het opnieuw probeert",
            "Wacht even 20 minuutjes en probeer het dan weer",
        );
        let commit = site.commit("a style guide");
        assert_eq!(todo(site.path()), ["zh-TW 5 paragraph stale"]);
        match by_blame {
            true => site.write(".git-blame-ignore-revs", &format!("# the style guide\n{commit}\n")),
            false => site.write("hexapla.toml", &format!("{CONFIG}[history]\nignore = ['{}']\n", &commit[..12])),
        }
        site.commit("name it");
        assert_eq!(todo(site.path()), BOTH_STALE);
    }
}

#[test]
fn an_imported_translation_is_measured_from_its_import() {
    let site = GitRepository::new();
    site.write("hexapla.toml", CONFIG);
    site.write(EN, ENGLISH);
    site.write(NL, DUTCH);
    site.write(ZH, CHINESE);
    site.commit("everything at once");
    assert_eq!(todo(site.path()), Vec::<String>::new());
    edit_source(&site);
    assert_eq!(todo(site.path()), BOTH_STALE);
}

#[test]
fn a_folder_of_a_larger_repository_is_a_site() {
    let site = GitRepository::new();
    site.write("README.md", "# All\n");
    site.write("docs/hexapla.toml", CONFIG);
    site.write(&format!("docs/{EN}"), ENGLISH);
    site.commit("source");
    site.write(&format!("docs/{NL}"), DUTCH);
    site.commit("translation");
    edit(&site, &format!("docs/{EN}"), "Wait 10 minutes", "Wait 20 minutes");
    site.commit("edit");
    assert_eq!(todo(&site.path().join("docs")), ["nl-NL 5 paragraph stale"]);
}

#[test]
fn translations_in_another_repository_are_set_to_the_source_of_their_time() {
    let folder = tempfile::tempdir().unwrap();
    let (source, dutch) = (folder.path().join("docs"), folder.path().join("docs.nl-nl"));
    let repository = |path: &Path| {
        std::fs::create_dir_all(path).unwrap();
        git(path, &["init", "--quiet", "--initial-branch=main"]);
    };
    let commit = |path: &Path, time: &str| {
        git(path, &["add", "--all"]);
        crate::fixtures::git_repository::git_at(path, &["commit", "--quiet", "-m", "x"], time);
    };
    repository(&source);
    repository(&dutch);
    write(
        source.join("hexapla.toml"),
        "[content]\nsource_locale = 'en-US'\n[content.locales]\nnl-NL = '../docs.nl-nl/pages'\n",
    );
    write(source.join(EN), ENGLISH);
    commit(&source, "2026-01-01T12:00:00Z");
    write(dutch.join("pages/errors.md"), DUTCH);
    commit(&dutch, "2026-02-01T12:00:00Z");
    assert_eq!(todo(&source), Vec::<String>::new());
    write(source.join(EN), &ENGLISH.replace("Wait 10 minutes", "Wait 20 minutes"));
    commit(&source, "2026-03-01T12:00:00Z");
    assert_eq!(todo(&source), ["nl-NL 5 paragraph stale"]);
    write(dutch.join("pages/errors.md"), &DUTCH.replace("Wacht 10", "Wacht 20"));
    commit(&dutch, "2026-03-02T12:00:00Z");
    assert_eq!(todo(&source), Vec::<String>::new());
}

#[test]
fn translations_in_a_submodule_have_its_history() {
    let dutch = GitRepository::new();
    dutch.write("errors.md", DUTCH);
    dutch.commit_at("translation", "2026-02-01T12:00:00Z");
    let site = GitRepository::new();
    site.write("hexapla.toml", CONFIG);
    site.write(EN, ENGLISH);
    site.commit_at("source", "2026-01-01T12:00:00Z");
    let url = dutch.path().to_str().unwrap();
    site.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, "content/nl-NL"]);
    site.commit_at("submodule", "2026-02-02T12:00:00Z");
    assert_eq!(todo(site.path()), Vec::<String>::new());
    edit_source(&site);
    assert_eq!(todo(site.path()), ["nl-NL 5 paragraph stale"]);
    let found = json(site.path(), &["check", "--since", "HEAD~1"]);
    let found: Vec<&str> =
        found["findings"].as_array().unwrap().iter().map(|found| found["rule"].as_str().unwrap()).collect();
    assert_eq!(found, ["stale-block"], "the submodule is read at the commit of that revision");
    assert_eq!(json(site.path(), &["check", "--since", "HEAD"])["findings"].as_array().unwrap().len(), 0);
}

#[test]
fn translations_in_a_folder_of_a_submodule_are_read_at_its_commit() {
    let dutch = GitRepository::new();
    dutch.write("docs/nl/errors.md", DUTCH);
    dutch.commit_at("translation", "2026-02-01T12:00:00Z");
    let site = GitRepository::new();
    site.write("hexapla.toml", &format!("{CONFIG}[content.locales]\nnl-NL = 'vertaling/docs/nl'\n"));
    site.write(EN, ENGLISH);
    site.commit_at("source", "2026-01-01T12:00:00Z");
    let url = dutch.path().to_str().unwrap();
    site.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, "vertaling"]);
    site.commit_at("submodule", "2026-02-02T12:00:00Z");
    // The submodule goes on: 10 minutes are 15 there.
    let inside = site.path().join("vertaling");
    write(inside.join("docs/nl/errors.md"), &DUTCH.replace("Wacht 10 minuten", "Wacht 15 minuten"));
    git(&inside, &["commit", "--quiet", "--all", "--message", "15"]);
    site.commit_at("newer", "2026-02-03T12:00:00Z");
    let found = json(site.path(), &["check", "--since", "HEAD~1"]);
    let found: Vec<&str> =
        found["findings"].as_array().unwrap().iter().map(|found| found["rule"].as_str().unwrap()).collect();
    assert_eq!(found, ["number-changed"]);
    assert_eq!(json(site.path(), &["check", "--since", "HEAD"])["findings"].as_array().unwrap().len(), 0);
}

#[test]
fn what_is_edited_on_both_sides_and_not_committed_leaves_the_rest_stale() {
    let site = translated();
    edit_source(&site);
    edit(&site, EN, "within 14 days", "within 30 days");
    edit(&site, NL, "binnen 14 dagen", "binnen 30 dagen");
    assert_eq!(todo(site.path()), ["nl-NL 5 paragraph stale", "zh-TW 5 paragraph stale", "zh-TW 9 row stale"]);
}

#[test]
fn other_punctuation_translates_nothing() {
    let site = translated();
    edit_source(&site);
    edit(
        &site,
        ZH,
        "請等候 10 分鐘後再試一次，然後致電技術支援中心。",
        "請等候 10 分鐘後再試一次、然後致電技術支援中心．",
    );
    edit(&site, NL, "probeert, en bel dan de helpdesk.", "probeert (en bel dan de helpdesk)!");
    site.commit("another style");
    assert_eq!(todo(site.path()), BOTH_STALE);
}

#[test]
fn a_page_of_which_all_is_accepted_is_behind_nowhere() {
    let site = translated();
    edit(&site, EN, "and then call the helpdesk", "and then call our helpdesk");
    site.commit("a word");
    assert_eq!(todo(site.path()), BOTH_STALE);
    assert!(hexapla(site.path(), &["accept", "--since", "HEAD~1"]).status.success());
    assert_eq!(todo(site.path()), Vec::<String>::new());
    let found = json(site.path(), &["check"]);
    assert_eq!(found["findings"].as_array().unwrap().len(), 0, "{found}");
    let status = json(site.path(), &["status"]);
    assert!(
        status["locales"].as_array().unwrap().iter().all(|locale| locale["states"]["pages"]["stale"] == 0),
        "{status}"
    );
}

#[test]
fn where_a_shallow_clone_ends_facts_are_warnings_and_one_finding_names_the_way_out() {
    let site = translated();
    edit(&site, NL, "binnen 14 dagen", "binnen 15 dagen");
    site.commit("a slip");
    let errors = |root: &Path| json(root, &["check"])["summary"]["error"].as_u64().unwrap();
    assert_eq!(errors(site.path()), 1);
    let from = format!("file://{}", site.path().display());
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["clone", "--quiet", "--depth", "1", &from, "shallow"]);
    let shallow = folder.path().join("shallow");
    let found = json(&shallow, &["check"]);
    let of_rule = |rule: &str| {
        let found = found["findings"].as_array().unwrap().iter().filter(|found| found["rule"] == rule);
        found.map(|found| format!("{} {}", found["severity"], found["help"])).collect::<Vec<_>>()
    };
    assert_eq!(errors(&shallow), 0, "{found}");
    let is_unknown = json(&shallow, &["status"])["locales"][1]["states"]["units"]["unknown"].as_u64().unwrap();
    assert!(is_unknown > 0, "what was there before is not known");
    assert_eq!(of_rule("number-changed").len(), 1, "{found}");
    let [way_out] = &of_rule("unknown-source-revision")[..] else { panic!("{found}") };
    assert!(way_out.contains("fetch-depth: 0"), "{way_out}");
}

#[test]
fn dates_are_those_of_the_last_commit_of_each_file() {
    let site = translated();
    edit_source(&site);
    let built = tempfile::tempdir().unwrap();
    let output = hexapla(site.path(), &["build", "--out", built.path().to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let page = |locale: &str| std::fs::read_to_string(built.path().join(locale).join("errors/index.html")).unwrap();
    assert!(page("en-us").contains("2026-03-01"), "{}", page("en-us"));
    assert!(page("nl-nl").contains("2026-02-01"), "{}", page("nl-nl"));
}

#[test]
fn without_a_repository_nothing_is_known_and_nothing_fails() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path().join("hexapla.toml"), CONFIG);
    write(folder.path().join(EN), ENGLISH);
    write(folder.path().join(NL), DUTCH);
    assert_eq!(todo(folder.path()), Vec::<String>::new());
    let status = json(folder.path(), &["status"]);
    let dutch = status["locales"].as_array().unwrap().iter().find(|locale| locale["locale"] == "nl-NL").unwrap();
    assert_eq!(dutch["states"]["rows"]["unknown"], 2);
}

#[test]
fn a_page_that_came_back_to_its_name_keeps_what_it_knew() {
    let site = translated();
    edit_source(&site);
    let folders = ["content/en-US/old", "content/nl-NL/old", "content/zh-TW/old"];
    for folder in folders {
        std::fs::create_dir_all(site.path().join(folder)).unwrap();
        site.git(&["mv", &folder.replace("/old", "/errors.md"), folder]);
    }
    site.commit_at("moved", "2026-04-01T12:00:00Z");
    for folder in folders {
        site.git(&["mv", &format!("{folder}/errors.md"), &folder.replace("/old", "/errors.md")]);
    }
    site.commit_at("moved back", "2026-04-02T12:00:00Z");
    assert_eq!(todo(site.path()), BOTH_STALE);
}

#[test]
fn a_row_that_the_source_removed_stays_too_much_when_something_else_is_followed() {
    let site = translated();
    edit(&site, EN, "Wait 10 minutes", "Wait 20 minutes");
    edit(&site, EN, "|HttpRequestFailure: 401|Okta|Make a new token within 14 days.|\n", "");
    site.commit_at("fewer rows", "2026-03-01T12:00:00Z");
    let before: Vec<String> = todo(site.path()).into_iter().filter(|unit| unit.starts_with("nl-NL")).collect();
    assert_eq!(before, ["nl-NL 5 paragraph stale", "nl-NL 9 row orphan"]);
    edit(&site, NL, "Wacht 10 minuten", "Wacht 20 minuten");
    site.commit_at("volgt een alinea", "2026-04-01T12:00:00Z");
    let after: Vec<String> = todo(site.path()).into_iter().filter(|unit| unit.starts_with("nl-NL")).collect();
    assert_eq!(after, ["nl-NL 9 row orphan"]);
}

#[test]
fn what_is_followed_in_the_work_tree_leaves_the_rest_of_the_work_tree_stale() {
    let site = translated();
    edit(&site, EN, "Wait 10 minutes", "Wait 20 minutes");
    edit(&site, EN, "within 14 days", "within 30 days");
    edit(&site, NL, "Wacht 10 minuten", "Wacht 20 minuten");
    let own: Vec<String> = todo(site.path()).into_iter().filter(|unit| unit.starts_with("nl-NL")).collect();
    assert_eq!(own, ["nl-NL 9 row stale"]);
}

/// What eight places say of one paragraph of the Dutch page, which is stale: whether each shows it.
fn eight_places(site: &GitRepository) -> [(&'static str, bool); 8] {
    let built = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| String::from_utf8(hexapla(site.path(), arguments).stdout).unwrap();
    run(&["build", "--quiet", "--out", built.path().to_str().unwrap()]);
    let page = |path: &str| std::fs::read_to_string(built.path().join(path)).unwrap_or_default();
    let check = json(site.path(), &["check"]);
    let is_stale = |found: &&Value| found["rule"] == "stale-block" && found["locale"] == "nl-NL";
    let found: Vec<&Value> = check["findings"].as_array().unwrap().iter().filter(is_stale).collect();
    let status = json(site.path(), &["status"]);
    let dutch = status["locales"].as_array().unwrap().iter().find(|locale| locale["locale"] == "nl-NL").unwrap();
    let own_page = page("nl-nl/errors/index.html");
    let view = page("nl-nl/hexapla/errors/index.html");
    let dashboard = page("nl-nl/hexapla/index.html");
    let anchor = own_page.split("#text-").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("none");
    let markdown = run(&["check", "--since", "HEAD~1", "--format", "markdown"]);
    [
        ("check", found.len() == 1 && found[0]["range"]["start"]["line"] == 5),
        ("status", dutch["states"]["units"]["stale"] == 1 && dutch["states"]["pages"]["stale"] == 1),
        ("todo", todo(site.path()).contains(&"nl-NL 5 paragraph stale".to_owned())),
        ("dashboard", dashboard.contains(&format!("nl-NL#text-{anchor}\""))),
        ("view", view.contains(&format!("id=\"text-{anchor}\"")) && view.contains("<del>")),
        ("page notice", own_page.contains("1 maart 2026") && own_page.contains("1 alinea")),
        ("dates of JSON-LD", own_page.contains("\"dateModified\":\"2026-02-01\"")),
        ("Markdown report", markdown.contains("nl-NL") && markdown.contains("Wait")),
    ]
}

#[test]
fn one_unit_has_one_state_in_all_eight_places_and_rules_that_are_off_change_no_figure() {
    let site = translated();
    edit_source(&site);
    for (place, is_shown) in eight_places(&site) {
        assert!(is_shown, "{place}");
    }
    let before = (json(site.path(), &["status"]), todo(site.path()));
    site.write(
        "hexapla.toml",
        &format!("{CONFIG}[check.rules]\nstaleness = 'off'\nstructure = 'off'\nfacts = 'off'\n"),
    );
    let after = (json(site.path(), &["status"]), todo(site.path()));
    let states = |status: &Value| {
        let locales = status["locales"].as_array().unwrap();
        locales.iter().map(|locale| locale["states"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((states(&before.0), before.1), (states(&after.0), after.1));
    let off = eight_places(&site);
    let shown: Vec<&str> = off.iter().filter(|(_, is_shown)| *is_shown).map(|(place, _)| *place).collect();
    // What is reported is all that rules decide.
    assert_eq!(shown, ["status", "todo", "dashboard", "view", "page notice", "dates of JSON-LD", "Markdown report"]);
    site.write("hexapla.toml", CONFIG);
    edit(&site, NL, "Wacht 10 minuten", "Wacht 20 minuten");
    edit(&site, ZH, "等候 10 分鐘", "等候 20 分鐘");
    site.commit_at("follow", "2026-04-01T12:00:00Z");
    let shown: Vec<&str> =
        eight_places(&site).iter().filter(|(_, is_shown)| *is_shown).map(|(place, _)| *place).collect();
    assert_eq!(shown, Vec::<&str>::new());
}
