//! The schema of a note's front matter.

use serde_json::{Value, json};

use super::common::{definitions, list_of, named, text, word};
use super::mapping::{Said, SchemaKey, is, mapping, with_required};
use crate::model::keys::{ContactKey, Key};
use crate::model::status::Priority;

/// What the value of a client’s key is.
fn of_client(key: Key) -> Said {
    match key {
        Key::Name => ("text", "The client’s name; else the first level-1 heading, else the file’s name."),
        Key::Aliases => ("texts", "Other names of the client."),
        Key::Status => {
            ("status", "Where the relationship stands; active if absent. A closed client is never contacted.")
        }
        Key::DoNotContact => ("flag", "true makes the client closed, whatever “status” says."),
        Key::Since => ("date", "The date on which the status began."),
        Key::Cadence => (
            "cadence",
            "How often to be in touch, like 6 weeks; never for no rhythm. Else the shortest of its tags’, else its \
             status’s.",
        ),
        Key::Priority => {
            ("priority", "How much the client matters: high doubles the urgency, low halves it.")
        }
        Key::Owner => ("text", "Who of us keeps the client; else the configuration’s owner."),
        Key::Tags => ("texts", "A list, or one text with commas or spaces."),
        Key::Contacts => ("contacts", "The people there: a name, a link, or more about each."),
        Key::Interests => ("texts", "What they follow, so that you can send something on it."),
        Key::ReferredBy => ("text", "Who sent them to us: a name, or a link to another note."),
        Key::Cause => ("cause", "Why it lapsed: dropped, service, neglect, price, or any text."),
        Key::Pause => (
            "period",
            "When to leave them alone: a last day, {from, until, why}, or true for a time without an end.",
        ),
        Key::Delivered => ("dates", "The date, or the dates, on which work was delivered."),
        Key::Occasions => ("occasions", "Days to write for, besides birthdays."),
        Key::Birthday => ("day", "For a client who is a person: 11-25 or 1984-11-25."),
        Key::LastContact => ("date", "The date of a contact that the history does not show."),
    }
}

/// What the value of a contact’s key is.
fn of_contact(key: ContactKey) -> Said {
    match key {
        ContactKey::Name => {
            ("text", "The name by which the history mentions them; a link is read as the text it shows.")
        }
        ContactKey::Aliases => ("texts", "Other names that the history may use."),
        ContactKey::Role => ("text", "What they do there."),
        ContactKey::Email => ("text", "Where to write to."),
        ContactKey::Phone => ("text", "Where to call."),
        ContactKey::Birthday => ("day", "03-17 or 1984-03-17; only the day and the month matter."),
        ContactKey::Cadence => ("cadence", "A rhythm for this person, beside the client’s."),
        ContactKey::Owner => ("text", "Who of us keeps this contact."),
        ContactKey::Primary => ("flag", "true for the one to turn to first."),
        ContactKey::Away => (
            "period",
            "When to try others: a last day, {from, until, why}, or true for a time without an end.",
        ),
        ContactKey::Left => ("date", "The date on which they left."),
        ContactKey::NowAt => ("text", "Where they went: a name, or a link to another note."),
    }
}

pub(super) fn schema() -> Value {
    let mut definitions = definitions();
    let contact = mapping(
        "a contact",
        "#/definitions/contact/anyOf/0",
        ContactKey::ALL.iter().map(|key| SchemaKey::said(key.names(), of_contact(*key))),
    );
    let own = [
        ("contact", json!({"anyOf": [with_required(contact, &["name"]), is("text")]})),
        ("contacts", list_of("contact")),
        ("dates", list_of("date")),
        ("priority", word("a priority", &Priority::ALL.map(Priority::name), &[])),
        ("cause", text(json!({"examples": ["dropped", "service", "neglect", "price"]}))),
    ];
    definitions.extend(named(own));
    // Keys that are not listed are the user's own.
    let title = "The front matter of a client’s note";
    let mut schema = Value::from(mapping(
        title,
        "#",
        Key::ALL.iter().map(|key| SchemaKey::said(key.names(), of_client(*key))),
    ));
    schema["type"] = json!(["object", "null"]);
    schema["description"] = "What rekindle reads at the top of a note; every key is optional.".into();
    schema["definitions"] = definitions.into();
    schema
}
