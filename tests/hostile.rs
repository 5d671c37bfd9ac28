//! Notes, files and folders that nobody would write on purpose, and some that somebody did.
//!
//! Whatever is broken stays on the agenda, or is at least named under “Needs fixing”.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of notes for one test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with one note that has nothing wrong with it and another one.
    fn with(path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write("sound.md", "## 2026-09-14 Call\n");
        folder.write(path, bytes);
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rekindle"));
        command.current_dir(&self.0).env_remove("REKINDLE_VAULT").env("REKINDLE_TODAY", "2026-11-21");
        command.args(["agenda", "--vault", "."]).args(arguments).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The agenda on standard output; the sound note is on it, whatever the others are like.
    fn page(&self) -> String {
        let Output { status, stdout, stderr } = self.run(&["-o", "-"]);
        let stderr = String::from_utf8(stderr).unwrap();
        assert!(status.success(), "{status}: {stderr}");
        assert_eq!(stderr, "");
        let page = String::from_utf8(stdout).unwrap();
        assert!(!self.path("sound.md").exists() || page.contains("\n- [ ] [sound](sound.md): "), "{page}");
        page
    }
}

/// The lines of a page about a file: as a client, and as something to fix.
fn lines_of<'p>(page: &'p str, target: &str) -> (Vec<&'p str>, Vec<&'p str>) {
    let (clients, problems) = page.split_once("\n## Needs fixing\n").unwrap_or((page, ""));
    let of_file = |part: &'p str, begin: &str| {
        let lines = part.lines().filter(|line| line.starts_with(begin));
        lines.filter(|line| line.contains(&format!("]({target})"))).collect::<Vec<_>>()
    };
    (of_file(clients, "- [ ] "), of_file(problems, "- ["))
}

/// The note is a client on the agenda, and to be fixed for `reason`.
fn check_client(bytes: impl AsRef<[u8]>, reason: &str) {
    let page = Folder::with("broken.md", bytes).page();
    let (client, problems) = lines_of(&page, "broken.md");
    assert_eq!(client.len(), 1, "{page}");
    assert!(problems.iter().any(|line| line.contains(reason)), "no “{reason}” in {page}");
}

/// The file is no client that anybody could read, but is named for `reason`.
fn check_named(folder: &Folder, target: &str, reason: &str) {
    let page = folder.page();
    let (_, problems) = lines_of(&page, target);
    assert!(problems.iter().any(|line| line.contains(reason)), "no “{reason}” in {page}");
}

fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[expect(clippy::print_stderr, reason = "a test that could not run says so")]
fn skip(test: &str, reason: &str) {
    eprintln!("SKIPPED {test}: {reason}");
}

#[test]
fn what_is_no_utf_8() {
    check_client(b"---\nname: M\xfcller\n---\n## 2026-09-14 Call\n", "is not UTF-8");
    check_client(b"## 2026-09-14 Call with M\xfcller\n", "is not UTF-8");
    check_named(&Folder::with("broken.md", utf_16("## 2026-09-14 Call\n")), "broken.md", "is not UTF-8");
    check_named(&Folder::with("broken.md", [0xff; 1000]), "broken.md", "is not UTF-8");
}

#[test]
fn what_is_no_utf_8_is_named_in_a_mixed_vault_too() {
    let folder = Folder::with("broken.md", utf_16("---\ntype: client\n---\n## 2026-09-14 Call\n"));
    folder.write("sound.md", "---\ntype: client\n---\n## 2026-09-14 Call\n");
    folder.write("rekindle.yaml", "where: {type: client}\n");
    check_named(&folder, "broken.md", "is not UTF-8");
}

#[test]
fn nul_bytes() {
    check_client("---\nname: A\0B\n---\n## 2026-09-14 Call\n", "NUL byte");
    check_client("## 2026-09-14 Call\0\n\0\n", "NUL byte");
    check_named(&Folder::with("broken.md", [0; 1000]), "broken.md", "NUL byte");
}

#[test]
fn a_note_too_large_is_read_at_both_ends() {
    let filler = "They compare three offers, and then some more.\n".repeat(400_000);
    let note = format!("## 2026-11-01 Call\n{filler}## 2026-11-02 E-mail\n");
    let page = Folder::with("broken.md", note).page();
    let (_, problems) = lines_of(&page, "broken.md");
    assert!(problems.iter().any(|line| line.contains("is 18 MB large")), "{page}");
}

#[test]
fn ten_thousand_headings() {
    let page = Folder::with("broken.md", "## 2026-09-14 Call\n".repeat(10_000)).page();
    let (client, problems) = lines_of(&page, "broken.md");
    assert_eq!((client.len(), problems.len()), (1, 0), "{page}");
    let page = Folder::with("broken.md", "## 2026-02-30 Call\n".repeat(10_000)).page();
    let (client, problems) = lines_of(&page, "broken.md");
    assert_eq!((client.len(), problems.len()), (1, 4), "the page does not drown in problems: {page}");
    assert!(problems[3].ends_with(": 9997 more in this note."), "{page}");
}

