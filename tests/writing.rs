//! Writing into notes while things go wrong: other writers, editors, crashes, full disks, missing rights.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use rekindle::model::settings::Settings;
use rekindle::note::Reader;
use tempfile::TempDir;

const NOTE: &str =
    "---\nname: Harbor Foods\ncontacts: [Dana Reyes]\n---\n\n## 2026-09-14 Lunch with Dana\n\nText.\n";

/// A vault with one note.
struct Folder(TempDir);

impl Folder {
    fn new(note: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("harbor.md"), note).unwrap();
        Self(folder)
    }

    fn note(&self) -> PathBuf {
        self.0.path().join("harbor.md")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.note()).unwrap()
    }

    /// The files next to the note, other than what undo needs.
    fn others(&self) -> Vec<String> {
        let names =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "harbor.md" && name != ".rekindle").collect()
    }

    fn log(&self, title: &str) -> Command {
        log(self.0.path(), title)
    }

    fn rekindle(&self, arguments: &[&str]) -> Command {
        rekindle(self.0.path(), arguments)
    }
}

fn rekindle(vault: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rekindle"));
    command.current_dir(vault).env_remove("REKINDLE_VAULT").env("REKINDLE_TODAY", "2026-11-21");
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn log(vault: &Path, title: &str) -> Command {
    rekindle(vault, &["log", "harbor", title])
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The titles of the touches of a text, which reads without a problem.
fn titles(text: &str) -> Vec<String> {
    let settings = Settings::default();
    let note = Reader::new(&settings).note("harbor.md", text.as_bytes()).unwrap();
    assert!(note.problems.is_empty(), "{:?}\n{text}", note.problems);
    note.client.unwrap().touches.iter().map(|touch| touch.title.to_string()).collect()
}

fn skip(test: &str, reason: &str) {
    #[expect(clippy::print_stderr, reason = "a test that does not run has to say so")]
    {
        eprintln!("SKIPPED {test}: {reason}");
    }
}

#[test]
fn two_hundred_entries_of_four_writers_are_all_kept() {
    let folder = Folder::new(NOTE);
    let writer = |writer: usize| {
        let path = folder.0.path().to_owned();
        move || {
            for nth in 0..50 {
                let output = log(&path, &format!("Call {writer}-{nth} about the offer")).output().unwrap();
                assert!(output.status.success(), "{}", said(&output));
            }
        }
    };
    thread::scope(|scope| {
        for nth in 0..4 {
            scope.spawn(writer(nth));
        }
    });
    let mut titles = titles(&folder.text());
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), 201);
    assert_eq!(folder.others(), Vec::<String>::new());
}

#[test]
fn a_writer_that_is_killed_leaves_a_whole_note() {
    // A larger note takes longer to write.
    let folder = Folder::new(&format!("{NOTE}{}", "A line of text that is kept.\n".repeat(20_000)));
    let lines = |text: &str| text.matches("A line of text that is kept.").count();
    let mut entries = 1;
    for nth in 0..60 {
        let mut child: Child = folder.log(&format!("Call {nth}")).spawn().unwrap();
        thread::sleep(Duration::from_micros(nth * 700));
        let _ = child.kill();
        child.wait().unwrap();
        let text = folder.text();
        let titles = titles(&text);
        assert_eq!(lines(&text), 20_000, "after {nth}");
        assert!(text.contains("## 2026-09-14 Lunch with Dana\n\nText.\n"), "after {nth}");
        assert!((entries..=entries + 1).contains(&titles.len()), "after {nth}: {titles:?}");
        entries = titles.len();
    }
    let output = folder.log("Call at last").output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(titles(&folder.text()).len(), entries + 1);
}

