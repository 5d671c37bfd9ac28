//! The agenda as a template of the user's own says.

use super::view::AgendaView;
use crate::model::settings::LinkStyle;
use crate::render::template::{Layout, Template, TemplateError, builtin};

/// The page of an agenda, by the template of the layout, else by the built-in one.
pub fn page(agenda: AgendaView, links: LinkStyle, layout: &Layout) -> Result<String, TemplateError> {
    let template: Template<'_> = builtin::AGENDA.template().unless_named(layout);
    template.render(agenda, links, &layout.to_vault)
}
