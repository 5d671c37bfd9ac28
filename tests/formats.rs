//! The formats for other programs are valid, as read by independent parsers.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty as Key};
use chrono::{Datelike, Days, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use rekindle::agenda::{Planner, Selection};
use rekindle::compose::{AgendaFormat, compose};
use rekindle::model::client::Client;
use rekindle::model::status::Status;
use rekindle::note::OpenNote;
use rekindle::render::export::{ClientRow, TableFormat};
use rekindle::render::{self, Layout};
use rekindle::survey::Stream;
use rekindle::vault::Vault;
use rekindle::views::export::{self, ColumnValue, Table};
use serde_json::Value;
use tempfile::TempDir;

/// Names that mean something to a format, or that a format could break.
const HOSTILE: &[&str] = &[
    "Harbor Foods",
    "a, b; c\\n d\\",
    "say \"hello\", 'there'",
    "two\nlines\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "=HYPERLINK(\"http://example.com\")",
    " \t@SUM(A1)",
    "＝1+1",
    "北京市海淀区中关村科技发展有限责任公司及其全资子公司和关联企业联合会",
    "👩‍👩‍👧‍👦🏳️‍🌈 Family & Friends 👋🏽👋🏽👋🏽👋🏽👋🏽👋🏽👋🏽👋🏽",
    "שלום עולם \u{202e}gnp.exe",
    "nul\0 bell\u{7} escape\u{1b}[31m next\u{85}line\u{2028}here",
    "#?%20:/",
    "a; =1+1;-2;b",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn example_vault() -> Vault {
    Vault::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault")).unwrap()
}

/// The hostile names, and a very long one.
fn names() -> Vec<String> {
    HOSTILE.iter().map(|name| (*name).to_owned()).chain(["Long, ü ".repeat(40)]).collect()
}

/// A text as a quoted YAML scalar, which JSON is.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A vault in which everything is called by hostile names.
fn hostile_vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    for (at, name) in names().iter().enumerate() {
        let name = quoted(name);
        let note = format!(
            "---\nname: {name}\nstatus: former\nowner: {name}\ntags: [{name}, b]\ninterests: [{name}]\n\
             contacts:\n  - {{name: {name}, phone: 1, birthday: 11-24}}\n  - {{name: Lee Park, birthday: 02-29}}\n\
             occasions:\n  - {{name: {name}, date: 11-26}}\n---\n\n- [ ] Send it; due: 2026-11-20\n\n\
             ## 2026-09-1{} Call\n",
            at % 10,
        );
        fs::write(folder.path().join(format!("n{at}.md")), note).unwrap();
    }
    let vault = Vault::open(folder.path()).unwrap();
    assert_eq!(clients(&vault).len(), names().len());
    (folder, vault)
}

/// The clients of a vault.
fn clients(vault: &Vault) -> Vec<Client> {
    vault.clone().read().unwrap().notes.into_iter().filter_map(|note| note.client).collect()
}

/// The agenda of a vault in a format.
fn composed(format: AgendaFormat, vault: &Vault, today: NaiveDate, selection: &Selection) -> String {
    compose(format, vault, today, selection, &Layout::default()).unwrap().text()
}

/// The rows of a CSV as pairs of column and cell.
fn rows(page: &str) -> Vec<Vec<(String, String)>> {
    assert!(page.ends_with("\r\n") && !page.replace("\r\n", "").contains(['\r', '\n']), "{page:?}");
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(page.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let named = |row: csv::StringRecord| header.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|row| named(row.unwrap())).collect()
}

/// A cell without what guards it, and each part of it between semicolons.
fn unguarded(cell: &str) -> String {
    let parts: Vec<&str> = cell.split(';').map(|part| part.strip_prefix('\'').unwrap_or(part)).collect();
    parts.join(";")
}

/// That no cell is a formula where `;` is between cells.
fn assert_no_formula_in_other_countries(page: &str) {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(page.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(!cell.trim_start_matches(['"', ' ']).starts_with(['=', '+', '-', '@', '＝']), "{cell}");
        }
    }
}

/// A value of the JSON as a cell has it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => plain(text),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => cell(fields.get("text").or(fields.get("message")).unwrap()),
        other => other.to_string(),
    }
}

/// A text on one line, without what turns it around.
fn plain(text: &str) -> String {
    let turns = |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    let breaks = |c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}';
    text.chars().filter(|c| !turns(*c)).map(|c| if breaks(c) { ' ' } else { c }).collect()
}

