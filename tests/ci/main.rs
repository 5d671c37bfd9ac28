//! What runs in CI: the scripts of `automation/`, the action and the GitLab template that call them, the hooks, and
//! whether all of these files fit together.
//!
//! The scripts run on repositories made for the test, with a bare one beside as the remote. They need bash and git;
//! where these are missing the tests say so and pass.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what the tests share may fail like the tests")]

mod files;
mod repository;

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::Output;

use serde_yaml::Value;

use repository::Repository;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const MONDAY: &str = "2026-11-23";
const NEXT_MONDAY: &str = "2026-11-30";
const SOUND: &str = "## 2026-09-14 Call with Dana\n";
const BROKEN: &str = "## 2026-02-30 Call with Dana\n";

const SCRIPTS: [&str; 4] =
    ["automation/check.sh", "automation/agenda.sh", "automation/options.sh", "automation/key.sh"];

#[test]
fn a_clean_vault_passes_and_nothing_is_said() {
    let Some(it) = Repository::with("a_clean_vault", ".", SOUND) else { return };
    assert_eq!(it.check(&[]), (0, String::new()));
    assert_eq!(it.check(&[("REKINDLE_STRICT", "true")]), (0, String::new()));
    it.assert_clean();
}

#[test]
fn a_slip_fails_with_an_annotation_and_as_text() {
    let Some(it) = Repository::with("a_slip", "our notes", BROKEN) else { return };
    let (code, said) = it.check(&[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.starts_with("::error file=our notes/dana.md,line=1,endLine=1,col=4,"), "{said}");
    let (_, listing) = said.split_once("\n::stop-commands::").unwrap();
    assert!(listing.contains("\n --> our notes/dana.md:1:4\n"), "{said}");
    let pause = listing.lines().next().unwrap();
    assert!(listing.ends_with(&format!("\n::{pause}::\n")), "commands work again: {said}");

    let (code, said) = it.check(&[("REKINDLE_FORMAT", "short")]);
    assert_eq!((code, said.lines().count()), (1, 1), "{said}");
}

#[test]
fn warnings_fail_if_asked_to() {
    let Some(it) = Repository::with("warnings", ".", &SOUND.repeat(2)) else { return };
    let (code, said) = it.check(&[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("::warning file=dana.md,"), "{said}");
    assert_eq!(it.check(&[("REKINDLE_STRICT", "true")]).0, 1);
    assert_eq!(it.check(&[("REKINDLE_STRICT", "yes")]).0, 2, "what is not understood is not ignored");
}

#[test]
fn a_configuration_that_cannot_be_read_is_no_clean_vault() {
    let Some(it) = Repository::with("a_configuration", ".", SOUND) else { return };
    it.write("rekindle.yaml", "dayz: 7\n");
    let (code, said) = it.check(&[]);
    assert_eq!(code, 2);
    assert!(said.starts_with("::error file=rekindle.yaml,line=1,"), "{said}");
}

#[test]
fn options_are_words_and_nothing_else() {
    let Some(it) = Repository::with("options", ".", BROKEN) else { return };
    let check = |options| it.check(&[("REKINDLE_ARGS", options)]);
    assert_eq!(check("--skip impossible-date").0, 0);
    assert_eq!(check("--skip\n  impossible-date\n").0, 0, "lines do, too");
    assert_eq!(check(" \n ").0, 1);
    assert_eq!(check("--skip impossible-date --today '21 November 2026' \"dana.md\"").0, 0);
    for attack in ["; touch sprung", "$(touch sprung)", "`touch sprung`", "x\" ; touch sprung; \"", "*", "'"]
    {
        assert_ne!(check(attack).0, 0, "{attack}");
    }
    assert!(!it.path("work/sprung").exists());
}

#[test]
fn the_agenda_is_committed_when_it_changed_and_only_then() {
    let Some(it) = Repository::with("the_agenda", ".", SOUND) else { return };
    it.agenda(MONDAY, 0, &[]);
    assert_eq!(it.commits(), ["Renew the agenda", "The first note"]);
    assert!(it.pushed("agenda.md").starts_with("# Agenda for Monday 23 November 2026\n"));
    it.assert_clean();
    let author = it.git("work", &["log", "-1", "--format=%an, %cn: %b"]);
    assert!(author.starts_with("rekindle, rekindle: agenda.md: 1 to reconnect with"), "{author}");

    let said = it.agenda(MONDAY, 0, &[]);
    assert!(said.contains("nothing to commit"), "{said}");
    assert_eq!(it.commits().len(), 2);
    it.assert_clean();

    let bot = [("GIT_AUTHOR_NAME", "a bot"), ("GIT_AUTHOR_EMAIL", "bot@example.com")];
    it.agenda(NEXT_MONDAY, 0, &bot);
    assert_eq!(it.commits().len(), 3);
    assert_eq!(it.git("work", &["log", "-1", "--format=%an <%ae>, %cn"]), "a bot <bot@example.com>, a bot\n");
    it.assert_clean();
}

#[test]
fn the_agenda_is_found_wherever_it_is() {
    let Some(it) = Repository::with("wherever", "our notes: 1", SOUND) else { return };
    it.write("rekindle.yaml", "agenda: lists/to do.md\n");
    it.write("lists/.gitkeep", "");
    it.commit("work", "Settings");
    it.agenda(MONDAY, 0, &[]);
    assert!(it.pushed("lists/to do.md").starts_with("# Agenda for Monday"));
    it.assert_clean();
    it.agenda(MONDAY, 0, &[]);
    assert_eq!(it.commits(), ["Renew the agenda", "Settings", "The first note"]);
}

#[test]
fn nothing_but_the_agenda_is_committed() {
    let Some(it) = Repository::with("nothing_but", ".", SOUND) else { return };
    it.write("notes of mine.md", "Not yet.\n");
    it.write("dana.md", &SOUND.replace("Call", "Lunch"));
    it.agenda(MONDAY, 0, &[]);
    assert_eq!(it.git("work", &["show", "--name-only", "--format="]), "agenda.md\n");
    assert_eq!(it.git("work", &["status", "--porcelain"]), " M dana.md\n?? \"notes of mine.md\"\n");
}

#[test]
fn slips_do_not_keep_the_agenda_from_being_written() {
    let Some(it) = Repository::with("slips", ".", BROKEN) else { return };
    it.agenda(MONDAY, 0, &[]);
    assert!(it.pushed("agenda.md").contains("\n## Needs fixing\n"));
    it.agenda(NEXT_MONDAY, 1, &[("REKINDLE_STRICT", "true")]);
    assert!(it.pushed("agenda.md").starts_with("# Agenda for Monday 30 November"), "it is pushed first");
    it.agenda(NEXT_MONDAY, 1, &[("REKINDLE_STRICT", "true")]);
    assert_eq!(it.commits().len(), 3);
    it.assert_clean();
}

#[test]
fn what_cannot_run_commits_nothing() {
    let Some(it) = Repository::with("what_cannot_run", ".", SOUND) else { return };
    it.agenda(MONDAY, 2, &[("REKINDLE_ARGS", "--day 7")]);
    it.agenda(MONDAY, 2, &[("REKINDLE_VAULT", "nowhere")]);
    assert_eq!(it.commits().len(), 1);
    it.assert_clean();
}

#[test]
fn whoever_pushed_meanwhile_loses_nothing() {
    let Some(it) = Repository::with("meanwhile", "our notes", SOUND) else { return };
    it.others_push("lee.md", "## 2026-08-20 Lunch with Lee\n");
    it.agenda(MONDAY, 0, &[]);
    assert_eq!(it.commits(), ["Renew the agenda", "Their work", "The first note"]);
    assert!(it.pushed("lee.md").contains("Lunch with Lee"));
    assert!(it.pushed("agenda.md").contains("[lee](lee.md)"), "the agenda knows the new note");
    it.assert_clean();
}

#[test]
fn an_agenda_that_somebody_else_renewed_meanwhile_is_no_conflict() {
    let Some(it) = Repository::with("two_agendas", ".", SOUND) else { return };
    it.others_push("agenda.md", "# Agenda for Sunday 22 November 2026\n\nNothing.\n");
    it.agenda(MONDAY, 0, &[]);
    assert_eq!(it.commits(), ["Renew the agenda", "Their work", "The first note"]);
    assert!(it.pushed("agenda.md").contains("[dana](dana.md)"));
    it.assert_clean();
}

#[test]
fn a_shallow_clone_without_a_branch_is_enough() {
    let Some(it) = Repository::with("shallow", ".", SOUND) else { return };
    it.write("kim.md", SOUND);
    it.commit("work", "A second note");
    it.git("work", &["push", "--quiet"]);
    fs::remove_dir_all(it.path("work")).unwrap();
    it.git(".", &["clone", "--quiet", "--depth=1", &it.url(), "work"]);
    it.git("work", &["checkout", "--quiet", "--detach"]);
    it.git("work", &["remote", "remove", "origin"]);
    it.others_push("lee.md", SOUND);
    it.agenda(MONDAY, 0, &[("REKINDLE_REMOTE", &it.url()), ("REKINDLE_BRANCH", "main")]);
    assert_eq!(it.commits(), ["Renew the agenda", "Their work", "A second note", "The first note"]);
    it.assert_clean();
}

#[cfg(unix)]
#[test]
fn a_branch_that_takes_no_push_is_said() {
    let Some(it) = Repository::with("no_push", ".", SOUND) else { return };
    it.hook("remote.git/hooks/pre-receive", "#!/bin/sh\necho 'main is protected'\nexit 1\n");
    let said = it.agenda(MONDAY, 2, &[]);
    assert!(said.contains("main is protected") && said.contains("could not be pushed"), "{said}");
    assert_eq!(it.commits().len(), 1);
    it.assert_clean();
}

/// The steps of the action, as far as they are ours, one after the other.
#[cfg(unix)]
fn run_action(it: &Repository, inputs: &[(&str, &str)]) -> Output {
    let action = yaml("action.yml");
    let input = |name: &str| {
        let given = inputs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        given.unwrap_or_else(|| action["inputs"][name]["default"].as_str().unwrap().to_owned())
    };
    let temporary = it.path("temporary").display().to_string();
    let (output, path) = (it.path("output").display().to_string(), it.path("added").display().to_string());
    let mut last = None;
    for step in action["runs"]["steps"].as_sequence().unwrap() {
        let Some(script) = step["run"].as_str() else { continue };
        let is_met = match step["if"].as_str() {
            Some("steps.cache.outputs.cache-hit != 'true'") => !it.path("temporary/rekindle").exists(),
            Some("inputs.command == 'check'") => input("command") == "check",
            Some("inputs.command == 'agenda'") => input("command") == "agenda",
            None => true,
            Some(other) => panic!("a condition that this test does not know: {other}"),
        };
        if !is_met {
            continue;
        }
        let mut variables: Vec<(String, String)> = Vec::new();
        for (name, value) in step["env"].as_mapping().into_iter().flatten() {
            let value = value.as_str().unwrap();
            let name_of_input = value.strip_prefix("${{ inputs.").and_then(|value| value.strip_suffix(" }}"));
            let value = name_of_input.map_or_else(|| value.to_owned(), &input);
            variables.push((name.as_str().unwrap().to_owned(), value));
        }
        let surroundings = [
            ("GITHUB_ACTION_PATH", ROOT),
            ("RUNNER_TEMP", &temporary),
            ("GITHUB_OUTPUT", &output),
            ("GITHUB_PATH", &path),
            ("RUNNER_OS", "Linux"),
            ("RUNNER_ARCH", "X64"),
        ];
        let variables: Vec<(&str, &str)> = variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain(surroundings)
            .collect();
        let ended =
            it.run("work", "bash", &["--noprofile", "--norc", "-eo", "pipefail", "-c", script], &variables);
        let failed = !ended.status.success();
        last = Some(ended);
        if failed {
            break;
        }
    }
    last.unwrap()
}

#[cfg(unix)]
#[test]
fn the_action_installs_checks_and_commits() {
    let Some(it) = Repository::with("the_action", "our notes", SOUND) else { return };
    it.pretend_cargo();
    let run = |inputs: &[(&str, &str)]| run_action(&it, &[&[("vault", "our notes")], inputs].concat());

    assert_eq!(run(&[]).status.code(), Some(0));
    assert_eq!(run(&[]).status.code(), Some(0));
    let asked = it.asked_of_cargo();
    assert_eq!(asked.len(), 1, "what the cache has is not built again: {asked:?}");
    assert!(asked[0].starts_with(&format!("install --locked --path {ROOT} --root ")), "{asked:?}");
    let key = fs::read_to_string(it.path("output")).unwrap();
    assert!(key.starts_with("key=rekindle-Linux-X64-") && key.trim_end().len() > 60, "{key}");
    assert!(fs::read_to_string(it.path("added")).unwrap().contains("temporary/rekindle/bin\n"));

    assert_eq!(run(&[("command", "agenda")]).status.code(), Some(0));
    assert_eq!(it.commits(), ["Renew the agenda", "The first note"]);
    let author = it.git("work", &["log", "-1", "--format=%an"]);
    assert_eq!(author, "github-actions[bot]\n");

    it.write("dana.md", BROKEN);
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).starts_with("::error file=our notes/dana.md,"));
    assert_eq!(run(&[("args", "--skip impossible-date")]).status.code(), Some(0));
    assert_eq!(run(&[("command", "../../check")]).status.code(), Some(2));
}

