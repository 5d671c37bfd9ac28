//! The front matter: the block between `---` and `---`, and the client that its keys describe.

pub(crate) mod entries;
pub(crate) mod fields;
mod slips;
pub(crate) mod yaml;

use std::sync::LazyLock;

use smallvec::SmallVec;

use self::fields::Fields;
use self::yaml::{Document, Field, first_line};
use super::problem::{ProblemKind, Problems};
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::folded;
use crate::model::keys::{ContactKey, Key};
use crate::model::link;
use crate::model::settings::Settings;
use crate::model::slip;
use crate::model::spelling::{self, LetterSet, letters, nearest_of, same_key};
use crate::model::status::Status;
use crate::text::{Span, slice};

/// Enough for the keys of most notes, so that no memory is allocated for them.
const TYPICAL_KEYS: usize = 16;

/// An index of the names of keys, since every key of every note is looked up.
pub(super) struct KeyIndex<K> {
    /// By length in bytes: each name as it is documented and in the form in which keys are compared, with its key and
    /// its rank among the names of the key.
    by_length: Vec<Vec<(String, (K, usize))>>,
    /// Each name with its letters: most notes have custom keys, each of which is compared with all names for a typo.
    letters: Vec<(&'static str, LetterSet)>,
}

pub(super) static CLIENT_KEYS: LazyLock<KeyIndex<Key>> = LazyLock::new(|| KeyIndex::of(Key::ALL, Key::names));
pub(super) static CONTACT_KEYS: LazyLock<KeyIndex<ContactKey>> =
    LazyLock::new(|| KeyIndex::of(ContactKey::ALL, ContactKey::names));

impl<K: Copy + PartialEq> KeyIndex<K> {
    fn of(keys: &[K], names: fn(K) -> &'static [&'static str]) -> Self {
        let mut index = Self { by_length: Vec::new(), letters: Vec::new() };
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
        if self.by_length.len() <= spelling.len() {
            self.by_length.resize_with(spelling.len() + 1, Vec::new);
        }
        if let Some(same_length) = self.by_length.get_mut(spelling.len()) {
            same_length.push((spelling, known));
        }
    }

    /// The key that a name means, and the rank of the name among the names of the key, the documented one being first.
    pub(super) fn find(&self, name: &str) -> Option<(K, usize)> {
        self.find_exact(name).or_else(|| {
            // Most names are in the index as they are, or are custom keys in lower case.
            let is_normal = name.bytes().all(|byte| byte.is_ascii_lowercase());
            if is_normal { None } else { self.find_exact(&spelling::key(name)) }
        })
    }

    fn find_exact(&self, name: &str) -> Option<(K, usize)> {
        let (_, known) = self.by_length.get(name.len())?.iter().find(|(spelling, _)| spelling == name)?;
        Some(*known)
    }

    /// The known name, and its key, that an unknown name looks like a slip of.
    fn nearest(&self, name: &str) -> Option<(&'static str, K)> {
        let meant = nearest_of(name, self.letters.iter().copied())?;
        if slip::is_meant(name, meant) { None } else { Some((meant, self.find(meant)?.0)) }
    }

    /// Whether a name is a slip of a letter in a name of this key, and of no other.
    fn is_typing_error(&self, name: &str, key: K) -> bool {
        let mut meant =
            self.letters.iter().filter(|(known, _)| slip::is_typing_error(name, known)).peekable();
        meant.peek().is_some()
            && meant.all(|(known, _)| self.find(known).is_some_and(|(other, _)| other == key))
    }
}

/// A note's text, split into front matter and body.
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
    let (fence, block) = first_line(slice(text, bom..));
    if fence.trim_end() != "---" {
        return none;
    }
    let start = bom + fence.len();
    let mut rest = block;
    while !rest.is_empty() {
        let (line, after) = first_line(rest);
        if line.starts_with(['-', '.']) && matches!(line.trim_end(), "---" | "...") {
            return Split { yaml: Some(start..text.len() - rest.len()), body: text.len() - after.len() };
        }
        rest = after;
    }
    // Without a closing fence, the lines that look like keys still count as front matter, so that nothing is lost.
    let (first, _) = first_line(block);
    if !first.contains(':') || first.starts_with([' ', '#', '-', '>']) {
        return none;
    }
    problems.add(ProblemKind::UnclosedFrontMatter, bom..bom + 3);
    let lines = block.split_inclusive('\n').take_while(|line| looks_like_yaml(line));
    let end = start + lines.map(str::len).sum::<usize>();
    Split { yaml: Some(start..end), body: end }
}

fn looks_like_yaml(line: &str) -> bool {
    line.trim().is_empty()
        || line.starts_with([' ', '\t', '-'])
        || (line.contains(':') && !line.starts_with('#'))
}

/// Whether a note's front matter meets the conditions of `where` in the configuration.
///
/// If the key of a condition is missing from front matter that could not be read as a whole, the condition counts as
/// met: better one client too many than one too few.
pub(crate) fn fits(document: &Document<'_>, is_utf8: bool, require: &[(String, Vec<String>)]) -> bool {
    require.iter().all(|(name, values)| {
        let mut fields = document.fields().filter(|field| same_key(field.name(), name)).peekable();
        if fields.peek().is_none() {
            return !(is_utf8 && document.is_whole());
        }
        fields.any(|field| field.items().any(|item| item.text().is_some_and(|text| is_one_of(&text, values))))
    })
}

