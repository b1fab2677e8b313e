//! The tables of contents of all locales: which lines lead to which pages.

use std::collections::{BTreeMap, BTreeSet};

use super::source::read_source;
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{
    ContentsByFolder, ContentsDestination, ContentsNode, Corpus, Destination, LinkKind, LocaleId, is_address,
    percent_decode,
};
use crate::parse::{ContentsLine, is_contents, parse_contents};
use crate::read::World;
use crate::text::{FilePath, Span};

/// The tables of contents of every locale, and what is wrong in them.
pub fn read(world: &dyn World, corpus: &Corpus) -> (BTreeMap<LocaleId, ContentsByFolder>, Vec<Diagnostic>) {
    let (mut contents, mut diagnostics) = (BTreeMap::new(), Vec::new());
    for (locale, files) in &corpus.files {
        let own = files.iter().filter(|(relative_path, _)| is_contents(FilePath::new(relative_path).name()));
        let mut tables =
            Tables { corpus, locale, files: BTreeMap::new(), used: BTreeSet::new(), diagnostics: Vec::new() };
        for (relative_path, path) in own {
            tables.add(world, relative_path, path);
        }
        let by_folder = tables.by_folder();
        diagnostics.append(&mut tables.diagnostics);
        if !by_folder.is_empty() {
            contents.insert(locale.clone(), by_folder);
        }
    }
    (contents, diagnostics)
}

/// Among how many tables of contents below a folder its own one is searched for.
const MOST_SEARCHED: usize = 1_000;

/// How many tables of contents may be inside one another.
// Each level is a call inside the one before.
const DEEPEST: usize = 16;

