//! The last look at a code before it leaves: its dots as the printer will set them are read back.
//!
//! First the dots are held against the symbol's grid: every module must be all black or all white, and its quiet zone white.
//! Then a decoder reads them. A QR code and a Data Matrix are read module by module, for where each module lies is known;
//! the others are found by the decoder in the picture.

use super::draw::Content;
use super::read::{self, Picture};
use super::runs::Grid;
use super::{CodeFormat, Head, Symbol};
use crate::error::PaperError;
use crate::marks::PlacedCode;

/// Lengths that differ from whole dots by less are whole; what is left of sums in binary fractions.
const WHOLE: f32 = 0.03;

/// A code as dots, with its quiet zone: where it begins on the page, and its luminance row by row.
pub(crate) struct Dots {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// 0 is black, 255 white.
    pub(crate) luma: Vec<u8>,
    /// Quiet zone left and right, above and below, in dots.
    quiet: (u32, u32),
    /// Dots per unit of the runs across and down.
    unit: (u32, u32),
}

impl Dots {
    /// The dots at a resolution in dots per point; `None` where edges of modules would fall between dots.
    pub(crate) fn of(code: &PlacedCode, resolution: f32) -> Option<Self> {
        let whole = |points: f32| {
            let dots = points * resolution;
            let near = dots.round();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place on a page
            ((dots - near).abs() < WHOLE && near >= 0.0).then_some(near as u32)
        };
        let (quiet, unit) =
            ((whole(code.quiet.0)?, whole(code.quiet.1)?), (whole(code.scale.0)?, whole(code.scale.1)?));
        let (width, height) = (whole(code.reach.0)?, whole(code.reach.1)?);
        let (left, top) = (whole(code.x - code.quiet.0)?, whole(code.y - code.quiet.1)?);
        let wide = width as usize;
        let mut luma = vec![255_u8; wide * height as usize];
        for run in code.runs.iter() {
            let from = (quiet.0 + run.x * unit.0) as usize;
            let black = (run.w * unit.0) as usize;
            let first = (quiet.1 + run.y * unit.1) as usize;
            for row in first..first + (run.h * unit.1) as usize {
                luma.get_mut(row * wide + from..row * wide + from + black)?.fill(0);
            }
        }
        Some(Self { left, top, width, height, luma, quiet, unit })
    }

    /// The modules as they lie on the paper; `None` when a module is not of one colour or the quiet zone not white.
    fn grid(&self) -> Option<Grid> {
        let columns = self.width.checked_sub(2 * self.quiet.0)? / self.unit.0.max(1);
        let rows = self.height.checked_sub(2 * self.quiet.1)? / self.unit.1.max(1);
        let wide = self.width as usize;
        let mut dark = Vec::with_capacity((columns * rows) as usize);
        let row = |y: u32| self.luma.get(y as usize * wide..(y as usize + 1) * wide);
        let white = |part: &[u8]| part.iter().all(|dot| *dot == 255);
        for y in (0..self.quiet.1).chain(self.height - self.quiet.1..self.height) {
            if !white(row(y)?) {
                return None;
            }
        }
        let sides = (self.quiet.0 as usize, wide - self.quiet.0 as usize);
        for y in 0..rows {
            let first = self.quiet.1 + y * self.unit.1;
            let dots = row(first)?;
            if !white(dots.get(..sides.0)?) || !white(dots.get(sides.1..)?) {
                return None;
            }
            for module in dots.get(sides.0..sides.1)?.chunks_exact(self.unit.0 as usize) {
                let colour = *module.first()?;
                if module.iter().any(|dot| *dot != colour) {
                    return None;
                }
                dark.push(colour == 0);
            }
            for below in first + 1..first + self.unit.1 {
                if row(below)? != dots {
                    return None;
                }
            }
        }
        Some(Grid { columns, rows, dark })
    }
}

/// Reads the code back from its dots at the printer's resolution.
///
/// Errors: [`PaperError::CodeNotReadable`].
pub(crate) fn prove(code: &PlacedCode, symbol: &Symbol, payload: &str, head: Head) -> Result<(), PaperError> {
    let format = symbol.format;
    let unreadable = PaperError::CodeNotReadable { format };
    let content = Content::check(format, payload)?;
    let dots = Dots::of(code, f32::from(head.dpi) / 72.0).ok_or(unreadable.clone())?;
    let mut grid = dots.grid().ok_or(unreadable.clone())?;
    let mut picture = Picture { luma: dots.luma, width: dots.width, height: dots.height };
    if code.turned {
        (grid, picture) = (upright(&grid), picture.upright());
    }
    let read = match format {
        CodeFormat::Qr | CodeFormat::DataMatrix => read::reads_as(format, &grid, &content),
        // A decoder that stumbles over large dots is shown the same modules once more, smaller.
        _ => read::shows(format, picture, &content) || read::reads_as(format, &grid, &content),
    };
    if read { Ok(()) } else { Err(unreadable) }
}

/// Undoes the quarter turn of a symbol whose left side lies at the foot.
fn upright(grid: &Grid) -> Grid {
    let dark = (0..grid.columns)
        .flat_map(|y| (0..grid.rows).map(move |x| (grid.rows - 1 - x) * grid.columns + y))
        .map(|index| grid.dark.get(index as usize).copied().unwrap_or(false))
        .collect();
    Grid { columns: grid.rows, rows: grid.columns, dark }
}