#[test]
fn what_an_editor_saves_meanwhile_is_not_lost() {
    let folder = Folder::new(NOTE);
    thread::scope(|scope| {
        // An editor that saves by renaming, as most do.
        scope.spawn(|| {
            for nth in 0..100 {
                let before = folder.text();
                let new = folder.0.path().join("harbor.md.swp");
                fs::write(&new, format!("{before}Saved {nth}.\n")).unwrap();
                // Only what nobody else has written meanwhile is replaced: that much an editor asks.
                if folder.text() == before {
                    fs::rename(&new, folder.note()).unwrap();
                }
                thread::sleep(Duration::from_millis(2));
            }
            let _ = fs::remove_file(folder.0.path().join("harbor.md.swp"));
        });
        for nth in 0..20 {
            let output = folder.log(&format!("Call {nth}")).output().unwrap();
            let (code, said) = (output.status.code(), said(&output));
            assert!(code == Some(0) || (code == Some(2) && said.contains("left as it was")), "{said}");
        }
    });
    let text = folder.text();
    assert!(text.starts_with("---\nname: Harbor Foods\n") && text.contains("Text.\n"), "{text}");
    titles(&text);
}

#[test]
fn what_is_done_twice_is_logged_once() {
    let folder = Folder::new(&format!("{NOTE}\n- [ ] Send the list 📅 2026-11-20\n"));
    let run = |command: &str| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_rekindle"));
        run.current_dir(&folder.0).env_remove("REKINDLE_VAULT").env("REKINDLE_TODAY", "2026-11-21");
        let output = run.arg(command).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    };
    let page = folder.0.path().join("agenda.md");
    let tick = |page: &str| page.replace("- [ ] [Harbor", "- [x] [Harbor");
    let write =
        |page: &str| format!("- [x] [Harbor](harbor.md) [[Dana Reyes|Dana]] called **twice**\n\n{page}");
    for edit in [&tick as &dyn Fn(&str) -> String, &write] {
        run("agenda");
        let ticked = edit(&fs::read_to_string(&page).unwrap());
        fs::write(&page, &ticked).unwrap();
        run("done");
        let text = folder.text();
        // As after a crash between the note and the agenda.
        fs::write(&page, &ticked).unwrap();
        assert!(run("done").contains("logged already"));
        assert_eq!(folder.text(), text);
    }
    assert_eq!(titles(&folder.text()), ["Lunch with Dana", "Send the list", "Dana called twice"]);
    assert!(folder.text().contains("- [x] Send the list"));
}

#[test]
fn nothing_is_written_into_a_conflict() {
    let note = "---\nname: Harbor Foods\nsince: 2026-9-4\n---\n\n<<<<<<< HEAD\n## 2026-09-14 Lunch\n=======\n## 2026-09-15 Lunch\n>>>>>>> main\n\n- [ ] Send it 📅 2026-11-20\n";
    let folder = Folder::new(note);
    let commands: [&[&str]; 8] = [
        &["log", "harbor", "Call"],
        &["log", "harbor", "Call", "--dry-run"],
        &["promise", "harbor", "Call", "--by", "2026-12-01"],
        &["set", "harbor", "status", "active"],
        &["set", "harbor", "since", "--unset"],
        &["pause", "harbor", "--until", "2026-12-01"],
        &["check", "--fix"],
        &["check", "--diff"],
    ];
    for command in commands {
        let output = folder.rekindle(command).output().unwrap();
        assert!(!output.status.success(), "{command:?}");
        let said = said(&output);
        assert!(said.contains("harbor.md:6: git left a conflict here"), "{command:?}: {said}");
        assert_eq!((folder.text().as_str(), folder.others()), (note, Vec::new()), "{command:?}");
    }
    let underlined = NOTE.replace("Text.", "A title\n=======\n\nText.");
    let folder = Folder::new(&underlined);
    assert!(folder.log("Call").status().unwrap().success());
    assert_eq!(titles(&folder.text()).len(), 2);
}

