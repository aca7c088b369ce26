//! Kinds of paper, what printers understand, and which printer serves which paper.

use serde::{Deserialize, Serialize};

/// Kinds of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// ISO 216 A4 upright, 210 × 297 mm, in colour.
    A4,
    /// An endless thermal roll 80 mm wide, black only.
    Thermal80,
    /// Ticket stock cut to size, often with a stub to tear off; thermal, black only.
    Stock,
}

/// What a printer understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrinterLanguage {
    /// PDF, through the spooler's filters.
    Pdf,
    /// Zebra's ZPL II.
    Zpl,
    /// Epson's ESC/POS.
    EscPos,
    /// Boca's FGL.
    Fgl,
}

/// Which printer and layout serve a kind of paper, and how the printer is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterChoice {
    /// The paper.
    pub media: MediaKind,
    /// The printer, by the spooler's name.
    pub printer: String,
    /// The layout, by name.
    pub layout: String,
    /// What the printer understands. One that is told dots has as many per inch as the layout.
    pub language: PrinterLanguage,
}

impl MediaKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::A4, Self::Thermal80, Self::Stock];

    /// The word of the ledger, the layouts and the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Thermal80 => "thermal80",
            Self::Stock => "stock",
        }
    }

    /// The paper of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.word() == word)
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4 paper",
            Self::Thermal80 => "the 80 mm roll",
            Self::Stock => "ticket stock",
        }
    }

    /// True where the printer knows only black and white.
    pub const fn is_one_bit(self) -> bool {
        match self {
            Self::A4 => false,
            Self::Thermal80 | Self::Stock => true,
        }
    }
}

impl PrinterLanguage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Zpl, Self::EscPos, Self::Fgl];

    /// The word of the ledger and the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Zpl => "zpl",
            Self::EscPos => "escpos",
            Self::Fgl => "fgl",
        }
    }

    /// The language of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.word() == word)
    }
}
