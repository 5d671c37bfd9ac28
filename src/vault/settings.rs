//! Reads `rekindle.yaml`, and checks every key, so that rekindle never runs with settings it has only half understood.

use std::path::Path;

use super::inside::{refused_agenda, refused_template};
use super::walk::Pattern;
use crate::model::check::{Check, Severity};
use crate::model::duration::Cadence;
use crate::model::keys::SettingKey;
use crate::model::rule::Rule;
use crate::model::settings::{Colleague, DateOrder, LinkStyle, Settings, WordList};
use crate::model::status::Status;
use crate::model::touch::{Channel, EventKind, Milestone};
use crate::model::zone::Zone;
use crate::model::{key, nearest, same_key};
use crate::note::front_matter::fields::{Fields, unknown_status};
use crate::note::front_matter::yaml::{Document, Field};
use crate::note::problem::{Problem, ProblemKind, Problems};

/// The lists of words that a user can extend.
pub(crate) const WORD_LISTS: &[&str] = &[
    "call",
    "voicemail",
    "email",
    "meeting",
    "video",
    "message",
    "card",
    "event",
    "unanswered",
    "business",
    "won",
    "won back",
    "lost",
    "declined",
    "ended",
    "signed",
    "started",
    "closed",
];

/// Reads the configuration of the vault in a folder, or of one in memory; every problem in it is an error.
pub(crate) fn read(text: &str, root: Option<&Path>) -> Result<Settings, Vec<Problem>> {
    let mut problems = Problems::default();
    let mut settings = Settings::default();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let document = Document::read(text, start..text.len(), &mut problems);
    let mut known_keys: Vec<String> = Vec::new();
    // The order of dates has to be known before any date is read.
    let mut fields = Fields { order: None, own_keys: &[], problems: &mut problems };
    if let Some(field) = document.fields().find(|field| same_key(field.name(), SettingKey::DateOrder.name()))
    {
        settings.date_order = fields.choice(&field, "“dmy” or “mdy”", date_order);
        fields.order = settings.date_order;
    }
    for field in document.fields() {
        if known_keys.contains(&field.key()) {
            fields.problems.add(ProblemKind::DuplicateKey { key: field.name().to_owned() }, field.key_span());
        }
        known_keys.push(field.key());
        match SettingKey::ALL.iter().find(|known| same_key(known.name(), field.name())) {
            Some(known) => {
                fields.set(&mut settings, *known, &field);
                fields.keep_inside(*known, &field, root);
            }
            None => fields.report_unknown(&field),
        }
    }
    if document.has_empty_list("retry") {
        settings.retry.clear();
    }
    let (problems, _) = problems.placed(text);
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

fn date_order(word: &str) -> Option<DateOrder> {
    match key(word).as_str() {
        "dmy" => Some(DateOrder::Dmy),
        "mdy" => Some(DateOrder::Mdy),
        _ => None,
    }
}

impl Fields<'_> {
    fn set(&mut self, settings: &mut Settings, key: SettingKey, field: &Field<'_>) {
        match key {
            SettingKey::Owner => settings.owner = self.text(field),
            SettingKey::Timezone => {
                settings.timezone = self.choice(field, "an IANA name like Europe/Berlin", Zone::named)
            }
            SettingKey::Agenda => settings.agenda = self.path(field).unwrap_or_default(),
            SettingKey::Template => settings.template = self.path(field),
            SettingKey::Days => settings.days = self.count(field).unwrap_or(settings.days),
            SettingKey::Capacity => settings.capacity = self.count(field).map(|count| count as usize),
            SettingKey::Reserve => settings.reserve = self.reserve(field),
            SettingKey::Links => {
                settings.links =
                    self.choice(field, "“markdown” or “wikilink”", link_style).unwrap_or_default();
            }
            SettingKey::Notes => settings.notes = self.globs(field),
            SettingKey::Ignore => settings.ignore = self.globs(field),
            SettingKey::Where => settings.require = self.require(field),
            SettingKey::LogSections => settings.log_sections = self.texts(field),
            SettingKey::Words => settings.words = self.words(field),
            SettingKey::OwnKeys => settings.own_keys = self.texts(field),
            SettingKey::Cadence => {
                for (status, cadence) in self.map(field, Self::key_status, Self::cadence) {
                    settings.cadence.insert(status, cadence);
                }
            }
            SettingKey::Tags => {
                settings.tags = self.map(field, |_, field| tag_name(field), Self::tag_cadence)
            }
            SettingKey::Retry => {
                settings.retry = field.items().filter_map(|item| self.duration(&item)).collect()
            }
            SettingKey::Farewell => settings.farewell = self.duration(field).unwrap_or(settings.farewell),
            SettingKey::Feedback => settings.feedback = self.duration(field).unwrap_or(settings.feedback),
            SettingKey::FollowUp if field.flag() == Some(false) => settings.follow_up = None,
            SettingKey::FollowUp => settings.follow_up = self.duration(field),
            SettingKey::BirthdayLead => {
                settings.birthday_lead = self.duration(field).unwrap_or(settings.birthday_lead)
            }
            SettingKey::Rules => {
                let switches = self.map(field, Self::key_rule, Self::switch);
                settings.off = switches.into_iter().filter(|(_, on)| !on).map(|(rule, _)| rule).collect();
            }
            SettingKey::Checks => {
                settings.checks = self.map(field, Self::key_check, Self::severity).into_iter().collect()
            }
            SettingKey::Occasions => settings.occasions = self.occasions(field),
            SettingKey::Team => {
                settings.team = field.items().filter_map(|item| self.colleague(&item)).collect()
            }
            // The caller reads it before all other keys.
            SettingKey::DateOrder => {}
        }
    }

    fn report_unknown(&mut self, field: &Field<'_>) {
        let known: Vec<&'static str> = SettingKey::ALL.iter().map(|key| key.name()).collect();
        let kind = match nearest(field.name(), known.iter().copied()) {
            Some(meant) => {
                ProblemKind::MisspelledKey { key: field.name().to_owned(), meant, is_certain: false }
            }
            None => ProblemKind::Setting {
                message: format!("unknown key “{}”; known are {}", field.name(), known.join(", ")),
            },
        };
        self.problems.add(kind, field.key_span());
    }

    fn report(&mut self, field: &Field<'_>, message: String) {
        self.problems.add(ProblemKind::Setting { message }, field.span());
    }

    fn report_at_key(&mut self, field: &Field<'_>, message: String) {
        self.problems.add(ProblemKind::Setting { message }, field.key_span());
    }

    /// One of a few words, described by `expected`.
    fn choice<T>(
        &mut self,
        field: &Field<'_>,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let name = field.name().to_owned();
        self.word(field, parse, |_| ProblemKind::UnreadableValue { key: name, expected })
    }

    /// The entries of a mapping whose key and value could both be read.
    fn map<K, V>(
        &mut self,
        field: &Field<'_>,
        read_key: impl Fn(&mut Self, &Field<'_>) -> Option<K>,
        read_value: impl Fn(&mut Self, &Field<'_>) -> Option<V>,
    ) -> Vec<(K, V)> {
        let Some(parts) = field.fields() else {
            self.expected(field, "a mapping, with a line “key: value” for each");
            return Vec::new();
        };
        let mut entries = Vec::new();
        for part in parts {
            if let (Some(key), Some(value)) = (read_key(self, &part), read_value(self, &part)) {
                entries.push((key, value));
            }
        }
        entries
    }

    fn key_status(&mut self, field: &Field<'_>) -> Option<Status> {
        let status = Status::from_word(field.name());
        if status.is_none() {
            self.problems.add(unknown_status(field.name().to_owned()), field.key_span());
        }
        status
    }

    fn key_rule(&mut self, field: &Field<'_>) -> Option<Rule> {
        let names = Rule::ALL.iter().map(|rule| rule.name());
        self.key_of("rule", field, Rule::from_name, names)
    }

    fn key_check(&mut self, field: &Field<'_>) -> Option<Check> {
        let names = Check::ALL.iter().map(|check| check.name());
        self.key_of("check", field, Check::from_name, names)
    }

    /// A key that has to be one of a few names.
    fn key_of<T>(
        &mut self,
        kind: &str,
        field: &Field<'_>,
        parse: impl FnOnce(&str) -> Option<T>,
        names: impl Iterator<Item = &'static str> + Clone,
    ) -> Option<T> {
        let name = field.name();
        let known = parse(name);
        if known.is_none() {
            let hint = nearest(name, names.clone()).map_or_else(
                || format!("known are {}", names.collect::<Vec<_>>().join(", ")),
                |meant| format!("did you mean “{meant}”?"),
            );
            self.report_at_key(field, format!("unknown {kind} “{name}”; {hint}"));
        }
        known
    }

    /// The severity of a check's findings; none within if the check is off.
    #[expect(
        clippy::option_option,
        reason = "a check that is off differs from a value that could not be read"
    )]
    fn severity(&mut self, field: &Field<'_>) -> Option<Option<Severity>> {
        let word = field.text().map(|word| key(&word));
        match (field.flag(), word.as_deref()) {
            (Some(false), _) => Some(None),
            (_, Some("warning")) => Some(Some(Severity::Warning)),
            (_, Some("error")) => Some(Some(Severity::Error)),
            _ => {
                self.expected(field, "“off”, “warning” or “error”");
                None
            }
        }
    }

    fn switch(&mut self, field: &Field<'_>) -> Option<bool> {
        let flag = field.flag();
        if flag.is_none() {
            self.expected(field, "“on” or “off”");
        }
        flag
    }

    fn reserve(&mut self, field: &Field<'_>) -> Vec<(Status, usize)> {
        self.map(field, Self::key_status, |fields, field| fields.count(field).map(|count| count as usize))
    }

    fn tag_cadence(&mut self, field: &Field<'_>) -> Option<Cadence> {
        let Some(parts) = field.fields() else {
            self.expected(field, "a mapping like “{cadence: 2 weeks}”");
            return None;
        };
        let mut cadence = None;
        for part in parts {
            match part.key().as_str() {
                "cadence" => cadence = self.cadence(&part),
                _ => self.expected_key(&part, "only “cadence” is known for a tag"),
            }
        }
        cadence
    }

    fn expected_key(&mut self, part: &Field<'_>, known: &str) {
        self.report_at_key(part, format!("unknown key “{}”; {known}", part.name()));
    }

    fn globs(&mut self, field: &Field<'_>) -> Vec<String> {
        let mut globs = Vec::new();
        for item in field.items() {
            let Some(text) = self.text(&item) else { continue };
            match Pattern::new(&text) {
                Ok(_) if text.starts_with('!') => {
                    self.report(&item, format!("“{text}”: a glob cannot begin with “!” here"));
                }
                Ok(_) => globs.push(text),
                Err(error) => self.report(&item, format!("“{text}” is not a glob: {}", error.kind())),
            }
        }
        globs
    }

    /// A path inside the vault.
    fn path(&mut self, field: &Field<'_>) -> Option<String> {
        let path = self.text(field)?;
        if path.ends_with('/') {
            self.expected(field, "the path of a file");
            return None;
        }
        Some(path)
    }

    /// Reports a path that may not be used.
    fn keep_inside(&mut self, key: SettingKey, field: &Field<'_>, root: Option<&Path>) {
        let refused = match key {
            SettingKey::Agenda => refused_agenda,
            SettingKey::Template => refused_template,
            _ => return,
        };
        if let Some(reason) = field.text().and_then(|path| refused(root, &path)) {
            self.report(field, reason);
        }
    }

    fn require(&mut self, field: &Field<'_>) -> Vec<(String, Vec<String>)> {
        self.map(field, |_, field| Some(field.name().to_owned()), |fields, field| Some(fields.texts(field)))
    }

    fn words(&mut self, field: &Field<'_>) -> Vec<(WordList, String)> {
        let mut words = Vec::new();
        for (list, texts) in self.map(field, Self::key_word_list, |fields, field| Some(fields.texts(field))) {
            words.extend(texts.into_iter().map(|text| (list, text)));
        }
        words
    }

    fn key_word_list(&mut self, field: &Field<'_>) -> Option<WordList> {
        let name = field.name();
        let list = word_list(name);
        if list.is_none() {
            let known = WORD_LISTS.join(", ");
            self.report_at_key(field, format!("unknown list of words “{name}”; known are {known}"));
        }
        list
    }

    fn colleague(&mut self, item: &Field<'_>) -> Option<Colleague> {
        if let Some(name) = item.text() {
            return Some(Colleague { name: name.into_owned(), away: None, cover: None });
        }
        let mut colleague = Colleague { name: String::new(), away: None, cover: None };
        for part in item.fields().into_iter().flatten() {
            match part.key().as_str() {
                "name" => colleague.name = self.text(&part).unwrap_or_default(),
                "cover" => colleague.cover = self.text(&part),
                "away" => self.away(&part, &mut colleague),
                _ => self.expected_key(&part, "known for a colleague are name, away, cover"),
            }
        }
        if colleague.name.is_empty() {
            self.report(item, "a colleague needs a name; add “name: …”".to_owned());
            return None;
        }
        Some(colleague)
    }

    /// A colleague's time away, which may also name who covers.
    fn away(&mut self, field: &Field<'_>, colleague: &mut Colleague) {
        let cover = field.fields().into_iter().flatten().find(|part| part.key() == "cover");
        if let Some(cover) = cover {
            colleague.cover = self.text(&cover);
        }
        colleague.away = self.period_with(field, &["cover"]);
    }
}

