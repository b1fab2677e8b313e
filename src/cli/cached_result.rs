//! Whole results, which are not made again where nothing changed.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Stop;
use super::session::Session;
use crate::cache::{Record, Recorded, digest};
use crate::read::World;

/// A result with what it was made from.
#[derive(Serialize, Deserialize)]
struct KeptResult<T> {
    /// A digest of what was asked.
    asked: String,
    content: Record,
    theme: Record,
    result: T,
}

/// What `make` makes of the session's content and theme, or what it made in an earlier run where everything that it read
/// is as it was. `asked` is what else the result depends on; the last result of each `name` is kept.
pub fn cached<T: Serialize + DeserializeOwned>(
    session: &Session,
    name: &str,
    asked: &[&str],
    make: impl FnOnce(&dyn World, &dyn World) -> Result<T, Stop>,
) -> Result<T, Stop> {
    if !session.cache().keeps() {
        return make(&session.world, &session.theme);
    }
    let asked = digest(format!("{asked:?} {} {:?}", session.config(), session.options).as_bytes());
    let kept = session.cache().get(name).and_then(|bytes| serde_json::from_slice::<KeptResult<T>>(&bytes).ok());
    let holds = |kept: &KeptResult<T>| {
        kept.asked == asked && kept.theme.holds_in(&session.theme) && kept.content.holds_in(&session.world)
    };
    if let Some(kept) = kept.filter(holds) {
        return Ok(kept.result);
    }
    let (content, theme) = (Recorded::new(&session.world), Recorded::new(&session.theme));
    let result = make(&content, &theme)?;
    let records = content.into_record().zip(theme.into_record());
    let Some((content, theme)) = records else { return Ok(result) };
    let kept = KeptResult { asked, content, theme, result };
    if let Ok(bytes) = serde_json::to_vec(&kept) {
        session.cache().put(name, &bytes);
    }
    Ok(kept.result)
}
