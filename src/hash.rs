//! A hash whose values are kept: in the UIDs of calendars and the marks of pages, so it may never change.

/// The 64 bits of FNV-1a, the same in every version of every program.
pub(crate) fn fnv_1a(text: &str) -> u64 {
    let mut hash = Fnv1a::default();
    hash.add(text);
    hash.value()
}

/// The hash of a text that is given part by part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a {
    /// Adds the next part.
    pub(crate) fn add(&mut self, part: &str) {
        const PRIME: u64 = 0x0100_0000_01b3;
        self.0 = part.bytes().fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    }

    /// The hash of all parts so far.
    pub(crate) const fn value(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::fnv_1a;

    #[test]
    fn hashes_are_those_that_were_published() {
        let cases =
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)];
        for (text, hash) in cases {
            assert_eq!(fnv_1a(text), hash, "{text:?}");
        }
    }
}
