//! Unknown keys that look like a slip of a known one.

use super::fields::Fields;
use super::yaml::Field;
use super::{CLIENT_KEYS, CONTACT_KEYS, KeyIndex};
use crate::date::{DateContext, whole};
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::keys::{ContactKey, Key};
use crate::model::same_key;
use crate::note::problem::{ProblemKind, Problems};

impl Fields<'_> {
    /// Reports an unknown key of a client if it looks like a slip; `all` are the keys beside it.
    pub(super) fn report_slip<'f>(&mut self, field: &Field<'_>, all: impl Iterator<Item = Field<'f>>) {
        self.report_near(&CLIENT_KEYS, field, all, |fields, key| match key {
            Key::DoNotContact => field.flag().is_some(),
            Key::Name
            | Key::Aliases
            | Key::Owner
            | Key::Contacts
            | Key::Interests
            | Key::ReferredBy
            | Key::Cause
                if !is_wording(field) =>
            {
                false
            }
            key => {
                fields.assign(&mut Client::default(), key, field);
                true
            }
        });
    }

    /// The same for a key of a contact.
    pub(super) fn report_slip_in_contact<'f>(
        &mut self,
        field: &Field<'_>,
        all: impl Iterator<Item = Field<'f>>,
    ) {
        let has = |is: fn(&u8) -> bool| field.text().is_some_and(|text| text.as_bytes().iter().any(is));
        self.report_near(&CONTACT_KEYS, field, all, |fields, key| match key {
            ContactKey::Email => has(|byte| *byte == b'@'),
            ContactKey::Phone => has(u8::is_ascii_digit),
            ContactKey::Name
            | ContactKey::Aliases
            | ContactKey::Role
            | ContactKey::Owner
            | ContactKey::NowAt
                if !is_wording(field) =>
            {
                false
            }
            key => {
                fields.assign_to_contact(&mut Contact::default(), key, field);
                true
            }
        });
    }

    fn report_near<'f, K: Copy + PartialEq>(
        &mut self,
        index: &KeyIndex<K>,
        field: &Field<'_>,
        mut all: impl Iterator<Item = Field<'f>>,
        suits: impl FnOnce(&mut Fields<'_>, K) -> bool,
    ) {
        let name = field.name();
        let Some((meant, key)) = index.nearest(name) else { return };
        if self.own_keys.iter().any(|own| same_key(own, name)) {
            return;
        }
        self.problems.add_near_key(name);
        let mut tried = Problems::default();
        let mut trial = Fields { order: self.order, own_keys: self.own_keys, problems: &mut tried };
        if suits(&mut trial, key) && tried.is_empty() {
            let is_given = all.any(|other| index.find(other.name()).is_some_and(|(other, _)| other == key));
            let is_certain = !is_given && index.is_typing_error(name, key);
            let kind = ProblemKind::MisspelledKey { key: name.to_owned(), meant, is_certain };
            self.problems.add(kind, field.key_span());
        }
    }
}

/// Whether a value is made of words or names, rather than of numbers, dates, addresses or answers.
fn is_wording(field: &Field<'_>) -> bool {
    field.items().all(|item| {
        item.text().is_none_or(|text| {
            text.contains(char::is_alphabetic)
                && !text.contains("://")
                && !text.contains('@')
                && item.flag().is_none()
                && whole(&text, DateContext::default()).is_none()
        })
    })
}
