//! Findings as annotations of a GitHub workflow, escaped as its commands require.

use super::Report;
use crate::checks::Diagnostic;
use crate::model::check::Severity;
use crate::render::safe::plain::on_one_line;

pub(super) fn text(report: &Report<'_>) -> String {
    report.diagnostics.iter().map(|diagnostic| annotation(report, diagnostic)).collect()
}

fn annotation(report: &Report<'_>, diagnostic: &Diagnostic) -> String {
    let Diagnostic { check, severity, start, end, message, help, .. } = diagnostic;
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Opinion => "notice",
    };
    let file = property(&on_one_line(&report.file(diagnostic)).collect::<String>());
    // GitHub refuses an end column on another line, or one that is not after the start.
    let columns = if start.line == end.line && end.column > start.column {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let title = property(&format!("rekindle: {}", check.name()));
    let lines = [Some(message), help.as_ref()].into_iter().flatten();
    let lines: Vec<String> = lines.map(|line| on_one_line(line).collect()).collect();
    let text = data(&lines.join("\n"));
    format!(
        "::{command} file={file},line={},endLine={}{columns},title={title}::{text}\n",
        start.line, end.line
    )
}

/// The text after the `::` of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn no_text_ends_a_command() {
        assert_eq!(data("50 %\r\n::error::x"), "50 %25%0D%0A::error::x");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
