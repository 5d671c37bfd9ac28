//! Parts of sentences for a draft: what a template cannot put together itself.

use chrono::NaiveDate;

use super::list;
use crate::model::key;
use crate::model::touch::Channel;
use crate::text::slice;
use crate::views::draft::{Addressee, DraftOccasion, LastTalk};

/// A talk of the last weeks is not mentioned as one of long ago.
const RECENT_DAYS: i64 = 28;

/// The most words that are quoted of a task.
const MOST_WORDS: usize = 12;

/// The most words that are quoted of a cause; more than of a task, as they are no part of a sentence.
const MOST_OF_A_CAUSE: usize = 15;

/// "since we spoke about the grant deadlines in September", of a talk some time ago.
pub(in crate::render) fn since(talk: &LastTalk, today: NaiveDate) -> Option<String> {
    const THIS_YEAR_DAYS: i64 = 300;
    let how = match talk.channel {
        Channel::Call | Channel::Video => "we spoke",
        Channel::Meeting | Channel::Event => "we met",
        Channel::Email => "our e-mails",
        Channel::Message => "our messages",
        Channel::Card => "my card",
        Channel::Voicemail | Channel::Other => "we were in touch",
    };
    let days = (today - talk.date).num_days();
    let month = talk.date.format(if days < THIS_YEAR_DAYS { "%B" } else { "%B %Y" });
    (days > RECENT_DAYS).then(|| format!("since {how}{} in {month}", about(talk)))
}

/// "our call about the grant deadlines on Thursday", of a talk to thank for.
pub(in crate::render) fn talk(talk: &LastTalk, today: NaiveDate) -> Option<String> {
    let what = match talk.channel {
        Channel::Call => "our call",
        Channel::Video => "our video call",
        Channel::Meeting => "our meeting",
        Channel::Voicemail
        | Channel::Email
        | Channel::Message
        | Channel::Card
        | Channel::Event
        | Channel::Other => return None,
    };
    let when = match (today - talk.date).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..7 => talk.date.format("on %A").to_string(),
        _ => talk.date.format("on %-d %B").to_string(),
    };
    Some(format!("{what}{} {when}", about(talk)))
}

fn about(talk: &LastTalk) -> String {
    talk.topic.as_ref().map_or_else(String::new, |topic| format!(" about {topic}"))
}

/// "I said that I would send you the solvent table", of a task in a note.
pub(in crate::render) fn promised(task: &str, who: Option<Addressee<'_>>) -> String {
    let plain: Vec<&str> = task.split_whitespace().filter(|word| !word.starts_with('#')).collect();
    let task = who.map_or_else(|| plain.join(" "), |who| to_you(&plain.join(" "), who));
    let task = short(task.trim_end_matches(['.', '!', ',', ';', ':']), MOST_WORDS);
    let (first, rest) = task.split_once(' ').unwrap_or((&task, ""));
    let is_verb = VERBS.split(' ').any(|verb| verb == first.to_lowercase());
    if task.is_empty() {
        "I have not forgotten what I promised you".to_owned()
    } else if is_verb && !rest.is_empty() {
        format!("I said that I would {} {rest}", first.to_lowercase())
    } else {
        format!("I have not forgotten what I promised you ({task})")
    }
}

/// Verbs that tasks begin with: it is “I would send”, but not “I would solvent table”.
const VERBS: &str = "answer arrange ask book bring call check collect compare confirm deliver draft email explain \
    find finish fix forward get give help introduce invite let lend look mail make meet offer \
    order organise organize pass pay plan prepare provide put quote read recommend reply return \
    review ring send set share show suggest talk tell update visit write";

/// A text about somebody as one would say it to them: “send Lale the table” is “send you the table”.
fn to_you(text: &str, who: Addressee<'_>) -> String {
    let text = match who.name() {
        "" => text.to_owned(),
        name => text.replace(name, who.first_name()),
    };
    let words: Vec<String> = text.split(' ').map(|word| word_to_you(word, who.first_name())).collect();
    words.join(" ")
}

/// A word, or “you” or “your” in place of the name, with the punctuation that follows it.
fn word_to_you(word: &str, first_name: &str) -> String {
    let plain = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let punctuation = slice(word, plain.len()..);
    match plain.strip_suffix("'s").or(plain.strip_suffix("’s")) {
        Some(name) if name == first_name => format!("your{punctuation}"),
        None if plain == first_name => format!("you{punctuation}"),
        _ => word.to_owned(),
    }
}

/// The text, or its first words and an ellipsis.
fn short(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..most) {
        Some(first) if words.len() > most => {
            format!("{} …", first.join(" ").trim_end_matches([',', ';', ':']))
        }
        _ => words.join(" "),
    }
}

/// "heat recovery or returnable bottles": their interests, as far as they fit into a sentence.
pub(in crate::render) fn interest(interests: &[String]) -> Option<String> {
    const MOST_IN_ALL: usize = 6;
    let mut left = MOST_IN_ALL;
    let mut fitting: Vec<&str> = Vec::new();
    for interest in interests {
        let words = interest.split_whitespace().count();
        if fitting.len() < 2 && (1..=left).contains(&words) {
            left -= words;
            fitting.push(interest);
        }
    }
    (!fitting.is_empty()).then(|| list(&fitting, "or"))
}

