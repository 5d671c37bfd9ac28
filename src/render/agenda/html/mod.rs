//! The agenda as a page for a browser: one file that needs nothing else, with the garden below.
//!
//! The page holds text from notes, which nobody trusts: the template escapes all of it, and the page's
//! own policy lets no script run but the one it came with.

mod charts;
mod classes;
mod garden;

use std::sync::Arc;

use serde::Serialize;

use super::view::{AgendaView, EntryView};
use crate::agenda::{Agenda, Judged, Placement, Section};
use crate::model::settings::LinkStyle;
use crate::render::template::{Layout, LazyItem, LazyList, Rendering, TemplateError, builtin};
use crate::views::stats::{ClientStats, Stats};
use crate::views::timeline::shown;
use charts::ChartsView;
use classes::Classes;
use garden::{GardenView, Plant};

const STYLE: &str = include_str!("../../templates/agenda.css");
const SCRIPT: &str = include_str!("../../templates/agenda.js");

/// What lets [`SCRIPT`] run, and nothing else: its SHA-256, as browsers compare it.
const SCRIPT_HASH: &str = "sha256-1Tdk2FTzEn7vi1H5UQEYOKrTBKw8tteVROP3l/jOeaU=";

/// What the template of a page for a browser sees: all that other templates see, and more.
#[derive(Serialize)]
struct PageView {
    #[serde(flatten)]
    agenda: AgendaView,
    /// Instead of those of the agenda, which are not there any more.
    entries: LazyList,
    sections: Vec<SectionView>,
    garden: GardenView,
    figures: ChartsView,
    style: &'static str,
    script: &'static str,
    /// The only script the page lets run.
    script_hash: &'static str,
}

/// A section that has entries.
#[derive(Serialize)]
struct SectionView {
    name: &'static str,
    entries: LazyList,
}

#[derive(Serialize)]
struct FilterableEntry<'a> {
    #[serde(flatten)]
    entry: &'a EntryView<'static>,
    /// What the filters choose it by.
    classes: String,
}

/// The entries, from which those of a section are made when the template asks for them.
#[derive(Clone)]
struct Entries {
    all: Arc<Vec<Box<EntryView<'static>>>>,
    classes: Arc<Classes>,
}

/// What the page keeps of a client beside its entry.
#[derive(Debug)]
pub struct ClientOnPage {
    /// Its line in the garden; none if it is closed.
    plant: Option<Box<Plant>>,
    stats: Box<ClientStats>,
}

/// What is kept of a client until all are known.
pub fn client(judged: &Judged<'_, '_>) -> (Placement<Box<EntryView<'static>>>, ClientOnPage) {
    let today = judged.standing.today();
    let place = judged.place(|entry| EntryView::of(entry, today).into_owned());
    let plant = Plant::new(judged, shown(today));
    (place, ClientOnPage { plant, stats: ClientStats::new(&judged.standing) })
}

/// An agenda, with the garden and the figures of the same clients, which are in the order of their paths: a page
/// to be written. A template of the user's own is tried first, so that nothing is written if it fails.
pub fn page(
    agenda: Agenda<Box<EntryView<'static>>>,
    clients: Vec<ClientOnPage>,
    links: LinkStyle,
    layout: &Layout,
) -> Result<Rendering, TemplateError> {
    let today = agenda.today;
    let (mut plants, mut stats) = (Vec::new(), Vec::new());
    for client in clients {
        plants.extend(client.plant.map(|plant| *plant));
        stats.push(client.stats);
    }
    let mut agenda = AgendaView::new(agenda);
    let classes = Arc::new(garden::classes(&plants));
    let entries = Entries { all: Arc::new(agenda.take_entries()), classes: Arc::clone(&classes) };
    let view = PageView {
        agenda,
        sections: entries.sections(),
        entries: entries.list(0, entries.all.len()),
        garden: GardenView::new(plants, &classes, shown(today), today),
        figures: ChartsView::of(&Stats::new(stats.into_iter(), today)),
        style: STYLE,
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
    };
    let page = builtin::PAGE.template().unless_named(layout).with(view, links, &layout.to_vault);
    if layout.template.is_some() {
        page.check()?;
    }
    Ok(page)
}

impl Entries {
    /// The sections that have entries; these are in the order of the sections.
    fn sections(&self) -> Vec<SectionView> {
        let mut sections = Vec::new();
        for section in Section::ALL {
            let start = self.all.partition_point(|entry| entry.section < section);
            let end = self.all.partition_point(|entry| entry.section <= section);
            if start < end {
                sections.push(SectionView { name: section.name(), entries: self.list(start, end) });
            }
        }
        sections
    }

    fn list(&self, start: usize, end: usize) -> LazyList {
        let Self { all, classes } = self.clone();
        LazyList::new(end - start, move |at| {
            let entry = &**all.get(start + at)?;
            let classes = classes.of(entry.status, entry.owner.as_deref(), &entry.tags);
            Some(LazyItem::new(FilterableEntry { entry, classes }))
        })
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};

    use super::{SCRIPT, SCRIPT_HASH};

    #[test]
    fn the_page_lets_its_own_script_run() {
        assert_eq!(SCRIPT_HASH, format!("sha256-{}", STANDARD.encode(Sha256::digest(SCRIPT))));
    }
}
