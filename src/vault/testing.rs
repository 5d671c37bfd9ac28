//! What the tests of the vault share: generated notes whose names are written in every way, and searches for them.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};

use crate::model::composed;
use crate::model::unicode::decomposed;

/// What clients are called.
#[rustfmt::skip]
pub(super) const NAMES: &[&str] = &[
    "Harbor Foods", "Harbor", "Müller & Söhne", "ΟΔΟΣ", "ΟΔΟΣ Α", "İstanbul Print", "🍎 Apple", "🍎", "O'Neil", "the \"Quast\"", "Straße",
    "STRASSE 7", "\u{212a}elvin", "4711", "1e3", "1000", ".inf", "0x1F", "true", "Null", "R&D; Co", "a_b*c*", "<Foods>", "[[net/x|Quast]]", "日本 茶",
    "e\u{301}clair", "éCLAIR Z", "Café Zoë", "#tag", "- dash", "x: y",
];

/// The path and the bytes of a note.
pub(super) fn note() -> impl Strategy<Value = (String, Vec<u8>)> {
    let path = prop_oneof![
        select(&["a.md", "clients/harbor-foods.md", "net/ΟΔΟΣ.md", "Harbor Foods.markdown", "x/1000.md"][..])
            .prop_map(str::to_owned),
        select(NAMES).prop_map(|name| format!("n/{}.md", name.replace('/', "-"))),
        select(NAMES).prop_map(|name| format!("n/{}.md", decomposed(name).replace('/', "-"))),
    ];
    let front = (vec(key(), 0..3), select(&["---\n", "---\n", "...\n", ""][..]));
    let front = front.prop_map(|(keys, end)| format!("---\n{}{end}", keys.concat()));
    let text = (prop_oneof![4 => front, 1 => Just(String::new())], vec(line(), 0..4));
    let text = text.prop_map(|(front, lines)| front + &lines.concat());
    let slip = select(&["\\", "\r", "\0", "[", "*", "&", "\n", " ", "'", "\"", "#", "\u{85}"][..]);
    let slips = prop_oneof![3 => Just(Vec::new()), 1 => vec((any::<Index>(), slip), 1..3)];
    (path, text, slips, 0..9usize).prop_map(|(path, mut text, slips, format)| {
        for (at, slip) in slips {
            text.insert_str(text.floor_char_boundary(at.index(text.len() + 1)), slip);
        }
        (path, saved(&text, format))
    })
}

/// A line of front matter with a name.
fn key() -> impl Strategy<Value = String> {
    let keys = &["name", "title", "Name", "aliases", "alias", "\"name\"", "owner", "referred_by"][..];
    (select(keys), select(NAMES), select(NAMES), 0..14).prop_map(|(key, one, two, form)| match form {
        0 | 1 => format!("{key}: {one}\n"),
        2 => format!("{key}: '{}'\n", one.replace('\'', "''")),
        3 => format!("{key}: \"{}\"\n", one.replace('"', "\\\"")),
        4 => format!("{key}: \"{}\"\n", each(one, |c| format!("\\U{c:08x}"))),
        5 => format!("{key}: >-\n  {}\n", one.replace(' ', "\n  ")),
        6 => format!("{key}: |\n  {one}\n"),
        7 => format!("{key}: {}\n", one.replace(' ', "\n   ")),
        8 => format!("{key}: [{one}, '{}']\n", two.replace('\'', "''")),
        9 => format!("{key}:\n- {one}\n- \"{}\"\n", two.replace('"', "")),
        10 => format!("{key}: !thing {one} # {two}\n"),
        11 => format!("x: &x {one}\n{key}: *x\n"),
        12 => format!("{key}: [[{one}]]\n"),
        _ => format!("{key}: &x \"{}\n\n   {}\"\n", one.replace('"', ""), two.replace('"', "")),
    })
}

/// Lines of a body with a name.
fn line() -> impl Strategy<Value = String> {
    (select(NAMES), select(NAMES), 0..16).prop_map(|(one, two, form)| match form {
        0 | 1 => format!("# {one}\n\n"),
        2 => format!("  #\t{one} ##\n"),
        3 => format!("{one}\n===\n"),
        4 => format!("{one}\n{two}\n  =\n\n"),
        5 => format!("# *{one}* `{two}`\n"),
        6 => format!("# [{one}](x.md)s [[x|{two}]]\n"),
        7 => format!("# {}<b>{two}</b>\n", one.trim()),
        8 => format!("# {}\n", each(one, |c| format!("&#{c};"))),
        9 => format!("\u{b}# {one}\n"),
        10 => format!("## 2026-09-14 {one}\n"),
        11 => format!("# 2026-09-14 {one}\n"),
        12 => format!("Text about {one}.\r# {two}\n"),
        13 => format!("> # {one}\n\n- # {two}\n"),
        14 => format!("```\n# {one}\n```\n"),
        _ => format!("# Ha\\{one} &amp; {two}\n"),
    })
}

/// A text with each character as an escape.
fn each(text: &str, escape: impl Fn(u32) -> String) -> String {
    text.chars().map(|c| escape(u32::from(c))).collect::<Vec<_>>().concat()
}

/// The bytes of a text in one of the formats in which editors save it.
fn saved(text: &str, format: usize) -> Vec<u8> {
    match format {
        0 => text.replace('\n', "\r\n").into_bytes(),
        1 => format!("\u{feff}{text}").into_bytes(),
        2 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        4 => decomposed(text).into_bytes(),
        3 => text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
        _ => text.as_bytes().to_owned(),
    }
}

/// How someone searches for a client.
#[derive(Debug)]
pub(super) struct Slip(Index, Index, usize);

pub(super) fn wanted() -> impl Strategy<Value = Slip> {
    (any::<Index>(), any::<Index>(), 0..9usize).prop_map(|(from, length, form)| Slip(from, length, form))
}

impl Slip {
    /// What someone types who means that name.
    pub(super) fn of(&self, name: &str) -> String {
        let Self(from, length, form) = self;
        let chars: Vec<char> = name.chars().collect();
        let from = from.index(chars.len() + 1);
        let rest = &chars[from..];
        let part = || rest.iter().take(1 + length.index(rest.len() + 1)).collect::<String>();
        match form {
            0 => name.to_owned(),
            1 => name.to_uppercase(),
            2 => format!(" {} ", name.to_lowercase().replace(' ', "  ")),
            3 => part().to_uppercase(),
            7 => decomposed(name),
            8 => composed(&part()).into_owned(),
            4 => part().to_lowercase(),
            5 => [&chars[..from], rest.get(1..).unwrap_or_default()].concat().iter().collect(),
            _ => part(),
        }
    }
}
