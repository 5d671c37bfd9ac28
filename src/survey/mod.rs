//! The one engine for whatever looks at every client: each note is read, judged and forgotten, but for the little that
//! is to be kept of it. So a vault of any size takes the memory of what is kept.
//!
//! A note is judged as if it were the only one, by whichever thread has read it. Then the few that others have a part
//! in are read and judged once more, beside those others (`relate.rs`).

mod relate;
mod stream;

pub use stream::Stream;

use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::settings::Settings;
use crate::note::near_keys;
use crate::note::problem::{Mention, Problem, ProblemKind};
use crate::note::{Note, OpenNote, Reader};
use crate::rules::{Context, others};
use crate::vault::folder::Folder;
use crate::vault::{OpenError, Vault};

/// What is left of the notes of a vault, in the order of their paths.
#[derive(Debug)]
pub struct Survey<'v, T> {
    folder: Folder<'v, Option<Surveyed<T>>>,
}

/// What is left of a note; there may be very many.
#[derive(Debug)]
struct Surveyed<T> {
    kept: T,
    /// The client's name; none if the note is about something else.
    name: Option<Box<str>>,
    /// The last day on which the client was thanked.
    thanked: Option<NaiveDate>,
    /// What few notes have.
    details: Option<Box<Details>>,
}

#[derive(Debug, Default)]
struct Details {
    /// Other names of the client.
    aliases: Vec<String>,
    problems: Vec<Problem>,
    /// References to other notes.
    mentions: Vec<Mention>,
    /// Unknown keys that are nearly known ones.
    near_keys: Vec<String>,
    /// Where contacts went, if that matters.
    workplaces: Vec<String>,
    /// Set if somebody sent the client to us.
    referral: Option<Client>,
}

/// Which clients are judged again, beside the others that they refer to or that refer to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relations {
    /// None: what is kept of a note depends on nothing but that note.
    None,
    /// Those whose verdict may change by it.
    Verdicts,
    /// All that refer to others, or that others say has sent them.
    All,
}

/// A note of a survey, taken out of it.
#[derive(Debug)]
pub struct SurveyedNote<T> {
    /// The path from the vault, with `/`.
    pub path: Box<str>,
    /// The client's name; none if the note is about something else.
    pub name: Option<Box<str>>,
    /// What was kept.
    pub kept: T,
    /// What could not be read, in the note's order.
    pub problems: Vec<Problem>,
}

impl<'v, T: Send + Sync> Survey<'v, Option<T>> {
    /// Surveys the clients of a vault on a day. Of each, what `keep` makes of it is kept, if anything; it may be asked
    /// twice.
    pub fn of_clients(
        vault: &'v Vault,
        today: NaiveDate,
        relations: Relations,
        keep: impl for<'c> Fn(&'c Client, &Context<'c>) -> Option<T> + Sync,
    ) -> Result<Self, OpenError> {
        Self::take(vault, today, relations, |reader, path, bytes, context| {
            let note = reader.found(path, bytes)?;
            let kept = note.client.as_ref().and_then(|client| keep(client, context));
            Some((note, kept))
        })
    }
}

impl<'v, T: Send + Sync + Default> Survey<'v, T> {
    /// Surveys the notes of a vault on a day while each lies open, with the places of what was read in it. Nothing is
    /// kept of a file that cannot be read.
    pub fn of_notes(
        vault: &'v Vault,
        today: NaiveDate,
        relations: Relations,
        keep: impl for<'c> Fn(&OpenNote<'c>, &Context<'c>) -> T + Sync,
    ) -> Result<Self, OpenError> {
        Self::take(vault, today, relations, |reader, path, bytes, context| match bytes {
            Ok(bytes) => reader.look(path, bytes, |note| keep(note, context)),
            Err(reason) => Some((Note::unread(path.to_owned(), reason), T::default())),
        })
    }
}

impl<'v, T: Send + Sync> Survey<'v, T> {
    fn take<R>(vault: &'v Vault, today: NaiveDate, relations: Relations, read: R) -> Result<Self, OpenError>
    where
        R: for<'c> Fn(&Reader<'_>, &str, Result<&[u8], ProblemKind>, &Context<'c>) -> Option<(Note, T)>
            + Sync,
    {
        let reader = Reader::new(&vault.settings);
        // Of other clients nothing is known yet.
        let no_others = Context::new(std::iter::empty(), &vault.settings, today);
        let folder = Folder::read(vault, |path, bytes| {
            let (note, kept) = read(&reader, path, bytes, &no_others)?;
            Some(Surveyed::new(note, kept, relations, &no_others))
        })?;
        let mut survey = Self { folder };
        survey.forgive_shared_keys();
        survey.relate(today, relations, |path, bytes, context| {
            read(&reader, path, bytes, context).map(|(_, kept)| kept)
        });
        Ok(survey)
    }
}

impl<'v, T> Survey<'v, T> {
    /// Keys that are nearly known ones and no slips, as several notes have them.
    pub(crate) fn shared_keys(&self) -> Vec<String> {
        near_keys::shared(self.details().map(|(_, details)| &details.near_keys))
    }

    /// Leaves out what was reported of keys that several notes have.
    fn forgive_shared_keys(&mut self) {
        let shared = self.shared_keys();
        if shared.is_empty() {
            return;
        }
        for (_, surveyed) in &mut self.folder.notes {
            if let Some(Surveyed { details: Some(details), .. }) = surveyed {
                near_keys::forgive(&mut details.problems, &shared);
            }
        }
    }

