//! The cost of each stage of an agenda: `cargo bench`, or `cargo bench -- reading` for some of them.
//!
//! The notes are those of `notes.rs`. Both ways of reading are measured: the fast one, and the full parsers.

#![expect(clippy::unwrap_used, reason = "a program for whoever works on this")]

mod notes;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use notes::{Chance, Kind, note, today};
use rekindle::agenda::{Planner, Selection};
use rekindle::compose::{AgendaFormat, compose};
use rekindle::model::settings::Settings;
use rekindle::note::Reader;
use rekindle::render::Layout;
use rekindle::rules::{Context, Standing, judge};
use rekindle::vault::Vault;
use tempfile::TempDir;

/// How many notes go through a stage at once.
const NOTES: usize = 1000;

fn main() {
    divan::main();
}

fn texts() -> Vec<String> {
    let mut chance = Chance(7);
    (0..NOTES).map(|nth| note(nth, &mut chance, Kind::Typical)).collect()
}

/// The notes in a folder, which is removed when this is dropped.
fn vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    for (nth, text) in texts().iter().enumerate() {
        std::fs::write(folder.path().join(format!("client-{nth}.md")), text).unwrap();
    }
    let vault = Vault::open(folder.path()).unwrap();
    (folder, vault)
}

/// Bytes -> note.
mod reading {
    use super::{Bencher, BytesCount, ItemsCount, NOTES, Reader, Settings, black_box, texts};

    #[derive(Debug, Clone, Copy)]
    enum Way {
        Fast,
        Full,
    }

    const WAYS: [Way; 2] = [Way::Fast, Way::Full];

    fn read(bencher: Bencher<'_, '_>, way: Way, part: impl Fn(&str) -> String) {
        let settings = Settings::default();
        let reader = match way {
            Way::Fast => Reader::new(&settings),
            Way::Full => Reader::new(&settings).thorough(),
        };
        let texts: Vec<String> = texts().iter().map(|text| part(text)).collect();
        let bytes: usize = texts.iter().map(String::len).sum();
        let bencher = bencher.counter(ItemsCount::new(NOTES)).counter(BytesCount::new(bytes));
        bencher.bench_local(|| {
            for text in &texts {
                black_box(reader.note("client.md", text.as_bytes()));
            }
        });
    }

    /// Where the body begins.
    fn body(text: &str) -> usize {
        text.find("---\n\n").unwrap() + 4
    }

    #[divan::bench(args = WAYS)]
    fn whole_note(bencher: Bencher<'_, '_>, way: Way) {
        read(bencher, way, str::to_owned);
    }

    #[divan::bench(args = WAYS)]
    fn front_matter(bencher: Bencher<'_, '_>, way: Way) {
        read(bencher, way, |text| text[..body(text)].to_owned());
    }

    #[divan::bench(args = WAYS)]
    fn body_alone(bencher: Bencher<'_, '_>, way: Way) {
        read(bencher, way, |text| text[body(text)..].to_owned());
    }
}

/// Folder -> notes.
mod folder {
    use super::{Bencher, ItemsCount, NOTES, Settings, Vault, vault};

    /// Which files there are, and none of them is a note.
    #[divan::bench]
    fn walking(bencher: Bencher<'_, '_>) {
        let (folder, _) = vault();
        let none = || Settings { notes: vec!["none".to_owned()], ..Settings::default() };
        let walk = || Vault::new(folder.path(), none()).read().unwrap();
        assert!(walk().notes.is_empty());
        bencher.counter(ItemsCount::new(NOTES)).bench_local(walk);
    }

    #[divan::bench]
    fn reading(bencher: Bencher<'_, '_>) {
        let (folder, _) = vault();
        bencher
            .counter(ItemsCount::new(NOTES))
            .bench_local(|| Vault::open(folder.path()).unwrap().read().unwrap());
    }
}

/// Notes -> verdicts.
mod planning {
    use super::{
        Bencher, Context, ItemsCount, NOTES, Planner, Selection, Standing, black_box, judge, today, vault,
    };

    #[divan::bench]
    fn judging(bencher: Bencher<'_, '_>) {
        let (_folder, vault) = vault();
        let notes = vault.read().unwrap();
        let context = Context::new(notes.clients(), &notes.vault.settings, today());
        bencher.counter(ItemsCount::new(NOTES)).bench_local(|| {
            for client in notes.clients() {
                black_box(judge(&Standing::new(client, &context)));
            }
        });
    }

    /// From the folder to an agenda, without rendering it.
    #[divan::bench]
    fn agenda(bencher: Bencher<'_, '_>) {
        let (_folder, vault) = vault();
        let everyone = Selection::default();
        let planner = Planner::new(&vault.settings, today(), &everyone);
        bencher.counter(ItemsCount::new(NOTES)).bench_local(|| planner.plan(&vault, |_| ()).unwrap());
    }
}

/// The whole pipeline, from the folder to the text.
mod composing {
    use super::{AgendaFormat, Bencher, ItemsCount, Layout, NOTES, Selection, compose, today, vault};

    const FORMATS: [AgendaFormat; 5] = [
        AgendaFormat::Markdown,
        AgendaFormat::Json,
        AgendaFormat::Csv,
        AgendaFormat::Ics,
        AgendaFormat::Html,
    ];

    #[divan::bench(args = FORMATS)]
    fn agenda(bencher: Bencher<'_, '_>, format: AgendaFormat) {
        let (_folder, vault) = vault();
        let (everyone, layout) = (Selection::default(), Layout::default());
        let text = || compose(format, &vault, today(), &everyone, &layout).unwrap().text();
        bencher.counter(ItemsCount::new(NOTES)).bench_local(text);
    }
}
