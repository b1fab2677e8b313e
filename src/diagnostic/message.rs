//! A message and the facts that it quotes, from one place, so that neither has to be read out of the other.

use std::fmt::Display;

/// What is said, with what it quotes by name.
///
/// ```
/// use hexapla::diagnostic::Message;
///
/// let message = Message::new("`{found}` should be `{expected}`").with("found", "方塊").with("expected", "Box");
/// assert_eq!(message.text(), "`方塊` should be `Box`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    template: Vec<Piece>,
    data: Data,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    /// What stands here is given under this name.
    Quoted(&'static str),
}

/// What a message quotes, by name, in the order in which it was given.
///
/// The names that several rules share: `expected` and `found` are what should stand there and what does; `old` and `new`
/// what the source said and says now; `reference` the locale that a text is compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data(Vec<(&'static str, Value)>);

/// One thing that a message quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, as it stands in the content.
    Text(String),
    /// How many of something there are.
    Count(usize),
    /// Several texts.
    Texts(Vec<String>),
}

impl Message {
    /// A message from a template: `{name}` stands for what [`Message::with`] and its like give under that name.
    pub fn new(template: &'static str) -> Message {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((words, name, after)) = next_place(rest) {
            pieces.extend([Piece::Words(words.to_owned()), Piece::Quoted(name)]);
            rest = after;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Message { template: pieces, data: Data::default() }
    }

    /// Gives a text, where the template quotes it or not.
    pub fn with(self, name: &'static str, text: impl Display) -> Message {
        self.value(name, Value::Text(text.to_string()))
    }

    /// Gives a number.
    pub fn count(self, name: &'static str, count: usize) -> Message {
        self.value(name, Value::Count(count))
    }

    /// Gives several texts, which are quoted as a list: `a`, `b`.
    pub fn texts(self, name: &'static str, texts: impl IntoIterator<Item = impl Display>) -> Message {
        self.value(name, Value::Texts(texts.into_iter().map(|text| text.to_string()).collect()))
    }

    fn value(mut self, name: &'static str, value: Value) -> Message {
        self.data.0.push((name, value));
        self
    }

    /// The text that readers see.
    pub fn text(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Quoted(name) => {
                debug_assert!(self.data.value(name).is_some(), "a message quotes `{name}`, which nobody gave");
                self.data.value(name).map(Value::shown).unwrap_or_default()
            }
        };
        self.template.iter().map(piece).collect()
    }

    /// What it quotes.
    pub fn into_data(self) -> Data {
        self.data
    }
}

/// The first `{name}` of a template: what stands before it, the name, and what follows.
fn next_place(template: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (words, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((words, name, after))
}

impl From<&'static str> for Message {
    fn from(text: &'static str) -> Message {
        Message { template: vec![Piece::Words(text.to_owned())], data: Data::default() }
    }
}

impl From<String> for Message {
    fn from(text: String) -> Message {
        Message { template: vec![Piece::Words(text)], data: Data::default() }
    }
}

impl Data {
    /// What was given under a name; the first, where that was done twice.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The text that was given under a name.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.value(name)? {
            Value::Text(text) => Some(text),
            Value::Count(_) | Value::Texts(_) => None,
        }
    }

    /// Everything that was given, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// Adds what something else quotes.
    pub fn extend(&mut self, more: Data) {
        self.0.extend(more.0);
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Value {
    fn shown(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Count(count) => count.to_string(),
            Value::Texts(texts) => texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_never_read_as_a_template() {
        let message = Message::new("`{old}` werd `{new}`").with("old", "{new}").with("new", "再試 `a` became `b`");
        assert_eq!(message.text(), "`{new}` werd `再試 `a` became `b``");
        assert_eq!(message.into_data().text("old"), Some("{new}"));
    }

    #[test]
    fn lists_are_quoted_one_by_one() {
        let message = Message::new("er is {known}").texts("known", ["nl-NL", "zh-TW"]);
        assert_eq!(message.text(), "er is `nl-NL`, `zh-TW`");
    }
}
