//! The completions as Bash runs them: what the script puts in is the name, as one word.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::path::Path;
use std::process::Command;

/// What Bash would insert for the last of the words, as it appears in the line.
fn completed(vault: &Path, words: &[&str]) -> Vec<String> {
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
        .current_dir(vault)
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
    let vault = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault");
    for (words, expected) in cases {
        assert_eq!(completed(&vault, words), *expected, "{words:?}");
    }
}

/// Names that mean something to a shell.
const NAMES: &[&str] = &[
    "a b",
    "a'b",
    "a\"b",
    "a$(touch x)b",
    "a`touch x`b",
    "a$HOME",
    "a&b|c;d",
    "a(b)<c>{d}",
    "a*",
    "a?b",
    "[ab]c",
    "~a",
    "a\\b",
    "a\\",
    "a!b",
    "!!",
    "#a",
    "a=b",
    "a:b c",
    "^a^b",
    "“a” ‘b’",
    "Ü ü",
    "a, b",
    "-a b",
    "'",
    "\"",
    "$'a'",
    "a\tb",
];

/// The word that Bash makes of what is in a line.
fn word_of(line: &str) -> String {
    let script = format!("printf '%s\\n' {line}");
    let output =
        Command::new("bash").args(["--norc", "-c", &script]).env("LC_ALL", "C.UTF-8").output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end_matches('\n').to_owned()
}

#[test]
fn bash_inserts_any_name_as_one_word() {
    let folder = tempfile::tempdir().unwrap();
    for (nth, name) in NAMES.iter().enumerate() {
        let name = serde_json::to_string(name).unwrap();
        std::fs::write(folder.path().join(format!("{nth}.md")), format!("---\nname: {name}\n---\n")).unwrap();
    }
    std::fs::write(folder.path().join("rekindle.yaml"), "").unwrap();
    let mut expected: Vec<&str> = NAMES.iter().filter(|name| !name.contains('\t')).copied().collect();
    expected.sort_unstable();
    for quote in ["", "\"", "'"] {
        let lines = completed(folder.path(), &["rekindle", "show", quote]);
        let mut words: Vec<String> =
            lines.iter().map(|line| word_of(&format!("{quote}{line}{quote}"))).collect();
        words.sort_unstable();
        assert_eq!(
            words.iter().filter(|word| !word.starts_with("--")).collect::<Vec<_>>(),
            expected,
            "after {quote}"
        );
        assert!(!folder.path().join("x").exists(), "nothing was run");
    }
}
