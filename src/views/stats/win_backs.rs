//! Clients who came back after they were lost (P31).

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::touch::{EventKind, Milestone};
use crate::views::ClientName;

/// A client who came back.
#[derive(Debug)]
pub struct WinBack {
    /// Who.
    pub client: ClientName,
    /// The day that its note gives.
    pub day: NaiveDate,
}

impl WinBack {
    /// Each time a client came back, up to today.
    pub(super) fn of(client: &Client, today: NaiveDate) -> impl Iterator<Item = Self> {
        let events = client.events.iter().filter(move |event| event.date <= today);
        let won_back = events.filter(|event| event.kind == EventKind::Milestone(Milestone::WonBack));
        won_back.map(move |event| Self { client: client.into(), day: event.date })
    }
}

/// The newest come first, then by name and path.
pub(super) fn sort(win_backs: &mut [WinBack]) {
    win_backs.sort_by(|one, other| {
        Reverse(one.day).cmp(&Reverse(other.day)).then_with(|| one.client.cmp(&other.client))
    });
}

#[cfg(test)]
mod tests {
    use crate::views::stats::testing::{figures, note};

    #[test]
    fn each_return_up_to_today_is_one() {
        let notes = [
            note(
                "name: Ben",
                "## 2026-03-01 Won back: two shops\n## 2024-01-01 Won back\n## 2025-01-01 Lost\n",
            ),
            note("name: Ann", "## 2026-03-01 Won back\n## 2026-11-22 Won back again\n## 2026-02-01 Won\n"),
            note("name: Zoe\nstatus: closed", "## 2026-11-21 Won back\n"),
        ];
        figures("", &notes, "", |figures| {
            let shown = figures.win_backs.iter().map(|back| format!("{} {}", back.day, back.client.name));
            let expected = ["2026-11-21 Zoe", "2026-03-01 Ann", "2026-03-01 Ben", "2024-01-01 Ben"];
            assert_eq!(shown.collect::<Vec<_>>(), expected);
        });
    }
}
