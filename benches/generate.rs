//! Writes a made-up vault, the same one each time, in folders of 500 notes:
//! `cargo run --release --example generate -- NOTES DIR [SEED] [odd|short]`. `notes.rs` describes the notes.
//!
//! With `read DIR` instead, it only reads all files of a folder into one buffer: no program that reads them can be
//! faster.

#![expect(clippy::print_stderr, reason = "a program for the terminal")]

mod notes;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use notes::{Chance, Kind};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use walkdir::WalkDir;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|word| word.parse::<usize>().ok());
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    let Some(folder) = arguments.get(1) else {
        eprintln!("usage: generate NOTES DIR [SEED] [odd|short], or: generate read DIR");
        return ExitCode::from(2);
    };
    let kind = if has("odd") {
        Kind::Unusual
    } else if has("short") {
        Kind::Short
    } else {
        Kind::Typical
    };
    let done = match number(0) {
        Some(count) => write(count, Path::new(folder), number(2).unwrap_or(7) as u64, kind),
        None => read(folder),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(count: usize, folder: &Path, seed: u64, kind: Kind) -> io::Result<()> {
    const IN_A_FOLDER: usize = 500;
    let mut chance = Chance(seed);
    for nth in 0..count {
        let within = folder.join(format!("g{:04}", nth / IN_A_FOLDER));
        if nth % IN_A_FOLDER == 0 {
            fs::create_dir_all(&within)?;
        }
        fs::write(within.join(format!("client-{nth}.md")), notes::note(nth, &mut chance, kind))?;
    }
    Ok(())
}

fn read(folder: &str) -> io::Result<()> {
    let entries: Vec<_> = WalkDir::new(folder).into_iter().collect::<Result<_, _>>()?;
    let files = entries.into_par_iter().filter(|entry| entry.file_type().is_file());
    files
        .map_init(Vec::new, |bytes, entry| {
            bytes.clear();
            File::open(entry.path())?.read_to_end(bytes).map(drop)
        })
        .collect()
}
