//! The lock that fits the rows as they are now, to be written to `hexapla.lock`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::ids::fingerprints;
use super::{Alignment, EntryId, Redirect};
use crate::model::{Corpus, Lock, LockedEntry};

/// Why an entry cannot get another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// No entry has the old name.
    NoEntry(EntryId),
    /// The new name is taken, or was before, so that links to it may exist.
    Taken(EntryId),
    /// The new name is no slug.
    NoSlug(EntryId),
}

/// The lock under which every entry of `alignment` keeps the name it has there.
///
/// No name that `lock` holds is dropped: those that no entry has redirect to an entry or a page. Acceptances stay with
/// their entries, those of prose as they are.
pub fn renewed_lock(corpus: &Corpus, alignment: &Alignment, lock: Option<&Lock>) -> Lock {
    let locked: BTreeMap<&EntryId, &LockedEntry> =
        lock.iter().flat_map(|lock| &lock.entries).map(|entry| (&entry.id, entry)).collect();
    let entries = alignment.entries.iter().zip(fingerprints(corpus, alignment)).map(|(entry, fingerprint)| {
        let accepted = locked.get(&entry.id).map(|locked| locked.accepted.clone()).unwrap_or_default();
        LockedEntry { id: entry.id.clone(), fingerprint, accepted }
    });
    let pages = lock.map(|lock| lock.pages.clone()).unwrap_or_default();
    let mut renewed = Lock { entries: entries.collect(), pages, ..Lock::default() };
    let current: BTreeSet<&EntryId> = alignment.entries.iter().map(|entry| &entry.id).collect();
    for (lock, id) in lock.iter().flat_map(|lock| lock.names().map(move |id| (lock, id))) {
        if current.contains(id) {
            continue;
        }
        match alignment.retired.redirect(id) {
            Some(Redirect::Entry(entry)) => {
                renewed.renamed.insert(id.clone(), alignment.entries[*entry].id.clone());
            }
            Some(Redirect::Page(page)) => {
                renewed.removed.insert(id.clone(), page.clone());
            }
            // The page was removed as well; the name stays taken, because links to it may exist.
            None => {
                let name = lock.current(id);
                let page = locked.get(name).map(|entry| &entry.fingerprint.page).or_else(|| lock.removed.get(name));
                renewed.removed.extend(page.map(|page| (id.clone(), page.clone())));
            }
        }
    }
    renewed
}

/// Renames entries in a lock: the old names redirect to the new ones.
///
/// # Errors
/// [`RenameError`] for the first name that cannot be given.
pub fn with_renames(mut lock: Lock, renames: &[(EntryId, EntryId)]) -> Result<Lock, RenameError> {
    for (old, new) in renames {
        rename(&mut lock, old, new)?;
    }
    Ok(lock)
}

fn rename(lock: &mut Lock, old: &EntryId, new: &EntryId) -> Result<(), RenameError> {
    let is_slug_char = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    if new.as_str().is_empty() || !new.as_str().chars().all(is_slug_char) {
        return Err(RenameError::NoSlug(new.clone()));
    }
    let Some(at) = lock.entries.iter().position(|entry| entry.id == *old) else {
        return Err(RenameError::NoEntry(old.clone()));
    };
    // An entry may get back a name that it had before.
    let is_its_own = lock.renamed.get(new) == Some(old);
    if !is_its_own && lock.names().any(|id| id == new) {
        return Err(RenameError::Taken(new.clone()));
    }
    lock.renamed.remove(new);
    lock.renamed.values_mut().filter(|target| *target == old).for_each(|target| *target = new.clone());
    lock.renamed.insert(old.clone(), new.clone());
    lock.entries[at].id = new.clone();
    Ok(())
}

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenameError::NoEntry(id) => write!(f, "there is no entry `{id}`"),
            RenameError::Taken(id) => write!(f, "the name `{id}` is taken, now or by links to an earlier row"),
            RenameError::NoSlug(id) => {
                write!(f, "`{id}` cannot be a name: it may have lower-case letters a to z, digits and hyphens")
            }
        }
    }
}

