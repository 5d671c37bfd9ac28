//! The headings and items of any Markdown; the only user of pulldown-cmark.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{HistoryBuilder, Item};
use crate::date::{self, DateContext};
use crate::model::settings::DateOrder;
use crate::text::{Span, slice};

/// Reads a part of a text that starts a block at the top level.
pub(super) fn read(text: &str, part: Span, builder: &mut HistoryBuilder<'_>) {
    let offset = part.start;
    let body = slice(text, part);
    let (mut lists, mut quotes, mut list) = (0usize, 0usize, 0usize);
    let mut gathered: Option<Gathered> = None;
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TASKLISTS).into_offset_iter() {
        let span = range.start + offset..range.end + offset;
        // Whatever starts or ends a block within an item ends the text of the item itself.
        let ends_item = match &event {
            Event::Start(tag) => !matches!(tag, Tag::Paragraph) && !is_inline(tag),
            Event::End(end) => !is_inline_end(*end),
            Event::Rule => true,
            _ => false,
        };
        if ends_item && let Some(Gathered { block, span, text: words, .. }) = gathered.take() {
            match block {
                GatheredBlock::Heading(level) => builder.add_heading(text, &words, &span, level as u8),
                GatheredBlock::Item(item) => add_item(text, &words, &span, item, builder),
            }
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) if lists + quotes == 0 => {
                gathered = Some(Gathered::new(GatheredBlock::Heading(level), span));
            }
            Event::Start(Tag::Item) => {
                let is_at_top = lists == 1 && quotes == 0;
                let (in_log, list) = (is_at_top && builder.is_in_log(), Some(list).filter(|_| is_at_top));
                let done = begun_box(slice(text, span.clone())).map(|_| false);
                let item = Item { done, in_log, in_quote: quotes > 0, list, first_line: None };
                gathered = Some(Gathered::new(GatheredBlock::Item(item), span));
            }
            Event::Start(Tag::List(_)) => {
                if lists == 0 {
                    list = span.start;
                }
                lists += 1;
            }
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            other => {
                if let Some(gathered) = gathered.as_mut().filter(|gathered| gathered.needs(&other)) {
                    gathered.add(&other, builder.reader.order);
                }
            }
        }
    }
}

/// Adds an item. To Markdown the box of a task that is begun is a part of its words.
fn add_item(text: &str, words: &str, span: &Span, mut item: Item, builder: &mut HistoryBuilder<'_>) {
    let Some(sign) = begun_box(slice(text, span.clone())) else {
        return builder.add_item(text, words, span, &item);
    };
    let after_box = words.strip_prefix(sign);
    // What has become a link is no box.
    item.done = after_box.map(|_| false);
    builder.add_item(text, after_box.unwrap_or(words).trim_start(), span, &item);
}

/// The box of a task that is open although it is not empty: `[/]` begun, `[!]` important.
fn begun_box(item: &str) -> Option<&str> {
    let after_number = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let content = after_number.get(1..)?.trim_start_matches([' ', '\t']);
    let (sign, after_box) = content.split_at_checked("[/]".len())?;
    let is_box = matches!(sign, "[/]" | "[!]") && after_box.starts_with(char::is_whitespace);
    is_box.then_some(sign)
}

/// A heading or list item whose text is being gathered.
struct Gathered {
    block: GatheredBlock,
    span: Span,
    text: String,
    /// Where the text of a link starts.
    link: Option<usize>,
}

enum GatheredBlock {
    Heading(HeadingLevel),
    Item(Item),
}

impl Gathered {
    fn new(block: GatheredBlock, span: Span) -> Self {
        Self { block, span, text: String::new(), link: None }
    }

    /// Whether an event matters: the text of most items does not.
    fn needs(&self, event: &Event<'_>) -> bool {
        match &self.block {
            GatheredBlock::Heading(_) => true,
            GatheredBlock::Item(item) => {
                item.in_log || item.done.is_some() || matches!(event, Event::TaskListMarker(_))
            }
        }
    }

    fn add(&mut self, event: &Event<'_>, order: Option<DateOrder>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.push_str(text),
            Event::SoftBreak | Event::HardBreak => {
                if let GatheredBlock::Item(item) = &mut self.block {
                    item.first_line.get_or_insert(self.text.len());
                }
                self.text.push(' ');
            }
            Event::TaskListMarker(done) => {
                if let GatheredBlock::Item(item) = &mut self.block {
                    item.done = Some(*done);
                }
            }
            Event::Start(Tag::Link { .. }) => self.link = Some(self.text.len()),
            Event::End(TagEnd::Link) => {
                // `[2026-09-14](x.md)` keeps its brackets, which mark a date at the end of a heading.
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
