//! Small charts made of block characters.

use crate::views::stats::Share;

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar of a width in columns, filled by the share; anything above zero is visible.
pub(super) fn bar(share: Share, width: usize) -> String {
    let whole = width * EIGHTHS.len();
    let Some(eighths) = (share.count * whole).checked_div(share.of) else { return String::new() };
    let eighths = if share.count > 0 { eighths.clamp(1, whole) } else { 0 };
    let rest = EIGHTHS.get(eighths % EIGHTHS.len()).copied().unwrap_or("");
    format!("{}{rest}", "█".repeat(eighths / EIGHTHS.len()))
}

/// A character for each share, higher for more; a blank where there was nobody.
pub(super) fn sparkline(shares: &[Share]) -> String {
    shares.iter().map(|share| level(*share)).collect()
}

fn level(share: Share) -> char {
    match (share.count * LEVELS.len()).checked_div(share.of) {
        Some(level) => LEVELS.get(level).copied().unwrap_or('█'),
        None => ' ',
    }
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
