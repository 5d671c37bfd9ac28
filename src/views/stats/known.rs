//! Clients known through a single person (P11).

use crate::model::rule::Rule;
use crate::rules::{Standing, known_through};
use crate::views::ClientName;

/// A client known through one person only.
#[derive(Debug)]
pub struct Single {
    /// The client.
    pub client: ClientName,
    /// The name of the person.
    pub contact: Box<str>,
}

impl Single {
    /// A client to which the advice `coverage` applies.
    pub(super) fn of(standing: &Standing<'_, '_>) -> Option<Self> {
        let contact = known_through(standing).filter(|_| standing.settings().is_on(Rule::Coverage))?;
        Some(Self { client: standing.client.into(), contact: contact.name.as_str().into() })
    }
}

/// By name and path.
pub(super) fn sort(single: &mut [Single]) {
    single.sort_by(|one, other| one.client.cmp(&other.client));
}

#[cfg(test)]
mod tests {
    use crate::views::stats::testing::{figures, note};

    #[test]
    fn those_whom_coverage_would_be_advised_for() {
        let notes = [
            note("name: Zoe\ncontacts: [Dana]", ""),
            note("name: Ann\ncontacts: [Dana, Lee]", "## 2026-11-01 Lunch with Lee\n"),
            note("name: Ben\ncontacts: [Dana, Lee]", "## 2026-11-01 Lunch with Lee and Dana\n"),
            note("name: Cho", ""),
            note("name: Ann\ncontacts: [{name: Kim, left: 2026-11-01}, Dana]\ncadence: never", ""),
        ];
        let show = |yaml: &str| {
            figures(yaml, &notes, "", |figures| {
                let shown = figures.single.iter().map(|single| {
                    format!("{} {} {}", single.client.name, single.client.path, single.contact)
                });
                shown.collect::<Vec<_>>()
            })
        };
        assert_eq!(show(""), ["Ann 1.md Lee", "Ann 4.md Dana", "Zoe 0.md Dana"]);
        assert!(show("rules: {coverage: off}").is_empty());
    }
}
