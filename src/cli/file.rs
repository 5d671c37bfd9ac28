//! Writing a file so that nothing is lost: the old one stays whole until the new one is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};
use thiserror::Error;

use super::output;

/// Replaces a file's content in one step; whatever fails leaves the old file as it was.
///
/// A link is followed, so that it stays one. The mode is kept, and the owner where that is allowed.
pub(super) fn fill(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    put(path, |new| buffered(new, content), |_| Ok(()))
}

/// Writes to something that cannot be replaced, such as a pipe.
pub(super) fn pour(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    buffered(&mut File::options().write(true).open(path)?, fill)
}

fn buffered(target: &mut File, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = BufWriter::new(target);
    fill(&mut buffer)?;
    buffer.flush()
}

/// Replaces the text of a note as [`fill`] does, unless somebody else has changed it since it was read.
pub(super) fn rewrite(path: &Path, old: &[u8], new: &str) -> io::Result<()> {
    put(
        path,
        |file| file.write_all(new.as_bytes()),
        |path| {
            if fs::read(path)? == old { Ok(()) } else { Err(io::Error::other(Changed)) }
        },
    )
}

/// How long a file is waited for that another program seems to be writing, and how often it is looked at meanwhile.
const LONGEST_WAIT: Duration = Duration::from_secs(3);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// For how long a file counts as just changed.
const JUST_NOW: Duration = Duration::from_secs(1);

/// Reads a note as somebody saved it, whole: not all editors write in one step.
///
/// It is waited for while it is shorter than it was a moment ago, or was just changed and its last line has no end.
pub(super) fn read_whole(path: &Path, length_before: u64) -> io::Result<Vec<u8>> {
    let mut waited = Duration::ZERO;
    loop {
        let bytes = fs::read(path)?;
        let is_shorter = u64::try_from(bytes.len()).is_ok_and(|length| length < length_before);
        if !is_shorter && (bytes.ends_with(b"\n") || !is_just_changed(path)) {
            return Ok(bytes);
        }
        if waited >= LONGEST_WAIT {
            let reason = "it is shorter than a moment ago, or still being written; run the command again";
            return Err(io::Error::other(reason));
        }
        thread::sleep(BETWEEN_LOOKS);
        waited += BETWEEN_LOOKS;
    }
}

fn is_just_changed(path: &Path) -> bool {
    let changed = fs::metadata(path).and_then(|file| file.modified());
    changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|since| since < JUST_NOW))
}

/// How long a file is, in bytes; 0 if it cannot be seen.
pub(super) fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

/// Replaces a file's content as [`fill`] does, unless somebody else has changed it since it was read; none if it was not
/// there. If the old text is to be kept, it is saved in a file of its own first, whose name is returned.
pub(super) fn renew(
    path: &Path,
    old: Option<&str>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    is_kept: bool,
) -> io::Result<Option<String>> {
    put(
        path,
        |new| buffered(new, content),
        |path| {
            let there = match fs::read(path) {
                Ok(there) => Some(there),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(error),
            };
            if there.as_deref() != old.map(str::as_bytes) {
                return Err(io::Error::other(Changed));
            }
            old.filter(|_| is_kept).map(|text| keep_old(path, text)).transpose()
        },
    )
}

/// Creates a file and the folders it is in; an error if the file exists.
pub(super) fn create(path: &Path, content: &str) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut new = beside(folder, None).map_err(|error| without_path(&error))?;
    new.write_all(content.as_bytes()).map_err(|error| without_path(&error))?;
    new.as_file().sync_all()?;
    new.persist_noclobber(path).map_err(|error| without_path(&error.error))?;
    sync(folder);
    Ok(())
}

/// Removes a file, unless it has another content.
pub(super) fn remove(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path)? == content { fs::remove_file(path) } else { Err(io::Error::other(Changed)) }
}

