//! What checks are given: a note with its text, or the whole vault.

use crate::model::keys::Key;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::diagnostic::Finding;
use crate::model::check::Check;
use crate::model::client::Client;
use crate::model::settings::Settings;
use crate::note::OpenNote;
use crate::note::places::{Block, BlockKind, Places};
use crate::note::problem::Problem;
use crate::text::{Span, slice};

/// A note with its text and settings, as checks are given it.
pub(crate) struct NoteView<'a> {
    pub(crate) text: &'a str,
    /// Whether the text is what the file holds, so that it may be changed.
    pub(crate) is_utf8: bool,
    pub(crate) problems: &'a [Problem],
    /// The client; an empty one if the note is about something else.
    pub(crate) client: &'a Client,
    pub(crate) is_client: bool,
    pub(crate) places: &'a Places<'a>,
    pub(crate) settings: &'a Settings,
    pub(crate) today: NaiveDate,
}

/// In days: for as long the agenda may suggest to welcome somebody back.
const LONG_AGO: i64 = 60;

/// Where a finding between notes belongs.
pub(crate) struct Site {
    /// The index of the note in the vault.
    pub(crate) note: usize,
    /// The name of the client to underline; none if the finding has its span.
    pub(crate) name: Option<String>,
}

impl Site {
    pub(crate) fn in_note(note: usize) -> Self {
        Self { note, name: None }
    }
}

/// The client of a note that is about something else.
static NO_CLIENT: LazyLock<Client> = LazyLock::new(Client::default);

impl<'a> NoteView<'a> {
    pub(crate) fn of(open: &OpenNote<'a>, settings: &'a Settings, today: NaiveDate) -> Self {
        let client = open.note.client.as_ref();
        Self {
            text: open.text,
            is_utf8: open.is_utf8,
            problems: &open.note.problems,
            client: client.unwrap_or(&NO_CLIENT),
            is_client: client.is_some(),
            places: open.places,
            settings,
            today,
        }
    }

    /// A file of which only problems are known.
    pub(crate) fn of_problems(
        text: &'a str,
        problems: &'a [Problem],
        settings: &'a Settings,
        places: &'a Places<'a>,
    ) -> Self {
        let client = &*NO_CLIENT;
        let today = NaiveDate::MIN;
        Self { text, is_utf8: true, problems, client, is_client: true, places, settings, today }
    }

    /// The problems that a check reports, as findings.
    pub(crate) fn reported(&self, check: Check) -> Vec<Finding> {
        self.reported_with(check, |_, finding| finding)
    }

    /// The problems that a check reports, as findings to which it adds something.
    pub(crate) fn reported_with(
        &self,
        check: Check,
        add: impl Fn(&Problem, Finding) -> Finding,
    ) -> Vec<Finding> {
        let problems = self.problems.iter().filter(|problem| problem.kind.check() == check);
        problems.map(|problem| add(problem, finding_of(problem))).collect()
    }

    pub(crate) fn slice(&self, span: &Span) -> &'a str {
        slice(self.text, span.clone())
    }

    /// The words of a block's first line, without `##` or `-`, and their offset.
    pub(crate) fn words(&self, block: &Block) -> (&'a str, usize) {
        let line = self.first_line(block);
        let marks: &[char] = match block.kind {
            BlockKind::Heading(_) => &['#', ' ', '\t'],
            BlockKind::Item => &['-', '*', '+', ' ', '\t'],
        };
        let words = line.trim_start_matches(marks);
        let words = match block.kind {
            BlockKind::Item => after_number(words),
            BlockKind::Heading(_) => words,
        };
        (words.trim_end(), block.span.start + line.len() - words.len())
    }

    /// The line of a block, for underlining.
    pub(crate) fn line(&self, block: &Block) -> Span {
        block.span.start..block.span.start + self.first_line(block).trim_end().len()
    }

    fn first_line(&self, block: &Block) -> &'a str {
        self.slice(&block.span).lines().next().unwrap_or("")
    }

    /// A word in the line of a touch, else the whole line.
    pub(crate) fn in_touch(&self, touch: usize, word: &str) -> Span {
        let Some(block) = self.places.of_touch(touch) else { return 0..0 };
        let line = self.line(block);
        let found = self.slice(&line).find(word).map(|at| line.start + at);
        found.map_or(line, |start| start..start + word.len())
    }

    /// Whether a day is so long ago that it does not matter any more.
    pub(crate) fn is_long_ago(&self, day: NaiveDate) -> bool {
        (self.today - day).num_days() > LONG_AGO
    }

    /// A name of the client: among the keys, else in a heading.
    fn place_of_name(&self, name: &str) -> Span {
        let keys = [Key::Name, Key::Aliases].into_iter().flat_map(|key| self.places.values(key));
        let in_keys = keys.clone().find(|span| self.slice(span) == name).cloned();
        in_keys.or_else(|| self.in_title(name)).unwrap_or(0..0)
    }

    fn in_title(&self, name: &str) -> Option<Span> {
        let mut titles = self.places.blocks.iter().filter(|block| block.kind == BlockKind::Heading(1));
        titles.find_map(|title| {
            let at = title.span.start + self.slice(&title.span).find(name)?;
            Some(at..at + name.len())
        })
    }

    /// A finding between notes with its span in this note.
    pub(crate) fn located(&self, site: &Site, finding: Finding) -> Finding {
        match &site.name {
            Some(name) => finding.moved(self.place_of_name(name)),
            None => finding,
        }
    }
}

/// The finding that a problem is.
pub(crate) fn finding_of(problem: &Problem) -> Finding {
    let finding = Finding::new(problem.span.clone(), problem.kind.what());
    match problem.kind.how() {
        Some(how) => finding.help(how),
        None => finding,
    }
}

/// The words after the `1.` of a numbered item.
fn after_number(words: &str) -> &str {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(after) if rest.len() < words.len() && after.starts_with(' ') => after.trim_start(),
        _ => words,
    }
}
