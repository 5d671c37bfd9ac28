//! Front matter as most people write it, read without the YAML crate, which takes ten times as long.
//!
//! Taken is a block of lines `key: value`, whose values are scalars on one line, `[lists]` and `{mappings}` on one
//! line, and lists and mappings of such values on indented lines. An entry that has anything else is left to the
//! crate, so this reader need not know YAML: it has to know where it does not. Why what it takes is what the crate
//! gives:
//!
//! - The crate sees a line break, a tab or something invisible nowhere but where it is looked for here:
//!   [`is_harmless`] leaves every text to the crate that has any of these but for `\n` and `\r\n`, or that may have
//!   aliases.
//! - A scalar goes on over lines only where the next one is indented deeper than its key, or is no key. A line is
//!   taken only in the column of a mapping or list that is open, and there only as `key: …` or `- …`; and a value
//!   on the line of its key is no block, so the column of a continuation is never open.
//! - A plain scalar begins with a letter, a digit or another sign that opens nothing, and ends at ` #`, in brackets
//!   at `,` and `]` too. What could be a colon of YAML in it is left to the crate.
//! - A quoted scalar has no escapes, which need `\` or a doubled quote: it ends at the next quote.
//! - Of plain scalars some words mean something, and what can be read as a number: see [`plain`].
//! - An entry that is left to the crate ends at the next key in the first column, where everything ends that is not
//!   in quotes or brackets; and if these were open there, the entry by itself would be no YAML. Nothing in it speaks
//!   of other entries, as there are no aliases. If it is no YAML, or not just its key, all is left to the crate.
//!
//! The tests below, `tests/ways.rs` and `fuzz/` hold both ways side by side.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2_iter, memchr3};

use super::value::Value;
use super::{DEEPEST, Entry, first_line};

/// A key may be 1024 characters long; nobody writes such.
const LONGEST_KEY: usize = 128;
/// Keys are compared with all before them.
const MOST_KEYS: usize = 100;
/// For most notes there is room at once. More would be over a kilobyte, at which allocators tidy up what they have.
const USUAL_KEYS: usize = 11;
/// The same of a mapping within.
const USUAL_PAIRS: usize = 8;
/// How deep lines may nest.
const MOST_LEVELS: usize = 8;

/// The entries of a block that begins at `offset`; none if it is to be read by the crate as a whole.
///
/// What an entry in doubt says, key and all, `read` tells.
pub(super) fn entries<'a>(
    source: &'a str,
    offset: usize,
    read: impl Fn(&str, &str) -> Option<Value<'a>>,
) -> Option<Vec<Entry<'a>>> {
    if !is_harmless(source) {
        return None;
    }
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(USUAL_KEYS);
    let mut lines = Lines { source, at: 0, line: None };
    lines.step();
    while let Some(line) = lines.line {
        let (key, value) = lines.entry(&read)?;
        if entries.len() == MOST_KEYS || entries.iter().any(|entry| entry.key == key) {
            return None;
        }
        let start = offset + line.start;
        if let Some(last) = entries.last_mut() {
            last.span.end = start;
        }
        let span = start..offset + source.len();
        entries.push(Entry { key: Cow::Borrowed(key), key_span: start..start + key.len(), span, value });
    }
    Some(entries).filter(|entries| !entries.is_empty())
}

/// Whether a text has only characters that mean the same in every place, and neither aliases to anchors nor depth.
fn is_harmless(source: &str) -> bool {
    let bytes = source.as_bytes();
    let is_odd = |byte: u8| byte < 0x20 && byte != b'\n' && byte != b'\r' || byte == 0x7F;
    // Of those behind ASCII some end a line, and some the crate refuses; all begin with one of three bytes.
    let is_text =
        |c| !matches!(c, '\u{80}'..'\u{A0}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}'..='\u{FFFF}');
    // It goes on behind what is odd, so that the compiler can look at many bytes at once.
    !bytes.iter().fold(false, |has_odd, byte| has_odd | is_odd(*byte))
        && memchr2_iter(b'[', b'{', bytes).count() <= DEEPEST
        && (memchr(b'*', bytes).is_none() || memchr(b'&', bytes).is_none())
        && memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
        && (memchr3(0xC2, 0xE2, 0xEF, bytes).is_none() || source.chars().all(is_text))
}

