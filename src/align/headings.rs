//! Which headings of a page are one heading in several locales.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::AlignedHeading;
use super::heading_phrases::{HeadingPhrases, Phrase, phrase};
use super::sequence;
use super::tables::{merge, moved};
use crate::model::{Heading, InvariantKind, LocaleId, Page, Prose};
use crate::parse::read_signature;
use crate::text::UniqueNames;

#[derive(Clone)]
struct Member<'p> {
    locale: &'p LocaleId,
    page: &'p Page,
    index: usize,
    heading: &'p Heading,
    /// What of its text survives translation.
    invariants: Vec<String>,
    /// Its words and names in the Latin alphabet, in lower case.
    latin: BTreeSet<String>,
    /// What it says in its language.
    phrase: Phrase,
    /// The share of its page's text that is under it, tables included.
    share: f64,
    /// The share that is under it and the headings below it.
    whole: f64,
    /// What is under it.
    contents: Contents,
    /// What is under it and the headings below it, where there are any.
    parts: Option<Contents>,
    /// Whether its page has what it says once.
    is_only: bool,
}

/// What stands under a heading and is the same in every language.
#[derive(Clone, Default)]
struct Contents {
    /// Digests of the files that links and images name, without their folders; sorted.
    targets: Vec<u32>,
    /// Digests of the code and numbers in the prose; sorted.
    landmarks: Vec<u32>,
}

/// What is under each heading of a page.
fn contents_of_page(page: &Page) -> Vec<Contents> {
    let targets = targets_of_page(page).into_iter().enumerate();
    let contents = |(index, targets): (usize, Vec<u32>)| Contents {
        targets,
        landmarks: page.prose.get(index + 1).map_or_else(Vec::new, landmarks),
    };
    targets.map(contents).collect()
}

/// What is under each heading of a page that has others below it, together with what is under those.
fn parts_of_page(page: &Page, own: &[Contents]) -> Vec<Option<Contents>> {
    let mut parts: Vec<Option<Contents>> = vec![None; own.len()];
    // The headings that what comes is below, the outermost first: at most one for each level.
    let mut above: Vec<usize> = Vec::new();
    for (index, heading) in page.headings.iter().enumerate() {
        above.retain(|outer| page.headings[*outer].level < heading.level);
        for outer in &above {
            let whole = parts[*outer].get_or_insert_with(|| own[*outer].clone());
            join(&mut whole.targets, &own[index].targets);
            join(&mut whole.landmarks, &own[index].landmarks);
        }
        above.push(index);
    }
    parts
}

/// For each heading the share of the page's text that is under it and those below it.
fn wholes_of_page(page: &Page, shares: &[f64]) -> Vec<f64> {
    let mut wholes = shares.to_vec();
    let mut above: Vec<usize> = Vec::new();
    for (index, heading) in page.headings.iter().enumerate() {
        above.retain(|outer| page.headings[*outer].level < heading.level);
        above.iter().for_each(|outer| wholes[*outer] += shares[index]);
        above.push(index);
    }
    wholes
}

/// Adds digests to sorted ones. The smallest stay where there are too many, in every language the same.
fn join(all: &mut Vec<u32>, more: &[u32]) {
    all.extend(more);
    all.sort_unstable();
    all.dedup();
    all.truncate(MOST);
}

