//! Pages of marks as dots: the window's preview, and the check of every code before it is printed.

use rxing::BarcodeFormat;
use tiny_skia::{
    Color as Paint8, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Rect, Stroke as Pen, StrokeDash, Transform,
};
use ttf_parser::{GlyphId, OutlineBuilder};

use crate::barcode::{CodeFormat, read_luma};
use crate::error::PaperError;
use crate::marks::{Color, Layer, Mark, Page, PlacedCode, Step, TextRun};

/// Most dots of a raster on one side: A4 at 1200 dpi has 14 032.
const LARGEST: f32 = 15_000.0;

/// One page as dots.
#[derive(Debug, Clone)]
pub struct Raster {
    dots: Pixmap,
    /// Where the codes are with their quiet zones: left, top, right, bottom in dots.
    codes: Vec<[u32; 4]>,
}

impl Raster {
    /// Dots across.
    pub fn width(&self) -> u32 {
        self.dots.width()
    }

    /// Dots down.
    pub fn height(&self) -> u32 {
        self.dots.height()
    }

    /// Luminance of every dot, row by row, 0 black to 255 white (ITU-R BT.601).
    pub fn luma(&self) -> Vec<u8> {
        let weigh = |dot: &tiny_skia::PremultipliedColorU8| {
            let sum = 299 * u32::from(dot.red()) + 587 * u32::from(dot.green()) + 114 * u32::from(dot.blue());
            u8::try_from((sum + 500) / 1000).unwrap_or(u8::MAX)
        };
        self.dots.pixels().iter().map(weigh).collect()
    }

    /// The picture as PNG (ISO/IEC 15948).
    pub fn png(&self) -> Result<Vec<u8>, PaperError> {
        self.dots.encode_png().map_err(|_| PaperError::Raster { width: self.width(), height: self.height() })
    }
}

/// Every code on the raster as a decoder reads it from the dots, in the order of drawing; for bytes each byte is one
/// character of ISO 8859-1. A code that does not read is not in the list.
pub fn decode_codes(raster: &Raster) -> Vec<(CodeFormat, String)> {
    let known = |format: BarcodeFormat| match format {
        BarcodeFormat::QR_CODE => Some(CodeFormat::Qr),
        BarcodeFormat::AZTEC => Some(CodeFormat::Aztec),
        BarcodeFormat::DATA_MATRIX => Some(CodeFormat::DataMatrix),
        BarcodeFormat::PDF_417 => Some(CodeFormat::Pdf417),
        BarcodeFormat::CODE_128 => Some(CodeFormat::Code128),
        BarcodeFormat::CODE_39 => Some(CodeFormat::Code39),
        BarcodeFormat::EAN_13 => Some(CodeFormat::Ean13),
        BarcodeFormat::ITF => Some(CodeFormat::Itf),
        _ => None,
    };
    let luma = raster.luma();
    let wide = raster.width() as usize;
    let mut found = Vec::new();
    for [left, top, right, bottom] in &raster.codes {
        let (width, height) = (right.saturating_sub(*left), bottom.saturating_sub(*top));
        let part = luma.chunks(wide).skip(*top as usize).take(height as usize);
        let part: Vec<u8> =
            part.flat_map(|row| row.get(*left as usize..*right as usize).unwrap_or(&[])).copied().collect();
        let read = read_luma(part, width, height);
        found.extend(read.and_then(|(format, text)| Some((known(format)?, text))));
    }
    found
}

/// Paints a page at a resolution in dots per inch.
pub(crate) fn paint(page: &Page, dpi: f32) -> Result<Raster, PaperError> {
    let scale = dpi / 72.0;
    let (wide, high) = ((page.width * scale).round(), (page.height * scale).round());
    let sound = |side: f32| (1.0..=LARGEST).contains(&side);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // cast saturates; the range is checked below
    let (width, height) = (wide as u32, high as u32);
    let refused = PaperError::Raster { width, height };
    if !sound(wide) || !sound(high) {
        return Err(refused);
    }
    let mut dots = Pixmap::new(width, height).ok_or(refused)?;
    dots.fill(Paint8::WHITE);
    let mut codes = Vec::new();
    let mut painter = Painter { dots: &mut dots, scale: Transform::from_scale(scale, scale) };
    for layer in &page.layers {
        let marks: &[Mark] = match layer {
            Layer::Own(marks) => marks,
            Layer::Shared(marks) => marks,
        };
        for mark in marks {
            painter.mark(mark)?;
            if let Mark::Code(code) = mark {
                codes.push(region(code, scale, width, height));
            }
        }
    }
    Ok(Raster { dots, codes })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the cast saturates; then it is held to the sheet
fn region(code: &PlacedCode, scale: f32, width: u32, height: u32) -> [u32; 4] {
    let (left, top) = ((code.x - code.quiet) * scale, (code.y - code.quiet) * scale);
    let (right, bottom) = (left + code.reach.0 * scale, top + code.reach.1 * scale);
    [left.floor() as u32, top.floor() as u32, (right.ceil() as u32).min(width), (bottom.ceil() as u32).min(height)]
}

struct Painter<'a> {
    dots: &'a mut Pixmap,
    scale: Transform,
}

