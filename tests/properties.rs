//! What holds for every note, every vault and every page, whatever they contain.

#![expect(clippy::unwrap_used, reason = "what the tests share may unwrap like the tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use proptest::collection::{btree_set, vec};
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{Index, select};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rekindle::agenda::{Planner, Section, Selection};
use rekindle::checks::{self, Diagnostic, mend};
use rekindle::compose::{AgendaFormat, compose};
use rekindle::edit::{self, NewEntry, NewPromise, NewValue};
use rekindle::model::check::{Check, Severity};
use rekindle::model::client::Client;
use rekindle::model::period::Period;
use rekindle::model::settings::Settings;
use rekindle::model::touch::{Channel, Outcome};
use rekindle::model::unicode::{self, decomposed};
use rekindle::note::Reader;
use rekindle::page::{self, Page, Renewed};
use rekindle::render::draft::{self, MessageKind};
use rekindle::render::report::{self, Report, ReportFormat};
use rekindle::render::{self, Layout};
use rekindle::vault::{Notes, Vault};
use rekindle::views::draft::Draft;
use rekindle::views::list::List;
use rekindle::views::show::ClientDetails;
use tempfile::TempDir;

/// What notes are made of, and what breaks them.
#[rustfmt::skip]
const FRAGMENTS: &[&str] = &[
    "---\n", "...\n", "\n", "\r\n", "\u{feff}", "\0", "name: ", "status: lost\n", "cadence: 6w\n",
    "since: ", "contacts:\n", "- name: Dana Reyes\n", "  away: {until: ", "pause: ", "tags: [",
    "occasions: ", "\"", "'", ": ", "{", "}", "[", "]", ",", "&a ", "*a ", "|\n", "!!x ", "? ", "# ", "## ",
    "### ", "===\n", "2026-09-14", "14 Sep 2026", "09/10/2026", "2026-02-30", "2026", "14 Sep", "[[", "]]",
    "](x.md)", " – ", "(", ")", "Call", "no answer", "Dana", "Danna", "2026-9-4", "2026-9-4_", "4.9.26", "{{date}}", "statsu: ", "staus", "inactiv\n",
    "## 2026-09-14 Call\n", "left: 2026-9-1\n", "#ask", "## Log\n", "- ", "1. ", "- [ ] ",
    "📅 ", "[due:: ", "by ", "> ", "```\n", "<!--", "-->", "    ", "\t", "\\", "Grüße", "1️⃣", "\u{202e}",
];

/// Signs that mean something to Markdown, HTML or YAML, among harmless ones.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "a", "Bo", "Ü", " ", "1", "_", "*", "**", "`", "~~", "[", "]", "(", ")", "](x)", "[x]", "- [ ] ", "# ",
    "|", "\\", "<", ">", "<b>", "<!--", "-->", "<script>", "&", "&lt;", "&#60;", "!", "![x](y)", "\n",
    "\n\n", "\r\n", "\n- [ ] ", "\n## ", "\t", "\u{2028}", "\u{202e}", "\u{1b}[2J", "\0", "http://x.y",
    "<http://x.y>", "[^1]", "---", "\n---\n", "+", "^", "==", ":", ";", "'", "\"", "{{ x }}", "{% x %}",
    "🎉", ".", "/../", "%41", "?", "=", "📅", "~", "$", "$5", "||", "1. ", "2) ", "> ", "- ", "===", "    ",
    "https://x.y/", "www.x.y/", "a@x.y", "~~~", "=1", "]]", "[[",
];

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_bytes_are_read_as_a_note(bytes in bytes()) {
        let settings = Settings::default();
        let note = Reader::new(&settings).note("clients/harbor.md", &bytes).unwrap();
        let lines = bytes.split(|byte| *byte == b'\n').count();
        for problem in &note.problems {
            prop_assert!((1..=lines).contains(&problem.place.line), "{problem:?}");
            prop_assert!(problem.place.column >= 1, "{problem:?}");
            prop_assert!(!problem.kind.to_string().contains(['\n', '\r']), "{problem:?}");
        }
        let touches = note.client.iter().flat_map(|client| &client.touches);
        prop_assert!(touches.map(|touch| touch.date).is_sorted());
    }

    #[test]
    fn what_a_note_says_is_found_again(known in known_note()) {
        let settings = Settings::default();
        let (text, expected) = known.written();
        let note = Reader::new(&settings).note("clients/harbor.md", text.as_bytes()).unwrap();
        prop_assert_eq!(&note.problems, &[], "{}", text);
        let client = note.client.unwrap();
        let touches = client.touches.iter();
        let found: Vec<Touch> =
            touches.map(|touch| (touch.date, &*touch.title, touch.channel, touch.outcome)).collect();
        prop_assert_eq!(found, expected, "{}", text);
        prop_assert_eq!(client.name, known.name(), "{}", text);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn letters_and_their_marks_may_be_in_either_form(
        notes in vec(marked_note(), 1..6).prop_map(BTreeMap::from_iter),
        apart in vec(any::<bool>(), 16),
        owner in any::<bool>(),
    ) {
        let form = |text: &str, is_apart: bool| if is_apart { decomposed(text) } else { text.to_owned() };
        let vault = |apart: &[bool]| {
            let mut apart = apart.iter().copied();
            let mut form = |text: &str| form(text, apart.next().unwrap());
            let configuration = form(MARKED_SETTINGS);
            let notes = notes.iter().map(|(path, text)| (form(path), form(text).into_bytes()));
            Vault::in_memory(&configuration, notes.collect::<Vec<_>>()).unwrap()
        };
        let agenda = |vault: Vault, is_apart| {
            let owners = if owner { vec![form("jörg", is_apart)] } else { Vec::new() };
            let selection = Selection { owners, ..Selection::default() };
            let page = compose(AgendaFormat::Json, &vault, today(), &selection, &Layout::default()).unwrap();
            unicode::composed(&page.text()).into_owned()
        };
        prop_assert_eq!(agenda(vault(&apart), apart[15]), agenda(vault(&[false; 16]), false));
    }
}

