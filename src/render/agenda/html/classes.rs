//! What the filters of the page choose clients by: a short class for each status, owner and tag.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::status::Status;

/// The classes of all owners and tags there are.
#[derive(Debug, Default)]
pub(super) struct Classes {
    owners: BTreeMap<Box<str>, String>,
    tags: BTreeMap<Box<str>, String>,
}

/// What can be chosen, and the class of those who have it.
#[derive(Debug, Serialize)]
pub(super) struct Choice {
    name: Box<str>,
    class: String,
}

impl Classes {
    pub(super) fn new<'a>(
        owners: impl Iterator<Item = &'a str>,
        tags: impl Iterator<Item = &'a str>,
    ) -> Self {
        Self { owners: numbered('o', owners), tags: numbered('t', tags) }
    }

    pub(super) fn owners(&self) -> Vec<Choice> {
        choices(&self.owners)
    }

    pub(super) fn tags(&self) -> Vec<Choice> {
        choices(&self.tags)
    }

    /// The classes of a client, as in an attribute.
    pub(super) fn of(&self, status: Status, owner: Option<&str>, tags: &[String]) -> String {
        let mut classes = class_of(status);
        let owner = owner.and_then(|owner| self.owners.get(owner));
        for class in owner.into_iter().chain(tags.iter().filter_map(|tag| self.tags.get(tag.as_str()))) {
            classes.push(' ');
            classes.push_str(class);
        }
        classes
    }
}

/// The class of a status.
pub(super) fn class_of(status: Status) -> String {
    let place = Status::ALL.iter().position(|one| *one == status);
    format!("s{}", place.unwrap_or(Status::ALL.len()))
}

/// Names, each once, with a letter and their place in the alphabet.
fn numbered<'a>(letter: char, names: impl Iterator<Item = &'a str>) -> BTreeMap<Box<str>, String> {
    let mut classes: BTreeMap<Box<str>, String> = BTreeMap::new();
    for name in names {
        if !classes.contains_key(name) {
            classes.insert(name.into(), String::new());
        }
    }
    for (at, class) in classes.values_mut().enumerate() {
        *class = format!("{letter}{at}");
    }
    classes
}

fn choices(classes: &BTreeMap<Box<str>, String>) -> Vec<Choice> {
    let choices = classes.iter().map(|(name, class)| Choice { name: name.clone(), class: class.clone() });
    choices.collect()
}

#[cfg(test)]
mod tests {
    use super::Classes;
    use crate::model::status::Status;

    #[test]
    fn a_client_has_a_class_for_all_that_can_be_chosen() {
        let classes = Classes::new(["Kim", "Ann", "Kim"].into_iter(), ["b c", "a"].into_iter());
        let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert_eq!(classes.of(Status::Active, Some("Kim"), &tags(&["b c", "a"])), "s1 o1 t1 t0");
        // What nobody in the garden has cannot be chosen.
        assert_eq!(classes.of(Status::Closed, Some("Lee"), &tags(&["x"])), "s7");
        assert_eq!(classes.of(Status::Prospect, None, &[]), "s0");
    }
}