/// Whether a text is one of some values, in upper or lower case.
fn is_one_of(text: &str, values: &[String]) -> bool {
    values.iter().any(|value| folded(text) == folded(value))
}

/// Reads the keys of a document into a client.
pub(crate) fn read(document: &Document<'_>, settings: &Settings, problems: &mut Problems) -> Client {
    let mut client = Client::default();
    let mut fields = Fields { order: settings.date_order, own_keys: &settings.own_keys, problems };
    let mut ranks: SmallVec<[(Key, usize); TYPICAL_KEYS]> = SmallVec::new();
    let (mut do_not_contact, mut is_on_hold) = (false, false);
    for field in document.fields() {
        let Some((key, rank)) = CLIENT_KEYS.find(field.name()) else {
            fields.report_slip(&field, document.fields());
            client.extra.insert(field.name(), field.json());
            continue;
        };
        // A key takes precedence over its synonyms, and the last of duplicates over the others.
        match ranks.iter_mut().find(|(other, _)| *other == key) {
            Some((_, best)) if *best < rank => continue,
            Some((_, best)) => {
                if *best == rank {
                    fields
                        .problems
                        .add(ProblemKind::DuplicateKey { key: field.name().to_owned() }, field.key_span());
                }
                *best = rank;
            }
            None => ranks.push((key, rank)),
        }
        if key == Key::Status {
            is_on_hold = field.text().is_some_and(|word| Status::is_on_hold(&word));
        }
        match key {
            Key::DoNotContact => do_not_contact = fields.flag(&field).unwrap_or_default(),
            key => fields.assign(&mut client, key, &field),
        }
    }
    if do_not_contact {
        client.status = Status::Closed;
    }
    if is_on_hold {
        client.pause.get_or_insert_default();
    }
    client
}

impl Fields<'_> {
    fn assign(&mut self, client: &mut Client, key: Key, field: &Field<'_>) {
        match key {
            Key::Name => client.name = self.text(field).unwrap_or_default(),
            Key::Aliases => client.aliases = self.texts(field),
            Key::Status => client.status = self.status(field).unwrap_or_default(),
            Key::Since => client.since = self.date(field),
            Key::Cadence => client.cadence = self.cadence(field),
            Key::Priority => client.priority = self.priority(field).unwrap_or_default(),
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
            // The caller reads it, since it takes precedence over the status.
            Key::DoNotContact => {}
        }
    }

    /// A text or link that may refer to another note.
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
            let Some((key, _)) = CONTACT_KEYS.find(part.name()) else {
                self.report_slip_in_contact(&part, item.fields().into_iter().flatten());
                continue;
            };
            self.assign_to_contact(&mut contact, key, &part);
        }
        if contact.name.is_empty() {
            self.problems.add(ProblemKind::NamelessContact, item.span());
            return None;
        }
        Some(contact)
    }

    fn assign_to_contact(&mut self, contact: &mut Contact, key: ContactKey, field: &Field<'_>) {
        match key {
            ContactKey::Name => {
                contact.name = self.text(field).map(|text| link::shown(&text)).unwrap_or_default()
            }
            ContactKey::Aliases => contact.aliases = self.texts(field),
            ContactKey::Role => contact.role = self.text(field),
            ContactKey::Email => contact.email = self.text(field),
            ContactKey::Phone => contact.phone = self.text(field),
            ContactKey::Birthday => contact.birthday = self.birthday(field),
            ContactKey::Cadence => contact.cadence = self.cadence(field),
            ContactKey::Owner => contact.owner = self.text(field),
            ContactKey::Primary => contact.primary = self.flag(field).unwrap_or_default(),
            ContactKey::Away => contact.away = self.period(field),
            ContactKey::Left => contact.left = self.date(field),
            ContactKey::NowAt => contact.now_at = self.reference(field),
        }
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
    fn front_matter_is_found_in_every_form() {
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
    fn keys_match_in_any_spelling_and_custom_keys_are_kept() {
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
    fn problems_are_never_placed_at_text_that_only_looks_like_a_key() {
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
    fn the_last_duplicate_counts_and_a_key_before_its_synonym() {
        let (client, problems) =
            parse("---\nowner: Eva\nname: A\ntitle: B\nowner: Kim\nsnooze: 2026-01-01\n---\n");
        assert_eq!((client.owner.as_deref(), client.name.as_str()), (Some("Kim"), "A"));
        assert!(client.pause.is_some());
        assert_eq!(problems, ["5:1 duplicate-key"]);
    }

    #[test]
    fn on_hold_is_a_pause_of_which_the_end_may_be_known() {
        let cases = [
            ("status: On Hold", Some(None)),
            ("status: paused\npause: 2026-12-06", Some("2026-12-06".parse().ok())),
            ("status: active\nstatus: paused", Some(None)),
            ("status: paused\nstatus: active", None),
            ("status: quiet", None),
        ];
        for (lines, until) in cases {
            let (client, _) = parse(&format!("---\n{lines}\n---\n"));
            assert_eq!(client.pause.map(|pause| pause.until), until, "{lines}");
        }
    }

    #[test]
    fn empty_values_are_absent() {
        let (client, problems) =
            parse("---\nname: ''\nstatus:\ncadence: ~\ntags: []\ncontacts: [~]\npause: \"\"\nx:\n---\n");
        assert_eq!(client, Client::default());
        assert!(problems.is_empty());
    }

    #[test]
    fn yaml_bombs_are_reported_where_they_are() {
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
