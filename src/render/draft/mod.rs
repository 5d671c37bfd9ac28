//! A message to start from, made of a draft and a template (P32).

use chrono::NaiveDate;
use serde::Serialize;

use super::safe::plain::on_one_line;
use super::template::{BUILT_INS, BuiltIn, Template, TemplateError};
use super::words;
use crate::model::client::Extra;
use crate::model::rule::Rule;
use crate::model::settings::LinkStyle;
use crate::model::status::Status;
use crate::model::touch::Channel;
use crate::views::draft::{Addressee, Draft};
use crate::views::show::ClientDetails;

/// The kind of a message, which decides how long it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    /// With a subject.
    Email,
    /// To be spoken after the tone.
    Voicemail,
    /// A short text for a phone.
    Message,
    /// To be sent by post.
    Card,
}

/// A voicemail should not be longer, in seconds.
pub const LONGEST_VOICEMAIL: u64 = 25;

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Email, Self::Voicemail, Self::Message, Self::Card];

    /// The kind's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Voicemail => "voicemail",
            Self::Message => "message",
            Self::Card => "card",
        }
    }

    /// What to prepare for a channel; for a call, what to say if nobody answers.
    pub const fn of(channel: Option<Channel>) -> Self {
        match channel {
            Some(Channel::Call | Channel::Voicemail) => Self::Voicemail,
            Some(Channel::Message) => Self::Message,
            Some(Channel::Card) => Self::Card,
            _ => Self::Email,
        }
    }
}

/// The names of the templates that fit, as paths from a folder of templates, best first.
pub fn names(draft: &Draft<'_>, kind: MessageKind) -> [String; 2] {
    let (rule, status, kind) = (draft.rule.name(), draft.client.status.name(), kind.name());
    [format!("drafts/{rule}.{status}.{kind}.txt"), format!("drafts/{rule}.{kind}.txt")]
}

/// The template that comes with rekindle, if there is one.
pub fn built_in(draft: &Draft<'_>, kind: MessageKind) -> Option<&'static BuiltIn> {
    names(draft, kind).iter().find_map(|name| BUILT_INS.iter().find(|one| one.name == name))
}

/// Writes a message with a template, given by its name and its text.
pub fn text(draft: &Draft<'_>, kind: MessageKind, name: &str, text: &str) -> Result<String, TemplateError> {
    let template = Template { name, text };
    template.render(DraftView::of(draft, kind), LinkStyle::Markdown, "").map(|text| tidy(&text))
}

/// Removes blank lines at the ends, all but one of several in a row, and spaces at the ends of lines.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut is_blank = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && is_blank) {
            tidy.push_str(line);
            tidy.push('\n');
        }
        is_blank = line.is_empty();
    }
    tidy.truncate(tidy.trim_end().len());
    tidy + "\n"
}

/// How long a text reads aloud, at 2.4 words a second.
pub fn seconds_aloud(text: &str) -> u64 {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() as u64;
    (words * 10).div_ceil(24)
}

/// "Harbor Foods is paused until 6 December (moving house)", if it rests.
pub fn resting(details: &ClientDetails<'_>) -> Option<String> {
    let rest = details.entry.as_ref()?.rest.as_ref()?;
    let verb = if rest.is_pause { " is" } else { ":" };
    let text = format!("{}{verb} {}", details.client.name, words::resting(rest, details.today));
    Some(on_one_line(&text).collect())
}

/// A draft as a template sees it; keys may be added, never renamed or removed.
#[derive(Debug, Serialize)]
struct DraftView<'a> {
    today: NaiveDate,
    rule: Rule,
    channel: &'static str,
    due: Option<NaiveDate>,
    /// Whether it was due before today.
    late: bool,
    /// The name to greet by, or a placeholder for it.
    name: &'a str,
    /// Who writes, or a placeholder for it.
    me: &'a str,
    client: ClientView<'a>,
    who: Option<WhoView<'a>>,
    /// Whether the addressee is the client.
    person: bool,
    last: Option<TalkView<'a>>,
    since: Option<String>,
    talk: Option<String>,
    attempts: usize,
    task: Option<&'a str>,
    promised: Option<String>,
    occasion: Option<String>,
    occasion_date: Option<NaiveDate>,
    birthday: bool,
    place: Option<&'a str>,
    delivered: Option<DeliveryView<'a>>,
    referred: Option<&'a str>,
    referrer: Option<&'a str>,
    interest: Option<String>,
    repair: Option<String>,
}

#[derive(Debug, Serialize)]
struct ClientView<'a> {
    note: &'a str,
    name: &'a str,
    status: Status,
    tags: &'a [String],
    interests: &'a [String],
    cause: Option<&'a str>,
    extra: &'a Extra,
}

#[derive(Debug, Serialize)]
struct WhoView<'a> {
    name: &'a str,
    first: &'a str,
    role: Option<&'a str>,
    email: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct TalkView<'a> {
    date: NaiveDate,
    channel: Channel,
    topic: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct DeliveryView<'a> {
    date: NaiveDate,
    what: Option<&'a str>,
}

impl<'a> DraftView<'a> {
    fn of(draft: &'a Draft<'a>, kind: MessageKind) -> Self {
        let (client, today) = (draft.client, draft.today);
        let who = draft.who.map(|who| WhoView {
            name: who.name(),
            first: who.first_name(),
            role: who.role(),
            email: who.email(),
        });
        let last = draft.last.as_ref();
        let day = draft.occasion.as_ref();
        Self {
            today,
            rule: draft.rule,
            channel: kind.name(),
            due: draft.due,
            late: draft.due.is_some_and(|due| due < today),
            name: draft.who.map_or("[name]", |who| who.first_name()),
            me: draft.from.unwrap_or("[your name]"),
            client: ClientView {
                note: &client.path,
                name: &client.name,
                status: client.status,
                tags: &client.tags,
                interests: &client.interests,
                cause: draft.cause,
                extra: &client.extra,
            },
            who,
            person: matches!(draft.who, Some(Addressee::Client(_))),
            last: last.map(|talk| TalkView {
                date: talk.date,
                channel: talk.channel,
                topic: talk.topic.as_deref(),
            }),
            since: last.and_then(|talk| words::draft::since(talk, today)),
            talk: last.and_then(|talk| words::draft::talk(talk, today)),
            attempts: draft.attempts,
            task: draft.task,
            promised: draft.task.map(|task| words::draft::promised(task, draft.who)),
            occasion: day.map(words::draft::occasion),
            occasion_date: day.map(|day| day.date),
            birthday: day.is_some_and(|day| day.is_birthday),
            place: draft.place.as_deref(),
            delivered: draft
                .delivered
                .as_ref()
                .map(|delivery| DeliveryView { date: delivery.date, what: delivery.what.as_deref() }),
            referred: draft.referred,
            referrer: draft.referrer.as_deref(),
            interest: words::draft::interest(&client.interests),
            repair: draft.cause.map(words::draft::repair),
        }
    }
}

#[cfg(test)]
mod tests;
