//! Pages with the user's hand on them.

use chrono::NaiveDate;

use super::{
    Filled, Form, Hash, Identity, MarkedEntry, Offer, Page, PromiseId, PromiseLine, Renewed, Sign, read,
};
use crate::model::rule::Rule;

const HARBOR: &str = "- [ ] [Harbor & Sons](clients/harbor.md): due since 26 October by its rhythm of 6 weeks. Try **Lee** by phone.\n  \
                      - Two e-mails to Dana\\_R have had no answer.\n  - [ ] Promised for 18 November: Send the table.\n  \
                      - [ ] Promised for 19 November: Send the table.\n";
const ACME: &str = "- [ ] [[clients/acme|Acme]]: due since 1 November by its rhythm of 1 month.\n";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn identity(path: &str, promises: &[&str]) -> Identity {
    let hash = Hash::of_text(path);
    let promise = |due: &&str| PromiseLine {
        sentence: format!("Promised for {} November: Send the table.", &due[8..]),
        task: "Send the table".into(),
        id: PromiseId { path: hash, due: day(due), task: Hash::of_text("Send the table") },
    };
    let offer = Offer { rule: Rule::Cadence, due: day("2026-10-26"), channel: None, who: None, about: None };
    Identity { path: path.into(), offer: Some(offer), promises: promises.iter().map(promise).collect() }
}

fn page(head: &str) -> Page {
    let mut page = Page::default();
    page.push(format!("# Agenda for {head}\n\n2 to reconnect with.\n"));
    page.push("\n## Overdue\n\n".to_owned());
    let harbor = identity("clients/harbor.md", &["2026-11-18", "2026-11-19"]);
    page.push_entry(MarkedEntry::new(HARBOR.to_owned(), &harbor));
    page.push_entry(MarkedEntry::new(ACME.to_owned(), &identity("clients/acme.md", &[])));
    page
}

fn written() -> String {
    page("Saturday").signed().concat()
}

fn form(edit: impl Fn(&str) -> String) -> Form {
    read(&edit(&written()), None)
}

/// What the user did, in short: path, sign, words and ticked promises of each entry.
fn short(form: &Form) -> Vec<String> {
    form.entries.iter().map(describe).collect()
}

fn describe(filled: &Filled) -> String {
    let words = |tellings: &[super::Telling]| {
        tellings.iter().flat_map(|telling| telling.lines.clone()).collect::<Vec<_>>().join(" | ")
    };
    let known = if filled.written.is_some() { "" } else { "?" };
    let target = filled.link.as_ref().and_then(|link| link.target.clone()).unwrap_or_default();
    let mut text = format!("{known}{target} [{}] {}", filled.sign.char(), words(&filled.tellings));
    for promise in &filled.promises {
        text.push_str(&format!(
            " +{} [{}] {}",
            promise.id.due,
            promise.sign.char(),
            words(&promise.tellings)
        ));
    }
    text.trim_end().replace("]  +", "] +")
}

#[test]
fn an_untouched_page_has_nothing_of_the_users() {
    for edit in [
        |page: &str| page.to_owned(),
        |page: &str| page.replace('\n', "\r\n"),
        |page: &str| page.replace('\n', "  \n"),
        |page: &str| page.replace("- [ ]", "*   [ ]"),
        |page: &str| page.replace("  - ", "    - "),
        |page: &str| page.replace("- [ ] [", "\n- [ ] ["),
        |page: &str| page.replace(". ", ".\n  "),
        |page: &str| {
            page.replace(". Try **Lee**", ". Try __Lee__").replace("Dana\\_R", "Dana_R").replace('&', "&amp;")
        },
        |page: &str| page.replace("[Harbor & Sons](clients/harbor.md)", "[[clients/harbor|Harbor & Sons]]"),
        |page: &str| page.replace("[[clients/acme|Acme]]", "\\[\\[clients/acme|Acme]]"),
        |page: &str| page.replace("[ ]", "\\[ \\]"),
        |page: &str| page.replace("clients/harbor.md", "clients/harbor-ltd.md"),
        |page: &str| page.replace("rekindle:page\n", "rekindle:page "),
    ] {
        let form = form(edit);
        assert!(form.is_legible && form.has_marks, "{}", edit(&written()));
        assert_eq!((short(&form), &form.loose[..]), (vec![], &[][..]), "{}", edit(&written()));
    }
}

/// Edits of a page, and what is read of it then.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