/// Settings that name what has marks.
const MARKED_SETTINGS: &str = "ignore: [Ä]\nwhere: {type: Kündin}\ntags: {rückruf: {cadence: 1 week}}\nlog_sections: [Gespräche]\n\
    words: {call: [gespräch]}\nteam: [{name: Jörg, away: {from: 2026-11-01, until: 2026-12-01, cover: Zoë}}]\n";

/// A note with marks in its path, keys, names, references, tags and titles.
fn marked_note() -> impl Strategy<Value = (String, String)> {
    let names = &["Café Müller", "Zoë", "Ärzte", "Åse Ünal", "Cafe Muller", "Zorn"][..];
    let lines = &[
        "owner: Jörg\n",
        "tags: [rückruf]\n",
        "Größe: 3\n",
        "referred_by: \"[[Café Müller]]\"\n",
        "referred_by: zoë\n",
        "contacts: [Zoë Brücke, Zoe Park]\n",
        "contacts: [{name: Zoë Ünal, cadence: 2 weeks}, Åse]\n",
        "since: 2026-09-01\n",
        "status: lost\n",
        "occasions: [{name: Gründung, date: 11-26}]\n",
    ][..];
    let entries = &[
        "## 2026-11-18 Call with Zoë\n\n",
        "## 2026-10-01 Gespräch, Åse\n\n",
        "## Gespräche\n\n- 2026-11-02 Mail to Zoë Ünal #thanks\n\n",
        "## 2026-11-20 Gründung, a card\n\n",
        "- [ ] Zoë anrufen, by 2026-11-23\n\n",
        "# Größe\n\n",
    ][..];
    let folder = select(&["", "Ä/", "Übersee/", "a/"][..]);
    let name = prop_oneof![2 => select(names).prop_map(|name| format!("name: {name}\n")), 1 => select(&[""][..]).prop_map(str::to_owned)];
    (folder, select(names), name, vec(select(lines), 0..4), vec(select(entries), 0..4)).prop_map(
        |(folder, file, name, keys, entries)| {
            let text = format!("---\ntype: kündin\n{name}{}---\n{}", keys.concat(), entries.concat());
            (format!("{folder}{file}.md"), text)
        },
    )
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn every_finding_stands_in_the_note(bytes in bytes()) {
        let settings = Settings::default();
        let diagnostics = checks::note("a.md", &bytes, &settings, today(), &everything());
        let text = String::from_utf8(bytes.clone());
        for diagnostic in &diagnostics {
            prop_assert!(diagnostic.start <= diagnostic.end, "{diagnostic:?}");
            if let (Ok(text), Some(excerpt)) = (&text, &diagnostic.excerpt) {
                prop_assert!(text.contains(&excerpt.text), "{diagnostic:?}");
                let meant = excerpt.text.get(excerpt.span.clone());
                prop_assert!(meant.is_some_and(|meant| text[diagnostic.span.clone()].starts_with(meant)), "{diagnostic:?}");
            }
        }
        let report = Report { diagnostics: &diagnostics, to_vault: "" };
        for format in [ReportFormat::Human, ReportFormat::Short, ReportFormat::Github] {
            let page = report::text(&report, format);
            prop_assert!(!page.contains(['\u{202e}', '\0', '\r']), "{}", page);
        }
        let lines = report::text(&report, ReportFormat::Short);
        prop_assert_eq!(lines.lines().count(), diagnostics.len());
    }

    #[test]
    fn what_is_mended_is_read_better_and_the_rest_stays(bytes in bytes()) {
        let settings = Settings::default();
        let touches = |bytes: &[u8]| {
            let note = Reader::new(&settings).note("a.md", bytes).unwrap();
            note.client.map_or(0, |client| client.touches.len())
        };
        let found = |bytes: &[u8]| checks::note("a.md", bytes, &settings, today(), &everything());
        let Some(mended) = mend::mended("a.md", &bytes, &settings, today(), &everything()) else { return Ok(()) };
        let before = found(&bytes);
        let repeated = before.iter().filter(|one| one.check == Check::RepeatedTouch).count();
        prop_assert!(touches(mended.text.as_bytes()) + repeated >= touches(&bytes));
        let errors = |found: &[Diagnostic]| found.iter().filter(|one| one.severity == Severity::Error).count();
        prop_assert!(errors(&found(mended.text.as_bytes())) <= errors(&before));
        // Not a byte differs outside the places that were mended.
        let sure = before.iter().filter_map(|one| one.mend.as_ref()).filter(|mend| mend.is_sure);
        let mut kept: Vec<u8> = Vec::new();
        let mut at = 0;
        for edit in sure.map(|mend| &mend.edit).collect::<Vec<_>>() {
            kept.extend(bytes.get(at..edit.span.start).unwrap_or_default());
            at = at.max(edit.span.end);
        }
        kept.extend(bytes.get(at..).unwrap_or_default());
        let mut left = mended.text.bytes();
        prop_assert!(kept.iter().all(|byte| left.any(|other| other == *byte)), "{}", mended.text);
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn an_entry_is_put_in_and_nothing_else_changes(
        bytes in bytes(),
        title in select(&["Call with Dana", "Lunch", "E-mail, no reply", "Order 7", "Call #value", "2026-01-01", "# x", "[[a]]"][..]),
        body in select(&["", "Text.", "- item\n\n### Heading\n", "```\nopen"][..]),
        days in -400i64..400,
    ) {
        let settings = Settings::default();
        let reader = Reader::new(&settings);
        let Ok(text) = String::from_utf8(bytes) else { return Ok(()) };
        let date = today() + chrono::TimeDelta::days(days);
        let Ok(edit) = edit::add(&reader, "a.md", &text, NewEntry { date, title, body }) else { return Ok(()) };
        prop_assert!(edit.span.is_empty(), "only put in: {edit:?}");
        let after = edit.applied(&text).unwrap();
        let read = |text: &str| reader.note("a.md", text.as_bytes()).unwrap().client;
        let days = |text: &str| -> Vec<NaiveDate> {
            let client = read(text).unwrap_or_default();
            let events = client.events.iter().map(|event| event.date);
            client.touches.iter().map(|touch| touch.date).chain(events).collect()
        };
        let (mut before, mut now) = (days(&text), days(&after));
        before.push(date);
        before.sort_unstable();
        now.sort_unstable();
        prop_assert_eq!(before, now, "{}", after);
        if text.contains("\r\n") && !text.replace("\r\n", "").contains('\n') {
            prop_assert!(!after.replace("\r\n", "").contains('\n'), "{after:?}");
        }
        if !text.is_empty() {
            prop_assert_eq!(text.ends_with('\n'), after.ends_with('\n'), "{:?}", after);
        }
    }
}

/// What the body of an entry is made of, most of it meant to hide or change what is below.
#[rustfmt::skip]
const BODY: &[&str] = &[
    "Text.", "Fine", " ", "    ", "\n", "\n", "\n\n", "\r\n", "\r", "\t", "```", "```\n", "~~~\n", "````\n", "`", "<!--", "-->", "<!--\n",
    "<pre>\n", "</pre>", "<script>\n", "</script>\n", "<style>", "<textarea>", "<?", "?>", "<![CDATA[", "]]>", "<!X", ">", "<div>\n", "</div>\n", "<b>\n",
    "%%", "%%\n", "$$\n", "---\n", "===\n", "***\n", "- ", "1. ", "> ", "- [ ] Call by 2026-12-01\n", "- [x] Old\n", "- [ ] Call by 2026-02-30\n",
    "# ", "## ", "### ", "#", "2026-01-01", "## 2026-01-01 Lunch\n", "- 2026-01-01 Lunch\n", "## Log\n", "### 2025\n",
    "[Dana]: /x\n", "[", "]", "[^1]: ", "| a |\n", "|-|\n", "\\", "&", "\u{feff}", "\0", "\u{2028}", "\u{1b}", "name: B\n", "last-contact:: 2026-01-01\n",
];

/// What a note is made of that has promises and entries.
#[rustfmt::skip]
const WHOLE_LINES: &[&str] = &[
    "## 2026-09-14 Call with Dana\n", "## 2026-10-14 Lunch\n", "### 2026-10-15 Zoom\n", "- 2026-10-16 Call\n", "## Log\n", "# Harbor\n", "## 2026\n",
    "### 14 Sep Call\n", "- [ ] Send the offer 📅 2026-11-10\n", "  - [ ] Ask by 2026-11-12\n", "- [/] Call 📅 2026-11-10\n", "- [ ] 📅 2026-11-10\n", "* [ ] Call by 2026-02-30\n", "- [x] Old\n",
    "## 2026-09-15 Call with [Dana]\n", "## 2026-02-30 Call\n", "## Notes\n", "Text.\n", "More\n", "2026-08-14 Lunch\n---\n", "1. one\n", "> quoted\n", "```\ncode\n```\n", "<div>\n", "\n", "\n", "\n",
    "Order 7\n", "## 2026-07-01 Order 7\n", "    code\n", "**bold**\n", "[Dana]: dana.md\n", "-\t2026-10-17 Call\n", "2. 2026-10-18 Call\n",
];

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn whatever_is_written_hides_nothing(
        front in select(&["", "---\nname: A\n---\n", "---\nname: A\nsince: 2026-9-4\n---\n\n"][..]),
        lines in vec(select(WHOLE_LINES), 0..14),
        line_end in select(&["\n", "\n", "\r\n"][..]),
        title in vec(select(BODY), 0..3),
        body in vec(select(BODY), 0..7),
        days in -100i64..30,
    ) {
        let settings = Settings::default();
        let reader = Reader::new(&settings);
        let text = format!("{front}{}", lines.concat()).replace('\n', line_end);
        let (title, body) = (format!("Called {}", title.concat()), body.concat());
        let date = today() + chrono::TimeDelta::days(days);
        let entry = edit::add(&reader, "a.md", &text, NewEntry { date, title: &title, body: &body });
        let promise = edit::add_promise(&reader, "a.md", &text, NewPromise { task: &title, due: date });
        for (edit, is_entry) in [(entry, true), (promise, false)] {
            let Ok(edit) = edit else { continue };
            let after = edit.applied(&text).unwrap();
            let mut now = said(&reader, &after);
            for before in said(&reader, &text) {
                let at = now.iter().position(|one| *one == before);
                prop_assert!(at.is_some(), "{before} is gone:\n{after}");
                now.swap_remove(at.unwrap());
            }
            let (entries, others): (Vec<String>, Vec<String>) =
                now.into_iter().partition(|one| one.starts_with("entry"));
            prop_assert_eq!(entries.len(), usize::from(is_entry), "{:?}\n{}", entries, after);
            prop_assert!(is_entry || others.len() == 1, "{others:?}\n{after}");
            // So is what is written below it later.
            let below = "\n\n## 2026-11-20 Later\n\n- [ ] Later 📅 2026-12-24\n";
            let later = |text: &str| said(&reader, text).iter().filter(|one| one.contains("Later")).count();
            let end = edit.span.start + edit.text.len();
            prop_assert_eq!(later(&format!("{}{below}", &after[..end])), 2, "{}", after);
        }
    }
}

