//! The lines that are known, by the hashes of their texts.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use chrono::NaiveDate;
use smallvec::SmallVec;

use super::marks::{Hash, Record};
use crate::model::link::Link;
use crate::text::slice;

/// What is known of lines.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<Hash, SmallVec<[Record; 1]>, BuildHasherDefault<AsItIs>>);

impl Known {
    pub(super) fn add(&mut self, hash: Hash, record: Record) {
        let records = self.0.entry(hash).or_default();
        if !records.contains(&record) {
            records.push(record);
        }
    }

    /// Adds the lines of another page.
    pub(super) fn extend(&mut self, other: &Self) {
        for (hash, records) in &other.0 {
            for record in records {
                self.add(*hash, *record);
            }
        }
    }

    pub(super) fn get(&self, hash: Hash) -> &[Record] {
        self.0.get(&hash).map(SmallVec::as_slice).unwrap_or_default()
    }

    pub(super) fn has(&self, hash: Hash) -> bool {
        self.0.contains_key(&hash)
    }

    /// Every record, with the hash of its line.
    pub(super) fn all(&self) -> impl Iterator<Item = (Hash, Record)> {
        self.0.iter().flat_map(|(hash, records)| records.iter().map(|record| (*hash, *record)))
    }
}

/// What a written line is: of several alike the one that its link leads to, or that belongs to the entry it is below.
pub(super) fn record(known: &Known, hash: Hash, link: Option<&Link>, entry: Option<Hash>) -> Option<Record> {
    let records = known.get(hash).iter().copied();
    let identities = records.filter(|record| matches!(record, Record::Entry { .. } | Record::Promise(_)));
    let is_meant = |record: &Record| match record {
        Record::Entry { path, .. } => link.is_some_and(|link| paths(link).any(|one| one == *path)),
        Record::Promise(id) => Some(id.path) == entry,
        Record::Text | Record::Words(_) | Record::Remark(_) | Record::Changed => false,
    };
    // Of two days on which an entry was due in the same words the later one counts.
    let meant = identities.clone().filter(is_meant).max_by_key(|record| due(*record));
    meant.or_else(|| identities.max_by_key(|record| due(*record)))
}

fn due(record: Record) -> Option<NaiveDate> {
    match record {
        Record::Entry { offer, .. } => offer.map(|offer| offer.due),
        _ => None,
    }
}

/// The hashes of the paths that a link may lead to, from any folder.
pub(super) fn paths(link: &Link) -> impl Iterator<Item = Hash> {
    let link = link.target.as_deref().unwrap_or_default();
    let ends: Vec<usize> = std::iter::once(0).chain(link.match_indices('/').map(|(at, _)| at + 1)).collect();
    let mut hashes = Vec::new();
    for end in ends {
        let path = slice(link, end..);
        hashes.extend([Hash::of_text(path), Hash::of_text(&format!("{path}.md"))]);
    }
    hashes.into_iter()
}

/// Hashes are hashes already.
#[derive(Debug, Default, Clone, Copy)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // The map takes its buckets from the highest bits, too.
        self.0 = hash ^ (hash << 40);
    }
}
