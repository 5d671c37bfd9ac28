use serde_json::{Value, json};

use super::Template;
use crate::model::settings::LinkStyle;

fn data() -> Value {
    json!({
        "today": "2026-11-21",
        "entries": [{
            "name": "Smith | Sons",
            "note": "clients/a b.md",
            "due": "2026-11-01",
            "last_contact": null,
            "days_overdue": 1,
            "tags": ["a*b", "c"],
            "extra": {"city": "Bremen", "renewal": "next *spring*"},
        }],
    })
}

fn rendered(name: &str, text: &str) -> String {
    let text = format!("{{% for entry in entries %}}{text}{{% endfor %}}");
    let template = Template { name, text: &text };
    template.render(data(), LinkStyle::Wikilink, "").unwrap_or_else(|error| error.reason)
}

fn message(text: &str) -> String {
    let template = Template { name: "page.md", text };
    template.render(data(), LinkStyle::Markdown, "").unwrap_err().to_string()
}

#[test]
fn filters_make_of_data_what_a_page_needs() {
    let cases = [
        // Null stays null; what is no date or number stays as it is.
        ("{{ entry.last_contact | date }}{{ entry.last_contact | span }}.", "."),
        ("{{ entry.last_contact | days_ago }}{{ entry.last_contact | plural('day') }}.", "."),
        ("{{ entry.last_contact | cell }}{{ entry.last_contact | stop | sentence }}.", "."),
        ("{{ entry.last_contact | link }}{{ entry.note | link(none) }}", "[[clients/a b|clients/a b.md]]"),
        ("{{ entry.last_contact | default('never') }}{{ entry.last_contact | default('–', true) }}", "–"),
        ("{{ entry.extra.renewal | date('%Y') }}", "next \\*spring\\*"),
        ("{{ entry.extra.renewal | span }}, {{ entry.extra.renewal | days_ago }}.", "next \\*spring\\*, ."),
        ("{{ entry.extra.renewal | plural('day') }}", "next \\*spring\\*"),
        // A name that does not exist is a slip all the same.
        ("{{ entry.lst | date }}", "there is no “entry.lst”"),
        ("{{ entry.lst | days_ago }}", "there is no “entry.lst”"),
        ("{{ entry.due | date('%d.%m.') }}", "01.11."),
        ("{{ entry.due | date('%Q') }}", "“%Q” is no form for a date; write it like “%-d %B %Y”"),
        ("{{ entry.due | date('%H:%M') }}", "“%H:%M” is no form for a date; write it like “%-d %B %Y”"),
        ("{{ entry.extra.city | date('%') }}", "“%” is no form for a date; write it like “%-d %B %Y”"),
        ("{{ entry.due | days_ago }} {{ '2026-12-01' | days_ago }}", "20 -10"),
        ("{{ entry.due | span }}, {{ '2026-12-01' | span }}, {{ 0 | span }}", "2 weeks, 10 days, 0 days"),
        ("{{ 13 | span }}, {{ 60 | span }}, {{ 61 | span }}", "13 days, 8 weeks, 2 months"),
        ("{{ 729 | span }}, {{ 730 | span }}", "23 months, 2 years"),
        (
            "{{ 1 | plural('day') }}, {{ 3 | plural('day') }}, {{ 0 | plural('day') }}",
            "1 day, 3 days, 0 days",
        ),
        ("{{ 2 | plural('child', 'children') }}", "2 children"),
        ("{{ entry.tags | join(', ') }}", "a\\*b, c"),
        ("{{ entry.tags | join(', ') | markdown }}", "a\\*b, c"),
        ("{{ entry.note | link(entry.name) | cell }}", "[Smith \\| Sons](clients/a%20b.md)"),
        ("{{ entry.name | cell }}", "Smith \\| Sons"),
        (r"{{ 'a\\|b||c' | cell }}", r"a\\\|b\|\|c"),
        ("{{ '<b>' | safe | cell }}{{ '<b>' | safe | stop }}", "<b><b>."),
        ("{{ '*a*' | escape }}{{ '*a*' | safe | markdown }}", "\\*a\\**a*"),
    ];
    for (text, expected) in cases {
        assert_eq!(rendered("page.md", text), expected, "{text}");
    }
    assert_eq!(rendered("page.txt", "{{ '*a|b' | cell }}{{ '*' | markdown }}{{ '\n' }}."), "*a|b\\* .");
    assert_eq!(rendered("page.html", "{{ '<|' | cell }}{{ '*' | markdown }}"), "&lt;|\\*");
}