#[test]
fn csv_holds_what_json_holds() {
    let (_folder, hostile) = hostile_vault();
    for vault in [example_vault(), hostile] {
        let everyone = Selection::default();
        let json = composed(AgendaFormat::Json, &vault, today(), &everyone);
        let json: Value = serde_json::from_str(&json).unwrap();
        let page = composed(AgendaFormat::Csv, &vault, today(), &everyone);
        assert_no_formula_in_other_countries(&page);
        let rows = rows(&page);
        let entries = json["entries"].as_array().unwrap();
        assert_eq!(rows.len(), entries.len());
        for (row, entry) in rows.iter().zip(entries) {
            assert_eq!(row.len(), 20);
            for (column, found) in row {
                let key = if column == "why" { "message" } else { column };
                let expected = entry.get(key).map_or_else(|| panic!("{column}"), cell);
                if expected.parse::<f64>().is_ok() {
                    assert_eq!(found.parse::<f64>(), expected.parse(), "{column}");
                    continue;
                }
                assert_eq!(unguarded(found), expected, "{column}");
                let formula = expected.trim_start().starts_with(['=', '@', '＝', '-']);
                assert_eq!(found.starts_with('\''), formula, "{column}: {found}");
            }
        }
    }
}

/// What a program sees of an event.
#[derive(Debug, PartialEq, Eq)]
struct Event {
    uid: String,
    day: NaiveDate,
    title: String,
    description: String,
    categories: Vec<String>,
}

/// The calendar of a vault on a day.
fn calendar(vault: &Vault, today: NaiveDate, selection: &Selection) -> String {
    composed(AgendaFormat::Ics, vault, today, selection)
}

/// The events of a calendar, which has to be as the standard wants it.
fn events(page: &str) -> Vec<Event> {
    assert!(page.ends_with("\r\n") && !page.replace("\r\n", "").contains(['\r', '\n']));
    for line in page.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(char::is_control), "{line:?}");
    }
    let parsed = ICalendar::parse(page).unwrap();
    let (calendar, others) = parsed.components.split_first().unwrap();
    assert_eq!(calendar.component_type, ICalendarComponentType::VCalendar);
    for (key, value) in
        [(Key::Version, "2.0"), (Key::Prodid, "-//rekindle//rekindle//EN"), (Key::Name, "rekindle")]
    {
        assert_eq!(text(calendar, &key), value);
    }
    let events: Vec<Event> = others.iter().map(event).collect();
    let uids: HashSet<&str> = events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids.len(), events.len(), "every event has a UID of its own");
    events
}

fn event(component: &ICalendarComponent) -> Event {
    assert_eq!(component.component_type, ICalendarComponentType::VEvent);
    assert_eq!(component.component_ids.len(), 0);
    let date = |key| {
        let date = component.property(&key).unwrap().values.first().unwrap().as_partial_date_time().unwrap();
        let (year, month, day) = (date.year.unwrap(), date.month.unwrap(), date.day.unwrap());
        (
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).unwrap(),
            date.has_time(),
            date.has_zone(),
        )
    };
    let (day, has_time, _) = date(Key::Dtstart);
    assert!(!has_time, "the event takes the whole day");
    let (_, has_time, has_zone) = date(Key::Dtstamp);
    assert!(has_time && has_zone, "the standard wants a moment");
    // Without an end and a duration it is one day; an end on the same day would be refused.
    assert!(!component.has_property(&Key::Dtend) && !component.has_property(&Key::Duration));
    assert!(component.has_property(&Key::Transp));
    let uid = text(component, &Key::Uid).to_owned();
    assert!(uid.is_ascii() && uid.len() <= 255 && uid.ends_with("@rekindle"), "{uid}");
    let categories = component.properties(&Key::Categories).flat_map(|list| &list.values);
    Event {
        uid,
        day,
        title: text(component, &Key::Summary).to_owned(),
        description: text(component, &Key::Description).to_owned(),
        categories: categories.map(|value| value.as_text().unwrap().to_owned()).collect(),
    }
}

fn text<'a>(component: &'a ICalendarComponent, key: &Key) -> &'a str {
    let values = &component.property(key).unwrap().values;
    assert_eq!(values.len(), 1, "{key:?}");
    values[0].as_text().unwrap()
}

