//! A reference to a note as people write it: a wikilink, a Markdown link, or plain text.

/// A reference taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, without a heading; none if it is plain text.
    pub target: Option<String>,
    /// What it shows: `[[people/Dana Reyes|Dana]]` is Dana, `[[Dana Reyes]]` and `[Dana Reyes](x.md)`
    /// are Dana Reyes, and plain text is itself.
    pub shown: String,
}

impl Link {
    /// Reads a reference.
    pub fn read(reference: &str) -> Self {
        let reference = reference.trim();
        if let Some(inner) = reference.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            let (target, alias) = inner.split_once('|').unwrap_or((inner, ""));
            let target = without_heading(target);
            let stem = target.rsplit('/').next().unwrap_or(&target);
            let stem = stem.strip_suffix(".md").unwrap_or(stem);
            let shown = if alias.trim().is_empty() { stem } else { alias.trim() }.to_owned();
            return Self { target: Some(target), shown };
        }
        let markdown = reference.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
        let Some((shown, target)) = markdown else {
            return Self { target: None, shown: reference.to_owned() };
        };
        let target = target.trim().trim_start_matches('<').trim_end_matches('>');
        Self { target: Some(without_heading(&percent_decoded(target))), shown: shown.trim().to_owned() }
    }
}

fn without_heading(target: &str) -> String {
    target.split('#').next().unwrap_or(target).trim().to_owned()
}

fn percent_decoded(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = digits.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(decoded.unwrap_or(*first));
        rest = decoded.and_then(|_| behind.get(2..)).unwrap_or(behind);
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
        }
    }
}
