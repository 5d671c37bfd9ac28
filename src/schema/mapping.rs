//! Mappings whose keys may be spelled in many ways.

use serde_json::{Map, Value, json};

use super::spelling::any_spelling;

/// A key of a mapping, what may stand behind it, and what an editor shows beside it.
pub(super) struct SchemaKey {
    /// Its name, then its synonyms.
    pub(super) names: &'static [&'static str],
    /// The name of a definition.
    pub(super) kind: &'static str,
    /// What it is, in words.
    pub(super) description: &'static str,
    /// What holds without it; null if nothing does.
    pub(super) default: Value,
}

/// The name of the definition of a key's value, and what it is in words.
pub(super) type Said = (&'static str, &'static str);

impl SchemaKey {
    pub(super) const fn new(
        names: &'static [&'static str],
        kind: &'static str,
        description: &'static str,
    ) -> Self {
        Self { names, kind, description, default: Value::Null }
    }

    /// A key that a reader knows by these names.
    pub(super) const fn said(names: &'static [&'static str], (kind, description): Said) -> Self {
        Self::new(names, kind, description)
    }
}

/// What a definition means: `is("date")`.
pub(super) fn is(kind: &str) -> Value {
    json!({"$ref": format!("#/definitions/{kind}")})
}

/// A mapping that stands at a place of the schema. An editor offers the names, and every other
/// spelling means the same.
pub(super) fn mapping(
    title: &str,
    place: &str,
    keys: impl IntoIterator<Item = SchemaKey>,
) -> Map<String, Value> {
    let (mut properties, mut spellings) = (Map::new(), Map::new());
    for key in keys {
        let Some((name, synonyms)) = key.names.split_first() else { continue };
        let same = json!({"$ref": format!("{place}/properties/{name}")});
        for synonym in synonyms {
            let known = json!({"doNotSuggest": true, "allOf": [same]});
            properties.insert((*synonym).to_owned(), known);
        }
        spellings.insert(any_spelling(key.names), same);
        properties.insert((*name).to_owned(), described(key.kind, key.description, key.default));
    }
    object(title, properties, spellings)
}

/// A mapping from some of these names, or words for them, to values of a kind, and from no others;
/// with what is said of each name, and what holds without it.
pub(super) fn from_each<'a>(
    title: &str,
    names: impl IntoIterator<Item = &'a str>,
    synonyms: &[&'a str],
    kind: &'static str,
    said: impl Fn(&str) -> (String, Value),
) -> Map<String, Value> {
    let mut names: Vec<&str> = names.into_iter().collect();
    let property = |name: &&str| {
        let (description, default) = said(name);
        ((*name).to_owned(), described(kind, &description, default))
    };
    let properties = names.iter().map(property).collect();
    names.extend(synonyms);
    let spellings = Map::from_iter([(any_spelling(&names), is(kind))]);
    closed(object(title, properties, spellings))
}

/// The same, without other keys.
pub(super) fn closed(mut mapping: Map<String, Value>) -> Map<String, Value> {
    mapping.insert("additionalProperties".to_owned(), false.into());
    mapping
}

/// The same, with keys that have to be there, in any spelling.
pub(super) fn with_required(mut mapping: Map<String, Value>, names: &[&str]) -> Map<String, Value> {
    let is_there = |name: &&str| {
        let is_missing = json!({"propertyNames": {"not": {"pattern": any_spelling(&[name])}}});
        json!({"anyOf": [{"required": [name]}, {"not": is_missing}]})
    };
    mapping.insert("allOf".to_owned(), names.iter().map(is_there).collect());
    mapping
}

fn object(title: &str, properties: Map<String, Value>, spellings: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([
        ("title".to_owned(), title.into()),
        ("type".to_owned(), "object".into()),
        ("properties".to_owned(), properties.into()),
        ("patternProperties".to_owned(), spellings.into()),
    ])
}

/// A definition with words of its own; beside a bare `$ref` they would not count.
fn described(kind: &str, description: &str, default: Value) -> Value {
    let mut property = json!({"description": description, "allOf": [is(kind)]});
    if !default.is_null() {
        property["default"] = default;
    }
    property
}
