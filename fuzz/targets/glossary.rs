//! `glossary.csv`.

use hexapla::config::read_glossary;
use hexapla::model::LocaleId;

use super::{Target, Traits, check_diagnostics, source_of};

/// The target.
pub const TARGET: Target = Target {
    name: "glossary",
    run,
    tokens: &[
        ",",
        "\"",
        "\"\"",
        "|",
        " | ",
        "\n",
        "\r\n",
        "keep,",
        "note",
        "en-US",
        "nl-NL",
        "zh-TW",
        "nl-NL forbidden",
        " forbidden",
        "x-",
        "-",
        "yes,",
        "\"a,b\"",
        "\"a\nb\"",
        "權杖|令牌",
        "token",
        "beheerder | admin",
        ";",
        "\t",
        "keep,en-US,nl-NL,note\n",
        ",a,b,c\n",
    ],
    pairs: &[("\"", "\""), (",", ","), ("|", "|")],
    frames: &[
        "{}",
        "keep,en-US,nl-NL,note\n{}",
        "keep,en-US,nl-NL,note\n,{},b,c\n",
        "keep,en-US,nl-NL,note\n,\"{}\",b,c\n",
        "keep,{}\nyes,Box\n",
    ],
    trials: 800,
};

fn run(input: &[u8], traits: &mut Traits) {
    let source = source_of("glossary.csv", input);
    let glossary = match read_glossary(&source) {
        Ok(glossary) => glossary,
        Err(wrong) => {
            assert!(!wrong.is_empty(), "there is no glossary, and nothing is wrong");
            check_diagnostics(&source, &wrong);
            return traits.found(&wrong);
        }
    };
    let dutch: LocaleId = "nl-NL".parse().expect("it is a language tag");
    for term in &glossary.terms {
        let forms = term.forms.values().chain(term.forbidden.values());
        for form in forms.flatten() {
            assert!(!form.is_empty() && form.trim() == form, "`{form}` is no form of a term");
        }
        traits.count("forms", term.forms_in(&dutch).len());
        traits.note((term.keep, term.forms.len().min(4), term.forbidden.len().min(4)));
    }
    traits.count("terms", glossary.terms.len());
    assert!(read_glossary(&source).is_ok_and(|again| again == glossary), "reading twice does not give the same");
}
