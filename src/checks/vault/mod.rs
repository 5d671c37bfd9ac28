//! Checks between notes.

mod ambiguous_reference;
mod dangling_reference;
mod shared_name;
pub mod stale_agenda;

use super::VaultCheck;
use crate::model::check::Check;

/// The checks, in the order of [`Check::ALL`].
pub(super) fn checks<T: Send + Sync>() -> [VaultCheck<T>; 3] {
    [
        (Check::AmbiguousReference, ambiguous_reference::find),
        (Check::DanglingReference, dangling_reference::find),
        (Check::SharedName, shared_name::find),
    ]
}
