//! The page as a form, from end to end: whatever becomes of the page, notes get what the user said, where they said it, and
//! nothing else.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::{Index, select};
use tempfile::TempDir;

/// A vault of made-up clients, and what the user does to its page.
#[derive(Debug, Clone)]
struct Story {
    clients: Vec<Client>,
    deeds: Vec<(Index, Deed)>,
    edits: Vec<Edit>,
    /// Whether `agenda` is run between the user's hand and `done`.
    is_renewed: bool,
}

#[derive(Debug, Clone)]
struct Client {
    /// Its name is one of a few, so some are alike.
    name: &'static str,
    /// Days of November on which the same is promised.
    promises: Vec<u32>,
    is_due: bool,
}

/// What the user does to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Tick,
    TickWithWords,
    WordsBelow,
    OnlyWords,
    TickPromise,
    Tried,
}

/// What a program or another hand does to the page afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit {
    Wrapped,
    Bullets,
    Numbers,
    Spaced,
    Indented,
    WindowsLines,
    Wikilinks,
    NoMarks,
    Twice,
    Escapes,
    Conflict,
    Renamed,
}

fn client() -> impl Strategy<Value = Client> {
    let names = select(
        &["Acme", "Harbor & Sons", "[Acme](https://acme.example)", "Call", "C# Partners", "Öl_und_Öl"][..],
    );
    (names, vec(select(&[10_u32, 12, 17][..]), 0..3), any::<bool>()).prop_map(
        |(name, mut promises, is_due)| {
            promises.sort_unstable();
            promises.dedup();
            Client { name, promises, is_due }
        },
    )
}

fn story() -> impl Strategy<Value = Story> {
    let deed = select(
        &[Deed::Tick, Deed::TickWithWords, Deed::WordsBelow, Deed::OnlyWords, Deed::TickPromise, Deed::Tried]
            [..],
    );
    let edit = select(
        &[
            Edit::Wrapped,
            Edit::Bullets,
            Edit::Numbers,
            Edit::Spaced,
            Edit::Indented,
            Edit::WindowsLines,
            Edit::Wikilinks,
            Edit::NoMarks,
            Edit::Twice,
            Edit::Escapes,
            Edit::Conflict,
            Edit::Renamed,
        ][..],
    );
    (vec(client(), 1..5), vec((any::<Index>(), deed), 0..4), vec(edit, 0..3), any::<bool>()).prop_map(
        |(clients, deeds, mut edits, is_renewed)| {
            edits.dedup();
            Story { clients, deeds, edits, is_renewed }
        },
    )
}

impl Client {
    fn note(&self) -> String {
        let cadence = if self.is_due { "2 weeks" } else { "never" };
        let tasks: Vec<String> =
            self.promises.iter().map(|day| format!("- [ ] Send the table 📅 2026-11-{day}\n")).collect();
        let tasks = tasks.concat();
        let name = self.name;
        format!("---\nname: \"{name}\"\ncadence: {cadence}\n---\n\n{tasks}\n## 2026-10-01 Call\n\nKept.\n")
    }
}

fn run(folder: &Path, command: &str, day: &str) -> (i32, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rekindle"));
    program.current_dir(folder).env_remove("REKINDLE_VAULT").env("REKINDLE_TODAY", day).arg(command);
    let output = program.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

/// What is to happen to a note.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Expected {
    titles: Vec<String>,
    kept: Vec<u32>,
    words: Vec<String>,
}

