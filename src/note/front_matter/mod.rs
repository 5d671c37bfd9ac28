//! The block between `---` and `---`, and what its keys say of a client.

pub(crate) mod entries;
pub(crate) mod fields;
pub(crate) mod yaml;

use std::sync::LazyLock;

use smallvec::SmallVec;

use self::fields::Fields;
use self::yaml::{Document, Field, first_line};
use super::problem::{ProblemKind, Problems};
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::keys::{ContactKey, Key};
use crate::model::link;
use crate::model::settings::Settings;
use crate::model::spelling::{self, LetterSet, letters, nearest_of, same_key};
use crate::model::status::{Priority, Status};
use crate::text::Span;

/// More keys than most notes have.
const MOST_NOTES_KEYS: usize = 16;

/// The names of keys, indexed once for the many that are looked up.
pub(super) struct Names<K> {
    /// By length, as they are written and as they are compared, with their keys and their ranks among the key's names.
    known: Vec<Vec<(String, (K, usize))>>,
    /// With their letters: most notes have keys of the user's own, which may be slips of these.
    letters: Vec<(&'static str, LetterSet)>,
}

pub(super) static OF_CLIENTS: LazyLock<Names<Key>> = LazyLock::new(|| Names::of(Key::ALL, Key::names));
pub(super) static OF_CONTACTS: LazyLock<Names<ContactKey>> =
    LazyLock::new(|| Names::of(ContactKey::ALL, ContactKey::names));

impl<K: Copy> Names<K> {
    fn of(keys: &[K], names: fn(K) -> &'static [&'static str]) -> Self {
        let mut index = Self { known: Vec::new(), letters: Vec::new() };
        for key in keys {
            for (rank, name) in names(*key).iter().enumerate() {
                index.add((*name).to_owned(), (*key, rank));
                index.add(spelling::key(name), (*key, rank));
                index.letters.push((*name, letters(name)));
            }
        }
        index
    }

    fn add(&mut self, spelling: String, known: (K, usize)) {
        if self.known.len() <= spelling.len() {
            self.known.resize_with(spelling.len() + 1, Vec::new);
        }
        if let Some(same_length) = self.known.get_mut(spelling.len()) {
            same_length.push((spelling, known));
        }
    }

    /// The key that a name means, and the name's rank among its names: the contract's is the first.
    pub(super) fn known(&self, name: &str) -> Option<(K, usize)> {
        self.spelled(name).or_else(|| {
            // Most keys are spelled as they are here, or are lower-case words of the user's own.
            let is_compared = name.bytes().all(|byte| byte.is_ascii_lowercase());
            if is_compared { None } else { self.spelled(&spelling::key(name)) }
        })
    }

    fn spelled(&self, name: &str) -> Option<(K, usize)> {
        let (_, known) = self.known.get(name.len())?.iter().find(|(spelling, _)| spelling == name)?;
        Some(*known)
    }
}

/// A note's text, cut in two.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// The YAML between the fences, if there is front matter.
    pub(crate) yaml: Option<Span>,
    /// Where the body begins.
    pub(crate) body: usize,
}

/// Finds the front matter: from the first byte on (after a byte order mark), `---` to `---` or `...`.
pub(crate) fn split(text: &str, problems: &mut Problems) -> Split {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let none = Split { yaml: None, body: bom };
    let (fence, block) = first_line(text.get(bom..).unwrap_or_default());
    if fence.trim_end() != "---" {
        return none;
    }
    let start = bom + fence.len();
    let mut rest = block;
    while !rest.is_empty() {
        let (line, behind) = first_line(rest);
        if line.starts_with(['-', '.']) && matches!(line.trim_end(), "---" | "...") {
            return Split { yaml: Some(start..text.len() - rest.len()), body: text.len() - behind.len() };
        }
        rest = behind;
    }
    // Without an end, what looks like keys is front matter all the same, so that nothing is lost.
    let looks_like_yaml = |line: &&str| {
        line.trim().is_empty()
            || line.starts_with([' ', '\t', '-'])
            || (line.contains(':') && !line.starts_with('#'))
    };
    let (first, _) = first_line(block);
    if !first.contains(':') || first.starts_with([' ', '#', '-', '>']) {
        return none;
    }
    problems.add(ProblemKind::UnclosedFrontMatter, bom..bom + 3);
    let lines = block.split_inclusive('\n').take_while(looks_like_yaml);
    let end = start + lines.map(str::len).sum::<usize>();
    Split { yaml: Some(start..end), body: end }
}

