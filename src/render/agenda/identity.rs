//! What a page carries of an entry, so that what the user does to it is known from data, and not from sentences.

use chrono::NaiveDate;

use crate::agenda::{Entry, Section};
use crate::page::{Hash, Identity, Offer, PromiseId, PromiseLine};
use crate::render::words;
use crate::rules::Reason;

/// What a page carries of an entry.
pub fn identity(entry: &Entry<'_>, today: NaiveDate) -> Identity {
    let path = entry.client.path.as_str();
    let mut promises = Vec::new();
    for trigger in &entry.triggers {
        if let Reason::Promise { task } = trigger.reason {
            promises.push(PromiseLine {
                sentence: words::sentence(&words::trigger(trigger, today)),
                task: task.into(),
                id: PromiseId { path: Hash::of_text(path), due: trigger.due, task: Hash::of_text(task) },
            });
        }
    }
    Identity { path: path.into(), offer: offer(entry, today), promises }
}

/// What a tick without words logs; nothing for whoever is to be left in peace.
fn offer(entry: &Entry<'_>, today: NaiveDate) -> Option<Offer> {
    if matches!(entry.section, Section::Paused | Section::Planned | Section::Waiting) {
        return None;
    }
    let headline = entry.headline(today)?;
    let about = match headline.reason {
        Reason::Promise { task } => Some(task),
        Reason::Occasion { name, .. } => Some(name),
        _ => None,
    };
    let who = headline.contact().or(entry.who);
    Some(Offer {
        rule: headline.rule(),
        due: headline.due,
        channel: entry.channel,
        who: who.map(|who| Hash::of_text(&who.name)),
        about: about.map(Hash::of_text),
    })
}
