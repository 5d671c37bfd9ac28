//! A hash whose values are kept: in the UIDs of calendars and the marks of pages, so it may never change.

/// The 64 bits of FNV-1a, the same in every version of every program.
pub(crate) fn fnv_1a(text: &str) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    text.bytes().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
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
