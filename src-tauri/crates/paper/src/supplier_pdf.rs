//! The supplier's own PDF: checked before it is kept, never changed.

use lopdf::{Document, LoadOptions};

use crate::error::{PaperError, PdfFault};

/// Largest supplier PDF that is taken, in bytes: 20 MiB.
pub const MAX_SUPPLIER_PDF: usize = 20 * 1024 * 1024;

/// A few kilobytes can inflate to gigabytes; no part of the structure may be larger than this.
const LARGEST_PART: usize = 32 * 1024 * 1024;

/// What is known of a sound PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PdfFacts {
    /// Number of pages, at least 1.
    pub pages: u32,
    /// Size in bytes.
    pub bytes: usize,
}

/// Checks that the bytes are a PDF (ISO 32000-1) that can be shown and printed: its header, its size, a structure that
/// can be read, no password to open it, at least one page.
///
/// Errors: [`PaperError::NotAPdf`] with the fault.
pub fn check_supplier_pdf(bytes: &[u8]) -> Result<PdfFacts, PaperError> {
    let (_, pages) = load(bytes).map_err(|reason| PaperError::NotAPdf { reason })?;
    Ok(PdfFacts { pages, bytes: bytes.len() })
}

/// The document and the number of its pages.
pub(crate) fn load(bytes: &[u8]) -> Result<(Document, u32), PdfFault> {
    if bytes.len() > MAX_SUPPLIER_PDF {
        return Err(PdfFault::TooLarge);
    }
    if !bytes.starts_with(b"%PDF-") {
        return Err(PdfFault::NoHeader);
    }
    let options = LoadOptions { max_decompressed_size: Some(LARGEST_PART), ..LoadOptions::default() };
    let Ok(document) = Document::load_mem_with_options(bytes, options) else {
        // A reader that knows the password is needed to see any object.
        let locked = bytes.windows(8).any(|part| part == b"/Encrypt");
        return Err(if locked { PdfFault::Locked } else { PdfFault::Broken });
    };
    // An empty user password opens the file for everyone; otherwise it stays encrypted in memory.
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(PdfFault::Locked);
    }
    match u32::try_from(document.page_iter().count()) {
        Ok(0) => Err(PdfFault::NoPages),
        Ok(pages) => Ok((document, pages)),
        Err(_) => Err(PdfFault::Broken),
    }
}
