//! What could not be read: facts with a place, and words for whoever corrects the note.

use std::fmt;

use chrono::NaiveDate;

use crate::model;
use crate::model::check::Check;
use crate::model::directory::{Directory, Reference};
use crate::text::{Place, Span, Text, slice};

/// Something in a note that could not be read, or may have been misread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where, in bytes of the note's text.
    pub span: Span,
    /// Where, in lines and columns.
    pub place: Place,
}

/// What is wrong, as data; [`fmt::Display`] words it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The file or folder could not be opened or read.
    Unreadable {
        /// What the system reports.
        reason: String,
    },
    /// The note is in a cloud, and only a placeholder is here.
    NotDownloaded {
        /// The name of the placeholder.
        placeholder: String,
    },
    /// The file is a copy of a note that a sync program left.
    SyncCopy {
        /// The path of the note.
        original: String,
        /// The first lines that only the copy has, with their numbers.
        lines: Vec<(usize, String)>,
        /// How many more there are.
        more: usize,
    },
    /// The bytes are not UTF-8.
    NotUtf8,
    /// There is a NUL byte in the text.
    NulByte,
    /// Two versions of a part that git could not merge.
    ConflictMarker,
    /// The note is so large that its middle is not read.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
    /// The front matter has no closing line.
    UnclosedFrontMatter,
    /// Something is not YAML.
    BadYaml {
        /// What the parser reports.
        reason: String,
    },
    /// The front matter is larger than anybody writes by hand.
    FrontMatterTooLarge,
    /// Lists within lists, deeper than anybody writes by hand.
    YamlTooDeep,
    /// A YAML alias, which is not followed.
    YamlAlias,
    /// A key that is given twice.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that looks like a misspelling of a known one.
    MisspelledKey {
        /// The key.
        key: String,
        /// The known one.
        meant: &'static str,
        /// Whether it is a typing error of one letter and the known key is nowhere else, so that nothing else is meant.
        is_certain: bool,
    },
    /// A value of another shape than its key needs.
    UnreadableValue {
        /// The key.
        key: String,
        /// What it needs.
        expected: &'static str,
    },
    /// A word that is not a status.
    UnknownStatus {
        /// The word.
        value: String,
        /// The nearest status.
        meant: Option<&'static str>,
    },
    /// A word that is not a priority.
    UnknownPriority {
        /// The word.
        value: String,
    },
    /// A cadence, lead or other length of time that could not be read.
    UnreadableCadence {
        /// The key.
        key: String,
        /// The text.
        value: String,
    },
    /// A date in no known form.
    UnreadableDate {
        /// The key.
        key: String,
        /// The text.
        value: String,
    },
    /// A date that is not in the calendar.
    ImpossibleDate {
        /// The text.
        value: String,
    },
    /// A date that can be read in two ways.
    AmbiguousDate {
        /// The text.
        value: String,
        /// The day if the first number is the day.
        dmy: NaiveDate,
        /// The day if the first number is the month.
        mdy: NaiveDate,
    },
    /// A period that ends before it begins.
    ReversedPeriod {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        until: NaiveDate,
    },
    /// A reference that could mean several notes.
    AmbiguousReference {
        /// The reference.
        reference: String,
        /// The paths of the notes.
        notes: Vec<String>,
    },
    /// A contact without a name.
    NamelessContact,
    /// An occasion without a name or a date.
    IncompleteOccasion,
    /// A setting that is wrong in some other way.
    Setting {
        /// What is wrong, and how to correct it.
        message: String,
    },
}

impl ProblemKind {
    /// Whether it is about the file rather than about its content.
    pub(crate) const fn is_of_file(&self) -> bool {
        self.is_of_unread()
            || matches!(self, Self::NotUtf8 | Self::NulByte | Self::ConflictMarker | Self::TooLarge { .. })
    }

    /// Whether it is the reason why a file was not read at all.
    pub(crate) const fn is_of_unread(&self) -> bool {
        matches!(self, Self::Unreadable { .. } | Self::NotDownloaded { .. } | Self::SyncCopy { .. })
    }

