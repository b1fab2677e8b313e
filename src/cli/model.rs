//! `hexapla model`: what was read, as JSON.

use std::process::ExitCode;

use super::session::Session;
use super::{Stop, output};
use crate::report::model_json;

/// Prints the model.
pub fn run(session: &Session) -> Result<ExitCode, Stop> {
    session.format_among(&["json"])?;
    let site = session.load(&session.locales)?;
    output::result(&model_json(&site.corpus, &site.alignment))?;
    Ok(ExitCode::SUCCESS)
}
