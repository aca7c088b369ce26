//! The language between layout and painters: marks on a page.
//!
//! A layout yields marks; the PDF writer and the raster painter both draw them, so that the window's preview and the
//! paper cannot differ. Lengths are PDF points (1/72 in); the origin is the page's upper left corner, y grows downward.

use std::sync::Arc;

use crate::barcode::{Fitted, Run, Symbol};
use crate::fonts::Face;

/// Points per millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;

/// Opaque colour, 8 bits per channel (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Color(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// One page: its size and what is drawn, first to last.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) layers: Vec<Layer>,
}

/// Marks of this page alone, or a block that several pages of the document draw alike.
#[derive(Debug, Clone)]
pub(crate) enum Layer {
    Own(Vec<Mark>),
    Shared(Arc<Vec<Mark>>),
}

/// A thing to draw.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    Text(TextRun),
    Rect { x: f32, y: f32, w: f32, h: f32, fill: Color },
    Path { steps: Vec<Step>, fill: Option<Color>, stroke: Option<Stroke> },
    Code(PlacedCode),
}

/// A line of glyphs with its left end at `x` and its baseline at `y`.
#[derive(Debug, Clone)]
pub(crate) struct TextRun {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) face: Face,
    /// Size of the em in points.
    pub(crate) size: f32,
    pub(crate) color: Color,
    pub(crate) glyphs: Arc<[Glyph]>,
    /// Direction of the baseline: cosine and sine of its angle, counter-clockwise.
    pub(crate) direction: (f32, f32),
}

/// A glyph, the character it stands for, and the kerning after it in thousandths of the em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    pub(crate) character: char,
    pub(crate) kern: i16,
}

/// One step of a path.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Curve(f32, f32, f32, f32, f32, f32),
    Close,
}

/// A line of `width` points; with `dash` (on, off) in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stroke {
    pub(crate) width: f32,
    pub(crate) color: Color,
    pub(crate) dash: Option<(f32, f32)>,
}

/// A symbol whose upper left corner is at `x`, `y`; the layout keeps its quiet zone free.
#[derive(Debug, Clone)]
pub(crate) struct PlacedCode {
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// Size with the quiet zone, and the quiet zone on each side.
    pub(crate) reach: (f32, f32),
    pub(crate) quiet: f32,
    /// Points per unit of the runs across and down: the module, but for bars the whole height on one axis.
    pub(crate) scale: (f32, f32),
    /// The dark rectangles as they lie on the paper, turned already.
    pub(crate) runs: Arc<[Run]>,
}

impl PlacedCode {
    pub(crate) fn new(symbol: &Symbol, fitted: Fitted, x: f32, y: f32) -> Self {
        let bars = symbol.format.is_linear();
        let across = if bars { fitted.height } else { fitted.module };
        let quiet = fitted.quiet;
        let (w, h) = (fitted.width + 2.0 * quiet, fitted.height + 2.0 * quiet);
        if !fitted.turned {
            return Self { x, y, reach: (w, h), quiet, scale: (fitted.module, across), runs: Arc::clone(&symbol.runs) };
        }
        // A quarter turn: what was left is now at the foot.
        let turn = |run: &Run| Run { x: run.y, y: symbol.columns - run.x - run.w, w: run.h, h: run.w };
        Self {
            x,
            y,
            reach: (h, w),
            quiet,
            scale: (across, fitted.module),
            runs: symbol.runs.iter().map(turn).collect(),
        }
    }
}

/// A rectangle with rounded corners, clockwise from its upper left.
pub(crate) fn rounded(x: f32, y: f32, w: f32, h: f32, radius: f32) -> Vec<Step> {
    let bend = radius * (1.0 - KAPPA);
    vec![
        Step::Move(x + radius, y),
        Step::Line(x + w - radius, y),
        Step::Curve(x + w - bend, y, x + w, y + bend, x + w, y + radius),
        Step::Line(x + w, y + h - radius),
        Step::Curve(x + w, y + h - bend, x + w - bend, y + h, x + w - radius, y + h),
        Step::Line(x + radius, y + h),
        Step::Curve(x + bend, y + h, x, y + h - bend, x, y + h - radius),
        Step::Line(x, y + radius),
        Step::Curve(x, y + bend, x + bend, y, x + radius, y),
        Step::Close,
    ]
}

/// Control points of a quarter circle lie at this part of the radius.
pub(crate) const KAPPA: f32 = 0.552_284_7;
