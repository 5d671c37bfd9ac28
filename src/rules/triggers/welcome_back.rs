//! # welcome-back
//!
//! Puts a client on the agenda when one of its contacts is back from a time away.
//!
//! ## Why
//!
//! Two unanswered calls hid a sabbatical and nearly cost a deal (P10). Whoever remembers when somebody
//! comes back is the first to be glad with them.
//!
//! ## When
//!
//! The `away` of a contact who has not left ended in the last 60 days, and no touch since names them. Due
//! the day after it ended.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Sundby Ferries
//! contacts:
//!   - name: Astrid Sundby
//!     away: {from: 2026-08-15, until: 2026-11-15, why: sabbatical}
//! ---
//! ```
//!
//! ## Configuration
//!
//! `rules: {welcome-back: off}` silences it.

use super::{Reason, Trigger, day_after};
use crate::model::contact::Contact;
use crate::rules::Standing;

/// For this many days a return is news.
const NEWS_DAYS: i64 = 60;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    standing.current_contacts().filter_map(|contact| welcome(standing, contact)).collect()
}

fn welcome<'a>(standing: &Standing<'_, 'a>, contact: &'a Contact) -> Option<Trigger<'a>> {
    let until = contact.away.as_ref()?.until?;
    let days_back = (standing.today() - until).num_days();
    let is_news = (1..=NEWS_DAYS).contains(&days_back);
    let welcomed = standing.touches().iter().any(|touch| touch.date > until && touch.names(contact.id));
    (is_news && !welcomed).then(|| Trigger::new(day_after(until), Reason::WelcomeBack { contact, until }))
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::check;

    #[test]
    fn due_the_day_after_and_news_for_sixty_days() {
        let back = |away: &str, history: &str| {
            format!("---\ncontacts:\n  - {{name: Astrid Sundby, away: {away}}}\n  - Lee Park\n---\n{history}")
        };
        let sabbatical = "{from: 2026-08-15, until: 2026-11-15, why: sabbatical}";
        let touched = |heading: &str| back(sabbatical, &format!("## {heading}\n"));
        let due: &[&str] = &["2026-11-16 Astrid Sundby"];
        check(
            Rule::WelcomeBack,
            &[
                ("2026-11-15", &back(sabbatical, ""), &[]),
                ("2026-11-16", &back(sabbatical, ""), due),
                ("2027-01-14", &back(sabbatical, ""), due),
                ("2027-01-15", &back(sabbatical, ""), &[]),
                ("2026-11-16", &back("2026-11-15", ""), due),
                ("2026-11-16", &back("{from: 2026-08-15}", ""), &[]),
                ("2026-11-21", &touched("2026-11-15 Call with Astrid"), due),
                ("2026-11-21", &touched("2026-11-16 Call with Astrid"), &[]),
                ("2026-11-21", &touched("2026-11-20 Call with Astrid, no answer"), &[]),
                ("2026-11-21", &touched("2026-11-20 Call with Lee"), due),
                ("2026-11-21", &touched("2026-11-20 Call"), due),
                // Two who share the first name: the touch says neither.
                ("2026-11-21", &touched("2026-11-20 Call with Astrid").replace("Lee", "Astrid"), due),
                ("2026-11-21", &back("2026-11-15, left: 2026-11-21", ""), &[]),
                ("2026-11-21", &back("2026-11-15, left: 2026-11-22", ""), due),
                ("2026-11-21", &back(sabbatical, "").replace("---\nc", "---\nstatus: closed\nc"), &[]),
                ("2026-11-21", &back(sabbatical, "").replace("---\nc", "---\ncadence: never\nc"), due),
                // Alone there, so that it is an absence, too.
                ("2026-11-16", &back(sabbatical, "").replace("  - Lee Park\n", ""), due),
            ],
        );
    }
}
