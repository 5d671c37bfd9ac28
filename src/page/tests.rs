//! Pages with the user's hand on them.

use super::{Filled, carried, read, signed};

const PAGE: &str = "# Agenda for Saturday 21 November 2026\n\n2 to reconnect with.\n\n## Overdue\n\n\
- [ ] [Harbor](clients/harbor.md): due since 26 October by its rhythm. Last: call. Try **Lee** by phone.\n  - Two e-mails.\n  \
- [ ] Promised for 18 November: send the table.\n- [ ] [[clients/acme|Acme]]: due today.\n";

fn page(edit: impl Fn(&str) -> String) -> String {
    edit(&signed(PAGE))
}

#[test]
fn an_untouched_page_has_nothing_of_the_users() {
    let form = read(&signed(PAGE));
    assert!(form.is_legible && form.entries.is_empty() && form.loose.is_empty(), "{form:?}");
    assert_eq!(carried(&signed(PAGE), &form), (signed(PAGE), 0));
    let spaced = signed(PAGE).replace('\n', "  \r\n");
    assert_eq!(read(&spaced), form);
}

#[test]
fn ticks_and_words_are_told_from_what_was_written() {
    let form = read(&page(|page| {
        page.replace("- [ ] [Harbor]", "- [X] [Harbor]")
            .replace("Try **Lee** by phone.", "Try **Lee** by phone. called, no reply")
            .replace("  - [ ] Promised", "  - [x] Promised")
            .replace("- [ ] [[clients", "\n  - more of it\n    and more\n\nMy own line\n\n* [x] [New](new.md) – lunch\n- [ ] [[clients")
            .replace("due today.\n", "due today.\n  She is ill.\n")
    }));
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let expected = [
        Filled {
            line: "- [ ] [Harbor](clients/harbor.md): due since 26 October by its rhythm. Last: call. Try **Lee** by phone.".into(),
            target: "[Harbor](clients/harbor.md)".into(),
            is_ticked: true,
            words: words(&["  called, no reply", "  - more of it", "    and more"]),
            tasks: words(&["  - [ ] Promised for 18 November: send the table."]),
        },
        Filled {
            line: "* [ ] [New](new.md)".into(),
            target: "[New](new.md)".into(),
            is_ticked: true,
            words: words(&["  lunch"]),
            tasks: Vec::new(),
        },
        Filled {
            line: "- [ ] [[clients/acme|Acme]]: due today.".into(),
            target: "[[clients/acme|Acme]]".into(),
            is_ticked: false,
            words: words(&["  She is ill."]),
            tasks: Vec::new(),
        },
    ];
    assert_eq!(form.entries, expected);
    assert_eq!(form.loose, ["My own line"]);
}

#[test]
fn what_is_not_logged_is_carried_over_again_and_again() {
    let old = page(|page| {
        page.replace("- [ ] [Harbor]", "- [x] [Harbor]")
            .replace("  - Two e-mails.\n", "  - Two e-mails.\n  called\n")
            .replace("  - [ ] Promised", "  - [x] Promised")
            .replace("due today.", "due today. She is ill.")
    });
    let form = read(&old);
    // The same entries with other words, and one of them gone.
    let new = signed(
        "# Agenda for Sunday\n\n## Due\n\n- [ ] [Harbor](clients/harbor.md): 27 days.\n  - Three e-mails.\n",
    );
    let (mut text, count) = carried(&new, &form);
    assert_eq!(count, 2);
    let body = text.split("\n<!--").next().unwrap();
    assert_eq!(
        body,
        "# Agenda for Sunday\n\n## Due\n\n- [x] [Harbor](clients/harbor.md): 27 days.\n  - Three e-mails.\n  called\n\n\
         ## Not logged yet\n\n- [ ] [[clients/acme|Acme]]: due today.\n  She is ill.\n"
    );
    for _ in 0..3 {
        let (again, count) = carried(&new, &read(&text));
        assert_eq!((again.as_str(), count), (text.as_str(), 2));
        text = again;
    }
}

#[test]
fn a_page_that_something_has_written_anew_is_not_taken_apart() {
    let form =
        read(&page(|page| page.replace("- [ ]", "*   [x]").replace(". ", ".\n    ").replace("## ", "### ")));
    assert!(!form.is_legible);
    assert_eq!(
        form.entries.iter().map(|one| one.target.as_str()).collect::<Vec<_>>(),
        ["[Harbor](clients/harbor.md)", "[[clients/acme|Acme]]"]
    );
    assert!(form.loose.is_empty() && form.entries.iter().all(|one| one.words.is_empty()));
}
