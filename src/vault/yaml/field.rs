//! A value in a document: its shape, its text, its place.

use serde_yaml::Value;

use super::place::{item_span, key_spans, scalar_span};
use super::{Document, Entry, is_absent, plain, to_json, untagged};
use crate::model::key;
use crate::source::Span;

/// A value in a document, with its key and its place.
#[derive(Debug, Clone)]
pub(crate) struct Field<'a> {
    document: &'a Document<'a>,
    entry: &'a Entry,
    /// How to get here from the entry.
    trail: Vec<Step<'a>>,
    /// The nearest key above.
    name: &'a str,
    value: &'a Value,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Item(usize),
    Key(&'a str),
}

impl<'a> Field<'a> {
    pub(super) fn of(document: &'a Document<'a>, entry: &'a Entry) -> Self {
        Self { document, entry, trail: Vec::new(), name: &entry.key, value: &entry.value }
    }

    /// The nearest key above, as it is written.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// The key as it is compared.
    pub(crate) fn key(&self) -> String {
        key(self.name)
    }

    /// The text of a scalar or link; none for a list or mapping.
    pub(crate) fn text(&self) -> Option<String> {
        match untagged(self.value) {
            // `+49 30…` without spaces is a number to YAML; what is written is what is meant.
            Value::Number(number) => {
                let written = self.document.text.get(self.span()).unwrap_or_default();
                let same = written.parse::<f64>().ok() == number.as_f64();
                Some(if same { written.to_owned() } else { number.to_string() })
            }
            value => plain(value),
        }
    }

    pub(crate) fn flag(&self) -> Option<bool> {
        match untagged(self.value) {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => match text.trim().to_lowercase().as_str() {
                "yes" | "on" | "true" => Some(true),
                "no" | "off" | "false" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The items of a list that have a value; a scalar or mapping is a list of itself.
    pub(crate) fn items(&self) -> Vec<Self> {
        match untagged(self.value) {
            Value::Sequence(items) if plain(self.value).is_none() => {
                let item = |(at, value)| self.step(Step::Item(at), self.name, value);
                items.iter().enumerate().filter(|(_, value)| !is_absent(value)).map(item).collect()
            }
            _ => vec![self.clone()],
        }
    }

    /// The entries of a mapping that have a value; none if it is no mapping.
    pub(crate) fn fields(&self) -> Option<Vec<Self>> {
        let mapping = untagged(self.value).as_mapping()?;
        let named = mapping.iter().filter(|(_, value)| !is_absent(value));
        let named = named.filter_map(|(name, value)| Some((name.as_str()?, value)));
        Some(named.map(|(name, value)| self.step(Step::Key(name), name, value)).collect())
    }

    fn step(&self, step: Step<'a>, name: &'a str, value: &'a Value) -> Self {
        let mut trail = self.trail.clone();
        trail.push(step);
        Self { document: self.document, entry: self.entry, trail, name, value }
    }

    /// The value for templates and JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        to_json(self.value)
    }

    /// The place of the nearest key above, without quotes.
    pub(crate) fn key_span(&self) -> Span {
        let named = |step: &Step<'_>| matches!(step, Step::Key(_));
        let Some(steps) = self.trail.iter().rposition(named) else { return self.entry.key_span.clone() };
        let above = self.place(steps);
        let slice = self.document.text.get(above.clone()).unwrap_or_default();
        let key = key_spans(slice, self.name).map_or(0..0, |(key, _)| key);
        above.start + key.start..above.start + key.end
    }

    /// The place of the value, or the nearest that can be told.
    pub(crate) fn span(&self) -> Span {
        scalar_span(self.document.text, self.place(self.trail.len()))
    }

    /// The place after so many steps of the trail.
    fn place(&self, steps: usize) -> Span {
        let Entry { span, key_span, .. } = self.entry;
        let value_start = key_span.end + usize::from(key_span.end > key_span.start);
        let mut place = value_start.min(span.end)..span.end;
        for step in self.trail.iter().take(steps) {
            let slice = self.document.text.get(place.clone()).unwrap_or_default();
            let inner = match step {
                Step::Item(nth) => item_span(slice, *nth),
                Step::Key(name) => key_spans(slice, name).map(|(_, value)| value),
            };
            if let Some(inner) = inner {
                place = place.start + inner.start..place.start + inner.end;
            }
        }
        place
    }
}
