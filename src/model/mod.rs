//! The values rekindle thinks in: no files, no clock, nothing to fail.

pub mod check;
pub mod client;
pub mod contact;
pub mod count;
pub mod directory;
pub mod duration;
pub mod keys;
pub mod link;
pub mod name;
pub mod period;
pub mod rule;
pub mod settings;
pub mod slip;
pub mod spelling;
pub mod status;
pub mod touch;
pub mod unicode;
pub mod yearly;
pub mod zone;

pub use duration::days_between;
pub use name::{mentions, plain_name, same_name};
pub use spelling::{key, nearest, same_key};
pub use unicode::{composed, folded};
