//! Text in, model out: the folder's settings, its notes, and what could not be read of them.

mod copies;
mod copy_names;
pub mod find;
pub(crate) mod folder;
mod inside;
pub mod lookup;
mod notes;
mod prefilter;
mod progress;
mod settings;
#[cfg(test)]
mod testing;
mod walk;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::model::composed;
use crate::model::settings::Settings;
use crate::model::unicode::decomposed;
use crate::note::problem::Problem;
use copies::Suspect;
use folder::read_file;
pub use notes::Notes;
pub use progress::Progress;
pub(crate) use settings::WORD_LISTS;
use walk::{NoteFilter, Pattern};

/// The name of the configuration, at the root of a vault.
pub const CONFIGURATION: &str = "rekindle.yaml";

/// Notes, and the settings to read them by. Opening a vault reads its configuration, and no note yet.
#[derive(Debug, Clone)]
pub struct Vault {
    /// The folder; empty for notes in memory.
    pub root: PathBuf,
    /// What its configuration says.
    pub settings: Settings,
    source: Source,
    /// Files that are written by rekindle, beside the agenda, and so are no notes.
    written: Vec<PathBuf>,
    progress: Arc<Progress>,
}

/// Where the notes of a vault are.
#[derive(Debug, Clone)]
enum Source {
    /// In the vault's folder.
    Folder,
    /// Here, by path, in the order of paths.
    Memory(Arc<[(String, Vec<u8>)]>),
}

/// Why a vault could not be opened. What is wrong with a single note is no reason: see [`Note`](crate::note::Note).
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
    /// Opens a folder: reads its configuration, or takes the defaults if it has none.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, OpenError> {
        let root = root.into();
        let settings = Self::settings(&root)?;
        Ok(Self::new(root, settings))
    }

    /// A folder whose configuration is read already.
    pub fn new(root: impl Into<PathBuf>, settings: Settings) -> Self {
        let (written, progress) = Default::default();
        Self { root: root.into(), settings, source: Source::Folder, written, progress }
    }

    /// A vault without a folder: the text of a `rekindle.yaml`, and notes with the path of each, `/` between its parts.
    /// What a configuration leaves out of a folder it leaves out here too.
    pub fn in_memory(
        configuration: &str,
        notes: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, OpenError> {
        let settings = settings::read(configuration, None)
            .map_err(|problems| OpenError::Settings { path: CONFIGURATION.into(), problems })?;
        let mut notes: Vec<(String, Vec<u8>)> = notes.into_iter().collect();
        notes.sort();
        notes.dedup_by(|(later, _), (path, _)| later == path);
        Ok(Self { source: Source::Memory(notes.into()), ..Self::new("", settings) })
    }

    /// Leaves a file out that is no note, since rekindle writes it.
    #[must_use]
    pub fn without(mut self, file: Option<PathBuf>) -> Self {
        self.written.extend(file);
        self
    }

    /// Counts there how many notes are read.
    #[must_use]
    pub fn with_progress(self, progress: Arc<Progress>) -> Self {
        Self { progress, ..self }
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
        settings::read(&text, Some(root)).map_err(|problems| OpenError::Settings { path, problems })
    }

    /// Reads a note's file once more.
    pub(crate) fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        match &self.source {
            Source::Folder => read_file(&self.root.join(path)),
            Source::Memory(notes) => Ok(in_memory(notes, path).unwrap_or_default().to_owned()),
        }
    }

    /// Whether a link from the note at that path leads to a file, be it a note of the vault or not.
    pub fn has_file(&self, target: &str, from: &str) -> bool {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let target = target.trim_start_matches('/');
        !target.is_empty() && (self.has(&Path::new(folder).join(target)) || self.has(Path::new(target)))
    }

    /// Whether there is a file at that path, with or without `.md`.
    fn has(&self, path: &Path) -> bool {
        let text = path.to_string_lossy();
        // Some systems have another form of the same letters in the names of files.
        let forms = [text.to_string(), composed(&text).into_owned(), decomposed(&text)];
        forms.iter().flat_map(|path| [path.clone(), format!("{path}.md")]).any(|path| match &self.source {
            Source::Folder => self.root.join(path).is_file(),
            Source::Memory(notes) => in_memory(notes, &path).is_some(),
        })
    }

    /// Whether a file at that path would be a note of the vault, if it were there.
    pub fn would_be_note(&self, path: &str) -> bool {
        walk::would_be_note(&self.root, path, &self.note_filter())
    }

    /// What the note at that path may be a copy of.
    fn suspect(&self, path: &str) -> Option<Suspect> {
        Suspect::of(path, &|original| {
            walk::may_be_copied(&self.root, original, &self.note_filter())
                && match &self.source {
                    Source::Folder => self.root.join(original).is_file(),
                    Source::Memory(notes) => in_memory(notes, original).is_some(),
                }
        })
    }

    /// Why the agenda file may not be written, if it is a link that leads where the configuration may not.
    pub fn refused_agenda(&self) -> Option<String> {
        inside::refused_agenda(Some(&self.root), &self.settings.agenda)
    }

    /// Whether rekindle writes the file at that path itself.
    fn is_written(&self, path: &str) -> bool {
        self.note_filter().generated.contains(&self.root.join(path))
    }

    /// The vault's own template of a client's note: `client.md` in the first of its template folders.
    pub fn client_template(&self) -> Option<PathBuf> {
        self.template(&["client.md"])
    }

    /// A template of the vault's own: the first of these names that one of its template folders has.
    pub fn template(&self, names: &[&str]) -> Option<PathBuf> {
        walk::templates(&self.root, &self.note_filter(), names).into_iter().next()
    }

    /// Which files count as notes by the settings.
    fn note_filter(&self) -> NoteFilter {
        NoteFilter {
            notes: patterns(&self.settings.notes),
            ignore: patterns(&self.settings.ignore),
            generated: self.written.iter().cloned().chain([self.root.join(&self.settings.agenda)]).collect(),
        }
    }
}

fn patterns(globs: &[String]) -> Vec<Pattern> {
    globs.iter().filter_map(|glob| Pattern::new(glob).ok()).collect()
}

/// The bytes of a note in memory.
fn in_memory<'n>(notes: &'n [(String, Vec<u8>)], path: &str) -> Option<&'n [u8]> {
    let found = notes.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok()?;
    notes.get(found).map(|(_, bytes)| bytes.as_slice())
}
