//! Findings for programs.

use serde_json::{Value, json};

use super::Report;
use crate::checks::{Diagnostic, manual};
use crate::manual::Manual;
use crate::model::check::Severity;

pub(super) fn text(report: &Report<'_>) -> String {
    let findings: Vec<Value> = report.diagnostics.iter().map(|one| finding(report, one)).collect();
    let page = json!({
        "counts": {
            "errors": report.count(Severity::Error),
            "warnings": report.count(Severity::Warning),
            "opinions": report.count(Severity::Opinion),
        },
        "findings": findings,
    });
    format!("{page:#}\n")
}

fn finding(report: &Report<'_>, diagnostic: &Diagnostic) -> Value {
    let Diagnostic { check, severity, path, start, end, message, help, mend, .. } = diagnostic;
    let mend = mend.as_ref().map(|mend| {
        json!({
            "start": mend.edit.span.start,
            "end": mend.edit.span.end,
            "text": mend.edit.text,
            "sure": mend.is_sure,
        })
    });
    json!({
        "check": check.name(),
        "severity": severity.name(),
        "note": path,
        "file": report.file(diagnostic),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "message": message,
        "why": manual::of(*check).map(Manual::why),
        "help": help,
        "mend": mend,
    })
}
