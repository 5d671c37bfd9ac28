//! Made-up notes, the same ones each time, for the generator and the benchmarks.
//!
//! [`Kind::Typical`] is what a consultant with a memory might keep: front matter of some 450 bytes with two contacts,
//! 18 dated headings with a few lines and a list below each; under 5 KB a note. Of a hundred notes three say who
//! sent the client, two that somebody has left for another one, five have a promise that is open, and eight end
//! with attempts that nobody answered. [`Kind::Unusual`] has a tab in the front matter and a heading whose link is defined
//! below it, so that each note needs both full parsers for all of it. [`Kind::Short`] are 300 bytes: a name, a status,
//! a rhythm and three headings.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

const FIRST: [&str; 12] =
    ["Dana", "Lee", "Inês", "Tomás", "Freya", "Oskar", "Linnea", "Ruben", "Femke", "Deniz", "Marta", "Aino"];
const LAST: [&str; 10] =
    ["Reyes", "Park", "Olsen", "Ferreira", "Okafor", "Lind", "Aydın", "Brandt", "Moe", "Szabó"];
const TRADES: [&str; 8] =
    ["Foods", "Print", "Logistics", "Brewery", "Textiles", "Architects", "Ferries", "Nurseries"];
const STATUSES: [&str; 6] = ["active", "active", "prospect", "inactive", "former", "lost"];
const CADENCES: [&str; 5] = ["2 weeks", "6 weeks", "1 month", "3 months", "quarterly"];
const TITLES: [&str; 10] = [
    "Call with {}",
    "E-mail to {}",
    "Lunch with {} #value",
    "Zoom with {} and the team",
    "Voicemail for {}",
    "Call, no answer",
    "Invoice 4711",
    "Meeting about the offer #ask",
    "Card for the season",
    "E-mail from {} #thanks",
];
const ATTEMPTS: [&str; 3] = ["Call, no answer", "Voicemail for {}", "E-mail to {}, no reply"];
const BODY: &str = "They asked about the schedule for the spring and whether we could help with the\n\
    move. Sent two references and a short note on pricing.\n\n- follow up on the workshop\n- ask about the new site\n\n";

/// What notes are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// As people write them.
    Typical,
    /// With YAML and Markdown that the fast paths leave to the parsers.
    Unusual,
    /// A few lines.
    Short,
}

/// A random generator with a fixed sequence (`SplitMix64`).
#[derive(Debug)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap_or_default()
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all.get(self.below(all.len())).copied().unwrap_or_default()
    }
}

/// What sets a note apart from most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trait {
    WasReferred,
    HasMover,
    HasPromise,
    IsSilent,
}

impl Trait {
    fn by(chance: &mut Chance) -> Option<Self> {
        match chance.below(100) {
            0..3 => Some(Self::WasReferred),
            3..5 => Some(Self::HasMover),
            5..10 => Some(Self::HasPromise),
            10..18 => Some(Self::IsSilent),
            _ => None,
        }
    }
}

/// The day from which all notes are written.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default()
}

fn ago(days: usize) -> NaiveDate {
    today().checked_sub_days(Days::new(days as u64)).unwrap_or_else(today)
}

/// The `nth` note of a vault, which is called `client-NTH.md`.
pub(crate) fn note(nth: usize, chance: &mut Chance, kind: Kind) -> String {
    let name = format!("{} {} {nth}", chance.of(&LAST), chance.of(&TRADES));
    if kind == Kind::Short {
        return short(&name, chance);
    }
    let people = [0, 1].map(|_| format!("{} {}", chance.of(&FIRST), chance.of(&LAST)));
    let special = Trait::by(chance);
    let mut note = front_matter(&name, &people, nth, special, chance, kind);
    let _ = write!(
        note,
        "\n# {name}\n\nWhat they do and how we met: at the fair, through a friend of the house.\n\n"
    );
    let mut back = 1 + chance.below(60);
    for entry in 0..18 {
        let who = people.get(chance.below(2)).and_then(|name| name.split(' ').next()).unwrap_or_default();
        let titles = if special == Some(Trait::IsSilent) && entry < 3 { &ATTEMPTS[..] } else { &TITLES };
        let title = chance.of(titles).replace("{}", who);
        // Writing to a string cannot fail.
        let _ = write!(note, "## {} {title}\n\n{BODY}", ago(back));
        if special == Some(Trait::HasPromise) && entry == 0 {
            let due = today() + Days::new(chance.below(21) as u64) - Days::new(10);
            let _ = write!(note, "- [ ] Send the offer to {who} 📅 {due}\n- [x] Look up the figures\n\n");
        }
        back += 9 + chance.below(51);
    }
    if kind == Kind::Unusual {
        note.push_str("## 2024-01-15 First call about [the site]\n\n[the site]: https://example.com/\n");
    }
    note
}

fn front_matter(
    name: &str,
    [one, two]: &[String; 2],
    nth: usize,
    special: Option<Trait>,
    chance: &mut Chance,
    kind: Kind,
) -> String {
    let since = ago(400 + chance.below(1100));
    let (status, cadence, owner) = (chance.of(&STATUSES), chance.of(&CADENCES), chance.of(&FIRST));
    let day = 10 + chance.below(19);
    let other = format!("\"[[client-{}]]\"", chance.below(nth.max(1)));
    let moved = if special == Some(Trait::HasMover) {
        format!("    left: {}\n    now_at: {other}\n", ago(chance.below(60)))
    } else {
        String::new()
    };
    let referred =
        if special == Some(Trait::WasReferred) { format!("referred_by: {other}\n") } else { String::new() };
    let city = if kind == Kind::Unusual { "city:\tHamburg" } else { "city: Hamburg" };
    format!(
        "---\nname: {name}\nstatus: {status}\nsince: {since}\ncadence: {cadence}\nowner: {owner}\n\
         tags: [retainer, food]\ncontacts:\n  - name: {one}\n    role: purchasing\n    email: someone@example.com\n    \
         phone: +49 40 123456\n    primary: true\n  - name: {two}\n    role: engineering lead\n    birthday: 04-{day}\n\
         {moved}{referred}interests: [pricing, logistics]\nsector: manufacturing\n{city}\n---\n"
    )
}

fn short(name: &str, chance: &mut Chance) -> String {
    let (status, cadence) = (chance.of(&STATUSES), chance.of(&CADENCES));
    let mut note = format!("---\nname: {name}\nstatus: {status}\ncadence: {cadence}\n---\n\n");
    let mut back = 1 + chance.below(60);
    for _ in 0..3 {
        let title = chance.of(&TITLES).replace("{}", chance.of(&FIRST));
        let _ = write!(note, "## {} {title}\n\nThey asked about the schedule for the spring.\n\n", ago(back));
        back += 9 + chance.below(51);
    }
    note
}
