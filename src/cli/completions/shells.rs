//! The shells, with what clap's scripts for them lack: names of clients have spaces, and begin with a capital.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use clap::Command;
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

/// Every shell that completions can be had for.
pub(super) const SHELLS: Shells<'static> =
    Shells(&[&QuotedBash, &Elvish, &Fish, &QuotedPowershell, &AnyCaseZsh]);

/// Bash puts in what it is given as it is, so this quotes it, unless the word has a quote already.
const BASH: &str = r#"_rekindle() {
    local at candidate
    _clap_complete_rekindle "$@"
    [[ "${COMP_WORDS[COMP_CWORD]}" == [\'\"]* ]] && return
    for at in "${!COMPREPLY[@]}"; do
        candidate="${COMPREPLY[at]}"
        if [[ "$candidate" == *[[:space:]\&\'\"\(\)\;\<\>\|\`\$\*\?\[\]\#\!\{\}]* ]]; then
            printf -v candidate '%q' "$candidate"
            COMPREPLY[at]="${candidate//:/\\:}"
        fi
    done
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -o nospace -o bashdefault -o nosort -F _rekindle rekindle
else
    complete -o nospace -o bashdefault -F _rekindle rekindle
fi
"#;

/// Zsh keeps only what begins with the word, and goes by case unless it is told.
const ZSH: &str = "zstyle ':completion:*:*:rekindle:*' matcher 'm:{[:lower:]}={[:upper:]}' 'l:|=* r:|=*'\n";

#[derive(Debug, Clone, Copy)]
struct QuotedBash;

#[derive(Debug, Clone, Copy)]
struct AnyCaseZsh;

#[derive(Debug, Clone, Copy)]
struct QuotedPowershell;

impl EnvCompleter for QuotedBash {
    fn name(&self) -> &'static str {
        Bash.name()
    }

    fn is(&self, name: &str) -> bool {
        Bash.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn io::Write,
    ) -> io::Result<()> {
        Bash.write_registration(var, name, bin, completer, buf)?;
        buf.write_all(BASH.as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn io::Write,
    ) -> io::Result<()> {
        Bash.write_complete(command, words, here, buf)
    }
}

impl EnvCompleter for AnyCaseZsh {
    fn name(&self) -> &'static str {
        Zsh.name()
    }

    fn is(&self, name: &str) -> bool {
        Zsh.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn io::Write,
    ) -> io::Result<()> {
        Zsh.write_registration(var, name, bin, completer, buf)?;
        buf.write_all(ZSH.as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn io::Write,
    ) -> io::Result<()> {
        Zsh.write_complete(command, words, here, buf)
    }
}

impl EnvCompleter for QuotedPowershell {
    fn name(&self) -> &'static str {
        Powershell.name()
    }

    fn is(&self, name: &str) -> bool {
        Powershell.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn io::Write,
    ) -> io::Result<()> {
        Powershell.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut lines = Vec::new();
        Powershell.write_complete(command, words, here, &mut lines)?;
        for line in String::from_utf8_lossy(&lines).lines() {
            let (value, help) = line.split_once('\t').unwrap_or((line, ""));
            let is_plain = !value.contains(|c: char| c.is_whitespace() || "&'();,|{}#@$`\"".contains(c));
            let value = if is_plain { value.to_owned() } else { format!("'{}'", value.replace('\'', "''")) };
            let tab = if help.is_empty() { "" } else { "\t" };
            writeln!(buf, "{value}{tab}{help}")?;
        }
        Ok(())
    }
}
