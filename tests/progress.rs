//! On a terminal a long run shows its progress and wipes it in the end; elsewhere it shows none.
//!
//! Needs `script` of util-linux for a terminal, and is skipped without it.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const WIPE: &str = "\r\u{1b}[K";
const SHOWN: &str = "\u{1b}[?7lReading notes… ";

/// What a terminal gets from a line of the shell; none if there is no terminal.
fn on_a_terminal(term: &str, line: &str) -> Option<String> {
    let mut script = Command::new("script");
    let script = script.args(["-qec", line, "/dev/null"]).env("TERM", term).env_remove("REKINDLE_VAULT");
    let output = script.stdin(Stdio::null()).output().ok()?;
    Some(String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n"))
}

fn list(root: &Path) -> String {
    format!(
        "'{}' list --format csv --today 2026-11-21 --vault '{}'",
        env!("CARGO_BIN_EXE_rekindle"),
        root.display()
    )
}

/// Makes a vault on which a run takes a second, however fast the machine is; returns what it prints.
fn fill(root: &Path) -> String {
    let (mut note, mut count) = (String::from("---\nstatus: active\n---\n"), 0);
    for nth in 0..3000 {
        let _ = write!(note, "## {} Call *again*\n\n- [ ] item\n\n", 1000 + nth);
    }
    loop {
        for nth in count..count * 3 / 2 + 4 {
            fs::write(root.join(format!("{nth:05}.md")), &note).unwrap();
        }
        count = count * 3 / 2 + 4;
        let start = Instant::now();
        let output = Command::new("sh").args(["-c", &list(root)]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        if start.elapsed() > Duration::from_secs(1) {
            return String::from_utf8(output.stdout).unwrap();
        }
    }
}

#[test]
fn a_long_run_says_how_far_it_is_and_leaves_nothing_of_it() {
    if Command::new("script").arg("--version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let page = fill(folder.path());
    let list = list(folder.path());
    let seen = on_a_terminal("xterm", &list).unwrap();
    let (before, after) = seen.rsplit_once(WIPE).unwrap();
    assert_eq!(after, page);
    let shown: Vec<&str> = before.split(WIPE).collect();
    assert!(shown.len() > 1 && shown[0].is_empty(), "{shown:?}");
    assert!(
        shown[1..].iter().all(|line| line.starts_with(SHOWN) && line.ends_with("\u{1b}[?7h")),
        "{shown:?}"
    );

    let quiet = [("dumb", list.clone()), ("xterm", format!("{list} 2>/dev/null"))];
    for (term, line) in quiet {
        assert_eq!(on_a_terminal(term, &line).unwrap(), page, "{term} {line}");
    }
    // Messages on standard error start on a new line.
    let refused = on_a_terminal("xterm", &list.replace(" list --format csv", " show zzzzzz")).unwrap();
    let (_, said) = refused.rsplit_once(WIPE).unwrap();
    assert!(said.contains("error:") && said.contains("zzzzzz"), "{refused:?}");
}
