//! Numbered steps in a cell, which has only line breaks to keep them apart.

use crate::parse::html::tags;

/// A cell's Markdown as HTML, where lines that are numbered `1.`, `2.` and so on become an ordered list. `render` makes
/// HTML of a line.
pub fn steps(cell: &str, render: impl Fn(&str) -> String) -> String {
    let lines: Vec<&str> = lines(cell).into_iter().map(str::trim).filter(|line| !line.is_empty()).collect();
    let Some(start) = lines.iter().position(|line| numbered(line).is_some()) else { return render(cell) };
    let numbers = lines[start..].iter().map(|line| numbered(line)).collect::<Option<Vec<_>>>();
    let in_order = |steps: &[(u32, &str)]| steps.iter().zip(1..).all(|((number, _), expected)| *number == expected);
    let Some(steps) = numbers.filter(|steps| steps.len() > 1 && in_order(steps)) else { return render(cell) };
    let lead: String = lines[..start].iter().map(|line| format!("<p>{}</p>\n", render(line))).collect();
    let items: String = steps.iter().map(|(_, step)| format!("<li>{}</li>\n", render(step))).collect();
    format!("{lead}<ol>\n{items}</ol>\n")
}

/// The lines of a cell: what stands between the `<br>` of any spelling.
fn lines(cell: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut at = 0;
    for tag in tags(cell).filter(|tag| tag.name == "br") {
        lines.push(&cell[at..tag.start]);
        at = tag.end();
    }
    lines.push(&cell[at..]);
    lines
}

/// The number at the start of a line with a `.`, `)` or one of their wide forms behind it, and what follows.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let digits = line.chars().take_while(|char| digit(*char).is_some());
    let number =
        digits.clone().filter_map(digit).fold(0u32, |number, digit| number.saturating_mul(10).saturating_add(digit));
    let rest = &line[digits.map(char::len_utf8).sum()..];
    let step = ['.', ')', '．', '）', '、'].iter().find_map(|mark| rest.strip_prefix(*mark))?;
    let is_decimal = step.starts_with(|char| digit(char).is_some());
    (rest.len() < line.len() && !is_decimal).then(|| (number, step.trim_start()))
}

/// The value of a European, full-width or Arabic digit.
fn digit(char: char) -> Option<u32> {
    let zeros = ['0', '０', '٠', '۰'];
    zeros.into_iter().find_map(|zero| (char as u32).checked_sub(zero as u32).filter(|value| *value < 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(cell: &str) -> String {
        steps(cell, str::to_owned).replace('\n', "")
    }

    #[test]
    fn numbered_lines_become_a_list_with_what_stands_before_it() {
        assert_eq!(
            html("Doe dit:<br>1. Open Box.<br/>2. Sluit Box."),
            "<p>Doe dit:</p><ol><li>Open Box.</li><li>Sluit Box.</li></ol>"
        );
        assert_eq!(html("1．開啟方塊。<BR />2．關閉。"), "<ol><li>開啟方塊。</li><li>關閉。</li></ol>");
        assert_eq!(html("١. افتح<br>٢. أغلق"), "<ol><li>افتح</li><li>أغلق</li></ol>");
        assert_eq!(html("1. Eén.</br>2. 二。"), "<ol><li>Eén.</li><li>二。</li></ol>");
    }

    #[test]
    fn what_is_no_list_of_steps_stays_as_it_is() {
        for cell in
            ["1. Eén stap", "3.5 GB<br>4.5 GB", "1. Een<br>3. Drie", "1. Een<br>Los", "方塊<br>Okta", "", "<b", "1.<"]
        {
            assert_eq!(html(cell), cell);
        }
    }
}
