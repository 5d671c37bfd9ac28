//! The agenda in each of its formats.

pub(super) mod csv;
pub mod html;
#[cfg(feature = "ics")]
pub mod ics;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod view;
