//! What is wrong in a vault, for people, editors and CI.

mod github;
mod human;
mod json;
mod sarif;
mod short;

use crate::checks::Diagnostic;
use crate::model::check::Severity;
use crate::model::count::Count;

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// With the lines they are on, why they matter and how to fix them.
    Human,
    /// A line for each, which editors can parse.
    Short,
    /// For programs.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// Findings, and how the reader finds their files.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The findings, in order.
    pub diagnostics: &'a [Diagnostic],
    /// The path from the reader's folder to the vault: empty, or ending with `/`.
    pub to_vault: &'a str,
}

impl Report<'_> {
    /// How many findings have that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The path of a finding's file from the reader's folder.
    fn file(&self, diagnostic: &Diagnostic) -> String {
        format!("{}{}", self.to_vault, diagnostic.path)
    }
}

/// Writes a report. For people it may hold the control characters that give a terminal its colours.
pub fn text(report: &Report<'_>, format: ReportFormat) -> String {
    match format {
        ReportFormat::Human => human::text(report),
        ReportFormat::Short => short::text(report),
        ReportFormat::Json => json::text(report),
        ReportFormat::Github => github::text(report),
        ReportFormat::Sarif => sarif::text(report),
    }
}

/// How much was fixed: `3 slips in 2 files`.
pub fn mended(slips: usize, files: usize) -> String {
    format!("{} in {}", Count(slips, "slip"), Count(files, "file"))
}

/// The severity as programs call it; all of them know an opinion as a note.
const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Opinion => "note",
    }
}