#[test]
fn ticks_and_words_are_told_from_what_was_written() {
    let harbor = "- [ ] [Harbor";
    let end = "Try **Lee** by phone.";
    let cases: &[Case<'_>] = &[
        (&[(harbor, "- [X] [Harbor")], &["clients/harbor.md [x]"]),
        (&[(harbor, "1. [x] [Harbor")], &["clients/harbor.md [x]"]),
        (&[(harbor, "- [/] [Harbor")], &["clients/harbor.md [/]"]),
        (
            &[(harbor, "- [>] [Harbor"), (end, "Try **Lee** by phone. 2 weeks")],
            &["clients/harbor.md [>] 2 weeks"],
        ),
        (&[(end, "Try **Lee** by phone. left a voicemail")], &["clients/harbor.md [ ] left a voicemail"]),
        (
            &[(end, "Try **Lee** by\n  phone. left **a** voicemail")],
            &["clients/harbor.md [ ] left **a** voicemail"],
        ),
        // Wrapped with what was written, it is one line; otherwise it has its lines.
        (
            &[(end, "Try **Lee** by\n  phone. left a\n  voicemail\n  today")],
            &["clients/harbor.md [ ] left a voicemail today"],
        ),
        (
            &[(end, "Try **Lee** by phone. left a\n  voicemail")],
            &["clients/harbor.md [ ] left a | voicemail"],
        ),
        // Escaped by formatters that know neither tasks nor wikilinks.
        (&[(harbor, "* \\[x] [Harbor")], &["clients/harbor.md [x]"]),
        (&[("- [ ] [[clients/acme|Acme]]", "- \\[/\\] \\[[clients/acme|Acme]\\]")], &["clients/acme [/]"]),
        // Moved to the last item below it, words on a ticked entry are still about that.
        (
            &[
                (harbor, "- [x] [Harbor"),
                ("19 November: Send the table.", "19 November: Send the table. called"),
            ],
            &["clients/harbor.md [x] called"],
        ),
        (
            &[
                (harbor, "- [x] [Harbor"),
                (end, "Try **Lee** by phone. lunch"),
                ("19 November: Send the table.", "19 November: Send the table. ask Bo"),
            ],
            &["clients/harbor.md [x] lunch +2026-11-19 [ ] ask Bo"],
        ),
        // Below it, indented or not.
        (
            &[("Send the table.\n- [ ] [[", "Send the table.\n  called Lee\n- [ ] [[")],
            &["clients/harbor.md [ ] called Lee"],
        ),
        (&[("month.\n", "month.\ncalled Eva\n")], &["clients/acme [ ] called Eva"]),
        (
            &[("month.\n", "month.\n  called Eva\n\n  - and more\n    of it\n")],
            &["clients/acme [ ] called Eva | - and more |   of it"],
        ),
        (
            &[(
                "19 November: Send the table.",
                "19 November: Send the table. sent\n    by mail\n  called Lee",
            )],
            &["clients/harbor.md [ ] called Lee +2026-11-19 [ ] sent | by mail"],
        ),
        // A promise, known by its day.
        (&[("- [ ] Promised for 19", "- [x] Promised for 19")], &["clients/harbor.md [ ] +2026-11-19 [x]"]),
        (
            &[(
                "- [ ] Promised for 18 November: Send the table.",
                "* [x] Promised for 18 November:\n    Send the table. by mail",
            )],
            &["clients/harbor.md [ ] +2026-11-18 [x] by mail"],
        ),
        // Not known, because it was changed, and an entry of the user's.
        (
            &[("due since 26 October", "no rhythm"), (harbor, "- [x] [Harbor")],
            &["?clients/harbor.md [x] no rhythm by its rhythm of 6 weeks. Try **Lee** by phone."],
        ),
        (&[("\n## Overdue\n", "\n- [x] [New](new.md) – lunch\n\n## Overdue\n")], &["?new.md [x] lunch"]),
        // Ticks in code and quotes are none.
        (&[("\n## Overdue\n", "\n```\n- [x] [Acme](clients/acme.md)\n```\n\n## Overdue\n")], &[]),
        (&[("\n## Overdue\n", "\n> - [x] [Acme](clients/acme.md)\n\n## Overdue\n")], &[]),
    ];
    for (edits, expected) in cases {
        let edited = edits.iter().fold(written(), |page, (from, to)| {
            assert!(page.contains(from), "{from:?}");
            page.replacen(from, to, 1)
        });
        assert_eq!(short(&read(&edited, None)), *expected, "{edited}");
    }
}

#[test]
fn lines_of_the_users_are_loose_and_ticks_that_lead_nowhere_are_named() {
    let form = form(|page| page.replace("\n## Overdue\n", "\nMy line\n\n- [x] Buy stamps\n\n## Overdue\n"));
    let loose: Vec<&str> = form.loose.iter().flat_map(|telling| &telling.lines).map(String::as_str).collect();
    assert_eq!(loose, ["My line", "- [x] Buy stamps"]);
    assert_eq!(form.strays.iter().map(|stray| stray.line).collect::<Vec<_>>(), [7]);
    assert!(form.entries.is_empty());
}

