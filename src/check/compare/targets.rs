//! Where links lead, in the form in which languages are compared.

use std::collections::BTreeSet;

use crate::check::Context;
use crate::model::{Destination, LinkKind, LocaleId};
use crate::units::{Text, Unit};

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
/// however the path to it is written. Of an address the language does not count, unless it is one that neither the text nor
/// `original`, of which it is a translation, is in; nor do the fragment, a slash at the end, and `http` for `https`.
pub fn destination_of(
    context: &Context<'_>,
    unit: &Unit<'_>,
    text: &Text<'_>,
    target: &str,
    original: Option<&LocaleId>,
) -> String {
    let corpus = context.corpus;
    let of_site: BTreeSet<&str> = corpus.locales.iter().map(LocaleId::language).chain([OF_THE_WEB]).collect();
    // An original of an earlier revision is no file of the site. Its links are read from where a translation is.
    let translation = || corpus.pages.get(unit.page)?.values().next();
    let page = corpus.page_of_file(text.file).or_else(translation);
    let destination = page.map(|page| corpus.resolve_from(&page.locale, &page.relative_path, LinkKind::Link, target));
    match (page, destination) {
        (Some(_), Some(Destination::Page { page, .. })) => format!("page {page}"),
        (Some(page), Some(Destination::Anchor(_))) => format!("page {}", page.id),
        (Some(_), Some(Destination::File { path, .. })) => format!("file {}", Address::of(&path, &of_site).comparable),
        (Some(page), Some(Destination::Missing)) => {
            // Nothing is there, but two languages may mean the same.
            let path = target.split(['#', '?']).next().unwrap_or_default();
            let path = corpus.below_locale(&page.path, path).unwrap_or_else(|| path.to_owned());
            format!("path {}", Address::of(&path, &of_site).comparable)
        }
        _ => {
            let address = Address::of(target, &of_site);
            let readable =
                [Some(text.locale), original].into_iter().flatten().map(LocaleId::language).chain([OF_THE_WEB]);
            let is_original = original == Some(text.locale);
            let readable: BTreeSet<&str> = readable.collect();
            let foreign =
                address.languages.iter().find(|language| !is_original && !readable.contains(language.as_str()));
            match foreign {
                Some(language) => format!("{} in {language}", address.comparable),
                None => address.comparable,
            }
        }
    }
}

/// An address without what names its language.
struct Address {
    /// Without its languages, its fragment, a slash at the end, and whether it is secure.
    comparable: String,
    /// The languages that it names.
    languages: BTreeSet<String>,
}

impl Address {
    fn of(address: &str, languages: &BTreeSet<&str>) -> Address {
        let mut found = Found { languages, named: BTreeSet::new() };
        let address = address.split('#').next().unwrap_or_default();
        let (address, parameters) = address.split_once('?').unwrap_or((address, ""));
        let (scheme, rest) = address.split_once("://").map_or(("", address), |(scheme, rest)| (scheme, rest));
        let mut parts = rest.split('/');
        let host = if scheme.is_empty() { None } else { parts.next() };
        let mut path: Vec<String> = parts.filter(|part| !found.is_language(part)).map(ToOwned::to_owned).collect();
        while path.last().is_some_and(String::is_empty) {
            path.pop();
        }
        if let Some(last) = path.last_mut() {
            *last = found.file(last);
        }
        let parameters: Vec<&str> =
            parameters.split('&').filter(|parameter| !parameter.is_empty() && !found.is_choice(parameter)).collect();
        // `http` and `https` lead to one place.
        let scheme = if scheme == "http" { "https" } else { scheme };
        let host = host.map(|host| format!("{scheme}://{}/", found.host(host))).unwrap_or_default();
        let query = if parameters.is_empty() { String::new() } else { format!("?{}", parameters.join("&")) };
        Address { comparable: format!("{host}{}{query}", path.join("/")), languages: found.named }
    }
}

/// The languages that are looked for, and those that an address named until now.
struct Found<'l> {
    languages: &'l BTreeSet<&'l str>,
    named: BTreeSet<String>,
}

