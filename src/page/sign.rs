//! Marks what is written on a page.

use std::collections::HashMap;

use super::marks::{Hash, LONGEST, Offer, PromiseId, Record, push_record};
use super::passage::Passage;
use super::tree::{self, Item, Node};
use crate::model::link::Link;

/// What a page is to know of an entry.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The path of the client's note, from the vault.
    pub path: Box<str>,
    /// What a tick logs.
    pub offer: Option<Offer>,
    /// The promises that may be on lines of their own.
    pub promises: Vec<PromiseLine>,
}

/// A promise as a page may speak of it.
#[derive(Debug, Clone)]
pub struct PromiseLine {
    /// What the built-in page says of it.
    pub sentence: String,
    /// What is promised.
    pub task: Box<str>,
    /// Which it is.
    pub id: PromiseId,
}

/// The lines of the comment for what a page says of a client.
pub(super) fn of_entry(part: &str, identity: &Identity) -> String {
    let mut signer = Signer { identities: &|_| Some(identity), lines: MarkLines::default() };
    signer.nodes(&tree::parse(part), None);
    signer.lines.done()
}

/// The lines of the comment for a page on which entries are the tasks that begin with a link to a client's note.
pub(super) fn of_page(page: &str, identities: &[Identity]) -> String {
    let mut by_path: HashMap<&str, &Identity> = HashMap::new();
    for identity in identities {
        by_path.insert(&identity.path, identity);
        by_path.entry(identity.path.strip_suffix(".md").unwrap_or(&identity.path)).or_insert(identity);
    }
    let mut signer = Signer { identities: &|link| linked(link?, &by_path), lines: MarkLines::default() };
    signer.nodes(&tree::parse(page), None);
    signer.lines.done()
}

/// The note that a link leads to from any folder.
fn linked<'i>(link: &Link, by_path: &HashMap<&str, &'i Identity>) -> Option<&'i Identity> {
    let mut ending = link.target.as_deref()?;
    loop {
        if let Some(identity) = by_path.get(ending) {
            return Some(*identity);
        }
        ending = ending.split_once('/')?.1;
    }
}

/// Gathers marks.
struct Signer<'i, 'f> {
    /// The entry whose line begins with that link.
    identities: &'f dyn Fn(Option<&Link>) -> Option<&'i Identity>,
    lines: MarkLines,
}

impl<'i> Signer<'i, '_> {
    /// Marks texts, which are below the line of an entry or not.
    fn nodes(&mut self, nodes: &[Node], entry: Option<&'i Identity>) {
        for node in nodes {
            match node {
                Node::Block(block) => self.lines.add(block.passage.whole(), Record::Text),
                Node::Quote(_, nodes) => self.nodes(nodes, entry),
                Node::Item(item) => self.item(item, entry),
            }
        }
    }

    fn item(&mut self, item: &Item, entry: Option<&'i Identity>) {
        let [Node::Block(text), below @ ..] = &item.nodes[..] else {
            return self.nodes(&item.nodes, entry);
        };
        let is_task = item.sign.is_some();
        let of = entry.or_else(|| (self.identities)(item.link.as_ref()).filter(|_| is_task));
        let record = match (entry, of) {
            (None, Some(identity)) => {
                Record::Entry { path: Hash::of_text(&identity.path), offer: identity.offer }
            }
            (Some(identity), _) if is_task => self.promise(&text.passage, identity),
            _ => Record::Text,
        };
        self.lines.add(text.passage.whole(), record);
        self.nodes(below, of);
    }

    /// What is known of a task below an entry.
    fn promise(&self, line: &Passage, identity: &Identity) -> Record {
        let promises = identity.promises.iter();
        let by_sentence =
            promises.clone().find(|promise| Passage::plain(&promise.sentence).whole() == line.whole());
        // A template of the user's has words of its own.
        let naming = || {
            let free = promises.filter(|promise| !self.lines.promises.contains(&promise.id));
            let naming = free.filter(|promise| line.contains(&Passage::plain(&promise.task)));
            naming.reduce(|best, other| if other.task.len() > best.task.len() { other } else { best })
        };
        by_sentence.or_else(naming).map_or(Record::Text, |promise| Record::Promise(promise.id))
    }
}

/// Puts words on lines that are short enough.
#[derive(Debug, Default)]
pub(super) struct MarkLines {
    text: String,
    /// Characters on the last line.
    width: usize,
    promises: Vec<PromiseId>,
}

impl MarkLines {
    pub(super) fn add(&mut self, hash: Hash, record: Record) {
        let mut word = String::new();
        push_record(&mut word, hash, record);
        let begins_line = matches!(record, Record::Entry { .. }) || self.width + 1 + word.len() > LONGEST;
        if self.width > 0 {
            self.text.push(if begins_line { '\n' } else { ' ' });
        }
        self.width = if begins_line || self.width == 0 { word.len() } else { self.width + 1 + word.len() };
        self.text.push_str(&word);
        if let Record::Promise(id) = record {
            self.promises.push(id);
        }
    }

    /// Marks a line that was written and is not part of any list.
    pub(super) fn add_text(&mut self, line: &str) {
        self.add(Passage::plain(line.trim_start_matches(['#', ' '])).whole(), Record::Text);
    }

    /// The lines so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn done(mut self) -> String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }
}
