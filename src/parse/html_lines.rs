//! The lines of a block of HTML in one text, since a tag or a comment may go over several.

/// A block of HTML with the places of its lines. In a quote, lines come without the marks of the quote.
#[derive(Debug, Default)]
pub struct HtmlLines {
    text: String,
    /// Where each line begins: in the text, and in the file.
    lines: Vec<(usize, usize)>,
}

impl HtmlLines {
    /// Adds a line that begins at a byte of the file.
    pub fn push(&mut self, line: &str, at: usize) {
        self.lines.push((self.text.len(), at));
        self.text.push_str(line);
    }

    /// All lines.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where in the file a byte of the text is.
    pub fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(at, |(start, place)| place + at - start)
    }
}
