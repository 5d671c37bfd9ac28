//! Clients that others have a part in are judged once more.
//!
//! The rules look at other notes in two cases: a client may have sent us others (P28), and contacts may have gone
//! elsewhere (P12). Once all notes are read it is known which references there are. Those few clients that may have to
//! be thanked, or whose contacts may have to be wished luck, are read again and judged beside what the rules ask of the
//! others, as `rules/others.rs` has it: of those that were sent to us, of those where somebody may have gone, and of the
//! rest the names.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::{Details, Relations, Survey, Surveyed};
use crate::model::client::Client;
use crate::model::directory::{Directory, Sought};
use crate::note::Reader;
use crate::note::problem::{Problem, ProblemKind};
use crate::rules::{Context, others};

/// A client that a reference may mean, known by its name.
struct Mentioned {
    /// The place of its note in the order.
    at: usize,
    /// Whether somebody may have gone there.
    is_workplace: bool,
    /// Whether it may have sent us somebody.
    is_sender: bool,
    /// The last day on which it was thanked.
    thanked: Option<NaiveDate>,
    client: Client,
}

impl<T: Send + Sync> Survey<'_, T> {
    /// Judges clients again by `again` that are not the only ones concerned, and finds references that several notes
    /// answer to.
    pub(super) fn relate<A>(&mut self, today: NaiveDate, relations: Relations, again: A)
    where
        A: for<'c> Fn(&str, Result<&[u8], ProblemKind>, &Context<'c>) -> Option<T> + Sync,
    {
        let mentioned = self.mentioned();
        let workplaces = self.workplaces(&mentioned, relations);
        let referrals = self.details().filter_map(|(at, details)| Some((at, details.referral.as_ref()?)));
        let by_name = mentioned.iter().map(|one| (one.at, &one.client));
        let workplaces = workplaces.iter().map(|(at, client)| (*at, &**client));
        let known: BTreeMap<usize, &Client> = by_name.chain(referrals).chain(workplaces).collect();
        let known: Vec<&Client> = known.into_values().collect();
        let context = Context::new(known.iter().copied(), &self.vault().settings, today);

        let concerned = self.concerned(&mentioned, relations, &context);
        let kept = self.folder.some(&concerned, |path, bytes| again(path, bytes, &context));
        let ambiguous = self.ambiguous(&context.directory);
        for (at, kept) in concerned.into_iter().zip(kept) {
            if let Some((_, Some(surveyed))) = self.folder.notes.get_mut(at)
                && let Some(kept) = kept
            {
                surveyed.kept = kept;
            }
        }
        for (at, problem) in ambiguous {
            if let Some((_, Some(Surveyed { details: Some(details), .. }))) = self.folder.notes.get_mut(at) {
                details.problems.push(problem);
                details.problems.sort_by_key(|problem| problem.span.start);
            }
        }
    }

    /// The clients that references may mean.
    fn mentioned(&self) -> Vec<Mentioned> {
        let (by_any, (as_workplace, as_sender)) = rayon::join(
            || self.sought(Details::references),
            || (self.sought(Details::workplaces), self.sought(Details::senders)),
        );
        let notes = self.folder.notes.par_iter().enumerate();
        let mentioned = notes.filter_map(|(at, (found, surveyed))| {
            let surveyed = surveyed.as_ref()?;
            let may_be_in = |sought: &Sought| sought.may_be(&found.path, surveyed.names());
            if !may_be_in(&by_any) {
                return None;
            }
            Some(Mentioned {
                at,
                is_workplace: may_be_in(&as_workplace),
                is_sender: may_be_in(&as_sender),
                thanked: surveyed.thanked,
                client: surveyed.by_name(&found.path)?,
            })
        });
        mentioned.collect()
    }

    /// What some references of the notes are sought by.
    fn sought(&self, references: fn(&Details) -> Vec<&str>) -> Sought {
        let mut sought = Sought::default();
        for (at, details) in self.details() {
            for reference in references(details) {
                sought.add(reference, self.path(at));
            }
        }
        sought
    }

    /// The clients where somebody may have gone, with the places of their notes.
    fn workplaces(&self, mentioned: &[Mentioned], relations: Relations) -> Vec<(usize, Box<Client>)> {
        if relations == Relations::None {
            return Vec::new();
        }
        let which: Vec<usize> = mentioned.iter().filter(|one| one.is_workplace).map(|one| one.at).collect();
        let reader = Reader::new(&self.vault().settings);
        let clients = self.folder.some(&which, |path, bytes| {
            reader.found(path, bytes)?.client.map(|client| Box::new(others::workplace(client)))
        });
        which.into_iter().zip(clients).filter_map(|(at, client)| Some((at, client?))).collect()
    }

    /// The places of the clients that are to be judged again.
    fn concerned(&self, mentioned: &[Mentioned], relations: Relations, context: &Context<'_>) -> Vec<usize> {
        let mut concerned = BTreeSet::new();
        if relations == Relations::None {
            return Vec::new();
        }
        for (at, details) in self.details() {
            let refers = relations == Relations::All && details.referral.is_some();
            if refers || !details.workplaces.is_empty() {
                concerned.insert(at);
            }
        }
        for sender in mentioned.iter().filter(|one| one.is_sender) {
            let sent = context.referred_by(&sender.client);
            let owes_thanks = || others::is_to_be_thanked(sent, sender.thanked, context.today);
            if relations == Relations::All || owes_thanks() {
                concerned.insert(sender.at);
            }
        }
        concerned.into_iter().collect()
    }

    /// References that several notes answer to, each with the place of the note it is in.
    fn ambiguous(&self, directory: &Directory<'_>) -> Vec<(usize, Problem)> {
        let mentions: Vec<_> = self.mentions().collect();
        let ambiguous = mentions
            .into_par_iter()
            .filter_map(|(at, mention)| Some((at, mention.ambiguous(self.path(at), directory)?)));
        ambiguous.collect()
    }
}

impl<T: Send + Sync> Survey<'_, T> {
    /// The clients that notes may mean where they mention others: as good as all of them to find out whom they mean.
    pub(crate) fn mentioned_clients(&self) -> Vec<Client> {
        self.mentioned().into_iter().map(|mentioned| mentioned.client).collect()
    }
}

impl Details {
    /// All references to other notes.
    fn references(&self) -> Vec<&str> {
        self.mentions.iter().map(|mention| mention.reference.as_str()).collect()
    }

    /// Where contacts went, if that matters.
    fn workplaces(&self) -> Vec<&str> {
        self.workplaces.iter().map(String::as_str).collect()
    }

    /// Who sent the client to us.
    fn senders(&self) -> Vec<&str> {
        self.referral.iter().filter_map(|client| client.referred_by.as_deref()).collect()
    }
}
