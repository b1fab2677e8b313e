//! The file with the findings that are known: `--write-baseline`, `--baseline` and `--prune-baseline` of `check`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::session::Session;
use super::{Stop, output};
use crate::check::{Baseline, Finding};
use crate::diagnostic::counted;
use crate::pipeline::{Site, SourceDigests};
use crate::publish::replace_file;
use crate::read::World;
use crate::text::FilePath;

/// Which findings are known.
#[derive(Debug, Args)]
pub struct BaselineOptions {
    /// Put all findings off: write them to this file, relative to the site's folder
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// Report only what is not in this file, relative to the site's folder
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Drop from the baseline what is no longer found; nothing is ever added
    #[arg(long, conflicts_with = "write_baseline")]
    prune_baseline: bool,
}

impl BaselineOptions {
    /// A run that looks at a part of the site knows nothing of the rest.
    pub fn refuse_partial(&self, session: &Session, is_partial: bool) -> Result<(), Stop> {
        let option = if self.prune_baseline { "--prune-baseline" } else { "--write-baseline" };
        let is_whole = !is_partial && session.locales.is_empty();
        if is_whole || !(self.prune_baseline || self.write_baseline.is_some()) {
            return Ok(());
        }
        Err(Stop::outside(format!(
            "`{option}` needs all findings of the whole site\n  help: leave `--since`, `--locale` and `--rule` out"
        )))
    }

    /// Takes what is known out of the findings, and answers how many that were; writes the file where that was asked
    /// for.
    pub fn apply(
        &self,
        session: &Session,
        world: &dyn World,
        site: &Site,
        findings: &mut Vec<Finding>,
    ) -> Result<usize, Stop> {
        let is_changing = self.prune_baseline || self.write_baseline.is_some();
        if let Some(unreadable) = findings
            .iter()
            .find(|finding| is_changing && finding.diagnostic.rule == crate::diagnostic::rule_ids::UNREADABLE_FILE)
        {
            return Err(Stop::outside(format!(
                "`{}` cannot be read, so its findings are not known\n  help: mend it first, then take the baseline down",
                unreadable.diagnostic.span.file
            )));
        }
        let digests = SourceDigests::new(site);
        if let Some(file) = &self.write_baseline {
            let baseline = Baseline::of(&*findings, |finding| digests.of(finding));
            write(session, file, &baseline)?;
            if !session.quiet {
                output::note(&format!("`{}` holds {} now", file.display(), counted(baseline.len(), "finding")));
            }
            findings.clear();
            return Ok(baseline.len());
        }
        let Some((file, baseline)) = self.read(session, world, site)? else {
            if self.prune_baseline {
                return Err(Stop::outside("there is no baseline to prune\n  help: name it with `--baseline FILE`"));
            }
            return Ok(0);
        };
        let (known, open): (Vec<Finding>, Vec<Finding>) = std::mem::take(findings)
            .into_iter()
            .partition(|finding| baseline.covers(finding, digests.of(finding).as_deref()));
        *findings = open;
        if self.prune_baseline {
            let pruned = baseline.pruned(&known);
            if pruned != baseline {
                write(session, &file, &pruned)?;
            }
            if !session.quiet {
                let gone = baseline.len() - pruned.len();
                output::note(&format!("`{}` lost {}, {} left", file.display(), counted(gone, "finding"), pruned.len()));
            }
        }
        Ok(known.len())
    }

    fn read(&self, session: &Session, world: &dyn World, site: &Site) -> Result<Option<(PathBuf, Baseline)>, Stop> {
        let configured = site.options.check.baseline.as_ref().map(|path| PathBuf::from(path.as_str()));
        let Some(file) = self.baseline.clone().or(configured) else { return Ok(None) };
        let path = file.to_str().map(FilePath::new).filter(|_| file.is_relative());
        let path = path.ok_or_else(|| {
            Stop::outside(format!(
                "`{}` is not a path below the site's folder\n  help: a baseline is kept with its content",
                file.display()
            ))
        })?;
        // One that was named is a file here; one that the configuration names is that of the state which is checked.
        let world = if self.baseline.is_some() { &session.world } else { world };
        let bytes = world.read(&path).map_err(|error| {
            Stop::outside(format!("{error}\n  help: `hexapla check --write-baseline {path}` makes it"))
        })?;
        let text = String::from_utf8_lossy(&bytes);
        let baseline = Baseline::parse(&text).map_err(|error| {
            Stop::outside(format!(
                "{path}:{}: this line is no finding of a baseline\n  help: settle the conflict, or make the file anew with `--write-baseline`",
                error.line
            ))
        })?;
        Ok(Some((file, baseline)))
    }
}

fn write(session: &Session, file: &Path, baseline: &Baseline) -> Result<(), Stop> {
    session.refuse_output_in_content(session.root.join(file).parent().unwrap_or(file))?;
    replace_file(&session.root, &session.root.join(file), baseline.text().as_bytes())?;
    Ok(())
}
