//! JSON Schemas of what rekindle reads and writes, for editors and other programs.
//!
//! They are made from the tables that the readers themselves use, so that no key, status or rule can
//! be missing. Where a schema cannot say exactly what a reader does, it lets too much pass rather than
//! too little: the tool tells what is wrong all the same, and a false alarm teaches to look away.
//!
//! `doNotSuggest` and `errorMessage` are no keywords of JSON Schema. Editors know them, and others
//! pass over them.

mod agenda;
mod common;
mod config;
mod mapping;
mod note;
mod spelling;

use serde_json::Value;

/// Newer drafts offer nothing that is needed here, and not every editor knows them.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// The front matter of a client's note.
    Note,
    /// `rekindle.yaml`.
    Config,
    /// The agenda as JSON.
    Agenda,
}

impl Schema {
    /// Every schema.
    pub const ALL: [Self; 3] = [Self::Note, Self::Config, Self::Agenda];

    /// The schema as one JSON object over several lines.
    pub fn text(self) -> String {
        format!("{:#}\n", self.value())
    }

    fn value(self) -> Value {
        let mut schema = match self {
            Self::Note => note::schema(),
            Self::Config => config::schema(),
            Self::Agenda => agenda::schema(),
        };
        schema["$schema"] = DRAFT.into();
        schema
    }
}
