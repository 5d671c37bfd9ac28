//! Finds the notes in a folder; the only user of walkdir.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::{DirEntry, WalkDir};

use super::copies::Suspect;
use crate::model::composed;
use crate::text::slice;

/// A file that is a note, or something that cannot be read. There may be very many, so it is small.
#[derive(Debug)]
pub(crate) struct Found {
    /// The path relative to the vault, with `/`.
    pub(crate) path: Box<str>,
    /// Set for the few notes that are not simply read from that path.
    pub(crate) special: Option<Box<Special>>,
}

/// What is special about a note.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Special {
    /// It is at this path, which is not valid Unicode.
    At(PathBuf),
    /// It cannot be read, for this reason.
    Nowhere(String),
    /// Only its placeholder is here, which has this name.
    NotDownloaded(String),
    /// It may be a copy of another note.
    Copy(Suspect),
}

impl Found {
    /// Orders notes by their paths. Only those of files whose names are not valid Unicode may be equal.
    pub(crate) fn rank(&self) -> impl Ord {
        (&*self.path, &self.special)
    }

    fn special(path: String, special: Special) -> Self {
        Self { path: path.into(), special: Some(Box::new(special)) }
    }

    fn nowhere(path: String, reason: &impl ToString) -> Self {
        Self::special(path, Special::Nowhere(reason.to_string()))
    }
}

/// Which files of a folder count as notes.
#[derive(Debug, Default)]
pub(crate) struct NoteFilter {
    /// Patterns of which a note has to match one, if there are any.
    pub(crate) notes: Vec<Pattern>,
    /// Patterns of excluded files and folders.
    pub(crate) ignore: Vec<Pattern>,
    /// Files that rekindle itself writes.
    pub(crate) generated: Vec<PathBuf>,
}

impl NoteFilter {
    /// Whether a path matches one of the patterns for notes.
    fn selects(&self, path: &str) -> bool {
        self.notes.is_empty() || self.notes.iter().any(|pattern| pattern.covers(path))
    }
}

/// A glob as in `.gitignore`: without a slash it matches names at any depth, with one it matches paths relative to the
/// vault; one that matches a folder covers everything in it.
#[derive(Debug)]
pub(crate) struct Pattern {
    glob: GlobMatcher,
    whole_path: bool,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Result<Self, globset::Error> {
        let text = composed(text);
        let anchored = text.trim().trim_start_matches("./");
        let path = anchored.strip_suffix("/**").unwrap_or(anchored).trim_end_matches('/');
        let whole_path = path.contains('/') || anchored.ends_with("/**");
        let glob = GlobBuilder::new(path.trim_start_matches('/')).literal_separator(true).build()?;
        Ok(Self { glob: glob.compile_matcher(), whole_path })
    }

    fn matches(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.glob.is_match(&*composed(if self.whole_path { path } else { name }))
    }

    /// Whether the path or one of its parent folders matches.
    fn covers(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| slice(path, ..at));
        folders.chain([path]).any(|path| self.matches(path))
    }
}

/// Passes each note of a folder to `take` as it is found, in no particular order.
pub(crate) fn notes(root: &Path, filter: &NoteFilter, mut take: impl FnMut(Found)) {
    // The paths of the parent folders of an entry, from the top down.
    let mut folders: Vec<String> = Vec::new();
    let mut walk = WalkDir::new(root).min_depth(1).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                take(unreadable(root, &error));
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy();
        folders.truncate(entry.depth() - 1);
        let path = folders.last().map_or_else(|| name.to_string(), |folder| [folder, "/", &*name].concat());
        let is_folder = entry.file_type().is_dir();
        let is_excluded = is_excluded(&path, entry.path(), is_folder, filter);
        if is_folder && is_excluded {
            walk.skip_current_dir();
        } else if is_folder {
            folders.push(path);
        } else if !is_excluded && is_note(&path) && filter.selects(&path) {
            inspect(path, entry, root, filter).map(&mut take);
        } else if is_excluded {
            not_downloaded(&path, root, filter).map(&mut take);
        }
    }
}

/// Whether a file at that path would be one of which copies are no notes of their own: a note, or the agenda.
pub(super) fn may_be_copied(root: &Path, path: &str, filter: &NoteFilter) -> bool {
    would_be_note(root, path, filter) || filter.generated.contains(&root.join(path))
}