    /// The check that reports it.
    pub const fn check(&self) -> Check {
        match self {
            Self::Unreadable { .. } => Check::UnreadableFile,
            Self::NotDownloaded { .. } => Check::NotDownloaded,
            Self::SyncCopy { .. } => Check::SyncCopy,
            Self::NotUtf8 => Check::NotUtf8,
            Self::NulByte => Check::NulByte,
            Self::ConflictMarker => Check::ConflictMarker,
            Self::TooLarge { .. } => Check::TooLarge,
            Self::UnclosedFrontMatter => Check::UnclosedFrontMatter,
            Self::BadYaml { .. } => Check::BadYaml,
            Self::FrontMatterTooLarge => Check::FrontMatterTooLarge,
            Self::YamlTooDeep => Check::YamlTooDeep,
            Self::YamlAlias => Check::YamlAlias,
            Self::DuplicateKey { .. } => Check::DuplicateKey,
            Self::MisspelledKey { .. } => Check::MisspelledKey,
            Self::UnreadableValue { .. } => Check::UnreadableValue,
            Self::UnknownStatus { .. } => Check::UnknownStatus,
            Self::UnknownPriority { .. } => Check::UnknownPriority,
            Self::UnreadableCadence { .. } => Check::UnreadableCadence,
            Self::UnreadableDate { .. } => Check::UnreadableDate,
            Self::ImpossibleDate { .. } => Check::ImpossibleDate,
            Self::AmbiguousDate { .. } => Check::AmbiguousDate,
            Self::ReversedPeriod { .. } => Check::ReversedPeriod,
            Self::AmbiguousReference { .. } => Check::AmbiguousReference,
            Self::NamelessContact => Check::NamelessContact,
            Self::IncompleteOccasion => Check::IncompleteOccasion,
            Self::Setting { .. } => Check::BadSetting,
        }
    }

    /// A stable name for scripts: the name of the check.
    pub const fn code(&self) -> &'static str {
        self.check().name()
    }
}

impl ProblemKind {
    /// What is wrong, in a sentence without its full stop.
    pub fn what(&self) -> String {
        match self {
            Self::Unreadable { reason } => format!("this could not be read: {reason}"),
            Self::NotDownloaded { placeholder } => {
                format!("this note is not downloaded; only its placeholder {} is here", short(placeholder))
            }
            Self::SyncCopy { original, lines, more } => {
                format!("this is a copy of {original}, {}", only_there(lines, *more))
            }
            Self::NotUtf8 => "this is not UTF-8".to_owned(),
            Self::NulByte => "this is a NUL byte".to_owned(),
            Self::ConflictMarker => "here are two versions that git could not merge".to_owned(),
            Self::TooLarge { bytes } => {
                format!("this is {} MB large; only its beginning and its end are read", bytes / 1_000_000)
            }
            Self::UnclosedFrontMatter => "the front matter is not closed".to_owned(),
            Self::BadYaml { reason } => format!("this is not YAML: {reason}"),
            Self::FrontMatterTooLarge => "this is over 64 KiB of YAML and is not read".to_owned(),
            Self::YamlTooDeep => "lists within lists, more than 32 deep, are not read".to_owned(),
            Self::YamlAlias => "YAML aliases are not followed".to_owned(),
            Self::DuplicateKey { key } => format!("“{}” is given twice", short(key)),
            Self::MisspelledKey { key, .. } => format!("unknown key “{}”", short(key)),
            Self::UnreadableValue { key, expected } => format!("“{}” should be {expected}", short(key)),
            Self::UnknownStatus { value, .. } => format!("unknown status “{}”", short(value)),
            Self::UnknownPriority { value } => format!("unknown priority “{}”", short(value)),
            Self::UnreadableCadence { key, value } => {
                format!("“{}: {}” is not a length of time", short(key), short(value))
            }
            Self::UnreadableDate { key, value } => {
                format!("“{}: {}” is not a date", short(key), short(value))
            }
            Self::ImpossibleDate { value } => format!("“{}” is not in the calendar", short(value)),
            Self::AmbiguousDate { value, dmy, mdy } => {
                format!("“{}” could be {dmy} or {mdy}", short(value))
            }
            Self::ReversedPeriod { from, until } => {
                format!("this ends on {until}, before it begins on {from}")
            }
            Self::AmbiguousReference { reference, notes } => {
                format!("“{}” could be {}", short(reference), notes.join(" or "))
            }
            Self::NamelessContact => "a contact needs a name".to_owned(),
            Self::IncompleteOccasion => {
                "an occasion needs a “name” and a “date” (MM-DD or YYYY-MM-DD)".to_owned()
            }
            Self::Setting { message } => message.clone(),
        }
    }

