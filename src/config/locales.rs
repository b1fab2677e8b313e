//! `locales/<tag>/locale.toml`: what is known about each locale.

use std::collections::{BTreeMap, BTreeSet};

use icu_locale::{LanguageIdentifier, LocaleDirectionality};

use super::decode;
use super::language::{self, Language};
use super::reader::{self, Reader, Section, Table, Value};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{Direction, LocaleId, LocaleProfile, Punctuation, PunctuationPlace, Role, fold_header};
use crate::read::{ReadError, World};
use crate::text::{FilePath, Source, Span};

const KEYS: &[&str] = &[
    "autonym",
    "direction",
    "script",
    "fallback",
    "header_words",
    "punctuation",
    "antonyms",
    "negations",
    "linking_words",
    "clause_words",
    "common_words",
    "doubled_words",
    "contractions",
    "typography",
    "numbers",
    "number_words",
];
const ROLES: &[&str] = &["message", "applies_to", "description", "resolution"];
const PUNCTUATION_KEYS: &[&str] = &["wrong", "right", "where"];
const PLACES: &[&str] = &["anywhere", "between-letters", "after-letter"];
const SECTIONS: &[Section] = &[
    ("", KEYS),
    ("header_words", ROLES),
    ("typography", language::TYPOGRAPHY_KEYS),
    ("numbers", language::NUMBER_KEYS),
];

/// What is known about the locales of a site.
#[derive(Clone, Debug, Default)]
pub struct Locales {
    /// One for each locale that was asked for.
    pub profiles: BTreeMap<LocaleId, LocaleProfile>,
    /// What is wrong with a `locale.toml` (errors), and which locales have none (infos).
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: Vec<Source>,
}

/// The content of one `locale.toml`.
#[derive(Clone, Debug, Default)]
struct LocaleData {
    autonym: Option<String>,
    direction: Option<Direction>,
    script: Option<String>,
    fallback: Vec<LocaleId>,
    header_words: BTreeMap<Role, Vec<String>>,
    punctuation: Vec<Punctuation>,
    language: Language,
}

/// What `world` knows about `locales`: a user's folder laid over the files built into the program.
///
/// # Errors
/// [`ReadError`] where a file of `locales/` cannot be read.
pub fn load_locales(world: &dyn World, locales: &[LocaleId]) -> Result<Locales, ReadError> {
    let mut loaded = Locales::default();
    let mut folders = BTreeMap::new();
    let mut with_words = BTreeSet::new();
    for file in world.files(&FilePath::new("locales"))? {
        with_words.extend(locale_with_words(&file));
        if let Some(tag) = folder_of(&file) {
            match folder_locale(tag) {
                Some(locale) => drop(folders.insert(locale, file)),
                None => loaded.diagnostics.push(bad_folder(tag, &file)),
            }
        }
    }
    let site: BTreeSet<&LocaleId> = locales.iter().collect();
    // English first: its header words are added to those of every other locale.
    let english = match folders.get(&english()) {
        Some(file) => loaded.read_data(world, file)?,
        None => LocaleData::default(),
    };
    for locale in &site {
        let folder = best_locale(locale, folders.keys());
        let data = match folder {
            Some(folder) => Some(loaded.read_data(world, &folders[folder])?),
            None => None,
        };
        match folder {
            None => loaded.diagnostics.push(without_data(locale)),
            Some(folder) if !with_words.contains(folder) => loaded.diagnostics.push(without_words(locale, folder)),
            Some(_) => {}
        }
        let fallback = fallback(locale, folder, data.as_ref(), &site);
        loaded.profiles.insert((*locale).clone(), profile(locale, data, fallback, &english));
    }
    loaded.distinguish();
    Ok(loaded)
}

fn english() -> LocaleId {
    "en".parse().expect("`en` is a language tag")
}

