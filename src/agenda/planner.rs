//! Plans an agenda: each client is judged and given its place, then all are put in order.

use std::borrow::Cow;

use chrono::NaiveDate;
use rayon::slice::ParallelSliceMut;

use super::rank::Rank;
use super::{Agenda, Counts, Entry, Section, Selection, capacity, last_day};
use crate::model::client::Client;
use crate::model::composed;
use crate::model::settings::Settings;
use crate::model::status::Status;
use crate::rules::{Context, Standing, judge};
use crate::survey::{Relations, Survey, reported};
use crate::vault::{OpenError, Vault};

/// What an agenda is of: a day, how far it looks, and whom it is for.
#[derive(Debug, Clone, Copy)]
pub struct Planner<'s> {
    settings: &'s Settings,
    today: NaiveDate,
    days: u32,
    until: NaiveDate,
    selection: &'s Selection,
}

/// A client that the selection takes, judged.
#[derive(Debug)]
pub struct Judged<'c, 'v> {
    /// Where we stand with it.
    pub standing: Standing<'c, 'v>,
    /// Its entry; none if it is on track, or closed.
    pub entry: Option<Entry<'v>>,
    /// The first day on which anything will be due, whatever holds it back from the agenda.
    pub next_due: Option<NaiveDate>,
}

/// The place of a client, with what is kept of its entry.
#[derive(Debug)]
pub enum Placement<T> {
    /// On the agenda.
    Listed(Box<Rank>, T),
    /// In no section.
    OnTrack,
    /// Not to be contacted at all.
    Closed,
}

impl<'v> Judged<'_, 'v> {
    /// The day it is due, was, or will be.
    pub fn due(&self) -> Option<NaiveDate> {
        self.entry.as_ref().map_or(self.next_due, |entry| entry.due)
    }

    /// Its place on the agenda, with what `keep` makes of its entry.
    pub fn place<T>(&self, keep: impl FnOnce(&Entry<'v>) -> T) -> Placement<T> {
        match &self.entry {
            Some(entry) => Placement::Listed(Box::new(Rank::new(entry, self.standing.today())), keep(entry)),
            None if self.standing.client.status == Status::Closed => Placement::Closed,
            None => Placement::OnTrack,
        }
    }
}

impl<'s> Planner<'s> {
    /// Plans for a day.
    pub fn new(settings: &'s Settings, today: NaiveDate, selection: &'s Selection) -> Self {
        let days = selection.days.unwrap_or(settings.days).max(1);
        Self { settings, today, days, until: last_day(today, days), selection }
    }

    /// The day it plans for.
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// The agenda of a vault, with what `keep` makes of each entry.
    ///
    /// It is asked before it is known whether there is room for the entry this week, so the section of an entry may be
    /// [`Section::Later`] in the end. It may be asked twice.
    pub fn plan<T: Send + Sync>(
        &self,
        vault: &Vault,
        keep: impl Fn(&Entry<'_>) -> T + Sync,
    ) -> Result<Agenda<T>, OpenError> {
        let survey = Survey::of_clients(vault, self.today, Relations::Verdicts, |client, context| {
            Some(self.judge(client, context)?.place(&keep))
        })?;
        Ok(self.arrange(survey))
    }

    /// Judges a client; none if the selection leaves it out.
    pub fn judge<'c, 'v>(&self, client: &'v Client, context: &'c Context<'v>) -> Option<Judged<'c, 'v>> {
        if !self.selection.takes(client, self.settings) {
            return None;
        }
        let standing = Standing::new(client, context);
        let verdict = judge(&standing);
        let next_due = verdict.triggers.first().map(|trigger| trigger.due);
        let entry = Entry::of(&standing, verdict, self.until);
        Some(Judged { standing, entry, next_due })
    }

    /// Puts the clients of a survey in order, those that the selection takes.
    pub fn arrange<T: Send>(&self, survey: Survey<'_, Option<Placement<T>>>) -> Agenda<T> {
        let (mut counts, mut entries, mut problems) = (Counts::default(), Vec::new(), Vec::new());
        for note in survey.into_notes() {
            counts.notes += 1;
            let reported = reported(note.problems, self.settings);
            counts.needs_fixing += usize::from(!reported.is_empty());
            problems.extend(reported.into_iter().map(|problem| (note.path.clone(), problem)));
            let Some(place) = note.kept else { continue };
            counts.clients += 1;
            match place {
                Placement::Listed(mut rank, kept) => {
                    rank.name = in_one_form(note.name.unwrap_or_default());
                    entries.push((rank, kept));
                }
                Placement::OnTrack => counts.on_track += 1,
                Placement::Closed => {}
            }
        }
        let (entries, left_out) = self.order(entries);
        counts.left_out = left_out;
        for section in Section::ALL {
            let of_section = entries.iter().filter(|(other, _)| *other == section);
            counts.sections.insert(section, of_section.count());
        }
        Agenda { today: self.today, until: self.until, days: self.days, counts, entries, problems }
    }

    /// The section in which each client of a survey is on the agenda, if in any, with what else was kept of it, in the
    /// order of the notes.
    pub fn sections<T>(&self, survey: Survey<'_, Option<(Placement<()>, T)>>) -> Vec<(Option<Section>, T)> {
        let (mut clients, mut listed) = (Vec::new(), Vec::new());
        for note in survey.into_notes() {
            let Some((place, kept)) = note.kept else { continue };
            if let Placement::Listed(mut rank, ()) = place {
                rank.name = in_one_form(note.name.unwrap_or_default());
                listed.push((rank, clients.len()));
            }
            clients.push((None, kept));
        }
        for (section, at) in self.order(listed).0 {
            if let Some((place, _)) = clients.get_mut(at) {
                *place = Some(section);
            }
        }
        clients
    }

    /// Puts entries in order; they are in the order of their paths, which decides where ranks are equal. Also returns
    /// how many were left out.
    fn order<T: Send>(&self, entries: Vec<(Box<Rank>, T)>) -> (Vec<(Section, T)>, usize) {
        let mut numbered: Vec<_> = entries.into_iter().enumerate().collect();
        numbered.par_sort_unstable_by(|(nth, (one, _)), (other_nth, (other, _))| {
            one.key().cmp(&other.key()).then(nth.cmp(other_nth))
        });
        let mut entries: Vec<(Box<Rank>, T)> = numbered.into_iter().map(|(_, entry)| entry).collect();
        let left_out = self.limit(&mut entries);
        (entries.into_iter().map(|(rank, kept)| (rank.section, kept)).collect(), left_out)
    }

    /// Moves what is more than fits the week to *later*, or drops it if the selection asks for the first so many.
    /// Returns how many were dropped.
    fn limit<T>(&self, entries: &mut Vec<(Box<Rank>, T)>) -> usize {
        let Some(most) = self.selection.top.or(self.settings.capacity) else { return 0 };
        capacity::move_to_later(entries, most, &self.settings.reserve);
        if self.selection.top.is_none() {
            return 0;
        }
        let all = entries.len();
        entries.retain(|(rank, _)| rank.section != Section::Later);
        all - entries.len()
    }
}

/// A name as it is sorted: the same letters come at the same place.
fn in_one_form(name: Box<str>) -> Box<str> {
    if let Cow::Owned(name) = composed(&name) { name.into() } else { name }
}
