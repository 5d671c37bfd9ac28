//! The names of the checks, as `rekindle check`, the configuration and the agenda use them.

use super::same_key;

macro_rules! checks {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident;)*) => {
        /// Something that can be wrong in a note, between notes, or in the configuration.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Check {
            $($(#[$doc])* $variant,)*
        }

        impl Check {
            /// Every check: what cannot be read first, then what is doubtful in a note, then between notes.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The check's name, a stable code for scripts.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// How bad it is unless the configuration says otherwise.
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)*
                }
            }
        }
    };
}

checks! {
    /// A file or folder cannot be opened or read.
    UnreadableFile = "unreadable-file", Error;
    /// A note is not downloaded.
    NotDownloaded = "not-downloaded", Error;
    /// A note is not UTF-8.
    NotUtf8 = "not-utf-8", Error;
    /// A note has a NUL byte in it.
    NulByte = "nul-byte", Error;
    /// Two versions of a part that git could not merge.
    ConflictMarker = "conflict-marker", Error;
    /// A note is so large that its middle is not read.
    TooLarge = "too-large", Error;
    /// Front matter has no closing line.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// Front matter is not YAML.
    BadYaml = "bad-yaml", Error;
    /// Front matter is larger than people write.
    FrontMatterTooLarge = "front-matter-too-large", Error;
    /// Lists in lists, nested deeper than people write.
    YamlTooDeep = "yaml-too-deep", Error;
    /// A YAML alias, which is not followed.
    YamlAlias = "yaml-alias", Error;
    /// A key is given twice.
    DuplicateKey = "duplicate-key", Error;
    /// A key that looks like a slip of a known one.
    MisspelledKey = "misspelled-key", Warning;
    /// A value of another shape than its key needs.
    UnreadableValue = "unreadable-value", Error;
    /// A word that is not a status.
    UnknownStatus = "unknown-status", Error;
    /// A word that is not a priority.
    UnknownPriority = "unknown-priority", Error;
    /// A length of time that cannot be read.
    UnreadableCadence = "unreadable-cadence", Error;
    /// A date in no known form.
    UnreadableDate = "unreadable-date", Error;
    /// A date that is not in the calendar.
    ImpossibleDate = "impossible-date", Error;
    /// A date that can be read in two ways.
    AmbiguousDate = "ambiguous-date", Error;
    /// A period that ends before it begins.
    ReversedPeriod = "reversed-period", Error;
    /// A reference that matches several notes.
    AmbiguousReference = "ambiguous-reference", Error;
    /// A contact without a name.
    NamelessContact = "nameless-contact", Error;
    /// An occasion without a name or a date.
    IncompleteOccasion = "incomplete-occasion", Error;
    /// A setting that is wrong in some other way.
    BadSetting = "bad-setting", Error;

    /// A copy of a note, left by a sync program.
    SyncCopy = "sync-copy", Warning;
    /// A heading or log item that looks dated and is not read as a touch.
    AlmostADate = "almost-a-date", Warning;
    /// A template's placeholder where a date should be.
    PlaceholderDate = "placeholder-date", Warning;
    /// A note without front matter and without a dated heading.
    NotAClient = "not-a-client", Warning;
    /// `last_contact` is later than anything in the history.
    UnwrittenContact = "unwritten-contact", Warning;
    /// `last_contact` and the history contradict each other.
    ContradictedContact = "contradicted-contact", Warning;
    /// A title names somebody whose name is nearly a contact's.
    MisspelledPerson = "misspelled-person", Warning;
    /// A title uses a first name that several contacts have.
    SharedFirstName = "shared-first-name", Warning;
    /// A contact was in touch while away.
    TouchedWhileAway = "touched-while-away", Warning;
    /// A contact left, and nobody else there has been in touch since.
    UnreplacedContact = "unreplaced-contact", Warning;
    /// The status is older than `since` says.
    LateSince = "late-since", Warning;
    /// A touch that is out of order.
    OutOfOrder = "out-of-order", Warning;
    /// The same touch twice.
    RepeatedTouch = "repeated-touch", Warning;
    /// An owner who is not in the team.
    UnknownOwner = "unknown-owner", Warning;
    /// A pause that ended long ago.
    StalePause = "stale-pause", Opinion;
    /// An absence that ended long ago.
    StaleAbsence = "stale-absence", Opinion;
    /// A cadence that a tag or the status already gives.
    RedundantCadence = "redundant-cadence", Opinion;
    /// A date that is understood, but not written in ISO form.
    OtherDateForm = "other-date-form", Opinion;

    /// Two clients with one name or alias.
    SharedName = "shared-name", Warning;
    /// A reference to no note.
    DanglingReference = "dangling-reference", Warning;
    /// An agenda that does not match the notes of today.
    StaleAgenda = "stale-agenda", Error;
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something could not be read, and does not count until it is fixed.
    Error,
    /// Something is probably not read as it was meant.
    Warning,
    /// Something could be simpler; reported only on request.
    Opinion,
}

impl Severity {
    /// The severity's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Opinion => "opinion",
        }
    }
}

impl Check {
    /// The check with a name; case, dashes and spaces do not matter.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|check| same_key(check.name(), name))
    }
}
