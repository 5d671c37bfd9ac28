//! The figures for the terminal, and as JSON.

mod chart;
mod json;

pub use json::json;

use chrono::NaiveDate;

use super::safe::columns::Side::{Left, Right};
use super::safe::columns::{Side, cut, table};
use crate::model::count::Count;
use crate::views::stats::{Share, Stats};
use chart::{bar, sparkline};

/// A longer list is cut; the JSON has all of it.
const LONGEST_LIST: usize = 10;

/// The widest name next to figures or another name, so that a line fits a terminal of 80 columns.
const WIDEST: usize = 30;

/// The width of a full bar, in columns.
const BAR: usize = 20;

/// The figures as a page; empty sections are left out.
pub fn text(figures: &Stats) -> String {
    if figures.clients == 0 && figures.referrers.is_empty() && figures.win_backs.is_empty() {
        return "There are no clients to count yet.\n".to_owned();
    }
    let mut page = format!("{}\n", head(figures));
    let months = format!("since {}", in_words(figures.from));
    let sections = [
        ("In rhythm, over the last year".to_owned(), year(figures)),
        ("In rhythm, by status".to_owned(), by_status(figures)),
        ("In rhythm, by owner".to_owned(), by_owner(figures)),
        ("Days since the last contact".to_owned(), silence(figures)),
        (format!("Ways of getting in touch, {months}"), channels(figures)),
        (format!("What it was for, {months}"), given(figures)),
        ("Who sent us whom".to_owned(), referrers(figures)),
        (format!("Won back, with {:#} lost today", Count(figures.lost, "client")), win_backs(figures)),
        ("Known through one person only".to_owned(), single(figures)),
    ];
    for (title, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        page.push_str(&format!("\n{title}\n"));
        for line in lines {
            page.push_str(&format!("  {line}\n"));
        }
    }
    page
}

/// `18 clients on 21 November 2026: 11 of 17 in rhythm (65 %), 1 at rest or without a rhythm.`
fn head(figures: &Stats) -> String {
    let clients = format!("{} on {}", Count(figures.clients, "client"), in_words(figures.today));
    let Share { count, of } = figures.in_rhythm;
    let aside = figures.clients - of;
    let in_rhythm = (of > 0).then(|| format!("{count} of {of} in rhythm ({})", percent(figures.in_rhythm)));
    let aside = (aside > 0).then(|| format!("{aside} at rest or without a rhythm"));
    let parts: Vec<String> = in_rhythm.into_iter().chain(aside).collect();
    if parts.is_empty() { format!("{clients}.") } else { format!("{clients}: {}.", parts.join(", ")) }
}

fn year(figures: &Stats) -> Vec<String> {
    let shares: Vec<Share> = figures.year.iter().map(|week| week.share).collect();
    let [first, .., last] = &figures.year[..] else { return Vec::new() };
    if shares.iter().all(|share| share.of == 0) {
        return Vec::new();
    }
    let (from, to) = (percent(first.share), percent(last.share));
    let (indent, start, end) = (" ".repeat(from.len()), in_words(first.day), in_words(last.day));
    let between = " ".repeat(shares.len().saturating_sub(start.len() + end.len()));
    vec![format!("{from}  {}  {to}", sparkline(&shares)), format!("{indent}  {start}{between}{end}")]
}

fn by_status(figures: &Stats) -> Vec<String> {
    let rows = figures.by_status.iter().map(|(status, share)| row_of_share(status.name(), *share));
    table(SHARES, &rows.collect::<Vec<_>>())
}

/// Nothing if no client has an owner: the other sections show it all then.
fn by_owner(figures: &Stats) -> Vec<String> {
    if figures.by_owner.iter().all(|(owner, _)| owner.is_none()) {
        return Vec::new();
    }
    let owners = figures.by_owner.iter().take(LONGEST_LIST);
    let rows = owners.map(|(owner, share)| row_of_share(owner.as_deref().unwrap_or("nobody"), *share));
    let lines = table(SHARES, &rows.collect::<Vec<_>>());
    with_rest(lines, figures.by_owner.len())
}

