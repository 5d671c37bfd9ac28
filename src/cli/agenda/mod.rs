//! `rekindle agenda`: reads the vault, plans, writes `agenda.md` and says in one line what it holds.

mod file;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, Parser, ValueEnum};
use rekindle::agenda::Selection;
use rekindle::compose::{self, Composed, Content, Facts, compose};
use rekindle::model::settings::Settings;
use rekindle::page::Page;
use rekindle::render::Layout;
use rekindle::vault::Vault;

use super::filters::Filters;
use super::lock::Lock;
use super::today::Today;
use super::{ExitStatus, output, vault};
pub(super) use file::{CombinedCheck, State, read_old};

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
#[derive(Debug, Default, Args)]
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
    pub(super) template: Option<PathBuf>,
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
    // Waits for “rekindle done”, which would find its ticks on the page again. If the lock file cannot be made, nothing else
    // can write here either.
    let is_file = request.file(&vault.root, &vault.settings).is_some();
    let _lock = (is_file && !*check).then(|| Lock::of_agenda(&vault.root).ok());
    let written = request.write(&vault, today, *check)?;
    output::say(&written.message)?;
    let is_clean = !strict || written.is_clean;
    Ok(if written.is_current && is_clean { ExitStatus::Success } else { ExitStatus::Findings })
}

impl Request<'_> {
    /// Writes the page as of a day, or with `check` only says whether it is up to date. It is made anew if somebody saved
    /// the old one meanwhile.
    pub(super) fn write(&self, vault: &Vault, today: NaiveDate, check: bool) -> anyhow::Result<Written> {
        for _ in 0..MOST_TRIES {
            match self.try_to_write(vault, today, check) {
                Err(error) if file_is_changed(&error) => {}
                result => return result,
            }
        }
        self.try_to_write(vault, today, check)
    }

    fn try_to_write(&self, vault: &Vault, today: NaiveDate, check: bool) -> anyhow::Result<Written> {
        let target = self.target(&vault.root, &vault.settings);
        if self.output.is_none() && matches!(target, Target::File { .. }) && !check {
            vault::keep_agenda_inside(vault)?;
        }
        if self.plan.template.is_some() && !matches!(self.format, AgendaFormat::Markdown | AgendaFormat::Html)
        {
            bail!("--template is for markdown and html; other formats have no template");
        }
        let composed = self.compose(vault, today)?;
        match target {
            Target::Standard => {
                output::stream(|out| composed.content.write(out))?;
                let is_clean = composed.facts.is_clean;
                // The process ends here, which gives an agenda back sooner than piece by piece.
                std::mem::forget(composed);
                Ok(Written { message: String::new(), is_current: true, is_new: true, is_clean })
            }
            Target::File { path, name } => {
                file::settle(&path, &name, composed, &vault.settings, today, check)
            }
        }
    }

    /// Reads the vault and words the agenda.
    fn compose(&self, vault: &Vault, today: NaiveDate) -> anyhow::Result<Composed> {
        let target = self.target(&vault.root, &vault.settings);
        let template =
            self.template(&vault.root, &vault.settings).as_deref().map(read_template).transpose()?;
        let is_printed = matches!(target, Target::Standard);
        let layout = Layout { template, to_vault: to_vault(&vault.root, &target), is_printed };
        let vault = vault.clone().without(target.within(&vault.root));
        let mut composed = compose(self.format.into(), &vault, today, &self.plan.selection(), &layout)?;
        if let Content::Page(page) = &mut composed.content {
            page.choice = self.plan.choice(&vault.root);
        }
        Ok(composed)
    }

    /// The page as it would be written.
    pub(super) fn page(&self, vault: &Vault, today: NaiveDate) -> anyhow::Result<(Page, Facts)> {
        let Composed { content, facts } = self.compose(vault, today)?;
        let Content::Page(page) = content else { bail!("only the page in Markdown is read back") };
        Ok((page, facts))
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

    /// The options as names and values, for the page to carry.
    fn choice(&self, root: &Path) -> Vec<(String, String)> {
        let Self { days, top, filters, template } = self;
        let mut choice = Vec::new();
        choice.extend(days.map(|days| ("days".to_owned(), days.to_string())));
        choice.extend(top.map(|top| ("top".to_owned(), top.to_string())));
        choice.extend(filters.choice());
        if let Some(path) = template {
            let inside = vault::within(root, path);
            let path = inside.map_or_else(|| path.display().to_string(), |path| vault::with_slashes(&path));
            choice.push(("template".to_owned(), path));
        }
        choice
    }

    /// The plan of a page that carries these options.
    ///
    /// A page is data of a vault, which may be somebody else's, so a template has to be in the vault.
    pub(super) fn of_page(choice: &[(String, String)], root: &Path) -> anyhow::Result<Self> {
        let mut words = vec![OsString::new()];
        for (name, value) in choice {
            let path = root.join(value);
            if name == "template" && vault::within(root, &path).is_none() {
                bail!(
                    "the page was written by the template {value}, which is outside of the vault; name it with --template"
                );
            }
            let value = if name == "template" { path.into_os_string() } else { value.into() };
            let mut word = OsString::from(format!("--{name}="));
            word.push(value);
            words.push(word);
        }
        let options = PlanOptions::try_parse_from(words);
        Ok(options
            .context("the page carries options that are not known; write it anew with “rekindle agenda”")?
            .plan)
    }
}

/// The options of a plan by themselves.
#[derive(Debug, Parser)]
struct PlanOptions {
    #[command(flatten)]
    plan: Plan,
}

/// How often a page is made anew because somebody saved the old one meanwhile.
const MOST_TRIES: usize = 3;

fn file_is_changed(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).any(super::file::is_changed)
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
