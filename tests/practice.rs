//! What holds for every client, whatever its note says, and what the example vault has to show.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use chrono::{Days, NaiveDate};
use proptest::prelude::{Just, Strategy, any, prop_assert, proptest};
use proptest::test_runner::Config;
use rekindle::agenda::{Agenda, Entry, Planner, Section, Selection};
use rekindle::model::rule::Rule;
use rekindle::rules::{Advice, Trigger};
use rekindle::vault::Vault;

/// The day for which the example vault was written, an ordinary Saturday.
const TODAY: &str = "2026-11-21";

#[test]
fn the_example_vault_shows_every_rule_and_every_section() {
    let vault = Vault::open(concat!(env!("CARGO_MANIFEST_DIR"), "/example-vault")).unwrap();
    let agenda = planned(&vault, |entry| {
        let advice = entry.advice.iter().map(Advice::rule);
        entry.triggers.iter().map(Trigger::rule).chain(advice).collect::<Vec<Rule>>()
    });
    let shown: Vec<Rule> = agenda.entries.iter().flat_map(|(_, rules)| rules.clone()).collect();
    for rule in Rule::ALL {
        assert!(shown.contains(rule), "the example vault does not show {}", rule.name());
    }
    for section in Section::ALL.into_iter().filter(|section| *section != Section::Later) {
        assert!(
            agenda.entries.iter().any(|(of_entry, _)| *of_entry == section),
            "no client is {}",
            section.name()
        );
    }
}

proptest! {
    #![proptest_config(Config { cases: 300, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_touch_logged_today_never_makes_a_client_more_overdue(note in note(), reached in any::<bool>()) {
        let title = if reached { "Call" } else { "Call, no answer" };
        let logged = format!("{note}\n## {TODAY} {title}\n");
        prop_assert!(days_overdue(&logged) <= days_overdue(&note), "{logged}");
    }

    #[test]
    fn nothing_held_leaks_out(note in note()) {
        let agenda = planned(&vault(&note), |entry| {
            let rules: Vec<Rule> = entry.triggers.iter().map(Trigger::rule).collect();
            (rules, entry.rest.is_some(), entry.planned.is_some())
        });
        for (_, (rules, rests, is_planned)) in &agenda.entries {
            if *rests {
                prop_assert!(rules.iter().all(|rule| *rule == Rule::Promise), "{rules:?} in a rest:\n{note}");
            }
            if *is_planned {
                let of_rhythm = |rule: &Rule| matches!(rule, Rule::Cadence | Rule::FirstTouch | Rule::Retry);
                prop_assert!(!rules.iter().any(of_rhythm), "{rules:?} beside a plan:\n{note}");
            }
        }
    }
}

fn vault(note: &str) -> Vault {
    Vault::in_memory("", [("client.md".to_owned(), note.as_bytes().to_owned())]).unwrap()
}

fn planned<T: Send + Sync>(vault: &Vault, keep: impl Fn(&Entry<'_>) -> T + Sync) -> Agenda<T> {
    let everyone = Selection::default();
    Planner::new(&vault.settings, TODAY.parse().unwrap(), &everyone).plan(vault, keep).unwrap()
}

fn days_overdue(note: &str) -> u32 {
    let agenda = planned(&vault(note), |entry| entry.days_overdue);
    agenda.entries.iter().map(|(_, days)| *days).max().unwrap_or_default()
}

/// A day around today.
fn day() -> impl Strategy<Value = NaiveDate> {
    let first: NaiveDate = "2026-06-01".parse().unwrap();
    (0u64..220).prop_map(move |days| first + Days::new(days))
}

fn line(key: &'static str, value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    proptest::option::of(value)
        .prop_map(move |value| value.map(|value| format!("{key}: {value}\n")).unwrap_or_default())
}

fn period() -> impl Strategy<Value = String> {
    (day(), day()).prop_map(|(one, two)| format!("{{from: {}, until: {}}}", one.min(two), one.max(two)))
}

/// A client's note with anything in it that makes something due or holds it back.
fn note() -> impl Strategy<Value = String> {
    let status = ["prospect", "active", "inactive", "former", "lost", "declined", "partner", "closed"];
    let titles = [
        "Call with Dana",
        "E-mail to Lee, no reply",
        "Voicemail",
        "Lunch with Lee #value",
        "Zoom #ask",
        "Card",
        "Order 7",
        "Lost to another",
        "E-mail #feedback",
        "Call with Lee, no answer",
        "Letter #thanks",
    ];
    let front = (
        proptest::sample::select(status.to_vec()),
        line("since", day().prop_map(|day| day.to_string())),
        line("cadence", Just("3 weeks".to_owned())),
        line("pause", period()),
        line("delivered", day().prop_map(|day| day.to_string())),
        line("last_contact", day().prop_map(|day| day.to_string())),
        proptest::option::of((
            line("  away", period()),
            line("  left", day().prop_map(|day| day.to_string())),
        )),
    );
    let touches = proptest::collection::vec((day(), proptest::sample::select(titles.to_vec())), 0..6);
    let promises = proptest::collection::vec(day(), 0..2);
    (front, touches, promises).prop_map(|(front, touches, promises)| {
        let (status, since, cadence, pause, delivered, last_contact, contact) = front;
        let contact = contact.map(|(away, left)| {
            let now_at = if left.is_empty() { "" } else { "  now_at: Elsewhere\n" };
            format!("contacts:\n- name: Dana Reyes\n  cadence: 1 month\n  birthday: 11-24\n{away}{left}{now_at}- Lee Park\n")
        });
        let contact = contact.unwrap_or_default();
        let touches: String = touches.iter().map(|(day, title)| format!("## {day} {title}\n")).collect::<Vec<_>>().concat();
        let promises = promises.iter().map(|day| format!("- [ ] Something by {day}\n")).collect::<Vec<_>>().concat();
        format!("---\nstatus: {status}\n{since}{cadence}{pause}{delivered}{last_contact}{contact}---\n{promises}\n{touches}")
    })
}
