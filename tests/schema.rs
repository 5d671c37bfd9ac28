//! The schemas accept what the tool reads and describe what it writes.
//!
//! What the tool reads without a complaint has to be valid: a false alarm in an editor is worse than a miss.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use rekindle::agenda::Selection;
use rekindle::compose::{AgendaFormat, compose};
use rekindle::model::settings::Settings;
use rekindle::note::Reader;
use rekindle::render::Layout;
use rekindle::schema::Schema;
use rekindle::vault::Vault;
use serde_json::Value;
use tempfile::TempDir;

#[test]
fn each_schema_is_one() {
    for schema in Schema::ALL {
        let value = parsed(schema);
        jsonschema::meta::validate(&value).unwrap();
        for key in ["title", "description"] {
            assert!(value[key].is_string(), "{schema:?} has no {key}");
        }
    }
}

// ---- notes ----

#[test]
fn the_notes_of_the_example_vault_are_valid() {
    let schema = validator(Schema::Note);
    let mut count = 0;
    for path in files(&repository("example-vault")) {
        let text = fs::read_to_string(&path).unwrap().replace("{{date}}", "2026-11-21");
        let Some(front_matter) = front_matter(&text) else { continue };
        let problems = problems(&schema, front_matter);
        assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
        count += 1;
    }
    assert!(count > 10, "only {count} notes have front matter");
}

#[test]
fn the_examples_of_the_note_format_are_valid() {
    let schema = validator(Schema::Note);
    let page = fs::read_to_string(repository("docs/format.md")).unwrap();
    let blocks =
        page.split("```markdown\n").skip(1).filter_map(|rest| front_matter(rest.split("```").next()?));
    let last_cell =
        |line: &str| Some(line.strip_prefix("| `")?.strip_suffix("` |")?.rsplit('`').next()?.to_owned());
    let rows = page.lines().filter_map(last_cell).filter(|cell| cell.contains(": "));
    let first_cell = |line: &str| Some(line.strip_prefix("| `pause: ")?.split('`').next()?.to_owned());
    let periods = page.lines().filter_map(first_cell).map(|period| format!("pause: {period}"));
    let examples: Vec<String> = blocks.map(str::to_owned).chain(rows).chain(periods).collect();
    assert!(examples.len() > 25, "only {} examples were found", examples.len());
    for example in examples.iter().filter(|example| !example.contains("bad-yaml")) {
        assert_eq!(problems(&schema, example), Vec::<String>::new(), "{example}");
    }
}

#[test]
fn what_no_note_may_say_is_not_valid() {
    let schema = validator(Schema::Note);
    for bad in [
        "status: actve",
        "status: [active]",
        "Status: 7",
        "cadence: sometimes",
        "cadence: 0",
        "cadence: 1.5 months",
        "contact-frequency: month",
        "since: yesterday",
        "since: {from: 2026-01-01}",
        "lastContact: soon",
        "priority: urgent",
        "do_not_contact: perhaps",
        "name: {first: Dana}",
        "contacts: [{role: buyer}]",
        "contacts: [{name: Dana, left: soon}]",
        "people: [{Name: Dana, Cadence: often}]",
        "contacts: [{name: Dana, primary: maybe}]",
        "pause: later",
        "pause: {form: 2026-01-01}",
        "pause: {until: later}",
        "delivered: [2026-01-01, later]",
        "occasions: [{name: Founding day}]",
        "occasions: [{date: 11-26}]",
        "occasions: [{name: Founding day, date: 11-26, lead: early}]",
        "birthday: spring",
        "- a list",
    ] {
        assert!(!problems(&schema, bad).is_empty(), "{bad} is valid");
    }
}

