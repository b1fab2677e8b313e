//! What every command that reads content starts with: the folder, the configuration, the site.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{Global, Stop, cache_choice, output};
use crate::cache::{Cache, NoCache};
use crate::check::Finding;
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::freshness::{BlockFreshness, RowsByEntry};
use crate::model::{Corpus, LocaleId};
use crate::pipeline::{self, Failure, Found, Site};
use crate::read::{Disk, Embedded, Layered, World, work_trees_around};
use crate::report::{self, Places, Report, Since, Style};
use crate::text::{FilePath, Source};

/// The file that is looked for where no other is named.
const CONFIG_FILE: &str = "hexapla.toml";

/// What is reported, and of which files.
pub struct ReportInput<'t> {
    /// The files that findings point into.
    pub world: &'t dyn World,
    /// The pages, where there are any.
    pub corpus: Option<&'t Corpus>,
    /// The findings.
    pub findings: &'t [Finding],
    /// How current the rows are that they are about.
    pub rows: &'t RowsByEntry,
    /// The blocks of prose that the change left behind.
    pub blocks: &'t [BlockFreshness],
    /// The change that they are held against.
    pub since: Option<&'t Since>,
    /// Texts that are known already.
    pub sources: &'t [Source],
}

/// A folder with content, and how its problems are shown.
pub struct SiteFolder {
    /// The site's folder.
    pub root: PathBuf,
    /// Its files.
    pub world: Disk,
    /// `templates/` and `locales/`: the user's over our own.
    pub theme: Layered<Disk, Embedded>,
    config: FilePath,
    color: bool,
}

/// A site's folder with its configuration, and what was asked for on the command line.
pub struct Session {
    folder: SiteFolder,
    /// The configuration.
    pub options: Options,
    /// The locales that were asked for, none for all.
    pub locales: Vec<LocaleId>,
    /// The format that was asked for.
    pub format: Option<String>,
    /// Whether to print results alone.
    pub quiet: bool,
    cache: Box<dyn Cache>,
}

impl Deref for Session {
    type Target = SiteFolder;

    fn deref(&self) -> &SiteFolder {
        &self.folder
    }
}

impl SiteFolder {
    fn open(global: &Global) -> Result<SiteFolder, Stop> {
        if !global.root.is_dir() {
            let message =
                format!("there is no folder `{}`; name the site's folder with `--root`", global.root.display());
            return Err(Stop::outside(message));
        }
        refuse_linked_root(&global.root)?;
        let world = Disk::new(&global.root);
        let color = match global.color.as_str() {
            "always" => true,
            "never" => false,
            _ => output::stdout_is_terminal() && !no_color(),
        };
        Ok(SiteFolder {
            root: global.root.clone(),
            theme: Layered::new(world.clone(), Embedded),
            world,
            config: config_path(&global.root, global.config.as_deref())?,
            color,
        })
    }
}

impl Session {
    /// Opens the folder and reads the configuration.
    pub fn open(global: &Global) -> Result<Session, Stop> {
        let folder = SiteFolder::open(global)?;
        let options = pipeline::configure(&folder.world, &folder.config, global.config.is_some())
            .map_err(|failure| folder.stop(failure))?;
        let mut session = Session {
            folder,
            options,
            locales: global.locale.clone(),
            format: global.format.clone(),
            quiet: global.quiet,
            cache: Box::new(NoCache),
        };
        session.cache = cache_choice::choose(global, &session.sources());
        Ok(session)
    }

    /// What a site is made from, which no output may replace: folders and files on this machine.
    pub fn sources(&self) -> Vec<PathBuf> {
        let content = std::iter::once(&self.options.content.root).chain(self.options.content.locales.values());
        let named = ["templates", "locales"].into_iter().map(FilePath::new);
        let inside = content.cloned().chain(named).chain([self.config.clone()]);
        let located = inside.map(|path| self.world.locate(&path));
        std::iter::once(self.root.clone()).chain(located).collect()
    }

    /// An output among the content would be content of the next build.
    pub fn refuse_output_in_content(&self, folder: &Path) -> Result<(), Stop> {
        let content = &self.options.content;
        let roots = std::iter::once(&content.root).chain(content.locales.values());
        let existing = folder.ancestors().find_map(|ancestor| ancestor.canonicalize().ok()).unwrap_or_default();
        for root in roots.filter(|root| !root.as_str().is_empty()) {
            let place = self.world.locate(root);
            if place.canonicalize().is_ok_and(|place| existing.starts_with(place)) {
                return Err(Stop::outside(format!(
                    "`{}` is inside the content in `{}`\n  help: build into a folder beside it, such as `public`",
                    folder.display(),
                    place.display()
                )));
            }
        }
        Ok(())
    }

