//! Which notes are copies of others, and what only they have.
//!
//! A file is a copy if its name says so and its original is beside it. Most sync programs give copies a name that can
//! mean nothing else. A name such as `harbor 2.md` may be that of another client, so the two notes are compared; in doubt
//! it is a client.

use std::collections::{HashMap, HashSet};

use super::Vault;
use super::copy_names::originals;
use crate::model::client::Client;
use crate::model::{plain_name, same_name};
use crate::note::problem::ProblemKind;
use crate::note::{Reader, decode};

/// How many lines that only a copy has are named.
const MOST_LINES: usize = 5;

/// The note, or agenda, of which a file may be a copy by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Suspect {
    /// The path of the original.
    original: String,
    /// Whether it cannot be anything else.
    is_certain: bool,
}

impl Suspect {
    /// What a file at that path may be a copy of; `is_there` says whether a note or the agenda is at a path.
    pub(super) fn of(path: &str, is_there: &impl Fn(&str) -> bool) -> Option<Self> {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let (stem, extension) = name.rsplit_once('.')?;
        let slash = if folder.is_empty() { "" } else { "/" };
        let suspects = originals(stem).into_iter().map(|copy| Self {
            original: format!("{folder}{slash}{}.{extension}", copy.original),
            is_certain: copy.is_certain,
        });
        let suspect = suspects.into_iter().find(|suspect| is_there(&suspect.original))?;
        // Of a copy of a copy the original is that of both.
        let first = Self::of(&suspect.original, is_there).filter(|first| first.is_certain);
        Some(Self { original: first.map_or(suspect.original, |first| first.original), ..suspect })
    }

    /// The problem if the note at that path is indeed a copy.
    pub(super) fn problem(&self, vault: &Vault, path: &str, bytes: &[u8]) -> Option<ProblemKind> {
        let original_bytes = vault.bytes(&self.original).ok()?;
        let reader = Reader::new(&vault.settings);
        let original = reader.note(&self.original, &original_bytes)?.client;
        let copy = reader.note(path, bytes)?.client;
        if original.is_none() && !vault.is_written(&self.original) {
            return None;
        }
        let (original_text, text) = (decode(&original_bytes).0, decode(bytes).0);
        let (there, here) = (lines(&original_text), lines(&text));
        let is_same = || match (&original, &copy) {
            (Some(original), Some(copy)) => is_same_client((original, &there), (copy, &here), &text),
            (Some(_), None) => false,
            (None, _) => are_alike(&there, &here),
        };
        if !self.is_certain && !is_same() {
            return None;
        }
        let numbered = text.lines().zip(1..).map(|(line, number)| (number, line.trim()));
        let mut only_here = numbered.filter(|(_, line)| says_something(line) && !there.contains(line));
        let shown = only_here.by_ref().take(MOST_LINES).map(|(number, line)| (number, line.to_owned()));
        let lines = shown.collect();
        Some(ProblemKind::SyncCopy { original: self.original.clone(), lines, more: only_here.count() })
    }
}

/// The lines of a note that say something.
fn lines(text: &str) -> HashSet<&str> {
    text.lines().map(str::trim).filter(|line| says_something(line)).collect()
}

fn says_something(line: &str) -> bool {
    line.contains(char::is_alphanumeric)
}

/// A client, and the lines of its note.
type Version<'v> = (&'v Client, &'v HashSet<&'v str>);

/// Whether two notes, one of which may be a copy of the other, are of one client: they give it the same name, or none,
/// and say much the same.
fn is_same_client((one, one_lines): Version<'_>, (copy, copy_lines): Version<'_>, copy_text: &str) -> bool {
    let has_common_entry = || has_common_entry(one, copy);
    are_alike(one_lines, copy_lines)
        && if same_name(&one.name, &copy.name) {
            has_common_entry() || !differs(one, copy)
        } else {
            // A name that is not written in the note is that of its file, which a copy has changed.
            !copy_text.contains(&copy.name) && has_common_entry()
        }
}