#[test]
fn what_an_editor_is_saving_is_waited_for() {
    let long =
        format!("{NOTE}- [ ] Send it 📅 2026-11-20\n\n{}", "A line of text that is kept.\n".repeat(50));
    for cut in [0, NOTE.len() - 3, long.len() - 29, long.len() - 10] {
        let folder = Folder::new(&long);
        let lock = fs::File::create(folder.0.path().join(".rekindle.lock")).unwrap();
        lock.lock().unwrap();
        let child = folder.log("Call").spawn().unwrap();
        // It has read the vault by then, and waits for the lock.
        thread::sleep(Duration::from_millis(600));
        fs::write(folder.note(), &long[..cut]).unwrap();
        fs::remove_file(folder.0.path().join(".rekindle.lock")).unwrap();
        drop(lock);
        thread::sleep(Duration::from_millis(600));
        fs::write(folder.note(), &long).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        let text = folder.text();
        assert_eq!((titles(&text).len(), text.matches("that is kept").count()), (2, 50), "{cut}: {text}");
    }
}

#[test]
fn what_is_cut_and_stays_so_is_not_written() {
    let folder = Folder::new(NOTE);
    let lock = fs::File::create(folder.0.path().join(".rekindle.lock")).unwrap();
    lock.lock().unwrap();
    let child = folder.log("Call").spawn().unwrap();
    thread::sleep(Duration::from_millis(600));
    let cut = &NOTE[..NOTE.len() - 3];
    fs::write(folder.note(), cut).unwrap();
    drop(lock);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("harbor.md cannot be read: it is shorter than a moment ago"),
        "{}",
        said(&output)
    );
    assert_eq!(folder.text(), cut);
    // Now it is no shorter than it was found.
    assert!(folder.log("Call").status().unwrap().success());
}

#[cfg(unix)]
mod rights {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::{Folder, NOTE, log, said, skip, titles};

    #[test]
    fn a_note_that_may_not_be_written_stays() {
        let folder = Folder::new(NOTE);
        fs::set_permissions(folder.note(), Permissions::from_mode(0o444)).unwrap();
        let output = folder.log("Call").output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(
            said(&output).contains("harbor.md was left as it was: the file is read-only"),
            "{}",
            said(&output)
        );
        assert_eq!((folder.text().as_str(), folder.others()), (NOTE, Vec::new()));
    }

    #[test]
    fn a_folder_that_may_not_be_written_stays() {
        let test = "a_folder_that_may_not_be_written_stays";
        let folder = Folder::new(NOTE);
        fs::set_permissions(&folder.0, Permissions::from_mode(0o555)).unwrap();
        if fs::write(folder.0.path().join("probe"), "").is_ok() {
            let _ = fs::remove_file(folder.0.path().join("probe"));
            skip(test, "this user may write everywhere");
        } else {
            let output = folder.log("Call").output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{}", said(&output));
            assert_eq!(folder.text(), NOTE);
        }
        fs::set_permissions(&folder.0, Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn mode_and_links_are_kept() {
        let folder = Folder::new(NOTE);
        let elsewhere = tempfile::tempdir().unwrap();
        let target = elsewhere.path().join("real.md");
        fs::rename(folder.note(), &target).unwrap();
        fs::set_permissions(&target, Permissions::from_mode(0o640)).unwrap();
        symlink(&target, folder.note()).unwrap();
        let output = folder.log("Call").output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        assert!(folder.note().symlink_metadata().unwrap().is_symlink());
        assert_eq!(target.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(titles(&fs::read_to_string(target).unwrap()), ["Lunch with Dana", "Call"]);
    }

    #[test]
    fn nobody_reads_on_the_way_what_they_may_not_read() {
        let folder = Folder::new(&format!("{NOTE}{}", "A line of text that is kept.\n".repeat(20_000)));
        fs::set_permissions(folder.note(), Permissions::from_mode(0o600)).unwrap();
        let is_done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for nth in 0..20 {
                    assert!(folder.log(&format!("Call {nth}")).status().unwrap().success());
                }
                is_done.store(true, Ordering::Relaxed);
            });
            let mut seen = 0;
            while !is_done.load(Ordering::Relaxed) {
                for file in fs::read_dir(&folder.0).unwrap().flatten() {
                    let name = file.file_name().into_string().unwrap();
                    let Ok(metadata) = file.metadata() else { continue };
                    if name.starts_with(".rekindle-") {
                        seen += 1;
                        assert_eq!(metadata.permissions().mode() & 0o077, 0, "{name}");
                    }
                }
            }
            assert!(seen > 0, "no file was seen on its way");
        });
        // A page of the user's own is kept beside the new one, for nobody else either.
        let page = folder.0.path().join("agenda.md");
        fs::write(&page, "# My own page\n").unwrap();
        fs::set_permissions(&page, Permissions::from_mode(0o600)).unwrap();
        assert!(folder.rekindle(&["agenda"]).status().unwrap().success());
        for name in ["agenda.md", "agenda.md~"] {
            let mode = folder.0.path().join(name).metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }

