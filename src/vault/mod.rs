//! Text in, model out: the folder's settings, its notes, and what could not be read of them.

pub mod find;
pub(crate) mod folder;
pub mod lookup;
mod prefilter;
pub mod progress;
mod settings;
#[cfg(test)]
mod testing;
mod walk;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use thiserror::Error;

use crate::model::client::Client;
use crate::model::directory::{Directory, Sought};
use crate::model::settings::Settings;
use crate::note::problem::Problem;
use crate::note::{Note, OpenNote, Reader};
use folder::{Folder, narrowing, read_file};
pub(crate) use settings::{KEYS as SETTINGS, WORD_LISTS};

/// The name of the configuration, at the root of a vault.
pub const CONFIGURATION: &str = "rekindle.yaml";

/// A folder of notes, read.
#[derive(Debug)]
pub struct Vault {
    /// The folder.
    pub root: PathBuf,
    /// What its configuration says.
    pub settings: Settings,
    /// Its notes, in the order of their paths.
    pub notes: Vec<Note>,
}

/// Why a vault could not be opened. What is wrong with a single note is no reason: see [`Note::problems`].
///
/// The message names what could not be opened; why is the [source](std::error::Error::source), so that printing the
/// whole chain gives both.
#[derive(Debug, Error)]
pub enum OpenError {
    /// There is no such folder, or it may not be looked into.
    #[error("{} cannot be opened as a vault", root.display())]
    Folder {
        /// The folder.
        root: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The configuration is there but cannot be read.
    #[error("{}", path.display())]
    Configuration {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The configuration has errors, each with its place.
    #[error("{}", settings_message(path, problems))]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problems: Vec<Problem>,
    },
}

fn settings_message(path: &Path, problems: &[Problem]) -> String {
    let line = |problem: &Problem| {
        format!("{}:{}:{}: {}", path.display(), problem.place.line, problem.place.column, problem.kind)
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

impl Vault {
    /// Reads the configuration and all notes of a folder.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, OpenError> {
        let root = root.into();
        let settings = Self::settings(&root)?;
        Self::read(root, settings, &[])
    }

    /// Reads the configuration of a folder; the defaults if it has none.
    pub fn settings(root: &Path) -> Result<Settings, OpenError> {
        if root.is_file() {
            let source = io::Error::new(ErrorKind::NotADirectory, "it is a file");
            return Err(OpenError::Folder { root: root.to_owned(), source });
        }
        let path = root.join(CONFIGURATION);
        if std::fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            let source = io::Error::new(ErrorKind::IsADirectory, "this is not a file");
            return Err(OpenError::Configuration { path, source });
        }
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let misnamed = root.join("rekindle.yml");
                if misnamed.exists() {
                    let reason = format!("the configuration is called {CONFIGURATION}; rename this file");
                    let source = io::Error::new(ErrorKind::InvalidFilename, reason);
                    return Err(OpenError::Configuration { path: misnamed, source });
                }
                return Ok(Settings::default());
            }
            Err(source) => return Err(OpenError::Configuration { path, source }),
        };
        let Ok(text) = String::from_utf8(bytes) else {
            let source = io::Error::new(ErrorKind::InvalidData, "this is not UTF-8; save the file as UTF-8");
            return Err(OpenError::Configuration { path, source });
        };
        settings::read(&text).map_err(|problems| OpenError::Settings { path, problems })
    }

    /// Reads all notes of a folder, in parallel, but for the agenda and the `own` files given.
    pub fn read(root: PathBuf, settings: Settings, own: &[PathBuf]) -> Result<Self, OpenError> {
        let reader = Reader::new(&settings);
        let read = |path: &str, bytes: Result<&[u8], String>| reader.found(path, bytes).map(Box::new);
        let folder = Folder::read(&root, &settings, own, read)?;
        let notes = folder.into_made().flatten().map(|note| *note).collect();
        Ok(Self::of(root, settings, notes))
    }

    /// Reads all notes as [`Vault::read`] does, and looks at each while it lies open; of its client what `keep` leaves
    /// is kept.
    ///
    /// Returns what was seen, note by note; nothing was if a file could not be read.
    pub fn look<T: Default + Send>(
        root: PathBuf,
        settings: Settings,
        own: &[PathBuf],
        look: impl Fn(&OpenNote<'_>, &Settings) -> T + Sync,
        keep: impl Fn(Client) -> Client + Sync,
    ) -> Result<(Self, Vec<T>), OpenError> {
        let reader = Reader::new(&settings);
        let kept =
            |(note, seen): (Note, T)| Box::new((Note { client: note.client.map(&keep), ..note }, seen));
        let read = |path: &str, bytes: Result<&[u8], String>| match bytes {
            Ok(bytes) => reader.look(path, bytes, |open| look(open, &settings)).map(kept),
            Err(reason) => Some(Box::new((Note::unreadable(path.to_owned(), reason), T::default()))),
        };
        let folder = Folder::read(&root, &settings, own, read)?;
        let (notes, seen) = folder.into_made().flatten().map(|read| *read).unzip();
        Ok((Self::of(root, settings, notes), seen))
    }

    fn of(root: PathBuf, settings: Settings, mut notes: Vec<Note>) -> Self {
        for (at, problem) in ambiguous_references(&notes) {
            if let Some(note) = notes.get_mut(at) {
                note.problems.push(problem);
                note.problems.sort_by_key(|problem| problem.span.start);
            }
        }
        Self { root, settings, notes }
    }

    /// Reads a note's file once more.
    pub fn bytes(&self, note: &Note) -> io::Result<Vec<u8>> {
        read_file(&self.root.join(&note.path))
    }

    /// Whether a link from the note at that path leads to a file, be it a note of the vault or not.
    pub fn has_file(&self, target: &str, from: &str) -> bool {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_there = |path: PathBuf| path.is_file() || path.with_added_extension("md").is_file();
        let target = target.trim_start_matches('/');
        !target.is_empty()
            && (is_there(self.root.join(folder).join(target)) || is_there(self.root.join(target)))
    }

    /// Whether a file at that path would be a note of the vault, if it were there.
    pub fn would_be_note(&self, path: &str) -> bool {
        walk::would_be_note(&self.root, path, &narrowing(&self.root, &self.settings, &[]))
    }

    /// The vault's own template of a client's note: `client.md` in the first of its template folders.
    pub fn client_template(&self) -> Option<PathBuf> {
        self.template(&["client.md"])
    }

    /// A template of the vault's own: the first of these names that one of its template folders has.
    pub fn template(&self, names: &[&str]) -> Option<PathBuf> {
        walk::templates(&self.root, &narrowing(&self.root, &self.settings, &[]), names).into_iter().next()
    }

    /// The clients, in the order of their paths.
    pub fn clients(&self) -> impl Iterator<Item = &Client> + Clone {
        self.notes.iter().filter_map(|note| note.client.as_ref())
    }
}

/// References that several notes answer to: a problem of the note that refers, not a guess.
fn ambiguous_references(notes: &[Note]) -> Vec<(usize, Problem)> {
    let directory = mentioned(notes);
    let of_note = |(at, note): (usize, &Note)| -> Vec<(usize, Problem)> {
        let ambiguous = note.mentions.iter().filter_map(|mention| mention.ambiguous(&note.path, &directory));
        ambiguous.map(|problem| (at, problem)).collect()
    };
    notes.iter().enumerate().flat_map(of_note).collect()
}

/// The clients that may be meant where notes mention others, which is as good as all of them to find whom they mean.
pub(crate) fn mentioned(notes: &[Note]) -> Directory<'_> {
    let mut sought = Sought::default();
    for note in notes {
        note.mentions.iter().for_each(|mention| sought.add(&mention.reference, &note.path));
    }
    let clients = notes.par_iter().filter_map(|note| note.client.as_ref());
    let mentioned = clients.filter(|client| sought.may_be(&client.path, client.names()));
    Directory::new(mentioned.collect::<Vec<&Client>>())
}
