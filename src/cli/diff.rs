//! What a change would do to a file, as a patch that other tools can apply; the only user of similar.

use rekindle::render::printable;
use similar::TextDiff;

/// A unified diff of one file, safe for a terminal: a line with control characters is shown without them.
pub(super) fn unified(path: &str, old: &str, new: &str) -> String {
    let path = path.replace(['\n', '\r'], " ");
    let diff = TextDiff::from_lines(old, new);
    let diff =
        diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string();
    printable(&diff)
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn a_patch_controls_no_terminal_and_keeps_line_ends() {
        let patch = unified("a\n\u{1b}b.md", "x\r\ny\u{1b}[1m\r\n", "x\r\nz\u{202e}\r\n");
        let expected = "--- a/a  b.md\n+++ b/a  b.md\n@@ -1,2 +1,2 @@\n x\r\n-y [1m\r\n+z\u{fffd}\r\n";
        assert_eq!(patch, expected);
    }
}
