//! What `cargo test` runs: every seed, and the same few made up inputs each time.

use std::collections::BTreeSet;
use std::path::Path;

use crate::growth::Family;
use crate::numbers::Numbers;
use crate::session::{pool, seeds};
use crate::targets::{TARGETS, Target, Traits};

/// Where the numbers begin, in every run.
const SEED: u64 = 1623;

const MOST_BYTES: usize = 4_000;

/// Runs an input, and names it where it fails.
fn run(target: &Target, input: &[u8]) {
    let passes = std::panic::catch_unwind(|| (target.run)(input, &mut Traits::default())).is_ok();
    assert!(passes, "{}: {:?}", target.name, String::from_utf8_lossy(input));
}

#[test]
fn every_target_has_seeds_and_every_folder_of_seeds_a_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let folders = std::fs::read_dir(folder).expect("there are seeds");
    let folders: BTreeSet<String> = folders
        .map(|entry| entry.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
    assert_eq!(folders.iter().map(String::as_str).collect::<Vec<_>>(), names);
    for target in TARGETS {
        let seeds = seeds(target);
        assert!(seeds.len() >= 3, "{} has {} seeds", target.name, seeds.len());
        let is_in_script = |text: &str| text.contains(|char: char| ('\u{4e00}'..'\u{a000}').contains(&char));
        let is_chinese = |seed: &Vec<u8>| is_in_script(&String::from_utf8_lossy(seed));
        assert!(seeds.iter().any(is_chinese), "{} has no seed in Chinese", target.name);
    }
}

#[test]
fn every_seed_passes() {
    for target in TARGETS {
        seeds(target).iter().for_each(|seed| run(target, seed));
    }
}

#[test]
fn what_is_made_of_the_seeds_passes() {
    for target in TARGETS {
        let (pool, mut numbers) = (pool(target, MOST_BYTES), Numbers::new(SEED));
        for _ in 0..target.trials {
            run(target, &pool.mutated(&mut numbers));
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_inputs_no_longer_than_asked_for() {
    for target in TARGETS {
        let pool = pool(target, 100);
        let (mut one, mut other) = (Numbers::new(7), Numbers::new(7));
        for _ in 0..50 {
            let input = pool.mutated(&mut one);
            assert!(input.len() <= 100 && input == pool.mutated(&mut other), "{}", target.name);
        }
    }
}

#[test]
fn a_family_is_as_long_as_asked_for() {
    let same = Family { frame: "錯誤{}\n".into(), piece: "[a{n}]".into(), ..Family::default() };
    assert_eq!(same.text(20), "錯誤[a0][a1][a2]\n");
    let nested =
        Family { frame: "{}".into(), piece: "(".into(), middle: "x".into(), close: ")".into(), ..Family::default() };
    assert_eq!(nested.text(4), "((x))");
    let staircase =
        Family { frame: "{}".into(), piece: "`".into(), close: " ".into(), is_staircase: true, ..Family::default() };
    assert_eq!(staircase.text(6), "` `` ``` ");
    for family in [same, nested, staircase] {
        let (short, long) = (family.text(10_000).len(), family.text(40_000).len());
        assert!((3..=5).contains(&(long / short)), "{short} and {long} bytes");
        assert!(family.simpler().iter().all(|simpler| simpler.text(1_000).len() > 100));
    }
}
