//! `rekindle check`: what is wrong in the notes, line by line, and fixing what has one right answer.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rekindle::checks::mend::{self, Mended};
use rekindle::checks::{self, CheckSelection, Checkup, Diagnostic, stale_agenda};
use rekindle::model::check::{Check, Severity};
use rekindle::model::settings::Settings;
use rekindle::model::{composed, nearest};
use rekindle::render::report::{self, Report, ReportFormat};
use rekindle::vault::{CONFIGURATION, OpenError, Vault};

use super::agenda::{self, State};
use super::journal::Step;
use super::lock::Lock;
use super::note::refuse_conflict;
use super::today::Today;
use super::{ExitStatus, diff, file, output, progress, vault};

/// Check the notes line by line: what cannot be read, and what is probably not meant so
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Arguments {
    /// Notes or folders to report on; all if left out
    paths: Vec<PathBuf>,

    /// How to tell what is found
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    format: Format,

    /// Tell opinions too
    #[arg(long)]
    all: bool,

    /// Exit with 1 on warnings too
    #[arg(long)]
    strict: bool,

    /// Only this check (repeatable)
    #[arg(long, value_name = "CHECK", value_parser = check, value_delimiter = ',')]
    only: Vec<Check>,

    /// Not this check (repeatable)
    #[arg(long, value_name = "CHECK", value_parser = check, value_delimiter = ',')]
    skip: Vec<Check>,

    /// Check that the agenda is up to date, too
    #[arg(long)]
    agenda: bool,

    /// Mend what has one right answer
    #[arg(long)]
    fix: bool,

    /// Show what --fix would change, as a patch, and write nothing
    #[arg(long)]
    diff: bool,

    #[command(flatten)]
    today: Today,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines, why it matters, and how to mend it
    Human,
    /// `file:line:column: severity[check]: message`, for editors
    Short,
    /// For programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

impl From<Format> for ReportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => Self::Human,
            Format::Short => Self::Short,
            Format::Json => Self::Json,
            Format::Github => Self::Github,
            Format::Sarif => Self::Sarif,
        }
    }
}

fn check(name: &str) -> Result<Check, String> {
    Check::from_name(name).ok_or_else(|| match nearest(name, Check::ALL.iter().map(|check| check.name())) {
        Some(similar) => format!("did you mean “{similar}”?"),
        None => "“rekindle explain” lists them all".to_owned(),
    })
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let command = Command::new(arguments, named)?;
    let settings = match Vault::settings(&command.root) {
        Ok(settings) => settings,
        Err(OpenError::Settings { path, problems }) => {
            let text = fs::read_to_string(path).unwrap_or_default();
            command.report(&checks::configuration(
                CONFIGURATION,
                &text,
                &problems,
                &CheckSelection::default(),
            ))?;
            bail!("{CONFIGURATION} has to be mended first; no note was checked");
        }
        Err(error) => return Err(error.into()),
    };
    let today = arguments.today.find(&settings)?;
    let vault = Vault::new(command.root.clone(), settings).with_progress(progress::counter());
    let (mut found, mut state) = command.check(&vault, today)?;
    let scope = command.scope(&found)?;
    if arguments.diff {
        found.diagnostics.retain(|diagnostic| scope.has(&diagnostic.path));
        return command.show_mends(&found, &found.settings(&vault), today);
    }
    let (mut mended, mut unwritten) = (0, 0);
    if arguments.fix {
        found.diagnostics.retain(|diagnostic| scope.has(&diagnostic.path));
        (mended, unwritten) = command.mend(&found, &found.settings(&vault), today)?;
    }
    if mended > 0 {
        (found, state) = command.check(&vault, today)?;
    }
    found.diagnostics.retain(|diagnostic| scope.has(&diagnostic.path));
    found.diagnostics.extend(state.and_then(|state| command.stale_agenda(state, &vault.settings)));
    command.report(&found.diagnostics)?;
    if unwritten > 0 {
        bail!("not every note could be written");
    }
    let fails = |severity| severity == Severity::Error || (arguments.strict && severity == Severity::Warning);
    let is_well = !found.diagnostics.iter().any(|diagnostic| fails(diagnostic.severity));
    // The process ends here, which frees the findings faster than one by one.
    std::mem::forget(found);
    Ok(if is_well { ExitStatus::Success } else { ExitStatus::Findings })
}

/// What the parts of the command share.
struct Command<'a> {
    arguments: &'a Arguments,
    selection: CheckSelection,
    root: PathBuf,
    /// The path from the current folder to the vault.
    to_vault: String,
}

/// A note that can be fixed.
struct Mending<'f> {
    /// From the vault.
    path: &'f str,
    /// From the current folder.
    name: String,
    old: String,
    mended: Mended,
}

/// The notes to report on; all if there are none.
struct Scope(Option<Vec<String>>);

impl Scope {
    /// Whether a file, or a folder above it, is one of them.
    fn has(&self, path: &str) -> bool {
        self.0.as_ref().is_none_or(|paths| paths.iter().any(|one| is_within(path, one)))
    }
}

