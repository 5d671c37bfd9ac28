//! A prefilter: which notes may match a name, or may say who referred their client, judged by their text without
//! parsing it.
//!
//! It may accept a note that does not match, which is then parsed in vain, but it never rejects one that does. It
//! compares [`Letters`], which leave out everything that may differ between a name in the file and in the client.
//! Why the letters of a name that contains the wanted text also contain its letters, and are in the note in a row:
//!
//! - Marks are not letters, be they one character with their letter or apart from it.
//! - Each letter is converted to lower case by itself. Only the Greek sigma depends on its neighbours in that, so its
//!   two forms count as one.
//! - A value of front matter is in one part of the text; quotes, spaces, line endings and indents are not letters. An
//!   escape needs `\`, which makes the prefilter accept the note. A number can be written in several ways, so a text
//!   that may be one is not filtered for.
//! - A title is on one line that begins with `#`, apart from marks of emphasis and code, which are not letters. A link,
//!   HTML, an escape or an entity in it makes the prefilter accept the note, and so do an underlined title, and line
//!   endings that only the Markdown parser recognizes.
//! - A note without either is named after its file, whose name is in the path.
//!
//! The tests below check this on generated notes, those of `lookup.rs` on whole vaults.

use crate::model::key;
use crate::model::keys::Key;
use crate::model::unicode::each_letter;
use crate::note::front_matter;
use crate::note::history::has_lone_cr;
use crate::note::problem::Problems;
use crate::text::slice;

/// In bytes. A longer body is left to the parser, which has a limit of its own.
const LARGEST_BODY: usize = 1024 * 1024;

/// The letters and digits of a text without their marks, each converted to lower case by itself.
#[derive(Debug)]
struct Letters(String);

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                letters.push(c.to_ascii_lowercase());
            } else if !c.is_ascii() {
                each_letter(c, |letter| letters.push(if letter == 'ς' { 'σ' } else { letter }));
            }
        }
        Self(letters)
    }

    /// Whether a match may have other letters: there are none here, or they may be a number like `1e3` or `.inf`.
    fn are_ambiguous(&self) -> bool {
        self.0.chars().all(|c| c.is_ascii_digit() || matches!(c, 'e' | 'i' | 'n' | 'f'))
    }
}

/// Selects the notes that may match one of some names.
#[derive(Debug)]
pub(super) struct Prefilter {
    /// The letters of the names; none if a note may match a name without containing its letters.
    names: Option<Vec<Letters>>,
    /// The letters of the keys that say who referred a client.
    keys: Vec<Letters>,
}

impl Prefilter {
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<Letters> = names.into_iter().map(Letters::of).collect();
        let names = Some(names).filter(|names| !names.iter().any(Letters::are_ambiguous));
        let keys = Key::ReferredBy.names().iter().map(|name| Letters(key(name))).collect();
        Self { names, keys }
    }

    /// Whether it rejects any notes at all.
    pub(super) fn is_selective(&self) -> bool {
        self.names.is_some()
    }

    /// Whether the path of a note, or the name of its file, may contain one of the names.
    pub(super) fn accepts_path(&self, path: &str) -> bool {
        self.accepts(&Letters::of(path))
    }

    fn accepts(&self, letters: &Letters) -> bool {
        let Some(names) = &self.names else { return true };
        names.iter().any(|name| letters.0.contains(&name.0))
    }

    /// Whether a line may be a title that contains one of the names, or part of a title that has to be parsed.
    fn accepts_title(&self, line: &str) -> bool {
        let line = line.trim_ascii_start();
        match line.as_bytes().first() {
            Some(b'#') => !line.starts_with("##") && self.accepts_inline(line),
            Some(byte) => *byte == b'=' || *byte < b' ',
            None => false,
        }
    }

    /// Whether a line contains one of the names, or Markdown that may hide one.
    fn accepts_inline(&self, line: &str) -> bool {
        line.contains(['[', '<', '\\'])
            || line.contains('&') && line.contains(';')
            || self.accepts(&Letters::of(line))
    }
}

/// The text of a note, prepared for a prefilter.
pub(super) struct Candidate<'t> {
    yaml: Option<&'t str>,
    /// The letters of the front matter.
    letters: Letters,
    body: &'t str,
}

impl<'t> Candidate<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let split = front_matter::split(text, &mut Problems::default());
        let yaml = split.yaml.map(|yaml| slice(text, yaml));
        let letters = Letters::of(yaml.unwrap_or_default());
        Self { yaml, letters, body: slice(text, split.body..) }
    }

    /// Whether a name, an alias or the title may contain one of the names.
    pub(super) fn may_match(&self, prefilter: &Prefilter) -> bool {
        self.has_escape()
            || self.yaml.is_some() && prefilter.accepts(&self.letters)
            || self.may_match_by_title(prefilter)
    }

    fn may_match_by_title(&self, prefilter: &Prefilter) -> bool {
        self.body.len() > LARGEST_BODY
            || has_lone_cr(self.body.as_bytes())
            || self.body.split('\n').any(|line| prefilter.accepts_title(line))
    }

    /// Whether the note may say who referred its client.
    pub(super) fn may_refer(&self, prefilter: &Prefilter) -> bool {
        self.has_escape() || prefilter.keys.iter().any(|key| self.letters.0.contains(&key.0))
    }

    /// Whether the note may say that its client was referred by one with one of the names.
    pub(super) fn may_refer_to(&self, prefilter: &Prefilter) -> bool {
        self.has_escape()
            || self.may_refer(prefilter) && (self.has_percent_sign() || prefilter.accepts(&self.letters))
    }

    fn has_escape(&self) -> bool {
        self.yaml.is_some_and(|yaml| yaml.contains('\\'))
    }

    /// Within a link any letter may be percent-encoded.
    fn has_percent_sign(&self) -> bool {
        self.yaml.is_some_and(|yaml| yaml.contains('%'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
    use proptest::sample::Index;

    use super::{Candidate, Prefilter};
    use crate::model::client::Client;
    use crate::model::settings::Settings;
    use crate::note::{Reader, decode};
    use crate::vault::find::best_matches;
    use crate::vault::testing::{NAMES, note, wanted};

    fn is_accepted(path: &str, bytes: &[u8], wanted: &str) -> bool {
        let prefilter = Prefilter::new([wanted]);
        let text = decode(bytes).0;
        prefilter.accepts_path(path) || Candidate::new(&text).may_match(&prefilter)
    }

    #[test]
    fn few_notes_are_accepted_in_vain() {
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
            assert_eq!(is_accepted("note.md", text.as_bytes(), wanted), expected, "{wanted} in {text:?}");
        }
        assert!(is_accepted("clients/harbor-foods.md", b"", "Harbor Foods"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 6000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_matches_is_accepted((path, bytes) in note(), at in any::<Index>(), slip in wanted()) {
            let settings = Settings::default();
            let client = Reader::new(&settings).note(&path, &bytes).unwrap().client;
            let names: Vec<&str> = client.iter().flat_map(Client::names).collect();
            let name = if names.is_empty() { at.get::<&str>(NAMES) } else { at.get::<&str>(&names) };
            let wanted = slip.of(name);
            if !best_matches(&client.iter().collect::<Vec<_>>(), &wanted).is_empty() {
                prop_assert!(is_accepted(&path, &bytes, &wanted), "{wanted:?} {:?}", String::from_utf8_lossy(&bytes));
            }
        }
    }
}
