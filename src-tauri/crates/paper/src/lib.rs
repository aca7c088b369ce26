//! The print room: tickets in, bytes out.
//!
//! It owns the print model, the barcodes, the layouts, the fonts on paper, the PDF and its raster, and the check of
//! suppliers' PDFs. It may import the trade (`counterfoil-domain`) and is the only home of printpdf. It must never touch
//! disk, network, clock or randomness, and never name the store or the suppliers: the same ticket gives the same bytes
//! on any machine, on any day.
//!
//! A layout turns a [`Ticket`] into marks on pages; two painters draw the same marks, the PDF writer and the raster. So
//! the window's preview is the print, and a code that reads back from the raster reads back from the paper.

mod barcode;
mod error;
mod fonts;
mod layout;
mod marks;
mod pdf;
mod raster;
mod supplier_pdf;
mod text;
mod ticket;

pub use barcode::{CodeFormat, Run, Symbol};
pub use error::{PaperError, PdfFault, Warning};
pub use layout::Media;
pub use raster::{Raster, decode_codes};
pub use supplier_pdf::{MAX_SUPPLIER_PDF, PdfFacts, check_supplier_pdf};
pub use ticket::{Code, CoverSheet, Place, Ticket, Validity, When};

use layout::Desk;
use marks::Page;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file (ISO 32000-1, version 1.5).
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// What a person should know about it.
    pub warnings: Vec<Warning>,
}

/// Draws the tickets in their order into one PDF. Pages are numbered within each order.
///
/// Errors: a code that cannot be drawn, read back or fitted; an empty list.
pub fn render(tickets: &[Ticket], media: Media) -> Result<Document, PaperError> {
    let first = tickets.first().ok_or(PaperError::NothingToDraw)?;
    let mut desk = Desk::new()?;
    let pages = layout::tickets(&mut desk, tickets, media)?;
    document(desk, &pages, &first.title)
}

/// Draws the sheet that goes in front of a supplier's own PDF.
pub fn cover_sheet(sheet: &CoverSheet, media: Media) -> Result<Document, PaperError> {
    let mut desk = Desk::new()?;
    let pages = layout::cover(&mut desk, sheet, media);
    document(desk, &pages, &sheet.title)
}

/// Paints every page of the tickets at `dpi` dots per inch: 96 for a window, the printer's own to check codes.
pub fn rasters(tickets: &[Ticket], media: Media, dpi: u16) -> Result<Vec<Raster>, PaperError> {
    let mut desk = Desk::new()?;
    let pages = layout::tickets(&mut desk, tickets, media)?;
    pages.iter().map(|page| raster::paint(page, f32::from(dpi))).collect()
}

/// The first page of a ticket as PNG, at `dpi` dots per inch.
pub fn preview(ticket: &Ticket, media: Media, dpi: u16) -> Result<Vec<u8>, PaperError> {
    let mut desk = Desk::new()?;
    let pages = layout::tickets(&mut desk, std::slice::from_ref(ticket), media)?;
    first_png(&pages, dpi)
}

/// The first page of a cover sheet as PNG, at `dpi` dots per inch.
pub fn preview_cover(sheet: &CoverSheet, media: Media, dpi: u16) -> Result<Vec<u8>, PaperError> {
    let mut desk = Desk::new()?;
    let pages = layout::cover(&mut desk, sheet, media);
    first_png(&pages, dpi)
}

fn first_png(pages: &[Page], dpi: u16) -> Result<Vec<u8>, PaperError> {
    raster::paint(pages.first().ok_or(PaperError::NothingToDraw)?, f32::from(dpi))?.png()
}

fn document(desk: Desk, pages: &[Page], title: &str) -> Result<Document, PaperError> {
    let pdf = pdf::write(pages, title)?;
    let mut warnings = desk.warnings;
    if !desk.setter.missing.is_empty() {
        warnings.push(Warning::MissingCharacters { characters: desk.setter.missing.into_iter().collect() });
    }
    Ok(Document { pdf, pages: pages.len(), warnings })
}
