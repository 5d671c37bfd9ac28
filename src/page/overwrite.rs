//! Whose file it is that is about to be overwritten: nothing of the user's is lost to the agenda.

use thiserror::Error;

use super::TITLE;
use crate::model::settings::Settings;
use crate::model::touch::Channel;
use crate::note::Reader;

/// A file that is evidently a client's note.
#[derive(Debug, PartialEq, Eq, Error)]
#[error("{name} looks like a client’s note, so it is not overwritten; name another file for the agenda")]
pub struct ClientNote {
    /// What the file is called.
    pub name: String,
}

/// Whether a file is to be kept beside the one that overwrites it as a whole: what is not ours is, and so is a page on
/// which nobody can tell any more what the user ticked and wrote.
///
/// Of the new page only the beginning matters.
pub fn has_to_be_kept(
    old: &str,
    name: &str,
    beginning: &str,
    is_legible: bool,
    settings: &Settings,
) -> Result<bool, ClientNote> {
    if old.trim().is_empty() {
        return Ok(false);
    }
    if old.starts_with(TITLE) {
        return Ok(!is_legible);
    }
    // A template of the user's may begin like a note, with a fence, but says nothing of a client.
    let begins_alike = first_words(old) == first_words(beginning);
    if is_client_note(old, begins_alike, settings) {
        return Err(ClientNote { name: name.to_owned() });
    }
    Ok(!begins_alike || !is_legible)
}

/// How a page begins, up to the first date; two pages of one template begin alike.
fn first_words(page: &str) -> &str {
    page.split(|c: char| c.is_ascii_digit() || c == '\n').next().unwrap_or_default()
}

/// Whether a text is evidently about a client, so that writing over it would be a slip. In a file that begins
/// like the new page, dated headings are no evidence.
fn is_client_note(text: &str, begins_alike: bool, settings: &Settings) -> bool {
    let everything = Settings { require: Vec::new(), ..settings.clone() };
    let note = Reader::new(&everything).note("agenda.md", text.as_bytes());
    note.and_then(|note| note.client).is_some_and(|client| {
        let has_dates = client.since.or(client.last_contact).is_some() || client.cadence.is_some();
        let talked = client.touches.iter().any(|touch| touch.channel != Channel::Other);
        has_dates || !client.contacts.is_empty() || (!begins_alike && (talked || client.touches.len() > 1))
    })
}