#[test]
fn whatever_the_reader_takes_in_a_note_is_valid() {
    let within = |mapping, before, after| places(Schema::Note, mapping, before, after);
    let places = [
        within("", "", ""),
        within("/definitions/contact/anyOf/0", "contacts: [{name: Dana, ", "}]"),
        within("/definitions/contact/anyOf/0", "people: {Name: Dana, ", "}"),
        within("/definitions/occasion/anyOf/0", "occasions: [{name: Day, Date: 11-26, ", "}]"),
        within("/definitions/period/anyOf/0", "pause: {", "}"),
    ];
    let settings = Settings::default();
    let reader = Reader::new(&settings);
    let taken = |text: &str| {
        let note = reader.note("a.md", format!("---\n{text}\n---\n").as_bytes()).unwrap();
        note.problems.is_empty()
    };
    let places: Vec<Place> = places.into_iter().flatten().collect();
    agree(Schema::Note, &places, taken);
}

// ---- the configuration ----

#[test]
fn configurations_are_valid() {
    let schema = validator(Schema::Config);
    for path in ["tests/data/every-setting.yaml", "example-vault/rekindle.yaml"] {
        let text = fs::read_to_string(repository(path)).unwrap();
        assert_eq!(problems(&schema, &text), Vec::<String>::new(), "{path}");
    }
    let page = fs::read_to_string(repository("docs/configuration.md")).unwrap();
    let blocks: Vec<&str> =
        page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > 8, "only {} examples were found", blocks.len());
    for block in blocks {
        assert_eq!(problems(&schema, block), Vec::<String>::new(), "{block}");
    }
}

#[test]
fn what_no_configuration_may_say_is_not_valid() {
    let schema = validator(Schema::Config);
    for bad in [
        "cadance: {active: 1 week}",
        "cadence: {activ: 1 week}",
        "cadence: {active: now}",
        "cadence: 3 weeks",
        "days: 0",
        "days: a week",
        "capacity: -1",
        "reserve: 3",
        "reserve: {inactive: some}",
        "rules: {coverige: off}",
        "rules: {coverage: maybe}",
        "links: html",
        "ignore: [\"!keep\"]",
        "agenda: lists/",
        "date_order: ymd",
        "retry: [3 days, never]",
        "follow_up: never",
        "follow_up: on",
        "birthday_lead: early",
        "words: {ring: [anruf]}",
        "tags: {vip: 2 weeks}",
        "tags: {vip: {rhythm: 2 weeks}}",
        "occasions: [{name: New Year}]",
        "occasions: [{name: New Year, date: 01-01, for: [old]}]",
        "team: [{away: true}]",
        "team: [{name: Ines, covr: Tomas}]",
        "team: [{name: Ines, away: {from: soon}}]",
        "- a list",
    ] {
        assert!(!problems(&schema, bad).is_empty(), "{bad} is valid");
    }
}

#[test]
fn whatever_the_reader_takes_as_a_setting_is_valid() {
    let within = |mapping, before, after| places(Schema::Config, mapping, before, after);
    // Of those whose keys all lead to the same, a few will do.
    let some = |mapping, before, after| within(mapping, before, after).into_iter().step_by(5).collect();
    let places = [
        within("", "", ""),
        some("/definitions/reserve/anyOf/0", "reserve: {", "}"),
        some("/definitions/cadences/anyOf/0", "Cadence: {", "}"),
        some("/definitions/words/anyOf/0", "words: {", "}"),
        some("/definitions/rules/anyOf/0", "rules: {", "}"),
        within("/definitions/tag/anyOf/0", "tags: {vip: {", "}}"),
        within("/definitions/colleague/anyOf/0", "team: [{Name: Ines, ", "}]"),
        within("/definitions/away/anyOf/0", "team: [{name: Ines, away: {", "}}]"),
        vec![Place { before: "where: {", key: "type".to_owned(), after: "}" }],
    ];
    let places: Vec<Place> = places.into_iter().flatten().collect();
    let folder = TempDir::new().unwrap();
    let taken = |text: &str| {
        fs::write(folder.path().join("rekindle.yaml"), text).unwrap();
        Vault::open(folder.path()).is_ok()
    };
    agree(Schema::Config, &places, taken);
}

