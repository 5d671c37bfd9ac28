//! The headings and items of any Markdown; the only user of pulldown-cmark.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Item, Scribe};
use crate::date::{self, DateContext};
use crate::model::settings::DateOrder;
use crate::text::Span;

/// Reads a part of a text, which begins a block at the top level.
pub(super) fn read(text: &str, part: Span, scribe: &mut Scribe<'_>) {
    let offset = part.start;
    let body = text.get(part).unwrap_or_default();
    let (mut lists, mut quotes, mut list) = (0usize, 0usize, 0usize);
    let mut gathered: Option<Gathered> = None;
    let start = |block, range: Span| {
        let span = range.start + offset..range.end + offset;
        Some(Gathered { block, span, text: String::new(), link: None })
    };
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TASKLISTS).into_offset_iter() {
        // Whatever begins or ends a block within an item ends the item's own text.
        let ends_item = match &event {
            Event::Start(tag) => !matches!(tag, Tag::Paragraph) && !is_inline(tag),
            Event::End(end) => !is_inline_end(*end),
            Event::Rule => true,
            _ => false,
        };
        if ends_item && let Some(Gathered { block, span, text: words, .. }) = gathered.take() {
            match block {
                Block::Heading(level) => scribe.take_heading(text, &words, &span, level as u8),
                Block::Item(item) => scribe.take_item(text, &words, &span, &item),
            }
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) if lists + quotes == 0 => {
                gathered = start(Block::Heading(level), range);
            }
            Event::Start(Tag::Item) => {
                let is_at_top = lists == 1 && quotes == 0;
                let (in_log, list) = (is_at_top && scribe.is_in_log(), Some(list).filter(|_| is_at_top));
                let item = Item { done: None, in_log, in_quote: quotes > 0, list, first_line: None };
                gathered = start(Block::Item(item), range);
            }
            Event::Start(Tag::List(_)) => {
                if lists == 0 {
                    list = range.start + offset;
                }
                lists += 1;
            }
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            other => {
                if let Some(gathered) = gathered.as_mut().filter(|gathered| gathered.may_tell(&other)) {
                    gathered.add(&other, scribe.manner.order);
                }
            }
        }
    }
}

/// A heading or list item whose text is being gathered.
struct Gathered {
    block: Block,
    span: Span,
    text: String,
    /// Where the text of a link begins.
    link: Option<usize>,
}

enum Block {
    Heading(HeadingLevel),
    Item(Item),
}

impl Gathered {
    /// Whether an event matters: what most items say tells nothing.
    fn may_tell(&self, event: &Event<'_>) -> bool {
        match &self.block {
            Block::Heading(_) => true,
            Block::Item(item) => {
                item.in_log || item.done.is_some() || matches!(event, Event::TaskListMarker(_))
            }
        }
    }

    fn add(&mut self, event: &Event<'_>, order: Option<DateOrder>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.push_str(text),
            Event::SoftBreak | Event::HardBreak => {
                if let Block::Item(item) = &mut self.block {
                    item.first_line.get_or_insert(self.text.len());
                }
                self.text.push(' ');
            }
            Event::TaskListMarker(done) => {
                if let Block::Item(item) = &mut self.block {
                    item.done = Some(*done);
                }
            }
            Event::Start(Tag::Link { .. }) => self.link = Some(self.text.len()),
            Event::End(TagEnd::Link) => {
                // `[2026-09-14](x.md)` keeps its brackets: they mark a date at a heading's end.
                let linked = self.link.take().and_then(|at| Some((at, self.text.get(at..)?)));
                if let Some((at, linked)) = linked
                    && date::whole(linked, DateContext { order, year: None }).is_some()
                {
                    self.text.insert(at, '[');
                    self.text.push(']');
                }
            }
            _ => {}
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_inline_end(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
