//! An agenda of a vault that is not kept: each note is judged as it is read, put into words, and forgotten.
//!
//! What [`Agenda::plan`](super::Agenda::plan) gives for a vault of any size takes the memory of its page. Notes that
//! refer to each other are the exception. The rules look at other notes in two cases: a client may have sent us
//! others (P28), and contacts may have gone elsewhere (P12). So once all notes are read it is known which references
//! there are, and those few clients that may have to be thanked, or whose contacts may have to be wished luck, are read
//! once more. They are judged beside what the rules ask of the others, as `rules/others.rs` has it: of those that were
//! sent to us, of those where somebody may have gone, and of the rest the names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::entry::Pressing;
use super::frame::{Frame, Stand};
use super::placed::Placed;
use super::{Counts, Entry, Section, Selection};
use crate::model::client::Client;
use crate::model::directory::{Directory, Sought};
use crate::model::settings::Settings;
use crate::model::status::Status;
use crate::note::problem::{Mention, Problem};
use crate::note::{Note, Reader};
use crate::rules::{Context, others};
use crate::vault::OpenError;
use crate::vault::folder::{Folder, Found};

/// An agenda of which only what is told of each client is left.
#[derive(Debug)]
pub struct Brief<T> {
    /// The day it is for.
    pub today: NaiveDate,
    /// The last day it looks at.
    pub until: NaiveDate,
    /// How many there are of each.
    pub counts: Counts,
    /// What is told of each client on it, in order.
    pub lines: Vec<(Section, T)>,
    /// What could not be read, with the note's path, in the order of paths and lines.
    pub problems: Vec<(String, Problem)>,
}

/// What is left of a note; there may be very many.
struct Rest<T> {
    stand: Option<Stand<Box<Line<T>>>>,
    /// The client's name; none if the note is about something else.
    name: Option<Box<str>>,
    /// The last day on which it was thanked.
    thanked: Option<NaiveDate>,
    /// Set if there is more to it, which is rare.
    odd: Option<Box<Odd>>,
}

#[derive(Default)]
struct Odd {
    /// Other names of the client.
    aliases: Vec<String>,
    problems: Vec<Problem>,
    mentions: Vec<Mention>,
    /// Where contacts went, if that matters.
    jobs: Vec<String>,
    /// Set if somebody sent the client to us.
    referral: Option<Client>,
}

impl Odd {
    /// Who sent the client to us.
    fn sender(&self) -> Option<&str> {
        self.referral.as_ref()?.referred_by.as_deref()
    }
}

impl<T> Rest<T> {
    /// What is known of a client without reading its note again; none if the note is about something else.
    fn by_name(&self, path: &str) -> Option<Client> {
        let name = self.name.as_deref()?.to_owned();
        let aliases = self.odd.as_ref().map(|odd| odd.aliases.clone()).unwrap_or_default();
        Some(Client { path: path.to_owned(), name, aliases, ..Client::default() })
    }
}

/// A client that a reference may mean, known by its name.
struct Meant {
    at: usize,
    /// Whether somebody may have gone there, and whether it may have sent us somebody.
    is_job: bool,
    is_sender: bool,
    /// The last day on which it was thanked.
    thanked: Option<NaiveDate>,
    client: Client,
}

/// A client's place, and what is told of it.
struct Line<T> {
    section: Section,
    pressing: Pressing,
    due: Option<NaiveDate>,
    status: Status,
    /// The client's name, once all are there.
    name: Box<str>,
    told: T,
}

impl<T> Placed for Box<Line<T>> {
    fn section(&self) -> Section {
        self.section
    }

    fn move_to(&mut self, section: Section) {
        self.section = section;
    }

    fn status(&self) -> Status {
        self.status
    }

    fn rank(&self, _: NaiveDate) -> impl Ord {
        (self.section, self.pressing, (self.due.is_none(), self.due), &self.name)
    }
}