fn link_style(word: &str) -> Option<LinkStyle> {
    match key(word).as_str() {
        "markdown" => Some(LinkStyle::Markdown),
        "wikilink" | "wikilinks" => Some(LinkStyle::Wikilink),
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "has the signature of the readers of keys")]
fn tag_name(field: &Field<'_>) -> Option<String> {
    Some(field.name().trim_start_matches('#').to_owned())
}

fn word_list(name: &str) -> Option<WordList> {
    let name = key(name);
    if let Some(channel) =
        Channel::ALL.into_iter().find(|channel| name == channel.name() && *channel != Channel::Other)
    {
        return Some(WordList::Channel(channel));
    }
    let kind = match name.as_str() {
        "unanswered" => return Some(WordList::Unanswered),
        "business" | "businessevents" => EventKind::Business,
        "won" => EventKind::Milestone(Milestone::Won),
        "wonback" => EventKind::Milestone(Milestone::WonBack),
        "lost" => EventKind::Milestone(Milestone::Lost),
        "declined" => EventKind::Milestone(Milestone::Declined),
        "ended" => EventKind::Milestone(Milestone::Ended),
        "signed" => EventKind::Milestone(Milestone::Signed),
        "started" => EventKind::Milestone(Milestone::Started),
        "closed" => EventKind::Milestone(Milestone::Closed),
        _ => return None,
    };
    Some(WordList::Event(kind))
}