/// A job of the GitLab template, with what stands before it.
#[cfg(unix)]
fn run_job(it: &Repository, job: &str, variables: &[(&str, &str)]) -> Output {
    let template = yaml("docs/ci/gitlab-ci.yml");
    let lines = |job: &str, part: &str| {
        let lines = template[job][part].as_sequence().unwrap().iter();
        lines.map(|line| line.as_str().unwrap_or_else(|| panic!("{line:?}")).to_owned()).collect::<Vec<_>>()
    };
    let script = [lines(".rekindle", "before_script"), lines(job, "script")].concat().join("\n");
    let project = it.path("work").display().to_string();
    let program = format!("file://{}", it.path("program").display());
    let surroundings = [
        ("REKINDLE_REPOSITORY", program.as_str()),
        ("REKINDLE_REF", "main"),
        ("REKINDLE_VAULT", it.vault),
        ("REKINDLE_STRICT", template["variables"]["REKINDLE_STRICT"].as_str().unwrap()),
        ("REKINDLE_ARGS", template["variables"]["REKINDLE_ARGS"].as_str().unwrap()),
        ("CI_PROJECT_DIR", project.as_str()),
    ];
    it.run("work", "bash", &["-eo", "pipefail", "-c", &script], &[&surroundings, variables].concat())
}

