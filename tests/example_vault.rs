//! The example vault's agenda in the repository is what the tool writes.
//!
//! `REKINDLE_UPDATE=1 cargo test --test example_vault` writes it anew; read the diff.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use rekindle::agenda::Selection;
use rekindle::compose::{AgendaFormat, compose};
use rekindle::render::Layout;
use rekindle::vault::Vault;

#[test]
fn the_agenda_of_the_example_vault_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault");
    let path = root.join("agenda.md");
    // The day for which the vault was written.
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let vault = Vault::open(&root).unwrap();
    let everyone = Selection::default();
    let agenda = compose(AgendaFormat::Markdown, &vault, today, &everyone, &Layout::default()).unwrap();
    let page = agenda.into_page().unwrap().signed().concat();
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for the update this way")]
    let update = std::env::var_os("REKINDLE_UPDATE").is_some();
    if update {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        written, page,
        "example-vault/agenda.md is not what the tool writes now; \
         renew it with REKINDLE_UPDATE=1 cargo test --test example_vault and read the diff"
    );
}