/// A vault of notes, by their paths.
fn vault_of(files: &[(&str, &str)]) -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let vault = Vault::open(folder.path()).unwrap();
    (folder, vault)
}

/// The events of a vault in short: the day, the title, and the UID.
fn in_short(vault: &Vault, today: NaiveDate, selection: &Selection) -> Vec<String> {
    let events = events(&calendar(vault, today, selection));
    events.iter().map(|event| format!("{} {} [{}]", event.day, event.title, event.uid)).collect()
}

#[test]
fn every_entry_with_a_day_is_an_event() {
    let vault = example_vault();
    let everyone = Selection::default();
    let agenda = Planner::new(&vault.settings, today(), &everyone)
        .plan(&vault, |entry| {
            (entry.client.path.clone(), entry.client.name.clone(), entry.client.status, entry.due)
        })
        .unwrap();
    let events = events(&calendar(&vault, today(), &everyone));
    let mut found = 0;
    for (section, (path, name, status, due)) in &agenda.entries {
        let event = events.iter().find(|event| event.description.ends_with(path)).unwrap();
        assert_eq!(event.day, due.unwrap().max(today()), "{path}");
        assert!(event.title.starts_with(&format!("{name}: ")), "{}", event.title);
        assert_eq!(event.categories, [section.name(), status.name()]);
        found += 1;
    }
    assert!(found > 10);
    // The birthday that an entry is about already is not given twice.
    let hollerbach = events.iter().filter(|event| event.title.contains("Founding day")).count();
    assert_eq!(hollerbach, 1);
}

#[test]
fn hostile_texts_come_back_as_they_are() {
    let (_folder, vault) = hostile_vault();
    let events = events(&calendar(&vault, today(), &Selection::default()));
    for client in clients(&vault) {
        let name = plain(&client.name);
        let of_client: Vec<&Event> =
            events.iter().filter(|event| event.description.ends_with(&client.path)).collect();
        let titles: Vec<&str> = of_client.iter().map(|event| event.title.as_str()).collect();
        let entry = of_client.iter().find(|event| event.title == format!("{name}: Send it")).unwrap();
        let lines: Vec<&str> = entry.description.split('\n').collect();
        assert!(lines.contains(&&*format!("Try {name} by phone.")), "{lines:?}");
        assert!(titles.contains(&&*format!("{name}: {name}")), "{titles:?}");
        assert!(titles.contains(&&*format!("{name}: {name}’s birthday")), "{titles:?}");
    }
}

#[test]
fn an_event_stays_the_same_whatever_becomes_of_it() {
    let note = "---\nname: Harbor Foods\nstatus: active\ncontacts: [{name: Lee Park, phone: 1, birthday: 12-24}]\n---\n";
    let (folder, vault) = vault_of(&[("clients/Härbor foods.md", note)]);
    let birthday = "2026-12-24 Harbor Foods: Lee Park’s birthday \
                    [clients/H%C3%A4rbor%20foods.md?occasion=birthday&of=Lee%20Park&year=2026@rekindle]";
    let select = Selection { days: Some(60), ..Selection::default() };
    let uid = "[clients/H%C3%A4rbor%20foods.md@rekindle]";
    let first = format!("2026-11-21 Harbor Foods: try Lee Park by phone {uid}");
    assert_eq!(in_short(&vault, today(), &select), [first, birthday.to_owned()]);
    // A touch moves it, and so does a plan; the next day it is where it was.
    let touched = format!("{note}## 2026-11-20 E-mail to Lee\n");
    fs::write(folder.path().join("clients/Härbor foods.md"), &touched).unwrap();
    let vault = Vault::open(folder.path()).unwrap();
    let second = format!("2026-12-20 Harbor Foods: try Lee Park by e-mail {uid}");
    assert_eq!(in_short(&vault, today(), &select), [second.clone(), birthday.to_owned()]);
    let tomorrow = today() + Days::new(1);
    assert_eq!(in_short(&vault, tomorrow, &select), [second, birthday.to_owned()]);
    let planned = format!("{touched}## 2026-12-04 Lunch with Lee\n");
    fs::write(folder.path().join("clients/Härbor foods.md"), planned).unwrap();
    let vault = Vault::open(folder.path()).unwrap();
    let third = format!("2026-12-04 Harbor Foods: Lunch with Lee {uid}");
    assert_eq!(in_short(&vault, today(), &select), [third, birthday.to_owned()]);
    assert_eq!(in_short(&vault, today(), &select), in_short(&vault, today(), &select));
}

