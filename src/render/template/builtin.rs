//! The templates that come with rekindle, to use as they are or to start from.

use super::Template;

/// A template that comes with rekindle.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// Its name, which is its path from a folder of templates.
    pub name: &'static str,
    /// What it makes.
    pub about: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The template of the agenda.
pub(in crate::render) const AGENDA: BuiltIn = BuiltIn {
    name: "agenda.md",
    about: "The agenda, as “rekindle agenda” writes it",
    text: include_str!("../templates/agenda.md"),
};

/// The template of the page for a browser.
pub(in crate::render) const PAGE: BuiltIn = BuiltIn {
    name: "agenda.html",
    about: "The page for a browser, as “rekindle agenda --format html” writes it",
    text: include_str!("../templates/agenda.html"),
};

/// All of them, in the order in which they are listed.
pub const BUILT_INS: &[BuiltIn] = &[AGENDA, PAGE];

impl BuiltIn {
    pub(in crate::render) const fn template(&self) -> Template<'_> {
        Template { name: self.name, text: self.text }
    }
}
