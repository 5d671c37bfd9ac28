//! What the rules know beside the one client: the day, the settings, and how the notes refer to each other.

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
    directory: Directory<'a>,
    /// The clients that each referrer sent, by the referrer's path, in the order of their own paths.
    referrals: HashMap<&'a str, Vec<&'a Client>>,
}

impl<'a> Context<'a> {
    /// Looks at all clients of a vault on a day.
    pub fn new(
        clients: impl Iterator<Item = &'a Client> + Clone,
        settings: &'a Settings,
        today: NaiveDate,
    ) -> Self {
        let refers = |client: &Client| {
            client.referred_by.is_some() || client.contacts.iter().any(|contact| contact.now_at.is_some())
        };
        // Most vaults have few references, and some have none.
        let directory =
            if clients.clone().any(refers) { Directory::new(clients.clone()) } else { Directory::default() };
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

    /// The note that a reference in another note means, if it is just one.
    pub fn note(&self, reference: &str, from: &Client) -> Option<&'a Client> {
        match self.directory.find(reference, &from.path) {
            Reference::Client(client) => Some(client),
            Reference::Several(_) | Reference::Text => None,
        }
    }
}
