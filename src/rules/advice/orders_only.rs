//! # orders-only
//!
//! Warns that business goes on while nobody talks.
//!
//! ## Why
//!
//! Regular orders are not a relationship: indifference creeps in while they flow (P26).
//!
//! ## When
//!
//! The client's rhythm, or a contact's, is overdue, and since the last contact there are two or more
//! entries for orders, invoices, payments, deliveries, renewals or tickets.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-08-17 Lunch with Gesine
//! ## 2026-09-01 Order 1207
//! ## 2026-10-01 Order 1288
//! ```
//!
//! ## Configuration
//!
//! `words: {business: [Angebot]}` adds words that make an entry such an event. `rules: {orders-only: off}`
//! silences it.

use super::Advice;
use crate::model::rule::Rule;
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, listed: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let is_overdue =
        |trigger: &Trigger<'_>| trigger.rule() == Rule::Cadence && trigger.due < standing.today();
    let events = standing.business_since_contact().count();
    (events >= 2 && listed.iter().any(is_overdue))
        .then_some(Advice::OrdersOnly { events, since: standing.last_contact })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::check_advice;

    #[test]
    fn two_events_and_an_overdue_rhythm() {
        let lunch = "## 2026-08-17 Lunch with Gesine\n";
        let then = |headings: &[&str]| {
            let history = headings.iter().map(|heading| format!("## 2026-{heading}\n"));
            format!("{lunch}{}", history.collect::<String>())
        };
        let orders = &then(&["09-01 Order 1207", "09-10 Invoice 88"]);
        let with = |front: &str, history: &str| format!("---\n{front}\n---\n{history}");
        let hers = "cadence: 1 year\ncontacts: [{name: Gesine Blume, cadence: 1 month}]";
        check_advice(
            Rule::OrdersOnly,
            &[
                // The rhythm of a month is due on 17 September.
                ("2026-09-16", orders, false),
                ("2026-09-17", orders, false),
                ("2026-09-18", orders, true),
                ("2026-11-21", &then(&["09-01 Order 1207"]), false),
                ("2026-11-21", &then(&["08-16 Order 1", "09-01 Order 2"]), false),
                ("2026-11-21", &then(&["08-18 Order 1", "08-18 Order 2"]), true),
                ("2026-11-21", &then(&["09-01 Order 1", "11-22 Delivery"]), false),
                ("2026-11-22", &then(&["09-01 Order 1", "11-22 Delivery"]), true),
                ("2026-11-21", &then(&["09-01 Signed", "09-02 Started", "09-03 Order 1"]), false),
                ("2026-11-21", &then(&["09-01 Order 1", "09-02 Ticket 2", "11-20 Call"]), false),
                ("2026-11-21", &format!("{orders}## 2026-10-01 Call, no answer\n"), false),
                ("2026-11-21", &format!("{orders}## 2026-12-01 Lunch\n"), false),
                ("2026-11-21", &with("cadence: 1 year", orders), false),
                ("2026-11-21", &with(hers, orders), true),
                ("2026-11-21", &with("since: 2026-08-01", &orders.replace(lunch, "")), true),
                ("2026-11-21", &orders.replace(lunch, ""), false),
            ],
        );
    }
}
