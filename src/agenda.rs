//! The agenda: who is in which section, in which order. This is what every renderer prints.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::rule::Rule;
use crate::model::settings::Settings;
use crate::model::status::{Priority, Status};
use crate::model::touch::{Channel, Touch};
use crate::rules::{Advice, Context, Rest, Rhythm, Standing, Trigger, Verdict, advise, is_open, judge};
use crate::vault::Vault;
use crate::vault::problem::Problem;

/// Which clients to plan for, and how far.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// How many days to look ahead, today included; the vault's if absent.
    pub days: Option<u32>,
    /// Show so many of those overdue and due, and drop the rest (P20).
    pub top: Option<usize>,
    /// Only clients of one of these statuses; all if empty.
    pub statuses: Vec<Status>,
    /// Only clients that one of these keeps; all if empty (P13).
    pub owners: Vec<String>,
    /// Only clients with one of these tags; all if empty.
    pub tags: Vec<String>,
}

/// Whom to get in touch with.
#[derive(Debug)]
pub struct Agenda<'v> {
    /// The day it is for.
    pub today: NaiveDate,
    /// The last day it looks at.
    pub until: NaiveDate,
    /// How many days that is.
    pub days: u32,
    /// The vault's settings.
    pub settings: &'v Settings,
    /// How many there are of each.
    pub counts: Counts,
    /// The clients on it, section by section, in order.
    pub entries: Vec<Entry<'v>>,
    /// What could not be read, with the note's path, in the order of paths and lines.
    pub problems: Vec<(&'v str, &'v Problem)>,
}

/// How many there are of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes in the vault.
    pub notes: usize,
    /// Clients that the selection takes.
    pub clients: usize,
    /// Clients in no section, closed ones aside.
    pub on_track: usize,
    /// Clients left out by [`Selection::top`].
    pub left_out: usize,
    /// Notes of which something could not be read.
    pub needs_fixing: usize,
    /// Clients in each section.
    pub sections: BTreeMap<Section, usize>,
}

/// A part of the agenda; a client is in the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Something was due before today.
    Overdue,
    /// Something is due by the last day.
    Due,
    /// Overdue or due, but more than the capacity allows (P21).
    Later,
    /// There is a day to write for (P06).
    Occasions,
    /// A pause or an absence holds it back (P10, P30).
    Paused,
    /// A touch is planned (P29).
    Planned,
    /// An attempt waits for its answer (P07).
    Waiting,
}

impl Section {
    /// Every section, in the agenda's order.
    pub const ALL: [Self; 7] =
        [Self::Overdue, Self::Due, Self::Later, Self::Occasions, Self::Paused, Self::Planned, Self::Waiting];

    /// The section's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Later => "later",
            Self::Occasions => "occasions",
            Self::Paused => "paused",
            Self::Planned => "planned",
            Self::Waiting => "waiting",
        }
    }
}

/// A client on the agenda: one entry, however many triggers it has.
#[derive(Debug)]
pub struct Entry<'v> {
    /// The client.
    pub client: &'v Client,
    /// Where it stands.
    pub section: Section,
    /// The earliest of its triggers, or the day its section tells; none if nobody knows.
    pub due: Option<NaiveDate>,
    /// Days since it was due; 0 if it is not overdue.
    pub days_overdue: u32,
    /// How pressing it is.
    pub urgency: Urgency,
    /// Who of us keeps it (P13).
    pub owner: Option<&'v str>,
    /// Who stands in while the owner is away (P13).
    pub cover: Option<&'v str>,
    /// The day of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// The last touch, answered or not.
    pub last_touch: Option<&'v Touch>,
    /// The last touch that reached somebody.
    pub last_answered: Option<&'v Touch>,
    /// Attempts since the last contact (P08).
    pub attempts: usize,
    /// The rhythm, and who gave it (P02).
    pub rhythm: Rhythm,
    /// Whom to contact.
    pub who: Option<&'v Contact>,
    /// The way to try.
    pub channel: Option<Channel>,
    /// What is due by the last day, earliest first.
    pub triggers: Vec<Trigger<'v>>,
    /// How to go about it.
    pub advice: Vec<Advice<'v>>,
    /// The pause or absence that holds it back.
    pub rest: Option<Rest>,
    /// The touch planned next.
    pub planned: Option<&'v Touch>,
}

/// Days overdue in relation to the rhythm, weighed by priority, in hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgency(pub u64);

impl Urgency {
    /// Days overdue ÷ days of the rhythm, × 2 for high and × 0.5 for low priority, rounded half up.
    pub fn new(days_overdue: u32, rhythm_days: u32, priority: Priority) -> Self {
        let halves = match priority {
            Priority::High => 4,
            Priority::Normal => 2,
            Priority::Low => 1,
        };
        let days = u64::from(rhythm_days.max(1));
        Self((u64::from(days_overdue) * halves * 100 + days) / (2 * days))
    }

