//! The command line of rekindle.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
