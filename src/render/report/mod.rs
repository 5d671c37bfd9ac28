//! What is amiss in a vault, for people, editors and CI.

mod github;
mod human;
mod json;
mod sarif;
mod short;

use crate::checks::Diagnostic;
use crate::model::check::Severity;
use crate::model::count::Count;

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// With the lines they stand on, why they matter and how to mend them.
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
    /// What leads from where the reader is to the vault: nothing, or a path that ends with `/`.
    pub to_vault: &'a str,
}

impl Report<'_> {
    /// How many findings are that bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The file of a finding, as the reader finds it.
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

/// How much was mended: `3 slips in 2 files`.
pub fn mended(slips: usize, files: usize) -> String {
    format!("{} in {}", Count(slips, "slip"), Count(files, "file"))
}

/// What a program calls how bad a finding is; an opinion is a note to all of them.
const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Opinion => "note",
    }
}
