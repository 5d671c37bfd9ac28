//! Clients who came back after they were lost (P31).

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::touch::{EventKind, Milestone};

/// A client who came back.
#[derive(Debug)]
pub struct WinBack<'v> {
    /// Who.
    pub client: &'v Client,
    /// The day its note tells.
    pub day: NaiveDate,
}

impl<'v> WinBack<'v> {
    /// Each time a client came back, up to today.
    pub(super) fn of(client: &'v Client, today: NaiveDate) -> impl Iterator<Item = Self> {
        let events = client.events.iter().filter(move |event| event.date <= today);
        let won_back = events.filter(|event| event.kind == EventKind::Milestone(Milestone::WonBack));
        won_back.map(move |event| Self { client, day: event.date })
    }
}

/// The newest come first, then by name and path.
pub(super) fn sort(win_backs: &mut [WinBack<'_>]) {
    win_backs.sort_by_key(|win_back| (Reverse(win_back.day), &win_back.client.name, &win_back.client.path));
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
