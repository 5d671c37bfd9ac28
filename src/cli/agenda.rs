//! `rekindle agenda`: reads the vault, plans, writes `agenda.md` and says in one line what it holds.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rekindle::agenda::brief::Brief;
use rekindle::agenda::{Agenda, Entry, Selection};
use rekindle::model::settings::Settings;
use rekindle::page::region;
use rekindle::page::{self, Form};
use rekindle::render::agenda::{html, ics};
use rekindle::render::{self, Layout, Links};
use rekindle::vault::Vault;
use rekindle::views::calendar::Occasions;
use rekindle::views::stats::Figures;
use rekindle::views::timeline::Garden;

use super::filters::Filters;
use super::today::Today;
use super::{Outcome, file, output, own, pieces, vault};

/// Write the agenda: whom to get in touch with now, why, how, and with what history
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to write, `-` for standard output; else the vault's agenda file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// What to write; others than markdown go to standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "markdown")]
    format: Format,

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

/// What decides what stands on the page.
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
pub(super) enum Format {
    Markdown,
    Json,
    Html,
    Csv,
    Ics,
}

/// A page that was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'a> {
    /// The file to write, `-` for standard output; else the vault's.
    pub(super) output: Option<&'a Path>,
    pub(super) format: Format,
    pub(super) plan: &'a Plan,
}

/// What became of a page.
pub(super) struct Written {
    /// What there is to say about it, or the page itself if it goes to standard output, piece by piece.
    pub(super) said: Vec<String>,
    /// Whether the file is now what it should be.
    pub(super) is_current: bool,
    /// Whether something was written.
    pub(super) is_new: bool,
    /// Whether all notes could be read as a whole.
    pub(super) is_clean: bool,
}

/// A page, and what there is to say about it.
struct Made {
    /// Its pieces, each of whole lines.
    page: Vec<String>,
    summary: String,
    /// Whether all notes could be read as a whole.
    is_clean: bool,
    settings: Settings,
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

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<Outcome> {
    let Arguments { output, format, plan, check, strict, today } = arguments;
    let root = vault::find(named)?;
    let settings = Vault::settings(&root)?;
    let today = today.find(&settings)?;
    let order = Order { output: output.as_deref(), format: *format, plan };
    if *check && order.file(&root, &settings).is_none() {
        bail!("--check compares with a file; name it with -o FILE");
    }
    let written = order.write(&root, settings, today, *check)?;
    output::stream(|out| pieces::write(out, &written.said))?;
    // The process ends here, which gives a page back sooner than piece by piece.
    std::mem::forget(written.said);
    let is_clean = !strict || written.is_clean;
    Ok(if written.is_current && is_clean { Outcome::Well } else { Outcome::Findings })
}

impl Order<'_> {
    /// Writes the page as of a day, or with `check` only says whether it is up to date.
    pub(super) fn write(
        &self,
        root: &Path,
        settings: Settings,
        today: NaiveDate,
        check: bool,
    ) -> anyhow::Result<Written> {
        let target = self.target(root, &settings);
        if self.plan.template.is_some() && !matches!(self.format, Format::Markdown | Format::Html) {
            bail!("--template is for markdown and html; other formats have no template");
        }
        let template = self.template(root, &settings).as_deref().map(read_template).transpose()?;
        let layout = Layout { template, to_vault: to_vault(root, &target) };
        let (own, selection) = (own_files(root, &target), self.plan.selection());
        let made = if self.format == Format::Markdown && layout.template.is_none() {
            let links = Links { style: settings.links, to_vault: &layout.to_vault };
            let tell = |entry: &Entry<'_>| render::line(entry, today, links);
            let brief = Brief::read(root, &settings, &own, today, &selection, tell)?;
            let summary = render::summary(&brief.counts, today, brief.until);
            let is_clean = brief.problems.is_empty();
            Made { page: render::brief(brief, links), summary, is_clean, settings }
        } else {
            let vault = Vault::read(root.to_owned(), settings, &own)?;
            let agenda = Agenda::plan(&vault, today, &selection);
            let summary = render::summary(&agenda.counts, today, agenda.until);
            let is_clean = agenda.problems.is_empty();
            Made {
                page: vec![self.page(&vault, &agenda, &layout)?],
                summary,
                is_clean,
                settings: vault.settings,
            }
        };
        match target {
            Target::Standard => {
                Ok(Written { said: made.page, is_current: true, is_new: true, is_clean: made.is_clean })
            }
            Target::File { path, name } => settle(&path, &name, made, self.format, check),
        }
    }

