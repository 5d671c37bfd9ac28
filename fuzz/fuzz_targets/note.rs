//! Any bytes are a note: it is read, planned for, written down, checked, mended and logged in without a panic.

#![no_main]

use std::path::PathBuf;

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use rekindle::agenda::{Agenda, Selection};
use rekindle::checks::{self, Diagnostic};
use rekindle::edit::{self, NewEntry};
use rekindle::page;
use rekindle::model::check::Severity;
use rekindle::model::settings::Settings;
use rekindle::render::report::{self, Report, ReportFormat};
use rekindle::render::{self, Format};
use rekindle::vault::Vault;
use rekindle::note::Reader;

fuzz_target!(|bytes: &[u8]| {
    let settings = Settings::default();
    let note = Reader::new(&settings).note("clients/note.md", bytes);
    let vault = Vault { root: PathBuf::new(), settings, notes: note.into_iter().collect() };
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day of the calendar");
    let agenda = Agenda::plan(&vault, today, &Selection::default());
    let page = render::agenda(&agenda, Format::Markdown).expect("the built-in template is sound");
    // However broken the note, one client is one task.
    let tasks = page.lines().filter(|line| line.starts_with("- [ ] ")).count();
    assert_eq!(tasks, agenda.entries.len());
    render::agenda(&agenda, Format::Json).expect("the agenda is plain data");

    let all = checks::Selection { all: true, ..checks::Selection::default() };
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
        let (kept, _) = page::carried(&page::signed(&page), &page::read(text));
        let (again, _) = page::carried(&page::signed(&page), &page::read(&kept));
        assert_eq!(kept, again);
    }
    // Who mends twice has nothing more to mend than is new since.
    if let Some(mended) = checks::mend::mended("note.md", bytes, &settings, today, &all) {
        let after = checks::note("note.md", mended.text.as_bytes(), &settings, today, &all);
        let errors = |found: &[Diagnostic]| found.iter().filter(|one| one.severity == Severity::Error).count();
        assert!(errors(&after) <= errors(&diagnostics));
    }
});
