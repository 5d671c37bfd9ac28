//! `rekindle draft`: a message to a client, to start from.

use std::ffi::{OsStr, OsString};
use std::fs;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use rekindle::model::nearest;
use rekindle::model::rule::Rule;
use rekindle::model::status::Status;
use rekindle::render::draft::{self, LONGEST_VOICEMAIL, MessageKind};
use rekindle::rules::manual::TRIGGERS;
use rekindle::vault::Vault;
use rekindle::vault::lookup::Concern;
use rekindle::views::draft::Draft;
use rekindle::views::show::ClientDetails;

use super::today::Today;
use super::{ExitStatus, completions, output, vault};

/// Draft a message to a client: a few words to start from, for the reason it is on the agenda
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The client: a path, name, alias, or a part of one
    #[arg(add = ArgValueCompleter::new(completions::clients))]
    client: String,

    /// The trigger to write for, like feedback; else what the agenda tells first, or what comes next
    #[arg(long = "for", value_name = "RULE", value_parser = trigger, add = ArgValueCompleter::new(triggers))]
    rule: Option<Rule>,

    /// What to draft; else what suits the way that the agenda suggests
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<ChannelOption>,

    #[command(flatten)]
    today: Today,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ChannelOption {
    Email,
    Voicemail,
    Message,
    Card,
}

impl From<ChannelOption> for MessageKind {
    fn from(channel: ChannelOption) -> Self {
        match channel {
            ChannelOption::Email => Self::Email,
            ChannelOption::Voicemail => Self::Voicemail,
            ChannelOption::Message => Self::Message,
            ChannelOption::Card => Self::Card,
        }
    }
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let notes = vault::open_for(named, &arguments.client, Concern::Standing)?;
    let vault = &notes.vault;
    let today = arguments.today.find(&vault.settings)?;
    let client = notes.find(&arguments.client)?;
    if client.status == Status::Closed {
        bail!(
            "“{}” is closed and left in peace, so there is nothing to draft; its note says so: {}",
            client.name,
            client.path
        );
    }
    let details = ClientDetails::of(&notes, client, today);
    let draft = Draft::of(&notes, &details, arguments.rule);
    let chosen = arguments.channel.map(MessageKind::from);
    let (kind, text) = drafted(vault, &draft, chosen)?;
    if let Some(resting) = draft::resting(&details) {
        output::note(&format!("{resting}; this can wait"))?;
    }
    output::print(&text)?;
    if kind == MessageKind::Voicemail {
        let seconds = draft::seconds_aloud(&text);
        let longer = if seconds > LONGEST_VOICEMAIL {
            format!("; one listens more easily to {LONGEST_VOICEMAIL} or less")
        } else {
            String::new()
        };
        output::note(&format!("about {seconds} seconds aloud{longer}"))?;
    }
    Ok(ExitStatus::Success)
}

/// The message, of the kind that was chosen or that suits; an e-mail if there is none of that kind.
fn drafted(
    vault: &Vault,
    draft: &Draft<'_>,
    chosen: Option<MessageKind>,
) -> anyhow::Result<(MessageKind, String)> {
    let kind = chosen.unwrap_or(MessageKind::of(draft.channel));
    if let Some(text) = written(vault, draft, kind)? {
        return Ok((kind, text));
    }
    let rule = draft.rule.name();
    if chosen.is_none()
        && let Some(text) = written(vault, draft, MessageKind::Email)?
    {
        return Ok((MessageKind::Email, text));
    }
    let others = MessageKind::ALL.into_iter().filter(|kind| draft::built_in(draft, *kind).is_some());
    let others: Vec<&str> = others.map(MessageKind::name).collect();
    let [_, suggested] = draft::names(draft, kind);
    bail!(
        "there is no {} for “{rule}”; there is {}, or write your own: templates/{suggested}",
        kind.name(),
        others.join(", ")
    )
}

/// The message, by the vault's template or the built-in one; none if there is neither.
fn written(vault: &Vault, draft: &Draft<'_>, kind: MessageKind) -> anyhow::Result<Option<String>> {
    let [first, second] = &draft::names(draft, kind);
    if let Some(path) = vault.template(&[first, second]) {
        let name = vault::with_slashes(path.strip_prefix(&vault.root).unwrap_or(&path));
        let text =
            fs::read_to_string(&path).with_context(|| format!("the template {name} cannot be read"))?;
        return Ok(Some(draft::text(draft, kind, &name, &text)?));
    }
    match draft::built_in(draft, kind) {
        Some(template) => Ok(Some(draft::text(draft, kind, template.name, template.text)?)),
        None => Ok(None),
    }
}

/// The trigger of that name.
fn trigger(word: &str) -> Result<Rule, String> {
    let names: Vec<&str> = TRIGGERS.iter().map(|manual| manual.name).collect();
    match Rule::from_name(word) {
        Some(rule) if names.contains(&rule.name()) => Ok(rule),
        Some(_) => Err(format!("this is advice, and no reason to write; use one of {}", names.join(", "))),
        None => Err(match nearest(word, names.iter().copied()) {
            Some(meant) => format!("did you mean “{meant}”?"),
            None => format!("use one of {}", names.join(", ")),
        }),
    }
}

/// The triggers whose name begins with a word.
fn triggers(word: &OsStr) -> Vec<CompletionCandidate> {
    let word = word.to_string_lossy();
    let fitting = TRIGGERS.iter().filter(|manual| manual.name.starts_with(&*word));
    fitting.map(|manual| CompletionCandidate::new(manual.name).help(Some(manual.summary().into()))).collect()
}
