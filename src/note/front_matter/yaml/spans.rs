//! Where values are, by a YAML parser that reports spans; the only user of `saphyr_parser`.
//!
//! Few notes are ever asked where a value is, so nothing is parsed until one is. The values themselves are read by
//! another crate: where the two disagree on what is YAML, a value has no node, and the span of its entry is used.

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput};

use super::{Document, Entry, block_items};
use crate::text::{Span, slice};

/// The crate that reads the values rejects anything deeper.
const DEEPEST: usize = 128;

/// Where a value is, and where the values inside it are.
#[derive(Debug)]
pub(super) struct Node {
    /// A scalar without its quotes, or the first item or entry of a list or mapping.
    pub(super) span: Span,
    /// The end of a scalar, after its quotes.
    end: usize,
    children: Children,
}

#[derive(Debug)]
enum Children {
    None,
    Items(Vec<Node>),
    Pairs(Vec<(Node, Node)>),
}

impl Node {
    /// The values of a document's entries; none where the parser gives up.
    pub(super) fn of_entries(document: &Document<'_>) -> Vec<Option<Self>> {
        let Document { text, block, entries, .. } = document;
        if document.is_whole
            && let Some(Children::Pairs(pairs)) = parse(text, block).map(|root| root.children)
            && pairs.len() == entries.len()
        {
            return pairs.into_iter().map(|(_, value)| Some(value)).collect();
        }
        entries.iter().map(|entry| Self::of_entry(text, entry)).collect()
    }

    /// The value of an entry by itself, or the items of a list some of which are not YAML.
    fn of_entry(text: &str, entry: &Entry<'_>) -> Option<Self> {
        // The key was not found in the text, so the span of the entry is the whole block.
        if entry.key_span.is_empty() {
            return None;
        }
        if let Some(root) = parse(text, &entry.span) {
            return root.into_only_value();
        }
        let mut items = Vec::new();
        for item in block_items(slice(text, entry.span.clone())) {
            let lines = entry.span.start + item.start..entry.span.start + item.end;
            let node = parse(text, &lines).and_then(Self::into_only_item);
            items.push(node.unwrap_or_else(|| Self::new(lines, Children::None)));
        }
        (!items.is_empty()).then(|| Self::new(entry.value_span(text), Children::Items(items)))
    }

    fn new(span: Span, children: Children) -> Self {
        Self { end: span.end, span, children }
    }

    fn into_only_value(self) -> Option<Self> {
        let Children::Pairs(mut pairs) = self.children else { return None };
        let (_, value) = pairs.pop()?;
        pairs.is_empty().then_some(value)
    }

    fn into_only_item(self) -> Option<Self> {
        let Children::Items(mut items) = self.children else { return None };
        let item = items.pop()?;
        items.is_empty().then_some(item)
    }

    /// The `nth` item of a list.
    pub(super) fn item(&self, nth: usize) -> Option<&Self> {
        let Children::Items(items) = &self.children else { return None };
        items.get(nth)
    }

    /// The `nth` key of a mapping, and its value.
    pub(super) fn pair(&self, nth: usize) -> Option<&(Self, Self)> {
        let Children::Pairs(pairs) = &self.children else { return None };
        pairs.get(nth)
    }
}

/// The root of the YAML document in a part of a text; none if that is not YAML, or is several documents.
fn parse(text: &str, part: &Span) -> Option<Node> {
    let source = slice(text, part.clone());
    // The crate that reads the values accepts tabs as spaces in places where this parser does not.
    let spaced = if source.contains('\t') { Cow::from(source.replace('\t', " ")) } else { Cow::from(source) };
    let offsets =
        if source.is_ascii() { Vec::new() } else { source.char_indices().map(|(at, _)| at).collect() };
    let mut nodes = NodeBuilder { text, part, offsets, parser: Parser::new_from_str(&spaced) };
    let mut root = None;
    while let Some((event, span)) = nodes.next() {
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
            Event::StreamEnd => return root,
            _ if root.is_some() => return None,
            event => root = Some(nodes.node(&event, span, DEEPEST)?),
        }
    }
    None
}

