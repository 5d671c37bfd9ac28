//! When something that matters has changed; the only user of notify.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::scope::Scope;

/// Whoever saves many files at once is done when it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(300);

/// What never gets quiet is not waited for.
const LONGEST: Duration = Duration::from_secs(2);

/// How often files are looked at, where nobody tells of changes.
const STEP: Duration = Duration::from_secs(2);

/// On Linux every folder is watched by itself, so that those that are hidden cost nothing, and one that
/// cannot be read does no harm; other systems watch all within a folder at no more cost.
const EACH_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Changes of the files that matter.
pub(super) struct Changes {
    pub(super) scope: Scope,
    eye: Eye,
    /// Why the system does not tell of changes, as long as nobody was told.
    reason: Option<String>,
}

/// How one knows of a change.
enum Eye {
    /// The system tells which paths have changed.
    Told { watcher: RecommendedWatcher, paths: Receiver<PathBuf>, known: HashSet<PathBuf> },
    /// One looks now and then, and compares.
    Looking { seen: u64 },
}

impl Changes {
    /// Prepares to watch; nothing is watched before [`Changes::follow`].
    pub(super) fn new(scope: Scope, is_polling: bool) -> Self {
        let mut changes = Self { scope, eye: Eye::Looking { seen: 0 }, reason: None };
        if !is_polling {
            match told() {
                Ok(eye) => changes.eye = eye,
                Err(error) => changes.look_instead(&error),
            }
        }
        changes
    }

    /// Watches the folders there are now. Returns a message, once, if they can only be looked at.
    pub(super) fn follow(&mut self) -> Option<String> {
        if let Eye::Told { watcher, known, .. } = &mut self.eye
            && let Err(error) = watch(watcher, known, &self.scope)
        {
            self.look_instead(&error);
        }
        if let Eye::Looking { seen } = &mut self.eye {
            *seen = self.scope.glimpse();
        }
        self.reason.take()
    }

    /// Waits until something that matters has changed and it has got quiet again, or for so long. Tells
    /// whether something has changed.
    pub(super) fn wait(&mut self, long: Duration) -> bool {
        if !self.has_changed_by(Instant::now() + long) {
            return false;
        }
        let latest = Instant::now() + LONGEST;
        while Instant::now() < latest && self.has_changed_by(latest.min(Instant::now() + QUIET)) {}
        true
    }

    fn has_changed_by(&mut self, deadline: Instant) -> bool {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match &mut self.eye {
                Eye::Told { paths, .. } => match paths.recv_timeout(left) {
                    Ok(path) if self.scope.matters(&path) => return true,
                    Ok(_) => {}
                    Err(RecvTimeoutError::Timeout) => return false,
                    // Nobody tells any more.
                    Err(RecvTimeoutError::Disconnected) => self.eye = Eye::Looking { seen: 0 },
                },
                Eye::Looking { .. } if left.is_zero() => return false,
                Eye::Looking { seen } => {
                    thread::sleep(left.min(STEP));
                    let now = self.scope.glimpse();
                    if std::mem::replace(seen, now) != now {
                        return true;
                    }
                }
            }
        }
    }

    fn look_instead(&mut self, error: &notify::Error) {
        let reason = match error.kind {
            ErrorKind::MaxFilesWatch => {
                "there are more folders than may be watched; on Linux, raise fs.inotify.max_user_watches"
                    .to_owned()
            }
            _ => format!("the system does not tell of changes here: {error}"),
        };
        self.eye = Eye::Looking { seen: 0 };
        self.reason = Some(format!("{reason}. The files are looked at every {} seconds.", STEP.as_secs()));
    }
}

/// Has the system tell of changes.
fn told() -> notify::Result<Eye> {
    let (sender, paths) = mpsc::channel();
    let tell = move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        // Reading is no change, and we read the notes ourselves.
        let is_change = match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        // More has happened than could be told: then anything may have.
        let lost = event.need_rescan().then(PathBuf::new);
        if is_change {
            // Nobody listens any more when the program ends.
            event.paths.into_iter().chain(lost).for_each(|path| drop(sender.send(path)));
        }
    };
    Ok(Eye::Told { watcher: notify::recommended_watcher(tell)?, paths, known: HashSet::new() })
}

/// Watches the vault, and the template where that is elsewhere. It is an error if the vault cannot be
/// watched as a whole; a folder that may not be looked into has no notes for us.
fn watch(
    watcher: &mut RecommendedWatcher,
    known: &mut HashSet<PathBuf>,
    scope: &Scope,
) -> notify::Result<()> {
    let (mode, most) =
        if EACH_FOLDER { (RecursiveMode::NonRecursive, usize::MAX) } else { (RecursiveMode::Recursive, 1) };
    let folders = scope.folders().take(most).map(|folder| (folder, mode));
    let beside = scope.template.as_deref().and_then(Path::parent);
    let beside = beside.filter(|folder| EACH_FOLDER || !folder.starts_with(&scope.root));
    let beside = beside.map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive));
    for (folder, mode) in folders.chain(beside) {
        // Where each folder is watched, another may have come in the place of one that was.
        if !known.insert(folder.clone()) && !EACH_FOLDER {
            continue;
        }
        if let Err(error) = watcher.watch(&folder, mode)
            && (folder == scope.root || matches!(error.kind, ErrorKind::MaxFilesWatch))
        {
            return Err(error);
        }
    }
    Ok(())
}
