//! The agenda in each of its formats.

pub(super) mod csv;
pub mod html;
pub mod ics;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod view;
