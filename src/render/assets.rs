//! The style sheet, the scripts and the icon.

use super::{Output, RenderError};
use crate::read::World;
use crate::text::FilePath;

/// Everything in `templates/assets/`, as it is published in `assets/`.
pub fn load(theme: &dyn World) -> Result<Vec<Output>, RenderError> {
    let folder = FilePath::new("templates/assets");
    let mut assets = Vec::new();
    for path in theme.files(&folder)? {
        if let Some(relative_path) = path.relative_path(&folder) {
            assets.push(Output { path: format!("assets/{relative_path}"), bytes: theme.read(&path)? });
        }
    }
    Ok(assets)
}
