//! What commands wrote is undone to the byte, and what others wrote meanwhile stays.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use proptest::sample::select;
use tempfile::TempDir;

const NOTE: &str = "---\nname: Harbor Foods\nstaus: active\n---\n\n- [ ] Send the list 📅 2026-11-20\n\n## 2026-09-14 Lunch\n";

/// A vault with two clients.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("harbor.md", NOTE);
        folder.write("acme.md", "---\nname: Acme\n---\n\n## 2026-08-01 Call\n");
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(path), text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rekindle"));
        command.current_dir(&self.0).args(words).stdin(Stdio::null());
        command.env_remove("REKINDLE_VAULT").env("REKINDLE_TODAY", "2026-11-21");
        command
    }

    /// Runs a command, and returns its exit code and all it said.
    fn run(&self, words: &[&str]) -> (i32, String) {
        let output = self.command(words).output().unwrap();
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code().unwrap(), said)
    }

    /// Runs a command that succeeds.
    fn well(&self, words: &[&str]) -> String {
        let (code, said) = self.run(words);
        assert_eq!(code, 0, "{words:?}: {said}");
        said
    }

    /// The visible files.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(&self.0).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !name.starts_with('.') && self.path(&name).is_file() {
                files.insert(name.clone(), fs::read(self.path(&name)).unwrap());
            }
        }
        files
    }

    /// The files of the records, the latest last.
    fn records(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path(".rekindle/undo")).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    }

    /// Writes the agenda, ticks both clients on it, and logs that.
    fn tick_and_log(&self) -> String {
        self.well(&["agenda"]);
        let ticked = self.text("agenda.md").replace("- [ ] [", "- [x] [");
        assert_eq!(ticked.matches("- [x] [").count(), 2, "{ticked}");
        self.write("agenda.md", &ticked);
        self.well(&["done"]);
        ticked
    }
}

#[test]
fn every_kind_of_text_is_as_before_to_the_byte() {
    let windows = NOTE.replace('\n', "\r\n");
    let notes = [
        NOTE.to_owned(),
        windows.clone(),
        format!("\u{feff}{NOTE}"),
        NOTE.trim_end().to_owned(),
        format!("\u{feff}{}", windows.trim_end()),
        format!("{NOTE}\r\n\n\n \t\u{2028}Grüße 🎉\u{301}\u{0}\u{7f}"),
    ];
    let commands: [&[&str]; 6] = [
        &["log", "harbor", "Call", "--body", "One\n\n“Two”"],
        &["promise", "harbor", "Send it", "--by", "monday"],
        &["set", "harbor", "owner", "Eva"],
        &["pause", "harbor", "--until", "monday"],
        &["check", "--fix"],
        &["new", "Zenith"],
    ];
    for note in notes {
        let folder = Folder::new();
        folder.write("harbor.md", &note);
        folder.write("latin.md", b"---\nname: Caf\xe9\n---\n");
        let before = folder.files();
        for command in commands {
            folder.run(command);
            assert_ne!(folder.files(), before, "{command:?} on {note:?}");
            let said = folder.well(&["undo"]);
            assert_eq!(folder.files(), before, "{command:?} on {note:?}: {said}");
        }
        assert!(folder.records().is_empty());
    }
}

#[test]
fn a_note_that_was_changed_stays_until_it_is_as_it_was() {
    let folder = Folder::new();
    folder.well(&["log", "harbor", "Call"]);
    let logged = folder.text("harbor.md");
    for changed in [format!("{logged}More.\n"), logged.replace('\n', "\r\n"), NOTE.trim_end().to_owned()] {
        folder.write("harbor.md", &changed);
        for words in [&["undo"][..], &["undo", "--dry-run"], &["undo", "1"]] {
            let (code, said) = folder.run(words);
            assert_eq!((code, folder.text("harbor.md")), (1, changed.clone()), "{said}");
            assert!(said.contains("harbor.md was changed since, and stays as it is"), "{said}");
            assert!(said.contains("-## 2026-11-21 Call"), "{said}");
        }
    }
    fs::remove_file(folder.path("harbor.md")).unwrap();
    let (code, said) = folder.run(&["undo"]);
    assert!(code == 1 && said.contains("harbor.md is not there any more"), "{said}");
    folder.write("harbor.md", logged);
    folder.well(&["undo"]);
    assert_eq!(folder.text("harbor.md"), NOTE);
}

