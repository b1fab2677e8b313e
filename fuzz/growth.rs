//! Whether work grows with the input, or faster.
//!
//! A short piece of text is repeated until there is enough of it to be measured, and then four times as often. What
//! reads each place a constant number of times takes four times as long.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::judge::{Failure, judge};
use crate::limits::Watch;
use crate::mutation::Pool;
use crate::numbers::Numbers;
use crate::targets::{Target, Traits};

/// Texts of any length that are made of one piece.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Family {
    /// What is around the repeated piece, which stands where this has [`HOLE`].
    pub frame: String,
    /// What is repeated; [`NUMBER`] in it is the number of the repetition.
    pub piece: String,
    /// What follows once behind all repetitions.
    pub middle: String,
    /// What is repeated as often behind that: it closes what the piece opens.
    pub close: String,
    /// Whether the repetitions come in runs that grow: one, then two, then three, each with `close` behind it.
    pub is_staircase: bool,
}

/// Where the repeated piece stands in a frame.
pub const HOLE: &str = "{}";

/// Where the number of the repetition stands in a piece.
pub const NUMBER: &str = "{n}";

/// The texts that are measured, in bytes: each four times as long as the one before.
const SIZES: [usize; 5] = [1_600, 6_400, 25_600, 102_400, 409_600];

/// What takes less is not looked at: the machine has other things to do as well, and nobody waits for it.
const MEASURABLE: Duration = Duration::from_millis(100);

/// What is compared with is taken for at least this long, so that a first allocation does not look like growth.
const LEAST: Duration = Duration::from_millis(1);

/// So often is a time measured again before it counts.
const MOST_REPETITIONS: usize = 4;

/// A text of a family that takes longer is a failure, however it grows.
const LONGEST_TEXT: Duration = Duration::from_secs(10);

/// What takes longer is not tried with a longer text: growth shows by then, and nobody waits for minutes.
const LONG: Duration = Duration::from_millis(400);

/// Four times the text may take so many times as long: linear work takes 4, `n log n` a little more, a square 16.
const MOST_GROWTH: f64 = 10.0;

/// From here on it is measured again, and then a longer text is looked at, however long this one took.
const SUSPICIOUS: f64 = 6.5;

impl Family {
    /// A made up family.
    pub fn made_up(target: &Target, pool: &Pool, numbers: &mut Numbers) -> Family {
        let mut family = Family {
            frame: (*numbers.choose(target.frames)).to_owned(),
            piece: piece(pool, numbers, 5),
            ..Family::default()
        };
        match numbers.below(8) {
            0 => {
                family.middle = piece(pool, numbers, 2);
                family.close = piece(pool, numbers, 3);
            }
            1 | 2 if !pool.pairs.is_empty() => {
                let (open, close) = numbers.choose(&pool.pairs);
                family.piece = text(open) + if numbers.below(2) == 0 { "" } else { &family.piece };
                family.close = text(close);
            }
            3 => {
                family.piece = text(&pool.token(numbers));
                family.close = piece(pool, numbers, 1);
                family.is_staircase = true;
            }
            4 | 5 => {
                let at = family.piece.floor_char_boundary(numbers.below(family.piece.len() + 1));
                family.piece.insert_str(at, NUMBER);
            }
            _ => {}
        }
        family
    }

    /// The text of about `bytes` bytes.
    pub fn text(&self, bytes: usize) -> String {
        let unit = self.piece.len() + if self.is_staircase { 0 } else { self.close.len() };
        let repetitions = (bytes / unit.max(1)).max(1);
        self.frame.replace(HOLE, &self.repeated(repetitions))
    }

    fn repeated(&self, repetitions: usize) -> String {
        let numbered = |piece: &str, number: usize| piece.replace(NUMBER, &number.to_string());
        if self.is_staircase {
            let steps = 1..=(2 * repetitions).isqrt();
            return steps.map(|step| self.piece.repeat(step) + &numbered(&self.close, step)).collect();
        }
        let open: String = (0..repetitions).map(|number| numbered(&self.piece, number)).collect();
        let close: String = (0..repetitions).rev().map(|number| numbered(&self.close, number)).collect();
        open + &self.middle + &close
    }