    #[test]
    fn a_lock_that_is_no_file_is_refused() {
        let folder = Folder::new(NOTE);
        let (lock, elsewhere) = (folder.0.path().join(".rekindle.lock"), tempfile::tempdir().unwrap());
        let target = elsewhere.path().join("target");
        let make_pipe = || assert!(Command::new("mkfifo").arg(&lock).status().unwrap().success());
        let make_link = || symlink(&target, &lock).unwrap();
        let make_folder = || fs::create_dir(&lock).unwrap();
        for make in [&make_pipe as &dyn Fn(), &make_link, &make_folder] {
            make();
            let output = folder.log("Call").output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{}", said(&output));
            assert!(
                said(&output).contains(".rekindle.lock is a link, a pipe or a folder"),
                "{}",
                said(&output)
            );
            assert_eq!((folder.text().as_str(), target.exists()), (NOTE, false));
            fs::remove_file(&lock).or_else(|_| fs::remove_dir(&lock)).unwrap();
        }
        // Nor is what a link leads to touched if it is there.
        fs::write(&target, "kept").unwrap();
        make_link();
        assert_eq!(folder.log("Call").status().unwrap().code(), Some(2));
        assert_eq!((fs::read_to_string(&target).unwrap().as_str(), lock.is_symlink()), ("kept", true));
    }

    #[test]
    fn a_file_in_a_folder_that_cannot_be_synced_is_written() {
        let test = "a_file_in_a_folder_that_cannot_be_synced_is_written";
        let folder = Folder::new(NOTE);
        let elsewhere = tempfile::tempdir().unwrap();
        // Files may be made in it, but it may not be opened.
        fs::set_permissions(&elsewhere, Permissions::from_mode(0o300)).unwrap();
        if fs::File::open(&elsewhere).is_ok() {
            skip(test, "this user may open every folder");
        } else {
            let file = elsewhere.path().join("touches.csv");
            let output = folder.rekindle(&["export", "touches", "-o"]).arg(&file).output().unwrap();
            assert!(output.status.success(), "{}", said(&output));
            assert!(said(&output).contains("rekindle: written, but"), "{}", said(&output));
            assert!(fs::read_to_string(&file).unwrap().contains("Lunch with Dana"));
        }
        fs::set_permissions(&elsewhere, Permissions::from_mode(0o700)).unwrap();
    }

    #[test]
    fn a_full_disk_leaves_the_note_as_it_was() {
        let test = "a_full_disk_leaves_the_note_as_it_was";
        let folder = tempfile::tempdir().unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
            .arg(folder.path())
            .output();
        if !mount.is_ok_and(|output| output.status.success()) {
            return skip(test, "this user may not mount a small file system");
        }
        let note = folder.path().join("harbor.md");
        let before = format!("{NOTE}{}", "A line of text that is kept.\n".repeat(1400));
        fs::write(&note, &before).unwrap();
        let output = log(folder.path(), "Call").output().unwrap();
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let others = names.filter(|name| name != "harbor.md" && name != ".rekindle").count();
        let after = fs::read_to_string(&note).unwrap();
        Command::new("umount").arg(folder.path()).status().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("harbor.md was left as it was"), "{}", said(&output));
        assert_eq!((after, others), (before, 0));
    }
}
