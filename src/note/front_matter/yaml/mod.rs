//! YAML with spans, read so that a bad entry affects no other; the only user of the YAML crate.
//!
//! The crate's values have no spans. So the block is split at its `key:` lines first, and each value of the mapping
//! parsed from the whole gets the span of the chunk with its key. If the whole does not parse, each chunk is
//! parsed by itself: the good ones are used, each bad one is reported.
//! What most people write needs none of this: the fast path in `fast.rs` reads it in a tenth of the time, and passes
//! only single entries that are in doubt to the crate.

mod fast;
mod field;
pub(crate) mod scalar;
mod spans;
#[cfg(test)]
mod tests;
mod value;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

pub(crate) use field::Field;
use spans::Node;
use value::Value;

use crate::model::same_key;
use crate::note::problem::{ProblemKind, Problems};
use crate::text::{Span, slice};

/// In bytes: parsing time grows with the square of the length, and nobody writes more than this.
const LARGEST: usize = 64 * 1024;
const DEEPEST: usize = 32;

/// A mapping at the top level of a text.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    text: &'a str,
    /// The part of the text that was read.
    block: Span,
    entries: Vec<Entry<'a>>,
    /// Whether every line could be read.
    is_whole: bool,
    /// Where the value of each entry is; parsed on first use, since most values are borrowed and so show their span.
    nodes: OnceCell<Vec<Option<Node>>>,
}

#[derive(Debug, PartialEq)]
struct Entry<'a> {
    key: Cow<'a, str>,
    key_span: Span,
    /// The lines of the entry, with its key.
    span: Span,
    value: Value<'a>,
}

/// The lines from one `key:` to the next, or a line that belongs to no key.
#[derive(Debug)]
struct Chunk<'a> {
    key: Option<(&'a str, Span)>,
    span: Span,
}

impl<'a> Document<'a> {
    /// Reads `block`, bytes of `text`.
    pub(crate) fn read(text: &'a str, block: Span, problems: &mut Problems) -> Self {
        let source = slice(text, block.clone());
        let entries =
            if source.len() > LARGEST { None } else { fast::entries(source, block.start, read_entry) };
        match entries {
            Some(entries) => Self { text, block, entries, is_whole: true, nodes: OnceCell::new() },
            None => Self::read_by_crate(text, block, false, problems),
        }
    }

    /// Like [`Self::read`], but without the fast path.
    pub(crate) fn read_fully(text: &'a str, block: Span, problems: &mut Problems) -> Self {
        Self::read_by_crate(text, block, true, problems)
    }

    /// Reads `block` with the YAML crate. If the whole does not parse, the fast path still tries each chunk, unless
    /// `crate_only` is set.
    fn read_by_crate(text: &'a str, block: Span, crate_only: bool, problems: &mut Problems) -> Self {
        let source = slice(text, block.clone());
        let nodes = OnceCell::new();
        let mut document = Self { text, block: block.clone(), entries: Vec::new(), is_whole: false, nodes };
        if source.len() > LARGEST {
            problems.add(ProblemKind::FrontMatterTooLarge, block.start..block.start);
            return document;
        }
        let chunks = chunks(source, block.start);
        let safe = guard(source).is_ok();
        match safe.then(|| serde_yaml::from_str::<serde_yaml::Value>(source)) {
            Some(Ok(serde_yaml::Value::Mapping(mapping))) => document.add_mapping(mapping, &chunks),
            Some(Ok(serde_yaml::Value::Null)) => document.is_whole = true,
            Some(Ok(_)) => {
                let reason = "it has no lines “key: value”".to_owned();
                problems.add(ProblemKind::BadYaml { reason }, block.start..block.start);
            }
            Some(Err(error)) => {
                if !document.read_chunks(chunks, crate_only, problems) {
                    problems.add(bad_yaml(&error), error_span(source, block.start, &error));
                }
            }
            None => {
                document.read_chunks(chunks, crate_only, problems);
            }
        }
        document
    }

