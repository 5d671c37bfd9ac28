//! Tables of cases: sections, order, urgency, capacity, filters.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Agenda, Entry, Planner, Section, Selection, Urgency};
use crate::model::rule::Rule;
use crate::model::status::{Priority, Status};
use crate::rules::{Advice, Trigger};
use crate::vault::Vault;

/// A Saturday; a week's agenda goes to 27 November.
const TODAY: &str = "2026-11-21";

fn vault(yaml: &str, notes: &[(&str, &str)]) -> Vault {
    let notes = notes.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_owned()));
    Vault::in_memory(yaml, notes).unwrap()
}

/// What the tables ask of an entry.
struct Shown {
    name: String,
    path: String,
    due: Option<NaiveDate>,
    days_overdue: u32,
    urgency: Urgency,
    cover: Option<String>,
    /// `promise 2026-11-18`
    triggers: Vec<String>,
    rules: Vec<Rule>,
}

impl Shown {
    fn new(entry: &Entry<'_>) -> Self {
        let triggers = entry.triggers.iter();
        let advice = entry.advice.iter().map(Advice::rule);
        Self {
            name: entry.client.name.clone(),
            path: entry.client.path.clone(),
            due: entry.due,
            days_overdue: entry.days_overdue,
            urgency: entry.urgency,
            cover: entry.cover.map(str::to_owned),
            triggers: triggers
                .clone()
                .map(|trigger| format!("{} {}", trigger.rule().name(), trigger.due))
                .collect(),
            rules: triggers.map(Trigger::rule).chain(advice).collect(),
        }
    }
}

fn planned<T>(vault: &Vault, selection: &Selection, say: impl FnOnce(&Agenda<Shown>) -> T) -> T {
    let planner = Planner::new(&vault.settings, TODAY.parse().unwrap(), selection);
    say(&planner.plan(vault, Shown::new).unwrap())
}

/// The agenda of one note: `overdue 2026-10-26 0.62`.
fn of_note(yaml: &str, note: &str) -> String {
    planned(&vault(yaml, &[("x.md", note)]), &Selection::default(), |agenda| {
        let entry = agenda.entries.first().map(|(section, entry)| {
            let due = entry.due.map_or_else(|| "null".to_owned(), |due| due.to_string());
            format!("{} {due} {:.2}", section.name(), entry.urgency.value())
        });
        entry.unwrap_or_else(|| "on track".to_owned())
    })
}

/// The names in each section: `overdue: A, B; due: C`.
fn names(vault: &Vault, selection: &Selection) -> String {
    planned(vault, selection, |agenda| {
        let of = |section: Section| {
            let entries = agenda.entries.iter().filter(|(of_entry, _)| *of_entry == section);
            let names: Vec<&str> = entries.map(|(_, entry)| entry.name.as_str()).collect();
            (!names.is_empty()).then(|| format!("{}: {}", section.name(), names.join(", ")))
        };
        Section::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join("; ")
    })
}

fn note(front: &str, history: &str) -> String {
    format!("---\n{front}\n---\n{history}")
}

