//! The names that sync programs and file managers give to a copy of a file.

use std::cmp::Reverse;

/// A file that may be a copy, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CopyName<'n> {
    /// The name of the original without its extension, if it is one.
    pub(super) original: &'n str,
    /// Whether the name can mean nothing else.
    pub(super) is_certain: bool,
}

/// What Windows and macOS call a copy that a person made, in some languages.
const COPY_WORDS: [&str; 6] = [" copy", " kopie", " copie", " copia", " cópia", " kopia"];

/// The same at the start of a name.
const COPY_OF: [&str; 6] = ["copy of ", "kopie von ", "copie de ", "copia de ", "copia di ", "cópia de "];

/// What the originals of a file may be called, the nearest first; both without the extension.
///
/// A copy may have been copied itself, so each mark is taken off the name one after the other.
pub(super) fn originals(stem: &str) -> Vec<CopyName<'_>> {
    let mut found: Vec<CopyName<'_>> = Vec::new();
    let mut left = vec![CopyName { original: stem, is_certain: false }];
    while let Some(name) = left.pop() {
        for CopyName { original, is_certain } in unmarked(name.original) {
            let original = original.trim_end();
            let copy = CopyName { original, is_certain: is_certain || name.is_certain };
            if !original.is_empty() && !found.contains(&copy) {
                found.push(copy);
                left.push(copy);
            }
        }
    }
    found.sort_by_key(|copy| Reverse((copy.original.len(), copy.is_certain)));
    found.dedup_by_key(|copy| copy.original);
    found
}

/// What a name may be without its last mark.
fn unmarked(stem: &str) -> Vec<CopyName<'_>> {
    if !may_be_marked(stem) {
        return Vec::new();
    }
    let certain = |original| CopyName { original, is_certain: true };
    let likely = |original| CopyName { original, is_certain: false };
    let mut names: Vec<CopyName<'_>> = Vec::new();
    names.extend(in_brackets(stem));
    names.extend(after_conflict(stem).or_else(|| of_synology(stem)).map(certain));
    names.extend(numbered(stem).or_else(|| copied(stem)).map(likely));
    if names.is_empty() {
        names.extend(of_computer(stem));
    }
    names
}

/// Fast path: most names have no mark, and there may be very many.
fn may_be_marked(stem: &str) -> bool {
    let last = stem.as_bytes().last().copied().unwrap_or_default();
    matches!(last, b')' | b']')
        || last.is_ascii_digit() && stem.contains(' ')
        || stem.contains("onflict")
        || copied(stem).is_some()
        || stem.split_once('-').is_some_and(|(_, rest)| rest.bytes().any(|byte| byte.is_ascii_uppercase()))
}

/// `x (Nora's conflicted copy 2026-11-10)` of Dropbox, Nextcloud and Obsidian, `x (SFConflict …)` of Seafile,
/// `x [conflicted]` of pCloud, and `x (1)` of Google Drive and browsers.
fn in_brackets(stem: &str) -> Vec<CopyName<'_>> {
    let mut names = Vec::new();
    let inner = stem.strip_suffix(')').map(|inner| (inner, '('));
    let Some((inner, open)) = inner.or_else(|| Some((stem.strip_suffix(']')?, '['))) else { return names };
    // The name of a computer within the brackets may have brackets itself.
    for (at, bracket) in inner.rmatch_indices(open) {
        let (original, words) = inner.split_at(at);
        let words = words.strip_prefix(bracket).unwrap_or(words);
        let is_certain = is_conflict(words);
        if is_certain || is_number(words, 1) {
            names.push(CopyName { original, is_certain });
        }
    }
    names
}

/// Whether the words in brackets are those of a sync program: a conflict, and a copy, a day or nothing else.
fn is_conflict(words: &str) -> bool {
    let words = words.to_lowercase();
    let names_conflict = words.contains("confli") || words.contains("konfli");
    let names_copy = words.contains("cop") || words.contains("kop") || words.contains("cóp");
    let has_day = words.chars().filter(char::is_ascii_digit).count() >= 6;
    names_conflict && (names_copy || has_day) || matches!(words.trim(), "conflict" | "conflicted")
}

/// `x.sync-conflict-20261110-093015-ABC1234` of Syncthing, `x_conflict-20261110-093015` of ownCloud, `x.Conflict` of
/// Resilio, `x.conflict1` of rclone.
fn after_conflict(stem: &str) -> Option<&str> {
    for mark in [".sync-conflict-", "_conflict-"] {
        if let Some((original, day)) = stem.rsplit_once(mark)
            && day.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some(original);
        }
    }
    let (original, mark) = stem.rsplit_once('.')?;
    mark.trim_end_matches(|c: char| c.is_ascii_digit()).eq_ignore_ascii_case("conflict").then_some(original)
}

/// `x_Nora-PC_Nov-10-0930-2026_Conflict` of Synology Drive, which may end with the reason and a number.
fn of_synology(stem: &str) -> Option<&str> {
    let unnumbered =
        stem.rsplit_once('_').filter(|(_, number)| is_number(number, 1)).map_or(stem, |(rest, _)| rest);
    let rest = unnumbered.strip_suffix("Conflict")?;
    let (rest, _reason) = rest.rsplit_once('_')?;
    let (rest, time) = rest.rsplit_once('_')?;
    let (original, _computer) = rest.rsplit_once('_')?;
    (time.matches('-').count() == 3 && time.ends_with(|c: char| c.is_ascii_digit())).then_some(original)
}