/// A line that is neither empty nor a comment, or what stands on it behind a dash.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    /// How many characters stand before its text, all spaces and dashes.
    column: usize,
    /// Its text up to the line's end.
    text: &'a str,
}

#[derive(Clone, Copy)]
struct Lines<'a> {
    source: &'a str,
    /// Where the lines begin that are not read yet.
    at: usize,
    /// The line to be read.
    line: Option<Line<'a>>,
}

impl<'a> Lines<'a> {
    /// Goes on to the next line that has a text.
    fn step(&mut self) {
        self.line = None;
        while self.line.is_none() && self.at < self.source.len() {
            let (line, _) = first_line(self.source.get(self.at..).unwrap_or_default());
            let text = unindented(line);
            let column = line.len() - text.len();
            let text = text.trim_end_matches(['\n', '\r', ' ']);
            if !text.is_empty() && !text.starts_with('#') {
                self.line = Some(Line { start: self.at, column, text });
            }
            self.at += line.len();
        }
    }

    /// The `key: value` in the first column, by `read` if it is in doubt.
    fn entry(&mut self, read: impl Fn(&str, &str) -> Option<Value<'a>>) -> Option<(&'a str, Value<'a>)> {
        let start = *self;
        if let Some(pair) = self.pair(0, MOST_LEVELS)
            && self.line.is_none_or(|line| line.column == 0)
        {
            return Some(pair);
        }
        *self = start;
        let first = self.line.filter(|line| line.column == 0)?;
        let (key, _) = key(first.text)?;
        self.step();
        while self.line.is_some_and(|line| line.column > 0 || line.text.starts_with("- ")) {
            self.step();
        }
        let end = self.line.map_or(self.source.len(), |line| line.start);
        let entry = self.source.get(first.start..end)?;
        // An alias may speak of another entry.
        if entry.contains('*') { None } else { Some((key, read(key, entry)?)) }
    }

    /// The `key: value` in this column, and all that belongs to it.
    fn pair(&mut self, column: usize, levels: usize) -> Option<(&'a str, Value<'a>)> {
        let line = self.line.filter(|line| line.column == column)?;
        let (key, rest) = key(line.text)?;
        self.step();
        let rest = unindented(rest);
        if !rest.is_empty() && !rest.starts_with('#') {
            return Some((key, inline(rest)?));
        }
        let value = match self.line {
            // The dashes of a list may stand right below its key.
            Some(below) if below.column >= column && below.text.starts_with("- ") => {
                self.list(below.column, levels.checked_sub(1)?)?
            }
            Some(below) if below.column > column => self.mapping(below.column, levels.checked_sub(1)?)?,
            _ => Value::Null,
        };
        Some((key, value))
    }

    fn mapping(&mut self, column: usize, levels: usize) -> Option<Value<'a>> {
        let mut pairs = Vec::with_capacity(USUAL_PAIRS);
        while self.line.is_some_and(|line| line.column == column) {
            let (key, value) = self.pair(column, levels)?;
            add(&mut pairs, key, value)?;
        }
        Some(Value::Mapping(pairs))
    }

    fn list(&mut self, column: usize, levels: usize) -> Option<Value<'a>> {
        let mut items = Vec::new();
        while let Some(line) = self.line.filter(|line| line.column == column)
            && let Some(item) = line.text.strip_prefix("- ")
        {
            let text = unindented(item);
            if key(text).is_some() {
                let column = column + line.text.len() - text.len();
                self.line = Some(Line { column, text, ..line });
                items.push(self.mapping(column, levels.checked_sub(1)?)?);
            } else {
                items.push(inline(text)?);
                self.step();
            }
        }
        Some(Value::List(items))
    }
}

/// Adds a pair to a mapping, unless its key is there.
fn add<'a>(pairs: &mut Vec<(Value<'a>, Value<'a>)>, key: &'a str, value: Value<'a>) -> Option<()> {
    let key = Value::text(key);
    let is_new = pairs.len() < MOST_KEYS && pairs.iter().all(|(other, _)| *other != key);
    is_new.then(|| pairs.push((key, value)))
}

/// A text without the spaces before it.
fn unindented(text: &str) -> &str {
    let spaces = text.bytes().take_while(|byte| *byte == b' ').count();
    text.get(spaces..).unwrap_or_default()
}

