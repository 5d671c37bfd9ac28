//! Which clients a command is about.

use clap::Args;
use rekindle::agenda::Selection;
use rekindle::model::status::Status;

/// The filters that the agenda and the list share.
#[derive(Debug, Default, Args)]
pub(super) struct Filters {
    /// Only clients of this status (repeatable)
    #[arg(long, value_name = "STATUS", value_parser = status, value_delimiter = ',')]
    status: Vec<Status>,

    /// Only clients that this person keeps (repeatable)
    #[arg(long, value_name = "NAME")]
    owner: Vec<String>,

    /// Only clients with this tag (repeatable)
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
}

impl Filters {
    /// The filters as names and values of options.
    pub(super) fn choice(&self) -> impl Iterator<Item = (String, String)> {
        let statuses = self.status.iter().map(|status| ("status", status.name()));
        let owners = self.owner.iter().map(|owner| ("owner", owner.as_str()));
        let tags = self.tag.iter().map(|tag| ("tag", tag.as_str()));
        statuses.chain(owners).chain(tags).map(|(name, value)| (name.to_owned(), value.to_owned()))
    }

    pub(super) fn selection(&self) -> Selection {
        Selection {
            statuses: self.status.clone(),
            owners: self.owner.clone(),
            tags: self.tag.clone(),
            ..Selection::default()
        }
    }
}

/// The status that a word means.
pub(super) fn status(word: &str) -> Result<Status, String> {
    Status::from_word(word).ok_or_else(|| format!("use one of {}", Status::ALL.map(Status::name).join(", ")))
}
