//! Codes: a payload and a symbology become a symbol that was read back before anyone sees it.
//!
//! QR ISO/IEC 18004, Aztec ISO/IEC 24778, Data Matrix ISO/IEC 16022, PDF417 ISO/IEC 15438, Code 128 ISO/IEC 15417,
//! Code 39 ISO/IEC 16388, EAN-13 ISO/IEC 15420, Interleaved 2 of 5 ISO/IEC 16390.

mod draw;
mod fit;
mod proof;
mod read;
mod runs;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::error::PaperError;

pub(crate) use draw::rxing_format;
pub(crate) use fit::{Fitted, Head, fit};
pub(crate) use proof::{Dots, prove};
pub(crate) use read::{format_of, read_luma};
pub use runs::Run;

/// A symbology, by the names Tiqets gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodeFormat {
    /// QR code of a text.
    Qr,
    /// Aztec code of a text in ISO 8859-1.
    Aztec,
    /// Aztec code of bytes; the payload is their base64.
    AztecBytes,
    /// Data Matrix (ECC 200), square.
    DataMatrix,
    /// PDF417 of printable ASCII.
    Pdf417,
    /// Code 128.
    Code128,
    /// Code 39 without check character.
    Code39,
    /// EAN-13, 12 digits or 13 with the check digit.
    Ean13,
    /// Interleaved 2 of 5 without check digit.
    Itf,
}

impl CodeFormat {
    /// Every format, for lists and tests.
    pub const ALL: [Self; 9] = [
        Self::Qr,
        Self::Aztec,
        Self::AztecBytes,
        Self::DataMatrix,
        Self::Pdf417,
        Self::Code128,
        Self::Code39,
        Self::Ean13,
        Self::Itf,
    ];

    /// The name in suppliers' answers and in our JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Qr => "QRCODE",
            Self::Aztec => "AZTEC",
            Self::AztecBytes => "AZTEC-BYTES",
            Self::DataMatrix => "DATAMATRIX",
            Self::Pdf417 => "PDF417",
            Self::Code128 => "CODE128",
            Self::Code39 => "CODE39",
            Self::Ean13 => "EAN13",
            Self::Itf => "ITF",
        }
    }

    /// True for bars; false for matrix codes and for PDF417, which stacks rows.
    pub fn is_linear(self) -> bool {
        match self {
            Self::Code128 | Self::Code39 | Self::Ean13 | Self::Itf => true,
            Self::Qr | Self::Aztec | Self::AztecBytes | Self::DataMatrix | Self::Pdf417 => false,
        }
    }

    /// White modules kept free on every side (left and right for bars).
    pub fn quiet_zone(self) -> u32 {
        match self {
            Self::Code128 | Self::Code39 | Self::Itf => 10,
            // EAN-13 asks for 11 on its left.
            Self::Ean13 => 11,
            Self::Qr | Self::Aztec | Self::AztecBytes | Self::DataMatrix | Self::Pdf417 => 4,
        }
    }
}

impl fmt::Display for CodeFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Takes the names above in any case, with or without `-` and `_`, and the common synonyms.
impl FromStr for CodeFormat {
    type Err = PaperError;

    fn from_str(name: &str) -> Result<Self, PaperError> {
        let plain: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
        match plain.as_str() {
            "QRCODE" | "QR" => Ok(Self::Qr),
            "AZTEC" => Ok(Self::Aztec),
            "AZTECBYTES" => Ok(Self::AztecBytes),
            "DATAMATRIX" => Ok(Self::DataMatrix),
            "PDF417" => Ok(Self::Pdf417),
            "CODE128" => Ok(Self::Code128),
            "CODE39" => Ok(Self::Code39),
            "EAN13" | "EAN" => Ok(Self::Ean13),
            "ITF" | "INTERLEAVED2OF5" => Ok(Self::Itf),
            _ => Err(PaperError::UnknownFormat { name: name.chars().take(40).collect() }),
        }
    }
}

/// A symbol without its quiet zone: `columns` × `rows` modules, the dark ones as rectangles.
///
/// Bars have one row; whoever places them chooses their height.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The symbology.
    pub format: CodeFormat,
    /// Width in modules.
    pub columns: u32,
    /// Height in modules.
    pub rows: u32,
    /// The dark rectangles; they do not overlap.
    pub runs: Arc<[Run]>,
}

impl Symbol {
    /// Draws `payload` and reads the drawing back with a decoder before it is given out.
    ///
    /// Errors: [`PaperError::CodeNotDrawable`] when the symbology cannot carry the payload,
    /// [`PaperError::CodeNotReadable`] when the drawing reads as something else.
    pub fn encode(format: CodeFormat, payload: &str) -> Result<Self, PaperError> {
        let content = draw::Content::check(format, payload)?;
        let grid = draw::draw(format, &content)?;
        if !read::reads_as(format, &grid, &content) {
            return Err(PaperError::CodeNotReadable { format });
        }
        Ok(Self::of(format, &grid))
    }

    /// Draws `payload` without reading it: for a page, where it is read from the dots it is printed with.
    pub(crate) fn unproven(format: CodeFormat, payload: &str) -> Result<Self, PaperError> {
        let content = draw::Content::check(format, payload)?;
        Ok(Self::of(format, &draw::draw(format, &content)?))
    }

    /// Other shapes of a PDF417, from the next narrower one down, then wider ones: a place that does not fit the usual shape
    /// may fit one of these. None for the formats that have one shape only.
    pub(crate) fn other_shapes(format: CodeFormat, payload: &str) -> impl Iterator<Item = Self> {
        let content = (format == CodeFormat::Pdf417).then(|| draw::Content::check(format, payload).ok()).flatten();
        [3, 2, 1, 6, 9, 14].into_iter().filter_map(move |columns| match &content {
            Some(draw::Content::Text(text)) => Some(Self::of(format, &draw::pdf417(text, columns)?)),
            _ => None,
        })
    }

    fn of(format: CodeFormat, grid: &runs::Grid) -> Self {
        Self { format, columns: grid.columns, rows: grid.rows, runs: runs::merge(grid).into() }
    }
}
