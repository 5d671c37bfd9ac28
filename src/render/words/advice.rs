//! Advice in words.

use chrono::NaiveDate;

use super::{by_way_of, day, list, noun};
use crate::model::count::Count;
use crate::model::key;
use crate::model::status::Ending;
use crate::model::touch::Channel;
use crate::rules::{Advice, NotUsual};

/// A piece of advice, without a full stop.
pub(in crate::render) fn advice(advice: &Advice<'_>, today: NaiveDate) -> String {
    match advice {
        Advice::OtherChannel { tried, left } => other_channel(*tried, left),
        Advice::OtherContact { why, others } => other_contact(why, &names(others)),
        Advice::Patience { attempts, since } => format!(
            "{} since {} without an answer: silence may have reasons you cannot see, so take your time and stay kind",
            Count(*attempts, "attempt"),
            day(*since, today)
        ),
        Advice::Coverage { only, listed: 1 } => {
            format!("{} is the only person you know there; ask who else works on this", only.name)
        }
        Advice::Coverage { only, .. } => {
            format!("for a year only {} has been in touch with you; greet one of the others too", only.name)
        }
        Advice::Variety { channel, touches } => {
            format!("the last {touches} touches were all {}; do something else for once", plural(*channel))
        }
        Advice::Value { asks, touches } => {
            format!("{asks} of the last {touches} touches asked for something; bring something this time")
        }
        Advice::Ask { values, touches } => {
            format!(
                "you gave something in {values} of the last {touches} touches; ask what they are planning"
            )
        }
        Advice::Share { interests } => {
            let interests: Vec<&str> = interests.iter().map(String::as_str).collect();
            format!("they follow {}: bring something on {}", list(&interests, "and"), either(&interests))
        }
        Advice::Repair { cause } => repair(cause),
        Advice::Gracious { ending } => match ending {
            Ending::Lost => {
                "thank them for the time they gave you, wish them well with their choice, and ask what \
                             you could have done better and whether they would recommend you"
                    .to_owned()
            }
            Ending::Declined => {
                "thank them for asking you, and point them to somebody who can help; they will \
                                 remember, and may put in a word for you as a reference"
                    .to_owned()
            }
            Ending::Done => {
                "thank them for the work together, and ask for a reference while it is fresh".to_owned()
            }
        },
        Advice::OrdersOnly { events, since } => {
            let since =
                since.map_or_else(|| "so far".to_owned(), |since| format!("since {}", day(since, today)));
            format!(
                "{events} orders, invoices and the like {since}, and not one talk: business is no relationship"
            )
        }
    }
}

fn names<'a>(contacts: &[&'a crate::model::contact::Contact]) -> Vec<&'a str> {
    contacts.iter().map(|contact| contact.name.as_str()).collect()
}

fn either(items: &[&str]) -> &'static str {
    match items.len() {
        1 => "it",
        2 => "either",
        _ => "one of these",
    }
}

fn other_channel(tried: Channel, left: &[Channel]) -> String {
    let tried = match tried {
        Channel::Other => "the last two attempts went the same way".to_owned(),
        tried => format!("two {} have had no answer", plural(tried)),
    };
    let ways: Vec<&str> = left.iter().filter_map(|channel| by_way_of(*channel)).collect();
    if ways.is_empty() {
        return format!("{tried}, nor has any other way; try another time of day");
    }
    format!("{tried}; try {}", list(&ways, "or"))
}

fn other_contact(why: &NotUsual<'_>, others: &[&str]) -> String {
    let others = list(others, "or");
    match why {
        NotUsual::Silent(attempts) => {
            format!("{} in vain; perhaps {others} can help", Count(*attempts, "attempt"))
        }
        NotUsual::Away(contact) => format!("{} is away; {others} can be reached", contact.name),
        NotUsual::Gone(contact) => format!("{} has left; turn to {others}", contact.name),
    }
}

fn repair(cause: &str) -> String {
    match key(cause).as_str() {
        "dropped" => {
            "it lapsed because a ball was dropped here: say so first, and how it is mended".to_owned()
        }
        "service" => {
            "it lapsed over the service: address it head on, and tell what has changed since".to_owned()
        }
        "neglect" => {
            "it lapsed because they were taken for granted: show that you have them in mind, and sell \
                      nothing"
                .to_owned()
        }
        "price" => {
            "it lapsed over the price: speak of what they got for it, or of a smaller first step".to_owned()
        }
        _ => format!("it lapsed for a reason worth addressing head on: {cause}"),
    }
}

/// Several touches of a channel.
fn plural(channel: Channel) -> String {
    format!("{}s", noun(channel))
}