impl std::error::Error for RenameError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::align;
    use crate::model::{Acceptance, CorpusFrame, Known, LocaleProfile, RowDigest};
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    const DUTCH: &[&str] =
        &["|IOException: 401|Box|Fout|", "|IOException: 401|Box|Iets langer|", "|Exception: 500|Okta|Intern|"];
    const CHINESE: &[&str] =
        &["|IOException: 401|Box|錯誤|", "|IOException: 401|Box|更長的說明|", "|Exception: 500|Okta|內部|"];

    /// A site with one table, named by `lock`.
    fn site(dutch: &[&str], chinese: &[&str], lock: Option<Lock>) -> (Corpus, Alignment) {
        let page = |(tag, header, rows): (&str, &str, &[&str])| {
            let text = format!("{header}\n|---|---|---|\n{}\n", rows.join("\n"));
            let source = Source::new(FilePath::new(&format!("content/{tag}/a.md")), text);
            parse(source, &Place { locale: tag.parse().unwrap(), relative_path: "a.md".into(), page_key: None }).0.page
        };
        let pages = vec![page(("nl-NL", "|Fout|App|Uitleg|", dutch)), page(("zh-TW", "|錯誤|應用程式|說明|", chinese))];
        let profiles = ["nl-NL", "zh-TW"].map(|tag| LocaleProfile::unknown(tag.parse().unwrap())).to_vec();
        let corpus = Corpus::new(CorpusFrame { profiles, ..CorpusFrame::default() }, pages);
        let alignment = align(&corpus, &Known { lock, ..Known::default() });
        (corpus, alignment)
    }

    fn renewed((corpus, alignment): &(Corpus, Alignment), lock: Option<&Lock>) -> Lock {
        renewed_lock(corpus, alignment, lock)
    }

    fn locked() -> Lock {
        renewed(&site(DUTCH, CHINESE, None), None)
    }

    fn ids(site: &(Corpus, Alignment)) -> Vec<&str> {
        site.1.entries.iter().map(|entry| entry.id.as_str()).collect()
    }

    #[test]
    fn a_lock_changes_no_name_and_is_renewed_as_it_is() {
        let lock = locked();
        let again = site(DUTCH, CHINESE, Some(lock.clone()));
        assert_eq!(ids(&again), ids(&site(DUTCH, CHINESE, None)));
        assert_eq!(renewed(&again, Some(&lock)), lock);
        assert_eq!(again.1.lock, Some(Default::default()));
    }

    #[test]
    fn a_code_that_is_mended_in_one_language_keeps_the_name() {
        let dutch = [DUTCH[0], DUTCH[1], "|Exception: 502|Okta|Intern|"];
        let (with, without) = (site(&dutch, CHINESE, Some(locked())), site(&dutch, CHINESE, None));
        assert_eq!(ids(&with), ids(&site(DUTCH, CHINESE, None)));
        assert_ne!(ids(&with), ids(&without));
    }

    #[test]
    fn a_new_row_takes_no_name_that_another_has_or_had() {
        let mut lock = locked();
        let gone = lock.entries.remove(0);
        lock.removed.insert(gone.id.clone(), gone.fingerprint.page);
        let longest = "|IOException: 401|Box|Een nog veel langere uitleg|";
        let dutch = [DUTCH[0], DUTCH[1], DUTCH[2], longest];
        let found = site(&dutch, CHINESE, Some(lock.clone()));
        let names: BTreeSet<&str> = ids(&found).into_iter().collect();
        assert_eq!(names.len(), 4, "{names:?}");
        assert!(!names.contains(gone.id.as_str()), "{names:?}");
        assert!(lock.entries.iter().all(|entry| names.contains(entry.id.as_str())), "{names:?}");
        assert_eq!(found.1.lock.as_ref().map(|fit| fit.fresh.len()), Some(2));
    }

    #[test]
    fn a_removed_row_leads_to_its_page_and_an_accepted_one_stays_accepted() {
        let mut lock = locked();
        let digest = RowDigest::of(["IOException: 401", "Box", "Error"]);
        let digest = Acceptance { source: digest.clone(), own: digest, seen: None };
        for entry in &mut lock.entries {
            entry.accepted.insert("zh-TW".parse().unwrap(), digest.clone());
        }
        let found = site(&DUTCH[1..], &CHINESE[1..], Some(lock.clone()));
        let after = renewed(&found, Some(&lock));
        let gone = &lock.entries.iter().find(|entry| after.entries.iter().all(|kept| kept.id != entry.id)).unwrap().id;
        assert_eq!(found.1.lock.as_ref().unwrap().lost.iter().collect::<Vec<_>>(), [gone]);
        assert_eq!(after.removed.get(gone).map(|page| page.as_str()), Some("a"));
        assert!(after.entries.iter().all(|entry| entry.accepted.values().eq([&digest])));
        let again = site(&DUTCH[1..], &CHINESE[1..], Some(after.clone()));
        assert_eq!(renewed(&again, Some(&after)), after);
    }

    #[test]
    fn a_name_can_be_changed_and_changed_back() {
        let id = EntryId::new;
        let (old, new) = (locked().entries[2].id.clone(), id("okta-stuk"));
        let lock = with_renames(locked(), &[(old.clone(), new.clone())]).unwrap();
        let found = site(DUTCH, CHINESE, Some(lock.clone()));
        assert_eq!(ids(&found)[2], "okta-stuk");
        assert_eq!(found.1.retired.of(&new).iter().collect::<Vec<_>>(), [&old]);
        assert_eq!(renewed(&found, Some(&lock)), lock);
        let twice = with_renames(lock.clone(), &[(new.clone(), id("okta-500"))]).unwrap();
        assert_eq!(twice.renamed.values().collect::<Vec<_>>(), [&id("okta-500"), &id("okta-500")]);
        let back = with_renames(lock.clone(), &[(new.clone(), old.clone())]).unwrap();
        assert_eq!((&back.entries[2].id, back.renamed), (&old, BTreeMap::from([(new.clone(), old.clone())])));
        let refused = |old: &EntryId, to: &str| with_renames(lock.clone(), &[(old.clone(), id(to))]).unwrap_err();
        assert_eq!(refused(&old, "x"), RenameError::NoEntry(old.clone()));
        assert_eq!(refused(&new, lock.entries[0].id.as_str()), RenameError::Taken(lock.entries[0].id.clone()));
        assert_eq!(refused(&new, "Okta/../x"), RenameError::NoSlug(id("Okta/../x")));
    }
}
