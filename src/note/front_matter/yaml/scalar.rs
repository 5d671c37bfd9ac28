//! Writes texts as YAML scalars; nothing else in the crate does.

/// A text as the value of a key, quoted unless YAML surely reads it as text without quotes.
pub(crate) fn scalar(text: &str) -> String {
    const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let is_plain = text.chars().next().is_none_or(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || " -_.'&()/+@".contains(c))
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { double_quoted(text) }
}

/// A text as an item of a list in brackets, quoted if any of its characters may have a meaning there.
///
/// Numbers and dates stay without quotes, as people write them.
pub(crate) fn item(text: &str) -> String {
    let is_special = text.contains(|c| "[]{},:#\"'&*!|>%@`\\".contains(c)) || text.starts_with(['-', '?']);
    if is_special { double_quoted(text) } else { text.to_owned() }
}

/// A text in double quotes.
pub(crate) fn double_quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text, '"'))
}

/// A text in single quotes.
pub(crate) fn single_quoted(text: &str) -> String {
    format!("'{}'", escaped(text, '\''))
}

/// A text of one line, escaped for use between quotes of that kind.
pub(crate) fn escaped(text: &str, quote: char) -> String {
    match quote {
        '"' => text.replace('\\', "\\\\").replace('"', "\\\""),
        _ => text.replace('\'', "''"),
    }
}

#[cfg(test)]
mod tests {
    use super::{double_quoted, item, scalar, single_quoted};
    use crate::note::front_matter::yaml::Document;
    use crate::note::problem::Problems;

    #[test]
    fn texts_are_quoted_where_yaml_needs_it() {
        // The text, as a value, and as an item.
        let cases = [
            ("Harbor Foods", "Harbor Foods", "Harbor Foods"),
            ("Kessel & Sons", "Kessel & Sons", "\"Kessel & Sons\""),
            ("A: B", "\"A: B\"", "\"A: B\""),
            ("@home", "\"@home\"", "\"@home\""),
            ("2026", "\"2026\"", "2026"),
            ("No", "\"No\"", "No"),
            ("\"Q\"", "\"\\\"Q\\\"\"", "\"\\\"Q\\\"\""),
            ("- x", "\"- x\"", "\"- x\""),
            ("", "", ""),
        ];
        for (text, as_value, as_item) in cases {
            assert_eq!((scalar(text).as_str(), item(text).as_str()), (as_value, as_item));
        }
    }

    #[test]
    fn written_scalars_are_read_back() {
        for text in
            ["x", "it's", "say \"hi\"", "a: b", "# a", "[a, b]", "a\\b", "- ü", "yes", "+4930", "{", "a, b"]
        {
            let source = format!(
                "a: {}\nb: [{}]\nc: {}\nd: {}\n",
                scalar(text),
                item(text),
                double_quoted(text),
                single_quoted(text)
            );
            let document = Document::read(&source, 0..source.len(), &mut Problems::default());
            let mut read = Vec::new();
            for field in document.fields() {
                read.extend(field.items().filter_map(|item| Some(item.text()?.into_owned())));
            }
            assert_eq!(read, [text; 4], "{source}");
        }
    }
}
