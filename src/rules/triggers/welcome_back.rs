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

/// For so many days after it, a return is news.
const NEWS_DAYS: i64 = 60;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    standing.current_contacts().filter_map(|contact| welcome(standing, contact)).collect()
}

fn welcome<'a>(standing: &Standing<'_, 'a>, contact: &'a Contact) -> Option<Trigger<'a>> {
    let until = contact.away.as_ref()?.until?;
    let days_back = (standing.today - until).num_days();
    let is_news = (1..=NEWS_DAYS).contains(&days_back);
    let welcomed =
        standing.touches().iter().any(|touch| touch.date > until && standing.names(touch, contact));
    (is_news && !welcomed).then(|| Trigger::new(day_after(until), Reason::WelcomeBack { contact, until }))
}
