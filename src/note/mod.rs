//! A note: from bytes to a client and the problems in reading it. Nothing in a note makes this fail.

pub(crate) mod conflict;
pub(crate) mod front_matter;
pub(crate) mod history;
pub(crate) mod near_keys;
pub mod places;
pub mod problem;
mod title;

use std::borrow::Cow;
use std::path::Path;

use memchr::memchr;

use crate::model::client::Client;
use crate::model::settings::Settings;
use crate::model::touch::{Channel, Outcome, Promise};
use crate::text::Place;
use conflict::without_markers;
use front_matter::yaml::Document;
use history::HistoryReader;
use places::{Block, Places, Task};
use problem::{Mention, Problem, ProblemKind, Problems};

/// A note as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The path from the vault, with `/`.
    pub path: String,
    /// The client; none if the note has neither front matter nor a dated heading.
    pub client: Option<Client>,
    /// What could not be read, in the note's order.
    pub problems: Vec<Problem>,
    /// References to other notes.
    pub mentions: Vec<Mention>,
    /// Unknown keys that are nearly known ones, as keys are compared. Those that several notes have are no slips.
    pub near_keys: Vec<String>,
}

impl Note {
    /// A note or folder that was not read at all, for some reason.
    pub(crate) fn unread(path: String, kind: ProblemKind) -> Self {
        let place = Place { line: 1, column: 1 };
        let problem = Problem { kind, span: 0..0, place };
        Self { path, client: None, problems: vec![problem], mentions: Vec::new(), near_keys: Vec::new() }
    }
}

/// A note while its text is at hand: what was read from it, and where.
#[derive(Debug)]
pub struct OpenNote<'a> {
    /// The text; bytes that are not UTF-8 are replaced in it.
    pub text: &'a str,
    /// Whether the text is exactly what is in the file.
    pub is_utf8: bool,
    /// What was read.
    pub note: &'a Note,
    /// Where it is in the text.
    pub places: &'a Places<'a>,
}

/// Reads notes the way a vault's settings say.
#[derive(Debug)]
pub struct Reader<'s> {
    settings: &'s Settings,
    history: HistoryReader,
    /// Whether the fast path of the front matter is left out.
    is_thorough: bool,
}

impl<'s> Reader<'s> {
    /// Prepares what all notes of a vault have in common.
    pub fn new(settings: &'s Settings) -> Self {
        Self { settings, history: HistoryReader::new(settings), is_thorough: false }
    }

    /// Leaves the fast paths out, which gives the same in more time: for comparing the two.
    #[doc(hidden)]
    pub fn thorough(self) -> Self {
        Self { history: self.history.thorough(), is_thorough: true, ..self }
    }

    /// Reads a note; none if the settings' `where` leaves it out.
    pub fn note(&self, path: &str, bytes: &[u8]) -> Option<Note> {
        let (text, damage) = decode(bytes);
        let mut problems = Problems::default();
        let text = without_markers(&text, &mut problems);
        self.read(path, &text, damage, false, problems).map(|reading| reading.note)
    }

    /// Reads a note whose bytes could be read, or not for some reason.
    pub(crate) fn found(&self, path: &str, bytes: Result<&[u8], ProblemKind>) -> Option<Note> {
        match bytes {
            Ok(bytes) => self.note(path, bytes),
            Err(reason) => Some(Note::unread(path.to_owned(), reason)),
        }
    }

    /// Reads a note and looks at it while its text is at hand; none if the settings' `where` leaves it out.
    pub fn look<T>(
        &self,
        path: &str,
        bytes: &[u8],
        look: impl FnOnce(&OpenNote<'_>) -> T,
    ) -> Option<(Note, T)> {
        let (text, damage) = decode(bytes);
        let mut problems = Problems::default();
        let readable = without_markers(&text, &mut problems);
        let Reading { note, document, blocks, tasks } = self.read(path, &readable, damage, true, problems)?;
        let places = Places::new(document.zip(note.client.as_ref()), blocks, tasks);
        let looked = look(&OpenNote { text: &text, is_utf8: damage.is_none(), note: &note, places: &places });
        drop(places);
        Some((note, looked))
    }

    /// The channel and outcome that the words of a title say.
    pub fn meaning(&self, title: &str) -> (Channel, Outcome) {
        self.history.meaning(title)
    }

    /// A title as it would be read from a heading with a date: without its markup.
    pub fn title(&self, title: &str) -> String {
        let read = self.history.read_fragment(&format!("## 2000-01-01 {title}\n"));
        let touches = read.touches.iter().map(|touch| &touch.title);
        let mut titles = touches.chain(read.events.iter().map(|event| &event.title));
        titles.next().map_or_else(|| title.to_owned(), ToString::to_string)
    }

    /// The promises in a piece of Markdown.
    pub(crate) fn promises(&self, text: &str) -> Vec<Promise> {
        self.history.read_fragment(text).promises
    }

    fn read<'t>(
        &self,
        path: &str,
        text: &'t str,
        damage: Option<usize>,
        with_places: bool,
        mut problems: Problems,
    ) -> Option<Reading<'t>> {
        if let Some(damage) = damage {
            let at = text.floor_char_boundary(damage);
            problems.add(ProblemKind::NotUtf8, at..at);
        }
        if let Some(nul) = memchr(0, text.as_bytes()) {
            problems.add(ProblemKind::NulByte, nul..nul + 1);
        }
        let split = front_matter::split(text, &mut problems);
        let read_document = if self.is_thorough { Document::read_fully } else { Document::read };
        let document = split.yaml.clone().map(|yaml| read_document(text, yaml, &mut problems));
        if !self.settings.require.is_empty() {
            let is_utf8 = damage.is_none();
            // What cannot be read may be a client: better reported in vain than lost.
            let is_taken = match &document {
                Some(document) => front_matter::fits(document, is_utf8, &self.settings.require),
                None => !is_utf8,
            };
            if !is_taken {
                return None;
            }
        }
        let mut client = match &document {
            Some(document) => front_matter::read(document, self.settings, &mut problems),
            None => Client::default(),
        };
        let history = self.history.read(text, split.body, &client.contacts, with_places, &mut problems);
        let is_client = split.yaml.is_some() || history.has_dated_heading;
        if client.name.is_empty() {
            client.name = history.title.unwrap_or_else(|| stem(path));
        }
        path.clone_into(&mut client.path);
        client.touches = history.touches;
        client.events = history.events;
        client.promises = history.promises;
        let near_keys = problems.take_near_keys();
        let (mut problems, mentions) = problems.placed(text);
        // What a note about something else says is not ours to correct.
        problems.retain(|problem| is_client || problem.kind.is_of_file());
        let client = is_client.then_some(client);
        let note = Note { path: path.to_owned(), client, problems, mentions, near_keys };
        Some(Reading { note, document, blocks: history.blocks, tasks: history.tasks })
    }
}

