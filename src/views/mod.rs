//! What the commands beside the agenda look at, as data; each is named as its command is.

pub mod calendar;
pub mod draft;
pub mod export;
pub mod list;
pub mod show;
pub mod stats;
pub mod timeline;