/// The page after the user's hand, and what is to come of it, by the number of the note.
fn filled(page: &str, story: &Story) -> (String, BTreeMap<usize, Expected>) {
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let mut expected: BTreeMap<usize, Expected> = BTreeMap::new();
    let mut used = Vec::new();
    for (number, (index, deed)) in story.deeds.iter().enumerate() {
        let entries: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("- [ ] [")).collect();
        if entries.is_empty() {
            continue;
        }
        let at = entries[index.index(entries.len())];
        let note = number_of(&lines[at]);
        if used.contains(&note) {
            continue;
        }
        used.push(note);
        let words = format!("Lunch number {number}");
        let of_note = expected.entry(note).or_default();
        let client = &story.clients[note];
        let promised = client.promises.first().copied().filter(|_| lines[at].contains("romised for"));
        let tick = |line: &mut String, sign: &str| *line = line.replacen("[ ]", &format!("[{sign}]"), 1);
        match deed {
            Deed::Tick => {
                tick(&mut lines[at], "x");
                of_note.titles.push(if promised.is_some() {
                    "Send the table".to_owned()
                } else {
                    "Call".to_owned()
                });
                of_note.kept.extend(promised);
            }
            Deed::TickWithWords => {
                tick(&mut lines[at], "x");
                lines[at].push_str(&format!(" {words}"));
                of_note.titles.push(words);
                of_note.kept.extend(promised);
            }
            Deed::WordsBelow => {
                tick(&mut lines[at], "x");
                lines.insert(end_of_entry(&lines, at), format!("  {words}"));
                of_note.titles.push(words);
                of_note.kept.extend(promised);
            }
            Deed::OnlyWords => {
                lines.insert(end_of_entry(&lines, at), format!("  {words}"));
                of_note.words.push(words);
            }
            Deed::TickPromise => {
                let promise =
                    (at + 1..end_of_entry(&lines, at)).find(|line| lines[*line].starts_with("  - [ ]"));
                if let Some(line) = promise {
                    let day: u32 = lines[line].split(' ').find_map(|word| word.parse().ok()).unwrap();
                    tick(&mut lines[line], "x");
                    of_note.kept.push(day);
                }
            }
            Deed::Tried => {
                tick(&mut lines[at], "/");
                of_note.titles.push("Call, no reply".to_owned());
            }
        }
    }
    (format!("{}\n", lines.join("\n")), expected)
}

fn end_of_entry(lines: &[String], at: usize) -> usize {
    (at + 1..lines.len()).find(|line| !lines[*line].starts_with("  ")).unwrap_or(lines.len())
}

/// The number of the note that an entry is about.
fn number_of(line: &str) -> usize {
    let target = line.rsplit("](").next().unwrap();
    target.trim_start_matches("note-").split('.').next().unwrap().parse().unwrap()
}

fn edited(page: &str, edit: Edit) -> String {
    let (body, marks) = page.split_once("<!-- rekindle:page").unwrap_or((page, ""));
    let marks = if marks.is_empty() { String::new() } else { format!("<!-- rekindle:page{marks}") };
    let body = match edit {
        Edit::Wrapped => body.lines().map(|line| wrapped(line, 40)).collect::<Vec<_>>().join("\n") + "\n",
        Edit::Bullets => body.replace("- [", "* ["),
        Edit::Numbers => body.lines().map(numbered).collect::<Vec<_>>().join("\n") + "\n",
        Edit::Spaced => body.replace("\n- [", "\n\n- ["),
        Edit::Indented => body.replace("\n  ", "\n    "),
        Edit::WindowsLines => return page.replace('\n', "\r\n"),
        Edit::Wikilinks => body.replace("](note-", "](./note-"),
        Edit::NoMarks => return body.to_owned(),
        Edit::Twice => format!("{body}\n{body}"),
        Edit::Escapes => body.replace(". Last", "\\. Last").replace(". Try", "\\. Try"),
        Edit::Conflict => body.replacen("## ", "<<<<<<< HEAD\n## x\n=======\n>>>>>>> other\n## ", 1),
        Edit::Renamed => body.replace("# Agenda for", "# My agenda for"),
    };
    format!("{body}{marks}")
}

fn numbered(line: &str) -> String {
    if line.starts_with("- [") { line.replacen("- [", "1. [", 1) } else { line.replacen("  - ", "   - ", 1) }
}

