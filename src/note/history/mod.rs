//! The body of a note: dated headings, dated items of a log, promises.
//!
//! Only the top level of the document counts: a heading in a quote, a list, code or a comment is not history. What
//! is at the top level the Markdown parser decides, except where that is obvious.

mod fast;
mod markdown;

use chrono::NaiveDate;
use memchr::memchr;
use smallvec::SmallVec;

use super::front_matter::fields::Fields;
use super::places::{Block, BlockDate, BlockKind, Task};
use super::problem::{ProblemKind, Problems};
use super::title::phrases::Words;
use super::title::promise;
use super::title::{Lexicon, People, hashtags};
use crate::date::{self, DateContext, DateError, Dated};
use crate::model::contact::Contact;
use crate::model::link::unlinked;
use crate::model::settings::{DateOrder, Settings};
use crate::model::touch::{Channel, Event, Outcome, Promise, Touch};
use crate::text::{Span, slice};
pub(crate) use fast::has_lone_cr;

/// In bytes; of a larger body only the two ends are read, since the parser needs ten times the memory of a text.
const LARGEST: usize = 16 * 1024 * 1024;

/// As many dated entries as most notes have at most.
const INLINE_ENTRIES: usize = 24;

/// Headings below which a list item that starts with a date is a touch.
const LOGS: [&str; 9] = [
    "log",
    "logbook",
    "activity",
    "history",
    "touches",
    "timeline",
    "interactions",
    "conversations",
    "meetings",
];
/// Words that may precede one of them.
const LOGS_OF: [&str; 6] = ["contact", "communication", "interaction", "conversation", "meeting", "call"];

/// What the body of a note says.
#[derive(Debug, Default)]
pub(crate) struct History {
    /// The first heading of level 1 that is not dated.
    pub(crate) title: Option<String>,
    /// Whether a heading is dated, even if its date is refused.
    pub(crate) has_dated_heading: bool,
    pub(crate) touches: Vec<Touch>,
    pub(crate) events: Vec<Event>,
    pub(crate) promises: Vec<Promise>,
    /// The headings and the items of logs, if places are asked for.
    pub(crate) blocks: Vec<Block>,
    /// The tasks, likewise.
    pub(crate) tasks: Vec<Task>,
}

/// Reads histories the way a vault's settings say.
#[derive(Debug)]
pub(crate) struct HistoryReader {
    order: Option<DateOrder>,
    lexicon: Lexicon,
    log_sections: Vec<Words>,
    /// Whether the fast path is left out.
    is_thorough: bool,
}

impl HistoryReader {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            order: settings.date_order,
            lexicon: Lexicon::new(&settings.words),
            log_sections: settings.log_sections.iter().map(|name| Words::of(name)).collect(),
            is_thorough: false,
        }
    }

    /// Leaves the fast path out.
    pub(crate) fn thorough(self) -> Self {
        Self { is_thorough: true, ..self }
    }

    /// The channel and outcome that the words of a title say.
    pub(crate) fn meaning(&self, title: &str) -> (Channel, Outcome) {
        let meaning = self.lexicon.read(&Words::of(title));
        (meaning.channel, meaning.outcome)
    }

    /// Whether the words of a heading, without emoji and punctuation, are the name of a log.
    fn is_log(&self, heading: &Words) -> bool {
        let mut words = heading.iter();
        let is_log = match (words.next(), words.next(), words.next()) {
            (Some(log), None, _) => LOGS.contains(&log),
            (Some(of), Some(log), None) => LOGS_OF.contains(&of) && LOGS.contains(&log),
            _ => false,
        };
        is_log || self.log_sections.iter().any(|name| name.iter().eq(heading.iter()))
    }

    /// Reads the body of a note, which starts at `body`, with the places of its blocks and tasks if asked for.
    pub(crate) fn read(
        &self,
        text: &str,
        body: usize,
        contacts: &[Contact],
        with_places: bool,
        problems: &mut Problems,
    ) -> History {
        let parts = parts(text, body, problems);
        let people = People::new(contacts);
        let mut builder = HistoryBuilder::new(self, &people, with_places);
        let is_read = !self.is_thorough && parts.clone().all(|part| fast::read(text, part, builder.at_top()));
        if !is_read {
            builder = HistoryBuilder::new(self, &people, with_places);
            for part in parts {
                markdown::read(text, part, builder.at_top());
            }
        }
        builder.finish(problems)
    }

    /// Reads Markdown that is no note.
    pub(crate) fn read_fragment(&self, markdown: &str) -> History {
        self.read(markdown, 0, &[], false, &mut Problems::default())
    }
}

