//! Printers that are told everything in their own language.

use counterfoil_domain::distribution::{MediaKind, PrinterChoice, PrinterLanguage};
use counterfoil_paper::{
    Cut, Dots, FglGraphics, Head, Language, Layout, PaperError, Printer, Raster, Tone, printer_bytes,
};

/// A printer that takes no PDF.
#[derive(Debug, Clone, Copy)]
pub(in crate::distribution) struct RawPrinter {
    language: Language,
    dpi: u16,
}

impl RawPrinter {
    /// The printer of a choice with this layout, whose dots are its own; none where it understands PDF.
    pub(in crate::distribution) fn of(choice: &PrinterChoice, layout: &Layout) -> Option<Self> {
        let language = match choice.language {
            PrinterLanguage::Pdf => return None,
            PrinterLanguage::Zpl => Language::Zpl { darkness: None },
            PrinterLanguage::EscPos => Language::EscPos { density: None, feed: FEED },
            PrinterLanguage::Fgl => Language::Fgl { graphics: FglGraphics::Hexadecimal },
        };
        Some(Self { language, dpi: layout.media().dpi })
    }

    /// At how many dots per inch its pages are painted.
    pub(in crate::distribution) const fn dpi(self) -> u16 {
        self.dpi
    }

    /// The bytes that print these pages, each cut by itself.
    pub(in crate::distribution) fn bytes(
        self,
        pages: &[Raster],
        tone: Tone,
        layout: &Layout,
    ) -> Result<Vec<u8>, PaperError> {
        let media = layout.media();
        let dots = |mm: f32| f64::from(mm) * f64::from(self.dpi) / 25.4;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "layouts are at most A4")]
        let pages: Vec<Dots> = pages
            .iter()
            .map(|page| {
                let dots_of_page = Dots::of(page, tone);
                if media.kind == MediaKind::Thermal80 {
                    // The head is as wide as what a roll's margins leave; the page begins where it begins.
                    let wide = dots(media.width_mm - media.margins_mm.left - media.margins_mm.right).ceil();
                    dots_of_page.between(dots(media.margins_mm.left).round() as u32, (wide as u32).div_ceil(8) * 8)
                } else {
                    dots_of_page
                }
            })
            .collect();
        let widest = pages.iter().map(|page| page.width().max(page.height())).max().unwrap_or_default();
        let head = Head::new(u16::try_from(widest).unwrap_or(u16::MAX).clamp(32, 8192), self.dpi)?;
        let printer = Printer { head, cut: Cut::Partial, turned: false, language: self.language };
        printer_bytes(&pages, &printer)
    }
}

/// Paper fed after a receipt before the cut, in motion units: the knife stands above the head.
const FEED: u8 = 80;
