//! A mark for each line that was written, to recognise it later.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::hash::fnv_1a;

const BEGIN: &str = "<!-- rekindle:written ";
const END: &str = " -->";

/// Letters for six bits each.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";

/// Letters in a mark: one in 100,000 lines of the user's is mistaken for one of a hundred written ones.
const LENGTH: usize = 4;

type Mark = [u8; LENGTH];

/// The marks of the lines of a page, each once, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    pub(super) fn of(lines: impl Iterator<Item = impl AsRef<str>>) -> Self {
        let mut marks: Vec<Mark> = Vec::new();
        for line in lines {
            let line = line.as_ref().trim_end();
            marks.extend((!line.is_empty()).then(|| mark(line)));
        }
        Self::sorted(marks)
    }

    fn sorted(mut marks: Vec<Mark>) -> Self {
        marks.sort_unstable();
        marks.dedup();
        Self(marks)
    }

    /// The marks in a line of a page, if it is the line of marks.
    pub(super) fn read(line: &str) -> Option<Self> {
        let marks = line.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
        Some(Self::sorted(marks.as_bytes().chunks(LENGTH).filter_map(|mark| mark.try_into().ok()).collect()))
    }

    /// Whether a line is one of them.
    pub(super) fn have(&self, line: &str) -> bool {
        self.0.binary_search(&mark(line.trim_end())).is_ok()
    }

    /// Whether at least half of the lines are still on a page: otherwise some program has rewritten it.
    pub(super) fn fit(&self, page: &str) -> bool {
        let there = Self::of(page.lines().flat_map(|line| [Cow::Borrowed(line), super::unticked(line)]));
        let known = self.0.iter().filter(|mark| there.0.binary_search(mark).is_ok()).count();
        known * 2 >= self.0.len()
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(BEGIN)?;
        self.0.iter().flatten().try_for_each(|letter| f.write_char(char::from(*letter)))?;
        f.write_str(END)
    }
}

/// The mark of a line: its hash, folded to as many bits as the letters hold.
fn mark(line: &str) -> Mark {
    let hash = fnv_1a(line);
    let folded = hash ^ (hash >> 24) ^ (hash >> 48);
    std::array::from_fn(|nth| {
        let six = usize::try_from((folded >> (6 * nth)) & 63).unwrap_or_default();
        LETTERS.get(six).copied().unwrap_or(b'A')
    })
}
