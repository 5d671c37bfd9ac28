//! `rekindle agenda`: reads the vault, plans, writes `agenda.md` and says in one line what it holds.

mod file;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rekindle::agenda::Selection;
use rekindle::compose::{self, compose};
use rekindle::model::settings::Settings;
use rekindle::render::Layout;
use rekindle::vault::Vault;

use super::filters::Filters;
use super::today::Today;
use super::{ExitStatus, output, vault};
pub(super) use file::{CombinedCheck, State, read_old, renew};

/// Write the agenda: whom to get in touch with now, why, how, and with what history
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to write, `-` for standard output; else the vault's agenda file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// What to write; others than markdown go to standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "markdown")]
    format: AgendaFormat,

    #[command(flatten)]
    today: Today,

    #[command(flatten)]
    plan: Plan,

    /// Write nothing; exit with 1 if the file on disk differs
    #[arg(long)]
    check: bool,

    /// Exit with 1 if any note needs fixing
    #[arg(long)]
    strict: bool,
}

/// What decides what is on the page.
#[derive(Debug, Args)]
pub(super) struct Plan {
    /// How many days to look ahead, today included
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=36_500))]
    days: Option<u32>,

    /// Show only the first so many of those overdue and due
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,

    #[command(flatten)]
    filters: Filters,

    /// A template of your own for the page
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AgendaFormat {
    Markdown,
    Json,
    Html,
    Csv,
    Ics,
}

impl From<AgendaFormat> for compose::AgendaFormat {
    fn from(format: AgendaFormat) -> Self {
        match format {
            AgendaFormat::Markdown => Self::Markdown,
            AgendaFormat::Json => Self::Json,
            AgendaFormat::Html => Self::Html,
            AgendaFormat::Csv => Self::Csv,
            AgendaFormat::Ics => Self::Ics,
        }
    }
}

/// An agenda that was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Request<'a> {
    /// The file to write, `-` for standard output; else the vault's.
    pub(super) output: Option<&'a Path>,
    pub(super) format: AgendaFormat,
    pub(super) plan: &'a Plan,
}

/// What became of a page.
pub(super) struct Written {
    /// What there is to say about it; nothing if the page itself went to standard output.
    pub(super) message: String,
    /// Whether the file is now what it should be.
    pub(super) is_current: bool,
    /// Whether something was written.
    pub(super) is_new: bool,
    /// Whether all notes could be read as a whole.
    pub(super) is_clean: bool,
}

/// Where the agenda goes.
enum Target {
    Standard,
    /// A file, and how it is called in messages.
    File {
        path: PathBuf,
        name: String,
    },
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let Arguments { output, format, plan, check, strict, today } = arguments;
    let vault = vault::open(named)?;
    let today = today.find(&vault.settings)?;
    let request = Request { output: output.as_deref(), format: *format, plan };
    if *check && request.file(&vault.root, &vault.settings).is_none() {
        bail!("--check compares with a file; name it with -o FILE");
    }
    let written = request.write(vault, today, *check)?;
    output::say(&written.message)?;
    let is_clean = !strict || written.is_clean;
    Ok(if written.is_current && is_clean { ExitStatus::Success } else { ExitStatus::Findings })
}

impl Request<'_> {
    /// Writes the page as of a day, or with `check` only says whether it is up to date.
    pub(super) fn write(&self, vault: Vault, today: NaiveDate, check: bool) -> anyhow::Result<Written> {
        let target = self.target(&vault.root, &vault.settings);
        if self.output.is_none() && matches!(target, Target::File { .. }) && !check {
            vault::keep_agenda_inside(&vault)?;
        }
        if self.plan.template.is_some() && !matches!(self.format, AgendaFormat::Markdown | AgendaFormat::Html)
        {
            bail!("--template is for markdown and html; other formats have no template");
        }
        let template =
            self.template(&vault.root, &vault.settings).as_deref().map(read_template).transpose()?;
        let layout = Layout { template, to_vault: to_vault(&vault.root, &target) };
        let written = target.within(&vault.root);
        let vault = vault.without(written);
        let composed = compose(self.format.into(), &vault, today, &self.plan.selection(), &layout)?;
        match target {
            Target::Standard => {
                output::stream(|out| composed.content.write(out))?;
                let is_clean = composed.facts.is_clean;
                // The process ends here, which gives an agenda back sooner than piece by piece.
                std::mem::forget(composed);
                Ok(Written { message: String::new(), is_current: true, is_new: true, is_clean })
            }
            Target::File { path, name } => file::settle(&path, &name, composed, &vault.settings, check),
        }
    }

    /// The file that is written; none if the page goes to standard output.
    pub(super) fn file(&self, root: &Path, settings: &Settings) -> Option<PathBuf> {
        match self.target(root, settings) {
            Target::Standard => None,
            Target::File { path, .. } => Some(path),
        }
    }

    /// The file of the template, if there is one; the configuration's is for Markdown.
    pub(super) fn template(&self, root: &Path, settings: &Settings) -> Option<PathBuf> {
        let configured = settings.template.as_ref().filter(|_| self.format == AgendaFormat::Markdown);
        self.plan.template.clone().or_else(|| configured.map(|path| root.join(path)))
    }

    fn target(&self, root: &Path, settings: &Settings) -> Target {
        match self.output {
            Some(output) if output.as_os_str() == "-" => Target::Standard,
            Some(output) => Target::File { path: output.to_owned(), name: output.display().to_string() },
            None if self.format != AgendaFormat::Markdown => Target::Standard,
            None => Target::of_vault(root, settings),
        }
    }
}

impl Plan {
    fn selection(&self) -> Selection {
        Selection { days: self.days, top: self.top.map(|top| top as usize), ..self.filters.selection() }
    }
}

impl Target {
    /// The agenda file of a vault.
    fn of_vault(root: &Path, settings: &Settings) -> Self {
        Self::File { path: root.join(&settings.agenda), name: settings.agenda.clone() }
    }

    /// The file, if it is in the vault: what we write there is no note.
    fn within(&self, root: &Path) -> Option<PathBuf> {
        match self {
            Self::Standard => None,
            Self::File { path, .. } => Some(root.join(vault::within(root, path)?)),
        }
    }
}

/// A template's name and its text.
fn read_template(path: &Path) -> anyhow::Result<(String, String)> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("the template {name} cannot be read"))?;
    Ok((name, text))
}

/// What leads from the page's folder to the vault, for links.
fn to_vault(root: &Path, target: &Target) -> String {
    let Target::File { path, .. } = target else {
        return String::new();
    };
    let (Some(page), Ok(root)) = (vault::absolute(path), fs::canonicalize(root)) else {
        return String::new();
    };
    page.parent().map(|folder| vault::way(folder, &root)).unwrap_or_default()
}
