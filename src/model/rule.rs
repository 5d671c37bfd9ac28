//! The names of the rules, as the configuration and the agenda use them.

use serde::Serialize;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A trigger, which puts a client on the agenda, or a piece of advice, which says how to go about it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum Rule {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Rule {
            /// Every rule, triggers first, in the order of the docs.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The rule's name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

rules! {
    /// The rhythm has run out (P02).
    Cadence = "cadence",
    /// Nobody has ever been in touch.
    FirstTouch = "first-touch",
    /// An attempt was not answered: try again (P08).
    Retry = "retry",
    /// Something was promised for a day (P25).
    Promise = "promise",
    /// Part well (P05).
    Farewell = "farewell",
    /// Ask how the work is doing (P14).
    Feedback = "feedback",
    /// A day to write on (P06).
    Occasion = "occasion",
    /// A contact went elsewhere (P12).
    NewJob = "new-job",
    /// A contact is back (P10).
    WelcomeBack = "welcome-back",
    /// Thank whoever sent a client (P28).
    ThankReferrer = "thank-referrer",
    /// Follow up a talk with a few lines (P19).
    FollowUp = "follow-up",
    /// Try another way (P08).
    OtherChannel = "other-channel",
    /// Try someone else there (P09).
    OtherContact = "other-contact",
    /// Silence is normal (P07).
    Patience = "patience",
    /// Know more than one person (P11).
    Coverage = "coverage",
    /// Not the same way every time (P18).
    Variety = "variety",
    /// Give before asking (P15).
    Value = "value",
    /// Ask about their plans (P17).
    Ask = "ask",
    /// Send what they follow (P16).
    Share = "share",
    /// Address why it lapsed (P23, P24).
    Repair = "repair",
    /// Thank them and stay gracious (P05, P31).
    Gracious = "gracious",
    /// Orders are not a relationship (P26).
    OrdersOnly = "orders-only",
}

impl Rule {
    /// The rule with a name; case, dashes and spaces do not matter.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| super::same_key(rule.name(), name))
    }
}
