//! Templates and words, ours and a user's.

use super::*;
use crate::plan::KINDS;
use crate::render::{Argument, Messages, kinds};

#[test]
fn every_kind_of_the_plan_has_one_view() {
    let views: Vec<&str> = kinds::VIEWS.iter().map(|view| view.kind).collect();
    let planned: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(views, planned);
}

#[test]
fn a_renderer_can_be_shared_between_threads() {
    fn shared<T: Sync>() {}
    shared::<Renderer<'_>>();
}

#[test]
fn a_user_template_hides_ours_and_its_errors_name_file_and_line() {
    let files = [("nl-NL/gids.md", "# Gids")];
    let theme = vec![("templates/parts/footer.html", "<footer>eigen voet</footer>\n")];
    let outputs = site_with(&Setup { theme, ..Setup::default() }, &files).unwrap();
    assert!(outputs["nl-nl/gids/index.html"].contains("<footer>eigen voet</footer>"));
    let theme = vec![("templates/parts/footer.html", "\n\n{{ site.onbekend }}\n")];
    let error = site_with(&Setup { theme, ..Setup::default() }, &files).unwrap_err().to_string();
    assert!(error.contains("`templates/parts/footer.html`, line 3"), "{error}");
}

#[test]
fn a_page_may_name_a_template_of_the_user_and_one_that_is_not_there_is_an_error() {
    let files = [("nl-NL/gids.md", "---\ntemplate: landing\nhero: 歡迎\n---\n# Gids")];
    let landing =
        "{% extends \"base.html\" %}{% block main %}<h1>{{ content.front_matter.hero }}</h1>{% endblock main %}";
    let theme = vec![("templates/landing.html", landing), ("templates/assets/theme.css", ":root {}")];
    let outputs = site_with(&Setup { theme, ..Setup::default() }, &files).unwrap();
    let html = &outputs["nl-nl/gids/index.html"];
    assert!(html.contains("<h1>歡迎</h1>") && html.contains("href=\"../../assets/theme.css\""), "{html}");
    let error = site_with(&Setup::default(), &files).unwrap_err().to_string();
    assert!(error.contains("`content/nl-NL/gids.md` asks for `templates/landing.html`"), "{error}");
    assert!(!site(&[("nl-NL/a.md", "# A")])["nl-nl/a/index.html"].contains("theme.css"));
}

#[test]
fn words_that_a_language_lacks_are_english_and_reported() {
    let theme = vec![("locales/nl/site.ftl", "navigation-home = Thuis\n")];
    let theme = Layered::new(Memory::new(theme), Embedded);
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let (messages, diagnostics) = Messages::load(&theme, corpus.profiles.values()).unwrap();
    assert_eq!(messages.format(&locale("nl-NL"), "navigation-home", &[]).unwrap(), "Thuis");
    assert_eq!(messages.format(&locale("nl-NL"), "search-button", &[]).unwrap(), "Search");
    let message =
        &diagnostics.iter().find(|diagnostic| diagnostic.message.contains("`search-button`")).unwrap().message;
    assert_eq!(message, "`locales/nl` has no message `search-button`, so readers see it in English");
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.message.starts_with("`locales/nl`")), "{diagnostics:?}");
}

#[test]
fn numbers_and_plurals_follow_the_language() {
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let messages = Messages::load(&Embedded, corpus.profiles.values()).unwrap().0;
    let count = |tag: &str, number: usize| {
        messages.format(&locale(tag), "entry-count", &[("count", Argument::Number(number))]).unwrap()
    };
    assert_eq!([count("nl-NL", 1), count("nl-NL", 1_234_567)], ["1 fout", "1.234.567 fouten"]);
    assert_eq!([count("zh-TW", 1_000), count("en-US", 1_000)], ["1,000 個錯誤", "1,000 errors"]);
}

#[test]
fn dutch_and_chinese_have_every_message() {
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let (_, diagnostics) = Messages::load(&Embedded, corpus.profiles.values()).unwrap();
    assert_eq!(diagnostics, []);
}

#[test]
fn a_message_file_that_is_no_fluent_is_an_error_with_its_line() {
    let theme = Layered::new(Memory::new([("locales/nl/site.ftl", "a = b\n\n= c\n")]), Embedded);
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let error = Messages::load(&theme, corpus.profiles.values()).err().unwrap().to_string();
    assert!(error.starts_with("`locales/nl/site.ftl`, line 3: "), "{error}");
}
