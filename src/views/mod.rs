//! What the commands beside the agenda look at, as data; each is named as its command is.
//!
//! Most have two parts, as formats do: what is kept of one client while its note is read, and the whole that these make.

pub mod calendar;
pub mod draft;
pub mod export;
pub mod list;
pub mod show;
pub mod stats;
pub mod timeline;

use crate::model::client::Client;

/// Which client something is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientName {
    /// The client's name.
    pub name: Box<str>,
    /// The path of its note from the vault, with `/`.
    pub path: Box<str>,
}

impl From<&Client> for ClientName {
    fn from(client: &Client) -> Self {
        Self { name: client.name.as_str().into(), path: client.path.as_str().into() }
    }
}
