//! A manual is the doc comment of the file it explains, so that help, documentation and code are one text.

/// The manual of a rule or check.
#[derive(Debug, Clone, Copy)]
pub struct Manual {
    /// The name in the configuration of what it explains.
    pub name: &'static str,
    source: &'static str,
}

/// Manuals that belong together.
#[derive(Debug, Clone, Copy)]
pub struct Chapter<'a> {
    /// What they explain.
    pub title: &'a str,
    /// In the order of the page.
    pub manuals: &'a [Manual],
}

impl Manual {
    /// The manual at the head of a source file.
    pub(crate) const fn new(name: &'static str, source: &'static str) -> Self {
        Self { name, source }
    }

    /// The manual as Markdown, its title first.
    pub fn text(self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n")
    }

    /// What it is about, in a sentence.
    pub fn summary(self) -> String {
        self.paragraph_after(&format!("# {}", self.name))
    }

    /// Why it matters: the first paragraph of that section.
    pub fn why(self) -> String {
        self.paragraph_after("## Why")
    }

    fn paragraph_after(self, heading: &str) -> String {
        let text = self.text();
        let mut paragraphs = text.split("\n\n").skip_while(|paragraph| *paragraph != heading);
        paragraphs.nth(1).unwrap_or("").replace('\n', " ")
    }
}

/// Manuals as one page of documentation.
pub(crate) fn book(title: &str, introduction: &str, chapters: &[Chapter<'_>]) -> String {
    let mut book = format!("# {title}\n\n{introduction}\n");
    for Chapter { title, manuals } in chapters {
        book.push_str(&format!("\n## {title}\n\n"));
        for manual in *manuals {
            let name = manual.name;
            book.push_str(&format!("- [`{name}`](#{name}): {}\n", manual.summary()));
        }
        for manual in *manuals {
            book.push_str(&format!("\n{}\n", demoted(&manual.text())));
        }
    }
    book
}

/// A manual with its headings two levels deeper; a `#` in an example stays.
fn demoted(text: &str) -> String {
    let mut in_example = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        in_example ^= line.starts_with("```");
        let is_heading = !in_example && line.starts_with('#');
        lines.push(if is_heading { format!("##{line}") } else { line.to_owned() });
    }
    lines.join("\n")
}

#[cfg(test)]
impl Manual {
    /// Asserts that all parts are there, and returns the text.
    pub(crate) fn assert_whole(self, sections: &[&str]) -> String {
        let (name, text) = (self.name, self.text());
        assert!(text.starts_with(&format!("# {name}\n\n")), "{name}: the title");
        for section in sections {
            assert!(text.contains(&format!("\n\n## {section}\n\n")), "{name}: {section}");
        }
        assert!(self.summary().ends_with('.'), "{name}: a summary");
        assert!(self.why().ends_with('.'), "{name}: a reason");
        text
    }
}
