//! From a site that is known to one that is published.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::check::{self as checking, Checked};
use super::failure::Failure;
use super::load;
use super::site::Site;
use super::{drawings, source_history};
use crate::check::{self, Context, Finding};
use crate::diagnostic::Diagnostic;
use crate::facts::Suspects;
use crate::freshness::{ProseOfVersions, StateCounts, block_work};
use crate::model::{LocaleId, PageId};
use crate::parse::Document;
use crate::plan::{PlannedPage, Route};
use crate::publish::{Outcome, PublishError, Sink, Target};
use crate::read::{ReadError, World};
use crate::render::{ComparedProse, Findings, PageWork, RenderError, RenderInput, RenderOptions, Renderer, SiteWork};
use crate::search::{SearchDocument, build_index, entry_documents, section_documents};
use crate::units::BlockPlaces;

/// A site that was published.
#[derive(Debug)]
pub struct Built {
    /// What the target did.
    pub outcome: Outcome,
    /// What is wrong in the content, at the configured severities.
    pub findings: Vec<Finding>,
    /// Words that the interface of a locale lacks, and shows in another language.
    pub theme: Vec<Diagnostic>,
    /// How many pages there are to read: HTML that does not lead elsewhere at once.
    pub pages: usize,
}

/// Why a site was not published; what was there before is still there.
#[derive(Debug)]
pub enum BuildFailure {
    /// A file that was there is not any more.
    Read(ReadError),
    /// What the content is checked against cannot be read.
    Check(Failure),
    /// A template, a message file or a page could not be rendered.
    Render(RenderError),
    /// The target does not take the site.
    Publish(PublishError),
}

impl BuildFailure {
    /// What failed. A build adds nothing to it: its message is the build's own.
    fn inner(&self) -> &(dyn Error + 'static) {
        match self {
            BuildFailure::Read(error) => error,
            BuildFailure::Check(failure) => failure,
            BuildFailure::Render(error) => error,
            BuildFailure::Publish(error) => error,
        }
    }
}

impl fmt::Display for BuildFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.inner(), f)
    }
}

impl Error for BuildFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.inner().source()
    }
}

impl From<ReadError> for BuildFailure {
    fn from(error: ReadError) -> BuildFailure {
        BuildFailure::Read(error)
    }
}

impl From<Failure> for BuildFailure {
    fn from(failure: Failure) -> BuildFailure {
        BuildFailure::Check(failure)
    }
}

impl From<RenderError> for BuildFailure {
    fn from(error: RenderError) -> BuildFailure {
        BuildFailure::Render(error)
    }
}

impl From<PublishError> for BuildFailure {
    fn from(error: PublishError) -> BuildFailure {
        BuildFailure::Publish(error)
    }
}

/// Is called with the number of pages that were written since its last call.
pub type Progress<'p> = &'p (dyn Fn(usize) + Sync);

/// Renders a site that nothing is [`blocking`](super::blocking) and publishes it to `target`.
///
/// # Errors
/// [`BuildFailure`]; nothing is published then.
pub fn build(
    world: &dyn World,
    theme: &dyn World,
    site: &Site,
    target: &dyn Target,
    progress: Progress<'_>,
) -> Result<Built, BuildFailure> {
    let suspects = Suspects::default();
    let history = source_history::history(site)?;
    let context = checking::context(site, &suspects, history.as_ref(), None);
    let options = RenderOptions { trust_html: site.options.site.trust_html };
    let renderer = Renderer::new(&site.plan, &site.corpus, &site.alignment, world, theme, &context.freshness, options)?;
    let mut collector = checking::check_digests(site, &context);
    check::run_cell_rules(&context, |_| true, &mut collector);
    let sink = target.begin()?;
    let work =
        Work { world, site, renderer: &renderer, context: &context, sink: &*sink, progress, alone: Mutex::new(()) };
    // Pages with prose first, while their documents are read anyway; those that show findings last, when all are known.
    let groups = work.write_groups()?;
    work.write_rest()?;
    work.write_files()?;
    let mut sections: BTreeMap<&LocaleId, Vec<SearchDocument>> = BTreeMap::new();
    let mut checked = Vec::with_capacity(groups.len());
    let mut prose = BTreeMap::new();
    for group in groups {
        prose.insert(group.id, group.work);
        checked.push(group.checked);
        for (locale, documents) in group.sections {
            sections.entry(locale).or_default().extend(documents);
        }
    }
    // Before the pages with findings, so that the sections of all pages do not stay in memory longer than they must.
    work.write_indexes(sections)?;
    let blocks = checking::block_counts(&checked);
    let concluded = checking::conclude(world, site, &context, collector, checked)?;
    let findings = check::finish(concluded.pending, &site.options.check.severities);
    let to_do = SiteWork::new(&site.corpus, &site.alignment, &context.freshness, &prose, &blocks);
    let left_out = work.write_with_findings(&Findings::new(&findings), &to_do)?;
    let theme = renderer.diagnostics().to_vec();
    Ok(Built { outcome: sink.finish()?, findings, theme, pages: site.plan.readable_pages() - left_out })
}

