//! Writing to standard output.

use std::io::{self, BufWriter, Write};

use super::progress;

/// Writes a text and makes sure that it arrived; a closed pipe is an error that `main` forgives.
pub(super) fn print(text: &str) -> io::Result<()> {
    progress::wipe();
    let mut standard = io::stdout().lock();
    standard.write_all(text.as_bytes())?;
    standard.flush()
}

/// Hands over standard output for what comes bit by bit, and makes sure that it arrived.
pub(super) fn stream(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    progress::wipe();
    let mut standard = BufWriter::new(io::stdout().lock());
    fill(&mut standard)?;
    standard.flush()
}

/// Writes a text that may hold colours; they are taken out where they are not wanted.
pub(super) fn print_styled(text: &str) -> io::Result<()> {
    progress::wipe();
    let mut standard = anstream::stdout().lock();
    standard.write_all(text.as_bytes())?;
    standard.flush()
}

/// Says something on standard error that is no part of the answer.
pub(super) fn note(text: &str) -> io::Result<()> {
    progress::wipe();
    writeln!(io::stderr(), "rekindle: {text}")
}
