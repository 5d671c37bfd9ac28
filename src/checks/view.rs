//! What checks see: a note that lies open, or the whole vault.

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

/// A note that lies open.
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    /// Whether the text is what the file holds, so that it may be changed.
    pub(crate) is_utf8: bool,
    pub(crate) problems: &'a [Problem],
    /// The client; one without anything if the note is about something else.
    pub(crate) client: &'a Client,
    pub(crate) is_client: bool,
    pub(crate) places: &'a Places<'a>,
    pub(crate) settings: &'a Settings,
    pub(crate) today: NaiveDate,
}

/// In days; as long the agenda may welcome somebody back.
const LONG_AGO: i64 = 60;

/// Where a finding about the whole vault belongs.
pub(crate) struct Spot {
    /// The place of the note among the vault's.
    pub(crate) note: usize,
    /// The name of the client that is meant, which is to be looked for; none if the finding has its place.
    pub(crate) name: Option<String>,
}

impl Spot {
    pub(crate) fn in_note(note: usize) -> Self {
        Self { note, name: None }
    }
}

/// What a note that is about something else has of a client.
static NOBODY: LazyLock<Client> = LazyLock::new(Client::default);

impl<'a> View<'a> {
    pub(crate) fn of(open: &OpenNote<'a>, settings: &'a Settings, today: NaiveDate) -> Self {
        let client = open.note.client.as_ref();
        Self {
            text: open.text,
            is_utf8: open.is_utf8,
            problems: &open.note.problems,
            client: client.unwrap_or(&NOBODY),
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
        let client = &*NOBODY;
        let today = NaiveDate::MIN;
        Self { text, is_utf8: true, problems, client, is_client: true, places, settings, today }
    }

    /// The problems of reading that a check tells, as findings.
    pub(crate) fn told(&self, check: Check) -> Vec<Finding> {
        self.told_with(check, |_, finding| finding)
    }

    /// The problems of reading that a check tells, as findings to which it has something to add.
    pub(crate) fn told_with(&self, check: Check, add: impl Fn(&Problem, Finding) -> Finding) -> Vec<Finding> {
        let of_check = self.problems.iter().filter(|problem| problem.kind.check() == check);
        of_check.map(|problem| add(problem, told(problem))).collect()
    }

    pub(crate) fn slice(&self, span: &Span) -> &'a str {
        slice(self.text, span.clone())
    }

    /// The words of a block's first line, without `##` or `-`, and where they stand.
    pub(crate) fn words(&self, block: &Block) -> (&'a str, usize) {
        let line = self.slice(&block.span).lines().next().unwrap_or_default();
        let marks: &[char] = match block.kind {
            BlockKind::Heading(_) => &['#', ' ', '\t'],
            BlockKind::Item => &['-', '*', '+', ' ', '\t'],
        };
        let words = line.trim_start_matches(marks);
        let words = match block.kind {
            BlockKind::Item => behind_number(words),
            BlockKind::Heading(_) => words,
        };
        (words.trim_end(), block.span.start + line.len() - words.len())
    }

    /// The line of a block, for underlining.
    pub(crate) fn line(&self, block: &Block) -> Span {
        let line = self.slice(&block.span).lines().next().unwrap_or_default().trim_end();
        block.span.start..block.span.start + line.len()
    }

    /// Where a word stands in the line of a touch, else the line.
    pub(crate) fn in_touch(&self, touch: usize, word: &str) -> Span {
        let Some(block) = self.places.of_touch(touch) else { return 0..0 };
        let line = self.line(block);
        let found = self.slice(&line).find(word).map(|at| line.start + at);
        found.map_or(line, |start| start..start + word.len())
    }

    /// Whether a day is so long ago that nobody needs to be told of it any more.
    pub(crate) fn is_long_ago(&self, day: NaiveDate) -> bool {
        (self.today - day).num_days() > LONG_AGO
    }

    /// Where a name of the client stands: among the keys, else in a heading.
    fn place_of_name(&self, name: &str) -> Span {
        let keys = ["name", "aliases"].into_iter().flat_map(|key| self.places.values(key));
        let in_keys = keys.clone().find(|span| self.slice(span) == name).cloned();
        let in_heading = || {
            let mut headings = self.places.blocks.iter().filter(|block| block.kind == BlockKind::Heading(1));
            headings.find_map(|block| {
                let at = block.span.start + self.slice(&block.span).find(name)?;
                Some(at..at + name.len())
            })
        };
        in_keys.or_else(in_heading).unwrap_or(0..0)
    }

    /// A finding about the whole vault, in the note that is meant.
    pub(crate) fn settled(&self, spot: &Spot, finding: Finding) -> Finding {
        match &spot.name {
            Some(name) => finding.moved(self.place_of_name(name)),
            None => finding,
        }
    }
}

/// A problem of reading as a finding.
pub(crate) fn told(problem: &Problem) -> Finding {
    let finding = Finding::new(problem.span.clone(), problem.kind.what());
    match problem.kind.how() {
        Some(how) => finding.help(how),
        None => finding,
    }
}

/// What stands behind the `1.` of a numbered item.
fn behind_number(words: &str) -> &str {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(behind) if rest.len() < words.len() && behind.starts_with(' ') => behind.trim_start(),
        _ => words,
    }
}
