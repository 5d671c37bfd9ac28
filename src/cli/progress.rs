//! How far the reading of a large vault is: one line on the terminal, of which nothing stays.
//!
//! Only a user who waits sees it: on a terminal, after half a second, while notes are read. Whoever prints wipes it
//! first, be it on standard output, which may be the same terminal.

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

/// Counts the notes that this program reads.
static COUNTER: LazyLock<Arc<Progress>> = LazyLock::new(Arc::default);

/// What the reading of a vault counts in.
pub(super) fn counter() -> Arc<Progress> {
    Arc::clone(&COUNTER)
}

/// Shows from now on how far the reading is, if somebody may be looking.
pub(super) fn show() {
    if io::stderr().is_terminal() && can_wipe() {
        // Without a thread nothing is shown, and nothing is lost.
        let _ = thread::Builder::new().spawn(keep_drawn);
    }
}

/// Takes the line away, so that something else can be printed.
pub(super) fn wipe() {
    draw(None, &mut is_shown());
}

/// Whether the terminal says that it is one on which a line can be wiped.
#[expect(clippy::disallowed_methods, reason = "the command line knows on which terminal it is")]
fn can_wipe() -> bool {
    std::env::var_os("TERM").is_some_and(|name| !name.is_empty() && name != "dumb")
}

fn keep_drawn() {
    thread::sleep(BEFORE_THE_FIRST);
    loop {
        let mut is_shown = is_shown();
        // Asked under the lock: what is read to its end is not drawn again once others have printed.
        draw(COUNTER.so_far(), &mut is_shown);
        drop(is_shown);
        thread::sleep(BETWEEN_TWO);
    }
}

fn is_shown() -> MutexGuard<'static, bool> {
    IS_SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Draws the line in the place of the old one, if there is something to say.
fn draw(so_far: Option<(usize, usize)>, is_shown: &mut bool) {
    let line = so_far.map(|(read, all)| line(read, all)).unwrap_or_default();
    if *is_shown || !line.is_empty() {
        let mut terminal = io::stderr().lock();
        // Whether it can be seen or not, the answer is the same.
        let _ = terminal.write_all(format!("{WIPE}{line}").as_bytes()).and_then(|()| terminal.flush());
    }
    *is_shown = !line.is_empty();
}

/// The line; on a narrow terminal it is cut off rather than broken, or it could not be wiped as a whole.
fn line(read: usize, all: usize) -> String {
    format!("\u{1b}[?7lReading notes… {} of {}\u{1b}[?7h", grouped(read), grouped(all))
}

/// A number with its thousands apart.
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
    fn thousands_are_apart() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (43_210, "43,210"), (1_000_000, "1,000,000")]
        {
            assert_eq!(grouped(number), expected);
        }
    }
}