    /// The figure as a number with two decimals.
    #[expect(clippy::cast_precision_loss, reason = "hundredths of days are small numbers")]
    pub fn value(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl<'v> Agenda<'v> {
    /// Plans for a day.
    pub fn plan(vault: &'v Vault, today: NaiveDate, selection: &Selection) -> Self {
        let settings = &vault.settings;
        let days = selection.days.unwrap_or(settings.days).max(1);
        let until = last_day(today, days);
        let mut counts = Counts { notes: vault.notes.len(), ..Counts::default() };
        let mut entries = Vec::new();
        let context = Context::new(vault.clients(), settings, today);
        for client in vault.clients().filter(|client| selection.takes(client, settings)) {
            counts.clients += 1;
            let standing = Standing::new(client, &context);
            match Entry::of(&standing, until) {
                Some(entry) => entries.push(entry),
                None => counts.on_track += usize::from(client.status != Status::Closed),
            }
        }
        entries.sort_by(|one, two| one.rank(today).cmp(&two.rank(today)));
        match selection.top {
            Some(top) => {
                move_to_later(&mut entries, top, &settings.reserve);
                let all = entries.len();
                entries.retain(|entry| entry.section != Section::Later);
                counts.left_out = all - entries.len();
            }
            None => settings
                .capacity
                .into_iter()
                .for_each(|most| move_to_later(&mut entries, most, &settings.reserve)),
        }
        for section in Section::ALL {
            counts.sections.insert(section, entries.iter().filter(|entry| entry.section == section).count());
        }
        counts.needs_fixing = vault.notes.iter().filter(|note| !note.problems.is_empty()).count();
        let problems =
            vault.notes.iter().flat_map(|note| note.problems.iter().map(|p| (note.path.as_str(), p)));
        Self { today, until, days, settings, counts, entries, problems: problems.collect() }
    }
}

impl Selection {
    pub(crate) fn takes(&self, client: &Client, settings: &Settings) -> bool {
        let has = |wanted: &[String], given: &str| {
            wanted.iter().any(|one| one.to_lowercase() == given.to_lowercase())
        };
        (self.statuses.is_empty() || self.statuses.contains(&client.status))
            && (self.owners.is_empty()
                || owner(client, settings).is_some_and(|owner| has(&self.owners, owner)))
            && (self.tags.is_empty() || client.tags.iter().any(|tag| has(&self.tags, tag)))
    }
}

/// The last of so many days, today included.
pub(crate) fn last_day(today: NaiveDate, days: u32) -> NaiveDate {
    today.checked_add_days(Days::new(u64::from(days.saturating_sub(1)))).unwrap_or(NaiveDate::MAX)
}

/// Of the overdue and due, in order, the first `most` stay, and the rest move to *later*; a reserve
/// keeps the first so many of a status in any case, within `most` (P21).
fn move_to_later(entries: &mut Vec<Entry<'_>>, most: usize, reserve: &[(Status, usize)]) {
    let (mut candidates, others): (Vec<_>, Vec<_>) =
        entries.drain(..).partition(|entry| matches!(entry.section, Section::Overdue | Section::Due));
    let mut kept = vec![false; candidates.len()];
    for (status, places) in reserve {
        let of_status = candidates.iter().enumerate().filter(|(_, entry)| entry.client.status == *status);
        of_status.take(*places).for_each(|(at, _)| kept[at] = true);
    }
    let mut places = most;
    for keep in kept.iter_mut().filter(|keep| **keep) {
        *keep = places > 0;
        places = places.saturating_sub(1);
    }
    for keep in kept.iter_mut().filter(|keep| !**keep).take(places) {
        *keep = true;
    }
    let moved = candidates.iter_mut().zip(kept).filter(|(_, kept)| !kept);
    moved.for_each(|(entry, _)| entry.section = Section::Later);
    entries.extend(candidates);
    entries.extend(others);
    // The order within a section stays: the sort is stable.
    entries.sort_by_key(|entry| entry.section);
}

pub(crate) fn owner<'v>(client: &'v Client, settings: &'v Settings) -> Option<&'v str> {
    client.owner.as_deref().or(settings.owner.as_deref())
}

fn cover<'v>(owner: Option<&str>, settings: &'v Settings, today: NaiveDate) -> Option<&'v str> {
    let owner = owner?.to_lowercase();
    let colleague = settings.team.iter().find(|colleague| colleague.name.to_lowercase() == owner)?;
    let is_away = colleague.away.as_ref().is_some_and(|away| away.covers(today));
    colleague.cover.as_deref().filter(|_| is_away)
}

