//! Text from notes, made safe for where it goes: Markdown and HTML, cells of CSV, columns of a terminal.

pub(crate) mod cells;
pub(crate) mod columns;
pub(crate) mod escape;
