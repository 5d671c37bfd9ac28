//! The manual of each rule: the doc comment of its file, so that help, documentation and code are one text.

use crate::model::rule::Rule;

/// What `rekindle explain` prints.
#[derive(Debug, Clone, Copy)]
pub struct Manual {
    /// The rule.
    pub rule: Rule,
    /// Whether it puts clients on the agenda; else it is advice.
    pub is_trigger: bool,
    source: &'static str,
}

macro_rules! manuals {
    ($($folder:literal, $is_trigger:literal: $($rule:ident $file:literal,)*;)*) => {
        &[$($(Manual {
            rule: Rule::$rule,
            is_trigger: $is_trigger,
            source: include_str!(concat!($folder, "/", $file)),
        },)*)*]
    };
}

/// The manuals of all rules, triggers first, in the contract's order.
pub const MANUALS: &[Manual] = manuals! {
    "triggers", true:
        Cadence "cadence.rs",
        FirstTouch "first_touch.rs",
        Retry "retry.rs",
        Promise "promise.rs",
        Farewell "farewell.rs",
        Feedback "feedback.rs",
        Occasion "occasion.rs",
        NewJob "new_job.rs",
        WelcomeBack "welcome_back.rs",
        ThankReferrer "thank_referrer.rs",
        FollowUp "follow_up.rs",
    ;
    "advice", false:
        OtherChannel "other_channel.rs",
        OtherContact "other_contact.rs",
        Patience "patience.rs",
        Coverage "coverage.rs",
        Variety "variety.rs",
        Value "value.rs",
        Ask "ask.rs",
        Share "share.rs",
        Repair "repair.rs",
        Gracious "gracious.rs",
        OrdersOnly "orders_only.rs",
    ;
};

/// All manuals as one page of documentation.
pub fn book() -> String {
    let mut book = "# The rules\n\nA trigger puts a client on the agenda; advice says how to go about it. \
                    `rekindle explain NAME` prints a rule's manual, and this page holds them all.\n"
        .to_owned();
    for (title, is_trigger) in [("Triggers", true), ("Advice", false)] {
        let manuals = || MANUALS.iter().filter(|manual| manual.is_trigger == is_trigger);
        book.push_str(&format!("\n## {title}\n\n"));
        for manual in manuals() {
            let name = manual.rule.name();
            book.push_str(&format!("- [`{name}`](#{name}): {}\n", manual.summary()));
        }
        for manual in manuals() {
            book.push_str(&format!("\n{}\n", demoted(&manual.text())));
        }
    }
    book
}

/// A manual's headings two levels down; `#` in its examples stay.
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

impl Manual {
    /// The manual of a rule.
    pub fn of(rule: Rule) -> Option<Self> {
        MANUALS.iter().copied().find(|manual| manual.rule == rule)
    }

    /// The manual as Markdown, its title first.
    pub fn text(self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n")
    }

    /// What the rule does, in a sentence.
    pub fn summary(self) -> String {
        let text = self.text();
        let mut paragraphs = text.split("\n\n").skip(1);
        paragraphs.next().unwrap_or_default().replace('\n', " ")
    }
}

#[cfg(test)]
mod tests {
    use super::{MANUALS, Manual};
    use crate::model::rule::Rule;

    #[test]
    fn every_rule_has_a_whole_manual() {
        let rules: Vec<Rule> = MANUALS.iter().map(|manual| manual.rule).collect();
        assert_eq!(rules, Rule::ALL);
        for manual in MANUALS {
            let (name, text) = (manual.rule.name(), manual.text());
            assert!(text.starts_with(&format!("# {name}\n")), "{name}: the title");
            for section in ["## Why", "## When", "## Example", "## Configuration"] {
                assert!(text.contains(&format!("\n{section}\n")), "{name}: {section}");
            }
            assert!(text.contains("(P") && text.contains("```"), "{name}: the practice and an example");
            assert!(manual.summary().ends_with('.'), "{name}: a summary");
            assert_eq!(Manual::of(manual.rule).unwrap().rule, manual.rule);
        }
    }
}
