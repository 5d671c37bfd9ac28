//! A new agenda in the place of the old one, with what the user ticked and wrote there.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};

use super::form::{Filled, Form, Sign, Telling};
use super::known::{self, Known};
use super::marks::{self, Hash, Record, beginning, ending};
use super::sign::{self, Identity, MarkLines};
use super::tree::{self, Item, Node};
use super::{reader, region};
use crate::text::{Edit, slice};

/// A page that is to be written.
#[derive(Debug, Default)]
pub struct Page {
    /// Its text, in chunks of whole lines.
    pub chunks: Vec<String>,
    /// What it is to carry about its lines, in lines of their own.
    pub marks: Vec<Box<str>>,
    /// The options by which it was chosen, as names and values.
    pub choice: Vec<(String, String)>,
}

/// The text of an agenda file with a new agenda in it.
#[derive(Debug)]
pub struct Renewed {
    /// Its text, in chunks.
    pub chunks: Vec<String>,
    /// In how many places something of the user's is kept.
    pub kept: usize,
    /// Whether it is known what the user did to the old page.
    pub is_legible: bool,
    /// Whether only a region of the file is the agenda's.
    pub is_region: bool,
}

/// The heading above what is kept of entries that are no longer on the page.
const KEPT: &str = "## Not logged yet";

/// The heading above lines of the user's that do not belong to an entry.
const LOOSE: &str = "## Your own lines";

impl Page {
    /// A page on which the entries are the tasks that begin with a link to a client's note.
    pub fn of_text(text: String, identities: &[Identity]) -> Self {
        let marks = sign::of_page(&text, identities).into_boxed_str();
        Self { chunks: vec![text], marks: vec![marks], choice: Vec::new() }
    }

    /// Adds a part of the page that is about no client.
    pub fn push(&mut self, part: String) {
        self.marks.push(sign::of_page(&part, &[]).into_boxed_str());
        self.chunks.push(part);
    }

    /// Adds what the page says of a client, with its marks.
    pub fn push_entry(&mut self, entry: MarkedEntry) {
        self.chunks.push(entry.text.into_string());
        self.marks.push(entry.marks);
    }

    /// The page with the comment that carries its marks. What has neither a title nor tasks, by a template of the user's
    /// own, may be anything, and stays as it is.
    pub fn signed(self) -> Vec<String> {
        let Self { mut chunks, marks, choice } = self;
        let has_title = chunks.first().is_some_and(|chunk| chunk.starts_with('#'));
        if !has_title && !marks.iter().any(|marks| marks.contains(":entry:")) {
            return chunks;
        }
        while let Some(last) = chunks.last_mut() {
            last.truncate(last.trim_end().len());
            if !last.is_empty() {
                last.push('\n');
                break;
            }
            chunks.pop();
        }
        chunks.push(beginning(&choice));
        chunks.extend(marks.into_iter().map(String::from));
        chunks.push(ending());
        chunks
    }

    /// Whether a text is the page with its comment.
    fn is_signed_as(&self, text: &str) -> bool {
        let Some(last) = self.chunks.iter().rposition(|chunk| !chunk.trim_end().is_empty()) else {
            return false;
        };
        let mut rest = text;
        let (begin, end) = (beginning(&self.choice), ending());
        let chunks = self.chunks.iter().take(last).map(String::as_str);
        let last = self.chunks.get(last).map(|chunk| chunk.trim_end()).into_iter();
        let comment = [&*begin].into_iter().chain(self.marks.iter().map(|marks| &**marks)).chain([&*end]);
        for part in chunks.chain(last).chain(["\n"]).chain(comment) {
            let Some(after) = rest.strip_prefix(part) else { return false };
            rest = after;
        }
        rest.is_empty()
    }

    fn known(&self) -> Known {
        let mut known = Known::default();
        for lines in &self.marks {
            marks::read_into(lines, &mut known);
        }
        known
    }
}

/// What a page says of a client, and what it carries about these lines.
#[derive(Debug)]
pub struct MarkedEntry {
    text: Box<str>,
    pub(super) marks: Box<str>,
}

impl MarkedEntry {
    /// Lines that carry nothing, on a page that nobody ticks.
    pub fn unmarked(text: String) -> Self {
        Self { text: text.into_boxed_str(), marks: Box::default() }
    }

    /// Marks the lines of an entry.
    pub fn new(text: String, identity: &Identity) -> Self {
        let marks = sign::of_entry(&text, identity).into_boxed_str();
        // There may be very many, so nothing more is held than the text.
        Self { text: text.into_boxed_str(), marks }
    }
}

/// Reads what the user did to an agenda file; what `page` would be now helps with one that has lost its marks.
pub fn read(file: &str, page: Option<&Page>) -> Form {
    reader::read(region::content(file), &page.map(Page::known).unwrap_or_default(), region::first_line(file))
}

