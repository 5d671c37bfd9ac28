//! Waits for changes of relevant files; the only user of notify.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::scope::Scope;

/// Several files saved together count as one change; it is over after this long without another.
const QUIET: Duration = Duration::from_millis(300);

/// Changes that never stop are not waited for any longer than this.
const LONGEST: Duration = Duration::from_secs(2);

/// How often files are polled where the system does not report changes.
const STEP: Duration = Duration::from_secs(2);

/// On Linux each folder is watched separately, so that hidden folders cost nothing and an unreadable one does no harm;
/// other systems watch a whole tree at the cost of one folder.
const EACH_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Changes of the files that matter.
pub(super) struct Changes {
    pub(super) scope: Scope,
    source: ChangeSource,
    /// Why the files are polled; taken when it is reported to the user.
    reason: Option<String>,
}

/// Where changes are learned from.
enum ChangeSource {
    /// The system reports paths that have changed.
    Events { watcher: RecommendedWatcher, paths: Receiver<PathBuf>, known: HashSet<PathBuf> },
    /// The files are looked at now and then, and compared with the last fingerprint.
    Polling { last: u64 },
}

impl Changes {
    /// Prepares to watch; nothing is watched before [`Changes::follow`].
    pub(super) fn new(scope: Scope, is_polling: bool) -> Self {
        let mut changes = Self { scope, source: ChangeSource::Polling { last: 0 }, reason: None };
        if !is_polling {
            match system_events() {
                Ok(source) => changes.source = source,
                Err(error) => changes.fall_back_to_polling(&error),
            }
        }
        changes
    }

    /// Watches the folders that exist now. Returns a message, once, if they have to be polled.
    pub(super) fn follow(&mut self) -> Option<String> {
        if let ChangeSource::Events { watcher, known, .. } = &mut self.source
            && let Err(error) = watch(watcher, known, &self.scope)
        {
            self.fall_back_to_polling(&error);
        }
        if let ChangeSource::Polling { last } = &mut self.source {
            *last = self.scope.fingerprint();
        }
        self.reason.take()
    }

    /// Waits until a relevant file has changed and changes have stopped, at most for `long`. Returns whether there was
    /// a change.
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
            match &mut self.source {
                ChangeSource::Events { paths, .. } => match paths.recv_timeout(left) {
                    Ok(path) if self.scope.matters(&path) => return true,
                    Ok(_) => {}
                    Err(RecvTimeoutError::Timeout) => return false,
                    // The watcher has ended.
                    Err(RecvTimeoutError::Disconnected) => self.source = ChangeSource::Polling { last: 0 },
                },
                ChangeSource::Polling { .. } if left.is_zero() => return false,
                ChangeSource::Polling { last } => {
                    thread::sleep(left.min(STEP));
                    let now = self.scope.fingerprint();
                    if std::mem::replace(last, now) != now {
                        return true;
                    }
                }
            }
        }
    }

    fn fall_back_to_polling(&mut self, error: &notify::Error) {
        let reason = match error.kind {
            ErrorKind::MaxFilesWatch => {
                "there are more folders than may be watched; on Linux, raise fs.inotify.max_user_watches"
                    .to_owned()
            }
            _ => format!("the system does not tell of changes here: {error}"),
        };
        self.source = ChangeSource::Polling { last: 0 };
        self.reason = Some(format!("{reason}. The files are looked at every {} seconds.", STEP.as_secs()));
    }
}

/// Asks the system to report changes.
fn system_events() -> notify::Result<ChangeSource> {
    let (sender, paths) = mpsc::channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        for path in event.map(changed_paths).unwrap_or_default() {
            // It fails only when the program ends, and nobody listens any more.
            let _ = sender.send(path);
        }
    })?;
    Ok(ChangeSource::Events { watcher, paths, known: HashSet::new() })
}

/// The paths that an event reports as changed; an empty path means that any may have.
fn changed_paths(event: Event) -> Vec<PathBuf> {
    let is_overflow = event.need_rescan();
    let mut paths = match event.kind {
        // Reading is no change, and we read the notes ourselves.
        EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write) => return Vec::new(),
        _ => event.paths,
    };
    if is_overflow {
        paths.push(PathBuf::new());
    }
    paths
}

/// Watches the vault, and the template if that is elsewhere. It is an error if the vault cannot be watched as a whole;
/// a folder that cannot be read has no notes anyway.
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
        // Where each folder is watched, a new one may have replaced a known one of the same name.
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