/// The headings of a page in all its versions, in the order of the first; the anchor is the first version's.
/// `phrases` is what is known of the words of headings.
pub fn align<'p>(pages: &[&'p Page], phrases: &HeadingPhrases) -> Vec<AlignedHeading> {
    let mut groups: Vec<Vec<Member<'_>>> = Vec::new();
    for page in pages {
        let (shares, mut contents) = (shares_of_page(page), contents_of_page(page));
        let mut parts = parts_of_page(page, &contents);
        let wholes = wholes_of_page(page, &shares);
        let mut said: BTreeMap<Phrase, usize> = BTreeMap::new();
        let phrase_of = |heading: &Heading| phrase(&page.locale, &heading.text);
        page.headings.iter().for_each(|heading| *said.entry(phrase_of(heading)).or_default() += 1);
        let mut member = |(index, heading): (usize, &'p Heading)| Member {
            locale: &page.locale,
            page,
            index,
            heading,
            invariants: invariants(heading),
            latin: latin(&heading.text),
            phrase: phrase_of(heading),
            is_only: said[&phrase_of(heading)] == 1,
            share: shares[index],
            whole: wholes[index],
            contents: std::mem::take(&mut contents[index]),
            parts: parts[index].take(),
        };
        let members: Vec<Member<'_>> = page.headings.iter().enumerate().map(&mut member).collect();
        let mut pairs =
            sequence::align(groups.len(), members.len(), |i, j| likeness(phrases, &groups[i][0], &members[j]));
        let counts = (groups.len(), members.len());
        pairs.extend(moved(&pairs, counts, |i, j| likeness_of_moved(phrases, &groups[i][0], &members[j])));
        groups = merge(groups, &members, &pairs);
    }
    name(groups)
}

/// Above zero where two headings may be one: levels, anchors, what survives translation, and place.
fn likeness(phrases: &HeadingPhrases, left: &Member<'_>, right: &Member<'_>) -> f64 {
    // Chosen so that an equal anchor outweighs all others together, since somebody wrote it for both or the texts are
    // equal, and so that headings of one level without names or numbers still pair in their order (0.5 - 0.3).
    let level = match left.heading.level.abs_diff(right.heading.level) {
        0 => 0.5,
        1 => 0.0,
        _ => -0.5,
    };
    let anchor = if left.heading.id == right.heading.id { 2.0 } else { 0.0 };
    let shared = 0.5 * shared_invariants(&left.invariants, &right.invariants) + 0.5 * shared_words(left, right);
    let contents = shared_contents(left, right) + PHRASE * phrases.sure(left.phrase, right.phrase);
    // Beside place and length, which any two headings may have in common, there must be a reason to think of another level.
    let is_shown = anchor > 0.0 || shared > 0.0 || contents > 0.0;
    let level = if left.heading.level == right.heading.level || is_shown { level } else { level - OTHER_LEVEL };
    level + anchor + shared + contents + 0.3 * nearness(left, right) + 0.4 * body_likeness(left, right) - 0.3
}

/// How much less likely two headings of different levels are one where nothing else shows it. Chosen.
const OTHER_LEVEL: f64 = 0.4;

/// How much it counts that two headings are one wherever both stand. More than levels and places together, and less than
/// an anchor that somebody wrote. Chosen.
const PHRASE: f64 = 1.5;

/// Above zero where two headings may be one that was moved past others: only an anchor that the author wrote, what
/// survives translation, and the amount of text below it count.
fn likeness_of_moved(phrases: &HeadingPhrases, left: &Member<'_>, right: &Member<'_>) -> f64 {
    // 0.8 is more than one of the last two can give, and another level costs more than they give together.
    let is_named = left.heading.explicit_id || right.heading.explicit_id;
    let anchor = if left.heading.id == right.heading.id && is_named { 1.0 } else { 0.0 };
    let level = if left.heading.level == right.heading.level { 0.0 } else { 1.0 };
    let shared = 0.5 * shared_invariants(&left.invariants, &right.invariants);
    // Where each chapter has such a section, one of another chapter is none that was moved.
    let is_only = left.is_only && right.is_only;
    let said = if is_only { PHRASE * phrases.sure(left.phrase, right.phrase) } else { 0.0 };
    anchor + shared + said + shared_contents(left, right) + 0.4 * body_likeness(left, right) - 0.8 - level
}

/// From 0 to 1: whether two headings are equally far from the start of their pages, or else from the end.
fn nearness(left: &Member<'_>, right: &Member<'_>) -> f64 {
    let near = |left: usize, right: usize| 1.0 / (1.0 + left.abs_diff(right) as f64);
    let from_end = |member: &Member<'_>| member.page.headings.len() - member.index;
    // From the end counts a little less, so that of two equally near headings one is always chosen.
    near(left.index, right.index).max(0.9 * near(from_end(left), from_end(right)))
}