#[test]
fn a_client_is_in_the_first_section_that_fits() {
    let called = |day: &str| format!("## 2026-{day} Call\n");
    let recent = called("11-20");
    let attempts = |days: &[&str]| {
        let tried = days.iter().map(|day| format!("## 2026-11-{day} Call, no answer\n"));
        format!("{}{}", called("11-01"), tried.collect::<String>())
    };
    let promise = |day: &str| format!("{recent}\n- [ ] Send it by 2026-11-{day}\n");
    let cases = [
        // The rhythm of a month: the day before, the day, the last day, the day after.
        (called("10-20"), "overdue 2026-11-20 0.03"),
        (called("10-21"), "due 2026-11-21 0.00"),
        (called("10-27"), "due 2026-11-27 0.00"),
        (called("10-28"), "on track"),
        (note("name: X", ""), "due 2026-11-21 0.00"),
        (promise("20"), "overdue 2026-11-20 0.14"),
        (promise("21"), "due 2026-11-21 0.00"),
        (promise("27"), "due 2026-11-27 0.00"),
        (promise("28"), "on track"),
        // An occasion shows from its lead on, also beyond the last day.
        (note("birthday: 11-21", &recent), "occasions 2026-11-21 0.00"),
        (note("birthday: 11-28", &recent), "occasions 2026-11-28 0.00"),
        (note("birthday: 11-29", &recent), "on track"),
        (note("birthday: 11-24", &called("10-26")), "due 2026-11-24 0.00"),
        (note("birthday: 11-24", &called("10-20")), "overdue 2026-11-20 0.03"),
        (note("birthday: 11-24", &attempts(&["20", "21"])), "occasions 2026-11-24 0.00"),
        (note("birthday: 11-24", &format!("{recent}## 2026-12-01 Lunch\n")), "occasions 2026-11-24 0.00"),
        // A pause: its last day, the day after, without an end, with a promise.
        (note("pause: 2026-11-30", &called("10-01")), "paused 2026-12-01 0.00"),
        (note("pause: 2026-11-21", &called("10-01")), "paused 2026-11-22 0.00"),
        (note("pause: 2026-11-20", &called("10-01")), "due 2026-11-21 0.00"),
        (note("pause: {from: 2026-11-01}", &called("10-01")), "paused null 0.00"),
        (note("pause: {from: 2026-11-22}", &called("10-01")), "overdue 2026-11-01 0.67"),
        (note("pause: 2026-11-30", &promise("25")), "due 2026-11-25 0.00"),
        (note("pause: 2026-11-30", &promise("28")), "paused 2026-12-01 0.00"),
        (note("pause: 2026-11-30", &format!("{recent}## 2026-12-05 Lunch\n")), "paused 2026-12-01 0.00"),
        (note("pause: 2026-11-30", &attempts(&["20", "21"])), "paused 2026-12-01 0.00"),
        (note("contacts: [{name: Dana, away: 2026-11-30}]", &called("10-01")), "paused 2026-12-01 0.00"),
        (note("contacts: [{name: Dana, away: {from: 2026-11-21}}]", &called("10-01")), "paused null 0.00"),
        // A plan.
        (format!("{}## 2026-12-05 Lunch\n", called("10-01")), "planned 2026-12-05 0.00"),
        (format!("{}## 2026-11-22 Lunch\n", attempts(&["10"])), "planned 2026-11-22 0.00"),
        (note("delivered: 2026-10-24", &format!("{recent}## 2026-12-05 Lunch\n")), "due 2026-11-24 0.00"),
        // An attempt that waits: the retry within the week, and after it; the rhythm after the ladder.
        (attempts(&["21"]), "due 2026-11-24 0.00"),
        (attempts(&["19", "20"]), "due 2026-11-27 0.00"),
        (attempts(&["20", "21"]), "waiting 2026-11-28 0.00"),
        (attempts(&["20", "20", "21", "21"]), "waiting 2026-12-21 0.00"),
        (note("cadence: never", &attempts(&["20", "21"])), "on track"),
        (note("cadence: never", ""), "on track"),
        (format!("{}{}", attempts(&["18", "19"]), recent), "on track"),
    ];
    for (note, expected) in cases {
        assert_eq!(of_note("", &note), expected, "{note}");
    }
    for closed in
        [recent.clone(), promise("20"), format!("{recent}## 2026-12-05 Lunch\n"), attempts(&["20", "21"])]
    {
        assert_eq!(
            of_note("", &note("status: closed\npause: 2026-11-30\nbirthday: 11-24", &closed)),
            "on track"
        );
    }
}

#[test]
fn an_entry_has_all_that_is_due_by_the_last_day() {
    let tasks = "- [ ] One by 2026-11-27\n- [ ] Two by 2026-11-28\n- [ ] Three by 2026-11-18\n";
    let text = note("delivered: 2026-10-22\nbirthday: 11-25", &format!("## 2026-10-20 Call\n\n{tasks}"));
    let vault = vault("", &[("x.md", &text)]);
    planned(&vault, &Selection::default(), |agenda| {
        let [(_, entry)] = &agenda.entries[..] else { panic!("one client is one entry") };
        let expected = [
            "promise 2026-11-18",
            "cadence 2026-11-20",
            "feedback 2026-11-22",
            "occasion 2026-11-25",
            "promise 2026-11-27",
        ];
        assert_eq!(entry.triggers, expected);
        assert_eq!((entry.due, entry.days_overdue), ("2026-11-18".parse().ok(), 3));
    });
}