/// What a note says: entries, promises and problems.
fn said(reader: &Reader<'_>, text: &str) -> Vec<String> {
    let note = reader.note("a.md", text.as_bytes()).unwrap();
    let client = note.client.unwrap_or_default();
    let touches = client.touches.iter().map(|touch| format!("entry {touch:?}"));
    let events = client.events.iter().map(|event| format!("entry {event:?}"));
    let promises = client.promises.iter().map(|promise| format!("{promise:?}"));
    let problems = note.problems.iter().map(|problem| format!("{:?}", problem.kind));
    let name = std::iter::once(client.name.clone());
    name.chain(touches).chain(events).chain(promises).chain(problems).collect()
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn nothing_that_somebody_wrote_on_the_agenda_is_lost(
        notes in vec(client_note(), 1..6),
        later in 1u64..60,
        lines in vec((any::<Index>(), select(WRITTEN)), 0..6),
        ticks in vec(any::<Index>(), 0..4),
        line_end in select(&["\n", "\r\n"][..]),
    ) {
        let files: Vec<(String, String)> =
            notes.iter().enumerate().map(|(nth, (text, _))| (format!("note-{nth}.md"), text.clone())).collect();
        let (_folder, vault) = vault_of(&files, "");
        let page = |day| page_of(&vault, day);
        let text = page(today()).signed().concat();
        let mut written: Vec<String> = text.lines().map(str::to_owned).collect();
        let form = page::read(&text, None);
        prop_assert!(form.is_legible && form.entries.is_empty() && form.loose.is_empty(), "{:?}\n{}", form, text);
        let entries: Vec<usize> = (0..written.len()).filter(|at| written[*at].starts_with("- [ ] ")).collect();
        if entries.is_empty() {
            return Ok(());
        }
        let mut ticked = BTreeSet::new();
        for tick in &ticks {
            let at = entries[tick.index(entries.len())];
            written[at] = written[at].replacen("[ ]", "[x]", 1);
            ticked.insert(at);
        }
        for (nth, (place, line)) in lines.iter().enumerate() {
            // Not above the title, and above the marks.
            let marks = written.iter().position(|line| line.starts_with("<!--")).unwrap();
            let at = 1 + place.index(marks - 1);
            written.insert(at, format!("{line} {nth}"));
        }
        let day = today() + Days::new(later);
        let renewed = |old: &str| Renewed::new(old, page(day), day).unwrap().chunks.concat();
        let kept = renewed(&written.join(line_end));
        for (nth, (_, line)) in lines.iter().enumerate() {
            let words = format!("{line} {nth}");
            prop_assert!(kept.lines().any(|kept| kept.trim() == words.trim()), "“{words}” is not in\n{kept}");
        }
        prop_assert_eq!(kept.lines().filter(|line| line.starts_with("- [x] ")).count(), ticked.len(), "{}", kept);
        // What two copies of an entry said is put together at first.
        let again = renewed(&kept);
        prop_assert_eq!(renewed(&again), again);
    }
}

