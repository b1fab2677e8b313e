//! Which paths a site may have.

use super::PublishError;

/// The file that lists what we wrote; a place that has it is ours to replace.
pub const MARKER: &str = ".hexapla-site";

/// The longest name of a file or folder that all usual file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// Refuses a path that leaves the site or that some system would read as something else.
pub(super) fn check(path: &str) -> Result<(), PublishError> {
    let refuse = |reason: &str| Err(PublishError::new(format!("cannot publish `{}`: {reason}", path.escape_debug())));
    if path == MARKER {
        return refuse("the name is kept for the list of what Hexapla wrote");
    }
    if path.chars().any(char::is_control) {
        return refuse("its name has a control character");
    }
    if path.contains('\\') || (cfg!(windows) && path.contains(':')) {
        return refuse("its name has a character that separates folders on Windows");
    }
    for part in path.split('/') {
        match part {
            "" | "." | ".." => return refuse("the path must be relative and stay inside the site"),
            part if is_git_folder(part) => return refuse("Git keeps this name for itself"),
            part if part.len() > LONGEST_NAME => return refuse("a name may have at most 255 bytes"),
            _ => {}
        }
    }
    Ok(())
}

fn is_git_folder(part: &str) -> bool {
    part.eq_ignore_ascii_case(".git") || part.eq_ignore_ascii_case("git~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_inside_the_site_may_have_any_script_and_spaces() {
        for path in ["nl-nl/ümlaut/index.html", "zh-tw/疑難排解/index.html", "a b.html", ".nojekyll", "a/..b/c..html"]
        {
            assert_eq!(check(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn a_path_that_leaves_the_site_or_fools_a_system_is_refused() {
        let long = "長".repeat(86);
        let paths = ["", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "a\nb", "x/.GIT/config", MARKER, &long];
        for path in paths {
            assert!(check(path).is_err(), "{path}");
        }
    }
}
