//! Who referred whom to us (P27).

use std::cmp::Reverse;

use crate::model::client::Client;
use crate::model::status::Status;
use crate::rules::Context;
use crate::views::ClientName;

/// A client that referred others to us.
#[derive(Debug)]
pub struct Referrer {
    /// Who.
    pub client: ClientName,
    /// Whom, with its status, in the order of their paths.
    pub sent: Vec<(ClientName, Status)>,
    /// How many of these became clients: those that are neither prospects nor lost, declined or closed.
    pub won: usize,
}

impl Referrer {
    /// A client, if it referred anybody.
    pub(super) fn of(client: &Client, context: &Context<'_>) -> Option<Self> {
        let sent = context.referred_by(client);
        let won = sent.iter().filter(|sent| is_won(sent.status)).count();
        let sent: Vec<_> = sent.iter().map(|sent| (ClientName::from(*sent), sent.status)).collect();
        (!sent.is_empty()).then(|| Self { client: client.into(), sent, won })
    }
}

const fn is_won(status: Status) -> bool {
    match status {
        Status::Active | Status::Inactive | Status::Former | Status::Partner => true,
        Status::Prospect | Status::Lost | Status::Declined | Status::Closed => false,
    }
}

/// Those who referred most come first, then by name and path.
pub(super) fn sort(referrers: &mut [Referrer]) {
    referrers.sort_by(|one, other| {
        Reverse(one.sent.len()).cmp(&Reverse(other.sent.len())).then_with(|| one.client.cmp(&other.client))
    });
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
                    let sent: Vec<&str> = referrer.sent.iter().map(|(sent, _)| &*sent.path).collect();
                    format!("{} {} won {}", referrer.client.name, sent.join(" "), referrer.won)
                });
                shown.collect::<Vec<_>>().join(", ")
            })
        };
        assert_eq!(show(""), "Zoe 3.md 4.md won 1, Ann 6.md won 1, Ben 5.md won 0");
        assert_eq!(show("partner"), "Ann 6.md won 1");
    }
}
