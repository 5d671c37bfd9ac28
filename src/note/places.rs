//! Where things are in a note's text, for code that needs more detail than the agenda does.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::front_matter::yaml::{Document, Field};
use super::front_matter::{CLIENT_KEYS, CONTACT_KEYS};
use crate::model::client::Client;
use crate::model::keys::{ContactKey, Key};
use crate::model::link;
use crate::model::same_key;
use crate::text::Span;

/// Where things are in the text of a note.
#[derive(Debug, Default)]
pub struct Places<'a> {
    /// The front matter and the client that was read from it.
    source: Option<(Document<'a>, &'a Client)>,
    /// Found on first use, as it is rarely needed.
    front_matter: OnceCell<FrontMatterPlaces>,
    /// The headings at the top level of the document, and the items of its logs, in the note's order.
    pub blocks: Vec<Block>,
    /// The tasks outside of quotes, in the note's order.
    pub tasks: Vec<Task>,
    /// The index of the block that each touch is in.
    of_touches: Vec<usize>,
    /// The index of the block that each event is in.
    of_events: Vec<usize>,
}

/// Where things are in the front matter.
#[derive(Debug, Default, PartialEq, Eq)]
struct FrontMatterPlaces {
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
    /// The name; without one, the whole contact.
    pub span: Span,
    /// The values of its keys.
    pub keys: Vec<(ContactKey, Span)>,
}

/// A task, open or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its text, with everything nested in it.
    pub span: Span,
    /// Whether it is open.
    pub is_open: bool,
    /// Where the list begins that it is an item of; none if that list is nested in another item.
    pub list: Option<usize>,
    /// The day it is promised for, and the date as it is written.
    pub due: Option<(NaiveDate, Span)>,
}

/// A heading, or an item of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which of the two.
    pub kind: BlockKind,
    /// Its text; for an item, with everything nested in it.
    pub span: Span,
    /// The year given by a heading above, for dates without one.
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

/// The date of a block, if it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockDate {
    /// The block has none.
    None,
    /// It is impossible or ambiguous, which is reported as a problem of the note.
    Refused,
    /// The block has one.
    Read {
        /// The day.
        date: NaiveDate,
        /// The date as it is written.
        span: Span,
        /// The index of the touch among the client's; none if the entry is not a touch.
        touch: Option<usize>,
        /// The index of the event among the client's; none if the entry is not an event.
        event: Option<usize>,
    },
}

impl<'a> Places<'a> {
    pub(crate) fn new(
        source: Option<(Document<'a>, &'a Client)>,
        blocks: Vec<Block>,
        tasks: Vec<Task>,
    ) -> Self {
        let of_touches = blocks_by(&blocks, Block::touch);
        let of_events = blocks_by(&blocks, Block::event);
        Self { source, front_matter: OnceCell::new(), blocks, tasks, of_touches, of_events }
    }

    fn front_matter(&self) -> &FrontMatterPlaces {
        self.front_matter.get_or_init(|| match &self.source {
            Some((document, client)) => FrontMatterPlaces::find(document, client),
            None => FrontMatterPlaces::default(),
        })
    }

    /// The keys of the front matter without overridden duplicates, in the note's order.
    pub fn keys(&self) -> &[KeyPlace] {
        &self.front_matter().keys
    }

    /// The contacts, in the client's order.
    pub fn contacts(&self) -> &[ContactPlace] {
        &self.front_matter().contacts
    }

    /// The value of a key, or the first of its items.
    pub fn value(&self, key: Key) -> Option<Span> {
        self.values(key).first().cloned()
    }

    /// The value of a key, or each item of a list.
    pub fn values(&self, key: Key) -> &[Span] {
        self.keys().iter().find(|place| place.key == key).map_or(&[], |place| place.values.as_slice())
    }

    /// The value of a key of the `nth` contact, or the contact's name if it does not have the key.
    pub fn of_contact(&self, nth: usize, key: ContactKey) -> Span {
        let Some(contact) = self.contacts().get(nth) else { return 0..0 };
        let value = contact.keys.iter().find(|(other, _)| *other == key);
        value.map_or(&contact.span, |(_, span)| span).clone()
    }

    /// The block that the `nth` touch is in.
    pub fn of_touch(&self, nth: usize) -> Option<&Block> {
        self.blocks.get(*self.of_touches.get(nth)?)
    }

