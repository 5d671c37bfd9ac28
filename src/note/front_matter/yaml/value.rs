//! A YAML value, borrowed from the text where it is written there as it is.

use std::borrow::Cow;

use serde_yaml::Number;

/// A value; tags are dropped.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Flag(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    /// Keys and values in the order of the text; no key is there twice.
    Mapping(Vec<(Value<'a>, Value<'a>)>),
}

impl<'a> Value<'a> {
    pub(super) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub(super) fn is_absent(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim_start().is_empty(),
            Self::List(items) => items.iter().all(Self::is_absent),
            Self::Mapping(pairs) => pairs.is_empty(),
            Self::Flag(_) | Self::Number(_) => false,
        }
    }

    /// The text of a scalar, or of a link that YAML takes for a list in a list: `[[Harbor Foods]]`.
    pub(super) fn plain(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text.trim())),
            Self::Flag(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::List(_) => self.link().map(|link| Cow::Owned(format!("[[{link}]]"))),
            Self::Null | Self::Mapping(_) => None,
        }
    }

    /// The inside of `[[…]]`.
    pub(super) fn link(&self) -> Option<&str> {
        let Self::List(outer) = self else { return None };
        let [Self::List(inner)] = &outer[..] else { return None };
        let [Self::Text(link)] = &inner[..] else { return None };
        Some(link)
    }

    /// The value for templates and JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match self {
            Self::Null => Json::Null,
            Self::Flag(flag) => Json::Bool(*flag),
            Self::Number(number) => {
                let integer = number.as_i64().map(Json::from).or_else(|| number.as_u64().map(Json::from));
                integer.unwrap_or_else(|| number.as_f64().map_or(Json::Null, Json::from))
            }
            Self::Text(text) => Json::from(&**text),
            Self::List(items) => items.iter().map(Self::json).collect(),
            Self::Mapping(pairs) => {
                let mut object = serde_json::Map::new();
                for (name, value) in pairs {
                    object.insert(name.plain().unwrap_or_default().into_owned(), value.json());
                }
                Json::Object(object)
            }
        }
    }
}

impl From<serde_yaml::Value> for Value<'_> {
    fn from(value: serde_yaml::Value) -> Self {
        use serde_yaml::Value as Yaml;
        match value {
            Yaml::Null => Self::Null,
            Yaml::Bool(flag) => Self::Flag(flag),
            Yaml::Number(number) => Self::Number(number),
            Yaml::String(text) => Self::Text(Cow::Owned(text)),
            Yaml::Sequence(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Yaml::Mapping(pairs) => {
                Self::Mapping(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
            }
            Yaml::Tagged(tagged) => tagged.value.into(),
        }
    }
}
