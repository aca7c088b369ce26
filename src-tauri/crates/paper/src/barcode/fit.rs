//! The size of a symbol on paper.
//!
//! A module is a whole number of dots at 300 dpi, at least 4 (0.339 mm). Multiples of 3 come first: 3 dots at 300 dpi are
//! 2.03 dots at 203 dpi, so such a module is whole on both kinds of printer.

use super::Symbol;
use crate::error::PaperError;

/// Points per dot at 300 dpi.
const DOT: f32 = 72.0 / 300.0;
/// Smallest module in dots: 0.339 mm.
const SMALLEST: u32 = 4;
/// Largest module of bars in dots: 0.508 mm.
const WIDEST_BAR: u32 = 6;

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
pub(crate) fn fit(symbol: &Symbol, room: f32, depth: f32, wanted: f32, bar_height: f32) -> Result<Fitted, PaperError> {
    let quiet = symbol.format.quiet_zone();
    let columns = units(symbol.columns + 2 * quiet);
    let rows = units(symbol.rows + 2 * quiet);
    let linear = symbol.format.is_linear();
    let fits = |dots: u32, turned: bool| {
        let module = units(dots) * DOT;
        let (along, across) = (columns * module, if linear { bar_height } else { rows * module });
        if turned { along <= depth && across <= room } else { along <= room && across <= depth }
    };
    let flat = (SMALLEST..=60).rev().find(|dots| fits(*dots, false));
    let on_side = (SMALLEST..=60).rev().find(|dots| fits(*dots, true));
    let (largest, turned) = match (flat, on_side) {
        (Some(dots), _) => (dots, false),
        (None, Some(dots)) => (dots, true),
        (None, None) => {
            let needed_mm = whole_mm(columns.max(if linear { 0.0 } else { rows }) * units(SMALLEST) * DOT);
            return Err(PaperError::CodeTooLarge {
                format: symbol.format,
                needed_mm,
                room_mm: whole_mm(room.max(depth)),
            });
        }
    };
    let enough = (SMALLEST..=largest)
        .find(|dots| linear && *dots >= WIDEST_BAR || !linear && units(symbol.columns * dots) * DOT >= wanted)
        .unwrap_or(largest);
    let dots = (enough..=largest.min(enough + 2))
        .find(|dots| dots % 3 == 0)
        .or_else(|| (SMALLEST..enough).rev().find(|dots| dots % 3 == 0 && linear))
        .unwrap_or(enough);
    let module = units(dots) * DOT;
    Ok(Fitted {
        module,
        width: units(symbol.columns) * module,
        height: if linear { bar_height } else { units(symbol.rows) * module },
        quiet: units(quiet) * module,
        turned,
    })
}

/// The nearest point of the 300 dpi raster.
pub(crate) fn on_dot(points: f32) -> f32 {
    (points / DOT).round() * DOT
}

#[allow(clippy::cast_precision_loss)] // symbols have far fewer than 2^24 modules
fn units(count: u32) -> f32 {
    count as f32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a length on paper
fn whole_mm(points: f32) -> u32 {
    (points * 25.4 / 72.0).ceil() as u32
}
