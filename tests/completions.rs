//! The completions as Bash runs them: what the script puts in is the name, as one word.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::path::Path;
use std::process::Command;

/// What Bash would insert for the last of the words, as it appears in the line.
fn completed(words: &[&str]) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_rekindle"));
    let script = r#"
        source <(rekindle completions bash)
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9
        _rekindle rekindle "${COMP_WORDS[COMP_CWORD]#[\"\']}" "${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let folder = program.parent().unwrap().display();
    #[expect(clippy::disallowed_methods, reason = "Bash has to find the program that is tested")]
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["--norc", "-c", script, "bash"])
        .args(words)
        .env("PATH", format!("{folder}:{path}"))
        .env("LC_ALL", "C.UTF-8")
        .env_remove("REKINDLE_VAULT")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_the_names_of_clients() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["rekindle", "show", "ke"], &[r"Kessel\ \&\ Sons\ Brewery"]),
        (&["rekindle", "show", "\"ke"], &["Kessel & Sons Brewery"]),
        (&["rekindle", "show", r"Kessel\ \&\ S"], &[r"Kessel\ \&\ Sons\ Brewery"]),
        (&["rekindle", "log", "network/el"], &["network/elbtal-foundry.md"]),
        (&["rekindle", "--vault", "'../example-vault'", "show", "mira"], &[r"Mira\ Vogel"]),
        (&["rekindle", "sch"], &["schema"]),
    ];
    for (words, expected) in cases {
        assert_eq!(completed(words), *expected, "{words:?}");
    }
}