impl Painter<'_> {
    fn mark(&mut self, mark: &Mark) -> Result<(), PaperError> {
        match mark {
            Mark::Text(run) => self.text(run)?,
            Mark::Rect { x, y, w, h, fill } => {
                if let Some(rect) = Rect::from_xywh(*x, *y, *w, *h) {
                    self.dots.fill_rect(rect, &ink(*fill, true), self.scale, None);
                }
            }
            Mark::Path { steps, fill, stroke } => {
                let Some(path) = path(steps) else { return Ok(()) };
                if let Some(color) = fill {
                    self.dots.fill_path(&path, &ink(*color, true), FillRule::Winding, self.scale, None);
                }
                if let Some(stroke) = stroke {
                    let pen = Pen {
                        width: stroke.width,
                        line_cap: LineCap::Butt,
                        dash: stroke.dash.and_then(|(on, off)| StrokeDash::new(vec![on, off], 0.0)),
                        ..Pen::default()
                    };
                    self.dots.stroke_path(&path, &ink(stroke.color, true), &pen, self.scale, None);
                }
            }
            Mark::Code(code) => self.code(code),
        }
        Ok(())
    }

    /// Codes are painted without smoothing: a dot is black or white, as on a thermal head.
    fn code(&mut self, code: &PlacedCode) {
        let mut builder = PathBuilder::new();
        for run in code.runs.iter() {
            #[allow(clippy::cast_precision_loss)] // modules are far fewer than 2^24
            let [x, y, w, h] = [run.x, run.y, run.w, run.h].map(|modules| modules as f32);
            let rect = Rect::from_xywh(
                code.x + x * code.scale.0,
                code.y + y * code.scale.1,
                w * code.scale.0,
                h * code.scale.1,
            );
            if let Some(rect) = rect {
                builder.push_rect(rect);
            }
        }
        if let Some(path) = builder.finish() {
            self.dots.fill_path(&path, &ink(Color(0, 0, 0), false), FillRule::Winding, self.scale, None);
        }
    }

    fn text(&mut self, run: &TextRun) -> Result<(), PaperError> {
        let font = run.face.font()?;
        let em = run.size / 1000.0;
        let (cos, sin) = run.direction;
        let mut pen = Outline { builder: PathBuilder::new(), x: 0.0 };
        for glyph in run.glyphs.iter() {
            font.outlines.outline_glyph(GlyphId(glyph.id), &mut pen);
            pen.x += f32::from(font.advance(glyph.id)) + f32::from(glyph.kern);
        }
        let Some(path) = pen.builder.finish() else { return Ok(()) };
        // From font units, y upward, to points, y downward, along the baseline's direction.
        let place = Transform::from_row(em * cos, -em * sin, -em * sin, -em * cos, run.x, run.y);
        self.dots.fill_path(&path, &ink(run.color, true), FillRule::Winding, place.post_concat(self.scale), None);
        Ok(())
    }
}

fn ink(color: Color, smooth: bool) -> Paint<'static> {
    let mut paint = Paint { anti_alias: smooth, ..Paint::default() };
    paint.set_color_rgba8(color.0, color.1, color.2, 255);
    paint
}

fn path(steps: &[Step]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(x, y) => builder.move_to(x, y),
            Step::Line(x, y) => builder.line_to(x, y),
            Step::Curve(x1, y1, x2, y2, x, y) => builder.cubic_to(x1, y1, x2, y2, x, y),
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}

struct Outline {
    builder: PathBuilder,
    x: f32,
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(self.x + x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.x + x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.builder.quad_to(self.x + x1, y1, self.x + x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.builder.cubic_to(self.x + x1, y1, self.x + x2, y2, self.x + x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
