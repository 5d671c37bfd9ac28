//! `rekindle undo`: takes back what a command wrote, where the notes are as it left them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::Context;
use clap::Args;
use rekindle::model::settings::Settings;

use super::journal::{Change, Journal, Record};
use super::lock::Lock;
use super::output::in_shell;
use super::{ExitStatus, diff, file, output, today, vault};

/// Undo what the last command wrote, if the notes are as it left them
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to undo, by its number in --list; else the last
    number: Option<u64>,

    /// List what can be undone, the latest first
    #[arg(long, conflicts_with_all = ["number", "dry_run"])]
    list: bool,

    /// Show the change as a patch, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Nothing depends on the day here; taken because scripts give it to every command
    #[arg(long, value_name = "DATE", hide = true)]
    today: Option<String>,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let vault = vault::open(named)?;
    let root = &vault.root;
    let journal = Journal::of(root);
    if arguments.list {
        return list(&journal, &vault.settings);
    }
    // As long as a command writes, it holds one of these.
    let lock = |take: fn(&Path) -> io::Result<Lock>| (!arguments.dry_run).then(|| take(root)).transpose();
    let _agenda = lock(Lock::of_agenda).context("the agenda cannot be locked for writing")?;
    let _notes = lock(Lock::take).context("the vault cannot be locked for writing")?;
    let record = match arguments.number {
        Some(number) => Some(journal.record(number)?.with_context(|| {
            format!("nothing has the number {number}; “rekindle undo --list” shows what can be undone")
        })?),
        None => journal.latest_first()?.next().transpose()?,
    };
    let Some(record) = record else {
        output::print("there is nothing to undo\n")?;
        return Ok(ExitStatus::Success);
    };
    let mut undoing =
        Undoing { root, record: &record, dry_run: arguments.dry_run, left: Vec::new(), undone: 0 };
    let status = undoing.run()?;
    undoing.finish(&journal)?;
    Ok(status)
}

/// Each record on a line: its number, when it was, the command and the files.
fn list(journal: &Journal, settings: &Settings) -> anyhow::Result<ExitStatus> {
    let mut text = String::new();
    for record in journal.latest_first()? {
        let record = record?;
        let time = today::local(record.time, settings).format("%Y-%m-%d %H:%M");
        let paths: Vec<&str> = by_file(&record.changes).into_keys().map(|(_, path)| path).collect();
        let files = match paths.as_slice() {
            [first, second, _, rest @ ..] => format!("{first}, {second} and {} more", rest.len() + 1),
            few => few.join(", "),
        };
        text.push_str(&format!("{:>4}  {time}  {}  {files}\n", record.number, command(&record)));
    }
    output::say(if text.is_empty() { "there is nothing to undo\n" } else { &text })?;
    Ok(ExitStatus::Success)
}

/// The longest command line that is shown in full, in characters.
const LONGEST: usize = 60;

/// The command line on one line.
fn command(record: &Record) -> String {
    let words: Vec<String> = record.command.iter().map(|word| in_shell(word)).collect();
    let line = format!("rekindle {}", words.join(" ")).replace(char::is_control, " ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(&line)),
        None => line,
    }
}

/// The changes of each file, those of the agenda last.
fn by_file(changes: &[Change]) -> BTreeMap<(bool, &str), Vec<&Change>> {
    let mut files: BTreeMap<_, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        files.entry((change.is_page, change.path.as_str())).or_default().push(change);
    }
    files
}

/// Undoing what is on a record.
struct Undoing<'r> {
    root: &'r Path,
    record: &'r Record,
    dry_run: bool,
    /// The notes that stay as they are.
    left: Vec<&'r str>,
    /// How many files are as they were again.
    undone: usize,
}

const CHANGED: &str = "was changed since";

impl<'r> Undoing<'r> {
    fn run(&mut self) -> anyhow::Result<ExitStatus> {
        let mut status = ExitStatus::Success;
        for ((is_page, path), changes) in by_file(&self.record.changes) {
            // With only some of its notes as before, the page would offer again what is still logged.
            let undone = if is_page && !self.left.is_empty() {
                Err("has entries that are not undone".to_owned())
            } else {
                self.undo(path, &changes)
            };
            let Err(reason) = undone else { continue };
            status = ExitStatus::Findings;
            if is_page {
                self.keep_page(path, &changes, &reason)?;
            } else {
                self.left.push(path);
                output::note(&format!("{path} {reason}, and stays as it is; by hand, this undoes it:"))?;
                output::print(&by_hand(path, &changes))?;
            }
        }
        Ok(status)
    }