/// The tables of contents of one locale while they are put together.
struct Tables<'c> {
    corpus: &'c Corpus,
    locale: &'c LocaleId,
    /// Path below the locale's folder to path in the world and lines.
    files: BTreeMap<String, (FilePath, Vec<ContentsLine>)>,
    /// Those that are part of another one.
    used: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Tables<'_> {
    fn add(&mut self, world: &dyn World, relative_path: &str, path: &FilePath) {
        let source = match read_source(world, path) {
            Ok(source) => source,
            Err(unreadable) => return self.diagnostics.push(*unreadable),
        };
        let (lines, wrong) = parse_contents(&source);
        self.diagnostics.extend(wrong);
        self.files.insert(relative_path.to_owned(), (path.clone(), lines));
    }

    /// The tables by folder, without those that are part of another one. Of two in one folder the YAML counts.
    fn by_folder(&mut self) -> ContentsByFolder {
        let mut tables: BTreeMap<String, Vec<ContentsNode>> = BTreeMap::new();
        let mut order: Vec<String> = self.files.keys().cloned().collect();
        order.sort_by_key(|relative_path| {
            (relative_path.matches('/').count(), relative_path.to_lowercase().ends_with(".md"), relative_path.clone())
        });
        for relative_path in order {
            let folder = FilePath::new(&relative_path).parent().as_str().to_owned();
            if self.used.contains(&relative_path) || tables.contains_key(&folder) {
                continue;
            }
            let nodes = self.nodes(&relative_path, &mut vec![relative_path.clone()]);
            if !nodes.is_empty() {
                tables.insert(folder, nodes);
            }
        }
        tables
    }

    /// The lines of one file; `open` are the files in whose lines it is, itself included.
    fn nodes(&mut self, relative_path: &str, open: &mut Vec<String>) -> Vec<ContentsNode> {
        let Some((path, lines)) = self.files.get(relative_path).cloned() else { return Vec::new() };
        self.used.insert(relative_path.to_owned());
        lines.iter().filter_map(|line| self.node(relative_path, &path, line, open)).collect()
    }

    fn node(
        &mut self,
        relative_path: &str,
        path: &FilePath,
        line: &ContentsLine,
        open: &mut Vec<String>,
    ) -> Option<ContentsNode> {
        let destination = line.target.as_ref().and_then(|target| self.destination(relative_path, path, line, target));
        let mut nodes = Vec::new();
        for inner in &line.lines {
            nodes.extend(self.node(relative_path, path, inner, open));
        }
        if let Some(target) = &line.nested {
            match self.nested(relative_path, target) {
                Some(_) if open.len() >= DEEPEST => {
                    let why = Message::new("more than {limit} tables of contents stand inside one another");
                    self.leads_nowhere(path, line, why.count("limit", DEEPEST));
                }
                Some(nested) if !self.used.contains(&nested) => {
                    open.push(nested.clone());
                    nodes.extend(self.nodes(&nested, open));
                    open.pop();
                }
                Some(nested) if open.contains(&nested) => {
                    let why = Message::new("`{path}` would stand inside itself").with("path", nested);
                    self.leads_nowhere(path, line, why);
                }
                Some(nested) => {
                    let why = Message::new("`{path}` stands in a table of contents already").with("path", nested);
                    self.leads_nowhere(path, line, why);
                }
                None => {
                    let why = Message::new("there is no table of contents at `{target}`").with("target", target);
                    self.leads_nowhere(path, line, why);
                }
            }
        }
        let leads_nowhere = destination.is_none() && nodes.is_empty();
        let is_heading = line.target.is_none() && line.nested.is_none() && !line.title.is_empty();
        (!leads_nowhere || is_heading).then(|| ContentsNode { title: line.title.clone(), destination, nodes })
    }

    fn destination(
        &mut self,
        relative_path: &str,
        path: &FilePath,
        line: &ContentsLine,
        target: &str,
    ) -> Option<ContentsDestination> {
        match self.corpus.resolve_from(self.locale, relative_path, LinkKind::Link, target) {
            Destination::Page { page, anchor, .. } => Some(ContentsDestination::Page(page, anchor)),
            Destination::External if is_address(target) => Some(ContentsDestination::External(target.to_owned())),
            Destination::File { .. } | Destination::Anchor(_) => None,
            Destination::External | Destination::Missing => {
                self.leads_nowhere(path, line, Message::new("there is nothing at `{target}`").with("target", target));
                None
            }
        }
    }

    fn leads_nowhere(&mut self, path: &FilePath, line: &ContentsLine, why: Message) {
        let message = why.then(", so this line of the table of contents leads nowhere");
        let wrong =
            Diagnostic::new(rule_ids::BROKEN_LINK, Severity::Error, Span::new(path, line.range.clone()), message);
        self.diagnostics.push(wrong.help("point it at a page, or remove the line"));
    }

    /// The table of contents that `target` names: a file, or a folder that holds one.
    fn nested(&self, relative_path: &str, target: &str) -> Option<String> {
        let wanted = FilePath::new(relative_path).parent().join(&percent_decode(target.trim_end_matches('/')));
        if let Some((file, _)) = self.files.get_key_value(wanted.as_str()) {
            return Some(file.clone());
        }
        let folder = if wanted.as_str().is_empty() { String::new() } else { format!("{wanted}/") };
        let in_folder =
            self.files.range(folder.clone()..).map(|(file, _)| file).take_while(|file| file.starts_with(&folder));
        let is_wanted = |file: &&String| target.ends_with('/') && !file[folder.len()..].contains('/');
        // A folder holds few tables of contents of its own, whatever is below it.
        in_folder.take(MOST_SEARCHED).find(is_wanted).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::fixture::{corpus, locale};
    use crate::read::Memory;

    /// The Dutch tables of contents of a site of files at `tag/path`, and what is wrong in them.
    fn tables(files: &[(&str, &str)]) -> String {
        let mut corpus = corpus(files);
        let is_page = |relative_path: &str| corpus.files.values().any(|files| files.contains_key(relative_path));
        assert!(files.iter().filter(|(path, _)| path.ends_with("toc.yml")).all(|(path, _)| is_page(&path[6..])));
        let paths: Vec<(String, &str)> = files.iter().map(|(path, text)| (format!("content/{path}"), *text)).collect();
        corpus.pages.retain(|page, _| !is_contents(&format!("{page}.md")));
        let (contents, wrong) = read(&Memory::new(paths.iter().map(|(path, text)| (path.as_str(), *text))), &corpus);
        let wrong =
            wrong.into_iter().map(|wrong| format!("{}:{}: {}", wrong.span.file, wrong.span.start, wrong.message));
        let mut out = Vec::new();
        for (folder, nodes) in contents.get(&locale("nl-NL")).into_iter().flatten() {
            out.push(format!("in `{folder}`"));
            write(nodes, 1, &mut out);
        }
        out.into_iter().chain(wrong).collect::<Vec<_>>().join("\n")
    }

    fn write(nodes: &[ContentsNode], depth: usize, out: &mut Vec<String>) {
        for node in nodes {
            let to = match &node.destination {
                Some(ContentsDestination::Page(page, anchor)) => format!(" -> {page}#{anchor}"),
                Some(ContentsDestination::External(url)) => format!(" -> {url}"),
                None => String::new(),
            };
            out.push(format!("{}{}{to}", "  ".repeat(depth), node.title));
            write(&node.nodes, depth + 1, out);
        }
    }

    #[test]
    fn lines_lead_to_pages_and_tables_are_inside_each_other() {
        let found = tables(&[
            (
                "nl-NL/toc.yml",
                "- name: Start\n  href: start.md\n- name: 部署\n  href: diep/toc.yml\n- name: Net\n  href: https://example.org/\n",
            ),
            ("nl-NL/diep/toc.yml", "- name: Box\n  href: box.md#kop\n- name: Terug\n  href: ../toc.yml\n"),
            ("nl-NL/los/toc.yml", "- name: Los\n  href: a.md\n"),
            ("nl-NL/start.md", "# Start"),
            ("nl-NL/diep/box.md", "# Box"),
            ("nl-NL/los/a.md", "# A"),
        ]);
        insta::assert_snapshot!(found, @r"
        in ``
          Start -> start#
          部署
            Box -> diep/box#kop
          Net -> https://example.org/
        in `los`
          Los -> los/a#
        content/nl-NL/diep/toc.yml:53: `toc.yml` would stand inside itself, so this line of the table of contents leads nowhere
        ");
    }

    #[test]
    fn a_line_that_leads_nowhere_is_reported_and_left_out() {
        let found = tables(&[
            (
                "nl-NL/toc.yml",
                "- name: Weg\n  href: weg.md\n- name: Groep\n  items:\n  - name: Start\n    href: start.md\n",
            ),
            ("nl-NL/start.md", "# Start"),
        ]);
        insta::assert_snapshot!(found, @r"
        in ``
          Groep
            Start -> start#
        content/nl-NL/toc.yml:20: there is nothing at `weg.md`, so this line of the table of contents leads nowhere
        ");
    }
}
