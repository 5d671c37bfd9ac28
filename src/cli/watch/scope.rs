//! Which files an agenda is made from.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use rekindle::vault::CONFIGURATION;

/// The files whose change may change the agenda. All paths are absolute.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scope {
    /// The vault.
    pub(super) root: PathBuf,
    /// Files that rekindle writes itself.
    pub(super) written: Vec<PathBuf>,
    /// The template of the page, in the vault or elsewhere.
    pub(super) template: Option<PathBuf>,
}

impl Scope {
    /// Whether a file that is, or was, at that path may be part of the agenda.
    pub(super) fn matters(&self, path: &Path) -> bool {
        // An empty path means any.
        if path.as_os_str().is_empty() || self.template.as_deref() == Some(path) {
            return true;
        }
        let Ok(within) = path.strip_prefix(&self.root) else { return false };
        let is_hidden = within.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        if is_hidden || self.written.iter().any(|file| file == path) {
            return false;
        }
        // A folder is moved with its notes; a path that is gone may have been one.
        is_note(path) || is_configuration(within) || path.is_dir() || !path.exists()
    }

    /// The folders of the vault, each before those within it, to be visited one by one.
    pub(super) fn folders(&self) -> Folders {
        Folders { last: None, ahead: vec![self.root.clone()] }
    }

    /// A hash of the name, size and time of all files that matter.
    pub(super) fn fingerprint(&self) -> u64 {
        let files = self.folders().flat_map(|folder| entries(&folder)).filter(|(_, is_folder)| !is_folder);
        let files = files.map(|(path, _)| path).filter(|path| self.matters(path));
        // A sum, since folders list their files in no order.
        files.chain(self.template.clone()).fold(0, |sum: u64, path| sum.wrapping_add(fingerprint(&path)))
    }
}

fn fingerprint(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    let metadata = fs::metadata(path).ok();
    metadata.map(|metadata| (metadata.len(), metadata.modified().ok())).hash(&mut hasher);
    hasher.finish()
}

/// Folders that are not hidden. Each is read when the next is asked for.
pub(super) struct Folders {
    last: Option<PathBuf>,
    ahead: Vec<PathBuf>,
}

impl Iterator for Folders {
    type Item = PathBuf;

    fn next(&mut self) -> Option<PathBuf> {
        let within = self.last.take().map(|last| entries(&last)).unwrap_or_default();
        self.ahead.extend(within.into_iter().filter(|(_, is_folder)| *is_folder).map(|(path, _)| path));
        self.last = self.ahead.pop();
        self.last.clone()
    }
}

/// The visible entries of a folder, and whether each is a folder itself; none if it cannot be read. A link is not
/// followed, so it is no folder.
fn entries(folder: &Path) -> Vec<(PathBuf, bool)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let visible = entries.filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    visible.map(|entry| (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir()))).collect()
}

fn is_note(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

fn is_configuration(within: &Path) -> bool {
    within == Path::new(CONFIGURATION) || within == Path::new("rekindle.yml")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Scope;

    #[test]
    fn notes_configuration_template_and_folders_matter() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("vault");
        let template = folder.path().join("page.txt");
        fs::create_dir_all(root.join("clients")).unwrap();
        for file in ["clients/photo.jpg", "clients/harbor.md~", "agenda.md", "clients/rekindle.yaml"] {
            fs::write(root.join(file), "").unwrap();
        }
        let scope = Scope {
            root: root.clone(),
            written: vec![root.join("agenda.md")],
            template: Some(template.clone()),
        };
        let cases = [
            ("", true),
            ("clients", true),
            ("clients/harbor.md", true),
            ("clients/Harbor.MARKDOWN", true),
            ("rekindle.yaml", true),
            ("rekindle.yml", true),
            // It may have been a folder.
            ("gone", true),
            ("clients/photo.jpg", false),
            ("clients/harbor.md~", false),
            ("clients/rekindle.yaml", false),
            ("agenda.md", false),
            (".rekindle-x7", false),
            (".git/refs/heads/main.md", false),
            ("clients/.harbor.md.swp", false),
        ];
        for (path, expected) in cases {
            assert_eq!(scope.matters(&root.join(path)), expected, "{path}");
        }
        assert!(scope.matters(&template));
        assert!(!scope.matters(&folder.path().join("other.md")));
    }

    #[test]
    fn a_fingerprint_changes_with_what_matters() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        let scope = Scope { root: root.clone(), written: vec![root.join("agenda.md")], template: None };
        let mut last = scope.fingerprint();
        let mut has_changed = |what: &str| {
            let now = scope.fingerprint();
            assert_eq!(scope.fingerprint(), now, "after {what}");
            std::mem::replace(&mut last, now) != now
        };
        let write = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
        fs::create_dir_all(root.join("clients/old")).unwrap();
        fs::create_dir(root.join(".git")).unwrap();
        assert!(!has_changed("empty folders"));
        write("clients/old/harbor.md", "one");
        assert!(has_changed("a new note"));
        write("clients/old/harbor.md", "three");
        assert!(has_changed("another text"));
        write("agenda.md", "x");
        write(".git/x.md", "x");
        assert!(!has_changed("files that do not matter"));
        fs::rename(root.join("clients/old"), root.join("clients/new")).unwrap();
        assert!(has_changed("a folder with another name"));
        fs::remove_dir_all(root.join("clients")).unwrap();
        assert!(has_changed("a folder that is gone"));
    }
}
