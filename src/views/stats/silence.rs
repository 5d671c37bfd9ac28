//! How long clients have not been contacted.

use crate::model::status::Status;

/// The days since the last contact of some clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// How many clients were ever contacted.
    pub clients: usize,
    /// The median; of an even number of clients the mean of the middle two, rounded half up.
    pub median: u32,
    /// The longest.
    pub longest: u32,
}

impl Silence {
    pub(super) fn of(days: impl Iterator<Item = u32>) -> Option<Self> {
        let mut days: Vec<u32> = days.collect();
        days.sort_unstable();
        let clients = days.len();
        let upper = *days.get(clients / 2)?;
        let lower = *days.get((clients - 1) / 2)?;
        Some(Self { clients, median: lower + (upper - lower).div_ceil(2), longest: *days.last()? })
    }
}

/// The silence of each status that has any.
pub(super) fn by_status(silences: &[(Status, u32)]) -> Vec<(Status, Silence)> {
    let mut all = Vec::new();
    for wanted in Status::ALL {
        let days = silences.iter().filter(|(status, _)| *status == wanted).map(|(_, days)| *days);
        if let Some(silence) = Silence::of(days) {
            all.push((wanted, silence));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::Silence;
    use crate::views::stats::testing::{figures, note};

    #[test]
    fn the_median_lies_in_the_middle() {
        let cases = [
            (vec![5], (5, 5)),
            (vec![9, 4], (7, 9)),
            (vec![4, 8], (6, 8)),
            (vec![30, 1, 2], (2, 30)),
            (vec![0, 0, 1, 400], (1, 400)),
            (vec![u32::MAX, u32::MAX], (u32::MAX, u32::MAX)),
        ];
        for (days, expected) in cases {
            let silence = Silence::of(days.iter().copied()).unwrap();
            assert_eq!((silence.median, silence.longest), expected, "{days:?}");
            assert_eq!(silence.clients, days.len());
        }
        assert_eq!(Silence::of(std::iter::empty()), None);
    }

    #[test]
    fn only_contacts_up_to_today_end_a_silence() {
        let notes = [
            note("status: lost", "## 2026-11-01 Call\n## 2026-11-20 Call, no answer\n## 2026-11-22 Lunch\n"),
            note("status: prospect\nlast_contact: 2026-11-21", "## 2026-10-01 Call\n"),
            note("status: lost", "## 2026-11-20 Order 7\n"),
            note("status: lost\ncadence: never", "## 2026-11-11 Call\n"),
        ];
        figures("", &notes, "", |figures| {
            let show = |silence: &Silence| (silence.clients, silence.median, silence.longest);
            assert_eq!(figures.silence.as_ref().map(show), Some((3, 10, 20)));
            let by_status: Vec<_> = figures
                .silence_by_status
                .iter()
                .map(|(status, silence)| (status.name(), show(silence)))
                .collect();
            assert_eq!(by_status, [("prospect", (1, 0, 0)), ("lost", (2, 15, 20))]);
        });
    }
}
