//! Templates; the only user of minijinja.
//!
//! A template is trusted like code. Text from notes never is: whatever a template prints is escaped
//! for what the template's name ends with, unless a filter made it.

pub(super) mod builtin;
mod error;
mod filters;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};
use serde::Serialize;

use super::safe::escape;
use crate::model::settings::LinkStyle;
pub use builtin::{BUILT_INS, BuiltIn};
pub use error::TemplateError;
pub use filters::FILTERS;
use filters::PageContext;

/// How a page is laid out.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The template's name, for messages, and its text; the built-in one if absent.
    pub template: Option<(String, String)>,
    /// What leads from the page's folder to the vault: empty, `../`, …
    pub to_vault: String,
}

/// A template: its name, whose ending tells how text from notes is escaped, and its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Template<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl<'a> Template<'a> {
    /// The template that a layout names, else this one.
    pub(super) fn unless_named(self, layout: &'a Layout) -> Self {
        layout.template.as_ref().map_or(self, |(name, text)| Self { name, text })
    }

    /// Renders data.
    pub(super) fn render(
        self,
        data: impl Serialize,
        links: LinkStyle,
        to_vault: &str,
    ) -> Result<String, TemplateError> {
        let data = Value::from(Serde(data));
        let page = PageContext { links, to_vault: to_vault.to_owned(), today: filters::today_of(&data) };
        self.try_render(data.clone(), page).map_err(|error| TemplateError::of(self, &error, &data))
    }

    fn try_render(self, data: Value, page: PageContext) -> Result<String, Error> {
        environment(page)?.template_from_named_str(self.name, self.text)?.render(data)
    }
}

/// How text from notes is escaped in a template of that name: for Markdown unless it says otherwise.
fn escaping(name: &str) -> AutoEscape {
    match name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
        Some("html" | "htm") => AutoEscape::Html,
        Some("txt") => AutoEscape::None,
        _ => AutoEscape::Custom("markdown".into()),
    }
}

fn environment(page: PageContext) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    environment.set_syntax(syntax);
    // Gives errors their place.
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(escaping);
    environment.set_formatter(|out, state, value| {
        if value.is_none() {
            return Ok(());
        }
        let text = escaped(value, state.auto_escape());
        out.write_str(&text).map_err(Error::from)
    });
    filters::add(&mut environment, page);
    Ok(environment)
}

/// A value, escaped for the page unless a filter has done so.
fn escaped(value: &Value, escaping: &AutoEscape) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match escaping {
        _ if value.is_safe() => text,
        AutoEscape::Html => escape::html(&text),
        AutoEscape::None => escape::on_one_line(&text).collect(),
        _ => escape::escape(&text),
    }
}

#[cfg(test)]
mod tests;
