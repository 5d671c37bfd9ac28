//! What a change would do to a file, as a patch that other tools can apply; the only user of similar.

use similar::TextDiff;

/// A unified diff of one file.
pub(super) fn unified(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}