    /// Adds the entries of a mapping, each with the span of the chunk that has its key.
    fn add_mapping(&mut self, mapping: serde_yaml::Mapping, chunks: &[Chunk<'a>]) {
        self.is_whole = true;
        for (name, value) in mapping {
            let name = Value::from(name).plain().unwrap_or_default().into_owned();
            let mut keyed = chunks.iter().filter_map(|chunk| Some((chunk.key.as_ref()?, &chunk.span)));
            let (key, key_span, span) = match keyed.find(|((key, _), _)| *key == name) {
                Some(((key, key_span), span)) => (Cow::Borrowed(*key), key_span.clone(), span.clone()),
                None => (Cow::Owned(name), self.block.start..self.block.start, self.block.clone()),
            };
            self.entries.push(Entry { key, key_span, span, value: value.into() });
        }
    }

    /// Reads each chunk by itself, and returns whether that explains why the whole does not parse.
    fn read_chunks(&mut self, chunks: Vec<Chunk<'a>>, crate_only: bool, problems: &mut Problems) -> bool {
        let mut explained = false;
        for Chunk { key, span } in chunks {
            let source = slice(self.text, span.clone());
            let Some((key, key_span)) = key else {
                let reason = "a line here needs the form “key: value”".to_owned();
                problems.add(ProblemKind::BadYaml { reason }, span);
                explained = true;
                continue;
            };
            let fast = if crate_only { None } else { fast_entry(source, span.start) };
            if let Some(entry) = fast.filter(|entry| entry.key == key) {
                explained |= self.add(Entry { key_span, span, ..entry });
                continue;
            }
            let parsed = guard(source).map(|()| serde_yaml::from_str::<serde_yaml::Value>(source));
            match parsed {
                Ok(Ok(serde_yaml::Value::Mapping(mapping))) => {
                    let value = mapping.into_iter().next().map_or(Value::Null, |(_, value)| value.into());
                    explained |= self.add(Entry { key: Cow::Borrowed(key), key_span, span, value });
                }
                Ok(Ok(_)) => {}
                Ok(Err(error)) => {
                    explained = true;
                    let whole = (bad_yaml(&error), error_span(source, span.start, &error));
                    let value = read_items(source, span.start, whole, problems);
                    self.entries.push(Entry { key: Cow::Borrowed(key), key_span, span, value });
                }
                Err(limit) => {
                    explained = true;
                    problems.add(limit, key_span);
                }
            }
        }
        explained
    }

    /// Adds an entry, and returns whether its key is a duplicate.
    fn add(&mut self, entry: Entry<'a>) -> bool {
        let is_duplicate = self.entries.iter().any(|other| other.key == entry.key);
        self.entries.push(entry);
        is_duplicate
    }

    /// Whether every entry could be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether a key has an empty list, like `retry: []`.
    pub(crate) fn has_empty_list(&self, name: &str) -> bool {
        self.entries().any(|(field, _)| same_key(field.name(), name) && field.is_empty_list())
    }

    /// All entries with the span of their lines, including those without a value.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (Field<'_>, Span)> {
        let entries = self.entries.iter().enumerate();
        entries.map(|(nth, entry)| (Field::of(self, nth, entry), entry.span.clone()))
    }

    /// The entries that have a value; an empty one counts as absent.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        let given = self.entries.iter().enumerate().filter(|(_, entry)| !entry.value.is_absent());
        given.map(|(nth, entry)| Field::of(self, nth, entry))
    }

    /// Where the value of the `nth` entry is; none if the parser in `spans.rs` gives up on it.
    fn node(&self, nth: usize) -> Option<&Node> {
        self.nodes.get_or_init(|| Node::of_entries(self)).get(nth)?.as_ref()
    }
}

impl Entry<'_> {
    /// Everything after the key's colon, without surrounding blanks.
    fn value_span(&self, text: &str) -> Span {
        let after_key = slice(text, self.key_span.end.min(self.span.end)..self.span.end);
        let spaced = after_key.trim_start();
        let value =
            if self.key_span.is_empty() { spaced } else { spaced.strip_prefix(':').unwrap_or(spaced) };
        spans::trimmed(text, self.span.end - value.len()..self.span.end)
    }
}

/// An entry by the fast path; none if the crate is needed.
fn fast_entry(source: &str, offset: usize) -> Option<Entry<'_>> {
    let mut entries = fast::entries(source, offset, |_, _| None)?;
    entries.pop().filter(|_| entries.is_empty())
}

/// The value of an entry by the YAML crate; none if the source is anything but that entry.
fn read_entry<'a>(key: &str, source: &str) -> Option<Value<'a>> {
    let Ok(serde_yaml::Value::Mapping(mapping)) = serde_yaml::from_str(source) else { return None };
    let mut pairs = mapping.into_iter();
    let (name, value) = pairs.next()?;
    (name.as_str() == Some(key) && pairs.next().is_none()).then(|| value.into())
}

/// The items of a list that does not parse as a whole, each read by itself, so that one bad contact does not cost the
/// others. A bad item becomes null, so that the others keep their index.
fn read_items(
    source: &str,
    offset: usize,
    whole: (ProblemKind, Span),
    problems: &mut Problems,
) -> Value<'static> {
    let mut bad = Vec::new();
    let mut values = Vec::new();
    for item in block_items(source) {
        let text = slice(source, item.clone());
        let parsed = guard(text).map(|()| serde_yaml::from_str::<serde_yaml::Value>(text));
        values.push(match parsed {
            Ok(Ok(serde_yaml::Value::Sequence(mut items))) => items.pop().map_or(Value::Null, Value::from),
            Ok(Ok(_)) => Value::Null,
            Ok(Err(error)) => {
                bad.push((bad_yaml(&error), error_span(text, offset + item.start, &error)));
                Value::Null
            }
            Err(limit) => {
                bad.push((limit, offset + item.start..offset + item.start));
                Value::Null
            }
        });
    }
    // If each item parses by itself, the problem is between them.
    let bad = if bad.is_empty() { vec![whole] } else { bad };
    for (problem, span) in bad {
        problems.add(problem, span);
    }
    Value::List(values)
}

