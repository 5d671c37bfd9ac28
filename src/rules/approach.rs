//! How to get in touch: whom to contact, and by which way.

use super::Standing;
use super::ways::{WAYS, is_open};
use crate::model::contact::Contact;
use crate::model::touch::Channel;

/// Whom to contact: the usual contact, else the next who has not left and is not away (P09, P10).
pub(super) fn who<'a>(standing: &Standing<'_, 'a>) -> Option<&'a Contact> {
    let today = standing.today();
    standing.contacts_by_use().find(|contact| contact.is_current(today) && !contact.is_away(today))
}

/// The way to try: that of the last contacts, else one for which the contact's details are known.
pub(super) fn channel(standing: &Standing<'_, '_>) -> Option<Channel> {
    let used = standing.contacts_made().rev().map(|touch| touch.channel);
    let who = who(standing);
    let phone = who.is_some_and(|who| who.phone.is_some()).then_some(Channel::Call);
    let email = who.is_some_and(|who| who.email.is_some()).then_some(Channel::Email);
    let fallback = WAYS.into_iter().filter(|_| standing.last_touch().is_some());
    used.chain(phone).chain(email).chain(fallback).find(|channel| is_open(standing, *channel))
}

#[cfg(test)]
mod tests {
    use super::WAYS;
    use crate::model::settings::Settings;
    use crate::model::touch::Channel;
    use crate::rules::testing::judged;

    fn people(people: &str, history: &str) -> String {
        format!("---\ncontacts: [{people}]\n---\n{history}")
    }

    #[test]
    fn the_usual_contact_or_the_next_who_can_be_reached() {
        let plain = "Dana Reyes, Lee Park, Kim Novak";
        let lee = "## 2026-11-02 Lunch with Lee\n";
        let cases = [
            ("---\nname: X\n---\n".to_owned(), None),
            (people(plain, ""), Some("Dana Reyes")),
            (people("Dana Reyes, {name: Lee Park, primary: true}", ""), Some("Lee Park")),
            (
                people("Dana Reyes, {name: Lee Park, primary: true}", "## 2026-11-02 Lunch with Dana\n"),
                Some("Lee Park"),
            ),
            (people(plain, lee), Some("Lee Park")),
            (people(plain, "## 2026-11-02 Lunch with Lee and Kim\n"), Some("Kim Novak")),
            (people(plain, &format!("{lee}## 2026-11-09 Call\n")), Some("Lee Park")),
            // Neither an attempt nor a plan says who is usual.
            (people(plain, &format!("{lee}## 2026-11-09 Call Kim, no answer\n")), Some("Lee Park")),
            (people(plain, &format!("{lee}## 2026-11-22 Call with Kim\n")), Some("Lee Park")),
            // Away on the first day, the last, and the day after.
            (people("{name: Dana Reyes, away: {from: 2026-11-21}}, Lee Park", ""), Some("Lee Park")),
            (people("{name: Dana Reyes, away: 2026-11-21}, Lee Park", ""), Some("Lee Park")),
            (people("{name: Dana Reyes, away: 2026-11-20}, Lee Park", ""), Some("Dana Reyes")),
            (people("{name: Dana Reyes, left: 2026-11-21}, Lee Park", ""), Some("Lee Park")),
            (people("{name: Dana Reyes, left: 2026-11-22}, Lee Park", ""), Some("Dana Reyes")),
            // The primary one is away: the last one named comes next, then the note's order.
            (
                people("Dana Reyes, {name: Kim Novak, primary: true, away: 2026-11-30}, Lee Park", lee),
                Some("Lee Park"),
            ),
            (
                people("Dana Reyes, {name: Kim Novak, primary: true, away: 2026-11-30}, Lee Park", ""),
                Some("Dana Reyes"),
            ),
            (people("{name: Dana Reyes, left: 2026-01-01}, {name: Lee Park, away: 2026-11-30}", lee), None),
        ];
        for (note, expected) in cases {
            judged("2026-11-21", &[&note], &Settings::default(), |_, verdict| {
                assert_eq!(verdict.who.map(|who| who.name.as_str()), expected, "{note}");
            });
        }
    }

    #[test]
    fn no_way_is_suggested_that_advice_warns_against() {
        let email = "{name: Dana Reyes, email: dana@example.com}";
        let cases: &[(String, &[Channel])] = &[
            ("## 2026-10-01 E-mail\n## 2026-11-01 E-mail, no reply\n## 2026-11-08 E-mail, no reply\n".to_owned(), &[Channel::Email]),
            ("## 2026-10-01 Call\n## 2026-11-01 Voicemail\n## 2026-11-08 Voicemail\n".to_owned(), &[Channel::Voicemail, Channel::Call]),
            ("## 2026-10-01 E-mail\n## 2026-10-10 E-mail\n## 2026-11-01 E-mail\n".to_owned(), &[Channel::Email]),
            (people(email, "## 2026-10-01 E-mail\n## 2026-10-10 E-mail\n## 2026-11-01 E-mail\n"), &[Channel::Email]),
            (people(email, "## 2026-11-01 E-mail, no reply\n## 2026-11-08 E-mail, no reply\n"), &[Channel::Email]),
            (
                "## 2026-10-01 Lunch\n## 2026-11-01 Call, no answer\n## 2026-11-08 E-mail, no reply\n## 2026-11-09 E-mail, no reply\n".to_owned(),
                &[Channel::Call, Channel::Email],
            ),
        ];
        for (note, against) in cases {
            judged("2026-11-21", &[note], &Settings::default(), |_, verdict| {
                let channel = verdict.channel.unwrap();
                assert!(WAYS.contains(&channel) && !against.contains(&channel), "{channel}\n{note}");
            });
        }
        let every_way = ["Call", "E-mail", "SMS", "Zoom", "Lunch", "Card"];
        let in_vain: String = every_way.map(|way| format!("## 2026-11-02 {way}, no reply\n")).concat();
        judged("2026-11-21", &[&in_vain], &Settings::default(), |_, verdict| {
            assert_eq!(verdict.channel, None)
        });
    }
}
