//! Whose page it is that is about to be replaced: nothing of the user's own is lost to the agenda.

use anyhow::bail;
use rekindle::model::settings::Settings;
use rekindle::model::touch::Channel;
use rekindle::note::Reader;
use rekindle::render;

/// Looks at a page that is about to be replaced as a whole: a client's note is not, and what is not
/// ours is kept beside it, as is a page on which nobody can tell what the user ticked and wrote.
///
/// Of the new page only the beginning matters.
pub(super) fn has_to_be_kept(
    old: &str,
    name: &str,
    beginning: &str,
    is_legible: bool,
    settings: &Settings,
) -> anyhow::Result<bool> {
    if old.trim().is_empty() {
        return Ok(false);
    }
    // On a page of ours nothing is lost, unless nobody can tell any more what on it is the user's.
    if old.starts_with(render::TITLE) {
        return Ok(!is_legible);
    }
    // A template of the user's own may begin like a note, with a fence, but says nothing of a client.
    let is_alike = first_words(old) == first_words(beginning);
    if is_client_note(old, is_alike, settings) {
        bail!(
            "{name} looks like a client’s note, so it is not overwritten; name another file for the agenda"
        );
    }
    Ok(!is_alike || !is_legible)
}

/// How a page begins, up to the first date; two pages of one template begin alike.
fn first_words(page: &str) -> &str {
    page.split(|c: char| c.is_ascii_digit() || c == '\n').next().unwrap_or_default()
}

/// Whether a text is evidently about a client, so that writing over it would be a slip. In a page that
/// begins like the new one, dated headings are no evidence.
fn is_client_note(text: &str, is_alike: bool, settings: &Settings) -> bool {
    let everything = Settings { require: Vec::new(), ..settings.clone() };
    let note = Reader::new(&everything).note("agenda.md", text.as_bytes());
    note.and_then(|note| note.client).is_some_and(|client| {
        let told = client.since.or(client.last_contact).is_some() || client.cadence.is_some();
        let talked = client.touches.iter().any(|touch| touch.channel != Channel::Other);
        told || !client.contacts.is_empty() || (!is_alike && (talked || client.touches.len() > 1))
    })
}
