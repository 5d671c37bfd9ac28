//! A list whose items become values of the template only when it asks for them, one at a time.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value};
use serde::{Serialize, Serializer};

/// A list for a template. It can be large: only the item that is being rendered is there as a value.
#[derive(Debug, Clone)]
pub(in crate::render) struct LazyList(Value);

/// An item of a [`LazyList`].
pub(in crate::render) struct LazyItem(Value);

impl LazyItem {
    pub(in crate::render) fn new(item: impl Serialize) -> Self {
        Self(Value::from(Serde(item)))
    }
}

impl LazyList {
    /// A list of so many items, each made from its place in the list.
    pub(in crate::render) fn new(
        length: usize,
        item: impl Fn(usize) -> Option<LazyItem> + Send + Sync + 'static,
    ) -> Self {
        Self(Value::from_object(List { length, item: Box::new(item) }))
    }
}

impl Serialize for LazyList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

struct List {
    length: usize,
    item: Box<dyn Fn(usize) -> Option<LazyItem> + Send + Sync>,
}

impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List").field("length", &self.length).finish_non_exhaustive()
    }
}

impl Object for List {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        (self.item)(key.as_usize()?).map(|item| item.0)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.length)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{LazyItem, LazyList};
    use crate::model::settings::LinkStyle;
    use crate::render::template::Template;

    #[test]
    fn a_list_made_on_demand_is_a_list() {
        #[derive(Serialize)]
        struct Data {
            list: LazyList,
        }
        let list = || LazyList::new(3, |at| (at < 3).then(|| LazyItem::new(format!("<{at}>"))));
        let cases = [
            (
                "{{ list | length }} {{ list[1] }} {{ list[-1] }} {{ list[7] | default('-') }}",
                "3 &lt;1&gt; &lt;2&gt; -",
            ),
            (
                "{% for one in list %}{{ one }}{{ ', ' if not loop.last }}{% endfor %}",
                "&lt;0&gt;, &lt;1&gt;, &lt;2&gt;",
            ),
            ("{{ list | join('') | length }}{% if list %}!{% endif %}", "9!"),
        ];
        for (text, expected) in cases {
            let template = Template { name: "a.html", text };
            assert_eq!(
                template.render(Data { list: list() }, LinkStyle::Markdown, "").unwrap(),
                expected,
                "{text}"
            );
        }
    }
}
