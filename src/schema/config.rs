//! The schema of `rekindle.yaml`.

use serde_json::{Map, Value, json};

use super::common::{
    definitions, list_of, named, one_of, period, status_synonyms, statuses, text, word, words_for,
};
use super::mapping::{Said, SchemaKey, closed, from_each, is, mapping, with_required};
use crate::checks::manual as checks_manual;
use crate::manual::Manual;
use crate::model::check::{Check, Severity};
use crate::model::duration::Duration;
use crate::model::keys::SettingKey;
use crate::model::rule::Rule;
use crate::model::settings::{LinkStyle, Settings};
use crate::model::status::Status;
use crate::model::touch::Channel;
use crate::rules::manual as rules_manual;
use crate::vault::WORD_LISTS;

/// What the value of a setting is.
fn said(key: SettingKey) -> Said {
    match key {
        SettingKey::Owner => ("text", "Who keeps every client whose note names nobody else."),
        SettingKey::Timezone => {
            ("timezone", "Decides what day it is: an IANA name like Europe/Berlin; else the machine’s.")
        }
        SettingKey::Agenda => ("path", "The file that “rekindle agenda” writes, from the vault."),
        SettingKey::Template => {
            ("path", "The template of the agenda’s page, from the vault; else the built-in one.")
        }
        SettingKey::Days => ("count", "How many days the agenda looks ahead, today included."),
        SettingKey::Capacity => {
            ("count", "How many clients to show as overdue and due; the others move to Later.")
        }
        SettingKey::Reserve => {
            ("reserve", "Places of the capacity that are kept for a status, like {inactive: 3}.")
        }
        SettingKey::Links => ("link_style", "How the agenda links to notes."),
        SettingKey::Notes => ("globs", "Only files that match one of these globs are notes."),
        SettingKey::Ignore => ("globs", "Files and folders that match one of these globs are left out."),
        SettingKey::Where => (
            "where",
            "Only notes with one of the values for each key of their front matter, like {type: client}.",
        ),
        SettingKey::DateOrder => {
            ("date_order", "How 09/10/2026 is read: day first, or month first. Else it is a problem.")
        }
        SettingKey::LogSections => ("texts", "More headings under which dated list items are entries."),
        SettingKey::Words => ("words", "More words for titles, like {call: [anruf]}."),
        SettingKey::OwnKeys => ("texts", "Keys of yours that are never taken for slips of known ones."),
        SettingKey::Cadence => ("cadences", "How often to be in touch with the clients of a status."),
        SettingKey::Tags => {
            ("tags", "How often to be in touch with clients that have a tag, like {vip: {cadence: 3 weeks}}.")
        }
        SettingKey::Retry => {
            ("durations", "How long after each attempt without an answer to try again; [] for not at all.")
        }
        SettingKey::Farewell => ("duration", "How long after the end to part well."),
        SettingKey::Feedback => ("duration", "How long after a delivery to ask how the work is doing."),
        SettingKey::FollowUp => {
            ("follow_up", "How long after a call, video or meeting to write a few lines; or off.")
        }
        SettingKey::BirthdayLead => ("duration", "How long before a birthday it shows."),
        SettingKey::Rules => ("rules", "Triggers and advice, switched on or off by name."),
        SettingKey::Checks => ("checks", "How bad the findings of a check are, by its name; off for none."),
        SettingKey::Occasions => ("occasions", "Days to write for to many clients, like a card at New Year."),
        SettingKey::Team => ("team", "Who of you is away, and who stands in."),
    }
}

const TAG: [SchemaKey; 1] = [SchemaKey::new(&["cadence"], "cadence", "How often to be in touch.")];

const COLLEAGUE: [SchemaKey; 3] = [
    SchemaKey::new(&["name"], "text", "The name, as “owner” gives it."),
    SchemaKey::new(&["away"], "away", "When they are away: a last day, or {from, until, cover}."),
    COVER,
];

const COVER: SchemaKey = SchemaKey::new(&["cover"], "text", "Who stands in for them meanwhile.");

pub(super) fn schema() -> Value {
    let settings = Settings::default();
    let keys = SettingKey::ALL.iter().map(|key| SchemaKey {
        default: default_of(*key, &settings),
        ..SchemaKey::said(key.names(), said(*key))
    });
    // Unlike in a note, a key that is not listed is an error here.
    let mut schema = Value::from(closed(mapping("rekindle.yaml", "#", keys)));
    schema["type"] = json!(["object", "null"]);
    schema["description"] = "The configuration of a vault of rekindle; every key is optional.".into();
    let mut all = definitions();
    all.extend(own_definitions(&settings));
    schema["definitions"] = all.into();
    schema
}

/// What holds without the key, if that is a value that could stand there.
fn default_of(key: SettingKey, settings: &Settings) -> Value {
    let lasting = |duration: Duration| Value::from(duration.to_string());
    match key {
        SettingKey::Agenda => json!(settings.agenda),
        SettingKey::Days => json!(settings.days),
        SettingKey::Links => json!(link_style(settings.links)),
        SettingKey::Retry => settings.retry.iter().copied().map(lasting).collect(),
        SettingKey::Farewell => lasting(settings.farewell),
        SettingKey::Feedback => lasting(settings.feedback),
        SettingKey::FollowUp => settings.follow_up.map_or_else(|| json!("off"), lasting),
        SettingKey::BirthdayLead => lasting(settings.birthday_lead),
        _ => Value::Null,
    }
}