/// The key at the start of a text, and what stands behind its colon.
fn key(text: &str) -> Option<(&str, &str)> {
    // Letters of other scripts are looked at once it is known where the key ends.
    let may_be_of_key =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ' | 0x80..);
    let (key, rest) = text.split_at_checked(text.bytes().take_while(may_be_of_key).count())?;
    let rest = rest.strip_prefix(':').filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
    let is_key = key.starts_with(char::is_alphabetic)
        && !key.ends_with(' ')
        && key.len() <= LONGEST_KEY
        && (key.is_ascii() || key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ')))
        && word(key).is_none();
    is_key.then_some((key, rest))
}

/// A value that fills the rest of its line, a comment aside.
fn inline(text: &str) -> Option<Value<'_>> {
    let mut rest = text;
    let value = match text.as_bytes().first()? {
        b'[' | b'{' => flow(&mut rest)?,
        b'"' | b'\'' => quoted(&mut rest)?,
        _ => {
            let mut scalar = text;
            for at in memchr2_iter(b':', b'#', text.as_bytes()) {
                let (before, behind) = text.split_at_checked(at)?;
                if behind == ":" || behind.starts_with(": ") {
                    return None;
                }
                if before.ends_with(' ') && behind.starts_with('#') {
                    scalar = before.trim_end_matches(' ');
                    break;
                }
            }
            return plain(scalar);
        }
    };
    let behind = unindented(rest);
    (behind.is_empty() || behind.len() < rest.len() && behind.starts_with('#')).then_some(value)
}

/// A value in brackets, of which what follows is left.
fn flow<'a>(rest: &mut &'a str) -> Option<Value<'a>> {
    *rest = unindented(rest);
    match rest.as_bytes().first()? {
        b'"' | b'\'' => quoted(rest),
        b'[' => {
            let mut items = Vec::new();
            while more(rest, items.is_empty(), '[', ']')? {
                items.push(flow(rest)?);
            }
            Some(Value::List(items))
        }
        b'{' => {
            let mut pairs = Vec::new();
            while more(rest, pairs.is_empty(), '{', '}')? {
                let (key, behind) = key(unindented(rest))?;
                *rest = behind;
                add(&mut pairs, key, flow(rest)?)?;
            }
            Some(Value::Mapping(pairs))
        }
        _ => {
            let is_end = |byte: u8| matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b':' | b'#');
            let (scalar, behind) = rest.split_at_checked(rest.bytes().position(is_end)?)?;
            *rest = behind;
            plain(scalar.trim_end_matches(' ')).filter(|_| !behind.starts_with([':', '#']))
        }
    }
}

/// Whether another item follows, and steps behind the sign before it or the one that closes.
fn more(rest: &mut &str, is_first: bool, open: char, close: char) -> Option<bool> {
    let text = unindented(rest);
    if is_first {
        let inner = text.strip_prefix(open)?;
        let behind = unindented(inner).strip_prefix(close);
        *rest = behind.unwrap_or(inner);
        return Some(behind.is_none());
    }
    let behind = text.strip_prefix(close);
    *rest = behind.or_else(|| text.strip_prefix(','))?;
    Some(behind.is_none())
}

/// A scalar in quotes, of which what follows is left.
fn quoted<'a>(rest: &mut &'a str) -> Option<Value<'a>> {
    let quote = rest.chars().next()?;
    let (inner, behind) = rest.get(1..)?.split_once(quote)?;
    *rest = behind;
    let has_escape = if quote == '"' { inner.contains('\\') } else { behind.starts_with(quote) };
    (!has_escape).then(|| Value::text(inner))
}

/// A word that is no text to YAML.
fn word(scalar: &str) -> Option<Value<'static>> {
    match scalar {
        "null" | "Null" | "NULL" => Some(Value::Null),
        "true" | "True" | "TRUE" => Some(Value::Flag(true)),
        "false" | "False" | "FALSE" => Some(Value::Flag(false)),
        _ => None,
    }
}

