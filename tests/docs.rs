//! The generated pages of the manual match the code.
//!
//! `REKINDLE_UPDATE=1 cargo test --test docs` writes them anew; read the diff.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use rekindle::agenda::Selection;
use rekindle::compose::{AgendaFormat, compose};
use rekindle::model::settings::LinkStyle;
use rekindle::render::{BUILT_INS, FILTERS, Layout};
use rekindle::vault::Vault;
use rekindle::views::export::{Column, Table};
use rekindle::{checks, rules};

#[test]
fn the_manuals_are_current() {
    let data = with_columns(&fs::read_to_string(repository("docs/data.md")).unwrap());
    let pages = [
        ("docs/rules.md", rules::manual::book()),
        ("docs/checks.md", checks::manual::book()),
        ("docs/data.md", data),
    ];
    for (path, page) in pages {
        is_current(path, &page);
    }
}

/// A page with the columns of each table where it has a place for them.
fn with_columns(page: &str) -> String {
    let mut page = page.to_owned();
    for table in Table::ALL {
        let begin = format!("<!-- columns: {} -->\n", table.name());
        let (before, rest) = page.split_once(&begin).unwrap();
        let (_, after) = rest.split_once("<!-- end -->").unwrap();
        let row =
            |column: Column| format!("| `{}` | {} | {} |\n", column.name, column.kind.name(), column.about);
        let rows: String = table.columns().into_iter().map(row).collect();
        page =
            format!("{before}{begin}\n| column | type | what |\n|---|---|---|\n{rows}\n<!-- end -->{after}");
    }
    page
}

#[test]
fn the_pages_of_the_example_templates_are_current() {
    let of = |style| {
        let mut vault = example();
        vault.settings.links = style;
        vault
    };
    let cases = [("table", of(LinkStyle::Wikilink)), ("owners", of(LinkStyle::Markdown))];
    for (name, vault) in cases {
        let path = format!("docs/templates/{name}.md");
        let text = fs::read_to_string(repository(&path)).unwrap();
        is_current(&format!("docs/templates/{name}-page.md"), &rendered(&vault, path, text));
    }
}

#[test]
fn the_built_in_template_makes_the_built_in_page() {
    let vault = example();
    let agenda = BUILT_INS.iter().find(|one| one.name == "agenda.md").unwrap();
    let page = rendered(&vault, "templates/agenda.md".to_owned(), agenda.text.to_owned());
    let today = "2026-11-21".parse().unwrap();
    let built_in =
        compose(AgendaFormat::Markdown, &vault, today, &Selection::default(), &Layout::default()).unwrap();
    assert_eq!(page, built_in.text());
}

#[test]
fn each_filter_makes_what_its_example_says() {
    let vault = example();
    let manual = fs::read_to_string(repository("docs/templates.md")).unwrap();
    let rows: Vec<(String, String)> = manual.lines().filter_map(example_row).collect();
    for filter in FILTERS {
        let is_shown = rows.iter().any(|(write, _)| write.contains(&format!("| {filter}")));
        assert!(is_shown, "docs/templates.md has no example of “{filter}”");
    }
    for (write, get) in rows {
        let text =
            format!("{{% for entry in entries if entry.name[:6] == \"Kessel\" %}}{write}{{% endfor %}}");
        assert_eq!(rendered(&vault, "page.md".to_owned(), text), get, "{write}");
    }
}

/// What to write and the result, of a row like ``| `{{ today \| date }}` | `Saturday` | a date |``.
fn example_row(line: &str) -> Option<(String, String)> {
    let (write, rest) = line.strip_prefix("| `{{")?.split_once("}}` | `")?;
    let (get, _) = rest.split_once("` |")?;
    // In a table each of these has a backslash before it.
    let plain = |cell: &str| cell.replace("\\|", "|");
    Some((format!("{{{{{}}}}}", plain(write)), plain(get)))
}

fn rendered(vault: &Vault, name: String, template: String) -> String {
    let today = "2026-11-21".parse().unwrap();
    let layout = Layout { template: Some((name, template)), to_vault: String::new(), is_printed: false };
    compose(AgendaFormat::Markdown, vault, today, &Selection::default(), &layout).unwrap().text()
}

fn example() -> Vault {
    Vault::open(repository("example-vault")).unwrap()
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Compares a file with a text, or rewrites it if `REKINDLE_UPDATE` is set.
fn is_current(path: &str, text: &str) {
    let file = repository(path);
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for the update this way")]
    let update = std::env::var_os("REKINDLE_UPDATE").is_some();
    if update {
        fs::write(&file, text).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written, text, "{path} is not what the code says; renew it with REKINDLE_UPDATE=1");
}

#[test]
fn the_readme_shows_what_the_tool_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let agenda = fs::read_to_string(root.join("example-vault/agenda.md")).unwrap();
    let is_entry = |line: &&str| line.starts_with("- [ ] [") || line.starts_with("  - ");
    let excerpt: Vec<&str> = readme.lines().filter(is_entry).collect();
    assert!(!excerpt.is_empty(), "the README has no excerpt of an agenda");
    for line in excerpt {
        assert!(agenda.lines().any(|written| written == line), "not in example-vault/agenda.md: {line}");
    }
}
