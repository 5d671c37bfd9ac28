//! A place in a text, shown with its line and underlined; the only user of annotate-snippets.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::safe::plain::{on_one_line, without_controls};
use crate::model::check::Severity;
use crate::text::Place;

/// A place in a file, and the text around it.
#[derive(Debug)]
pub(super) struct SourceExcerpt<'a> {
    /// The line above; none if the message has been shown already.
    pub(super) title: Option<Title<'a>>,
    /// The file.
    pub(super) file: &'a str,
    /// Where the text begins in the file; the place itself if there is no text.
    pub(super) start: Place,
    /// Some lines of the file, and the span to underline in them.
    pub(super) text: Option<(&'a str, Range<usize>)>,
    /// The lines below, in their order.
    pub(super) notes: Vec<(Footnote, &'a str)>,
}

/// The line above an excerpt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Title<'a> {
    pub(super) severity: Severity,
    pub(super) check: &'static str,
    pub(super) message: &'a str,
}

/// What a line below an excerpt is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Footnote {
    Why,
    Help,
}

impl SourceExcerpt<'_> {
    /// With colours.
    pub(super) fn styled(&self) -> String {
        self.render(&Renderer::styled())
    }

    /// Without.
    pub(super) fn plain(&self) -> String {
        self.render(&Renderer::plain())
    }

    /// Renders texts that are safe to print to a terminal.
    fn render(&self, renderer: &Renderer) -> String {
        let file = plain(self.file);
        let message = self.title.map_or_else(String::new, |title| plain(title.message));
        let text = self.text.as_ref().map(|(text, span)| (without_controls(text), span.clone()));
        let notes: Vec<(Footnote, String)> =
            self.notes.iter().map(|(note, text)| (*note, plain(text))).collect();

        let group = match self.title {
            Some(title) => {
                Group::with_title(level(title.severity).primary_title(message.as_str()).id(title.check))
            }
            None => Group::with_level(Level::ERROR),
        };
        let group = match &text {
            Some((text, span)) => group.element(
                Snippet::source(text.as_str())
                    .line_start(self.start.line)
                    .path(file.as_str())
                    .annotation(AnnotationKind::Primary.span(span.clone())),
            ),
            None => group
                .element(Origin::path(file.as_str()).line(self.start.line).char_column(self.start.column)),
        };
        let group = notes.iter().fold(group, |group, (note, text)| {
            group.element(match note {
                Footnote::Why => Level::NOTE.with_name("why").message(text.as_str()),
                Footnote::Help => Level::HELP.message(text.as_str()),
            })
        });
        renderer.render(&[group])
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Opinion => Level::NOTE.with_name("opinion"),
    }
}

fn plain(text: &str) -> String {
    on_one_line(text).collect()
}
