//! The body of a note: dated headings, dated items of a log, promises.
//!
//! Only what stands at the top level of the document counts: a heading in a quote, a list, code or a
//! comment is not history. That is left to the Markdown parser, where it is not plain to see.

mod fast;
mod markdown;

use chrono::NaiveDate;
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
use crate::text::Span;
pub(crate) use fast::has_lone_cr;

/// A body larger than this is read at its two ends only: the parser needs ten times a text's size.
const LARGEST: usize = 16 * 1024 * 1024;

/// More headings and items of logs than most notes have.
const USUAL: usize = 24;

/// Headings under which a list item that begins with a date is a touch.
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
/// Words that may stand before one of them.
const LOGS_OF: [&str; 6] = ["contact", "communication", "interaction", "conversation", "meeting", "call"];

/// What the body of a note tells.
#[derive(Debug, Default)]
pub(crate) struct History {
    /// The first heading of level 1 that is not dated.
    pub(crate) title: Option<String>,
    /// Whether a heading is dated, be it badly.
    pub(crate) has_dated_heading: bool,
    pub(crate) touches: Vec<Touch>,
    pub(crate) events: Vec<Event>,
    pub(crate) promises: Vec<Promise>,
    /// Where the headings and the items of logs stand, if that is asked for.
    pub(crate) blocks: Vec<Block>,
    /// Where the tasks stand, likewise.
    pub(crate) tasks: Vec<Task>,
}

/// What reading a history takes beside its text.
#[derive(Debug)]
pub(crate) struct Manner {
    order: Option<DateOrder>,
    lexicon: Lexicon,
    log_sections: Vec<Words>,
    /// Whether all is left to the Markdown parser.
    is_thorough: bool,
}

impl Manner {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            order: settings.date_order,
            lexicon: Lexicon::new(&settings.words),
            log_sections: settings.log_sections.iter().map(|name| Words::of(name)).collect(),
            is_thorough: false,
        }
    }

    /// Leaves all to the Markdown parser.
    pub(crate) fn thorough(self) -> Self {
        Self { is_thorough: true, ..self }
    }

    /// What the words of a title say: the way, and whether anybody was reached.
    pub(crate) fn meaning(&self, title: &str) -> (Channel, Outcome) {
        let meaning = self.lexicon.read(&Words::of(title));
        (meaning.channel, meaning.outcome)
    }

    /// Whether a heading's words, emoji and punctuation aside, are the name of a log.
    fn is_log(&self, heading: &Words) -> bool {
        let mut words = heading.iter();
        let is_log = match (words.next(), words.next(), words.next()) {
            (Some(log), None, _) => LOGS.contains(&log),
            (Some(of), Some(log), None) => LOGS_OF.contains(&of) && LOGS.contains(&log),
            _ => false,
        };
        is_log || self.log_sections.iter().any(|name| name.iter().eq(heading.iter()))
    }
}

/// Reads the body of a note, which begins at `body`, and where things stand in it if that is asked for.
pub(crate) fn read(
    text: &str,
    body: usize,
    contacts: &[Contact],
    manner: &Manner,
    with_places: bool,
    problems: &mut Problems,
) -> History {
    let parts = parts(text, body, problems);
    let people = People::new(contacts);
    let mut scribe = Scribe::new(manner, &people, with_places);
    let is_read = !manner.is_thorough && parts.clone().all(|part| fast::read(text, part, scribe.at_top()));
    if !is_read {
        scribe = Scribe::new(manner, &people, with_places);
        parts.for_each(|part| markdown::read(text, part, scribe.at_top()));
    }
    scribe.finish(problems)
}