impl Renewed {
    /// Puts a page in the place of the old one, with what the user did to that.
    pub fn new(old: &str, page: Page, today: NaiveDate) -> Result<Self, region::Unclosed> {
        // Fast path: nothing was there, or just this.
        if old.trim().is_empty() || page.is_signed_as(old) {
            return Ok(Self { chunks: page.signed(), kept: 0, is_legible: true, is_region: false });
        }
        let form = read(old, Some(&page));
        Self::with(old, page, &form, today)
    }

    /// Puts a page in the place of the old one, with what is left of what the user did.
    pub fn with(old: &str, page: Page, form: &Form, today: NaiveDate) -> Result<Self, region::Unclosed> {
        let (is_legible, is_region) = (form.is_legible, region::is_in(old));
        let kept = form.entries.len() + usize::from(!form.loose.is_empty());
        let mut page = if kept == 0 { page } else { carried(page, form, today) };
        page.marks.push(gone(&page, form, today).into_boxed_str());
        let mut chunks = page.signed();
        if is_region {
            chunks = vec![region::place(old, &chunks.concat())?];
        }
        Ok(Self { chunks, kept, is_legible, is_region })
    }
}

/// How many days a line is known after it went, in which a branch of git may still bring it back.
const KNOWN_FOR: u64 = 35;

/// How many such lines are known at most.
const MOST_GONE: usize = 200;

/// What the page carries about lines that are not on it any more.
fn gone(page: &Page, form: &Form, today: NaiveDate) -> String {
    let known = page.known();
    let oldest = today.checked_sub_days(Days::new(KNOWN_FOR)).unwrap_or(today);
    let mut gone = Vec::new();
    for (day, hash, record) in &form.lines {
        let day = day.unwrap_or(today);
        if !known.has(*hash) && day >= oldest && record.is_of_written() {
            gone.push((day, *hash, *record));
        }
    }
    gone.sort_by_key(|(day, hash, _)| (Reverse(*day), *hash));
    gone.dedup_by_key(|(_, hash, record)| (*hash, *record));
    gone.truncate(MOST_GONE);
    marks::gone_lines(&gone)
}

/// A page with what the user did to the old one.
fn carried(page: Page, form: &Form, today: NaiveDate) -> Page {
    let mut known = page.known();
    let Page { chunks, mut marks, choice } = page;
    let text = chunks.concat();
    let (uncertain, certain): (Vec<&Filled>, Vec<&Filled>) =
        form.entries.iter().partition(|entry| entry.is_uncertain());
    let mut carrier = Carrier { page: &text, known: &known, left: certain, edits: Vec::new() };
    carrier.nodes(&tree::parse(&text));
    let Carrier { mut left, edits, .. } = carrier;
    left.extend(uncertain);
    let mut text = Edit::apply_all(&edits, &text).unwrap_or_else(|| text.clone());
    text.truncate(text.trim_end().len());
    text.push('\n');
    let mut lines = MarkLines::default();
    if !left.is_empty() {
        text.push_str(&format!("\n{KEPT}\n\n"));
        lines.add_text(KEPT);
        for filled in &left {
            keep(&mut text, &mut lines, filled);
            // Whether this is about the entry nobody can tell, on the new page either.
            if let Some(telling) = following(filled, form) {
                text.push_str(&format!("\n{}\n\n", telling.lines.join("\n")));
            }
        }
    }
    let taken: Vec<&Telling> = left.iter().filter_map(|filled| following(filled, form)).collect();
    let loose: Vec<&Telling> = form.loose.iter().filter(|telling| !taken.contains(telling)).collect();
    if !loose.is_empty() {
        text.push_str(&format!("\n{LOOSE}\n\n"));
        lines.add_text(LOOSE);
        for (nth, telling) in loose.into_iter().enumerate() {
            let gap = if telling.is_apart && nth > 0 { "\n" } else { "" };
            text.push_str(&format!("{gap}{}\n", telling.lines.join("\n")));
        }
    }
    marks::read_into(lines.text(), &mut known);
    seen(&text, &known, form, today, &mut lines);
    marks.push(lines.done().into_boxed_str());
    Page { chunks: vec![text], marks, choice }
}

/// The text after an entry that may belong to it.
fn following<'f>(filled: &Filled, form: &'f Form) -> Option<&'f Telling> {
    form.loose.get(filled.followed_by.filter(|_| filled.is_uncertain())?.loose)
}

