//! The reports of `rekindle check` for other programs are valid.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::fs;

use rekindle::checks::{CheckSelection, Checkup, Diagnostic, manual};
use rekindle::model::check::Check;
use rekindle::render;
use rekindle::render::report::{self, Report, ReportFormat};
use rekindle::vault::Vault;
use serde_json::Value;

/// Names and texts that mean something to the formats.
const HOSTILE: [&str; 6] = [
    "plain",
    "a, b: 100%",
    "Grüße & <b>",
    "#?\u{1b}[31m 👋",
    "a\n::add-mask::b\r",
    "-\u{202e}\u{9b}%0A::c,d=e",
];

/// The findings of every example of the manuals, in notes with hostile names.
fn findings() -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for manual in manual::CHECKS {
        let text = manual.text();
        let example = text.split("## How to mend").next().unwrap();
        let blocks = |language: &str| -> Vec<String> {
            let fence = format!("```{language}\n");
            example.split(&fence).skip(1).map(|block| block.split("```").next().unwrap().to_owned()).collect()
        };
        let folder = tempfile::tempdir().unwrap();
        if manual.name != Check::BadSetting.name() {
            fs::write(folder.path().join("rekindle.yaml"), blocks("yaml").concat()).unwrap();
        }
        for (note, name) in
            blocks("markdown").iter().zip(HOSTILE.iter().cycle().skip(all.len() % HOSTILE.len()))
        {
            fs::write(folder.path().join(format!("{name}.md")), note).unwrap();
        }
        let vault = Vault::open(folder.path()).unwrap();
        let selection = CheckSelection { all: true, ..CheckSelection::default() };
        let today = "2026-11-21".parse().unwrap();
        all.extend(Checkup::read(&vault, today, &selection).unwrap().diagnostics);
    }
    assert!(all.len() > 30, "{}", all.len());
    all
}

#[test]
fn sarif_is_what_its_schema_asks_for() {
    let schema: Value = serde_json::from_str(include_str!("data/sarif-schema-2.1.0.json")).unwrap();
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let all = findings();
    for diagnostics in [all.as_slice(), &[]] {
        let text = report::text(&Report { diagnostics, to_vault: "../my notes/" }, ReportFormat::Sarif);
        let log: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), diagnostics.len());
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        }
    }
    let mut wrong: Value = serde_json::from_str("{\"version\": \"2.1.0\"}").unwrap();
    assert!(!schema.is_valid(&wrong), "the schema refuses nothing");
    wrong["runs"] = Value::Array(Vec::new());
    assert!(schema.is_valid(&wrong));
}

#[test]
fn each_annotation_is_one_command() {
    let all = findings();
    let text = report::text(&Report { diagnostics: &all, to_vault: "" }, ReportFormat::Github);
    assert_eq!(text.lines().count(), all.len());
    assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text}");
    for line in text.lines() {
        let (command, properties) = line.strip_prefix("::").unwrap().split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let (properties, message) = properties.split_once("::").unwrap();
        assert!(!message.is_empty(), "{line}");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&name), "{line}");
            assert!(!value.is_empty() && !value.contains([':', '\n']), "{line}");
        }
    }
}

#[test]
fn no_short_line_is_a_command() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("::add-mask::x.md"), "## 2026-02-30 Call\n").unwrap();
    let vault = Vault::open(folder.path()).unwrap();
    let found = Checkup::read(&vault, "2026-11-21".parse().unwrap(), &CheckSelection::default()).unwrap();
    let text = report::text(&Report { diagnostics: &found.diagnostics, to_vault: "" }, ReportFormat::Short);
    assert!(text.starts_with("./::add-mask::x.md:1:4: error[impossible-date]: "), "{text}");
}

#[test]
fn json_tells_what_the_manual_says() {
    let all = findings();
    let text = report::text(&Report { diagnostics: &all, to_vault: "notes/" }, ReportFormat::Json);
    let page: Value = serde_json::from_str(&text).unwrap();
    let counts = ["errors", "warnings", "opinions"].map(|name| page["counts"][name].as_u64().unwrap());
    assert_eq!(usize::try_from(counts.iter().sum::<u64>()).unwrap(), all.len());
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    for (finding, diagnostic) in page["findings"].as_array().unwrap().iter().zip(&all) {
        assert_eq!(finding["file"], format!("notes/{}", diagnostic.path));
        assert!(!finding["why"].as_str().unwrap().is_empty(), "{finding}");
    }
}

#[test]
fn no_message_is_a_command_or_controls_a_terminal() {
    let cases = [
        ("a\u{1b}[2J\u{9b}b\u{202e}c\rd\n", "a [2J·b\u{fffd}c d\n"),
        (
            "::add-mask::x\n  ::error::y\na ::b ##[group]c\n",
            ": :add-mask::x\n  : :error::y\na ::b ## [group]c\n",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(render::message(text), expected, "{text:?}");
    }
}