/// Whether a file at that path would be a note if it existed.
pub(crate) fn would_be_note(root: &Path, path: &str, filter: &NoteFilter) -> bool {
    let mut folders = path.match_indices('/').map(|(at, _)| slice(path, ..at));
    is_note(path)
        && !folders.any(|folder| is_excluded(folder, &root.join(folder), true, filter))
        && !is_excluded(path, &root.join(path), false, filter)
        && filter.selects(path)
}

/// The files in template folders that have one of some names, like `client.md` or `drafts/retry.email.txt`: those with
/// the first name before those with the second, each in the order of their paths.
pub(crate) fn templates(root: &Path, filter: &NoteFilter, names: &[&str]) -> Vec<PathBuf> {
    let walk = WalkDir::new(root).into_iter();
    let mut found: Vec<(usize, PathBuf)> = Vec::new();
    for entry in walk.filter_entry(|entry| may_lead_to_templates(root, entry, filter)).flatten() {
        let path = relative_to(root, entry.path());
        if let Some(rank) = names.iter().position(|name| is_template(&path, name))
            && entry.path().is_file()
        {
            found.push((rank, entry.into_path()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, path)| path).collect()
}

/// Whether an entry may be a template, or a folder with templates.
fn may_lead_to_templates(root: &Path, entry: &DirEntry, filter: &NoteFilter) -> bool {
    let is_folder = entry.file_type().is_dir();
    let name = entry.file_name().to_string_lossy();
    let path = relative_to(root, entry.path());
    let is_in_template_folder = path.split('/').any(is_template_folder);
    entry.depth() == 0
        || (is_folder && is_template_folder(&name))
        || (is_in_template_folder && !name.starts_with('.'))
        || !is_excluded(&path, entry.path(), is_folder, filter)
}

/// Whether a path relative to the vault is that of a template with this name, in upper or lower case.
fn is_template(path: &str, name: &str) -> bool {
    let (path, name) = (path.to_lowercase(), name.to_lowercase());
    let folder = path.strip_suffix(&name).and_then(|folder| folder.strip_suffix('/'));
    folder.is_some_and(|folder| folder.rsplit('/').next().is_some_and(is_template_folder))
}

/// A folder or file that cannot be read.
fn unreadable(root: &Path, error: &walkdir::Error) -> Found {
    let path = error.path().map_or_else(String::new, |path| relative_to(root, path));
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Found::nowhere(path, &reason)
}

/// The note that a hidden file stands for, such as `.harbor.md.icloud`, if the note itself is not there.
fn not_downloaded(hidden: &str, root: &Path, filter: &NoteFilter) -> Option<Found> {
    let rest = hidden.strip_suffix(".icloud")?;
    let (folder, name) = rest.rsplit_once('/').map_or(("", rest), |(folder, name)| (folder, name));
    let path = Path::new(folder).join(name.strip_prefix('.')?);
    let path = relative_to(root, &path);
    let is_missing = would_be_note(root, &path, filter) && !root.join(&path).exists();
    let placeholder = hidden.rsplit('/').next().unwrap_or(hidden).to_owned();
    is_missing.then(|| Found::special(path, Special::NotDownloaded(placeholder)))
}

/// The note at a path; none if it is a folder.
fn inspect(path: String, entry: DirEntry, root: &Path, filter: &NoteFilter) -> Option<Found> {
    let mut kind = entry.file_type();
    if kind.is_symlink() {
        match entry.path().metadata() {
            Ok(target) => kind = target.file_type(),
            Err(error) => return Some(Found::nowhere(path, &error)),
        }
    }
    if kind.is_dir() {
        return None;
    }
    // Reading a pipe or a device might never end.
    if !kind.is_file() {
        return Some(Found::nowhere(path, &"it is not a regular file"));
    }
    if entry.path().to_str().is_none() {
        return Some(Found::special(path, Special::At(entry.into_path())));
    }
    let is_there = |original: &str| may_be_copied(root, original, filter) && root.join(original).is_file();
    let suspect = Suspect::of(&path, &is_there);
    let special = suspect.map(|suspect| Box::new(Special::Copy(suspect)));
    Some(Found { path: path.into(), special })
}

/// Whether a file or folder is not part of the vault; an excluded folder is not searched.
fn is_excluded(path: &str, file: &Path, is_folder: bool, filter: &NoteFilter) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('.')
        || (is_folder && (is_template_folder(name) || is_backup_folder(path)))
        || (!is_folder
            && (is_project_file(name)
                || filter.generated.iter().any(|generated| is_same_file(generated, file))))
        || filter.ignore.iter().any(|pattern| pattern.matches(path))
}

/// `templates`, `_template`, `01-Templates`, `99 Templates`, `99_templates`.
fn is_template_folder(name: &str) -> bool {
    let name = name.to_lowercase();
    let unnumbered = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let plain = match unnumbered.strip_prefix(['-', '_', ' ']) {
        Some(plain) if unnumbered.len() < name.len() => plain,
        _ => name.strip_prefix('_').unwrap_or(&name),
    };
    matches!(plain, "template" | "templates")
}

/// Whether a folder is the one in which Logseq keeps old versions of notes.
fn is_backup_folder(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let is = |part: Option<&str>, name| part.is_some_and(|part| part.eq_ignore_ascii_case(name));
    is(parts.next(), "bak") && is(parts.next(), "logseq")
}

/// Whether a file is about the folder rather than about a client.
fn is_project_file(name: &str) -> bool {
    name.eq_ignore_ascii_case("README.md") || name.eq_ignore_ascii_case("CHANGELOG.md")
}

/// Whether two paths are one in whatever form their letters are.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let path = |path: &Path| composed(&path.to_string_lossy()).into_owned();
    one == other || !one.as_os_str().is_ascii() && path(one) == path(other)
}

