//! Finds the client that a user means on the command line.

use thiserror::Error;

use super::Notes;
use crate::model::client::Client;
use crate::model::{composed, folded, nearest, same_name};
use crate::note::problem::ProblemKind;

/// Why it is not clear which client is meant.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum FindError {
    /// No client is called anything like it.
    #[error("there is no client “{wanted}”; “rekindle list” shows all")]
    None {
        /// What was asked for.
        wanted: String,
    },
    /// No client is called that, but one has a similar name.
    #[error("there is no client “{wanted}”; did you mean “{meant}”?")]
    Nearly {
        /// What was asked for.
        wanted: String,
        /// The name of the client.
        meant: String,
    },
    /// It is a copy of a client's note.
    #[error("“{wanted}” is no client but a copy of {original}; “rekindle check” says what only the copy has")]
    Copy {
        /// What was asked for.
        wanted: String,
        /// The path of the note.
        original: String,
    },
    /// Several clients match.
    #[error("“{wanted}” could be {}; say more of the name, or give the note’s path", several(clients))]
    Several {
        /// What was asked for.
        wanted: String,
        /// The names and paths of these clients.
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
    /// The client with that path, name or alias, or else the only one with a path, name or alias that contains it.
    pub fn find(&self, wanted: &str) -> Result<&Client, FindError> {
        let wanted = wanted.trim().to_owned();
        match best_matches(&self.clients().collect::<Vec<_>>(), &wanted)[..] {
            [] => {}
            [client] => return Ok(client),
            ref several => {
                let clients =
                    several.iter().map(|client| (client.name.clone(), client.path.clone())).collect();
                return Err(FindError::Several { wanted, clients });
            }
        }
        if let Some(original) = self.copied(&wanted) {
            return Err(FindError::Copy { wanted, original });
        }
        // A typo in a whole name, or in a word of one.
        let known = self.clients().flat_map(names_and_words);
        let Some(meant) = nearest(&wanted, known) else { return Err(FindError::None { wanted }) };
        let client = self.clients().find(|client| names_and_words(client).any(|name| name == meant));
        let meant = client.map_or(meant, |client| client.name.as_str()).to_owned();
        Err(FindError::Nearly { wanted, meant })
    }
}

impl Notes {
    /// The path of the note of which one with such a path is a copy.
    fn copied(&self, wanted: &str) -> Option<String> {
        let part = folded(wanted);
        let is_meant = |path: &str| !part.is_empty() && folded(path).contains(&part);
        let notes = self.notes.iter().filter(|note| is_meant(&note.path));
        let mut problems = notes.flat_map(|note| &note.problems);
        problems.find_map(|problem| match &problem.kind {
            ProblemKind::SyncCopy { original, .. } => Some(original.clone()),
            _ => None,
        })
    }
}

/// The clients that match best: those with that path, else those with that name or alias, else those with a path, name
/// or alias that contains it. Whether a client matches does not depend on the others.
pub(super) fn best_matches<'c>(clients: &[&'c Client], wanted: &str) -> Vec<&'c Client> {
    let (part, composed_path) = (folded(wanted), composed(wanted));
    let mut best = filtered(clients, |client| client.path == wanted || stem(&client.path) == wanted);
    if best.is_empty() && !wanted.is_ascii() {
        let is_it = |path: &str| path == composed_path || stem(path) == composed_path;
        best = filtered(clients, |client| is_it(&composed(&client.path)));
    }
    if best.is_empty() {
        best = filtered(clients, |client| client.names().any(|name| same_name(name, wanted)));
    }
    if best.is_empty() && !part.is_empty() {
        best = filtered(clients, |client| contains(client, &part));
    }
    best
}

fn filtered<'c>(clients: &[&'c Client], matches: impl Fn(&Client) -> bool) -> Vec<&'c Client> {
    clients.iter().copied().filter(|client| matches(client)).collect()
}

/// Whether a name or the path of a client contains a text, which is in lower case.
fn contains(client: &Client, part: &str) -> bool {
    let mut texts = client.names().chain([client.path.as_str()]);
    texts.any(|text| folded(text).contains(part))
}

fn names_and_words(client: &Client) -> impl Iterator<Item = &str> {
    client.names().chain(client.names().flat_map(str::split_whitespace))
}

/// A path without its extension.
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
