//! Fills in the placeholders of a template, and sets keys of its front matter.

use chrono::NaiveDate;

use super::Start;
use crate::model::same_key;
use crate::note::front_matter::yaml::scalar::{escaped, scalar};

/// A template with its placeholders filled in; placeholders of other programs stay.
pub(super) fn filled(template: &str, start: &Start<'_>) -> String {
    let mut text = String::new();
    let front = front_matter(template).map_or(0, |(_, end)| end);
    let mut at = 0;
    for line in template.split_inclusive('\n') {
        let is_front = at < front;
        at += line.len();
        let mut rest = line;
        let mut done = String::new();
        while let Some((before, name, after)) = placeholder(rest) {
            done.push_str(before);
            match value(name, start, is_front) {
                Some(value) if is_front => done.push_str(&quoted(&done, &value, name, start)),
                Some(value) => done.push_str(&value),
                None => done.push_str(&rest[before.len()..rest.len() - after.len()]),
            }
            rest = after;
        }
        done.push_str(rest);
        text.push_str(&done);
    }
    text
}

/// The text before the first `{{name}}`, the name, and the text after it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (name, after) = rest.split_once("}}")?;
    Some((before, name.trim(), after))
}

fn value(name: &str, start: &Start<'_>, is_front: bool) -> Option<String> {
    let (name, form) = name.split_once(':').map_or((name, None), |(name, form)| (name.trim(), Some(form)));
    Some(match (name.to_lowercase().as_str(), form) {
        ("name" | "title", None) => start.name.to_owned(),
        ("date", None) => start.today.to_string(),
        ("date", Some(form)) => dated(start.today, form.trim()),
        ("status", None) => start.status().name().to_owned(),
        ("owner", None) => start.owner.unwrap_or_default().to_owned(),
        // In the front matter it becomes a list.
        ("contacts", None) if is_front => String::new(),
        ("contacts", None) => start.contacts.join(", "),
        _ => return None,
    })
}

/// A day in a form that Obsidian knows: `DD.MM.YYYY`, `D MMMM YYYY`.
fn dated(day: NaiveDate, form: &str) -> String {
    const PARTS: [(&str, &str); 9] = [
        ("YYYY", "%Y"),
        ("MMMM", "%B"),
        ("MMM", "%b"),
        ("MM", "%m"),
        ("M", "%-m"),
        ("DD", "%d"),
        ("D", "%-d"),
        ("dddd", "%A"),
        ("ddd", "%a"),
    ];
    let (mut text, mut rest) = (String::new(), form);
    while let Some(first) = rest.chars().next() {
        let part = PARTS.iter().find_map(|(part, meaning)| Some((rest.strip_prefix(part)?, meaning)));
        rest = if let Some((after, meaning)) = part {
            text.push_str(&day.format(meaning).to_string());
            after
        } else {
            text.push(first);
            &rest[first.len_utf8()..]
        };
    }
    text
}

/// A value as YAML needs it after `before` on its line.
fn quoted(before: &str, value: &str, name: &str, start: &Start<'_>) -> String {
    let mut quote = None;
    for c in before.chars().filter(|c| matches!(c, '"' | '\'')) {
        match quote {
            None => quote = Some(c),
            Some(open) if open == c => quote = None,
            Some(_) => {}
        }
    }
    match quote {
        Some(quote) => escaped(value, quote),
        None if name.eq_ignore_ascii_case("contacts") => items(start.contacts, &[]),
        // A date in quotes would be a text.
        None if before.ends_with([':', '-', ' ']) && !name.starts_with("date") => scalar(value),
        None => value.to_owned(),
    }
}

/// Contacts as a block list, each with empty keys like those of the template's contact.
fn items(contacts: &[String], keys: &[&str]) -> String {
    let mut text = String::new();
    for contact in contacts {
        text.push_str(&format!("\n  - name: {}", scalar(contact)));
        for key in keys {
            text.push_str(&format!("\n    {key}:"));
        }
    }
    text
}

