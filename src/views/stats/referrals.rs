//! Who sent us whom (P27).

use std::cmp::Reverse;

use crate::model::client::Client;
use crate::model::status::Status;
use crate::rules::Context;

/// A client that sent us others.
#[derive(Debug)]
pub struct Referrer<'v> {
    /// Who.
    pub client: &'v Client,
    /// Whom, in the order of their paths.
    pub sent: Vec<&'v Client>,
    /// How many of these became clients: those that are neither prospects nor lost, declined or closed.
    pub won: usize,
}

impl<'v> Referrer<'v> {
    pub(super) fn of(client: &'v Client, context: &Context<'v>) -> Option<Self> {
        let sent = context.referred_by(client).to_vec();
        let won = sent.iter().filter(|sent| is_won(sent.status)).count();
        (!sent.is_empty()).then_some(Self { client, sent, won })
    }
}

const fn is_won(status: Status) -> bool {
    match status {
        Status::Active | Status::Inactive | Status::Former | Status::Partner => true,
        Status::Prospect | Status::Lost | Status::Declined | Status::Closed => false,
    }
}

/// Those who sent most come first, then by name and path.
pub(super) fn sort(referrers: &mut [Referrer<'_>]) {
    referrers
        .sort_by_key(|referrer| (Reverse(referrer.sent.len()), &referrer.client.name, &referrer.client.path));
}

#[cfg(test)]
mod tests {
    use crate::views::stats::testing::{figures, note};

    #[test]
    fn referrers_are_those_who_sent_somebody() {
        let by = |by: &str, status: &str| note(&format!("referred_by: \"[[{by}]]\"\nstatus: {status}"), "");
        let notes = [
            note("name: Zoe\nstatus: closed", ""),
            note("name: Ben", ""),
            note("name: Ann\nstatus: partner", ""),
            by("0", "active"),
            by("0", "closed"),
            by("1", "prospect"),
            by("2", "former"),
            by("9", "active"),
        ];
        let show = |statuses: &str| {
            figures("", &notes, statuses, |figures| {
                let shown = figures.referrers.iter().map(|referrer| {
                    let sent: Vec<&str> = referrer.sent.iter().map(|sent| sent.path.as_str()).collect();
                    format!("{} {} won {}", referrer.client.name, sent.join(" "), referrer.won)
                });
                shown.collect::<Vec<_>>().join(", ")
            })
        };
        assert_eq!(show(""), "Zoe 3.md 4.md won 1, Ann 6.md won 1, Ben 5.md won 0");
        assert_eq!(show("partner"), "Ann 6.md won 1");
    }
}
