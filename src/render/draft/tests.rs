use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{BUILT_INS, DraftView, LONGEST_VOICEMAIL, MessageKind, built_in, seconds_aloud, text, tidy};
use crate::model::rule::Rule;
use crate::model::status::Status;
use crate::model::touch::Channel;
use crate::rules::manual::TRIGGERS;
use crate::vault::{Notes, Vault};
use crate::views::draft::Draft;
use crate::views::show::ClientDetails;

/// What is long here, people do have.
const FULL: &str = "---
name: Nordwestdeutsche Landmaschinen- und Gerätebau Genossenschaft eG
STATUS
interests: [returnable transport packaging, energy from waste, product passports]
owner: Maximiliane von Hohenfeld-Bergmann
CAUSE
referred_by: Lorenz & Quast, tax advisers and partners
delivered: 2026-10-01
since: 2026-01-02
contacts:
- name: Alexandra Konstantinopoulou
  primary: true
  birthday: 11-25
  away: {from: 2026-08-01, until: 2026-11-15}
- {name: Bartholomäus Winterfeldt, left: 2026-11-03, now_at: Vereinigte Stahl- und Walzwerke Oberlausitz}
---

- [ ] Send Alexandra the comparison of all six pumps with the figures of the last three winters 📅 2026-11-18

## 2026-10-01 Delivered the new label printer for line three

## 2025-09-14 Call with Alexandra about the figures of the last winter

## 2026-11-19 Call with Bartholomäus about the long way to the harbour
";

/// Whoever is sent by the full client.
const SENT: &str =
    "---\nname: Vereinigte Kaffeeröstereien am Hafen\nreferred_by: \"[[0]]\"\nsince: 2026-11-01\n---\n";

/// What nobody likes to hear.
const PRESSURE: &str = "just checking|checking in|touching base|touch base|circle back|following up|as soon as|asap|\
    urgent|last chance|don't miss|limited|act now|before it is too late|reminder|remind you|you have not|\
    you haven't|still waiting|ignored|disappointed|unfortunately|discount|opportunity|you must|you should";

/// What a missing value leaves in a sentence.
const HOLES: &str = "  | ,| .| !| ?| :|\n\n\n|None|none|undefined|null|..|,,|{|}";

fn vault(notes: &[String]) -> Notes {
    let notes = notes.iter().enumerate();
    let notes = notes.map(|(at, text)| (format!("{at}.md"), text.as_bytes().to_owned()));
    Vault::in_memory("", notes).unwrap().read().unwrap()
}

/// Every draft to the clients of a vault, with its client, rule and kind in words.
fn drafts(vault: &Notes) -> Vec<(String, MessageKind, String)> {
    let today = "2026-11-21".parse().unwrap();
    let mut drafts = Vec::new();
    for client in vault.clients().filter(|client| client.status != Status::Closed) {
        let details = ClientDetails::of(vault, client, today);
        for rule in TRIGGERS.iter().filter_map(|manual| Rule::from_name(manual.name)) {
            let draft = Draft::of(vault, &details, Some(rule));
            for kind in MessageKind::ALL {
                let Some(template) = built_in(&draft, kind) else { continue };
                let draft = text(&draft, kind, template.name, template.text).unwrap();
                let cause = client.cause.as_deref().unwrap_or_default();
                drafts.push((format!("{}, {} {cause}", template.name, client.status), kind, draft));
            }
        }
    }
    drafts
}

/// Every draft to a client of every status that there could be, with much in its note and with nothing.
fn all() -> &'static [(String, MessageKind, String)] {
    static ALL: LazyLock<Vec<(String, MessageKind, String)>> = LazyLock::new(every_draft);
    &ALL
}

fn every_draft() -> Vec<(String, MessageKind, String)> {
    let causes = [
        "",
        "dropped",
        "service",
        "neglect",
        "price",
        "our figures came two weeks late, in the middle of their audit, and again",
    ];
    let statuses = Status::ALL.into_iter().filter(|status| *status != Status::Closed);
    let notes = |status: Status| {
        let full = causes.map(|cause| {
            let cause = if cause.is_empty() { String::new() } else { format!("cause: {cause}") };
            FULL.replace("STATUS", &format!("status: {status}")).replace("CAUSE", &cause)
        });
        let bare = format!("---\nname: Acme\nstatus: {status}\n---\n");
        let person = format!("---\nname: Mira Vogel\nstatus: {status}\nbirthday: 11-25\n---\n");
        full.into_iter().map(|full| vec![full, SENT.to_owned()]).chain([vec![bare], vec![person]])
    };
    let vaults = statuses.flat_map(notes).map(|notes| vault(&notes));
    vaults
        .chain([Vault::open("example-vault").unwrap().read().unwrap()])
        .flat_map(|vault| drafts(&vault))
        .collect()
}

#[test]
fn no_draft_has_a_hole() {
    let drafts = all();
    assert!(drafts.len() > 1000, "only {}", drafts.len());
    for (what, _, draft) in drafts {
        for hole in HOLES.split('|') {
            assert!(!draft.contains(hole), "{what}: {hole:?}\n{draft}");
        }
        // A greeting ends with a comma, and so does the line above the name.
        let is_short = |line: &str| line.split_whitespace().count() <= 5;
        assert!(draft.lines().all(|line| !line.ends_with([',', ';']) || is_short(line)), "{what}\n{draft}");
        let is_whole = draft.ends_with('\n') && !draft.ends_with("\n\n") && !draft.starts_with('\n');
        assert!(is_whole, "{what}\n{draft}");
        let opened = draft.matches('[').count();
        assert_eq!(opened, draft.matches(']').count(), "{what}\n{draft}");
    }
}

