//! The fast path for front matter as most people write it; the YAML crate takes ten times as long.
//!
//! It reads blocks of `key: value` lines whose values are scalars, `[lists]` and `{mappings}` on one line, or
//! lists and mappings of those on indented lines. An entry with anything else goes to the crate, so this parser need
//! not know YAML: it only has to know where its knowledge ends. Why it reads what the crate would read:
//!
//! - The crate sees no line breaks, tabs or invisible characters that are not handled here: [`is_harmless`] leaves
//!   to the crate any text that has one of them other than `\n` and `\r\n`, or that might have aliases.
//! - A scalar continues on the next line only if that line is indented deeper than its key, or is no key. A line is
//!   read only in the column of a mapping or list that is open, and there only as `key: …` or `- …`. A value on the
//!   line of its key opens no mapping or list, so a continuation is never in an open column.
//! - A plain scalar begins with a letter, a digit or another character that opens nothing, and ends at ` #`, or
//!   within brackets also at `,` and `]`. If it contains anything YAML might take for a colon, it goes to the crate.
//! - A quoted scalar ends at the next quote, because it has no escapes: those need `\` or a doubled quote.
//! - Some plain scalars are not text: a few words, and whatever can be read as a number. See [`plain_scalar`].
//! - An entry that goes to the crate ends at the next key in the first column. Everything ends there that is not in
//!   quotes or brackets, and if those were still open, the entry alone would not be YAML. Without aliases, nothing
//!   in it refers to other entries. If it is not YAML, or is more than its key, the whole block goes to the crate.
//!
//! The tests below, `tests/ways.rs` and `fuzz/` compare both paths.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2_iter, memchr3};

use super::value::Value;
use super::{DEEPEST, Entry, first_line};
use crate::text::slice;

/// In bytes. YAML allows 1024 characters; nobody writes such keys.
const MAX_KEY_LENGTH: usize = 128;
/// Each key is compared with all before it, so there must not be too many.
const MAX_KEYS: usize = 100;
/// Enough for most notes. With more, the allocation exceeds a kilobyte, at which size allocators start to consolidate
/// their free lists.
const ENTRIES_CAPACITY: usize = 11;
/// Enough for most nested mappings.
const PAIRS_CAPACITY: usize = 8;
/// How deep indented lists and mappings may nest.
const MAX_LEVELS: usize = 8;

/// The entries of a block that begins at `offset`; none if the crate has to read the whole block.
///
/// Where one entry is in doubt, `read` gets its key and its source, and returns its value.
pub(super) fn entries<'a>(
    source: &'a str,
    offset: usize,
    read: impl Fn(&str, &str) -> Option<Value<'a>>,
) -> Option<Vec<Entry<'a>>> {
    if !is_harmless(source) {
        return None;
    }
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(ENTRIES_CAPACITY);
    let mut parser = Parser { source, at: 0, line: None };
    parser.advance();
    while let Some(line) = parser.line {
        let (key, value) = parser.entry(&read)?;
        if entries.len() == MAX_KEYS || entries.iter().any(|entry| entry.key == key) {
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

/// Whether every character of a text means the same wherever it is, and the text has neither aliases nor deep nesting.
fn is_harmless(source: &str) -> bool {
    let bytes = source.as_bytes();
    // No early exit, so that the compiler can vectorize the loop.
    !bytes.iter().fold(false, |any, byte| any | is_control(*byte))
        && memchr2_iter(b'[', b'{', bytes).count() <= DEEPEST
        && (memchr(b'*', bytes).is_none() || memchr(b'&', bytes).is_none())
        && memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
        // The first bytes of all characters that `is_visible` rejects.
        && (memchr3(0xC2, 0xE2, 0xEF, bytes).is_none() || source.chars().all(is_visible))
}

/// Whether a byte is an ASCII control character other than a line ending.
const fn is_control(byte: u8) -> bool {
    byte < 0x20 && byte != b'\n' && byte != b'\r' || byte == 0x7F
}

/// Whether a character is neither a line break to YAML nor rejected by the crate; ASCII is checked before.
const fn is_visible(c: char) -> bool {
    !matches!(c, '\u{80}'..'\u{A0}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}'..='\u{FFFF}')
}

/// A line that is neither empty nor a comment, or the part of it after a dash.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    /// The number of characters before its text, all of them spaces and dashes.
    column: usize,
    /// Its text up to the end of the line.
    text: &'a str,
}

#[derive(Clone, Copy)]
struct Parser<'a> {
    source: &'a str,
    /// Where the next line begins.
    at: usize,
    /// The current line.
    line: Option<Line<'a>>,
}

