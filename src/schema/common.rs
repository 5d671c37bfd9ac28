//! What may stand behind keys of a note and of the configuration alike.

use serde_json::{Map, Value, json};

use super::mapping::{SchemaKey, closed, is, mapping, with_required};
use super::spelling::{any_case, any_spelling};
use crate::model::status::Status;

const PERIOD: [SchemaKey; 3] = [
    SchemaKey::new(&["from"], "date", "The first day; without one, it has begun already."),
    SchemaKey::new(&["until", "to"], "date", "The last day; without one, it has no end."),
    SchemaKey::new(&["why", "reason"], "text", "Why, for yourself and for the agenda."),
];

const OCCASION: [SchemaKey; 4] = [
    SchemaKey::new(&["name"], "text", "What day it is, like Founding day."),
    SchemaKey::new(&["date"], "day", "11-26 for every year, 2026-11-26 for once."),
    SchemaKey::new(&["lead"], "duration", "How long before the day it shows; else 2 weeks."),
    SchemaKey::new(&["for"], "statuses", "In rekindle.yaml: only for clients of these statuses."),
];

/// Lengths of time that have a word.
const SPOKEN: [&str; 9] = [
    "weekly",
    "biweekly",
    "fortnightly",
    "monthly",
    "bimonthly",
    "quarterly",
    "yearly",
    "annually",
    "twice a year",
];

const UNITS: [&str; 12] =
    ["d", "day", "days", "w", "week", "weeks", "m", "month", "months", "y", "year", "years"];

/// One of several, or nothing: a key without a value counts as absent everywhere.
pub(super) fn one_of(mut shapes: Vec<Value>) -> Value {
    shapes.push(is("nothing"));
    json!({"anyOf": shapes})
}

/// A list of them, or one.
pub(super) fn list_of(kind: &str) -> Value {
    json!({"anyOf": [{"title": "a list", "type": "array", "items": is(kind)}, is(kind)]})
}

/// A text of which something more is asked. A number counts as what is written.
pub(super) fn text(mut more: Value) -> Value {
    more["title"] = "a text".into();
    more["type"] = "string".into();
    // To name the types would make an editor offer “true” and “false” where a name belongs.
    let plain = json!({"title": "a plain value", "not": {"type": ["string", "array", "object", "null"]}});
    one_of(vec![more, plain, is("link")])
}

/// One of a few words, in any spelling; the names are what an editor offers.
pub(super) fn word(title: &str, names: &[&str], synonyms: &[&str]) -> Value {
    let words = [names, synonyms].concat();
    let message = format!("should be {}", listed(names));
    one_of(vec![
        json!({"title": title, "enum": words, "errorMessage": message}),
        json!({
            "title": format!("{title} in another spelling"),
            "type": "string",
            "pattern": any_spelling(&words),
            "errorMessage": message,
        }),
    ])
}

/// `true` or `false`, or a word for it.
fn flag() -> Value {
    let words = ["yes", "no", "on", "off", "true", "false"];
    one_of(vec![
        json!({"title": "yes or no", "type": "boolean"}),
        words_for(&words, &[], "should be true or false"),
    ])
}

/// One of a few words, case aside; those in `offered` are what an editor offers.
pub(super) fn words_for(words: &[&str], offered: &[&str], message: &str) -> Value {
    json!({
        "title": "a word for it",
        "type": "string",
        "pattern": format!(r"^\s*{}\s*$", any_case(words)),
        "examples": offered,
        "errorMessage": message,
    })
}

/// A time without an end, a last day, or a mapping, which stands within the definition at `place`.
pub(super) fn period(place: &str, more: impl IntoIterator<Item = SchemaKey>) -> Value {
    let days = mapping("from when until when", &format!("{place}/anyOf/0"), PERIOD.into_iter().chain(more));
    json!({"anyOf": [closed(days), is("date"), is("flag")]})
}

