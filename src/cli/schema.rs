//! `rekindle schema`: what may stand where, for editors and other programs.

use clap::{Args, ValueEnum};
use rekindle::schema::Schema;

use super::{ExitStatus, output};

/// Print a JSON Schema, with which an editor completes and checks what you write
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What the schema is of
    #[arg(value_name = "WHAT")]
    of: Of,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    /// The front matter of a client's note
    Note,
    /// The configuration, rekindle.yaml
    Config,
    /// The agenda as `rekindle agenda --format json` writes it
    Agenda,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let schema = match arguments.of {
        Of::Note => Schema::Note,
        Of::Config => Schema::Config,
        Of::Agenda => Schema::Agenda,
    };
    output::print(&schema.text())?;
    Ok(ExitStatus::Success)
}