impl<'a> Parser<'a> {
    /// Moves on to the next line that has text.
    fn advance(&mut self) {
        self.line = None;
        while self.line.is_none() && self.at < self.source.len() {
            let (line, _) = first_line(slice(self.source, self.at..));
            let text = without_indent(line);
            let column = line.len() - text.len();
            let text = text.trim_end_matches(['\n', '\r', ' ']);
            if !text.is_empty() && !text.starts_with('#') {
                self.line = Some(Line { start: self.at, column, text });
            }
            self.at += line.len();
        }
    }

    /// The `key: value` in the first column, with its value from `read` if it is in doubt.
    fn entry(&mut self, read: impl Fn(&str, &str) -> Option<Value<'a>>) -> Option<(&'a str, Value<'a>)> {
        let start = *self;
        if let Some(pair) = self.pair(0, MAX_LEVELS)
            && self.line.is_none_or(|line| line.column == 0)
        {
            return Some(pair);
        }
        *self = start;
        let first = self.line.filter(|line| line.column == 0)?;
        let (key, _) = split_key(first.text)?;
        self.advance();
        while self.line.is_some_and(|line| line.column > 0 || line.text.starts_with("- ")) {
            self.advance();
        }
        let end = self.line.map_or(self.source.len(), |line| line.start);
        let entry = self.source.get(first.start..end)?;
        // An alias may refer to another entry.
        if entry.contains('*') { None } else { Some((key, read(key, entry)?)) }
    }

    /// The `key: value` in this column, with all lines of the value.
    fn pair(&mut self, column: usize, levels: usize) -> Option<(&'a str, Value<'a>)> {
        let line = self.line.filter(|line| line.column == column)?;
        let (key, rest) = split_key(line.text)?;
        self.advance();
        let rest = without_indent(rest);
        if !rest.is_empty() && !rest.starts_with('#') {
            return Some((key, inline_value(rest)?));
        }
        let value = match self.line {
            // The dashes of a list may be in the same column as its key.
            Some(below) if below.column >= column && below.text.starts_with("- ") => {
                self.list(below.column, levels.checked_sub(1)?)?
            }
            Some(below) if below.column > column => self.mapping(below.column, levels.checked_sub(1)?)?,
            _ => Value::Null,
        };
        Some((key, value))
    }

    fn mapping(&mut self, column: usize, levels: usize) -> Option<Value<'a>> {
        let mut pairs = Vec::with_capacity(PAIRS_CAPACITY);
        while self.line.is_some_and(|line| line.column == column) {
            let (key, value) = self.pair(column, levels)?;
            push_pair(&mut pairs, key, value)?;
        }
        Some(Value::Mapping(pairs))
    }

    fn list(&mut self, column: usize, levels: usize) -> Option<Value<'a>> {
        let mut items = Vec::new();
        while let Some(line) = self.line.filter(|line| line.column == column)
            && let Some(item) = line.text.strip_prefix("- ")
        {
            let text = without_indent(item);
            if split_key(text).is_some() {
                let column = column + line.text.len() - text.len();
                self.line = Some(Line { column, text, ..line });
                items.push(self.mapping(column, levels.checked_sub(1)?)?);
            } else {
                items.push(inline_value(text)?);
                self.advance();
            }
        }
        Some(Value::List(items))
    }
}

/// Adds a pair to a mapping; none if the mapping already has the key, or too many.
fn push_pair<'a>(pairs: &mut Vec<(Value<'a>, Value<'a>)>, key: &'a str, value: Value<'a>) -> Option<()> {
    let key = Value::text(key);
    let is_new = pairs.len() < MAX_KEYS && pairs.iter().all(|(other, _)| *other != key);
    is_new.then(|| pairs.push((key, value)))
}

/// A text without its leading spaces.
fn without_indent(text: &str) -> &str {
    let spaces = text.bytes().take_while(|byte| *byte == b' ').count();
    slice(text, spaces..)
}