/// What people write on an agenda.
const WRITTEN: &[&str] =
    &["  called", "  - she is ill", "\tagain", "Buy stamps", "## Mine", "    deep", "- item", "1. one"];

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn a_key_is_set_and_nothing_else_changes(
        text in with_front_matter(),
        key in select(&["status", "Owner", "tags", "snooze", "x", "name", "since"][..]),
        value in select(&["lost", "Eva: K", "[[a]]", "2026-12-01", "it's \"x\" #1", "\\", "~", "- a", "5", "{x"][..]),
        manner in 0..4,
    ) {
        let settings = Settings::default();
        let reader = Reader::new(&settings);
        let until = Some(today());
        let period = Period { until, why: Some(value.to_owned()), ..Period::default() };
        let items = [value.to_owned(), "vip".to_owned()];
        let (key, value) = match manner {
            0 => (key, NewValue::Nothing),
            1 => ("pause", NewValue::Period(&period)),
            2 => (key, NewValue::List(&items)),
            _ => (key, NewValue::Text(value)),
        };
        let Ok(edit) = edit::set_key(&reader, "a.md", &text, key, value) else { return Ok(()) };
        let after = edit.applied(&text).unwrap();
        prop_assert!(!text[edit.span.clone()].trim_end().contains('\n'), "{edit:?}");
        prop_assert!(!edit.text.contains('\n') || edit.span.is_empty(), "{edit:?}");
        let read = |text: &str| {
            let note = reader.note("a.md", text.as_bytes()).unwrap();
            let client = note.client.unwrap_or_default();
            let touches = client.touches.iter().map(|touch| (touch.date, touch.title.clone())).collect::<Vec<_>>();
            let others = client.extra.0.iter().filter(|(name, _)| name != "x").cloned().collect::<Vec<_>>();
            (touches, client.events, client.promises, client.contacts, client.occasions, others)
        };
        let is_client = reader.note("a.md", text.as_bytes()).is_some_and(|note| note.client.is_some());
        if is_client {
            prop_assert_eq!(read(&text), read(&after), "{:?}", after);
        }
        // Setting a value again changes nothing.
        if value != NewValue::Nothing {
            let again = edit::set_key(&reader, "a.md", &after, key, value).unwrap();
            prop_assert_eq!(again.applied(&after).unwrap(), after);
        }
    }

    #[test]
    fn a_promise_is_added_and_nothing_else_changes(
        text in with_front_matter(),
        task in select(&["Send the offer", "Ask **Dana**", "by 2026-01-01", "# x", "[[a]]", "`x", "- y"][..]),
    ) {
        let settings = Settings::default();
        let reader = Reader::new(&settings);
        let promise = NewPromise { task, due: today() };
        let Ok(edit) = edit::add_promise(&reader, "a.md", &text, promise) else { return Ok(()) };
        prop_assert!(edit.span.is_empty(), "only put in: {edit:?}");
        let after = edit.applied(&text).unwrap();
        let read = |text: &str| reader.note("a.md", text.as_bytes()).unwrap().client.unwrap();
        let (mut before, mut now) = (read(&text), read(&after));
        prop_assert_eq!(before.promises.len() + 1, now.promises.len());
        prop_assert!(now.promises.iter().any(|one| one.due == today()));
        before.promises.clear();
        now.promises.clear();
        prop_assert_eq!(before, now);
        if !text.is_empty() {
            prop_assert_eq!(text.ends_with('\n'), after.ends_with('\n'), "{:?}", after);
        }
    }
}

