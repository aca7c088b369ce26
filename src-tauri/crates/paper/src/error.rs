//! What can go wrong in the print room, and what only deserves a warning.

use crate::barcode::CodeFormat;

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
    /// A font in the program could not be read or subset; a fault of the build, not of the ticket.
    #[error("the embedded font {face} could not be used")]
    Font {
        /// PostScript name of the face.
        face: &'static str,
    },
    /// The PDF could not be assembled.
    #[error("the PDF could not be assembled")]
    Assembly,
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
}

/// Something a person should know about a document that was drawn nevertheless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Characters that no shipped font has; each is drawn as U+FFFD.
    MissingCharacters {
        /// Every such character once, in code point order.
        characters: Vec<char>,
    },
    /// A text was too long for its place and ends in an ellipsis.
    Shortened {
        /// Position of the ticket in the request, from 0.
        ticket: usize,
        /// Name of the field.
        field: &'static str,
    },
}