/// The whole body, or the first and the last part of a very large one.
fn parts(text: &str, body: usize, problems: &mut Problems) -> impl Iterator<Item = Span> + Clone + use<> {
    if text.len() - body <= LARGEST {
        return std::iter::once(body..text.len()).chain(None);
    }
    let bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
    problems.add(ProblemKind::TooLarge { bytes }, body..body);
    let newline_from = |at: usize| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().position(|byte| *byte == b'\n').map_or(text.len(), |newline| at + newline + 1)
    };
    let (head, tail) = (newline_from(body + LARGEST / 2), newline_from(text.len() - LARGEST / 2));
    // A part without a line end is cut at a character.
    let head = if head > tail { text.floor_char_boundary(body + LARGEST / 2) } else { head };
    std::iter::once(body..head).chain(Some(tail.max(head)..text.len()))
}

/// A dated entry before its words are read.
struct Entry {
    date: NaiveDate,
    title: Box<str>,
    /// The place of its block, if there are blocks.
    block: usize,
}

/// Takes down what the headings and items of a note tell, in the note's order.
struct Scribe<'a> {
    manner: &'a Manner,
    people: &'a People,
    with_places: bool,
    problems: Problems,
    sections: Sections,
    history: History,
    entries: SmallVec<[Entry; USUAL]>,
    /// The words of the heading or title that is read.
    words: Words,
}

/// The sections a place in the document is in, each with the level of its heading.
#[derive(Default)]
struct Sections {
    log: Option<u8>,
    year: Option<(i32, u8)>,
}

/// A list item at any depth.
struct Item {
    /// Set if it is a task: whether it is done.
    done: Option<bool>,
    in_log: bool,
    in_quote: bool,
    /// The place of its list, if that is at the top level.
    list: Option<usize>,
    /// Where the first line of its words ends.
    first_line: Option<usize>,
}

impl<'a> Scribe<'a> {
    fn new(manner: &'a Manner, people: &'a People, with_places: bool) -> Self {
        let (problems, sections, history, entries, words) = Default::default();
        Self { manner, people, with_places, problems, sections, history, entries, words }
    }

    /// At the start of a part, which is in no section.
    fn at_top(&mut self) -> &mut Self {
        self.sections = Sections::default();
        self
    }

    fn is_in_log(&self) -> bool {
        self.sections.log.is_some()
    }

    /// Takes note of a list item.
    fn take_item(&mut self, text: &str, words: &str, span: &Span, item: &Item) {
        if let Some(done) = item.done.filter(|_| !item.in_quote) {
            let due = if done { None } else { self.take_promise(text, words, span) };
            if self.with_places {
                self.history.tasks.push(Task { span: span.clone(), is_open: !done, list: item.list, due });
            }
        }
        if item.done != Some(false) && item.in_log {
            let line = words.get(..item.first_line.unwrap_or(words.len())).unwrap_or_default();
            // To Markdown, `- 14. September` is a list in a list; to whoever wrote it, a date.
            let line = if words.is_empty() { behind_marker(text, span) } else { line };
            let dated = date::at_start(line, DateContext { order: self.manner.order, year: None });
            self.take_entry(text, dated.as_ref(), BlockKind::Item, span, None);
        }
    }

    /// Takes note of a heading at the top level.
    fn take_heading(&mut self, text: &str, words: &str, span: &Span, level: u8) {
        let sections = &mut self.sections;
        sections.log = sections.log.filter(|log| *log < level);
        sections.year = sections.year.filter(|(_, year)| *year < level);
        let context = DateContext { order: self.manner.order, year: sections.year.map(|(year, _)| year) };
        let only_a_year = date::only_a_year(words);
        let dated = if only_a_year.is_none() { date::heading(words, context) } else { None };
        self.take_entry(text, dated.as_ref(), BlockKind::Heading(level), span, context.year);
        if let Some(year) = only_a_year {
            self.sections.year = Some((year, level));
        } else if dated.is_some() {
            self.history.has_dated_heading = true;
        } else if self.is_log(words) {
            self.sections.log = self.sections.log.or(Some(level));
            self.history.blocks.last_mut().into_iter().for_each(|block| block.is_log = true);
        } else if level == 1 && self.history.title.is_none() && !words.trim().is_empty() {
            self.history.title = Some(unlinked(words.trim()).into_owned());
        }
    }

    fn is_log(&mut self, heading: &str) -> bool {
        self.words.read(heading);
        self.manner.is_log(&self.words)
    }

