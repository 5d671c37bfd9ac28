//! Which folder is the vault.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Context;
use rekindle::vault::CONFIGURATION;

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
