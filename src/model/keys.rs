//! The keys of front matter and of the configuration, each with its name in the contract and its synonyms.

/// Defines the keys of a mapping by a table, so that the compiler asks for what is missing where one is added.
macro_rules! keys {
    ($(#[$meta:meta])* $keys:ident { $($variant:ident: $name:literal $(| $synonym:literal)*,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $keys {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl $keys {
            /// All of them, in the contract's order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The contract's name, then its synonyms.
            pub const fn names(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &[$name $(, $synonym)*],)*
                }
            }

            /// The contract's name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

keys! {
    /// A key of a client's front matter.
    Key {
        Name: "name" | "title",
        Aliases: "aliases" | "alias",
        Status: "status",
        DoNotContact: "do_not_contact",
        Since: "since",
        Cadence: "cadence" | "frequency" | "contact_cadence" | "contact_frequency" | "cadence_days" | "contact_interval_days",
        Priority: "priority",
        Owner: "owner",
        Tags: "tags",
        Contacts: "contacts" | "people",
        Interests: "interests" | "topics",
        ReferredBy: "referred_by" | "introduced_by",
        Cause: "cause",
        Pause: "pause" | "snooze" | "snooze_until",
        Delivered: "delivered",
        Occasions: "occasions",
        Birthday: "birthday" | "birthdate" | "bday",
        LastContact: "last_contact" | "last_contacted" | "last_touch" | "last_chat",
    }
}

keys! {
    /// A key of a contact.
    ContactKey {
        Name: "name",
        Aliases: "aliases" | "alias",
        Role: "role",
        Email: "email",
        Phone: "phone",
        Birthday: "birthday" | "birthdate" | "bday",
        Cadence: "cadence",
        Owner: "owner",
        Primary: "primary",
        Away: "away",
        Left: "left",
        NowAt: "now_at",
    }
}

keys! {
    /// A key of the configuration.
    SettingKey {
        Owner: "owner",
        Timezone: "timezone",
        Agenda: "agenda",
        Template: "template",
        Days: "days",
        Capacity: "capacity",
        Reserve: "reserve",
        Links: "links",
        Notes: "notes",
        Ignore: "ignore",
        Where: "where",
        DateOrder: "date_order",
        LogSections: "log_sections",
        Words: "words",
        OwnKeys: "own_keys",
        Cadence: "cadence",
        Tags: "tags",
        Retry: "retry",
        Farewell: "farewell",
        Feedback: "feedback",
        FollowUp: "follow_up",
        BirthdayLead: "birthday_lead",
        Rules: "rules",
        Checks: "checks",
        Occasions: "occasions",
        Team: "team",
    }
}
