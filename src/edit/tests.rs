//! Entries in notes of every hand: what is written, and that nothing else changes.

use super::{EditError, NewEntry, add};
use crate::model::settings::Settings;
use crate::note::Reader;

/// The note with an entry of 21 November 2026 in it.
fn added(text: &str, title: &str, body: &str) -> Result<String, EditError> {
    on("2026-11-21", text, title, body)
}

fn on(date: &str, text: &str, title: &str, body: &str) -> Result<String, EditError> {
    let settings = Settings::default();
    let entry = NewEntry { date: date.parse().unwrap(), title, body };
    add(&Reader::new(&settings), "a.md", text, entry).map(|edit| edit.applied(text).unwrap())
}

#[track_caller]
fn check(before: &str, after: &str) {
    assert_eq!(added(before, "Call with Dana", "").unwrap(), after);
}

#[test]
fn an_entry_is_written_as_the_others_are() {
    let lines = [
        ("## 2026-09-14 Lunch", "## 2026-11-21 Call with Dana"),
        ("### 2026-09-14: Lunch", "### 2026-11-21: Call with Dana"),
        ("## 2026-09-14 – Lunch", "## 2026-11-21 – Call with Dana"),
        ("## 14 Sep 2026 Lunch", "## 21 Nov 2026 Call with Dana"),
        ("## 14. September 2026, Lunch", "## 21. November 2026, Call with Dana"),
        ("## September 14, 2026 — Lunch", "## November 21, 2026 — Call with Dana"),
        ("## 14.09.2026 Lunch", "## 21.11.2026 Call with Dana"),
        ("## Mon 2026-09-14 14:30 – Lunch", "## Sat 2026-11-21 – Call with Dana"),
        ("## 🍝 2026-09-14 Lunch", "## 2026-11-21 Call with Dana"),
        ("## [[2026-09-14]] Lunch", "## [[2026-11-21]] Call with Dana"),
        ("## [[daily/2026-09-14|Monday]] Lunch", "## [[daily/2026-11-21]] Call with Dana"),
        ("## **2026-09-14** — Lunch", "## **2026-11-21** — Call with Dana"),
        ("## [2026-09-14] Lunch", "## [2026-11-21] Call with Dana"),
        ("## [2026-09-14](x.md) Lunch", "## 2026-11-21 Call with Dana"),
        ("## Lunch (2026-09-14)", "## Call with Dana (2026-11-21)"),
        ("## Lunch — 14 Sep 2026", "## Call with Dana — 21 Nov 2026"),
        ("## Lunch: Monday 14.09.2026", "## Call with Dana: Saturday 21.11.2026"),
        ("## Lunch with [[Lee]] [[2026-09-14]]", "## Call with Dana [[2026-11-21]]"),
        ("## 2026-09-14", "## 2026-11-21 Call with Dana"),
        ("## September 14th, 2026 Lunch", "## 2026-11-21 Call with Dana"),
    ];
    for (before, after) in lines {
        let expected = format!("# Harbor\n\n{after}\n\n{before}\nText.\n");
        assert_eq!(added(&format!("# Harbor\n\n{before}\nText.\n"), "Call with Dana", ""), Ok(expected));
    }
}

#[test]
fn an_entry_stands_in_the_order_of_the_others() {
    check(
        "## 2026-10-01 B\n\n## 2026-09-14 A\n",
        "## 2026-11-21 Call with Dana\n\n## 2026-10-01 B\n\n## 2026-09-14 A\n",
    );
    check(
        "## 2026-09-14 A\ntext\n\n## 2026-10-01 B\ntext\n\n# Plans\n",
        "## 2026-09-14 A\ntext\n\n## 2026-10-01 B\ntext\n\n## 2026-11-21 Call with Dana\n\n# Plans\n",
    );
    check(
        "## 2026-09-14 A\n## 2026-10-01 B",
        "## 2026-09-14 A\n## 2026-10-01 B\n## 2026-11-21 Call with Dana",
    );
    check(
        "## 2026-12-14 Planned\n\n## 2026-09-14 A\n",
        "## 2026-12-14 Planned\n\n## 2026-11-21 Call with Dana\n\n## 2026-09-14 A\n",
    );
    check(
        "---\nname: A\n---\n## 2026-09-14 A\n\n## 2026-12-14 Planned\n",
        "---\nname: A\n---\n## 2026-09-14 A\n\n## 2026-11-21 Call with Dana\n\n## 2026-12-14 Planned\n",
    );
    let late = on("2026-01-01", "## 2026-10-01 B\n\n## 2026-09-14 A\n", "Call", "").unwrap();
    assert_eq!(late, "## 2026-10-01 B\n\n## 2026-09-14 A\n\n## 2026-01-01 Call\n");
    let early = on("2026-01-01", "## 2026-09-14 A\n\n## 2026-10-01 B\n", "Call", "").unwrap();
    assert_eq!(early, "## 2026-01-01 Call\n\n## 2026-09-14 A\n\n## 2026-10-01 B\n");
}

