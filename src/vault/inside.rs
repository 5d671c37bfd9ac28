//! Which paths the configuration may name. A vault is data, often somebody else's: to run a command on it must not write
//! elsewhere, nor into what decides what other programs do.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::CONFIGURATION;

/// Links to links are followed so often.
const MOST_LINKS: usize = 40;

/// Why the file at a path may not be the agenda of a vault.
pub(super) fn refused_agenda(root: Option<&Path>, path: &str) -> Option<String> {
    let Some(followed) = followed(root, path) else { return Some(outside(path, "-o")) };
    let is_hidden = |part: &OsStr| part.as_encoded_bytes().starts_with(b".") && part != "." && part != "..";
    if Path::new(path).iter().chain(&followed).any(is_hidden) {
        return Some(format!(
            "“{path}” leads to a hidden file or folder, and those are no part of the vault"
        ));
    }
    let mut parts = followed.iter().filter(|part| *part != ".");
    let is_configuration = parts.next().is_some_and(|part| part.eq_ignore_ascii_case(CONFIGURATION));
    (is_configuration && parts.next().is_none())
        .then(|| format!("“{path}” is the configuration; name another file"))
}

/// Why the file at a path may not be the template that the configuration names.
pub(super) fn refused_template(root: Option<&Path>, path: &str) -> Option<String> {
    followed(root, path).is_none().then(|| outside(path, "--template"))
}

fn outside(path: &str, option: &str) -> String {
    format!(
        "“{path}” leads out of the vault; name a file inside of it, or give it on the command line with {option}"
    )
}

/// Whether a path, as it is written, leads out of the vault on any system.
fn is_written_outside(path: &str) -> bool {
    let has_drive =
        path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut depth = 0_usize;
    for part in path.split(['/', '\\']) {
        match (part, depth) {
            ("" | ".", _) => {}
            ("..", 0) => return true,
            ("..", _) => depth -= 1,
            _ => depth += 1,
        }
    }
    has_drive || path.starts_with(['/', '\\'])
}

/// The path from the vault to where a path leads once its links are followed; none if that is outside of the vault. The
/// file may not exist yet, and a vault in memory has no links.
fn followed(root: Option<&Path>, path: &str) -> Option<PathBuf> {
    if is_written_outside(path) {
        return None;
    }
    // That a vault is not there is reported when its notes are read.
    let Some(root) = root.and_then(|root| fs::canonicalize(root).ok()) else { return Some(path.into()) };
    let target = resolved(&root.join(path), MOST_LINKS)?;
    target.strip_prefix(&root).ok().map(Path::to_owned)
}

fn resolved(path: &Path, links: usize) -> Option<PathBuf> {
    if let Ok(target) = fs::canonicalize(path) {
        return Some(target);
    }
    // A link to a file that is not there yet.
    if let Ok(target) = fs::read_link(path) {
        return resolved(&path.parent()?.join(target), links.checked_sub(1)?);
    }
    Some(resolved(path.parent()?, links)?.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use super::{is_written_outside, refused_agenda, refused_template};

    #[test]
    fn paths_are_inside_or_outside_on_every_system() {
        for path in ["agenda.md", "./lists/agenda.md", "lists/../agenda.md", "a..b.md", "~/agenda.md", "..."]
        {
            assert!(!is_written_outside(path), "{path}");
        }
        let outside =
            ["/agenda.md", "../agenda.md", "lists/../../agenda.md", "..", "\\agenda.md", "C:agenda.md"];
        for path in outside.into_iter().chain(["a\\..\\..\\agenda.md", "//host/agenda.md", "./..//agenda.md"])
        {
            assert!(is_written_outside(path), "{path}");
        }
    }

    #[test]
    fn the_agenda_is_a_file_that_may_be_written() {
        let cases = [
            ("lists/agenda.md", None),
            ("lists/rekindle.yaml", None),
            ("../agenda.md", Some("leads out")),
            (".git/config", Some("hidden")),
            ("lists/.agenda.md", Some("hidden")),
            ("rekindle.yaml", Some("the configuration")),
            ("./Rekindle.YAML", Some("the configuration")),
        ];
        for (path, expected) in cases {
            let refused = refused_agenda(None, path);
            assert_eq!(refused.is_some(), expected.is_some(), "{path}");
            assert!(refused.unwrap_or_default().contains(expected.unwrap_or_default()), "{path}");
        }
        assert_eq!(refused_template(None, ".templates/agenda.md"), None);
        assert!(refused_template(None, "/etc/passwd").is_some());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed() {
        use std::fs;
        use std::os::unix::fs::symlink;
        use std::path::Path;

        use super::followed;

        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("vault");
        fs::create_dir_all(root.join("lists")).unwrap();
        fs::create_dir_all(folder.path().join("elsewhere")).unwrap();
        let links = [
            ("inside.md", "lists/agenda.md"),
            ("outside.md", "../elsewhere/agenda.md"),
            ("twice.md", "outside.md"),
            ("loop.md", "loop.md"),
            ("folder", "lists"),
            ("out", "../elsewhere"),
        ];
        for (link, target) in links {
            symlink(target, root.join(link)).unwrap();
        }
        let cases = [
            ("agenda.md", Some("agenda.md")),
            ("new/agenda.md", Some("new/agenda.md")),
            ("inside.md", Some("lists/agenda.md")),
            ("folder/agenda.md", Some("lists/agenda.md")),
            ("folder/../agenda.md", Some("agenda.md")),
            ("outside.md", None),
            ("twice.md", None),
            ("loop.md", None),
            ("out/agenda.md", None),
            ("out/new/agenda.md", None),
            ("out/../agenda.md", None),
        ];
        symlink("../rekindle.yaml", root.join("lists/page.md")).unwrap();
        assert!(refused_agenda(Some(&root), "lists/page.md").is_some());
        for (path, expected) in cases {
            assert_eq!(followed(Some(&root), path).as_deref(), expected.map(Path::new), "{path}");
        }
    }
}
