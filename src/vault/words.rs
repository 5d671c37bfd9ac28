//! From a title to what it says: channel, outcome, purposes, people.
//!
//! Titles are searched by whole words, case aside. Of the words that tell a channel or make the
//! entry no touch, the first in the title decides; of two that begin at one place, the longer.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::contact::Contact;
use crate::model::settings::WordList;
use crate::model::touch::{self, Channel, EventKind, Milestone, Outcome, Purposes};

/// The words of the contract, and which list they are on.
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

/// The words that titles are searched for: the contract's and the configuration's.
#[derive(Debug)]
pub(crate) struct Lexicon {
    phrases: Phrases<WordList>,
}

/// What a title says, people aside.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// Set if the entry is no touch.
    pub(crate) event: Option<EventKind>,
    pub(crate) channel: Channel,
    pub(crate) outcome: Outcome,
}

impl Lexicon {
    pub(crate) fn new(added: &[(WordList, String)]) -> Self {
        let mut phrases = Phrases::default();
        for (list, words) in WORDS {
            words.split_whitespace().for_each(|word| phrases.add(word, *list));
        }
        for (list, phrase) in added {
            phrases.add(phrase, *list);
        }
        Self { phrases }
    }

    pub(crate) fn read(&self, title: &Words) -> Meaning {
        let mut decided = None;
        let mut outcome = Outcome::Contact;
        for at in 0..title.words.len() {
            // The longest phrase comes first, so it decides where two begin at one place.
            for list in self.phrases.at(title, at).map(|(list, _)| list) {
                match list {
                    WordList::Unanswered => outcome = Outcome::Attempt,
                    WordList::Event(EventKind::Milestone(_)) if at > 0 => {}
                    other => decided = decided.or(Some(other)),
                }
            }
        }
        let (event, channel) = match decided {
            Some(WordList::Event(kind)) => (Some(kind), Channel::Other),
            Some(WordList::Channel(channel)) => (None, channel),
            _ => (None, Channel::Other),
        };
        Meaning { event, channel, outcome }
    }
}

/// A title longer than any; people are sought in so many words of it.
const MOST_WORDS: usize = 1000;

/// The contacts of a note as titles name them: by full name, alias, or a first name that is unique.
#[derive(Debug, Default)]
pub(crate) struct People {
    names: Phrases<u16>,
}

impl People {
    pub(crate) fn new(contacts: &[Contact]) -> Self {
        let mut names = Phrases::default();
        let numbered = || contacts.iter().zip(0u16..);
        for (contact, index) in numbered() {
            contact.names().for_each(|name| names.add(name, index));
        }
        let mut shared: HashMap<String, usize> = HashMap::new();
        let first_names: Vec<Option<String>> = contacts.iter().map(Contact::first_name).collect();
        for first in first_names.iter().flatten() {
            *shared.entry(first.clone()).or_default() += 1;
        }
        for (first, index) in first_names.iter().zip(0u16..) {
            if let Some(first) = first.as_ref().filter(|first| shared.get(*first) == Some(&1)) {
                names.add(first, index);
            }
        }
        Self { names }
    }

    /// The contacts a title names, each once, in the title's order.
    pub(crate) fn named_in(&self, title: &Words) -> touch::People {
        let mut found = touch::People::new();
        let mut at = 0;
        while at < title.words.len().min(MOST_WORDS) {
            let mut here = self.names.at(title, at).peekable();
            let longest = here.peek().map_or(1, |(_, length)| *length);
            let mut fitting: Vec<u16> =
                here.take_while(|(_, length)| *length == longest).map(|(who, _)| who).collect();
            fitting.dedup();
            // Two contacts of one name or alias: the title does not say which.
            if let [who] = fitting[..]
                && !found.contains(&who)
            {
                found.push(who);
            }
            at += longest;
        }
        found
    }
}

/// Phrases by their first word, each with what it stands for.
#[derive(Debug)]
struct Phrases<T> {
    by_first_word: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first_word: HashMap::new() }
    }
}