/// What all parts of a build share.
struct Work<'w> {
    world: &'w dyn World,
    site: &'w Site,
    renderer: &'w Renderer<'w>,
    context: &'w Context<'w>,
    sink: &'w dyn Sink,
    progress: Progress<'w>,
    /// Held while a page with very many rows is made.
    alone: Mutex<()>,
}

/// A page with more rows is made while no other such page is: it takes a hundred megabytes, and a build should stay
/// below a gigabyte.
const MANY_ROWS: usize = 5_000;

/// What is learned while the prose of a page is in memory.
struct Group<'w> {
    id: &'w PageId,
    checked: Checked<'w>,
    work: PageWork,
    sections: Vec<(&'w LocaleId, Vec<SearchDocument>)>,
}

impl<'w> Work<'w> {
    /// Renders every page that shows prose, one page in all its locales at a time.
    fn write_groups(&self) -> Result<Vec<Group<'w>>, BuildFailure> {
        let planned = self.site.plan.by_document();
        let groups: Vec<&'w PageId> = self.site.corpus.pages.keys().collect();
        groups.par_iter().map(|id| self.write_group(id, planned.get(id).map_or(&[], Vec::as_slice))).collect()
    }

    fn write_group(&self, id: &'w PageId, planned: &[&PlannedPage]) -> Result<Group<'w>, BuildFailure> {
        let versions = &self.site.corpus.pages[id];
        let documents = versions.values().map(|page| load::reread(self.world, &self.site.options, page));
        let documents: Vec<Document> = documents.collect::<Result<_, _>>()?;
        let work_in = |prose: &[ProseOfVersions<'_>]| {
            let places = BlockPlaces::new(prose.iter().flat_map(|part| &part.units));
            (block_work(self.context, &self.context.freshness, prose, &places), places)
        };
        let (checked, documents, (blocks, places)) =
            checking::check_group(self.site, self.context, id, documents, None, work_in)?;
        let is_open = |(_, counts): &(&LocaleId, &StateCounts)| counts.to_do() > 0;
        let counts = checked.blocks().iter().filter(is_open).map(|(locale, counts)| (locale.clone(), *counts));
        let mut work = PageWork { counts: counts.collect(), blocks, places };
        for page in planned {
            let document = documents.iter().find(|document| document.page.locale == *page.content_locale());
            let findings = Findings::default();
            let input = RenderInput { document, page_work: Some(&work), ..RenderInput::new(&findings) };
            self.write_page(page, input)?;
        }
        let plan = self.site.plan.site(&self.site.corpus, &self.site.alignment);
        let sections = versions.keys().zip(&documents);
        let sections = sections.map(|(locale, document)| (locale, section_documents(&plan, document))).collect();
        if !self.site.options.site.review {
            // Only pages that compare the languages need them.
            work = PageWork::default();
        }
        Ok(Group { id, checked, work, sections })
    }

    /// Renders what shows neither prose nor findings.
    fn write_rest(&self) -> Result<(), BuildFailure> {
        let findings = Findings::default();
        let input = RenderInput::new(&findings);
        let is_shown = |page: &&PlannedPage| !page.kind.needs_dates || self.context.freshness.has_dates(&page.locale);
        let (pages, empty): (Vec<&PlannedPage>, Vec<&PlannedPage>) = self.site.plan.without_prose().partition(is_shown);
        (self.progress)(empty.len());
        pages.par_iter().try_for_each(|page| self.write_page(page, input))
    }

    /// Renders what shows findings, all pages about one page of the content together: its files are read once. Answers
    /// how many pages have nothing to show, and are left out.
    fn write_with_findings(&self, findings: &Findings, to_do: &SiteWork<'_>) -> Result<usize, BuildFailure> {
        let plan = self.site.plan.site(&self.site.corpus, &self.site.alignment);
        let mut groups: BTreeMap<Option<&PageId>, Vec<&PlannedPage>> = BTreeMap::new();
        let mut left_out = 0;
        for page in self.site.plan.with_findings() {
            let about = page.about.as_ref();
            if about.is_none_or(|id| plan.has_comparison(id, || to_do.is_shown(id) || findings.is_found_in(id))) {
                groups.entry(about).or_default().push(page);
            } else {
                left_out += 1;
            }
        }
        (self.progress)(left_out);
        groups.par_iter().try_for_each(|(about, pages)| {
            let page_work = about.and_then(|id| to_do.prose.get(id));
            let compared = about.zip(page_work).map(|(id, work)| self.compared_prose(id, work, findings));
            let compared = compared.transpose()?.flatten();
            let prose = compared.as_ref();
            let input = RenderInput { page_work, site_work: Some(to_do), prose, ..RenderInput::new(findings) };
            pages.par_iter().try_for_each(|page| self.write_page(page, input))
        })?;
        Ok(left_out)
    }

    /// The prose of a page in all languages; `None` where all of it is fresh and nothing was found in it.
    fn compared_prose<'p>(
        &'p self,
        id: &PageId,
        work: &'p PageWork,
        findings: &Findings,
    ) -> Result<Option<ComparedProse<'p>>, BuildFailure> {
        let versions = &self.site.corpus.pages[id];
        let is_in_prose = |finding: &Finding| finding.entry.is_none();
        let is_found = || versions.keys().any(|locale| findings.of(id, locale).iter().any(is_in_prose));
        if !work.is_shown() && !is_found() {
            return Ok(None);
        }
        let source = |(locale, page)| Ok((locale, load::reread_source(self.world, page)?));
        let sources = versions.iter().map(source).collect::<Result<_, ReadError>>()?;
        Ok(Some(ComparedProse { work, sources }))
    }

    /// Copies what is not rendered.
    fn write_files(&self) -> Result<(), BuildFailure> {
        for asset in self.renderer.assets() {
            self.sink.write(&asset.path, &asset.bytes)?;
        }
        self.site.plan.files.par_iter().try_for_each(|file| {
            let bytes = self.world.read(&file.source)?;
            let is_drawing = self.site.drawings.contains(&file.source);
            let bytes = if is_drawing { drawings::copied(&bytes) } else { Some(bytes) };
            let changed = || ReadError {
                path: file.source.clone(),
                reason: "it changed while the site was built".into(),
                missing: false,
            };
            Ok(self.sink.write(&file.route.output_file(), &bytes.ok_or_else(changed)?)?)
        })
    }

    fn write_page(&self, page: &PlannedPage, input: RenderInput<'_>) -> Result<(), BuildFailure> {
        let _alone = self.has_many_rows(page).then(|| self.alone.lock().unwrap_or_else(PoisonError::into_inner));
        let output = self.renderer.render(page, input)?;
        self.sink.write(&output.path, &output.bytes)?;
        (self.progress)(1);
        Ok(())
    }

    /// Whether a page shows all rows of a page of the content that has very many.
    fn has_many_rows(&self, page: &PlannedPage) -> bool {
        let tables = page.tables_shown().map(|shown| self.site.alignment.tables_of(shown)).unwrap_or_default();
        tables.iter().map(|table| table.entries.len()).sum::<usize>() > MANY_ROWS
    }

    /// Writes the search index of each locale.
    fn write_indexes(&self, mut sections: BTreeMap<&LocaleId, Vec<SearchDocument>>) -> Result<(), BuildFailure> {
        let plan = self.site.plan.site(&self.site.corpus, &self.site.alignment);
        for locale in &self.site.corpus.locales {
            let mut documents = entry_documents(&plan, locale);
            documents.extend(sections.remove(locale).unwrap_or_default());
            let path = index_path(locale);
            self.sink.write(&path, &build_index(locale, &documents))?;
        }
        Ok(())
    }
}