/// Where the lines of the front matter start, and where the line that closes it does.
fn front_matter(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut begin = None;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_end().trim_start_matches('\u{feff}');
        match begin {
            None if fence == "---" => begin = Some(at + line.len()),
            None => return None,
            Some(begin) if matches!(fence, "---" | "...") => return Some((begin, at)),
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

/// A text whose front matter has that value for the first of some synonyms that it has, else for a new key.
pub(super) fn with_key(text: &str, names: &[&str], value: &str) -> String {
    let value = scalar(value);
    let name = names.first().copied().unwrap_or_default();
    replaced(text, names, |found, _| format!("{found}: {value}\n"))
        .unwrap_or_else(|| with_line(text, &format!("{name}: {value}\n")))
}

/// A text whose front matter lists these contacts.
pub(super) fn with_contacts(text: &str, contacts: &[String]) -> String {
    let written = replaced(text, &["contacts", "people"], |name, block| {
        format!("{name}:{}\n", items(contacts, &keys_of_first_item(block)))
    });
    written.unwrap_or_else(|| with_line(text, &format!("contacts:{}\n", items(contacts, &[]))))
}

/// The keys of the first contact in a block list, besides its name.
fn keys_of_first_item(block: &str) -> Vec<&str> {
    let mut keys: Vec<&str> = Vec::new();
    for (key, _) in block.lines().skip(1).filter_map(|line| line.split_once(':')) {
        let key = key.trim_matches([' ', '-']);
        if keys.first() == Some(&key) {
            break;
        }
        keys.push(key);
    }
    keys.retain(|key| !same_key(key, "name"));
    keys
}

/// A text with a key of the front matter and all that belongs to it replaced; none if it has none of these.
fn replaced(text: &str, names: &[&str], new: impl FnOnce(&str, &str) -> String) -> Option<String> {
    let (begin, end) = front_matter(text)?;
    let front = text.get(begin..end)?;
    let mut at = 0;
    let mut lines = front.split_inclusive('\n');
    let name = lines.by_ref().find_map(|line| {
        let name = line.split_once(':').map(|(name, _)| name).filter(|_| !continues(line));
        let found = name.filter(|name| names.iter().any(|known| same_key(known, name)));
        at += line.len();
        found.map(|name| (name, at - line.len()))
    });
    let (name, start) = name?;
    let rest: usize = lines.take_while(|line| continues(line)).map(str::len).sum();
    let block = front.get(start..at + rest)?;
    Some(format!("{}{}{}", text.get(..begin + start)?, new(name, block), text.get(begin + at + rest..)?))
}

/// Whether a line belongs to the key above it.
fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t', '-']) || line.trim().is_empty()
}

/// A text with one more line in its front matter, which is added if there is none.
fn with_line(text: &str, line: &str) -> String {
    match front_matter(text) {
        Some((_, end)) => format!("{}{line}{}", &text[..end], &text[end..]),
        None => format!("---\n{line}---\n\n{}", text.trim_start_matches('\u{feff}')),
    }
}

#[cfg(test)]
mod tests {
    use super::{dated, with_contacts, with_key};

    #[test]
    fn keys_are_set_where_they_stand() {
        let cases = [
            ("---\nstatus: lost\nowner:\n---\n# X\n", "---\nstatus: active\nowner:\n---\n# X\n"),
            ("---\nStatus:\n  - lost\nowner:\n---\n", "---\nStatus: active\nowner:\n---\n"),
            ("---\nowner:\n---\n# X\n", "---\nowner:\nstatus: active\n---\n# X\n"),
            ("# X\n", "---\nstatus: active\n---\n\n# X\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(with_key(text, &["status"], "active"), expected, "{text}");
        }
    }

    #[test]
    fn contacts_take_the_keys_of_the_templates_item() {
        let contacts = ["Dana Reyes".to_owned(), "Lee: Park".to_owned()];
        let text = "---\ncontacts:\n  - name:\n    role:\n    email:\ntags: []\n---\n";
        let expected = "---\ncontacts:\n  - name: Dana Reyes\n    role:\n    email:\n  - name: \"Lee: Park\"\n    role:\n    email:\n\
                        tags: []\n---\n";
        assert_eq!(with_contacts(text, &contacts), expected);
    }

    #[test]
    fn days_are_written_as_obsidian_does() {
        let day = "2026-03-05".parse().unwrap();
        assert_eq!(dated(day, "YYYY-MM-DD"), "2026-03-05");
        assert_eq!(dated(day, "dddd, D MMMM YYYY"), "Thursday, 5 March 2026");
    }
}
