//! The notices: a list of all that is in the program, each with the numbers of its texts, and then the texts.

use std::collections::BTreeMap;

use two_face::acknowledgement;

use super::{Graph, licences};

/// What is above each text, alone on its line.
pub const LINE: &str = "================================================================================";

/// Texts, each of them once, numbered from 1.
#[derive(Default)]
struct Texts {
    texts: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

/// The notices of a graph, and of the standard library with these notices of its own.
///
/// # Errors
/// Where a crate has no text of its licence.
pub fn render(graph: &Graph, standard_library: &str) -> Result<String, String> {
    let mut texts = Texts::default();
    let mut list = format!(
        "THIRD-PARTY NOTICES\n\nHexapla {} is made with the work of others. This file names it all, and holds the \
         licences and notices that come\nwith it. The numbers in brackets are those of the texts below. Where a licence \
         is a choice, any of its sides may be taken.\n\n\nCRATES\n\nThe source of each is at the address beside it, as \
         it was built, without any change.\n\n",
        graph.program.version
    );
    for package in &graph.packages {
        let numbers = texts.add_all(licences::texts(package)?);
        let (name, version, licence) = (&package.name, &package.version, &package.licence);
        let note = if package.is_linked { "" } else { ", used while building" };
        list.push_str(&format!(
            "{name} {version}{note}: {licence} {numbers}\n    https://crates.io/crates/{name}/{version}\n"
        ));
    }

    list.push_str(&format!(
        "\n\nGRAMMARS\n\nThe grammars by which code is coloured are data in the crate two-face. These ask for a notice; \
         all of them are at\n{}\n\n",
        acknowledgement::url()
    ));
    for grammar in acknowledgement::listing().for_syntaxes() {
        let numbers = texts.add_all(vec![grammar.text.clone()]);
        list.push_str(&format!("{} {numbers}\n", grammar.rel_path.display()));
    }

    let musl = texts.add_all(vec![licences::mit("Copyright © 2005-2020 Rich Felker, et al.")]);
    list.push_str(&format!(
        "\n\nTHE RUST STANDARD LIBRARY AND THE C LIBRARY\n\nThe notices of the standard library are at the end of this \
         file. The binaries for musl have musl in them: MIT {musl}\n\n"
    ));

    for (index, text) in texts.texts.iter().enumerate() {
        list.push_str(&format!("\n{LINE}\n[{}]\n\n{}\n", index + 1, text.trim()));
    }
    list.push_str(&format!("\n{LINE}\n{LINE}\n\n{}\n", standard_library.trim()));
    Ok(list)
}

impl Texts {
    /// Adds the texts that are not there yet; answers the numbers of all, such as `[1] [7]`.
    fn add_all(&mut self, texts: Vec<String>) -> String {
        let numbers: Vec<String> = texts.into_iter().map(|text| format!("[{}]", self.add(text))).collect();
        numbers.join(" ")
    }

    fn add(&mut self, text: String) -> usize {
        let text = text.replace("\r\n", "\n").trim_start_matches('\u{feff}').to_owned();
        let next = self.texts.len() + 1;
        let number = *self.numbers.entry(licences::one_spaced(&text)).or_insert(next);
        if number == next {
            self.texts.push(text);
        }
        number
    }
}