#[test]
fn the_agenda_looks_as_far_as_it_is_told() {
    let text = "## 2026-10-27 Call\n";
    let cases = [
        ("", None, "2026-11-27", 1),
        ("", Some(7), "2026-11-27", 1),
        ("", Some(6), "2026-11-26", 0),
        ("", Some(1), "2026-11-21", 0),
        ("days: 3\n", None, "2026-11-23", 0),
        ("days: 3\n", Some(14), "2026-12-04", 1),
    ];
    for (yaml, days, until, listed) in cases {
        let vault = vault(yaml, &[("x.md", text)]);
        planned(&vault, &Selection { days, ..Selection::default() }, |agenda| {
            assert_eq!(
                (agenda.until.to_string().as_str(), agenda.entries.len()),
                (until, listed),
                "{days:?}"
            );
        });
    }
}

#[test]
fn urgency_is_rounded_half_up() {
    let cases = [
        (0, 30, Priority::High, 0),
        (26, 42, Priority::Normal, 62),
        (26, 42, Priority::High, 124),
        (26, 42, Priority::Low, 31),
        (1, 3, Priority::Normal, 33),
        (2, 3, Priority::Normal, 67),
        // At exactly half a hundredth: 12.5, 37.5, 2.5, 0.5, 0.5; and a little less.
        (1, 8, Priority::Normal, 13),
        (3, 8, Priority::Normal, 38),
        (1, 40, Priority::Normal, 3),
        (1, 400, Priority::High, 1),
        (1, 100, Priority::Low, 1),
        (1, 101, Priority::Low, 0),
        (1, 8, Priority::High, 25),
        (1, 8, Priority::Low, 6),
        (36_500, 1, Priority::High, 7_300_000),
    ];
    for (days, rhythm, priority, hundredths) in cases {
        assert_eq!(Urgency::new(days, rhythm, priority).0, hundredths, "{days}/{rhythm} {priority:?}");
    }
}

#[test]
fn urgency_is_weighed_by_the_rhythm_of_each_trigger() {
    let six_weeks = "## 2026-09-14 Call\n";
    let with_promise = |day: &str| format!("{six_weeks}\n- [ ] Send it by 2026-11-{day}\n");
    let never = |front: &str| note(&format!("cadence: never\n{front}"), "");
    let cases = [
        (note("cadence: 6 weeks", six_weeks), "overdue 2026-10-26 0.62"),
        (note("cadence: 6 weeks\npriority: high", six_weeks), "overdue 2026-10-26 1.24"),
        (note("cadence: 6 weeks\npriority: low", six_weeks), "overdue 2026-10-26 0.31"),
        // The greatest counts: 3 days of 7 are less, 7 of 7 are more.
        (note("cadence: 6 weeks", &with_promise("18")), "overdue 2026-10-26 0.62"),
        (note("cadence: 6 weeks", &with_promise("14")), "overdue 2026-10-26 1.00"),
        // A month counts 30 days, a year 365.
        ("## 2026-09-30 Call\n".to_owned(), "overdue 2026-10-30 0.73"),
        (note("cadence: 3 months", "## 2026-08-01 Call\n"), "overdue 2026-11-01 0.22"),
        (note("cadence: 1 year", "## 2025-11-01 Call\n"), "overdue 2026-11-01 0.05"),
        (note("cadence: 8 days", "## 2026-11-12 Call\n"), "overdue 2026-11-20 0.13"),
        (note("cadence: 40 days", "## 2026-10-11 Call\n"), "overdue 2026-11-20 0.03"),
        // A retry by the client's rhythm, a contact's by its own.
        ("## 2026-11-08 Voicemail\n".to_owned(), "overdue 2026-11-11 0.33"),
        (note("cadence: 6 weeks", "## 2026-11-08 Voicemail\n"), "overdue 2026-11-11 0.24"),
        (never("since: 2026-10-01\ncontacts: [{name: Dana, cadence: 2 weeks}]"), "overdue 2026-10-15 2.64"),
        (never("delivered: 2026-09-21"), "overdue 2026-10-21 1.03"),
        (note("cadence: never", "- [ ] Send it by 2026-11-18\n"), "overdue 2026-11-18 0.43"),
        (never("status: lost\nsince: 2026-11-10"), "overdue 2026-11-17 0.57"),
        (never("contacts: [{name: Dana, left: 2026-11-01, now_at: X}]"), "overdue 2026-11-15 0.86"),
        (never("contacts: [{name: Dana, away: 2026-11-15}]"), "overdue 2026-11-16 0.71"),
        (never("birthday: 11-21\npriority: high"), "occasions 2026-11-21 0.00"),
        // From the day after a pause.
        (note("pause: 2026-11-15", "## 2026-09-01 Call\n"), "overdue 2026-11-16 0.17"),
    ];
    for (note, expected) in cases {
        assert_eq!(of_note("", &note), expected, "{note}");
    }
    let talk = note("cadence: never", "## 2026-11-14 Call\n");
    assert_eq!(of_note("follow_up: 2 days\n", &talk), "overdue 2026-11-16 0.71");
    let partner = never("name: R\nstatus: partner");
    let sent = never("since: 2026-11-10\nreferred_by: R");
    planned(&vault("", &[("r.md", &partner), ("x.md", &sent)]), &Selection::default(), |agenda| {
        let shown: Vec<_> = agenda.entries.iter().map(|(_, entry)| (&*entry.path, entry.urgency.0)).collect();
        assert_eq!(shown, [("r.md", 57)]);
    });
}

