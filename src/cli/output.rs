//! Writing to standard output.

use std::io::{self, Write};

/// Writes a text and makes sure that it arrived; a closed pipe is an error that `main` forgives.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut standard = io::stdout().lock();
    standard.write_all(text.as_bytes())?;
    standard.flush()
}