/// Marks the words of the user's, so that on another day they are known to be old.
fn seen(text: &str, known: &Known, old: &Form, today: NaiveDate, lines: &mut MarkLines) {
    let before: Vec<&Telling> = old.tellings().map(|(telling, _)| telling).collect();
    for (telling, is_ticked) in reader::read(text, known, 1).tellings() {
        let before = before.iter().find(|before| before.hash == telling.hash);
        let since = before.and_then(|before| before.since).unwrap_or(today);
        // A remark stays one when its entry is ticked.
        let is_words = is_ticked && before.is_none_or(|before| !before.is_remark);
        lines.add(telling.hash, if is_words { Record::Words(since) } else { Record::Remark(since) });
    }
}

/// Keeps an entry that is not on the page any more.
fn keep(text: &mut String, lines: &mut MarkLines, filled: &Filled) {
    let Some(written) = filled.written else {
        text.push_str(&format!("{}\n", filled.source));
        if filled.is_changed {
            lines.add(filled.hash, Record::Changed);
        }
        return;
    };
    if !filled.source.is_empty() {
        text.push_str(&format!("{}\n", with_sign(&filled.source, filled.sign)));
        let record = Record::Entry { path: written.path, offer: written.offer };
        lines.add(filled.hash, record);
    }
    let indent = if filled.source.is_empty() { "" } else { "  " };
    for promise in &filled.promises {
        text.push_str(&format!("{indent}{}\n", with_sign(&promise.source, promise.sign)));
        lines.add(promise.hash, Record::Promise(promise.id));
        text.push_str(&indented(&promise.tellings, indent.len() + 2));
    }
    text.push_str(&indented(&filled.tellings, 2));
}

fn with_sign(line: &str, sign: Sign) -> String {
    line.replacen("[ ]", &format!("[{}]", sign.char()), 1)
}

/// What the user wrote, below a line.
fn indented(tellings: &[Telling], indent: usize) -> String {
    let mut text = String::new();
    for line in tellings.iter().flat_map(|telling| &telling.lines) {
        if !line.is_empty() {
            text.push_str(&format!("{:indent$}{line}", ""));
        }
        text.push('\n');
    }
    text
}

/// Carries over to the entries of a page what the user did to those of the old one.
struct Carrier<'a> {
    page: &'a str,
    known: &'a Known,
    left: Vec<&'a Filled>,
    edits: Vec<Edit>,
}

impl Carrier<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            if let Node::Item(item) = node {
                self.item(item);
            }
        }
    }

    fn item(&mut self, item: &Item) {
        let Some(Record::Entry { path, .. }) = self.record(item, None) else { return };
        let mut tellings: Vec<&Telling> = Vec::new();
        let mut sign = Sign::Open;
        let mut promises = Vec::new();
        let mut unlike = Vec::new();
        for filled in std::mem::take(&mut self.left) {
            let is_it = filled.written.is_some_and(|written| written.path == path);
            // Two ticks of one entry that say different things are both kept.
            let is_alike = sign == Sign::Open || filled.sign == Sign::Open || filled.sign == sign;
            if is_it && is_alike {
                sign = if sign == Sign::Open { filled.sign } else { sign };
                tellings.extend(&filled.tellings);
                promises.extend(&filled.promises);
            } else {
                unlike.push(filled);
            }
        }
        self.left = unlike;
        self.set_sign(item, sign);
        for node in item.nodes.iter().skip(1) {
            let Node::Item(line) = node else { continue };
            let Some(Record::Promise(id)) = self.record(line, Some(path)) else { continue };
            if let Some(at) = promises.iter().position(|promise| promise.id == id) {
                let promise = promises.swap_remove(at);
                self.set_sign(line, promise.sign);
                self.insert(line, &indented(&promise.tellings, 4));
            }
        }
        let mut words = String::new();
        // A promise that is not on the page any more.
        for promise in promises {
            words.push_str(&format!("  {}\n", with_sign(&promise.source, promise.sign)));
            words.push_str(&indented(&promise.tellings, 4));
        }
        for telling in tellings {
            words.push_str(&indented(std::slice::from_ref(telling), 2));
        }
        self.insert(item, &words);
    }

    fn record(&self, item: &Item, entry: Option<Hash>) -> Option<Record> {
        let [Node::Block(text), ..] = &item.nodes[..] else { return None };
        known::record(self.known, text.passage.whole(), item.link.as_ref(), entry)
    }

    fn set_sign(&mut self, item: &Item, sign: Sign) {
        if let Some(span) = item.sign.clone().filter(|_| sign != Sign::Open) {
            self.edits.push(Edit { span, text: sign.char().to_string() });
        }
    }

    /// Inserts lines below an item.
    fn insert(&mut self, item: &Item, lines: &str) {
        if !lines.is_empty() {
            let end = slice(self.page, ..item.end()).trim_end().len();
            self.edits.push(Edit { span: end..end, text: format!("\n{}", lines.trim_end_matches('\n')) });
        }
    }
}
