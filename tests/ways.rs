//! The fast paths read every note exactly as the parsers do.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::sample::{Index, select};
use rekindle::model::settings::Settings;
use rekindle::note::Reader;

/// What Markdown is made of.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\n", "\n", "\n", "\n\n", "\r\n", "\r", " ", "  ", "   ", "    ", "\t", "\u{b}", "\u{c}", "\0", "\u{a0}", "\u{2028}",
    "# ", "## ", "## ", "### ", "###### ", "####### ", "#", "##", " ##", " #\t", "#ask", "\n## 2026-09-14 Call\n",
    "\n## 2026-09-15 Lunch with Dana\n", "\n# Harbor\n", "\n## Log\n", "\n## 2026\n", "\n### 14 Sep Call\n", "2026-09-14 ",
    "2026-02-30 ", "Call", "Dana", "2026-09-16 E-mail", "- ", "* ", "+ ", "1. ", "2) ", "-", "\n- 2026-09-17 Zoom\n", "\n  - ",
    "[ ] ", "[x] ", "[ ]", "[/] ", "[!] ", "- [!] Call by 2026-10-03\n", "\n[/]: /x\n", "- [ ] Send 📅 2026-10-01\n", "  - [ ] Ask by 2026-10-02\n", "- [x] Old\n", "> ", "> - [ ] Quoted\n",
    "```", "```\n", "````", "~~~\n", "~~~ x\n", "```rust\n", "\n   ```\n", "\n    ```\n", "\n``` `\n", "```\t\n", "    code\n",
    "===\n", "---\n", "--- \n", "-- -", "=\n", "***\n", "* * *\n",
    "<!--", "-->", "<div>\n", "</div>\n", "<pre>\n", "</pre>", "<?x", "?>", "<!X", ">", "<![CDATA[", "]]>", "<a b>\n", "<b>", "<x@y.z>",
    "[", "]", "[[", "]]", "[Dana]", "[[Dana]]", "]:", "]]:", "\\]]: ", "\n[Dana]: /x\n", "\n[Dana]:\n", "\n[Dana]: <", "\n[Dana]: /x\n'",
    "[2026-09-14]", "\n[2026-09-14]: /x 'y\n",
    "](x.md)", "![", "!", "(", ")", "*", "**", "_", "`", "``", "\\", "&amp;", "&", "|", "|-|\n", ": ", "\"", "'", "ü", "📅",
];

/// A note as both read it, places included.
fn check(text: &str) {
    let settings = Settings::default();
    let (quick, thorough) = (Reader::new(&settings), Reader::new(&settings).thorough());
    let bytes = text.as_bytes();
    let (note, ()) = quick
        .look("note.md", bytes, |quick| {
            let (note, ()) = thorough
                .look("note.md", bytes, |thorough| {
                    assert_eq!(quick.note, thorough.note, "{text:?}");
                    assert_eq!(quick.places, thorough.places, "{text:?}");
                })
                .unwrap();
            assert_eq!(*quick.note, note);
        })
        .unwrap();
    assert_eq!(quick.note("note.md", bytes), Some(note));
}

fn pieces() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..16).prop_map(|pieces| pieces.concat())
}

/// Lines with every kind of beginning, nested in each other.
fn lines() -> impl Strategy<Value = String> {
    let indent = select(
        &["", "", "", " ", "  ", "   ", "    ", "\t", " \t", "> ", ">", "- ", "-\t", "1. ", "  - ", "*  "][..],
    );
    let end = select(&["\n", "\n", "\n", "\n\n", "\n\n\n", "\r\n", " \n", " \r\n\r\n", "\\\n", "\r", ""][..]);
    let line = (indent.clone(), indent, select(PIECES), select(PIECES), end);
    let line = line.prop_map(|(outer, inner, one, two, end)| [outer, inner, one, two, end].concat());
    vec(line, 0..10).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_is_read_the_same(body in prop_oneof![pieces(), lines()]) {
        check(&format!("---\ncontacts: [Dana Reyes]\n---\n{body}"));
        check(&format!("---\n---\n# Harbor\n\n## Log\n\n{body}\n## 2026-09-20 Call\n\n- 2026-09-21 Call\n"));
    }

    #[test]
    fn real_notes_with_slips_are_read_the_same(
        note in select(notes()),
        slips in vec((any::<Index>(), 0..3usize, select(PIECES)), 0..5),
    ) {
        let mut text = note;
        for (at, replaced, piece) in slips {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.ceil_char_boundary((start + replaced).min(text.len()));
            text.replace_range(start..end, piece);
        }
        check(&text);
    }
}

#[test]
fn a_dash_before_a_comma_is_read_the_same() {
    check("---\ndelivered: [2025-11-28-- -, 2026-10-23]\n---\n\n## 2026-11-10 Call\n");
}

/// The notes of the example vault, and the pages of this repository.
fn notes() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> =
        ["example-vault", "docs", "fuzz/seeds"].map(|name| root.join(name)).into();
    let mut notes = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                notes.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    notes.sort();
    notes
}

#[test]
fn real_notes_are_read_the_same() {
    let notes = notes();
    assert!(notes.len() > 20);
    for note in notes {
        check(&note);
    }
}
