//! What today is: given, or asked from the clock in the vault's time zone.

use anyhow::bail;
use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, Utc};
use clap::Args;
use rekindle::date::spoken::{self, Tense};
use rekindle::date::{DateContext, DateError, whole};
use rekindle::model::settings::Settings;

/// The day a command looks from.
#[derive(Debug, Args)]
pub(super) struct Today {
    /// The day to look from, like 2026-11-21; else today
    #[arg(long, value_name = "DATE", env = "REKINDLE_TODAY", hide_env_values = true)]
    today: Option<String>,
}

impl Today {
    /// The day given, in any form that notes may use, else today in the vault's time zone.
    pub(super) fn find(&self, settings: &Settings) -> anyhow::Result<NaiveDate> {
        find(self.today.as_deref().filter(|given| !given.is_empty()), settings)
    }
}

/// The day and the time it is in the vault's time zone, else in the machine's.
pub(super) fn now(settings: &Settings) -> NaiveDateTime {
    local(utc(), settings)
}

/// The time it is.
#[expect(clippy::disallowed_methods, reason = "the command line asks the clock, and nothing else does")]
pub(super) fn utc() -> DateTime<Utc> {
    Utc::now()
}

/// The day and the time in the vault's time zone, else in the machine's.
pub(super) fn local(time: DateTime<Utc>, settings: &Settings) -> NaiveDateTime {
    match &settings.timezone {
        Some(zone) => zone.clock(time.naive_utc()),
        None => time.with_timezone(&Local).naive_local(),
    }
}

fn find(given: Option<&str>, settings: &Settings) -> anyhow::Result<NaiveDate> {
    let Some(given) = given else {
        return Ok(now(settings).date());
    };
    let context = DateContext { order: settings.date_order, year: None };
    checked("--today", given, whole(given, context).map(|dated| dated.date))
}

/// The day that an option gives in words.
pub(super) fn spoken(
    option: &str,
    said: &str,
    tense: Tense,
    today: NaiveDate,
    settings: &Settings,
) -> anyhow::Result<NaiveDate> {
    checked(option, said, spoken::spoken(said, tense, today, settings.date_order))
}

/// The day that was read from an option, or an error that explains what is wrong with it.
fn checked(
    option: &str,
    given: &str,
    read: Option<Result<NaiveDate, DateError>>,
) -> anyhow::Result<NaiveDate> {
    match read {
        Some(Ok(date)) => Ok(date),
        Some(Err(DateError::Impossible)) => bail!("{option}: “{given}” is not in the calendar"),
        Some(Err(DateError::Ambiguous { dmy, mdy })) => {
            bail!("{option}: “{given}” could be {dmy} or {mdy}; write one of these")
        }
        None => bail!("{option}: “{given}” is not a date; write it like 2026-11-21"),
    }
}
