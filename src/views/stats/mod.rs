//! How well a vault's clients are looked after, as numbers and lists without words.
//!
//! `docs/stats.md` explains to users what each of them counts. Closed clients are counted only in referrals and
//! win-backs, which are history.

mod known;
mod referrals;
mod rhythm;
mod silence;
mod talk;
#[cfg(test)]
mod testing;
mod win_backs;

use chrono::NaiveDate;

pub use known::Single;
pub use referrals::Referrer;
pub use rhythm::{OwnerShare, Week};
pub use silence::Silence;
pub use talk::{Answers, Given};
pub use win_backs::WinBack;

use crate::agenda::{Selection, owner};
use crate::model::days_between;
use crate::model::duration::Duration;
use crate::model::status::Status;
use crate::model::touch::Channel;
use crate::rules::Standing;
use crate::survey::{Relations, Survey};
use crate::vault::{OpenError, Vault};
use rhythm::{InRhythm, Rhythms};
use talk::Talk;

/// How far back channels and purposes are counted.
const LOOKING_BACK: Duration = Duration::months(12);

/// The numbers of a vault on a day.
#[derive(Debug)]
pub struct Stats {
    /// The day.
    pub today: NaiveDate,
    /// How many clients are selected, not counting closed ones.
    pub clients: usize,
    /// Of the clients that have a rhythm and do not rest, how many were contacted within it (P02).
    pub in_rhythm: Share,
    /// The same for each status, in the contract's order; those without a client left out.
    pub by_status: Vec<(Status, Share)>,
    /// The same for each owner (P13), by name, ignoring case; clients without an owner come last.
    pub by_owner: Vec<OwnerShare>,
    /// The same on today and each week before it for a year, oldest first.
    pub year: Vec<Week>,
    /// The days since the last contact; none if no client was ever contacted.
    pub silence: Option<Silence>,
    /// The same for each status, in the contract's order; those without a contact left out.
    pub silence_by_status: Vec<(Status, Silence)>,
    /// The first day of the last twelve months, which end today.
    pub from: NaiveDate,
    /// How often each channel was answered in these months (P08), in the contract's order; those not
    /// used left out.
    pub channels: Vec<(Channel, Answers)>,
    /// What the touches of these months were for (P15).
    pub given: Given,
    /// Who referred clients to us (P27), those who referred most first, then by name and path.
    pub referrers: Vec<Referrer>,
    /// Clients who came back after they were lost (P31), newest first, then by name and path.
    pub win_backs: Vec<WinBack>,
    /// How many clients are lost now (P31).
    pub lost: usize,
    /// Clients known through one person only (P11), by name and path; none if `coverage` is off.
    pub single: Vec<Single>,
}

/// How many clients out of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Out of how many.
    pub of: usize,
}

impl Share {
    /// The share in percent, rounded half up; none out of no clients.
    pub fn percent(self) -> Option<usize> {
        (self.of > 0).then(|| (self.count * 200 + self.of) / (2 * self.of))
    }

    fn add(&mut self, counts: bool) {
        self.count += usize::from(counts);
        self.of += 1;
    }
}

/// What is counted of one client.
#[derive(Debug)]
pub struct ClientStats {
    status: Status,
    owner: Option<Box<str>>,
    in_rhythm: InRhythm,
    silence: Option<u32>,
    talk: Talk,
    referrer: Option<Referrer>,
    win_backs: Vec<WinBack>,
    single: Option<Single>,
}

impl ClientStats {
    /// Counts one client.
    pub fn new(standing: &Standing<'_, '_>) -> Box<Self> {
        let (client, today) = (standing.client, standing.today());
        Box::new(Self {
            status: client.status,
            owner: owner(client, standing.settings()).map(Box::from),
            in_rhythm: InRhythm::of(standing),
            silence: standing.last_contact.map(|last| days_between(last, today)),
            talk: Talk::of(standing, LOOKING_BACK.before(today)),
            referrer: Referrer::of(client, standing.context),
            win_backs: WinBack::of(client, today).collect(),
            single: Single::of(standing),
        })
    }
}

