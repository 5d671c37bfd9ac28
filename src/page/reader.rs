//! Tells what the user did to a page from what was written.

use super::form::{Filled, FilledPromise, Following, Form, Sign, Stray, Telling, Written};
use super::known::{self, Known};
use super::marks::{self, Hash, Offer, PromiseId, Record};
use super::parts::{self, Part, begin_of, column, dedented, is_apart, is_line_start, seen, telling};
use super::passage::Passage;
use super::tree::{self, Block, Item, Node};
use super::wikilinks;
use crate::text::{Span, Text};

/// Reads what the user did to a page, which begins at a line of its file. Lines of `other`, which would be written now, are
/// known too.
pub(super) fn read(page: &str, other: &Known, first_line: usize) -> Form {
    let (marks::Marks { mut known, gone, choice }, rest) = marks::read(page);
    let rest = wikilinks::unescaped(&rest);
    let records: Vec<(Hash, Record)> = known.all().collect();
    known.extend(other);
    for (_, hash, record) in &gone {
        known.add(*hash, *record);
    }
    let mut reader = FormReader {
        page: Text::new(&rest),
        first_line,
        known: &known,
        form: Form { choice, ..Form::default() },
        found: Vec::new(),
        last: None,
        has_unknown_tasks: false,
    };
    reader.nodes(&tree::parse(&rest), Below::Nothing);
    let FormReader { mut form, mut found, has_unknown_tasks, .. } = reader;
    found.sort_unstable();
    found.dedup();
    let is_found = |hash: &Hash| found.binary_search(hash).is_ok();
    let written = records.iter().filter(|(_, record)| record.is_of_written());
    let still_there = written.clone().filter(|(hash, _)| is_found(hash)).count();
    let total = written.count();
    form.has_marks = total > 0;
    // Without marks it is at best a page that would be written now.
    form.is_legible = if form.has_marks { still_there * 2 >= total } else { !has_unknown_tasks };
    if found.is_empty() {
        form.loose.clear();
        form.strays.clear();
    }
    for (hash, record) in &records {
        if let Record::Entry { path, .. } = *record
            && !is_found(hash)
        {
            form.missing.push(path);
        }
    }
    for entry in form.entries.iter_mut().filter(|entry| entry.written.is_none()) {
        let mut paths = entry.link.iter().flat_map(known::paths);
        entry.is_changed |= paths.any(|path| form.missing.contains(&path));
    }
    if !form.is_legible {
        // What is not known may be anybody's; the old page is kept as it is.
        form.loose.clear();
        form.entries.retain(|entry| entry.written.is_some() || entry.sign != Sign::Open);
    }
    form.entries.iter_mut().for_each(Filled::claim_words);
    form.entries.retain(Filled::is_touched);
    form.lines = gone.into_iter().map(|(day, hash, record)| (Some(day), hash, record)).collect();
    form.lines.extend(records.into_iter().map(|(hash, record)| (None, hash, record)));
    form
}

/// What a text is below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Nothing,
    Entry(usize),
    Promise(usize, usize),
}

struct FormReader<'p> {
    page: Text<'p>,
    first_line: usize,
    known: &'p Known,
    form: Form,
    /// The written lines that are still there.
    found: Vec<Hash>,
    /// The entry that was read last, if nothing else followed.
    last: Option<usize>,
    has_unknown_tasks: bool,
}

/// What sets words apart from the line that they are on; no part of them.
const SEPARATORS: [char; 6] = [' ', ':', ',', '–', '—', '-'];

