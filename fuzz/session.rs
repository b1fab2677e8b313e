//! One target, run for a while.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::failures::{self, Case};
use crate::growth::{Family, measure};
use crate::judge::{Failure, judge};
use crate::limits::{self, Watch};
use crate::mutation::Pool;
use crate::numbers::Numbers;
use crate::targets::{Target, Traits};

/// A target with so many failures is left alone: one has to be mended before the next is looked for.
const MOST_FAILURES: usize = 20;

/// So many inputs are kept, so that a run of hours does not fill the memory that it watches.
const MOST_KEPT: usize = 5_000;

/// A run of one target.
pub struct Session {
    target: &'static Target,
    pool: Pool,
    numbers: Numbers,
    traits: Traits,
    watch: Watch,
    running: Running,
    failed: Vec<(Case, Failure)>,
    inputs: usize,
    families: usize,
    longest: Duration,
    elapsed: Duration,
}

/// The seeds of a target, in the order of their names.
///
/// # Panics
/// Where it has none.
pub fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target.name);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a folder can be listed").path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).expect("a seed can be read")).collect()
}

/// What a target's inputs are made of.
pub fn pool(target: &Target, most_bytes: usize) -> Pool {
    let bytes = |text: &&str| text.as_bytes().to_vec();
    Pool {
        inputs: seeds(target),
        tokens: target.tokens.iter().map(bytes).collect(),
        pairs: target.pairs.iter().map(|(open, close)| (bytes(open), bytes(close))).collect(),
        most_bytes,
    }
}

impl Session {
    /// A session that has not begun.
    pub fn new(target: &'static Target, seed: u64, most_bytes: usize) -> Session {
        limits::forget_memory();
        let running = Running::new(target);
        let file = running.path.clone();
        let watch = Watch::new(move |wrong| {
            eprintln!("{wrong}: `{}`", file.display());
            std::process::exit(1);
        });
        Session {
            target,
            pool: pool(target, most_bytes),
            numbers: Numbers::new(seed),
            traits: Traits::default(),
            watch,
            running,
            failed: Vec::new(),
            inputs: 0,
            families: 0,
            longest: Duration::ZERO,
            elapsed: Duration::ZERO,
        }
    }

    /// Runs the seeds, and then what is made of them until the time is over, families of texts among it where growth is
    /// measured.
    pub fn run(&mut self, time: Duration, measures_growth: bool) {
        let started = Instant::now();
        for seed in self.pool.inputs.clone() {
            self.try_input(seed);
        }
        while started.elapsed() < time && self.failed.len() < MOST_FAILURES {
            if measures_growth && !self.target.frames.is_empty() && self.inputs.is_multiple_of(self.target.trials) {
                self.try_family();
            }
            let input = self.pool.mutated(&mut self.numbers);
            self.try_input(input);
        }
        self.running.remove();
        self.elapsed = started.elapsed();
    }

    /// What came of it, on one line.
    pub fn summary(&self) -> String {
        format!(
            "{:14} {:6.0} s {:9} inputs {:6} families {:6} kept {:5} traits, longest {:4} ms, most memory {:4} MB, {} failed",
            self.target.name,
            self.elapsed.as_secs_f64(),
            self.inputs,
            self.families,
            self.pool.inputs.len(),
            self.traits.len(),
            self.longest.as_millis(),
            limits::most_memory() >> 20,
            self.failed.len(),
        )
    }

    /// How many inputs and families failed.
    pub fn failed(&self) -> usize {
        self.failed.len()
    }

    fn try_input(&mut self, input: Vec<u8>) {
        self.inputs += 1;
        self.running.write(&input);
        let seen = self.traits.len();
        match judge(self.target, &input, &mut self.traits, &self.watch) {
            Ok(time) => {
                self.longest = self.longest.max(time);
                if self.traits.len() > seen {
                    self.keep(input);
                }
            }
            Err(failure) => self.report(Case::Input(input), failure),
        }
    }

    /// Adds an input to the pool; where that is full it takes the place of another one.
    fn keep(&mut self, input: Vec<u8>) {
        if self.pool.inputs.len() < MOST_KEPT {
            self.pool.inputs.push(input);
        } else {
            let place = self.numbers.below(MOST_KEPT);
            self.pool.inputs[place] = input;
        }
    }

    fn try_family(&mut self) {
        self.families += 1;
        let family = Family::made_up(self.target, &self.pool, &mut self.numbers);
        if self.is_known(&family) {
            return;
        }
        self.running.write(&serde_json::to_vec_pretty(&family).expect("a family has only texts and a flag"));
        // Traits of long texts would fill the pool with them.
        if let Err(failure) = measure(self.target, &family, &mut Traits::default(), &self.watch) {
            self.report(Case::Family(family), failure);
        }
    }

    /// Whether a family holds a piece that is known to fail.
    fn is_known(&self, family: &Family) -> bool {
        let known = self.failed.iter().filter_map(|(case, _)| match case {
            Case::Family(known) => Some(known),
            Case::Input(_) => None,
        });
        let text = |family: &Family| family.piece.clone() + &family.middle + &family.close;
        known.into_iter().any(|known| family == known || text(family).contains(&text(known)))
    }

    /// Makes a failure small and saves it, unless it is known.
    fn report(&mut self, case: Case, failure: Failure) {
        let is_input = matches!(case, Case::Input(_));
        let is_same =
            |(known, other): &(Case, Failure)| matches!(known, Case::Input(_)) == is_input && failure.is_like(other);
        if is_input && self.failed.iter().any(is_same) {
            return;
        }
        let case = case.minimized(self.target, &failure, &self.watch);
        let file = case.save(self.target);
        let file =
            file.unwrap_or_else(|error| panic!("`{}` cannot be written to: {error}", failures::folder().display()));
        println!("{}: {failure}", self.target.name);
        println!("  cargo run --release --example fuzz -- {} --reproduce {}", self.target.name, file.display());
        self.failed.push((case, failure));
    }
}

/// The file with the input that runs: it is left behind where the process is killed, be it by its own stack.
struct Running {
    path: PathBuf,
    file: File,
}

impl Running {
    fn new(target: &Target) -> Running {
        let folder = failures::folder();
        let path = folder.join(format!("{}-running-{}.input", target.name, std::process::id()));
        let file = std::fs::create_dir_all(&folder).and_then(|()| File::create(&path));
        Running { file: file.unwrap_or_else(|error| panic!("{}: {error}", path.display())), path }
    }

    fn write(&mut self, input: &[u8]) {
        let written = self.file.set_len(0).and_then(|()| self.file.rewind()).and_then(|()| self.file.write_all(input));
        written.unwrap_or_else(|error| panic!("{}: {error}", self.path.display()));
    }

    fn remove(&self) {
        // It is in the way of nobody where it stays.
        let _ = std::fs::remove_file(&self.path);
    }
}