/// A note with its document, blocks and tasks.
struct Reading<'t> {
    note: Note,
    document: Option<Document<'t>>,
    blocks: Vec<Block>,
    tasks: Vec<Task>,
}

/// The text of a file, and where it stops being UTF-8 if it does.
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<usize>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => {
            let text = from_utf16(bytes).map_or_else(|| String::from_utf8_lossy(bytes), Cow::Owned);
            (text, Some(error.valid_up_to()))
        }
    }
}

/// The text of a file that some editors save as "Unicode": UTF-16 with a byte order mark.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_first_chunk::<2>()?;
    let unit: fn([u8; 2]) -> u16 = match mark {
        [0xFF, 0xFE] => u16::from_le_bytes,
        [0xFE, 0xFF] => u16::from_be_bytes,
        _ => return None,
    };
    let units = rest.chunks_exact(2).filter_map(|pair| Some(unit(pair.try_into().ok()?)));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Note, Reader};
    use crate::model::settings::Settings;

    fn read(bytes: &[u8]) -> Note {
        Reader::new(&Settings::default()).note("clients/harbor.md", bytes).unwrap()
    }

    fn codes(note: &Note) -> Vec<&'static str> {
        note.problems.iter().map(|problem| problem.kind.code()).collect()
    }

    #[test]
    fn a_client_has_front_matter_or_a_dated_heading() {
        let cases = [
            ("---\n---\n", true),
            ("---\n: bad\n---\n", true),
            ("## 2026-09-14 Call\n", true),
            ("## 2026-02-30 Call\n", true),
            ("# Plans\n\n- 2026-09-14 Call\n", false),
            ("", false),
        ];
        for (text, is_client) in cases {
            assert_eq!(read(text.as_bytes()).client.is_some(), is_client, "{text:?}");
        }
    }

    #[test]
    fn the_name_is_the_notes_else_its_title_else_the_files() {
        let name = |text: &str| read(text.as_bytes()).client.unwrap().name;
        assert_eq!(name("---\nname: Harbor Foods\n---\n# Title\n"), "Harbor Foods");
        assert_eq!(name("---\nname: ''\n---\n# [[Harbor]] Title\n"), "Harbor Title");
        assert_eq!(name("## 2026-09-14 Call\n"), "harbor");
    }

    #[test]
    fn what_is_no_text_is_reported_and_the_rest_used() {
        let note = read(b"---\nname: M\xfcller\nowner: Eva\n---\n## 2026-09-14 Call\n");
        let client = note.client.as_ref().unwrap();
        assert_eq!((client.owner.as_deref(), client.touches.len()), (Some("Eva"), 1));
        assert_eq!(codes(&note), ["not-utf-8"]);
        assert_eq!((note.problems[0].place.line, note.problems[0].place.column), (2, 8));
        let utf16: Vec<u8> =
            "\u{feff}---\nname: Müller\n---\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let note = read(&utf16);
        assert_eq!(note.client.as_ref().unwrap().name, "Müller");
        assert_eq!(codes(&note), ["not-utf-8"]);
        let note = read(b"---\nname: A\0B\nowner: Eva\n---\n## 2026-09-14 Call\0\n");
        assert_eq!(note.client.as_ref().unwrap().owner.as_deref(), Some("Eva"));
        assert_eq!(codes(&note), ["nul-byte", "nul-byte"]);
    }

    #[test]
    fn where_narrows_a_mixed_vault_without_losing_broken_notes() {
        let settings = Settings {
            require: vec![("Type".into(), vec!["client".into(), "lead".into()])],
            ..Settings::default()
        };
        let reader = Reader::new(&settings);
        let cases = [
            ("---\ntype: Client\n---\n", true),
            ("---\ntype: [x, lead]\n---\n", true),
            ("---\ntype: recipe\n---\n", false),
            ("---\nname: X\n---\n", false),
            ("## 2026-09-14 Call\n", false),
            ("---\nname: X: Y\ntype: client\n---\n", true),
            ("---\nname: X: Y\ntype: recipe\n---\n", false),
            ("---\nname: X\ntype: [client\n---\n", true),
        ];
        for (text, fits) in cases {
            assert_eq!(reader.note("x.md", text.as_bytes()).is_some(), fits, "{text:?}");
        }
    }
}