/// The definitions that notes and the configuration share.
pub(super) fn definitions() -> Map<String, Value> {
    let occasion = mapping("an occasion", "#/definitions/occasion/anyOf/0", OCCASION);
    named([
        ("nothing", nothing()),
        ("link", link()),
        ("text", text(json!({}))),
        ("texts", list_of("text")),
        ("flag", flag()),
        ("date", date()),
        ("day", one_of(vec![written_day("a day", &["11-26", "1984-11-26"]), is("link")])),
        ("duration", length_of_time(&[])),
        ("cadence", length_of_time(&["never"])),
        ("status", word("a status", &statuses(), &status_synonyms())),
        ("statuses", list_of("status")),
        ("period", period("#/definitions/period", [])),
        ("occasion", one_of(vec![closed(with_required(occasion, &["name", "date"])).into()])),
        ("occasions", list_of("occasion")),
    ])
}

pub(super) fn statuses() -> [&'static str; Status::ALL.len()] {
    Status::ALL.map(Status::name)
}

pub(super) fn status_synonyms() -> Vec<&'static str> {
    Status::ALL.iter().flat_map(|status| status.synonyms()).copied().collect()
}

pub(super) fn named(definitions: impl IntoIterator<Item = (&'static str, Value)>) -> Map<String, Value> {
    definitions.into_iter().map(|(name, definition)| (name.to_owned(), definition)).collect()
}

/// An empty value, however it is written.
fn nothing() -> Value {
    json!({"title": "nothing", "anyOf": [
        // The same as the type null, but no editor takes it for something to offer.
        {"title": "null", "not": {"type": ["string", "number", "boolean", "array", "object"]}},
        {"title": "an empty text", "type": "string", "pattern": r"^\s*$"},
        {"title": "an empty list", "type": "array", "items": is("nothing")},
        {"title": "an empty mapping", "type": "object", "maxProperties": 0},
    ]})
}

/// `[[Harbor Foods]]`, which YAML takes for a list in a list.
fn link() -> Value {
    let list_of_one = |item| json!({"type": "array", "items": item, "minItems": 1, "maxItems": 1});
    let mut link = list_of_one(list_of_one(json!({"type": "string"})));
    link["title"] = "a link".into();
    link
}

/// Every date has a digit, in whatever form; whether it is one, only the reader can say.
fn written_day(title: &str, examples: &[&str]) -> Value {
    let message = "is not a date; write it like 2026-09-14, or 09-14 for a day of every year";
    let mut day = json!({"title": title, "type": "string", "pattern": "[0-9]", "examples": examples});
    day["errorMessage"] = message.into();
    day
}

/// A date; `[2026-09-14]` is a list to YAML and a date to whoever wrote it.
fn date() -> Value {
    let day = |examples| written_day("a date", examples);
    let bracketed = json!({"title": "a date in brackets", "type": "array", "items": day(&[]), "maxItems": 1});
    one_of(vec![day(&["2026-11-21"]), bracketed, is("link")])
}

/// Every form of a duration, and perhaps other words.
fn length_of_time(others: &[&str]) -> Value {
    let every = any_case(&["every"]) + r" \s*";
    let (spoken, others_too) = (any_case(&SPOKEN), any_case(&[&SPOKEN, others].concat()));
    let unit = any_case(&UNITS);
    let pattern = format!(
        r"^\s*(?:{others_too}|{every}{spoken}|{every}{unit}|(?:{every})?0*[1-9][0-9]*\s*{unit}?)\s*$"
    );
    let examples = [&["10 days", "2 weeks", "monthly", "6 weeks", "quarterly", "1 year"], others].concat();
    let message = "is not a length of time; write “10 days”, “6 weeks”, “3 months”, “quarterly” or the like";
    let mut written = json!({"title": "a length of time", "type": "string"});
    written["pattern"] = pattern.into();
    written["examples"] = json!(examples);
    written["errorMessage"] = message.into();
    let mut days = json!({"title": "a number of days", "type": "integer", "minimum": 1, "maximum": 36_500});
    days["errorMessage"] = message.into();
    one_of(vec![written, days])
}

/// The words as a sentence has them: “high”, “normal” or “low”.
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
