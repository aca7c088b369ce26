//! What can go wrong in the print room, and what only deserves a warning.

use crate::barcode::CodeFormat;
use crate::design::PictureRole;
use crate::fonts::Need;

/// A request the print room cannot fulfil. Nothing was drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// There was no ticket in the request.
    #[error("there is no ticket to draw")]
    NothingToDraw,
    /// The payload is not in the repertoire or the length of its symbology.
    #[error("{format} cannot carry this payload: {reason}")]
    CodeNotDrawable {
        /// The symbology asked for.
        format: CodeFormat,
        /// Why, in words for a person.
        reason: String,
    },
    /// The symbol was drawn, but reading it back gave something else. It must not be printed.
    #[error("{format} was drawn but did not read back as the same payload")]
    CodeNotReadable {
        /// The symbology asked for.
        format: CodeFormat,
    },
    /// Even with the smallest permitted module the symbol is larger than its place on the medium.
    #[error("{format} needs {needed_mm} mm, but this layout has {room_mm} mm for a code")]
    CodeTooLarge {
        /// The symbology asked for.
        format: CodeFormat,
        /// Longest side with its quiet zone, in whole millimetres.
        needed_mm: u32,
        /// Room on the medium, in whole millimetres.
        room_mm: u32,
    },
    /// The layout has no place for this kind of code.
    #[error("this layout has no place for a {format}")]
    NoPlaceForCode {
        /// The symbology asked for.
        format: CodeFormat,
    },
    /// A picture that cannot be printed.
    #[error("this picture cannot be used: {problem}")]
    BadPicture {
        /// What is wrong with it.
        problem: PictureProblem,
    },
    /// One ticket of several could not be drawn.
    #[error("ticket {}: {error}", .ticket + 1)]
    OnTicket {
        /// Position of the ticket in the request, from 0.
        ticket: usize,
        /// What is wrong with it.
        error: Box<PaperError>,
    },
    /// The name is none of the barcode formats this house can draw.
    #[error("the barcode format {name:?} is not known here")]
    UnknownFormat {
        /// The name as given.
        name: String,
    },
    /// A supplier's file that is not a PDF, or a broken one.
    #[error("the supplier's file is not a usable PDF: {reason}")]
    NotAPdf {
        /// What the check found.
        reason: PdfFault,
    },
    /// A font could not be read or reduced; a fault of the font or the build, not of the ticket.
    #[error("the font {face} could not be used")]
    Font {
        /// PostScript name of the font.
        face: String,
    },
    /// The PDF could not be assembled.
    #[error("the PDF could not be assembled")]
    Assembly,
    /// The printer cannot print this page, or has no such setting.
    #[error("the printer cannot print this: {fault}")]
    Printer {
        /// What does not fit.
        fault: PrinterFault,
    },
    /// A file in which codes were to be found.
    #[error("the file cannot be read: {fault}")]
    Picture {
        /// What the check found.
        fault: PictureFault,
    },
    /// A raster of this size or resolution cannot be made.
    #[error("a raster of {width} × {height} dots cannot be made")]
    Raster {
        /// Dots across.
        width: u32,
        /// Dots down.
        height: u32,
    },
}

/// Why a supplier's file was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PdfFault {
    /// The first bytes are not `%PDF-`.
    #[error("it does not begin with %PDF-")]
    NoHeader,
    /// Larger than [`crate::MAX_SUPPLIER_PDF`].
    #[error("it is larger than 20 MiB")]
    TooLarge,
    /// Its structure could not be read.
    #[error("its structure is broken")]
    Broken,
    /// It asks for a password.
    #[error("it is locked by a password")]
    Locked,
    /// It has no page.
    #[error("it has no page")]
    NoPages,
    /// A page is larger than can be shown, or there is no such page.
    #[error("a page of it cannot be shown at this size")]
    Page,
    /// To show it would cost more work or memory than a ticket ever does; it can still be printed as it is.
    #[error("it is too intricate to be shown here")]
    TooIntricate,
}

/// Why a file was not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// Neither PNG, JPEG, PGM nor PDF.
    #[error("it is neither a PNG, a JPEG, a PGM nor a PDF")]
    UnknownKind,
    /// Larger than [`crate::MAX_PICTURE`].
    #[error("it is larger than 20 MiB")]
    TooLarge,
    /// More dots than [`crate::MAX_PICTURE_DOTS`].
    #[error("{width} × {height} dots are too many")]
    TooManyDots {
        /// Dots across, as the file says.
        width: u32,
        /// Dots down, as the file says.
        height: u32,
    },
    /// More pages than [`crate::MAX_DECODED_PAGES`].
    #[error("{pages} pages are too many to look at")]
    TooManyPages {
        /// Pages of the file.
        pages: usize,
    },
    /// It ends too early, or is nonsense.
    #[error("it is broken")]
    Broken,
}

/// Why a printer was not given a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrinterFault {
    /// A setting is out of its range.
    #[error("the {setting} is {value}, but goes from {least} to {most}")]
    Setting {
        /// Name of the setting.
        setting: &'static str,
        /// What was asked for.
        value: i32,
        /// Smallest value.
        least: i32,
        /// Largest value.
        most: i32,
    },
    /// The page was painted for another resolution, so every length would be wrong.
    #[error("the page is painted at {page} dpi, the head prints at {head} dpi")]
    Resolution {
        /// Dots per inch of the page.
        page: u16,
        /// Dots per inch of the head.
        head: u16,
    },
    /// The page is wider than the head and has ink beside it; a part would be missing.
    #[error("the page is {dots} dots wide, the head only {head}")]
    TooWide {
        /// Dots of the page across the head.
        dots: u32,
        /// Dots of the head.
        head: u16,
    },
    /// The page is longer than a printer takes.
    #[error("the page is {dots} dots long, of {most} at most")]
    TooLong {
        /// Dots of the page along the paper.
        dots: u32,
        /// Longest page.
        most: u32,
    },
}

/// Why a picture was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureProblem {
    /// Neither PNG nor JPEG.
    #[error("it is neither a PNG nor a JPEG")]
    UnknownKind,
    /// Larger than 10 MiB, or with too many dots.
    #[error("it is too large")]
    TooLarge,
    /// It ends too early, or is nonsense.
    #[error("it is broken")]
    Broken,
}

/// Something a person should know about a document that was drawn nevertheless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Characters that no font of the shelf has; each is drawn as U+FFFD.
    MissingCharacters {
        /// Every such character once, in code point order.
        characters: Vec<char>,
        /// The same by script, with a font that would help.
        needs: Vec<Need>,
    },
    /// A text was too long for its place and ends in an ellipsis.
    Shortened {
        /// Position of the ticket in the request, from 0.
        ticket: usize,
        /// Name of the field.
        field: &'static str,
    },
    /// A picture could not be read; its place stays empty.
    Picture {
        /// Which one.
        picture: PictureRole,
        /// What is wrong with it.
        problem: PictureProblem,
    },
}