/// All checks, opinions too.
fn everything() -> checks::CheckSelection {
    checks::CheckSelection { all: true, ..checks::CheckSelection::default() }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_agenda_keeps_its_promises(notes in vec(client_note(), 1..10), capacity in proptest::option::of(1..4usize)) {
        let configuration = capacity.map(|most| format!("capacity: {most}\n")).unwrap_or_default();
        let files: Vec<(String, String)> =
            notes.iter().enumerate().map(|(nth, (text, _))| (format!("note-{nth}.md"), text.clone())).collect();
        let (_folder, vault) = vault_of(&files, &configuration);
        let everyone = Selection::default();
        let planner = Planner::new(&vault.settings, today(), &everyone);
        let agenda = planner.plan(&vault, |entry| {
            let due: Vec<NaiveDate> = entry.triggers.iter().map(|trigger| trigger.due).collect();
            (entry.client.path.clone(), due, entry.due, entry.days_overdue)
        });
        let agenda = agenda.unwrap();

        let mut seen = BTreeSet::new();
        for (section, (path, triggers, due, days_overdue)) in &agenda.entries {
            prop_assert!(seen.insert(path), "one entry a client: {}", path);
            prop_assert!(triggers.iter().all(|due| *due <= agenda.until));
            let Some(first) = triggers.iter().min().copied() else {
                let is_held = matches!(section, Section::Paused | Section::Planned | Section::Waiting);
                prop_assert!(is_held, "{:?} without a trigger", section);
                continue;
            };
            prop_assert_eq!(*due, Some(first));
            let late = u32::try_from((today() - first).num_days()).unwrap_or_default();
            prop_assert_eq!(*days_overdue, late);
            let expected = if late > 0 { Section::Overdue } else { Section::Due };
            let is_elsewhere = matches!(section, Section::Later | Section::Occasions);
            prop_assert!(*section == expected || is_elsewhere, "{:?}", section);
        }
        for ((_, is_closed), (path, text)) in notes.iter().zip(&files) {
            prop_assert!(!is_closed || !seen.contains(path), "{} is closed:\n{}", path, text);
        }
        prop_assert!(agenda.entries.is_sorted_by_key(|(section, _)| *section));
        let pressing = |section: Section| agenda.counts.sections.get(&section).copied().unwrap_or_default();
        prop_assert!(capacity.is_none_or(|most| pressing(Section::Overdue) + pressing(Section::Due) <= most));
        let closed = notes.iter().filter(|(_, is_closed)| *is_closed).count();
        prop_assert_eq!(agenda.counts.clients, notes.len());
        prop_assert_eq!(agenda.entries.len() + agenda.counts.on_track + closed, notes.len());
        prop_assert_eq!(agenda.counts.sections.values().sum::<usize>(), agenda.entries.len());
        for (path, problem) in &agenda.problems {
            let (_, text) = files.iter().find(|(file, _)| **file == **path).unwrap();
            prop_assert!(problem.place.line <= text.lines().count(), "{} {:?}", path, problem);
        }

        let again = Vault::open(&vault.root).unwrap();
        for format in [AgendaFormat::Markdown, AgendaFormat::Json] {
            prop_assert_eq!(composed(format, &vault, today()), composed(format, &again, today()));
        }
    }

    #[test]
    fn no_text_from_a_note_breaks_the_page(
        texts in vec((signs(), signs(), signs()), 1..6),
        links in select(&["markdown", "wikilink"][..]),
    ) {
        let mut files = Vec::new();
        for (nth, (name, person, task)) in texts.iter().enumerate() {
            let quoted = |text: &str| serde_json::to_string(&format!("x{text}")).unwrap();
            let on_one_line = task.replace(['\n', '\r', '\0'], " ");
            files.push((
                format!("{nth}{}.md", file_name(name)),
                format!(
                    "---\nname: {}\nstatus: {}\ncontacts: [{{name: {}, phone: 1}}]\nowner: {}\n---\n\
                     ## 2026-08-01 Call {on_one_line}\n\n- [ ] x{on_one_line} due 2026-11-20\n",
                    quoted(name), quoted(person), quoted(person), quoted(name),
                ),
            ));
        }
        let (_folder, vault) = vault_of(&files, &format!("links: {links}\n"));
        let everyone = Selection::default();
        let agenda = Planner::new(&vault.settings, today(), &everyone).plan(&vault, |entry| entry.client.name.clone()).unwrap();
        prop_assert_eq!(agenda.entries.len(), files.len());
        let page = composed(AgendaFormat::Markdown, &vault, today());
        let shape = Shape::of(&page);

        // Nor does it reach a terminal as a command.
        let mut list = Vec::new();
        render::list::text(&List::read(&vault, today(), &everyone).unwrap(), &mut list).unwrap();
        let list = String::from_utf8(list).unwrap();
        let notes = vault.read().unwrap();
        let shown = notes.clients().map(|client| render::show::text(&ClientDetails::of(&notes, client, today()), true));
        let drafts: Vec<String> = notes.clients().flat_map(|client| drafts(&notes, client)).collect();
        for text in shown.chain([list, page.clone()]).chain(drafts) {
            prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{:?}", text);
        }

        let sections = agenda.counts.sections.values().filter(|count| **count > 0).count();
        let fixing = usize::from(!agenda.problems.is_empty());
        prop_assert_eq!(shape.tasks, agenda.entries.len(), "{}", page);
        prop_assert_eq!(shape.headings, 1 + sections + fixing, "{}", page);
        let item_lines = page.lines().filter(|line| line.trim_start().starts_with("- ")).count();
        prop_assert_eq!(shape.items, item_lines, "{}", page);
        prop_assert_eq!(&shape.others, &[] as &[String], "{}", page);
        let notes: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        for target in &shape.targets {
            prop_assert!(notes.contains(target.as_str()), "{:?} in\n{}", target, page);
        }
        if links == "markdown" {
            let names: Vec<String> = agenda.entries.iter().map(|(_, name)| on_one_line(name)).collect();
            prop_assert_eq!(&shape.names[..names.len()], &names[..], "{}", page);
            prop_assert!(shape.targets.len() >= files.len() + agenda.problems.len().min(files.len()), "{}", page);
        }
    }
}

