//! Where things stand in a note's text, for whoever looks closer at it than the agenda has to.

use std::borrow::Cow;
use std::cell::OnceCell;

use chrono::NaiveDate;

use super::front_matter::yaml::{Document, Field};
use super::front_matter::{OF_CLIENTS, OF_CONTACTS};
use crate::model::client::Client;
use crate::model::keys::{ContactKey, Key};
use crate::model::link;
use crate::model::same_key;
use crate::text::Span;

/// Where things stand in the text of a note.
#[derive(Debug, Default)]
pub struct Places<'a> {
    /// What the front matter was read from; most often nobody asks where something stands there.
    source: Option<(Document<'a>, &'a Client)>,
    front: OnceCell<Front>,
    /// The headings at the top level of the document, and the items of its logs, in the note's order.
    pub blocks: Vec<Block>,
    /// The tasks outside of quotes, in the note's order.
    pub tasks: Vec<Task>,
    /// The place of the block that each touch stands in.
    of_touches: Vec<usize>,
    /// The place of the block that each event stands in.
    of_events: Vec<usize>,
}

/// Where things stand in the front matter.
#[derive(Debug, Default, PartialEq, Eq)]
struct Front {
    keys: Vec<KeyPlace>,
    contacts: Vec<ContactPlace>,
}

/// A key of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPlace {
    /// The key, however it is written.
    pub key: Key,
    /// The value, or each item of a list.
    pub values: Vec<Span>,
}

/// A contact in the front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactPlace {
    /// The name, or what stands in its place.
    pub span: Span,
    /// The values of its keys.
    pub keys: Vec<(ContactKey, Span)>,
}

/// A task, open or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its text, with all that stands within it.
    pub span: Span,
    /// Whether it is open.
    pub is_open: bool,
    /// Where the list begins that it is an item of; none if that list is within another item.
    pub list: Option<usize>,
    /// The day it is promised for, and the date as it is written.
    pub due: Option<(NaiveDate, Span)>,
}

/// A heading, or an item of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which of the two.
    pub kind: BlockKind,
    /// Its text, for an item with all that stands within it.
    pub span: Span,
    /// The year of the heading above, for dates without one.
    pub year: Option<i32>,
    /// Whether it is the heading of a log.
    pub is_log: bool,
    /// Its date.
    pub date: BlockDate,
}

/// A heading of that level, or an item of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, from 1 to 6.
    Heading(u8),
    /// An item.
    Item,
}

/// What was read of a block's date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockDate {
    /// It has none.
    None,
    /// It is refused, which is a problem of the note.
    Refused,
    /// It has one.
    Read {
        /// The day.
        date: NaiveDate,
        /// The date as it is written.
        span: Span,
        /// The place of the touch among the client's; none if the entry is no touch.
        touch: Option<usize>,
        /// The place of the event among the client's; none if the entry is a touch.
        event: Option<usize>,
    },
}

impl<'a> Places<'a> {
    pub(crate) fn new(
        source: Option<(Document<'a>, &'a Client)>,
        blocks: Vec<Block>,
        tasks: Vec<Task>,
    ) -> Self {
        let of_touches = in_order(&blocks, Block::touch);
        let of_events = in_order(&blocks, Block::event);
        Self { source, front: OnceCell::new(), blocks, tasks, of_touches, of_events }
    }

    fn front(&self) -> &Front {
        self.front.get_or_init(|| {
            let places = self.source.as_ref().map(|(document, client)| in_front_matter(document, client));
            let (keys, contacts) = places.unwrap_or_default();
            Front { keys, contacts }
        })
    }

    /// The keys of the front matter that count, in the note's order.
    pub fn keys(&self) -> &[KeyPlace] {
        &self.front().keys
    }

    /// The contacts, in the client's order.
    pub fn contacts(&self) -> &[ContactPlace] {
        &self.front().contacts
    }

    /// The value of a key, or the first of its items.
    pub fn value(&self, key: Key) -> Option<Span> {
        self.values(key).first().cloned()
    }

    /// The value of a key, or each item of a list.
    pub fn values(&self, key: Key) -> &[Span] {
        self.keys().iter().find(|place| place.key == key).map_or(&[], |place| place.values.as_slice())
    }

    /// The value of a contact's key, else the contact's name.
    pub fn of_contact(&self, nth: usize, key: ContactKey) -> Span {
        let Some(contact) = self.contacts().get(nth) else { return 0..0 };
        let value = contact.keys.iter().find(|(other, _)| *other == key);
        value.map_or(&contact.span, |(_, span)| span).clone()
    }

    /// The block that a touch stands in.
    pub fn of_touch(&self, nth: usize) -> Option<&Block> {
        self.blocks.get(*self.of_touches.get(nth)?)
    }

    /// The block that an event stands in.
    pub fn of_event(&self, nth: usize) -> Option<&Block> {
        self.blocks.get(*self.of_events.get(nth)?)
    }

