//! Codes in a file: which they are and what they say. For a file that a supplier or a client sent, and to prove that what
//! this house prints is read elsewhere.

mod areas;
mod find;
mod open;

use crate::barcode::CodeFormat;
use crate::error::{PaperError, PictureFault};
use crate::supplier_pages::SupplierPages;

pub(crate) use open::Luma;

/// Largest picture file that is opened, in bytes: 20 MiB.
pub const MAX_PICTURE: usize = 20 * 1024 * 1024;
/// Most dots of a picture.
pub const MAX_PICTURE_DOTS: u64 = 40_000_000;
/// Most pages of a PDF that are looked at.
pub const MAX_DECODED_PAGES: usize = 50;

/// A PDF's pages are painted at this resolution to be read: a module of 0.17 mm still has two dots.
const READING_DPI: u16 = 300;

/// Every code in a PNG, JPEG, PGM or PDF file, page by page and from top to bottom; each once on a page. For bytes each
/// byte is one character of ISO 8859-1. A file without a code gives an empty list.
///
/// Errors: [`PaperError::Picture`] when the file is of another kind, broken or too large; [`PaperError::NotAPdf`] as
/// [`crate::check_supplier_pdf`] and [`SupplierPages`] have it.
pub fn decode_file(bytes: &[u8]) -> Result<Vec<(CodeFormat, String)>, PaperError> {
    if bytes.starts_with(b"%PDF-") {
        let pages = SupplierPages::open(bytes)?;
        if pages.count() > MAX_DECODED_PAGES {
            return Err(PaperError::Picture { fault: PictureFault::TooManyPages { pages: pages.count() } });
        }
        let mut found = Vec::new();
        for index in 0..pages.count() {
            let page = pages.page(index, READING_DPI)?;
            found.extend(find::codes(&Luma { width: page.width(), height: page.height(), dots: page.luma() }));
        }
        return Ok(found);
    }
    if bytes.len() > MAX_PICTURE {
        return Err(PaperError::Picture { fault: PictureFault::TooLarge });
    }
    Ok(find::codes(&open::picture(bytes)?))
}
