//! Keys in front matter of every hand: what is written, and that nothing else changes.

use super::{NewValue, set_key};
use crate::edit::EditError;
use crate::model::period::Period;
use crate::model::settings::Settings;
use crate::note::Reader;

fn set(text: &str, key: &str, value: NewValue<'_>) -> Result<String, EditError> {
    let settings = Settings::default();
    set_key(&Reader::new(&settings), "a.md", text, key, value).map(|edit| edit.applied(text).unwrap())
}

/// The lines of a front matter with the key set.
fn within(lines: &str, key: &str, value: NewValue<'_>) -> Result<String, EditError> {
    let set = set(&format!("---\n{lines}---\n\n# A\n"), key, value)?;
    Ok(set.strip_prefix("---\n").unwrap().strip_suffix("---\n\n# A\n").unwrap().to_owned())
}

#[test]
fn only_the_value_changes() {
    let cases = [
        ("status: active\n", "status: lost\n"),
        ("Status:   active   # since May\n", "Status:   lost   # since May\n"),
        ("# top\nstatus: \"active\" # x\n# below\n", "# top\nstatus: \"lost\" # x\n# below\n"),
        ("status: 'active'\nname: A\n", "status: 'lost'\nname: A\n"),
        ("STATUS : active\n", "STATUS : lost\n"),
        ("\"status\": active\n", "\"status\": lost\n"),
        ("status:\nname: A\n", "status: lost\nname: A\n"),
        ("status: \nname: A\n", "status: lost\nname: A\n"),
        ("status:   # soon\nname: A\n", "status: lost   # soon\nname: A\n"),
        ("status: ''\n", "status: 'lost'\n"),
        ("status: ~\n", "status: lost\n"),
        ("name: A\n", "name: A\nstatus: lost\n"),
        ("name: A\n\n# end\n", "name: A\n\n# end\nstatus: lost\n"),
        ("", "status: lost\n"),
        ("status: lost\n", "status: lost\n"),
        ("name: A\nstatus: actve\n", "name: A\nstatus: lost\n"),
        ("name: A: B\nstatus: active\n", "name: A: B\nstatus: lost\n"),
        (
            "tags:\n  - a\n  - b\nstatus: active\nnotes: |\n  x\n",
            "tags:\n  - a\n  - b\nstatus: lost\nnotes: |\n  x\n",
        ),
        ("notes: |\n  x\n", "notes: |\n  x\nstatus: lost\n"),
        ("status: active\nname: A\nstatus: former\n", "status: active\nname: A\nstatus: lost\n"),
    ];
    for (before, after) in cases {
        assert_eq!(within(before, "status", NewValue::Text("lost")), Ok(after.to_owned()), "{before:?}");
    }
}

#[test]
fn a_key_is_found_in_any_spelling() {
    let cases = [
        ("Contact-Frequency: 6w\n", "cadence", "3 months", "Contact-Frequency: 3 months\n"),
        ("title: A\nname: B\n", "title", "C", "title: A\nname: C\n"),
        ("title: A\n", "name", "C", "title: C\n"),
        ("lastContact: 2026-01-01\n", "last contact", "2026-02-01", "lastContact: 2026-02-01\n"),
        ("Sector: food\n", "sector", "drinks", "Sector: drinks\n"),
        ("name: A\n", "snooze", "2026-12-01", "name: A\nsnooze: 2026-12-01\n"),
    ];
    for (before, key, value, after) in cases {
        assert_eq!(within(before, key, NewValue::Text(value)), Ok(after.to_owned()), "{before:?}");
    }
}

#[test]
fn a_text_is_quoted_where_it_has_to_be() {
    let cases = [
        ("Smith: Partners", "x: \"Smith: Partners\"\n"),
        ("a #b", "x: \"a #b\"\n"),
        ("a#b, c", "x: a#b, c\n"),
        ("[x]", "x: \"[x]\"\n"),
        ("[[Lee Park]]", "x: [[Lee Park]]\n"),
        ("~", "x: \"~\"\n"),
        ("0x10", "x: \"0x10\"\n"),
        ("+4930123", "x: +4930123\n"),
        ("she said \"no\": x", "x: \"she said \\\"no\\\": x\"\n"),
        ("- x", "x: \"- x\"\n"),
        ("Grüße", "x: Grüße\n"),
        ("true", "x: true\n"),
    ];
    for (value, after) in cases {
        assert_eq!(within("", "x", NewValue::Text(value)), Ok(after.to_owned()), "{value:?}");
    }
    let kept = |before: &str| within(before, "x", NewValue::Text("it's"));
    assert_eq!(kept("x: 'a'\n"), Ok("x: 'it''s'\n".to_owned()));
    assert_eq!(kept("x: 'it''s a' # b\n"), Ok("x: 'it''s' # b\n".to_owned()));
    assert_eq!(kept("x: \"a \\\" b\" # b\n"), Ok("x: \"it's\" # b\n".to_owned()));
}

#[test]
fn lists_stay_lists() {
    let items = ["vip".to_owned(), "R&D, x".to_owned()];
    let list = |before: &str| within(before, "tags", NewValue::List(&items));
    assert_eq!(list("tags: [a, 'b, c'] # x\n"), Ok("tags: [vip, \"R&D, x\"] # x\n".to_owned()));
    assert_eq!(list("tags: a b\n"), Ok("tags: [vip, \"R&D, x\"]\n".to_owned()));
    assert_eq!(list("name: A\n"), Ok("name: A\ntags: [vip, \"R&D, x\"]\n".to_owned()));
    assert_eq!(within("x: [a]\n", "x", NewValue::Text("b")), Ok("x: [b]\n".to_owned()));
    assert_eq!(within("x: [[a]]\n", "x", NewValue::Text("[[b]]")), Ok("x: [[b]]\n".to_owned()));
}

