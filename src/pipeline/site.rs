//! A site that was read and aligned.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::base_revisions::SourceRepository;
use super::histories::Histories;
use super::repositories::Repositories;
use crate::align::Alignment;
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::freshness::SeenRows;
use crate::history::{ChangeDates, Originals, UnresolvedRevision};
use crate::model::{Corpus, Glossary, Known, Lock};
use crate::plan::SitePlan;
use crate::text::FilePath;

/// Everything that is known about the content of a site.
#[derive(Debug)]
pub struct Site {
    /// What the user asked for.
    pub options: Options,
    /// The digests of all pages.
    pub corpus: Corpus,
    /// The terms and names of the user's glossary.
    pub glossary: Glossary,
    /// What was known about the rows before their texts were compared.
    pub known: Known,
    /// What corresponds to what.
    pub alignment: Alignment,
    /// What is made of it, and where.
    pub plan: SitePlan,
    /// What was wrong while reading and planning, at the severities of the rules.
    pub load_diagnostics: Vec<Diagnostic>,
    /// The pages of the source that translations were made from.
    pub originals: Originals,
    /// Pages that name a revision of their source which cannot be read.
    pub unresolved_revisions: Vec<UnresolvedRevision>,
    /// Files that are copied without what could act in them.
    pub drawings: BTreeSet<FilePath>,
    /// The repository of the source, where pages name revisions of it.
    pub source_history: Option<SourceRepository>,
    /// When the file of each page was last changed, by its commits.
    pub dates: ChangeDates,
    /// The histories of the locales' files.
    pub(super) histories: Histories,
    /// The repositories that were opened for it.
    pub(super) repositories: Arc<Repositories>,
    /// The repository around the source's folder, where the lock names commits of it.
    pub seen_source: Option<SourceRepository>,
    /// The rows of the source that translations were accepted against, where it has edited them since.
    pub seen_rows: SeenRows,
}

/// What stands beside the content of a state.
#[derive(Debug, Default)]
pub(super) struct StateKnown {
    /// The names of rows.
    pub(super) lock: Option<Lock>,
    /// The terms and names of the user's glossary.
    pub(super) glossary: Glossary,
    /// The repositories that were opened for another state of the site.
    pub(super) repositories: Arc<Repositories>,
}
