//! Where the site is published.

use url::Url;

use super::Route;

/// An absolute HTTP address of a folder: its path ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// The address of the folder `text`.
    ///
    /// # Errors
    /// What is wrong with it, to follow on its name: `is not ...`.
    pub fn new(text: &str) -> Result<BaseUrl, &'static str> {
        let mut url = Url::parse(text.trim()).map_err(|_| "is not an absolute URL")?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err("is not an `https://` or `http://` URL");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("has a `?` or `#` in it");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("has a user name or password in it");
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(BaseUrl(url))
    }

    /// The address, with a slash at its end: `https://docs.example.org/connectors/`.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Its path, with a slash at both ends: `/connectors/`.
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// The absolute address of an output.
    pub fn join(&self, route: &Route) -> String {
        format!("{}{}", self.0, route.url())
    }
}

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
