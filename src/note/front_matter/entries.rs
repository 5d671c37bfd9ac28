//! The entries of a front matter one by one, for whoever changes one of them.

use std::borrow::Cow;

use super::OF_CLIENTS;
use super::yaml::{Document, Field};
use crate::model::keys::Key;
use crate::model::same_key;
use crate::note::front_matter;
use crate::note::problem::Problems;
use crate::text::Span;

/// The front matter of a note as it is written.
#[derive(Debug)]
pub(crate) struct FrontMatter {
    /// The YAML between the fences; none if there is no front matter.
    pub(crate) yaml: Option<Span>,
    /// Whether it has an end, or no beginning.
    pub(crate) is_closed: bool,
    /// Where the body begins.
    pub(crate) body: usize,
    /// What it holds, in its order.
    pub(crate) entries: Vec<KeyEntry>,
}

/// A key at the top level, with its value.
#[derive(Debug, PartialEq)]
pub(crate) struct KeyEntry {
    /// The key as it is written, without quotes.
    pub(crate) name: String,
    /// Where the key stands; empty if nobody can tell.
    pub(crate) key: Span,
    /// Its lines, with blank ones and comments up to the next key.
    pub(crate) lines: Span,
    /// The value.
    pub(crate) value: serde_json::Value,
    /// The text of the value, if it is a text, a number or the like.
    pub(crate) text: Option<String>,
    /// The texts of the items, if it is a list of texts.
    pub(crate) items: Vec<String>,
}

impl FrontMatter {
    /// Reads the front matter of a note.
    pub(crate) fn read(text: &str) -> Self {
        let mut problems = Problems::default();
        let split = front_matter::split(text, &mut problems);
        let is_closed = problems.placed(text).0.is_empty();
        let document = split.yaml.clone().map(|yaml| Document::read(text, yaml, &mut Problems::default()));
        let entry = |(field, lines): (Field<'_>, Span)| KeyEntry {
            name: field.name().to_owned(),
            key: field.key_span(),
            lines,
            value: field.json(),
            text: field.text().map(Cow::into_owned),
            items: field.items().filter_map(|item| item.text()).map(Cow::into_owned).collect(),
        };
        let entries = document.iter().flat_map(Document::entries).map(entry).collect();
        Self { yaml: split.yaml, is_closed, body: split.body, entries }
    }

    /// The entry that counts for a key, however it is written.
    pub(crate) fn find(&self, key: &str) -> Option<&KeyEntry> {
        let rank = |entry: &&KeyEntry| known(&entry.name).map_or(0, |(_, rank)| rank);
        // Of a key and its synonym the key counts; of one spelled twice, the last.
        self.meaning(key).rev().min_by_key(rank)
    }

    /// All entries that mean a key.
    pub(crate) fn meaning(&self, key: &str) -> impl DoubleEndedIterator<Item = &KeyEntry> {
        self.entries.iter().filter(move |entry| is_same(&entry.name, key))
    }
}

/// Whether two keys are one, in any spelling or by a synonym.
pub(crate) fn is_same(one: &str, two: &str) -> bool {
    match (known(one), known(two)) {
        (Some((one, _)), Some((two, _))) => one == two,
        (None, None) => same_key(one, two),
        _ => false,
    }
}

/// The key that a name means, if it is none of the user's own, and the name's rank among its names.
pub(crate) fn known(key: &str) -> Option<(Key, usize)> {
    OF_CLIENTS.known(key)
}