#[test]
fn errors_say_where_and_what_was_meant() {
    let cases = [
        ("{{ tody }}", "page.md:1: there is no “tody”; did you mean “today”?", "^^^^"),
        (
            "é {% for entry in entries %}\n{{ 'x' ~ entry.nmae | upper }}{% endfor %}",
            "page.md:2: there is no “entry.nmae”; did you mean “entry.name”?",
            "^^^^^^^^^^",
        ),
        (
            "{% macro how(entry) %}\n{{ entry.zip }}\n{% endmacro %}\n{{ how(entries[0]) }}",
            "page.md:2: there is no “entry.zip”",
            "^^^^^^^^^",
        ),
        (
            "{{ entries[0].extra.street }}",
            "page.md:1: there is no “entries[0].extra.street”",
            "write “entries[0].extra.street | default(\"\")”",
        ),
        ("{% set x = none %}\n{{ x.y.z }}", "page.md:2: there is no “x.y”", "^^^"),
        ("{{ today | dat }}", "page.md:1: there is no filter “dat”; did you mean “date”?", "^^^"),
        (
            "{{ today | sentnce }}",
            "page.md:1: there is no filter “sentnce”; did you mean “sentence”?",
            "^^^^^^^",
        ),
        ("{{ today | uper() }}", "page.md:1: there is no filter “uper”; did you mean “upper”?", "^^^^"),
        ("{{ today is nice }}", "page.md:1: there is no test “nice”", "^^^^"),
        (
            "{{ today | date('%Q') }}",
            "page.md:1: “%Q” is no form for a date; write it like “%-d %B %Y”",
            "^^^^^^^^^^",
        ),
        (
            "\n\n{% include 'a.md' %}",
            "page.md:3: “include” is not available: a template is one file",
            "^^^^^^^",
        ),
        ("{% if today %}", "page.md:1: syntax error: unexpected end of input, expected end of block", "^^"),
        ("{{ today | replace('a') }}", "page.md:1: missing argument", "^^^^^^^^^^^^"),
        (
            "{{ today + 1 }}",
            "page.md:1: tried to use + operator on unsupported types string and number",
            "^^^^^^^^^",
        ),
        (
            "{{ today",
            "page.md:1: syntax error: unexpected end of input, expected end of variable block",
            "^^^^^",
        ),
        ("{{ today\n  ~ tody\n  ~ 'x' }}", "page.md:2: there is no “tody”; did you mean “today”?", "^^^^"),
    ];
    for (text, first, mark) in cases {
        let message = message(text);
        let (line, excerpt) = message.split_once('\n').unwrap();
        assert_eq!(line, first, "{text}");
        assert!(excerpt.contains(mark) && !excerpt.contains(&format!("{mark}^")), "{message}");
        assert!(!message.contains("Bremen") && !message.contains("Smith"), "{message}");
    }
}

#[test]
fn an_excerpt_commands_no_terminal() {
    let template = Template { name: "a\u{1b}[2J.md", text: "\u{1b}[31m{{ x }}\u{202e}\0" };
    let message = template.render(data(), LinkStyle::Markdown, "").unwrap_err().to_string();
    assert!(!message.contains(['\u{1b}', '\u{202e}', '\0']), "{message:?}");
}
