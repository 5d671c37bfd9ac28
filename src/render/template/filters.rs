//! The filters that templates have in addition to those of minijinja.
//!
//! Nothing in a note makes a filter fail: a value that is no date or number stays as it is, and null stays null.

use std::fmt::Write;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono::format::{Item, StrftimeItems};
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State};

use super::escaped;
use crate::model::settings::LinkStyle;
use crate::render::safe::{escape, html};
use crate::render::words;

/// The names of the filters.
pub const FILTERS: [&str; 9] =
    ["link", "date", "days_ago", "span", "plural", "sentence", "stop", "cell", "markdown"];

/// What filters need to know about the page.
#[derive(Debug, Clone)]
pub(super) struct PageContext {
    links: LinkStyle,
    /// The path from the page's folder to the vault.
    to_vault: String,
    today: Option<NaiveDate>,
}

impl PageContext {
    /// A page of data that says which day it is for.
    pub(super) fn new(data: &Value, links: LinkStyle, to_vault: &str) -> Self {
        let today = data.get_attr("today").ok().as_ref().and_then(as_date);
        Self { links, to_vault: to_vault.to_owned(), today }
    }
}

pub(super) fn add(environment: &mut Environment<'static>, page: PageContext) {
    let page = Arc::new(page);
    let of_page = Arc::clone(&page);
    environment.add_filter("link", move |state: &State, path: Value, name: Option<Value>| {
        present(path, |path| Ok(link(&of_page, state.auto_escape(), &path, name.as_ref())))
    });
    environment.add_filter("date", |date: Value, form: Option<String>| {
        present(date, |date| self::date(date, form.as_deref()))
    });
    let of_page = Arc::clone(&page);
    environment.add_filter("days_ago", move |date: Value| {
        present(date, |date| Ok(days_since(&date, of_page.today).map_or(Value::from(()), Value::from)))
    });
    environment.add_filter("span", move |value: Value| present(value, |value| Ok(span(value, page.today))));
    environment.add_filter("plural", |count: Value, one: String, many: Option<String>| {
        present(count, |count| Ok(plural(count, &one, many)))
    });
    environment.add_filter("sentence", |text: Value| {
        present(text, |text| Ok(worded(&text, |text| words::sentence(&text))))
    });
    environment.add_filter("stop", |text: Value| present(text, |text| Ok(worded(&text, words::stopped))));
    environment.add_filter("cell", |state: &State, value: Value| {
        present(value, |value| Ok(Value::from_safe_string(cell(&value, state.auto_escape()))))
    });
    environment.add_filter("markdown", |value: Value| {
        let markdown = AutoEscape::Custom("markdown".into());
        present(value, |value| Ok(Value::from_safe_string(escaped(&value, &markdown))))
    });
}

/// Filters a value. Null stays null, and a name that does not exist is an error of the template.
fn present(value: Value, filter: impl FnOnce(Value) -> Result<Value, Error>) -> Result<Value, Error> {
    if value.is_undefined() {
        // Asking an undefined value for anything fails, with an error that knows its name.
        let asked = value.get_attr("name").err();
        return Err(asked.unwrap_or_else(|| ErrorKind::UndefinedError.into()));
    }
    if value.is_none() { Ok(value) } else { filter(value) }
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn as_date(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}

fn link(page: &PageContext, escaping: &AutoEscape, path: &Value, name: Option<&Value>) -> Value {
    let path = text_of(path);
    let name = name.filter(|name| !name.is_none()).map_or_else(|| path.clone(), text_of);
    Value::from_safe_string(match escaping {
        AutoEscape::Html => html::html_link(&path, &name, &page.to_vault),
        _ => escape::link(&path, &name, page.links, &page.to_vault),
    })
}

/// A date spelled out in full, or in a form like `%-d %B`.
fn date(value: Value, form: Option<&str>) -> Result<Value, Error> {
    let Some(form) = form else {
        return Ok(as_date(&value).map_or(value, |date| words::in_full(date).into()));
    };
    let items: Vec<Item<'_>> = StrftimeItems::new(form).collect();
    if items.contains(&Item::Error) {
        return Err(wrong_form(form));
    }
    let Some(date) = as_date(&value) else { return Ok(value) };
    let mut text = String::new();
    // It fails for a form with an hour, which a date does not have.
    write!(text, "{}", date.format_with_items(items.iter())).map_err(|_| wrong_form(form))?;
    Ok(text.into())
}

fn wrong_form(form: &str) -> Error {
    let message = format!("“{form}” is no form for a date; write it like “%-d %B %Y”");
    Error::new(ErrorKind::InvalidOperation, message)
}

/// Days from a date to today; negative for a future date.
fn days_since(value: &Value, today: Option<NaiveDate>) -> Option<i64> {
    as_date(value).zip(today).map(|(date, today)| (today - date).num_days())
}

/// A number of days, or the days between a date and today, in words.
fn span(value: Value, today: Option<NaiveDate>) -> Value {
    let days = days_since(&value, today).or_else(|| value.as_i64());
    days.map_or(value, |days| words::span(days.unsigned_abs()).into())
}

/// `3 days`; `many` is the plural, unless that is the noun with an `s`.
fn plural(count: Value, one: &str, many: Option<String>) -> Value {
    if !count.is_number() {
        return count;
    }
    let noun =
        if count == Value::from(1) { one.to_owned() } else { many.unwrap_or_else(|| format!("{one}s")) };
    format!("{count} {noun}").into()
}

/// A text in other words; if it was safe on the page before, it still is.
fn worded(value: &Value, word: impl FnOnce(String) -> String) -> Value {
    let text = word(text_of(value));
    if value.is_safe() { Value::from_safe_string(text) } else { text.into() }
}

/// A text in a cell of a table, where `|` would begin the next cell, even in a link.
fn cell(value: &Value, escaping: &AutoEscape) -> String {
    let text = escaped(value, escaping);
    if matches!(escaping, AutoEscape::Html | AutoEscape::None) {
        return text;
    }
    let mut cell = String::with_capacity(text.len());
    let mut is_quoted = false;
    for c in text.chars() {
        match c {
            '|' if !is_quoted => cell.push_str("\\|"),
            '\n' => cell.push(' '),
            c => cell.push(c),
        }
        is_quoted = c == '\\' && !is_quoted;
    }
    cell
}