#[test]
fn overdue_promises_first_then_what_presses_most() {
    let overdue = |name: &str, rhythm: u32, day: &str, task: &str| {
        note(&format!("name: {name}\ncadence: {rhythm}"), &format!("## 2026-{day} Call\n{task}"))
    };
    let vault = vault(
        "",
        &[
            // Promises of yesterday (0.14), of the day before (0.29), and one not yet due.
            ("a.md", &overdue("Ann", 30, "11-20", "- [ ] Send it by 2026-11-20\n")),
            ("b.md", &overdue("Bea", 30, "11-20", "- [ ] Send it by 2026-11-19\n")),
            ("c.md", &overdue("Cid", 10, "11-10", "- [ ] Send it by 2026-11-22\n")),
            // 0.50 since 16 and since 11 November.
            ("d.md", &overdue("Abe", 10, "11-06", "")),
            ("e.md", &overdue("Zoe", 20, "10-22", "")),
            // 0.30 since 18 November: by name, then by path.
            ("f.md", &overdue("Moe", 10, "11-08", "")),
            ("h.md", &overdue("Liv", 10, "11-08", "")),
            ("g.md", &overdue("Liv", 10, "11-08", "")),
            // The others by day, without one last, then name, whatever their priority.
            ("i.md", &note("name: Ida\npriority: high", "## 2026-10-26 Call\n")),
            ("j.md", &note("name: Jo", "## 2026-10-25 Call\n")),
            ("k.md", &note("name: Kay", "## 2026-10-25 Call\n")),
            ("l.md", &note("name: Lea\npause: {from: 2026-11-01}", "")),
            ("m.md", &note("name: Max\npause: 2026-12-24", "")),
            ("n.md", &note("name: Ned\npause: 2026-11-30", "")),
        ],
    );
    let expected =
        "overdue: Bea, Ann, Zoe, Abe, Liv, Liv, Moe, Cid; due: Jo, Kay, Ida; paused: Ned, Max, Lea";
    assert_eq!(names(&vault, &Selection::default()), expected);
    planned(&vault, &Selection::default(), |agenda| {
        let paths: Vec<&str> = agenda.entries[4..6].iter().map(|(_, entry)| &*entry.path).collect();
        assert_eq!(paths, ["g.md", "h.md"]);
    });
}

