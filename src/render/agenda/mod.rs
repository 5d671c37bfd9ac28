//! The agenda in each of its formats: what each keeps of an entry, and the page around them.
//!
//! An entry is written, or made ready to be, while its note is read. In which section it ends up is only known once all
//! are in order: the page adds that.

pub mod csv;
pub mod html;
#[cfg(feature = "ics")]
pub mod ics;
mod identity;
pub mod json;
pub mod markdown;
pub mod template;
pub(crate) mod view;

pub use identity::identity;
pub use view::{AgendaView, EntryView};