#[test]
fn markup_in_a_title_is_read_as_it_is_shown() {
    for title in
        ["[[people/dana|Dana]] called **twice**", "Call about `x` &amp; *y*", "Lunch at [Rosa](rosa.md)"]
    {
        let after = added("## 2026-09-14 A\n", title, "").unwrap();
        assert_eq!(after, format!("## 2026-11-21 {title}\n\n## 2026-09-14 A\n"));
    }
    let linked = added("## A (2026-09-14)\n", "Lunch with [[Dana]]", "").unwrap();
    assert_eq!(linked, "## Lunch with [[Dana]] (2026-11-21)\n\n## A (2026-09-14)\n");
}

#[test]
fn a_log_gets_an_item() {
    check(
        "---\nname: A\n---\n## Log\n- 2026-10-01 B\n  more\n- 2026-09-14 A\n",
        "---\nname: A\n---\n## Log\n- 2026-11-21 Call with Dana\n- 2026-10-01 B\n  more\n- 2026-09-14 A\n",
    );
    check(
        "---\nname: A\n---\n## Log\n\n* **2026-09-14** – A\n* **2026-10-01** – B\n\n## Notes\n",
        "---\nname: A\n---\n## Log\n\n* **2026-09-14** – A\n* **2026-10-01** – B\n* **2026-11-21** – Call with Dana\n\n## Notes\n",
    );
    check(
        "---\nname: A\n---\n\n## Contact log\n",
        "---\nname: A\n---\n\n## Contact log\n\n- 2026-11-21 Call with Dana\n",
    );
    check(
        "---\nname: A\n---\n## Log\n\n1. 2026-09-14 A\n2. 2026-10-01 B\n",
        "---\nname: A\n---\n## Log\n\n1. 2026-09-14 A\n2. 2026-10-01 B\n2. 2026-11-21 Call with Dana\n",
    );
}

#[test]
fn a_note_without_a_history_gets_a_sensible_first_entry() {
    check("---\nname: A\n---\n", "---\nname: A\n---\n\n## 2026-11-21 Call with Dana\n");
    check("---\nname: A\n---", "---\nname: A\n---\n\n## 2026-11-21 Call with Dana");
    check(
        "---\nname: A\n---\n\n# A\n\nText.",
        "---\nname: A\n---\n\n# A\n\nText.\n\n## 2026-11-21 Call with Dana",
    );
}

#[test]
fn a_year_gets_its_entries() {
    check(
        "## 2026\n\n### 14 Sep A\n\n## 2025\n\n### 2 Oct B\n",
        "## 2026\n\n### 21 Nov Call with Dana\n\n### 14 Sep A\n\n## 2025\n\n### 2 Oct B\n",
    );
    check(
        "# Log\n\n## 2025\n\n### 2 Oct B\n\n### 1 Oct A\n",
        "# Log\n\n## 2026\n\n### 21 Nov Call with Dana\n\n## 2025\n\n### 2 Oct B\n\n### 1 Oct A\n",
    );
    check(
        "## 2024\n\n### 2 Oct B\n\n## 2025\n\n### 1 Oct A\n",
        "## 2024\n\n### 2 Oct B\n\n## 2025\n\n### 1 Oct A\n\n## 2026\n\n### 21 Nov Call with Dana\n",
    );
}

#[test]
fn lines_end_as_the_others_do() {
    check(
        "\u{feff}---\r\nname: A\r\n---\r\n\r\n## 2026-09-14 A\r\ntext",
        "\u{feff}---\r\nname: A\r\n---\r\n\r\n## 2026-11-21 Call with Dana\r\n\r\n## 2026-09-14 A\r\ntext",
    );
}

#[test]
fn a_body_stands_below() {
    let body = "They like it.\n\nMore.\n";
    assert_eq!(
        added("## 2026-09-14 A\n\ntext\n", "Call", body).unwrap(),
        "## 2026-11-21 Call\n\nThey like it.\n\nMore.\n\n## 2026-09-14 A\n\ntext\n"
    );
    assert_eq!(
        added("## 2026-09-14 A\ntext\n", "Call", body).unwrap(),
        "## 2026-11-21 Call\nThey like it.\n\nMore.\n\n## 2026-09-14 A\ntext\n"
    );
    assert_eq!(
        added("---\nname: A\n---\n## Log\n- 2026-09-14 A\n", "Call", "Fine.\nMore.").unwrap(),
        "---\nname: A\n---\n## Log\n- 2026-11-21 Call\n  Fine.\n  More.\n- 2026-09-14 A\n"
    );
}

#[test]
fn what_would_be_read_otherwise_is_refused() {
    let before = "## 2026-09-14 A\n";
    assert_eq!(added(before, "Call", "## 2026-01-01 Sneaky\n"), Err(EditError::Misread));
    assert_eq!(
        added("## 2026-09-14 A\n\n```\nnever closed\n", "Call", "").unwrap(),
        "## 2026-11-21 Call\n\n## 2026-09-14 A\n\n```\nnever closed\n"
    );
    assert_eq!(
        added("## 2026-09-14 A\n\n## 2026-10-14 B\n\n```\nnever closed\n", "Call", ""),
        Err(EditError::Misread)
    );
}
