//! `rekindle completions`: the script with which a shell completes commands, options, and names of clients.
//!
//! The shell calls rekindle at each tab, with `REKINDLE_COMPLETE` set, so it offers the clients that the vault has.

mod shells;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::engine::CompletionCandidate;
use clap_complete::{CompleteEnv, Shell};
use rekindle::model::client::Client;
use rekindle::model::composed;
use rekindle::vault::Vault;

use super::{Cli, ExitStatus, output, vault};
use shells::SHELLS;

/// Print what makes your shell complete commands, options and the names of clients
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Your shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// The variable by which a shell asks for completions.
const ASKED: &str = "REKINDLE_COMPLETE";

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let mut script = Vec::new();
    if let Some(shell) = SHELLS.completer(&arguments.shell.to_string()) {
        shell.write_registration(ASKED, "rekindle", "rekindle", "rekindle", &mut script)?;
    }
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Success)
}

/// Answers a shell that asks for completions; false if none asks.
#[expect(clippy::disallowed_methods, reason = "the command line knows where it was called")]
pub(super) fn answer() -> Result<bool, clap::Error> {
    let here = std::env::current_dir().ok();
    let asked = CompleteEnv::with_factory(Cli::command).var(ASKED).shells(SHELLS);
    asked.try_complete(std::env::args_os(), here.as_deref())
}

/// The clients that a word may become. After an error there are none: the line is still being written.
pub(super) fn clients(word: &OsStr) -> Vec<CompletionCandidate> {
    let Some(word) = word.to_str() else { return Vec::new() };
    let Some(notes) = vault::find(named()).ok().and_then(|root| Vault::open(root).ok()?.read().ok()) else {
        return Vec::new();
    };
    offered(notes.clients(), word).into_iter().map(|(name, client)| candidate(name, client)).collect()
}

fn candidate(name: &str, client: &Client) -> CompletionCandidate {
    let help = if name == client.name { &client.path } else { &client.name };
    CompletionCandidate::new(name).help(Some(rekindle::render::message(help).into()))
}

/// Names that begin with the word, else aliases, else paths, else names with the word in them; case aside.
fn offered<'c>(clients: impl Iterator<Item = &'c Client> + Clone, word: &str) -> Vec<(&'c str, &'c Client)> {
    let word = plain(word);
    let begins = |text: &str| plain(text).starts_with(&word);
    let names = clients.clone().map(|client| (client.name.as_str(), client));
    let aliases =
        clients.clone().flat_map(|client| client.aliases.iter().map(move |alias| (alias.as_str(), client)));
    let paths = clients.map(|client| (client.path.as_str(), client));
    let steps: [Vec<(&str, &Client)>; 4] = [
        names.clone().filter(|(name, _)| begins(name)).collect(),
        aliases.filter(|(alias, _)| begins(alias)).collect(),
        paths.filter(|(path, _)| begins(path)).collect(),
        names.filter(|(name, _)| plain(name).contains(&word)).collect(),
    ];
    let mut offered = steps.into_iter().find(|step| !step.is_empty()).unwrap_or_default();
    // Nobody types such characters, and a terminal would obey them.
    offered.retain(|(text, _)| !text.contains(char::is_control));
    offered
}

/// A text in lower case and without quotes and backslashes, which shells may pass on from the line.
fn plain(text: &str) -> String {
    composed(text).chars().filter(|c| !matches!(c, '"' | '\'' | '\\')).flat_map(char::to_lowercase).collect()
}

/// The vault that the line names, or the environment.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn named() -> Option<OsString> {
    let line = std::env::args_os().skip_while(|word| word != "--").skip(1);
    vault_of(line).or_else(|| std::env::var_os("REKINDLE_VAULT")).map(in_home)
}

/// The value of `--vault` in a line; some shells pass quotes on, and break words at `=`.
fn vault_of(line: impl Iterator<Item = OsString>) -> Option<OsString> {
    let mut words = line.skip_while(|word| !word.to_string_lossy().starts_with("--vault"));
    let first = words.next()?.into_string().ok()?;
    let value = match first.strip_prefix("--vault")? {
        "" => words.find(|word| word != "=")?.into_string().ok()?,
        joined => joined.strip_prefix('=')?.to_owned(),
    };
    let plain: String = value.chars().filter(|c| !matches!(c, '"' | '\'' | '\\')).collect();
    // On Windows a backslash is part of the path.
    Some(if cfg!(windows) { value.trim_matches(['"', '\'']).into() } else { plain.into() })
}

/// A path as the shell would have made it of `~/…`.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn in_home(path: OsString) -> OsString {
    let Some(rest) = path.to_str().and_then(|path| path.strip_prefix("~/")) else { return path };
    let home = std::env::var_os("HOME").map(PathBuf::from);
    home.map_or_else(|| path.clone(), |home| home.join(rest).into())
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use rekindle::vault::Vault;

    use super::{offered, vault_of};

    #[test]
    fn what_a_word_may_become() {
        let vault = Vault::open("example-vault").unwrap().read().unwrap();
        let cases: &[(&str, &[&str])] = &[
            ("ke", &["Kessel & Sons Brewery"]),
            ("Kessel & S", &["Kessel & Sons Brewery"]),
            ("Kessel\\ \\&\\ S", &["Kessel & Sons Brewery"]),
            ("\"Kess", &["Kessel & Sons Brewery"]),
            ("network/el", &["network/elbtal-foundry.md"]),
            ("bakery", &["Hollerbach Bakery"]),
            ("zzz", &[]),
        ];
        for (word, expected) in cases {
            let names: Vec<&str> = offered(vault.clients(), word).into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, *expected, "{word}");
        }
        assert_eq!(offered(vault.clients(), "").len(), vault.clients().count());
    }

    #[test]
    fn the_vault_is_the_one_the_line_names() {
        let cases: &[(&[&str], Option<&str>)] = &[
            (&["rekindle", "show", "ke"], None),
            (&["rekindle", "--vault", "notes", "show", "ke"], Some("notes")),
            (&["rekindle", "--vault=notes", "show"], Some("notes")),
            (&["rekindle", "--vault", "=", "notes", "show"], Some("notes")),
            (&["rekindle", "--vault", "\"our notes\"", "show"], Some("our notes")),
            (&["rekindle", "--vault"], None),
        ];
        for (line, expected) in cases {
            let found = vault_of(line.iter().map(OsString::from));
            assert_eq!(found, expected.map(OsString::from), "{line:?}");
        }
    }
}