/// The name of an occasion in a sentence: `New Year's card` is New Year.
pub(in crate::render) fn occasion(day: &DraftOccasion<'_>) -> String {
    let name = day.name.trim();
    let (before, last) = name.rsplit_once(' ').unwrap_or(("", name));
    if matches!(key(last).as_str(), "card" | "cards" | "letter" | "wishes") && !before.is_empty() {
        before.trim_end_matches("'s").trim_end_matches("’s").to_owned()
    } else {
        name.to_owned()
    }
}

/// An honest line on why it lapsed, with nothing to sell in it (P23, P24).
pub(in crate::render) fn repair(cause: &str) -> String {
    match key(cause).as_str() {
        "dropped" => {
            "I know that we let something drop, and I am sorry. [How you have mended it.]".to_owned()
        }
        "service" => {
            "I know that our work was not as good as it should have been, and I am sorry. [What has changed.]"
                .to_owned()
        }
        "neglect" => {
            "I know that we did not show how much we value you, and I am sorry. I would like to do better."
                .to_owned()
        }
        "price" => "I remember that the price was the difficulty, and I understand that.".to_owned(),
        _ => {
            let cause = short(cause.trim_end_matches('.'), MOST_OF_A_CAUSE);
            let stop = if cause.ends_with('…') { "" } else { "." };
            format!("[Say in your own words, and plainly: {cause}{stop}]")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{interest, occasion, promised, repair, since, talk};
    use crate::model::contact::Contact;
    use crate::model::touch::Channel;
    use crate::views::draft::{Addressee, DraftOccasion, LastTalk};

    fn had(date: &str, channel: Channel, topic: Option<&str>) -> LastTalk {
        LastTalk { date: date.parse().unwrap(), channel, topic: topic.map(str::to_owned) }
    }

    #[test]
    fn talks_are_described_as_people_remember_them() {
        let today = "2026-11-21".parse().unwrap();
        let cases = [
            (
                had("2026-09-14", Channel::Call, Some("prices")),
                Some("since we spoke about prices in September"),
            ),
            (had("2025-12-01", Channel::Meeting, None), Some("since we met in December 2025")),
            (had("2026-10-23", Channel::Email, None), Some("since our e-mails in October")),
            (had("2026-10-24", Channel::Email, None), None),
            (had("2026-09-14", Channel::Other, None), Some("since we were in touch in September")),
        ];
        for (had, expected) in cases {
            assert_eq!(since(&had, today).as_deref(), expected, "{had:?}");
        }
        let cases = [
            (had("2026-11-21", Channel::Call, None), Some("our call today")),
            (had("2026-11-19", Channel::Call, Some("prices")), Some("our call about prices on Thursday")),
            (had("2026-11-01", Channel::Meeting, None), Some("our meeting on 1 November")),
            (had("2026-11-19", Channel::Email, None), None),
        ];
        for (had, expected) in cases {
            assert_eq!(talk(&had, today).as_deref(), expected, "{had:?}");
        }
    }

    #[test]
    fn a_task_is_put_to_the_person_it_is_for() {
        let lale = Contact::named("Lale Demir");
        let cases = [
            ("Send Lale the solvent table", "I said that I would send you the solvent table"),
            ("send Lale Demir’s table to Ove. #print", "I said that I would send your table to Ove"),
            ("#print", "I have not forgotten what I promised you"),
            ("Solvent table", "I have not forgotten what I promised you (Solvent table)"),
            ("Call", "I have not forgotten what I promised you (Call)"),
            ("Send Lale a b c d e f g h i, j k l m", "I said that I would send you a b c d e f g h i, j …"),
        ];
        for (task, expected) in cases {
            assert_eq!(promised(task, Some(Addressee::Contact(&lale))), expected, "{task}");
        }
    }

    #[test]
    fn what_is_long_is_left_out_or_cut() {
        let cases: &[(&[&str], Option<&str>)] = &[
            (&[], None),
            (&["pricing"], Some("pricing")),
            (&["heat recovery", "returnable bottles", "steam"], Some("heat recovery or returnable bottles")),
            (&["a b c d e f g", "pricing"], Some("pricing")),
            (&["a b c d e", "b c", "pricing"], Some("a b c d e or pricing")),
        ];
        for (interests, expected) in cases {
            let interests: Vec<String> = interests.iter().map(|&one| one.to_owned()).collect();
            assert_eq!(interest(&interests).as_deref(), *expected, "{interests:?}");
        }
        assert_eq!(
            repair("the report came late."),
            "[Say in your own words, and plainly: the report came late.]"
        );
    }

    #[test]
    fn days_are_called_without_what_is_sent() {
        let date = "2026-11-26".parse().unwrap();
        for (name, expected) in
            [("New Year's card", "New Year"), ("Founding day", "Founding day"), ("Card", "Card")]
        {
            assert_eq!(occasion(&DraftOccasion { name, date, is_birthday: false }), expected);
        }
    }
}