#[cfg(unix)]
#[test]
fn the_gitlab_template_installs_checks_and_commits() {
    let Some(it) = Repository::with("the_gitlab_template", "our notes", BROKEN) else { return };
    it.pretend_cargo();
    it.git(".", &["init", "--quiet", "--initial-branch=main", "program"]);
    fs::create_dir_all(it.path("program/automation")).unwrap();
    fs::create_dir_all(it.path("program/src")).unwrap();
    for path in SCRIPTS.into_iter().chain(["Cargo.toml", "Cargo.lock", "src/main.rs"]) {
        fs::write(it.path("program").join(path), read(path)).unwrap();
    }
    it.commit("program", "What the template clones");

    let output = run_job(&it, "rekindle check", &[]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains(" --> our notes/dana.md:1:4\n"));
    let report = fs::read_to_string(it.path("work/rekindle-check.json")).unwrap();
    assert!(report.contains("\"file\": \"our notes/dana.md\""), "{report}");
    fs::remove_file(it.path("work/rekindle-check.json")).unwrap();
    it.write("dana.md", SOUND);
    it.commit("work", "Mend it");
    it.git("work", &["push", "--quiet"]);
    assert_eq!(run_job(&it, "rekindle check", &[]).status.code(), Some(0));
    assert_eq!(it.asked_of_cargo().len(), 1, "what the cache has is not built again");

    // GitLab checks no branch out, and takes push options.
    it.git("work", &["checkout", "--quiet", "--detach"]);
    it.git("remote.git", &["config", "receive.advertisePushOptions", "true"]);
    it.hook("remote.git/hooks/post-receive", "#!/bin/sh\necho \"$GIT_PUSH_OPTION_0\" >options\n");
    let branch = ("CI_COMMIT_BRANCH", "main");
    let output = run_job(&it, "rekindle agenda", &[branch]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("REKINDLE_TOKEN: is not set"), "{}", text(&output.stderr));

    let server = [
        ("CI_SERVER_PROTOCOL", "https"),
        ("CI_SERVER_FQDN", "gitlab.example.com"),
        ("CI_PROJECT_PATH", "team/notes"),
        ("REKINDLE_TOKEN", "secret"),
    ];
    // The address with the token leads to the repository beside.
    let remote = format!("url.{}.insteadOf", it.url());
    it.git("work", &["config", &remote, "https://rekindle:secret@gitlab.example.com/team/notes.git"]);
    let output = run_job(&it, "rekindle agenda", &[&[branch], &server[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(!text(&output.stdout).contains("secret") && !text(&output.stderr).contains("secret"));
    assert_eq!(it.commits(), ["Renew the agenda", "Mend it", "The first note"]);
    let options = fs::read_to_string(it.path("remote.git/options")).unwrap();
    assert_eq!(options, "ci.skip\n", "the commit starts no pipeline");
}

#[cfg(unix)]
#[test]
fn the_plain_hook_of_the_manual_keeps_slips_out() {
    let Some(it) = Repository::with("the_plain_hook", ".", SOUND) else { return };
    let manual = read("docs/ci.md");
    let hook = manual.split("```sh\n").find(|block| block.starts_with("#!/bin/sh\n")).unwrap();
    let hook = hook.split("```").next().unwrap();
    it.hook("work/.git/hooks/pre-commit", hook);

    let commit = |message: &str| {
        it.git("work", &["add", "--all"]);
        let author = ["-c", "user.name=Ines", "-c", "user.email=ines@example.com"];
        it.run("work", "git", &[&author[..], &["commit", "-m", message]].concat(), &[])
    };
    it.write("clients/lee park.md", BROKEN);
    let refused = commit("A slip");
    assert!(!refused.status.success());
    let said = text(&refused.stdout) + &text(&refused.stderr);
    assert!(said.contains("clients/lee park.md:1:4"), "{said}");
    it.write("clients/lee park.md", SOUND);
    assert!(commit("No slip").status.success());
    it.write("picture.svg", "<svg/>\n");
    assert!(commit("No note").status.success());

    for name in [
        "-x.md",
        "--fix.md",
        "a\nb.md",
        "$(x).md",
        "`y`.md",
        "\"q\" 'r'.md",
        "é\\u.MD",
        "\t&;|.md",
        "deep/-x.md",
    ] {
        it.write(name, BROKEN);
        let refused = commit("A slip");
        let said = text(&refused.stdout) + &text(&refused.stderr);
        assert!(
            !refused.status.success() && said.contains(".md:1:4") | said.contains(".MD:1:4"),
            "{name:?}: {said}"
        );
        it.write(name, SOUND);
        let made = commit("No slip");
        assert!(made.status.success(), "{name:?}: {}", text(&made.stderr));
        it.git("work", &["mv", "--", name, "renamed.md"]);
        assert!(commit("Another name").status.success(), "{name:?}");
        it.git("work", &["rm", "-q", "renamed.md"]);
        assert!(commit("No more").status.success(), "{name:?}");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
