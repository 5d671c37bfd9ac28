//! # almost-a-date
//!
//! Tells of a heading or log item that looks dated and is not read as a touch.
//!
//! ## Why
//!
//! What it tells does not count: a client you spoke to last week may be on the agenda as forgotten.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-9-4 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Write the date in [a form that is read](format.md#dates), at the start of the heading or, behind a dash or in brackets,
//! at its end. `rekindle check --fix` does, where the date can mean only one day.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```

use chrono::NaiveDate;

use super::lone_date::is_alone;
use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::date::near::{self, NearDate, NearKind};
use crate::date::{DateContext, at_start};
use crate::note::places::{Block, BlockDate, BlockKind};
use crate::text::{Edit, Span, slice};

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let undated = view.places.blocks.iter().filter(|block| block.date == BlockDate::None);
    undated.filter_map(|block| finding(view, block)).collect()
}

fn finding(view: &NoteView<'_>, block: &Block) -> Option<Finding> {
    let (words, start) = view.words(block);
    let NearDate { written, kind } = match block.kind {
        BlockKind::Heading(_) => near::near(words)?,
        // In the middle of an item a date means something else.
        BlockKind::Item => near::at_start(words)?,
    };
    let at = start + words.find(written)?;
    let span = at..at + written.len();
    let unread = format!("“{written}” looks like a date and is not read as one");
    Some(match kind {
        NearKind::Placeholder => return None,
        NearKind::NoYear => Finding::new(span, format!("“{written}” has no year, so this is no touch"))
            .help("write the year too, or put a heading with only the year above"),
        NearKind::Form(None) => Finding::new(span, unread).help("write it like 2026-09-14"),
        NearKind::Likely(day) => {
            let edit = in_iso_form(view, &span, day);
            Finding::new(span, unread).suggested(edit)
        }
        NearKind::Form(Some(day)) => {
            let edit = in_iso_form(view, &span, day);
            let corrected = edit.applied(view.text).unwrap_or_default();
            let read = at_start(slice(&corrected, start..), DateContext::default());
            let is_sure = read.is_some() && is_alone(view, start..start + words.len(), &span);
            let finding = Finding::new(span, unread);
            if is_sure { finding.mended(edit) } else { finding.suggested(edit) }
        }
        NearKind::Inside(day) => {
            let title = words.replacen(written, "", 1);
            let title: Vec<&str> = title.split_whitespace().collect();
            let edit = Edit { span: start..start + words.len(), text: format!("{day} {}", title.join(" ")) };
            Finding::new(span, "this date stands in the middle, so this is no touch").suggested(edit)
        }
    })
}

/// Writes a day in ISO form, apart from what follows.
fn in_iso_form(view: &NoteView<'_>, span: &Span, day: NaiveDate) -> Edit {
    let behind = slice(view.text, span.end..);
    let end = span.end + usize::from(behind.starts_with('_'));
    let is_glued = behind.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    Edit { span: span.start..end, text: format!("{day}{}", if is_glued { " " } else { "" }) }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::check;
    use crate::model::check::Check;

    #[test]
    fn what_looks_dated_is_told_with_the_corrected_line() {
        let cases = [
            ("## 2026-9-4 Lunch", "5:4 write “## 2026-09-04 Lunch” (sure)"),
            ("### Lunch (14-Sep-2026)", ""),
            ("## 2026-09-14_call with Dana", "5:4 write “## 2026-09-14 call with Dana”"),
            ("## 2026-09-14call", "5:4 write “## 2026-09-14 call”"),
            ("## 2026-9-4: Lunch", "5:4 write “## 2026-09-04: Lunch” (sure)"),
            ("## 14th of September 2026 Lunch", "5:4 write “## 2026-09-14 Lunch” (sure)"),
            ("## 2026-9-4/5 Fair", "5:4 write “## 2026-09-04/5 Fair”"),
            ("## 2026-9-4 - 2026-9-6 Fair", "5:4 write “## 2026-09-04 - 2026-9-6 Fair”"),
            ("## `2026-9-4` Lunch", "5:5 write “## `2026-09-04` Lunch”"),
            ("## 3.2.10 Set up", "5:4 write “## 2010-02-03 Set up”"),
            ("## 1.4.22", "5:4 write “## 2022-04-01”"),
            ("## 20260904 Invoice", "5:4 write “## 2026-09-04 Invoice”"),
            ("## [[2026-9-4]] Lunch", "5:6 write “## [[2026-09-04]] Lunch”"),
            ("## 26-01-02 Lunch", "5:4 write it like 2026-09-14"),
            ("## 14 Sep Lunch", "5:4 write the year too, or put a heading with only the year above"),
            ("## 2026\n### 14 Sep Lunch", ""),
            ("## Lunch with Dana 2026-09-14", "5:20 write “## 2026-09-14 Lunch with Dana”"),
            (
                "## Log\n- 2026-9-4 Lunch\n- See the offer of 2026-09-04",
                "6:3 write “- 2026-09-04 Lunch” (sure)",
            ),
            ("## Log\n1. 2026-9-4 Lunch", "6:4 write “1. 2026-09-04 Lunch” (sure)"),
            ("- 2026-9-4 Lunch", ""),
            ("## 2026-02-30 Lunch", ""),
            ("## Plans for 2026", ""),
        ];
        for (body, expected) in cases {
            let note = format!("---\nname: A\n---\n\n{body}\n");
            assert_eq!(check(Check::AlmostADate, &[&note], "").join("\n"), expected, "{body}");
        }
    }
}
