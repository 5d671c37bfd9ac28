//! What the tables of cases beside the rules share: notes in, what a rule says out.

use chrono::NaiveDate;

use super::{Advice, Context, Standing, Verdict, advise, judge};
use crate::model::client::Client;
use crate::model::rule::Rule;
use crate::model::settings::Settings;
use crate::note::Reader;
use crate::vault::{CONFIGURATION, Vault};

/// Reads a configuration.
pub(crate) fn settings(yaml: &str) -> Settings {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(CONFIGURATION), yaml).unwrap();
    Vault::settings(folder.path()).unwrap()
}

/// Reads notes; the path of each is its index in the list: `0.md`, `1.md`, …
pub(crate) fn read(notes: &[&str], settings: &Settings) -> Vec<Client> {
    let reader = Reader::new(settings);
    let read = |(at, text): (usize, &&str)| {
        let note = reader.note(&format!("{at}.md"), text.as_bytes()).unwrap();
        assert!(note.problems.is_empty(), "{:?}\n{text}", note.problems);
        note.client.unwrap()
    };
    notes.iter().enumerate().map(read).collect()
}

/// Judges the first of some notes.
pub(crate) fn judged<T>(
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

/// What a rule advises on a note, on the agenda for a week from `today`.
pub(crate) fn advised<T>(
    rule: Rule,
    today: &str,
    note: &str,
    settings: &Settings,
    say: impl FnOnce(Option<&Advice<'_>>) -> T,
) -> T {
    judged(today, &[note], settings, |standing, verdict| {
        let until = standing.today() + chrono::Days::new(6);
        let listed: Vec<_> =
            verdict.triggers.into_iter().filter(|trigger| trigger.is_due_by(until)).collect();
        let given = advise(standing, &listed);
        say(given.iter().find(|advice| advice.rule() == rule))
    })
}

/// A table of cases for a trigger on one note under the default settings: the day, the note, what is due.
pub(crate) fn check(rule: Rule, cases: &[(&str, &str, &[&str])]) {
    check_under("", rule, cases);
}

/// A table of cases for a trigger on one note under a configuration.
pub(crate) fn check_under(yaml: &str, rule: Rule, cases: &[(&str, &str, &[&str])]) {
    let settings = settings(yaml);
    for (today, note, expected) in cases {
        assert_eq!(triggers(rule, today, &[note], &settings), *expected, "on {today}:\n{yaml}\n{note}");
    }
}

/// A table of cases for a trigger on the first of some notes under the default settings.
pub(crate) fn check_notes(rule: Rule, cases: &[(&str, &[&str], &[&str])]) {
    for (today, notes, expected) in cases {
        assert_eq!(triggers(rule, today, notes, &Settings::default()), *expected, "on {today}:\n{notes:#?}");
    }
}

/// A table of cases for a piece of advice on one note under the default settings.
pub(crate) fn check_advice(rule: Rule, cases: &[(&str, &str, bool)]) {
    check_advice_under("", rule, cases);
}

/// A table of cases for a piece of advice on one note under a configuration.
pub(crate) fn check_advice_under(yaml: &str, rule: Rule, cases: &[(&str, &str, bool)]) {
    let settings = settings(yaml);
    for (today, note, expected) in cases {
        let given =
            advised(rule, today, note, &settings, |advice| advice.map(|advice| format!("{advice:?}")));
        assert_eq!(given.is_some(), *expected, "on {today}: {given:?}\n{yaml}\n{note}");
    }
}