#[test]
fn a_pause_has_an_event_on_the_day_after_if_it_ends() {
    let ends = "2026-12-07 X: the quiet time is over [x.md@rekindle]";
    for (pause, expected) in [("{until: 2026-12-06}", Some(ends)), ("{from: 2026-01-01}", None)] {
        let note = format!("---\nname: X\npause: {pause}\n---\n## 2026-01-01 Call\n");
        let (_folder, vault) = vault_of(&[("x.md", &note)]);
        let found = in_short(&vault, today(), &Selection::default());
        assert_eq!(found.first().map(String::as_str), expected);
    }
}

#[test]
fn a_day_of_many_is_one_event() {
    let config = ("rekindle.yaml", "occasions: [{name: New Year, date: 01-01, for: [former]}]\n");
    let notes: Vec<(String, String)> = (0..500)
        .map(|at| {
            (format!("c{at:03}.md"), format!("---\nname: C{at}\nstatus: former\ncadence: never\n---\n"))
        })
        .collect();
    let files: Vec<(&str, &str)> =
        notes.iter().map(|(path, note)| (path.as_str(), note.as_str())).chain([config]).collect();
    let (_folder, vault) = vault_of(&files);
    // Long before, and within the lead, when all of them are on the agenda.
    for day in ["2026-11-21", "2026-12-30"] {
        let events = events(&calendar(&vault, day.parse().unwrap(), &Selection::default()));
        let [event] = &events[..] else { panic!("{events:?}") };
        assert_eq!(event.uid, "?occasion=New%20Year&year=2027@rekindle");
        assert!(event.description.starts_with("For C0, C1, C2, "), "{}", event.description);
        assert!(event.description.ends_with(", C19 and 480 more."), "{}", event.description);
    }
    let nobody = Selection { statuses: vec![Status::Active], ..Selection::default() };
    assert_eq!(in_short(&vault, today(), &nobody), [""; 0]);
}

/// Clients with a year and a half of calls, e-mails and meetings, every ten weeks.
fn busy_vault(count: u64) -> (TempDir, Vault) {
    let titles = ["Call with Dana", "Voicemail", "E-mail on prices", "Lunch with Dana and Lee", "Zoom"];
    let mut notes = Vec::new();
    for nth in 0..count {
        let mut note = format!(
            "---\nname: Client {nth}\nowner: {}\ntags: [tag-{}]\ncontacts: [Dana Reyes, Lee Park]\n---\n",
            if nth % 2 == 0 { "Hanna Lind" } else { "Tomas Okafor" },
            nth % 9,
        );
        for (back, title) in titles.iter().cycle().take(8).enumerate() {
            let day = today() - Days::new(nth % 40 + 70 * back as u64);
            note.push_str(&format!("## {day} {title}\n"));
        }
        notes.push((format!("clients/client-{nth}.md"), note));
    }
    let notes: Vec<_> = notes.iter().map(|(path, note)| (path.as_str(), note.as_str())).collect();
    vault_of(&notes)
}

#[test]
fn a_page_for_a_browser_takes_a_kilobyte_for_each_client() {
    let length = |count| {
        let (_folder, vault) = busy_vault(count);
        let page = composed(AgendaFormat::Html, &vault, today(), &Selection::default());
        assert_eq!(page.matches("<details").count() as u64, count);
        page.len() as u64
    };
    let (few, many) = (length(20), length(220));
    let each = (many - few) / 200;
    assert!(each < 1_000, "{each} bytes for each client");
    assert!(few - 20 * each < 25_000, "{few} bytes for 20 clients");
}

#[test]
fn a_template_that_fails_is_reported_before_anything_is_written() {
    let failing = |text: &str| {
        let layout = Layout { template: Some(("own.html".to_owned(), text.to_owned())), ..Layout::default() };
        let everybody = Selection::default();
        compose(AgendaFormat::Html, &example_vault(), today(), &everybody, &layout).unwrap_err().to_string()
    };
    let cases = [
        (
            "<p>\n{% for entry in entries %}{{ entry.nmae }}{% endfor %}",
            "own.html:2: there is no “entry.nmae”",
        ),
        ("{% for bed in garden.beds %}\n\n{{ bed.plants[0].nam }}{% endfor %}", "own.html:3: there is no"),
        ("{% for", "own.html:1: syntax error"),
    ];
    for (text, expected) in cases {
        let said = failing(text);
        assert!(said.starts_with(expected), "{said}");
    }
}