impl Stats {
    /// Counts the selected clients of a vault.
    pub fn read(vault: &Vault, today: NaiveDate, selection: &Selection) -> Result<Self, OpenError> {
        let survey = Survey::of_clients(vault, today, Relations::All, |client, context| {
            let is_taken = selection.takes(client, &vault.settings);
            is_taken.then(|| ClientStats::new(&Standing::new(client, context)))
        })?;
        Ok(Self::new(survey.into_kept().flatten(), today))
    }

    /// Adds up the counts of clients, which come in the order of their paths.
    pub fn new(counted: impl Iterator<Item = Box<ClientStats>>, today: NaiveDate) -> Self {
        let before = LOOKING_BACK.before(today);
        let mut clients = 0;
        let mut lost = 0;
        let mut rhythms = Rhythms::until(today);
        let mut silences = Vec::new();
        let mut talk = Talk::default();
        let (mut referrers, mut win_backs, mut single) = (Vec::new(), Vec::new(), Vec::new());
        for client in counted {
            referrers.extend(client.referrer);
            win_backs.extend(client.win_backs);
            if client.status == Status::Closed {
                continue;
            }
            clients += 1;
            lost += usize::from(client.status == Status::Lost);
            rhythms.add(client.in_rhythm, client.status, client.owner.as_deref());
            silences.extend(client.silence.map(|days| (client.status, days)));
            talk.add(&client.talk);
            single.extend(client.single);
        }
        referrals::sort(&mut referrers);
        win_backs::sort(&mut win_backs);
        known::sort(&mut single);
        let (in_rhythm, by_status) = (rhythms.today(), rhythms.by_status());
        let (by_owner, year) = rhythms.into_parts();
        Self {
            today,
            clients,
            in_rhythm,
            by_status,
            by_owner,
            year,
            silence: Silence::of(silences.iter().map(|(_, days)| *days)),
            silence_by_status: silence::by_status(&silences),
            from: before.succ_opt().unwrap_or(before),
            channels: talk.channels(),
            given: talk.given,
            referrers,
            win_backs,
            lost,
            single,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Share;
    use super::testing::{figures, note};

    #[test]
    fn a_share_is_rounded_half_up() {
        let cases = [
            (0, 0, None),
            (0, 3, Some(0)),
            (1, 3, Some(33)),
            (2, 3, Some(67)),
            (1, 200, Some(1)),
            (3, 3, Some(100)),
        ];
        for (count, of, percent) in cases {
            assert_eq!(Share { count, of }.percent(), percent, "{count} of {of}");
        }
    }

    #[test]
    fn closed_clients_and_those_not_selected_are_left_out() {
        let notes = [
            note("status: lost", "## 2026-11-20 Call #value\n"),
            note("status: lost", ""),
            note("status: closed\ncontacts: [Dana]", "## 2026-11-20 Call with Dana #value\n"),
            note("status: active\ncontacts: [Dana]", "## 2026-11-19 Call #ask\n"),
        ];
        let show = |statuses: &str| {
            figures("", &notes, statuses, |figures| {
                let in_rhythm = figures.in_rhythm;
                let silent = figures.silence.map_or(0, |silence| silence.clients);
                let calls = figures.channels.first().map_or(0, |(_, answers)| answers.answered);
                format!(
                    "{} clients, {} lost, {} of {} in rhythm, {silent} silent, {calls} calls, {} single",
                    figures.clients,
                    figures.lost,
                    in_rhythm.count,
                    in_rhythm.of,
                    figures.single.len(),
                )
            })
        };
        assert_eq!(show(""), "3 clients, 2 lost, 2 of 3 in rhythm, 2 silent, 2 calls, 1 single");
        assert_eq!(show("lost"), "2 clients, 2 lost, 1 of 2 in rhythm, 1 silent, 1 calls, 0 single");
        assert_eq!(show("closed"), "0 clients, 0 lost, 0 of 0 in rhythm, 0 silent, 0 calls, 0 single");
    }
}
