//! A line for each finding: `file:line:column: severity[check]: message`.

use super::{Report, level};
use crate::render::safe::plain::on_one_line;

pub(super) fn text(report: &Report<'_>) -> String {
    let mut page = String::new();
    for diagnostic in report.diagnostics {
        let (file, start) = (report.file(diagnostic), diagnostic.start);
        let (level, check) = (level(diagnostic.severity), diagnostic.check.name());
        let line =
            format!("{file}:{}:{}: {level}[{check}]: {}", start.line, start.column, diagnostic.message);
        // A line that begins with `::` would be a command to a GitHub workflow.
        page.push_str(if line.starts_with("::") { "./" } else { "" });
        page.extend(on_one_line(&line));
        page.push('\n');
    }
    page
}