#[cfg(test)]
mod tests {
    use super::{WORD_LISTS, read, word_list};

    #[test]
    fn every_key_is_read() {
        let settings = read(include_str!("../../tests/data/every-setting.yaml"), None).unwrap();
        let shown = format!("{settings:#?}\n");
        // The file sets every key away from its default, so no line may stay as it was.
        let defaults = format!("{:#?}\n", crate::model::settings::Settings::default());
        assert_eq!(settings.capacity, Some(8));
        assert_eq!(settings.words.len(), 4);
        assert_eq!(settings.team[0].cover.as_deref(), Some("Tomas"));
        assert_eq!(settings.off.len(), 2);
        for (name, value) in defaults.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": ")) {
            if !name.starts_with(' ') && name != "occasion_lead" && !value.ends_with(['{', '[', '(']) {
                assert!(!shown.contains(&format!("\n    {name}: {value}\n")), "{name} is still {value}");
            }
        }
    }

    #[test]
    fn every_list_of_words_is_read() {
        for name in WORD_LISTS {
            assert!(word_list(name).is_some(), "{name}");
        }
    }

    #[test]
    fn problems_are_reported_with_their_place() {
        let cases = [
            ("cadance:\n  active: 1w\n", "1:1 unknown key “cadance”; did you mean “cadence”?"),
            ("cadence:\n  activ: 1w\n", "2:3 unknown status “activ”; did you mean “active”?"),
            (
                "cadence: {active: now}\n",
                "1:19 “active: now” is not a length of time; write “10 days”, “6 weeks”, “3 months”, “quarterly” or the like",
            ),
            ("days: 0\n", "1:7 “days” should be a whole number of at least 1"),
            ("timezone: Europe/Berlino\n", "1:11 “timezone” should be an IANA name like Europe/Berlin"),
            ("rules:\n  coverige: off\n", "2:3 unknown rule “coverige”; did you mean “coverage”?"),
            ("checks:\n  bad-yml: off\n", "2:3 unknown check “bad-yml”; did you mean “bad-yaml”?"),
            ("checks: {bad-yaml: on}\n", "1:20 “bad-yaml” should be “off”, “warning” or “error”"),
            ("rules: {coverage: maybe}\n", "1:19 “coverage” should be “on” or “off”"),
            ("links: html\n", "1:8 “links” should be “markdown” or “wikilink”"),
            ("ignore: [\"a[\"]\n", "1:11 “a[” is not a glob: unclosed character class; missing ']'"),
            ("date_order: ymd\n", "1:13 “date_order” should be “dmy” or “mdy”"),
            ("days: 3\ndays: 4\n", "2:1 “days” is given twice; the last one counts, so remove the other"),
            (
                "owner: a: b\n",
                "1:9 this is not YAML: mapping values are not allowed in this context; put a text with a colon in quotes",
            ),
            (
                "retry: [3 days, never]\n",
                "1:17 “retry: never” is not a length of time; write “10 days”, “6 weeks”, “3 months”, “quarterly” or the like",
            ),
            (
                "team:\n  - name: Ines\n    away: {from: 2026-02-30}\n",
                "3:18 “2026-02-30” is not in the calendar",
            ),
            ("reserve: 3\n", "1:10 “reserve” should be a mapping, with a line “key: value” for each"),
            (
                "days: 3\nagenda: ../.bashrc\n",
                "2:9 “../.bashrc” leads out of the vault; name a file inside of it, or give it on the command line with -o",
            ),
            ("- a\n", "1:1 this is not YAML: it has no lines “key: value”"),
        ];
        for (text, expected) in cases {
            let problems = read(text, None).unwrap_err();
            let shown: Vec<String> =
                problems.iter().map(|p| format!("{}:{} {}", p.place.line, p.place.column, p.kind)).collect();
            assert_eq!(shown, [expected], "{text}");
        }
    }
}
