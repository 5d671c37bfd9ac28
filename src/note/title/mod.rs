//! What a title says: channel, outcome, purposes, people.
//!
//! Titles are searched for whole words, ignoring case. Of the words that name a channel or make the entry an event
//! rather than a touch, the first in the title decides; of two that begin at the same word, the longer.

pub(super) mod phrases;
pub(super) mod promise;

use std::borrow::Cow;

use self::phrases::{Phrases, Words};
use crate::model::contact::{Contact, ContactId};
use crate::model::settings::WordList;
use crate::model::touch::{Channel, ContactIds, EventKind, Milestone, Outcome, Purposes};
use crate::model::unicode::is_of_word;
use crate::text::slice;

/// The words of the format, by the list they are on.
const WORDS: &[(WordList, &str)] = &[
    (WordList::Channel(Channel::Call), "call calls called phone phoned telephone rang spoke"),
    (WordList::Channel(Channel::Voicemail), "voicemail vm"),
    (WordList::Channel(Channel::Email), "email emails emailed e-mail e-mailed mail mailed"),
    (
        WordList::Channel(Channel::Meeting),
        "meeting met meet lunch dinner breakfast coffee drinks visit visited workshop onsite",
    ),
    (WordList::Channel(Channel::Video), "video zoom teams webex skype facetime"),
    (
        WordList::Channel(Channel::Message),
        "message messaged text texted sms whatsapp signal telegram slack linkedin dm",
    ),
    (WordList::Channel(Channel::Card), "card cards postcard letter gift flowers"),
    (WordList::Channel(Channel::Event), "event conference webinar party fair"),
    (
        WordList::Event(EventKind::Business),
        "order orders ordered invoice invoiced payment paid delivered delivery shipped renewal renewed ticket",
    ),
    (WordList::Event(EventKind::Milestone(Milestone::Won)), "won"),
    (WordList::Event(EventKind::Milestone(Milestone::WonBack)), "won-back"),
    (WordList::Event(EventKind::Milestone(Milestone::Lost)), "lost"),
    (WordList::Event(EventKind::Milestone(Milestone::Declined)), "declined"),
    (WordList::Event(EventKind::Milestone(Milestone::Ended)), "ended"),
    (WordList::Event(EventKind::Milestone(Milestone::Signed)), "signed"),
    (WordList::Event(EventKind::Milestone(Milestone::Started)), "started"),
    (WordList::Event(EventKind::Milestone(Milestone::Closed)), "closed"),
    (
        WordList::Unanswered,
        "voicemail vm no-reply no-answer no-response unanswered not-reached didn't-answer didn't-pick-up \
         left-a-message left-message bounced out-of-office no-show",
    ),
];

/// The words that titles are searched for: those of the format and of the configuration.
#[derive(Debug)]
pub(crate) struct Lexicon {
    phrases: Phrases<WordList>,
}

/// What a title says, but for the people.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// Set if the entry is an event rather than a touch.
    pub(crate) event: Option<EventKind>,
    pub(crate) channel: Channel,
    pub(crate) outcome: Outcome,
}

impl Lexicon {
    pub(crate) fn new(added: &[(WordList, String)]) -> Self {
        let words = WORDS.iter().flat_map(|(list, words)| words.split_whitespace().map(|word| (word, *list)));
        Self { phrases: Phrases::new(words.chain(added.iter().map(|(list, phrase)| (&**phrase, *list)))) }
    }

    pub(crate) fn read(&self, title: &Words) -> Meaning {
        let mut decided = None;
        let mut outcome = Outcome::Contact;
        let mut from = 0;
        while let Some(at) = self.phrases.next_in(title, from) {
            // Of two that begin here the longer comes first and decides.
            for list in self.phrases.at(title, at).map(|(list, _)| list) {
                match list {
                    WordList::Unanswered => outcome = Outcome::Attempt,
                    WordList::Event(EventKind::Milestone(_)) if at > 0 => {}
                    other => decided = decided.or(Some(other)),
                }
            }
            from = at + 1;
        }
        let (event, channel) = match decided {
            Some(WordList::Event(kind)) => (Some(kind), Channel::Other),
            Some(WordList::Channel(channel)) => (None, channel),
            _ => (None, Channel::Other),
        };
        Meaning { event, channel, outcome }
    }
}

/// More words than any title has; no people are looked for after them.
const MOST_WORDS: usize = 1000;

/// An index of a note's contacts by what titles call them: full name, alias, or a first name only one has.
#[derive(Debug)]
pub(crate) struct People {
    names: Phrases<ContactId>,
}

impl People {
    pub(crate) fn new(contacts: &[Contact]) -> Self {
        let names = contacts.iter().flat_map(|contact| contact.names().map(|name| (name, contact.id)));
        let mut first_names: Vec<(String, ContactId)> =
            contacts.iter().filter_map(|contact| Some((contact.first_name()?, contact.id))).collect();
        first_names.sort_unstable();
        let groups = first_names.chunk_by(|(one, _), (other, _)| one == other);
        let unique = groups.filter_map(|group| match group {
            [(name, id)] => Some((&**name, *id)),
            _ => None,
        });
        Self { names: Phrases::new(names.chain(unique)) }
    }

    /// The contacts that a title names, each once, in the order of the title.
    pub(crate) fn named_in(&self, title: &Words) -> ContactIds {
        let mut found = ContactIds::new();
        let mut from = 0;
        while let Some(at) = self.names.next_in(title, from).filter(|at| *at < MOST_WORDS) {
            let mut here = self.names.at(title, at);
            let Some((contact, longest)) = here.next() else {
                from = at + 1;
                continue;
            };
            // If two contacts share a name or alias, the title does not say which of them.
            let is_one = here.take_while(|(_, length)| *length == longest).all(|(other, _)| other == contact);
            if is_one && !found.contains(&contact) {
                found.push(contact);
            }
            from = at + longest;
        }
        found
    }
}

