//! The generated pages of the manual are what the code says.
//!
//! `REKINDLE_UPDATE=1 cargo test --test docs` writes them anew; read the diff.

use std::fs;
use std::path::Path;

use rekindle::{checks, rules};

#[test]
fn the_manuals_are_current() {
    let pages = [("docs/rules.md", rules::manual::book()), ("docs/checks.md", checks::manual::book())];
    for (path, page) in pages {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for the update this way")]
        let update = std::env::var_os("REKINDLE_UPDATE").is_some();
        if update {
            fs::write(&file, &page).unwrap();
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(written, page, "{path} is not what the code says; renew it with REKINDLE_UPDATE=1");
    }
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