#[test]
fn what_was_logged_from_the_agenda_is_one_step_with_it() {
    let folder = Folder::new();
    let before = folder.files();
    let ticked = folder.tick_and_log();
    folder.well(&["undo"]);
    assert_eq!(folder.text("agenda.md"), ticked);
    fs::remove_file(folder.path("agenda.md")).unwrap();
    assert_eq!(folder.files(), before);
    assert!(folder.records().is_empty());
}

#[test]
fn an_agenda_that_was_changed_stays_and_the_old_one_is_kept() {
    let folder = Folder::new();
    let before = folder.files();
    let ticked = folder.tick_and_log();
    folder.write("agenda.md", "Mine.\n");
    let (code, said) = folder.run(&["undo"]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("agenda.md was changed since, and stays as it is; its old text is kept in agenda.md~")
    );
    assert_eq!((folder.text("agenda.md"), folder.text("agenda.md~")), ("Mine.\n".to_owned(), ticked));
    let notes = |mut files: BTreeMap<String, Vec<u8>>| {
        files.retain(|name, _| !name.starts_with("agenda"));
        files
    };
    assert_eq!(notes(folder.files()), before);
    assert!(folder.records().is_empty());
}

#[test]
fn with_one_note_changed_the_others_are_undone_and_the_agenda_stays() {
    let folder = Folder::new();
    folder.tick_and_log();
    let (page, acme) = (folder.text("agenda.md"), folder.text("acme.md"));
    folder.write("acme.md", format!("{acme}More.\n"));
    let (code, said) = folder.run(&["undo"]);
    assert!(code == 1 && said.contains("undone in part: rekindle done"), "{said}");
    assert_eq!((folder.text("harbor.md"), folder.text("agenda.md")), (NOTE.to_owned(), page));
    assert!(folder.path("agenda.md~").exists());
    // What is left can be undone later.
    folder.write("acme.md", acme);
    assert!(folder.well(&["undo"]).contains("undone: rekindle done"));
    assert!(!folder.text("acme.md").contains("2026-11-21"));
    assert!(folder.records().is_empty());
}

#[test]
fn after_a_crash_nothing_is_undone_that_was_not_done() {
    // Before the note was written.
    let folder = Folder::new();
    folder.well(&["log", "harbor", "Call"]);
    folder.write("harbor.md", NOTE);
    assert!(folder.well(&["undo"]).contains("nothing of this is there any more: rekindle log harbor Call"));
    assert_eq!((folder.text("harbor.md").as_str(), folder.records().len()), (NOTE, 0));
    // While the change was put on record: between the two notes, or before the first.
    let whole = Folder::new();
    whole.tick_and_log();
    let record = fs::read(&whole.records()[0]).unwrap();
    let second = record.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0 + 1;
    let logged = whole.text("harbor.md");
    for end in [second + 20, second, second - 20, 4] {
        folder.write("harbor.md", &logged);
        folder.write(".rekindle/undo/000001.jsonl", &record[..end]);
        let said = folder.well(&["undo"]);
        let expected = if end >= second { NOTE } else { &logged };
        assert_eq!(folder.text("harbor.md"), expected, "{end}: {said}");
    }
}

#[test]
fn a_command_that_is_killed_is_undone() {
    // A larger note takes longer to write.
    let note = format!("{NOTE}{}", "A line of text.\n".repeat(20_000));
    let (mut whole, mut killed, mut written) = (Duration::ZERO, 0, 0);
    for nth in 0..30 {
        let folder = Folder::new();
        folder.write("harbor.md", &note);
        let mut command = folder.command(&["log", "harbor", "Call"]);
        let start = Instant::now();
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if nth == 0 {
            child.wait().unwrap();
            whole = start.elapsed();
        } else {
            thread::sleep(whole * nth / 25);
            let _ = child.kill();
            killed += usize::from(!child.wait().unwrap().success());
        }
        written += usize::from(folder.text("harbor.md") != note);
        folder.well(&["undo"]);
        assert!(folder.text("harbor.md") == note, "killed after {nth} of 25 parts");
        assert_eq!(folder.well(&["undo"]), "there is nothing to undo\n");
    }
    assert!(written > 0 && killed > 0, "{written} were written, {killed} were killed");
}

