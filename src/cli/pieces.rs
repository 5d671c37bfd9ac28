//! A text in pieces: a page is not put together as long as nothing has to be woven into it.

use std::io::{self, Write};

/// Whether some pieces are a text together.
pub(super) fn are(pieces: &[String], text: &str) -> bool {
    pieces.iter().try_fold(text, |rest, piece| rest.strip_prefix(piece.as_str())) == Some("")
}

/// Whether some pieces are a text together, whatever white space is at the end of either.
pub(super) fn are_nearly(pieces: &[String], text: &str) -> bool {
    let rest = pieces.iter().try_fold(text, |rest, piece| {
        rest.strip_prefix(piece.as_str()).or_else(|| (rest.trim_end() == piece.trim_end()).then_some(""))
    });
    rest.is_some_and(|rest| rest.trim_end().is_empty())
}

/// Writes some pieces, one behind the other.
pub(super) fn write(out: &mut dyn Write, pieces: &[String]) -> io::Result<()> {
    pieces.iter().try_for_each(|piece| out.write_all(piece.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{are, are_nearly};

    #[test]
    fn pieces_are_compared_with_a_text() {
        let pieces = ["# A\n", "\n- b\n", ""].map(str::to_owned);
        let cases = [
            ("# A\n\n- b\n", true, true),
            ("# A\n\n- b", false, true),
            ("# A\n\n- b\n\n \n", false, true),
            ("# A\n\n- b c\n", false, false),
            ("# A", false, false),
            ("", false, false),
        ];
        for (text, exactly, nearly) in cases {
            assert_eq!((are(&pieces, text), are_nearly(&pieces, text)), (exactly, nearly), "{text:?}");
        }
    }
}