/// The whole body, or the first and the last part of a very large one.
fn parts(text: &str, body: usize, problems: &mut Problems) -> impl Iterator<Item = Span> + Clone + use<> {
    if text.len() - body <= LARGEST {
        return std::iter::once(body..text.len()).chain(None);
    }
    let bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
    problems.add(ProblemKind::TooLarge { bytes }, body..body);
    let (head, tail) = (next_line(text, body + LARGEST / 2), next_line(text, text.len() - LARGEST / 2));
    // Without a line end the first part is cut at a character.
    let head = if head > tail { text.floor_char_boundary(body + LARGEST / 2) } else { head };
    std::iter::once(body..head).chain(Some(tail.max(head)..text.len()))
}

/// Where the line after the one at an offset starts; the end of the text if there is none.
fn next_line(text: &str, offset: usize) -> usize {
    let (_, rest) = text.as_bytes().split_at(offset);
    memchr(b'\n', rest).map_or(text.len(), |newline| offset + newline + 1)
}

/// A dated entry before its title is read.
struct DatedEntry {
    date: NaiveDate,
    title: Box<str>,
    /// The index of its block, if blocks are asked for.
    block: usize,
}

/// Builds a history from the headings and items of a note, in the order of the note.
struct HistoryBuilder<'a> {
    reader: &'a HistoryReader,
    people: &'a People,
    with_places: bool,
    problems: Problems,
    sections: Sections,
    history: History,
    entries: SmallVec<[DatedEntry; INLINE_ENTRIES]>,
    /// The words of the heading or title at hand.
    words: Words,
}

/// The sections that the reader is in, each with the level of its heading.
#[derive(Default)]
struct Sections {
    log: Option<u8>,
    year: Option<(i32, u8)>,
}

/// A list item at any depth.
struct Item {
    /// Whether it is done, if it is a task.
    done: Option<bool>,
    in_log: bool,
    in_quote: bool,
    /// Where its list starts, if that is at the top level.
    list: Option<usize>,
    /// The length of the first line of its words, if there are more.
    first_line: Option<usize>,
}

impl<'a> HistoryBuilder<'a> {
    fn new(reader: &'a HistoryReader, people: &'a People, with_places: bool) -> Self {
        let (problems, sections, history, entries, words) = Default::default();
        Self { reader, people, with_places, problems, sections, history, entries, words }
    }

    /// Starts a part, which is in no section.
    fn at_top(&mut self) -> &mut Self {
        self.sections = Sections::default();
        self
    }

    fn is_in_log(&self) -> bool {
        self.sections.log.is_some()
    }

    /// Adds a list item.
    fn add_item(&mut self, text: &str, words: &str, span: &Span, item: &Item) {
        if let Some(done) = item.done.filter(|_| !item.in_quote) {
            let due = if done { None } else { self.add_promise(text, words, span) };
            if self.with_places {
                self.history.tasks.push(Task { span: span.clone(), is_open: !done, list: item.list, due });
            }
        }
        if item.done != Some(false) && item.in_log {
            let line = slice(words, ..item.first_line.unwrap_or(words.len()));
            // To Markdown, `- 14. September` is a list in a list; to whoever wrote it, a date.
            let line = if words.is_empty() { after_bullet(text, span) } else { line };
            let dated = date::at_start(line, DateContext { order: self.reader.order, year: None });
            self.add_entry(text, dated.as_ref(), BlockKind::Item, span, None);
        }
    }