/// Whether a note's front matter is what `where` in the configuration asks for.
///
/// A key that could not be read lets the note pass: better one client too many than one too few.
pub(crate) fn fits(document: &Document<'_>, is_utf8: bool, require: &[(String, Vec<String>)]) -> bool {
    require.iter().all(|(name, values)| {
        let is_one = |text: &str| values.iter().any(|value| text.to_lowercase() == value.to_lowercase());
        let mut fields = document.fields().filter(|field| same_key(field.name(), name)).peekable();
        if fields.peek().is_none() {
            return !(is_utf8 && document.is_whole());
        }
        fields.any(|field| field.items().any(|item| item.text().is_some_and(|text| is_one(&text))))
    })
}

/// Reads the keys of a document into a client.
pub(crate) fn read(document: &Document<'_>, settings: &Settings, problems: &mut Problems) -> Client {
    let mut client = Client::default();
    let mut fields = Fields { order: settings.date_order, problems };
    let mut seen: SmallVec<[(Key, usize); MOST_NOTES_KEYS]> = SmallVec::new();
    let mut do_not_contact = false;
    for field in document.fields() {
        let Some((key, rank)) = OF_CLIENTS.known(field.name()) else {
            fields.suspect(&OF_CLIENTS, field.name(), field.key_span());
            client.extra.insert(field.name(), field.json());
            continue;
        };
        // Of a key and its synonym the key counts; of one spelled twice, the last.
        match seen.iter_mut().find(|(other, _)| *other == key) {
            Some((_, best)) if *best < rank => continue,
            Some((_, best)) => {
                if *best == rank {
                    fields
                        .problems
                        .add(ProblemKind::DuplicateKey { key: field.name().to_owned() }, field.key_span());
                }
                *best = rank;
            }
            None => seen.push((key, rank)),
        }
        match key {
            Key::DoNotContact => do_not_contact = fields.flag(&field).unwrap_or_default(),
            key => fields.assign(&mut client, key, &field),
        }
    }
    if do_not_contact {
        client.status = Status::Closed;
    }
    client
}

impl Fields<'_> {
    /// Reports an unknown key if it looks like a slip of a known one.
    fn suspect<K>(&mut self, names: &Names<K>, name: &str, span: Span) {
        if let Some(meant) = nearest_of(name, names.letters.iter().copied()) {
            self.problems.add(ProblemKind::MisspelledKey { key: name.to_owned(), meant }, span);
        }
    }

    fn assign(&mut self, client: &mut Client, key: Key, field: &Field<'_>) {
        match key {
            Key::Name => client.name = self.text(field).unwrap_or_default(),
            Key::Aliases => client.aliases = self.texts(field),
            Key::Status => client.status = self.status(field).unwrap_or_default(),
            Key::Since => client.since = self.date(field),
            Key::Cadence => client.cadence = self.cadence(field),
            Key::Priority => {
                let unknown = |value| ProblemKind::UnknownPriority { value };
                client.priority = self.word(field, Priority::from_word, unknown).unwrap_or_default();
            }
            Key::Owner => client.owner = self.text(field),
            Key::Tags => client.tags = self.tags(field),
            Key::Contacts => client.set_contacts(field.items().filter_map(|item| self.contact(&item))),
            Key::Interests => client.interests = self.texts(field),
            Key::ReferredBy => client.referred_by = self.reference(field),
            Key::Cause => client.cause = self.text(field),
            Key::Pause => client.pause = self.period(field),
            Key::Delivered => client.delivered = self.dates(field),
            Key::Occasions => client.occasions = self.occasions(field),
            Key::Birthday => client.birthday = self.birthday(field),
            Key::LastContact => client.last_contact = self.date(field),
            // Whoever reads all keys reads it, as it goes before the status.
            Key::DoNotContact => {}
        }
    }

    /// A text or link that may mean another note.
    fn reference(&mut self, field: &Field<'_>) -> Option<String> {
        let reference = self.text(field)?;
        self.problems.mention(&reference, field.span());
        Some(reference)
    }

    /// A contact: a mapping, a plain name, or a link.
    fn contact(&mut self, item: &Field<'_>) -> Option<Contact> {
        if let Some(text) = item.text() {
            return Some(Contact::named(link::shown(&text)));
        }
        let mut contact = Contact::default();
        for part in item.fields().into_iter().flatten() {
            let Some((key, _)) = OF_CONTACTS.known(part.name()) else {
                self.suspect(&OF_CONTACTS, part.name(), part.key_span());
                continue;
            };
            match key {
                ContactKey::Name => {
                    contact.name = self.text(&part).map(|text| link::shown(&text)).unwrap_or_default()
                }
                ContactKey::Aliases => contact.aliases = self.texts(&part),
                ContactKey::Role => contact.role = self.text(&part),
                ContactKey::Email => contact.email = self.text(&part),
                ContactKey::Phone => contact.phone = self.text(&part),
                ContactKey::Birthday => contact.birthday = self.birthday(&part),
                ContactKey::Cadence => contact.cadence = self.cadence(&part),
                ContactKey::Owner => contact.owner = self.text(&part),
                ContactKey::Primary => contact.primary = self.flag(&part).unwrap_or_default(),
                ContactKey::Away => contact.away = self.period(&part),
                ContactKey::Left => contact.left = self.date(&part),
                ContactKey::NowAt => contact.now_at = self.reference(&part),
            }
        }
        if contact.name.is_empty() {
            self.problems.add(ProblemKind::NamelessContact, item.span());
            return None;
        }
        Some(contact)
    }
}

