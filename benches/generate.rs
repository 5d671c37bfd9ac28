//! Writes a made-up vault, the same one each time: `cargo run --release --example generate -- NOTES DIR [SEED]`.
//!
//! Notes are what a consultant with a memory might keep: front matter of some 450 bytes with two contacts,
//! 18 dated headings with a few lines and a list below each; under 5 KB a note, in folders of 500.
//! With the word `odd` at the end, a comment in the front matter and a link definition in the body make each
//! note need the full parsers.

#![expect(clippy::print_stderr, reason = "a program for the terminal")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

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
const BODY: &str = "They asked about the schedule for the spring and whether we could help with the\n\
    move. Sent two references and a short note on pricing.\n\n- follow up on the workshop\n- ask about the new site\n\n";

/// Chance that comes the same way each time (`SplitMix64`).
struct Chance(u64);

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

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|word| word.parse::<usize>().ok());
    let (Some(count), Some(folder)) = (number(0), arguments.get(1)) else {
        eprintln!("usage: generate NOTES DIR [SEED] [odd]");
        return ExitCode::from(2);
    };
    let is_odd = arguments.iter().any(|word| word == "odd");
    match write(count, Path::new(folder), number(2).unwrap_or(7) as u64, is_odd) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(count: usize, folder: &Path, seed: u64, is_odd: bool) -> io::Result<()> {
    const IN_A_FOLDER: usize = 500;
    let mut chance = Chance(seed);
    for nth in 0..count {
        let within = folder.join(format!("g{:04}", nth / IN_A_FOLDER));
        if nth % IN_A_FOLDER == 0 {
            fs::create_dir_all(&within)?;
        }
        fs::write(within.join(format!("client-{nth}.md")), note(nth, &mut chance, is_odd))?;
    }
    Ok(())
}

fn note(nth: usize, chance: &mut Chance, is_odd: bool) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    let ago = |days: usize| today.checked_sub_days(Days::new(days as u64)).unwrap_or(today);
    let (name, trade) = (chance.of(&LAST), chance.of(&TRADES));
    let people = [0, 1].map(|_| format!("{} {}", chance.of(&FIRST), chance.of(&LAST)));
    let [one, two] = &people;
    let since = ago(400 + chance.below(1100));
    let (status, cadence, owner) = (chance.of(&STATUSES), chance.of(&CADENCES), chance.of(&FIRST));
    let day = 10 + chance.below(19);
    let remark = if is_odd { "city: Hamburg # since the move" } else { "city: Hamburg" };
    let mut note = format!(
        "---\nname: {name} {trade} {nth}\nstatus: {status}\nsince: {since}\ncadence: {cadence}\nowner: {owner}\n\
         tags: [retainer, food]\ncontacts:\n  - name: {one}\n    role: purchasing\n    email: someone@example.com\n    \
         phone: +49 40 123456\n    primary: true\n  - name: {two}\n    role: engineering lead\n    birthday: 04-{day}\n\
         interests: [pricing, logistics]\nsector: manufacturing\n{remark}\n---\n\n# {name} {trade} {nth}\n\n\
         What they do and how we met: at the fair, through a friend of the house.\n\n"
    );
    let mut back = 1 + chance.below(90);
    for _ in 0..18 {
        let who = people.get(chance.below(2)).and_then(|name| name.split(' ').next()).unwrap_or_default();
        let title = chance.of(&TITLES).replace("{}", who);
        // Writing to a string cannot fail.
        let _ = write!(note, "## {} {title}\n\n{BODY}", ago(back));
        back += 9 + chance.below(51);
    }
    if is_odd {
        note.push_str("[site]: https://example.com/\n");
    }
    note
}