    /// Dated entries of one kind that follow each other, until a heading of their level or above.
    pub fn runs(&self) -> Vec<Vec<&Block>> {
        let mut runs: Vec<Vec<&Block>> = vec![Vec::new()];
        for block in &self.blocks {
            let Some(run) = runs.last_mut() else { break };
            let kind = run.first().map_or(block.kind, |first| first.kind);
            if block.day().is_some() && block.kind == kind {
                run.push(block);
            } else if block.day().is_some() {
                runs.push(vec![block]);
            } else if ends_run(kind, block.kind) {
                runs.push(Vec::new());
            }
        }
        runs
    }

    /// An entry with its body, which runs to the next dated entry or the next heading of its level or
    /// above, in a text of that length.
    pub fn extent(&self, nth: usize, length: usize) -> Span {
        let Some(block) = self.blocks.get(nth) else { return 0..0 };
        let BlockKind::Heading(level) = block.kind else { return block.span.clone() };
        let ends = |other: &&Block| match other.kind {
            BlockKind::Heading(other_level) => other_level <= level || other.date != BlockDate::None,
            BlockKind::Item => other.date != BlockDate::None,
        };
        let next = self.blocks.iter().skip(nth + 1).find(ends);
        block.span.start..next.map_or(length, |next| next.span.start)
    }
}

/// Where the values stand that a client was read from, and its contacts.
fn in_front_matter(document: &Document<'_>, client: &Client) -> (Vec<KeyPlace>, Vec<ContactPlace>) {
    let (mut keys, mut contacts): (Vec<(usize, KeyPlace)>, _) = Default::default();
    for field in document.fields() {
        let Some((key, rank)) = OF_CLIENTS.known(field.name()) else { continue };
        if keys.iter().any(|(best, place)| place.key == key && *best < rank) {
            continue;
        }
        keys.retain(|(_, place)| place.key != key);
        let items: Vec<Field<'_>> = field.items().collect();
        if key == Key::Contacts {
            let mut read = client.contacts.iter().peekable();
            let place = |item| {
                Some(contact_place(item)).filter(|(name, _)| read.next_if(|c| c.name == *name).is_some())
            };
            contacts = items.iter().filter_map(place).map(|(_, place)| place).collect();
        }
        keys.push((rank, KeyPlace { key, values: items.iter().map(Field::span).collect() }));
    }
    (keys.into_iter().map(|(_, place)| place).collect(), contacts)
}

/// The name of a contact, and where it and what else is said of it stand.
fn contact_place(item: &Field<'_>) -> (String, ContactPlace) {
    let shown = |text: Option<Cow<'_, str>>| link::shown(&text.unwrap_or_default());
    let Some(parts) = item.fields().map(Iterator::collect::<Vec<_>>) else {
        return (shown(item.text()), ContactPlace { span: item.span(), keys: Vec::new() });
    };
    let known = |part: &Field<'_>| Some((OF_CONTACTS.known(part.name())?.0, part.span()));
    let keys = parts.iter().filter_map(known).collect();
    let name = parts.iter().find(|part| same_key(part.name(), "name"));
    let span = name.map_or_else(|| item.span(), Field::span);
    (shown(name.and_then(Field::text)), ContactPlace { span, keys })
}

impl PartialEq for Places<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.front() == other.front() && self.blocks == other.blocks && self.tasks == other.tasks
    }
}

/// The places of the blocks that have an entry of one kind, in the order of the client's.
fn in_order(blocks: &[Block], nth: impl Fn(&Block) -> Option<usize>) -> Vec<usize> {
    let mut places: Vec<_> =
        blocks.iter().enumerate().filter_map(|(at, one)| Some((nth(one)?, at))).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, at)| at).collect()
}

/// Whether an undated block ends a run of entries.
fn ends_run(run: BlockKind, block: BlockKind) -> bool {
    match (run, block) {
        (_, BlockKind::Item) => false,
        (BlockKind::Item, BlockKind::Heading(_)) => true,
        (BlockKind::Heading(level), BlockKind::Heading(other)) => other <= level,
    }
}

impl Block {
    /// The place of its touch among the client's.
    pub fn touch(&self) -> Option<usize> {
        match self.date {
            BlockDate::Read { touch, .. } => touch,
            BlockDate::None | BlockDate::Refused => None,
        }
    }

    /// The place of its event among the client's.
    pub fn event(&self) -> Option<usize> {
        match self.date {
            BlockDate::Read { event, .. } => event,
            BlockDate::None | BlockDate::Refused => None,
        }
    }

    /// The day it is dated.
    pub fn day(&self) -> Option<NaiveDate> {
        match self.date {
            BlockDate::Read { date, .. } => Some(date),
            BlockDate::None | BlockDate::Refused => None,
        }
    }
}