#[cfg(test)]
mod tests {
    use super::{Split, read, split};
    use crate::model::client::Client;
    use crate::model::settings::Settings;
    use crate::note::front_matter::yaml::Document;
    use crate::note::problem::Problems;

    /// The client, and the problems as `line:column code`.
    fn parse(text: &str) -> (Client, Vec<String>) {
        let mut problems = Problems::default();
        let yaml = split(text, &mut problems).yaml.unwrap();
        let document = Document::read(text, yaml, &mut problems);
        let client = read(&document, &Settings::default(), &mut problems);
        let (problems, _) = problems.placed(text);
        let shown = problems.iter().map(|p| format!("{}:{} {}", p.place.line, p.place.column, p.kind.code()));
        (client, shown.collect())
    }

    #[test]
    fn the_block_is_found_in_every_dress() {
        let cases = [
            ("---\na: 1\n---\nbody", Some(4..9), 13),
            ("\u{feff}---\r\na: 1\r\n...\r\nbody", Some(8..14), 19),
            ("---  \na: 1\n--- \n", Some(6..11), 16),
            ("---\n---", Some(4..4), 7),
            ("body\n---\na: 1\n---\n", None, 0),
            (" ---\na: 1\n---\n", None, 0),
            ("---\nJust a line above some text.\n", None, 0),
            ("---\nname: X\n\n# Title\n", Some(4..13), 13),
        ];
        for (text, yaml, body) in cases {
            assert_eq!(split(text, &mut Problems::default()), Split { yaml, body }, "{text:?}");
        }
    }

    #[test]
    fn keys_match_in_any_spelling_and_the_users_own_are_kept() {
        let text = "---\nTitle: Harbor\nlastContact: 2026-09-14\nReferred By: [[Lorenz]]\nContact-Frequency: 6w\n\
                    sector: food\ncadance: 1y\nphone: +4930123\n---\n";
        let (client, problems) = parse(text);
        assert_eq!(client.name, "Harbor");
        assert_eq!(client.last_contact, "2026-09-14".parse().ok());
        assert_eq!(client.referred_by.as_deref(), Some("[[Lorenz]]"));
        assert_eq!(client.cadence, "6 weeks".parse().ok());
        assert_eq!(
            client.extra.0.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(),
            ["sector", "cadance", "phone"]
        );
        assert_eq!(problems, ["7:1 misspelled-key"]);
    }

    #[test]
    fn contacts_are_mappings_names_or_links() {
        let text = "---\ncontacts:\n- Dana Reyes\n- [[people/Lee Park|Lee]]\n- name: Kim\n  phone: +4930123\n  primary: yes\n\
                    \x20 away: {until: 2026-12-01, why: sabbatical}\n- role: boss\n- name: Eva\n  left: soon\n---\n";
        let (client, problems) = parse(text);
        let names: Vec<&str> = client.contacts.iter().map(|contact| contact.name.as_str()).collect();
        assert_eq!(names, ["Dana Reyes", "Lee", "Kim", "Eva"]);
        let kim = &client.contacts[2];
        assert_eq!((kim.phone.as_deref(), kim.primary), (Some("+4930123"), true));
        assert!(kim.is_away("2026-12-01".parse().unwrap()));
        assert_eq!(problems, ["9:3 nameless-contact", "11:9 unreadable-date"]);
    }

