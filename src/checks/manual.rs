//! The manuals of the checks: the doc comments of their files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::manual::{Chapter, Manual, book as bind};
use crate::model::check::{Check, Severity};

/// The manuals of the checks, in the order of [`Check::ALL`].
pub const CHECKS: &[Manual] = &[
    Manual::new(Check::UnreadableFile.name(), include_str!("reading/unreadable_file.rs")),
    Manual::new(Check::NotDownloaded.name(), include_str!("reading/not_downloaded.rs")),
    Manual::new(Check::NotUtf8.name(), include_str!("reading/not_utf8.rs")),
    Manual::new(Check::NulByte.name(), include_str!("reading/nul_byte.rs")),
    Manual::new(Check::ConflictMarker.name(), include_str!("reading/conflict_marker.rs")),
    Manual::new(Check::TooLarge.name(), include_str!("reading/too_large.rs")),
    Manual::new(Check::UnclosedFrontMatter.name(), include_str!("reading/unclosed_front_matter.rs")),
    Manual::new(Check::BadYaml.name(), include_str!("reading/bad_yaml.rs")),
    Manual::new(Check::FrontMatterTooLarge.name(), include_str!("reading/front_matter_too_large.rs")),
    Manual::new(Check::YamlTooDeep.name(), include_str!("reading/yaml_too_deep.rs")),
    Manual::new(Check::YamlAlias.name(), include_str!("reading/yaml_alias.rs")),
    Manual::new(Check::DuplicateKey.name(), include_str!("reading/duplicate_key.rs")),
    Manual::new(Check::MisspelledKey.name(), include_str!("reading/misspelled_key.rs")),
    Manual::new(Check::UnreadableValue.name(), include_str!("reading/unreadable_value.rs")),
    Manual::new(Check::UnknownStatus.name(), include_str!("reading/unknown_status.rs")),
    Manual::new(Check::UnknownPriority.name(), include_str!("reading/unknown_priority.rs")),
    Manual::new(Check::UnreadableCadence.name(), include_str!("reading/unreadable_cadence.rs")),
    Manual::new(Check::UnreadableDate.name(), include_str!("reading/unreadable_date.rs")),
    Manual::new(Check::ImpossibleDate.name(), include_str!("reading/impossible_date.rs")),
    Manual::new(Check::AmbiguousDate.name(), include_str!("reading/ambiguous_date.rs")),
    Manual::new(Check::ReversedPeriod.name(), include_str!("reading/reversed_period.rs")),
    Manual::new(Check::AmbiguousReference.name(), include_str!("vault/ambiguous_reference.rs")),
    Manual::new(Check::NamelessContact.name(), include_str!("reading/nameless_contact.rs")),
    Manual::new(Check::IncompleteOccasion.name(), include_str!("reading/incomplete_occasion.rs")),
    Manual::new(Check::BadSetting.name(), include_str!("reading/bad_setting.rs")),
    Manual::new(Check::SyncCopy.name(), include_str!("reading/sync_copy.rs")),
    Manual::new(Check::AlmostADate.name(), include_str!("note/almost_a_date.rs")),
    Manual::new(Check::PlaceholderDate.name(), include_str!("note/placeholder_date.rs")),
    Manual::new(Check::NotAClient.name(), include_str!("note/not_a_client.rs")),
    Manual::new(Check::UnwrittenContact.name(), include_str!("note/unwritten_contact.rs")),
    Manual::new(Check::ContradictedContact.name(), include_str!("note/contradicted_contact.rs")),
    Manual::new(Check::MisspelledPerson.name(), include_str!("note/misspelled_person.rs")),
    Manual::new(Check::SharedFirstName.name(), include_str!("note/shared_first_name.rs")),
    Manual::new(Check::TouchedWhileAway.name(), include_str!("note/touched_while_away.rs")),
    Manual::new(Check::UnreplacedContact.name(), include_str!("note/unreplaced_contact.rs")),
    Manual::new(Check::LateSince.name(), include_str!("note/late_since.rs")),
    Manual::new(Check::OutOfOrder.name(), include_str!("note/out_of_order.rs")),
    Manual::new(Check::RepeatedTouch.name(), include_str!("note/repeated_touch.rs")),
    Manual::new(Check::UnknownOwner.name(), include_str!("note/unknown_owner.rs")),
    Manual::new(Check::StalePause.name(), include_str!("note/stale_pause.rs")),
    Manual::new(Check::StaleAbsence.name(), include_str!("note/stale_absence.rs")),
    Manual::new(Check::RedundantCadence.name(), include_str!("note/redundant_cadence.rs")),
    Manual::new(Check::OtherDateForm.name(), include_str!("note/other_date_form.rs")),
    Manual::new(Check::SharedName.name(), include_str!("vault/shared_name.rs")),
    Manual::new(Check::DanglingReference.name(), include_str!("vault/dangling_reference.rs")),
    Manual::new(Check::StaleAgenda.name(), include_str!("vault/stale_agenda.rs")),
];

