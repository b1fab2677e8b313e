//! Small sites for the tests of planning and rendering.

use std::collections::BTreeMap;

use crate::model::{Corpus, CorpusFrame, IncludedFile, LocaleId, LocaleProfile, Page, Role};
use crate::parse::{Place, parse};
use crate::plan::PlanOptions;
use crate::text::{FilePath, Source};

/// The locale called `tag`.
pub fn locale(tag: &str) -> LocaleId {
    tag.parse().unwrap()
}

fn profile(tag: &str) -> LocaleProfile {
    let words = |role, words: &[&str]| (role, words.iter().map(|word| (*word).to_owned()).collect());
    LocaleProfile {
        autonym: match tag {
            "nl-NL" => "Nederlands",
            "zh-TW" => "繁體中文",
            _ => "English",
        }
        .to_owned(),
        header_words: BTreeMap::from([
            words(Role::Message, &["foutbericht", "錯誤訊息", "message"]),
            words(Role::AppliesTo, &["app", "應用程式"]),
            words(Role::Description, &["oorzaak", "原因", "cause"]),
            words(Role::Resolution, &["oplossing", "解決方法", "fix"]),
        ]),
        known: true,
        ..LocaleProfile::unknown(locale(tag))
    }
}

/// A site about which nothing is decided but that Dutch comes first.
pub fn options() -> PlanOptions {
    PlanOptions {
        titles: BTreeMap::new(),
        descriptions: BTreeMap::new(),
        base_url: None,
        default_locale: locale("nl-NL"),
        review: true,
    }
}

/// The corpus, in three languages, of files at `tag/path`; what is no Markdown, or lies in `includes`,
/// is a file.
pub fn corpus(files: &[(&str, &str)]) -> Corpus {
    let mut frame = CorpusFrame { default_locale: Some(locale("nl-NL")), ..CorpusFrame::default() };
    frame.includes.folders = ["en-US", "nl-NL", "zh-TW"].map(|tag| FilePath::new(&format!("content/{tag}"))).to_vec();
    frame.profiles = ["en-US", "nl-NL", "zh-TW"].map(profile).to_vec();
    let mut pages: Vec<Page> = Vec::new();
    for (path, text) in files {
        let (tag, relative_path) = path.split_once('/').unwrap();
        let file = FilePath::new(&format!("content/{path}"));
        if relative_path.ends_with(".md") && !relative_path.starts_with("includes/") {
            let place = Place { locale: locale(tag), relative_path: relative_path.to_owned(), page_key: None };
            pages.push(parse(Source::new(file, (*text).to_owned()), &place).0.page);
        } else {
            frame.includes.files.insert(file.clone(), IncludedFile::Whole);
            frame.files.entry(locale(tag)).or_default().insert(relative_path.to_owned(), file);
        }
    }
    Corpus::new(frame, pages)
}