/// The smallest failing input is printed; what it shows becomes a separate test.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let fragment = prop_oneof![
        6 => select(FRAGMENTS).prop_map(|fragment| fragment.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..6),
    ];
    vec(fragment, 0..50).prop_map(|fragments| fragments.concat())
}

/// A text, often with front matter.
fn with_front_matter() -> impl Strategy<Value = String> {
    let fragment = |most| vec(select(FRAGMENTS), 0..most).prop_map(|fragments| fragments.concat());
    (any::<bool>(), fragment(12), fragment(20)).prop_map(|(has_front_matter, head, body)| {
        if has_front_matter { format!("---\n{head}\n---\n{body}") } else { body }
    })
}

fn signs() -> impl Strategy<Value = String> {
    vec(select(SIGNS), 0..8).prop_map(|signs| signs.concat())
}

/// A name that a file can have on any system.
fn file_name(text: &str) -> String {
    let is_allowed = |c: &char| !matches!(c, '/' | '\0') && (cfg!(unix) || c.is_alphanumeric());
    text.chars().filter(is_allowed).collect()
}

/// The messages to a client for the reason on the agenda.
fn drafts(notes: &Notes, client: &Client) -> Vec<String> {
    let draft = Draft::of(notes, &ClientDetails::of(notes, client, today()), None);
    let ours = MessageKind::ALL.into_iter().filter_map(|kind| Some((kind, draft::built_in(&draft, kind)?)));
    ours.map(|(kind, ours)| draft::text(&draft, kind, ours.name, ours.text).unwrap()).collect()
}

/// The page of a vault.
fn page_of(vault: &Vault, today: NaiveDate) -> Page {
    let everyone = Selection::default();
    let composed = compose(AgendaFormat::Markdown, vault, today, &everyone, &Layout::default()).unwrap();
    composed.into_page().unwrap()
}

/// The agenda of a vault in a format.
fn composed(format: AgendaFormat, vault: &Vault, day: NaiveDate) -> String {
    compose(format, vault, day, &Selection::default(), &Layout::default()).unwrap().text()
}

/// A folder with these notes, and the vault read from it.
fn vault_of(files: &[(String, String)], configuration: &str) -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &Path, text: &str| fs::write(path, text).unwrap();
    write(&folder.path().join("rekindle.yaml"), configuration);
    for (path, text) in files {
        write(&folder.path().join(path), text);
    }
    let vault = Vault::open(folder.path()).unwrap();
    (folder, vault)
}

