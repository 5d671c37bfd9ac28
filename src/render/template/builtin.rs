//! The templates that come with rekindle, to use as they are or to start from.

use super::Template;

/// A template that comes with rekindle.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// Its name, which is its path from a folder of templates.
    pub name: &'static str,
    /// What it makes.
    pub about: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The template of the agenda.
pub(in crate::render) const AGENDA: BuiltIn = BuiltIn {
    name: "agenda.md",
    about: "The agenda, as “rekindle agenda” writes it",
    text: include_str!("../templates/agenda.md"),
};

/// The template of the page for a browser.
pub(in crate::render) const PAGE: BuiltIn = BuiltIn {
    name: "agenda.html",
    about: "The page for a browser, as “rekindle agenda --format html” writes it",
    text: include_str!("../templates/agenda.html"),
};

macro_rules! built_ins {
    ($($name:literal, $about:literal;)*) => {
        &[AGENDA, PAGE, $(BuiltIn {
            name: concat!("drafts/", $name, ".txt"),
            about: $about,
            text: include_str!(concat!("../templates/drafts/", $name, ".txt")),
        },)*]
    };
}

/// All of them, in the order in which they are listed.
pub const BUILT_INS: &[BuiltIn] = built_ins! {
    "cadence.email", "An e-mail to keep in touch";
    "cadence.prospect.email", "An e-mail to keep in touch, to a prospect";
    "cadence.inactive.email", "An e-mail to keep in touch, to an inactive client";
    "cadence.former.email", "An e-mail to keep in touch, to a former client";
    "cadence.lost.email", "An e-mail to keep in touch, to a lost client";
    "cadence.declined.email", "An e-mail to keep in touch, to somebody whom we turned away";
    "cadence.partner.email", "An e-mail to keep in touch, to a partner";
    "cadence.voicemail", "A voicemail to keep in touch";
    "cadence.message", "A short message to keep in touch";
    "cadence.card", "A card to keep in touch";
    "first-touch.email", "An e-mail to say hello for the first time";
    "first-touch.prospect.email", "An e-mail to say hello for the first time, to a prospect";
    "first-touch.voicemail", "A voicemail to say hello for the first time";
    "first-touch.message", "A short message to say hello for the first time";
    "first-touch.card", "A card to say hello for the first time";
    "retry.email", "An e-mail to try again";
    "retry.voicemail", "A voicemail to try again";
    "retry.message", "A short message to try again";
    "promise.email", "An e-mail with what was promised";
    "promise.voicemail", "A voicemail with what was promised";
    "promise.message", "A short message with what was promised";
    "farewell.email", "An e-mail to part well";
    "farewell.lost.email", "An e-mail to part well, to a lost client";
    "farewell.declined.email", "An e-mail to part well, to somebody whom we turned away";
    "farewell.card", "A card to part well";
    "farewell.voicemail", "A voicemail to part well";
    "farewell.message", "A short message to part well";
    "feedback.email", "An e-mail to ask how it is working out";
    "feedback.voicemail", "A voicemail to ask how it is working out";
    "feedback.message", "A short message to ask how it is working out";
    "occasion.card", "A card for a birthday or another day";
    "occasion.email", "An e-mail for a birthday or another day";
    "occasion.message", "A short message for a birthday or another day";
    "occasion.voicemail", "A voicemail for a birthday or another day";
    "new-job.email", "An e-mail to somebody who went elsewhere";
    "new-job.card", "A card to somebody who went elsewhere";
    "new-job.voicemail", "A voicemail to somebody who went elsewhere";
    "new-job.message", "A short message to somebody who went elsewhere";
    "welcome-back.email", "An e-mail to somebody who is back";
    "welcome-back.card", "A card to somebody who is back";
    "welcome-back.voicemail", "A voicemail to somebody who is back";
    "welcome-back.message", "A short message to somebody who is back";
    "thank-referrer.email", "An e-mail to thank for a client";
    "thank-referrer.card", "A card to thank for a client";
    "thank-referrer.voicemail", "A voicemail to thank for a client";
    "thank-referrer.message", "A short message to thank for a client";
    "follow-up.email", "An e-mail after a talk";
    "follow-up.message", "A short message after a talk";
};

impl BuiltIn {
    pub(in crate::render) const fn template(&self) -> Template<'_> {
        Template { name: self.name, text: self.text }
    }
}
