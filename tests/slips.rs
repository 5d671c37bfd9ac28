//! `check --fix` writes nothing on a guess: a few thousand keys, statuses and headings of healthy notes are left as they
//! are, and a typing error in each known key is mended.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::collections::BTreeSet;
use std::fs;

use rekindle::checks::{CheckSelection, Diagnostic, note};
use rekindle::model::check::Check;
use rekindle::model::keys::{ContactKey, Key};
use rekindle::model::settings::Settings;
use rekindle::model::slip::is_typing_error;
use rekindle::model::{key, nearest};

/// A value of every kind that a key may have.
const VALUES: [&str; 13] = [
    "Dana Reyes",
    "2026-11-02",
    "09-14",
    "12",
    "6 weeks",
    "high",
    "active",
    "true",
    "dana@example.com",
    "\"[[Harbor Foods]]\"",
    "[Dana Reyes, Lee Park]",
    "{from: 2026-11-02, until: 2026-11-05}",
    "[{name: Dana Reyes, date: 09-14}]",
];

/// A few keys that are slips, and are not mended all the same: a letter is another, or two are wrong.
const SUGGESTED: [(&str, &str, &str); 9] = [
    ("cadance", "cadence", "6 weeks"),
    ("frequensy", "frequency", "6 weeks"),
    ("priorety", "priority", "high"),
    ("reffered_by", "referred_by", "Lorenz"),
    ("occassoins", "occasions", "[{name: Opening, date: 09-14}]"),
    ("birhtdya", "birthday", "09-14"),
    ("lastKontact", "last_contact", "2026-11-02"),
    ("kontacts", "contacts", "[Dana Reyes]"),
    ("statuz", "status", "active"),
];

#[test]
fn keys_that_are_meant_are_no_slips() {
    let keys = listed("keys.txt");
    assert!(keys.len() > 2000);
    for value in VALUES {
        for some in keys.chunks(250) {
            let lines: Vec<String> = some.iter().map(|key| format!("{key}: {value}\n")).collect();
            let contacts: Vec<String> = some.iter().map(|key| format!("    {key}: {value}\n")).collect();
            let (lines, contacts) = (lines.concat(), contacts.concat());
            let text = format!("---\n{lines}contacts:\n  - name: Dana Reyes\n{contacts}---\n");
            let found = check(&text, Check::MisspelledKey);
            let found: Vec<&str> = found.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
            assert_eq!(found, Vec::<&str>::new(), "{value}");
        }
    }
}

#[test]
fn a_typing_error_in_a_key_is_mended() {
    let meant: BTreeSet<String> = listed("keys.txt").iter().map(|name| key(name)).collect();
    let (mut mended, mut left) = (0, Vec::new());
    for (known, value, start) in known_keys() {
        for slip in typing_errors(known) {
            let same = key(&slip);
            let is_key = known_keys().any(|(name, ..)| key(name) == same);
            let others = known_keys().filter(|(name, _, at)| *at == start && is_typing_error(&slip, name));
            if same.len() < 4 || is_key || meant.contains(&same) || others.count() > 1 {
                continue;
            }
            let found = check(&format!("---\n{start}{slip}: {value}\n---\n"), Check::MisspelledKey);
            let texts = found.iter().filter_map(sure).collect::<Vec<_>>();
            if texts == [known] { mended += 1 } else { left.push(slip) }
        }
    }
    // Some have a word in them, like `last_hat`, or mean another name of the key, like `birthdat`.
    assert!(mended > 900 && left.len() < 40, "{mended} are mended, and not {left:?}");
}

#[test]
fn what_only_looks_like_a_key_is_suggested() {
    for (slip, meant, value) in SUGGESTED {
        let found = check(&format!("---\n{slip}: {value}\n---\n"), Check::MisspelledKey);
        let texts: Vec<&str> =
            found.iter().map(|one| one.mend.as_ref().unwrap().edit.text.as_str()).collect();
        assert_eq!((texts, found.iter().find_map(sure)), (vec![meant], None), "{slip}");
    }
}

#[test]
fn no_status_is_written_by_likeness() {
    for status in listed("statuses.txt") {
        let found = check(&format!("---\nstatus: {status}\n---\n"), Check::UnknownStatus);
        assert_eq!((found.len(), found.iter().find_map(sure)), (1, None), "{status}");
    }
}