    /// The agenda in the format asked for.
    fn page(&self, vault: &Vault, agenda: &Agenda<'_>, layout: &Layout) -> anyhow::Result<String> {
        let (today, selection) = (agenda.today, self.plan.selection());
        Ok(match self.format {
            Format::Markdown => render::page(agenda, render::Format::Markdown, layout)?,
            Format::Json => render::agenda(agenda, render::Format::Json)?,
            Format::Csv => render::agenda(agenda, render::Format::Csv)?,
            Format::Ics => ics::page(agenda, &Occasions::coming(vault, agenda, &selection)),
            Format::Html => {
                let garden = Garden::of(vault, today, &selection);
                html::page(agenda, &garden, &Figures::of(vault, today, &selection), layout)?
            }
        })
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
        let configured = settings.template.as_ref().filter(|_| self.format == Format::Markdown);
        self.plan.template.clone().or_else(|| configured.map(|path| root.join(path)))
    }

    fn target(&self, root: &Path, settings: &Settings) -> Target {
        match self.output {
            Some(output) if output.as_os_str() == "-" => Target::Standard,
            Some(output) => Target::File { path: output.to_owned(), name: output.display().to_string() },
            None if self.format != Format::Markdown => Target::Standard,
            None => Target::File { path: root.join(&settings.agenda), name: settings.agenda.clone() },
        }
    }
}

impl Plan {
    fn selection(&self) -> Selection {
        Selection { days: self.days, top: self.top.map(|top| top as usize), ..self.filters.selection() }
    }
}

/// A template's name and its text.
fn read_template(path: &Path) -> anyhow::Result<(String, String)> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("the template {name} cannot be read"))?;
    Ok((name, text))
}

/// What we write into the vault is no note of it.
fn own_files(root: &Path, target: &Target) -> Vec<PathBuf> {
    let Target::File { path, .. } = target else {
        return Vec::new();
    };
    vault::within(root, path).map(|within| root.join(within)).into_iter().collect()
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

/// How the agenda file of a vault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It is what would be written now.
    Current,
    /// It is something else.
    Stale,
    /// It is not there.
    Missing,
}

/// Looks at the agenda file of a vault, as “rekindle agenda” without options would write it.
pub(super) fn state(vault: &Vault, root: &Path, today: NaiveDate) -> anyhow::Result<State> {
    let name = vault.settings.agenda.clone();
    let path = root.join(&name);
    let page = page_of(vault, root, &Agenda::plan(vault, today, &Selection::default()))?;
    let Some(old) = read_old(&path, &name)? else { return Ok(State::Missing) };
    let renewed = Renewed::of(&old, vec![page], Format::Markdown).with_context(|| name.clone())?;
    Ok(if pieces::are(&renewed.pieces, &old) { State::Current } else { State::Stale })
}

/// Renews the agenda file of a vault, whose old text is given, with what is left of the user's on it.
pub(super) fn renew(root: &Path, old: &str, today: NaiveDate, left: &Form) -> anyhow::Result<()> {
    let vault = Vault::open(root.to_owned())?;
    let name = vault.settings.agenda.clone();
    let path = root.join(&name);
    let agenda = Agenda::plan(&vault, today, &Selection::default());
    let page = page_of(&vault, root, &agenda)?;
    let (page, _) = page::carried(&page::signed(&page), left);
    let text = region::place(old, &page).with_context(|| name.clone())?;
    file::rewrite(&path, old.as_bytes(), &text).with_context(|| format!("{name} was left as it was"))?;
    let summary = render::summary(&agenda.counts, today, agenda.until);
    Ok(output::print(&format!("{name}: {summary}\n"))?)
}

/// The page of a vault's agenda file, as “rekindle agenda” without options would write it.
fn page_of(vault: &Vault, root: &Path, agenda: &Agenda<'_>) -> anyhow::Result<String> {
    let name = vault.settings.agenda.clone();
    let target = Target::File { path: root.join(&name), name };
    let template =
        vault.settings.template.as_ref().map(|path| read_template(&root.join(path))).transpose()?;
    let layout = Layout { template, to_vault: to_vault(root, &target) };
    Ok(render::page(agenda, render::Format::Markdown, &layout)?)
}

