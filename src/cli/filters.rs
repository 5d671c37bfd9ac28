//! Which clients a command is about.

use clap::Args;
use rekindle::agenda::Selection;
use rekindle::model::status::Status;

/// The filters that the agenda and the list share.
#[derive(Debug, Args)]
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