/// Where a locale's search index is in the site.
pub fn index_path(locale: &LocaleId) -> String {
    Route::search_index(locale).output_file()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::RevisionError;
    use crate::text::FilePath;

    /// What a program prints that prints an error and all that caused it.
    fn chain(error: &(dyn Error + 'static)) -> Vec<String> {
        std::iter::successors(Some(error), |error| (*error).source()).map(ToString::to_string).collect()
    }

    #[test]
    fn a_failure_leads_to_what_caused_it_and_says_nothing_twice() {
        let unborn = RevisionError::Unborn { repository: "錯誤".into() };
        let failure = BuildFailure::Check(Failure::History("nl-NL".parse().unwrap(), unborn.clone()));
        assert_eq!(chain(&failure), ["the history of `nl-NL` cannot be read".to_owned(), unborn.to_string()]);
        let missing = ReadError { path: FilePath::new("錯誤.md"), reason: "weg".into(), missing: true };
        assert_eq!(chain(&BuildFailure::Render(missing.clone().into())), [missing.to_string()]);
        let unknown = Failure::UnknownLocales(vec!["zh-TW".parse().unwrap()], vec!["nl-NL".parse().unwrap()]);
        assert_eq!(chain(&unknown), ["no content in `zh-TW`; there is `nl-NL`"]);
    }
}
