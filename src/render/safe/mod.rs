//! Text from notes, made safe for where it goes: Markdown and HTML, addresses, cells of CSV, lines and columns of a
//! terminal.

pub(crate) mod address;
pub(crate) mod cells;
pub(crate) mod columns;
pub(crate) mod escape;
pub(crate) mod html;
pub(crate) mod plain;
