//! Finding the client that somebody means on the command line.

use thiserror::Error;

use super::Notes;
use crate::model::client::Client;
use crate::model::{nearest, same_name};

/// Why it is not clear which client is meant.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum FindError {
    /// No client is called anything like it.
    #[error("there is no client “{wanted}”; “rekindle list” shows all")]
    None {
        /// What was asked for.
        wanted: String,
    },
    /// No client is called that, but some are nearly.
    #[error("there is no client “{wanted}”; did you mean “{meant}”?")]
    Nearly {
        /// What was asked for.
        wanted: String,
        /// The nearest name.
        meant: String,
    },
    /// Several clients answer to it.
    #[error("“{wanted}” could be {}; say more of the name, or give the note’s path", several(clients))]
    Several {
        /// What was asked for.
        wanted: String,
        /// The names and paths of those.
        clients: Vec<(String, String)>,
    },
}

fn several(clients: &[(String, String)]) -> String {
    const MOST: usize = 5;
    let shown = clients.iter().take(MOST).map(|(name, path)| format!("“{name}” ({path})"));
    let more = clients.len().saturating_sub(MOST);
    let more = (more > 0).then(|| format!("{more} more"));
    shown.chain(more).collect::<Vec<_>>().join(" or ")
}

impl Notes {
    /// The client with that path, name or alias, else the only one with it as a part of one.
    pub fn find(&self, wanted: &str) -> Result<&Client, FindError> {
        let wanted = wanted.trim().to_owned();
        match meant(&self.clients().collect::<Vec<_>>(), &wanted)[..] {
            [] => {}
            [client] => return Ok(client),
            ref several => {
                let told = |client: &&Client| (client.name.clone(), client.path.clone());
                return Err(FindError::Several { wanted, clients: several.iter().map(told).collect() });
            }
        }
        // A slip of a whole name, or of a word of one.
        let known = self.clients().flat_map(|client| client.names().chain(words(client)));
        let Some(meant) = nearest(&wanted, known) else { return Err(FindError::None { wanted }) };
        let is_it = |client: &&Client| client.names().chain(words(client)).any(|name| name == meant);
        let meant = self.clients().find(is_it).map_or(meant, |client| client.name.as_str()).to_owned();
        Err(FindError::Nearly { wanted, meant })
    }
}

/// The clients that may be meant: those with that path, else those with that name or alias, else those with it as a
/// part of one. Each is looked at by itself.
pub(super) fn meant<'c>(clients: &[&'c Client], wanted: &str) -> Vec<&'c Client> {
    let part = wanted.to_lowercase();
    let is_path = |client: &&Client| client.path == wanted || stem(&client.path) == wanted;
    let is_name = |client: &&Client| client.names().any(|name| same_name(name, wanted));
    let has_part = |client: &&Client| {
        let mut texts = client.names().chain([client.path.as_str()]);
        !part.is_empty() && texts.any(|text| text.to_lowercase().contains(&part))
    };
    let tests: [&dyn Fn(&&Client) -> bool; 3] = [&is_path, &is_name, &has_part];
    let found = tests.iter().map(|test| clients.iter().copied().filter(test).collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

fn words(client: &Client) -> impl Iterator<Item = &str> {
    client.names().flat_map(str::split_whitespace)
}

pub(super) fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::FindError;
    use crate::vault::Vault;

    #[test]
    fn a_client_is_found_by_path_name_alias_or_a_unique_part() {
        let vault = Vault::open("example-vault").unwrap().read().unwrap();
        let cases = [
            ("clients/kessel-brewery.md", "Kessel & Sons Brewery"),
            ("clients/kessel-brewery", "Kessel & Sons Brewery"),
            ("kessel & sons  brewery", "Kessel & Sons Brewery"),
            ("KESSEL", "Kessel & Sons Brewery"),
            ("blumenhof", "Blumenhof Nurseries"),
        ];
        for (wanted, name) in cases {
            assert_eq!(vault.find(wanted).unwrap().name, name, "{wanted}");
        }
        assert!(
            matches!(vault.find("prospects/"), Err(FindError::Several { clients, .. }) if clients.len() == 3)
        );
        assert!(
            matches!(vault.find("Mira Vogl"), Err(FindError::Nearly { meant, .. }) if meant == "Mira Vogel")
        );
        assert!(
            matches!(vault.find("kesel"), Err(FindError::Nearly { meant, .. }) if meant.starts_with("Kessel"))
        );
        assert!(matches!(vault.find("Zzz"), Err(FindError::None { .. })));
        assert!(matches!(vault.find(""), Err(FindError::None { .. })));
    }
}
