//! The figures for other programs, whole.

use serde_json::{Value, json};

use crate::views::ClientName;
use crate::views::stats::{Share, Silence, Stats};

/// The figures as one JSON object; `docs/stats.md` lists its keys.
pub fn json(figures: &Stats) -> String {
    let page = json!({
        "today": figures.today,
        "clients": figures.clients,
        "in_rhythm": share(figures.in_rhythm),
        "by_status": list(&figures.by_status, |(status, of_status)| with(share(*of_status), "status", json!(status))),
        "by_owner": list(&figures.by_owner, |(owner, of_owner)| with(share(*of_owner), "owner", json!(owner))),
        "year": list(&figures.year, |week| with(share(week.share), "day", json!(week.day))),
        "silence": figures.silence.map(silence),
        "silence_by_status":
            list(&figures.silence_by_status, |(status, of_status)| with(silence(*of_status), "status", json!(status))),
        "from": figures.from,
        "channels": list(&figures.channels, |(channel, answers)| {
            json!({ "channel": channel, "answered": answers.answered, "unanswered": answers.unanswered })
        }),
        "purposes": {
            "value": figures.given.value,
            "ask": figures.given.ask,
            "thanks": figures.given.thanks,
            "feedback": figures.given.feedback,
        },
        "referrers": list(&figures.referrers, |referrer| {
            let sent = list(&referrer.sent, |(sent, status)| with(note(sent), "status", json!(status)));
            with(with(note(&referrer.client), "sent", sent), "won", json!(referrer.won))
        }),
        "win_backs": list(&figures.win_backs, |back| with(note(&back.client), "day", json!(back.day))),
        "lost": figures.lost,
        "single": list(&figures.single, |single| with(note(&single.client), "contact", json!(single.contact))),
    });
    format!("{page:#}\n")
}

fn list<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    items.iter().map(value).collect()
}

fn share(share: Share) -> Value {
    json!({ "count": share.count, "of": share.of })
}

fn silence(silence: Silence) -> Value {
    json!({ "clients": silence.clients, "median": silence.median, "longest": silence.longest })
}

fn note(client: &ClientName) -> Value {
    json!({ "note": client.path, "name": client.name })
}

/// An object with one key more.
fn with(mut object: Value, key: &str, value: Value) -> Value {
    object[key] = value;
    object
}
