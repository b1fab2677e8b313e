//! Links as templates get them.

use serde::Serialize;

use crate::plan::Route;

/// A link to a page.
#[derive(Debug, Serialize)]
pub struct Link {
    /// What readers call it.
    pub title: String,
    /// Its relative URL.
    pub href: String,
    /// The language of the title, where it is not that of the words around it.
    pub lang: Option<String>,
}

/// A step on the way from the home page; the last one, the page itself, leads nowhere.
#[derive(Debug, Serialize)]
pub struct Crumb {
    /// What readers call it.
    pub title: String,
    /// Its relative URL.
    pub href: Option<String>,
    /// The language of the title, where it is not that of the words around it.
    pub lang: Option<String>,
    /// Where it is.
    #[serde(skip)]
    pub route: Option<Route>,
}
