//! What the rules know besides the client: the day, the settings, and how the notes refer to each other.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::directory::{Directory, Reference};
use crate::model::settings::Settings;

/// A day in a vault.
#[derive(Debug)]
pub struct Context<'a> {
    /// The vault's settings.
    pub settings: &'a Settings,
    /// The day.
    pub today: NaiveDate,
    /// Whom references mean.
    pub(crate) directory: Directory<'a>,
    /// The clients that each referrer sent, by the referrer's path, in the order of their own paths.
    referrals: HashMap<&'a str, Vec<&'a Client>>,
}

impl<'a> Context<'a> {
    /// The context of some clients on a day: of all in a vault, or of those that references may mean and those that
    /// refer to them.
    pub fn new(
        clients: impl Iterator<Item = &'a Client> + Clone,
        settings: &'a Settings,
        today: NaiveDate,
    ) -> Self {
        let directory = Directory::new(clients.clone());
        let mut referrals: HashMap<&str, Vec<&Client>> = HashMap::new();
        for client in clients {
            let referrer = client.referred_by.as_ref().map(|referrer| directory.find(referrer, &client.path));
            if let Some(Reference::Client(referrer)) = referrer
                && referrer.path != client.path
            {
                referrals.entry(&referrer.path).or_default().push(client);
            }
        }
        Self { settings, today, directory, referrals }
    }

    /// The clients that this one sent us (P27).
    pub fn referred_by(&self, referrer: &Client) -> &[&'a Client] {
        self.referrals.get(referrer.path.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The client that a reference in another note means, if it is exactly one.
    pub fn note(&self, reference: &str, from: &Client) -> Option<&'a Client> {
        match self.directory.find(reference, &from.path) {
            Reference::Client(client) => Some(client),
            Reference::Several(_) | Reference::Text => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Context;
    use crate::model::settings::Settings;
    use crate::rules::testing::read;

    #[test]
    fn referrals_are_found_by_link_name_and_alias() {
        let settings = Settings::default();
        let by = |by: &str| format!("---\nreferred_by: \"{by}\"\n---\n");
        let notes = [
            "---\nname: Lorenz & Quast\naliases: [L&Q, Twin]\n---\n",
            "---\nname: Sundby\naliases: Twin\nreferred_by: Sundby\n---\n",
            &by("[[0]]"),
            &by("lorenz  & quast"),
            &by("l&q"),
            &by("[[1|Lorenz & Quast]]"),
            &by("Twin"),
            &by("a friend"),
            "---\nname: no referrer\n---\n",
        ];
        let clients = read(&notes, &settings);
        let context = Context::new(clients.iter(), &settings, "2026-11-21".parse().unwrap());
        let sent = |at: usize| {
            context.referred_by(&clients[at]).iter().map(|client| client.path.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(sent(0), ["2.md", "3.md", "4.md"]);
        // A link goes before the name it shows, and nobody sends themselves.
        assert_eq!(sent(1), ["5.md"]);
        assert!((2..notes.len()).all(|at| sent(at).is_empty()));
    }

    #[test]
    fn a_reference_means_one_note_or_none() {
        let settings = Settings::default();
        let notes = [
            "---\nname: Harbor\ncontacts: [{name: Dana Reyes, now_at: Acme}]\n---\n",
            "---\nname: Acme\naliases: [Old Acme]\n---\n",
            "---\nname: ACME\n---\n",
        ];
        let clients = read(&notes, &settings);
        let context = Context::new(clients.iter(), &settings, "2026-11-21".parse().unwrap());
        let cases = [
            ("[[1]]", Some("1.md")),
            ("[Acme](2.md)", Some("2.md")),
            ("old acme", Some("1.md")),
            ("Acme", None),
            ("[[Acme]]", None),
            ("Elsewhere", None),
            ("", None),
        ];
        for (reference, expected) in cases {
            let found = context.note(reference, &clients[0]);
            assert_eq!(found.map(|client| client.path.as_str()), expected, "{reference}");
        }
    }
}