    /// How to correct it, unless that is obvious.
    pub fn how(&self) -> Option<String> {
        let how = match self {
            Self::NotDownloaded { .. } => "download it, so that nobody is forgotten",
            Self::SyncCopy { lines, .. } if lines.is_empty() => "delete the copy",
            Self::SyncCopy { original, .. } => {
                return Some(format!("move what is missing to {original}, then delete the copy"));
            }
            Self::NotUtf8 => "save the note as UTF-8 so that every letter is kept",
            Self::NulByte => "the file may be damaged, or no text",
            Self::ConflictMarker => "keep what is right of both, and delete the lines that mark them",
            Self::TooLarge { .. } => "better split it",
            Self::UnclosedFrontMatter => "put a line “---” behind its last key",
            Self::FrontMatterTooLarge => "keep long texts elsewhere",
            Self::YamlAlias => "write the value out instead",
            Self::DuplicateKey { .. } => "the last one counts, so remove the other",
            Self::MisspelledKey { meant, .. } | Self::UnknownStatus { meant: Some(meant), .. } => {
                return Some(format!("did you mean “{meant}”?"));
            }
            Self::UnknownStatus { meant: None, .. } => {
                "use prospect, active, inactive, former, lost, declined, partner or closed"
            }
            Self::UnknownPriority { .. } => "use high, normal or low",
            Self::UnreadableCadence { .. } => {
                "write “10 days”, “6 weeks”, “3 months”, “quarterly” or the like"
            }
            Self::UnreadableDate { .. } => "write it like 2026-09-14, or 09-14 for a day of every year",
            Self::AmbiguousDate { .. } => "write one of these, or set “date_order” in rekindle.yaml",
            Self::ReversedPeriod { .. } => "swap the two dates",
            Self::AmbiguousReference { .. } => "link to the one you mean by its path",
            Self::NamelessContact => "add “name: …”",
            Self::Unreadable { .. }
            | Self::BadYaml { .. }
            | Self::YamlTooDeep
            | Self::UnreadableValue { .. }
            | Self::ImpossibleDate { .. }
            | Self::IncompleteOccasion
            | Self::Setting { .. } => return None,
        };
        Some(how.to_owned())
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what())?;
        self.how().map_or(Ok(()), |how| write!(f, "; {how}"))
    }
}

/// What only a copy has.
fn only_there(lines: &[(usize, String)], more: usize) -> String {
    if lines.is_empty() {
        return "which has all that is in it".to_owned();
    }
    let shown = lines.iter().map(|(number, line)| format!("line {number} “{}”", short(line)));
    let more = (more > 0).then(|| format!("{more} more"));
    let all: Vec<String> = shown.chain(more).collect();
    let all = match all.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => all.concat(),
    };
    format!("and only it has {all}")
}

/// A text from a note for quoting in a message: on one line, and not too long.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut quoted: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

/// Problems collected while a text is read, before their lines are known.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: Vec<(ProblemKind, Span)>,
    mentions: Vec<(String, Span)>,
    near_keys: Vec<String>,
}

impl Problems {
    pub(crate) fn add(&mut self, kind: ProblemKind, span: Span) {
        self.found.push((kind, span));
    }

    /// Adds all problems of another collection.
    pub(crate) fn append(&mut self, mut others: Self) {
        self.found.append(&mut others.found);
        self.mentions.append(&mut others.mentions);
        self.near_keys.append(&mut others.near_keys);
    }

    /// Adds a reference to another note, to be resolved once all notes are read.
    pub(crate) fn mention(&mut self, reference: &str, span: Span) {
        self.mentions.push((reference.to_owned(), span));
    }

    /// Whether nothing was found that could not be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Adds an unknown key that is nearly a known one.
    pub(crate) fn add_near_key(&mut self, key: &str) {
        self.near_keys.push(model::key(key));
    }

    /// Takes the unknown keys that are nearly known ones, in the form in which keys are compared, each once.
    pub(crate) fn take_near_keys(&mut self) -> Vec<String> {
        self.near_keys.sort_unstable();
        self.near_keys.dedup();
        std::mem::take(&mut self.near_keys)
    }

    /// The problems and the references with their places, in the text's order.
    pub(crate) fn placed(self, text: &str) -> (Vec<Problem>, Vec<Mention>) {
        if self.found.is_empty() && self.mentions.is_empty() {
            return Default::default();
        }
        // No line after the last place matters, and most places are in the front matter.
        let spans = self.found.iter().map(|(_, span)| span).chain(self.mentions.iter().map(|(_, span)| span));
        let last = spans.map(|span| span.start).max().unwrap_or_default();
        let lines = Text::new(slice(text, ..last));
        let mut problems = Vec::with_capacity(self.found.len());
        for (kind, span) in self.found {
            problems.push(Problem { place: lines.place(span.start), kind, span });
        }
        problems.sort_by_key(|problem| problem.span.start);
        let mut mentions = Vec::with_capacity(self.mentions.len());
        for (reference, span) in self.mentions {
            mentions.push(Mention { place: lines.place(span.start), reference, span });
        }
        (problems, mentions)
    }
}

/// A reference to another note, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The reference as it is written.
    pub reference: String,
    /// Where, in bytes of the note's text.
    pub span: Span,
    /// Where, in lines and columns.
    pub place: Place,
}

impl Mention {
    /// The problem if this reference, in the note at that path, could mean several notes.
    pub(crate) fn ambiguous(&self, path: &str, directory: &Directory<'_>) -> Option<Problem> {
        let Reference::Several(clients) = directory.find(&self.reference, path) else { return None };
        let notes = clients.iter().map(|client| client.path.clone()).collect();
        let kind = ProblemKind::AmbiguousReference { reference: self.reference.clone(), notes };
        Some(Problem { kind, span: self.span.clone(), place: self.place })
    }
}
