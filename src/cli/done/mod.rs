//! `rekindle done`: logs what is ticked in the agenda, and renews the agenda.

mod job;
mod offered;
mod plan;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use chrono::NaiveDate;
use clap::{Args, ValueHint};
use rekindle::page::{self, Filled, Form, Page, Renewed};
use rekindle::vault::Notes;

use super::agenda::{AgendaFormat, Plan, Request};
use super::journal::Step;
use super::lock::Lock;
use super::note::refuse_conflict;
use super::today::Today;
use super::{ExitStatus, agenda, file, output, vault};
use job::Job;
use plan::{Doubt, Planned, TickPlanner};

/// Log what is ticked in the agenda, with what is written there, and renew the agenda
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The page, if it was written with `agenda -o FILE`; else the vault's agenda file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    page: Option<PathBuf>,

    /// The template of your own that the page was written by, if it is outside of the vault
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,

    /// Show what would be written, as patches, and write nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    today: Today,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let root = vault::find(named)?;
    // Makes “rekindle watch” wait; otherwise it would renew the page as soon as the first note is written.
    let lock = (!arguments.dry_run).then(|| Lock::of_agenda(&root)).transpose();
    let _lock = lock.context("the agenda cannot be locked for writing")?;
    let notes = vault::open_at(root)?.read()?;
    let file = TickedFile::read(arguments, &notes)?;
    let today = arguments.today.find(&notes.vault.settings)?;
    if let Err(conflict) = refuse_conflict(&file.name, &file.text) {
        output::note(&format!("{conflict:#}"))?;
        return Ok(ExitStatus::Findings);
    }
    let mut form = page::read(&file.text, None);
    let plan = file.plan(arguments, &form, &notes)?;
    let output = arguments.page.as_deref();
    let request = Request { output, format: AgendaFormat::Markdown, plan: &plan };
    if !form.has_marks || form.entries.iter().any(|entry| entry.written.is_none()) {
        // What the page does not carry any more may be known by what it would be now.
        let (page, _) = request.page(&notes.vault, today)?;
        form = page::read(&file.text, Some(&page));
    }
    let planner = TickPlanner::new(&notes, today);
    let Planned { jobs, doubts, left } = planner.plan(&form);
    file.name_strays(&form)?;
    if !doubts.is_empty() {
        return file.explain(&doubts);
    }
    if jobs.is_empty() {
        output::say(&format!("nothing is ticked in {}\n", file.name))?;
        return Ok(ExitStatus::Success);
    }
    let step = Step::new(&notes.vault.root);
    let (failed, mut failures) = file.log_all(&jobs, &notes, &step, arguments.dry_run)?;
    // A page of another vault leads nowhere, and is no page of this one.
    let leads_anywhere = jobs.iter().any(|job| job.client.is_some());
    if !arguments.dry_run && leads_anywhere {
        failures.extend(left);
        form.entries = failures;
        let (page, facts) = request.page(&notes.vault, today)?;
        file.renew(page, &form, today, &step)?;
        output::say(&format!("{}: {}\n", file.name, facts.summary))?;
    }
    if failed > 0 {
        bail!("{failed} of the ticks could not be logged and stay in {}", file.name);
    }
    Ok(ExitStatus::Success)
}

/// The page that is read back.
struct TickedFile {
    path: PathBuf,
    /// What it is called in messages.
    name: String,
    /// Its path from the vault, if it is in there.
    in_vault: Option<String>,
    text: String,
}

impl TickedFile {
    fn read(arguments: &Arguments, notes: &Notes) -> anyhow::Result<Self> {
        let settings = &notes.vault.settings;
        let (path, name) = if let Some(path) = &arguments.page {
            (path.clone(), path.display().to_string())
        } else {
            vault::keep_agenda_inside(&notes.vault)?;
            (notes.vault.root.join(&settings.agenda), settings.agenda.clone())
        };
        let Some(text) = agenda::read_old(&path, &name)? else {
            bail!("{name} is not there yet; run “rekindle agenda” to write it");
        };
        let in_vault = vault::within(&notes.vault.root, &path).map(|path| vault::with_slashes(&path));
        Ok(Self { path, name, in_vault, text })
    }

    /// The options by which the page was chosen.
    fn plan(&self, arguments: &Arguments, form: &Form, notes: &Notes) -> anyhow::Result<Plan> {
        let mut choice = form.choice.clone();
        if arguments.template.is_some() {
            choice.retain(|(name, _)| name != "template");
        }
        let mut plan = Plan::of_page(&choice, &notes.vault.root).context(self.name.clone())?;
        if let Some(template) = &arguments.template {
            plan.template = Some(template.clone());
        }
        Ok(plan)
    }

    /// Does every job. Returns how many failed, and what of the page they were about.
    fn log_all(
        &self,
        jobs: &[Job<'_>],
        notes: &Notes,
        step: &Step<'_>,
        dry_run: bool,
    ) -> anyhow::Result<(usize, Vec<Filled>)> {
        let (mut failed, mut failures) = (0, Vec::new());
        for job in jobs {
            if let Err(error) = job.log(notes, step, dry_run) {
                let line = job.ticks.first().map_or(1, |tick| tick.line);
                output::note(&format!("{}:{line}: {error:#}", self.name))?;
                failed += 1;
                failures.extend(job.ticks.iter().map(|&tick| tick.clone()));
            }
            for (line, remark) in &job.remarks {
                output::note(&format!("{}:{line}: {remark}", self.name))?;
            }
        }
        Ok((failed, failures))
    }

    /// Says which ticks lead to no client.
    fn name_strays(&self, form: &Form) -> anyhow::Result<()> {
        for stray in &form.strays {
            let Self { name, .. } = self;
            output::note(&format!(
                "{name}:{}: this tick is on no entry, and no link to a client is before it, so it stays: {}",
                stray.line, stray.text
            ))?;
        }
        Ok(())
    }

    /// Says what is in doubt; nothing is logged.
    fn explain(&self, doubts: &[Doubt]) -> anyhow::Result<ExitStatus> {
        for Doubt { line, reason } in doubts {
            output::note(&format!("{}:{line}: {reason}", self.name))?;
        }
        output::note(&format!("nothing is logged, and {} stays as it is", self.name))?;
        Ok(ExitStatus::Findings)
    }

    /// Writes the page anew, with what is left of what the user did to it.
    fn renew(&self, page: Page, form: &Form, today: NaiveDate, step: &Step<'_>) -> anyhow::Result<()> {
        let Self { path, name, in_vault, text } = self;
        let renewed = Renewed::with(text, page, form, today).with_context(|| name.clone())?;
        if !renewed.is_legible && !renewed.is_region {
            let kept = file::keep_old(path, text).with_context(|| format!("{name} was left as it was"))?;
            output::say(&format!("{name} was changed all over; its old text is kept in {kept}.\n"))?;
        }
        let new = renewed.chunks.concat();
        // Undoing never writes to a file outside of the vault.
        let written = match in_vault.as_deref() {
            Some(path) => step.rewrite_page(path, text, &new),
            None => file::rewrite(path, text.as_bytes(), &new),
        };
        written.with_context(|| format!("{name} was left as it was"))
    }
}
