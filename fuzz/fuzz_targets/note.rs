//! Any bytes are a note: it is read, planned for, written down, checked, mended and logged in without a panic.

#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use rekindle::agenda::{Planner, Selection};
use rekindle::checks::{self, Diagnostic};
use rekindle::compose::{AgendaFormat, compose};
use rekindle::edit::{self, NewEntry};
use rekindle::page::Renewed;
use rekindle::model::check::Severity;
use rekindle::model::settings::Settings;
use rekindle::render::report::{Report, ReportFormat};
use rekindle::render::{self, Layout};
use rekindle::vault::Vault;
use rekindle::note::Reader;

fuzz_target!(|bytes: &[u8]| {
    let vault = Vault::in_memory("", [("clients/note.md".to_owned(), bytes.to_owned())]).expect("no settings");
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day of the calendar");
    let composed = |format| {
        compose(format, &vault, today, &Selection::default(), &Layout::default()).expect("the template is sound").text()
    };
    let page = composed(AgendaFormat::Markdown);
    // However broken the note, one client is one task.
    let tasks = page.lines().filter(|line| line.starts_with("- [ ] ")).count();
    let everyone = Selection::default();
    let agenda = Planner::new(&vault.settings, today, &everyone).plan(&vault, |_| ()).expect("notes in memory");
    assert_eq!(tasks, agenda.entries.len());
    composed(AgendaFormat::Json);

    let all = checks::CheckSelection { all: true, ..checks::CheckSelection::default() };
    let settings = Settings::default();
    let diagnostics = checks::note("note.md", bytes, &settings, today, &all);
    render::report::text(&Report { diagnostics: &diagnostics, to_vault: "" }, ReportFormat::Human);
    // What is logged is put in, and nothing else changes.
    if let Ok(text) = std::str::from_utf8(bytes) {
        let entry = NewEntry { date: today, title: "Call with Dana, no reply", body: "Text.\n" };
        if let Ok(edit) = edit::add(&Reader::new(&settings), "note.md", text, entry) {
            assert!(edit.span.is_empty() && edit.applied(text).is_some());
        }
        // A note is a page that somebody wrote on, too.
        let renewed = |old: &str| {
            let page = compose(AgendaFormat::Markdown, &vault, today, &Selection::default(), &Layout::default());
            let page = page.expect("notes in memory").into_page().expect("a page");
            Renewed::new(old, page, today).map(|renewed| renewed.chunks.concat())
        };
        if let Ok(kept) = renewed(text) {
            assert_eq!(renewed(&kept).as_ref(), Ok(&kept));
        }
    }
    // Who mends twice has nothing more to mend than is new since.
    if let Some(mended) = checks::mend::mended("note.md", bytes, &settings, today, &all) {
        let after = checks::note("note.md", mended.text.as_bytes(), &settings, today, &all);
        let errors = |found: &[Diagnostic]| found.iter().filter(|one| one.severity == Severity::Error).count();
        assert!(errors(&after) <= errors(&diagnostics));
    }
});
