//! Writing to standard output.

use std::io::{self, BufWriter, Write};

use rekindle::render;

use super::progress;

/// Writes what a command says, safe for a terminal.
pub(super) fn say(text: &str) -> io::Result<()> {
    print(&render::message(text))
}

/// Writes and flushes a document as it is; a closed pipe is an error that [`run`](super::run) ignores.
pub(super) fn print(text: &str) -> io::Result<()> {
    progress::wipe();
    let mut standard = io::stdout().lock();
    standard.write_all(text.as_bytes())?;
    standard.flush()
}

/// Lets `fill` write to standard output, and flushes it.
pub(super) fn stream(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    progress::wipe();
    let mut standard = BufWriter::new(io::stdout().lock());
    fill(&mut standard)?;
    standard.flush()
}

/// Writes a text that may have colours; they are removed where they are not wanted.
pub(super) fn print_styled(text: &str) -> io::Result<()> {
    progress::wipe();
    let mut standard = anstream::stdout().lock();
    standard.write_all(text.as_bytes())?;
    standard.flush()
}

/// Writes a remark to standard error, safe for a terminal.
pub(super) fn note(text: &str) -> io::Result<()> {
    progress::wipe();
    writeln!(io::stderr(), "rekindle: {}", render::message(text))
}

/// A word quoted for a shell where that is needed.
pub(super) fn in_shell(word: &str) -> String {
    let is_plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c));
    if is_plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}