/// `x 2` of iCloud.
fn numbered(stem: &str) -> Option<&str> {
    let (original, number) = stem.rsplit_once(' ')?;
    is_number(number, 2).then_some(original)
}

/// A number up to 99 as programs count copies.
fn is_number(text: &str, least: u8) -> bool {
    let is_plain =
        text.len() <= 2 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && text.parse().is_ok_and(|number: u8| number >= least)
}

/// `x - Copy` of Windows, `x copy` of macOS, `Copy of x` of Google Drive.
fn copied(stem: &str) -> Option<&str> {
    let original = COPY_WORDS.iter().find_map(|word| {
        let (original, last) = stem.split_at_checked(stem.len().checked_sub(word.len())?)?;
        last.eq_ignore_ascii_case(word).then_some(original)
    });
    if let Some(original) = original {
        return Some(original.strip_suffix(" -").unwrap_or(original));
    }
    COPY_OF.iter().find_map(|word| {
        let (first, original) = stem.split_at_checked(word.len())?;
        first.eq_ignore_ascii_case(word).then_some(original)
    })
}

/// Parts of the names that computers are given when they are set up.
const COMPUTERS: [&str; 6] = ["-DESKTOP-", "-LAPTOP-", "MacBook", "iMac", "Mac-mini", "-PC"];

/// `x-DESKTOP-ABC123` of `OneDrive`. A computer's name may have dashes, so there are several ways to cut it off.
fn of_computer(stem: &str) -> Vec<CopyName<'_>> {
    let mut names = Vec::new();
    for (at, _) in stem.rmatch_indices('-') {
        let (original, computer) = stem.split_at(at);
        if COMPUTERS.iter().any(|known| computer.contains(known)) {
            names.push(CopyName { original, is_certain: is_windows_name(computer) });
        }
    }
    names
}

/// Whether a text is a name that Windows makes up: `-DESKTOP-ABC123`.
fn is_windows_name(text: &str) -> bool {
    let number = text.strip_prefix("-DESKTOP-").or_else(|| text.strip_prefix("-LAPTOP-"));
    let is_made_up = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    number.is_some_and(|number| number.len() >= 4 && number.bytes().all(is_made_up))
}

#[cfg(test)]
mod tests {
    use super::originals;

    #[test]
    fn copies_are_known_by_their_names() {
        // Certain ones end with `!`.
        let cases: &[(&str, &[&str])] = &[
            ("harbor (conflicted copy 2026-11-10 093015)", &["harbor!"]),
            ("harbor (Nora's conflicted copy 2026-11-10)", &["harbor!"]),
            ("harbor (Nora (PC)'s conflicted copy 2026-11-10)", &["harbor (Nora!", "harbor!"]),
            ("harbor (Conflicted copy Noras phone 202611100930)", &["harbor!"]),
            ("harbor (In Konflikt stehende Kopie von Nora 2026-11-10)", &["harbor!"]),
            ("harbor (Copie en conflit de Nora 2026-11-10)", &["harbor!"]),
            ("harbor (Cópia em conflito de Nora 2026-11-10)", &["harbor!"]),
            ("harbor (SFConflict nora@example.org 2026-11-10-09-30-15)", &["harbor!"]),
            ("harbor [conflicted]", &["harbor!"]),
            ("harbor.sync-conflict-20261110-093015-ABC1234", &["harbor!"]),
            ("harbor_conflict-20261110-093015", &["harbor!"]),
            ("harbor.Conflict", &["harbor!"]),
            ("harbor.conflict1", &["harbor!"]),
            ("harbor_Nora-PC_Nov-10-0930-2026_Conflict", &["harbor!"]),
            ("harbor foods_Nora-PC_Nov-10-0930-2026_CaseConflict_1", &["harbor foods!"]),
            ("harbor-DESKTOP-ABC123", &["harbor!"]),
            ("harbor-Noras-MacBook-Pro", &["harbor-Noras", "harbor"]),
            ("harbor 2", &["harbor"]),
            ("harbor (1)", &["harbor"]),
            ("harbor (1) (1)", &["harbor (1)", "harbor"]),
            ("harbor copy", &["harbor"]),
            ("harbor copy 2", &["harbor copy", "harbor"]),
            ("harbor - Copy", &["harbor"]),
            ("harbor - Kopie (2)", &["harbor - Kopie", "harbor"]),
            ("Copy of harbor", &["harbor"]),
            ("Café - Cópia", &["Café"]),
            ("harbor 2 (conflicted copy 2026-11-10)", &["harbor 2!", "harbor!"]),
            ("harbor (conflicted copy 2026-11-10) (1)", &["harbor (conflicted copy 2026-11-10)", "harbor!"]),
            // Names that people give.
            ("harbor", &[]),
            ("harbor 1", &[]),
            ("harbor 02", &[]),
            ("harbor 100", &[]),
            ("harbor-foods", &[]),
            ("harbor (Hamburg)", &[]),
            ("harbor (conflict of interest)", &[]),
            ("harbor (conflict 2024)", &[]),
            ("conflicted copy", &["conflicted"]),
            ("(conflicted copy 2026-11-10)", &[]),
            ("harbor_conflict-of-interest", &[]),
            ("Copycat", &[]),
            ("Desktop-Publishing Meier", &[]),
            ("2", &[]),
            ("", &[]),
        ];
        for (name, expected) in cases {
            let found: Vec<String> = originals(name)
                .iter()
                .map(|copy| format!("{}{}", copy.original, if copy.is_certain { "!" } else { "" }))
                .collect();
            assert_eq!(found, *expected, "{name}");
        }
    }
}