/// A note of a client on or around today, and whether it is closed.
fn client_note() -> impl Strategy<Value = (String, bool)> {
    let statuses =
        &["prospect", "active", "inactive", "former", "lost", "declined", "partner", "archived", "actve"];
    let cadences = &["2 weeks", "3 months", "never", "now and then", "~"];
    let priorities = &["high", "normal", "low"];
    let day = || (-500..60i64).prop_map(|days| (today() + chrono::Duration::days(days)).to_string());
    let keys = (
        (
            select(&statuses[..]),
            proptest::bool::weighted(0.1),
            select(&cadences[..]),
            select(&priorities[..]),
        ),
        (proptest::option::of(day()), proptest::option::of(day()), proptest::option::weighted(0.2, day())),
        vec(
            (
                select(&["Dana Reyes", "Lee Park", "Kim"][..]),
                proptest::option::of(day()),
                proptest::option::of(day()),
            ),
            0..3,
        ),
    );
    let titles = &[
        "Call with Dana",
        "E-mail, no reply",
        "Voicemail for Lee",
        "Lunch",
        "Order 7",
        "Lost the pitch",
        "",
    ];
    let touches = vec((day(), select(&titles[..])), 0..8);
    (keys, touches, vec(day(), 0..3)).prop_map(|((kind, days, contacts), touches, promises)| {
        let (status, do_not_contact, cadence, priority) = kind;
        let mut text = format!(
            "---\nstatus: {status}\ndo_not_contact: {do_not_contact}\ncadence: {cadence}\npriority: {priority}\n"
        );
        let (since, last_contact, pause) = days;
        for (key, day) in [("since", since), ("last_contact", last_contact), ("pause", pause)] {
            writeln!(text, "{key}: {}", day.unwrap_or_default()).unwrap();
        }
        text.push_str("contacts:\n");
        for (name, away, left) in contacts {
            let (away, left) = (away.unwrap_or_default(), left.unwrap_or_default());
            writeln!(text, "- {{name: {name}, away: {away}, left: {left}, cadence: 5 weeks}}").unwrap();
        }
        text.push_str("---\n");
        for (day, title) in touches {
            writeln!(text, "## {day} {title}\n").unwrap();
        }
        for day in promises {
            writeln!(text, "- [ ] Send it by {day}").unwrap();
        }
        (text, do_not_contact || status == "archived")
    })
}

/// What a page is to a Markdown parser.
#[derive(Default)]
struct Shape {
    headings: usize,
    items: usize,
    tasks: usize,
    /// Where links lead, decoded.
    targets: Vec<String>,
    /// What links show.
    names: Vec<String>,
    /// Whatever should not be there.
    others: Vec<String>,
}

impl Shape {
    fn of(page: &str) -> Self {
        let options = Options::ENABLE_TASKLISTS
            | Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_GFM;
        let mut shape = Self::default();
        let mut is_in_link = false;
        for event in Parser::new_ext(page, options) {
            match event {
                Event::Start(Tag::Heading { .. }) => shape.headings += 1,
                Event::Start(Tag::Item) => shape.items += 1,
                Event::TaskListMarker(false) => shape.tasks += 1,
                Event::Start(Tag::Link { dest_url, .. }) => {
                    shape.targets.push(decoded(&dest_url));
                    shape.names.push(String::new());
                    is_in_link = true;
                }
                Event::End(TagEnd::Link) => is_in_link = false,
                Event::Text(text) if is_in_link => shape.names.last_mut().unwrap().push_str(&text),
                // Only what the template itself puts in is strong.
                Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Strong)
                | Event::End(_)
                | Event::Text(_) => {}
                other => shape.others.push(format!("{other:?}")),
            }
        }
        shape
    }
}

/// A name as a page shows it: on one line, without characters that control it.
fn on_one_line(name: &str) -> String {
    let shown = name.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    shown.map(|c| if c.is_control() || c == '\u{2028}' { ' ' } else { c }).collect()
}

fn decoded(target: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = target.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

type Touch<'a> = (NaiveDate, &'a str, Channel, Outcome);

/// A title as it is written and as it is read, its channel and outcome.
type Title = (&'static str, &'static str, Channel, Outcome);

const TITLES: &[Title] = &[
    ("Call with Dana about prices", "Call with Dana about prices", Channel::Call, Outcome::Contact),
    ("E-mail: the offer", "E-mail: the offer", Channel::Email, Outcome::Contact),
    ("**Lunch** with [Dana](x.md)", "Lunch with Dana", Channel::Meeting, Outcome::Contact),
    ("Zoom, no show", "Zoom, no show", Channel::Video, Outcome::Attempt),
    ("Called, left a message #ask", "Called, left a message #ask", Channel::Call, Outcome::Attempt),
    ("Voicemail", "Voicemail", Channel::Voicemail, Outcome::Attempt),
    ("Grüße aus Köln &amp; Bonn 🎉", "Grüße aus Köln & Bonn 🎉", Channel::Other, Outcome::Contact),
    ("`Slack` to [[people/Lee Park|Lee]]", "Slack to Lee", Channel::Message, Outcome::Contact),
];

/// Date forms that may be anywhere, bare or in brackets.
const PLAIN: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%-d %b %Y",
    "%-d %B %Y",
    "%b %-d, %Y",
    "%d.%m.%Y",
    "%A %Y-%m-%d",
    "%Y-%m-%d 14:30",
    "%Y-%m-%dT09:10",
    "📞 %Y-%m-%d",
];

/// Date forms that are links or brackets already, or a list to Markdown when they begin a line.
const LINKED_DATES: &[&str] = &[
    "[[%Y-%m-%d]]",
    "[[daily/%Y-%m-%d|%A]]",
    "[%Y-%m-%d](x.md)",
    "[%Y-%m-%d]",
    "(%a, %-d %b %Y)",
    "%-d. %B %Y",
];