#[test]
fn yaml_bombs() {
    let aliases = "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nname: Bomb\n---\n";
    check_client(aliases, "aliases are not followed");
    check_client(format!("---\nname: Deep\nx: {}\n---\n", "[".repeat(30_000)), "more than 32 deep");
    check_client(format!("---\nname: Deep\nx: {}\n---\n", "{a: ".repeat(10_000)), "more than 32 deep");
    check_client(format!("---\nname: Deep\nx:\n{}\n---\n", "- ".repeat(10_000)), "recursion limit");
    check_client(format!("---\nname: Long\nx: {}\n---\n", "y".repeat(100_000)), "over 64 KiB");
    check_client("---\nname: Never closed\ntags: [a, b\n", "is not closed");
    check_client("---\n? - !!x |\n%&*\n\t\tx\n---\n", "is not YAML");
}

#[test]
fn tasks_that_seem_to_promise_much() {
    for task in ["📅".repeat(100_000), format!("{}]]", "by [[a ".repeat(100_000))] {
        let page = Folder::with("broken.md", format!("## 2026-09-14 Call\n\n- [ ] {task}\n")).page();
        assert_eq!(lines_of(&page, "broken.md").0.len(), 1);
    }
}

#[test]
fn fifteen_thousand_contacts() {
    let names: Vec<String> = (0..15_000).map(|nth| format!("{nth:x}")).collect();
    let note = format!("---\ncontacts: [{}]\n---\n## 2026-09-14 Call\n", names.join(","));
    let page = Folder::with("broken.md", note).page();
    assert_eq!(lines_of(&page, "broken.md").0.len(), 1);
}

#[test]
fn names_that_look_like_markup() {
    let names = [
        "]",
        "[x](y)",
        "]]",
        "a|b",
        "<script>alert(1)</script>",
        "<!--",
        "`code",
        "**",
        "# not a heading",
        "- [ ] not a task",
        "&lt;b&gt;",
        "\\",
        "one\ntwo",
        "\n\n## Overdue\n\n- [ ] three",
        "{{ name }}",
        "\u{202e}live",
    ];
    for name in names {
        let quoted = serde_json::to_string(name).unwrap();
        let note =
            format!("---\nname: {quoted}\ncontacts: [{quoted}]\nowner: {quoted}\nstatus: {quoted}\n---\n");
        let page = Folder::with("broken.md", note).page();
        let (client, problems) = lines_of(&page, "broken.md");
        assert_eq!((client.len(), problems.len()), (1, 1), "{name:?}: {page}");
        assert_eq!(page.lines().filter(|line| line.starts_with('#')).count(), 4, "{name:?}: {page}");
        assert!(!page.replace("\\<", "").contains('<'), "{name:?}: {page}");
    }
}

#[test]
fn impossible_dates() {
    check_client("## 2026-02-30 Call\n", "“2026-02-30” is not in the calendar");
    check_client("## Call (31 September 2026)\n", "“31 September 2026” is not in the calendar");
    check_client("## 0000-00-00 Call\n", "“0000-00-00” is not in the calendar");
    check_client("## 09/10/2026 Call\n", "could be 2026-10-09 or 2026-09-10");
    check_client("---\nsince: 2026-13-01\n---\n", "“2026-13-01” is not in the calendar");
    check_client("---\nlast_contact: last week\n---\n", "is not a date");
    check_client("---\npause: {from: 2026-12-01, until: 2026-11-01}\n---\n", "before it begins");
    check_client("---\ncadence: 99999999999 weeks\n---\n", "is not a length of time");
    check_client("---\n---\n- [ ] Send it by 2026-02-30\n", "“2026-02-30” is not in the calendar");
}

#[test]
fn folders_that_are_called_like_notes() {
    let folder = Folder::with("folder.md/inside.md", "## 2026-09-14 Call\n");
    let page = folder.page();
    assert_eq!(lines_of(&page, "folder.md/inside.md").0.len(), 1, "{page}");
    assert!(!page.contains("## Needs fixing"), "{page}");
    assert_eq!(Folder::new().run(&["--vault", "nowhere"]).status.code(), Some(2));
}

#[test]
fn an_agenda_that_cannot_be_written() {
    let folder = Folder::with("agenda.md/inside.md", "");
    assert_eq!(folder.run(&[]).status.code(), Some(2), "a folder is in its place");

    let old = "# Agenda for Friday 20 November 2026\n";
    let folder = Folder::with("agenda.md", old);
    let mut mode = fs::metadata(folder.path("agenda.md")).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(folder.path("agenda.md"), mode).unwrap();
    let output = folder.run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("agenda.md could not be written"));
    assert_eq!(fs::read_to_string(folder.path("agenda.md")).unwrap(), old);
    let left: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing else is left behind: {left:?}");
}

#[test]
fn an_agenda_that_cannot_be_written_leaves_no_copy() {
    let folder = Folder::with("agenda.md", "A page of my own.\n");
    let mut mode = fs::metadata(folder.path("agenda.md")).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(folder.path("agenda.md"), mode).unwrap();
    assert_eq!(folder.run(&[]).status.code(), Some(2));
    assert!(!folder.path("agenda.md~").exists());
}