    /// Takes off the list what is undone, and says so.
    fn finish(&self, journal: &Journal) -> anyhow::Result<()> {
        if self.dry_run || (self.undone == 0 && !self.left.is_empty()) {
            return Ok(());
        }
        journal
            .reduce(self.record, &self.left)
            .context("the list of what can be undone cannot be written")?;
        let said = match (self.undone, self.left.is_empty()) {
            (0, _) => "nothing of this is there any more",
            (_, true) => "undone",
            (_, false) => "undone in part",
        };
        Ok(output::say(&format!("{said}: {}\n", command(self.record)))?)
    }

    /// Makes a file what it was before, or says why it stays.
    fn undo(&mut self, path: &str, changes: &[&'r Change]) -> Result<(), String> {
        let file = self.root.join(path);
        if !self.may_write(&file) {
            return Err("is outside of the vault, and this record may have come with the vault".to_owned());
        }
        let now = match fs::read(&file) {
            Ok(bytes) => Some(String::from_utf8(bytes).map_err(|_| CHANGED)?),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(format!("cannot be read: {error}")),
        };
        let now = now.as_deref();
        let before = before(changes, now)?;
        // Undone already, or a crash came before the change.
        if now == before {
            return Ok(());
        }
        self.restore(path, &file, now.unwrap_or_default(), before)
            .map_err(|error| format!("cannot be undone: {error}"))?;
        self.undone += 1;
        Ok(())
    }

    /// Shows the patch, and writes the file or removes it.
    fn restore(&self, path: &str, file: &Path, now: &str, before: Option<&str>) -> io::Result<()> {
        output::print(&diff::unified(path, now, before.unwrap_or_default()))?;
        if self.dry_run {
            return Ok(());
        }
        let Some(before) = before else {
            file::remove(file, now.as_bytes())?;
            return output::say(&format!("{path}: removed\n"));
        };
        file::rewrite(file, now.as_bytes(), before)
    }

    /// Keeps the page as it was beside the one that stays, since words on it may now be nowhere else.
    fn keep_page(&self, path: &str, changes: &[&Change], reason: &str) -> anyhow::Result<()> {
        let mut message = format!("{path} {reason}, and stays as it is");
        let old = changes.first().and_then(|change| change.before.as_deref());
        let file = self.root.join(path);
        if let Some(old) = old.filter(|_| self.undone > 0 && !self.dry_run && self.may_write(&file)) {
            let kept = file::keep_old(&file, old).context("the old page could not be kept")?;
            message.push_str(&format!("; its old text is kept in {kept}, and “rekindle agenda” renews it"));
        }
        Ok(output::note(&message)?)
    }

    /// Whether undo may write there: in the vault, outside of hidden folders; elsewhere only if it is certain that a
    /// command did so for this user, as a vault from somebody else may bring records.
    fn may_write(&self, file: &Path) -> bool {
        let Some(there) = fs::canonicalize(file).ok().or_else(|| vault::absolute(file)) else { return true };
        let within = fs::canonicalize(self.root)
            .ok()
            .and_then(|root| there.strip_prefix(root).map(Path::to_owned).ok());
        let is_visible = |path: &Path| !path.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        self.record.is_made_here || within.is_some_and(|path| is_visible(&path))
    }
}

/// The text of a file before its changes, found from what it is now; an error if somebody else has changed it.
fn before<'r>(changes: &[&'r Change], now: Option<&'r str>) -> Result<Option<&'r str>, &'static str> {
    let mut text = now;
    for change in changes.iter().rev() {
        let before = change.before.as_deref();
        if text != Some(&change.after) && text != before {
            return Err(if now.is_some() { CHANGED } else { "is not there any more" });
        }
        text = before;
    }
    Ok(text)
}

/// The patch that undoes the changes of a file.
fn by_hand(path: &str, changes: &[&Change]) -> String {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return String::new() };
    diff::unified(path, &last.after, first.before.as_deref().unwrap_or_default())
}
