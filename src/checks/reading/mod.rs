//! What could not be read: each problem of a note, with the corrected text where one can be told.

mod ambiguous_date;
mod bad_setting;
mod bad_yaml;
mod conflict_marker;
mod duplicate_key;
mod front_matter_too_large;
mod impossible_date;
mod incomplete_occasion;
mod misspelled_key;
mod nameless_contact;
mod not_downloaded;
mod not_utf8;
mod nul_byte;
mod reversed_period;
mod sync_copy;
mod too_large;
mod unclosed_front_matter;
mod unknown_priority;
mod unknown_status;
mod unreadable_cadence;
mod unreadable_date;
mod unreadable_file;
mod unreadable_value;
mod yaml_alias;
mod yaml_too_deep;

use super::NoteCheck;
use crate::model::check::Check;

/// The checks, in the order of [`Check::ALL`].
pub(super) const CHECKS: &[NoteCheck] = &[
    (Check::UnreadableFile, unreadable_file::find),
    (Check::NotDownloaded, not_downloaded::find),
    (Check::NotUtf8, not_utf8::find),
    (Check::NulByte, nul_byte::find),
    (Check::ConflictMarker, conflict_marker::find),
    (Check::TooLarge, too_large::find),
    (Check::UnclosedFrontMatter, unclosed_front_matter::find),
    (Check::BadYaml, bad_yaml::find),
    (Check::FrontMatterTooLarge, front_matter_too_large::find),
    (Check::YamlTooDeep, yaml_too_deep::find),
    (Check::YamlAlias, yaml_alias::find),
    (Check::DuplicateKey, duplicate_key::find),
    (Check::MisspelledKey, misspelled_key::find),
    (Check::UnreadableValue, unreadable_value::find),
    (Check::UnknownStatus, unknown_status::find),
    (Check::UnknownPriority, unknown_priority::find),
    (Check::UnreadableCadence, unreadable_cadence::find),
    (Check::UnreadableDate, unreadable_date::find),
    (Check::ImpossibleDate, impossible_date::find),
    (Check::AmbiguousDate, ambiguous_date::find),
    (Check::ReversedPeriod, reversed_period::find),
    (Check::NamelessContact, nameless_contact::find),
    (Check::IncompleteOccasion, incomplete_occasion::find),
    (Check::BadSetting, bad_setting::find),
    (Check::SyncCopy, sync_copy::find),
];
