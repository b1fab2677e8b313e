//! The templates and the functions they may call.

use std::sync::Arc;

use tera::{Context, Error, ErrorKind, Function, Kwargs, State, Tera, TeraResult, Value};

use super::escape::escape_value;
use super::{Argument, Messages, RenderError};
use crate::model::LocaleId;
use crate::read::World;
use crate::text::FilePath;

/// All templates of the theme, named by their path in `templates/`.
pub fn load(theme: &dyn World, messages: &Arc<Messages>) -> Result<Tera, RenderError> {
    let mut templates = Tera::new();
    templates.autoescape_on(vec![".html", ".xml"]);
    templates.set_escape_fn(escape_value);
    templates.register_function("message", Message(Arc::clone(messages)));
    templates.register_function("list", List(Arc::clone(messages)));
    templates.add_raw_templates(sources(theme)?).map_err(|error| failed(&error))?;
    Ok(templates)
}

/// The template called `name`, filled.
pub fn render(templates: &Tera, name: &str, context: &Context) -> Result<String, RenderError> {
    templates.render(name, context).map_err(|error| failed(&error))
}

fn sources(theme: &dyn World) -> Result<Vec<(String, String)>, RenderError> {
    let folder = FilePath::new("templates");
    let mut sources = Vec::new();
    for path in theme.files(&folder)? {
        let Some(name) =
            path.relative_path(&folder).filter(|name| !name.starts_with("assets/") && !name.starts_with('.'))
        else {
            continue;
        };
        let text =
            String::from_utf8(theme.read(&path)?).map_err(|_| RenderError::NotUtf8 { path: path.to_string() })?;
        sources.push((name.to_owned(), text));
    }
    Ok(sources)
}

/// The engine's own report has the template's name, line and source; of what caused it only the words count.
fn failed(error: &Error) -> RenderError {
    let mut report = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        report = format!("{report}\n{error}");
        cause = error.source();
    }
    if let ErrorKind::SyntaxError(place) | ErrorKind::RenderingError(place) = error.kind() {
        report = format!("`templates/{}`, line {}\n{report}", place.filename(), place.span().start_line);
    }
    RenderError::Template { report }
}

/// `message(id="...", name=value)`: a message in the language of the page, or of `locale` where it is given.
struct Message(Arc<Messages>);

impl Function<TeraResult<String>> for Message {
    fn call(&self, arguments: Kwargs, state: &State<'_>) -> TeraResult<String> {
        let id = arguments.must_get::<&str>("id")?;
        let locale = match arguments.get::<String>("locale")? {
            Some(tag) => parsed(&tag)?,
            None => locale_of(state)?,
        };
        let named: Vec<(&str, Argument<'_>)> = arguments
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, argument(value)?)))
            .filter(|(name, _)| !matches!(*name, "id" | "locale"))
            .collect();
        self.0.format(&locale, id, &named).ok_or_else(|| Error::message(format!("there is no message `{id}`")))
    }
}

/// `list(items=[...])`: several texts in a sentence of the language of the page.
struct List(Arc<Messages>);

impl Function<TeraResult<String>> for List {
    fn call(&self, arguments: Kwargs, state: &State<'_>) -> TeraResult<String> {
        let items = arguments.must_get::<Vec<String>>("items")?;
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        Ok(self.0.list(&locale_of(state)?, &items))
    }
}

/// The language of the page that is rendered.
fn locale_of(state: &State<'_>) -> TeraResult<LocaleId> {
    parsed(&state.get::<String>("locale")?.unwrap_or_else(|| "en".to_owned()))
}

fn parsed(tag: &str) -> TeraResult<LocaleId> {
    tag.parse().map_err(|error| Error::message(format!("{error}")))
}

fn argument(value: &Value) -> Option<Argument<'_>> {
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok()).map(Argument::Number);
    number.or_else(|| value.as_str().map(Argument::Text))
}