/// The manual of a check.
pub fn of(check: Check) -> Option<Manual> {
    CHECKS.iter().copied().find(|manual| manual.name == check.name())
}

/// Why a check matters; prepared once, as a vault can have very many findings.
pub fn why(check: Check) -> Option<&'static str> {
    static WHYS: LazyLock<BTreeMap<Check, String>> =
        LazyLock::new(|| Check::ALL.iter().filter_map(|check| Some((*check, of(*check)?.why()))).collect());
    WHYS.get(&check).map(String::as_str)
}

/// The manuals of the checks of a severity.
pub fn of_severity(severity: Severity) -> Vec<Manual> {
    let checks = Check::ALL.iter().filter(|check| check.severity() == severity);
    checks.filter_map(|check| of(*check)).collect()
}

/// All manuals as one page of documentation.
pub fn book() -> String {
    let introduction = "What `rekindle check` tells. Errors are what could not be read, and does not count until it is \
                        mended; warnings are what is probably not meant so; opinions are told with `--all` only. \
                        `rekindle explain NAME` prints a check's manual, and this page holds them all.";
    let chapters =
        [("Errors", Severity::Error), ("Warnings", Severity::Warning), ("Opinions", Severity::Opinion)];
    let chapters = chapters.map(|(title, severity)| (title, of_severity(severity)));
    let chapters = chapters.each_ref().map(|(title, manuals)| Chapter { title, manuals });
    bind("The checks", introduction, &chapters)
}

#[cfg(test)]
mod tests {
    use super::CHECKS;
    use crate::checks::testing::{check, check_setting};
    use crate::model::check::Check;

    /// Checks whose example cannot be a note: of files, of limits, and of the agenda.
    const WITHOUT_EXAMPLE: [Check; 9] = [
        Check::UnreadableFile,
        Check::NotDownloaded,
        Check::SyncCopy,
        Check::NotUtf8,
        Check::NulByte,
        Check::TooLarge,
        Check::FrontMatterTooLarge,
        Check::YamlTooDeep,
        Check::StaleAgenda,
    ];

    #[test]
    fn every_check_has_a_manual_whose_example_is_found_and_mended() {
        assert!(CHECKS.iter().map(|manual| manual.name).eq(Check::ALL.iter().map(|check| check.name())));
        for (manual, which) in CHECKS.iter().zip(Check::ALL) {
            let (name, text) = (manual.name, manual.assert_whole(&["Why", "Example", "How to mend"]));
            let (example, mended) = text.split_once("## How to mend").unwrap();
            let blocks = |part: &str, language: &str| -> Vec<String> {
                let fence = format!("```{language}\n");
                part.split(&fence)
                    .skip(1)
                    .map(|block| block.split("```").next().unwrap().to_owned())
                    .collect()
            };
            let settings = blocks(example, "yaml").join("");
            if *which == Check::BadSetting {
                assert!(check_setting(&settings).contains(which), "{name}: the example");
                assert!(check_setting(&blocks(mended, "yaml").join("")).is_empty(), "{name}: the mended one");
                continue;
            }
            let found = |part: &str| {
                let notes = blocks(part, "markdown");
                let notes: Vec<&str> = notes.iter().map(String::as_str).collect();
                check(*which, &notes, &settings)
            };
            assert_eq!(found(example).is_empty(), WITHOUT_EXAMPLE.contains(which), "{name}: the example");
            assert_eq!(found(mended), Vec::<String>::new(), "{name}: the mended one");
        }
    }
}