/// The lines of each item of a list written as `- …` lines.
fn block_items(source: &str) -> Vec<Span> {
    let mut at = 0;
    let mut level = None;
    let mut items: Vec<Span> = Vec::new();
    for line in source.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let rest = slice(line, indent..);
        let is_item = rest.starts_with("- ") || rest.trim_end() == "-";
        if is_item && indent <= *level.get_or_insert(indent) {
            items.push(at..at);
        }
        at += line.len();
        if let Some(item) = items.last_mut() {
            item.end = at;
        }
    }
    items
}

/// The first line of a text with its line ending, and the rest.
pub(crate) fn first_line(text: &str) -> (&str, &str) {
    let end = memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |at| at + 1);
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Splits a block before each `key:` in the first column.
fn chunks(source: &str, offset: usize) -> Vec<Chunk<'_>> {
    let mut chunks: Vec<Chunk<'_>> = Vec::new();
    let mut start = offset;
    for line in source.split_inclusive('\n') {
        let end = start + line.len();
        let is_continued = line.trim().is_empty() || line.starts_with([' ', '\t', '#', ']', '}', '-']);
        match (top_level_key(line), chunks.last_mut()) {
            (Some((key, length)), _) => {
                chunks.push(Chunk { key: Some((key, start..start + length)), span: start..end })
            }
            (None, Some(last)) if is_continued => last.span.end = end,
            (None, None) if is_continued => {}
            (None, _) => chunks.push(Chunk { key: None, span: start..start + line.trim_end().len() }),
        }
        start = end;
    }
    chunks
}

/// The key at the start of a line without quotes, and its length in bytes with them.
fn top_level_key(line: &str) -> Option<(&str, usize)> {
    let line = line.trim_end();
    let first = line.chars().next()?;
    if matches!(first, ' ' | '\t' | '#' | '[' | '{' | ']' | '}' | '|' | '>' | '%' | '@' | '`' | ',')
        || line.starts_with("- ")
    {
        return None;
    }
    let (key, length) = if matches!(first, '"' | '\'') {
        let inner = line.get(1..)?.split(first).next()?;
        (inner, inner.len() + 2)
    } else {
        let length = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len))?;
        (line.get(..length)?.trim_end(), length)
    };
    let colon = line.get(length..)?.trim_start();
    (colon == ":" || colon.starts_with(": ")).then_some((key, length))
}

/// Rejects what would cost the YAML crate more time or memory than a note is worth.
fn guard(source: &str) -> Result<(), ProblemKind> {
    if source.contains('\0') {
        return Err(ProblemKind::NulByte);
    }
    let mut depth = 0usize;
    for byte in source.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(ProblemKind::YamlTooDeep);
        }
    }
    // An alias is expensive only if its anchor exists; in text like "B &B" there is no alias to it.
    let anchors: HashSet<&str> = names_after(source, '&').collect();
    let has_alias = names_after(source, '*').any(|name| anchors.contains(name));
    if has_alias { Err(ProblemKind::YamlAlias) } else { Ok(()) }
}

/// The names after each `sign`, as in anchors and aliases.
fn names_after(source: &str, sign: char) -> impl Iterator<Item = &str> {
    source.match_indices(sign).filter_map(move |(at, _)| {
        let rest = source.get(at + 1..)?;
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}'))
            .unwrap_or(rest.len());
        rest.get(..end).filter(|name| !name.is_empty())
    })
}

fn bad_yaml(error: &serde_yaml::Error) -> ProblemKind {
    // The problem has its own place; the crate's "at line 1" counts from the start of the block.
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    // Its anchor is in another entry.
    if reason.starts_with("unknown anchor") {
        return ProblemKind::YamlAlias;
    }
    if reason.contains("u128") || reason.contains("i128") {
        return ProblemKind::BadYaml { reason: "a number as long as this needs quotes".to_owned() };
    }
    let advice = match reason {
        "mapping values are not allowed in this context" => "; put a text with a colon in quotes",
        "found character that cannot start any token" => "; put the text in quotes, and indent with spaces",
        _ => "",
    };
    ProblemKind::BadYaml { reason: format!("{reason}{advice}") }
}

/// The place of an error of the YAML crate, as an empty span.
fn error_span(source: &str, offset: usize, error: &serde_yaml::Error) -> Span {
    let Some(location) = error.location() else {
        return offset..offset;
    };
    let mut lines = source.split_inclusive('\n');
    let before: usize = lines.by_ref().take(location.line().saturating_sub(1)).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    let column = line
        .char_indices()
        .nth(location.column().saturating_sub(1))
        .map_or(line.trim_end().len(), |(at, _)| at);
    let at = (offset + before + column).min(offset + source.trim_end().len());
    at..at
}
