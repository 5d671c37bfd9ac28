//! Which folder is the vault.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use rekindle::vault::lookup::Concern;
use rekindle::vault::{CONFIGURATION, Notes, Vault};

use super::progress;

/// The folder named, else the nearest one upwards with a configuration, else the current one.
#[expect(clippy::disallowed_methods, reason = "the command line knows where it was called")]
pub(super) fn find(named: Option<OsString>) -> anyhow::Result<PathBuf> {
    if let Some(named) = named.filter(|named| !named.is_empty()) {
        return Ok(named.into());
    }
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let configured = here.ancestors().find(|folder| folder.join(CONFIGURATION).is_file());
    Ok(configured.unwrap_or(&here).to_owned())
}

/// The vault named, else the one found from here. Reading its notes shows progress on the terminal.
pub(super) fn open(named: Option<OsString>) -> anyhow::Result<Vault> {
    open_at(find(named)?)
}

/// The vault in a folder.
pub(super) fn open_at(root: PathBuf) -> anyhow::Result<Vault> {
    Ok(Vault::open(root)?.with_progress(progress::counter()))
}

/// The notes of a vault that matter to one client.
pub(super) fn open_for(named: Option<OsString>, client: &str, concern: Concern) -> anyhow::Result<Notes> {
    Ok(open(named)?.read_for(client, concern)?)
}

/// An error if the agenda file is a link that leads where a vault may not decide what is written.
pub(super) fn keep_agenda_inside(vault: &Vault) -> anyhow::Result<()> {
    vault.refused_agenda().map_or(Ok(()), |reason| bail!("{reason}"))
}

/// The path from the current folder to the vault: empty if they are the same, else it ends with `/`.
///
/// A vault outside of the current folder that was named on the command line keeps that name.
#[expect(clippy::disallowed_methods, reason = "the command line knows where it was called")]
pub(super) fn way_from_here(root: &Path, is_named: bool) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let (Ok(here), Ok(there)) = (here, fs::canonicalize(root)) else { return String::new() };
    if is_named && !there.starts_with(&here) {
        let named = root.display().to_string();
        return format!("{}/", named.trim_end_matches('/'));
    }
    way(&here, &there)
}

/// The path from one folder to another: empty if they are the same, else it ends with `/`.
pub(super) fn way(from: &Path, to: &Path) -> String {
    let from: Vec<_> = from.components().collect();
    let to: Vec<_> = to.components().collect();
    let common = from.iter().zip(&to).take_while(|(one, two)| one == two).count();
    let mut way = "../".repeat(from.len() - common);
    for part in to.iter().skip(common) {
        way.push_str(&part.as_os_str().to_string_lossy());
        way.push('/');
    }
    way
}

/// A file's path with its folder resolved; the file itself may not exist yet.
pub(super) fn absolute(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
}

/// The path from the vault to a file, which may not exist yet; none if it is outside of the vault.
pub(super) fn within(root: &Path, path: &Path) -> Option<PathBuf> {
    Some(absolute(path)?.strip_prefix(fs::canonicalize(root).ok()?).ok()?.to_owned())
}

/// A relative path with `/`, as in the paths of notes.
pub(super) fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
