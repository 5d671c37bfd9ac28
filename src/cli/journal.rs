//! What commands wrote, one record for each run, so that `rekindle undo` can take it back.
//!
//! Records are in a hidden folder of the vault that git does not see. Each is a file of JSON lines: the run, then each
//! change, which is on disk before it is made. So after a crash the last change on record may not have been made, which
//! the file itself shows, or its line is not whole, and then it was not made either.

use std::cell::OnceCell;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tempfile::{Builder, NamedTempFile};

use super::{file, output, today};

/// The folder of all that rekindle keeps in a vault, and the one of the records in it.
const FOLDERS: [&str; 2] = [".rekindle", ".rekindle/undo"];

/// More records than this are not kept, nor more bytes; a new one is not counted yet.
const MOST_RECORDS: usize = 50;
const MOST_BYTES: u64 = 64 << 20;

/// One run of a command that writes notes: each change is put on record, then made.
///
/// Nothing is on disk before the first change. A change that cannot be put on record is made nevertheless, with a
/// warning: the user wants the change. Undo waits for the lock of the notes or of the agenda, so one of them is held
/// for as long as a step goes on.
pub(super) struct Step<'a> {
    root: &'a Path,
    record: OnceCell<Option<File>>,
}

/// What a command did to a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Change {
    /// From the vault, with `/`; absolute if it is elsewhere.
    pub(super) path: String,
    /// The text before; none if the file was not there.
    pub(super) before: Option<String>,
    pub(super) after: String,
    /// Whether it is the agenda, which can be made anew.
    pub(super) is_page: bool,
}

impl<'a> Step<'a> {
    /// A run that writes into a vault.
    pub(super) const fn new(root: &'a Path) -> Self {
        Self { root, record: OnceCell::new() }
    }

    /// Replaces the text of a note as [`file::rewrite`] does.
    pub(super) fn rewrite(&self, path: &str, old: &str, new: &str) -> io::Result<()> {
        self.replace(path, old, new, false)
    }

    /// Replaces the text of the agenda as [`file::rewrite`] does.
    pub(super) fn rewrite_page(&self, path: &str, old: &str, new: &str) -> io::Result<()> {
        self.replace(path, old, new, true)
    }

    /// Creates a note as [`file::create`] does.
    pub(super) fn create(&self, path: &str, text: &str) -> io::Result<()> {
        let change = Change { path: path.to_owned(), before: None, after: text.to_owned(), is_page: false };
        self.make(&change, |file| file::create(file, text))
    }

    fn replace(&self, path: &str, old: &str, new: &str, is_page: bool) -> io::Result<()> {
        let write = |file: &Path| file::rewrite(file, old.as_bytes(), new);
        if old == new {
            return write(&self.root.join(path));
        }
        let before = Some(old.to_owned());
        self.make(&Change { path: path.to_owned(), before, after: new.to_owned(), is_page }, write)
    }

    fn make(&self, change: &Change, write: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
        let record = self.record.get_or_init(|| noted(begin(self.root))).as_ref();
        let end = record.and_then(|record| noted(append(record, change)));
        let made = write(&self.root.join(&change.path));
        if let (Err(_), Some(record), Some(end)) = (&made, record, end) {
            // A change on record that was not made does no harm: the file shows that.
            let _ = record.set_len(end);
        }
        made
    }
}

/// What was put on record; a failure is a warning.
fn noted<T>(result: io::Result<T>) -> Option<T> {
    if let Err(error) = &result {
        let [_, folder] = FOLDERS;
        // A warning that cannot be written is no reason to fail either.
        let _ = output::note(&format!(
            "“rekindle undo” will not know of this: {folder} cannot be written: {error}"
        ));
    }
    result.ok()
}