    /// Adds a heading at the top level.
    fn add_heading(&mut self, text: &str, words: &str, span: &Span, level: u8) {
        let sections = &mut self.sections;
        sections.log = sections.log.filter(|log| *log < level);
        sections.year = sections.year.filter(|(_, year)| *year < level);
        let context = DateContext { order: self.reader.order, year: sections.year.map(|(year, _)| year) };
        let only_a_year = date::only_a_year(words);
        let dated = if only_a_year.is_none() { date::heading(words, context) } else { None };
        self.add_entry(text, dated.as_ref(), BlockKind::Heading(level), span, context.year);
        if let Some(year) = only_a_year {
            self.sections.year = Some((year, level));
        } else if dated.is_some() {
            self.history.has_dated_heading = true;
        } else if self.is_log(words) {
            self.sections.log = self.sections.log.or(Some(level));
            if let Some(block) = self.history.blocks.last_mut() {
                block.is_log = true;
            }
        } else if level == 1 && self.history.title.is_none() && !words.trim().is_empty() {
            self.history.title = Some(unlinked(words.trim()).into_owned());
        }
    }

    fn is_log(&mut self, heading: &str) -> bool {
        self.words.read(heading);
        self.reader.is_log(&self.words)
    }

    /// Adds a block, and an entry if it is dated.
    fn add_entry(
        &mut self,
        text: &str,
        dated: Option<&Dated<'_>>,
        kind: BlockKind,
        span: &Span,
        year: Option<i32>,
    ) {
        let day = dated.and_then(|dated| self.day_or_problem(dated.date, dated.written, text, span));
        if let (Some(dated), Some(date)) = (dated, day) {
            let (title, block) = (unlinked(dated.title).into(), self.history.blocks.len());
            self.entries.push(DatedEntry { date, title, block });
        }
        if self.with_places {
            let date = match (dated, day) {
                (None, _) => BlockDate::None,
                (Some(_), None) => BlockDate::Refused,
                (Some(dated), Some(date)) => {
                    let written = span_of(dated.written, text, span);
                    BlockDate::Read { date, span: written, touch: None, event: None }
                }
            };
            self.history.blocks.push(Block { kind, span: span.clone(), year, is_log: false, date });
        }
    }

    fn add_promise(&mut self, text: &str, words: &str, span: &Span) -> Option<(NaiveDate, Span)> {
        let found = promise::find(words, self.reader.order)?;
        let due = self.day_or_problem(found.date, found.written, text, span)?;
        self.history.promises.push(Promise { due, task: unlinked(&found.task).into() });
        Some((due, span_of(found.written, text, span)))
    }

    /// The day of a block, or a problem where its date is written.
    fn day_or_problem(
        &mut self,
        date: Result<NaiveDate, DateError>,
        written: &str,
        text: &str,
        block: &Span,
    ) -> Option<NaiveDate> {
        if let Ok(date) = date {
            return Some(date);
        }
        let span = span_of(written, text, block);
        Fields { order: self.reader.order, own_keys: &[], problems: &mut self.problems }
            .valid_date(date, written, span)
    }

    /// Reads the titles of the entries and sorts them by date.
    fn finish(mut self, problems: &mut Problems) -> History {
        problems.append(self.problems);
        // Entries of one day keep the order of the note, which is reversed if the newest entry comes first.
        let newest_first =
            self.entries.first().map(|entry| entry.date) > self.entries.last().map(|entry| entry.date);
        if newest_first {
            self.entries.reverse();
        }
        self.entries.sort_by_key(|entry| entry.date);
        self.history.touches.reserve_exact(self.entries.len());
        for DatedEntry { date, title, block } in self.entries {
            self.words.read(&title);
            let meaning = self.reader.lexicon.read(&self.words);
            let of_block = self.history.blocks.get_mut(block).map(|block| &mut block.date);
            if let Some(BlockDate::Read { touch, event, .. }) = of_block {
                match meaning.event {
                    Some(_) => *event = Some(self.history.events.len()),
                    None => *touch = Some(self.history.touches.len()),
                }
            }
            if let Some(kind) = meaning.event {
                self.history.events.push(Event { date, kind, title });
                continue;
            }
            let (purposes, tags) = hashtags(&title);
            let people = self.people.named_in(&self.words);
            let (channel, outcome) = (meaning.channel, meaning.outcome);
            self.history.touches.push(Touch { date, channel, outcome, title, people, purposes, tags });
        }
        self.history
    }
}