/// Whether a path is a file or folder, or inside of it; the empty path is the vault.
fn is_within(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl<'a> Command<'a> {
    fn new(arguments: &'a Arguments, named: Option<OsString>) -> anyhow::Result<Self> {
        let is_named = named.is_some();
        let root = vault::find(named)?;
        let to_vault = vault::way_from_here(&root, is_named);
        let Arguments { only, skip, all, .. } = arguments;
        let selection = CheckSelection { only: only.clone(), skip: skip.clone(), all: *all };
        Ok(Self { arguments, selection, root, to_vault })
    }

    /// Prints the findings; without any, only the formats that are documents print something.
    fn report(&self, diagnostics: &[Diagnostic]) -> anyhow::Result<()> {
        let report = Report { diagnostics, to_vault: &self.to_vault };
        let format: ReportFormat = self.arguments.format.into();
        let text = report::text(&report, format);
        // Only text for people has colours.
        if format == ReportFormat::Human { output::print_styled(&text) } else { output::print(&text) }?;
        Ok(())
    }

    /// The paths asked for, as paths from the vault.
    fn scope(&self, found: &Checkup) -> anyhow::Result<Scope> {
        if self.arguments.paths.is_empty() {
            return Ok(Scope(None));
        }
        let root = fs::canonicalize(&self.root)?;
        let mut within = Vec::new();
        for path in &self.arguments.paths {
            let name = path.display();
            // A path may be relative to the vault too, and in another form of the same letters.
            let written = path.to_string_lossy();
            let by_letters = found.notes.iter().find(|note| composed(note) == composed(&written));
            let there = [path.clone(), self.root.join(path)].into_iter().find(|path| path.exists());
            let there = there.or_else(|| Some(self.root.join(&**by_letters?)));
            let Some(there) = there else { bail!("there is no {name}") };
            let resolved =
                if there.is_dir() { fs::canonicalize(&there).ok() } else { vault::absolute(&there) };
            let from_vault = resolved.and_then(|path| path.strip_prefix(&root).map(vault::with_slashes).ok());
            let is_note = |path: &str| found.notes.iter().any(|note| **note == *path);
            match from_vault {
                Some(path) if there.is_dir() || is_note(&path) => within.push(path),
                _ => output::note(&format!("{name} is no note of the vault, so it was not checked"))?,
            }
        }
        Ok(Scope(Some(within)))
    }

    /// Fixes the notes that can be fixed; returns how many were written, and how many could not be.
    fn mend(&self, found: &Checkup, settings: &Settings, today: NaiveDate) -> anyhow::Result<(usize, usize)> {
        let (mut slips, mut files, mut unwritten) = (0, 0, 0);
        let mut mendings = self.mendings(found, settings, today).peekable();
        if mendings.peek().is_none() {
            return Ok((0, 0));
        }
        // Until the last note is written, so that nobody undoes only half of it.
        let _lock = Lock::take(&self.root).context("the vault cannot be locked for writing")?;
        let step = Step::new(&self.root);
        for mending in mendings {
            let mending = mending?;
            match write(&mending, &step) {
                Ok(()) => {
                    slips += mending.mended.count;
                    files += 1;
                }
                Err(error) => {
                    unwritten += 1;
                    output::note(&format!("{} was left as it was: {error:#}", mending.name))?;
                }
            }
        }
        if files > 0 {
            output::note(&format!("mended {}", report::mended(slips, files)))?;
        }
        Ok((files, unwritten))
    }

    /// Shows as a patch what fixing would change.
    fn show_mends(
        &self,
        found: &Checkup,
        settings: &Settings,
        today: NaiveDate,
    ) -> anyhow::Result<ExitStatus> {
        let mut status = ExitStatus::Success;
        for mending in self.mendings(found, settings, today) {
            let Mending { name, old, mended, .. } = mending?;
            match refuse_conflict(&name, &old) {
                Ok(()) => output::print(&diff::unified(&name, &old, &mended.text))?,
                Err(error) => output::note(&error.to_string())?,
            }
            status = ExitStatus::Findings;
        }
        Ok(status)
    }

    /// The notes that can be fixed, as they are and as they would be, one at a time.
    fn mendings<'f>(
        &self,
        found: &'f Checkup,
        settings: &'f Settings,
        today: NaiveDate,
    ) -> impl Iterator<Item = anyhow::Result<Mending<'f>>> {
        let sure = found.diagnostics.iter().filter(|one| one.mend.as_ref().is_some_and(|mend| mend.is_sure));
        let paths: BTreeSet<&str> = sure.map(|one| one.path.as_str()).collect();
        paths.into_iter().filter_map(move |path| self.mending(path, settings, today).transpose())
    }

    fn mending<'f>(
        &self,
        path: &'f str,
        settings: &Settings,
        today: NaiveDate,
    ) -> anyhow::Result<Option<Mending<'f>>> {
        let name = format!("{}{path}", self.to_vault);
        let old =
            file::read_whole(&self.root.join(path), 0).with_context(|| format!("{name} cannot be read"))?;
        let mended = mend::mended(path, &old, settings, today, &self.selection);
        // Nothing is mended in what is not UTF-8.
        let old = String::from_utf8(old).ok();
        Ok(mended.zip(old).map(|(mended, old)| Mending { path, name, old, mended }))
    }

    /// What is wrong in the notes, and the state of the agenda if that was asked for.
    fn check(&self, vault: &Vault, today: NaiveDate) -> anyhow::Result<(Checkup, Option<State>)> {
        if self.arguments.agenda && !self.arguments.diff {
            let (found, state) = agenda::CombinedCheck { vault, today, selection: &self.selection }.read()?;
            return Ok((found, Some(state)));
        }
        Ok((Checkup::read(vault, today, &self.selection)?, None))
    }

    /// A finding if the agenda is out of date.
    fn stale_agenda(&self, state: State, settings: &Settings) -> Option<Diagnostic> {
        let severity = self.selection.severity(Check::StaleAgenda, settings)?;
        let is_there = state == State::Stale;
        (state != State::Current).then(|| stale_agenda::diagnostic(&settings.agenda, is_there, severity))
    }
}

fn write(Mending { path, name, old, mended }: &Mending<'_>, step: &Step<'_>) -> anyhow::Result<()> {
    refuse_conflict(name, old)?;
    Ok(step.rewrite(path, old, &mended.text)?)
}