/// A scalar without quotes, if there is no doubt what it is.
///
/// Numbers begin with a sign, a dot or a digit. They have neither spaces nor a dash behind a digit, and those that
/// begin with another digit than 0 no letter but `e`.
fn plain(scalar: &str) -> Option<Value<'_>> {
    let first = scalar.chars().next()?;
    if first.is_alphabetic() || !first.is_ascii() || matches!(first, '(' | '/' | '$') {
        return Some(word(scalar).unwrap_or_else(|| Value::text(scalar)));
    }
    if !(first.is_ascii_digit() || first == '+' || scalar.starts_with("--")) {
        return None;
    }
    let bytes = scalar.as_bytes();
    let is_text = bytes.contains(&b' ')
        || bytes.windows(2).any(|pair| matches!(pair, [b'0'..=b'9', b'-']))
        || matches!(first, '1'..='9')
            && bytes.iter().any(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E'));
    if is_text {
        return Some(Value::text(scalar));
    }
    let is_number = bytes.iter().all(u8::is_ascii_digit) && (first != '0' || scalar.len() == 1);
    let number: u32 = scalar.parse().ok().filter(|_| is_number)?;
    Some(Value::Number(number.into()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::read_entry;
    use super::super::value::Value;
    use super::super::{Document, Entry, Field};
    use super::entries;
    use crate::note::front_matter;
    use crate::note::problem::Problems;
    use crate::text::Span;
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest};
    use proptest::sample::{Index, select};

    /// What is taken is what the crate gives, with the places that are found for it.
    fn check(source: &str) -> Option<Vec<Entry<'_>>> {
        let text = format!("---\n{source}");
        let taken = entries(source, 4, read_entry)?;
        let mut problems = Problems::default();
        let document = Document::read_fully(&text, 4..text.len(), &mut problems);
        assert!(document.is_whole(), "{source:?}");
        assert_eq!(taken, document.entries, "{source:?}");
        assert!(problems.placed(&text).0.is_empty(), "{source:?}");
        Some(taken)
    }

    /// A document is the same by the crate alone, whatever is wrong with it.
    fn check_whole(source: &str) {
        let text = format!("---\n{source}");
        let mut problems = [Problems::default(), Problems::default()];
        let [some, all] = &mut problems;
        let quick = Document::read(&text, 4..text.len(), some);
        let full = Document::read_fully(&text, 4..text.len(), all);
        assert_eq!((&quick.entries, quick.is_whole), (&full.entries, full.is_whole), "{source:?}");
        let [some, all] = problems.map(|problems| problems.placed(&text).0);
        assert_eq!(some, all, "{source:?}");
        assert_eq!(spans(&quick), spans(&full), "{source:?}");
    }

    /// Where every key and value of a document is.
    fn spans(document: &Document<'_>) -> Vec<(Span, Span)> {
        fn add(field: &Field<'_>, spans: &mut Vec<(Span, Span)>) {
            spans.push((field.key_span(), field.span()));
            match field.fields() {
                Some(parts) => parts.for_each(|part| add(&part, spans)),
                None if field.text().is_none() => field.items().for_each(|item| add(&item, spans)),
                None => {}
            }
        }
        let mut spans = Vec::new();
        document.fields().for_each(|field| add(&field, &mut spans));
        spans
    }

    /// How many entries are taken without the crate.
    fn count(source: &str) -> Option<usize> {
        check(source);
        entries(source, 0, |_, _| None).map(|entries| entries.len())
    }

    #[test]
    fn what_most_people_write_is_taken() {
        let cases = [
            ("name: Smith & Sons\nstatus:\n\n# A comment\nsince: 2026-09-14 # or so\n", 3),
            ("name: 5* hotel\nrank: \"** *y\" # *z\ntags: [x*, y *z]\n", 3),
            ("name: Müller\r\nLast Contact: 2026-09-14\r\nsize: 120\r\n", 3),
            ("a: 6 weeks\nb: 6w\nc: 04-17\nd: +49 40 123456\ne: https://x.y/#z\nf: B &B\ng: true", 7),
            (
                "tags: [retainer, \"a, b\", 12]\nref: [[Harbor Foods]]\nlink: '[[Harbor]]' # who\nx: []\ny: {}\n",
                5,
            ),
            ("pause: {from: 2026-05-02, until: 2026-06-01, why: [a, {b: c}]}\n", 1),
            ("pause:\n  from: 2026-05-02\n\n  # until when?\n  until: 2026-06-01\nx: y\n", 2),
            ("interests:\n- pricing\n- \"x: y\"\nx: y\n", 2),
            (
                "contacts:\n  - name: Dana Reyes\n    email:\n    away: {until: 2026-12-01}\n    aliases:\n    - DR\n  - Lee Park\nx: y\n",
                2,
            ),
            ("a:\n  b:\n   - c: d\n     e: f\n   - g: h\n  i: j", 1),
        ];
        for (source, expected) in cases {
            assert_eq!(count(source), Some(expected), "{source:?}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_left_to_the_crate() {
        let values = [
            "~",
            "-1",
            "--1",
            "1e3",
            "0x1f",
            ".5",
            "-5",
            "+49",
            "007",
            "1.5",
            "99999999999999999999",
            "- x",
            "&a x",
            "!x y",
            "|",
            ">",
            "@x",
            "`x`",
            "%x",
            "? x",
            "x: y",
            "x:",
            "\"x\\ty\"",
            "'it''s'",
            "\"x\" y",
            "\"x\"#y",
            "'x",
            "[a",
            "[a, ]",
            "[a, , b]",
            "[a]]",
            "[a] b",
            "[a: b]",
            "[a:]",
            "{a}",
            "{a: }",
            "{a:b}",
            "{a: b, a: c}",
            "[a #b]",
            "x\ty",
            "x\ry",
            "x\u{2028}y",
            "x\u{85}y",
            "x\u{9f}y",
            "x\u{feff}y",
            "x\u{ffff}y",
            "x\n  y",
            "x\ny",
            "\n  x: y\n z: a",
            "\n  - x\n - y",
            "\n  -\n",
            "\n  - - x",
            "\n  - x\n  y: z",
            "\n  x: y\n  x: z",
            "\n  x",
            "x\nkey: y",
            "x\n---\ny: z",
            "x\n...",
            "x\n\"y\": z",
            "x\ny : z",
            "x\nnull: y",
        ];
        for value in values {
            assert_eq!(count(&format!("key: {value}")), None, "{value:?}");
            check(&format!("a: x\nkey: {value}\n# b\nc: y\n"));
        }
        assert_eq!(check(""), None);
        assert_eq!(check("# only a comment\n"), None);
    }

    #[test]
    fn an_entry_in_doubt_is_read_by_the_crate_alone() {
        let values = [
            "-1.5",
            "\"x\\ty\" # z",
            "x\n  y\n\n  z",
            "|\n  # x\n\n  b: c\n\n# d",
            "|+\n\n",
            ">-\n",
            "[x,\n  y]",
            "{x: y,\n# z\n  z: &a !b it's}",
            "'x\n# y\n  b: z'",
            "\n- x\n- - y\n  - z",
            "\n  ? x\n  : y",
        ];
        for value in values {
            let source = format!("a: x\nkey: {value}\nb: y\n");
            assert_eq!(count(&source), None, "{value:?}");
            assert_eq!(check(&source).map(|entries| entries.len()), Some(3), "{value:?}");
            assert!(check(&format!("key: {value}")).is_some(), "{value:?}");
        }
        for value in ["'x\nb: y'", "[x\nb: y]", "x\n...", "x\n---", "x\n%z", "x: y", "&a x\nb: *a", "x\n- y"]
        {
            assert_eq!(check(&format!("key: {value}\nc: y\n")), None, "{value:?}");
        }
    }

    #[test]
    fn the_example_vault_is_as_people_write() {
        let mut left = Vec::new();
        for folder in ["clients", "network", "prospects"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault").join(folder);
            for file in fs::read_dir(folder).unwrap() {
                let text = fs::read_to_string(file.unwrap().path()).unwrap();
                let yaml = front_matter::split(&text, &mut Problems::default()).yaml;
                let block = yaml.map(|yaml| &text[yaml]);
                left.extend(block.filter(|block| count(block).is_none()).map(str::to_owned));
            }
        }
        assert_eq!(left, Vec::<String>::new());
    }

    #[test]
    fn scalars_are_of_the_kind_they_are() {
        let cases = [
            ("yes", Value::text("yes")),
            ("True", Value::Flag(true)),
            ("FALSE", Value::Flag(false)),
            ("null", Value::Null),
            ("--03-08", Value::text("--03-08")),
            ("12", Value::Number(12.into())),
            ("12 0", Value::text("12 0")),
            ("2026-09-14", Value::text("2026-09-14")),
            ("3d", Value::text("3d")),
            ("'12'", Value::text("12")),
            ("\"\"", Value::text("")),
            ("inf", Value::text("inf")),
            ("Nullable", Value::text("Nullable")),
            ("🎉 party", Value::text("🎉 party")),
            ("O'Brien [x], y", Value::text("O'Brien [x], y")),
        ];
        for (source, value) in cases {
            let source = format!("key: {source}\n");
            let taken = check(&source).unwrap();
            assert_eq!(taken[0].value, value, "{source}");
        }
    }

    /// What YAML is made of.
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "\n", "\n", "\n", "\n  ", "\n    ", "\n ", "\n   ", "\r\n", " ", "  ", "name: ", "pause:", "tags: ", "a: ", "b: ",
        "key:", "- ", "- ", "-", "-- ", "[", "]", "{", "}", ", ", ",", ": ", ":", "#", " # ", "\"", "\"", "'", "''", "\\", "x",
        "Dana Reyes", "2026-09-14", "6 weeks", "12", "0", "07", "1e5", "0x1F", "+49 40", ".", "e", "E", "true", "null", "~", "*a",
        "&a ", " *a", "!x ", "| ", "> ", "? ", "%", "@", "`", "=", "<<: ", "---", "...", "\t", "\r", "ü", "\u{a0}", "\u{85}", "\u{2028}",
        "\u{feff}", "🎉", "_", "/", "(", "$", "\0",
    ];

    const REAL: &str = "name: Alder & Finch\nstatus: active\nsince: 2024-06-01\ntags: [retainer, \"a b\"]\ncontacts:\n\
                        \x20 - name: Sofie Alder\n    role: owner # since May\n    birthday: 04-17\n    phone: +49 40 66\n\
                        \x20   away: {from: 2026-09-07, until: 2027-01-31}\n  - Jorge\ndelivered:\n- 2025-11-28\n- 12\n\
                        pause:\n  from: 2026-10-20\n  why: 'no reason'\nowner:\n\n# end\ncity: Hamburg\n";

    fn pieces() -> impl Strategy<Value = String> {
        vec(select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
    }

    /// Lines that nest in every way, with values that are mostly good.
    fn lines() -> impl Strategy<Value = String> {
        let start = select(&["", "", " ", "  ", "    ", "- ", "  - ", "  -  ", "- - ", "#", "  #", "\t"][..]);
        let key = select(&["a: ", "b: ", "c:", "d:", "Key e: ", "f", "", "null: ", "\"g\": ", "h : "][..]);
        let value = select(
            &[
                "",
                "",
                "x",
                "Dana Reyes",
                "[x, 12]",
                "[[x]]",
                "{a: x}",
                "{a: [x], b: 'y'}",
                "'y'",
                "\"y\"",
                "~",
                "12",
                "x: y",
                "|",
                ">-",
                "'x",
                "y'",
                "[x,",
                "y]",
                "{a: x,",
                "b: z}",
                "\"\\t\"",
                "&a x",
                "? x",
            ][..],
        );
        let end = select(&["\n", "\n", "\n", "\n", "\r\n", " # x\n", " \n", "\n\n", ""][..]);
        let line =
            (start, key, value, end).prop_map(|(start, key, value, end)| [start, key, value, end].concat());
        vec(line, 1..8).prop_map(|lines| lines.concat())
    }

    /// A place of a text.
    fn place(text: &str, at: Index) -> usize {
        text.floor_char_boundary(at.index(text.len() + 1))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_taken_is_what_the_crate_gives(source in prop_oneof![pieces(), lines()]) {
            for source in [&source, &format!("a: {source}"), &format!("a:\n  - b: x\n    c: {source}\nd: e\n")] {
                check(source);
                check_whole(source);
            }
        }

        #[test]
        fn real_front_matter_with_slips_is_what_the_crate_gives(
            slips in vec((any::<Index>(), any::<bool>(), select(PIECES)), 0..3),
        ) {
            let mut text = REAL.to_owned();
            for (at, is_replaced, piece) in slips {
                let start = place(&text, at);
                let end = if is_replaced { text.ceil_char_boundary((start + 1).min(text.len())) } else { start };
                text.replace_range(start..end, piece);
            }
            check(&text);
            check_whole(&text);
            prop_assert_eq!(check(REAL).map(|entries| entries.len()), Some(9));
        }
    }
}
