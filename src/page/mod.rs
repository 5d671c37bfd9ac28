//! The agenda as a form: what the user ticked and wrote on a page that was written for them.
//!
//! A page ends with a line that has a mark for each line that rekindle wrote. Whatever else is on the
//! page is the user's, and stays theirs until it is logged.

pub mod chunks;
mod marks;
pub mod overwrite;
pub mod region;
mod renewed;

use std::borrow::Cow;

use marks::Marks;
pub use renewed::Renewed;

/// How a page of the built-in template begins.
pub const TITLE: &str = "# Agenda for ";

/// What the user did to a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The entries that were ticked, or have words of the user's, in the page's order.
    pub entries: Vec<Filled>,
    /// Lines of the user's that do not belong to an entry.
    pub loose: Vec<String>,
    /// Whether the user's changes can be recognised; otherwise only ticks are sure.
    pub is_legible: bool,
}

/// An entry that the user did something to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The line as it was written, not ticked.
    pub line: String,
    /// Where its link leads, as it is written.
    pub target: String,
    /// Whether it is ticked.
    pub is_ticked: bool,
    /// The user's words: on its line, then below it.
    pub words: Vec<String>,
    /// Tasks below it that were ticked, as they were written.
    pub tasks: Vec<String>,
}

/// The heading above what is kept of entries that are no longer on the page.
const KEPT: &str = "## Not logged yet";

/// The heading above lines of the user's that do not belong to an entry.
const LOOSE: &str = "## Your own lines";

impl Form {
    /// Whether the user changed nothing that has to be kept.
    pub fn is_blank(&self) -> bool {
        self.entries.is_empty() && self.loose.is_empty()
    }
}

/// A page with the line that tells what was written by rekindle. What has neither a title nor tasks, by a
/// template of the user's own, may be anything, and stays as it is.
pub fn signed(page: &str) -> String {
    let mut chunks = vec![page.to_owned()];
    sign(&mut chunks);
    chunks.concat()
}

/// Signs a page that is given in chunks of whole lines.
pub fn sign(chunks: &mut Vec<String>) {
    let lines = || chunks.iter().flat_map(|chunk| chunk.lines());
    let has_title = chunks.first().is_some_and(|chunk| chunk.starts_with('#'));
    if !has_title && !lines().any(|line| task(line).is_some()) {
        return;
    }
    let marks = Marks::of(lines());
    while let Some(last) = chunks.last_mut() {
        last.truncate(last.trim_end().len());
        if !last.is_empty() {
            break;
        }
        chunks.pop();
    }
    chunks.push(format!("\n\n{marks}\n"));
}

/// Reads what the user did to a page.
pub fn read(page: &str) -> Form {
    let marks = page.lines().rev().find_map(Marks::read);
    let is_legible = match &marks {
        Some(marks) => marks.fit(page),
        None => !page.lines().any(|line| task(line).is_some()),
    };
    let mut reader = FormReader {
        marks: marks.filter(|_| is_legible),
        form: Form { is_legible, ..Form::default() },
        open: None,
    };
    for line in page.lines().filter(|line| Marks::read(line).is_none()) {
        reader.line(line.trim_end());
    }
    reader.close();
    reader.form
}

