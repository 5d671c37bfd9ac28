//! Whether the files that people copy, and those that call each other, fit together.

use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use super::{ROOT, SCRIPTS, read, text, yaml};

/// Files that people copy or call, which all have to be YAML.
const YAML: [&str; 6] = [
    "action.yml",
    "docs/ci/check.yml",
    "docs/ci/agenda.yml",
    "docs/ci/code-scanning.yml",
    "docs/ci/gitlab-ci.yml",
    ".pre-commit-hooks.yaml",
];

#[test]
fn what_people_copy_is_yaml() {
    for path in YAML {
        assert!(!yaml(path).is_null(), "{path}");
    }
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &hooks[0];
    assert_eq!(hook["language"].as_str(), Some("rust"));
    assert_eq!(hook["entry"].as_str(), Some("rekindle check"));
    assert_eq!(hook["args"][0].as_str(), Some("--"), "a file may be called -x.md");
    let manual = read("docs/ci.md");
    let args = manual.lines().find(|line| line.trim_start().starts_with("# args: ")).unwrap();
    assert!(args.ends_with(", --]"), "{args}");
    for path in ["docs/ci/check.yml", "docs/ci/agenda.yml"] {
        let (workflow, action) = (yaml(path), yaml("action.yml"));
        let jobs = workflow["jobs"].as_mapping().unwrap();
        let steps = jobs.iter().flat_map(|(_, job)| job["steps"].as_sequence().unwrap());
        let ours: Vec<_> =
            steps.filter(|step| step["uses"].as_str() == Some("OWNER/rekindle@main")).collect();
        assert_eq!(ours.len(), 1, "{path}");
        for (input, _) in ours[0]["with"].as_mapping().unwrap() {
            assert!(!action["inputs"][input].is_null(), "{path}: {input:?} is no input of the action");
        }
    }
}

#[test]
fn no_script_is_put_together_from_expressions() {
    for path in &YAML[..4] {
        let mut runs = Vec::new();
        find_runs(&yaml(path), &mut runs);
        assert!(runs.iter().all(|run| !run.contains("${{")), "{path}: {runs:?}");
        assert_eq!(runs.is_empty(), !read(path).contains("run: "), "{path}");
    }
}

/// Every script that a workflow or an action holds.
fn find_runs(value: &Value, runs: &mut Vec<String>) {
    for (key, value) in value.as_mapping().into_iter().flatten() {
        match value.as_str() {
            Some(script) if key.as_str() == Some("run") => runs.push(script.to_owned()),
            _ => find_runs(value, runs),
        }
    }
    value.as_sequence().into_iter().flatten().for_each(|value| find_runs(value, runs));
}

#[test]
fn every_file_that_is_named_exists() {
    let naming = YAML.into_iter().chain(SCRIPTS).chain(["docs/ci.md"]);
    let mut named = 0;
    for path in naming {
        let page = read(path);
        for (at, _) in page.match_indices("automation/") {
            let end = page[at..].find(|c: char| !c.is_ascii_alphanumeric() && !"/.-".contains(c)).unwrap();
            let script = page[at..at + end].trim_end_matches('.');
            assert!(Path::new(ROOT).join(script).exists(), "{path} names {script}");
            named += 1;
        }
    }
    assert!(named > 5, "the scripts are named somewhere");
    let manual = read("docs/ci.md");
    for link in manual.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
        let is_ours = !link.is_empty() && !link.contains("://");
        assert!(!is_ours || Path::new(ROOT).join("docs").join(link).exists(), "docs/ci.md links to {link}");
    }
}

#[test]
fn every_option_that_is_used_exists() {
    let help = |command: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_rekindle")).args([command, "--help"]).output().unwrap();
        text(&output.stdout)
    };
    let (check, agenda) = (help("check"), help("agenda"));
    let mut seen = 0;
    for path in YAML.into_iter().chain(SCRIPTS).chain(["docs/ci.md"]) {
        for line in read(path).lines() {
            let calls: Vec<&str> = line
                .match_indices("rekindle ")
                .map(|(at, name)| &line[at + name.len()..])
                .filter(|rest| rest.starts_with("check") || rest.starts_with("agenda"))
                .chain(line.split_once("{call[@]}\"").map(|(_, rest)| rest))
                .chain(line.split_once("call+=(").map(|(_, rest)| rest))
                .collect();
            for call in calls {
                let call = call.split(['`', '|', '>', ')']).next().unwrap();
                let words: Vec<&str> = call.split_whitespace().collect();
                let helps: &[&String] = match words.first().copied().unwrap_or_default() {
                    "check" => &[&check],
                    "agenda" => &[&agenda],
                    _ => &[&check, &agenda],
                };
                // What the check's script adds is for that command alone.
                let helps = if path == "automation/check.sh" { &[&check][..] } else { helps };
                let options =
                    words.iter().enumerate().filter(|(_, word)| word.starts_with("--") && **word != "--");
                for (at, option) in options {
                    seen += 1;
                    let is_known = |help: &&String| {
                        help.contains(&format!("{option} ")) || help.contains(&format!("{option}\n"))
                    };
                    assert!(helps.iter().all(is_known), "{path}: {option} in {line}");
                    let value = words.get(at + 1).copied().unwrap_or_default();
                    if *option == "--format" && !value.contains('$') {
                        let has = |help: &&String| {
                            help.split(|c: char| !c.is_alphanumeric()).any(|word| word == value)
                        };
                        assert!(helps.iter().all(has), "{path}: {value} in {line}");
                    }
                }
            }
            for (_, format) in
                line.match_indices("REKINDLE_FORMAT=").map(|(at, name)| line.split_at(at + name.len()))
            {
                let format = format.split_whitespace().next().unwrap_or_default();
                assert!(check.contains(&format!("- {format}:")), "{path}: {format} in {line}");
            }
        }
    }
    assert!(seen > 5, "options are used somewhere");
}