#[test]
fn a_reader_who_has_seen_enough() {
    let folder = Folder::new();
    // More than a pipe holds, so that writing goes on after the reader is gone.
    (0..2_000).for_each(|nth| folder.write(&format!("{nth}.md"), "## 2026-02-30 Call\n"));
    let mut child =
        folder.command(&["-o", "-"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let Output { status, stderr, .. } = child.wait_with_output().unwrap();
    assert_eq!((status.code(), String::from_utf8(stderr).unwrap().as_str()), (Some(0), ""));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::{Command, File, Folder, Path, check_named, fs, lines_of, skip};

    /// Takes all rights from a path; false, with a message, if that stops nobody, as with root.
    fn lock(test: &str, path: &Path) -> bool {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        let is_locked = File::open(path).is_err();
        if !is_locked {
            skip(test, "whoever runs the tests may read and write everything");
        }
        is_locked
    }

    fn unlock(path: &Path) {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn a_note_that_may_not_be_read() {
        let folder = Folder::with("broken.md", "## 2026-09-14 Call\n");
        if lock("a_note_that_may_not_be_read", &folder.path("broken.md")) {
            check_named(&folder, "broken.md", "could not be read: ");
        }
    }

    #[test]
    fn a_folder_that_may_not_be_read() {
        let folder = Folder::with("locked/broken.md", "## 2026-09-14 Call\n");
        if lock("a_folder_that_may_not_be_read", &folder.path("locked")) {
            check_named(&folder, "locked", "could not be read: ");
        }
        unlock(&folder.path("locked"));
    }

    #[test]
    fn a_folder_that_may_not_be_written_to() {
        let folder = Folder::with("broken.md", "## 2026-09-14 Call\n");
        fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o555)).unwrap();
        if File::create(folder.path("probe")).is_ok() {
            skip("a_folder_that_may_not_be_written_to", "whoever runs the tests may write everywhere");
        } else {
            assert_eq!(folder.run(&[]).status.code(), Some(2));
            assert_eq!(folder.run(&["-o", "-"]).status.code(), Some(0));
        }
        unlock(folder.0.path());
    }

    #[test]
    fn links_that_lead_nowhere_or_in_circles() {
        let folder = Folder::with("clients/note.md", "## 2026-09-14 Call\n");
        symlink("nowhere.md", folder.path("dangling.md")).unwrap();
        symlink("circle.md", folder.path("circle.md")).unwrap();
        symlink("..", folder.path("clients/up")).unwrap();
        symlink(".", folder.path("clients/here.md")).unwrap();
        symlink("clients/note.md", folder.path("linked.md")).unwrap();
        check_named(&folder, "dangling.md", "could not be read: ");
        check_named(&folder, "circle.md", "could not be read: ");
        let page = folder.page();
        assert_eq!(lines_of(&page, "clients/note.md").0.len(), 1, "{page}");
        assert_eq!(lines_of(&page, "linked.md").0.len(), 1, "{page}");
        assert_eq!(page.lines().filter(|line| line.starts_with("- ")).count(), 5, "{page}");
    }

    #[test]
    fn an_agenda_that_is_a_link_stays_one() {
        let folder = Folder::with("elsewhere/agenda.txt", "Old.\n");
        symlink("elsewhere/agenda.txt", folder.path("agenda.md")).unwrap();
        assert!(folder.run(&[]).status.success());
        assert!(folder.path("agenda.md").is_symlink());
        let page = fs::read_to_string(folder.path("elsewhere/agenda.txt")).unwrap();
        assert!(page.starts_with("# Agenda for "), "{page}");
    }

    #[test]
    fn an_agenda_that_is_a_link_to_a_new_file_is_written_there() {
        let folder = Folder::with("elsewhere/other.txt", "");
        symlink("elsewhere/agenda.txt", folder.path("agenda.md")).unwrap();
        assert!(folder.run(&[]).status.success());
        assert!(folder.path("elsewhere/agenda.txt").is_file());
    }

    #[test]
    fn an_agenda_that_is_a_link_out_of_the_vault_is_not_written() {
        let folder = Folder::with("other.md", "");
        let elsewhere = tempfile::tempdir().unwrap();
        let page = elsewhere.path().join("page.txt");
        fs::write(&page, "Old.\n").unwrap();
        symlink(&page, folder.path("agenda.md")).unwrap();
        let output = folder.run(&[]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("“agenda.md” leads out of the vault"), "{said}");
        assert_eq!(fs::read_to_string(&page).unwrap(), "Old.\n");
        // The command line may.
        assert!(folder.run(&["-o", page.to_str().unwrap()]).status.success());
        assert_ne!(fs::read_to_string(&page).unwrap(), "Old.\n");
    }

    #[test]
    fn a_pipe_that_nobody_writes_to() {
        let folder = Folder::with("other.md", "## 2026-09-14 Call\n");
        let made = Command::new("mkfifo").arg(folder.path("pipe.md")).status();
        if !made.is_ok_and(|status| status.success()) {
            skip("a_pipe_that_nobody_writes_to", "there is no mkfifo here");
            return;
        }
        check_named(&folder, "pipe.md", "it is not a regular file");
    }
}