/// Carries over to a new page, which is signed, what is not logged yet; says how much there is of it.
pub fn carried(page: &str, form: &Form) -> (String, usize) {
    let count = form.entries.len() + usize::from(!form.loose.is_empty());
    if count == 0 {
        return (page.to_owned(), 0);
    }
    let mut left: Vec<&Filled> = form.entries.iter().collect();
    let (mut lines, mut written): (Vec<String>, Vec<String>) = Default::default();
    let mut pending: Vec<String> = Vec::new();
    let mut tasks: Vec<String> = Vec::new();
    for line in page.lines().filter(|line| Marks::read(line).is_none()) {
        written.push(line.to_owned());
        let is_within = line.starts_with([' ', '\t']);
        if !is_within {
            lines.append(&mut pending);
        }
        let filled = task(line).filter(|_| !is_within).and_then(|_| target(line));
        if let Some(at) = filled.and_then(|target| left.iter().position(|one| one.target == target)) {
            let one = left.remove(at);
            lines.push(if one.is_ticked { ticked(line) } else { line.to_owned() });
            pending.clone_from(&one.words);
            tasks.clone_from(&one.tasks);
        } else if is_within && tasks.iter().any(|task| task == line) {
            lines.push(ticked(line));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.append(&mut pending);
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if !left.is_empty() {
        lines.extend([String::new(), KEPT.to_owned(), String::new()]);
        written.push(KEPT.to_owned());
        for one in left {
            written.push(one.line.clone());
            written.extend(one.tasks.iter().cloned());
            lines.push(if one.is_ticked { ticked(&one.line) } else { one.line.clone() });
            lines.extend(one.tasks.iter().map(|task| ticked(task)));
            lines.extend(one.words.iter().cloned());
        }
    }
    if !form.loose.is_empty() {
        lines.extend([String::new(), LOOSE.to_owned(), String::new()]);
        written.push(LOOSE.to_owned());
        lines.extend(form.loose.iter().cloned());
    }
    let marks = Marks::of(written.iter().map(String::as_str));
    (format!("{}\n\n{marks}\n", lines.join("\n")), count)
}

struct FormReader {
    /// None if the user's changes to the page cannot be recognised.
    marks: Option<Marks>,
    form: Form,
    open: Option<Filled>,
}

impl FormReader {
    fn line(&mut self, line: &str) {
        let plain = unticked(line);
        let is_written = self.marks.as_ref().is_none_or(|marks| marks.have(&plain));
        let is_within = line.starts_with([' ', '\t']);
        if let Some(done) = task(line).filter(|_| !is_within)
            && let Some(target) = target(line)
        {
            self.close();
            let (line, words) = self.cut(&plain, is_written);
            let words = words.into_iter().collect();
            self.open =
                Some(Filled { line, target: target.to_owned(), is_ticked: done, words, tasks: Vec::new() });
        } else if let Some(open) = self.open.as_mut().filter(|_| is_within) {
            if !is_written {
                open.words.push(line.to_owned());
            } else if task(line) == Some(true) {
                open.tasks.push(plain.into_owned());
            }
        } else if line.is_empty() {
            // A blank line may separate the words below an entry; it is not kept.
        } else {
            self.close();
            if !is_written {
                self.form.loose.push(line.to_owned());
            }
        }
    }

    /// An entry's line as it was written, and what the user wrote after it.
    fn cut(&self, line: &str, is_written: bool) -> (String, Option<String>) {
        let Some(marks) = self.marks.as_ref().filter(|_| !is_written) else { return (line.to_owned(), None) };
        let ends = line.match_indices(' ').map(|(at, _)| at).rev();
        let written = ends.filter_map(|at| line.split_at_checked(at)).find(|(before, _)| marks.have(before));
        // An entry that the user added: its link, and what they wrote about it.
        let (before, after) = written.unwrap_or_else(|| line.split_at(end_of_link(line)));
        let words = after.trim_matches([' ', ':', ',', '–', '—', '-']);
        (before.to_owned(), (!words.is_empty()).then(|| format!("  {words}")))
    }

    fn close(&mut self) {
        let open = self.open.take();
        let filled = open.filter(|one| one.is_ticked || !one.words.is_empty() || !one.tasks.is_empty());
        self.form.entries.extend(filled);
    }
}

/// Whether a line is a task, and done.
fn task(line: &str) -> Option<bool> {
    let after = line.trim_start().strip_prefix(['-', '*', '+'])?.trim_start();
    let (state, _) = after.strip_prefix('[')?.split_once(']')?;
    match state {
        " " => Some(false),
        "x" | "X" => Some(true),
        _ => None,
    }
}

fn unticked(line: &str) -> Cow<'_, str> {
    if task(line) == Some(true) {
        line.replacen("[x]", "[ ]", 1).replacen("[X]", "[ ]", 1).into()
    } else {
        line.into()
    }
}

fn ticked(line: &str) -> String {
    if task(line) == Some(false) { line.replacen("[ ]", "[x]", 1) } else { line.to_owned() }
}

/// The first link of a line, as it is written.
fn target(line: &str) -> Option<&str> {
    let end = end_of_link(line);
    let start = line.split_once(']')?.0.len() + 1;
    line.get(start..end).map(str::trim_start).filter(|link| link.starts_with('['))
}

/// The end of the first link after the box of a task; the end of the line if there is none.
fn end_of_link(line: &str) -> usize {
    let start = line.find(']').map_or(0, |at| at + 1);
    let rest = &line[start..];
    let end = if rest.trim_start().starts_with("[[") {
        rest.find("]]").map(|at| at + 2)
    } else {
        rest.find("](").and_then(|at| Some(at + rest.get(at..)?.find(')')? + 1))
    };
    end.map_or(line.len(), |end| start + end)
}

#[cfg(test)]
mod tests;