fn is_note(path: &str) -> bool {
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    extension.is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

fn relative_to(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Pattern, is_note, is_template, is_template_folder};

    #[test]
    fn template_folders_are_recognized_by_name() {
        let names = [
            "template",
            "Templates",
            "_templates",
            "01-Template",
            "99-TEMPLATES",
            "99 Templates",
            "1_templates",
        ];
        for name in names {
            assert!(is_template_folder(name), "{name}");
        }
        for name in ["my templates", "-templates", " templates", "templates2", "__templates", "01templates"] {
            assert!(!is_template_folder(name), "{name}");
        }
    }

    #[test]
    fn templates_are_found_in_template_folders() {
        let cases = [
            ("templates/client.md", "client.md", true),
            ("a/03-Templates/Client.md", "client.md", true),
            ("templates/old/client.md", "client.md", false),
            ("templates/my-client.md", "client.md", false),
            ("client.md", "client.md", false),
            ("_templates/Drafts/retry.email.txt", "drafts/retry.email.txt", true),
            ("drafts/retry.email.txt", "drafts/retry.email.txt", false),
        ];
        for (path, name, expected) in cases {
            assert_eq!(is_template(path, name), expected, "{path}");
        }
    }

    #[test]
    fn notes_are_markdown_in_any_case() {
        assert!(is_note("a/B.MD") && is_note("x.markdown") && is_note("a.b.md"));
        assert!(!is_note("md") && !is_note("x.mdx") && !is_note("a.md/x"));
    }

    #[test]
    fn patterns_match_as_in_gitignore() {
        let cases = [
            ("archive", "archive/x.md", true),
            ("archive/", "old/archive/x.md", true),
            ("/archive", "old/archive/x.md", false),
            ("archive/**", "archive/a/x.md", true),
            ("archive/**", "old/archive/x.md", false),
            ("clients/*.md", "clients/x.md", true),
            ("clients/*.md", "clients/a/x.md", false),
            ("clients/**/*.md", "clients/a/b/x.md", true),
            ("*.draft.md", "a/b/x.draft.md", true),
            ("**/old/**", "a/old/x.md", true),
            ("*.{md,markdown}", "x.markdown", true),
            ("Müller", "Mu\u{308}ller/x.md", true),
            ("a/Mu\u{308}*.md", "a/Müller.md", true),
        ];
        for (pattern, path, covers) in cases {
            assert_eq!(Pattern::new(pattern).unwrap().covers(path), covers, "{pattern} {path}");
        }
        assert!(Pattern::new("[").is_err());
    }
}
