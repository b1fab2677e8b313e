//! Where links lead, in the form in which languages are compared.

use crate::check::Context;
use crate::model::{Destination, LinkKind, LocaleId};
use crate::text::FilePath;
use crate::units::Text;

/// What web sites have for a language that they do not have.
const OF_THE_WEB: &str = "en";

/// Countries by which addresses name a language.
const BY_COUNTRY: &[(&str, &str)] = &[
    ("br", "pt"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en"),
    ("gr", "el"),
    ("hk", "zh"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("se", "sv"),
    ("tw", "zh"),
    ("ua", "uk"),
    ("uk", "en"),
    ("us", "en"),
];

/// Parameters of an address that choose its language.
const PARAMETERS: &[&str] = &["hl", "l", "lang", "language", "locale", "setlang", "ui_locales"];

/// What a target leads to: equal for two texts that send their readers to the same place. A page of the site is itself,
/// however the path to it is written; of an address a language does not count that is the reader's, the reference's, or
/// English; nor do the fragment, a slash at the end, and `http` for `https`.
pub fn destination_of(context: &Context<'_>, text: &Text<'_>, target: &str, reference: Option<&LocaleId>) -> String {
    let corpus = context.corpus;
    let resolved = corpus
        .page_of_file(text.file)
        .map(|page| (page, corpus.resolve_from(&page.locale, &page.relative_path, LinkKind::Link, target)));
    let languages = [Some(text.locale), reference].into_iter().flatten().map(LocaleId::language);
    let languages: Vec<&str> = languages.chain([OF_THE_WEB]).collect();
    match resolved {
        Some((_, Destination::Page { page, .. })) => format!("page {page}"),
        Some((page, Destination::Anchor(_))) => format!("page {}", page.id),
        Some((_, Destination::File { path, .. })) => format!("file {}", without_languages(&path, &languages)),
        Some((page, Destination::Missing)) => {
            // Nothing is there, but two languages may mean the same.
            let path = target.split(['#', '?']).next().unwrap_or_default();
            let path = FilePath::new(&page.relative_path).parent().join(path);
            format!("path {}", without_languages(path.as_str(), &languages))
        }
        Some((_, Destination::External)) | None => without_languages(target, &languages),
    }
}

/// An address without what names one of these languages in it, its fragment, a slash at the end, and whether it is secure.
fn without_languages(address: &str, languages: &[&str]) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let (address, parameters) = address.split_once('?').unwrap_or((address, ""));
    let (scheme, rest) = address.split_once("://").map_or(("", address), |(scheme, rest)| (scheme, rest));
    let mut parts = rest.split('/');
    let host = if scheme.is_empty() { None } else { parts.next() };
    let mut path: Vec<String> = parts.filter(|part| !names_language(part, languages)).map(ToOwned::to_owned).collect();
    while path.last().is_some_and(String::is_empty) {
        path.pop();
    }
    if let Some(last) = path.last_mut() {
        *last = file_without_language(last, languages);
    }
    let parameters: Vec<&str> = parameters
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !chooses_language(parameter, languages))
        .collect();
    let mut comparable = String::new();
    if let Some(host) = host {
        // `http` and `https` lead to one place.
        comparable.push_str(if scheme == "http" { "https" } else { scheme });
        comparable.push_str("://");
        comparable.push_str(host_without_language(host, languages));
        comparable.push('/');
    }
    comparable.push_str(&path.join("/"));
    if !parameters.is_empty() {
        comparable.push('?');
        comparable.push_str(&parameters.join("&"));
    }
    comparable
}

/// Whether a part of an address is a tag of one of these languages: `zh`, `zh-tw`, `zh_CN`, `zh-Hant`, or `cn`.
fn names_language(part: &str, languages: &[&str]) -> bool {
    let part = part.to_ascii_lowercase().replace('_', "-");
    let (language, rest) = part.split_once('-').unwrap_or((&part, ""));
    let is_subtag = |tag: &str| (2..=4).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !rest.is_empty() && !rest.split('-').all(is_subtag) {
        return false;
    }
    let by_country = BY_COUNTRY.iter().find(|(country, _)| rest.is_empty() && *country == language);
    languages.contains(&language) || by_country.is_some_and(|(_, language)| languages.contains(language))
}

fn chooses_language(parameter: &str, languages: &[&str]) -> bool {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    PARAMETERS.contains(&name.to_ascii_lowercase().as_str()) && names_language(value, languages)
}

/// `wikipedia.org` of `nl.wikipedia.org`.
fn host_without_language<'h>(host: &'h str, languages: &[&str]) -> &'h str {
    match host.split_once('.') {
        Some((first, rest)) if rest.contains('.') && names_language(first, languages) => rest,
        _ => host,
    }
}

/// `setup.png` of `setup-nl.png` and `README.md` of `README.zh-CN.md`.
fn file_without_language(name: &str, languages: &[&str]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let separators = stem.match_indices(['-', '_', '.']);
    let tag = separators.map(|(at, _)| at).find(|at| *at > 0 && names_language(&stem[at + 1..], languages));
    match (tag, extension) {
        (None, _) => name.to_owned(),
        (Some(at), "") => stem[..at].to_owned(),
        (Some(at), extension) => format!("{}.{extension}", &stem[..at]),
    }
}

#[cfg(test)]
mod tests {
    use super::without_languages;

    #[track_caller]
    fn same(one: &str, other: &str) {
        let languages = ["nl", "zh", "en"];
        assert_eq!(without_languages(one, &languages), without_languages(other, &languages));
    }

    #[track_caller]
    fn differ(one: &str, other: &str) {
        let languages = ["nl", "en"];
        assert_ne!(without_languages(one, &languages), without_languages(other, &languages));
    }

    #[test]
    fn an_address_is_the_same_in_the_language_of_the_reader() {
        same("http://docs.example/nl-nl/a/#kop", "https://docs.example/zh_CN/a");
        same("https://docs.example/a/", "https://docs.example/nl/a");
        same("https://docs.example/cn/a?b=1", "https://docs.example/a?b=1");
        same("https://zh.encyclopedie.example/wiki/a", "https://en.encyclopedie.example/wiki/a");
        same("https://docs.example/a?hl=zh-TW&x=1", "https://docs.example/a?x=1&lang=en");
        same("https://code.example/a/README.zh-CN.md", "https://code.example/a/README.md");
        same("beelden/scherm-nl.png", "beelden/scherm.png");
        same("/zh/docs/", "/docs/");
    }

    #[test]
    fn another_language_or_page_is_another_address() {
        differ("https://docs.example/ja-jp/a", "https://docs.example/en-us/a");
        differ("https://docs.example/a?lang=ja", "https://docs.example/a?lang=nl");
        differ("https://ja.encyclopedie.example/wiki/a", "https://nl.encyclopedie.example/wiki/a");
        differ("https://docs.example/a", "https://docs.example/b");
        differ("https://docs.example/a?version=1", "https://docs.example/a?version=2");
        // `nl` is a language, `nl-tools` a name.
        differ("https://docs.example/nl-tools/a", "https://docs.example/a");
        differ("https://docs.example/a-b.png", "https://docs.example/a.png");
    }
}