#[test]
fn a_capacity_moves_the_rest_to_later() {
    let of = |name: &str, status: &str, day: &str| {
        note(&format!("name: {name}\nstatus: {status}\ncadence: 10"), &format!("## 2026-{day} Call\n"))
    };
    let notes = [
        ("1.md", of("O1", "active", "11-02")),
        ("2.md", of("O2", "active", "11-06")),
        ("3.md", of("I1", "inactive", "11-10")),
        ("4.md", of("D1", "active", "11-11")),
        ("5.md", of("I2", "inactive", "11-12")),
        ("6.md", of("I3", "inactive", "11-13")),
        ("7.md", note("name: B\nbirthday: 11-21", "## 2026-11-19 Call\n")),
    ];
    let notes = notes.each_ref().map(|(path, text)| (*path, text.as_str()));
    let cases = [
        ("", "overdue: O1, O2, I1; due: D1, I2, I3; occasions: B"),
        ("reserve: {inactive: 1}\n", "overdue: O1, O2, I1; due: D1, I2, I3; occasions: B"),
        ("capacity: 6\n", "overdue: O1, O2, I1; due: D1, I2, I3; occasions: B"),
        ("capacity: 5\n", "overdue: O1, O2, I1; due: D1, I2; later: I3; occasions: B"),
        ("capacity: 2\n", "overdue: O1, O2; later: I1, D1, I2, I3; occasions: B"),
        (
            "capacity: 4\nreserve: {inactive: 3}\n",
            "overdue: O1, I1; due: I2, I3; later: O2, D1; occasions: B",
        ),
        (
            "capacity: 2\nreserve: {inactive: 3}\n",
            "overdue: I1; due: I2; later: O1, O2, D1, I3; occasions: B",
        ),
        (
            "capacity: 5\nreserve: {inactive: 2}\n",
            "overdue: O1, O2, I1; due: D1, I2; later: I3; occasions: B",
        ),
        ("capacity: 3\nreserve: {lost: 2}\n", "overdue: O1, O2, I1; later: D1, I2, I3; occasions: B"),
        (
            "capacity: 2\nreserve: {inactive: 1, active: 1}\n",
            "overdue: O1, I1; later: O2, D1, I2, I3; occasions: B",
        ),
    ];
    for (yaml, expected) in cases {
        assert_eq!(names(&vault(yaml, &notes), &Selection::default()), expected, "{yaml}");
    }
    let tops = [
        ("capacity: 4\n", 2, "overdue: O1, O2; occasions: B", 4),
        ("capacity: 1\n", 4, "overdue: O1, O2, I1; due: D1; occasions: B", 2),
        ("reserve: {inactive: 2}\n", 3, "overdue: O1, I1; due: I2; occasions: B", 3),
        ("", 9, "overdue: O1, O2, I1; due: D1, I2, I3; occasions: B", 0),
    ];
    for (yaml, top, expected, left_out) in tops {
        let (vault, selection) = (vault(yaml, &notes), Selection { top: Some(top), ..Selection::default() });
        assert_eq!(names(&vault, &selection), expected, "{yaml} --top {top}");
        planned(&vault, &selection, |agenda| {
            assert_eq!(agenda.counts.left_out, left_out, "{yaml} --top {top}")
        });
    }
}

#[test]
fn filters_come_before_all_else() {
    let vault = vault(
        "owner: Eva\ncapacity: 1\n",
        &[
            ("a.md", &note("name: A\nstatus: lead\ntags: [vip, food]", "")),
            ("b.md", &note("name: B\nstatus: lost\nowner: Ines\ntags: VIP", "")),
            ("c.md", &note("name: C\nstatus: lost\nowner: eva", "")),
            ("d.md", "---\nstatus: [\n---\n"),
        ],
    );
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let select = |statuses: &[Status], owners: &[&str], tags: &[&str]| Selection {
        statuses: statuses.to_vec(),
        owners: texts(owners),
        tags: texts(tags),
        ..Selection::default()
    };
    let cases = [
        (select(&[Status::Lost], &[], &[]), "due: B; later: C", 2),
        (select(&[Status::Lost, Status::Prospect], &[], &[]), "due: A; later: B, C", 3),
        (select(&[Status::Former], &[], &[]), "", 0),
        (select(&[], &["ines"], &[]), "due: B", 1),
        (select(&[], &["INES", "nobody"], &[]), "due: B", 1),
        // The configuration's owner keeps the note that names nobody.
        (select(&[Status::Lost, Status::Prospect], &["Eva"], &[]), "due: A; later: C", 2),
        (select(&[], &[], &["vip"]), "due: A; later: B", 2),
        (select(&[], &[], &["Food", "x"]), "due: A", 1),
        (select(&[Status::Lost], &["Ines"], &["vip"]), "due: B", 1),
        (select(&[Status::Lost], &["Eva"], &["vip"]), "", 0),
    ];
    for (selection, expected, clients) in cases {
        assert_eq!(names(&vault, &selection), expected, "{selection:?}");
        planned(&vault, &selection, |agenda| {
            assert_eq!(agenda.counts.clients, clients, "{selection:?}");
            // What cannot be read is listed in any case.
            assert_eq!((agenda.counts.notes, agenda.counts.needs_fixing), (4, 1), "{selection:?}");
            assert_eq!(&*agenda.problems[0].0, "d.md", "{selection:?}");
        });
    }
}

