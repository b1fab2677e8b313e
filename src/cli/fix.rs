//! `hexapla fix`: mends what can be mended without a person looking.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use similar::TextDiff;

use super::check::parse_rule;
use super::session::Session;
use super::{Stop, output};
use crate::check::Finding;
use crate::diagnostic::counted;
use crate::pipeline::{self, FixedFile, Fixes, Wanted, known_locales};
use crate::publish::replace_file;
use crate::read::{GitTree, RevisionError, World};
use crate::text::FilePath;

/// What to mend.
#[derive(Debug, Args)]
pub struct Options {
    /// Only these files and folders, as seen from the site's folder; all content where none is given
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Make the fixes that are likely right, too
    #[arg(long)]
    suggested: bool,
    /// Show what would change, and write nothing
    #[arg(long)]
    diff: bool,
    /// Change files that have changes which are not committed, or are in no Git repository
    #[arg(long)]
    force: bool,
    /// Only what this rule finds (can be given several times)
    #[arg(long, value_name = "RULE", value_parser = parse_rule)]
    rule: Vec<String>,
}

/// Makes the fixes in place, or shows them.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    session.format_among(&["text"])?;
    let folders = options.paths.iter().map(|path| below_site(session, path)).collect::<Result<Vec<_>, _>>()?;
    if !session.locales.is_empty() {
        let site = session.load(&[])?;
        known_locales(&session.locales, &site.corpus.locales).map_err(|failure| session.stop(failure))?;
    }
    let finding = |finding: &Finding| {
        let rule = finding.diagnostic.rule;
        let of_locale = finding.locale.as_ref().is_none_or(|locale| session.locales.contains(locale));
        let of_rule = options.rule.is_empty() || options.rule.iter().any(|wanted| wanted == rule);
        of_rule && (session.locales.is_empty() || of_locale)
    };
    let file = |file: &FilePath| {
        let is_here =
            |folder: &FilePath| folder.as_str().is_empty() || file == folder || file.relative_path(folder).is_some();
        folders.is_empty() || folders.iter().any(is_here)
    };
    let wanted = Wanted { finding: &finding, file: &file };
    let fixes = pipeline::fix(&session.world, &session.theme, &session.options, options.suggested, &wanted)
        .map_err(|failure| session.stop(failure))?;
    if options.diff {
        fixes.files.iter().try_for_each(|(path, file)| output::result(&diff(path, file)))?;
    } else {
        if !options.force {
            refuse_dirty(session, &fixes)?;
        }
        for (path, file) in &fixes.files {
            replace_file(&session.root, &session.world.locate(path), &file.new)?;
        }
    }
    if !session.quiet {
        summary(&fixes, options.diff).iter().for_each(|line| output::note(line));
    }
    Ok(ExitCode::SUCCESS)
}

/// A path below the site's folder, given as seen from there or from the current folder.
pub(super) fn below_site(session: &Session, path: &std::path::Path) -> Result<FilePath, Stop> {
    let wrong = |why: &str| Stop::outside(format!("`{}` {why}", path.display()));
    let inside = session.root.join(path);
    let place = if path.is_relative() && inside.exists() { inside } else { path.to_path_buf() };
    let place = place.canonicalize().map_err(|_| wrong("is not there"))?;
    let root = session.root.canonicalize().map_err(|_| wrong("has no site around it"))?;
    let relative_path = place.strip_prefix(&root).ok().and_then(std::path::Path::to_str);
    relative_path.map(FilePath::new).ok_or_else(|| wrong("is not in the site's folder"))
}

/// What is not committed could not be had back.
fn refuse_dirty(session: &Session, fixes: &Fixes) -> Result<(), Stop> {
    let help = "commit or stash first, look with `--diff`, or say `--force`";
    let mut dirty: Vec<&FilePath> = Vec::new();
    for folder in std::iter::once(FilePath::default()).chain(siblings(session)) {
        let of_folder = |path: &FilePath| match folder.as_str() {
            "" => !path.leaves_root(),
            _ => path.relative_path(&folder).is_some(),
        };
        let files: Vec<(&FilePath, &FixedFile)> = fixes.files.iter().filter(|(path, _)| of_folder(path)).collect();
        if files.is_empty() {
            continue;
        }
        let tree = GitTree::open(&session.world.locate(&folder), "HEAD").map_err(|error| match error {
            RevisionError::NoRepository { .. } => Stop::outside(format!(
                "{error}, so no change could be undone\n  help: look with `--diff`, or say `--force`"
            )),
            error => Stop::outside(format!("{error}\n  help: {help}")),
        })?;
        let is_dirty = |path: &FilePath, file: &FixedFile| {
            let inside = path.relative_path(&folder).map_or_else(|| path.clone(), FilePath::new);
            !tree.read(&inside).is_ok_and(|committed| same_lines(&committed, &file.old))
        };
        dirty.extend(files.into_iter().filter(|(path, file)| is_dirty(path, file)).map(|(path, _)| path));
    }
    match &dirty[..] {
        [] => Ok(()),
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            let message = format!("`{first}`{more} has changes that are not committed, so nothing was mended");
            Err(Stop::outside(format!("{message}\n  help: {help}")))
        }
    }
}

/// The folders of locales that lie beside the site, in repositories of their own.
fn siblings(session: &Session) -> impl Iterator<Item = FilePath> {
    session.options.content.locales.values().filter(|folder| folder.leaves_root()).cloned()
}

/// Git may have converted line endings at checkout.
fn same_lines(one: &[u8], other: &[u8]) -> bool {
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line).to_vec()).collect()
    };
    one == other || lines(one) == lines(other)
}

fn diff(path: &FilePath, file: &FixedFile) -> String {
    let (old, new) = (String::from_utf8_lossy(&file.old), String::from_utf8_lossy(&file.new));
    let diff = TextDiff::from_lines(&*old, &*new);
    diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

fn summary(fixes: &Fixes, is_dry: bool) -> Vec<String> {
    let mended = fixes.files.values().map(|file| file.mended).sum();
    let done = if is_dry { "can be mended" } else { "mended" };
    let mut lines = vec![format!("{} {done} in {}", counted(mended, "finding"), counted(fixes.files.len(), "file"))];
    lines.extend(fixes.conflicts.iter().map(|(path, line)| {
        format!("`{path}` is left alone: fixes are at odds at line {line}; mend one of them by hand")
    }));
    lines
}
