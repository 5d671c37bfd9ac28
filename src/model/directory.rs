//! The clients of a vault by path and by name, for references between notes.

use std::collections::{HashMap, HashSet};

use super::client::Client;
use super::link::Link;
use super::{folded, plain_name};

/// An index of clients, to find those that references mean.
#[derive(Debug, Default)]
pub struct Directory<'a> {
    clients: Vec<&'a Client>,
    /// By path, without extension, in lower case.
    by_path: HashMap<String, usize>,
    /// By the path's last part.
    by_stem: HashMap<String, Vec<usize>>,
    /// By name or alias.
    by_name: HashMap<String, Vec<usize>>,
}

/// What a reference resolves to.
#[derive(Debug, Clone, PartialEq)]
pub enum Reference<'a> {
    /// Exactly one client.
    Client(&'a Client),
    /// Several clients with that name: a problem, for nothing is guessed.
    Several(Vec<&'a Client>),
    /// No client: it is plain text.
    Text,
}

impl<'a> Directory<'a> {
    /// An index of these clients.
    pub fn new(clients: impl IntoIterator<Item = &'a Client>) -> Self {
        let mut directory = Self::default();
        for (at, client) in clients.into_iter().enumerate() {
            directory.clients.push(client);
            let path = plain_path(&client.path);
            directory.by_stem.entry(last_part(&path).to_owned()).or_default().push(at);
            directory.by_path.insert(path, at);
            for name in client.names() {
                let of_name = directory.by_name.entry(plain_name(name)).or_default();
                if of_name.last() != Some(&at) {
                    of_name.push(at);
                }
            }
        }
        directory
    }

    /// The client that `reference`, written in the note at `from`, means.
    ///
    /// `[[folder/Note#Heading|shown]]` is looked up as a path from the vault, as a path beside the note, and as the
    /// end of a path; `[shown](a%20b.md)` beside the note and from the vault. Then both, like any other text, are
    /// looked up as a name or alias, and as a file name. Case does not matter.
    pub fn find(&self, reference: &str, from: &str) -> Reference<'a> {
        self.find_link(&Link::read(reference), from)
    }

    /// The client that a link, written in the note at `from`, means; see [`Self::find`].
    pub fn find_link(&self, link: &Link, from: &str) -> Reference<'a> {
        let Search { paths, ending, names, stem } = Search::of(link, from);
        if let Some(at) = paths.iter().find_map(|path| self.by_path.get(path)) {
            return self.one_of(&[*at]);
        }
        if let Some(ending) = ending {
            let by_ending = self.by_stem.get(last_part(&ending)).into_iter().flatten().copied();
            let by_ending: Vec<usize> = by_ending.filter(|at| self.path_ends(*at, &ending)).collect();
            if !by_ending.is_empty() {
                return self.one_of(&by_ending);
            }
        }
        let by_name = names.iter().find_map(|name| self.by_name.get(name));
        by_name.or_else(|| self.by_stem.get(&stem)).map_or(Reference::Text, |found| self.one_of(found))
    }

    fn path_ends(&self, at: usize, ending: &str) -> bool {
        let Some(client) = self.clients.get(at) else { return false };
        let path = plain_path(&client.path);
        path.strip_suffix(ending).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    }

    fn one_of(&self, found: &[usize]) -> Reference<'a> {
        let clients: Vec<&Client> = found.iter().filter_map(|at| self.clients.get(*at).copied()).collect();
        match clients[..] {
            [] => Reference::Text,
            [client] => Reference::Client(client),
            _ => Reference::Several(clients),
        }
    }
}

/// What a reference is looked up by, in this order.
struct Search {
    /// Whole paths, in the form in which they are compared.
    paths: Vec<String>,
    /// The end of a path.
    ending: Option<String>,
    /// Names.
    names: Vec<String>,
    /// The last part of a path.
    stem: String,
}

impl Search {
    fn of(link: &Link, from: &str) -> Self {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (mut paths, mut ending, mut names) = (Vec::new(), None, Vec::new());
        if let Some(target) = &link.target {
            paths.push(plain_path(&join(folder, target)));
            paths.push(plain_path(target.trim_start_matches('/')));
            ending = Some(plain_path(target.trim_start_matches(['.', '/'])));
            // The last part of the target may be a name, and so may the text beside it.
            names.push(plain_name(last_part(target)));
        }
        names.push(plain_name(&link.text));
        Self { paths, ending, names, stem: plain_path(&link.text) }
    }
}