#[test]
fn items_of_the_users_stay_items() {
    for item in ["  - she is ill", "* a\n  - b", "1. one"] {
        let form = form(|page| page.replace("\n\n2 to", &format!("\n{item}\n\n2 to")));
        let loose: Vec<String> = form.loose.iter().flat_map(|telling| telling.lines.clone()).collect();
        assert_eq!(loose.join("\n"), item.trim_start());
    }
}

#[test]
fn a_text_after_a_ticked_entry_may_be_about_it() {
    let form =
        form(|page| page.replace("- [ ] [[", "- [x] [[").replace("month.\n", "month.\n\nCalled Eva\n"));
    assert_eq!(form.entries[0].followed_by.map(|after| after.line), Some(13));
}

#[test]
fn an_earlier_remark_on_a_promise_is_not_about_the_entry() {
    let old = written().replace("19 November: Send the table.", "19 November: Send the table. ask Bo");
    let (page, _) = renewed(&old, "2026-11-14");
    let ticked = page.replace("- [ ] [Harbor", "- [x] [Harbor");
    assert_eq!(short(&read(&ticked, None)), ["clients/harbor.md [x] +2026-11-19 [ ] ask Bo"]);
}

#[test]
fn below_a_heading_nothing_is_about_what_is_above_it() {
    for heading in ["## Mine", "Mine\n----"] {
        let form = form(|page| {
            page.replace("- [ ] [[", "- [x] [[")
                .replace("month.\n", &format!("month.\n\n{heading}\n\nCalled Eva\n"))
        });
        assert_eq!(form.entries[0].followed_by, None, "{heading}");
    }
}

#[test]
fn a_page_without_its_comment_is_known_by_what_it_would_be() {
    let bare = written().split("<!--").next().unwrap().replace("- [ ] [Harbor", "- [x] [Harbor");
    let bare = bare.replace("by phone.", "by phone. left a voicemail");
    assert_eq!(
        short(&read(&bare, None)),
        ["?clients/harbor.md [x] due since 26 October by its rhythm of 6 weeks. \
         Try **Lee** by phone. left a voicemail | - Two e-mails to Dana\\_R have had no answer. | - [ ] Promised for 18 \
         November: Send the table. | - [ ] Promised for 19 November: Send the table."]
    );
    assert_eq!(short(&read(&bare, Some(&page("Sunday")))), ["clients/harbor.md [x] left a voicemail"]);
}

fn renewed(old: &str, today: &str) -> (String, usize) {
    let renewed = Renewed::new(old, page("Monday"), day(today)).unwrap();
    (renewed.chunks.concat(), renewed.kept)
}

#[test]
fn what_is_not_logged_is_carried_over_again_and_again() {
    let old = written()
        .replace("- [ ] [Harbor", "- [/] [Harbor")
        .replace("by phone.", "by phone. called")
        .replace(
            "- [ ] Promised for 18 November: Send the table.",
            "- [x] Promised for 18 November: Send the table. sent",
        )
        .replace("month.\n", "month.\n  She is ill.\n\nMine\n\n- also mine\n");
    let (page, kept) = renewed(&old, "2026-11-21");
    assert_eq!(kept, 3);
    let body = page.split("\n<!--").next().unwrap();
    let expected = "- [/] [Harbor & Sons](clients/harbor.md): due since 26 October by its rhythm of 6 weeks. Try **Lee** by phone.\n  \
         - Two e-mails to Dana\\_R have had no answer.\n  - [x] Promised for 18 November: Send the table.\n    sent\n  \
         - [ ] Promised for 19 November: Send the table.\n  called\n\
         - [ ] [[clients/acme|Acme]]: due since 1 November by its rhythm of 1 month.\n  She is ill.\n\n\
         ## Your own lines\n\nMine\n\n- also mine\n";
    assert!(body.ends_with(expected), "{body}");
    let mut again = page.clone();
    for _ in 0..3 {
        again = renewed(&again, "2026-11-28").0;
        assert_eq!(again, page);
    }
    // Another week it is known that the words are old.
    let form = read(&page, None);
    let days: Vec<_> = form.tellings().map(|(telling, _)| telling.since).collect();
    assert_eq!(days, [Some(day("2026-11-21")); 5]);
}