/// Adds a change to a record, and returns where it begins.
fn append(mut record: &File, change: &Change) -> io::Result<u64> {
    let end = record.seek(SeekFrom::End(0))?;
    let added = record.write_all(&line(change)?).and_then(|()| record.sync_all());
    if added.is_err() {
        let _ = record.set_len(end);
    }
    added.map(|()| end)
}

/// Begins the record of this run.
fn begin(root: &Path) -> io::Result<File> {
    make_folders(root)?;
    let journal = Journal::of(root);
    let mut numbers = journal.numbers()?;
    journal.forget_old(&numbers);
    let command = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let mut new = written(&journal.folder, Run { command, time: today::utc(), inode: None }, [], true)?;
    let mut number = numbers.pop().unwrap_or_default() + 1;
    loop {
        match new.persist_noclobber(journal.path(number)) {
            Ok(record) => {
                file::sync_folder(&journal.folder)?;
                return Ok(record);
            }
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => new = error.file,
            Err(error) => return Err(error.error),
        }
        number += 1;
    }
}

/// Makes the folders, as open as the vault itself; a link could lead elsewhere, so it is refused.
fn make_folders(root: &Path) -> io::Result<()> {
    for folder in FOLDERS {
        let path = root.join(folder);
        match fs::create_dir(&path) {
            Ok(()) => {
                // Some file systems know no modes.
                let _ = fs::set_permissions(&path, fs::metadata(root)?.permissions());
                file::sync_folder(path.parent().unwrap_or(root))?;
            }
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            Err(_) if fs::symlink_metadata(&path)?.is_dir() => {}
            Err(_) => return Err(io::Error::new(ErrorKind::NotADirectory, format!("{folder} is no folder"))),
        }
    }
    match File::create_new(root.join(".rekindle/.gitignore")) {
        Ok(mut ignore) => ignore.write_all(b"*\n"),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// A file with a record, for the user's eyes only, that has no name yet.
fn written<'c>(
    folder: &Path,
    run: Run,
    changes: impl IntoIterator<Item = &'c Change>,
    is_made_here: bool,
) -> io::Result<NamedTempFile> {
    let mut new = Builder::new().prefix(".").tempfile_in(folder)?;
    let inode = if is_made_here { inode(&new.as_file().metadata()?) } else { None };
    new.write_all(&line(&Run { inode, ..run })?)?;
    for change in changes {
        new.write_all(&line(change)?)?;
    }
    Ok(new)
}

fn line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

/// A run of a command.
#[derive(Debug, Serialize, Deserialize)]
struct Run {
    /// The command line, without the program.
    command: Vec<String>,
    time: DateTime<Utc>,
    /// The number of the record's file on its disk. Nobody knows it in advance, and nobody else can open the file, so a
    /// record that has it right did not come with the vault.
    inode: Option<u64>,
}

/// The number of a file that only its owner can open.
#[cfg(unix)]
fn inode(file: &fs::Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    (file.mode() & 0o777 == 0o600).then(|| file.ino())
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> Option<u64> {
    None
}

/// The records of a vault.
pub(super) struct Journal {
    folder: PathBuf,
}

/// What a run of a command wrote.
pub(super) struct Record {
    /// Later records have greater numbers.
    pub(super) number: u64,
    /// The command line, without the program.
    pub(super) command: Vec<String>,
    pub(super) time: DateTime<Utc>,
    /// In the order in which they were made.
    pub(super) changes: Vec<Change>,
    /// Whether it is certain that a command wrote it for this user, and that it did not come with the vault.
    pub(super) is_made_here: bool,
}

impl Journal {
    pub(super) fn of(root: &Path) -> Self {
        let [_, folder] = FOLDERS;
        Self { folder: root.join(folder) }
    }

    /// The records that have changes, the latest first. Those of other users are left out.
    pub(super) fn latest_first(&self) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Record>>> {
        let numbers = self.numbers().with_context(|| format!("{} cannot be read", self.folder.display()))?;
        Ok(numbers.into_iter().rev().filter_map(|number| self.record(number).transpose()))
    }

    /// A record; none if it is not there, has no changes, or is another user's.
    pub(super) fn record(&self, number: u64) -> anyhow::Result<Option<Record>> {
        let path = self.path(number);
        let damaged = || format!("{} is damaged; remove it to go on without it", path.display());
        let (bytes, inode) = match contents(&path) {
            Ok(contents) => contents,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => {
                return Ok(None);
            }
            Err(error) => return Err(error).with_context(damaged),
        };
        // A line that is not whole is that of a change that was never made.
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
        let Some(first) = lines.next() else { return Ok(None) };
        let run: Run = read(first).with_context(damaged)?;
        let changes = lines.map(read).collect::<Result<Vec<Change>, _>>().with_context(damaged)?;
        if changes.is_empty() {
            return Ok(None);
        }
        let is_made_here = run.inode.is_some() && run.inode == inode;
        Ok(Some(Record { number, command: run.command, time: run.time, changes, is_made_here }))
    }

    /// Takes a record off the list, or leaves only the changes of some files there.
    pub(super) fn reduce(&self, record: &Record, left: &[&str]) -> io::Result<()> {
        let path = self.path(record.number);
        if left.is_empty() {
            return fs::remove_file(path);
        }
        let run = Run { command: record.command.clone(), time: record.time, inode: None };
        let left = record.changes.iter().filter(|change| left.contains(&change.path.as_str()));
        let new = written(&self.folder, run, left, record.is_made_here)?;
        new.as_file().sync_all()?;
        new.persist(path)?;
        Ok(())
    }

    /// The numbers of all records, in order.
    fn numbers(&self) -> io::Result<Vec<u64>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let number = |name: &str| name.strip_suffix(".jsonl")?.parse::<u32>().ok().map(u64::from);
        let mut numbers: Vec<u64> = files.filter_map(|file| number(file.file_name().to_str()?)).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// Removes the oldest records, so that there is room for a new one.
    fn forget_old(&self, numbers: &[u64]) {
        let mut bytes = 0;
        for (nth, number) in numbers.iter().rev().enumerate() {
            let path = self.path(*number);
            bytes += fs::metadata(&path).map_or(0, |file| file.len());
            if nth + 1 >= MOST_RECORDS || bytes > MOST_BYTES {
                // Another process may have removed it; one that cannot be removed is tried again the next time.
                let _ = fs::remove_file(path);
            }
        }
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:06}.jsonl"))
    }
}

/// What is in a file, and its number.
fn contents(path: &Path) -> io::Result<(Vec<u8>, Option<u64>)> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((bytes, inode(&file.metadata()?)))
}