/// A table of a vault in a format.
fn exported(vault: &Vault, table: Table, format: TableFormat) -> String {
    let (columns, everyone) = (table.columns(), Selection::default());
    let row = |values: &[ColumnValue<'_>]| render::export::row(&columns, values, format);
    let mut page = render::export::head(&columns, format);
    match table {
        Table::Touches => {
            let read = |note: &OpenNote<'_>| export::touches(note, &vault.settings, today(), &everyone, row);
            let all: Result<(), ()> = Stream::open(vault).unwrap().each(read, |rows| {
                page.push_str(&rows.concat());
                Ok(())
            });
            all.unwrap();
        }
        Table::Clients => {
            let row = |values: &[ColumnValue<'_>]| ClientRow::new(&columns, values, format);
            for (section, row) in export::clients(vault, today(), &everyone, row).unwrap() {
                page.push_str(&row.text(section, format));
            }
        }
        Table::Contacts => {
            page.push_str(&export::contacts(vault, today(), &everyone, row).unwrap().concat());
        }
    }
    page
}

/// A table as its rows, from CSV and from JSON Lines.
fn both(vault: &Vault, table: Table) -> (Vec<Vec<(String, String)>>, Vec<Value>) {
    let lines = exported(vault, table, TableFormat::Jsonl);
    let objects = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (rows(&exported(vault, table, TableFormat::Csv)), objects)
}

#[test]
fn tables_hold_the_same_in_both_formats() {
    let (folder, _) = hostile_vault();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault");
    for root in [folder.path().to_owned(), example] {
        let vault = Vault::open(root).unwrap();
        for name in Table::ALL {
            let (rows, objects) = both(&vault, name);
            assert!(rows.len() == objects.len() && !rows.is_empty());
            let ids: HashSet<&str> = objects.iter().map(|object| object["id"].as_str().unwrap()).collect();
            assert_eq!(ids.len(), objects.len(), "every row has an id of its own");
            for (row, object) in rows.iter().zip(&objects) {
                let keys = object.as_object().unwrap().keys().filter(|key| *key != "extra").count();
                assert_eq!(row.len(), keys);
                for (column, found) in row {
                    let expected = cell(&object[column]);
                    let found = unguarded(found);
                    match expected.parse::<f64>() {
                        Ok(number) => assert_eq!(found.parse(), Ok(number), "{column}"),
                        Err(_) => assert_eq!(found, expected, "{column}"),
                    }
                }
            }
        }
        // In JSON Lines a text is exactly what was read.
        let (_, rows) = both(&vault, Table::Clients);
        let found = rows.iter().map(|client| client["name"].as_str().unwrap());
        assert!(found.eq(clients(&vault).iter().map(|client| client.name.as_str())));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_name_comes_back(names in vec(any::<String>(), 1..4)) {
        let files: Vec<(String, String)> = names
            .iter()
            .enumerate()
            .map(|(at, name)| (format!("{at}.md"), format!("---\nname: {}\nbirthday: 02-29\n---\n", quoted(name))))
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, note)| (path.as_str(), note.as_str())).collect();
        let (_folder, vault) = vault_of(&files);
        let page = calendar(&vault, today(), &Selection::default());
        let events = events(&page);
        prop_assert_eq!(events.len(), 2 * names.len());
        let rows = rows(&composed(AgendaFormat::Csv, &vault, today(), &Selection::default()));
        let clients = clients(&vault);
        for (event, row) in events.iter().zip(rows) {
            let client = clients.iter().find(|client| event.description.ends_with(&client.path)).unwrap();
            let name = plain(&client.name);
            prop_assert_eq!(&event.title, &format!("{name}: get in touch"));
            let (_, cell) = row.iter().find(|(column, _)| column == "name").unwrap();
            // A guard stands before what might be a formula, at the start or after a semicolon.
            let parts = cell.split(';').zip(name.split(';'));
            let is_it = |(cell, name): (&str, &str)| cell == name || cell.strip_prefix('\'') == Some(name);
            prop_assert!(parts.clone().all(is_it) && cell.matches(';').eq(name.matches(';')), "{}", cell);
        }
        prop_assert_eq!(events.last().unwrap().day.month(), 2);
    }
}
