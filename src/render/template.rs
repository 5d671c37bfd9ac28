//! Templates; the only user of minijinja.
//!
//! A template is trusted like code. Text from notes never is: whatever a template prints is escaped
//! for Markdown unless a filter made it.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};
use serde::Serialize;
use thiserror::Error as ThisError;

use super::{escape, wording};
use crate::model::settings::LinkStyle;

/// The built-in template of the agenda.
const AGENDA: &str = include_str!("templates/agenda.md");

/// How a page is laid out.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The template's name, for messages, and its text; the built-in one if absent.
    pub template: Option<(String, String)>,
    /// What leads from the page's folder to the vault: empty, `../`, …
    pub to_vault: String,
}

/// A template that cannot be used, with the place in it.
#[derive(Debug, ThisError)]
#[error("{name}:{line}: {reason}")]
pub struct TemplateError {
    /// The template.
    pub name: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// Renders data with a layout's template.
pub(super) fn render(
    data: impl Serialize,
    links: LinkStyle,
    layout: &Layout,
) -> Result<String, TemplateError> {
    let (name, source) = match &layout.template {
        Some((name, source)) => (name.as_str(), source.as_str()),
        None => ("agenda.md", AGENDA),
    };
    let explain = |error: Error| TemplateError {
        name: name.to_owned(),
        line: error.line().unwrap_or(1),
        reason: error
            .detail()
            .map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind())),
    };
    let environment = environment(links, layout).map_err(explain)?;
    let template = environment.template_from_named_str(name, source).map_err(explain)?;
    template.render(Value::from(Serde(data))).map_err(explain)
}

fn environment(links: LinkStyle, layout: &Layout) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(|out, _, value| {
        let text = match value.as_str() {
            Some(text) if !value.is_safe() => escape::escape(text),
            Some(text) => text.to_owned(),
            None if value.is_none() => return Ok(()),
            None => escape::escape(&value.to_string()),
        };
        out.write_str(&text).map_err(Error::from)
    });
    let to_vault = layout.to_vault.clone();
    environment.add_filter("link", move |path: String, name: Option<String>| {
        let name = name.as_deref().unwrap_or(&path);
        Value::from_safe_string(escape::link(&path, name, links, &to_vault))
    });
    environment.add_filter("date", |date: String| wording::spelled(&date));
    environment.add_filter("sentence", |text: String| wording::sentence(&text));
    environment.add_filter("stop", |text: String| wording::stopped(&text));
    Ok(environment)
}