    /// Families that are a little simpler, the simplest first.
    pub fn simpler(&self) -> Vec<Family> {
        let mut simpler = Vec::new();
        let parts: [fn(&mut Family) -> &mut String; 4] = [
            |family| &mut family.frame,
            |family| &mut family.close,
            |family| &mut family.middle,
            |family| &mut family.piece,
        ];
        for part in parts {
            let text = part(&mut self.clone()).clone();
            for length in [text.len(), text.len() / 2, text.len() / 4, 1] {
                let starts = (0..text.len()).step_by(length.max(1));
                let places = starts.map(|start| start..(start + length).min(text.len()));
                for place in places.filter(|place| text.get(place.clone()).is_some() && !place.is_empty()) {
                    let mut other = self.clone();
                    part(&mut other).replace_range(place, "");
                    if other.frame.contains(HOLE) && !other.piece.is_empty() {
                        simpler.push(other);
                    }
                }
            }
        }
        simpler.dedup();
        simpler
    }
}

/// A few signs or bytes of an input, as text.
fn piece(pool: &Pool, numbers: &mut Numbers, most: usize) -> String {
    let mut piece = Vec::new();
    for _ in 0..numbers.length(most) {
        piece.extend(if numbers.below(4) == 0 { pool.piece(numbers, 12) } else { pool.token(numbers) });
    }
    let text = text(&piece);
    if text.is_empty() { "a".to_owned() } else { text }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Measures a family. How much longer four times as much takes is in the failure.
///
/// # Errors
/// The [`Failure`], be it growth or what a single text of the family does.
pub fn measure(target: &Target, family: &Family, traits: &mut Traits, watch: &Watch) -> Result<(), Failure> {
    match measure_once(target, family, traits, watch) {
        // A machine that is busy just then makes one measuring wrong, hardly two.
        Err(Failure::Grows(_)) => measure_once(target, family, traits, watch),
        measured => measured,
    }
}

fn measure_once(target: &Target, family: &Family, traits: &mut Traits, watch: &Watch) -> Result<(), Failure> {
    let mut time = |bytes: usize| match judge(target, family.text(bytes).as_bytes(), traits, watch) {
        // A text of 400 KB may take longer than an input, as long as it does not grow.
        Err(Failure::Slow(time)) if time < LONGEST_TEXT => Ok(time),
        judged => judged,
    };
    let fixed = time(0)?.min(time(0)?);
    let mut work = |bytes: usize| Ok::<Duration, Failure>(time(bytes)?.saturating_sub(fixed));
    let mut before = work(SIZES[0])?;
    let mut is_suspect = false;
    for sizes in SIZES.windows(2) {
        let now = work(sizes[1])?;
        if now < MEASURABLE {
            before = now;
            continue;
        }
        let mut growth = ratio(before, now);
        if growth > SUSPICIOUS {
            growth = ratio(least(&mut work, sizes[0])?, least(&mut work, sizes[1])?);
        }
        // A limit that is reached makes one step, and none after it.
        let is_last = sizes[1] == SIZES[SIZES.len() - 1] || now > LONG;
        if growth > MOST_GROWTH && (is_suspect || is_last) {
            return Err(Failure::Grows(growth));
        }
        // What is done once for each text hides growth in the short ones, so the long ones are looked at as well.
        if growth <= SUSPICIOUS && now > LONG {
            return Ok(());
        }
        (before, is_suspect) = (now, growth > MOST_GROWTH);
    }
    Ok(())
}

/// What each size of a family takes, one after the other, for people.
pub fn times<'f>(target: &'f Target, family: &'f Family, watch: &'f Watch) -> impl Iterator<Item = String> + 'f {
    SIZES.iter().map(move |bytes| {
        let text = family.text(*bytes);
        let said = match judge(target, text.as_bytes(), &mut Traits::default(), watch) {
            Ok(time) => format!("{:.1} ms", time.as_secs_f64() * 1e3),
            Err(failure) => failure.to_string(),
        };
        format!("{:7} bytes: {said}", text.len())
    })
}

fn ratio(before: Duration, now: Duration) -> f64 {
    now.as_secs_f64() / before.max(LEAST).as_secs_f64()
}

/// The least time of several measurements; of few where each is long, because what other programs do to a long time is
/// a small part of it.
fn least(work: &mut impl FnMut(usize) -> Result<Duration, Failure>, bytes: usize) -> Result<Duration, Failure> {
    let mut least = work(bytes)?;
    for _ in 0..MOST_REPETITIONS {
        if least > LONG {
            break;
        }
        least = least.min(work(bytes)?);
    }
    Ok(least)
}
