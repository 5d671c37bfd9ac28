//! From a vault to an agenda in one of its formats: the pipeline from end to end.

use std::fmt;
use std::io::{self, Write};

use crate::agenda::{Agenda, Planner, Selection};
use chrono::NaiveDate;
use thiserror::Error;

use crate::page::Page;
#[cfg(feature = "ics")]
use crate::render::agenda::ics;
use crate::render::agenda::{csv, html, json, markdown, template};
use crate::render::{self, Layout, Links, TemplateError};
use crate::survey::{Relations, Survey};
use crate::vault::{OpenError, Vault};
#[cfg(feature = "ics")]
use crate::views::calendar::{Calendar, ClientDays};

/// What an agenda can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgendaFormat {
    /// A page for any editor, by the template of the layout if it has one.
    Markdown,
    /// What a template sees, for other programs.
    Json,
    /// A row for each entry, for spreadsheets.
    Csv,
    /// Events, for calendars.
    #[cfg(feature = "ics")]
    Ics,
    /// A page for a browser.
    Html,
}

/// Why there is no agenda.
#[derive(Debug, Error)]
pub enum ComposeError {
    /// The vault cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The template cannot be used.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

/// An agenda that is ready to be written.
#[derive(Debug)]
pub struct Composed {
    /// Its text.
    pub content: Content,
    /// What there is to say about it.
    pub facts: Facts,
}

/// What there is to say about an agenda.
#[derive(Debug)]
pub struct Facts {
    /// The counts in words.
    pub summary: String,
    /// Whether all notes could be read as a whole.
    pub is_clean: bool,
}

/// Writes data.
type WriteData = Box<dyn Fn(&mut dyn Write) -> io::Result<()>>;

/// The text of an agenda.
pub enum Content {
    /// A page that the user may tick and write on.
    Page(Page),
    /// What nobody writes on; it may be large, so it is written as it is made.
    Data(WriteData),
}

impl Content {
    /// Writes the text.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Page(page) => page.chunks.iter().try_for_each(|chunk| out.write_all(chunk.as_bytes())),
            Self::Data(write) => write(out),
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page) => f.debug_tuple("Page").field(page).finish(),
            Self::Data(_) => f.write_str("Data"),
        }
    }
}

impl Composed {
    /// The page, if it is one that the user may tick and write on.
    pub fn into_page(self) -> Option<Page> {
        match self.content {
            Content::Page(page) => Some(page),
            Content::Data(_) => None,
        }
    }

    /// The text as a whole; what is not UTF-8 in it, which nothing is, is replaced.
    pub fn text(&self) -> String {
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = self.content.write(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    }
}

impl Facts {
    fn of<T>(agenda: &Agenda<T>) -> Self {
        let summary = render::summary(&agenda.counts, agenda.today, agenda.until);
        Self { summary, is_clean: agenda.problems.is_empty() }
    }
}

/// Reads a vault, plans, and words the agenda.
pub fn compose(
    format: AgendaFormat,
    vault: &Vault,
    today: NaiveDate,
    selection: &Selection,
    layout: &Layout,
) -> Result<Composed, ComposeError> {
    let planner = Planner::new(&vault.settings, today, selection);
    match format {
        AgendaFormat::Markdown => page(&planner, vault, layout),
        AgendaFormat::Json => {
            let agenda = planner.plan(vault, |entry| json::entry(entry, today))?;
            Ok(data(Facts::of(&agenda), move |out| json::write(&agenda, out)))
        }
        AgendaFormat::Csv => {
            let agenda = planner.plan(vault, |entry| csv::entry(entry, today))?;
            Ok(data(Facts::of(&agenda), move |out| csv::write(&agenda, out)))
        }
        #[cfg(feature = "ics")]
        AgendaFormat::Ics => {
            let survey = Survey::of_clients(vault, today, Relations::Verdicts, |client, context| {
                let judged = planner.judge(client, context)?;
                let days = ClientDays::new(&judged);
                Some((judged.place(|entry| ics::entry(entry, &days, today)), days))
            })?;
            let (survey, days) = survey.split_clients();
            let (agenda, calendar) = (planner.arrange(survey), Calendar::new(days, &vault.settings, today));
            Ok(data(Facts::of(&agenda), move |out| ics::write(&agenda, &calendar, out)))
        }
        AgendaFormat::Html => {
            let survey = Survey::of_clients(vault, today, Relations::All, |client, context| {
                Some(html::client(&planner.judge(client, context)?))
            })?;
            let (survey, clients) = survey.split_clients();
            let agenda = planner.arrange(survey);
            let facts = Facts::of(&agenda);
            let page = html::page(agenda, clients, vault.settings.links, layout)?;
            Ok(data(facts, move |out| page.write(out)))
        }
    }
}

fn data(facts: Facts, write: impl Fn(&mut dyn Write) -> io::Result<()> + 'static) -> Composed {
    Composed { content: Content::Data(Box::new(write)), facts }
}

/// The page for any editor, by the template of the layout if it has one.
fn page(planner: &Planner<'_>, vault: &Vault, layout: &Layout) -> Result<Composed, ComposeError> {
    let today = planner.today();
    if layout.template.is_some() {
        let agenda = planner.plan(vault, |entry| template::entry(entry, today))?;
        let facts = Facts::of(&agenda);
        let page = template::marked_page(agenda, vault.settings.links, layout)?;
        return Ok(Composed { content: Content::Page(page), facts });
    }
    let links = links(vault, layout);
    let agenda = if layout.is_printed {
        planner.plan(vault, |entry| markdown::printed_entry(entry, today, links))?
    } else {
        planner.plan(vault, |entry| markdown::entry(entry, today, links))?
    };
    let facts = Facts::of(&agenda);
    Ok(Composed { content: Content::Page(markdown::page(agenda, links)), facts })
}

/// How a page links to the notes of a vault.
pub fn links<'l>(vault: &Vault, layout: &'l Layout) -> Links<'l> {
    Links { style: vault.settings.links, to_vault: &layout.to_vault }
}
