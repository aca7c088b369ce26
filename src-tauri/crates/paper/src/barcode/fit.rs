//! The size of a symbol on paper, in whole dots of the printer.

use counterfoil_domain::distribution::MediaKind;

use super::Symbol;
use crate::design::Media;
use crate::error::PaperError;

/// Largest module in dots.
const MOST_DOTS: u32 = 60;

/// The dots of a printer, and what a module may be in them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Head {
    /// Dots per inch.
    pub(crate) dpi: u16,
    /// Points per dot.
    dot: f32,
    /// Smallest module in dots: 0.33 mm and more.
    smallest: u32,
    /// Largest module of bars in dots: 0.51 mm.
    widest_bar: u32,
    /// True to prefer multiples of 3: 3 dots at 300 dpi are 2.03 dots at 203 dpi, so that such a module is whole on both
    /// kinds of office printers.
    by_threes: bool,
}

impl Head {
    pub(crate) fn of(media: &Media) -> Self {
        let smallest = media.smallest_module_dots();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // dpi is 16 bits
        let widest_bar = (0.51 * f32::from(media.dpi) / 25.4) as u32;
        Self {
            dpi: media.dpi,
            dot: media.dot(),
            smallest,
            widest_bar: widest_bar.max(smallest),
            by_threes: media.kind == MediaKind::A4 && media.dpi == 300,
        }
    }

    /// The longest whole number of dots that is not above this length.
    pub(crate) fn whole(self, points: f32) -> f32 {
        (points / self.dot + 0.01).floor() * self.dot
    }

    /// The nearest edge between two dots.
    pub(crate) fn on_dot(self, points: f32) -> f32 {
        (points / self.dot).round() * self.dot
    }
}

/// A symbol with its module, in the room it was given. Lengths in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fitted {
    /// Side of a module.
    pub(crate) module: f32,
    /// Width of the dark part.
    pub(crate) width: f32,
    /// Height of the dark part; for bars the height they should have.
    pub(crate) height: f32,
    /// Quiet zone on each side.
    pub(crate) quiet: f32,
    /// True when the symbol is turned by 90° to fit.
    pub(crate) turned: bool,
}

/// Chooses the module so that the symbol with its quiet zone fits in `room` × `depth` points; a matrix code becomes at
/// least `wanted` wide when there is room.
pub(crate) fn fit(
    symbol: &Symbol,
    head: Head,
    room: f32,
    depth: f32,
    wanted: f32,
    bar_height: f32,
) -> Result<Fitted, PaperError> {
    let Head { dot, smallest, widest_bar, by_threes, .. } = head;
    let quiet = symbol.format.quiet_zone();
    let columns = units(symbol.columns + 2 * quiet);
    let rows = units(symbol.rows + 2 * quiet);
    let linear = symbol.format.is_linear();
    let fits = |dots: u32, turned: bool| {
        let module = units(dots) * dot;
        let (along, across) = (columns * module, if linear { bar_height } else { rows * module });
        // What is left of sums in binary fractions is no reason to take a smaller module.
        let (room, depth) = (room + 0.01, depth + 0.01);
        if turned { along <= depth && across <= room } else { along <= room && across <= depth }
    };
    let flat = (smallest..=MOST_DOTS).rev().find(|dots| fits(*dots, false));
    let on_side = (smallest..=MOST_DOTS).rev().find(|dots| fits(*dots, true));
    let (largest, turned) = match (flat, on_side) {
        (Some(dots), _) => (dots, false),
        (None, Some(dots)) => (dots, true),
        (None, None) => {
            let needed_mm = whole_mm(columns.max(if linear { 0.0 } else { rows }) * units(smallest) * dot);
            return Err(PaperError::CodeTooLarge {
                format: symbol.format,
                needed_mm,
                room_mm: whole_mm(room.max(depth)),
            });
        }
    };
    let enough = (smallest..=largest)
        .find(|dots| linear && *dots >= widest_bar || !linear && units(symbol.columns * dots) * dot >= wanted)
        .unwrap_or(largest);
    let dots = if by_threes {
        (enough..=largest.min(enough + 2))
            .find(|dots| dots % 3 == 0)
            .or_else(|| (smallest..enough).rev().find(|dots| dots % 3 == 0 && linear))
            .unwrap_or(enough)
    } else {
        enough
    };
    let module = units(dots) * dot;
    Ok(Fitted {
        module,
        width: units(symbol.columns) * module,
        height: if linear { bar_height } else { units(symbol.rows) * module },
        quiet: units(quiet) * module,
        turned,
    })
}

#[allow(clippy::cast_precision_loss)] // symbols have far fewer than 2^24 modules
fn units(count: u32) -> f32 {
    count as f32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a length on paper
fn whole_mm(points: f32) -> u32 {
    (points * 25.4 / 72.0).ceil() as u32
}
