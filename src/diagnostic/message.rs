//! A message and the facts that it quotes, from one place, so that neither has to be read out of the other.

use std::fmt::Display;

/// A message, with what it quotes by name.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Words(&'static str),
    /// The value that is given under this name; behind a colon in the template, how a number is shown.
    Quoted(&'static str, NumberForm),
}

/// How a number is shown in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumberForm {
    /// `{limit}`: `16000`.
    Plain,
    /// `{limit:,}`: `16,000`.
    Grouped,
    /// `{rows:row}`: `1 row`, `2 rows`.
    Counted(&'static str),
}

/// What a message quotes, by name, in the order in which it was given.
///
/// The names that several rules share: `expected` and `found` are what should be there and what is; `old` and `new`
/// the words of the source then and now; `reference` the locale that a text is compared with.
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
    /// A message from a template: `{name}` stands for what [`Message::with`] and its like give under that name. A
    /// number is shown in groups of three digits by `{name:,}` and with its noun by `{name:row}`.
    pub fn new(template: &'static str) -> Message {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((words, name, after)) = next_place(rest) {
            pieces.extend([Piece::Words(words), quoted(name)]);
            rest = after;
        }
        pieces.push(Piece::Words(rest));
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

    /// Gives several texts, which are quoted as a list: `a`, `b`; without any, the list is the word "none".
    pub fn texts(self, name: &'static str, texts: impl IntoIterator<Item = impl Display>) -> Message {
        self.value(name, Value::Texts(texts.into_iter().map(|text| text.to_string()).collect()))
    }

    /// Appends another message, with what that quotes.
    pub fn then(mut self, more: impl Into<Message>) -> Message {
        let more = more.into();
        self.template.extend(more.template);
        self.data.extend(more.data);
        self
    }

    fn value(mut self, name: &'static str, value: Value) -> Message {
        self.data.push(name, value);
        self
    }

    /// The text that readers see.
    pub fn text(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => (*words).to_owned(),
            Piece::Quoted(name, form) => {
                debug_assert!(self.data.value(name).is_some(), "a message quotes `{name}`, which nobody gave");
                self.data.value(name).map(|value| value.shown(*form)).unwrap_or_default()
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

/// The place that stands between braces in a template.
fn quoted(place: &'static str) -> Piece {
    match place.split_once(':') {
        None => Piece::Quoted(place, NumberForm::Plain),
        Some((name, ",")) => Piece::Quoted(name, NumberForm::Grouped),
        Some((name, noun)) => Piece::Quoted(name, NumberForm::Counted(noun)),
    }
}

/// A text that quotes nothing. There is no such thing for a `String`: who has one has put data into prose.
impl From<&'static str> for Message {
    fn from(text: &'static str) -> Message {
        Message { template: vec![Piece::Words(text)], data: Data::default() }
    }
}

impl Data {
    /// What was given under a name.
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
        more.0.into_iter().for_each(|(name, value)| self.push(name, value));
    }

    /// Programs look facts up by name, so a name stands for one of them: to give it twice is a bug, and keeps the
    /// first.
    fn push(&mut self, name: &'static str, value: Value) {
        let is_given = self.value(name).is_some();
        debug_assert!(!is_given, "`{name}` is given twice");
        if !is_given {
            self.0.push((name, value));
        }
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Value {
    fn shown(&self, form: NumberForm) -> String {
        match (self, form) {
            (Value::Text(text), _) => text.clone(),
            (Value::Count(count), NumberForm::Plain) => count.to_string(),
            (Value::Count(count), NumberForm::Grouped) => grouped(*count),
            (Value::Count(count), NumberForm::Counted(noun)) => counted(*count, noun),
            (Value::Texts(texts), _) if texts.is_empty() => "none".to_owned(),
            (Value::Texts(texts), _) => texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", "),
        }
    }
}

/// A number of things for a message: `1 row`, `2 rows`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A number in groups of three digits: `16,000`.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
        let none: [&str; 0] = [];
        assert_eq!(Message::new("er is {known}").texts("known", none).text(), "er is none");
    }

    #[test]
    fn numbers_are_shown_plain_in_groups_or_with_their_noun_and_stay_numbers() {
        let message = Message::new("{one:rij}, {two:列}; {limit} is {limit:,}, {small:,} {million:,}");
        let message = message.count("one", 1).count("two", 2).count("limit", 16_000);
        let message = message.count("small", 999).count("million", 1_048_576);
        assert_eq!(message.text(), "1 rij, 2 列s; 16000 is 16,000, 999 1,048,576");
        assert_eq!(message.into_data().value("limit"), Some(&Value::Count(16_000)));
    }

    #[test]
    fn parts_are_put_together_with_what_each_of_them_quotes() {
        let message = Message::new("`{found}`").with("found", "方塊").then(" is niet ");
        let message = message.then(Message::new("`{expected}`").with("expected", "{found}"));
        assert_eq!(message.text(), "`方塊` is niet `{found}`");
        let data = message.into_data();
        assert_eq!(data.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["found", "expected"]);
    }

    /// Releases keep the first; whoever tests sees the mistake.
    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "`found` is given twice")]
    fn to_give_a_name_twice_is_a_bug() {
        let _ = Message::new("`{found}`").with("found", "方塊").then(Message::new("").with("found", "doos"));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "a message quotes `found`, which nobody gave")]
    fn to_quote_what_nobody_gave_is_a_bug() {
        let _ = Message::new("`{found}` 方塊").text();
    }
}