#[test]
fn what_is_on_the_page_no_more_is_kept() {
    let old = written().replace("- [ ] [[", "- [x] [[").replace("month.\n", "month. lunch\n");
    let empty = || {
        let mut page = Page::default();
        page.push("# Agenda for Monday\n".to_owned());
        page
    };
    let page = Renewed::new(&old, empty(), day("2026-11-21")).unwrap().chunks.concat();
    let expected = "# Agenda for Monday\n\n## Not logged yet\n\n\
                    - [x] [[clients/acme|Acme]]: due since 1 November by its rhythm of 1 month.\n  lunch\n";
    assert_eq!(page.split("\n<!--").next().unwrap(), expected);
    assert_eq!(Renewed::new(&page, empty(), day("2026-11-22")).unwrap().chunks.concat(), page);
    assert_eq!(short(&read(&page, None)), ["clients/acme [x] lunch"]);
}

#[test]
fn two_versions_of_a_page_put_together_are_one() {
    let ticked = written().replace("- [ ] [[", "- [x] [[").replace("month.\n", "month.\n  lunch\n");
    let both = format!("{}{}", ticked, written().replace("Saturday", "Monday"));
    assert_eq!(short(&read(&both, None)), ["clients/acme [x] lunch"]);
    let (page, kept) = renewed(&both, "2026-11-21");
    assert_eq!((kept, page.matches("Acme]]").count(), page.matches("# Agenda").count()), (1, 1, 1));
}

#[test]
fn a_line_that_went_is_known_when_a_branch_brings_it_back() {
    let shorter = |head| {
        let mut page = page(head);
        page.chunks[2] =
            page.chunks[2].replace("Two e-mails", "Three e-mails").replace("26 October", "2 November");
        page.marks[2] = MarkedEntry::new(page.chunks[2].clone(), &identity("clients/harbor.md", &[])).marks;
        page
    };
    let ticked = written()
        .replace("- [ ] [Harbor", "- [x] [Harbor")
        .replace("have had no answer.\n", "have had no answer.\n  lunch\n");
    let new = Renewed::new(&written(), shorter("Monday"), day("2026-11-28")).unwrap().chunks.concat();
    // Git keeps both versions of the entry.
    let old_entry = &ticked[ticked.find("- [x] [Harbor").unwrap()..ticked.find("- [ ] [[").unwrap()];
    let merged = new.replace("- [ ] [Harbor", &format!("{old_entry}- [ ] [Harbor"));
    let form = read(&merged, None);
    assert_eq!(short(&form), ["clients/harbor.md [x] lunch"]);
    assert!(form.entries[0].written.unwrap().offer.is_some() && form.loose.is_empty());
    // Not for ever.
    let much_later = Renewed::new(&new, shorter("Monday"), day("2027-01-28")).unwrap().chunks.concat();
    assert!(new.contains("until:2026-11-28 ") && !much_later.contains("until:"));
}

#[test]
fn a_doubt_stays_one_on_the_next_page() {
    let changed =
        written().replace("due since 26 October", "call them").replace("- [ ] [Harbor", "- [x] [Harbor");
    let shortened = written()
        .replace(": due since 26 October by its rhythm of 6 weeks. Try **Lee** by phone.", " done")
        .replace("- [ ] [Harbor", "- [x] [Harbor");
    for old in [changed, shortened] {
        let mut page = old;
        for _ in 0..3 {
            let form = read(&page, None);
            assert!(form.entries[0].is_changed && form.entries.len() == 1, "{page}");
            page = renewed(&page, "2026-11-28").0;
        }
    }
    let mut page =
        written().replace("- [ ] [[", "- [x] [[").replace("month.\n", "month.\n\nCalled Eva\n\nMore\n");
    for _ in 0..3 {
        let form = read(&page, None);
        assert!(form.entries[0].followed_by.is_some(), "{page}");
        page = renewed(&page, "2026-11-28").0;
        assert!(page.contains("\nCalled Eva\n") && page.contains("\nMore\n"), "{page}");
    }
}

#[test]
fn a_page_that_was_written_all_anew_is_not_taken_apart() {
    let other = written().replace("due since", "überfällig seit").replace("Promised for", "Versprochen für");
    let other = other
        .replace("Overdue", "Überfällig")
        .replace("reconnect", "verbinden")
        .replace("- [ ] [[", "- [x] [[");
    let form = read(&other.replace("Two e-mails", "Zwei Mails"), None);
    assert!(!form.is_legible);
    assert_eq!(form.entries.iter().map(|one| one.sign).collect::<Vec<_>>(), [Sign::Done]);
    assert!(form.loose.is_empty());
}

#[test]
fn the_comment_is_quiet() {
    let mut page = page("Saturday");
    page.choice = vec![("owner".to_owned(), "Jörg --> Maß".to_owned()), ("top".to_owned(), "5".to_owned())];
    let choice = page.choice.clone();
    let text = page.signed().concat();
    let comment = &text[text.find("<!--").unwrap()..];
    assert!(comment.lines().all(|line| line.len() <= 100), "{comment}");
    assert_eq!(comment.matches("-->").count(), 1);
    assert_eq!(read(&text, None).choice, choice);
}