#[test]
fn a_pause_is_a_day_or_all_that_is_said_of_it() {
    let day = |day: &str| day.parse().ok();
    let short = Period { until: day("2026-12-06"), ..Period::default() };
    let long = Period { from: day("2026-12-01"), why: Some("moving, again".to_owned()), ..short.clone() };
    let pause = |before: &str, period| within(before, "pause", NewValue::Period(period));
    assert_eq!(pause("", &short), Ok("pause: 2026-12-06\n".to_owned()));
    let written = "{from: 2026-12-01, until: 2026-12-06, why: \"moving, again\"}";
    assert_eq!(pause("", &long), Ok(format!("pause: {written}\n")));
    assert_eq!(pause("snooze: '2026-01-01' # x\n", &long), Ok(format!("snooze: {written} # x\n")));
    assert_eq!(
        pause("pause: {until: 2026-01-01, why: \"}\"}\n", &short),
        Ok("pause: 2026-12-06\n".to_owned())
    );
    assert_eq!(pause("pause: true\n", &short), Ok("pause: 2026-12-06\n".to_owned()));
    let reversed = Period { from: day("2026-12-24"), ..short.clone() };
    let reason = "this ends on 2026-12-06, before it begins on 2026-12-24; swap the two dates".to_owned();
    assert_eq!(pause("", &reversed), Err(EditError::Unfit { reason }));
}

#[test]
fn a_key_is_removed_with_its_line() {
    let unset = |before: &str| within(before, "owner", NewValue::Nothing);
    assert_eq!(
        unset("name: A\nowner: Eva # x\n# y\ntags: [a]\n"),
        Ok("name: A\n# y\ntags: [a]\n".to_owned())
    );
    assert_eq!(unset("Owner:\n"), Ok(String::new()));
    assert_eq!(unset("name: A\n"), Err(EditError::NotThere { key: "owner".to_owned() }));
    let twice = EditError::GivenTwice { key: "owner".to_owned(), line: 2 };
    assert_eq!(unset("owner: Eva\nowner: Kim\n"), Err(twice));
    assert_eq!(within("contacts: [{name: A}]\n", "contacts", NewValue::Nothing), Ok(String::new()));
}

#[test]
fn what_cannot_be_changed_as_one_line_is_refused() {
    let cases = [
        ("name: A\nx:\n  - a\n  - b\n", 3, "a value of several lines"),
        ("x:\n- a\n", 2, "a value of several lines"),
        ("x: |\n  text\n", 2, "a value of several lines"),
        ("x: a\n  b\n", 2, "a value of several lines"),
        ("x: 'a\n  b'\n", 2, "a value of several lines"),
        ("x: {a: b}\n", 2, "a mapping"),
        ("x: [{a: b}]\n", 2, "a list of mappings"),
        ("x: [[a], b]\n", 2, "a list of lists"),
        ("x: &a b\n", 2, "something else than a plain value"),
        ("x: 'a' b\n", 2, "something else than a plain value"),
    ];
    for (before, line, shape) in cases {
        let refusal = EditError::NotPlain { key: "x".to_owned(), line, shape };
        assert_eq!(within(before, "x", NewValue::Text("v")), Err(refusal), "{before:?}");
    }
    assert_eq!(within("{name: A}\n", "x", NewValue::Text("v")), Err(EditError::Misread));
    assert_eq!(set("---\nname: A\n\n# A\n", "x", NewValue::Text("v")), Err(EditError::Unclosed));
    for value in ["", "  ", "a\nb", "a\0"] {
        assert_eq!(within("", "x", NewValue::Text(value)), Err(EditError::NotOneLine), "{value:?}");
    }
}

#[test]
fn what_the_reader_complains_of_is_refused_in_its_words() {
    let cases = [
        ("status", "actve", "unknown status “actve”; did you mean “active”?"),
        ("statsu", "active", "unknown key “statsu”; did you mean “status”?"),
        ("since", "2026-02-30", "“2026-02-30” is not in the calendar"),
        ("do_not_contact", "maybe", "“do_not_contact” should be true or false"),
        ("priority", "top", "unknown priority “top”; use high, normal or low"),
    ];
    for (key, value, reason) in cases {
        let refusal = EditError::Unfit { reason: reason.to_owned() };
        assert_eq!(within("name: A\n", key, NewValue::Text(value)), Err(refusal), "{key}: {value}");
    }
}

#[test]
fn notes_of_every_dress_keep_it() {
    let cases = [
        ("---\r\nname: A\r\nstatus: active # x\r\n---\r\n", "---\r\nname: A\r\nstatus: lost # x\r\n---\r\n"),
        ("\u{feff}---\r\nname: A\r\n...\r\nText", "\u{feff}---\r\nname: A\r\nstatus: lost\r\n...\r\nText"),
        ("---\nstatus: active\n---", "---\nstatus: lost\n---"),
        ("---\n---", "---\nstatus: lost\n---"),
        ("## 2026-09-14 Call\n", "---\nstatus: lost\n---\n\n## 2026-09-14 Call\n"),
        ("\u{feff}\r\n## 2026-09-14 Call", "\u{feff}---\r\nstatus: lost\r\n---\r\n\r\n## 2026-09-14 Call"),
        ("", "---\nstatus: lost\n---\n"),
    ];
    for (before, after) in cases {
        assert_eq!(set(before, "status", NewValue::Text("lost")), Ok(after.to_owned()), "{before:?}");
    }
}
