//! Findings for programs.

use serde::Serialize;

use super::Report;
use crate::checks::{Diagnostic, manual};
use crate::model::check::Severity;

#[derive(Serialize)]
struct Page<'a> {
    counts: Counts,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    opinions: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    check: &'static str,
    column: usize,
    end_column: usize,
    end_line: usize,
    file: String,
    help: Option<&'a str>,
    line: usize,
    mend: Option<Mend<'a>>,
    message: &'a str,
    note: &'a str,
    severity: &'static str,
    why: Option<&'static str>,
}

#[derive(Serialize)]
struct Mend<'a> {
    end: usize,
    start: usize,
    sure: bool,
    text: &'a str,
}

pub(super) fn text(report: &Report<'_>) -> String {
    let counts = Counts {
        errors: report.count(Severity::Error),
        opinions: report.count(Severity::Opinion),
        warnings: report.count(Severity::Warning),
    };
    let findings = report.diagnostics.iter().map(|one| Finding::of(report, one)).collect();
    // Writing texts and numbers to a string cannot fail.
    let page = serde_json::to_string_pretty(&Page { counts, findings }).unwrap_or_default();
    page + "\n"
}

impl<'a> Finding<'a> {
    fn of(report: &Report<'_>, diagnostic: &'a Diagnostic) -> Self {
        let Diagnostic { check, severity, path, start, end, message, help, mend, .. } = diagnostic;
        let mend = mend.as_ref().map(|mend| Mend {
            end: mend.edit.span.end,
            start: mend.edit.span.start,
            sure: mend.is_sure,
            text: &mend.edit.text,
        });
        Self {
            check: check.name(),
            column: start.column,
            end_column: end.column,
            end_line: end.line,
            file: report.file(diagnostic),
            help: help.as_deref(),
            line: start.line,
            mend,
            message,
            note: path,
            severity: severity.name(),
            why: manual::why(*check),
        }
    }
}
