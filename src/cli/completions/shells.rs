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

/// Bash inserts a candidate as it is, so this quotes it: with backslashes, or as the quote that the word begins with
/// wants it. Without `set -f`, which ends with the function, clap's script would take stars in names for files.
const BASH: &str = r#"_rekindle() {
    local at i sign candidate word quote="${COMP_WORDS[COMP_CWORD]:0:1}"
    ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) && local - && set -f
    _clap_complete_rekindle "$@"
    for at in "${!COMPREPLY[@]}"; do
        candidate="${COMPREPLY[at]}"
        if [[ "$quote" == [\'\"] ]]; then
            [[ "$candidate" == *[\'\"\\\$\`\!]* ]] || continue
            word=
            for ((i = 0; i < ${#candidate}; i++)); do
                sign="${candidate:i:1}"
                case "$quote$sign" in
                    \'\') word+="'\\''" ;;
                    \"[\"\\\$\`]) word+="\\$sign" ;;
                    \"\!) word+="\"'!'\"" ;;
                    *) word+="$sign" ;;
                esac
            done
            COMPREPLY[at]="$word"
        elif [[ "$candidate" == *[[:space:]\&\'\"\(\)\;\<\>\|\`\$\*\?\[\]\#\!\{\}\\~^]* ]]; then
            printf -v candidate '%q' "$candidate"
            [[ "$candidate" == \$\'* ]] || candidate="${candidate//:/\\:}"
            COMPREPLY[at]="$candidate"
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

/// A candidate as a word of PowerShell, with its help. It takes typographic quotes for quotes, too.
fn quoted(line: &str) -> String {
    let (value, help) = line.split_once('\t').unwrap_or((line, ""));
    let is_special = |c: char| c.is_whitespace() || "&'();,|{}[]<>#@$`\"“”„*?~%!^".contains(c) || is_quote(c);
    let tab = if help.is_empty() { "" } else { "\t" };
    if !value.contains(is_special) {
        return format!("{value}{tab}{help}");
    }
    let mut word = String::from("'");
    for c in value.chars() {
        word.extend(std::iter::repeat_n(c, if is_quote(c) { 2 } else { 1 }));
    }
    format!("{word}'{tab}{help}")
}

/// Whether a character begins or ends a text in single quotes.
fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_are_words_of_powershell() {
        let cases = [
            ("Mira\thelp", "Mira\thelp"),
            ("Mira Vogel", "'Mira Vogel'"),
            ("Dana’s", "'Dana’’s'"),
            ("it's\tx", "'it''s'\tx"),
            ("a>b", "'a>b'"),
            ("--status=", "--status="),
            ("clients/a.md", "clients/a.md"),
        ];
        for (line, expected) in cases {
            assert_eq!(quoted(line), expected, "{line}");
        }
    }
}
