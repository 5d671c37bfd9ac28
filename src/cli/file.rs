//! Writing a file so that nothing is lost: the old one stays whole until the new one is.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};
use thiserror::Error;

/// Replaces a file's content in one step; whatever fails leaves the old file as it was.
///
/// A link is followed, so that it stays one. The mode is kept, and the owner where that is allowed. A text to keep is
/// saved in a file of its own first, whose name is returned.
pub(super) fn replace(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    to_keep: Option<&str>,
) -> io::Result<Option<String>> {
    put(path, |new| buffered(new, content), |path| to_keep.map(|text| keep_old(path, text)).transpose())
}

/// Replaces a file's content as [`replace`] does, without keeping the old one.
pub(super) fn fill(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    replace(path, fill, None).map(drop)
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

/// Replaces the text of a note as [`replace`] does, unless somebody else has changed it since it was read.
pub(super) fn rewrite(path: &Path, old: &[u8], new: &str) -> io::Result<()> {
    put(
        path,
        |file| file.write_all(new.as_bytes()),
        |path| {
            if fs::read(path)? == old { Ok(()) } else { Err(io::Error::other(Changed)) }
        },
    )
}

/// Creates a file and the folders it is in; an error if the file exists.
pub(super) fn create(path: &Path, content: &str) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut new = beside(folder).map_err(|error| without_path(&error))?;
    new.write_all(content.as_bytes()).map_err(|error| without_path(&error))?;
    new.as_file().sync_all()?;
    new.persist_noclobber(path).map_err(|error| without_path(&error.error))?;
    sync_folder(folder)
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
    let mut new = beside(folder).map_err(|error| without_path(&error))?;
    fill(new.as_file_mut()).map_err(|error| without_path(&error))?;
    keep_mode(new.as_file(), old.as_ref())?;
    new.as_file().sync_all()?;
    let done = just_before(&path)?;
    new.persist(&path).map_err(|error| error.error)?;
    sync_folder(folder)?;
    Ok(done)
}

/// The kind of an error, without the name of a temporary file that nobody asked for.
fn without_path(error: &io::Error) -> io::Error {
    error.kind().into()
}

/// Saves a text beside the file that is about to be replaced, under a free name, which is returned.
pub(super) fn keep_old(path: &Path, text: &str) -> io::Result<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for number in 1.. {
        let name = if number == 1 { format!("{name}~") } else { format!("{name}~{number}") };
        match File::create_new(path.with_file_name(&name)) {
            Ok(mut kept) => {
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

/// A temporary file with the mode that any new file of the user gets.
#[cfg(unix)]
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    Builder::new().prefix(".rekindle-").permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(".rekindle-").tempfile_in(folder)
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

/// Makes the new name last through a crash.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