const SHARES: [Side; 4] = [Left, Right, Right, Left];

fn row_of_share(name: &str, share: Share) -> [String; 4] {
    [cut(name, WIDEST), format!("{} of {}", share.count, share.of), percent(share), bar(share, BAR)]
}

fn silence(figures: &Stats) -> Vec<String> {
    let all = figures.silence.map(|silence| ("all", silence));
    let by_status = figures.silence_by_status.iter().map(|(status, silence)| (status.name(), *silence));
    let mut rows = Vec::new();
    for (name, silence) in by_status.chain(all) {
        let (clients, median, longest) = (silence.clients, silence.median, silence.longest);
        rows.push([name.to_owned(), clients.to_string(), median.to_string(), longest.to_string()]);
    }
    under(["", "clients", "median", "longest"], [Left, Right, Right, Right], rows)
}

fn channels(figures: &Stats) -> Vec<String> {
    let rows = figures.channels.iter().map(|(channel, answers)| {
        let share = Share { count: answers.answered, of: answers.answered + answers.unanswered };
        let (answered, not) = (answers.answered.to_string(), answers.unanswered.to_string());
        [channel.name().to_owned(), answered, not, percent(share), bar(share, BAR)]
    });
    let sides = [Left, Right, Right, Right, Left];
    under(["", "answered", "not", "", ""], sides, rows.collect())
}

fn given(figures: &Stats) -> Vec<String> {
    let given = figures.given;
    let counts =
        [("value", given.value), ("ask", given.ask), ("thanks", given.thanks), ("feedback", given.feedback)];
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    let rows = counts
        .map(|(name, count)| [format!("#{name}"), count.to_string(), bar(Share { count, of: most }, BAR)]);
    table([Left, Right, Left], &rows)
}

fn referrers(figures: &Stats) -> Vec<String> {
    let rows = figures.referrers.iter().take(LONGEST_LIST).map(|referrer| {
        let (sent, won) = (referrer.sent.len().to_string(), referrer.won.to_string());
        let names: Vec<&str> = referrer.sent.iter().map(|(client, _)| &*client.name).collect();
        [cut(&referrer.client.name, WIDEST), sent, won, cut(&names.join(", "), WIDEST)]
    });
    let lines = under(["", "sent", "won", ""], [Left, Right, Right, Left], rows.collect());
    with_rest(lines, figures.referrers.len())
}

fn win_backs(figures: &Stats) -> Vec<String> {
    let shown = figures.win_backs.iter().take(LONGEST_LIST);
    let rows = shown.map(|back| [in_words(back.day), cut(&back.client.name, WIDEST)]);
    let lines = table([Right, Left], &rows.collect::<Vec<_>>());
    with_rest(lines, figures.win_backs.len())
}

fn single(figures: &Stats) -> Vec<String> {
    let shown = figures.single.iter().take(LONGEST_LIST);
    let rows = shown.map(|single| [cut(&single.client.name, WIDEST), cut(&single.contact, WIDEST)]);
    let lines = table([Left, Left], &rows.collect::<Vec<_>>());
    with_rest(lines, figures.single.len())
}

/// Rows below a header; nothing without rows.
fn under<const N: usize>(header: [&str; N], sides: [Side; N], rows: Vec<[String; N]>) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let rows: Vec<[String; N]> = std::iter::once(header.map(str::to_owned)).chain(rows).collect();
    table(sides, &rows)
}

/// The lines of a list, with how many are not shown.
fn with_rest(mut lines: Vec<String>, all: usize) -> Vec<String> {
    if all > LONGEST_LIST {
        lines.push(format!("and {} more; --format json has all", all - LONGEST_LIST));
    }
    lines
}

fn percent(share: Share) -> String {
    share.percent().map_or_else(|| "-".to_owned(), |percent| format!("{percent} %"))
}

fn in_words(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}