fn read<T: DeserializeOwned>(line: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(line)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::{Journal, MOST_BYTES, MOST_RECORDS, make_folders};

    /// The numbers that are left of records with these sizes.
    fn left(sizes: &[u64]) -> Vec<u64> {
        let folder = tempfile::tempdir().unwrap();
        make_folders(folder.path()).unwrap();
        let journal = Journal::of(folder.path());
        for (number, size) in (1..).zip(sizes) {
            File::create(journal.path(number)).unwrap().set_len(*size).unwrap();
        }
        fs::write(journal.folder.join("1.sync-conflict-x.jsonl"), "").unwrap();
        journal.forget_old(&journal.numbers().unwrap());
        journal.numbers().unwrap()
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let many = MOST_RECORDS as u64;
        let half = MOST_BYTES / 2;
        assert!(left(&[]).is_empty());
        assert_eq!(left(&[9, 9]), [1, 2]);
        assert_eq!(left(&vec![9; MOST_RECORDS + 7]), (9..=many + 7).collect::<Vec<u64>>());
        assert_eq!(left(&[9, half, half]), [2, 3]);
        assert_eq!(left(&[9, half + 1, half, 9]), [3, 4]);
        assert!(left(&[9, MOST_BYTES + 1]).is_empty());
    }
}
