//! The agenda file: renewing it, and whether it is up to date.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use rekindle::agenda::{Agenda, Entry, Planner, Selection};
use rekindle::checks::{self, Checkup};
use rekindle::compose::{Composed, Content, Facts, links};
use rekindle::model::settings::Settings;
use rekindle::page::{Page, Renewed, chunks, overwrite};
use rekindle::render::Layout;
use rekindle::render::agenda::{markdown, template};
use rekindle::survey::Relations;
use rekindle::vault::Vault;

use super::{Target, Written, read_template, to_vault};
use crate::cli::file;
use crate::cli::note::refuse_conflict;

/// Brings a file up to date, or with `check` only says whether it is.
pub(super) fn settle(
    path: &Path,
    name: &str,
    composed: Composed,
    settings: &Settings,
    today: NaiveDate,
    check: bool,
) -> anyhow::Result<Written> {
    let Composed { content, facts } = composed;
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        write_through(path, name, &content, check)?;
        let is_clean = facts.is_clean;
        return Ok(Written { message: String::new(), is_current: true, is_new: true, is_clean });
    }
    let mut file = match content {
        Content::Page(page) => AgendaFile::of_page(path, name, page, today)?,
        Content::Data(_) => AgendaFile::of_data(path, name, content)?,
    };
    let Facts { summary, is_clean } = facts;
    if check {
        let message = file.state().message(name);
        return Ok(Written { message, is_current: file.is_current, is_new: false, is_clean });
    }
    let mut message = String::new();
    if !file.is_current
        && let Some(kept) = file.write(path, name, settings)?
    {
        message.push_str(&format!("{name} was something else; its old text is kept in {kept}.\n"));
    }
    if file.user_places > 0 {
        let places = if file.user_places == 1 {
            "one place".to_owned()
        } else {
            format!("{} places", file.user_places)
        };
        message.push_str(&format!(
            "{name} keeps what you ticked or wrote in {places}; “rekindle done” logs what is ticked.\n"
        ));
    }
    message.push_str(&format!("{name}: {summary}\n"));
    Ok(Written { message, is_current: true, is_new: !file.is_current, is_clean })
}

/// What is to be in a file, held against what is.
struct AgendaFile {
    content: Content,
    /// The text of the file as it is; none if it is not there, or is as it should be.
    old: Option<String>,
    /// How the new page begins.
    beginning: String,
    is_current: bool,
    /// In how many places something of the user's is kept.
    user_places: usize,
    /// Whether it is known what the user did to the old page.
    is_legible: bool,
    /// Whether nothing of the user's can be lost with the old text.
    is_replaceable: bool,
}

impl AgendaFile {
    fn of_page(path: &Path, name: &str, page: Page, today: NaiveDate) -> anyhow::Result<Self> {
        let old = read_old(path, name)?;
        refuse_conflict(name, old.as_deref().unwrap_or_default())?;
        // A page that was written to standard output before is not signed.
        let is_unsigned = old.as_ref().is_some_and(|old| chunks::are_nearly(&page.chunks, old));
        let beginning = page.chunks.first().cloned().unwrap_or_default();
        let renewed =
            Renewed::new(old.as_deref().unwrap_or_default(), page, today).with_context(|| name.to_owned())?;
        Ok(Self {
            beginning,
            is_current: old.as_ref().is_some_and(|old| chunks::are(&renewed.chunks, old)),
            old,
            user_places: renewed.kept,
            is_legible: renewed.is_legible,
            // Around a region nothing of the user's is replaced.
            is_replaceable: renewed.is_region || is_unsigned,
            content: Content::Page(Page { chunks: renewed.chunks, ..Page::default() }),
        })
    }

    fn of_data(path: &Path, name: &str, content: Content) -> anyhow::Result<Self> {
        let is_current = file::holds(path, |out| content.write(out))
            .with_context(|| format!("{name} is there but cannot be read"))?;
        let old = if is_current { None } else { read_old(path, name)? };
        let beginning = match &old {
            Some(_) => file::beginning(|out| content.write(out))?,
            None => String::new(),
        };
        let (user_places, is_legible, is_replaceable) = (0, true, false);
        Ok(Self { content, old, beginning, is_current, user_places, is_legible, is_replaceable })
    }

