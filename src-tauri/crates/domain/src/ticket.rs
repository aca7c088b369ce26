//! Tickets as suppliers issue them.

use serde::{Deserialize, Serialize};

use crate::{Day, Personal, VariantId};

/// How a code is drawn. The words are those of Tiqets' barcode formats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BarcodeFormat {
    /// QR code.
    #[serde(rename = "QRCODE")]
    QrCode,
    /// Aztec with raw bytes, given as base64.
    #[serde(rename = "AZTEC-BYTES")]
    AztecBytes,
    /// Aztec with text.
    #[serde(rename = "AZTEC")]
    Aztec,
    /// Data Matrix.
    #[serde(rename = "DATAMATRIX")]
    DataMatrix,
    /// PDF417.
    #[serde(rename = "PDF417")]
    Pdf417,
    /// Code 128.
    #[serde(rename = "CODE128")]
    Code128,
    /// Code 39.
    #[serde(rename = "CODE39")]
    Code39,
    /// EAN-13.
    #[serde(rename = "EAN13")]
    Ean13,
    /// Interleaved 2 of 5.
    #[serde(rename = "ITF")]
    Itf,
    /// A word we do not know: shown as text, never drawn as something else.
    #[serde(untagged)]
    Other(String),
}

impl BarcodeFormat {
    /// Every format that can be drawn.
    pub const KNOWN: [Self; 9] = [
        Self::QrCode,
        Self::AztecBytes,
        Self::Aztec,
        Self::DataMatrix,
        Self::Pdf417,
        Self::Code128,
        Self::Code39,
        Self::Ean13,
        Self::Itf,
    ];

    /// The format of a supplier's word, whatever its case.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_uppercase().replace(['_', ' '], "-").as_str() {
            "QRCODE" | "QR-CODE" | "QR" => Self::QrCode,
            "AZTEC-BYTES" => Self::AztecBytes,
            "AZTEC" => Self::Aztec,
            "DATAMATRIX" | "DATA-MATRIX" => Self::DataMatrix,
            "PDF417" | "PDF-417" => Self::Pdf417,
            "CODE128" | "CODE-128" => Self::Code128,
            "CODE39" | "CODE-39" => Self::Code39,
            "EAN13" | "EAN-13" => Self::Ean13,
            "ITF" => Self::Itf,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The word, as doors print it.
    pub fn word(&self) -> &str {
        match self {
            Self::QrCode => "QRCODE",
            Self::AztecBytes => "AZTEC-BYTES",
            Self::Aztec => "AZTEC",
            Self::DataMatrix => "DATAMATRIX",
            Self::Pdf417 => "PDF417",
            Self::Code128 => "CODE128",
            Self::Code39 => "CODE39",
            Self::Ean13 => "EAN13",
            Self::Itf => "ITF",
            Self::Other(word) => word,
        }
    }
}

/// One ticket of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The supplier's id of the ticket, or its place in the order where none is given.
    pub id: String,
    /// For which variant.
    pub variant: Option<VariantId>,
    /// The code; it opens a door, so it is treated like personal data.
    pub barcode: Personal<String>,
    /// How it is drawn.
    pub format: BarcodeFormat,
    /// First day of validity.
    pub valid_from: Option<Day>,
    /// Last day of validity.
    pub valid_until: Option<Day>,
    /// Seat, where there is one.
    pub seat: Option<String>,
}

/// What the supplier gave for a finished order: codes, a document of its own, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TicketSet {
    /// Tickets with codes; empty when there is only the supplier's PDF.
    pub tickets: Vec<Ticket>,
    /// Where the supplier's PDF can be fetched.
    pub pdf_url: Option<String>,
    /// How to use them. Safe subset of HTML.
    pub how_to_use: Option<String>,
    /// What to know after the purchase. Safe subset of HTML.
    pub post_purchase: Option<String>,
}
