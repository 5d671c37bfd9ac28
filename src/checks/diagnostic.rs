//! What a check found: first with a span, then with the lines that people see.

use crate::model::check::{Check, Severity};
use crate::text::{Edit, Place, Span, Text};

/// Something wrong, where it is and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The check that found it.
    pub check: Check,
    /// How bad it is.
    pub severity: Severity,
    /// The file, as a path from the vault with `/`.
    pub path: String,
    /// Where, in bytes of the text.
    pub span: Span,
    /// Where it begins.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
    /// The lines it is on; none if there is nothing to show.
    pub excerpt: Option<Excerpt>,
    /// What is wrong, without a full stop.
    pub message: String,
    /// How to mend it, with the corrected text where there is one.
    pub help: Option<String>,
    /// The change that mends it, if one is known.
    pub mend: Option<Mend>,
}

/// Whole lines of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The lines.
    pub text: String,
    /// The part to underline, in bytes of the lines.
    pub span: Span,
}

/// A change that mends something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The change.
    pub edit: Edit,
    /// Whether there is no other right answer, so that nobody has to be asked.
    pub is_sure: bool,
}

/// What a check found, in bytes of the note's text.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    span: Span,
    message: String,
    help: Option<String>,
    mend: Option<Mend>,
}

impl Diagnostic {
    /// The order in which they are reported: by file, by place, then by check.
    pub(crate) fn rank(&self) -> (&str, usize, Check, usize) {
        (&self.path, self.span.start, self.check, self.span.end)
    }
}

impl Finding {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None, mend: None }
    }

    /// Moves it to another span.
    pub(crate) fn moved(self, span: Span) -> Self {
        Self { span, ..self }
    }

    /// Says how to mend it.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Adds a change that is the only right answer; the help becomes the corrected line, unless help is added later.
    pub(crate) fn mended(self, edit: Edit) -> Self {
        Self { mend: Some(Mend { edit, is_sure: true }), help: None, ..self }
    }

    /// Adds a change that is probably right; the help becomes the corrected line likewise.
    pub(crate) fn suggested(self, edit: Edit) -> Self {
        Self { mend: Some(Mend { edit, is_sure: false }), help: None, ..self }
    }
}

/// Adds lines and columns of one file to findings in it.
pub(crate) struct Locator<'a> {
    path: &'a str,
    text: Text<'a>,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text: Text::new(text) }
    }

    /// The finding with its lines and columns.
    pub(crate) fn locate(&self, check: Check, severity: Severity, finding: Finding) -> Diagnostic {
        let Finding { span, message, help, mend } = finding;
        let (start, end) = (self.text.place(span.start), self.text.place(span.end));
        let corrected = mend.as_ref().and_then(|mend| corrected_line(self.text.as_str(), &mend.edit));
        let help = help.or_else(|| corrected.map(|line| format!("write “{line}”")));
        // A finding about the whole file has no line.
        let excerpt = excerpt(self.text.as_str(), &span).filter(|_| span != (0..0));
        let path = self.path.to_owned();
        Diagnostic { check, severity, path, span, start, end, excerpt, message, help, mend }
    }
}

/// In bytes; in a longer line nobody would find anything, so it is not shown.
const LONGEST_LINE: usize = 2000;

/// The most lines of an excerpt.
const MOST_LINES: usize = 4;

/// The lines that a span is on.
fn excerpt(text: &str, span: &Span) -> Option<Excerpt> {
    let first = text.get(..span.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    // People do not see a byte order mark.
    let first = if first == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { first };
    let meant = text.get(span.clone())?;
    let meant = meant.split_inclusive('\n').take(MOST_LINES).map(str::len).sum::<usize>();
    let meant = text.get(span.start..span.start + meant)?.trim_end().len();
    let end = span.start + meant;
    let last = end + text.get(end..)?.find('\n').unwrap_or(text.len() - end);
    let lines = text.get(first..last)?.trim_end();
    let within = span.start.checked_sub(first)?..end - first;
    (!lines.is_empty() && lines.len() <= LONGEST_LINE).then(|| Excerpt {
        text: lines.to_owned(),
        span: within.start.min(lines.len())..within.end.min(lines.len()),
    })
}

/// The line after a change within it.
fn corrected_line(text: &str, edit: &Edit) -> Option<String> {
    let old = text.get(edit.span.clone())?;
    if edit.text.is_empty() || old.contains('\n') || edit.text.contains('\n') {
        return None;
    }
    let first = text.get(..edit.span.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let before = text.get(first..edit.span.start)?;
    let after = text.get(edit.span.end..)?.lines().next().unwrap_or_default();
    let line = format!("{before}{}{after}", edit.text);
    (line.len() <= LONGEST_LINE).then(|| line.trim_matches(['\u{feff}', ' ', '\t', '\r']).to_owned())
}