/// Values of all shapes, those that are right for some key and those that are for none.
const VALUES: &[&str] = &[
    "",
    "~",
    "''",
    "' '",
    "[]",
    "[~, '']",
    "{}",
    "true",
    "FALSE",
    "yes",
    "No",
    "on",
    "OFF",
    "'false'",
    "maybe",
    "0",
    "7",
    "'7'",
    "'+07'",
    "036",
    "36500",
    "36501",
    "-3",
    "3.5",
    "1e3",
    "+49401234",
    "x",
    "a/b.md",
    "a/",
    "'!a'",
    "'*.md'",
    "10 days",
    "10d",
    "'6 Weeks '",
    "3m",
    "1y",
    "every 2 weeks",
    "Every month",
    "every quarterly",
    "every",
    "WEEKLY",
    "fortnightly",
    "Twice a Year",
    "never",
    "Never",
    "month",
    "101 years",
    "2026-09-14",
    "2026/09/14",
    "14. September 2026",
    "'Sep 14, 2026 14:30'",
    "14.09.2026",
    "2026-02-30",
    "09/10/2026",
    "26-09-14",
    "11-26",
    "--11-26",
    "XXXX-11-26",
    "17 March",
    "1984-11-25",
    "Monday",
    "[2026-09-14]",
    "[[2026-09-14]]",
    "'[[daily/2026-09-14|Monday]]'",
    "[2026-09-14, 2026-10-14]",
    "[[Harbor Foods]]",
    "[[a, b]]",
    "[[[a]]]",
    "[Harbor Foods]",
    "[[[a]], b, 3, ~]",
    "[a, [b, c]]",
    "[3 days, 1w, 7]",
    "[active, Lead]",
    "Do-Not-Contact",
    "in active",
    "Current",
    "high",
    "LOW",
    "markdown",
    "Wiki-Links",
    "dmy",
    "M D Y",
    "Europe/Berlin",
    "UTC",
    "{from: 2026-01-01}",
    "{From: 2026-01-01, to: 2026-02-01, Reason: x}",
    "{until: , why: x}",
    "{x: 1}",
    "{type: client}",
    "{type: [client, lead], x: ~}",
    "{vip: {cadence: 2w}}",
    "{vip: {Cadence: never}, x: {}}",
    "{inactive: 3, Do-Not-Contact: 1}",
    "{active: 3 weeks, lead: Never}",
    "{coverage: off, Other_Channel: true}",
    "{call: anruf, wonBack: [a, b]}",
    "{name: Dana}",
    "[{name: Dana, E-Mail: x}, Lee, ~]",
    "[{NAME: Dana, away: true, now at: [[x]]}]",
    "{name: Day, date: 11-26}",
    "[{Name: Day, Date: 2026-11-26}]",
    "[{name: Day, date: 11-26, lead: 3w, for: former}]",
    "[{name: Day, date: 11-26, for: [past, ~]}, {}]",
    "[{name: Ines, away: {until: 2026-11-29, Cover: Tomas}}, Tomas]",
    "[{name: }]",
];

/// Puts each of the values after each of the keys, which are spelled as it comes, and compares what the reader
/// and the schema say. The reader may be stricter.
fn agree(schema: Schema, places: &[Place], taken: impl Fn(&str) -> bool) {
    let valid = validator(schema);
    let (mut seen, mut alarms) = (0, Vec::new());
    for Place { before, key, after } in places {
        let spellings = [key.clone(), key.to_uppercase().replace('_', "-")];
        for (value, key) in VALUES.iter().zip(spellings.iter().cycle()) {
            let text = format!("{before}{key}: {value}{after}");
            if serde_yaml::from_str::<serde_yaml::Value>(&text).is_ok() && taken(&text) {
                seen += 1;
                let problems = problems(&valid, &text);
                alarms.extend(problems.into_iter().map(|problem| format!("{text}\n    {problem}")));
            }
        }
    }
    assert!(seen > 1000, "the reader took only {seen}");
    assert!(alarms.is_empty(), "{} false alarms:\n{}", alarms.len(), alarms.join("\n"));
}