/// Whether half of the lines of the shorter note are in the other, too.
fn are_alike(one: &HashSet<&str>, two: &HashSet<&str>) -> bool {
    let common = one.intersection(two).count();
    common > 0 && 2 * common >= one.len().min(two.len())
}

/// Whether two histories have an entry in common.
fn has_common_entry(one: &Client, two: &Client) -> bool {
    let entries: HashSet<_> = one.touches.iter().map(|touch| (touch.date, &touch.title)).collect();
    two.touches.iter().any(|touch| entries.contains(&(touch.date, &touch.title)))
}

/// Whether two clients of one name have something else than their history that tells them apart.
fn differs(one: &Client, two: &Client) -> bool {
    let people = [one, two].map(|client| {
        let names = client.contacts.iter().map(|contact| plain_name(&contact.name));
        names.collect::<HashSet<String>>()
    });
    let [known, known_too] = &people;
    let has_other_people = people.iter().all(|people| !people.is_empty()) && known.is_disjoint(known_too);
    let extra: HashMap<&String, _> = one.extra.0.iter().map(|(key, value)| (key, value)).collect();
    let is_other = |key, value| extra.get(key).is_some_and(|other| *other != value);
    has_other_people || two.extra.0.iter().any(|(key, value)| is_other(key, value))
}

#[cfg(test)]
mod tests {
    use crate::note::problem::ProblemKind;
    use crate::vault::Vault;

    const HARBOR: &str =
        "---\nname: Harbor\ncadence: 4 weeks\n---\n## 2026-10-01 Call\n\n## 2026-11-18 Lunch\n";

    /// What becomes of a file beside a note `Harbor.md`: the lines that only it has if it is a copy.
    fn copied(original: &str, name: &str, text: &str) -> String {
        let notes = [("a/Harbor.md", original), (name, text)];
        let notes = notes.map(|(path, text)| (path.to_owned(), text.as_bytes().to_owned()));
        let read = Vault::in_memory("", notes).unwrap().read().unwrap();
        let note = read.notes.iter().find(|note| note.path == name).unwrap();
        match note.problems.first().map(|problem| &problem.kind) {
            Some(ProblemKind::SyncCopy { original, lines, more }) => {
                assert_eq!((original.as_str(), note.client.is_some()), ("a/Harbor.md", false));
                let lines: Vec<String> =
                    lines.iter().map(|(number, line)| format!(", {number} {line}")).collect();
                let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
                format!("copy{}{more}", lines.concat())
            }
            problem => {
                assert_eq!(problem, None);
                if note.client.is_some() { "client" } else { "no client" }.to_owned()
            }
        }
    }

