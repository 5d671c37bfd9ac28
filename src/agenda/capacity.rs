//! How many clients fit a week, and which have their place in any case.

use super::Section;
use super::rank::Rank;
use crate::model::status::Status;

/// Of the overdue and due, in order, the first `most` stay, and the rest move to *later*; a reserve keeps the first few
/// of a status in any case, within `most` (P21).
pub(super) fn move_to_later<T>(entries: &mut [(Box<Rank>, T)], most: usize, reserve: &[(Status, usize)]) {
    // Sections are in order, and nothing is in *later* yet: these are the first.
    let limited =
        entries.partition_point(|(rank, _)| matches!(rank.section, Section::Overdue | Section::Due));
    let Some(limited) = entries.get_mut(..limited) else { return };
    let mut is_kept = vec![false; limited.len()];
    for (status, places) in reserve {
        let of_status = limited.iter().zip(&mut is_kept).filter(|((rank, _), _)| rank.status == *status);
        of_status.take(*places).for_each(|(_, is_kept)| *is_kept = true);
    }
    let mut places = most;
    for is_kept in is_kept.iter_mut().filter(|is_kept| **is_kept) {
        *is_kept = places > 0;
        places = places.saturating_sub(1);
    }
    for is_kept in is_kept.iter_mut().filter(|is_kept| !**is_kept).take(places) {
        *is_kept = true;
    }
    for ((rank, _), is_kept) in limited.iter_mut().zip(is_kept) {
        if !is_kept {
            rank.section = Section::Later;
        }
    }
    // The order within a section stays: the sort is stable.
    limited.sort_by_key(|(rank, _)| rank.section);
}