    /// The block that the `nth` event is in.
    pub fn of_event(&self, nth: usize) -> Option<&Block> {
        self.blocks.get(*self.of_events.get(nth)?)
    }

    /// Consecutive dated entries of the same kind; a heading of their level or above ends a run.
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

    /// The `nth` block with its body, which ends at the next dated entry or the next heading of its level or above, in
    /// a text of that length.
    pub fn extent(&self, nth: usize, length: usize) -> Span {
        let Some(block) = self.blocks.get(nth) else { return 0..0 };
        let BlockKind::Heading(level) = block.kind else { return block.span.clone() };
        let mut following = self.blocks.iter().skip(nth + 1);
        let next = following.find(|next| next.date != BlockDate::None || next.is_heading_up_to(level));
        block.span.start..next.map_or(length, |next| next.span.start)
    }
}

impl FrontMatterPlaces {
    /// The places of the values that a client was read from, and of its contacts.
    fn find(document: &Document<'_>, client: &Client) -> Self {
        let mut keys: Vec<(usize, KeyPlace)> = Vec::new();
        let mut contacts = Vec::new();
        for field in document.fields() {
            let Some((key, rank)) = CLIENT_KEYS.find(field.name()) else { continue };
            if keys.iter().any(|(best, place)| place.key == key && *best < rank) {
                continue;
            }
            keys.retain(|(_, place)| place.key != key);
            let items: Vec<Field<'_>> = field.items().collect();
            if key == Key::Contacts {
                contacts = contact_places(&items, client);
            }
            keys.push((rank, KeyPlace { key, values: items.iter().map(Field::span).collect() }));
        }
        Self { keys: keys.into_iter().map(|(_, place)| place).collect(), contacts }
    }
}

/// The places of the contacts that were read from the items of a list.
fn contact_places(items: &[Field<'_>], client: &Client) -> Vec<ContactPlace> {
    let mut contacts = client.contacts.iter().peekable();
    let mut places = Vec::new();
    for item in items {
        let (name, place) = contact_place(item);
        // Items that could not be read are no contacts of the client.
        if contacts.next_if(|contact| contact.name == name).is_some() {
            places.push(place);
        }
    }
    places
}

/// The name of a contact, and where that and its other values are.
fn contact_place(item: &Field<'_>) -> (String, ContactPlace) {
    let Some(parts) = item.fields() else {
        let name = link::shown(&item.text().unwrap_or_default());
        return (name, ContactPlace { span: item.span(), keys: Vec::new() });
    };
    let mut name = None;
    let mut keys = Vec::new();
    for part in parts {
        if name.is_none() && same_key(part.name(), "name") {
            name = Some((link::shown(&part.text().unwrap_or_default()), part.span()));
        }
        if let Some((key, _)) = CONTACT_KEYS.find(part.name()) {
            keys.push((key, part.span()));
        }
    }
    let (name, span) = name.unwrap_or_else(|| (String::new(), item.span()));
    (name, ContactPlace { span, keys })
}

impl PartialEq for Places<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.front_matter() == other.front_matter()
            && self.blocks == other.blocks
            && self.tasks == other.tasks
    }
}

/// The indexes of the blocks of all touches or events, sorted by what `nth` gives for them.
fn blocks_by(blocks: &[Block], nth: impl Fn(&Block) -> Option<usize>) -> Vec<usize> {
    let mut indexes: Vec<_> =
        blocks.iter().enumerate().filter_map(|(at, block)| Some((nth(block)?, at))).collect();
    indexes.sort_unstable();
    indexes.into_iter().map(|(_, at)| at).collect()
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
    /// Whether it is a heading of this level or above.
    fn is_heading_up_to(&self, level: u8) -> bool {
        matches!(self.kind, BlockKind::Heading(other) if other <= level)
    }

    /// The index of its touch among the client's.
    pub fn touch(&self) -> Option<usize> {
        match self.date {
            BlockDate::Read { touch, .. } => touch,
            BlockDate::None | BlockDate::Refused => None,
        }
    }

    /// The index of its event among the client's.
    pub fn event(&self) -> Option<usize> {
        match self.date {
            BlockDate::Read { event, .. } => event,
            BlockDate::None | BlockDate::Refused => None,
        }
    }

    /// The day of its date.
    pub fn day(&self) -> Option<NaiveDate> {
        match self.date {
            BlockDate::Read { date, .. } => Some(date),
            BlockDate::None | BlockDate::Refused => None,
        }
    }
}
