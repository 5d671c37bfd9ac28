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

/// Words with which a task begins that is done with somebody.
const VERBS: [&str; 41] = [
    "answer",
    "ask",
    "bring",
    "call",
    "check",
    "confirm",
    "congratulate",
    "contact",
    "deliver",
    "discuss",
    "email",
    "follow",
    "forward",
    "get",
    "give",
    "greet",
    "hand",
    "introduce",
    "invite",
    "let",
    "mail",
    "meet",
    "message",
    "offer",
    "phone",
    "present",
    "propose",
    "remind",
    "reply",
    "respond",
    "return",
    "ring",
    "send",
    "share",
    "show",
    "suggest",
    "talk",
    "tell",
    "thank",
    "visit",
    "write",
];

/// Whether to keep a promise is to be in touch: “Send Lee the report” is, “Prepare the slides” is not.
pub(super) fn is_contact(task: &str, client: &Client, reader: &Reader<'_>) -> bool {
    let first = task.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let is_said = VERBS.contains(&first.to_lowercase().as_str()) || reader.meaning(task).0 != Channel::Other;
    is_said || client.contacts.iter().flat_map(Contact::names).any(|name| mentions(task, name))
}
