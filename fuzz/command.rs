//! What the command line asks for.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::failures::{self, Case};
use crate::growth::times;
use crate::judge::catch_panics;
use crate::limits::Watch;
use crate::session::Session;
use crate::targets::{TARGETS, Target};

/// Gives made up inputs to everything that reads what others wrote.
#[derive(Parser)]
#[command(name = "fuzz")]
struct Arguments {
    /// The targets; all where none is named
    targets: Vec<String>,
    /// How long each target runs
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Where the made up numbers begin
    #[arg(long, default_value_t = 1623)]
    seed: u64,
    /// The longest input that is made up, in bytes
    #[arg(long, default_value_t = 8_000)]
    max_bytes: usize,
    /// Leaves out the families that show how the work grows: what they measure is time, which is not judged in CI
    #[arg(long)]
    without_growth: bool,
    /// Runs the input in this file, and nothing else
    #[arg(long, value_name = "FILE")]
    reproduce: Option<PathBuf>,
}

/// Does what was asked for.
pub fn run(arguments: Vec<String>) -> ExitCode {
    let arguments = Arguments::parse_from(std::iter::once("fuzz".to_owned()).chain(arguments));
    let Some(targets) = chosen(&arguments.targets) else { return ExitCode::from(2) };
    catch_panics();
    match &arguments.reproduce {
        Some(file) => reproduce(file, &targets),
        None => fuzz(&arguments, &targets),
    }
}

fn chosen(names: &[String]) -> Option<Vec<&'static Target>> {
    let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        eprintln!("there is no target `{unknown}`; there is {}", known.join(", "));
        return None;
    }
    Some(TARGETS.iter().filter(|target| names.is_empty() || names.iter().any(|name| name == target.name)).collect())
}

fn fuzz(arguments: &Arguments, targets: &[&'static Target]) -> ExitCode {
    let mut failed = 0;
    for target in targets {
        let mut session = Session::new(target, arguments.seed, arguments.max_bytes);
        session.run(Duration::from_secs(arguments.seconds), !arguments.without_growth);
        println!("{}", session.summary());
        failed += session.failed();
    }
    if failed > 0 {
        eprintln!("{failed} failures are in `{}`", failures::folder().display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn reproduce(file: &std::path::Path, targets: &[&'static Target]) -> ExitCode {
    let [target] = targets else {
        eprintln!("name the one target that `{}` is for", file.display());
        return ExitCode::from(2);
    };
    let case = match Case::load(file) {
        Ok(case) => case,
        Err(error) => {
            eprintln!("cannot read `{}`: {error}", file.display());
            return ExitCode::from(2);
        }
    };
    let watch = Watch::new(|wrong| {
        eprintln!("{wrong}");
        std::process::exit(1);
    });
    if let Case::Family(family) = &case {
        times(target, family, &watch).for_each(|line| println!("{line}"));
    }
    match case.run(target, &watch) {
        Ok(()) => {
            println!("it passes");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            println!("{failure}");
            ExitCode::FAILURE
        }
    }
}
