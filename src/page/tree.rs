//! A page as a tree of items and texts, by a parser of Markdown: the same for every way in which a program or a hand
//! lays it out.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::passage::Passage;
use crate::model::link::Link;
use crate::text::{Span, slice};

/// A part of a page.
#[derive(Debug)]
pub(super) enum Node {
    /// An item of a list.
    Item(Item),
    /// A quote.
    Quote(Span, Vec<Self>),
    /// A block of text: a paragraph, a heading, code, a table.
    Block(Block),
}

#[derive(Debug)]
pub(super) struct Item {
    pub(super) span: Span,
    /// The sign in its box, if it is a task.
    pub(super) sign: Option<Span>,
    /// Where its text begins, after its box.
    pub(super) text_start: usize,
    /// The link at its beginning.
    pub(super) link: Option<Link>,
    /// Where that link ends.
    pub(super) link_end: usize,
    /// What is in it; its own text is the first block, if it has any.
    pub(super) nodes: Vec<Node>,
}

impl Item {
    /// Where its last line ends.
    pub(super) fn end(&self) -> usize {
        self.nodes.last().map_or(self.span.end, Node::end).max(self.text_start)
    }
}

impl Node {
    /// Where it begins.
    pub(super) const fn start(&self) -> usize {
        match self {
            Self::Item(item) => item.span.start,
            Self::Quote(span, _) => span.start,
            Self::Block(block) => block.span.start,
        }
    }

    /// Where its last line ends.
    pub(super) fn end(&self) -> usize {
        match self {
            Self::Item(item) => item.end(),
            Self::Quote(span, _) => span.end,
            Self::Block(block) => block.span.end,
        }
    }
}

#[derive(Debug)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) is_heading: bool,
    pub(super) passage: Passage,
}

/// Takes a page apart.
pub(super) fn parse(page: &str) -> Vec<Node> {
    let options = Options::ENABLE_WIKILINKS | Options::ENABLE_TABLES;
    let mut builder = TreeBuilder { page, open: vec![Open::default()], block: None, is_in_link: false };
    for (event, span) in Parser::new_ext(page, options).into_offset_iter() {
        builder.add(event, span);
    }
    builder.end_block();
    builder.open.pop().map(|root| root.nodes).unwrap_or_default()
}

struct TreeBuilder<'p> {
    page: &'p str,
    /// What is open, outermost first; the first is the page.
    open: Vec<Open>,
    block: Option<Block>,
    /// Whether the text of an item's link is being read.
    is_in_link: bool,
}

/// Something that has parts.
#[derive(Debug, Default)]
struct Open {
    kind: Kind,
    span: Span,
    nodes: Vec<Node>,
    /// Where the text of an item begins, after its box.
    text_start: usize,
    sign: Option<Span>,
    link: Option<Link>,
    link_end: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Page,
    Item,
    Quote,
    /// Its items belong to what it is in.
    List,
    /// A block of text that says itself where it ends.
    Text,
}

