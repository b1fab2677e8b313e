//! Makes up inputs for everything that reads what others wrote, and reports those that do harm.
//!
//! `fuzz/README.md` explains how to run it, what it looks for and how to add a target.
#![allow(clippy::disallowed_methods, reason = "the program reads seeds, writes failures and makes repositories")]

mod command;
mod failures;
mod growth;
mod judge;
mod limits;
mod made_up_site;
mod mutation;
mod numbers;
mod session;
mod targets;
#[cfg(test)]
mod tests;
mod well_formed;

use std::process::ExitCode;

/// As much stack as a thread of the program's own pool has, so that what exhausts one exhausts the other.
const STACK: usize = 2 << 20;

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1).collect();
    let working = std::thread::Builder::new().stack_size(STACK).spawn(move || on_one_core(|| command::run(arguments)));
    working.expect("the system gives one thread").join().unwrap_or(ExitCode::FAILURE)
}

/// Runs everything on this thread, that of the stages included: its time is then the time of the input.
fn on_one_core<T>(work: impl FnOnce() -> T) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    let _pool = pool.expect("a pool of the thread that is there");
    work()
}
