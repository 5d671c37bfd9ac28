//! Templates; the only user of minijinja.
//!
//! A template is trusted like code. Text from notes never is: whatever a template prints is escaped
//! according to the extension of the template's name, unless it comes from a filter.

pub(super) mod builtin;
mod error;
mod filters;
mod lazy;

use std::error::Error as _;
use std::io::{self, Write};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};
use serde::Serialize;

use super::safe::escape::escape;
use super::safe::html::html;
use super::safe::plain::on_one_line;
use crate::model::settings::LinkStyle;
pub use builtin::{BUILT_INS, BuiltIn};
pub use error::TemplateError;
pub use filters::FILTERS;
use filters::PageContext;
pub(super) use lazy::{LazyItem, LazyList};

/// How a page is laid out.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The template's name, for messages, and its text; the built-in one if absent.
    pub template: Option<(String, String)>,
    /// The path from the page's folder to the vault: empty, `../`, …
    pub to_vault: String,
    /// Whether it goes where nobody ticks it, so that it need not carry what its entries are.
    pub is_printed: bool,
}

/// A template: its name, whose extension decides how text from notes is escaped, and its text.
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
        let rendering = self.with(data, links, to_vault);
        let mut text = Vec::new();
        rendering.render_to(&mut text).map_err(|error| rendering.explain(&error))?;
        // A template and its values are UTF-8, and so is what comes of them.
        Ok(String::from_utf8(text).unwrap_or_default())
    }

    /// Data that is rendered once it is written.
    pub(super) fn with(self, data: impl Serialize, links: LinkStyle, to_vault: &str) -> Rendering {
        let data = Value::from(Serde(data));
        let page = PageContext::new(&data, links, to_vault);
        Rendering { name: self.name.to_owned(), text: self.text.to_owned(), data, page }
    }
}

/// A template with its data, rendered bit by bit as it is written.
#[derive(Debug)]
pub struct Rendering {
    name: String,
    text: String,
    data: Value,
    page: PageContext,
}

impl Rendering {
    /// Writes the page. A [`TemplateError`] is the source of the error if it is the template that fails.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Err(error) = self.render_to(out) else { return Ok(()) };
        match error.source().and_then(|source| source.downcast_ref::<io::Error>()) {
            Some(failed) => Err(io::Error::new(failed.kind(), error)),
            None => Err(io::Error::other(self.explain(&error))),
        }
    }

    /// Whether the template can be used for the data.
    pub(super) fn check(&self) -> Result<(), TemplateError> {
        self.render_to(&mut io::sink()).map_err(|error| self.explain(&error))
    }

    fn render_to(&self, out: &mut dyn Write) -> Result<(), Error> {
        let environment = environment(self.page.clone())?;
        let template = environment.template_from_named_str(&self.name, &self.text)?;
        template.render_captured_to(self.data.clone(), out).map(drop)
    }

    fn explain(&self, error: &Error) -> TemplateError {
        TemplateError::of(Template { name: &self.name, text: &self.text }, error, &self.data)
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
    // Errors have places only in debug mode.
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
        AutoEscape::Html => html(&text),
        AutoEscape::None => on_one_line(&text).collect(),
        _ => escape(&text),
    }
}

#[cfg(test)]
mod tests;
