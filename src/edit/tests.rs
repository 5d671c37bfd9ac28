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

const BELOW: &str = "## 2026-09-14 A\n\n- [ ] Send it 📅 2026-11-10\n\n## Notes\n\nText.\n";

#[test]
fn a_body_hides_nothing_below_it() {
    // What is said, and what begins and ends what would hide the rest.
    let cases = [
        ("```\nopen", "```", "```"),
        ("Fine.\n\n~~~~ text\nopen\n~~~", "~~~~", "~~~~"),
        ("```\nclosed\n```\n```python\nopen", "```", "```"),
        ("<!-- open", "<!--", "-->"),
        ("<!-- open\n\n- [ ] Call 📅 2026-12-01", "<!--", "-->"),
        ("a\n\n<PRE>\nopen", "<pre", "</pre>"),
        ("<script>\nopen", "<script", "</script>"),
        ("<style>\nopen", "<style", "</style>"),
        ("<textarea>", "<textarea", "</textarea>"),
        ("<?php", "<?", "?>"),
        ("<!DOCTYPE", "<!", ">"),
        ("<![CDATA[", "<![CDATA[", "]]>"),
        ("%%\nopen", "%%", "%%"),
        ("%% closed %%\n%%\nclosed %%\n%% open", "%%", "%%"),
    ];
    for (body, opening, closing) in cases {
        let refused = Err(EditError::LeftOpen { opening: opening.to_owned(), closing: closing.to_owned() });
        for note in [BELOW, "## 2026-09-14 A\n", "---\nname: A\n---\n"] {
            assert_eq!(added(note, "Call", body), refused, "{body:?}");
        }
        if opening != "%%" {
            // In an item it ends with the item.
            let log = "---\nname: A\n---\n## Log\n\n- 2026-09-14 A\n\n- [ ] Send it 📅 2026-11-10\n";
            assert!(added(log, "Call", body).is_ok(), "{body:?}");
        }
    }
}

#[test]
fn a_body_that_ends_what_it_begins_is_written() {
    for body in [
        "```\n## 2026-01-01 Code\n```",
        "<!--\nno\n\nmore\n-->",
        "<pre>\n\n- [ ] Call 📅 2026-12-01\n</pre>",
        "%%\nnot shown\n%%",
        "100 %% sure",
        "`<!--` is a comment",
        "- a\n\n      code\n- b\n  ```\n  open in the item",
        "> ```\n> open in the quote",
        "- [ ] Call by 2026-12-01\n- [ ] Call by 2026-02-30",
        "### Details\n\nMore.",
        "<div>\n\nopen",
    ] {
        let after = added(BELOW, "Call", body).unwrap();
        assert_eq!(after, format!("## 2026-11-21 Call\n\n{body}\n\n{BELOW}"));
    }
}

#[test]
fn a_body_is_kept_apart_where_it_would_swallow_what_is_below() {
    let close = "## 2026-09-14 A\ntext\n## 2026-10-14 B\n";
    let early = |body: &str| on("2026-10-01", close, "Call", body).unwrap();
    assert_eq!(early("Fine."), "## 2026-09-14 A\ntext\n## 2026-10-01 Call\nFine.\n## 2026-10-14 B\n");
    assert_eq!(early("<div>"), "## 2026-09-14 A\ntext\n\n## 2026-10-01 Call\n<div>\n\n## 2026-10-14 B\n");
}

#[test]
fn a_body_begins_no_section_and_no_entry() {
    for body in [
        "# Minutes\n\nText.",
        "Text.\n\n## Plans",
        "Text\n====",
        "## 2026-01-01 Sneaky",
        "### 2026-02-30 Call",
        "### Log\n\n- 2026-01-01 Sneaky",
    ] {
        let refused = added(BELOW, "Call", body);
        assert!(matches!(refused, Err(EditError::NotWithin { .. })), "{body:?}: {refused:?}");
    }
    // A name that a text gives to a link would change what others say.
    let linked = "## 2026-09-14 Call with [Dana]\n";
    assert_eq!(added(linked, "Call", "[Dana]: x.md"), Err(EditError::Misread));
    assert_eq!(added(BELOW, "Call\n## 2026-01-01 Sneaky", ""), Err(EditError::NotOneLine));
}

#[test]
fn what_would_be_read_otherwise_is_refused() {
    assert_eq!(
        added("## 2026-09-14 A\n\n```\nnever closed\n", "Call", "").unwrap(),
        "## 2026-11-21 Call\n\n## 2026-09-14 A\n\n```\nnever closed\n"
    );
    assert_eq!(
        added("## 2026-09-14 A\n\n## 2026-10-14 B\n\n```\nnever closed\n", "Call", ""),
        Err(EditError::Misread)
    );
}