    #[test]
    fn one_bad_entry_costs_only_itself() {
        let text = "---\nname: Smith: Partners\nstatus: lots\nthis line is stray\ncadence: sometimes\nowner: Eva\n\
                    since: 2026-02-30\ntags: [a, b\npriority: high\npause: {from: 2026-05-02, until: 2026-05-01}\n---\n";
        let (client, problems) = parse(text);
        assert_eq!(client.owner.as_deref(), Some("Eva"));
        assert_eq!(client.priority.name(), "high");
        assert_eq!(client.status.name(), "active");
        assert_eq!(
            problems,
            [
                "2:12 bad-yaml",
                "3:9 unknown-status",
                "4:1 bad-yaml",
                "5:10 unreadable-cadence",
                "7:8 impossible-date",
                "8:12 bad-yaml",
                "10:9 reversed-period",
            ]
        );
    }

    #[test]
    fn what_looks_like_a_key_is_no_place() {
        let cases = [
            ("# former birthday: 1960-01-01\n    birthday: soon\n", "5:15 unreadable-date"),
            ("role: 'left: no'\n    left: soon\n", "5:11 unreadable-date"),
            ("role: |\n      left: no\n    left: soon\n", "6:11 unreadable-date"),
            ("away: {why: 'until: x', until: soon}\n", "4:36 unreadable-date"),
            ("aliases: [left]\n    left: soon\n", "5:11 unreadable-date"),
        ];
        for (lines, expected) in cases {
            let (_, problems) = parse(&format!("---\ncontacts:\n  - name: A\n    {lines}---\n"));
            assert_eq!(problems, [expected], "{lines}");
        }
        let (_, problems) =
            parse("---\noccasions:\n  - name: \"date: x\"\n    # date: y\n    date: z\n---\n");
        assert_eq!(problems, ["5:11 unreadable-date"]);
    }

    #[test]
    fn one_bad_contact_does_not_cost_the_others() {
        let text = "---\nname: A\ncontacts:\n  - name: Dana\n    left: 2026-02-30\n  - name: Lee: Park\n  - name: Kim\n\
                    \x20   role: x\n    role: y\n  - {name: Eva, cadence: often}\nowner: Ann\n---\n";
        let (client, problems) = parse(text);
        let names: Vec<&str> = client.contacts.iter().map(|contact| contact.name.as_str()).collect();
        assert_eq!((names, client.owner.as_deref()), (vec!["Dana", "Eva"], Some("Ann")));
        let expected = ["5:11 impossible-date", "6:14 bad-yaml", "7:5 bad-yaml", "10:26 unreadable-cadence"];
        assert_eq!(problems, expected);
    }

    #[test]
    fn of_two_keys_the_last_counts_and_of_a_synonym_the_key() {
        let (client, problems) =
            parse("---\nowner: Eva\nname: A\ntitle: B\nowner: Kim\nsnooze: 2026-01-01\n---\n");
        assert_eq!((client.owner.as_deref(), client.name.as_str()), (Some("Kim"), "A"));
        assert!(client.pause.is_some());
        assert_eq!(problems, ["5:1 duplicate-key"]);
    }

    #[test]
    fn empty_values_are_absent() {
        let (client, problems) =
            parse("---\nname: ''\nstatus:\ncadence: ~\ntags: []\ncontacts: [~]\npause: \"\"\nx:\n---\n");
        assert_eq!(client, Client::default());
        assert!(problems.is_empty());
    }

    #[test]
    fn yaml_bombs_are_refused_where_they_stand() {
        let deep = format!("---\nname: A\nx: {}\nowner: Eva\n---\n", "[".repeat(40));
        let (client, problems) = parse(&deep);
        assert_eq!((client.name.as_str(), client.owner.as_deref()), ("A", Some("Eva")));
        assert_eq!(problems, ["3:1 yaml-too-deep"]);
        let (client, problems) = parse("---\nname: R &D\na: &x [1]\nb: [*x, *x]\n---\n");
        assert_eq!(client.name, "R &D");
        assert_eq!(problems, ["4:5 yaml-alias"]);
        let large = format!("---\nx: {}\n---\n", "y".repeat(70_000));
        assert_eq!(parse(&large).1, ["2:1 front-matter-too-large"]);
    }
}
