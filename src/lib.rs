//! rekindle reads a folder of Markdown client notes and plans whom to get in touch with, why and how.

pub mod source;

pub mod model;

pub mod vault;

pub mod rules;

pub mod agenda;

pub mod render;