impl FormReader<'_> {
    fn nodes(&mut self, nodes: &[Node], below: Below) {
        for node in nodes {
            match node {
                Node::Block(block) => {
                    // What is below a heading is about nothing above it.
                    self.last = self.last.filter(|_| !block.is_heading);
                    let parts = self.parts(block, block.span.start);
                    self.add_parts(parts, below, 0);
                }
                Node::Quote(span, nodes) => {
                    if !self.is_all_known(nodes) {
                        self.tell_source(span.clone(), below);
                    }
                }
                Node::Item(item) => self.item(item, below),
            }
        }
    }

    /// Whether everything in a quote was written.
    fn is_all_known(&mut self, nodes: &[Node]) -> bool {
        for node in nodes {
            let is_known = match node {
                Node::Block(block) => {
                    let hash = block.passage.whole();
                    self.found.push(hash);
                    self.known.has(hash)
                }
                Node::Quote(_, nodes) => self.is_all_known(nodes),
                Node::Item(item) => self.is_all_known(&item.nodes),
            };
            if !is_known {
                return false;
            }
        }
        true
    }

    /// Whether anything there was written.
    fn has_known(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match node {
            Node::Block(block) => self.known.get(block.passage.whole()).iter().any(Record::is_of_written),
            Node::Quote(_, nodes) => self.has_known(nodes),
            Node::Item(item) => self.has_known(&item.nodes),
        })
    }

    fn item(&mut self, item: &Item, below: Below) {
        let sign = item.sign.clone().map_or(Sign::Open, |sign| Sign::of(self.page.slice(&sign)));
        let (text, rest) = match &item.nodes[..] {
            [Node::Block(text), rest @ ..] => (Some(text), rest),
            rest => (None, rest),
        };
        let parts =
            text.map(|text| self.parts(text, item.text_start.max(text.span.start))).unwrap_or_default();
        let known: Vec<Hash> = parts
            .iter()
            .filter_map(|(part, _)| match part {
                Part::Known(hash) => Some(*hash),
                Part::User(..) | Part::Wrapped(_) => None,
            })
            .collect();
        let entry = self.entry_of(below).and_then(|entry| entry.written).map(|written| written.path);
        let identity = known
            .iter()
            .find_map(|hash| Some((*hash, known::record(self.known, *hash, item.link.as_ref(), entry)?)));
        let line = self.line(item.span.start);
        let inner = match identity {
            Some((hash, Record::Entry { path, offer })) => {
                // Of a line that came back the newer one knows what a tick logs.
                let offer = if sign == Sign::Open { offer } else { offer.or_else(|| self.offer(path)) };
                let mut filled = Filled::new(line, hash, item.link.clone(), sign);
                filled.written = Some(Written { path, offer });
                filled.source = self.written(&parts);
                self.form.entries.push(filled);
                self.last = Some(self.form.entries.len() - 1);
                Below::Entry(self.form.entries.len() - 1)
            }
            Some((hash, Record::Promise(id))) => self.promise(item, sign, hash, id, &parts, below),
            _ if !known.is_empty() => below,
            _ => return self.unknown(item, sign, below),
        };
        let mut parts = parts;
        // An item of the user's that runs into what was written keeps its sign.
        if identity.is_none()
            && let Some((Part::User(..), span)) = parts.first_mut()
        {
            span.start = item.span.start;
        }
        let indent = column(self.page.as_str(), begin_of(self.page.as_str(), &item.span)) + 2;
        self.add_parts(parts, inner, indent);
        self.nodes(rest, inner);
        if let Below::Promise(entry, _) = inner {
            self.form.entries.iter_mut().skip(entry).take(1).for_each(Filled::forget_untouched);
        }
    }

    /// What the page offers for a client, if it has a newer line of it.
    fn offer(&self, client: Hash) -> Option<Offer> {
        self.known.all().find_map(|(_, record)| match record {
            Record::Entry { path, offer } if path == client => offer,
            _ => None,
        })
    }

    /// The entry that something is below.
    fn entry_of(&self, below: Below) -> Option<&Filled> {
        match below {
            Below::Entry(at) | Below::Promise(at, _) => self.form.entries.get(at),
            Below::Nothing => None,
        }
    }

    fn promise(
        &mut self,
        item: &Item,
        sign: Sign,
        hash: Hash,
        id: PromiseId,
        parts: &[(Part, Span)],
        below: Below,
    ) -> Below {
        let line = self.line(item.span.start);
        let source = self.written(parts);
        let promise = FilledPromise { line, hash, id, sign, tellings: Vec::new(), source };
        let is_its = |entry: &Filled| entry.written.is_some_and(|written| written.path == id.path);
        let entry = match below {
            Below::Entry(at) | Below::Promise(at, _) => Some(at),
            Below::Nothing => None,
        };
        let entry = entry.filter(|at| self.form.entries.get(*at).is_some_and(is_its));
        let entry = entry.unwrap_or_else(|| {
            // It was moved away from its entry.
            let mut filled = Filled::new(line, hash, None, Sign::Open);
            filled.written = Some(Written { path: id.path, offer: None });
            self.form.entries.push(filled);
            self.form.entries.len() - 1
        });
        let Some(filled) = self.form.entries.get_mut(entry) else { return below };
        filled.promises.push(promise);
        Below::Promise(entry, filled.promises.len() - 1)
    }

    /// An item that was not written as it is.
    fn unknown(&mut self, item: &Item, sign: Sign, below: Below) {
        self.has_unknown_tasks |= item.sign.is_some();
        if below != Below::Nothing || item.sign.is_none() || item.link.is_none() {
            // Below a ticked entry it is a part of the words.
            let is_below_a_tick = self.entry_of(below).is_some_and(|entry| entry.sign != Sign::Open);
            if sign != Sign::Open && !is_below_a_tick {
                let line = self.line(item.span.start);
                let text = self.lines(item.span.clone()).into_iter().next().unwrap_or_default();
                self.form.strays.push(Stray { line, text });
            }
            return match &item.nodes[..] {
                // What was written may have ended up below an item of the user's.
                [Node::Block(text), rest @ ..] if self.has_known(rest) => {
                    self.tell_source(item.span.start..text.span.end, below);
                    self.nodes(rest, below);
                }
                _ => self.tell_source(item.span.clone(), below),
            };
        }
        let source = self.lines(item.span.clone()).join("\n");
        let hash = match &item.nodes[..] {
            [Node::Block(text), ..] => text.passage.whole(),
            _ => Passage::default().whole(),
        };
        let is_marked = self.known.get(hash) == [Record::Changed];
        let mut filled = Filled::new(self.line(item.span.start), hash, item.link.clone(), sign);
        filled.tellings = self.tellings_after_link(item);
        filled.source = source;
        let after = self.page.slice(&(item.link_end..item.span.end.max(item.link_end))).trim_start();
        filled.is_changed = after.starts_with(':') || is_marked;
        self.form.entries.push(filled);
        // Promises below it may be as they were written.
        for node in &item.nodes {
            if let Node::Item(line) = node
                && let [Node::Block(text), ..] = &line.nodes[..]
                && let Some(Record::Promise(_)) = known::record(self.known, text.passage.whole(), None, None)
            {
                self.item(line, Below::Nothing);
            }
        }
        self.last = None;
    }

    /// What the user wrote on an entry of their own, after its link and below it.
    fn tellings_after_link(&mut self, item: &Item) -> Vec<Telling> {
        let indent = column(self.page.as_str(), item.span.start) + 2;
        let mut lines = Vec::new();
        for (nth, node) in item.nodes.iter().enumerate() {
            if nth == 0 && matches!(node, Node::Block(_)) {
                let mut of_line = self.dedented(item.link_end..node.end().max(item.link_end), indent);
                if let Some(first) = of_line.first_mut() {
                    *first = first.trim_start_matches(SEPARATORS).to_owned();
                }
                lines.append(&mut of_line);
            } else if !self.is_all_known(std::slice::from_ref(node)) {
                lines.append(&mut self.dedented(node.start()..node.end(), indent));
            }
        }
        telling(lines, None, false).into_iter().collect()
    }

    /// A text, cut into what was written and what the user wrote.
    fn parts(&mut self, block: &Block, start: usize) -> Vec<(Part, Span)> {
        let parts = parts::of(block, start, self.page.as_str(), self.known);
        for (part, _) in &parts {
            if let Part::Known(hash) = part {
                self.found.push(*hash);
            }
        }
        parts
    }

    /// Keeps what the user wrote within a text.
    fn add_parts(&mut self, parts: Vec<(Part, Span)>, below: Below, indent: usize) {
        for (part, span) in parts {
            let (record, hash, is_wrapped) = match part {
                Part::User(record, hash) => (record, hash, false),
                Part::Wrapped(hash) => (None, hash, true),
                Part::Known(_) => {
                    self.last = self.last.filter(|_| below != Below::Nothing);
                    continue;
                }
            };
            let mut lines: Vec<String> =
                self.page.slice(&span).lines().map(|line| line.trim().to_owned()).collect();
            if is_wrapped {
                lines = vec![lines.join(" ")];
            }
            let begin = begin_of(self.page.as_str(), &span);
            let below = match below {
                // A line that is not indented as far as the promise is about the entry.
                Below::Promise(entry, _)
                    if is_line_start(self.page.as_str(), begin)
                        && column(self.page.as_str(), begin) < indent =>
                {
                    Below::Entry(entry)
                }
                below => below,
            };
            self.tell(seen(lines, record, is_apart(self.page.as_str(), span.start), hash), span, below);
        }
    }

    /// Keeps a part of the page as it is.
    fn tell_source(&mut self, span: Span, below: Below) {
        let lines = self.lines(span.clone());
        let hash = Passage::plain(&lines.join("\n")).whole();
        let record = self.known.get(hash).iter().copied().find(|record| !record.is_of_written());
        self.tell(seen(lines, record, is_apart(self.page.as_str(), span.start), hash), span, below);
    }

    fn tell(&mut self, mut telling: Telling, span: Span, below: Below) {
        while telling.lines.last().is_some_and(|line| line.trim().is_empty()) {
            telling.lines.pop();
        }
        let blank = telling.lines.iter().take_while(|line| line.trim().is_empty()).count();
        telling.lines.drain(..blank);
        if let Some(first) = telling.lines.first_mut() {
            let is_on_the_line = !is_line_start(self.page.as_str(), begin_of(self.page.as_str(), &span));
            let separators = if is_on_the_line { &SEPARATORS[..] } else { &[' '] };
            *first = first.trim_start_matches(separators).to_owned();
        }
        if telling.lines.iter().all(|line| line.trim().is_empty()) {
            return;
        }
        if below == Below::Nothing {
            let line = self.line(begin_of(self.page.as_str(), &span));
            // A tick in what is no list.
            if let Some(first) = telling.lines.first().filter(|first| first.contains("[x] [")) {
                self.form.strays.push(Stray { line, text: first.clone() });
            }
            if let Some(entry) = self.last.take().and_then(|last| self.form.entries.get_mut(last)) {
                entry.followed_by = Some(Following { line, loose: self.form.loose.len() });
            }
        }
        let tellings = match below {
            Below::Nothing => Some(&mut self.form.loose),
            Below::Entry(at) => self.form.entries.get_mut(at).map(|entry| &mut entry.tellings),
            Below::Promise(at, nth) => self
                .form
                .entries
                .get_mut(at)
                .and_then(|entry| entry.promises.get_mut(nth))
                .map(|promise| &mut promise.tellings),
        };
        if let Some(tellings) = tellings
            && !tellings.iter().any(|other| other.lines == telling.lines)
        {
            tellings.push(telling);
        }
    }

    /// The line of an item as it was written, not ticked.
    fn written(&self, parts: &[(Part, Span)]) -> String {
        let known = parts.iter().find(|(part, _)| matches!(part, Part::Known(_)));
        let Some((_, span)) = known else { return String::new() };
        let words: Vec<&str> = self.page.slice(span).split_whitespace().collect();
        format!("- [ ] {}", words.join(" "))
    }

    /// The lines of a part, without the indent of its first line.
    fn lines(&self, span: Span) -> Vec<String> {
        let indent = column(self.page.as_str(), span.start);
        self.dedented(span, indent)
    }

    fn dedented(&self, span: Span, indent: usize) -> Vec<String> {
        let mut lines = self.page.slice(&span).trim_end().lines();
        let first = lines.next().map(|line| line.trim_end().to_owned());
        first.into_iter().chain(lines.map(|line| dedented(line, indent).to_owned())).collect()
    }

    /// The line of the file that an offset is on.
    fn line(&self, at: usize) -> usize {
        self.page.place(at).line + self.first_line - 1
    }
}
