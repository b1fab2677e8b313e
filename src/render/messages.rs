//! The words of the interface, from `locales/<tag>/*.ftl`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::RenderError;
use super::formats::{self, Formats};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{InvalidDate, LocaleId, LocaleProfile};
use crate::read::World;
use crate::text::{FilePath, LineIndex, Span};

/// The language that has every message.
const COMPLETE: &str = "en";

type Bundle = FluentBundle<FluentResource>;

/// The messages of every locale of a site, with the fallback where one is missing.
pub struct Messages {
    bundles: BTreeMap<String, Bundle>,
    /// How each of these languages writes dates and lists.
    formats: BTreeMap<String, Arc<Formats>>,
    /// For each locale the folders to look in, nearest first.
    chains: BTreeMap<LocaleId, Vec<String>>,
    /// The ids of all messages there are.
    ids: BTreeSet<String>,
}

/// A value in a message.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// A text, shown as it is.
    Text(&'a str),
    /// A number, shown as the language writes it; plurals follow it.
    Number(usize),
}

impl Messages {
    /// The messages for `profiles`, and a `missing-message` for each that a locale's own data lack.
    ///
    /// # Errors
    /// [`RenderError`] where a file cannot be read or is no Fluent.
    pub fn load<'p>(
        theme: &dyn World,
        profiles: impl IntoIterator<Item = &'p LocaleProfile>,
    ) -> Result<(Messages, Vec<Diagnostic>), RenderError> {
        let mut messages = Messages {
            bundles: BTreeMap::new(),
            formats: BTreeMap::new(),
            chains: BTreeMap::new(),
            ids: BTreeSet::new(),
        };
        // First, since the ids of all messages are those of English.
        messages.add_folder(theme, COMPLETE)?;
        for profile in profiles {
            let mut chain = candidates(profile);
            for tag in &chain {
                messages.add_folder(theme, tag)?;
            }
            chain.retain(|tag| messages.bundles.contains_key(tag));
            messages.chains.insert(profile.locale.clone(), chain);
        }
        let diagnostics = messages.missing();
        Ok((messages, diagnostics))
    }

    /// Message `id` for readers of `locale`; `None` where no language has it.
    pub fn format(&self, locale: &LocaleId, id: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let complete = [COMPLETE.to_owned()];
        let chain = self.chains.get(locale).map_or(&complete[..], Vec::as_slice);
        let bundle = chain.iter().filter_map(|tag| self.bundles.get(tag)).find(|bundle| bundle.has_message(id))?;
        let pattern = bundle.get_message(id)?.value()?;
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.to_fluent())).collect();
        Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }

    /// Several things in a sentence of the language whose words readers of `locale` get.
    pub fn list(&self, locale: &LocaleId, items: &[&str]) -> String {
        let tag = self.chains.get(locale).and_then(|chain| chain.first()).map_or(COMPLETE, String::as_str);
        self.formats.get(tag).map_or_else(|| items.join(", "), |formats| formats.list(items))
    }

    fn add_folder(&mut self, theme: &dyn World, tag: &str) -> Result<(), RenderError> {
        if self.bundles.contains_key(tag) {
            return Ok(());
        }
        let resources = resources(theme, tag)?;
        if tag == COMPLETE {
            self.ids = resources.iter().flat_map(|resource| message_ids(resource.source())).collect();
        }
        if !resources.is_empty() {
            let formats = Arc::new(Formats::new(tag));
            self.bundles.insert(tag.to_owned(), bundle(tag, resources, Arc::clone(&formats)));
            self.formats.insert(tag.to_owned(), formats);
        }
        Ok(())
    }

    /// Messages for which a locale that has data must fall back to English.
    fn missing(&self) -> Vec<Diagnostic> {
        let mut diagnostics = BTreeMap::new();
        for chain in self.chains.values().filter(|chain| chain.len() > 1) {
            let own = &chain[..chain.len() - 1];
            // A message that a fallback other than English has is not missing: readers of `nl-BE` understand `nl`.
            for id in self.ids.iter().filter(|id| !own.iter().any(|tag| self.bundles[tag].has_message(id))) {
                diagnostics.insert((own[0].clone(), id.clone()), missing_message(&own[0], id));
            }
        }
        diagnostics.into_values().collect()
    }
}