    fn state(&self) -> State {
        match (self.is_current, &self.old) {
            (true, _) => State::Current,
            (false, Some(_)) => State::Stale,
            (false, None) => State::Missing,
        }
    }

    /// Writes the file; returns the name of the one in which its old text is kept, if it had to be.
    fn write(&mut self, path: &Path, name: &str, settings: &Settings) -> anyhow::Result<Option<String>> {
        let old = self.old.take();
        let replaced = old.as_ref().filter(|_| !self.is_replaceable);
        let is_kept = match replaced {
            Some(old) => overwrite::has_to_be_kept(old, name, &self.beginning, self.is_legible, settings)?,
            None => false,
        };
        let old = old.as_deref();
        file::renew(path, old, |new| self.content.write(new), is_kept)
            .with_context(|| format!("{name} could not be written"))
    }
}

/// How the agenda file of a vault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It is what would be written now.
    Current,
    /// It is something else.
    Stale,
    /// It is not there.
    Missing,
}

impl State {
    fn message(self, name: &str) -> String {
        match self {
            Self::Current => format!("{name} is up to date.\n"),
            Self::Stale => format!("{name} is out of date; run “rekindle agenda” to renew it.\n"),
            Self::Missing => format!("{name} is not there yet; run “rekindle agenda” to write it.\n"),
        }
    }
}

/// A vault that is checked together with its agenda file, which has to be as “rekindle agenda” without options would
/// write it.
pub(crate) struct CombinedCheck<'v> {
    pub(crate) vault: &'v Vault,
    pub(crate) today: NaiveDate,
    pub(crate) selection: &'v checks::CheckSelection,
}

impl CombinedCheck<'_> {
    /// What is amiss in the notes, and how the agenda file is.
    pub(crate) fn read(&self) -> anyhow::Result<(Checkup, State)> {
        let (layout, today) = (layout(self.vault)?, self.today);
        if layout.template.is_some() {
            return self.read_by(
                |entry| template::entry(entry, today),
                |agenda| Ok(template::marked_page(agenda, self.vault.settings.links, &layout)?),
            );
        }
        let links = links(self.vault, &layout);
        self.read_by(|entry| markdown::entry(entry, today, links), |agenda| Ok(markdown::page(agenda, links)))
    }

    fn read_by<T: Send + Sync>(
        &self,
        keep: impl Fn(&Entry<'_>) -> T + Sync,
        page: impl FnOnce(Agenda<T>) -> anyhow::Result<Page>,
    ) -> anyhow::Result<(Checkup, State)> {
        let Self { vault, today, selection } = self;
        let everyone = Selection::default();
        let planner = Planner::new(&vault.settings, *today, &everyone);
        let (checkup, survey) =
            Checkup::read_with(vault, *today, selection, Relations::Verdicts, |note, context| {
                let client = note.note.client.as_ref()?;
                Some(planner.judge(client, context)?.place(&keep))
            })?;
        let page = page(planner.arrange(survey))?;
        let name = &vault.settings.agenda;
        Ok((checkup, AgendaFile::of_page(&vault.root.join(name), name, page, *today)?.state()))
    }
}

/// How the agenda file of a vault is laid out.
fn layout(vault: &Vault) -> anyhow::Result<Layout> {
    let template = vault.settings.template.as_ref().map(|path| read_template(&vault.root.join(path)));
    let target = Target::of_vault(&vault.root, &vault.settings);
    Ok(Layout {
        template: template.transpose()?,
        to_vault: to_vault(&vault.root, &target),
        is_printed: false,
    })
}

/// The page as it is; none if it is not there.
pub(crate) fn read_old(path: &Path, name: &str) -> anyhow::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(old) => Ok(Some(old)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{name} is there but cannot be read")),
    }
}

/// Writes to what is no file, a pipe or a terminal: nothing there can be read, compared or replaced.
fn write_through(path: &Path, name: &str, content: &Content, check: bool) -> anyhow::Result<()> {
    if check || path.is_dir() {
        bail!("{name} is not a file; name one with -o FILE");
    }
    file::pour(path, |there| content.write(there)).with_context(|| format!("{name} could not be written"))
}
