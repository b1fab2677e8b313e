//! `hexapla.lock`.

use hexapla::config::{read_lock, write_lock};

use super::{Target, Traits, check_diagnostics, source_of, text_of};

/// The target.
pub const TARGET: Target = Target {
    name: "lock",
    run,
    tokens: &[
        "version = 1\n",
        "[entries.a]\n",
        "[entries.okta-403]\n",
        "[entries.\"a\"]\n",
        "[renamed]\n",
        "[removed]\n",
        "page = \"錯誤\"\n",
        "name = \"a\"\n",
        "rows.nl-NL = \"0123abcd - 89abcdef\"\n",
        "rows.zh-TW = \"-\"\n",
        "accepted.zh-TW = \"0123abcd of 89abcdef\"\n",
        " of ",
        "a = \"b\"\n",
        "b = \"a\"\n",
        "\"\" = \"\"\n",
        "-",
        "0123abcd",
        "\"",
        "=",
        ".",
        "[",
        "]",
        "\n",
        "\\u0000",
        "<<<<<<< HEAD\n",
        "=======\n",
        ">>>>>>> x\n",
        "||||||| x\n",
        "{",
        "}",
        "#",
        "page",
        "rows",
    ],
    pairs: &[("[", "]"), ("{a=", "}"), ("\"", "\""), ("<<<<<<< a\n", ">>>>>>> b\n")],
    frames: &[
        "{}",
        "version = 1\n{}\n",
        "version = 1\n[renamed]\n{}\n",
        "version = 1\n[entries.a]\npage = \"a\"\n{}\n",
    ],
    trials: 500,
};

fn run(input: &[u8], traits: &mut Traits) {
    let source = source_of("hexapla.lock", input);
    let lock = match read_lock(&source) {
        Ok(lock) => lock,
        Err(wrong) => {
            assert!(!wrong.is_empty(), "there is no lock, and nothing is wrong");
            check_diagnostics(&source, &wrong);
            assert!(wrong.iter().all(|found| found.help.is_some()), "there is no way out of what is wrong with a lock");
            return traits.found(&wrong);
        }
    };
    traits.count("entries", lock.entries.len());
    traits.count("renamed", lock.renamed.len());
    traits.count("removed", lock.removed.len());
    let written = write_lock(&lock);
    let again = read_lock(&source_of("hexapla.lock", written.as_bytes()));
    let again = again.unwrap_or_else(|wrong| panic!("what was written cannot be read: {}", wrong[0].message));
    assert!(lock == again, "what was written is another lock: {lock:?} and {again:?}");
    assert!(written == write_lock(&again), "what is written twice is another text");
    let ends: Vec<String> = lock.names().map(|name| lock.current(name).to_string()).collect();
    assert!(ends.iter().all(|end| !end.is_empty()), "a name leads to none in {}", text_of(input));
}