/// The purposes and the other hashtags of a title (P15).
pub(crate) fn hashtags(title: &str) -> (Purposes, Box<[Box<str>]>) {
    let mut purposes = Purposes::default();
    let mut tags: Vec<Box<str>> = Vec::new();
    for at in memchr::memchr_iter(b'#', title.as_bytes()) {
        let is_within_word = slice(title, ..at).ends_with(is_of_word);
        let rest = slice(title, at + 1..);
        let end = rest.find(|c| !is_of_word(c) && !matches!(c, '_' | '-' | '/'));
        let tag = slice(rest, ..end.unwrap_or(rest.len()));
        if is_within_word || tag.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        let is_lower = tag.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if is_lower { Cow::Borrowed(tag) } else { Cow::Owned(tag.to_lowercase()) };
        match &*lower {
            "value" => purposes.value = true,
            "ask" => purposes.ask = true,
            "thanks" => purposes.thanks = true,
            "feedback" => purposes.feedback = true,
            _ => tags.push(tag.into()),
        }
    }
    (purposes, tags.into())
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, People, hashtags};
    use crate::model::client::Client;
    use crate::model::contact::Contact;
    use crate::model::settings::WordList;
    use crate::model::touch::{Channel, Outcome};
    use crate::note::title::phrases::Words;

    /// `call`, `call?` for an attempt, `-` for an event.
    fn show(lexicon: &Lexicon, title: &str) -> String {
        let meaning = lexicon.read(&Words::of(title));
        match (meaning.event, meaning.outcome) {
            (Some(_), _) => "-".to_owned(),
            (None, Outcome::Contact) => meaning.channel.to_string(),
            (None, Outcome::Attempt) => format!("{}?", meaning.channel),
        }
    }

    #[test]
    fn the_first_word_that_matches_decides() {
        let lexicon = Lexicon::new(&[]);
        let cases = [
            ("Call with Dana about the e-mail", "call"),
            ("CALLED Dana", "call"),
            ("E-mail to Dana", "email"),
            ("Recall of goods", "other"),
            ("Lunch, then a call", "meeting"),
            ("Follow-up call", "call"),
            ("Zoom with the board", "video"),
            ("Texted Lee", "message"),
            ("Birthday card", "card"),
            ("Trade fair in Bonn", "event"),
            ("Thinking about them", "other"),
            ("", "other"),
            ("Voicemail for Dana", "voicemail?"),
            ("Call, left voicemail", "call?"),
            ("Call — no answer", "call?"),
            ("Email, no reply", "email?"),
            ("E-mail bounced", "email?"),
            ("Called, didn't pick up", "call?"),
            ("Called, didn’t answer", "call?"),
            ("Left a message with Kim", "message?"),
            ("Meeting: no-show", "meeting?"),
            ("Mail: out of office", "email?"),
            ("Email, no. Reply later", "email"),
            ("Order 4711", "-"),
            ("Call about the order", "call"),
            ("Invoice call", "-"),
            ("Won the pitch", "-"),
            ("Won back after the call", "-"),
            ("Won't be in until May, email", "email"),
            ("We won the pitch over lunch", "meeting"),
            ("🎉 Signed the contract by email", "-"),
            ("#call Dana", "call"),
        ];
        for (title, expected) in cases {
            assert_eq!(show(&lexicon, title), expected, "{title}");
        }
    }

    #[test]
    fn the_configuration_adds_words() {
        let added = [
            (WordList::Channel(Channel::Call), "Anruf".to_owned()),
            (WordList::Unanswered, "nicht erreicht".to_owned()),
        ];
        let lexicon = Lexicon::new(&added);
        assert_eq!(show(&lexicon, "Anruf bei Kim, nicht erreicht"), "call?");
        assert_eq!(show(&lexicon, "Anrufe"), "other");
    }

    #[test]
    fn people_are_named_by_full_name_alias_or_unique_first_name() {
        let contact = |name: &str, aliases: &[&str]| Contact {
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            ..Contact::named(name)
        };
        let mut client = Client::default();
        client.set_contacts([
            contact("Dana Reyes", &["DR"]),
            contact("Lee Park", &[]),
            contact("Lee Chong", &["the boss"]),
            contact("Dr. Eva Stein", &[]),
            contact("Park", &[]),
        ]);
        let people = People::new(&client.contacts);
        let cases: [(&str, &[usize]); 11] = [
            ("Call with Dana", &[0]),
            ("call with DANA REYES", &[0]),
            ("Dana's birthday", &[0]),
            ("Lunch with Lee", &[]),
            ("Lunch with Lee Park", &[1]),
            ("Lunch with the boss and DR", &[2, 0]),
            ("Eva, Dana and Eva", &[3, 0]),
            ("Danae called", &[]),
            ("Walk in the park", &[4]),
            ("dana-reyes", &[0]),
            ("Lee-Chong, Lee", &[2]),
        ];
        for (title, expected) in cases {
            let named: Vec<usize> = people.named_in(&Words::of(title)).iter().map(|id| id.index()).collect();
            assert_eq!(named, expected, "{title}");
        }
    }

    #[test]
    fn hashtags_are_purposes_or_tags() {
        let (purposes, tags) = hashtags("Call #Value, #ask #q3-plan (#finance/tax) C#minor #42 ##");
        assert!(purposes.value && purposes.ask && !purposes.thanks && !purposes.feedback);
        assert_eq!(tags.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["q3-plan", "finance/tax"]);
    }
}