/// A key, and what is around it and its value.
struct Place {
    before: &'static str,
    key: String,
    after: &'static str,
}

/// The keys of a mapping in a schema, each as a place.
fn places(schema: Schema, mapping: &str, before: &'static str, after: &'static str) -> Vec<Place> {
    let schema = parsed(schema);
    let properties = schema.pointer(mapping).unwrap()["properties"].as_object().unwrap();
    properties.keys().map(|key| Place { before, key: key.clone(), after }).collect()
}

// ---- the agenda ----

#[test]
fn the_agenda_is_valid_and_described_to_the_last_key() {
    let schema = parsed(Schema::Agenda);
    let valid = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let made_up = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(made_up.path().join(name), text).unwrap();
    write(
        "rekindle.yaml",
        "capacity: 1\nowner: Ines\nteam: [{name: Ines, away: {cover: Tomas, until: 2026-12-01}}]\n",
    );
    write("a.md", "---\nstatus: actve\nsector: [food, {deep: 1}]\n---\n## 2026-01-05 Lunch\n");
    write("b.md", "---\ncadence: never\n---\n- [ ] Send it by 2026-11-01\n");
    write("c.md", "---\npause: true\n---\n");
    write("d.md", "---\nstatus: lost\ntags: [x]\n---\n## 2026-11-20 Voicemail\n");
    write("e.md", "---\nstatus: closed\n---\n");
    let empty = TempDir::new().unwrap();
    let mut described = BTreeSet::new();
    gather(&schema, "", &mut described);
    let mut seen = BTreeSet::new();
    for root in [&repository("example-vault"), made_up.path(), empty.path()] {
        for top in [None, Some(2)] {
            let vault = Vault::open(root).unwrap();
            let selection = Selection { top, ..Selection::default() };
            let today = "2026-11-21".parse().unwrap();
            let page = compose(AgendaFormat::Json, &vault, today, &selection, &Layout::default()).unwrap();
            let page: Value = serde_json::from_str(&page.text()).unwrap();
            let problems: Vec<String> = valid.iter_errors(&page).map(|problem| problem.to_string()).collect();
            assert!(problems.is_empty(), "{}: {problems:#?}", root.display());
            walk(&page, "", &mut seen);
        }
    }
    assert_eq!(seen, described, "what the agenda has, and what src/schema/agenda.rs describes");
}

/// The paths of all keys, but for the user's own.
fn walk(value: &Value, path: &str, seen: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) if !path.ends_with("/extra") => {
            for (key, value) in entries {
                let path = format!("{path}/{key}");
                walk(value, &path, seen);
                seen.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, path, seen)),
        _ => {}
    }
}

/// The paths of all keys that a schema describes.
fn gather(schema: &Value, path: &str, described: &mut BTreeSet<String>) {
    for alternative in schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items")) {
        gather(alternative, path, described);
    }
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}/{key}");
        assert!(property["description"].is_string(), "{path} has no description");
        gather(property, &path, described);
        described.insert(path);
    }
}

// ---- what the tests share ----

fn parsed(schema: Schema) -> Value {
    serde_json::from_str(&schema.text()).unwrap()
}

fn validator(schema: Schema) -> Validator {
    jsonschema::validator_for(&parsed(schema)).unwrap()
}

/// What is wrong with a YAML document.
fn problems(schema: &Validator, yaml: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(yaml).unwrap();
    schema.iter_errors(&value).map(|problem| format!("{}: {problem}", problem.instance_path())).collect()
}

fn front_matter(text: &str) -> Option<&str> {
    text.strip_prefix("---\n")?.split_once("\n---").map(|(front_matter, _)| front_matter)
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The Markdown files in a folder, at any depth.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let within = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries
        .flat_map(within)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}
