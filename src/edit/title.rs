//! The title of a new entry, from what somebody says of a touch.

use crate::model::client::Client;
use crate::model::touch::{Channel, Outcome};
use crate::model::{folded, mentions};
use crate::note::Reader;

/// What somebody says of a touch.
#[derive(Debug, Clone, Default)]
pub struct Wording<'a> {
    /// The title, or a part of it.
    pub title: &'a str,
    /// Who it was with: names, aliases or first names of contacts, or anybody else.
    pub with: &'a [String],
    /// How.
    pub channel: Option<Channel>,
    /// Whether nobody answered.
    pub is_unanswered: bool,
    /// Hashtags, with or without `#`.
    pub tags: &'a [String],
}

impl Wording<'_> {
    /// The title that says all of it, on one line; empty if nothing was said.
    pub fn compose(&self, client: &Client, reader: &Reader<'_>) -> String {
        let mut title: Vec<&str> = self.title.split_whitespace().collect();
        let way = |title: &[&str]| reader.meaning(&title.join(" ")).0;
        if let Some(channel) = self.channel.filter(|channel| way(&title) != *channel) {
            title.insert(0, noun(channel));
        }
        let said = title.join(" ");
        let people = self.with.iter().map(|name| full_name(client, name));
        let people: Vec<&str> = people.filter(|name| !mentions(&said, name)).collect();
        let names = people.join(" and ");
        if !names.is_empty() {
            match way(&title) {
                Channel::Email | Channel::Voicemail | Channel::Message | Channel::Card => title.push("to"),
                _ if title.is_empty() => {}
                _ => title.push("with"),
            }
            title.push(&names);
        }
        let mut title = title.join(" ");
        if self.is_unanswered && reader.meaning(&title).1 != Outcome::Attempt {
            title.push_str(if title.is_empty() { "No reply" } else { ", no reply" });
        }
        for tag in self.tags.iter().map(|tag| tag.trim_start_matches('#')) {
            if !mentions(&title, &format!("#{tag}")) {
                let gap = if title.is_empty() { "" } else { " " };
                title.push_str(&format!("{gap}#{tag}"));
            }
        }
        title
    }
}

/// The contact's name as the note has it; two who share a first name are not told apart.
fn full_name<'a>(client: &'a Client, name: &'a str) -> &'a str {
    let lower = folded(name);
    let is_named = |known: &str| folded(known) == lower;
    let by_name = client.contacts.iter().filter(|contact| contact.names().any(is_named));
    let by_first = client.contacts.iter().filter(|contact| contact.first_name().as_ref() == Some(&lower));
    let found: Vec<_> = by_name.collect();
    let found = if found.is_empty() { by_first.collect() } else { found };
    match found[..] {
        [contact] => &contact.name,
        _ => name,
    }
}

/// The word by which a title tells the way.
const fn noun(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "Call",
        Channel::Voicemail => "Voicemail",
        Channel::Email => "E-mail",
        Channel::Meeting => "Meeting",
        Channel::Video => "Video call",
        Channel::Message => "Message",
        Channel::Card => "Card",
        Channel::Event => "Event",
        Channel::Other => "Touch",
    }
}

#[cfg(test)]
mod tests {
    use super::Wording;
    use crate::model::settings::Settings;
    use crate::model::touch::Channel;
    use crate::note::Reader;

    #[test]
    fn what_is_said_is_said_once() {
        let settings = Settings::default();
        let reader = Reader::new(&settings);
        let note = b"---\ncontacts: [Dana Reyes, Lee Park, Lee Cole]\n---\n";
        let client = reader.note("a.md", note).unwrap().client.unwrap();
        let (call, email) = (Some(Channel::Call), Some(Channel::Email));
        let nobody: &[&str] = &[];
        let cases = [
            ("", nobody, None, false, nobody, ""),
            ("  Call \n about x ", &[], None, false, &[], "Call about x"),
            ("", &[], call, false, &[], "Call"),
            ("about x", &["dana"], call, false, &[], "Call about x with Dana Reyes"),
            ("Call with Dana Reyes", &["dana"], call, false, &[], "Call with Dana Reyes"),
            ("", &["Dana", "Kim"], email, false, &[], "E-mail to Dana Reyes and Kim"),
            ("", &["lee"], email, false, &[], "E-mail to lee"),
            ("", &["lee"], None, false, &[], "lee"),
            ("Call to Dana", &[], None, true, &[], "Call to Dana, no reply"),
            ("Voicemail for Dana", &[], None, true, &[], "Voicemail for Dana"),
            ("", &[], None, true, &[], "No reply"),
            ("Call #value", &[], None, false, &["value", "#ask"], "Call #value #ask"),
            ("Lunch about the call", &[], call, false, &[], "Call Lunch about the call"),
        ];
        for (title, with, channel, is_unanswered, tags, expected) in cases {
            let owned = |list: &[&str]| list.iter().map(|&one| one.to_owned()).collect::<Vec<_>>();
            let (with, tags) = (owned(with), owned(tags));
            let wording = Wording { title, with: &with, channel, is_unanswered, tags: &tags };
            assert_eq!(wording.compose(&client, &reader), expected, "{wording:?}");
        }
    }
}