impl<'v> Entry<'v> {
    /// The client's entry; none if it is on track, or closed.
    pub(crate) fn of(standing: &Standing<'_, 'v>, until: NaiveDate) -> Option<Self> {
        let (client, today) = (standing.client, standing.today);
        if client.status == Status::Closed {
            return None;
        }
        let Verdict { triggers, planned, rest, who, channel, .. } = judge(standing);
        let (triggers, later): (Vec<_>, Vec<_>) =
            triggers.into_iter().partition(|trigger| trigger.is_due_by(until));
        let (section, due) = section(standing, &triggers, &later, planned, rest.as_ref())?;
        let urgency = triggers.iter().filter_map(|trigger| {
            let days = trigger.urgency_days()?;
            Some(Urgency::new(trigger.days_overdue(today), days, client.priority))
        });
        let owner = owner(client, standing.settings);
        let advice = advise(standing, &triggers);
        // For an occasion one writes a card (P06), unless that is what advice speaks against.
        let is_occasion = section == Section::Occasions && is_open(standing, Channel::Card);
        let channel = if is_occasion { Some(Channel::Card) } else { channel };
        Some(Self {
            client,
            section,
            due,
            days_overdue: triggers
                .iter()
                .map(|trigger| trigger.days_overdue(today))
                .max()
                .unwrap_or_default(),
            urgency: urgency.max().unwrap_or_default(),
            owner,
            cover: cover(owner, standing.settings, today),
            last_contact: standing.last_contact,
            last_touch: standing.last_touch(),
            last_answered: standing.last_answered(),
            attempts: standing.attempts.len(),
            rhythm: standing.rhythm,
            who,
            channel,
            triggers,
            advice,
            rest,
            planned,
        })
    }

    /// The trigger to speak of first: an overdue promise (P25), else the earliest.
    pub fn headline(&self, today: NaiveDate) -> Option<&Trigger<'v>> {
        self.overdue_promise(today).or(self.triggers.first())
    }

    fn overdue_promise(&self, today: NaiveDate) -> Option<&Trigger<'v>> {
        self.triggers.iter().find(|trigger| trigger.rule() == Rule::Promise && trigger.due < today)
    }

    /// The order of entries: by section, then what presses most, then by name and path.
    fn rank(&self, today: NaiveDate) -> impl Ord + use<'_, 'v> {
        let pressing = match self.section {
            Section::Overdue => (Reverse(self.overdue_promise(today).is_some()), Reverse(self.urgency)),
            _ => (Reverse(false), Reverse(Urgency::default())),
        };
        let due = (self.due.is_none(), self.due);
        (self.section, pressing, due, self.client.name.as_str(), self.client.path.as_str())
    }
}

