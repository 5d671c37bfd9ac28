//! `rekindle export`: the notes as flat tables, for a spreadsheet, a database or a warehouse.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use rekindle::model::count::Count;
use rekindle::render::export::{self, Format};
use rekindle::vault::Vault;
use rekindle::views::export::{Table, Tables};

use super::filters::Filters;
use super::today::Today;
use super::{Outcome, file, output, vault};

/// Export the notes as a table: touches, clients or contacts, for a spreadsheet or a database
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What the rows are
    #[arg(value_name = "TABLE")]
    table: Named,

    /// What to write
    #[arg(short, long, value_name = "FORMAT", default_value = "csv")]
    format: As,

    /// Where to write, `-` for standard output, which is the default
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    today: Today,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Named {
    /// A row for each dated entry of a history
    Touches,
    /// A row for each client
    Clients,
    /// A row for each contact
    Contacts,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum As {
    /// For spreadsheets: no text is a formula
    Csv,
    /// A JSON object on each line, with every text as it is
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<Outcome> {
    let root = vault::find(named)?;
    let settings = Vault::settings(&root)?;
    let today = arguments.today.find(&settings)?;
    let path = arguments.output.as_deref().filter(|path| path.as_os_str() != "-");
    let tables = Tables::open(root, settings)?;
    let table = match arguments.table {
        Named::Touches => Table::Touches,
        Named::Clients => Table::Clients,
        Named::Contacts => Table::Contacts,
    };
    let format = match arguments.format {
        As::Csv => Format::Csv,
        As::Jsonl => Format::Jsonl,
    };
    let mut rows = 0usize;
    let write = |out: &mut dyn Write| {
        let columns = table.columns();
        out.write_all(export::head(&columns, format).as_bytes())?;
        tables.each_row(table, today, &arguments.filters.selection(), |values| {
            rows += 1;
            out.write_all(export::row(&columns, values, format).as_bytes())
        })
    };
    let Some(path) = path else {
        output::stream(write)?;
        return Ok(Outcome::Well);
    };
    let name = path.display().to_string();
    let written = if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        file::pour(path, write)
    } else {
        refuse_what_is_no_table(path, &name, tables.vault())?;
        file::fill(path, write)
    };
    written.with_context(|| format!("{name} could not be written"))?;
    output::print(&format!("{name}: {} of {}.\n", Count(rows, "row"), table.name()))?;
    Ok(Outcome::Well)
}

/// Refuses to write where a note belongs, and over what is no table: that would be a slip.
fn refuse_what_is_no_table(path: &Path, name: &str, vault: &Vault) -> anyhow::Result<()> {
    let within = vault::within(&vault.root, path);
    if within.is_some_and(|within| vault.would_be_note(&vault::with_slashes(&within))) {
        bail!("{name} is where a note of the vault belongs; give the table another name, like touches.csv");
    }
    let mut start = Vec::new();
    match File::open(path).and_then(|there| there.take(6).read_to_end(&mut start)) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("{name} is there but cannot be read")),
    }
    let is_table = start.is_empty() || start.starts_with(b"id,") || start.starts_with(b"{\"id\":");
    if !is_table {
        bail!(
            "{name} is there already and is no table of rekindle, so it is not overwritten; name another file"
        );
    }
    Ok(())
}
