//! What the agenda is written as for other programs is what they take, read with their own readers.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use rekindle::agenda::{Agenda, Selection};
use rekindle::render::{self, Format};
use rekindle::vault::Vault;
use serde_json::Value;
use tempfile::TempDir;

/// Names that mean something to a format, or that a format could break.
const HOSTILE: &[&str] = &[
    "Harbor Foods",
    "a, b; c\\n d\\",
    "say \"hello\", 'there'",
    "two\nlines\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "=HYPERLINK(\"http://example.com\")",
    " \t@SUM(A1)",
    "＝1+1",
    "北京市海淀区中关村科技发展有限责任公司及其全资子公司和关联企业联合会",
    "👩‍👩‍👧‍👦🏳️‍🌈 Family & Friends 👋🏽👋🏽👋🏽👋🏽👋🏽👋🏽👋🏽👋🏽",
    "שלום עולם \u{202e}gnp.exe",
    "nul\0 bell\u{7} escape\u{1b}[31m next\u{85}line\u{2028}here",
    "#?%20:/",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn example_vault() -> Vault {
    Vault::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault")).unwrap()
}

/// The hostile names, and a very long one.
fn names() -> Vec<String> {
    HOSTILE.iter().map(|name| (*name).to_owned()).chain(["Long, ü ".repeat(40)]).collect()
}

/// A text as a quoted YAML scalar, which JSON is.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A vault in which everything is called by hostile names.
fn hostile_vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    for (at, name) in names().iter().enumerate() {
        let name = quoted(name);
        let note = format!(
            "---\nname: {name}\nstatus: former\nowner: {name}\ntags: [{name}, b]\ninterests: [{name}]\n\
             contacts:\n  - {{name: {name}, phone: 1, birthday: 11-24}}\n  - {{name: Lee Park, birthday: 02-29}}\n\
             occasions:\n  - {{name: {name}, date: 11-26}}\n---\n\n- [ ] Send, {name}; due: 2026-11-2{}\n\n\
             ## 2026-09-1{} Call with Lee Park\n",
            at % 10,
            at % 10,
        );
        fs::write(folder.path().join(format!("n{at}.md")), note).unwrap();
    }
    let vault = Vault::open(folder.path()).unwrap();
    assert_eq!(vault.clients().count(), names().len());
    (folder, vault)
}

/// The rows of a CSV as pairs of column and cell.
fn rows(page: &str) -> Vec<Vec<(String, String)>> {
    assert!(page.ends_with("\r\n") && !page.replace("\r\n", "").contains(['\r', '\n']), "{page:?}");
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(page.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let named = |row: csv::StringRecord| header.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|row| named(row.unwrap())).collect()
}

/// A value of the JSON as a cell has it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => plain(text),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => cell(fields.get("text").or(fields.get("message")).unwrap()),
        other => other.to_string(),
    }
}

/// A text on one line, without what turns it around.
fn plain(text: &str) -> String {
    let turns = |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    let breaks = |c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}';
    text.chars().filter(|c| !turns(*c)).map(|c| if breaks(c) { ' ' } else { c }).collect()
}

#[test]
fn csv_holds_what_json_holds() {
    let (_folder, hostile) = hostile_vault();
    for vault in [example_vault(), hostile] {
        let agenda = Agenda::plan(&vault, today(), &Selection::default());
        let json: Value = serde_json::from_str(&render::agenda(&agenda, Format::Json).unwrap()).unwrap();
        let rows = rows(&render::agenda(&agenda, Format::Csv).unwrap());
        let entries = json["entries"].as_array().unwrap();
        assert_eq!(rows.len(), entries.len());
        for (row, entry) in rows.iter().zip(entries) {
            assert_eq!(row.len(), 20);
            for (column, found) in row {
                let key = if column == "why" { "message" } else { column };
                let expected = entry.get(key).map_or_else(|| panic!("{column}"), cell);
                if expected.parse::<f64>().is_ok() {
                    assert_eq!(found.parse::<f64>(), expected.parse(), "{column}");
                    continue;
                }
                let formula = expected.trim_start().starts_with(['=', '@', '＝']);
                assert_eq!(found.strip_prefix('\'').is_some(), formula, "{column}: {found}");
                assert_eq!(found.strip_prefix('\'').unwrap_or(found), expected, "{column}");
            }
        }
    }
}
