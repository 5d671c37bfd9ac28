//! The agenda as a page for a browser: one file that needs nothing else, with the garden below.
//!
//! The page holds text from notes, which nobody trusts: the template escapes all of it, and the page's
//! own policy lets no script run but the one it came with.

mod charts;
mod garden;

use serde::Serialize;

use super::view::AgendaView;
use crate::agenda::Agenda;
use crate::render::template::{Layout, TemplateError, builtin};
use crate::views::stats::Figures;
use crate::views::timeline::Garden;
use charts::ChartsView;
use garden::GardenView;

const STYLE: &str = include_str!("../../templates/agenda.css");
const SCRIPT: &str = include_str!("../../templates/agenda.js");

/// What lets [`SCRIPT`] run, and nothing else: its SHA-256, as browsers compare it.
const SCRIPT_HASH: &str = "sha256-gbmM57kM7H02JMIRwDZm0z8pHeaDYqqY6a4D0PqgkDo=";

/// What the template of a page for a browser sees: all that other templates see, and more.
#[derive(Serialize)]
struct PageView<'a> {
    #[serde(flatten)]
    agenda: AgendaView<'a>,
    garden: GardenView<'a>,
    figures: ChartsView,
    style: &'static str,
    script: &'static str,
    /// The only script the page lets run.
    script_hash: &'static str,
}

/// Writes an agenda with the garden and the figures of the same clients.
pub fn page(
    agenda: &Agenda<'_>,
    garden: &Garden<'_>,
    figures: &Figures<'_>,
    layout: &Layout,
) -> Result<String, TemplateError> {
    let view = PageView {
        agenda: AgendaView::of(agenda),
        garden: GardenView::of(garden),
        figures: ChartsView::of(figures),
        style: STYLE,
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
    };
    builtin::PAGE.template().unless_named(layout).render(view, agenda.settings.links, &layout.to_vault)
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