/// Builds nodes from the events of a parser.
struct NodeBuilder<'t> {
    text: &'t str,
    /// The part of the text that is parsed.
    part: &'t Span,
    /// The byte offset of each character, since the parser counts characters; empty if the part is ASCII.
    offsets: Vec<usize>,
    parser: Parser<'t, StrInput<'t>>,
}

impl<'t> NodeBuilder<'t> {
    /// The next event, and its span in the text.
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        let (event, span) = self.parser.next_event()?.ok()?;
        Some((event, self.offset(span.start)..self.offset(span.end)))
    }

    fn offset(&self, marker: Marker) -> usize {
        let length = self.part.len();
        let within = if self.offsets.is_empty() {
            marker.index().min(length)
        } else {
            self.offsets.get(marker.index()).copied().unwrap_or(length)
        };
        self.part.start + within
    }

    /// The node that begins with an event.
    fn node(&mut self, event: &Event<'_>, span: Span, levels: usize) -> Option<Node> {
        let levels = levels.checked_sub(1)?;
        match event {
            Event::Scalar(_, style, anchor, tag) => {
                scalar(self.text, span, *style, *anchor != 0 || tag.is_some())
            }
            Event::SequenceStart(..) => {
                let items = self.children(&Event::SequenceEnd, levels)?;
                let first = items.first().map_or(span, |first| first.span.clone());
                Some(Node::new(first, Children::Items(items)))
            }
            Event::MappingStart(..) => {
                let mut pairs = Vec::new();
                let mut children = self.children(&Event::MappingEnd, levels)?.into_iter();
                while let (Some(key), Some(value)) = (children.next(), children.next()) {
                    pairs.push((key, value));
                }
                let first = pairs.first().map_or(span, |(key, value)| self.first_entry(key, value));
                Some(Node::new(first, Children::Pairs(pairs)))
            }
            _ => Some(Node::new(span, Children::None)),
        }
    }

    /// The nodes up to the event `end`.
    fn children(&mut self, end: &Event<'_>, levels: usize) -> Option<Vec<Node>> {
        let mut children = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == *end {
                return Some(children);
            }
            children.push(self.node(&event, span, levels)?);
        }
    }

    /// The span of a key, with its value if that is on the same line.
    fn first_entry(&self, key: &Node, value: &Node) -> Span {
        let start = key.span.start;
        let is_on_line = start <= value.end && !slice(self.text, start..value.end).contains('\n');
        start..if is_on_line { value.end } else { key.end }
    }
}

/// The node of a scalar whose span, as the parser gives it, may begin with an anchor or a tag and include a comment.
fn scalar(text: &str, span: Span, style: ScalarStyle, has_properties: bool) -> Option<Node> {
    let mut content = slice(text, span.clone());
    if has_properties {
        content = without_properties(content);
    }
    let start = span.start + slice(text, span).len() - content.len();
    let (inner, end) = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let length = quoted_length(content)?;
            (start + 1..start + 1 + length, start + length + 2)
        }
        ScalarStyle::Literal | ScalarStyle::Folded if has_properties => {
            let header = content.find('\n').unwrap_or_default();
            (start + header..start + content.len(), start + content.len())
        }
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => {
            (start..start + content.len(), start + content.trim_end().len())
        }
    };
    Some(Node { span: trimmed(text, inner), end, children: Children::None })
}

/// The length of the inside of a quoted scalar at the start of a text.
fn quoted_length(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut rest = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        if c == '\\' && quote == '"' {
            rest.next();
        } else if c == quote && (quote == '"' || rest.next_if(|(_, c)| *c == quote).is_none()) {
            return Some(at - 1);
        }
    }
    None
}

/// A scalar without the anchors, tags and comments before it.
fn without_properties(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let length = match text.as_bytes().first() {
            Some(b'!' | b'&') => text.find(char::is_whitespace),
            Some(b'#') => text.find('\n'),
            _ => return text,
        };
        text = length.map_or("", |length| slice(text, length..));
    }
}

/// A span without the blanks at either end.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let content = slice(text, span.clone());
    let start = span.end - content.trim_start().len();
    start..start + content.trim().len()
}

/// The span of `part` in a text that it is borrowed from; none if it is not.
pub(super) fn span_of(text: &str, part: &str) -> Option<Span> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let end = start + part.len();
    (end <= text.len()).then_some(start..end)
}
