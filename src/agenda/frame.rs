//! What an agenda is of, and how those on it are put in order; what is told of them does not matter here.

use chrono::NaiveDate;
use rayon::slice::ParallelSliceMut;

use super::placed::Placed;
use super::{Counts, Entry, Section, Selection, capacity, last_day};
use crate::model::client::Client;
use crate::model::settings::Settings;
use crate::model::status::Status;
use crate::note::problem::Problem;
use crate::rules::{Context, Standing, judge};

/// What an agenda is of: a day, how far it looks, and whom it is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'s> {
    pub(super) settings: &'s Settings,
    pub(super) today: NaiveDate,
    pub(super) days: u32,
    pub(super) until: NaiveDate,
    selection: &'s Selection,
}

/// Where a client stands that the selection takes.
#[derive(Debug)]
pub(super) enum Stand<E> {
    /// On the agenda.
    Listed(E),
    /// In no section.
    OnTrack,
    /// Not to be contacted at all.
    Closed,
}

impl<E> Stand<E> {
    pub(super) fn map<T>(self, make: impl FnOnce(E) -> T) -> Stand<T> {
        match self {
            Self::Listed(entry) => Stand::Listed(make(entry)),
            Self::OnTrack => Stand::OnTrack,
            Self::Closed => Stand::Closed,
        }
    }
}

impl<'s> Frame<'s> {
    pub(super) fn new(settings: &'s Settings, today: NaiveDate, selection: &'s Selection) -> Self {
        let days = selection.days.unwrap_or(settings.days).max(1);
        Self { settings, today, days, until: last_day(today, days), selection }
    }

    /// Where a client stands; none if the selection leaves it out.
    pub(super) fn stand<'v>(&self, client: &'v Client, context: &Context<'v>) -> Option<Stand<Entry<'v>>> {
        if !self.selection.takes(client, self.settings) {
            return None;
        }
        let standing = Standing::new(client, context);
        Some(match Entry::of(&standing, judge(&standing), self.until) {
            Some(entry) => Stand::Listed(entry),
            None if client.status == Status::Closed => Stand::Closed,
            None => Stand::OnTrack,
        })
    }

    /// Those on the agenda in its order, and how many there are of which; the stands are in the order of paths, which
    /// decides where ranks are equal.
    pub(super) fn arrange<E: Placed + Send>(
        &self,
        stands: impl Iterator<Item = Stand<E>>,
    ) -> (Counts, Vec<E>) {
        let mut counts = Counts::default();
        let mut entries = Vec::new();
        for stand in stands {
            counts.clients += 1;
            match stand {
                Stand::Listed(entry) => entries.push((entries.len(), entry)),
                Stand::OnTrack => counts.on_track += 1,
                Stand::Closed => {}
            }
        }
        entries.par_sort_unstable_by(|(nth, one), (other, two)| {
            one.rank(self.today).cmp(&two.rank(self.today)).then(nth.cmp(other))
        });
        let mut entries: Vec<E> = entries.into_iter().map(|(_, entry)| entry).collect();
        let reserve = &self.settings.reserve;
        if let Some(top) = self.selection.top {
            capacity::move_to_later(&mut entries, top, reserve);
            let all = entries.len();
            entries.retain(|entry| entry.section() != Section::Later);
            counts.left_out = all - entries.len();
        } else if let Some(most) = self.settings.capacity {
            capacity::move_to_later(&mut entries, most, reserve);
        }
        for section in Section::ALL {
            counts
                .sections
                .insert(section, entries.iter().filter(|entry| entry.section() == section).count());
        }
        (counts, entries)
    }

    /// Of what could not be read in a note, that which the settings do not silence.
    pub(super) fn told<'n>(&self, problems: &'n [Problem]) -> impl Iterator<Item = &'n Problem> {
        problems.iter().filter(|problem| self.settings.severity(problem.kind.check()).is_some())
    }
}
