//! What the tables of cases beside the rules share: notes in, what the rule says out.

use chrono::NaiveDate;

use super::{Context, Standing, Verdict, advise, judge};
use crate::model::client::Client;
use crate::model::rule::Rule;
use crate::model::settings::Settings;
use crate::vault::note::Reader;

/// Reads notes; the path of each is its place in the list: `0.md`, `1.md`, …
fn read(notes: &[&str], settings: &Settings) -> Vec<Client> {
    let reader = Reader::new(settings);
    let numbered = notes.iter().enumerate();
    numbered
        .map(|(at, text)| reader.note(&format!("{at}.md"), text.as_bytes()).unwrap().client.unwrap())
        .collect()
}

/// Judges the first of some notes.
fn judged<T>(
    today: &str,
    notes: &[&str],
    settings: &Settings,
    say: impl FnOnce(&Standing<'_, '_>, Verdict<'_>) -> T,
) -> T {
    let today: NaiveDate = today.parse().unwrap();
    let clients = read(notes, settings);
    let context = Context::new(clients.iter(), settings, today);
    let standing = Standing::new(&clients[0], &context);
    let verdict = judge(&standing);
    say(&standing, verdict)
}

/// The triggers of a rule on the first note: `2026-10-26`, `2026-10-26 Dana Reyes` for a contact.
pub(crate) fn triggers(rule: Rule, today: &str, notes: &[&str], settings: &Settings) -> Vec<String> {
    judged(today, notes, settings, |_, verdict| {
        let of_rule = verdict.triggers.iter().filter(|trigger| trigger.rule() == rule);
        let shown = of_rule.map(|trigger| match trigger.contact() {
            Some(contact) => format!("{} {}", trigger.due, contact.name),
            None => trigger.due.to_string(),
        });
        shown.collect()
    })
}

/// Whether the first note, on the agenda for a week from `today`, gets that advice, and the advice as data.
pub(crate) fn advice(rule: Rule, today: &str, notes: &[&str], settings: &Settings) -> Option<String> {
    judged(today, notes, settings, |standing, verdict| {
        let until = standing.today + chrono::Days::new(6);
        let listed: Vec<_> =
            verdict.triggers.into_iter().filter(|trigger| trigger.is_due_by(until)).collect();
        let given = advise(standing, &listed);
        given.iter().find(|advice| advice.rule() == rule).map(|advice| format!("{advice:?}"))
    })
}

/// A table of cases for a trigger on one note under the default settings: the day, the note, what is due.
pub(crate) fn check(rule: Rule, cases: &[(&str, &str, &[&str])]) {
    for (today, note, expected) in cases {
        assert_eq!(triggers(rule, today, &[note], &Settings::default()), *expected, "on {today}:\n{note}");
    }
}

/// A table of cases for a piece of advice on one note under the default settings.
pub(crate) fn check_advice(rule: Rule, cases: &[(&str, &str, bool)]) {
    for (today, note, expected) in cases {
        let given = advice(rule, today, &[note], &Settings::default());
        assert_eq!(given.is_some(), *expected, "on {today}: {given:?}\n{note}");
    }
}