    /// What earlier runs found.
    pub fn cache(&self) -> &dyn Cache {
        &*self.cache
    }

    /// Reads and aligns the content: all of it, or only the locales of `only`.
    pub fn load(&self, only: &[LocaleId]) -> Result<Site, Stop> {
        self.load_from(&self.world, &self.theme, only)
    }

    /// Reads and aligns the content of `world` as [`Session::load`] does.
    pub fn load_from(&self, world: &dyn World, theme: &dyn World, only: &[LocaleId]) -> Result<Site, Stop> {
        pipeline::load(world, theme, self.cache(), self.options.clone(), only).map_err(|failure| self.stop(failure))
    }

    /// Runs the rules over a site.
    pub fn check(&self, world: &dyn World, site: &Site) -> Result<Found, Stop> {
        pipeline::check(world, site).map_err(|failure| self.stop(failure))
    }

    /// The one format of `known` that was asked for, the first where none was.
    pub fn format_among<'k>(&self, known: &[&'k str]) -> Result<&'k str, Stop> {
        let Some(wanted) = &self.format else { return Ok(known[0]) };
        known
            .iter()
            .find(|name| *name == wanted)
            .copied()
            .ok_or_else(|| Stop::outside(format!("there is no format `{wanted}` here; there is {}", known.join(", "))))
    }
}

impl SiteFolder {
    /// The configuration file, as seen from the site's folder.
    pub fn config(&self) -> &FilePath {
        &self.config
    }

    /// Findings about the files as they are, as text.
    pub fn report(&self, format: &report::Format, corpus: Option<&Corpus>, findings: &[Finding]) -> String {
        let reported = ReportInput {
            world: &self.world,
            corpus,
            findings,
            rows: &RowsByEntry::new(),
            blocks: &[],
            since: None,
            sources: &[],
        };
        self.write_report(format, &reported)
    }

    /// A message and exit code for a failure of the pipeline.
    pub fn stop(&self, failure: Failure) -> Stop {
        let message = failure.to_string();
        match failure {
            Failure::Read(_) | Failure::UnknownLocales(..) => Stop::outside(message),
            Failure::NoContent(folder) => Stop::outside(format!(
                "no locale has content in `{}`\n  help: put Markdown into folders named for languages, such as `{}`, or set `content.root` in {CONFIG_FILE}",
                self.root.join(folder.as_str()).display(),
                folder.join("en/index.md"),
            )),
            Failure::History(locale, error) => Stop::outside(format!(
                "{message}: {error}\n  help: name its repository with `repository` in `history.locales.{locale}` of {}, as seen from the site's folder",
                self.config
            )),
            Failure::Configuration(diagnostics, sources) => {
                let text = self.configuration_report(diagnostics, &sources);
                Stop::outside(format!("{message}\n\n{}", text.trim_end()))
            }
        }
    }

    fn configuration_report(&self, diagnostics: Vec<Diagnostic>, sources: &[Source]) -> String {
        let finding =
            |diagnostic| Finding { diagnostic, locale: None, page: None, entry: None, fingerprint: String::new() };
        let findings: Vec<Finding> = diagnostics.into_iter().map(finding).collect();
        let format = report::format("full").expect("the format for people is always there");
        self.write_report(
            format,
            &ReportInput {
                world: &self.world,
                corpus: None,
                findings: &findings,
                rows: &RowsByEntry::new(),
                blocks: &[],
                since: None,
                sources,
            },
        )
    }

    /// Findings as text.
    pub fn write_report(&self, format: &report::Format, reported: &ReportInput<'_>) -> String {
        let cache: RefCell<BTreeMap<FilePath, Option<Arc<Source>>>> = RefCell::default();
        for source in reported.sources {
            cache.borrow_mut().insert(source.path().clone(), Some(Arc::new(source.clone())));
        }
        let source = |path: &FilePath| {
            let mut cache = cache.borrow_mut();
            cache.entry(path.clone()).or_insert_with(|| self.source(reported.world, path).map(Arc::new)).clone()
        };
        let by_path: BTreeMap<&FilePath, &LocaleId> =
            reported.corpus.into_iter().flat_map(Corpus::all_pages).map(|page| (&page.path, &page.locale)).collect();
        let locale = |path: &FilePath| by_path.get(path).copied().cloned();
        let prefix = self.prefix();
        let places = Places::new(&source, &locale, &prefix);
        let style = Style { color: self.color, ..Style::default() };
        (format.write)(&Report {
            findings: reported.findings,
            rows: reported.rows,
            blocks: reported.blocks,
            since: reported.since,
            places: &places,
            style,
        })
    }