/// A line wrapped as a formatter does it.
fn wrapped(line: &str, width: usize) -> String {
    if line.starts_with('#') {
        return line.to_owned();
    }
    let indent = line.len() - line.trim_start().len();
    let hang = " ".repeat(indent + if line.trim_start().starts_with("- ") { 2 } else { 0 });
    let (mut text, mut column) = (" ".repeat(indent), 0);
    for word in line.split_whitespace() {
        // What would begin a list or a heading on a line of its own stays where it is.
        let may_begin = word.chars().all(char::is_alphabetic);
        if column > 0 && column + word.len() > width && may_begin {
            text.push('\n');
            text.push_str(&hang);
            column = 0;
        } else if column > 0 {
            text.push(' ');
        }
        text.push_str(word);
        column += word.len() + 1;
    }
    text
}

/// Titles of entries of the day, kept promises, of a note.
fn outcome(note: &str) -> (Vec<String>, Vec<u32>) {
    let titles = note.lines().filter_map(|line| line.strip_prefix("## 2026-11-21 ").map(str::to_owned));
    let kept = note.lines().filter(|line| line.starts_with("- [x] "));
    (titles.collect(), kept.map(|line| line[line.len() - 2..].parse().unwrap()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn notes_get_what_the_user_said_and_nothing_else(story in story()) {
        let folder = TempDir::new().unwrap();
        let root = folder.path();
        for (number, client) in story.clients.iter().enumerate() {
            fs::write(root.join(format!("note-{number}.md")), client.note()).unwrap();
        }
        let before: Vec<String> = story.clients.iter().map(Client::note).collect();
        run(root, "agenda", "2026-11-21");
        let page = fs::read_to_string(root.join("agenda.md")).unwrap();
        let (hand, expected) = filled(&page, &story);
        let hand = story.edits.iter().fold(hand, |page, edit| edited(&page, *edit));
        fs::write(root.join("agenda.md"), &hand).unwrap();
        if story.is_renewed {
            run(root, "agenda", "2026-11-21");
        }
        let on_page = fs::read_to_string(root.join("agenda.md")).unwrap();
        let (code, said) = run(root, "done", "2026-11-21");
        let notes = || -> Vec<String> {
            (0..before.len()).map(|number| fs::read_to_string(root.join(format!("note-{number}.md"))).unwrap()).collect()
        };
        let after = notes();
        // Whatever was said is in some file.
        let everything: String = fs::read_dir(root).unwrap().filter_map(|file| fs::read_to_string(file.unwrap().path()).ok()).collect();
        let everything = everything.split_whitespace().collect::<Vec<_>>().join(" ");
        for number in (0..story.deeds.len()).filter(|number| hand.contains(&format!("Lunch number {number}"))) {
            prop_assert!(everything.contains(&format!("Lunch number {number}")), "{number}: {everything}");
        }
        for (number, (before, after)) in before.iter().zip(&after).enumerate() {
            let of_note = expected.get(&number).cloned().unwrap_or_default();
            let (titles, kept) = outcome(after);
            let is_untouched = before == after;
            if code == 1 {
                prop_assert!(is_untouched, "in doubt nothing is logged: {said}\n{after}");
                continue;
            }
            prop_assert_eq!(code, 0, "{}\n{}", said, hand);
            let is_all = titles == of_note.titles && kept == of_note.kept;
            prop_assert!(is_all, "{:?} and {:?} for {:?}\n{}\n{}\n{}", titles, kept, of_note, said, hand, after);
            // Without the new entry and the ticks it is what it was.
            let rest: String = after.split("## 2026-11-21").next().unwrap().to_owned();
            prop_assert!(before.replace("- [ ]", "- [x]").starts_with(rest.trim_end().replace("- [ ]", "- [x]").trim_end()), "{after}");
        }
        if code == 1 {
            prop_assert_eq!(fs::read_to_string(root.join("agenda.md")).unwrap(), on_page);
            let is_hard = story.edits.iter().any(|edit| matches!(edit, Edit::Conflict | Edit::NoMarks));
            prop_assert!(is_hard, "{said}\n{hand}");
        }
        // Again and again, in any order.
        run(root, "agenda", "2026-11-21");
        run(root, "done", "2026-11-21");
        run(root, "done", "2026-11-21");
        run(root, "agenda", "2026-11-21");
        prop_assert_eq!(notes(), after);
    }
}