impl Found<'_> {
    /// Whether a part of an address is a tag of one of the languages: `zh`, `zh-tw`, `zh_CN`, `zh-Hant`, or `cn`.
    fn is_language(&mut self, part: &str) -> bool {
        let part = part.to_ascii_lowercase().replace('_', "-");
        let (first, rest) = part.split_once('-').unwrap_or((&part, ""));
        let is_subtag =
            |tag: &str| (2..=4).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !rest.is_empty() && !rest.split('-').all(is_subtag) {
            return false;
        }
        let of_country = BY_COUNTRY.iter().find(|(country, _)| rest.is_empty() && *country == first);
        let usual = (first.len() == 3).then(|| first.parse().ok().map(|id: LocaleId| id.usual_language())).flatten();
        let language = of_country.map_or(usual.as_deref().unwrap_or(first), |(_, language)| language);
        let is_one = self.languages.contains(language);
        if is_one {
            self.named.insert(language.to_owned());
        }
        is_one
    }

    /// Whether a parameter chooses the language: by its name, or because what it is set to is a language of the site.
    fn is_choice(&mut self, parameter: &str) -> bool {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        // A value of two letters can mean anything: `?state=nl`.
        let is_clear = value.len() > 2 || PARAMETERS.contains(&name.to_ascii_lowercase().as_str());
        is_clear && self.is_language(value)
    }

    /// `encyclopedia.example` of `nl.encyclopedia.example`.
    fn host<'h>(&mut self, host: &'h str) -> &'h str {
        match host.split_once('.') {
            Some((first, rest)) if rest.contains('.') && self.is_language(first) => rest,
            _ => host,
        }
    }

    /// `setup.png` of `setup-nl.png` and `README.md` of `README.zh-CN.md`.
    fn file(&mut self, name: &str) -> String {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let mut separators = stem.match_indices(['-', '_', '.']).map(|(at, _)| at);
        let tag = separators.find(|at| *at > 0 && self.is_language(&stem[at + 1..]));
        match (tag, extension) {
            (None, _) => name.to_owned(),
            (Some(at), "") => stem[..at].to_owned(),
            (Some(at), extension) => format!("{}.{extension}", &stem[..at]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn comparable(address: &str) -> String {
        Address::of(address, &["en", "ja", "nl", "zh"].into()).comparable
    }

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert_eq!(comparable(one), comparable(other));
    }

    #[track_caller]
    fn differ(one: &str, other: &str) {
        assert_ne!(comparable(one), comparable(other));
    }

    #[test]
    fn an_address_is_the_same_in_every_language() {
        same("http://docs.example/nl-nl/a/#kop", "https://docs.example/zh_CN/a");
        same("https://docs.example/a/", "https://docs.example/nl/a");
        same("https://docs.example/cn/a?b=1", "https://docs.example/a?b=1");
        same("https://zh.encyclopedie.example/wiki/a", "https://en.encyclopedie.example/wiki/a");
        same("https://docs.example/a?hl=zh-TW&x=1", "https://docs.example/a?x=1&lang=en");
        same("https://video.example/a?x=1&captions=chi_hant", "https://video.example/a?x=1");
        same("https://video.example/a?captions=dut", "https://video.example/a?captions=jpn");
        same("https://code.example/a/README.zh-CN.md", "https://code.example/a/README.md");
        same("beelden/scherm-nl.png", "beelden/scherm.png");
        same("/zh/docs/", "/docs/");
    }

    #[test]
    fn another_page_is_another_address() {
        differ("https://docs.example/a", "https://docs.example/b");
        differ("https://docs.example/a?state=nl", "https://docs.example/a");
        differ("https://docs.example/a?version=1", "https://docs.example/a?version=2");
        // `nl` is a language, `nl-tools` a name, and German none of the site.
        differ("https://docs.example/nl-tools/a", "https://docs.example/a");
        differ("https://docs.example/de/a", "https://docs.example/a");
        differ("https://docs.example/a-b.png", "https://docs.example/a.png");
    }

    #[test]
    fn the_languages_of_an_address_are_known() {
        let named = |address: &str| {
            Address::of(address, &["en", "ja", "nl", "zh"].into()).languages.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(named("https://docs.example/ja-jp/a?lang=zh-TW"), ["ja", "zh"]);
        assert!(named("https://docs.example/java/a").is_empty());
    }
}
