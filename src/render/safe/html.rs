//! Text from notes in a page for a browser.

use super::address::target;
use super::plain::on_one_line;

/// A text from a note, escaped for HTML: for a text or for an attribute in quotes.
pub(crate) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in on_one_line(text) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A link to a note in HTML, whose path is given from the vault.
pub(crate) fn html_link(path: &str, name: &str, to_vault: &str) -> String {
    format!("<a href=\"{}\">{}</a>", html(&target(&format!("{to_vault}{path}"))), html(name))
}

#[cfg(test)]
mod tests {
    use super::{html, html_link};

    #[test]
    fn text_from_notes_is_no_html() {
        assert_eq!(html("<b title='x'>\n\u{202e}\"&amp;\0"), "&lt;b title=&#39;x&#39;&gt; &quot;&amp;amp; ");
        let link = html_link("a\"b/javascript:x.md", "<i>", "../");
        assert_eq!(link, "<a href=\"../a%22b/javascript%3Ax.md\">&lt;i&gt;</a>");
    }
}
