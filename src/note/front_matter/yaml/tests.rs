//! The text at a field's span is the field's value.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::sample::select;

use super::{Document, Field};
use crate::note::problem::Problems;
use crate::text::slice;

/// Every scalar with its key, as `key: text`, each taken from the text at its span.
fn scalars(text: &str, field: &Field<'_>, found: &mut Vec<String>) {
    if field.text().is_some() {
        let shown = format!("{}: {}", slice(text, field.key_span()), slice(text, field.span()));
        found.push(shown);
    } else if let Some(parts) = field.fields() {
        parts.for_each(|part| scalars(text, &part, found));
    } else {
        field.items().for_each(|item| scalars(text, &item, found));
    }
}

/// The scalars of a front matter between `before` and `after`, the same with and without the fast path.
fn at_spans(before: &str, source: &str, after: &str) -> Vec<String> {
    let text = format!("{before}{source}{after}");
    let block = before.len()..before.len() + source.len();
    let mut problems = Problems::default();
    let [fast, full] = [Document::read, Document::read_fully].map(|read| {
        let document = read(&text, block.clone(), &mut problems);
        let mut found = Vec::new();
        document.fields().for_each(|field| scalars(&text, &field, &mut found));
        found
    });
    assert_eq!(fast, full, "{source:?}");
    full
}

#[test]
fn spans_are_those_of_the_parser() {
    let cases: &[(&str, &[&str])] = &[
        // Keys in comments, quotes and block scalars.
        (
            "c:\n- name: A\n  # former birthday: 1960-01-01\n  birthday: soon\n",
            &["name: A", "birthday: soon"],
        ),
        ("c:\n- role: 'left: no'\n  left: x\n", &["role: left: no", "left: x"]),
        ("c: [{role: \"a, left: no\", left: x}]\n", &["role: a, left: no", "left: x"]),
        ("c:\n- role: |\n    left: no\n  left: x\n", &["role: left: no", "left: x"]),
        ("c:\n- role: left\n  left: x # left: no\n", &["role: left", "left: x"]),
        ("c: {a: [left], left: x}\n", &["a: left", "left: x"]),
        ("c:\n- x-left: a\n  left: b\n", &["x-left: a", "left: b"]),
        (
            "c:\n- aliases:\n  - 'name: B'\n  name: A\n- name: B\n",
            &["aliases: name: B", "name: A", "name: B"],
        ),
        // A dash and a bracket that open nothing.
        ("c:\n- |\n  - a\n- b\n", &["c: - a", "c: b"]),
        ("c: ['[', \"]\", x]\n", &["c: [", "c: ]", "c: x"]),
        ("c:\n- a # - b\n# - c\n- d\n", &["c: a", "c: d"]),
        // Scalars in every style.
        ("a: \"x \\\" y\" # z\nb: 'it''s' # z\nc: x # y\n", &["a: x \\\" y", "b: it''s", "c: x"]),
        ("a: >-\n\n  x\n  y\n\n# z\nb: !t &k 'x'\n", &["a: x\n  y", "b: x"]),
        ("a: x\n  y # z\nb: \" x \"\n", &["a: x\n  y", "b: x"]),
        ("a: !t |\n  x\nb: &k # c\n  x\n", &["a: x", "b: x"]),
        ("\"a\": [[Ä Ö]]\n'b': {\"c d\": ü, 'e': \"ß\"}\n", &["\"a\": Ä Ö", "c d: ü", "e: ß"]),
        ("a: +4930\nb: [0x1f, true, 1.50]\n", &["a: +4930", "b: 0x1f", "b: true", "b: 1.50"]),
        ("c:\n- b:\t'x'\t# y\n  d:\ty # z\n", &["b: x", "d: y"]),
        ("a: 🎉 x\r\nc:\r\n- b: ü\r\n  # b: y\r\n  d: é\r\n", &["a: 🎉 x", "b: ü", "d: é"]),
    ];
    for (source, expected) in cases {
        for (before, after) in [("", ""), ("---\n", "---\n"), ("\u{feff}---\r\n", "---\r\nä")] {
            assert_eq!(at_spans(before, source, after), *expected, "{source:?}");
        }
    }
}

#[test]
fn where_the_parser_gives_up_the_span_is_the_entry() {
    let cases: &[(&str, &[&str])] = &[
        // Each item of a list by itself, and its key where one is not.
        (
            "c:\n- name: A\n  # left: no\n  left: x\n- name: B: C\n- name: D\nb: [x\n",
            &["name: A", "left: x", "name: D"],
        ),
        ("a: x: y\nb: 'a' # c\n", &["b: a"]),
        ("\"c\"\u{a0}: x\n- a: b\n- c\n", &["a: b", "\"c\": c"]),
        // Newer YAML wants the second line indented.
        ("a: \"x\nb: y\"\nc: z\n", &["a: \"x", "c: z"]),
    ];
    for (source, expected) in cases {
        assert_eq!(at_spans("---\n", source, "---\n"), *expected, "{source:?}");
    }
}

/// A text that a scalar may hold, some of which look like keys.
const TEXTS: &[&str] = &[
    "Dana Reyes",
    "left: no",
    "name: B",
    "birthday: soon",
    "2026-9-14",
    "ü",
    "🎉 — x",
    "it's",
    "a # b",
    "[x]",
    "{y: z}",
    "a, left: b",
    "- c",
    "name",
    "left",
    "+4930123",
    "007",
    "12",
    "true",
    "x\ty",
    "!t",
    "&k",
    "|",
    "*",
];

const KEYS: [&str; 8] = ["name", "role", "birthday", "left", "date", "Ä key", "a", "lead"];

