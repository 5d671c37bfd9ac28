//! A run of days: a pause or an absence.

use chrono::{Days, NaiveDate};

/// Days on which a client is not contacted, or a contact is away; both ends included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day; none if it has no beginning.
    pub from: Option<NaiveDate>,
    /// The last day; none if it has no known end.
    pub until: Option<NaiveDate>,
    /// Why.
    pub why: Option<String>,
}

impl Period {
    /// Whether it includes a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The days that two periods have in common, if any, for the reason of the first.
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        let has_days = from.zip(until).is_none_or(|(from, until)| from <= until);
        has_days.then(|| Self { from, until, why: self.why.clone() })
    }

    /// The day after its last; none if it has no end.
    pub fn day_after(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.checked_add_days(Days::new(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn periods_include_both_ends() {
        let period = |from: &str, until: &str| Period {
            from: from.parse().ok(),
            until: until.parse().ok(),
            why: None,
        };
        let march = period("2026-03-01", "2026-03-31");
        let cases =
            [("2026-02-28", false), ("2026-03-01", true), ("2026-03-31", true), ("2026-04-01", false)];
        for (day, covered) in cases {
            assert_eq!(march.covers(day.parse().unwrap()), covered, "{day}");
        }
        assert_eq!(march.overlap(&period("2026-04-01", "")), None);
        assert_eq!(march.overlap(&period("", "2026-03-10")), Some(period("2026-03-01", "2026-03-10")));
        assert_eq!(march.day_after(), "2026-04-01".parse().ok());
    }
}
