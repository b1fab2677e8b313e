//! Drawings without what could act in them.
//!
//! A drawing that is opened by itself is a document of the site: its scripts run there, and its links lead anywhere. So
//! a copied drawing is written anew by `svg-hush`, which knows what a picture needs and leaves out the rest: scripts,
//! event handlers, other documents in it, and addresses of other sites.

use quick_xml::Reader;
use quick_xml::events::Event;

/// A drawing that can be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it had a `foreignObject`, which is left out: some programs put the words of a drawing there.
    pub lost_words: bool,
}

/// The drawing in the bytes of an SVG file, without what could act in it.
///
/// # Errors
/// Why it is none, in a few words.
pub fn cleaned_svg(bytes: &[u8]) -> Result<Drawing, String> {
    let mut cleaned = Vec::with_capacity(bytes.len());
    let filter = svg_hush::Filter::new();
    let lost_words = inspected(bytes)?;
    filter.filter(bytes, &mut cleaned).map_err(|error| match std::error::Error::source(&error) {
        Some(source) => source.to_string().lines().next().unwrap_or_default().to_owned(),
        None => error.to_string(),
    })?;
    Ok(Drawing { bytes: cleaned, lost_words })
}

/// Elements of a drawing may be inside so many others. `svg-hush` keeps the namespaces of each that is open. Chosen,
/// far above what drawing programs write.
const DEEPEST: usize = 200;

/// So many namespaces may a drawing declare: each of them is copied for each element in it.
const MOST_NAMESPACES: usize = 100;

/// Whether a drawing has parts in another language. What is wrong with it as XML is left to whoever reads it next.
fn inspected(bytes: &[u8]) -> Result<bool, String> {
    let mut reader = Reader::from_reader(bytes);
    let (mut depth, mut namespaces, mut is_foreign) = (0usize, 0usize, false);
    while let Ok(event) = reader.read_event() {
        let element = match &event {
            Event::Eof => break,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Event::Start(element) => {
                depth += 1;
                element
            }
            Event::Empty(element) => element,
            _ => continue,
        };
        let mut attributes = element.attributes();
        let declared = attributes.with_checks(false).flatten();
        namespaces += declared.filter(|attribute| attribute.key.as_ref().starts_with("xmlns")).count();
        is_foreign |= element.local_name().as_ref() == "foreignObject";
        if element.local_name().as_ref() == "script" {
            return Err("it holds a script".to_owned());
        }
        if depth > DEEPEST || namespaces > MOST_NAMESPACES {
            return Err("its elements are nested too deep, or have too many namespaces".to_owned());
        }
    }
    Ok(is_foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(svg: &str) -> String {
        String::from_utf8(cleaned_svg(svg.as_bytes()).unwrap().bytes).unwrap()
    }

    #[test]
    fn a_picture_stays_as_it_is_and_nothing_in_it_acts() {
        let svg = cleaned(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='x()'>\
             <style>path { fill: red }</style><path d='M0 0' onclick='x()'/><text>方塊 één</text>\
             <a href='javascript:x()'><circle r='1'/></a><image href='https://elders.example/x.png'/>\
             <foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/></foreignObject></svg>",
        );
        for kept in ["viewBox=\"0 0 9 9\"", "fill: red", "d=\"M0 0\"", "方塊 één", "<circle"] {
            assert!(svg.contains(kept), "{kept}: {svg}");
        }
        for gone in ["script", "onload", "onclick", "javascript", "elders", "iframe", "foreignObject"] {
            assert!(!svg.contains(gone), "{gone}: {svg}");
        }
    }

    #[test]
    fn a_drawing_with_a_script_is_refused_and_one_whose_words_go_is_reported() {
        let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}<g/></svg>");
        let cleaned = |inside: &str| cleaned_svg(svg(inside).as_bytes());
        assert_eq!(cleaned("<script/>"), Err("it holds a script".to_owned()));
        assert!(cleaned("<switch><foreignObject>方</foreignObject></switch>").unwrap().lost_words);
        assert!(!cleaned("<text>een</text>").unwrap().lost_words);
    }

    #[test]
    fn what_is_no_drawing_is_refused_and_takes_no_room() {
        let entities: String =
            (1..9).map(|at| format!("<!ENTITY e{at} \"{}\">", format!("&e{};", at - 1).repeat(9))).collect();
        let bomb = format!(
            "<!DOCTYPE svg [<!ENTITY e0 \"長\">{entities}]><svg xmlns='http://www.w3.org/2000/svg'><text>&e8;</text></svg>"
        );
        let deep = format!("<svg xmlns='http://www.w3.org/2000/svg'>{}", "<g>".repeat(50_000));
        let named: String = (0..5_000).map(|at| format!("<g xmlns:a{at}='x'>")).collect();
        for wrong in [
            &deep,
            &named,
            "",
            "geen tekening",
            "<svg",
            "<html xmlns='http://www.w3.org/1999/xhtml'/>",
            "<svg/>",
            &bomb,
        ] {
            let refused = cleaned_svg(wrong.as_bytes());
            assert!(refused.as_ref().is_err_and(|reason| !reason.is_empty()), "{refused:?}");
        }
    }
}
