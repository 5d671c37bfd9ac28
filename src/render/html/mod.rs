//! The agenda as a page for a browser: one file that needs nothing else, with the garden below.
//!
//! The page holds text from notes, which nobody trusts: the template escapes all of it, and the page's
//! own policy lets no script run but the one it came with.

mod garden;

use serde::Serialize;

use super::template::{Layout, Template, TemplateError};
use super::view::AgendaView;
use crate::agenda::Agenda;
use crate::garden::Garden;
use garden::GardenView;

const PAGE: Template<'_> = Template { name: "agenda.html", text: include_str!("../templates/agenda.html") };
const STYLE: &str = include_str!("../templates/agenda.css");
const SCRIPT: &str = include_str!("../templates/agenda.js");

/// What lets [`SCRIPT`] run, and nothing else: its SHA-256, as browsers compare it.
const SCRIPT_HASH: &str = "sha256-ZIuDSSACH3P3OegTU3r1KM3sLAJ5ygoeFHGV2kLYQwc=";

/// What the template of a page for a browser sees: all that other templates see, and more.
#[derive(Serialize)]
struct PageView<'a> {
    #[serde(flatten)]
    agenda: AgendaView<'a>,
    garden: GardenView<'a>,
    style: &'static str,
    script: &'static str,
    /// The only script the page lets run.
    script_hash: &'static str,
}

/// Writes an agenda with the garden of the same clients.
pub fn page(agenda: &Agenda<'_>, garden: &Garden<'_>, layout: &Layout) -> Result<String, TemplateError> {
    let view = PageView {
        agenda: AgendaView::of(agenda),
        garden: GardenView::of(garden),
        style: STYLE,
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
    };
    PAGE.unless_named(layout).render(view, agenda.settings.links, &layout.to_vault)
}
