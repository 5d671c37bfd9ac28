//! The schema of a note's front matter.

use serde_json::{Value, json};

use super::common::{definitions, list_of, named, text, word};
use super::mapping::{Key, Said, is, mapping, with_required};
use crate::model::status::Priority;
use crate::note::front_matter::{CONTACT_KEYS, KEYS as NOTE_KEYS};

/// What stands behind each key of a client, and what it is.
const CLIENT: &[Said] = &[
    ("name", "text", "The client’s name; else the first level-1 heading, else the file’s name."),
    ("aliases", "texts", "Other names of the client."),
    (
        "status",
        "status",
        "Where the relationship stands; active if absent. A closed client is never contacted.",
    ),
    ("do_not_contact", "flag", "true makes the client closed, whatever “status” says."),
    ("since", "date", "The date on which the status began."),
    (
        "cadence",
        "cadence",
        "How often to be in touch, like 6 weeks; never for no rhythm. Else the shortest of its tags’, else its \
         status’s.",
    ),
    ("priority", "priority", "How much the client matters: high doubles the urgency, low halves it."),
    ("owner", "text", "Who of us keeps the client; else the configuration’s owner."),
    ("tags", "texts", "A list, or one text with commas or spaces."),
    ("contacts", "contacts", "The people there: a name, a link, or more about each."),
    ("interests", "texts", "What they follow, so that you can send something on it."),
    ("referred_by", "text", "Who sent them to us: a name, or a link to another note."),
    ("cause", "cause", "Why it lapsed: dropped, service, neglect, price, or any text."),
    (
        "pause",
        "period",
        "When to leave them alone: a last day, {from, until, why}, or true for a time without an end.",
    ),
    ("delivered", "dates", "The date, or the dates, on which work was delivered."),
    ("occasions", "occasions", "Days to write for, besides birthdays."),
    ("birthday", "day", "For a client who is a person: 11-25 or 1984-11-25."),
    ("last_contact", "date", "The date of a contact that the history does not show."),
];

/// What stands behind each key of a contact, and what it is.
const CONTACT: &[Said] = &[
    ("name", "text", "The name by which the history mentions them; a link is read as the text it shows."),
    ("aliases", "texts", "Other names that the history may use."),
    ("role", "text", "What they do there."),
    ("email", "text", "Where to write to."),
    ("phone", "text", "Where to call."),
    ("birthday", "day", "03-17 or 1984-03-17; only the day and the month matter."),
    ("cadence", "cadence", "A rhythm for this person, beside the client’s."),
    ("owner", "text", "Who of us keeps this contact."),
    ("primary", "flag", "true for the one to turn to first."),
    (
        "away",
        "period",
        "When to try others: a last day, {from, until, why}, or true for a time without an end.",
    ),
    ("left", "date", "The date on which they left."),
    ("now_at", "text", "Where they went: a name, or a link to another note."),
];

pub(super) fn schema() -> Value {
    let keys = |known: &'static [&'static [&'static str]], table| {
        known.iter().filter_map(move |names| Key::said(names, table))
    };
    let mut definitions = definitions();
    let contact = mapping("a contact", "#/definitions/contact/anyOf/0", keys(CONTACT_KEYS, CONTACT));
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
    let mut schema = Value::from(mapping(title, "#", keys(NOTE_KEYS, CLIENT)));
    schema["type"] = json!(["object", "null"]);
    schema["description"] = "What rekindle reads at the top of a note; every key is optional.".into();
    schema["definitions"] = definitions.into();
    schema
}

#[cfg(test)]
mod tests {
    use super::{CLIENT, CONTACT, CONTACT_KEYS, NOTE_KEYS};

    #[test]
    fn every_key_is_described_and_no_other() {
        for (known, said) in [(NOTE_KEYS, CLIENT), (CONTACT_KEYS, CONTACT)] {
            let known: Vec<&str> = known.iter().map(|names| names[0]).collect();
            let said: Vec<&str> = said.iter().map(|(name, ..)| *name).collect();
            assert_eq!(known, said, "the schema’s table in this file has to say what each key is");
        }
    }
}