    /// Takes note of a block, and of the entry it is if it is dated.
    fn take_entry(
        &mut self,
        text: &str,
        dated: Option<&Dated<'_>>,
        kind: BlockKind,
        span: &Span,
        year: Option<i32>,
    ) {
        let place = |written| place_of(written, text, span);
        let day = dated.and_then(|dated| self.settle(dated.date, dated.written, || place(dated.written)));
        if let (Some(dated), Some(date)) = (dated, day) {
            let (title, block) = (unlinked(dated.title).into(), self.history.blocks.len());
            self.entries.push(Entry { date, title, block });
        }
        if self.with_places {
            let date = match (dated, day) {
                (None, _) => BlockDate::None,
                (Some(_), None) => BlockDate::Refused,
                (Some(dated), Some(date)) => {
                    BlockDate::Read { date, span: place(dated.written), touch: None, event: None }
                }
            };
            self.history.blocks.push(Block { kind, span: span.clone(), year, is_log: false, date });
        }
    }

    fn take_promise(&mut self, text: &str, words: &str, span: &Span) -> Option<(NaiveDate, Span)> {
        let found = promise::find(words, self.manner.order)?;
        let written = place_of(found.written, text, span);
        let due = self.settle(found.date, found.written, || written.clone())?;
        self.history.promises.push(Promise { due, task: unlinked(&found.task).into() });
        Some((due, written))
    }

    /// The date, or a problem at the place where it is written.
    fn settle(
        &mut self,
        date: Result<NaiveDate, DateError>,
        written: &str,
        place: impl FnOnce() -> Span,
    ) -> Option<NaiveDate> {
        match date {
            Ok(date) => Some(date),
            refused => Fields { order: self.manner.order, problems: &mut self.problems }.settled(
                refused,
                written,
                place(),
            ),
        }
    }

    /// Reads the entries' titles and puts them in the order of time.
    fn finish(mut self, problems: &mut Problems) -> History {
        problems.append(self.problems);
        // On one day the order of the note counts; in a note with the newest first, it is reversed.
        let newest_first =
            self.entries.first().map(|entry| entry.date) > self.entries.last().map(|entry| entry.date);
        if newest_first {
            self.entries.reverse();
        }
        self.entries.sort_by_key(|entry| entry.date);
        self.history.touches.reserve_exact(self.entries.len());
        for Entry { date, title, block } in self.entries {
            self.words.read(&title);
            let meaning = self.manner.lexicon.read(&self.words);
            let place = self.history.blocks.get_mut(block).map(|block| &mut block.date);
            if let Some(BlockDate::Read { touch, event, .. }) = place {
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

/// Where something stands in a block as it is written, else where the block begins.
fn place_of(written: &str, text: &str, block: &Span) -> Span {
    // A date is short and most often stands at the start, sooner found than a search is set up.
    let mut places = text.as_bytes().get(block.clone()).unwrap_or_default().windows(written.len().max(1));
    let is_here = |place: &[u8]| place.first() == written.as_bytes().first() && place == written.as_bytes();
    let start = block.start + places.position(is_here).unwrap_or_default();
    start..start + written.len()
}

/// The first line of a list item, as it is written behind `-`, `*`, `+` or `1.`.
fn behind_marker<'a>(text: &'a str, item: &Span) -> &'a str {
    let line = text.get(item.clone()).and_then(|item| item.lines().next()).unwrap_or_default();
    line.split_once(' ').map_or("", |(_, behind)| behind.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, Manner, read};
    use crate::model::contact::Contact;
    use crate::model::settings::Settings;
    use crate::model::touch::Outcome;
    use crate::note::problem::Problems;

    /// The history a line each: `2026-09-14 call Title`, `?` after an attempt's channel, `-` for an event.
    fn show(text: &str) -> Vec<String> {
        let mut problems = Problems::default();
        let contacts = [Contact::named("Dana Reyes")];
        let history = read(text, 0, &contacts, &Manner::new(&Settings::default()), false, &mut problems);
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
