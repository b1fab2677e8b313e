//! The states of a site that a change lies between.

use std::collections::BTreeMap;

use super::session::Session;
use super::{Stop, output};
use crate::config::Options;
use crate::model::LocaleId;
use crate::pipeline::{self, Failure};
use crate::read::{AtRevisions, GitTree, RevisionError, World, is_bare, merge_base, resolve_revision};
use crate::text::FilePath;

/// A revision of the site's repository, or of that of a locale beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The locale that lies in another repository than the site.
    locale: Option<LocaleId>,
    revision: String,
}

/// Reads `REV`, or `TAG=REV`.
pub fn parse_named(text: &str) -> Result<Named, String> {
    let of_locale = text.split_once('=').and_then(|(tag, revision)| Some((tag.parse::<LocaleId>().ok()?, revision)));
    let (locale, revision) = match of_locale {
        Some((locale, revision)) => (Some(locale), revision),
        None => (None, text),
    };
    if revision.is_empty() {
        return Err("name a branch, a tag or a commit".to_owned());
    }
    Ok(Named { locale, revision: revision.to_owned() })
}

/// The state before a change, or after it.
pub struct State<'s> {
    /// Its files.
    pub world: AtRevisions<'s>,
    /// The commit of the site's own repository, else of the first one named.
    pub commit: String,
}

/// The state of `session` after a change: its files at the revisions of `head`, all others as they are.
pub fn head<'s>(session: &'s Session, head: &[Named]) -> Result<State<'s>, Stop> {
    state(session, head, &session.world, |_, named, place| resolve_revision(place, &named.revision))
}

/// The state before a change: at the merge base of each revision of `since` and the one of `head` in the same
/// repository, which is its `HEAD` where none is named. All other files are those of `after`.
pub fn base<'s>(
    session: &'s Session,
    since: &[Named],
    head: &[Named],
    after: &'s dyn World,
) -> Result<State<'s>, Stop> {
    state(session, since, after, |locale, named, place| {
        let other = head.iter().find(|head| head.locale == *locale);
        if other.is_none() && is_bare(place)? {
            return Err(RevisionError::Bare { repository: place.to_path_buf() });
        }
        merge_base(place, &named.revision, other.map_or("HEAD", |head| &head.revision))
    })
}

fn state<'s>(
    session: &'s Session,
    named: &[Named],
    beside: &'s dyn World,
    commit: impl Fn(&Option<LocaleId>, &Named, &std::path::Path) -> Result<String, RevisionError>,
) -> Result<State<'s>, Stop> {
    let failed = |error: RevisionError| Stop::outside(format!("{error}\n  help: {}", error.help()));
    let mut trees = Vec::new();
    let mut first: Option<String> = None;
    for (at, one) in named.iter().enumerate() {
        if named[..at].iter().any(|earlier| earlier.locale == one.locale) {
            let message =
                format!("`{}` is a second revision of one repository\n  help: name one for each", one.revision);
            return Err(Stop::outside(message));
        }
        let folder = folder_of(session, one)?;
        let place = session.world.locate(&folder);
        let commit = commit(&one.locale, one, &place).map_err(failed)?;
        let tree = GitTree::open(&place, &commit).map_err(failed)?;
        if one.locale.is_none() {
            trees.extend(submodules(session, &tree)?);
        }
        trees.push((folder, tree));
        if first.is_none() || one.locale.is_none() {
            first = Some(commit);
        }
    }
    Ok(State { world: AtRevisions::new(beside, trees), commit: first.unwrap_or_default() })
}

/// The submodules with content, each at the commit that the site's own repository has of it.
fn submodules(session: &Session, tree: &GitTree) -> Result<Vec<(FilePath, GitTree)>, Stop> {
    let content = &session.options.content;
    let folders = content.locales.values().filter(|folder| !folder.leaves_root()).chain([&content.root]);
    let mut found: BTreeMap<FilePath, String> = BTreeMap::new();
    for folder in folders {
        // A folder that cannot be read is reported where its files are.
        found.extend(tree.submodules(folder).unwrap_or_default());
    }
    let open = |(folder, commit): (FilePath, String)| {
        let place = session.world.locate(&folder);
        match GitTree::open(&place, &commit) {
            Ok(tree) => Ok((folder, tree)),
            Err(error) => Err(Stop::outside(format!(
                "the submodule `{folder}` cannot be read at `{commit}`: {error}\n  help: `git submodule update --init`, and \
                 `git -C {folder} fetch`, get its commits"
            ))),
        }
    };
    found.into_iter().map(open).collect()
}

/// The folder that a revision is of: the site's, or that of a locale which is elsewhere.
fn folder_of(session: &Session, named: &Named) -> Result<FilePath, Stop> {
    let Some(locale) = &named.locale else { return Ok(FilePath::default()) };
    let folder = session.options.content.locales.get(locale).filter(|folder| folder.leaves_root());
    folder.cloned().ok_or_else(|| {
        Stop::outside(format!(
            "`{locale}` has no repository of its own\n  help: leave `{locale}=` out, or set `{locale}` in `[content.locales]` to its folder beside the site"
        ))
    })
}

/// The configuration as a revision has it, else as it is on disk: a repository of translations alone has none.
pub fn options_at(session: &Session, state: &State<'_>) -> Result<Options, Stop> {
    match pipeline::configure(&state.world, session.config(), true) {
        Ok(options) => Ok(options),
        Err(Failure::Read(error)) if error.missing => Ok(session.options.clone()),
        Err(failure) => Err(session.stop(failure)),
    }
}

/// Reports that the configuration before a change was broken, and where: the content is compared all the same.
pub fn report_broken_configuration(session: &Session, base: &State<'_>) {
    let read = pipeline::configure(&base.world, session.config(), false);
    if let Err(Failure::Configuration(wrong, _)) = read
        && !session.quiet
    {
        let count = wrong.len();
        let first = wrong.first().map(|diagnostic| diagnostic.message.as_str()).unwrap_or_default();
        // Chosen: enough digits for any repository.
        let commit: String = base.commit.chars().take(12).collect();
        let noun = if count == 1 { "problem" } else { "problems" };
        output::note(&format!(
            "note: `{}` has {count} {noun} in {commit}: {first}; its content is read with the configuration of now",
            session.config()
        ));
    }
}

/// The files that a report points into.
pub fn world_of<'s>(session: &'s Session, head: Option<&'s State<'_>>) -> &'s dyn World {
    head.map_or(&session.world as &dyn World, |state| &state.world)
}
