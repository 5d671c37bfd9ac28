//! How many clients fit a week, and which have their place in any case.

use super::Section;
use super::placed::Placed;
use crate::model::status::Status;

/// Of the overdue and due, in order, the first `most` stay, and the rest move to *later*; a reserve
/// keeps the first so many of a status in any case, within `most` (P21).
pub(super) fn move_to_later<E: Placed>(entries: &mut Vec<E>, most: usize, reserve: &[(Status, usize)]) {
    let (mut candidates, others): (Vec<_>, Vec<_>) =
        entries.drain(..).partition(|entry| matches!(entry.section(), Section::Overdue | Section::Due));
    let mut kept = vec![false; candidates.len()];
    for (status, places) in reserve {
        let of_status = candidates.iter().enumerate().filter(|(_, entry)| entry.status() == *status);
        of_status.take(*places).for_each(|(at, _)| kept[at] = true);
    }
    let mut places = most;
    for keep in kept.iter_mut().filter(|keep| **keep) {
        *keep = places > 0;
        places = places.saturating_sub(1);
    }
    for keep in kept.iter_mut().filter(|keep| !**keep).take(places) {
        *keep = true;
    }
    let moved = candidates.iter_mut().zip(kept).filter(|(_, kept)| !kept);
    moved.for_each(|(entry, _)| entry.move_to(Section::Later));
    entries.extend(candidates);
    entries.extend(others);
    // The order within a section stays: the sort is stable.
    entries.sort_by_key(Placed::section);
}
