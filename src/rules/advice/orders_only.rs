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
    let is_overdue = |trigger: &Trigger<'_>| trigger.rule() == Rule::Cadence && trigger.due < standing.today;
    let events = standing.business_since_contact().count();
    (events >= 2 && listed.iter().any(is_overdue))
        .then_some(Advice::OrdersOnly { events, since: standing.last_contact })
}
