//! The schema of `rekindle agenda --format json`.

use serde_json::{Map, Value, json};

use crate::agenda::Section;
use crate::manual::Manual;
use crate::model::status::{Priority, Status};
use crate::model::touch::Channel;
use crate::rules::manual as manuals;

/// A key, what stands behind it, and what it is.
type Row = (&'static str, fn() -> Value, &'static str);

const AGENDA: &[Row] = &[
    ("today", date, "The day the agenda is for."),
    ("until", date, "The last day it looks at."),
    ("days", count, "How many days that is."),
    ("summary", text, "The counts in words."),
    ("counts", counts, "How many there are of what."),
    ("entries", || list(&object(ENTRY)), "The clients on the agenda, section by section, in order."),
    ("problems", || list(&object(PROBLEM)), "What could not be read, in the order of paths and lines."),
];

const COUNTS: &[Row] = &[
    ("notes", count, "Notes in the vault, clients or not."),
    ("clients", count, "Clients that the filters take, closed ones included."),
    ("on_track", count, "Clients in no section, closed ones aside."),
    ("left_out", count, "Clients not shown because of “--top”."),
    ("needs_fixing", count, "Notes with a problem."),
];

const ENTRY: &[Row] = &[
    ("note", text, "The note’s path from the vault, with “/”."),
    ("name", text, "The client’s name."),
    ("status", || names(&Status::ALL.map(Status::name)), "Where the relationship stands."),
    ("owner", || or_null(&text()), "Who keeps it, by the note or by the configuration."),
    ("priority", || names(&Priority::ALL.map(Priority::name)), "How much it matters."),
    ("tags", || list(&text()), "Its tags, without “#”."),
    ("section", || names(&Section::ALL.map(Section::name)), "The part of the agenda that it is in."),
    ("due", || or_null(&date()), "The day for which it is in its section; null for a pause without an end."),
    ("days_overdue", count, "Of the trigger that is longest overdue; 0 if none is."),
    (
        "urgency",
        || json!({"type": "number", "minimum": 0}),
        "Days overdue in relation to the rhythm, with two decimals.",
    ),
    ("last_contact", || or_null(&date()), "The last contact, by the history or by “last_contact”."),
    ("last_touch", || or_null(&object(TOUCH)), "The last touch up to today, answered or not."),
    ("attempts", count, "Attempts since the last contact."),
    ("cadence", || or_null(&object(CADENCE)), "The client’s rhythm; null if it has none."),
    ("who", || or_null(&text()), "Whom to contact."),
    ("email", || or_null(&text()), "Their address, if the note has one."),
    ("phone", || or_null(&text()), "Their number, if the note has one."),
    ("channel", || or_null(&channel()), "The way to try."),
    ("cover", || or_null(&text()), "Who stands in for an owner who is away."),
    ("message", text, "Why the client is in its section, in words."),
    ("also", || list(&text()), "What else is due, in words."),
    ("last", text, "The last contact in words."),
    ("way", || or_null(&text()), "The way to try in words."),
    ("triggers", triggers, "What is due, and occasions from their lead on; earliest first."),
    ("advice", || list(&object(ADVICE)), "How to go about it."),
    ("extra", || json!({"type": "object"}), "The front matter’s own keys, as they are."),
];

const TOUCH: &[Row] = &[
    ("date", date, "The day."),
    ("channel", channel, "How."),
    ("outcome", || names(&["contact", "attempt"]), "Whether somebody answered."),
    ("title", text, "The text beside the date."),
    ("people", || list(&text()), "The names of the contacts it mentions."),
];

const CADENCE: &[Row] = &[
    ("text", text, "How often to be in touch, like 6 weeks."),
    ("from", || names(&["note", "tag", "status"]), "What says so."),
];

const TRIGGER: &[Row] = &[
    ("rule", || rules(manuals::TRIGGERS), "The rule’s name; “rekindle explain” tells about it."),
    ("due", date, "The day."),
    ("message", text, "Why, in words."),
    ("contact", text, "The contact that it is about, if it is about one."),
    ("task", text, "What was promised, if something was."),
    ("occasion", text, "The day to write for, if there is one."),
];

/// A trigger has these where they apply.
const SOMETIMES: [&str; 3] = ["contact", "task", "occasion"];

const ADVICE: &[Row] = &[
    ("rule", || rules(manuals::ADVICE), "The rule’s name; “rekindle explain” tells about it."),
    ("message", text, "The advice in words."),
];

const PROBLEM: &[Row] = &[
    ("note", text, "The note’s path from the vault, with “/”."),
    ("line", place, "The line, from 1."),
    ("column", place, "The column, from 1."),
    ("code", text, "What kind of problem it is; codes are never renamed."),
    ("message", text, "What is wrong and how to mend it, in words."),
];

pub(super) fn schema() -> Value {
    let mut schema = object(AGENDA);
    schema["title"] = "The agenda as JSON".into();
    schema["description"] =
        "What “rekindle agenda --format json” writes, and what a template sees. Later versions \
                             may add keys, but none is renamed or removed."
            .into();
    schema
}

/// An object that always has these keys; others may be added one day.
fn object(rows: &[Row]) -> Value {
    let property = |(name, shape, description): &Row| {
        let mut property = shape();
        property["description"] = (*description).into();
        ((*name).to_owned(), property)
    };
    let properties: Map<String, Value> = rows.iter().map(property).collect();
    let required: Vec<&str> = rows.iter().map(|(name, ..)| *name).collect();
    json!({"type": "object", "properties": properties, "required": required})
}

fn counts() -> Value {
    let mut counts = object(COUNTS);
    for section in Section::ALL {
        let mut clients = count();
        clients["description"] = format!("Clients in the section “{}”.", section.name()).into();
        counts["properties"][section.name()] = clients;
    }
    let names = COUNTS.iter().map(|(name, ..)| *name);
    counts["required"] = names.chain(Section::ALL.map(Section::name)).collect();
    counts
}

fn triggers() -> Value {
    let mut trigger = object(TRIGGER);
    let names = TRIGGER.iter().map(|(name, ..)| *name);
    trigger["required"] = names.filter(|name| !SOMETIMES.contains(name)).collect();
    list(&trigger)
}

fn rules(manuals: &[Manual]) -> Value {
    names(&manuals.iter().map(|manual| manual.name).collect::<Vec<_>>())
}

fn channel() -> Value {
    names(&Channel::ALL.map(Channel::name))
}

fn text() -> Value {
    json!({"type": "string"})
}

fn date() -> Value {
    json!({"type": "string", "format": "date"})
}

fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn place() -> Value {
    json!({"type": "integer", "minimum": 1})
}

fn names(names: &[&str]) -> Value {
    json!({"type": "string", "enum": names})
}

fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

fn or_null(shape: &Value) -> Value {
    json!({"anyOf": [shape, {"type": "null"}]})
}
