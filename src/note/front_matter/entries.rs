//! The entries of a front matter one by one, for code that edits them.

use std::borrow::Cow;

use super::CLIENT_KEYS;
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
    /// Whether it has a closing fence; also true without front matter.
    pub(crate) is_closed: bool,
    /// Where the body begins.
    pub(crate) body: usize,
    /// Its entries, in the order of the text.
    pub(crate) entries: Vec<KeyEntry>,
}

/// A key at the top level, with its value.
#[derive(Debug, PartialEq)]
pub(crate) struct KeyEntry {
    /// The key as it is written, without quotes.
    pub(crate) name: String,
    /// Where the key is; empty if that is not known.
    pub(crate) key: Span,
    /// Its lines, with blank lines and comments up to the next key.
    pub(crate) lines: Span,
    /// The value.
    pub(crate) value: serde_json::Value,
    /// The text of the value, if it is a scalar or a link.
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
        let mut entries = Vec::new();
        for (field, lines) in document.iter().flat_map(Document::entries) {
            entries.push(KeyEntry::new(&field, lines));
        }
        Self { yaml: split.yaml, is_closed, body: split.body, entries }
    }

    /// The entry that counts for a key, however it is written.
    pub(crate) fn find(&self, key: &str) -> Option<&KeyEntry> {
        // A key takes precedence over its synonyms, and the last of duplicates over the others.
        self.find_all(key).rev().min_by_key(|entry| known(&entry.name).map_or(0, |(_, rank)| rank))
    }

    /// All entries of a key, in any spelling or by a synonym.
    pub(crate) fn find_all(&self, key: &str) -> impl DoubleEndedIterator<Item = &KeyEntry> {
        self.entries.iter().filter(move |entry| is_same(&entry.name, key))
    }
}

impl KeyEntry {
    fn new(field: &Field<'_>, lines: Span) -> Self {
        Self {
            name: field.name().to_owned(),
            key: field.key_span(),
            lines,
            value: field.json(),
            text: field.text().map(Cow::into_owned),
            items: field.items().filter_map(|item| item.text()).map(Cow::into_owned).collect(),
        }
    }
}

/// Whether two keys are the same, in any spelling or by a synonym.
pub(crate) fn is_same(one: &str, two: &str) -> bool {
    match (known(one), known(two)) {
        (Some((one, _)), Some((two, _))) => one == two,
        (None, None) => same_key(one, two),
        _ => false,
    }
}

/// The key that a name means and the rank of the name among its names; none for the user's custom keys.
pub(crate) fn known(key: &str) -> Option<(Key, usize)> {
    CLIENT_KEYS.find(key)
}
