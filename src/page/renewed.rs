//! A new agenda in the place of the old one, with what the user ticked and wrote there.

use super::{carried, read, region, sign};

/// The text of an agenda file with a new agenda in it.
#[derive(Debug)]
pub struct Renewed {
    /// Its text, in chunks.
    pub chunks: Vec<String>,
    /// In how many places something of the user's is kept.
    pub kept: usize,
    /// Whether it is known what the user did to the old page.
    pub is_legible: bool,
    /// Whether only a region of the file is the agenda's.
    pub is_region: bool,
}

impl Renewed {
    /// Puts a page, in chunks of whole lines, in the place of the old one.
    pub fn new(old: &str, page: Vec<String>) -> Result<Self, region::Unclosed> {
        let form = read(region::content(old));
        let (mut chunks, is_legible, is_region) = (page, form.is_legible, region::is_in(old));
        sign(&mut chunks);
        if form.is_blank() && !is_region {
            return Ok(Self { chunks, kept: 0, is_legible, is_region });
        }
        let (page, kept) = carried(&chunks.concat(), &form);
        Ok(Self { chunks: vec![region::place(old, &page)?], kept, is_legible, is_region })
    }
}
