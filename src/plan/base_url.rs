//! Where the site is published.

use std::fmt;

use super::Route;

/// The absolute URL of the site's root: `http` or `https`, with a `/` at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

/// A text that is no base URL, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBaseUrl {
    /// The text.
    pub text: String,
}

impl BaseUrl {
    /// The base URL that `text` writes; a missing `/` at the end is added.
    ///
    /// # Errors
    /// [`InvalidBaseUrl`] where it is not `http` or `https`, has no host, or has a query or fragment.
    pub fn new(text: &str) -> Result<BaseUrl, InvalidBaseUrl> {
        let invalid = || InvalidBaseUrl { text: text.to_owned() };
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or_else(invalid)?;
        let host = rest.split('/').next().unwrap_or("");
        if host.is_empty() || text.contains(['?', '#', ' ', '"', '<', '>']) || text.chars().any(char::is_control) {
            return Err(invalid());
        }
        Ok(BaseUrl(format!("{}/", text.trim_end_matches('/'))))
    }

    /// The URL with its `/` at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The absolute URL of an output.
    pub fn join(&self, route: &Route) -> String {
        format!("{}{}", self.0, route.url())
    }

    /// The path of the URL with a `/` at both ends: `/connectors/`, or `/` for a host's root.
    pub fn path(&self) -> &str {
        let host = self.0.find("://").map_or(0, |at| at + 3);
        self.0[host..].find('/').map_or("/", |slash| &self.0[host + slash..])
    }
}

impl fmt::Display for InvalidBaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no base URL; write it as `https://host/path/`", self.text)
    }
}

impl std::error::Error for InvalidBaseUrl {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_ends_with_a_slash() {
        let base = BaseUrl::new("https://docs.example.org/connectors").unwrap();
        let page = Route::home(&"zh-TW".parse().unwrap());
        assert_eq!(base.join(&page), "https://docs.example.org/connectors/zh-tw/");
        assert_eq!(base.path(), "/connectors/");
        assert_eq!(BaseUrl::new("http://localhost:8000").unwrap().path(), "/");
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for text in ["docs.example.org", "https://", "ftp://x/", "https://x/?q", "javascript:alert(1)", ""] {
            assert!(BaseUrl::new(text).is_err(), "{text}");
        }
    }
}
