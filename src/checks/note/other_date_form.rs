//! # other-date-form
//!
//! Tells of a date that is read and is written in another form than `2026-09-14`.
//!
//! ## Why
//!
//! Dates of one form are easier to search, to sort and to read by other tools.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 4 September 2026 – Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! `rekindle check --all --fix` writes the ISO form. Dates in links or code, with another date beside them, and without a year are
//! left as they are.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-09-04 – Lunch with Dana
//! ```

use crate::model::keys::{ContactKey, Key};
use chrono::NaiveDate;

use super::lone_date::is_alone;
use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::date::{DateContext, whole};
use crate::note::places::{Block, BlockDate};
use crate::text::{Edit, Span};

/// Keys with a date, or a list of dates.
const KEYS: [Key; 4] = [Key::Since, Key::LastContact, Key::Pause, Key::Delivered];

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let in_history = view.places.blocks.iter().filter_map(|block| of_block(view, block));
    let contacts = 0..view.client.contacts.len();
    let of_contacts = contacts
        .flat_map(|nth| [ContactKey::Left, ContactKey::Away].map(|key| view.places.of_contact(nth, key)));
    let in_keys = KEYS.iter().flat_map(|key| view.places.values(*key)).cloned().chain(of_contacts);
    let context = DateContext { order: view.settings.date_order, year: None };
    let in_keys = in_keys.filter_map(|span| {
        let dated = whole(view.slice(&span), context).filter(|dated| dated.written == view.slice(&span))?;
        finding(view, span, dated.date.ok()?)
    });
    in_history.chain(in_keys).collect()
}

fn of_block(view: &NoteView<'_>, block: &Block) -> Option<Finding> {
    let BlockDate::Read { date, ref span, .. } = block.date else { return None };
    let has_year = view.slice(span).contains(&date.format("%Y").to_string());
    let is_alone = is_alone(view, view.line(block), span);
    if has_year && is_alone { finding(view, span.clone(), date) } else { None }
}

fn finding(view: &NoteView<'_>, span: Span, day: NaiveDate) -> Option<Finding> {
    let iso = day.to_string();
    let written = view.slice(&span);
    let finding = Finding::new(span.clone(), format!("“{written}” is {iso}"));
    (written != iso).then(|| finding.mended(Edit { span, text: iso }))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::check;
    use crate::model::check::Check;

    #[test]
    fn only_the_date_is_changed() {
        let cases = [
            ("since: 4.9.2026", "", "2:8 write “since: 2026-09-04” (sure)"),
            ("since: 2026-09-04", "", ""),
            (
                "contacts: [{name: A, left: 4 Sep 2026}]",
                "",
                "2:28 write “contacts: [{name: A, left: 2026-09-04}]” (sure)",
            ),
            (
                "delivered: [2026-09-04, 5.9.2026]",
                "",
                "2:25 write “delivered: [2026-09-04, 2026-09-05]” (sure)",
            ),
            ("pause: {until: 4.12.2026}", "", ""),
            ("name: A", "## **4.9.2026**: Call", "4:6 write “## **2026-09-04**: Call” (sure)"),
            ("name: A", "## Call (Sep 4, 2026)", "4:10 write “## Call (2026-09-04)” (sure)"),
            ("name: A", "## Fri 2026/09/04 14:30 Call", "4:8 write “## Fri 2026-09-04 14:30 Call” (sure)"),
            ("name: A", "## 2026/09/14 – 2026/09/16 Fair", ""),
            ("name: A", "## 14.09.2026-16.09.2026 Fair", ""),
            ("name: A", "## Fair 14 Sep 2026 - 16 Sep 2026", ""),
            ("name: A", "## 4 Sep 2026 to 6 Sep 2026", ""),
            ("name: A", "## 12.11.2026.1 Offer", ""),
            ("name: A", "## `4 Sep 2026` Call", ""),
            ("name: A", "## [[2026.09.04]] Call", ""),
            ("name: A", "## [4.9.2026](x.md) Call", ""),
            ("name: A", "## 2026\n### 4 Sep Call", ""),
            ("name: A", "## Log\n- 4.9.2026 Call", "5:3 write “- 2026-09-04 Call” (sure)"),
        ];
        for (key, body, expected) in cases {
            let note = format!("---\n{key}\n---\n{body}\n");
            assert_eq!(check(Check::OtherDateForm, &[&note], "").join("\n"), expected, "{key} {body}");
        }
    }
}
