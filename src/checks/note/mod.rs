//! What is doubtful in a note: read, and probably not meant so.

mod almost_a_date;
mod contradicted_contact;
mod late_since;
mod lone_date;
mod misspelled_person;
mod not_a_client;
mod other_date_form;
mod out_of_order;
mod placeholder_date;
mod redundant_cadence;
mod repeated_touch;
mod shared_first_name;
mod stale_absence;
mod stale_pause;
mod touched_while_away;
mod unknown_owner;
mod unreplaced_contact;
mod unwritten_contact;

use super::NoteCheck;
use crate::model::check::Check;

/// The checks, in the order of [`Check::ALL`].
pub(super) const CHECKS: &[NoteCheck] = &[
    (Check::AlmostADate, almost_a_date::find),
    (Check::PlaceholderDate, placeholder_date::find),
    (Check::NotAClient, not_a_client::find),
    (Check::UnwrittenContact, unwritten_contact::find),
    (Check::ContradictedContact, contradicted_contact::find),
    (Check::MisspelledPerson, misspelled_person::find),
    (Check::SharedFirstName, shared_first_name::find),
    (Check::TouchedWhileAway, touched_while_away::find),
    (Check::UnreplacedContact, unreplaced_contact::find),
    (Check::LateSince, late_since::find),
    (Check::OutOfOrder, out_of_order::find),
    (Check::RepeatedTouch, repeated_touch::find),
    (Check::UnknownOwner, unknown_owner::find),
    (Check::StalePause, stale_pause::find),
    (Check::StaleAbsence, stale_absence::find),
    (Check::RedundantCadence, redundant_cadence::find),
    (Check::OtherDateForm, other_date_form::find),
];
