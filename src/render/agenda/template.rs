//! The agenda as a template of the user's own says.

use chrono::NaiveDate;

use super::identity;
use super::view::{AgendaView, EntryView};
use crate::agenda::{Agenda, Entry};
use crate::model::settings::LinkStyle;
use crate::page::{Identity, Page};
use crate::render::template::{Layout, Template, TemplateError, builtin};

/// What a template sees of an entry, and what the page carries about it.
pub fn entry(entry: &Entry<'_>, today: NaiveDate) -> (Box<EntryView<'static>>, Identity) {
    (EntryView::of(entry, today).into_owned(), identity(entry, today))
}

/// The page of an agenda, by the template of the layout.
pub fn marked_page(
    agenda: Agenda<(Box<EntryView<'static>>, Identity)>,
    links: LinkStyle,
    layout: &Layout,
) -> Result<Page, TemplateError> {
    let mut identities = Vec::new();
    let agenda = agenda.map(|(view, identity)| {
        identities.push(identity);
        view
    });
    Ok(Page::of_text(page(AgendaView::new(agenda), links, layout)?, &identities))
}

/// The text of the page of an agenda, by the template of the layout, else by the built-in one.
pub fn page(agenda: AgendaView, links: LinkStyle, layout: &Layout) -> Result<String, TemplateError> {
    let template: Template<'_> = builtin::AGENDA.template().unless_named(layout);
    template.render(agenda, links, &layout.to_vault)
}
