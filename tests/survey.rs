//! A survey does not keep notes, and judges again only those that refer to others; the result is the same as when all
//! are kept and judged together. The page is the same whether the template writes it or the fast path.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use proptest::collection::{btree_map, vec};
use proptest::option::{of, weighted};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, proptest};
use proptest::sample::select;
use rekindle::agenda::{Judged, Planner, Selection};
use rekindle::compose::{AgendaFormat, compose};
use rekindle::model::client::Client;
use rekindle::model::status::Status;
use rekindle::render::agenda::EntryView;
use rekindle::render::{BUILT_INS, Layout};
use rekindle::rules::Context;
use rekindle::survey::{Relations, Survey};
use rekindle::vault::Vault;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// The page of a vault in both ways, and its clients judged in both; how many clients and problems are on it.
fn check(vault: &Vault, selection: &Selection, to_vault: &str) -> (usize, usize) {
    let built_in = BUILT_INS.iter().find(|built_in| built_in.name == "agenda.md").unwrap();
    let template = Some((built_in.name.to_owned(), built_in.text.to_owned()));
    let page = |template| {
        let layout = Layout { template, to_vault: to_vault.to_owned(), is_printed: false };
        compose(AgendaFormat::Markdown, vault, today(), selection, &layout).unwrap().text()
    };
    assert_eq!(page(None), page(template));

    let planner = Planner::new(&vault.settings, today(), selection);
    let notes = vault.clone().read().unwrap();
    let context = Context::new(notes.clients(), &vault.settings, today());
    let among_all: Vec<String> = notes
        .clients()
        .filter_map(|client| planner.judge(client, &context).map(|judged| shown(&judged)))
        .collect();
    for relations in [Relations::Verdicts, Relations::All] {
        let survey = Survey::of_clients(vault, today(), relations, |client, context| {
            planner.judge(client, context).map(|judged| shown(&judged))
        });
        let surveyed: Vec<String> = survey.unwrap().into_kept().flatten().collect();
        assert_eq!(surveyed, among_all, "{relations:?}");
    }
    let sent = |context: &Context<'_>, client: &Client| {
        let sent = context.referred_by(client).iter().map(|sent| format!("{} {}", sent.path, sent.status));
        sent.collect::<Vec<_>>().join(", ")
    };
    let surveyed =
        Survey::of_clients(vault, today(), Relations::All, |client, context| Some(sent(context, client)));
    let surveyed: Vec<String> = surveyed.unwrap().into_kept().flatten().collect();
    assert_eq!(surveyed, notes.clients().map(|client| sent(&context, client)).collect::<Vec<_>>());

    let agenda = planner.plan(vault, |_| ()).unwrap();
    let problems: Vec<_> = notes.notes.iter().flat_map(|note| &note.problems).collect();
    let reported = problems.iter().filter(|problem| vault.settings.severity(problem.kind.check()).is_some());
    assert!(agenda.problems.iter().map(|(_, problem)| problem).eq(reported.copied()));
    (agenda.entries.len(), agenda.problems.len())
}

/// All that is said of a verdict.
fn shown(judged: &Judged<'_, '_>) -> String {
    let (path, due) = (&judged.standing.client.path, judged.next_due);
    let entry =
        judged.entry.as_ref().map(|entry| serde_json::to_string(&EntryView::of(entry, today())).unwrap());
    format!("{path}: {due:?} {}", entry.unwrap_or_default())
}

/// Ways to refer to the notes below, be it to one, to several or to none.
const REFERENCES: &[&str] = &[
    "[[Harbor]]",
    "[[harbor|them]]",
    "[[b/harbor]]",
    "[[a/harbor/.]]",
    "[them](../a/harbor.md)",
    "Harbor",
    "harbor  foods",
    "HF",
    "[[Acme]]",
    "acme",
    "[[a/acme.md#log]]",
    "Pike",
    "[[pike]]",
    "Nobody",
    "a friend: \\\"Eva\\\"",
];

const PATHS: &[&str] = &[
    "harbor.md",
    "a/harbor.md",
    "b/harbor.md",
    "acme.md",
    "a/acme.md",
    "A.md",
    "a.md",
    "pike.md",
    "b/Pike Ltd.md",
];

const NAMES: &[&str] = &["Harbor", "Harbor Foods", "ACME", "Acme", "Pike", "", "*Åse* [x] <b>", "Pike Ltd"];

const ALIASES: &[&str] = &["HF", "Harbor", "acme", "[Acme, HF]", "[]"];

const HISTORY: &[&str] = &[
    "## 2026-05-02 Call with Dana\n",
    "## 2026-08-14 E-mail to Lee #thanks\n",
    "## 2026-11-03 Lunch with Dana Reyes #value\n",
    "## 2026-11-12 Voicemail for Dana\n",
    "## 2026-11-19 Call, no answer\n",
    "## 2026-12-05 Workshop\n",
    "## 2025-02-30 Call\n",
    "## 2024-01-10 Won the pitch #ask\n",
    "- [ ] Send *it* due 2026-11-10\n",
    "- [ ] Send *it* due 2026-11-11\n",
    "- [ ] Send it due 2026-11-25\n",
    "- [ ] Send it due 2026-99-25\n",
];