/// Date forms under a heading that is the year.
const YEARLESS: &[&str] = &["%-d %b", "%b %-d", "%-d. %B", "%m-%d"];

/// What may come between two entries; nothing in it is a touch.
const BODIES: &[&str] = &[
    "",
    "\nThey compare three offers.\n",
    "\n> ## 2019-01-01 Quoted call\n",
    "\n```\n## 2019-01-01 Call in code\n```\n",
    "\n- 2019-01-01 Call in a list that is no log\n",
    "\n<!--\n## 2019-01-01 Call in a comment\n-->\n",
    "\n    ## 2019-01-01 Indented call\n",
    "\n#### Notes\n\nIn 2019 all was well.\n",
];

/// A note and what it says.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
struct KnownNote {
    front_matter: Option<&'static str>,
    has_title: bool,
    bom: bool,
    crlf: bool,
    final_newline: bool,
    /// Distinct days, and what decides how each is written.
    entries: Vec<(NaiveDate, [Index; 5])>,
}

fn known_note() -> impl Strategy<Value = KnownNote> {
    let front_matters: Vec<Option<&'static str>> = vec![
        None,
        Some("---\n---\n"),
        Some("---\nstatus: active\ncadence: 6 weeks\n---\n"),
        Some("---\nname: Harbor Foods\n# A comment.\nsector: food\n...\n"),
        Some("---   \nname: \"Harbor Foods\"\ncontacts:\n- Dana Reyes\n---\n\n"),
    ];
    let days = btree_set(0..4000u64, 1..9);
    let marks = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (select(front_matters), marks, days, vec(any::<[Index; 5]>(), 9)).prop_map(
        |(front_matter, marks, days, ways)| {
            let (has_title, bom, crlf, final_newline) = marks;
            let first = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap();
            let mut entries: Vec<_> =
                days.into_iter().map(|days| first + Days::new(days)).zip(ways).collect();
            // Notes have the newest first, or last, or are a muddle.
            match entries[0].1[0].index(3) {
                0 => entries.reverse(),
                1 => entries.sort_by_key(|(date, _)| date.to_string().bytes().rev().collect::<Vec<u8>>()),
                _ => {}
            }
            KnownNote { front_matter, has_title, bom, crlf, final_newline, entries }
        },
    )
}

impl KnownNote {
    fn name(&self) -> &'static str {
        match self.front_matter {
            Some(front_matter) if front_matter.contains("name") => "Harbor Foods",
            _ if self.has_title => "Harbor & Sons",
            _ => "harbor",
        }
    }

    /// The note's text, and its touches in the order of time.
    fn written(&self) -> (String, Vec<Touch<'_>>) {
        let mut headings = String::new();
        let mut log = String::from("\n## Contact log\n\n");
        let mut years: BTreeMap<String, String> = BTreeMap::new();
        let mut touches = Vec::new();
        for (date, [form, way, title, level, body]) in &self.entries {
            let (written, read, channel, outcome) = TITLES[title.index(TITLES.len())];
            let plain = date.format(PLAIN[form.index(PLAIN.len())]);
            let linked = date.format(LINKED_DATES[form.index(LINKED_DATES.len())]);
            let marks = "#".repeat(level.index(6) + 1);
            let body = BODIES[body.index(BODIES.len())];
            let mut title = read;
            match way.index(11) {
                0 => writeln!(log, "- {plain} {written}\n  and more of it"),
                1 => writeln!(log, "* **{plain}** — {written}"),
                2 => {
                    let year = years.entry(date.format("%Y").to_string()).or_default();
                    let yearless = date.format(YEARLESS[form.index(YEARLESS.len())]);
                    writeln!(year, "### {yearless}: {written}")
                }
                3 => writeln!(headings, "{marks} {plain}: {written}\n{body}"),
                4 => writeln!(headings, "{marks} [{plain}] {written} {marks}\n{body}"),
                5 => writeln!(headings, "{marks} {written} ({plain})\n{body}"),
                6 => writeln!(headings, "{marks} {written} – {linked}\n{body}"),
                7 => writeln!(headings, "{marks} {linked} {written}\n{body}"),
                8 => writeln!(headings, "{plain} | {written}\n---\n{body}"),
                9 => writeln!(headings, "{written}, {plain}\n===\n{body}"),
                _ => {
                    title = "";
                    writeln!(headings, "{marks} {linked}\n{body}")
                }
            }
            .unwrap();
            let (channel, outcome) =
                if title.is_empty() { (Channel::Other, Outcome::Contact) } else { (channel, outcome) };
            touches.push((*date, title, channel, outcome));
        }
        touches.sort_by_key(|(date, ..)| *date);
        let years: Vec<String> =
            years.iter().map(|(year, entries)| format!("\n## {year}\n\n{entries}")).collect();
        let years = years.concat();
        let title = if self.has_title { "# Harbor & Sons\n\n" } else { "" };
        // Without front matter only a dated heading makes a note a client.
        let heading = if self.front_matter.is_none() { "## 2015-01-01 Order\n\n" } else { "" };
        let front_matter = self.front_matter.unwrap_or_default();
        let mut text = format!("{front_matter}{title}{heading}{headings}{log}{years}");
        if !self.final_newline {
            text.truncate(text.trim_end().len());
        }
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        (format!("{}{text}", if self.bom { "\u{feff}" } else { "" }), touches)
    }
}