/// The candidate that serves readers of `locale` best: itself, else the longest tag that it begins with, else
/// the first of its language; only ever one of the same script, so that `zh-HK` is served by `zh-TW` and not by `zh`.
pub fn best_locale<'c>(locale: &LocaleId, candidates: impl IntoIterator<Item = &'c LocaleId>) -> Option<&'c LocaleId> {
    let related: Vec<&LocaleId> = candidates.into_iter().filter(|candidate| is_kin(locale, candidate)).collect();
    let begins_with = |candidate: &&&LocaleId| {
        let rest = locale.as_str().strip_prefix(candidate.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let parent = related.iter().filter(begins_with).max_by_key(|candidate| candidate.as_str().len());
    // The first by its tag, so that no order of folders decides.
    parent.copied().or_else(|| related.into_iter().min())
}

fn is_kin(locale: &LocaleId, other: &LocaleId) -> bool {
    locale.language() == other.language() && locale.script() == other.script()
}

fn folder_of(file: &FilePath) -> Option<&str> {
    file.as_str().strip_prefix("locales/")?.strip_suffix("/locale.toml").filter(|tag| !tag.contains('/'))
}

/// The locale that a Fluent file holds interface words for.
fn locale_with_words(file: &FilePath) -> Option<LocaleId> {
    let (tag, name) = file.as_str().strip_prefix("locales/")?.split_once('/')?;
    folder_locale(tag).filter(|_| name.ends_with(".ftl"))
}

fn folder_locale(tag: &str) -> Option<LocaleId> {
    // Longer ones are tags by the grammar alone, such as `include` or `shared`.
    tag.parse().ok().filter(|locale: &LocaleId| locale.language().len() <= 3)
}

fn bad_folder(tag: &str, file: &FilePath) -> Diagnostic {
    let message = Message::new("the folder `{name}` is not named for a BCP 47 language tag").with("name", tag);
    Diagnostic::new(rule_ids::CONFIG_INVALID, Severity::Error, Span::new(file, 0..0), message)
        .help("name it like `nl`, `pt-BR` or `zh-Hant-TW`")
}

fn without_data(locale: &LocaleId) -> Diagnostic {
    let file = FilePath::new(&format!("locales/{locale}/locale.toml"));
    let message = Message::new("nothing is known about `{locale}`: its interface is in English").with("locale", locale);
    Diagnostic::new(rule_ids::UNKNOWN_LOCALE, Severity::Info, Span::new(&file, 0..0), message)
        .help(format!("describe it in `{file}`, with its words in `*.ftl` beside it"))
}

fn without_words(locale: &LocaleId, folder: &LocaleId) -> Diagnostic {
    let file = FilePath::new(&format!("locales/{folder}/locale.toml"));
    let message = Message::new("there are no interface words for `{locale}`: its interface is in another language")
        .with("locale", locale);
    Diagnostic::new(rule_ids::UNKNOWN_LOCALE, Severity::Info, Span::new(&file, 0..0), message)
        .help(format!("put them into a file `locales/{folder}/site.ftl`"))
}

/// Interface words and pages come from the same chain: tags that have no pages, or no words, are passed over.
fn fallback(
    locale: &LocaleId,
    folder: Option<&LocaleId>,
    data: Option<&LocaleData>,
    site: &BTreeSet<&LocaleId>,
) -> Vec<LocaleId> {
    let unknown = [english()];
    let further = data.map_or(&unknown[..], |data| &data.fallback);
    let mut chain: Vec<&LocaleId> = folder.into_iter().collect();
    // The locale's own language first: readers of `nl-BE` understand `nl-NL` better than anything else.
    chain.extend(site.iter().filter(|other| is_kin(locale, other)));
    for tag in further {
        chain.push(tag);
        chain.extend(site.iter().filter(|other| is_kin(tag, other)));
    }
    let mut seen = BTreeSet::from([locale]);
    chain.into_iter().filter(|tag| seen.insert(tag)).cloned().collect()
}

fn profile(
    locale: &LocaleId,
    data: Option<LocaleData>,
    fallback: Vec<LocaleId>,
    english: &LocaleData,
) -> LocaleProfile {
    let known = data.is_some();
    let data = data.unwrap_or_default();
    LocaleProfile {
        locale: locale.clone(),
        autonym: data.autonym.unwrap_or_else(|| locale.to_string()),
        direction: data.direction.unwrap_or_else(|| likely_direction(locale)),
        script: data.script.unwrap_or_else(|| locale.script()),
        fallback,
        header_words: with_english(data.header_words, &english.header_words),
        punctuation: data.punctuation,
        antonyms: data.language.antonyms,
        negations: data.language.negations,
        clause_words: data.language.clause_words,
        linking_words: data.language.linking_words,
        common_words: data.language.common_words,
        english_words: english.language.common_words.clone(),
        contractions: data.language.contractions,
        doubled_words: data.language.doubled_words,
        typography: data.language.typography,
        numbers: data.language.numbers,
        number_words: data.language.number_words,
        known,
    }
}

/// Translators leave many a header in English, so English words come after a locale's own.
fn with_english(
    mut words: BTreeMap<Role, Vec<String>>,
    english: &BTreeMap<Role, Vec<String>>,
) -> BTreeMap<Role, Vec<String>> {
    let own: BTreeSet<String> = words.values().flatten().cloned().collect();
    for (role, further) in english {
        let further = further.iter().filter(|word| !own.contains(*word));
        words.entry(*role).or_default().extend(further.cloned());
    }
    words
}

fn likely_direction(locale: &LocaleId) -> Direction {
    let identifier = LanguageIdentifier::try_from_str(locale.as_str()).expect("a LocaleId is a valid language tag");
    let rtl = LocaleDirectionality::new_extended().is_right_to_left(&identifier);
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

impl Locales {
    fn read_data(&mut self, world: &dyn World, file: &FilePath) -> Result<LocaleData, ReadError> {
        let source = match decode(file, world.read(file)?) {
            Ok(source) => source,
            Err(broken) => {
                let (source, problem) = *broken;
                self.note(source, vec![problem]);
                return Ok(LocaleData::default());
            }
        };
        match reader::read(&source, SECTIONS, locale_data) {
            Ok(data) => Ok(data),
            Err(problems) => {
                self.note(source, problems);
                Ok(LocaleData::default())
            }
        }
    }

    /// Two locales of the site may share a file; what is wrong with it is reported once.
    fn note(&mut self, source: Source, problems: Vec<Diagnostic>) {
        if self.sources.iter().all(|known| known.path() != source.path()) {
            self.diagnostics.extend(problems);
            self.sources.push(source);
        }
    }

    /// `Nederlands` becomes `Nederlands (BE)` where the site has a second `Nederlands`.
    fn distinguish(&mut self) {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for profile in self.profiles.values() {
            *count.entry(profile.autonym.clone()).or_default() += 1;
        }
        for profile in self.profiles.values_mut() {
            let Some((_, variety)) = profile.locale.as_str().split_once('-') else { continue };
            if count[&profile.autonym] > 1 {
                profile.autonym = format!("{} ({variety})", profile.autonym);
            }
        }
    }
}

fn locale_data(reader: &mut Reader<'_>, root: &Table<'_>) -> LocaleData {
    reader.refuse_unknown_keys(root, KEYS);
    LocaleData {
        autonym: autonym(reader, root),
        direction: root.get("direction").and_then(|value| value.word(reader, &["ltr", "rtl"], direction)),
        script: root.get("script").and_then(|value| script(reader, &value)),
        fallback: elements(reader, root, "fallback", "language tags")
            .iter()
            .filter_map(|tag| tag.locale(reader))
            .collect(),
        header_words: header_words(reader, root),
        punctuation: elements(reader, root, "punctuation", "tables")
            .iter()
            .filter_map(|entry| punctuation(reader, entry))
            .collect(),
        language: language::read(reader, root),
    }
}

fn elements<'t>(reader: &mut Reader<'_>, root: &Table<'t>, key: &str, of: &str) -> Vec<Value<'t>> {
    root.get(key).map(|value| value.list(reader, of)).unwrap_or_default()
}

fn autonym(reader: &mut Reader<'_>, root: &Table<'_>) -> Option<String> {
    match root.get("autonym") {
        Some(value) => value.string(reader).map(str::to_owned),
        None => {
            let help = "add the name of the language as its readers write it, such as `autonym = \"Nederlands\"`";
            reader.error(0..0, "`autonym` is missing", Some(help.into()));
            None
        }
    }
}

fn direction(word: &str) -> Option<Direction> {
    [Direction::Ltr, Direction::Rtl].into_iter().find(|direction| direction.as_str() == word)
}

fn script(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<String> {
    let code = value.string(reader)?;
    let is_titlecase =
        |(at, char): (usize, char)| if at == 0 { char.is_ascii_uppercase() } else { char.is_ascii_lowercase() };
    if code.len() == 4 && code.chars().enumerate().all(is_titlecase) {
        return Some(code.to_owned());
    }
    let help = "write it like `Latn`, `Hant` or `Arab`";
    let message = Message::new("`{found}` is not an ISO 15924 script code").with("found", code);
    reader.error(value.range(), message, Some(help.into()));
    None
}

fn header_words(reader: &mut Reader<'_>, root: &Table<'_>) -> BTreeMap<Role, Vec<String>> {
    let Some(table) = root.table(reader, "header_words") else { return BTreeMap::new() };
    reader.refuse_unknown_keys(&table, ROLES);
    let mut roles: BTreeMap<Role, Vec<String>> = BTreeMap::new();
    for role in Role::ALL {
        let Some(words) = table.get(role.as_str()) else { continue };
        for (word, range) in words.strings(reader) {
            let word = fold_header(word);
            if let Some((other, _)) = roles.iter().find(|(_, words)| words.contains(&word)) {
                let message = Message::new("`{word}` stands under `{role}` already")
                    .with("word", &word)
                    .with("role", other.as_str());
                reader.error(range, message, Some("a header word says one role; case does not count".into()));
                continue;
            }
            roles.entry(role).or_default().push(word);
        }
    }
    roles
}

fn punctuation(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Punctuation> {
    let table = value.table_or(reader, "a list of tables such as `{ wrong = \"︰\", right = \"：\" }`")?;
    reader.refuse_unknown_keys(&table, PUNCTUATION_KEYS);
    let (Some(wrong), Some(right)) = (table.get("wrong"), table.get("right")) else {
        reader.error(value.range(), "a punctuation pair needs `wrong` and `right`", None);
        return None;
    };
    let place = match table.get("where") {
        Some(place) => place.word(reader, PLACES, PunctuationPlace::from_word)?,
        None => PunctuationPlace::Anywhere,
    };
    let (wrong, right) = (wrong.string(reader)?.to_owned(), right.string(reader)?.to_owned());
    if wrong == right {
        let message = Message::new("`{found}` cannot be both wrong and right").with("found", &wrong);
        reader.error(value.range(), message, None);
        return None;
    }
    Some(Punctuation { wrong, right, place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Embedded, Layered, Memory};

    fn locales(tags: &[&str]) -> Vec<LocaleId> {
        tags.iter().map(|tag| tag.parse().unwrap()).collect()
    }

    fn built_in(tags: &[&str]) -> Locales {
        load_locales(&Embedded, &locales(tags)).unwrap()
    }

    fn with_user_file(path: &str, text: &str, tag: &str) -> Locales {
        load_locales(&Layered::new(Memory::new([(path, text)]), Embedded), &locales(&[tag])).unwrap()
    }

    fn tags(locales: &[LocaleId]) -> Vec<&str> {
        locales.iter().map(LocaleId::as_str).collect()
    }

    #[test]
    fn every_built_in_locale_is_valid_and_agrees_with_cldr() {
        let files = Embedded.files(&FilePath::new("locales")).unwrap();
        let tags: Vec<&str> = files.iter().filter_map(folder_of).collect();
        assert!(tags.len() >= 12, "{tags:?}");
        let loaded = built_in(&tags);
        let wrong = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Info);
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
        for (locale, profile) in &loaded.profiles {
            assert!(profile.known, "{locale}");
            assert_eq!(profile.script, locale.script(), "{locale}");
            assert_eq!(profile.direction, likely_direction(locale), "{locale}");
            assert_eq!(profile.header_words.len(), 4, "{locale}");
        }
    }

    #[test]
    fn words_that_head_any_kind_of_column_have_no_role() {
        let loaded = built_in(&["en-US", "nl-NL", "zh-TW"]);
        for (tag, words) in [
            ("en-US", ["Name", "Type", "Parameter", "Value", "Item", "Status"]),
            ("nl-NL", ["Naam", "Type", "Parameter", "Waarde", "Item", "Status"]),
            ("zh-TW", ["名稱", "類型", "參數", "值", "項目", "狀態"]),
        ] {
            let profile = &loaded.profiles[&tag.parse::<LocaleId>().unwrap()];
            for word in words {
                assert_eq!(profile.role(word), None, "{tag} {word}");
            }
        }
    }

    #[test]
    fn the_usual_headers_of_a_troubleshooting_table_have_their_roles() {
        for (tag, headers) in [
            ("nl-NL", ["Foutbericht", "Relevante app", "Beschrijving", "Oplossing"]),
            ("zh-TW", ["錯誤訊息", "相關應用程式", "描述", "解決方法"]),
            ("en-US", ["Error message", "Relevant app", "Description", "Resolution"]),
            ("de-AT", ["Fehlermeldung", "Betroffene App", "Beschreibung", "Lösung"]),
            ("fr-CA", ["Message d’erreur", "Application correspondante", "Description", "Résolution"]),
            ("es-ES", ["Mensaje de error", "Aplicación correspondiente", "Descripción", "Solución"]),
            ("ja-JP", ["エラー メッセージ", "関連するアプリ", "説明", "解決方法"]),
            ("ko-KR", ["오류 메시지", "관련 앱", "설명", "해결 방법"]),
            ("ru-RU", ["Сообщение об ошибке", "Соответствующее приложение", "Описание", "Решение"]),
            ("pt-PT", ["Mensagem de erro", "Aplicativo relevante", "Descrição", "Resolução"]),
            ("zh-CN", ["错误消息", "相关应用", "说明", "解决方法"]),
            ("ar-EG", ["رسالة الخطأ", "التطبيق", "الوصف", "الحل"]),
        ] {
            let loaded = built_in(&[tag]);
            let profile = &loaded.profiles[&tag.parse::<LocaleId>().unwrap()];
            let roles: Vec<Option<Role>> = headers.iter().map(|header| profile.role(header)).collect();
            assert_eq!(roles, Role::ALL.map(Some), "{tag}");
        }
    }

    #[test]
    fn a_header_that_was_left_in_english_has_its_role_in_any_language() {
        let loaded = built_in(&["ko-KR", "tlh", "zh-TW"]);
        for profile in loaded.profiles.values() {
            assert_eq!(profile.role("ERROR"), Some(Role::Message), "{}", profile.locale);
            assert_eq!(profile.header_words.values().flatten().filter(|word| *word == "error").count(), 1);
        }
    }

    #[test]
    fn chinese_punctuation_is_judged_by_its_neighbours() {
        let loaded = built_in(&["zh-TW"]);
        let profile = &loaded.profiles[&"zh-TW".parse::<LocaleId>().unwrap()];
        let wrong = |text: &str| -> Vec<String> {
            profile
                .misplaced_punctuation(text)
                .iter()
                .map(|(_, pair)| format!("{}{}", pair.wrong, pair.right))
                .collect()
        };
        assert_eq!(wrong("伺服器傳回︰錯誤,請重試"), ["︰：", ",，"]);
        assert!(
            wrong("HttpRequestFailure: 伺服器傳回: 400 {\"error\":\"錯誤\"} Box, Okta 10:30 中文 (v1.2)").is_empty()
        );
    }

    #[test]
    fn a_region_is_served_by_its_language_and_never_by_another_script() {
        let folders = locales(&["en", "nl", "pt-BR", "sr", "zh-CN", "zh-TW"]);
        for (tag, served_by) in [
            ("nl", Some("nl")),
            ("nl-BE", Some("nl")),
            ("pt-PT", Some("pt-BR")),
            ("zh-HK", Some("zh-TW")),
            ("zh-Hant-TW", Some("zh-TW")),
            ("zh", Some("zh-CN")),
            ("sr-Latn", None),
            ("tlh", None),
        ] {
            let found = best_locale(&tag.parse().unwrap(), &folders).map(LocaleId::as_str);
            assert_eq!(found, served_by, "{tag}");
        }
    }

    #[test]
    fn the_fallback_chain_holds_folders_and_locales_of_the_site() {
        let loaded = built_in(&["en-US", "nl-BE", "nl-NL", "zh-TW"]);
        let chain = |tag: &str| tags(&loaded.profiles[&tag.parse::<LocaleId>().unwrap()].fallback).join(" ");
        assert_eq!(chain("nl-BE"), "nl nl-NL en en-US");
        assert_eq!(chain("zh-TW"), "en en-US");
    }

    #[test]
    fn two_locales_of_one_language_are_separated_by_name() {
        let loaded = built_in(&["nl-BE", "nl-NL", "zh-TW"]);
        let autonyms: Vec<&str> = loaded.profiles.values().map(|profile| profile.autonym.as_str()).collect();
        assert_eq!(autonyms, ["Nederlands (BE)", "Nederlands (NL)", "繁體中文"]);
    }

    #[test]
    fn an_unknown_language_gets_what_cldr_knows_and_an_info() {
        let loaded = built_in(&["ckb"]);
        let profile = loaded.profiles.values().next().unwrap();
        assert_eq!(
            (profile.autonym.as_str(), profile.script.as_str(), profile.direction),
            ("ckb", "Arab", Direction::Rtl)
        );
        assert!(!profile.known);
        assert_eq!(tags(&profile.fallback), ["en"]);
        assert_eq!(loaded.diagnostics[0].severity, Severity::Info);
    }

    #[test]
    fn a_users_file_takes_the_place_of_ours() {
        let loaded =
            with_user_file("locales/nl-BE/locale.toml", "autonym = 'Vlaams'\nfallback = ['nl', 'fr']", "nl-BE");
        let profile = loaded.profiles.values().next().unwrap();
        assert_eq!((profile.autonym.as_str(), tags(&profile.fallback)), ("Vlaams", vec!["nl", "fr"]));
    }

    #[test]
    fn everything_wrong_with_a_users_file_has_its_place() {
        let text = "direction = 'left'\nscript = 'latin'\nautonim = 'Nederlands'\n\
                    punctuation = [{ wrong = '；', right = ';', where = 'before' }]\n\
                    antonyms = { enable = [['aan']] }\n[header_words]\nmessage = ['Fout']\nresolution = ['FOUT', 3]\n";
        let loaded = with_user_file("locales/nl/locale.toml", text, "nl");
        let source = &loaded.sources[0];
        let said: Vec<String> = loaded
            .diagnostics
            .iter()
            .map(|problem| format!("{}: {}", source.position(problem.span.start).line, problem.message))
            .collect();
        insta::assert_snapshot!(said.join("\n"), @r#"
1: `autonym` is missing
1: `direction` cannot be `left`
2: `latin` is not an ISO 15924 script code
3: unknown key `autonim`
4: `punctuation.where` cannot be `before`
5: `antonyms.enable` must be two lists of words
8: `fout` stands under `message` already
8: `header_words.resolution` must be a string, not an integer
"#);
    }

    #[test]
    fn a_folder_that_is_no_language_tag_is_an_error() {
        let loaded = with_user_file("locales/nederlands/locale.toml", "autonym = 'Nederlands'", "nl");
        assert_eq!(loaded.diagnostics[0].message, "the folder `nederlands` is not named for a BCP 47 language tag");
    }
}
