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
use super::{Outcome, complain, output, progress, vault};
use changes::Changes;
use scope::Scope;

/// A new day is noticed no later than this.
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

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<Outcome> {
    let Arguments { output, format, plan, poll } = arguments;
    let request = Request { output: output.as_deref(), format: *format, plan };
    let mut watch = Watch::begin(request, vault::find(named)?, *poll)?;
    let written = watch.renew()?;
    watch.say(&written.message)?;
    output::note(&format!("watching {}; Ctrl-C ends it", watch.root.display()))?;
    let mut trouble = None;
    loop {
        let is_changed = watch.changes.wait(LOOK_AT_THE_DAY);
        watch.look_for_the_vault()?;
        if !is_changed && watch.today() == watch.day {
            continue;
        }
        match watch.renew() {
            Ok(written) => {
                let is_mended = trouble.take().is_some();
                if written.is_new || is_mended {
                    watch.say(&written.message)?;
                }
            }
            // What is wrong is said once, until something else is.
            Err(error) => {
                let told = format!("{error:#}");
                if trouble.as_ref() != Some(&told) {
                    complain(&error);
                }
                trouble = Some(told);
            }
        }
    }
}

/// A page that is kept up to date.
struct Watch<'a> {
    request: Request<'a>,
    /// The vault, as it was named.
    root: PathBuf,
    /// Where it really is.
    place: PathBuf,
    /// What its configuration said when it could last be read.
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
        let place =
            fs::canonicalize(&root).map_err(|source| OpenError::Folder { root: root.clone(), source })?;
        let changes = Changes::new(scope(request, &root, &place, &settings), is_polling);
        let day = now(&settings).date();
        Ok(Self { request, root, place, settings, day, changes })
    }

    /// Writes the page as it is now to be. Whatever changes from here on is noticed, since folders are
    /// followed before anything is read.
    fn renew(&mut self) -> anyhow::Result<Written> {
        self.follow()?;
        let fresh = Vault::settings(&self.root);
        if let Ok(fresh) = &fresh {
            self.settings.clone_from(fresh);
            let scope = scope(self.request, &self.root, &self.place, fresh);
            if self.changes.scope != scope {
                self.changes.scope = scope;
                self.follow()?;
            }
        }
        self.day = self.today();
        // Where nothing may be written but the page, nobody else writes it.
        let _lock = Lock::of_agenda(&self.root).ok();
        let vault = Vault::new(self.root.clone(), fresh?).with_progress(progress::counter());
        self.request.write(vault, self.day, false)
    }

    fn follow(&mut self) -> io::Result<()> {
        self.changes.follow().map_or(Ok(()), |reason| output::note(&reason))
    }

    fn today(&self) -> NaiveDate {
        now(&self.settings).date()
    }

    fn look_for_the_vault(&self) -> anyhow::Result<()> {
        if !self.place.is_dir() {
            bail!("the folder {} is gone, and nothing is left to watch", self.root.display());
        }
        Ok(())
    }

    /// Says each line with the time of day.
    fn say(&self, text: &str) -> io::Result<()> {
        let time = now(&self.settings).format("%H:%M:%S").to_string();
        text.lines().try_for_each(|line| output::print(&format!("{time}  {line}\n")))
    }
}

/// Which files matter, as the settings have it.
fn scope(request: Request<'_>, root: &Path, place: &Path, settings: &Settings) -> Scope {
    let absolute = |path: PathBuf| vault::absolute(&path);
    // The agenda file is no note, even if the page goes elsewhere. A link to it leads to another name.
    let pages = [request.file(root, settings), Some(root.join(&settings.agenda))];
    let pages = pages.into_iter().flatten();
    let own = pages.flat_map(|page| [fs::canonicalize(&page).ok(), absolute(page)]).flatten().collect();
    let template = request.template(root, settings).and_then(absolute);
    Scope { root: place.to_owned(), own, template }
}
