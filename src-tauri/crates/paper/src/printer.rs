//! Printers that are told everything in their own language: ZPL II, ESC/POS, Boca FGL.
//!
//! A page goes out as dots and nothing else. No text of a ticket is ever in the stream as text, so no text can be a
//! command; and the commands depend on the size of the page and the settings alone, never on what is printed.

mod escpos;
mod fgl;
mod zpl;

use std::borrow::Cow;

use crate::dots::Dots;
use crate::error::{PaperError, PrinterFault};

/// What is known of a printer, as far as its bytes depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printer {
    /// The line of dots that burns.
    pub head: Head,
    /// What happens to the paper after every ticket.
    pub cut: Cut,
    /// Turns every page a quarter clockwise before it is sent, for stock that runs through the printer sideways.
    pub turned: bool,
    /// What it understands, with the settings of that language.
    pub language: Language,
}

/// A command language with its settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Zebra and those who speak like it. The page's width lies across the head.
    Zpl {
        /// `None` leaves it as it is set at the printer.
        darkness: Option<Darkness>,
    },
    /// Epson TM and those who speak like it. The page's width lies across the head.
    EscPos {
        /// `None` leaves it as it is set at the printer.
        density: Option<Density>,
        /// Paper fed after a ticket, before the cut, in the printer's vertical motion units (often one dot).
        feed: u8,
    },
    /// Boca and those who speak like it. The page's height lies across the head: such tickets are read lying down.
    Fgl {
        /// How dots are written.
        graphics: FglGraphics,
    },
}

/// The printing head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    dots: u16,
    dpi: u16,
}

/// What happens to the paper after a ticket. Only ESC/POS tells a partial cut from a full one; elsewhere the cutter does
/// what it is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Cut {
    /// Nothing: a person tears it off.
    Never,
    /// Cut but for a bridge, so that no ticket falls.
    #[default]
    Partial,
    /// Cut through.
    Full,
}

/// How FGL takes dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FglGraphics {
    /// Two hexadecimal digits for eight dots: nothing on the way to the head takes them for something else.
    #[default]
    Hexadecimal,
    /// A byte for eight dots: half as much to send, for lines that let every byte through.
    Binary,
}

/// Darkness of ZPL, 0 to 30.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Darkness(u8);

/// Density of ESC/POS in steps of 5 %, −6 to 8; 0 is the standard of the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Density(i8);

impl Head {
    /// A head of `dots` dots (32 to 8,192) at `dpi` dots per inch (100 to 1,200).
    ///
    /// Errors: [`PrinterFault::Setting`].
    pub fn new(dots: u16, dpi: u16) -> Result<Self, PaperError> {
        within("width of the head in dots", dots.into(), 32, 8192)?;
        within("dots per inch", dpi.into(), 100, 1200)?;
        Ok(Self { dots, dpi })
    }

    /// Dots across.
    pub fn dots(self) -> u16 {
        self.dots
    }

    /// Dots per inch: pages are painted at this resolution.
    pub fn dpi(self) -> u16 {
        self.dpi
    }
}

impl Darkness {
    /// `step` is 0 to 30.
    ///
    /// Errors: [`PrinterFault::Setting`].
    pub fn new(step: u8) -> Result<Self, PaperError> {
        within("darkness", step.into(), 0, 30)?;
        Ok(Self(step))
    }
}

impl Density {
    /// `step` is −6 to 8.
    ///
    /// Errors: [`PrinterFault::Setting`].
    pub fn new(step: i8) -> Result<Self, PaperError> {
        within("density", step.into(), -6, 8)?;
        Ok(Self(step))
    }
}

fn within(setting: &'static str, value: i32, least: i32, most: i32) -> Result<(), PaperError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(PaperError::Printer { fault: PrinterFault::Setting { setting, value, least, most } })
}

/// The bytes that print the pages in their order, each once and each cut by itself.
///
/// Errors: [`PaperError::NothingToDraw`] without pages; [`PaperError::Printer`] when a page was painted for another
/// resolution, or has ink beside the head: a part would be missing, perhaps of the code. A head narrower than the paper,
/// as on most printers of 80 mm rolls, prints the middle of the page.
pub fn printer_bytes(pages: &[Dots], printer: &Printer) -> Result<Vec<u8>, PaperError> {
    if pages.is_empty() {
        return Err(PaperError::NothingToDraw);
    }
    let mut out = Vec::new();
    for page in pages {
        let refused = |fault| Err(PaperError::Printer { fault });
        if page.dpi() != printer.head.dpi {
            return refused(PrinterFault::Resolution { page: page.dpi(), head: printer.head.dpi });
        }
        let mut page = if printer.turned { Cow::Owned(page.turned()) } else { Cow::Borrowed(page) };
        let head = u32::from(printer.head.dots);
        let lying = matches!(printer.language, Language::Fgl { .. });
        let (across, along) = if lying { (page.height(), page.width()) } else { (page.width(), page.height()) };
        if across > head {
            let middle = if lying { page.middle(along, head) } else { page.middle(head, along) };
            match middle {
                Some(middle) => page = Cow::Owned(middle),
                None => return refused(PrinterFault::TooWide { dots: across, head: printer.head.dots }),
            }
        }
        if along > LONGEST {
            return refused(PrinterFault::TooLong { dots: along, most: LONGEST });
        }
        match printer.language {
            Language::Zpl { darkness } => zpl::page(&page, darkness, printer.cut, &mut out),
            Language::EscPos { density, feed } => escpos::page(&page, density, feed, printer.cut, &mut out),
            Language::Fgl { graphics } => fgl::page(&page, graphics, printer.cut, &mut out),
        }
    }
    Ok(out)
}

/// Longest page in dots: the longest label of ZPL.
const LONGEST: u32 = 32_000;
