//! The pages of a supplier's own PDF as dots: for the window's preview, for thermal printers, and to read its codes.
//!
//! The file comes from outside and may mean harm. So it is read in steps, each of which knows a limit: the structure is
//! taken apart and written anew, every stream is held against a size ([`inspection`]), the page is weighed by going
//! through it without painting ([`scales`]), and only then painted. The limits count work, not time: a file is refused on
//! every machine or on none.

mod inspection;
mod scales;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use crate::error::{PaperError, PdfFault};
use crate::raster::Raster;
use crate::supplier_pdf::load;

/// Most dots of one page: A4 at 600 dpi has 35 million.
const MOST_DOTS: f32 = 40_000_000.0;
/// Most dots of one side.
const LONGEST_SIDE: f32 = 15_000.0;
/// Most dots of all pages that are painted at once: 640 MB.
const MOST_AT_ONCE: u64 = 160_000_000;

/// A supplier's PDF whose pages can be painted, one at a time.
pub struct SupplierPages {
    pdf: Pdf,
    count: usize,
}

/// Without the content: it opens the gate.
impl std::fmt::Debug for SupplierPages {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("SupplierPages").field("count", &self.count).finish_non_exhaustive()
    }
}

impl SupplierPages {
    /// Takes a file that [`crate::check_supplier_pdf`] takes, and looks at how large its parts are.
    ///
    /// Errors: [`PaperError::NotAPdf`].
    pub fn open(bytes: &[u8]) -> Result<Self, PaperError> {
        let broken = PaperError::NotAPdf { reason: PdfFault::Broken };
        let (mut document, pages) = load(bytes).map_err(|reason| PaperError::NotAPdf { reason })?;
        inspection::inspect(&document).map_err(|reason| PaperError::NotAPdf { reason })?;
        // Written anew, without a password that opened for everyone, packed objects and whatever else a structure can
        // hide. What the reader before did not see, the next one does not see either.
        document.trailer.remove(b"Encrypt");
        document.encryption_state = None;
        let mut plain = Vec::new();
        document.save_to(&mut plain).map_err(|_| broken.clone())?;
        drop(document);
        let pdf = guarded(|| Pdf::new(Arc::new(plain)).ok()).flatten().ok_or_else(|| broken.clone())?;
        let count = guarded(|| pdf.pages().len()).filter(|count| *count == pages as usize).ok_or(broken)?;
        Ok(Self { pdf, count })
    }

    /// Number of pages, at least 1.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Paints page `index`, from 0, at `dpi` dots per inch on white.
    ///
    /// Errors: [`PdfFault::Page`] when there is no such page or it has too many dots; [`PdfFault::TooIntricate`] when it
    /// would cost too much work.
    pub fn page(&self, index: usize, dpi: u16) -> Result<Raster, PaperError> {
        let refused = |reason| PaperError::NotAPdf { reason };
        let page = self.pdf.pages().get(index).ok_or(refused(PdfFault::Page))?;
        let scale = f32::from(dpi) / 72.0;
        let (width, height) = page.render_dimensions();
        let (width, height) = ((width * scale).floor(), (height * scale).floor());
        let sound = |side: f32| (1.0..=LONGEST_SIDE).contains(&side);
        if !sound(width) || !sound(height) || width * height > MOST_DOTS {
            return Err(refused(PdfFault::Page));
        }
        if !guarded(|| scales::is_light(page, scale, f64::from(width), f64::from(height))).unwrap_or(false) {
            return Err(refused(PdfFault::TooIntricate));
        }
        let sheet = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let painted = guarded(|| {
            render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &sheet)
        });
        let painted = painted.ok_or(refused(PdfFault::Broken))?;
        let (width, height) = (u32::from(painted.width()), u32::from(painted.height()));
        let rgba = painted.data_as_u8_slice().to_vec();
        Raster::from_rgba(width, height, dpi, rgba).ok_or(PaperError::Raster { width, height })
    }
}

/// Every page of a supplier's PDF at `dpi` dots per inch. For many or large pages [`SupplierPages`] needs less memory.
///
/// Errors: as [`SupplierPages`]; [`PdfFault::Page`] when all pages together have more than 160 million dots.
pub fn supplier_pdf_pages(bytes: &[u8], dpi: u16) -> Result<Vec<Raster>, PaperError> {
    let pages = SupplierPages::open(bytes)?;
    let mut painted = Vec::new();
    let mut dots = 0_u64;
    for index in 0..pages.count() {
        let page = pages.page(index, dpi)?;
        dots += u64::from(page.width()) * u64::from(page.height());
        if dots > MOST_AT_ONCE {
            return Err(PaperError::NotAPdf { reason: PdfFault::Page });
        }
        painted.push(page);
    }
    Ok(painted)
}

/// A fault of the reader of hostile files ends the page, not the program.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
