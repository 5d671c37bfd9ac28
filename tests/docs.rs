//! The generated pages of the manual are what the code says.
//!
//! `REKINDLE_UPDATE=1 cargo test --test docs` writes them anew; read the diff.

use std::fs;
use std::path::Path;

use rekindle::rules::manual;

#[test]
fn the_manual_of_the_rules_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = manual::book();
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for the update this way")]
    let update = std::env::var_os("REKINDLE_UPDATE").is_some();
    if update {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, page, "docs/rules.md is not what the rules say; renew it with REKINDLE_UPDATE=1");
}

#[test]
fn the_readme_shows_what_the_tool_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let agenda = fs::read_to_string(root.join("example-vault/agenda.md")).unwrap();
    let is_entry = |line: &&str| line.starts_with("- [ ] [") || line.starts_with("  - ");
    let excerpt: Vec<&str> = readme.lines().filter(is_entry).collect();
    assert!(!excerpt.is_empty(), "the README has no excerpt of an agenda");
    for line in excerpt {
        assert!(agenda.lines().any(|written| written == line), "not in example-vault/agenda.md: {line}");
    }
}