    /// A file's text; bytes that are no UTF-8 become replacement characters, so that the lines are right.
    fn source(&self, world: &dyn World, path: &FilePath) -> Option<Source> {
        let bytes = world.read(path).or_else(|_| self.theme.read(path)).ok()?;
        Some(Source::new(path.clone(), String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Hands on how paths are shown, where no source is shown with them.
    pub fn with_places<T>(&self, write: impl FnOnce(&Places<'_>) -> T) -> T {
        write(&Places::new(&|_| None, &|_| None, &self.prefix()))
    }

    /// A path as seen from the site's folder, of one that is written as reports write paths.
    pub fn path_in_site<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(&self.prefix())
    }

    /// What leads from the current folder to the site's.
    pub fn prefix(&self) -> String {
        let root = self.root.to_string_lossy();
        if root == "." { String::new() } else { format!("{}/", root.trim_end_matches('/')) }
    }
}

/// The configuration file as seen from the site's folder. It is given as seen from the current folder, or, where it is
/// not there, as seen from the site's and outside of it: in that folder a pull request could put a file of its name.
fn config_path(root: &Path, given: Option<&Path>) -> Result<FilePath, Stop> {
    let Some(given) = given else { return Ok(FilePath::new(CONFIG_FILE)) };
    let missing = || {
        let place = std::path::absolute(given).unwrap_or_else(|_| given.to_path_buf());
        let message = format!("there is no configuration file `{}`", place.display());
        Stop::outside(format!("{message}\n  help: name it as seen from the current folder"))
    };
    let folder = root.canonicalize().map_err(|_| missing())?;
    let beside_site = || root.join(given).canonicalize().ok().filter(|file| !file.starts_with(&folder));
    let file = given.canonicalize().ok().or_else(beside_site).ok_or_else(missing)?;
    let unusable = || Stop::outside(format!("`{}` cannot be used as a configuration file", file.display()));
    seen_from(&folder, &file).to_str().map(FilePath::new).ok_or_else(unusable)
}

/// What a path is as seen from the site's folder, where it is given as seen from the current one.
pub(super) fn path_in_site(folder: &SiteFolder, path: &str) -> Option<FilePath> {
    let (root, path) = (std::path::absolute(&folder.root).ok()?, std::path::absolute(path).ok()?);
    // Both with their links followed, or neither: a file that is gone can only be compared by its name.
    let (root, path) = match (root.canonicalize(), path.canonicalize()) {
        (Ok(root), Ok(path)) => (root, path),
        _ => (root, path),
    };
    seen_from(&root, &path).to_str().map(FilePath::new)
}

/// A file as seen from a folder, both absolute and without links.
fn seen_from(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}

/// Refuses a folder that a link in a Git working tree leads to: a pull request could have brought that link.
fn refuse_linked_root(root: &Path) -> Result<(), Stop> {
    let Ok(absolute) = std::path::absolute(root) else { return Ok(()) };
    let links = absolute.ancestors().filter(|place| place.symlink_metadata().is_ok_and(|found| found.is_symlink()));
    for link in links {
        if link.parent().is_some_and(|folder| !work_trees_around(folder).is_empty()) {
            let message =
                format!("`{}` is a symbolic link in a Git working tree, which is not followed", link.display());
            return Err(Stop::outside(format!("{message}\n  help: name the folder that it leads to, if you trust it")));
        }
    }
    Ok(())
}

/// Whether the user asked all programs for no color (no-color.org).
fn no_color() -> bool {
    #[expect(clippy::disallowed_methods, reason = "a terminal's habits are the command line's business")]
    std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_seen_from_a_folder_wherever_both_are() {
        let seen =
            |folder: &str, file: &str| seen_from(Path::new(folder), Path::new(file)).to_string_lossy().into_owned();
        assert_eq!(seen("/werk/站", "/werk/站/ci/a.toml"), "ci/a.toml");
        assert_eq!(seen("/werk/hoofd/docs", "/werk/basis/hexapla.toml"), "../../basis/hexapla.toml");
        assert_eq!(seen("/werk", "/a.toml"), "../a.toml");
    }
}
