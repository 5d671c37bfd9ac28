//! What a tick without words logs: what the page offers, in words that clear what it was for.

use rekindle::edit::Wording;
use rekindle::model::client::Client;
use rekindle::model::contact::Contact;
use rekindle::model::mentions;
use rekindle::model::rule::Rule;
use rekindle::model::touch::Channel;
use rekindle::note::Reader;
use rekindle::page::{Hash, Offer};

/// The title of the entry that an offer becomes. For an attempt a promise is not kept, so its task is no title.
pub(super) fn title(offer: &Offer, client: &Client, reader: &Reader<'_>) -> String {
    let who = client.contacts.iter().find(|contact| Some(Hash::of_text(&contact.name)) == offer.who);
    let with: Vec<String> = who.iter().map(|who| who.name.clone()).collect();
    let card = offer.channel.is_none_or(|channel| channel == Channel::Card);
    let mut channel = offer.channel;
    let tags: Vec<String> = tag(offer.rule).map(str::to_owned).into_iter().collect();
    let title = match offer.rule {
        Rule::Occasion => {
            channel = channel.or(Some(Channel::Card));
            occasion(offer, client, card)
        }
        _ => String::new(),
    };
    let title = if title.is_empty() && channel.is_none() { "Contact".to_owned() } else { title };
    Wording { title: &title, with: &with, channel, tags: &tags, ..Wording::default() }.compose(client, reader)
}

/// The hashtag that clears what a rule brought up.
pub(super) const fn tag(rule: Rule) -> Option<&'static str> {
    match rule {
        Rule::Feedback => Some("feedback"),
        Rule::ThankReferrer => Some("thanks"),
        _ => None,
    }
}

/// Whether any touch clears what a rule brought up.
pub(super) const fn is_any_touch(rule: Rule) -> bool {
    matches!(rule, Rule::Cadence | Rule::FirstTouch | Rule::Retry | Rule::Farewell | Rule::FollowUp)
}

/// “Birthday card”, “for Founding day”.
fn occasion(offer: &Offer, client: &Client, is_card: bool) -> String {
    let mut names = client.occasions.iter().map(|occasion| occasion.name.as_str());
    let is_it = |name: &str| Some(Hash::of_text(name)) == offer.about;
    match names.find(|name| is_it(name)) {
        Some(name) => format!("for {name}"),
        None if is_it("birthday") && is_card => "Birthday card".to_owned(),
        None if is_it("birthday") => "for the birthday".to_owned(),
        None => String::new(),
    }
}

/// Words with which a task begins that is done with somebody, or what is said of one that was.
const VERBS: [&str; 80] = [
    "answer",
    "answered",
    "ask",
    "asked",
    "bring",
    "brought",
    "call",
    "called",
    "check",
    "checked",
    "confirm",
    "confirmed",
    "congratulate",
    "congratulated",
    "contact",
    "contacted",
    "deliver",
    "delivered",
    "discuss",
    "discussed",
    "email",
    "emailed",
    "follow",
    "followed",
    "forward",
    "forwarded",
    "gave",
    "get",
    "give",
    "got",
    "greet",
    "greeted",
    "hand",
    "handed",
    "introduce",
    "introduced",
    "invite",
    "invited",
    "let",
    "mail",
    "mailed",
    "meet",
    "message",
    "messaged",
    "met",
    "offer",
    "offered",
    "phone",
    "phoned",
    "present",
    "presented",
    "propose",
    "proposed",
    "rang",
    "remind",
    "reminded",
    "replied",
    "reply",
    "respond",
    "responded",
    "return",
    "returned",
    "ring",
    "send",
    "sent",
    "share",
    "shared",
    "show",
    "showed",
    "suggest",
    "suggested",
    "talk",
    "talked",
    "tell",
    "thank",
    "thanked",
    "told",
    "visit",
    "write",
    "wrote",
];

/// Whether to keep a promise is to be in touch: “Send Lee the report” is, “Prepare the slides” is not.
pub(super) fn is_contact(task: &str, client: &Client, reader: &Reader<'_>) -> bool {
    let first = task.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let is_said = VERBS.contains(&first.to_lowercase().as_str()) || reader.meaning(task).0 != Channel::Other;
    // A first name with its capital: “they will call” is not Will.
    let words = || task.split(|c: char| !c.is_alphanumeric());
    let is_first = |contact: &Contact| {
        words().any(|word| contact.name.split_whitespace().find(|part| !part.ends_with('.')) == Some(word))
    };
    is_said
        || client.contacts.iter().any(is_first)
        || client.contacts.iter().flat_map(Contact::names).any(|name| mentions(task, name))
}

#[cfg(test)]
mod tests {
    use rekindle::model::settings::Settings;
    use rekindle::note::Reader;

    use super::is_contact;

    #[test]
    fn what_is_done_with_somebody_is_told_from_what_is_not() {
        let settings = Settings::default();
        let reader = Reader::new(&settings);
        let note = "---\nname: A\ncontacts: [Jörg Müller, Will Ahn]\n---\n";
        let client = reader.note("a.md", note.as_bytes()).unwrap().client.unwrap();
        let cases = [
            ("Send the report", true),
            ("Sent it to them", true),
            ("sent it", true),
            ("Angebot an Jörg", true),
            ("Slides for Jörg Müller", true),
            ("Prepare the slides", false),
            ("took 3 hours", false),
            ("see what they will need", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_contact(text, &client, &reader), expected, "{text:?}");
        }
    }
}