#[test]
fn counts_are_of_notes_clients_and_sections() {
    let vault = vault(
        "capacity: 1\n",
        &[
            ("a.md", "## 2026-10-01 Call\n"),
            ("b.md", "## 2026-10-21 Call\n"),
            ("c.md", "## 2026-11-20 Call\n"),
            ("d.md", &note("status: closed", "## 2026-10-01 Call\n")),
            ("e.md", "# Groceries\n\n- bread\n"),
            ("f.md", &note("status: actve\ncadence: sometimes", "## 2026-11-19 Call\n")),
            ("g.md", &note("pause: 2026-11-30", "")),
        ],
    );
    planned(&vault, &Selection::default(), |agenda| {
        let counts = &agenda.counts;
        assert_eq!((counts.notes, counts.clients, counts.on_track, counts.needs_fixing), (7, 6, 2, 1));
        let sections: Vec<usize> = Section::ALL.iter().map(|section| counts.sections[section]).collect();
        assert_eq!(sections, [1, 0, 1, 0, 1, 0, 0]);
        assert_eq!(agenda.problems.len(), 2);
    });
}

#[test]
fn a_colleague_stands_in_while_the_owner_is_away() {
    let team =
        |away: &str| format!("owner: Ines\nteam:\n  - {{name: Ines, away: {away}, cover: Tomas}}\n  - Eva\n");
    let cases = [
        (team("{from: 2026-11-21, until: 2026-11-29}"), "", Some("Tomas")),
        (team("{from: 2026-11-12, until: 2026-11-21}"), "", Some("Tomas")),
        (team("{from: 2026-11-12, until: 2026-11-20}"), "", None),
        (team("{from: 2026-11-22}"), "", None),
        (team("2026-11-21").replace(", cover: Tomas", ""), "", None),
        (team("{until: 2026-11-21, cover: Eva}").replace(", cover: Tomas", ""), "", Some("Eva")),
        (team("2026-11-21"), "owner: INES", Some("Tomas")),
        (team("2026-11-21"), "owner: Eva", None),
        (team("2026-11-21"), "owner: Nobody", None),
        (team("2026-11-21").replace("owner: Ines\n", ""), "", None),
    ];
    for (yaml, front, expected) in cases {
        let vault = vault(&yaml, &[("x.md", &note(front, ""))]);
        planned(&vault, &Selection::default(), |agenda| {
            assert_eq!(agenda.entries[0].1.cover.as_deref(), expected, "{yaml}{front}");
        });
    }
}

#[test]
fn every_rule_can_be_switched_off() {
    let emails = "## 2026-11-02 E-mail to Marta, no reply\n".repeat(3);
    let in_vain = "## 2026-10-01 Call, no answer\n".repeat(4);
    let given = "## 2026-10-01 Call #value\n".repeat(4);
    let asked = "## 2026-10-01 Call #ask\n".repeat(2);
    let orders = "## 2026-10-01 Lunch\n## 2026-10-02 Order 1\n## 2026-10-03 Order 2\n";
    let moved = "contacts:\n  - {name: Dana, left: 2026-10-01, now_at: X}\n  - {name: Lee, away: 2026-11-10}";
    let notes = [
        note("status: lost\nsince: 2026-11-10\ncause: price\ninterests: pricing", ""),
        note("name: new", "- [ ] Send it by 2026-11-21\n"),
        note("contacts: [Marta, Jonas]", &emails),
        note("birthday: 11-24\ndelivered: 2026-10-01", &in_vain),
        note(moved, &given),
        note("name: R", &asked),
        note("referred_by: R\nsince: 2026-11-01", orders),
        "## 2026-11-19 Call\n".to_owned(),
    ];
    let paths = ["0.md", "1.md", "2.md", "3.md", "4.md", "5.md", "6.md", "7.md"];
    let notes: Vec<(&str, &str)> = paths.into_iter().zip(notes.iter().map(String::as_str)).collect();
    let rules = |off: &str| {
        let vault = vault(&format!("follow_up: 2 days\n{off}"), &notes);
        planned(&vault, &Selection::default(), |agenda| {
            agenda.entries.iter().flat_map(|(_, entry)| entry.rules.clone()).collect::<BTreeSet<Rule>>()
        })
    };
    assert!(rules("").iter().eq(Rule::ALL), "{:?}", rules(""));
    for rule in Rule::ALL {
        let left = rules(&format!("rules: {{{}: off}}\n", rule.name()));
        assert!(!left.contains(rule), "{}: {left:?}", rule.name());
        assert!(rules(&format!("rules: {{{}: on}}\n", rule.name())).contains(rule), "{}", rule.name());
    }
}
