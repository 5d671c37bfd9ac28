//! A reference to a note as people write it: a wikilink, a Markdown link, or plain text.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// The parts of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The path or name it links to, without a heading; none if it is plain text.
    pub target: Option<String>,
    /// The text beside the target, which may be a name: `Dana` of `[[people/Dana Reyes|Dana]]`;
    /// the whole link if it has no such text.
    pub text: String,
    /// What it shows: `[[people/Dana Reyes|Dana]]` is Dana, `[[Dana Reyes]]` and `[Dana Reyes](x.md)`
    /// are Dana Reyes, and plain text is itself.
    pub shown: String,
}

impl Link {
    /// Reads a reference.
    pub fn read(reference: &str) -> Self {
        let reference = reference.trim();
        if let Some(inner) = reference.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            let (target, text) = inner.split_once('|').unwrap_or((inner, inner));
            let (target, text) = (without_heading(target), text.trim().to_owned());
            let has_alias = inner.contains('|') && !text.is_empty();
            let shown = if has_alias { &text } else { stem(&target) }.to_owned();
            return Self { target: Some(target), text, shown };
        }
        let markdown = reference.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
        let (text, target) = markdown.map_or((reference, None), |(text, target)| (text.trim(), Some(target)));
        let target = target.map(|target| target.trim().trim_start_matches('<').trim_end_matches('>'));
        let Some(target) = target else {
            return Self { target: None, text: text.to_owned(), shown: text.to_owned() };
        };
        Self::markdown(text, target)
    }

    /// A Markdown link with that text that leads to a target, in which `%20` is a space.
    pub fn markdown(text: &str, target: &str) -> Self {
        // A `%23` is a sign of the name, and begins no heading.
        let path = without_heading(target);
        let target = percent_decode_str(&path).decode_utf8_lossy().into_owned();
        Self { target: Some(target), text: text.to_owned(), shown: text.to_owned() }
    }
}

/// What a reference shows: see [`Link::shown`].
pub fn shown(reference: &str) -> String {
    let plain = reference.trim();
    // Fast path: most references are names.
    if plain.starts_with('[') { Link::read(plain).shown } else { plain.to_owned() }
}

/// A title as a reader sees it: `[[people/Dana Reyes|Dana]]` is Dana.
pub fn unlinked(title: &str) -> Cow<'_, str> {
    if !title.as_bytes().contains(&b'[') {
        return title.into();
    }
    let mut plain = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(start) = rest.find("[[") {
        let (before, link) = rest.split_at(start);
        let Some(end) = link.find("]]") else { break };
        let (link, after) = link.split_at(end + 2);
        plain.push_str(before);
        plain.push_str(&shown(link));
        rest = after;
    }
    plain.push_str(rest);
    plain.into()
}

/// The name of the note at a path.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

fn without_heading(target: &str) -> String {
    target.split('#').next().unwrap_or(target).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn links_show_their_text() {
        let cases = [
            ("[[Dana Reyes]]", "Dana Reyes"),
            ("[[people/Dana Reyes.md#top|Dana]]", "Dana"),
            ("[[people/dana.md]]", "dana"),
            ("[Dana](people/dana.md)", "Dana"),
            ("Dana [sic]", "Dana [sic]"),
        ];
        for (text, shown) in cases {
            assert_eq!(Link::read(text).shown, shown, "{text}");
            assert_eq!(super::shown(text), shown, "{text}");
        }
    }

    #[test]
    fn targets_are_percent_decoded() {
        let cases = [
            ("[x](M%C3%BCller%20%26%20S%c3%b6hne.md#top)", "Müller & Söhne.md"),
            ("[x](<50%.md>)", "50%.md"),
            ("[x](50%2x%+5.md)", "50%2x%+5.md"),
            ("[x](%FF.md)", "\u{fffd}.md"),
        ];
        for (text, target) in cases {
            assert_eq!(Link::read(text).target.as_deref(), Some(target), "{text}");
        }
    }
}