#[test]
fn a_damaged_record_is_named() {
    let folder = Folder::new();
    folder.well(&["log", "harbor", "Call"]);
    let logged = folder.text("harbor.md");
    let record = &folder.records()[0];
    let text = fs::read_to_string(record).unwrap();
    fs::write(record, text.replace("\"path\"", "path")).unwrap();
    for words in [&["undo"][..], &["undo", "--list"], &["undo", "1"]] {
        let (code, said) = folder.run(words);
        assert!(
            code == 2 && said.contains("000001.jsonl is damaged; remove it to go on without it"),
            "{said}"
        );
    }
    assert_eq!(folder.text("harbor.md"), logged);
}

#[test]
fn the_last_fifty_are_kept() {
    let folder = Folder::new();
    for nth in 1..=53 {
        folder.well(&["log", "harbor", &format!("Call {nth}")]);
    }
    assert_eq!(folder.records().len(), 50);
    let list = folder.well(&["undo", "--list"]);
    assert!(list.starts_with("  53  ") && list.lines().last().unwrap().starts_with("   4  "), "{list}");
}

#[test]
fn of_writers_at_the_same_time_all_is_undone() {
    let folder = Folder::new();
    thread::scope(|scope| {
        for writer in 0..4 {
            let folder = &folder;
            scope.spawn(move || {
                for nth in 0..10 {
                    let client = if nth % 2 == 0 { "harbor" } else { "acme" };
                    folder.well(&["log", client, &format!("Call {writer}-{nth}")]);
                }
            });
        }
    });
    assert_eq!(folder.records().len(), 40);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..10).for_each(|_| drop(folder.well(&["undo"]))));
        }
    });
    assert_eq!((folder.text("harbor.md").as_str(), folder.records().len()), (NOTE, 0));
}

#[test]
fn what_cannot_be_put_on_record_is_written_nevertheless() {
    let folder = Folder::new();
    folder.write(".rekindle", "something else");
    let said = folder.well(&["log", "harbor", "Call"]);
    assert!(said.contains("“rekindle undo” will not know of this"), "{said}");
    assert!(folder.text("harbor.md").contains("2026-11-21 Call"));
    folder.well(&["log", "harbor", "Call", "--dry-run"]);
    assert_eq!(fs::read_to_string(folder.path(".rekindle")).unwrap(), "something else");
}

#[test]
fn commands_that_write_no_note_leave_no_record() {
    let folder = Folder::new();
    for words in [&["agenda"][..], &["done"], &["log", "harbor", "Call", "--dry-run"], &["undo"], &["check"]]
    {
        folder.run(words);
    }
    assert!(!folder.path(".rekindle").exists());
}

#[test]
fn git_does_not_see_the_records() {
    let folder = Folder::new();
    let git = |words: &[&str]| {
        let output = Command::new("git").current_dir(&folder.0).args(words).output().ok()?;
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    };
    folder.well(&["log", "harbor", "Call"]);
    assert_eq!(folder.text(".rekindle/.gitignore"), "*\n");
    if git(&["init"]).is_some() {
        let seen = git(&["status", "--porcelain", "--untracked-files=all"]).unwrap();
        assert_eq!(seen, "?? acme.md\n?? harbor.md\n");
    }
}

#[cfg(unix)]
mod rights {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    use super::{Folder, NOTE};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn records_are_for_the_user_and_modes_stay() {
        let folder = Folder::new();
        fs::set_permissions(&folder.0, Permissions::from_mode(0o775)).unwrap();
        fs::set_permissions(folder.path("harbor.md"), Permissions::from_mode(0o640)).unwrap();
        folder.well(&["log", "harbor", "Call"]);
        assert_eq!(mode(&folder.records()[0]), 0o600);
        // Whoever else may write into the vault may put their own beside them.
        assert_eq!(mode(&folder.path(".rekindle/undo")), 0o775);
        folder.well(&["undo"]);
        assert_eq!((folder.text("harbor.md").as_str(), mode(&folder.path("harbor.md"))), (NOTE, 0o640));
    }