/// The key at the start of a text, and what follows its colon.
fn split_key(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(|byte| may_be_in_key(*byte)).count();
    let (key, rest) = text.split_at_checked(length)?;
    let rest = rest.strip_prefix(':').filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
    let is_key = key.starts_with(char::is_alphabetic)
        && !key.ends_with(' ')
        && key.len() <= MAX_KEY_LENGTH
        && (key.is_ascii() || key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ')))
        && keyword(key).is_none();
    is_key.then_some((key, rest))
}

/// Whether a byte may be part of a key; characters beyond ASCII are checked once the end of the key is known.
const fn may_be_in_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ' | 0x80..)
}

/// A value that fills the rest of its line, apart from a comment.
fn inline_value(text: &str) -> Option<Value<'_>> {
    let mut rest = text;
    let value = match text.as_bytes().first()? {
        b'[' | b'{' => flow_value(&mut rest)?,
        b'"' | b'\'' => quoted_scalar(&mut rest)?,
        _ => {
            let mut scalar = text;
            for at in memchr2_iter(b':', b'#', text.as_bytes()) {
                let (before, after) = text.split_at_checked(at)?;
                if after == ":" || after.starts_with(": ") {
                    return None;
                }
                if before.ends_with(' ') && after.starts_with('#') {
                    scalar = before.trim_end_matches(' ');
                    break;
                }
            }
            return plain_scalar(scalar);
        }
    };
    let after = without_indent(rest);
    (after.is_empty() || after.len() < rest.len() && after.starts_with('#')).then_some(value)
}

/// A value in YAML's flow style, as inside brackets; `rest` becomes what follows it.
fn flow_value<'a>(rest: &mut &'a str) -> Option<Value<'a>> {
    *rest = without_indent(rest);
    match rest.as_bytes().first()? {
        b'"' | b'\'' => quoted_scalar(rest),
        b'[' => {
            let mut items = Vec::new();
            while has_next(rest, items.is_empty(), '[', ']')? {
                items.push(flow_value(rest)?);
            }
            Some(Value::List(items))
        }
        b'{' => {
            let mut pairs = Vec::new();
            while has_next(rest, pairs.is_empty(), '{', '}')? {
                let (key, after) = split_key(without_indent(rest))?;
                *rest = after;
                push_pair(&mut pairs, key, flow_value(rest)?)?;
            }
            Some(Value::Mapping(pairs))
        }
        _ => {
            let (scalar, after) = rest.split_at_checked(rest.bytes().position(ends_flow_scalar)?)?;
            *rest = after;
            let scalar = scalar.trim_end_matches(' ');
            // Parsers differ in what a dash by itself is, if a comma follows.
            plain_scalar(scalar).filter(|_| !after.starts_with([':', '#']) && !scalar.ends_with(" -"))
        }
    }
}

/// Whether a plain scalar within brackets ends before a byte, or has to go to the crate for it.
const fn ends_flow_scalar(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b':' | b'#')
}

/// Whether brackets have another item. `rest` moves past the bracket or comma before it, or the closing bracket.
fn has_next(rest: &mut &str, is_first: bool, open: char, close: char) -> Option<bool> {
    let text = without_indent(rest);
    if is_first {
        let inner = text.strip_prefix(open)?;
        let after = without_indent(inner).strip_prefix(close);
        *rest = after.unwrap_or(inner);
        return Some(after.is_none());
    }
    let after = text.strip_prefix(close);
    *rest = after.or_else(|| text.strip_prefix(','))?;
    Some(after.is_none())
}

/// A scalar in quotes; `rest` becomes what follows it.
fn quoted_scalar<'a>(rest: &mut &'a str) -> Option<Value<'a>> {
    let quote = rest.chars().next()?;
    let (inner, after) = rest.get(1..)?.split_once(quote)?;
    *rest = after;
    let has_escape = if quote == '"' { inner.contains('\\') } else { after.starts_with(quote) };
    (!has_escape).then(|| Value::text(inner))
}

/// A word that is not text in YAML.
fn keyword(scalar: &str) -> Option<Value<'static>> {
    match scalar {
        "null" | "Null" | "NULL" => Some(Value::Null),
        "true" | "True" | "TRUE" => Some(Value::Flag(true)),
        "false" | "False" | "FALSE" => Some(Value::Flag(false)),
        _ => None,
    }
}

