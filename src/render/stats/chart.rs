//! Small charts made of block characters.

use crate::views::stats::Share;

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar as long as the share of that width; whatever is not nothing can be seen.
pub(super) fn bar(share: Share, width: usize) -> String {
    let whole = width * EIGHTHS.len();
    let Some(eighths) = (share.count * whole).checked_div(share.of) else { return String::new() };
    let eighths = if share.count > 0 { eighths.clamp(1, whole) } else { 0 };
    let rest = EIGHTHS.get(eighths % EIGHTHS.len()).copied().unwrap_or_default();
    format!("{}{rest}", "█".repeat(eighths / EIGHTHS.len()))
}

/// A letter for each share, higher for more; a blank where there was nobody.
pub(super) fn sparkline(shares: &[Share]) -> String {
    let level = |share: &Share| {
        let level = (share.count * LEVELS.len()).checked_div(share.of);
        level.map_or(' ', |level| LEVELS.get(level).copied().unwrap_or('█'))
    };
    shares.iter().map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::{bar, sparkline};
    use crate::views::stats::Share;

    #[test]
    fn bars_are_as_long_as_their_share() {
        let cases = [
            (0, 0, ""),
            (0, 9, ""),
            (1, 1000, "▏"),
            (1, 8, "▌"),
            (3, 4, "███"),
            (7, 8, "███▌"),
            (999, 1000, "███▉"),
            (5, 5, "████"),
        ];
        for (count, of, expected) in cases {
            assert_eq!(bar(Share { count, of }, 4), expected, "{count} of {of}");
        }
    }

    #[test]
    fn a_line_rises_from_none_to_all() {
        let shares = [(0, 0), (0, 8), (1, 8), (4, 8), (7, 8), (8, 8)].map(|(count, of)| Share { count, of });
        assert_eq!(sparkline(&shares), " ▁▂▅██");
    }
}
