//! `rekindle watch`: renews the agenda whenever a note changes, and when a new day begins.

mod changes;
mod scope;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;
use rekindle::model::settings::Settings;
use rekindle::vault::{OpenError, Vault};

use super::agenda::{AgendaFormat, Plan, Request, Written};
use super::lock::Lock;
use super::today::now;
use super::{ExitStatus, complain, output, progress, vault};
use changes::Changes;
use scope::Scope;

/// A new day is noticed after this long at most.
const LOOK_AT_THE_DAY: Duration = Duration::from_mins(1);

/// Watch the notes, and renew the agenda whenever one changes or a new day begins
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to write; else the vault's agenda file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// What to write; others than markdown need a file
    #[arg(short, long, value_name = "FORMAT", default_value = "markdown")]
    format: AgendaFormat,

    #[command(flatten)]
    plan: Plan,

    /// Look at the files every two seconds, where a network drive does not tell of changes
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let Arguments { output, format, plan, poll } = arguments;
    let request = Request { output: output.as_deref(), format: *format, plan };
    let mut watch = Watch::begin(request, vault::find(named)?, *poll)?;
    let written = watch.renew()?;
    watch.say(&written.message)?;
    output::note(&format!("watching {}; Ctrl-C ends it", watch.root.display()))?;
    let mut last_error = None;
    loop {
        let is_changed = watch.changes.wait(LOOK_AT_THE_DAY);
        watch.check_vault_exists()?;
        if !is_changed && watch.today() == watch.day {
            continue;
        }
        match watch.renew() {
            Ok(written) => {
                let is_mended = last_error.take().is_some();
                if written.is_new || is_mended {
                    watch.say(&written.message)?;
                }
            }
            // The same error is reported only once.
            Err(error) => {
                let message = format!("{error:#}");
                if last_error.as_ref() != Some(&message) {
                    complain(&error);
                }
                last_error = Some(message);
            }
        }
    }
}

/// A page that is kept up to date.
struct Watch<'a> {
    request: Request<'a>,
    /// The vault, as the user named it.
    root: PathBuf,
    /// The vault's absolute path, with links resolved.
    resolved: PathBuf,
    /// Its configuration when that could last be read.
    settings: Settings,
    /// The day of the last renewal.
    day: NaiveDate,
    changes: Changes,
}

impl<'a> Watch<'a> {
    fn begin(request: Request<'a>, root: PathBuf, is_polling: bool) -> anyhow::Result<Self> {
        let settings = Vault::settings(&root)?;
        if request.file(&root, &settings).is_none() {
            bail!("what goes to standard output cannot be renewed; name a file with -o FILE");
        }
        let resolved =
            fs::canonicalize(&root).map_err(|source| OpenError::Folder { root: root.clone(), source })?;
        let changes = Changes::new(scope(request, &root, &resolved, &settings), is_polling);
        let day = now(&settings).date();
        Ok(Self { request, root, resolved, settings, day, changes })
    }

    /// Writes the page anew. Later changes are not missed, because folders are watched before anything is read.
    fn renew(&mut self) -> anyhow::Result<Written> {
        self.follow()?;
        let fresh = Vault::settings(&self.root);
        if let Ok(fresh) = &fresh {
            self.settings.clone_from(fresh);
            let scope = scope(self.request, &self.root, &self.resolved, fresh);
            if self.changes.scope != scope {
                self.changes.scope = scope;
                self.follow()?;
            }
        }
        self.day = self.today();
        // If the lock file cannot be made, no other command can write here either.
        let _lock = Lock::of_agenda(&self.root).ok();
        let vault = Vault::new(self.root.clone(), fresh?).with_progress(progress::counter());
        self.request.write(&vault, self.day, false)
    }

    fn follow(&mut self) -> io::Result<()> {
        self.changes.follow().map_or(Ok(()), |reason| output::note(&reason))
    }

    fn today(&self) -> NaiveDate {
        now(&self.settings).date()
    }

    fn check_vault_exists(&self) -> anyhow::Result<()> {
        if !self.resolved.is_dir() {
            bail!("the folder {} is gone, and nothing is left to watch", self.root.display());
        }
        Ok(())
    }

    /// Prints each line with the time of day.
    fn say(&self, text: &str) -> io::Result<()> {
        let time = now(&self.settings).format("%H:%M:%S").to_string();
        text.lines().try_for_each(|line| output::say(&format!("{time}  {line}\n")))
    }
}

/// Which files matter, as the settings have it.
fn scope(request: Request<'_>, root: &Path, resolved: &Path, settings: &Settings) -> Scope {
    let mut written = Vec::new();
    // The agenda file is no note, even if the page goes elsewhere.
    for page in [request.file(root, settings), Some(root.join(&settings.agenda))].into_iter().flatten() {
        // A page that is a link has two names.
        written.extend(fs::canonicalize(&page));
        written.extend(vault::absolute(&page));
    }
    let template = request.template(root, settings).and_then(|path| vault::absolute(&path));
    Scope { root: resolved.to_owned(), written, template }
}
