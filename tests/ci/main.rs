//! What runs in CI: the scripts of `automation/`.
//!
//! The scripts run on repositories made for the test, with a bare one beside as the remote. They need bash and git;
//! where these are missing the tests say so and pass.

#![expect(clippy::unwrap_used, reason = "what the tests share may fail like the tests")]

mod repository;

use std::fs;

use repository::Repository;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const MONDAY: &str = "2026-11-23";
const NEXT_MONDAY: &str = "2026-11-30";
const SOUND: &str = "## 2026-09-14 Call with Dana\n";
const BROKEN: &str = "## 2026-02-30 Call with Dana\n";

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

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