#[test]
fn no_draft_presses_anybody() {
    for (what, _, draft) in all() {
        let plain = draft.to_lowercase().replace('’', "'");
        for word in PRESSURE.split('|') {
            assert!(!plain.contains(word), "{what}: {word}\n{draft}");
        }
    }
}

#[test]
fn drafts_are_as_long_as_their_kind_allows() {
    let mut amiss = Vec::new();
    for (what, kind, draft) in all() {
        let words = draft.split_whitespace().count();
        let fits = match kind {
            MessageKind::Email => {
                let (subject, body) = draft.split_once("\n\n").unwrap();
                let is_subject = subject.starts_with("Subject: ") && subject.lines().count() == 1;
                is_subject && (50..=110).contains(&body.split_whitespace().count())
            }
            MessageKind::Voicemail => seconds_aloud(draft) <= LONGEST_VOICEMAIL,
            MessageKind::Message => words <= 50,
            MessageKind::Card => words <= 60,
        };
        if !fits {
            amiss.push(format!("{what}: {words} words, {} seconds\n{draft}", seconds_aloud(draft)));
        }
    }
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

#[test]
fn every_built_in_draft_is_used_and_every_trigger_has_an_e_mail() {
    let used: BTreeSet<String> =
        all().iter().map(|(what, ..)| what.split(',').next().unwrap().to_owned()).collect();
    let there: BTreeSet<String> =
        BUILT_INS.iter().map(|one| one.name.to_owned()).filter(|name| name.starts_with("drafts/")).collect();
    assert_eq!(used, there);
    for manual in TRIGGERS {
        assert!(there.contains(&format!("drafts/{}.email.txt", manual.name)), "{}", manual.name);
    }
}

#[test]
fn a_status_reads_differently() {
    let draft = |status: Status, kind| {
        let vault = vault(&[format!("---\nname: Acme\nstatus: {status}\n---\n")]);
        let drafts = drafts(&vault);
        let wanted = |(what, of, _): &&(String, MessageKind, String)| {
            what.starts_with("drafts/cadence.") && *of == kind
        };
        drafts.iter().find(wanted).unwrap().2.clone()
    };
    for kind in [MessageKind::Email, MessageKind::Voicemail, MessageKind::Message, MessageKind::Card] {
        let all = Status::ALL.into_iter().filter(|status| *status != Status::Closed);
        let texts: BTreeSet<String> = all.map(|status| draft(status, kind)).collect();
        assert_eq!(texts.len(), 7, "{kind:?}");
    }
}

#[test]
fn the_manual_has_every_key() {
    let manual = std::fs::read_to_string("docs/templates.md").unwrap();
    let (_, manual) = manual.split_once("\n## Drafts\n").unwrap();
    let vault = vault(&[FULL.replace("STATUS\n", "").replace("CAUSE\n", "")]);
    let client = vault.clients().next().unwrap();
    let details = ClientDetails::of(&vault, client, "2026-11-21".parse().unwrap());
    let draft = Draft::of(&vault, &details, None);
    let view = serde_json::to_value(DraftView::of(&draft, MessageKind::Email)).unwrap();
    let rows: Vec<&str> = manual.lines().filter(|line| line.starts_with("| `")).collect();
    for (key, value) in view.as_object().unwrap() {
        let row = rows.iter().find(|row| row.split(" | ").next().unwrap().contains(&format!("`{key}`")));
        let row = row.unwrap_or_else(|| panic!("docs/templates.md does not tell of {key}"));
        for key in value.as_object().into_iter().flat_map(|object| object.keys()) {
            assert!(row.contains(&format!("`{key}`")), "{key} in {row}");
        }
    }
}

#[test]
fn text_from_notes_commands_no_terminal() {
    let note = "---\nname: \"A\\u001b[2J\"\nowner: \"O\\u0007\\u202e\"\ncontacts: [{name: \"D\\u001b]0;x\\u0007 R\", primary: true}]\ninterests: [\"a\\nb\"]\n---\n";
    for (what, _, draft) in drafts(&vault(&[note.to_owned()])) {
        let is_plain = |c: char| c == '\n' || !(c.is_control() || c == '\u{202e}');
        assert!(draft.chars().all(is_plain), "{what}: {draft:?}");
    }
}

#[test]
fn a_text_is_tidied_but_for_its_words() {
    assert_eq!(tidy("\n\n a  b \n\n\n\nc\t\n\n"), " a  b\n\nc\n");
    assert_eq!(tidy(""), "\n");
}

#[test]
fn a_way_has_its_kind() {
    let cases = [
        (Some(Channel::Call), MessageKind::Voicemail),
        (Some(Channel::Meeting), MessageKind::Email),
        (Some(Channel::Video), MessageKind::Email),
        (Some(Channel::Message), MessageKind::Message),
        (Some(Channel::Card), MessageKind::Card),
        (None, MessageKind::Email),
    ];
    for (way, kind) in cases {
        assert_eq!(MessageKind::of(way), kind, "{way:?}");
    }
}