impl<T: Send + Sync> Brief<T> {
    /// Reads and plans for a day, but for the agenda and the `own` files given; `tell` puts an entry into words.
    ///
    /// It is told before it is known whether there is room for it this week, and may be moved to
    /// [`Section::Later`] afterwards.
    pub fn read(
        root: &Path,
        settings: &Settings,
        own: &[PathBuf],
        today: NaiveDate,
        selection: &Selection,
        tell: impl Fn(&Entry<'_>) -> T + Sync,
    ) -> Result<Self, OpenError> {
        let desk =
            Desk { reader: Reader::new(settings), frame: Frame::new(settings, today, selection), tell };
        let alone = Context::new(std::iter::empty(), settings, today);
        let read = |path: &str, bytes: Result<&[u8], String>| {
            desk.reader.found(path, bytes).map(|note| desk.rest(note, &alone))
        };
        let mut folder = Folder::read(root, settings, own, read)?;
        desk.relate(&mut folder);
        let mut problems = Vec::new();
        let (mut notes, mut needs_fixing) = (0, 0);
        let stands = folder.notes.into_iter().filter_map(|(found, rest)| {
            let Rest { stand, name, odd, .. } = rest?;
            notes += 1;
            let odd = odd.map(|odd| *odd).unwrap_or_default();
            needs_fixing += usize::from(!odd.problems.is_empty());
            problems.extend(odd.problems.into_iter().map(|problem| (found.path.to_string(), problem)));
            Some(stand?.map(|mut line| {
                line.name = name.unwrap_or_default();
                line
            }))
        });
        let (counts, lines) = desk.frame.arrange(stands);
        Ok(Self {
            today,
            until: desk.frame.until,
            counts: Counts { notes, needs_fixing, ..counts },
            lines: lines.into_iter().map(|line| (line.section, line.told)).collect(),
            problems,
        })
    }
}

/// Where notes are read, judged and put into words.
struct Desk<'s, F> {
    reader: Reader<'s>,
    frame: Frame<'s>,
    tell: F,
}

impl<T: Send + Sync, F: Fn(&Entry<'_>) -> T + Sync> Desk<'_, F> {
    /// What is left of a note that is judged by itself.
    fn rest(&self, note: Note, alone: &Context<'_>) -> Rest<T> {
        let Note { client, problems, mentions, .. } = note;
        let mut odd =
            Odd { mentions, problems: self.frame.told(&problems).cloned().collect(), ..Odd::default() };
        let (mut stand, mut name, mut thanked) = Default::default();
        if let Some(client) = client {
            stand = self.stand(&client, alone);
            thanked = others::thanked(&client, alone.today);
            if others::asks_where_to(&client, alone) {
                odd.jobs = client.contacts.iter().filter_map(|contact| contact.now_at.clone()).collect();
            }
            odd.referral = client.referred_by.is_some().then(|| others::referral(&client));
            name = Some(client.name.into_boxed_str());
            odd.aliases = client.aliases;
        }
        let is_odd = !(odd.problems.is_empty() && odd.mentions.is_empty() && odd.aliases.is_empty());
        Rest { stand, name, thanked, odd: is_odd.then(|| Box::new(odd)) }
    }

    fn stand<'v>(&self, client: &'v Client, context: &Context<'v>) -> Option<Stand<Box<Line<T>>>> {
        Some(self.frame.stand(client, context)?.map(|entry| {
            Box::new(Line {
                section: entry.section,
                pressing: entry.pressing(self.frame.today),
                due: entry.due,
                status: client.status,
                name: Box::default(),
                told: (self.tell)(&entry),
            })
        }))
    }

    /// Judges those again that are not alone, and finds references that several notes answer to.
    fn relate(&self, folder: &mut Folder<Option<Rest<T>>>) {
        let meant = meant(folder);
        let jobs: Vec<usize> = meant.iter().filter(|one| one.is_job).map(|one| one.at).collect();
        let workplaces = folder.some(&jobs, |path, bytes| {
            self.reader.found(path, bytes)?.client.map(|client| Box::new(others::workplace(client)))
        });
        let workplaces =
            jobs.iter().zip(&workplaces).filter_map(|(at, client)| Some((*at, client.as_deref()?)));
        let referrals = odd(folder).filter_map(|(at, odd)| Some((at, odd.referral.as_ref()?)));
        let by_name = meant.iter().map(|one| (one.at, &one.client));
        let known: BTreeMap<usize, &Client> = by_name.chain(referrals).chain(workplaces).collect();
        let clients = || known.values().copied();
        let Frame { settings, today, .. } = self.frame;
        let context = Context::among(clients(), Directory::new(clients()), settings, today);
        let movers = odd(folder).filter(|(_, odd)| !odd.jobs.is_empty()).map(|(at, _)| at);
        let owes_thanks = |one: &&Meant| {
            one.is_sender && others::is_to_be_thanked(context.referred_by(&one.client), one.thanked, today)
        };
        let senders = meant.iter().filter(owes_thanks).map(|one| one.at);
        let near: BTreeSet<usize> = movers.chain(senders).collect();
        let near: Vec<usize> = near.into_iter().collect();
        let again = folder.some(&near, |path, bytes| {
            let client = self.reader.found(path, bytes)?.client?;
            Some(self.stand(&client, &context))
        });
        let ambiguous = ambiguous(folder, &context.directory);
        for (at, stand) in near.into_iter().zip(again) {
            if let Some((_, Some(rest))) = folder.notes.get_mut(at)
                && let Some(stand) = stand
            {
                rest.stand = stand;
            }
        }
        for (at, problem) in ambiguous {
            if let Some((_, Some(Rest { odd: Some(odd), .. }))) = folder.notes.get_mut(at) {
                odd.problems.extend(self.frame.told(&[problem]).cloned());
                odd.problems.sort_by_key(|problem| problem.span.start);
            }
        }
    }
}