impl TreeBuilder<'_> {
    fn add(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => match kind_of(&tag) {
                Some(kind) => self.begin(kind, span, matches!(tag, Tag::Heading { .. })),
                None => self.begin_inline(&tag, span),
            },
            Event::End(end) if is_inline(end) => {
                self.is_in_link &= end != TagEnd::Link;
                if let Some(block) = &mut self.block {
                    block.span.end = block.span.end.max(span.end);
                    block.passage.close(span.end);
                }
            }
            Event::End(_) => self.end(),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text, span),
            Event::Rule => {
                self.end_block();
                self.text(slice(self.page, span.clone()), span);
                self.end_block();
            }
            Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => {}
        }
    }

    fn begin(&mut self, kind: Kind, span: Span, is_heading: bool) {
        // A part of a table.
        if self.open.last().is_some_and(|open| open.kind == Kind::Text) {
            self.open.push(Open { kind, span, ..Open::default() });
            return;
        }
        self.end_block();
        let mut open = Open { kind, span: span.clone(), ..Open::default() };
        match kind {
            Kind::Item => {
                let sign = sign(slice(self.page, span.clone()));
                open.text_start = span.start + sign.as_ref().map_or(0, |(_, box_end)| *box_end);
                open.sign = sign.map(|(sign, _)| span.start + sign.start..span.start + sign.end);
            }
            Kind::Text => {
                self.block = Some(Block { span, is_heading, passage: Passage::default() });
            }
            Kind::Page | Kind::Quote | Kind::List => {}
        }
        self.open.push(open);
    }

    fn begin_inline(&mut self, tag: &Tag<'_>, span: Span) {
        let is_first = self.block.as_ref().is_none_or(|block| block.passage.len() == 0);
        if let Tag::Link { dest_url, .. } = tag
            && is_first
            && let Some(item) = self.item()
            && item.nodes.is_empty()
        {
            item.link = Some(Link::markdown("", dest_url));
            item.link_end = span.end;
            self.is_in_link = true;
        }
        self.block_at(span);
    }

    /// The item that a text belongs to.
    fn item(&mut self) -> Option<&mut Open> {
        self.open.iter_mut().rev().find(|open| open.kind != Kind::Text).filter(|open| open.kind == Kind::Item)
    }

    fn text(&mut self, text: &str, span: Span) {
        let start = self.item().filter(|item| item.nodes.is_empty()).map_or(0, |item| item.text_start);
        if self.is_in_link
            && let Some(link) = self.item().and_then(|item| item.link.as_mut())
        {
            link.text.push_str(text);
        }
        // The box is no text.
        if span.end <= start {
            return;
        }
        let (mut text, mut span) = (text, span);
        if span.start < start {
            text = text.get(start - span.start..).unwrap_or(text);
            span.start = start;
        }
        let page = self.page;
        self.block_at(span.clone()).passage.add(text, span, page);
    }

    /// The block that is open; in a list without blank lines texts have none of their own.
    fn block_at(&mut self, span: Span) -> &mut Block {
        let block = self.block.get_or_insert_with(|| Block {
            span: span.clone(),
            is_heading: false,
            passage: Passage::default(),
        });
        block.span.end = block.span.end.max(span.end);
        block
    }

    fn end_block(&mut self) {
        if let Some(block) = self.block.take()
            && let Some(open) = self.open.iter_mut().rev().find(|open| open.kind != Kind::Text)
        {
            open.nodes.push(Node::Block(block));
        }
    }

    fn end(&mut self) {
        // The page stays open.
        if self.open.len() < 2 {
            return;
        }
        let is_within_text = matches!(&self.open[..], [.., outer, _] if outer.kind == Kind::Text);
        if !is_within_text {
            self.end_block();
        }
        let Some(Open { kind, span, nodes, sign, text_start, link, link_end }) = self.open.pop() else {
            return;
        };
        let Some(outer) = self.open.last_mut() else { return };
        match kind {
            Kind::Item => {
                outer.nodes.push(Node::Item(Item { span, sign, text_start, link, link_end, nodes }))
            }
            Kind::Quote => outer.nodes.push(Node::Quote(span, nodes)),
            Kind::List | Kind::Page => outer.nodes.extend(nodes),
            Kind::Text => {}
        }
    }
}

/// What a tag begins; none if it is within a text.
const fn kind_of(tag: &Tag<'_>) -> Option<Kind> {
    match tag {
        Tag::Item => Some(Kind::Item),
        Tag::List(_) => Some(Kind::List),
        Tag::BlockQuote(_) => Some(Kind::Quote),
        Tag::Emphasis
        | Tag::Strong
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript
        | Tag::Link { .. }
        | Tag::Image { .. } => None,
        _ => Some(Kind::Text),
    }
}

const fn is_inline(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Where the sign in the box of an item is, and where the box ends. Formatters that do not know tasks escape the brackets.
pub(super) fn sign(item: &str) -> Option<(Span, usize)> {
    let after = item.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = after.strip_prefix(['-', '*', '+', '.', ')'])?.trim_start_matches([' ', '\t']);
    let inner = bracket(rest, '[')?;
    let sign = inner.chars().next()?;
    let after = bracket(inner.get(sign.len_utf8()..)?, ']')?;
    let start = item.len() - inner.len();
    let is_box = after.is_empty() || after.starts_with(char::is_whitespace);
    is_box.then(|| (start..start + sign.len_utf8(), item.len() - after.len()))
}

/// What follows a bracket, escaped or not, at the beginning of a text.
pub(super) fn bracket(text: &str, bracket: char) -> Option<&str> {
    text.strip_prefix('\\').unwrap_or(text).strip_prefix(bracket)
}