/// The first section that fits, and the day it tells.
fn section(
    standing: &Standing<'_, '_>,
    due: &[Trigger<'_>],
    later: &[Trigger<'_>],
    planned: Option<&Touch>,
    rest: Option<&Rest>,
) -> Option<(Section, Option<NaiveDate>)> {
    if let Some(first) = due.first() {
        let section = if first.due < standing.today {
            Section::Overdue
        } else if due.iter().any(|trigger| trigger.rule() != Rule::Occasion) {
            Section::Due
        } else {
            Section::Occasions
        };
        return Some((section, Some(first.due)));
    }
    if let Some(rest) = rest {
        return Some((Section::Paused, rest.resumes()));
    }
    if let Some(planned) = planned {
        return Some((Section::Planned, Some(planned.date)));
    }
    let next = later.iter().find(|trigger| trigger.is_next_try())?;
    (!standing.attempts.is_empty()).then_some((Section::Waiting, Some(next.due)))
}

#[cfg(test)]
mod tests {
    use super::{Agenda, Section, Selection, Urgency};
    use crate::model::rule::Rule;
    use crate::model::status::{Priority, Status};
    use crate::vault::{CONFIGURATION, Vault};

    /// A Saturday; a week's agenda goes to 27 November.
    const TODAY: &str = "2026-11-21";

    fn vault(yaml: &str, notes: &[(&str, &str)]) -> Vault {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(CONFIGURATION), yaml).unwrap();
        for (path, text) in notes {
            std::fs::write(folder.path().join(path), text).unwrap();
        }
        Vault::open(folder.path()).unwrap()
    }

    fn planned<T>(vault: &Vault, selection: &Selection, say: impl FnOnce(&Agenda<'_>) -> T) -> T {
        say(&Agenda::plan(vault, TODAY.parse().unwrap(), selection))
    }

    /// The agenda of one note: `overdue 2026-10-26 0.62`.
    fn of_note(yaml: &str, note: &str) -> String {
        planned(&vault(yaml, &[("x.md", note)]), &Selection::default(), |agenda| {
            let entry = agenda.entries.first().map(|entry| {
                let due = entry.due.map_or_else(|| "null".to_owned(), |due| due.to_string());
                format!("{} {due} {:.2}", entry.section.name(), entry.urgency.value())
            });
            entry.unwrap_or_else(|| "on track".to_owned())
        })
    }

    /// The names in each section: `overdue: A, B; due: C`.
    fn names(vault: &Vault, selection: &Selection) -> String {
        planned(vault, selection, |agenda| {
            let of = |section: Section| {
                let entries = agenda.entries.iter().filter(|entry| entry.section == section);
                let names: Vec<&str> = entries.map(|entry| entry.client.name.as_str()).collect();
                (!names.is_empty()).then(|| format!("{}: {}", section.name(), names.join(", ")))
            };
            Section::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join("; ")
        })
    }

    fn note(front: &str, history: &str) -> String {
        format!("---\n{front}\n---\n{history}")
    }

    #[test]
    fn a_client_is_in_the_first_section_that_fits() {
        let called = |day: &str| format!("## 2026-{day} Call\n");
        let recent = called("11-20");
        let attempts = |days: &[&str]| {
            let tried = days.iter().map(|day| format!("## 2026-11-{day} Call, no answer\n"));
            format!("{}{}", called("11-01"), tried.collect::<String>())
        };
        let promise = |day: &str| format!("{recent}\n- [ ] Send it by 2026-11-{day}\n");
        let cases = [
            // The rhythm of a month: the day before, the day, the last day, the day after.
            (called("10-20"), "overdue 2026-11-20 0.03"),
            (called("10-21"), "due 2026-11-21 0.00"),
            (called("10-27"), "due 2026-11-27 0.00"),
            (called("10-28"), "on track"),
            (note("name: X", ""), "due 2026-11-21 0.00"),
            (promise("20"), "overdue 2026-11-20 0.14"),
            (promise("21"), "due 2026-11-21 0.00"),
            (promise("27"), "due 2026-11-27 0.00"),
            (promise("28"), "on track"),
            // An occasion shows from its lead on, also beyond the last day.
            (note("birthday: 11-21", &recent), "occasions 2026-11-21 0.00"),
            (note("birthday: 11-28", &recent), "occasions 2026-11-28 0.00"),
            (note("birthday: 11-29", &recent), "on track"),
            (note("birthday: 11-24", &called("10-26")), "due 2026-11-24 0.00"),
            (note("birthday: 11-24", &called("10-20")), "overdue 2026-11-20 0.03"),
            (note("birthday: 11-24", &attempts(&["20", "21"])), "occasions 2026-11-24 0.00"),
            (note("birthday: 11-24", &format!("{recent}## 2026-12-01 Lunch\n")), "occasions 2026-11-24 0.00"),
            // A pause: its last day, the day after, without an end, with a promise.
            (note("pause: 2026-11-30", &called("10-01")), "paused 2026-12-01 0.00"),
            (note("pause: 2026-11-21", &called("10-01")), "paused 2026-11-22 0.00"),
            (note("pause: 2026-11-20", &called("10-01")), "due 2026-11-21 0.00"),
            (note("pause: {from: 2026-11-01}", &called("10-01")), "paused null 0.00"),
            (note("pause: {from: 2026-11-22}", &called("10-01")), "overdue 2026-11-01 0.67"),
            (note("pause: 2026-11-30", &promise("25")), "due 2026-11-25 0.00"),
            (note("pause: 2026-11-30", &promise("28")), "paused 2026-12-01 0.00"),
            (note("pause: 2026-11-30", &format!("{recent}## 2026-12-05 Lunch\n")), "paused 2026-12-01 0.00"),
            (note("pause: 2026-11-30", &attempts(&["20", "21"])), "paused 2026-12-01 0.00"),
            (note("contacts: [{name: Dana, away: 2026-11-30}]", &called("10-01")), "paused 2026-12-01 0.00"),
            (
                note("contacts: [{name: Dana, away: {from: 2026-11-21}}]", &called("10-01")),
                "paused null 0.00",
            ),
            // A plan.
            (format!("{}## 2026-12-05 Lunch\n", called("10-01")), "planned 2026-12-05 0.00"),
            (format!("{}## 2026-11-22 Lunch\n", attempts(&["10"])), "planned 2026-11-22 0.00"),
            (note("delivered: 2026-10-24", &format!("{recent}## 2026-12-05 Lunch\n")), "due 2026-11-24 0.00"),
            // An attempt that waits: the retry within the week, and after it; the rhythm after the ladder.
            (attempts(&["21"]), "due 2026-11-24 0.00"),
            (attempts(&["19", "20"]), "due 2026-11-27 0.00"),
            (attempts(&["20", "21"]), "waiting 2026-11-28 0.00"),
            (attempts(&["20", "20", "21", "21"]), "waiting 2026-12-21 0.00"),
            (note("cadence: never", &attempts(&["20", "21"])), "on track"),
            (note("cadence: never", ""), "on track"),
            (format!("{}{}", attempts(&["18", "19"]), recent), "on track"),
        ];
        for (note, expected) in cases {
            assert_eq!(of_note("", &note), expected, "{note}");
        }
        for closed in
            [recent.clone(), promise("20"), format!("{recent}## 2026-12-05 Lunch\n"), attempts(&["20", "21"])]
        {
            assert_eq!(
                of_note("", &note("status: closed\npause: 2026-11-30\nbirthday: 11-24", &closed)),
                "on track"
            );
        }
    }

    #[test]
    fn an_entry_has_all_that_is_due_by_the_last_day() {
        let tasks = "- [ ] One by 2026-11-27\n- [ ] Two by 2026-11-28\n- [ ] Three by 2026-11-18\n";
        let text = note("delivered: 2026-10-22\nbirthday: 11-25", &format!("## 2026-10-20 Call\n\n{tasks}"));
        let vault = vault("", &[("x.md", &text)]);
        planned(&vault, &Selection::default(), |agenda| {
            let [entry] = &agenda.entries[..] else { panic!("one client is one entry") };
            let triggers: Vec<String> = entry
                .triggers
                .iter()
                .map(|trigger| format!("{} {}", trigger.rule().name(), trigger.due))
                .collect();
            let expected = [
                "promise 2026-11-18",
                "cadence 2026-11-20",
                "feedback 2026-11-22",
                "occasion 2026-11-25",
                "promise 2026-11-27",
            ];
            assert_eq!(triggers, expected);
            assert_eq!((entry.due, entry.days_overdue), ("2026-11-18".parse().ok(), 3));
        });
    }

    #[test]
    fn the_agenda_looks_as_far_as_it_is_told() {
        let text = "## 2026-10-27 Call\n";
        let cases = [
            ("", None, "2026-11-27", 1),
            ("", Some(7), "2026-11-27", 1),
            ("", Some(6), "2026-11-26", 0),
            ("", Some(1), "2026-11-21", 0),
            ("days: 3\n", None, "2026-11-23", 0),
            ("days: 3\n", Some(14), "2026-12-04", 1),
        ];
        for (yaml, days, until, listed) in cases {
            let vault = vault(yaml, &[("x.md", text)]);
            planned(&vault, &Selection { days, ..Selection::default() }, |agenda| {
                assert_eq!(
                    (agenda.until.to_string().as_str(), agenda.entries.len()),
                    (until, listed),
                    "{days:?}"
                );
            });
        }
    }

    #[test]
    fn urgency_is_rounded_half_up() {
        let cases = [
            (0, 30, Priority::High, 0),
            (26, 42, Priority::Normal, 62),
            (26, 42, Priority::High, 124),
            (26, 42, Priority::Low, 31),
            (1, 3, Priority::Normal, 33),
            (2, 3, Priority::Normal, 67),
            // At exactly half a hundredth: 12.5, 37.5, 2.5, 0.5, 0.5; and a little less.
            (1, 8, Priority::Normal, 13),
            (3, 8, Priority::Normal, 38),
            (1, 40, Priority::Normal, 3),
            (1, 400, Priority::High, 1),
            (1, 100, Priority::Low, 1),
            (1, 101, Priority::Low, 0),
            (1, 8, Priority::High, 25),
            (1, 8, Priority::Low, 6),
            (36_500, 1, Priority::High, 7_300_000),
        ];
        for (days, rhythm, priority, hundredths) in cases {
            assert_eq!(Urgency::new(days, rhythm, priority).0, hundredths, "{days}/{rhythm} {priority:?}");
        }
    }

    #[test]
    fn urgency_is_weighed_by_the_rhythm_of_each_trigger() {
        let six_weeks = "## 2026-09-14 Call\n";
        let with_promise = |day: &str| format!("{six_weeks}\n- [ ] Send it by 2026-11-{day}\n");
        let never = |front: &str| note(&format!("cadence: never\n{front}"), "");
        let cases = [
            (note("cadence: 6 weeks", six_weeks), "overdue 2026-10-26 0.62"),
            (note("cadence: 6 weeks\npriority: high", six_weeks), "overdue 2026-10-26 1.24"),
            (note("cadence: 6 weeks\npriority: low", six_weeks), "overdue 2026-10-26 0.31"),
            // The greatest counts: 3 days of 7 are less, 7 of 7 are more.
            (note("cadence: 6 weeks", &with_promise("18")), "overdue 2026-10-26 0.62"),
            (note("cadence: 6 weeks", &with_promise("14")), "overdue 2026-10-26 1.00"),
            // A month counts 30 days, a year 365.
            ("## 2026-09-30 Call\n".to_owned(), "overdue 2026-10-30 0.73"),
            (note("cadence: 3 months", "## 2026-08-01 Call\n"), "overdue 2026-11-01 0.22"),
            (note("cadence: 1 year", "## 2025-11-01 Call\n"), "overdue 2026-11-01 0.05"),
            (note("cadence: 8 days", "## 2026-11-12 Call\n"), "overdue 2026-11-20 0.13"),
            (note("cadence: 40 days", "## 2026-10-11 Call\n"), "overdue 2026-11-20 0.03"),
            // A retry by the client's rhythm, a contact's by its own.
            ("## 2026-11-08 Voicemail\n".to_owned(), "overdue 2026-11-11 0.33"),
            (note("cadence: 6 weeks", "## 2026-11-08 Voicemail\n"), "overdue 2026-11-11 0.24"),
            (
                never("since: 2026-10-01\ncontacts: [{name: Dana, cadence: 2 weeks}]"),
                "overdue 2026-10-15 2.64",
            ),
            (never("delivered: 2026-09-21"), "overdue 2026-10-21 1.03"),
            (note("cadence: never", "- [ ] Send it by 2026-11-18\n"), "overdue 2026-11-18 0.43"),
            (never("status: lost\nsince: 2026-11-10"), "overdue 2026-11-17 0.57"),
            (never("contacts: [{name: Dana, left: 2026-11-01, now_at: X}]"), "overdue 2026-11-15 0.86"),
            (never("contacts: [{name: Dana, away: 2026-11-15}]"), "overdue 2026-11-16 0.71"),
            (never("birthday: 11-21\npriority: high"), "occasions 2026-11-21 0.00"),
            // From the day after a pause.
            (note("pause: 2026-11-15", "## 2026-09-01 Call\n"), "overdue 2026-11-16 0.17"),
        ];
        for (note, expected) in cases {
            assert_eq!(of_note("", &note), expected, "{note}");
        }
        let talk = note("cadence: never", "## 2026-11-14 Call\n");
        assert_eq!(of_note("follow_up: 2 days\n", &talk), "overdue 2026-11-16 0.71");
        let partner = never("name: R\nstatus: partner");
        let sent = never("since: 2026-11-10\nreferred_by: R");
        planned(&vault("", &[("r.md", &partner), ("x.md", &sent)]), &Selection::default(), |agenda| {
            let shown: Vec<_> =
                agenda.entries.iter().map(|entry| (&*entry.client.path, entry.urgency.0)).collect();
            assert_eq!(shown, [("r.md", 57)]);
        });
    }

    #[test]
    fn overdue_promises_first_then_what_presses_most() {
        let overdue = |name: &str, rhythm: u32, day: &str, task: &str| {
            note(&format!("name: {name}\ncadence: {rhythm}"), &format!("## 2026-{day} Call\n{task}"))
        };
        let vault = vault(
            "",
            &[
                // Promises of yesterday (0.14), of the day before (0.29), and one not yet due.
                ("a.md", &overdue("Ann", 30, "11-20", "- [ ] Send it by 2026-11-20\n")),
                ("b.md", &overdue("Bea", 30, "11-20", "- [ ] Send it by 2026-11-19\n")),
                ("c.md", &overdue("Cid", 10, "11-10", "- [ ] Send it by 2026-11-22\n")),
                // 0.50 since 16 and since 11 November.
                ("d.md", &overdue("Abe", 10, "11-06", "")),
                ("e.md", &overdue("Zoe", 20, "10-22", "")),
                // 0.30 since 18 November: by name, then by path.
                ("f.md", &overdue("Moe", 10, "11-08", "")),
                ("h.md", &overdue("Liv", 10, "11-08", "")),
                ("g.md", &overdue("Liv", 10, "11-08", "")),
                // The others by day, without one last, then name, whatever their priority.
                ("i.md", &note("name: Ida\npriority: high", "## 2026-10-26 Call\n")),
                ("j.md", &note("name: Jo", "## 2026-10-25 Call\n")),
                ("k.md", &note("name: Kay", "## 2026-10-25 Call\n")),
                ("l.md", &note("name: Lea\npause: {from: 2026-11-01}", "")),
                ("m.md", &note("name: Max\npause: 2026-12-24", "")),
                ("n.md", &note("name: Ned\npause: 2026-11-30", "")),
            ],
        );
        let expected =
            "overdue: Bea, Ann, Zoe, Abe, Liv, Liv, Moe, Cid; due: Jo, Kay, Ida; paused: Ned, Max, Lea";
        assert_eq!(names(&vault, &Selection::default()), expected);
        planned(&vault, &Selection::default(), |agenda| {
            let paths: Vec<&str> = agenda.entries[4..6].iter().map(|entry| &*entry.client.path).collect();
            assert_eq!(paths, ["g.md", "h.md"]);
        });
    }

    #[test]
    fn a_capacity_moves_the_rest_to_later() {
        let of = |name: &str, status: &str, day: &str| {
            note(&format!("name: {name}\nstatus: {status}\ncadence: 10"), &format!("## 2026-{day} Call\n"))
        };
        let notes = [
            ("1.md", of("O1", "active", "11-02")),
            ("2.md", of("O2", "active", "11-06")),
            ("3.md", of("I1", "inactive", "11-10")),
            ("4.md", of("D1", "active", "11-11")),
            ("5.md", of("I2", "inactive", "11-12")),
            ("6.md", of("I3", "inactive", "11-13")),
            ("7.md", note("name: B\nbirthday: 11-21", "## 2026-11-19 Call\n")),
        ];
        let notes = notes.each_ref().map(|(path, text)| (*path, text.as_str()));
        let cases = [
            ("", "overdue: O1, O2, I1; due: D1, I2, I3; occasions: B"),
            ("reserve: {inactive: 1}\n", "overdue: O1, O2, I1; due: D1, I2, I3; occasions: B"),
            ("capacity: 6\n", "overdue: O1, O2, I1; due: D1, I2, I3; occasions: B"),
            ("capacity: 5\n", "overdue: O1, O2, I1; due: D1, I2; later: I3; occasions: B"),
            ("capacity: 2\n", "overdue: O1, O2; later: I1, D1, I2, I3; occasions: B"),
            (
                "capacity: 4\nreserve: {inactive: 3}\n",
                "overdue: O1, I1; due: I2, I3; later: O2, D1; occasions: B",
            ),
            (
                "capacity: 2\nreserve: {inactive: 3}\n",
                "overdue: I1; due: I2; later: O1, O2, D1, I3; occasions: B",
            ),
            (
                "capacity: 5\nreserve: {inactive: 2}\n",
                "overdue: O1, O2, I1; due: D1, I2; later: I3; occasions: B",
            ),
            ("capacity: 3\nreserve: {lost: 2}\n", "overdue: O1, O2, I1; later: D1, I2, I3; occasions: B"),
            (
                "capacity: 2\nreserve: {inactive: 1, active: 1}\n",
                "overdue: O1, I1; later: O2, D1, I2, I3; occasions: B",
            ),
        ];
        for (yaml, expected) in cases {
            assert_eq!(names(&vault(yaml, &notes), &Selection::default()), expected, "{yaml}");
        }
        let tops = [
            ("capacity: 4\n", 2, "overdue: O1, O2; occasions: B", 4),
            ("capacity: 1\n", 4, "overdue: O1, O2, I1; due: D1; occasions: B", 2),
            ("reserve: {inactive: 2}\n", 3, "overdue: O1, I1; due: I2; occasions: B", 3),
            ("", 9, "overdue: O1, O2, I1; due: D1, I2, I3; occasions: B", 0),
        ];
        for (yaml, top, expected, left_out) in tops {
            let (vault, selection) =
                (vault(yaml, &notes), Selection { top: Some(top), ..Selection::default() });
            assert_eq!(names(&vault, &selection), expected, "{yaml} --top {top}");
            planned(&vault, &selection, |agenda| {
                assert_eq!(agenda.counts.left_out, left_out, "{yaml} --top {top}")
            });
        }
    }

    #[test]
    fn filters_come_before_all_else() {
        let vault = vault(
            "owner: Eva\ncapacity: 1\n",
            &[
                ("a.md", &note("name: A\nstatus: lead\ntags: [vip, food]", "")),
                ("b.md", &note("name: B\nstatus: lost\nowner: Ines\ntags: VIP", "")),
                ("c.md", &note("name: C\nstatus: lost\nowner: eva", "")),
                ("d.md", "---\nstatus: [\n---\n"),
            ],
        );
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let select = |statuses: &[Status], owners: &[&str], tags: &[&str]| Selection {
            statuses: statuses.to_vec(),
            owners: texts(owners),
            tags: texts(tags),
            ..Selection::default()
        };
        let cases = [
            (select(&[Status::Lost], &[], &[]), "due: B; later: C", 2),
            (select(&[Status::Lost, Status::Prospect], &[], &[]), "due: A; later: B, C", 3),
            (select(&[Status::Former], &[], &[]), "", 0),
            (select(&[], &["ines"], &[]), "due: B", 1),
            (select(&[], &["INES", "nobody"], &[]), "due: B", 1),
            // The configuration's owner keeps the note that names nobody.
            (select(&[Status::Lost, Status::Prospect], &["Eva"], &[]), "due: A; later: C", 2),
            (select(&[], &[], &["vip"]), "due: A; later: B", 2),
            (select(&[], &[], &["Food", "x"]), "due: A", 1),
            (select(&[Status::Lost], &["Ines"], &["vip"]), "due: B", 1),
            (select(&[Status::Lost], &["Eva"], &["vip"]), "", 0),
        ];
        for (selection, expected, clients) in cases {
            assert_eq!(names(&vault, &selection), expected, "{selection:?}");
            planned(&vault, &selection, |agenda| {
                assert_eq!(agenda.counts.clients, clients, "{selection:?}");
                // What cannot be read is listed in any case.
                assert_eq!((agenda.counts.notes, agenda.counts.needs_fixing), (4, 1), "{selection:?}");
                assert_eq!(agenda.problems[0].0, "d.md", "{selection:?}");
            });
        }
    }

    #[test]
    fn counts_are_of_notes_clients_and_sections() {
        let vault = vault(
            "capacity: 1\n",
            &[
                ("a.md", "## 2026-10-01 Call\n"),
                ("b.md", "## 2026-10-21 Call\n"),
                ("c.md", "## 2026-11-20 Call\n"),
                ("d.md", &note("status: closed", "## 2026-10-01 Call\n")),
                ("e.md", "# Groceries\n\n- bread\n"),
                ("f.md", &note("status: actve\ncadence: sometimes", "## 2026-11-19 Call\n")),
                ("g.md", &note("pause: 2026-11-30", "")),
            ],
        );
        planned(&vault, &Selection::default(), |agenda| {
            let counts = &agenda.counts;
            assert_eq!((counts.notes, counts.clients, counts.on_track, counts.needs_fixing), (7, 6, 2, 1));
            let sections: Vec<usize> = Section::ALL.iter().map(|section| counts.sections[section]).collect();
            assert_eq!(sections, [1, 0, 1, 0, 1, 0, 0]);
            assert_eq!(agenda.problems.len(), 2);
        });
    }

    #[test]
    fn a_colleague_stands_in_while_the_owner_is_away() {
        let team = |away: &str| {
            format!("owner: Ines\nteam:\n  - {{name: Ines, away: {away}, cover: Tomas}}\n  - Eva\n")
        };
        let cases = [
            (team("{from: 2026-11-21, until: 2026-11-29}"), "", Some("Tomas")),
            (team("{from: 2026-11-12, until: 2026-11-21}"), "", Some("Tomas")),
            (team("{from: 2026-11-12, until: 2026-11-20}"), "", None),
            (team("{from: 2026-11-22}"), "", None),
            (team("2026-11-21").replace(", cover: Tomas", ""), "", None),
            (team("{until: 2026-11-21, cover: Eva}").replace(", cover: Tomas", ""), "", Some("Eva")),
            (team("2026-11-21"), "owner: INES", Some("Tomas")),
            (team("2026-11-21"), "owner: Eva", None),
            (team("2026-11-21"), "owner: Nobody", None),
            (team("2026-11-21").replace("owner: Ines\n", ""), "", None),
        ];
        for (yaml, front, expected) in cases {
            let vault = vault(&yaml, &[("x.md", &note(front, ""))]);
            planned(&vault, &Selection::default(), |agenda| {
                assert_eq!(agenda.entries[0].cover, expected, "{yaml}{front}");
            });
        }
    }

    #[test]
    fn every_rule_can_be_switched_off() {
        let emails = "## 2026-11-02 E-mail to Marta, no reply\n".repeat(3);
        let in_vain = "## 2026-10-01 Call, no answer\n".repeat(4);
        let given = "## 2026-10-01 Call #value\n".repeat(4);
        let asked = "## 2026-10-01 Call #ask\n".repeat(2);
        let orders = "## 2026-10-01 Lunch\n## 2026-10-02 Order 1\n## 2026-10-03 Order 2\n";
        let moved =
            "contacts:\n  - {name: Dana, left: 2026-10-01, now_at: X}\n  - {name: Lee, away: 2026-11-10}";
        let notes = [
            note("status: lost\nsince: 2026-11-10\ncause: price\ninterests: pricing", ""),
            note("name: new", "- [ ] Send it by 2026-11-21\n"),
            note("contacts: [Marta, Jonas]", &emails),
            note("birthday: 11-24\ndelivered: 2026-10-01", &in_vain),
            note(moved, &given),
            note("name: R", &asked),
            note("referred_by: R\nsince: 2026-11-01", orders),
            "## 2026-11-19 Call\n".to_owned(),
        ];
        let paths = ["0.md", "1.md", "2.md", "3.md", "4.md", "5.md", "6.md", "7.md"];
        let notes: Vec<(&str, &str)> = paths.into_iter().zip(notes.iter().map(String::as_str)).collect();
        let rules = |off: &str| {
            let vault = vault(&format!("follow_up: 2 days\n{off}"), &notes);
            planned(&vault, &Selection::default(), |agenda| {
                let entries = agenda.entries.iter();
                let of = entries.flat_map(|entry| {
                    let triggers = entry.triggers.iter().map(super::Trigger::rule);
                    triggers.chain(entry.advice.iter().map(super::Advice::rule)).collect::<Vec<_>>()
                });
                of.collect::<std::collections::BTreeSet<Rule>>()
            })
        };
        assert!(rules("").iter().eq(Rule::ALL), "{:?}", rules(""));
        for rule in Rule::ALL {
            let left = rules(&format!("rules: {{{}: off}}\n", rule.name()));
            assert!(!left.contains(rule), "{}: {left:?}", rule.name());
            assert!(rules(&format!("rules: {{{}: on}}\n", rule.name())).contains(rule), "{}", rule.name());
        }
    }
}