/// What may be after a value, or on lines of its own.
const COMMENTS: [&str; 5] = ["# left: no", "#", "# - name: B", "# ü '", "# {name: \"x"];

/// A scalar on one line, plain where that is YAML.
fn inline() -> impl Strategy<Value = String> {
    prop_oneof![
        select(TEXTS).prop_map(|text| format!("\"{}\"", text.replace('\t', "\\t"))),
        select(TEXTS).prop_map(|text| format!("'{}'", text.replace('\'', "''"))),
        select(
            &[
                "Dana Reyes",
                "it's",
                "ü",
                "🎉 — x",
                "2026-9-14",
                "name",
                "left",
                "+4930123",
                "007",
                "12",
                "true"
            ][..]
        )
        .prop_map(str::to_owned),
    ]
}

/// A list or mapping in brackets.
fn flow() -> impl Strategy<Value = String> {
    let pairs = vec((0..KEYS.len(), inline()), 1..4);
    let map = pairs.prop_map(|pairs| {
        let pair = |(nth, (key, value)): (usize, (usize, String))| format!("{}{nth}: {value}", KEYS[key]);
        format!("{{{}}}", pairs.into_iter().enumerate().map(pair).collect::<Vec<_>>().join(", "))
    });
    let list = vec(inline(), 1..4).prop_map(|items| format!("[{}]", items.join(", ")));
    prop_oneof![map, list, select(&["[[Ä & B]]", "[[people/Lee|Lee]]"][..]).prop_map(str::to_owned)]
}

/// A value after a key in that column, with its line end.
fn value(column: usize) -> impl Strategy<Value = String> {
    let indent = " ".repeat(column + 2);
    let comment = of(select(&COMMENTS[..]));
    let on_line =
        (prop_oneof![4 => inline(), 1 => flow()], comment).prop_map(|(value, comment)| match comment {
            Some(comment) => format!(" {value} {comment}\n"),
            None => format!(" {value}\n"),
        });
    let lines = vec(select(TEXTS), 1..3).prop_map(move |lines| lines.join(&format!("\n{indent}")));
    let indent = " ".repeat(column + 2);
    let block = (select(&["|", ">-", "|+"][..]), lines)
        .prop_map(move |(style, lines)| format!(" {style}\n{indent}{lines}\n"));
    prop_oneof![5 => on_line, 1 => block]
}

/// Lines `key: value` in that column, with comments between them.
fn lines(column: usize) -> impl Strategy<Value = String> {
    let line = (0..KEYS.len(), value(column), of(select(&COMMENTS[..])));
    vec(line, 1..4).prop_map(move |lines| {
        let indent = " ".repeat(column);
        let mut block = String::new();
        for (nth, (key, value, comment)) in lines.into_iter().enumerate() {
            if let Some(comment) = comment.filter(|_| nth > 0) {
                block.push_str(&format!("{indent}{comment}\n"));
            }
            block.push_str(&format!("{indent}{}{nth}:{value}", KEYS[key]));
        }
        block
    })
}

/// Front matter with contacts and occasions.
fn front_matter() -> impl Strategy<Value = String> {
    let item = prop_oneof![
        4 => lines(4).prop_map(|lines| format!("  - {}", lines.trim_start())),
        1 => inline().prop_map(|item| format!("  - {item}\n")),
        1 => flow().prop_map(|item| format!("  - {item}\n")),
    ];
    let list = vec(item, 1..4).prop_map(|items| format!("\n{}", items.concat()));
    let flow_list = vec(flow(), 1..3).prop_map(|items| format!(" [{}]\n", items.join(", ")));
    let nested = lines(2).prop_map(|lines| format!("\n{lines}"));
    let long = prop_oneof![4 => list, 1 => flow_list, 1 => nested];
    (lines(0), long.clone(), long, prop_oneof![Just("\n"), Just("\r\n")]).prop_map(
        |(lines, contacts, occasions, end)| {
            format!("{lines}contacts:{contacts}# name: x\noccasions:{occasions}").replace('\n', end)
        },
    )
}

/// Holds every field's spans against its key and value; gives the number of values.
fn check(text: &str, field: &Field<'_>) -> usize {
    let name = slice(text, field.key_span());
    assert_eq!(name.trim_matches(['"', '\'']), field.name(), "{text}");
    let Some(value) = field.text() else {
        let within = field.fields().map(Iterator::collect::<Vec<_>>);
        return match within {
            Some(parts) => parts.iter().map(|part| check(text, part)).sum(),
            None => field.items().map(|item| check(text, &item)).sum(),
        };
    };
    let span = field.span();
    let mut written = slice(text, span.clone()).to_owned();
    if slice(text, ..span.start).ends_with('\'') {
        written = written.replace("''", "'");
    } else if slice(text, ..span.start).ends_with('"') {
        written = written.replace("\\t", "\t");
    }
    let value = value.strip_prefix("[[").and_then(|link| link.strip_suffix("]]")).unwrap_or(&value);
    // The lines of a block are indented, or folded.
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&written), words(value), "{text}");
    1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_text_at_a_span_is_the_value(source in front_matter(), before in select(&["---\n", "\u{feff}---\r\n", ""][..])) {
        let text = format!("{before}{source}---\n");
        for read in [Document::read, Document::read_fully] {
            let mut problems = Problems::default();
            let document = read(&text, before.len()..before.len() + source.len(), &mut problems);
            assert!(document.is_whole, "{source}");
            let count: usize = document.fields().map(|field| check(&text, &field)).sum();
            assert!(count >= 3, "{source}");
        }
    }
}
