//! Tables of cases: ids and lines, and what the columns hold.

use super::{Column, ColumnKind, ColumnValue, Table, clients, contacts, touches};
use crate::agenda::Selection;
use crate::note::OpenNote;
use crate::survey::Stream;
use crate::vault::Vault;

/// What is in some columns of the rows of a note: `x.md:5 | touch | call`.
fn rows(table: Table, columns: &[&str], note: &str) -> Vec<String> {
    let other = "---\nname: Lorenz\naliases: [L&Q]\nstatus: closed\n---\n";
    let notes = [("x.md", note), ("lorenz.md", other)];
    let notes = notes.map(|(path, text)| (path.to_owned(), text.as_bytes().to_owned()));
    let vault = Vault::in_memory("", notes).unwrap();
    let (today, selection, heads) = ("2026-11-21".parse().unwrap(), Selection::default(), table.columns());
    let word = |values: &[ColumnValue<'_>]| worded(&heads, columns, values);
    let mut rows: Vec<String> = match table {
        Table::Touches => {
            let mut rows = Vec::new();
            let read = |note: &OpenNote<'_>| touches(note, &vault.settings, today, &selection, word);
            let all: Result<(), ()> = Stream::open(&vault).unwrap().each(read, |of_note| {
                rows.extend(of_note);
                Ok(())
            });
            all.unwrap();
            rows
        }
        Table::Clients => {
            clients(&vault, today, &selection, word).unwrap().into_iter().map(|(_, row)| row).collect()
        }
        Table::Contacts => contacts(&vault, today, &selection, word).unwrap(),
    };
    rows.retain(|row| !row.starts_with("lorenz.md"));
    rows
}

fn worded(heads: &[Column], columns: &[&str], values: &[ColumnValue<'_>]) -> String {
    assert_eq!(values.len(), heads.len());
    for (head, value) in heads.iter().zip(values) {
        assert!(is_of(head.kind, value), "{}: {value:?}", head.name);
    }
    let at = |name: &&str| heads.iter().position(|head| head.name == *name).unwrap();
    let shown: Vec<String> = columns.iter().map(|name| shown(&values[at(name)])).collect();
    shown.join(" | ")
}

fn is_of(kind: ColumnKind, value: &ColumnValue<'_>) -> bool {
    match value {
        ColumnValue::Absent => !matches!(kind, ColumnKind::Boolean | ColumnKind::List | ColumnKind::Object),
        ColumnValue::Text(_) => kind == ColumnKind::Text,
        ColumnValue::Date(_) => kind == ColumnKind::Date,
        ColumnValue::Count(_) | ColumnValue::Decimal(_) => kind == ColumnKind::Number,
        ColumnValue::Boolean(_) => kind == ColumnKind::Boolean,
        ColumnValue::List(_) => kind == ColumnKind::List,
        ColumnValue::Object(_) => kind == ColumnKind::Object,
    }
}

fn shown(value: &ColumnValue<'_>) -> String {
    match value {
        ColumnValue::Absent => "-".to_owned(),
        ColumnValue::Text(text) => text.to_string(),
        ColumnValue::Date(day) => day.to_string(),
        ColumnValue::Count(count) => count.to_string(),
        ColumnValue::Decimal(number) => number.to_string(),
        ColumnValue::Boolean(is_so) => is_so.to_string(),
        ColumnValue::List(texts) => texts.join("+"),
        ColumnValue::Object(extra) => serde_json::to_string(extra).unwrap(),
    }
}

#[test]
fn every_entry_of_a_history_is_a_row_in_the_order_of_lines() {
    let note = "---\ncontacts: [Dana Reyes]\n---\n\n\
                ## 2026-12-04 Lunch with Dana\n\n\
                ## 2026-11-02 E-mail to Dana, no reply #ask #fair\n\n\
                ## 2026-10-05 Order 4711\n\n\
                ## 2026-09-14 Call with Dana #value\n\n\
                ## 2026-09-01 Won back\n\n\
                ## Log\n\n\
                - 2026-08-01 Card\n\
                - 2026-07-01 Invoice\n";
    let columns = ["id", "date", "kind", "channel", "outcome", "people", "value", "ask", "tags", "milestone"];
    assert_eq!(
        rows(Table::Touches, &columns, note),
        [
            "x.md:5 | 2026-12-04 | planned | meeting | - | Dana Reyes | false | false |  | -",
            "x.md:7 | 2026-11-02 | touch | email | attempt | Dana Reyes | false | true | fair | -",
            "x.md:9 | 2026-10-05 | business | - | - |  | false | false |  | -",
            "x.md:11 | 2026-09-14 | touch | call | contact | Dana Reyes | true | false |  | -",
            "x.md:13 | 2026-09-01 | milestone | - | - |  | false | false |  | won-back",
            "x.md:17 | 2026-08-01 | touch | card | contact |  | false | false |  | -",
            "x.md:18 | 2026-07-01 | business | - | - |  | false | false |  | -",
        ]
    );
}

#[test]
fn entries_of_one_day_keep_their_own_lines() {
    let columns = ["id", "title"];
    let oldest_first = "## 2026-09-01 Invoice\n## 2026-09-01 Call\n## 2026-09-01 Order\n## 2026-09-02 Card\n";
    let newest_first = "## 2026-09-02 Card\n## 2026-09-01 Order\n## 2026-09-01 Call\n## 2026-09-01 Invoice\n";
    let first = ["x.md:1 | Invoice", "x.md:2 | Call", "x.md:3 | Order", "x.md:4 | Card"];
    assert_eq!(rows(Table::Touches, &columns, oldest_first), first);
    let last = ["x.md:1 | Card", "x.md:2 | Order", "x.md:3 | Call", "x.md:4 | Invoice"];
    assert_eq!(rows(Table::Touches, &columns, newest_first), last);
    // Line ends of other systems count as they do in editors.
    assert_eq!(rows(Table::Touches, &columns, &newest_first.replace('\n', "\r\n")), last);
}

#[test]
fn contacts_have_ids_also_on_one_line() {
    let columns = ["id", "name", "birthday", "left", "now_at", "now_at_note", "last_contact", "touches"];
    let note = "---\nname: Harbor\ncontacts: [Dana Reyes, {name: Lee Park, birthday: 02-29}]\n---\n\
                ## 2026-09-14 Call with Dana\n## 2026-10-01 E-mail to Dana, no reply\n## 2026-12-01 Lunch with Lee\n";
    assert_eq!(
        rows(Table::Contacts, &columns, note),
        [
            "x.md:3 | Dana Reyes | - | - | - | - | 2026-09-14 | 2",
            "x.md:3#2 | Lee Park | 02-29 | - | - | - | - | 0",
        ]
    );
    let note = "---\ncontacts:\n  - name: Dana Reyes\n    birthday: 1964-02-29\n\n  - name: Lee Park\n    left: 2026-10-01\n    now_at: \"[[lorenz]]\"\n---\n";
    assert_eq!(
        rows(Table::Contacts, &columns, note),
        [
            "x.md:3 | Dana Reyes | 1964-02-29 | - | - | - | - | 0",
            "x.md:6 | Lee Park | - | 2026-10-01 | [[lorenz]] | lorenz.md | - | 0",
        ]
    );
}

#[test]
fn a_client_stands_where_the_agenda_has_it() {
    let columns = [
        "id",
        "status",
        "cadence",
        "cadence_days",
        "cadence_from",
        "referred_by_note",
        "last_contact",
        "last_touch",
        "attempts",
        "touches",
        "answered",
        "contacts",
        "first_touch",
        "silence_days",
        "due",
        "section",
        "urgency",
        "extra",
    ];
    let harbor = "---\nstatus: prospect\nreferred_by: L&Q\nsector: food\n\
                  contacts: [Dana Reyes, {name: Lee Park, left: 2026-01-01}]\n---\n\
                  ## 2026-09-14 Call\n## 2026-08-01 Invoice\n## 2026-07-01 Call, no answer\n## 2026-06-01 Card\n";
    assert_eq!(
        rows(Table::Clients, &columns, harbor),
        ["x.md | prospect | 6 weeks | 42 | status | lorenz.md | 2026-09-14 | 2026-09-14 | 0 | 3 | 2 | 1 | \
          2026-06-01 | 68 | 2026-10-26 | overdue | 0.62 | {\"sector\":\"food\"}"]
    );
    // Whoever is on track has a day to come, and no place on the agenda.
    let on_track = "---\nstatus: active\ncadence: 3 months\n---\n## 2026-11-01 Call\n## 2027-03-01 Lunch\n";
    let planned = rows(Table::Clients, &["id", "touches", "due", "section"], on_track);
    assert_eq!(planned, ["x.md | 1 | 2027-03-01 | planned"]);
    let on_track = "---\nstatus: active\ncadence: 3 months\n---\n## 2026-11-01 Call\n";
    let due = rows(Table::Clients, &["id", "due", "section", "urgency"], on_track);
    assert_eq!(due, ["x.md | 2027-02-01 | - | -"]);
    let closed = "---\nstatus: closed\n---\n";
    let none = rows(Table::Clients, &["id", "cadence", "cadence_from", "last_contact", "due"], closed);
    assert_eq!(none, ["x.md | - | - | - | -"]);
}