/// From 0 to 1: how alike the shares of their pages' text are that are under two headings, tables included.
fn body_likeness(left: &Member<'_>, right: &Member<'_>) -> f64 {
    let own = likeness_of_shares(left.share, right.share);
    // As above: one of them may be divided by headings.
    if left.parts.is_some() == right.parts.is_some() {
        own
    } else {
        own.max(likeness_of_shares(left.whole, right.whole))
    }
}

fn likeness_of_shares(left: f64, right: f64) -> f64 {
    // Below 2 % of a page, differences are noise: two empty sections are alike, and so are an empty and a tiny one.
    (left.min(right) + 0.02) / (left.max(right) + 0.02)
}

/// For each heading the share of the page's text that is under it.
fn shares_of_page(page: &Page) -> Vec<f64> {
    let prose = |index: usize| page.prose.get(index + 1).map_or(0, |prose| prose.characters);
    let mut lengths: Vec<usize> = (0..page.headings.len()).map(prose).collect();
    for table in &page.tables {
        if let Some(length) = table.heading.and_then(|heading| lengths.get_mut(heading)) {
            // A row counts as a short sentence of 40 characters, whatever its cells are.
            *length += 40 * table.rows.len();
        }
    }
    let whole = lengths.iter().sum::<usize>().max(1) as f64;
    lengths.into_iter().map(|length| length as f64 / whole).collect()
}

/// So many of either are compared for each section: every pair of sections is, and more of them show nothing more.
const MOST: usize = 48;

fn landmarks(prose: &Prose) -> Vec<u32> {
    prose.landmarks.iter().copied().take(MOST).collect()
}

fn fewest(left: &[u32], right: &[u32]) -> usize {
    left.len().min(right.len())
}

/// From -1 to 2: what two sections hold that no language changes. Where only one of them is divided by headings of its own,
/// what is under those counts too.
fn shared_contents(left: &Member<'_>, right: &Member<'_>) -> f64 {
    let own = shared_in(&left.contents, &right.contents);
    if left.parts.is_some() == right.parts.is_some() {
        return own;
    }
    let whole = |member: &'_ Member<'_>| member.parts.clone().unwrap_or_else(|| member.contents.clone());
    own.max(shared_in(&whole(left), &whole(right)))
}

/// From -1 to 2, as above. What sections link to and show counts as well if it differs, since nobody changes that; code and
/// numbers more where they are the same, and where all of several differ.
fn shared_in(left: &Contents, right: &Contents) -> f64 {
    let targets = match share(&left.targets, &right.targets) {
        // A single link, or image, is often another one in another language.
        Some(0.0) if fewest(&left.targets, &right.targets) < 2 => -0.5,
        Some(share) => 2.0 * share - 1.0,
        None => 0.0,
    };
    let fewer = fewest(&left.landmarks, &right.landmarks);
    let landmarks = match share(&left.landmarks, &right.landmarks) {
        // Two sections about one thing have some commands in common: less than a third is less than nothing, so that
        // two pairs of neighbours are no better than the one that is right.
        Some(share) if fewer >= 2 => 2.0 * share - 0.6,
        // A single number may be a word in the other language.
        Some(share) => share,
        None => 0.0,
    };
    (targets + landmarks).max(-1.0)
}

/// From 0 to 1: of all that is in either of two sorted lists how much is in both; `None` where one of them is empty.
fn share(left: &[u32], right: &[u32]) -> Option<f64> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let (mut i, mut j, mut both) = (0, 0, 0u32);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    Some(f64::from(both) / (left.len() + right.len() - both as usize) as f64)
}