/// A prefilter for clients that references may mean: an index of those it lets through finds the same as one of all.
#[derive(Debug, Default)]
pub struct Sought {
    paths: HashSet<String>,
    names: HashSet<String>,
}

impl Sought {
    /// Adds a reference in the note at `from`.
    pub fn add(&mut self, reference: &str, from: &str) {
        let Search { paths, ending, names, stem } = Search::of(&Link::read(reference), from);
        let stems = ending.as_deref().map(last_part).into_iter().chain([stem.as_str()]);
        self.paths.extend(stems.map(str::to_owned));
        self.paths.extend(paths);
        self.names.extend(names);
    }

    /// Whether one of the references may mean the client at a path, or one of its names.
    pub fn may_be<'n>(&self, path: &str, names: impl IntoIterator<Item = &'n str>) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let path = plain_path(path);
        self.paths.contains(&path)
            || self.paths.contains(last_part(&path))
            || names.into_iter().any(|name| self.names.contains(&plain_name(name)))
    }
}

/// A path from the vault, with `.` and `..` resolved.
fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A path in the form in which paths are compared: in lower case, without the extension of a note.
fn plain_path(path: &str) -> String {
    let mut path = folded(path);
    let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".markdown"));
    if let Some(length) = stem.map(str::len) {
        path.truncate(length);
    }
    path
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{Directory, Reference};
    use crate::model::client::Client;

    fn client(path: &str, name: &str, aliases: &[&str]) -> Client {
        let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
        Client { path: path.to_owned(), name: name.to_owned(), aliases, ..Client::default() }
    }

    #[test]
    fn references_resolve_as_users_of_linked_notes_expect() {
        let clients = [
            client("clients/harbor foods.md", "Harbor Foods", &["HF"]),
            client("partners/Lorenz.md", "Lorenz & Quast", &["L&Q", "Lorenz"]),
            client("clients/old/acme.md", "Acme", &[]),
            client("clients/new/acme.md", "Acme", &["New Acme"]),
            client("notes/n-7.md", "The Seventh", &[]),
            client("clients/Cafe\u{301}.md", "Jo\u{308}rg", &[]),
        ];
        let directory = Directory::new(&clients);
        let cases = [
            ("[[harbor foods]]", "clients/harbor foods.md"),
            ("[[clients/Harbor Foods#Contacts|them]]", "clients/harbor foods.md"),
            ("[[Harbor Foods.md]]", "clients/harbor foods.md"),
            ("[them](harbor%20foods.md)", "clients/harbor foods.md"),
            ("[them](../partners/lorenz.md#top)", "partners/Lorenz.md"),
            ("[them](<clients/harbor foods.md>)", "clients/harbor foods.md"),
            ("[Harbor Foods](nowhere.md)", "clients/harbor foods.md"),
            ("[[Lorenz & Quast]]", "partners/Lorenz.md"),
            ("hf", "clients/harbor foods.md"),
            ("  Harbor  foods ", "clients/harbor foods.md"),
            ("lorenz", "partners/Lorenz.md"),
            ("[[old/acme]]", "clients/old/acme.md"),
            ("[[new/acme|Acme]]", "clients/new/acme.md"),
            ("new acme", "clients/new/acme.md"),
            ("[[acme]]", "2"),
            ("Acme", "2"),
            ("[[Café]]", "clients/Cafe\u{301}.md"),
            ("[them](Caf%C3%A9.md)", "clients/Cafe\u{301}.md"),
            ("[them](../clients/Cafe%CC%81.md)", "clients/Cafe\u{301}.md"),
            ("Jörg", "clients/Cafe\u{301}.md"),
            ("[[n-7]]", "notes/n-7.md"),
            ("n-7", "notes/n-7.md"),
            // A path to somewhere else does not match by its last part.
            ("[[clients/n-7]]", "text"),
            ("Nobody", "text"),
            ("[[Nobody]]", "text"),
            ("[[", "text"),
            ("[](%zz)", "text"),
            ("", "text"),
        ];
        for (reference, expected) in cases {
            let found = match directory.find(reference, "clients/x.md") {
                Reference::Client(client) => client.path.clone(),
                Reference::Several(clients) => clients.len().to_string(),
                Reference::Text => "text".to_owned(),
            };
            assert_eq!(found, expected, "{reference}");
        }
    }
}
