//! Findings for people: the line with the place underlined, why it matters, how to fix it.

use super::Report;
use crate::checks::{Diagnostic, manual};
use crate::model::check::Severity;
use crate::model::count::Count;
use crate::render::excerpt::{Footnote, SourceExcerpt, Title};

pub(super) fn text(report: &Report<'_>) -> String {
    if report.diagnostics.is_empty() {
        return String::new();
    }
    let mut page = String::new();
    for diagnostic in report.diagnostics {
        page.push_str(&finding(report, diagnostic));
        page.push_str("\n\n");
    }
    page.push_str(&summary(report));
    page
}

fn finding(report: &Report<'_>, diagnostic: &Diagnostic) -> String {
    let file = report.file(diagnostic);
    let why = manual::why(diagnostic.check).unwrap_or_default();
    let help = diagnostic.help.as_deref().map(|help| (Footnote::Help, help));
    let excerpt = SourceExcerpt {
        title: Some(Title {
            severity: diagnostic.severity,
            check: diagnostic.check.name(),
            message: &diagnostic.message,
        }),
        file: &file,
        start: diagnostic.start,
        text: diagnostic.excerpt.as_ref().map(|excerpt| (excerpt.text.as_str(), excerpt.span.clone())),
        notes: std::iter::once((Footnote::Why, why)).chain(help).collect(),
    };
    excerpt.styled()
}

/// `2 errors, 1 warning in 2 files; --fix mends 1 of them.`
fn summary(report: &Report<'_>) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Opinion];
    let counts = severities.map(|severity| (report.count(severity), severity.name()));
    let counts =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| Count(*count, name).to_string());
    let counts = counts.collect::<Vec<_>>().join(", ");
    let mut files: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.path.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let files = Count(files.len(), "file");
    let sure =
        report.diagnostics.iter().filter(|one| one.mend.as_ref().is_some_and(|mend| mend.is_sure)).count();
    let mends = match sure {
        0 => String::new(),
        1 if report.diagnostics.len() == 1 => "; --fix mends it".to_owned(),
        _ => format!("; --fix mends {sure} of them"),
    };
    format!("{counts} in {files}{mends}.\n")
}
