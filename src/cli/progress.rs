//! Progress of reading a large vault: one line on the terminal, which is wiped in the end.
//!
//! Only a user who waits sees it: on a terminal, after half a second, while notes are read. Code that prints wipes it
//! first, on standard output too, which may be the same terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rekindle::vault::Progress;

const BEFORE_THE_FIRST: Duration = Duration::from_millis(500);
const BETWEEN_TWO: Duration = Duration::from_millis(100);

const WIPE: &str = "\r\u{1b}[K";

/// Whether the line is shown; also keeps others from printing while it is drawn.
static IS_SHOWN: Mutex<bool> = Mutex::new(false);

/// Counts the notes that this process reads.
static COUNTER: LazyLock<Arc<Progress>> = LazyLock::new(Arc::default);

/// The counter to read vaults with.
pub(super) fn counter() -> Arc<Progress> {
    Arc::clone(&COUNTER)
}

/// Shows progress from now on, if standard error is a terminal.
pub(super) fn show() {
    if io::stderr().is_terminal() && can_wipe() {
        // Without a thread no progress is shown, which does no harm.
        let _ = thread::Builder::new().spawn(keep_drawn);
    }
}

/// Wipes the line, so that something else can be printed.
pub(super) fn wipe() {
    draw(None, &mut is_shown());
}

/// Whether a line can be wiped on this kind of terminal.
#[expect(clippy::disallowed_methods, reason = "the command line knows on which terminal it is")]
fn can_wipe() -> bool {
    std::env::var_os("TERM").is_some_and(|name| !name.is_empty() && name != "dumb")
}

fn keep_drawn() {
    thread::sleep(BEFORE_THE_FIRST);
    loop {
        let mut is_shown = is_shown();
        // Asked under the lock, so that nothing is drawn again after reading has ended and others have printed.
        draw(COUNTER.so_far(), &mut is_shown);
        drop(is_shown);
        thread::sleep(BETWEEN_TWO);
    }
}

fn is_shown() -> MutexGuard<'static, bool> {
    IS_SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Replaces the line that is shown, if there is an old or a new one.
fn draw(so_far: Option<(usize, usize)>, is_shown: &mut bool) {
    let line = so_far.map_or_else(String::new, |(read, all)| line(read, all));
    if *is_shown || !line.is_empty() {
        let mut terminal = io::stderr().lock();
        // Progress that cannot be written is no reason to fail.
        let _ = terminal.write_all(format!("{WIPE}{line}").as_bytes()).and_then(|()| terminal.flush());
    }
    *is_shown = !line.is_empty();
}

/// The line; a narrow terminal cuts it off rather than wrapping it, so that all of it can be wiped.
fn line(read: usize, all: usize) -> String {
    format!("\u{1b}[?7lReading notes… {} of {}\u{1b}[?7h", grouped(read), grouped(all))
}

/// A number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (43_210, "43,210"), (1_000_000, "1,000,000")]
        {
            assert_eq!(grouped(number), expected);
        }
    }
}