/// What only the configuration has.
fn own_definitions(settings: &Settings) -> Map<String, Value> {
    let synonyms = status_synonyms();
    let places = from_each("places by status", statuses(), &synonyms, "count", |status| {
        (format!("How many places are kept for clients that are {status}."), Value::Null)
    });
    let rhythms = from_each("rhythms by status", statuses(), &synonyms, "cadence", |status| {
        (format!("How often to be in touch with clients that are {status}."), rhythm_of(status, settings))
    });
    let words =
        from_each("words by list", WORD_LISTS.iter().copied(), &["business events"], "texts", |list| {
            (said_of_words(list), Value::Null)
        });
    let tag = closed(mapping("a tag", "#/definitions/tag/anyOf/0", TAG));
    let colleague = mapping("a colleague", "#/definitions/colleague/anyOf/0", COLLEAGUE);
    let any_key = |title, kind| json!({"title": title, "type": "object", "additionalProperties": is(kind)});
    let or_nothing = |shape: Map<String, Value>| one_of(vec![shape.into()]);
    named([
        ("timezone", text(json!({"examples": ["Europe/Berlin", "America/New_York", "UTC"]}))),
        ("path", text(json!({"pattern": r"[^/\s]\s*$", "errorMessage": "should be the path of a file"}))),
        ("count", count()),
        (
            "glob",
            text(json!({"pattern": r"^\s*[^!\s]", "errorMessage": "a glob cannot begin with “!” here"})),
        ),
        ("globs", list_of("glob")),
        ("link_style", word("a style of links", &["markdown", "wikilink"], &["wikilinks"])),
        ("date_order", word("an order", &["dmy", "mdy"], &[])),
        ("durations", list_of("duration")),
        ("follow_up", follow_up()),
        ("switch", switch()),
        ("reserve", or_nothing(places)),
        ("where", one_of(vec![any_key("values by key", "texts")])),
        ("words", or_nothing(words)),
        ("cadences", or_nothing(rhythms)),
        ("tag", or_nothing(tag)),
        ("tags", one_of(vec![any_key("rhythms by tag", "tag")])),
        ("rules", or_nothing(rules())),
        ("severity", severity()),
        ("checks", or_nothing(checks())),
        ("away", period("#/definitions/away", [COVER])),
        ("colleague", json!({"anyOf": [closed(with_required(colleague, &["name"])), is("text")]})),
        ("team", list_of("colleague")),
    ])
}

/// To YAML 1.1 `on` and `off` are true and false, to YAML 1.2 they are texts.
fn switch() -> Value {
    let words = ["on", "yes", "true", "off", "no", "false"];
    let message = "should be “on” or “off”";
    one_of(vec![
        words_for(&words, &["on", "off"], message),
        json!({"title": "yes or no", "enum": [true, false]}),
    ])
}

fn follow_up() -> Value {
    json!({"anyOf": [
        is("duration"),
        words_for(&["off", "no", "false"], &["off"], "should be a length of time, or “off”"),
        {"title": "no", "const": false},
    ]})
}

fn count() -> Value {
    let written =
        json!({"title": "a number as a text", "type": "string", "pattern": r"^\s*\+?0*[1-9][0-9]*\s*$"});
    let number = json!({"title": "a number", "type": "integer", "minimum": 1, "maximum": u32::MAX});
    one_of(vec![number, written])
}

fn rules() -> Map<String, Value> {
    let manual = |name: &str| Rule::from_name(name).and_then(rules_manual::of).map(Manual::summary);
    let names = Rule::ALL.iter().map(|rule| rule.name());
    from_each("switches by rule", names, &[], "switch", |name| {
        (manual(name).unwrap_or_default(), Value::Null)
    })
}

/// How bad findings are; to YAML 1.1 `off` is false.
fn severity() -> Value {
    let words = ["off", "no", "false", "warning", "error"];
    one_of(vec![
        words_for(&words, &["off", "warning", "error"], "should be “off”, “warning” or “error”"),
        json!({"title": "no", "const": false}),
    ])
}

fn checks() -> Map<String, Value> {
    let check = |name: &str| Check::from_name(name);
    let names = Check::ALL.iter().map(|check| check.name());
    from_each("severities by check", names, &[], "severity", |name| {
        let summary = check(name).and_then(checks_manual::of).map(Manual::summary);
        // An opinion is told with --all only, for which there is no word here.
        let severity = check(name).map(Check::severity).filter(|severity| *severity != Severity::Opinion);
        (summary.unwrap_or_default(), severity.map_or(Value::Null, |severity| json!(severity.name())))
    })
}

fn rhythm_of(status: &str, settings: &Settings) -> Value {
    let cadence = Status::from_word(status).and_then(|status| settings.cadence.get(&status));
    let every = cadence.and_then(|cadence| cadence.duration());
    every.map_or_else(|| json!("never"), |every| json!(every.to_string()))
}

fn said_of_words(list: &str) -> String {
    match list {
        "unanswered" => "Words that say that nobody answered.".to_owned(),
        "business" => "Words for an order, an invoice or the like, which is no touch.".to_owned(),
        list if Channel::ALL.iter().any(|channel| channel.name() == list) => {
            format!("Words that say that a touch was of the kind “{list}”.")
        }
        list => format!("Words for the milestone “{list}”, which is no touch, as the title’s first word."),
    }
}

fn link_style(style: LinkStyle) -> &'static str {
    match style {
        LinkStyle::Markdown => "markdown",
        LinkStyle::Wikilink => "wikilink",
    }
}
