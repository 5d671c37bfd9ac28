//! `rekindle export`: the notes as flat tables, for a spreadsheet, a database or a warehouse.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rekindle::agenda::{Section, Selection};
use rekindle::model::count::Count;
use rekindle::render::export::{self as render, ClientRow, TableFormat};
use rekindle::survey::Stream;
use rekindle::vault::{OpenError, Vault};
use rekindle::views::export::{self, Column, Table};

use super::filters::Filters;
use super::today::Today;
use super::{ExitStatus, file, output, vault};

/// Export the notes as a table: touches, clients or contacts, for a spreadsheet or a database
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What the rows are
    #[arg(value_name = "TABLE")]
    table: TableName,

    /// What to write
    #[arg(short, long, value_name = "FORMAT", default_value = "csv")]
    format: ExportFormat,

    /// Where to write, `-` for standard output, which is the default
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    today: Today,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TableName {
    /// A row for each dated entry of a history
    Touches,
    /// A row for each client
    Clients,
    /// A row for each contact
    Contacts,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ExportFormat {
    /// For spreadsheets: no text is a formula
    Csv,
    /// A JSON object on each line, with every text as it is
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let vault = vault::open(named)?;
    let today = arguments.today.find(&vault.settings)?;
    let path = arguments.output.as_deref().filter(|path| path.as_os_str() != "-");
    let table = match arguments.table {
        TableName::Touches => Table::Touches,
        TableName::Clients => Table::Clients,
        TableName::Contacts => Table::Contacts,
    };
    let format = match arguments.format {
        ExportFormat::Csv => TableFormat::Csv,
        ExportFormat::Jsonl => TableFormat::Jsonl,
    };
    let selection = arguments.filters.selection();
    let export =
        Export { vault: &vault, today, selection: &selection, table, format, columns: table.columns() };
    let rows = export.read()?;
    let mut count = 0;
    let write = |out: &mut dyn Write| {
        count = export.write(&rows, out)?;
        Ok(())
    };
    let Some(path) = path else {
        output::stream(write)?;
        return Ok(ExitStatus::Success);
    };
    let name = path.display().to_string();
    let written = if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        file::pour(path, write)
    } else {
        refuse_what_is_no_table(path, &name, &vault)?;
        file::fill(path, write)
    };
    written.with_context(|| format!("{name} could not be written"))?;
    output::say(&format!("{name}: {} of {}.\n", Count(count, "row"), table.name()))?;
    Ok(ExitStatus::Success)
}

/// What is exported, and how.
struct Export<'a> {
    vault: &'a Vault,
    today: NaiveDate,
    selection: &'a Selection,
    table: Table,
    format: TableFormat,
    columns: Vec<Column>,
}

/// The rows of a table.
enum Rows<'v> {
    /// They are read when they are written: there are too many to keep.
    Touches(Stream<'v>),
    Clients(Vec<(Option<Section>, ClientRow)>),
    Contacts(Vec<Box<str>>),
}

impl<'a> Export<'a> {
    fn read(&self) -> Result<Rows<'a>, OpenError> {
        let Self { vault, today, selection, format, columns, .. } = self;
        Ok(match self.table {
            Table::Touches => Rows::Touches(Stream::open(vault)?),
            Table::Clients => Rows::Clients(export::clients(vault, *today, selection, |values| {
                ClientRow::new(columns, values, *format)
            })?),
            Table::Contacts => Rows::Contacts(export::contacts(vault, *today, selection, |values| {
                render::row(columns, values, *format)
            })?),
        })
    }

    /// Writes the table; returns how many rows it has.
    fn write(&self, rows: &Rows<'_>, out: &mut dyn Write) -> io::Result<usize> {
        let Self { vault, today, selection, format, columns, .. } = self;
        out.write_all(render::head(columns, *format).as_bytes())?;
        let mut count = 0;
        match rows {
            Rows::Touches(notes) => notes.each(
                |note| {
                    export::touches(note, &vault.settings, *today, selection, |values| {
                        render::row(columns, values, *format)
                    })
                },
                |rows| {
                    count += rows.len();
                    rows.iter().try_for_each(|row| out.write_all(row.as_bytes()))
                },
            )?,
            Rows::Clients(rows) => {
                count = rows.len();
                for (section, row) in rows {
                    out.write_all(row.text(*section, *format).as_bytes())?;
                }
            }
            Rows::Contacts(rows) => {
                count = rows.len();
                for row in rows {
                    out.write_all(row.as_bytes())?;
                }
            }
        }
        Ok(count)
    }
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
