//! A text in chunks: a page is not put together as long as nothing has to be woven into it.

/// Whether chunks are a text together.
pub fn are(chunks: &[String], text: &str) -> bool {
    chunks.iter().try_fold(text, |rest, chunk| rest.strip_prefix(chunk.as_str())) == Some("")
}

/// The same, whatever white space is at the end of either.
pub fn are_nearly(chunks: &[String], text: &str) -> bool {
    let rest = chunks.iter().try_fold(text, |rest, chunk| {
        rest.strip_prefix(chunk.as_str()).or_else(|| (rest.trim_end() == chunk.trim_end()).then_some(""))
    });
    rest.is_some_and(|rest| rest.trim_end().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{are, are_nearly};

    #[test]
    fn chunks_are_compared_with_a_text() {
        let chunks = ["# A\n", "\n- b\n", ""].map(str::to_owned);
        let cases = [
            ("# A\n\n- b\n", true, true),
            ("# A\n\n- b", false, true),
            ("# A\n\n- b\n\n \n", false, true),
            ("# A\n\n- b c\n", false, false),
            ("# A", false, false),
            ("", false, false),
        ];
        for (text, exactly, nearly) in cases {
            assert_eq!((are(&chunks, text), are_nearly(&chunks, text)), (exactly, nearly), "{text:?}");
        }
    }
}
