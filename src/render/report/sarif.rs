//! Findings as SARIF 2.1.0, which code scanning reads.

use serde_json::{Value, json};

use super::{Report, level};
use crate::checks::{Diagnostic, manual};
use crate::manual::Manual;
use crate::model::check::Check;
use crate::render::safe::address::percent_encoded;
use crate::text::Edit;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn text(report: &Report<'_>) -> String {
    let results: Vec<Value> = report.diagnostics.iter().map(|one| result(report, one)).collect();
    let rules: Vec<Value> = Check::ALL.iter().map(|check| rule(*check)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "rekindle",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(check: Check) -> Value {
    let manual = manual::of(check);
    json!({
        "id": check.name(),
        "shortDescription": { "text": manual.map(Manual::summary).unwrap_or_default() },
        "fullDescription": { "text": manual.map(Manual::why).unwrap_or_default() },
        "help": {
            "text": manual.map(Manual::text).unwrap_or_default(),
            "markdown": manual.map(Manual::text).unwrap_or_default(),
        },
        "defaultConfiguration": { "level": level(check.severity()) },
    })
}

fn result(report: &Report<'_>, diagnostic: &Diagnostic) -> Value {
    let Diagnostic { check, severity, start, end, message, help, mend, .. } = diagnostic;
    let place = json!({ "uri": percent_encoded(&report.file(diagnostic)) });
    let text = help.as_ref().map_or_else(|| message.clone(), |help| format!("{message}; {help}"));
    let mut result = json!({
        "ruleId": check.name(),
        "ruleIndex": Check::ALL.iter().position(|other| other == check),
        "level": level(*severity),
        "message": { "text": text },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": place,
                "region": {
                    "startLine": start.line,
                    "startColumn": start.column,
                    "endLine": end.line,
                    "endColumn": end.column,
                },
            },
        }],
    });
    let sure = mend.as_ref().filter(|mend| mend.is_sure);
    if let (Some(mend), Some(result)) = (sure, result.as_object_mut()) {
        result.insert("fixes".to_owned(), json!([fix(&mend.edit, &place, help.as_deref())]));
    }
    result
}

fn fix(edit: &Edit, place: &Value, help: Option<&str>) -> Value {
    json!({
        "description": { "text": help },
        "artifactChanges": [{
            "artifactLocation": place,
            "replacements": [{
                "deletedRegion": { "byteOffset": edit.span.start, "byteLength": edit.span.len() },
                "insertedContent": { "text": edit.text },
            }],
        }],
    })
}