/// The clients that references may mean.
fn meant<T: Send + Sync>(folder: &Folder<Option<Rest<T>>>) -> Vec<Meant> {
    let sought = |references: fn(&Odd) -> Vec<&str>| {
        let mut sought = Sought::default();
        for (at, odd) in odd(folder) {
            for reference in references(odd) {
                sought.add(reference, folder.path(at));
            }
        }
        sought
    };
    let all = || sought(|odd| odd.mentions.iter().map(|mention| mention.reference.as_str()).collect());
    let jobs = || sought(|odd| odd.jobs.iter().map(String::as_str).collect());
    let senders = || sought(|odd| odd.sender().into_iter().collect());
    let (all, (jobs, senders)) = rayon::join(all, || (jobs(), senders()));
    let may_be = |sought: &Sought, at, rest: &Rest<T>| {
        let aliases = rest.odd.iter().flat_map(|odd| &odd.aliases).map(String::as_str);
        sought.may_be(folder.path(at), aliases.chain(rest.name.as_deref()))
    };
    let meant = |(at, (_, rest)): (usize, &(Found, Option<Rest<T>>))| {
        let rest = rest.as_ref().filter(|rest| may_be(&all, at, rest))?;
        let client = rest.by_name(folder.path(at))?;
        let (is_job, is_sender) = (may_be(&jobs, at, rest), may_be(&senders, at, rest));
        Some(Meant { at, is_job, is_sender, thanked: rest.thanked, client })
    };
    folder.notes.par_iter().enumerate().filter_map(meant).collect()
}

/// References that several notes answer to, each with the place of the note it is in.
fn ambiguous<T: Send + Sync>(
    folder: &Folder<Option<Rest<T>>>,
    directory: &Directory<'_>,
) -> Vec<(usize, Problem)> {
    let of_note = |(at, odd): (usize, &Odd)| {
        let mentions = odd.mentions.iter();
        let ambiguous = mentions.filter_map(|mention| mention.ambiguous(folder.path(at), directory));
        ambiguous.map(|problem| (at, problem)).collect::<Vec<_>>()
    };
    odd(folder).collect::<Vec<_>>().into_par_iter().flat_map_iter(of_note).collect()
}

/// The notes that have more to them.
fn odd<T>(folder: &Folder<Option<Rest<T>>>) -> impl Iterator<Item = (usize, &Odd)> {
    let notes = folder.notes.iter().enumerate();
    notes.filter_map(|(at, (_, rest))| Some((at, rest.as_ref()?.odd.as_deref()?)))
}