/// A scalar without quotes; none if it is in doubt what it means.
///
/// Numbers begin with a sign, a dot or a digit. They have no spaces and no dash after a digit, and those that begin
/// with a digit other than 0 have no letter but `e`.
fn plain_scalar(scalar: &str) -> Option<Value<'_>> {
    let first = scalar.chars().next()?;
    if first.is_alphabetic() || !first.is_ascii() || matches!(first, '(' | '/' | '$') {
        return Some(keyword(scalar).unwrap_or_else(|| Value::text(scalar)));
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

    /// The entries of the fast path, if it reads them: the same as those of the crate, spans included.
    fn check(source: &str) -> Option<Vec<Entry<'_>>> {
        let text = format!("---\n{source}");
        let fast = entries(source, 4, read_entry)?;
        let mut problems = Problems::default();
        let document = Document::read_fully(&text, 4..text.len(), &mut problems);
        assert!(document.is_whole(), "{source:?}");
        assert_eq!(fast, document.entries, "{source:?}");
        assert!(problems.placed(&text).0.is_empty(), "{source:?}");
        Some(fast)
    }

    /// A document is the same when read by the crate only, whatever is wrong with it.
    fn check_whole(source: &str) {
        let text = format!("---\n{source}");
        let mut problems = [Problems::default(), Problems::default()];
        let [fast_problems, full_problems] = &mut problems;
        let fast = Document::read(&text, 4..text.len(), fast_problems);
        let full = Document::read_fully(&text, 4..text.len(), full_problems);
        assert_eq!((&fast.entries, fast.is_whole), (&full.entries, full.is_whole), "{source:?}");
        let [fast_problems, full_problems] = problems.map(|problems| problems.placed(&text).0);
        assert_eq!(fast_problems, full_problems, "{source:?}");
        assert_eq!(spans(&fast), spans(&full), "{source:?}");
    }

    /// The spans of every key and value of a document.
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

    /// The number of entries, if the crate is needed for none of them.
    fn count(source: &str) -> Option<usize> {
        check(source);
        entries(source, 0, |_, _| None).map(|entries| entries.len())
    }

    #[test]
    fn what_most_people_write_needs_no_crate() {
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
    fn what_is_in_doubt_goes_to_the_crate() {
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
            "[a -, b]",
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
    fn the_crate_reads_just_the_entry_in_doubt() {
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
    fn the_example_vault_needs_no_crate() {
        let mut slow = Vec::new();
        for folder in ["clients", "network", "prospects"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault").join(folder);
            for file in fs::read_dir(folder).unwrap() {
                let text = fs::read_to_string(file.unwrap().path()).unwrap();
                let yaml = front_matter::split(&text, &mut Problems::default()).yaml;
                let block = yaml.map(|yaml| &text[yaml]);
                slow.extend(block.filter(|block| count(block).is_none()).map(str::to_owned));
            }
        }
        assert_eq!(slow, Vec::<String>::new());
    }

    #[test]
    fn scalars_have_the_type_that_yaml_gives_them() {
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
            let entries = check(&source).unwrap();
            assert_eq!(entries[0].value, value, "{source}");
        }
    }

    /// The tokens that random YAML is made of.
    #[rustfmt::skip]
    const TOKENS: &[&str] = &[
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

    fn tokens() -> impl Strategy<Value = String> {
        vec(select(TOKENS), 0..24).prop_map(|tokens| tokens.concat())
    }

    /// Lines nested in every way, with mostly valid values.
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

    /// A character boundary of a text.
    fn boundary(text: &str, at: Index) -> usize {
        text.floor_char_boundary(at.index(text.len() + 1))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_fast_path_reads_what_the_crate_reads(source in prop_oneof![tokens(), lines()]) {
            for source in [&source, &format!("a: {source}"), &format!("a:\n  - b: x\n    c: {source}\nd: e\n")] {
                check(source);
                check_whole(source);
            }
        }

        #[test]
        fn real_front_matter_with_typos_is_read_as_by_the_crate(
            typos in vec((any::<Index>(), any::<bool>(), select(TOKENS)), 0..3),
        ) {
            let mut text = REAL.to_owned();
            for (at, is_replaced, token) in typos {
                let start = boundary(&text, at);
                let end = if is_replaced { text.ceil_char_boundary((start + 1).min(text.len())) } else { start };
                text.replace_range(start..end, token);
            }
            check(&text);
            check_whole(&text);
            prop_assert_eq!(check(REAL).map(|entries| entries.len()), Some(9));
        }
    }
}
