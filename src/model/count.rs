//! A number of things, in words.

use std::fmt;

/// A number with its noun: `1 note`, `3 notes`; with `{:#}`, zero is `no note`.
#[derive(Debug, Clone, Copy)]
pub struct Count<N>(
    /// How many.
    pub N,
    /// Of what, in the singular; the plural ends in an `s`.
    pub &'static str,
);

impl<N: fmt::Display + PartialEq + From<u8>> fmt::Display for Count<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(count, noun) = self;
        if f.alternate() && *count == N::from(0) {
            return write!(f, "no {noun}");
        }
        write!(f, "{count} {noun}{}", if *count == N::from(1) { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn nouns_agree_with_their_number() {
        let cases = [(0, "0 notes", "no note"), (1, "1 note", "1 note"), (3, "3 notes", "3 notes")];
        for (count, plain, alternate) in cases {
            assert_eq!(Count(count, "note").to_string(), plain);
            assert_eq!(format!("{:#}", Count(count, "note")), alternate);
        }
    }
}
