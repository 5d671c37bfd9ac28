//! A mark for each line that was written, by which it is known again.

use std::collections::BTreeSet;
use std::fmt;

const BEGIN: &str = "<!-- rekindle:written ";
const END: &str = " -->";

/// Letters for six bits each.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";

/// Letters in a mark: a line of the user's is taken for one of a hundred written ones once in 100,000 times.
const LENGTH: usize = 4;

/// The marks of the lines of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(BTreeSet<String>);

impl Marks {
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        Self(lines.map(str::trim_end).filter(|line| !line.is_empty()).map(mark).collect())
    }

    /// The marks that a line of a page holds, if it is that line.
    pub(super) fn read(line: &str) -> Option<Self> {
        let marks = line.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
        let marks = marks.as_bytes().chunks(LENGTH).map(|mark| String::from_utf8_lossy(mark).into_owned());
        Some(Self(marks.collect()))
    }

    /// Whether a line is one of them.
    pub(super) fn have(&self, line: &str) -> bool {
        self.0.contains(&mark(line.trim_end()))
    }

    /// Whether at least half of the lines are still on a page: else something has written it anew.
    pub(super) fn fit(&self, page: &str) -> bool {
        let there = Self::of(page.lines());
        let ticked =
            Self::of(page.lines().map(super::unticked).collect::<Vec<_>>().iter().map(String::as_str));
        let known = self.0.iter().filter(|mark| there.0.contains(*mark) || ticked.0.contains(*mark)).count();
        known * 2 >= self.0.len()
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(BEGIN)?;
        self.0.iter().try_for_each(|mark| f.write_str(mark))?;
        f.write_str(END)
    }
}

/// The mark of a line: FNV-1a, folded to as many bits as the letters hold.
fn mark(line: &str) -> String {
    let hash = line.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let folded = hash ^ (hash >> 24) ^ (hash >> 48);
    let letter = |nth: usize| {
        let six = usize::try_from((folded >> (6 * nth)) & 63).unwrap_or_default();
        char::from(LETTERS.get(six).copied().unwrap_or(b'A'))
    };
    (0..LENGTH).map(letter).collect()
}
