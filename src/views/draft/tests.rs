use super::{Draft, LastTalk};
use crate::model::rule::Rule;
use crate::model::touch::Channel;
use crate::vault::Vault;
use crate::views::show::ClientDetails;

/// Looks at the first of some notes on 21 November 2026; the path of each is its place: `0.md`, …
fn check<T>(notes: &[&str], rule: Option<Rule>, say: impl FnOnce(&Draft<'_>) -> T) -> T {
    let notes = notes.iter().enumerate();
    let notes = notes.map(|(at, text)| (format!("{at}.md"), text.as_bytes().to_owned()));
    let notes = Vault::in_memory("", notes).unwrap().read().unwrap();
    let client = notes.notes[0].client.as_ref().unwrap();
    let details = ClientDetails::of(&notes, client, "2026-11-21".parse().unwrap());
    say(&Draft::of(&notes, &details, rule))
}

#[test]
fn the_reason_is_the_agendas_else_the_next_else_the_rhythm() {
    let promise = "- [ ] Send the list 📅 2026-11-18\n";
    let cases = [
        ("---\nname: X\n---\n", Rule::FirstTouch),
        ("## 2026-09-14 Call\n", Rule::Cadence),
        (&format!("{promise}\n## 2026-09-14 Call\n"), Rule::Promise),
        ("## 2026-11-20 Call\n", Rule::Cadence),
        ("---\ncadence: never\n---\n\n## 2026-11-20 Call\n", Rule::Cadence),
        ("---\ndelivered: 2026-11-19\ncadence: never\n---\n\n## 2026-11-19 Call\n", Rule::Feedback),
        // What is held back by a pause is what it will be for.
        (
            "---\npause: 2026-12-06\ncadence: never\ndelivered: 2026-10-01\n---\n\n## 2026-09-01 Call\n",
            Rule::Feedback,
        ),
    ];
    for (note, expected) in cases {
        assert_eq!(check(&[note], None, |draft| draft.rule), expected, "{note}");
        assert_eq!(check(&[note], Some(Rule::NewJob), |draft| draft.rule), Rule::NewJob, "{note}");
    }
}

#[test]
fn whom_it_is_about_comes_first() {
    let people = |more: &str| format!("---\ncontacts: [Dana Reyes, Lee Park{more}]\n---\n");
    let cases = [
        (people(""), None, Some("Dana Reyes")),
        (people("") + "\n## 2026-11-20 Call with Lee\n", None, Some("Lee Park")),
        (people("") + "\n- [ ] Send Lee the list 📅 2026-11-18\n", None, Some("Lee Park")),
        (people("") + "\n- [ ] Introduce Lee to Dana 📅 2026-11-18\n", None, Some("Dana Reyes")),
        (
            people(", {name: Kim Novak, left: 2026-11-03, now_at: Acme}"),
            Some(Rule::NewJob),
            Some("Kim Novak"),
        ),
        (people(", {name: Kim Novak, away: 2026-11-15}"), Some(Rule::WelcomeBack), Some("Kim Novak")),
        (people(", {name: Kim Novak, birthday: 11-25}"), Some(Rule::Occasion), Some("Kim Novak")),
        ("---\nname: Mira Vogel\nbirthday: 11-25\n---\n".to_owned(), None, Some("Mira Vogel")),
        (
            "---\nname: Mira Vogel\nbirthday: 11-25\ncontacts: [Dana Reyes]\n---\n".to_owned(),
            Some(Rule::Occasion),
            Some("Mira Vogel"),
        ),
        ("---\nname: Acme\n---\n".to_owned(), None, None),
        ("---\ncontacts: [{name: Dana Reyes, away: 2026-12-24}]\n---\n".to_owned(), None, Some("Dana Reyes")),
        ("---\ncontacts: [{name: Dana Reyes, left: 2026-01-01}]\n---\n".to_owned(), None, None),
    ];
    for (note, rule, expected) in cases {
        let who = check(&[&note], rule, |draft| draft.who.map(|who| who.name().to_owned()));
        assert_eq!(who.as_deref(), expected, "{note}");
    }
}

#[test]
fn people_are_greeted_by_their_first_name() {
    let cases = [
        ("Dana Reyes", "Dana"),
        ("Dr. Eva Stein", "Eva"),
        ("\"Reyes, Dana\"", "Dana"),
        ("Mr Brandmeier", "Mr Brandmeier"),
        ("Frau Dr. Lind", "Frau Dr. Lind"),
        ("Ove", "Ove"),
        ("李雷", "李雷"),
    ];
    for (name, expected) in cases {
        let note = format!("---\ncontacts: [{{name: {name}}}]\n---\n");
        let first = check(&[&note], None, |draft| draft.who.map(|who| who.first_name().to_owned()));
        assert_eq!(first.as_deref(), Some(expected), "{name}");
    }
}

#[test]
fn only_a_talk_with_them_is_told() {
    let talk = |date: &str, channel, topic: Option<&str>| {
        Some(LastTalk { date: date.parse().unwrap(), channel, topic: topic.map(str::to_owned) })
    };
    let dana = "---\ncontacts: [{name: Dana Reyes, primary: true}, Lee Park]\n---\n\n";
    let call = "## 2026-09-14 Call with Dana about prices\n";
    let cases = [
        (format!("{dana}{call}"), talk("2026-09-14", Channel::Call, Some("prices"))),
        (
            format!("{dana}{call}\n## 2026-10-01 Lunch with Lee\n"),
            talk("2026-09-14", Channel::Call, Some("prices")),
        ),
        (format!("{dana}{call}\n## 2026-10-01 Lunch\n"), talk("2026-09-14", Channel::Call, Some("prices"))),
        (
            format!("{dana}{call}\n## 2026-11-01 E-mail to Dana, no reply\n"),
            talk("2026-09-14", Channel::Call, Some("prices")),
        ),
        (format!("{dana}## 2026-10-01 Lunch\n"), None),
        ("## 2026-10-01 Lunch\n".to_owned(), talk("2026-10-01", Channel::Meeting, None)),
        (
            "---\nlast_contact: 2026-10-26\n---\n\n## 2026-10-01 Lunch\n".to_owned(),
            talk("2026-10-26", Channel::Other, None),
        ),
        ("---\nname: X\n---\n".to_owned(), None),
    ];
    for (note, expected) in cases {
        assert_eq!(check(&[&note], None, |draft| draft.last.clone()), expected, "{note}");
    }
}

#[test]
fn other_notes_are_called_by_their_names() {
    let notes = [
        "---\nreferred_by: \"[[1]]\"\ncontacts: [{name: Dana, left: 2026-11-03, now_at: \"[[2|x]]\"}]\n---\n",
        "---\nname: Lorenz & Quast\n---\n",
        "---\nname: Acme\nreferred_by: \"[[0]]\"\nsince: 2026-11-01\n---\n",
    ];
    check(&notes, Some(Rule::NewJob), |draft| {
        assert_eq!(draft.referrer.as_deref(), Some("Lorenz & Quast"));
        assert_eq!(draft.place.as_deref(), Some("Acme"));
        assert_eq!(draft.referred, Some("Acme"));
    });
    let note = "---\nreferred_by: Ulla from the chamber\n---\n";
    check(&[note], None, |draft| assert_eq!(draft.referrer.as_deref(), Some("Ulla from the chamber")));
}

#[test]
fn only_lapsed_clients_have_a_cause() {
    for (status, has_cause) in [("active", false), ("prospect", false), ("lost", true), ("inactive", true)] {
        let note = format!("---\nstatus: {status}\ncause: neglect\n---\n");
        assert_eq!(check(&[&note], None, |draft| draft.cause.is_some()), has_cause, "{status}");
    }
}
