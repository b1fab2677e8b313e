//! Whether one input passes: it does not panic, breaks no invariant, and costs what it may.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::limits::{self, LONGEST, MOST_MEMORY, Stopwatch, Watch};
use crate::targets::{Target, Traits};

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// It panicked, or an invariant does not hold: the message and the place in the code.
    Panicked(String),
    /// It took this long.
    Slow(Duration),
    /// So many bytes were held.
    Heavy(u64),
    /// Four times as much of it takes so many times as long.
    Grows(f64),
}

impl Failure {
    /// Whether it is the same defect, as far as a machine can decide.
    pub fn is_like(&self, other: &Failure) -> bool {
        match (self, other) {
            (Failure::Panicked(one), Failure::Panicked(other)) => place(one) == place(other),
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }
}

/// The place in the code that a panic's message begins with.
fn place(message: &str) -> &str {
    message.split(' ').next().unwrap_or_default()
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Panicked(message) => write!(f, "panicked at {message}"),
            Failure::Slow(time) => write!(f, "took {:.1} s", time.as_secs_f64()),
            Failure::Heavy(bytes) => write!(f, "held {} MB", bytes >> 20),
            Failure::Grows(ratio) => write!(f, "four times as much takes {ratio:.0} times as long"),
        }
    }
}

/// The message of the last panic, and where it was: `catch_unwind` hands over only the message.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// Keeps panics from being printed; [`judge`] answers with them.
pub fn catch_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("no message");
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = format!("{place} {message}");
    }));
}

/// Runs one input; how long it computed, or what is wrong with it. What was seen is added to `traits`.
///
/// # Errors
/// The [`Failure`].
pub fn judge(target: &Target, input: &[u8], traits: &mut Traits, watch: &Watch) -> Result<Duration, Failure> {
    watch.begin();
    let stopwatch = Stopwatch::start();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(input, traits)));
    let time = stopwatch.stop();
    watch.end();
    if outcome.is_err() {
        return Err(Failure::Panicked(LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()));
    }
    if time > LONGEST {
        return Err(Failure::Slow(time));
    }
    // Reading it costs more than most inputs do, and nobody fills a gigabyte in a millisecond.
    let memory = if time > Duration::from_millis(1) { limits::most_memory() } else { 0 };
    if memory > MOST_MEMORY {
        limits::forget_memory();
        return Err(Failure::Heavy(memory));
    }
    Ok(time)
}
