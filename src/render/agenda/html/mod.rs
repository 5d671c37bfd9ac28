//! The agenda as a page for a browser: one file that needs nothing else, with the garden below.
//!
//! The page holds text from notes, which nobody trusts: the template escapes all of it, and the page's
//! own policy lets no script run but the one it came with.

mod charts;
mod timeline;

use serde::Serialize;

use super::view::{AgendaView, EntryView};
use crate::agenda::{Agenda, Judged, Placement};
use crate::model::settings::LinkStyle;
use crate::render::template::{Layout, TemplateError, builtin};
use crate::views::stats::{ClientStats, Stats};
use crate::views::timeline::shown;
use charts::ChartsView;
use timeline::{GardenView, PlantView};

const STYLE: &str = include_str!("../../templates/agenda.css");
const SCRIPT: &str = include_str!("../../templates/agenda.js");

/// What lets [`SCRIPT`] run, and nothing else: its SHA-256, as browsers compare it.
const SCRIPT_HASH: &str = "sha256-gbmM57kM7H02JMIRwDZm0z8pHeaDYqqY6a4D0PqgkDo=";

/// What the template of a page for a browser sees: all that other templates see, and more.
#[derive(Serialize)]
struct PageView {
    #[serde(flatten)]
    agenda: AgendaView,
    garden: GardenView,
    figures: ChartsView,
    style: &'static str,
    script: &'static str,
    /// The only script the page lets run.
    script_hash: &'static str,
}

/// What the page keeps of a client beside its entry.
#[derive(Debug)]
pub struct ClientOnPage {
    /// Its line in the garden; none if it is closed.
    plant: Option<Box<PlantView>>,
    stats: Box<ClientStats>,
}

/// What is kept of a client until all are known.
pub fn client(judged: &Judged<'_, '_>) -> (Placement<Box<EntryView<'static>>>, ClientOnPage) {
    let today = judged.standing.today();
    let place = judged.place(|entry| EntryView::of(entry, today).into_owned());
    let plant = PlantView::new(judged, shown(today));
    (place, ClientOnPage { plant, stats: ClientStats::new(&judged.standing) })
}

/// Writes an agenda, with the garden and the figures of the same clients, which are in the order of their paths.
pub fn page(
    agenda: Agenda<Box<EntryView<'static>>>,
    clients: Vec<ClientOnPage>,
    links: LinkStyle,
    layout: &Layout,
) -> Result<String, TemplateError> {
    let today = agenda.today;
    let (mut plants, mut stats) = (Vec::new(), Vec::new());
    for client in clients {
        plants.extend(client.plant.map(|plant| *plant));
        stats.push(client.stats);
    }
    let view = PageView {
        agenda: AgendaView::new(agenda),
        garden: GardenView::new(plants, shown(today), today),
        figures: ChartsView::of(&Stats::new(stats.into_iter(), today)),
        style: STYLE,
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
    };
    builtin::PAGE.template().unless_named(layout).render(view, links, &layout.to_vault)
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
