//! The manuals of the rules: the doc comments of their files.

use crate::manual::{Chapter, Manual, book as bind};
use crate::model::rule::Rule;

/// The manuals of the triggers, in the order of the docs.
pub const TRIGGERS: &[Manual] = &[
    Manual::new(Rule::Cadence.name(), include_str!("triggers/cadence.rs")),
    Manual::new(Rule::FirstTouch.name(), include_str!("triggers/first_touch.rs")),
    Manual::new(Rule::Retry.name(), include_str!("triggers/retry.rs")),
    Manual::new(Rule::Promise.name(), include_str!("triggers/promise.rs")),
    Manual::new(Rule::Farewell.name(), include_str!("triggers/farewell.rs")),
    Manual::new(Rule::Feedback.name(), include_str!("triggers/feedback.rs")),
    Manual::new(Rule::Occasion.name(), include_str!("triggers/occasion.rs")),
    Manual::new(Rule::NewJob.name(), include_str!("triggers/new_job.rs")),
    Manual::new(Rule::WelcomeBack.name(), include_str!("triggers/welcome_back.rs")),
    Manual::new(Rule::ThankReferrer.name(), include_str!("triggers/thank_referrer.rs")),
    Manual::new(Rule::FollowUp.name(), include_str!("triggers/follow_up.rs")),
];

/// The manuals of the advice, in the order of the docs.
pub const ADVICE: &[Manual] = &[
    Manual::new(Rule::OtherChannel.name(), include_str!("advice/other_channel.rs")),
    Manual::new(Rule::OtherContact.name(), include_str!("advice/other_contact.rs")),
    Manual::new(Rule::Patience.name(), include_str!("advice/patience.rs")),
    Manual::new(Rule::Coverage.name(), include_str!("advice/coverage.rs")),
    Manual::new(Rule::Variety.name(), include_str!("advice/variety.rs")),
    Manual::new(Rule::Value.name(), include_str!("advice/value.rs")),
    Manual::new(Rule::Ask.name(), include_str!("advice/ask.rs")),
    Manual::new(Rule::Share.name(), include_str!("advice/share.rs")),
    Manual::new(Rule::Repair.name(), include_str!("advice/repair.rs")),
    Manual::new(Rule::Gracious.name(), include_str!("advice/gracious.rs")),
    Manual::new(Rule::OrdersOnly.name(), include_str!("advice/orders_only.rs")),
];

/// The manual of a rule.
pub fn of(rule: Rule) -> Option<Manual> {
    TRIGGERS.iter().chain(ADVICE).copied().find(|manual| manual.name == rule.name())
}

/// All manuals as one page of documentation.
pub fn book() -> String {
    let introduction = "A trigger puts a client on the agenda; advice says how to go about it. \
                        `rekindle explain NAME` prints a rule's manual, and this page holds them all.";
    let triggers = Chapter { title: "Triggers", manuals: TRIGGERS };
    let advice = Chapter { title: "Advice", manuals: ADVICE };
    bind("The rules", introduction, &[triggers, advice])
}

#[cfg(test)]
mod tests {
    use super::{ADVICE, TRIGGERS};
    use crate::model::rule::Rule;

    #[test]
    fn every_rule_has_a_whole_manual() {
        let manuals: Vec<_> = TRIGGERS.iter().chain(ADVICE).collect();
        assert!(manuals.iter().map(|manual| manual.name).eq(Rule::ALL.iter().map(|rule| rule.name())));
        for manual in manuals {
            let text = manual.assert_whole(&["Why", "When", "Example", "Configuration"]);
            assert!(text.contains("(P") && text.contains("```"), "{}: practice, example", manual.name);
        }
    }
}
