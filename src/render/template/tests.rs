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

#[test]
fn filters_make_of_data_what_a_page_needs() {
    let cases = [
        // Null stays null; what is no date or number stays as it is.
        ("{{ entry.last_contact | date }}{{ entry.last_contact | span }}.", "."),
        ("{{ entry.last_contact | days_ago }}{{ entry.last_contact | plural('day') }}.", "."),
        ("{{ entry.last_contact | cell }}{{ entry.last_contact | stop | sentence }}.", "."),
        ("{{ entry.last_contact | link }}{{ entry.note | link(none) }}", "[[clients/a b|clients/a b.md]]"),
        ("{{ entry.last_contact | default('never') }}{{ entry.last_contact | default('-', true) }}", "-"),
        ("{{ entry.extra.renewal | date('%Y') }}", "next \\*spring\\*"),
        ("{{ entry.extra.renewal | span }}, {{ entry.extra.renewal | days_ago }}.", "next \\*spring\\*, ."),
        ("{{ entry.extra.renewal | plural('day') }}", "next \\*spring\\*"),
        ("{{ entry.due | date('%d.%m.') }}", "01.11."),
        (
            "{{ entry.due | date('%Q') }}",
            "invalid operation: “%Q” is no form for a date; write it like “%-d %B %Y”",
        ),
        (
            "{{ entry.due | date('%H:%M') }}",
            "invalid operation: “%H:%M” is no form for a date; write it like “%-d %B %Y”",
        ),
        (
            "{{ entry.extra.city | date('%') }}",
            "invalid operation: “%” is no form for a date; write it like “%-d %B %Y”",
        ),
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
        ("{{ entry.note | link(entry.name) | cell }}", "[[clients/a b\\|Smith Sons]]"),
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
