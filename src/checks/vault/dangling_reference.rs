//! # dangling-reference
//!
//! Tells of a link in `referred_by` or `now_at` that leads nowhere, or a name that is nearly a client's.
//!
//! ## Why
//!
//! Nobody is thanked for the referral, and nobody is followed to a new job.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! referred_by: "[[lorenz-tax]]"
//! ---
//! ```
//!
//! ## How to mend
//!
//! Correct the link, or write plain text if there is no note to link to: text that is no client's name is fine.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! referred_by: Lorenz, at the fair
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::Site;
use crate::model::directory::{Directory, Reference};
use crate::model::link::Link;
use crate::model::spelling::Spellings;
use crate::note::problem::Mention;
use crate::survey::Survey;
use crate::vault::Vault;

pub(super) fn find<T: Send + Sync>(survey: &Survey<'_, T>) -> Vec<(Site, Finding)> {
    let clients = survey.mentioned_clients();
    let directory = Directory::new(&clients);
    let dangling = survey
        .mentions()
        .filter(|(at, mention)| directory.find(&mention.reference, survey.path(*at)) == Reference::Text);
    let dangling: Vec<(usize, &Mention)> = dangling.collect();
    if dangling.is_empty() {
        return Vec::new();
    }
    let names = Spellings::new(survey.names().map(|(_, name)| name));
    let mut found = Vec::new();
    for (at, mention) in dangling {
        let finding = finding(survey.vault(), &names, survey.path(at), mention);
        found.extend(finding.map(|finding| (Site::in_note(at), finding)));
    }
    found
}

fn finding(vault: &Vault, names: &Spellings<'_>, path: &str, mention: &Mention) -> Option<Finding> {
    let Mention { reference, span, .. } = mention;
    let link = Link::read(reference);
    let meant = names.nearest(&link.shown).map(|meant| format!("did you mean “{meant}”?"));
    let Some(target) = &link.target else {
        let message = format!("no client is called “{reference}”");
        return Some(Finding::new(span.clone(), message).help(meant?));
    };
    if target.contains("://") || target.starts_with("mailto:") || vault.has_file(target, path) {
        return None;
    }
    let help = meant.unwrap_or_else(|| "correct the link, or write plain text".to_owned());
    Some(Finding::new(span.clone(), format!("“{target}” leads to no note")).help(help))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::check;
    use crate::model::check::Check;

    #[test]
    fn links_and_slips_are_told_and_plain_text_is_not() {
        let cases = [
            ("\"[[lorenz]]\"", "2:15 correct the link, or write plain text"),
            ("\"[[Lorenz Taxx]]\"", "2:15 did you mean “Lorenz Tax”?"),
            ("Lorenz Taxx", "2:14 did you mean “Lorenz Tax”?"),
            ("Lorenz Tax", ""),
            ("\"[[1]]\"", ""),
            ("\"[[2]]\"", ""),
            ("a friend", ""),
            ("\"[Lorenz](https://lorenz.example)\"", ""),
            ("\"[Lorenz](nowhere.md)\"", "2:15 correct the link, or write plain text"),
        ];
        for (reference, expected) in cases {
            let note = format!("---\nreferred_by: {reference}\n---\n");
            let notes = [note.as_str(), "---\nname: Lorenz Tax\n---\n", "No client, but a note."];
            assert_eq!(check(Check::DanglingReference, &notes, "").join("\n"), expected, "{reference}");
        }
    }
}