/// Whether a file holds just what `fill` writes; false if it is not there.
pub(super) fn holds(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<bool> {
    let there = match File::open(path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut comparison = Comparison { file: BufReader::new(there), is_same: true };
    fill(&mut comparison)?;
    Ok(comparison.is_same && comparison.file.fill_buf()?.is_empty())
}

/// How long a beginning is, in bytes.
const BEGINNING: usize = 1024;

/// The beginning of what `fill` writes.
pub(super) fn beginning(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<String> {
    let mut beginning = Beginning(Vec::new());
    fill(&mut beginning)?;
    Ok(String::from_utf8_lossy(&beginning.0).into_owned())
}

/// Compares what is written with what is in a file.
struct Comparison {
    file: BufReader<File>,
    is_same: bool,
}

impl Write for Comparison {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while self.is_same && !rest.is_empty() {
            let there = self.file.fill_buf()?;
            let length = there.len().min(rest.len());
            self.is_same = length > 0 && there.get(..length) == rest.get(..length);
            self.file.consume(length);
            rest = rest.get(length..).unwrap_or_default();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps the first bytes that are written.
struct Beginning(Vec<u8>);

impl Write for Beginning {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = BEGINNING.saturating_sub(self.0.len());
        self.0.extend(bytes.iter().take(room));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Somebody else has changed a note since it was read.
#[derive(Debug, Error)]
#[error("it was changed in the meantime; run the command again")]
struct Changed;

/// Whether [`rewrite`] left a note because somebody else has changed it.
pub(super) fn is_changed(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Changed>()).is_some()
}

/// Replaces a file by what `fill` writes, once that is safely on disk and `just_before` succeeds.
fn put<T>(
    path: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
    just_before: impl FnOnce(&Path) -> io::Result<T>,
) -> io::Result<T> {
    let path = resolve(path)?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = fs::metadata(&path).ok();
    if let Some(old) = &old
        && old.permissions().readonly()
    {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    if !folder.is_dir() {
        let reason = format!("the folder {} is not there; create it first", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, reason));
    }
    let mut new = beside(folder, old.as_ref()).map_err(|error| without_path(&error))?;
    fill(new.as_file_mut()).map_err(|error| without_path(&error))?;
    keep_mode(new.as_file(), old.as_ref())?;
    new.as_file().sync_all()?;
    let done = just_before(&path)?;
    new.persist(&path).map_err(|error| error.error)?;
    sync(folder);
    Ok(done)
}

/// The kind of an error, without the name of a temporary file that nobody asked for.
fn without_path(error: &io::Error) -> io::Error {
    error.kind().into()
}

/// Saves a text beside the file that is about to be replaced, under a free name, which is returned. Nobody can read it
/// who could not read that file.
pub(super) fn keep_old(path: &Path, text: &str) -> io::Result<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let old = fs::metadata(path).ok();
    let mut options = File::options();
    options.write(true).create_new(true);
    set_mode(&mut options, old.as_ref());
    for number in 1.. {
        let name = if number == 1 { format!("{name}~") } else { format!("{name}~{number}") };
        match options.open(path.with_file_name(&name)) {
            Ok(mut kept) => {
                keep_mode(&kept, old.as_ref())?;
                kept.write_all(text.as_bytes())?;
                kept.sync_all()?;
                return Ok(name);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("there is no free name for it"))
}

/// Where a link leads; the file may not exist yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    match fs::read_link(path) {
        // The link is relative to its own folder.
        Ok(target) => {
            let leads_to = path.with_file_name("").join(target);
            if leads_to.exists() { fs::canonicalize(leads_to) } else { Ok(leads_to) }
        }
        Err(_) => Ok(path.to_owned()),
    }
}

/// A temporary file. From the start it has at most the mode of the file that it replaces, else that of any new file.
#[cfg(unix)]
fn beside(folder: &Path, old: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::Permissions::from_mode(mode(old));
    Builder::new().prefix(".rekindle-").permissions(mode).tempfile_in(folder)
}

#[cfg(not(unix))]
fn beside(folder: &Path, _: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    Builder::new().prefix(".rekindle-").tempfile_in(folder)
}

#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, old: Option<&fs::Metadata>) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(mode(old));
}

#[cfg(not(unix))]
fn set_mode(_: &mut OpenOptions, _: Option<&fs::Metadata>) {}

/// The mode of a file, without special bits, or that of a new one.
#[cfg(unix)]
fn mode(old: Option<&fs::Metadata>) -> u32 {
    use std::os::unix::fs::MetadataExt;
    old.map_or(0o666, |old| old.mode() & 0o777)
}

#[cfg(unix)]
fn keep_mode(new: &File, old: Option<&fs::Metadata>) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let Some(old) = old else { return Ok(()) };
    // Only root may give a file away; for everybody else it is theirs already.
    let _ = std::os::unix::fs::fchown(new, Some(old.uid()), Some(old.gid()));
    new.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep_mode(new: &File, old: Option<&fs::Metadata>) -> io::Result<()> {
    old.map_or(Ok(()), |old| new.set_permissions(old.permissions()))
}

/// Makes a new name last through a crash. The file is there under it already, so a failure is only a warning.
fn sync(folder: &Path) {
    if let Err(error) = sync_folder(folder) {
        let _ = output::note(&format!(
            "written, but {} could not be told to keep it through a power failure: {error}",
            folder.display()
        ));
    }
}

#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
