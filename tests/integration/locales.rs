//! The words of the site in every language that comes with the program: all there, and none left in English.

use std::collections::{BTreeMap, BTreeSet};

use hexapla::config::load_locales;
use hexapla::model::LocaleId;
use hexapla::read::{Embedded, World as _};
use hexapla::render::{Argument, Messages};
use hexapla::text::FilePath;

/// The languages that come with the program: those that have a folder.
fn languages() -> BTreeSet<String> {
    let files = Embedded.files(&FilePath::new("locales")).unwrap();
    files.iter().filter_map(|path| path.as_str().split('/').nth(1).map(str::to_owned)).collect()
}

fn words(tag: &str) -> String {
    let path = FilePath::new(&format!("locales/{tag}/site.ftl"));
    String::from_utf8(Embedded.read(&path).unwrap_or_else(|error| panic!("{tag}: {error:?}"))).unwrap()
}

/// Each message with the text behind its `=`, continuation lines included.
fn messages(text: &str) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" =") {
            Some((id, value)) if line.starts_with(|char: char| char.is_ascii_lowercase()) => {
                last = id.to_owned();
                assert!(messages.insert(last.clone(), value.trim().to_owned()).is_none(), "`{id}` is there twice");
            }
            _ if line.trim().is_empty() => {}
            _ => messages.get_mut(&last).unwrap_or_else(|| panic!("no message before `{line}`")).push_str(line),
        }
    }
    messages
}

/// The variables of a message.
fn variables(text: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(rest.len());
    text.split('$').skip(1).map(|rest| &rest[..name(rest)]).collect()
}

#[test]
fn the_site_speaks_eleven_languages_and_more() {
    let promised = ["ar", "de", "en", "es", "fr", "ja", "ko", "nl", "pt-BR", "ru", "zh-TW"];
    assert!(languages().is_superset(&promised.map(str::to_owned).into()), "{:?}", languages());
}

#[test]
fn every_language_has_every_message_with_its_variables() {
    let english = messages(&words("en"));
    for tag in &languages() {
        let own = messages(&words(tag));
        assert_eq!(own.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{tag}");
        for (id, text) in &own {
            let (own, wanted) = (variables(text), variables(&english[id]));
            // Some languages say "one result" and "two results" without a number.
            let may_lack_number = id.starts_with("search-count-");
            assert!(
                own == wanted || (may_lack_number && own.is_subset(&wanted)),
                "{tag}: `{id}` has {own:?}, not {wanted:?}"
            );
        }
    }
}

#[test]
fn no_message_is_left_in_english() {
    let english = messages(&words("en"));
    // What is the same by nature: names, formats, and words that languages share.
    let shares = |id: &str, text: &str| {
        let bare: String = text.split('{').filter_map(|part| part.rsplit('}').next()).collect();
        bare.split_whitespace().count() < 3
            || id.starts_with("number")
            || id.starts_with("date")
            || id.starts_with("unit-")
    };
    for tag in languages().iter().filter(|tag| *tag != "en") {
        let own = messages(&words(tag));
        let same: Vec<&String> =
            own.iter().filter(|(id, text)| english[*id] == **text && !shares(id, text)).map(|(id, _)| id).collect();
        assert_eq!(same, [""; 0], "{tag}");
        let shared = own.iter().filter(|(id, text)| english[*id] == **text).count();
        assert!(shared * 5 < own.len(), "{tag} shares {shared} of {} messages with English", own.len());
    }
}

#[test]
fn every_message_can_be_shown_for_every_number() {
    let tags: Vec<LocaleId> = languages().iter().map(|tag| tag.parse().unwrap()).collect();
    let locales = load_locales(&Embedded, &tags).unwrap();
    let (words, missing) = Messages::load(&Embedded, locales.profiles.values()).unwrap();
    assert_eq!(missing.len(), 0, "{missing:?}");
    let english = messages(&self::words("en"));
    for (tag, id) in tags.iter().flat_map(|tag| english.keys().map(move |id| (tag, id))) {
        for number in [0, 1, 2, 3, 5, 11, 21, 100, 1_234, 1_000_000] {
            let date = Argument::Text("2026-11-26");
            let texts = [
                "language",
                "target",
                "host",
                "title",
                "entry",
                "name",
                "translated",
                "total",
                "shown",
                "rule",
                "units",
            ];
            let mut arguments: Vec<(&str, Argument<'_>)> = texts.map(|name| (name, Argument::Text("方塊"))).to_vec();
            arguments.extend([
                ("date", date),
                ("count", Argument::Number(number)),
                ("value", Argument::Number(number)),
            ]);
            arguments.push(("number", Argument::Number(number)));
            let shown = words.format(tag, id, &arguments).unwrap_or_else(|| panic!("{tag}: `{id}`"));
            assert!(!shown.trim().is_empty() && !shown.contains(['{', '}', '$']), "{tag}: `{id}` shows {shown:?}");
        }
    }
}

#[test]
fn numbers_and_plurals_are_those_of_the_language() {
    let shown = |tag: &str, count: usize| {
        let locale: LocaleId = tag.parse().unwrap();
        let locales = load_locales(&Embedded, std::slice::from_ref(&locale)).unwrap();
        let (words, _) = Messages::load(&Embedded, locales.profiles.values()).unwrap();
        words.format(&locale, "entry-count", &[("count", Argument::Number(count))]).unwrap()
    };
    assert_eq!([1, 1_234].map(|count| shown("nl-NL", count)), ["1 fout", "1.234 fouten"]);
    assert_eq!(shown("zh-TW", 1_234), "1,234 個錯誤");
    assert_eq!([1, 3, 5, 21].map(|count| shown("ru", count)), ["1 ошибка", "3 ошибки", "5 ошибок", "21 ошибка"]);
    let arabic: BTreeSet<String> = [0, 1, 2, 3, 11, 100].map(|count| shown("ar", count)).into();
    assert_eq!(arabic.len(), 6);
}