/// For each heading digests of the files that links and images under it name.
fn targets_of_page(page: &Page) -> Vec<Vec<u32>> {
    let mut targets: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); page.headings.len()];
    for link in &page.links {
        let above = page.headings.partition_point(|heading| heading.span.start <= link.span.start).checked_sub(1);
        let path = link.target.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        let name = path.rsplit('/').next().filter(|name| !name.is_empty());
        if let Some((above, name)) = above.zip(name) {
            // The standard hasher with its fixed keys: the same in every run, and numbers are compared fast.
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            targets[above].insert(hasher.finish() as u32);
        }
    }
    targets.into_iter().map(|names| names.into_iter().take(MOST).collect()).collect()
}

fn invariants(heading: &Heading) -> Vec<String> {
    let signature = read_signature(&heading.text);
    // The words of a heading begin with capitals in some languages, and names look like them: what two headings have in
    // common of them is counted by itself, and what they have not shows nothing.
    let is_kept = |kind: InvariantKind| !matches!(kind, InvariantKind::JsonPunctuation | InvariantKind::Name);
    let kept = signature.invariants.iter().filter(|invariant| is_kept(invariant.kind));
    kept.map(|invariant| invariant.text.to_string()).collect()
}

/// Words of fewer letters are articles, which are in every heading.
const SHORTEST_WORD: usize = 2;

fn latin(heading: &str) -> BTreeSet<String> {
    let words = heading.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| word.len() >= SHORTEST_WORD);
    words.map(str::to_ascii_lowercase).collect()
}

/// From 0 to 1: how many of the Latin words of the heading with fewer of them are in both: loanwords and names.
fn shared_words(left: &Member<'_>, right: &Member<'_>) -> f64 {
    let fewer = left.latin.len().min(right.latin.len());
    if fewer == 0 { 0.0 } else { left.latin.intersection(&right.latin).count() as f64 / fewer as f64 }
}

/// From -1 to 1: of the numbers and codes of two headings, how many are in both.
fn shared_invariants(left: &[String], right: &[String]) -> f64 {
    let all = left.len().max(right.len());
    if all == 0 {
        return 0.0;
    }
    let both = left.iter().filter(|invariant| right.contains(invariant)).count();
    2.0 * both as f64 / all as f64 - 1.0
}

/// Gives each group its first version's anchor, made unique on the page.
fn name(groups: Vec<Vec<Member<'_>>>) -> Vec<AlignedHeading> {
    let mut anchors = UniqueNames::default();
    let named = groups.into_iter().map(|group| {
        let anchor = anchors.give(&group[0].heading.id, '-', 1);
        let members = group.into_iter().map(|member| (member.locale.clone(), member.index)).collect();
        AlignedHeading { anchor, members }
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    fn page(tag: &str, text: &str) -> Page {
        let source = Source::new(FilePath::new("a.md"), text.into());
        parse(source, &Place { locale: tag.parse().unwrap(), relative_path: "a.md".into(), page_key: None }).0.page
    }

    fn pairs(left: &str, right: &str) -> Vec<(Option<usize>, Option<usize>)> {
        let (one, other) = (page("nl", left), page("zh-TW", right));
        let of = |heading: &AlignedHeading, page: &Page| heading.members.get(&page.locale).copied();
        align(&[&one, &other], &HeadingPhrases::default())
            .iter()
            .map(|heading| (of(heading, &one), of(heading, &other)))
            .collect()
    }

    #[test]
    fn a_section_that_one_language_lacks_is_found_wherever_it_stands() {
        let dutch = "# Titel\n## Een\n## Twee\n## Drie\n";
        let both = [(Some(0), Some(0)), (Some(1), Some(1)), (Some(2), Some(2))];
        assert_eq!(pairs(dutch, "# 標題\n## 一\n## 二\n"), [&both[..], &[(Some(3), None)]].concat());
        let with_anchor = "# Titel\n## Een\n## <a name=\"nieuw\"></a>Nieuw\n## <a name=\"drie\"></a>Drie\n";
        let expected = [(Some(0), Some(0)), (Some(1), Some(1)), (Some(2), None), (Some(3), Some(2))];
        assert_eq!(pairs(with_anchor, "# 標題\n## 一\n## <a name=\"drie\"></a>三\n"), expected);
    }
}