impl<'a> Argument<'a> {
    fn to_fluent(self) -> FluentValue<'a> {
        match self {
            Argument::Text(text) => FluentValue::from(text),
            Argument::Number(number) => FluentValue::from(number),
        }
    }
}

fn missing_message(tag: &str, id: &str) -> Diagnostic {
    let folder = FilePath::new(&format!("locales/{tag}"));
    let message = Message::new("`{path}` has no message `{name}`, so readers see it in English")
        .with("path", &folder)
        .with("name", id);
    Diagnostic::new(rule_ids::MISSING_MESSAGE, Severity::Warning, Span::new(&folder, 0..0), message)
        .help(format!("add `{id} = ...` to a `.ftl` file in `locales/{tag}`"))
}

/// The folders in which a locale's messages are looked for: its own, those of its fallbacks, its language's, English.
fn candidates(profile: &LocaleProfile) -> Vec<String> {
    let own = profile.locale.as_str().to_owned();
    let language = profile.locale.language().to_owned();
    let fallbacks = profile.fallback.iter().map(|locale| locale.as_str().to_owned());
    let mut seen = BTreeSet::from([COMPLETE.to_owned()]);
    let mut chain: Vec<String> =
        std::iter::once(own).chain(fallbacks).chain([language]).filter(|tag| seen.insert(tag.clone())).collect();
    chain.push(COMPLETE.to_owned());
    chain
}

fn resources(theme: &dyn World, tag: &str) -> Result<Vec<FluentResource>, RenderError> {
    let folder = FilePath::new(&format!("locales/{tag}"));
    let is_messages = |path: &FilePath| path.extension() == "ftl" && path.parent() == folder;
    theme.files(&folder)?.into_iter().filter(is_messages).map(|path| resource(theme, &path)).collect()
}

fn resource(theme: &dyn World, path: &FilePath) -> Result<FluentResource, RenderError> {
    let text = String::from_utf8(theme.read(path)?).map_err(|_| RenderError::NotUtf8 { path: path.to_string() })?;
    FluentResource::try_new(text).map_err(|(resource, errors)| {
        let (offset, reason) =
            errors.first().map_or((0, String::new()), |error| (error.pos.start, error.kind.to_string()));
        let line = LineIndex::new(resource.source()).line(offset);
        RenderError::Message { path: path.to_string(), line, reason }
    })
}

fn bundle(tag: &str, resources: Vec<FluentResource>, formats: Arc<Formats>) -> Bundle {
    let identifier: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![identifier]);
    // Fluent's isolating characters would be seen in titles and in attributes; HTML isolates with elements.
    bundle.set_use_isolating(false);
    let _ = bundle.add_builtins();
    for resource in resources {
        // Files are in the order of their names, and a later one goes before an earlier one.
        bundle.add_resource_overriding(resource);
    }
    bundle.set_formatter(Some(formats::number));
    bundle
        .add_function("DATETIME", move |positional, _| date(&formats, positional.first()))
        .expect("no other function of this name is added");
    bundle
}

/// A day that is given as `2017-06-29`, written out; what is no day stays as it is.
fn date(formats: &Formats, value: Option<&FluentValue<'_>>) -> FluentValue<'static> {
    let text = match value {
        Some(FluentValue::String(text)) => text.to_string(),
        _ => return FluentValue::Error,
    };
    match text.parse() {
        Ok(date) => FluentValue::from(formats.date(date)),
        Err(InvalidDate) => FluentValue::from(text),
    }
}

/// The ids of the messages in a file: the text before `=` at the start of a line.
fn message_ids(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().filter_map(|line| {
        let id = line.split_once('=')?.0.trim_end();
        let is_id = id.starts_with(|char: char| char.is_ascii_alphabetic())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_id.then(|| id.to_owned())
    })
}