    /// The notes, in the order of their paths.
    pub fn into_notes(self) -> impl Iterator<Item = SurveyedNote<T>> {
        self.folder.notes.into_iter().filter_map(|(found, surveyed)| {
            let Surveyed { kept, name, details, .. } = surveyed?;
            let problems = details.map(|details| details.problems).unwrap_or_default();
            Some(SurveyedNote { path: found.path, name, kept, problems })
        })
    }

    /// The same survey with something made of what was kept.
    fn map<U>(self, mut make: impl FnMut(T) -> U) -> Survey<'v, U> {
        let folder = self.folder.map(|surveyed| {
            let Surveyed { kept, name, thanked, details } = surveyed?;
            Some(Surveyed { kept: make(kept), name, thanked, details })
        });
        Survey { folder }
    }

    /// The vault that was surveyed.
    pub(crate) fn vault(&self) -> &'v Vault {
        self.folder.vault()
    }

    /// The path of a note, by its place in the order.
    pub(crate) fn path(&self, at: usize) -> &str {
        self.folder.path(at)
    }

    /// The paths of the notes that the settings take.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.surveyed().map(|(at, _)| self.path(at))
    }

    /// What was kept, in the order of the notes.
    pub fn into_kept(self) -> impl Iterator<Item = T> {
        self.folder.into_made().flatten().map(|surveyed| surveyed.kept)
    }

    /// What is left of each note that the settings take, and its place in the order.
    fn surveyed(&self) -> impl Iterator<Item = (usize, &Surveyed<T>)> {
        let notes = self.folder.notes.iter().enumerate();
        notes.filter_map(|(at, (_, surveyed))| Some((at, surveyed.as_ref()?)))
    }

    fn details(&self) -> impl Iterator<Item = (usize, &Details)> {
        self.surveyed().filter_map(|(at, surveyed)| Some((at, surveyed.details.as_deref()?)))
    }

    /// What could not be read, with the place of its note in the order.
    pub(crate) fn problems(&self) -> impl Iterator<Item = (usize, &Problem)> {
        self.details().flat_map(|(at, details)| details.problems.iter().map(move |problem| (at, problem)))
    }

    /// References to other notes, with the place of the note in the order.
    pub(crate) fn mentions(&self) -> impl Iterator<Item = (usize, &Mention)> {
        self.details().flat_map(|(at, details)| details.mentions.iter().map(move |mention| (at, mention)))
    }

    /// The names and aliases of all clients, with the place of the note in the order.
    pub(crate) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.surveyed().flat_map(|(at, surveyed)| surveyed.names().map(move |name| (at, name)))
    }
}

impl<'v, T, U> Survey<'v, (T, U)> {
    /// Takes the second part of what was kept out, in the order of the notes.
    pub fn split(self) -> (Survey<'v, T>, Vec<U>) {
        let mut parts = Vec::new();
        let survey = self.map(|(kept, part)| {
            parts.push(part);
            kept
        });
        (survey, parts)
    }
}

impl<'v, T, U> Survey<'v, Option<(T, U)>> {
    /// Takes the second part of what was kept of clients out, in the order of the notes.
    pub fn split_clients(self) -> (Survey<'v, Option<T>>, Vec<U>) {
        let mut parts = Vec::new();
        let survey = self.map(|kept| {
            let (kept, part) = kept?;
            parts.push(part);
            Some(kept)
        });
        (survey, parts)
    }
}

impl<T> Surveyed<T> {
    fn new(note: Note, kept: T, relations: Relations, no_others: &Context<'_>) -> Self {
        let Note { client, problems, mentions, near_keys, .. } = note;
        let mut surveyed = Self { kept, name: None, thanked: None, details: None };
        let mut details = Details { problems, mentions, near_keys, ..Details::default() };
        if let Some(client) = client {
            if asks_for_workplaces(&client, relations, no_others) {
                details.workplaces =
                    client.contacts.iter().filter_map(|contact| contact.now_at.clone()).collect();
            }
            details.referral = client.referred_by.is_some().then(|| others::referral(&client));
            surveyed.thanked = others::thanked(&client, no_others.today);
            surveyed.name = Some(client.name.into_boxed_str());
            details.aliases = client.aliases;
        }
        let Details { aliases, problems, mentions, near_keys, .. } = &details;
        // Where there is a workplace or a referral, there is a mention.
        if !(aliases.is_empty() && problems.is_empty() && mentions.is_empty() && near_keys.is_empty()) {
            surveyed.details = Some(Box::new(details));
        }
        surveyed
    }

    /// The name and the aliases of the client.
    fn names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.details.iter().flat_map(|details| &details.aliases).map(String::as_str);
        self.name.as_deref().into_iter().chain(aliases)
    }

    /// What is known of a client without reading its note again; none if the note is about something else.
    fn by_name(&self, path: &str) -> Option<Client> {
        let name = self.name.as_deref()?.to_owned();
        let aliases = self.details.as_ref().map(|details| details.aliases.clone()).unwrap_or_default();
        Some(Client { path: path.to_owned(), name, aliases, ..Client::default() })
    }
}

/// Whether it matters to a client what is in the notes of those where its contacts went.
fn asks_for_workplaces(client: &Client, relations: Relations, no_others: &Context<'_>) -> bool {
    match relations {
        Relations::None => false,
        Relations::Verdicts => others::asks_where_to(client, no_others),
        Relations::All => true,
    }
}

/// The problems of a note that the settings do not silence.
pub(crate) fn reported(mut problems: Vec<Problem>, settings: &Settings) -> Vec<Problem> {
    problems.retain(|problem| settings.severity(problem.kind.check()).is_some());
    problems
}