const KEYS: &[&str] = &[
    "cadence: 6 weeks\n",
    "cadence: never\n",
    "cadence: now and then\n",
    "since: 2026-11-01\n",
    "since: 2019-11-24\n",
    "owner: Eva\n",
    "owner: KIM\n",
    "priority: high\n",
    "tags: [food, key]\n",
    "tags: print\n",
    "pause: {until: 2026-12-24, why: moving *house*}\n",
    "last_contact: 2026-07-01\n",
    "birthday: 11-23\n",
    "status: lots\n",
    "delivered: 2026-09-20\n",
];

const CONTACTS: &[&str] = &[
    "- {name: Dana Reyes, email: d@x.y, primary: true}\n",
    "- {name: Dana Reyes, phone: 1, birthday: 11-24}\n",
    "- {name: Lee Park, away: {until: 2026-12-03}}\n",
    "- {name: Kim, left: 2026-10-01}\n",
    "- {name: \"K|i*m\", cadence: 5 weeks}\n",
    "- {role: boss}\n",
];

fn note() -> impl Strategy<Value = String> {
    let statuses = &["prospect", "active", "active", "inactive", "former", "lost", "partner", "closed"];
    let jobs = vec((select(&["2026-10-20", "2026-11-05", "2027-01-01"][..]), select(REFERENCES)), 0..2);
    let head = (
        weighted(0.8, select(NAMES)),
        weighted(0.3, select(ALIASES)),
        select(&statuses[..]),
        weighted(0.5, select(REFERENCES)),
    );
    let parts = (vec(select(KEYS), 0..4), vec(select(CONTACTS), 0..3), vec(select(HISTORY), 0..6));
    (head, parts, jobs, any::<bool>(), weighted(0.1, Just(()))).prop_map(
        |((name, aliases, status, by), (keys, contacts, history), jobs, is_bad, other)| {
            let mut text = format!("---\nstatus: {status}\n");
            let pairs = [("name", name), ("referred_by", by)].map(|(key, value)| Some((key, value?)));
            for (key, value) in pairs.into_iter().flatten() {
                writeln!(text, "{key}: \"{value}\"").unwrap();
            }
            writeln!(text, "aliases: {}", aliases.unwrap_or_default()).unwrap();
            text.push_str(&keys.concat());
            writeln!(text, "contacts:\n{}", contacts.concat().trim_end()).unwrap();
            for (left, at) in jobs {
                writeln!(text, "- {{name: Dana Reyes, left: {left}, now_at: \"{at}\"}}").unwrap();
            }
            if is_bad {
                text.push_str("statsu: lost\nstray\nsince: soon\ncadence: 0 days\n");
            }
            let note = format!("{text}---\n{}", history.concat());
            if other.is_some() { "Plans for the house.\n".to_owned() } else { note }
        },
    )
}

fn folder() -> impl Strategy<Value = BTreeMap<&'static str, String>> {
    btree_map(select(PATHS), note(), 0..9)
}

fn selection() -> impl Strategy<Value = Selection> {
    let owners = weighted(0.2, select(&["eva", "kim"][..]));
    let tags = weighted(0.2, select(&["food", "print"][..]));
    let statuses = weighted(0.2, select(&[Status::Active, Status::Lost][..]));
    (weighted(0.3, 1..90u32), weighted(0.3, 1..4usize), owners, tags, statuses).prop_map(
        |(days, top, owner, tag, status)| Selection {
            days,
            top,
            statuses: status.into_iter().collect(),
            owners: owner.into_iter().map(str::to_owned).collect(),
            tags: tag.into_iter().map(str::to_owned).collect(),
        },
    )
}

const CONFIGURATIONS: &[&str] = &[
    "",
    "capacity: 2\nreserve: {lost: 1}\nowner: Eva\nteam: [{name: Eva, away: {until: 2026-12-01}, cover: K*m}]\n",
    "links: wikilink\nchecks: {misspelled-key: off}\nrules: {cadence: off}\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_vault_is_judged_as_among_all(
        notes in folder(),
        configuration in select(CONFIGURATIONS),
        selection in selection(),
        to_vault in of(select(&["../", "my notes/"][..])),
    ) {
        let notes = notes.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_owned()));
        let vault = Vault::in_memory(configuration, notes).unwrap();
        check(&vault, &selection, to_vault.unwrap_or_default());
    }
}

#[test]
fn the_example_vault_is_judged_as_among_all() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault");
    let vault = Vault::open(root).unwrap();
    let (clients, problems) = check(&vault, &Selection::default(), "");
    assert!(clients > 10 && problems > 0, "{clients} clients, {problems} problems");
}

/// The files below a folder, by their paths from `root`.
fn files(folder: &Path, root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, root));
        } else {
            let within = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((within, fs::read(&path).unwrap()));
        }
    }
    found
}

#[test]
fn a_vault_in_memory_is_read_as_its_folder_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault");
    let configuration = fs::read_to_string(root.join("rekindle.yaml")).unwrap();
    // The agenda itself, templates and what is no note are left out, as they are of the folder.
    let in_memory = Vault::in_memory(&configuration, files(&root, &root)).unwrap();
    let folder = Vault::open(root).unwrap();
    for format in [AgendaFormat::Markdown, AgendaFormat::Json] {
        let text = |vault| {
            compose(format, vault, today(), &Selection::default(), &Layout::default()).unwrap().text()
        };
        assert_eq!(text(&in_memory), text(&folder));
    }
}
