//! The language between layout and painters: marks on a page.
//!
//! A layout yields marks; the PDF writer and the raster painter both draw them, so that the window's preview and the
//! paper cannot differ. Lengths are PDF points (1/72 in); the origin is the page's upper left corner, y grows downward.

use std::sync::Arc;

use crate::barcode::{Fitted, Run, Symbol};
use crate::fonts::Font;
use crate::pictures::Picture;

/// Points per millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;

/// Opaque colour, 8 bits per channel (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
    Picture { x: f32, y: f32, w: f32, h: f32, picture: Arc<Picture> },
}

impl Mark {
    /// The code, if it is one.
    pub(crate) fn code(&self) -> Option<&PlacedCode> {
        match self {
            Self::Code(code) => Some(code),
            Self::Text(_) | Self::Rect { .. } | Self::Path { .. } | Self::Picture { .. } => None,
        }
    }
}

/// A line of glyphs with its left end at `x` and its baseline at `y`.
#[derive(Debug, Clone)]
pub(crate) struct TextRun {
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// Size of the em in points.
    pub(crate) size: f32,
    pub(crate) color: Color,
    /// From left to right, whatever the order of reading.
    pub(crate) pieces: Arc<[Piece]>,
    /// Direction of the baseline: cosine and sine of its angle, counter-clockwise.
    pub(crate) direction: (f32, f32),
}

/// Glyphs of one font, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) font: Arc<Font>,
    pub(crate) glyphs: Vec<Glyph>,
    /// What [`Says::Text`] counts.
    pub(crate) texts: Arc<[Box<str>]>,
}

/// A glyph in its place on the line. Lengths are in thousandths of the em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    /// What is added to the glyph's own advance width.
    pub(crate) kern: i16,
    /// How far it is drawn from its place: to the right, and up.
    pub(crate) shift: (i16, i16),
    pub(crate) says: Says,
}

/// The text that a glyph stands for when the page is read by a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// Another glyph beside it says it all.
    Nothing,
    Char(char),
    /// Several characters, by their number in the piece.
    Text(u16),
}

impl Glyph {
    /// In place of a glyph's number: nothing is drawn and no room taken. It only says a character, where one drawn glyph
    /// stands for several, because readers turn right-to-left text around glyph by glyph.
    pub(crate) const UNSEEN: u16 = u16::MAX;
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
    /// Size with the quiet zone, and the quiet zone left and right, above and below; bars need none along them.
    pub(crate) reach: (f32, f32),
    pub(crate) quiet: (f32, f32),
    /// Turned by a quarter: what was left is at the foot.
    pub(crate) turned: bool,
    /// Points per unit of the runs across and down: the module, but for bars the whole height on one axis.
    pub(crate) scale: (f32, f32),
    /// The dark rectangles as they lie on the paper, turned already.
    pub(crate) runs: Arc<[Run]>,
}

impl PlacedCode {
    pub(crate) fn new(symbol: &Symbol, fitted: Fitted, x: f32, y: f32) -> Self {
        let bars = symbol.format.is_linear();
        let across = if bars { fitted.height } else { fitted.module };
        let quiet = (fitted.quiet, if bars { 0.0 } else { fitted.quiet });
        let (w, h) = (fitted.width + 2.0 * quiet.0, fitted.height + 2.0 * quiet.1);
        if !fitted.turned {
            let (scale, runs) = ((fitted.module, across), Arc::clone(&symbol.runs));
            return Self { x, y, reach: (w, h), quiet, turned: false, scale, runs };
        }
        // A quarter turn: what was left is now at the foot.
        let turn = |run: &Run| Run { x: run.y, y: symbol.columns - run.x - run.w, w: run.h, h: run.w };
        Self {
            x,
            y,
            reach: (h, w),
            quiet: (quiet.1, quiet.0),
            turned: true,
            scale: (across, fitted.module),
            runs: symbol.runs.iter().map(turn).collect(),
        }
    }
}

impl PlacedCode {
    /// The white that belongs under the code and its quiet zone.
    pub(crate) fn paper(&self) -> Mark {
        let (x, y) = (self.x - self.quiet.0, self.y - self.quiet.1);
        Mark::Rect { x, y, w: self.reach.0, h: self.reach.1, fill: Color(0xff, 0xff, 0xff) }
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
