//! The command line: one file per command; the only place that asks the clock and the environment.

mod agenda;
mod check;
mod completions;
mod diff;
mod done;
mod draft;
mod explain;
mod export;
mod file;
mod filters;
mod init;
mod journal;
mod list;
mod lock;
mod log;
mod man;
mod new;
mod note;
mod output;
mod pause;
mod progress;
mod promise;
mod schema;
mod set;
mod show;
mod stats;
mod template;
mod today;
mod undo;
mod vault;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum, ValueHint};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default());

/// Larger than the number of options of any command, so that its help lists global options last.
const GLOBAL_OPTIONS: usize = 100;

/// Keep in touch with every client, from a folder of Markdown notes.
#[derive(Debug, Parser)]
#[command(name = "rekindle", version, styles = STYLES, arg_required_else_help = true, max_term_width = 100)]
#[command(next_display_order = GLOBAL_OPTIONS)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// The folder of notes; else the nearest one upwards with a rekindle.yaml, else this folder
    #[arg(long, global = true, value_name = "DIR", env = "REKINDLE_VAULT", hide_env_values = true)]
    #[arg(value_hint = ValueHint::DirPath)]
    vault: Option<OsString>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    Agenda(agenda::Arguments),
    Watch(watch::Arguments),
    Check(check::Arguments),
    Init(init::Arguments),
    New(new::Arguments),
    Log(log::Arguments),
    Done(done::Arguments),
    Promise(promise::Arguments),
    Pause(pause::Arguments),
    Set(set::Arguments),
    Undo(undo::Arguments),
    Show(show::Arguments),
    Draft(draft::Arguments),
    List(list::Arguments),
    Stats(stats::Arguments),
    Export(export::Arguments),
    Explain(explain::Arguments),
    Template(template::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    #[command(hide = true)]
    Man(man::Arguments),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// How a command ended, other than by an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExitStatus {
    /// There is nothing to report.
    Success,
    /// There is something to look at.
    Findings,
}

/// Runs the command line. Exit codes: 0 all is well, 1 there are findings, 2 it could not run.
pub(crate) fn run() -> ExitCode {
    match completions::answer() {
        Ok(true) => return ExitCode::SUCCESS,
        Ok(false) => {}
        Err(error) => return say(&error),
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) => return say(&answer),
    };
    choose_color(cli.color);
    // This thread reads along with the others, so that a small vault has one less to wait for. Without the others all
    // is as it should be too.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    if !matches!(cli.command, Command::Watch(_)) {
        progress::show();
    }
    let status = match cli.command {
        Command::Agenda(arguments) => agenda::run(&arguments, cli.vault),
        Command::Watch(arguments) => watch::run(&arguments, cli.vault),
        Command::Check(arguments) => check::run(&arguments, cli.vault),
        Command::Done(arguments) => done::run(&arguments, cli.vault),
        Command::Init(arguments) => init::run(&arguments, cli.vault),
        Command::New(arguments) => new::run(&arguments, cli.vault),
        Command::Log(arguments) => log::run(&arguments, cli.vault),
        Command::Promise(arguments) => promise::run(&arguments, cli.vault),
        Command::Pause(arguments) => pause::run(&arguments, cli.vault),
        Command::Set(arguments) => set::run(&arguments, cli.vault),
        Command::Undo(arguments) => undo::run(&arguments, cli.vault),
        Command::Draft(arguments) => draft::run(&arguments, cli.vault),
        Command::Show(arguments) => show::run(&arguments, cli.vault),
        Command::List(arguments) => list::run(&arguments, cli.vault),
        Command::Stats(arguments) => stats::run(&arguments, cli.vault),
        Command::Export(arguments) => export::run(&arguments, cli.vault),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Template(arguments) => template::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    progress::wipe();
    match status {
        Ok(ExitStatus::Success) => ExitCode::SUCCESS,
        Ok(ExitStatus::Findings) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

/// Prints what clap answers: an error, help or the version.
fn say(answer: &clap::Error) -> ExitCode {
    let _ = answer.print();
    ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2))
}

fn choose_color(color: Color) {
    match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// A reader that closes the pipe early, like `head`, is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Reports on standard error why the tool could not run.
fn complain(error: &anyhow::Error) {
    let message = rekindle::render::message(&format!("{error:#}"));
    anstream::eprintln!("\u{1b}[1;31merror:\u{1b}[0m {message}");
}