    #[test]
    fn a_name_that_means_nothing_else_makes_a_copy() {
        let other = "---\nname: Other\n---\n## 2026-11-01 Call\n";
        let cases = [
            ("a/Harbor (conflicted copy 2026-11-10).md", other, "copy, 2 name: Other, 4 ## 2026-11-01 Call"),
            ("a/Harbor.sync-conflict-20261110-093015-ABC1234.md", HARBOR, "copy"),
            ("a/Harbor (SFConflict eva@example.org 2026-11-10).md", "no client\n", "copy, 1 no client"),
            ("a/Harbor.Conflict.md", "1\n\n2\r\n3\n4\n5\n6\n7\n", "copy, 1 1, 3 2, 4 3, 5 4, 6 5 and 2 more"),
            // Its original is not beside it.
            ("b/Harbor (conflicted copy 2026-11-10).md", other, "client"),
            ("a/Pier (conflicted copy 2026-11-10).md", other, "client"),
            ("a/Harbor (conflicted copy 2026-11-10).markdown", other, "client"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(copied(HARBOR, name, text), expected, "{name}");
        }
        assert_eq!(copied("no client\n", "a/Harbor.Conflict.md", HARBOR), "client");
    }

    #[test]
    fn a_copy_of_the_agenda_is_no_client() {
        let page = "# Agenda for Saturday 21 November 2026\n\n- [ ] [Harbor](a/Harbor.md): due\n";
        let ticked = page.replace("[ ]", "[x]");
        let copies = ["agenda (Eva's conflicted copy 2026-11-21).md", "agenda 2.md"];
        let notes = copies.map(|path| (path, ticked.as_str())).into_iter().chain([("agenda.md", page)]);
        let notes = notes.map(|(path, text)| (path.to_owned(), text.as_bytes().to_owned()));
        let read = Vault::in_memory("", notes).unwrap().read().unwrap();
        assert_eq!(read.clients().count(), 0);
        for (note, path) in read.notes.iter().zip(copies) {
            let said = note.problems.iter().map(|problem| problem.kind.what()).collect::<String>();
            assert_eq!(note.path, path);
            assert!(said.contains("copy of agenda.md, and only it has line 3 “- [x] [Harbor]"), "{said}");
        }
    }

    #[test]
    fn a_name_that_may_be_anothers_does_not() {
        let unnamed = "---\ncadence: 4 weeks\n---\n## 2026-10-01 Call\n";
        let cases = [
            // The same client, in a later and in an earlier version.
            (HARBOR, format!("{HARBOR}\n## 2026-11-20 Mail\n"), "copy, 9 ## 2026-11-20 Mail"),
            (
                HARBOR,
                HARBOR.replace("11-18", "11-19").replace("10-01", "10-02"),
                "copy, 5 ## 2026-10-02 Call, 7 ## 2026-11-19 Lunch",
            ),
            ("---\n---\n# Harbor\n", "---\n---\n# Harbor\n".to_owned(), "copy"),
            (unnamed, format!("{unnamed}## 2026-11-20 Mail\n"), "copy, 5 ## 2026-11-20 Mail"),
            // Another client of the same name.
            (
                HARBOR,
                "---\nname: Harbor\n---\n## 2026-10-02 Call\n\n## 2026-11-19 Tea\n".to_owned(),
                "client",
            ),
            (
                "---\nname: Harbor\ncity: Bonn\n---\n",
                "---\nname: Harbor\ncity: Hamm\n---\n".to_owned(),
                "client",
            ),
            (
                "---\nname: Harbor\ncontacts: [Dana]\n---\n",
                "---\nname: Harbor\ncontacts: [Lee]\n---\n".to_owned(),
                "client",
            ),
            // Another client, by the same template or with the same history.
            ("---\nstatus: lead\n---\n", "---\nstatus: lead\n---\n".to_owned(), "client"),
            (
                "---\nstatus: lead\n---\n# Harbor\n",
                "---\nstatus: lead\n---\n# Harbor 2\n".to_owned(),
                "client",
            ),
            (HARBOR, HARBOR.replace("Harbor", "Harbor 2"), "client"),
            (unnamed, format!("{unnamed}Harbor 2 is in Bonn.\n"), "client"),
            (unnamed, unnamed.replace("10-01", "10-02"), "client"),
            // No note of a client.
            (HARBOR, "a list\n".to_owned(), "no client"),
            ("a list\n", "a list\n".to_owned(), "no client"),
        ];
        for (original, text, expected) in cases {
            assert_eq!(copied(original, "a/Harbor 2.md", &text), expected, "{original:?} {text:?}");
        }
        for name in
            ["a/Harbor (1).md", "a/Harbor - Copy.md", "a/Copy of Harbor.md", "a/Harbor-Evas-MacBook.md"]
        {
            assert_eq!(copied(HARBOR, name, HARBOR), "copy", "{name}");
            assert_eq!(copied(HARBOR, name, "---\nname: Pier\n---\n"), "client", "{name}");
        }
    }
}
