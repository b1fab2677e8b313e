//! `hexapla.toml` and a `locale.toml`: the input is read as both.

use hexapla::check::RULES;
use hexapla::config;
use hexapla::layout::FileUse;
use hexapla::model::LocaleId;
use hexapla::read::{Embedded, Layered, Memory};
use hexapla::text::FilePath;

use super::{Target, Traits, check_diagnostics};

/// The target.
pub const TARGET: Target = Target {
    name: "configuration",
    run,
    tokens: &[
        "[site]\n",
        "[site.title]\n",
        "[content]\n",
        "[content.locales]\n",
        "[content.roles]\n",
        "[history]\n",
        "[history.locales]\n",
        "[check]\n",
        "[check.rules]\n",
        "[[check.overrides]]\n",
        "[typography]\n",
        "[numbers]\n",
        "[antonyms]\n",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        " = ",
        ".",
        ",",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "#",
        "\n",
        "title = ",
        "base_url = ",
        "default_locale = ",
        "\"nl-NL\"",
        "\"zh-TW\"",
        "nl-NL = ",
        "\"https://a.example/\"",
        "\"錯誤\"",
        "include = [\"**/*.md\"]\n",
        "exclude = ",
        "\"*\"",
        "\"**\"",
        "\"[a\"",
        "\"{a,{b,c}}\"",
        "\"..\"",
        "\"../x\"",
        "\"/etc\"",
        "root = ",
        "page_key = ",
        "source_locale = ",
        "fail_on = ",
        "missing-row = ",
        "\"error\"",
        "\"off\"",
        "paths = ",
        "rules = ",
        "baseline = ",
        "true",
        "false",
        "-1",
        "1e400",
        "0x1F",
        "nan",
        "2017-06-30",
        "9999999999999999999",
        "\\u0000",
        "\\U0010FFFF",
        "\\",
        "autonym = ",
        "direction = ",
        "script = ",
        "fallback = ",
        "header_words",
        "negations = ",
        "a.b.c = 1\n",
        "a = 1\n",
        "a = ",
        "[a]\n",
    ],
    pairs: &[("[", "]"), ("{a=", "}"), ("\"", "\""), ("[a.", "]\n"), ("\"{", "}\""), ("\"\"\"", "\"\"\"")],
    frames: &[
        "{}",
        "[site]\ntitle = {}\n",
        "[content]\ninclude = [{}]\n",
        "[content]\ninclude = [\"{}\"]\n",
        "[content.locales]\n{}\n",
        "[content.roles]\n{}\n",
        "[check.rules]\n{}\n",
        "autonym = \"x\"\n{}\n",
        "autonym = \"{}\"\n",
    ],
    trials: 400,
};

fn run(input: &[u8], traits: &mut Traits) {
    read_options(input, traits);
    read_locale(input, traits);
}

/// There are options, or something is wrong at a place of the file.
fn read_options(input: &[u8], traits: &mut Traits) {
    let source = match config::decode(&FilePath::new("hexapla.toml"), input.to_vec()) {
        Ok(source) => source,
        Err(wrong) => {
            let (source, problem) = *wrong;
            return check_diagnostics(&source, &[problem]);
        }
    };
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    match config::load(Some(&source), &rules) {
        Ok(options) => {
            let present: Vec<LocaleId> =
                ["nl-NL", "zh-TW"].map(|tag| tag.parse().expect("it is a language tag")).into();
            traits.note(options.default_locale(&present));
            traits.count("without content", options.locales_without_content(&present).len());
            traits.note(options.content.files.use_of("甲/b.md") == FileUse::Ignored);
        }
        Err(wrong) => {
            assert!(!wrong.is_empty(), "there are no options, and nothing is wrong");
            check_diagnostics(&source, &wrong);
            traits.found(&wrong);
        }
    }
}

/// The profile of a language is read, whatever is in a user's file.
fn read_locale(input: &[u8], traits: &mut Traits) {
    let path = "locales/nl/locale.toml";
    let world = Layered::new(Memory::default().with(path, input), Embedded);
    let locales = ["nl-NL".parse().expect("it is a language tag")];
    let read = config::load_locales(&world, &locales).expect("nothing in memory is unreadable");
    assert_eq!(read.profiles.len(), 1, "the locale that was asked for has no profile");
    for found in &read.diagnostics {
        let of_file = |source: &&hexapla::text::Source| source.path() == &found.span.file;
        let source = read.sources.iter().find(of_file).expect("a diagnostic is about a file that was read");
        check_diagnostics(source, std::slice::from_ref(found));
    }
    traits.found(&read.diagnostics);
}