/// The span of a date in its block; if markup hides it there, about as much from the start of the block.
fn span_of(written: &str, text: &str, block: &Span) -> Span {
    let date = written.as_bytes();
    // Not `str::find`: a date is short and mostly at the start, found before a search is even set up.
    let mut windows = slice(text, block.clone()).as_bytes().windows(date.len().max(1));
    match windows.position(|window| window.first() == date.first() && window == date) {
        Some(at) => block.start + at..block.start + at + date.len(),
        None => block.start..text.floor_char_boundary(block.start + date.len()),
    }
}

/// The first line of a list item as it is written after `-`, `*`, `+` or `1.`.
fn after_bullet<'a>(text: &'a str, item: &Span) -> &'a str {
    let line = slice(text, item.clone()).lines().next().unwrap_or_default();
    line.split_once(' ').map_or("", |(_, after)| after.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{HistoryReader, LARGEST};
    use crate::model::contact::Contact;
    use crate::model::settings::Settings;
    use crate::model::touch::Outcome;
    use crate::note::problem::Problems;

    /// The history, one line each: `2026-09-14 call Title`, `?` after the channel of an attempt, `-` for an event.
    fn show(text: &str) -> Vec<String> {
        let mut problems = Problems::default();
        let contacts = [Contact::named("Dana Reyes")];
        let reader = HistoryReader::new(&Settings::default());
        let history = reader.read(text, 0, &contacts, false, &mut problems);
        let touches = history.touches.iter().map(|touch| {
            let mark = if touch.outcome == Outcome::Attempt { "?" } else { "" };
            format!("{} {}{mark} {}", touch.date, touch.channel, touch.title)
        });
        let events = history.events.iter().map(|event| format!("{} - {}", event.date, event.title));
        let promises =
            history.promises.iter().map(|promise| format!("{} promise {}", promise.due, promise.task));
        let (problems, _) = problems.placed(text);
        let problems =
            problems.iter().map(|p| format!("{}:{} {}", p.place.line, p.place.column, p.kind.code()));
        let title = history.title.iter().map(|title| format!("# {title}"));
        title.chain(touches).chain(events).chain(promises).chain(problems).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(show(text), expected, "{text}");
    }

    #[test]
    fn headings_of_every_kind_are_dated() {
        check(
            "# Harbor\n\n## 2026-09-14 Call with Dana\nNice.\n",
            &["# Harbor", "2026-09-14 call Call with Dana"],
        );
        check("2026-07-07 call\n---\n", &["2026-07-07 call call"]);
        check("2026-07-07\ncall\n===\n", &["2026-07-07 call call"]);
        check("###### **14 Sep 2026** — _Lunch_ ##\n", &["2026-09-14 meeting Lunch"]);
        check("## [2026-09-14](x.md) Lunch\n", &["2026-09-14 meeting Lunch"]);
        check("## Lunch [2026-09-14](x.md)\n", &["2026-09-14 meeting Lunch"]);
        check(
            "## Lunch with [[people/Dana Reyes|Dana]] [[2026-09-14]]\n",
            &["2026-09-14 meeting Lunch with Dana"],
        );
        check("## 2026-09-14 `E-mail` &amp; [call](x)\r\nBody\r\n", &["2026-09-14 email E-mail & call"]);
        check("# 2026-09-14 Lunch\n# Harbor\n# Other\n", &["# Harbor", "2026-09-14 meeting Lunch"]);
    }

    #[test]
    fn headings_elsewhere_are_not() {
        check("> ## 2026-09-14 Call\n\n- ## 2026-09-14 Call\n\n```\n## 2026-09-14 Call\n```\n", &[]);
        check("<!--\n## 2026-09-14 Call\n-->\n\n    ## 2026-09-14 Call\n\n#2026-09-14 Call\n", &[]);
        check("Text\n\n- - -\n\n***\ntext 2026-09-14\n", &[]);
    }

    #[test]
    fn a_year_heading_lends_its_year_to_deeper_ones() {
        check(
            "## 2026\n### 14 Sep Lunch\n### Sep 2\n#### 02-29\n## Plans\n### 15 Sep\n# 2025\n## 12-24 Card\n",
            &["2025-12-24 card Card", "2026-09-02 other ", "2026-09-14 meeting Lunch", "4:6 impossible-date"],
        );
    }

    #[test]
    fn log_items_are_touches_under_a_log_heading_only() {
        let items = "- 2026-08-12 Call with Rod\n- **[2026-08-13]** Lunch\n* [[2026-08-14]] — Zoom\n  about 2026-01-01\n\
                     1. 15 Aug 2026: order 7\n";
        let expected = [
            "2026-08-12 call Call with Rod",
            "2026-08-13 meeting Lunch",
            "2026-08-14 video Zoom",
            "2026-08-15 - order 7",
        ];
        for heading in
            ["## Log", "# 📓 Contact log", "## Call History:", "### *Timeline*", "## Log\n### Spring"]
        {
            check(&format!("{heading}\n{items}"), &expected);
        }
        check(&format!("## Notes\n{items}"), &["# Notes"].into_iter().skip(1).collect::<Vec<_>>());
        check(&format!("## Log\n## Notes\n{items}"), &[]);
        check("## Log\n\n> - 2026-08-12 Call\n\n- Rod\n  - 2026-08-12 Call\n\n- Call 2026-08-12\n", &[]);
        check("## Log\n- 14. September 2026 Call\n  and more\n- 1. No date\n", &["2026-09-14 call Call"]);
        check("## Log\n- [x] 2026-08-12 Call\n- [ ] 2026-08-13 Call\n", &["2026-08-12 call Call"]);
    }

    #[test]
    fn promises_are_open_tasks_with_a_date() {
        check(
            "- [ ] Send the offer 📅 2026-11-01\n  - [ ] Call back by 2026-11-02 at noon\n1. [ ] Ask [[Dana]] [due:: 2026-11-03]\n\
             - [x] Old 📅 2026-11-01\n- [-] Dropped 📅 2026-11-01\n> - [ ] Quoted 📅 2026-11-01\n\n```\n- [ ] Code 📅 2026-11-01\n```\n\
             - [ ] Bad 📅 2026-02-30\n- [ ] Some day\n",
            &[
                "2026-11-01 promise Send the offer",
                "2026-11-02 promise Call back at noon",
                "2026-11-03 promise Ask Dana",
                "11:13 impossible-date",
            ],
        );
        check(
            "- [/] Send the offer 📅 2026-11-01\n  1) [!]  Call **back** by 2026-11-02\n* [/]\tAsk due 2026-11-03\n\n- [/] 📅 2026-11-04\n\
             - [/]Send 📅 2026-11-05\n- [>] Send 📅 2026-11-05\n- [-] Send 📅 2026-11-05\n- \\[/] Send 📅 2026-11-05\n- `[/]` Send 📅 2026-11-05\n\
             -      [/] Send 📅 2026-11-05\n> - [/] Send 📅 2026-11-05\n",
            &[
                "2026-11-01 promise Send the offer",
                "2026-11-02 promise Call back",
                "2026-11-03 promise Ask",
                "2026-11-04 promise ",
            ],
        );
        check("- [/] Send 📅 2026-11-05\n\n[/]: /x\n", &[]);
        check("## Log\n- [/] 2026-11-05 Call\n- [?] 2026-11-05 Call\n", &[]);
    }

    #[test]
    fn one_day_keeps_the_order_of_the_note() {
        check(
            "## 2026-09-14 a\n## 2026-09-14 b\n## 2026-09-15 c\n",
            &["2026-09-14 other a", "2026-09-14 other b", "2026-09-15 other c"],
        );
        check(
            "## 2026-09-15 c\n## 2026-09-14 b\n## 2026-09-14 a\n",
            &["2026-09-14 other a", "2026-09-14 other b", "2026-09-15 other c"],
        );
    }

    #[test]
    fn a_very_large_body_is_read_at_both_ends() {
        let filler = "words and more words\n".repeat(LARGEST / 16);
        let text = format!("## 2026-09-14 Call\n{filler}## 2026-09-15 Call\n{filler}## 2026-09-16 Call\n");
        check(&text, &["2026-09-14 call Call", "2026-09-16 call Call", "1:1 too-large"]);
        let one_line = "ü".repeat(LARGEST);
        check(&format!("## 2026-09-14 Call\n\n{one_line}"), &["2026-09-14 call Call", "1:1 too-large"]);
    }
}
