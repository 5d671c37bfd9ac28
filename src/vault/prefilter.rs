//! Which notes may be called something, or may say who sent them, told from their text without parsing it.
//!
//! A sieve may let a note through that is not meant: that one is then parsed for nothing. It holds none back that is
//! meant. Compared are [`Letters`], which leave out whatever a name may gain or lose between the file and the client.
//! Why a name that has the wanted text as a part has its letters in a row, and stands so in the note:
//!
//! - Each letter is put in lower case by itself. Only the Greek sigma depends on its neighbours there, so both of
//!   its forms are one.
//! - A value of front matter stands there in one piece; quotes, spaces, line ends and indents are no letters. An
//!   escape needs `\`, and lets the note through. A number may be written in several ways, so what may be
//!   one is not sought here.
//! - A title stands on one line that begins with `#`, emphasis and the signs of code aside. A link, HTML, an escape
//!   or an entity in it lets the note through, and so do a title that is underlined, and line ends that only the
//!   Markdown parser sees.
//! - A note without either is called like its file, whose name stands in the path.
//!
//! The tests below hold this against made-up notes, those of `lookup.rs` whole vaults.

use crate::model::key;
use crate::model::keys::Key;
use crate::note::front_matter;
use crate::note::history::has_lone_cr;
use crate::note::problem::Problems;

/// A body longer than this is left to the parser, which does not read all of it if it is longer still.
const LARGEST_BODY: usize = 1024 * 1024;

/// The letters and digits of a text, each in lower case by itself.
#[derive(Debug)]
struct Letters(String);

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                letters.push(c.to_ascii_lowercase());
            } else if !c.is_ascii() {
                let lower = c.to_lowercase().filter(|c| c.is_alphanumeric());
                letters.extend(lower.map(|c| if c == 'ς' { 'σ' } else { c }));
            }
        }
        Self(letters)
    }

    /// Whether any text may have these letters: there are none, or they may be a number, as in `1e3` and `.inf`.
    fn are_vague(&self) -> bool {
        self.0.chars().all(|c| c.is_ascii_digit() || matches!(c, 'e' | 'i' | 'n' | 'f'))
    }
}

/// Finds notes by some names.
#[derive(Debug)]
pub(super) struct Sieve {
    /// The letters of the names; none if a note may have one of the names without having its letters.
    names: Option<Vec<Letters>>,
    /// Those of the keys that say who sent a client.
    keys: Vec<Letters>,
}

impl Sieve {
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<Letters> = names.into_iter().map(Letters::of).collect();
        let names = Some(names).filter(|names| !names.iter().any(Letters::are_vague));
        let keys = Key::ReferredBy.names().iter().map(|name| Letters(key(name))).collect();
        Self { names, keys }
    }

    /// Whether there are notes that it holds back.
    pub(super) fn holds_any_back(&self) -> bool {
        self.names.is_some()
    }

    /// Whether the path of a note, or the name of its file, may have one of the names as a part.
    pub(super) fn passes_path(&self, path: &str) -> bool {
        self.is_named_in(&Letters::of(path))
    }

    fn is_named_in(&self, letters: &Letters) -> bool {
        let is_in = |name: &Letters| letters.0.contains(&name.0);
        self.names.as_ref().is_none_or(|names| names.iter().any(is_in))
    }
}

/// A note's text, as far as a sieve looks at it.
pub(super) struct Glance<'t> {
    yaml: Option<&'t str>,
    /// The letters of the front matter.
    letters: Letters,
    body: &'t str,
}

impl<'t> Glance<'t> {
    pub(super) fn at(text: &'t str) -> Self {
        let split = front_matter::split(text, &mut Problems::default());
        let yaml = split.yaml.map(|yaml| text.get(yaml).unwrap_or_default());
        let letters = Letters::of(yaml.unwrap_or_default());
        Self { yaml, letters, body: text.get(split.body..).unwrap_or_default() }
    }

    /// Whether a name, an alias or the title may have one of the names as a part.
    pub(super) fn may_be_called(&self, sieve: &Sieve) -> bool {
        self.has_escape()
            || self.yaml.is_some() && sieve.is_named_in(&self.letters)
            || self.may_be_titled(sieve)
    }

