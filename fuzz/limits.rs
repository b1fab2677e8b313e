//! What an input may cost, and how that is measured.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// An input that takes longer is a failure.
pub const LONGEST: Duration = Duration::from_secs(2);

/// An input during which the program holds more is a failure, in bytes.
pub const MOST_MEMORY: u64 = 1 << 30;

/// An input that takes so long by the clock on the wall will not come to an end, and no `catch_unwind` ends it.
const ENDLESS: Duration = Duration::from_secs(30);

/// How often the watch looks.
const LOOK: Duration = Duration::from_millis(200);

/// The system counts computing time in steps of this length at most (`CONFIG_HZ` of Linux is 100 or more).
const TICK: Duration = Duration::from_millis(10);

/// A clock for one input.
pub struct Stopwatch {
    started: Instant,
    computed: Option<Duration>,
}

impl Stopwatch {
    /// A clock that begins now.
    pub fn start() -> Stopwatch {
        Stopwatch { started: Instant::now(), computed: computed() }
    }

    /// How long this thread was computing since then, as well as that is known: the clock on the wall is exact, but
    /// holds the time of other programs; what the system counts comes in steps.
    pub fn stop(self) -> Duration {
        let elapsed = self.started.elapsed();
        // Reading the count takes longer than most inputs do.
        if elapsed < TICK {
            return elapsed;
        }
        let counted = computed().zip(self.computed).map(|(now, before)| now.saturating_sub(before) + TICK);
        counted.map_or(elapsed, |counted| counted.min(elapsed))
    }
}

/// The time that this thread was computing; `None` where the system does not report it.
fn computed() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The most memory that the process held since [`forget_memory`], in bytes; 0 where the system does not report it.
pub fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.unwrap_or(0) << 10
}

/// Counts the most memory from here on (`proc(5)`, `clear_refs`); does nothing on other systems.
pub fn forget_memory() {
    let file = Path::new("/proc/self/clear_refs");
    if file.exists() {
        // Where it may not be written, the memory of targets that ran before counts as well.
        let _ = std::fs::write(file, "5");
    }
}

/// Looks after inputs that do not come to an end or take all memory: no `catch_unwind` stops those.
#[derive(Clone)]
pub struct Watch {
    born: Instant,
    /// Milliseconds from `born` to the begin of the input that runs; [`NOTHING`] where none does.
    running: Arc<AtomicU64>,
}

const NOTHING: u64 = u64::MAX;

impl Watch {
    /// A watch on a thread of its own. `give_up` reports what is wrong and ends the process.
    pub fn new(give_up: impl Fn(&str) + Send + 'static) -> Watch {
        let watch = Watch { born: Instant::now(), running: Arc::new(AtomicU64::new(NOTHING)) };
        let looking = watch.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::park_timeout(LOOK);
                if let Some(wrong) = looking.wrong() {
                    give_up(wrong);
                }
            }
        });
        watch
    }

    /// An input begins.
    pub fn begin(&self) {
        self.running.store(self.born.elapsed().as_millis() as u64, Ordering::Relaxed);
    }

    /// It came to an end.
    pub fn end(&self) {
        self.running.store(NOTHING, Ordering::Relaxed);
    }

    fn wrong(&self) -> Option<&'static str> {
        let began = self.running.load(Ordering::Relaxed);
        if began == NOTHING {
            return None;
        }
        let running = self.born.elapsed().saturating_sub(Duration::from_millis(began));
        if running > ENDLESS {
            return Some("it does not come to an end");
        }
        (running > LOOK && most_memory() > 2 * MOST_MEMORY).then_some("it takes all memory")
    }
}
