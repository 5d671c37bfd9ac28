//! `rekindle watch` renews the agenda for every kind of change, and writes nothing else.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long to wait for what should happen; it happens long before.
const DEADLINE: Duration = Duration::from_mins(1);

/// The program on a vault of its own, until it is dropped.
struct Watching {
    child: Child,
    said: Receiver<String>,
    complained: Receiver<String>,
    folder: TempDir,
}

impl Watching {
    /// Starts on a vault with one note, and waits until the first agenda is written.
    fn begin(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("clients")).unwrap();
        fs::write(folder.path().join("clients/harbor.md"), note("Harbor Foods")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_rekindle"))
            .arg("watch")
            .arg("--vault")
            .arg(folder.path())
            .args(options)
            .env_remove("REKINDLE_VAULT")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = lines(child.stdout.take().unwrap());
        let complained = lines(child.stderr.take().unwrap());
        let watching = Self { child, said, complained, folder };
        watching.renewed(&["Harbor Foods"], &[]);
        watching.complains("watching");
        watching
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    /// Waits for the one line that reports a renewal, and looks at the agenda: who is on it, and who not.
    fn renewed(&self, on_it: &[&str], not_on_it: &[&str]) {
        let line = self.said.recv_timeout(DEADLINE).unwrap();
        let (time, rest) = line.split_once("  agenda.md: ").unwrap_or((&line, ""));
        assert!(time.len() == 8 && time.split(':').all(|part| part.parse::<u8>().is_ok()), "{line}");
        assert!(rest.ends_with('.'), "{line}");
        let agenda = fs::read_to_string(self.path("agenda.md")).unwrap();
        for name in on_it {
            assert!(agenda.contains(name), "{name} is not on it:\n{agenda}");
        }
        for name in not_on_it {
            assert!(!agenda.contains(name), "{name} is on it:\n{agenda}");
        }
    }

    fn complains(&self, part: &str) {
        let line = self.complained.recv_timeout(DEADLINE).unwrap();
        assert!(line.contains(part), "{line}");
    }

    /// Waits until it has ended by itself.
    fn ended(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < DEADLINE, "it goes on");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// A client whom nobody has been in touch with: it is due on whatever day this runs.
fn note(name: &str) -> String {
    format!("---\nname: {name}\n---\n")
}

#[test]
fn every_way_of_saving_a_note_renews_the_agenda() {
    let watching = Watching::begin(&[]);
    watching.write("clients/harbor.md", &note("Harbor Meals"));
    watching.renewed(&["Harbor Meals"], &["Harbor Foods"]);
    // As editors do: beside it, then in its place, with the old one kept.
    watching.write("clients/.harbor.md.swp", &note("Harbor Drinks"));
    fs::rename(watching.path("clients/harbor.md"), watching.path("clients/harbor.md~")).unwrap();
    fs::rename(watching.path("clients/.harbor.md.swp"), watching.path("clients/harbor.md")).unwrap();
    watching.renewed(&["Harbor Drinks"], &["Harbor Meals"]);
    // A folder with all that is in it, and later a note in that folder.
    fs::create_dir_all(watching.path("network/new")).unwrap();
    watching.write("network/new/lumen.md", &note("Lumen"));
    watching.renewed(&["Harbor Drinks", "Lumen"], &[]);
    watching.write("network/new/anders.md", &note("Anders"));
    watching.renewed(&["Lumen", "Anders"], &[]);
    fs::rename(watching.path("network/new"), watching.path("network/.old")).unwrap();
    watching.renewed(&["Harbor Drinks"], &["Lumen", "Anders"]);
    fs::rename(watching.path("network/.old"), watching.path("network/new")).unwrap();
    watching.renewed(&["Harbor Drinks", "Lumen", "Anders"], &[]);
    fs::remove_file(watching.path("clients/harbor.md")).unwrap();
    watching.renewed(&["Lumen"], &["Harbor"]);
}

#[test]
fn what_does_not_change_the_agenda_is_not_told() {
    let watching = Watching::begin(&[]);
    watching.write("clients/photo.jpg", "x");
    watching.write("clients/harbor.md", &(note("Harbor Foods") + "\nThey moved.\n"));
    let ticked = fs::read_to_string(watching.path("agenda.md")).unwrap().replace("- [ ]", "- [x]");
    watching.write("agenda.md", &ticked);
    // Nor is what is written while the agenda is renewed. What the user has ticked is kept, and reported.
    watching.write("clients/lumen.md", &note("Lumen"));
    let line = watching.said.recv_timeout(DEADLINE).unwrap();
    assert!(line.contains("agenda.md keeps what you ticked or wrote in one place"), "{line}");
    watching.renewed(&["Harbor Foods", "- [x]", "Lumen"], &[]);
    assert!(watching.said.recv_timeout(Duration::from_secs(1)).is_err());
    let files = fs::read_dir(watching.folder.path()).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["agenda.md", "clients"]);
}

#[test]
fn what_is_broken_is_told_once_and_mended() {
    let watching = Watching::begin(&[]);
    watching.write("rekindle.yaml", "days: soon\n");
    watching.complains("rekindle.yaml:1:7: ");
    watching.write("clients/harbor.md", &note("Harbor Meals"));
    watching.write("rekindle.yaml", "template: page.txt\n");
    watching.complains("the template ");
    watching.write("page.txt", "{{ oh");
    watching.complains("page.txt");
    watching.write("page.txt", "Today\n{{ entries[0].name }}\n");
    watching.renewed(&["Today\nHarbor Meals"], &[]);
    watching.write("page.txt", "Today\nDear {{ entries[0].name }}\n");
    watching.renewed(&["Today\nDear Harbor Meals"], &[]);
    // The rest of the message is the excerpt of the template.
    assert!(watching.complained.try_iter().all(|line| !line.contains("error")));
}

#[test]
fn files_can_be_looked_at_instead() {
    let watching = Watching::begin(&["--poll"]);
    watching.write("clients/harbor.md", &note("Harbor Meals"));
    watching.renewed(&["Harbor Meals"], &["Harbor Foods"]);
    fs::create_dir(watching.path("network")).unwrap();
    watching.write("network/lumen.md", &note("Lumen"));
    watching.renewed(&["Harbor Meals", "Lumen"], &[]);
}

#[test]
fn it_ends_when_the_vault_is_gone() {
    let mut watching = Watching::begin(&[]);
    fs::remove_dir_all(watching.folder.path()).unwrap();
    assert_eq!(watching.ended().code(), Some(2));
    watching.complains("is gone, and nothing is left to watch");
}
