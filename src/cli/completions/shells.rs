//! The shells, with additions to clap's scripts: names of clients have spaces, and begin with a capital.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use clap::Command;
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

/// Every shell with completions.
pub(super) const SHELLS: Shells<'static> = Shells(&[
    &Tailored { shell: &Bash, script: BASH, answer: None },
    &Elvish,
    &Fish,
    &Tailored { shell: &Powershell, script: "", answer: Some(quoted) },
    &Tailored { shell: &Zsh, script: ZSH, answer: None },
]);

/// Bash inserts a candidate as it is, so this quotes it unless the word has a quote already.
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

/// Zsh keeps only what begins with the word, and matches case by default.
const ZSH: &str = "zstyle ':completion:*:*:rekindle:*' matcher 'm:{[:lower:]}={[:upper:]}' 'l:|=* r:|=*'\n";

/// A shell that clap knows, with additions.
struct Tailored {
    shell: &'static dyn EnvCompleter,
    /// What is added after clap's script.
    script: &'static str,
    /// How a line of an answer is rewritten.
    answer: Option<fn(&str) -> String>,
}

impl EnvCompleter for Tailored {
    fn name(&self) -> &'static str {
        self.shell.name()
    }

    fn is(&self, name: &str) -> bool {
        self.shell.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn io::Write,
    ) -> io::Result<()> {
        self.shell.write_registration(var, name, bin, completer, buf)?;
        buf.write_all(self.script.as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn io::Write,
    ) -> io::Result<()> {
        let Some(answer) = self.answer else { return self.shell.write_complete(command, words, here, buf) };
        let mut lines = Vec::new();
        self.shell.write_complete(command, words, here, &mut lines)?;
        String::from_utf8_lossy(&lines).lines().try_for_each(|line| writeln!(buf, "{}", answer(line)))
    }
}

/// A candidate as a word of PowerShell, with its help.
fn quoted(line: &str) -> String {
    let (value, help) = line.split_once('\t').unwrap_or((line, ""));
    let is_plain = !value.contains(|c: char| c.is_whitespace() || "&'();,|{}#@$`\"".contains(c));
    let value = if is_plain { value.to_owned() } else { format!("'{}'", value.replace('\'', "''")) };
    let tab = if help.is_empty() { "" } else { "\t" };
    format!("{value}{tab}{help}")
}
