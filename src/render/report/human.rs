//! Findings for people: the line with the place underlined, why it matters, how to mend it; the only user
//! of annotate-snippets.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Report;
use crate::checks::{Diagnostic, manual};
use crate::manual::Manual;
use crate::model::check::Severity;
use crate::render::escape::on_one_line;
use crate::render::wording::counted;

pub(super) fn text(report: &Report<'_>) -> String {
    if report.diagnostics.is_empty() {
        return String::new();
    }
    let renderer = Renderer::styled();
    let mut page = String::new();
    for diagnostic in report.diagnostics {
        page.push_str(&renderer.render(&[group(&Shown::of(report, diagnostic))]));
        page.push_str("\n\n");
    }
    page.push_str(&summary(report));
    page
}

/// A finding in texts that may go to a terminal.
struct Shown {
    severity: Severity,
    check: &'static str,
    message: String,
    file: String,
    start: (usize, usize),
    excerpt: Option<(String, std::ops::Range<usize>)>,
    why: String,
    help: Option<String>,
}

impl Shown {
    fn of(report: &Report<'_>, diagnostic: &Diagnostic) -> Self {
        let plain = |text: &str| on_one_line(text).collect::<String>();
        let excerpt = diagnostic
            .excerpt
            .as_ref()
            .map(|excerpt| (without_controls(&excerpt.text), excerpt.span.clone()));
        Self {
            severity: diagnostic.severity,
            check: diagnostic.check.name(),
            message: plain(&diagnostic.message),
            file: plain(&report.file(diagnostic)),
            start: (diagnostic.start.line, diagnostic.start.column),
            excerpt,
            why: manual::of(diagnostic.check).map(Manual::why).unwrap_or_default(),
            help: diagnostic.help.as_deref().map(plain),
        }
    }
}

fn group(shown: &Shown) -> Group<'_> {
    let level = match shown.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Opinion => Level::NOTE.with_name("opinion"),
    };
    let title = level.primary_title(shown.message.as_str()).id(shown.check);
    let place = match &shown.excerpt {
        Some((text, span)) => title.element(
            Snippet::source(text.as_str())
                .line_start(shown.start.0)
                .path(shown.file.as_str())
                .annotation(AnnotationKind::Primary.span(span.clone())),
        ),
        None => {
            title.element(Origin::path(shown.file.as_str()).line(shown.start.0).char_column(shown.start.1))
        }
    };
    let why = place.element(Level::NOTE.with_name("why").message(shown.why.as_str()));
    match &shown.help {
        Some(help) => why.element(Level::HELP.message(help.as_str())),
        None => why,
    }
}

/// A text of the same length in bytes in which nothing can command a terminal.
fn without_controls(text: &str) -> String {
    let plain = |c: char| match c {
        '\n' | '\t' => c,
        c if c.is_ascii_control() => ' ',
        c if c.is_control() => '·',
        // What turns the direction of a line takes three bytes, and so does this.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// `2 errors, 1 warning in 2 files; --fix mends 1 of them.`
fn summary(report: &Report<'_>) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Opinion];
    let counts = severities.map(|severity| (report.count(severity), severity.name()));
    let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| counted(*count, name));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let mut files: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.path.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let files = counted(files.len(), "file");
    let sure =
        report.diagnostics.iter().filter(|one| one.mend.as_ref().is_some_and(|mend| mend.is_sure)).count();
    let mends = match sure {
        0 => String::new(),
        1 if report.diagnostics.len() == 1 => "; --fix mends it".to_owned(),
        _ => format!("; --fix mends {sure} of them"),
    };
    format!("{counts} in {files}{mends}.\n")
}