/// A file with a new agenda in it.
struct Renewed {
    /// Its text, piece by piece.
    pieces: Vec<String>,
    /// In how many places something of the user's is kept.
    kept: usize,
    /// Whether the old page could be told from what the user did to it.
    is_legible: bool,
    /// Whether only a region of the file is the agenda's.
    is_region: bool,
}

impl Renewed {
    /// Puts a page in the place of the old one, with what the user ticked and wrote there. On data nobody
    /// ticks, and it is no part of a page.
    fn of(old: &str, page: Vec<String>, format: Format) -> Result<Self, region::Unclosed> {
        if format != Format::Markdown {
            return Ok(Self { pieces: page, kept: 0, is_legible: true, is_region: false });
        }
        let form = page::read(region::content(old));
        let (mut pieces, is_legible, is_region) = (page, form.is_legible, region::is_in(old));
        page::sign(&mut pieces);
        if form.is_blank() && !is_region {
            return Ok(Self { pieces, kept: 0, is_legible, is_region });
        }
        let (page, kept) = page::carried(&pieces.concat(), &form);
        Ok(Self { pieces: vec![region::place(old, &page)?], kept, is_legible, is_region })
    }
}

/// The page as it is; none if it is not there.
pub(super) fn read_old(path: &Path, name: &str) -> anyhow::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(old) => Ok(Some(old)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{name} is there but cannot be read")),
    }
}

/// Brings a file up to date, or with `check` only says whether it is.
fn settle(path: &Path, name: &str, made: Made, format: Format, check: bool) -> anyhow::Result<Written> {
    let Made { page, summary, is_clean, settings } = made;
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        pour(path, name, &page, check)?;
        return Ok(Written { said: Vec::new(), is_current: true, is_new: true, is_clean });
    }
    let old = read_old(path, name)?;
    // A page that was written to standard output before is not signed.
    let is_unsigned = old.as_ref().is_some_and(|old| pieces::are_nearly(&page, old));
    let first = page.first().cloned().unwrap_or_default();
    let renewed = Renewed::of(old.as_deref().unwrap_or_default(), page, format);
    let renewed = renewed.with_context(|| name.to_owned())?;
    let is_current = old.as_ref().is_some_and(|old| pieces::are(&renewed.pieces, old));
    if check {
        let said = match (is_current, old.is_some()) {
            (true, _) => format!("{name} is up to date.\n"),
            (false, true) => format!("{name} is out of date; run “rekindle agenda” to renew it.\n"),
            (false, false) => format!("{name} is not there yet; run “rekindle agenda” to write it.\n"),
        };
        return Ok(Written { said: vec![said], is_current, is_new: false, is_clean });
    }
    let mut said = String::new();
    if !is_current {
        // Around a region nothing of the user's own is replaced.
        let replaced = old.filter(|_| !renewed.is_region && !is_unsigned);
        let is_kept = match &replaced {
            Some(old) => own::has_to_be_kept(old, name, &first, renewed.is_legible, &settings)?,
            None => false,
        };
        let kept = file::replace(
            path,
            |new| pieces::write(new, &renewed.pieces),
            replaced.as_deref().filter(|_| is_kept),
        );
        if let Some(kept) = kept.with_context(|| format!("{name} could not be written"))? {
            said.push_str(&format!("{name} was something else; its old text is kept in {kept}.\n"));
        }
    }
    if renewed.kept > 0 {
        let places =
            if renewed.kept == 1 { "one place".to_owned() } else { format!("{} places", renewed.kept) };
        said.push_str(&format!(
            "{name} keeps what you ticked or wrote in {places}; “rekindle done” logs what is ticked.\n"
        ));
    }
    said.push_str(&format!("{name}: {summary}\n"));
    Ok(Written { said: vec![said], is_current: true, is_new: !is_current, is_clean })
}

/// Writes to what is no file, a pipe or a terminal: nothing there can be read, compared or replaced.
fn pour(path: &Path, name: &str, page: &[String], check: bool) -> anyhow::Result<()> {
    if check || path.is_dir() {
        bail!("{name} is not a file; name one with -o FILE");
    }
    file::pour(path, |there| pieces::write(there, page))
        .with_context(|| format!("{name} could not be written"))
}