    #[test]
    fn links_stay_links() {
        let folder = Folder::new();
        let elsewhere = tempfile::tempdir().unwrap();
        for target in [elsewhere.path().join("real.md"), folder.path("notes.txt")] {
            fs::rename(folder.path("harbor.md"), &target).unwrap();
            symlink(&target, folder.path("harbor.md")).unwrap();
            folder.well(&["log", "harbor", "Call"]);
            assert_ne!(fs::read_to_string(&target).unwrap(), NOTE);
            folder.well(&["undo"]);
            assert!(folder.path("harbor.md").symlink_metadata().unwrap().is_symlink());
            assert_eq!(fs::read_to_string(&target).unwrap(), NOTE);
            fs::remove_file(folder.path("harbor.md")).unwrap();
            folder.write("harbor.md", NOTE);
        }
    }

    /// A vault is data: its records must not make undo write elsewhere.
    #[test]
    fn records_that_came_with_the_vault_write_only_into_its_notes() {
        let folder = Folder::new();
        let elsewhere = tempfile::tempdir().unwrap();
        let outside = elsewhere.path().join("real.md");
        fs::create_dir(folder.path(".git")).unwrap();
        symlink(&outside, folder.path("link.md")).unwrap();
        symlink(".git/config", folder.path("config.md")).unwrap();
        folder.well(&["log", "acme", "Call"]);
        let record = folder.records().remove(0);
        let text = fs::read_to_string(&record).unwrap();
        let run = text.lines().next().unwrap();
        let absolute = outside.to_str().unwrap();
        for (path, file) in [
            (absolute, outside.clone()),
            ("link.md", outside.clone()),
            (".git/config", folder.path(".git/config")),
            ("config.md", folder.path(".git/config")),
            ("./.git/../.git/config", folder.path(".git/config")),
        ] {
            fs::write(&file, "old").unwrap();
            for (before, is_page) in [("\"new\"", false), ("null", false), ("\"new\"", true)] {
                fs::remove_file(&record).unwrap();
                let change = format!(
                    "{{\"path\":{path:?},\"before\":{before},\"after\":\"old\",\"is_page\":{is_page}}}"
                );
                fs::write(folder.path("copy"), format!("{run}\n{change}\n")).unwrap();
                fs::rename(folder.path("copy"), &record).unwrap();
                let (code, said) = folder.run(&["undo"]);
                assert!(code == 1 && said.contains("is outside of the vault"), "{path}: {said}");
                assert_eq!(fs::read_to_string(&file).unwrap(), "old", "{path}");
                assert_eq!(
                    fs::read_dir(&elsewhere).unwrap().count(),
                    usize::from(outside.exists()),
                    "{path}"
                );
                assert!(!folder.path(".git/config~").exists());
                fs::write(&record, "").unwrap();
            }
        }
        let target = tempfile::tempdir().unwrap();
        fs::remove_dir_all(folder.path(".rekindle")).unwrap();
        symlink(target.path(), folder.path(".rekindle")).unwrap();
        assert!(folder.well(&["log", "acme", "Call"]).contains("will not know"));
        assert_eq!(fs::read_dir(&target).unwrap().count(), 0);
    }
}

const COMMANDS: [&[&str]; 10] = [
    &["log", "harbor", "Call with Dana"],
    &["log", "acme", "E-mail", "--date", "yesterday", "--body", "Text."],
    &["promise", "acme", "Send it", "--by", "monday"],
    &["pause", "harbor", "--until", "monday"],
    &["pause", "harbor", "--end"],
    &["set", "acme", "owner", "Eva"],
    &["set", "acme", "owner", "--unset"],
    &["check", "--fix"],
    &["new", "Zenith"],
    &["done"],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_commands_are_undone_one_by_one(commands in vec(select(&COMMANDS[..]), 1..9)) {
        let folder = Folder::new();
        folder.well(&["agenda"]);
        folder.write("agenda.md", folder.text("agenda.md").replace("- [ ] [Acme", "- [x] [Acme"));
        let mut before = Vec::new();
        for command in &commands {
            let files = folder.files();
            folder.run(command);
            if folder.files() != files {
                before.push(files);
            }
        }
        while let Some(files) = before.pop() {
            let said = folder.well(&["undo"]);
            prop_assert_eq!(folder.files(), files, "{}", said);
        }
        prop_assert_eq!(folder.well(&["undo"]), "there is nothing to undo\n");
    }
}