impl<T: Copy> Phrases<T> {
    fn add(&mut self, phrase: &str, stands_for: T) {
        let words = Words::of(phrase);
        let mut words = words.iter().map(str::to_owned);
        let Some(first) = words.next() else { return };
        let phrases = self.by_first_word.entry(first).or_default();
        let more: Vec<String> = words.collect();
        // Longest first; of equal length in the order in which they came.
        let at = phrases.partition_point(|(other, _)| other.len() >= more.len());
        phrases.insert(at, (more, stands_for));
    }

    /// The phrases that begin at that word of a title, longest first, with their length in words.
    fn at<'a>(&'a self, title: &'a Words, at: usize) -> impl Iterator<Item = (T, usize)> + 'a {
        let phrases = title.get(at).and_then(|word| self.by_first_word.get(word));
        phrases.into_iter().flatten().filter_map(move |(more, stands_for)| {
            let length = more.len() + 1;
            let same =
                more.iter().enumerate().all(|(nth, word)| title.get(at + 1 + nth) == Some(word.as_str()));
            (same && title.is_whole(at, length)).then_some((*stands_for, length))
        })
    }
}

/// A title in lower case, cut into words.
#[derive(Debug)]
pub(crate) struct Words {
    lower: String,
    words: Vec<Range<usize>>,
}

impl Words {
    pub(crate) fn of(title: &str) -> Self {
        let lower = title.to_lowercase();
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in lower.char_indices() {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(from..at);
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|from| from..lower.len()));
        Self { lower, words }
    }

    fn get(&self, at: usize) -> Option<&str> {
        self.lower.get(self.words.get(at)?.clone())
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.words.len()).filter_map(|at| self.get(at))
    }

    /// Whether so many words from `at` on are a phrase of their own: spaces, dashes and apostrophes
    /// within, and no half of a word like "won't" ("Dana's" is Dana).
    fn is_whole(&self, at: usize, length: usize) -> bool {
        let joins = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’');
        let inside = (at..at + length - 1).all(|word| self.gap_after(word).chars().all(joins));
        let half = |word: usize| matches!(self.gap_after(word), "'" | "’") && self.get(word + 1) != Some("s");
        let cut_before = at.checked_sub(1).is_some_and(half);
        inside && !cut_before && !half(at + length - 1)
    }

    /// What stands between a word and the next.
    fn gap_after(&self, word: usize) -> &str {
        let gap = self.words.get(word).zip(self.words.get(word + 1));
        gap.and_then(|(one, two)| self.lower.get(one.end..two.start)).unwrap_or_default()
    }
}

/// The purposes and the other hashtags of a title (P15).
pub(crate) fn hashtags(title: &str) -> (Purposes, Box<[Box<str>]>) {
    let mut purposes = Purposes::default();
    let mut tags: Vec<Box<str>> = Vec::new();
    for (at, _) in title.match_indices('#') {
        let glued =
            title.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric);
        let rest = title.get(at + 1..).unwrap_or_default();
        let end =
            rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '/')).unwrap_or(rest.len());
        let tag = rest.get(..end).unwrap_or_default();
        if glued || tag.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        match tag.to_lowercase().as_str() {
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
    use super::{Lexicon, People, Words, hashtags};
    use crate::model::contact::Contact;
    use crate::model::settings::WordList;
    use crate::model::touch::{Channel, Outcome};

    /// `call`, `call?` for an attempt, `-` for an entry that is no touch.
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
        let people = People::new(&[
            contact("Dana Reyes", &["DR"]),
            contact("Lee Park", &[]),
            contact("Lee Chong", &["the boss"]),
            contact("Dr. Eva Stein", &[]),
            contact("Park", &[]),
        ]);
        let cases: [(&str, &[u16]); 11] = [
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
            assert_eq!(*people.named_in(&Words::of(title)), *expected, "{title}");
        }
    }

    #[test]
    fn hashtags_are_purposes_or_tags() {
        let (purposes, tags) = hashtags("Call #Value, #ask #q3-plan (#finance/tax) C#minor #42 ##");
        assert!(purposes.value && purposes.ask && !purposes.thanks && !purposes.feedback);
        assert_eq!(tags.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["q3-plan", "finance/tax"]);
    }
}
