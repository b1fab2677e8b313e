//! The front matter keys by which sites pin translations to their source, as far as they are known without being
//! configured.

use Holds::{Blob, Commit, Digest};

/// A front matter key that tells which state of the source a page was translated from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownKey {
    /// The key; a dot leads to what stands below a key.
    pub name: &'static str,
    /// What it holds as a rule; each value is tried as the other things as well.
    pub holds: Holds,
}

/// What a pin says of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A commit of its repository.
    Commit,
    /// Git's id of its content.
    Blob,
    /// A digest of its bytes.
    Digest,
}

/// The known keys in the order in which they are tried. Each was seen in public repositories; what follows it is who
/// uses it. Commits come first, because a commit needs no search.
pub const KNOWN_KEYS: &[KnownKey] = &[
    key("default_lang_commit", Commit),       // sites of Docsy: OpenTelemetry, Helm
    key("l10n.sourceCommit", Commit),         // MDN
    key("ms.sourcegitcommit", Commit),        // Microsoft Learn
    key("source-git-commit", Commit),         // Adobe Experience League
    key("translation.source_commit", Commit), // vLLM Semantic Router, and others who took it over; some hold a blob
    key("translation_source_commit", Commit), // sites of Docusaurus, and books
    key("source_commit", Commit),             // wikis that a program translates
    key("en_commit", Commit),                 // the Ukrainian pages of a course on Kubernetes
    key("tracks_english_commit", Commit),     // the Japanese manual of eLabFTW x MATLAB
    key("source_revision", Commit),           // manuals translated to Japanese and German
    key("ms.openlocfilehash", Digest),        // Microsoft Learn, beside `ms.sourcegitcommit`: SHA-1
    key("i18n_source_sha", Blob),             // Mojaloop
    key("source_blob", Blob),                 // rules for programs, translated to Japanese
    key("source_sha256", Digest),             // notes made by programs: SHA-256
    key("translation_source_sha256", Digest), // handbooks that a program translates: SHA-256
    key("x-i18n.source_hash", Digest),        // OpenClaw: SHA-256
    key("translationSourceHash", Digest),     // blogs and libraries of components: SHA-256
    key("i18n_source_hash", Digest),          // SnapOtter: the first 12 digits
    key("tmdTranslationSourceHash", Digest),  // the Amazon EKS workshop: MD5
    key("kiteTranslationSourceHash", Digest), // the Amazon EKS workshop, before: MD5
    key("source_hash", Digest),               // news that a program translates: the first 16 digits
];

const fn key(name: &'static str, holds: Holds) -> KnownKey {
    KnownKey { name, holds }
}

/// The key of the hash that stands beside a commit, and is of the source at that very commit.
pub fn hash_beside(key: &str) -> Option<&'static str> {
    (key == "ms.sourcegitcommit").then_some("ms.openlocfilehash")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_key_stands_once_and_commits_come_first() {
        let names: BTreeSet<&str> = KNOWN_KEYS.iter().map(|key| key.name).collect();
        assert_eq!(names.len(), KNOWN_KEYS.len());
        assert!(KNOWN_KEYS.iter().is_sorted_by_key(|key| key.holds != Commit));
    }
}