    fn may_be_titled(&self, sieve: &Sieve) -> bool {
        let is_named = |line: &str| {
            line.contains(['[', '<', '\\'])
                || line.contains('&') && line.contains(';')
                || sieve.is_named_in(&Letters::of(line))
        };
        let may_be_title = |line: &str| {
            let line = line.trim_ascii_start();
            match line.as_bytes().first() {
                Some(b'#') => !line.starts_with("##") && is_named(line),
                Some(byte) => *byte == b'=' || *byte < b' ',
                None => false,
            }
        };
        let body = self.body;
        body.len() > LARGEST_BODY || has_lone_cr(body.as_bytes()) || body.split('\n').any(may_be_title)
    }

    /// Whether the note may say who sent its client.
    pub(super) fn may_refer(&self, sieve: &Sieve) -> bool {
        self.has_escape() || sieve.keys.iter().any(|key| self.letters.0.contains(&key.0))
    }

    /// Whether the note may say that a client with one of the names sent its own. Within a link, any letter
    /// may be written as `%20` is.
    pub(super) fn may_refer_to(&self, sieve: &Sieve) -> bool {
        let is_named = || self.yaml.unwrap_or_default().contains('%') || sieve.is_named_in(&self.letters);
        self.has_escape() || self.may_refer(sieve) && is_named()
    }

    fn has_escape(&self) -> bool {
        self.yaml.is_some_and(|yaml| yaml.contains('\\'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
    use proptest::sample::Index;

    use super::{Glance, Sieve};
    use crate::model::client::Client;
    use crate::model::settings::Settings;
    use crate::note::{Reader, decode};
    use crate::vault::find::meant;
    use crate::vault::testing::{NAMES, note, wanted};

    fn passes(path: &str, bytes: &[u8], wanted: &str) -> bool {
        let sieve = Sieve::of([wanted]);
        let text = decode(bytes).0;
        sieve.passes_path(path) || Glance::at(&text).may_be_called(&sieve)
    }

    #[test]
    fn few_notes_pass_for_nothing() {
        let cases = [
            ("---\nname: Harbor Foods\n---\n# Harbor\n\n## 2026-09-14 Call\n", "HARBOR F", true),
            ("---\nname: Harbor Foods\n---\n# Harbor & Sons\n\n## 2026-09-14 Lunch\n", "lunch", false),
            ("---\nname: Harbor\n---\nLunch\n\n- # Lunch\n> Lunch\n", "lunch", false),
            ("---\nname: Harbor\n---\n\n  # Lunch at #noon\r\n", "lunch at", true),
            ("Lunch\n=====\n", "lunch", true),
            ("Lunch\n-----\n", "lunch", false),
            ("## 2026-09-14 Lunch\n", "lunch", false),
            ("---\nname: \"\\x4cunch\"\n---\n", "lunch", true),
            ("---\nname: Foods\n---\n", "1000", true),
            ("---\nname: Foods\n---\n", "🍎", true),
        ];
        for (text, wanted, expected) in cases {
            assert_eq!(passes("note.md", text.as_bytes(), wanted), expected, "{wanted} in {text:?}");
        }
        assert!(passes("clients/harbor-foods.md", b"", "Harbor Foods"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 6000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whoever_is_meant_passes((path, bytes) in note(), at in any::<Index>(), slip in wanted()) {
            let settings = Settings::default();
            let client = Reader::new(&settings).note(&path, &bytes).unwrap().client;
            let names: Vec<&str> = client.iter().flat_map(Client::names).collect();
            let name = if names.is_empty() { at.get::<&str>(NAMES) } else { at.get::<&str>(&names) };
            let wanted = slip.of(name);
            if !meant(&client.iter().collect::<Vec<_>>(), &wanted).is_empty() {
                prop_assert!(passes(&path, &bytes, &wanted), "{wanted:?} {:?}", String::from_utf8_lossy(&bytes));
            }
        }
    }
}