#[test]
fn numbers_that_may_be_no_date_are_left() {
    for heading in fs::read_to_string("tests/data/slips/headings.txt").unwrap().lines().skip(1) {
        for start in ["## ", "## Log\n\n- "] {
            let text = format!("---\nname: A\n---\n{start}{heading}\n\n## 2026-11-02 Call\n");
            for which in [Check::AlmostADate, Check::OtherDateForm] {
                assert_eq!(check(&text, which).iter().find_map(sure), None, "{heading}");
            }
        }
    }
}

#[test]
#[ignore = "needs WORDS=FILE, a list of words, one a line, of which those near a key are added to the known ones"]
fn words_near_keys_are_known() {
    #[expect(clippy::disallowed_methods, reason = "a list of words is too large to keep")]
    let list = fs::read_to_string(std::env::var("WORDS").unwrap()).unwrap();
    let path = "src/model/words.txt";
    let known = fs::read_to_string(path).unwrap();
    let mut words: BTreeSet<String> = known.split_whitespace().map(str::to_owned).collect();
    let parts: BTreeSet<&str> = known_keys().flat_map(|(name, ..)| name.split('_').chain([name])).collect();
    let near = |word: &&str| parts.contains(word) || nearest(word, parts.iter().copied()).is_some();
    let plain = list.lines().filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    words.extend(plain.filter(near).map(str::to_owned));
    let mut lines = vec![String::new()];
    for word in words {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < 110 => line.push_str(&format!(" {word}")),
            _ => lines.push(word),
        }
    }
    fs::write(path, format!("{}\n", lines.join("\n").trim())).unwrap();
}

/// The names of all keys, each with a value that suits it, and what a note has before it.
fn known_keys() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let of_client = Key::ALL.iter().flat_map(|key| {
        let value = match key {
            Key::Status => "active",
            Key::DoNotContact => "true",
            Key::Cadence => "6 weeks",
            Key::Priority => "high",
            Key::Since | Key::Pause | Key::Delivered | Key::LastContact => "2026-11-02",
            Key::Occasions => "[{name: Opening, date: 09-14}]",
            Key::Birthday => "09-14",
            _ => "Dana Reyes",
        };
        key.names().iter().map(move |name| (*name, value, ""))
    });
    let of_contact = ContactKey::ALL.iter().filter(|key| **key != ContactKey::Name).flat_map(|key| {
        let value = match key {
            ContactKey::Email => "dana@example.com",
            ContactKey::Phone => "+49 30 1234",
            ContactKey::Birthday => "09-14",
            ContactKey::Cadence => "6 weeks",
            ContactKey::Primary => "true",
            ContactKey::Away | ContactKey::Left => "2026-11-02",
            _ => "Dana Reyes",
        };
        key.names().iter().map(move |name| (*name, value, "contacts:\n  - name: Dana Reyes\n    "))
    });
    of_client.chain(of_contact)
}

/// A word with each of its letters doubled, left out, and swapped with the next.
fn typing_errors(word: &str) -> BTreeSet<String> {
    let mut errors = BTreeSet::new();
    for (at, letter) in word.char_indices().filter(|(_, c)| *c != '_') {
        let (before, after) = (&word[..at], &word[at + 1..]);
        errors.insert(format!("{before}{letter}{letter}{after}"));
        errors.insert(format!("{before}{after}"));
        if let Some(next) = after.chars().next().filter(|next| *next != '_') {
            errors.insert(format!("{before}{next}{letter}{}", &after[1..]));
        }
    }
    errors.remove(word);
    errors
}

/// The items of a list beside this file, which are separated by commas and lines.
fn listed(name: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("tests/data/slips/{name}")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let items = lines.flat_map(|line| line.split(',')).map(str::trim).filter(|item| !item.is_empty());
    items.map(str::to_owned).collect()
}

fn check(text: &str, which: Check) -> Vec<Diagnostic> {
    let selection = CheckSelection { only: vec![which], ..CheckSelection::default() };
    note("a.md", text.as_bytes(), &Settings::default(), "2026-11-21".parse().unwrap(), &selection)
}

/// What `--fix` would write.
fn sure(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.mend.as_ref().filter(|mend| mend.is_sure).map(|mend| mend.edit.text.as_str())
}
