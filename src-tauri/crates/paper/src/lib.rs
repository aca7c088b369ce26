//! The print room: tickets in, bytes out.
//!
//! It owns the print model, the barcodes, the layouts, the fonts on paper, the PDF and its raster, and the check of
//! suppliers' PDFs. It may import the trade (`counterfoil-domain`) and is the only home of printpdf. It must never touch
//! disk, network, clock or randomness, and never name the store or the suppliers: the same ticket gives the same bytes
//! on any machine, on any day.
//!
//! Texts are set in the fonts of a [`FontShelf`]: the shipped ones, and those that were found outside and handed in.
//!
//! A layout turns a [`Ticket`] into marks on pages; two painters draw the same marks, the PDF writer and the raster. So
//! the window's preview is the print, and a code that reads back from the raster reads back from the paper.

mod barcode;
mod design;
mod dots;
mod error;
mod fonts;
mod layout;
mod marks;
mod pdf;
mod picture;
mod pictures;
mod printer;
mod raster;
mod style;
mod supplier_pages;
mod supplier_pdf;
mod text;
mod ticket;
mod words;

pub use barcode::{CodeFormat, Run, Symbol};
pub use design::{
    Align, Area, BoxElement, CodeElement, CodeKind, ColorRole, Design, Element, Field, FieldElement, Font, Layout,
    LayoutError, LayoutFault, LineElement, Margins, MarkElement, Media, NotAQuarterTurn, PictureElement, PictureRole,
    Rotation, SMALLEST_MODULE_MM, Side, TextElement, Typesetting, VerticalAlign, Weight, json_words,
};
pub use dots::{Dots, Tone};
pub use error::{PaperError, PdfFault, PictureFault, PictureProblem, PrinterFault, Warning};
pub use fonts::{FontShelf, FoundFont, Need};
pub use picture::{MAX_DECODED_PAGES, MAX_PICTURE, MAX_PICTURE_DOTS, decode_file};
pub use printer::{Cut, Darkness, Density, FglGraphics, Head, Language, Printer, printer_bytes};
pub use raster::{Raster, decode_codes};
pub use style::{Pictures, Style};
pub use supplier_pages::{SupplierPages, supplier_pdf_pages};
pub use supplier_pdf::{MAX_SUPPLIER_PDF, PdfFacts, check_supplier_pdf};
pub use ticket::{Code, CoverSheet, Place, Stamp, Ticket, Validity, When};
pub use words::languages;

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
    /// Names of the found fonts it was set in, beside the shipped ones.
    pub found_fonts: Vec<String>,
}

/// Draws the tickets in their order into one PDF. Pages are numbered within each order.
///
/// Errors: a code that cannot be drawn, read back or fitted; an empty list.
pub fn render(tickets: &[Ticket], style: &Style) -> Result<Document, PaperError> {
    let first = tickets.first().ok_or(PaperError::NothingToDraw)?;
    let mut desk = Desk::new(&style.fonts)?;
    let pages = layout::tickets(&mut desk, tickets, style)?;
    document(desk, &pages, &first.title)
}

/// Draws the sheet that goes in front of a supplier's own PDF.
pub fn cover_sheet(sheet: &CoverSheet, style: &Style) -> Result<Document, PaperError> {
    let mut desk = Desk::new(&style.fonts)?;
    let pages = layout::cover(&mut desk, sheet, style);
    document(desk, &pages, &sheet.title)
}

/// Paints every page of the tickets at `dpi` dots per inch: 96 for a window, the printer's own to check codes.
pub fn rasters(tickets: &[Ticket], style: &Style, dpi: u16) -> Result<Vec<Raster>, PaperError> {
    let mut desk = Desk::new(&style.fonts)?;
    let pages = layout::tickets(&mut desk, tickets, style)?;
    pages.iter().map(|page| raster::paint(page, f32::from(dpi))).collect()
}

/// Paints only the codes of the tickets at `dpi` dots per inch, each with `around` dots of its page on every side: what a
/// scanner sees, dot for dot as on the whole page and at a fraction of its cost.
pub fn code_rasters(tickets: &[Ticket], style: &Style, dpi: u16, around: u32) -> Result<Vec<Raster>, PaperError> {
    let mut desk = Desk::new(&style.fonts)?;
    let pages = layout::tickets(&mut desk, tickets, style)?;
    let mut codes = Vec::new();
    for page in &pages {
        codes.extend(raster::paint_codes(page, f32::from(dpi), around)?);
    }
    Ok(codes)
}

/// Paints every page of a cover sheet at `dpi` dots per inch.
pub fn cover_rasters(sheet: &CoverSheet, style: &Style, dpi: u16) -> Result<Vec<Raster>, PaperError> {
    let mut desk = Desk::new(&style.fonts)?;
    let pages = layout::cover(&mut desk, sheet, style);
    pages.iter().map(|page| raster::paint(page, f32::from(dpi))).collect()
}

/// Reads a logo or a product's picture as a layout would, and gives it back as PNG (ISO/IEC 15948) with its width and height in
/// dots.
///
/// Errors: [`PaperError::BadPicture`].
pub fn check_picture(file: &[u8]) -> Result<(Vec<u8>, u32, u32), PaperError> {
    pictures::check(file).map_err(|problem| PaperError::BadPicture { problem })
}

fn document(desk: Desk, pages: &[Page], title: &str) -> Result<Document, PaperError> {
    let pdf = pdf::write(pages, title)?;
    let mut warnings = desk.warnings;
    if !desk.setter.missing.is_empty() {
        let characters: Vec<char> = desk.setter.missing.into_iter().collect();
        let needs = fonts::needs(&characters);
        warnings.push(Warning::MissingCharacters { characters, needs });
    }
    let found_fonts = desk.setter.found.into_iter().collect();
    Ok(Document { pdf, pages: pages.len(), warnings, found_fonts })
}
