//! Reads YAML values as values of the model; those that do not fit are reported and left out.
//!
//! Notes and the configuration share these readers: a problem of a note is listed, one of the configuration is an
//! error.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::yaml::Field;
use crate::date::{self, DateContext, DateError};
use crate::model::duration::{Cadence, Duration};
use crate::model::period::Period;
use crate::model::settings::DateOrder;
use crate::model::slip;
use crate::model::status::{Priority, Status};
use crate::model::yearly::{Birthday, Occasion, OccasionDay};
use crate::note::problem::{ProblemKind, Problems};
use crate::text::Span;

/// Reads fields, and collects the problems.
pub(crate) struct Fields<'p> {
    pub(crate) order: Option<DateOrder>,
    /// Keys of the user's that are never taken for slips.
    pub(crate) own_keys: &'p [String],
    pub(crate) problems: &'p mut Problems,
}

impl Fields<'_> {
    /// Reports that a field should be what is `expected`.
    pub(crate) fn expected(&mut self, field: &Field<'_>, expected: &'static str) {
        let kind = ProblemKind::UnreadableValue { key: field.name().to_owned(), expected };
        self.problems.add(kind, field.span());
    }

    /// A text; numbers count as what is written.
    pub(crate) fn text(&mut self, field: &Field<'_>) -> Option<String> {
        self.written(field).map(Cow::into_owned)
    }

    /// The same, borrowed where possible.
    fn written<'f>(&mut self, field: &Field<'f>) -> Option<Cow<'f, str>> {
        let text = field.text();
        if text.is_none() {
            self.expected(field, "a text");
        }
        text
    }

    /// A list of texts, or one text.
    pub(crate) fn texts(&mut self, field: &Field<'_>) -> Vec<String> {
        field.items().filter_map(|item| self.text(&item)).collect()
    }

    /// A list, or one text with commas or spaces.
    pub(crate) fn tags(&mut self, field: &Field<'_>) -> Vec<String> {
        match field.text() {
            Some(text) => text.split([',', ' ']).filter_map(tag).collect(),
            None => field.items().filter_map(|item| tag(&self.written(&item)?)).collect(),
        }
    }

    /// True or false.
    pub(crate) fn flag(&mut self, field: &Field<'_>) -> Option<bool> {
        let flag = field.flag();
        if flag.is_none() {
            self.expected(field, "true or false");
        }
        flag
    }

    /// A whole number of at least one.
    pub(crate) fn count(&mut self, field: &Field<'_>) -> Option<u32> {
        let count = field.text().and_then(|text| text.parse().ok()).filter(|count| *count > 0);
        if count.is_none() {
            self.expected(field, "a whole number of at least 1");
        }
        count
    }

    /// A text that `parse` accepts.
    pub(crate) fn word<T>(
        &mut self,
        field: &Field<'_>,
        parse: impl FnOnce(&str) -> Option<T>,
        unknown: impl FnOnce(String) -> ProblemKind,
    ) -> Option<T> {
        let text = self.written(field)?;
        let value = parse(&text);
        if value.is_none() {
            self.problems.add(unknown(text.into_owned()), field.span());
        }
        value
    }

    pub(crate) fn status(&mut self, field: &Field<'_>) -> Option<Status> {
        self.word(field, Status::from_word, unknown_status)
    }

    pub(crate) fn priority(&mut self, field: &Field<'_>) -> Option<Priority> {
        self.word(field, Priority::from_word, |value| ProblemKind::UnknownPriority { value })
    }

    pub(crate) fn cadence(&mut self, field: &Field<'_>) -> Option<Cadence> {
        self.word(field, |text| text.parse().ok(), |value| unreadable_cadence(field, value))
    }

    pub(crate) fn duration(&mut self, field: &Field<'_>) -> Option<Duration> {
        self.word(field, |text| text.parse().ok(), |value| unreadable_cadence(field, value))
    }

    pub(crate) fn date(&mut self, field: &Field<'_>) -> Option<NaiveDate> {
        // `since: [2026-09-14]` is a list in YAML, but is meant as a date in brackets.
        let Some(text) = field.text().or_else(|| text_of_only_item(field)) else {
            self.expected(field, "a date like 2026-09-14");
            return None;
        };
        let Some(dated) = date::whole(&text, DateContext { order: self.order, year: None }) else {
            let kind = ProblemKind::UnreadableDate { key: field.name().to_owned(), value: text.into_owned() };
            self.problems.add(kind, field.span());
            return None;
        };
        self.valid_date(dated.date, dated.written, field.span())
    }

    /// A date or a list of dates.
    pub(crate) fn dates(&mut self, field: &Field<'_>) -> Vec<NaiveDate> {
        field.items().filter_map(|item| self.date(&item)).collect()
    }

    /// The date; if it is an error, reports that.
    pub(crate) fn valid_date(
        &mut self,
        date: Result<NaiveDate, DateError>,
        written: &str,
        span: Span,
    ) -> Option<NaiveDate> {
        let error = match date {
            Ok(date) => return Some(date),
            Err(error) => error,
        };
        let value = written.to_owned();
        let problem = match error {
            DateError::Impossible => ProblemKind::ImpossibleDate { value },
            DateError::Ambiguous { dmy, mdy } => ProblemKind::AmbiguousDate { value, dmy, mdy },
        };
        self.problems.add(problem, span);
        None
    }

    /// A last day, `{from, until, why}`, or `true` for a period without an end.
    pub(crate) fn period(&mut self, field: &Field<'_>) -> Option<Period> {
        self.period_with(field, &[])
    }

    /// A period whose mapping may also have the keys `others`, which the caller reads.
    pub(crate) fn period_with(&mut self, field: &Field<'_>, others: &[&str]) -> Option<Period> {
        match field.flag() {
            Some(true) => return Some(Period::default()),
            Some(false) => return None,
            None => {}
        }
        let Some(parts) = field.fields() else {
            return self.date(field).map(|until| Period { until: Some(until), ..Period::default() });
        };
        let mut period = Period::default();
        let mut has_day = false;
        for part in parts {
            match part.key().as_str() {
                "from" => {
                    has_day = true;
                    period.from = self.date(&part);
                }
                "until" | "to" => {
                    has_day = true;
                    period.until = self.date(&part);
                }
                "why" | "reason" => period.why = self.text(&part),
                other if others.contains(&other) => {}
                _ => self.expected(&part, "one of “from”, “until”, “why”"),
            }
        }
        if let (Some(from), Some(until)) = (period.from, period.until)
            && from > until
        {
            self.problems.add(ProblemKind::ReversedPeriod { from, until }, field.span());
            return None;
        }
        // A period whose days could not be read is ignored: rather a reminder too many than one too few.
        let readable = period.from.is_some() || period.until.is_some();
        (readable || !has_day).then_some(period)
    }

    /// `MM-DD`, with or without a year before it.
    pub(crate) fn birthday(&mut self, field: &Field<'_>) -> Option<Birthday> {
        let text = self.written(field)?;
        match date::year_day(&text, self.order) {
            Some((Ok(birthday), _)) => Some(birthday),
            Some((Err(error), written)) => {
                self.valid_date(Err(error), written, field.span());
                None
            }
            None => {
                let kind =
                    ProblemKind::UnreadableDate { key: field.name().to_owned(), value: text.into_owned() };
                self.problems.add(kind, field.span());
                None
            }
        }
    }

    /// A list of `{name, date, lead}`, in the configuration with `for`.
    pub(crate) fn occasions(&mut self, field: &Field<'_>) -> Vec<Occasion> {
        field.items().filter_map(|item| self.occasion(&item)).collect()
    }

    fn occasion(&mut self, field: &Field<'_>) -> Option<Occasion> {
        let (mut name, mut when, mut lead, mut statuses) = (None, None, None, Vec::new());
        let parts = field.fields().into_iter().flatten();
        let mut complete = true;
        for part in parts {
            match part.key().as_str() {
                "name" => name = self.text(&part),
                "date" => {
                    when = self.birthday(&part);
                    complete = when.is_some();
                }
                "lead" => lead = self.duration(&part),
                "for" => statuses = part.items().filter_map(|item| self.status(&item)).collect(),
                _ => self.expected(&part, "one of “name”, “date”, “lead”, “for”"),
            }
        }
        if let (Some(name), Some(Birthday { day, year })) = (name, when) {
            let once = year.and_then(|year| day.in_year(year)).map(OccasionDay::Once);
            return Some(Occasion { name, when: once.unwrap_or(OccasionDay::Yearly(day)), lead, statuses });
        }
        if complete {
            self.problems.add(ProblemKind::IncompleteOccasion, field.span());
        }
        None
    }
}

/// A tag without its `#`; none if nothing is left.
fn tag(text: &str) -> Option<String> {
    let tag = text.trim().trim_start_matches('#');
    (!tag.is_empty()).then(|| tag.to_owned())
}

/// The text of the item of a list that has just one.
fn text_of_only_item<'a>(list: &'a Field<'a>) -> Option<Cow<'a, str>> {
    let mut items = list.items();
    let item = items.next()?;
    if items.next().is_some() { None } else { item.text() }
}

fn unreadable_cadence(field: &Field<'_>, value: String) -> ProblemKind {
    ProblemKind::UnreadableCadence { key: field.name().to_owned(), value }
}

pub(crate) fn unknown_status(value: String) -> ProblemKind {
    let mut words =
        Status::ALL.iter().flat_map(|status| status.synonyms().iter().copied().chain([status.name()]));
    // Words that are only alike mean something else: gold is not cold.
    let meant = words.find(|word| slip::is_typing_error(&value, word));
    ProblemKind::UnknownStatus { value, meant }
}
