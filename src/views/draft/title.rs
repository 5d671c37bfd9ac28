//! What can be quoted from a title to the person it is about.

use crate::model::client::Client;
use crate::model::mentions;

/// The most words that still read as part of a sentence.
const MOST_WORDS: usize = 6;

/// What a talk was about: the words after “about” and the like, unless they name a contact or refer to one.
pub(super) fn topic(title: &str, client: &Client) -> Option<String> {
    const ABOUT: [&str; 5] = ["about", "regarding", "concerning", "re", "on"];
    let words: Vec<&str> = title.split_whitespace().collect();
    let at = words.iter().position(|word| ABOUT.contains(&bare(word).as_str()))?;
    let after = words.get(at + 1..)?;
    if bare(words[at]) == "on" && !after.first().is_some_and(|word| is_thing(word)) {
        return None;
    }
    let topic = up_to_a_stop(after)?;
    let has_pronoun = topic.split_whitespace().any(|word| PRONOUNS.contains(&bare(word).as_str()));
    let names_contact = client.contacts.iter().any(|contact| {
        let first = contact.first_name();
        contact.names().chain(first.as_deref()).any(|name| mentions(&topic, name))
    });
    (!has_pronoun && !names_contact).then_some(topic)
}

/// Whether a business event is a delivery.
pub(super) fn is_delivery(title: &str) -> bool {
    after_delivery(title).is_some()
}

/// What was delivered: the words after “delivered” or “delivery of”.
pub(super) fn delivered(title: &str) -> Option<String> {
    const NO_THING: [&str; 9] = ["to", "by", "at", "on", "for", "with", "in", "from", "note"];
    let mut words = after_delivery(title)?;
    if words.first().is_some_and(|word| *word == "of") {
        words.remove(0);
    }
    let first = bare(words.first()?);
    if NO_THING.contains(&first.as_str()) { None } else { up_to_a_stop(&words) }
}

fn after_delivery(title: &str) -> Option<Vec<&str>> {
    let mut words = title.split_whitespace();
    words.find(|word| matches!(bare(word).as_str(), "delivered" | "delivery"))?;
    Some(words.collect())
}

/// Words for a third person, whom a draft addresses as “you”.
const PRONOUNS: [&str; 12] =
    ["he", "she", "they", "him", "her", "them", "his", "hers", "their", "himself", "herself", "theirs"];

/// Whether a word after “on” begins a topic rather than a day, a place or a channel.
fn is_thing(word: &str) -> bool {
    const NO_THING: [&str; 14] = [
        "the", "a", "an", "my", "our", "site", "zoom", "teams", "hold", "behalf", "leave", "holiday", "time",
        "video",
    ];
    word.chars().next().is_some_and(char::is_lowercase) && !NO_THING.contains(&bare(word).as_str())
}

/// The words up to the end of their part of the title; none if there are too many, or if one has markup.
fn up_to_a_stop(words: &[&str]) -> Option<String> {
    const STOPS: [&str; 5] = ["with", "no", "left", "–", "—"];
    let mut part = Vec::new();
    for word in words {
        let begins_next = word.starts_with(['#', '(', '-']) || STOPS.contains(word);
        if begins_next {
            break;
        }
        let plain = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        part.push(plain);
        if plain.len() < word.len() {
            break;
        }
    }
    let fits = (1..=MOST_WORDS).contains(&part.len()) && part.iter().all(|word| is_plain(word));
    fits.then(|| part.join(" "))
}

/// Whether a word has no markup, address or path in it.
fn is_plain(word: &str) -> bool {
    !word.is_empty() && !word.contains(['[', ']', '<', '>', '@', '/', '*', '`', '#'])
}

/// A word in lower case, without the punctuation around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{delivered, topic};
    use crate::model::client::Client;
    use crate::model::contact::Contact;

    #[test]
    fn topics_are_what_can_be_quoted() {
        let contacts = vec![Contact::named("Dana Reyes"), Contact::named("Lee Park")];
        let client = Client { contacts, ..Client::default() };
        let cases = [
            ("Call with Dana about the grant deadlines", Some("the grant deadlines")),
            ("E-mail to Dana about prices, no answer", Some("prices")),
            ("E-mail re: GDPR #value", Some("GDPR")),
            ("Meeting regarding the roof (first look)", Some("the roof")),
            ("Call about prices with Dana", Some("prices")),
            ("Workshop on fibre data at the mill", Some("fibre data at the mill")),
            ("Call with Dana", None),
            ("Lunch on Monday", None),
            ("Coffee on the terrace", None),
            ("Call on 14 May", None),
            ("Call about", None),
            ("Call about #value", None),
            ("Call about Lee’s leaving", None),
            ("Call about dana reyes", None),
            ("Call about her daughter’s first term", None),
            ("Call about [the roof](roof.md)", None),
            ("Call about one two three four five six seven", None),
            ("", None),
        ];
        for (title, expected) in cases {
            assert_eq!(topic(title, &client).as_deref(), expected, "{title}");
        }
    }

    #[test]
    fn deliveries_say_what_it_was() {
        let cases = [
            ("Delivered the drying kiln study", Some("the drying kiln study")),
            ("Delivery of 40 pallets, on time", Some("40 pallets")),
            ("🚚 Delivered: new label printer", Some("new label printer")),
            ("Delivered to the mill", None),
            ("Delivered", None),
            ("Order 4711", None),
        ];
        for (title, expected) in cases {
            assert_eq!(delivered(title).as_deref(), expected, "{title}");
        }
    }
}
