//! Pages of marks as dots: the window's preview, and the check of every code before it is printed.

use tiny_skia::{
    Color as Paint8, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8, Rect, Stroke as Pen,
    StrokeDash, Transform,
};
use ttf_parser::{GlyphId, OutlineBuilder};

use crate::barcode::{self, CodeFormat, format_of, read_luma};
use crate::error::PaperError;
use crate::marks::{Color, Layer, Mark, Page, PlacedCode, Step, TextRun};
use crate::pictures::Picture;

/// Most dots of a raster on one side: A4 at 1200 dpi has 14 032.
const LARGEST: f32 = 15_000.0;

/// One page as dots.
#[derive(Debug, Clone)]
pub struct Raster {
    dots: Pixmap,
    /// Dots per inch.
    dpi: u16,
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

    /// Dots per inch it was painted at.
    pub fn dpi(&self) -> u16 {
        self.dpi
    }

    /// Where the codes are with their quiet zones: left, top, right, bottom in dots, in the order of drawing. Empty for a
    /// supplier's page, whose codes nobody placed here.
    pub fn code_areas(&self) -> &[[u32; 4]] {
        &self.codes
    }

    /// A picture of dots as somebody else painted it: red, green, blue and alpha, premultiplied.
    pub(crate) fn from_rgba(width: u32, height: u32, dpi: u16, rgba: Vec<u8>) -> Option<Self> {
        let size = tiny_skia::IntSize::from_wh(width, height)?;
        Some(Self { dots: Pixmap::from_vec(rgba, size)?, dpi, codes: Vec::new() })
    }

    /// Luminance of every dot, row by row, 0 black to 255 white (ITU-R BT.601).
    pub fn luma(&self) -> Vec<u8> {
        self.dots.pixels().iter().copied().map(weigh).collect()
    }

    /// Luminance of a part: left, top, right, bottom in dots, the last two outside. What lies beside the page is left out.
    pub fn luma_of(&self, [left, top, right, bottom]: [u32; 4]) -> Vec<u8> {
        let rows = self.dots.pixels().chunks(self.width() as usize);
        let rows = rows.take(bottom as usize).skip(top as usize);
        rows.flat_map(|row| row.iter().take(right as usize).skip(left as usize).copied().map(weigh)).collect()
    }

    /// The picture as PNG (ISO/IEC 15948).
    pub fn png(&self) -> Result<Vec<u8>, PaperError> {
        self.dots.encode_png().map_err(|_| PaperError::Raster { width: self.width(), height: self.height() })
    }
}

/// Every code on the raster as a decoder reads it from the dots, in the order of drawing; for bytes each byte is one
/// character of ISO 8859-1. A code that does not read is not in the list.
pub fn decode_codes(raster: &Raster) -> Vec<(CodeFormat, String)> {
    let mut found = Vec::new();
    for area in &raster.codes {
        let [left, top, right, bottom] = *area;
        let (width, height) = (right.saturating_sub(left), bottom.saturating_sub(top));
        let read = read_luma(raster.luma_of(*area), width, height);
        found.extend(read.and_then(|(format, text)| Some((format_of(format)?, text))));
    }
    found
}

fn weigh(dot: PremultipliedColorU8) -> u8 {
    let sum = 299 * u32::from(dot.red()) + 587 * u32::from(dot.green()) + 114 * u32::from(dot.blue());
    u8::try_from((sum + 500) / 1000).unwrap_or(u8::MAX)
}

/// Paints a page at a resolution in dots per inch.
pub(crate) fn paint(page: &Page, dpi: f32) -> Result<Raster, PaperError> {
    let (width, height) = size(page, dpi)?;
    paint_part(page, dpi, [0, 0, width, height])
}

/// Paints each code of a page alone, with `around` dots of the page on every side: the same dots as on the whole page.
pub(crate) fn paint_codes(page: &Page, dpi: f32, around: u32) -> Result<Vec<Raster>, PaperError> {
    let (width, height) = size(page, dpi)?;
    let areas = codes(page).map(|code| region(code, dpi / 72.0, width, height));
    areas
        .map(|[left, top, right, bottom]| {
            let (left, top) = (left.saturating_sub(around), top.saturating_sub(around));
            paint_part(page, dpi, [left, top, (right + around).min(width), (bottom + around).min(height)])
        })
        .collect()
}

fn size(page: &Page, dpi: f32) -> Result<(u32, u32), PaperError> {
    let scale = dpi / 72.0;
    let (wide, high) = ((page.width * scale).round(), (page.height * scale).round());
    let sound = |side: f32| (1.0..=LARGEST).contains(&side);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // cast saturates; the range is checked below
    let (width, height) = (wide as u32, high as u32);
    if sound(wide) && sound(high) { Ok((width, height)) } else { Err(PaperError::Raster { width, height }) }
}

fn marks(page: &Page) -> impl Iterator<Item = &Mark> {
    page.layers.iter().flat_map(|layer| match layer {
        Layer::Own(marks) => marks.as_slice(),
        Layer::Shared(marks) => marks.as_slice(),
    })
}

fn codes(page: &Page) -> impl Iterator<Item = &PlacedCode> {
    marks(page).filter_map(|mark| if let Mark::Code(code) = mark { Some(code) } else { None })
}

/// Paints left, top, right, bottom of a page, in dots.
fn paint_part(page: &Page, dpi: f32, [left, top, right, bottom]: [u32; 4]) -> Result<Raster, PaperError> {
    let scale = dpi / 72.0;
    let (width, height) = (right.saturating_sub(left), bottom.saturating_sub(top));
    let mut dots = Pixmap::new(width, height).ok_or(PaperError::Raster { width, height })?;
    dots.fill(Paint8::WHITE);
    #[allow(clippy::cast_precision_loss)] // a side has fewer than 2^24 dots
    let corner = Transform::from_translate(-(left as f32), -(top as f32));
    let mut painter = Painter { dots: &mut dots, scale: Transform::from_scale(scale, scale).post_concat(corner) };
    for mark in marks(page) {
        painter.mark(mark)?;
    }
    let within = |[x, y, far_x, far_y]: [u32; 4]| {
        let inside = x >= left && y >= top && far_x <= right && far_y <= bottom;
        inside.then(|| [x - left, y - top, far_x - left, far_y - top])
    };
    let (whole_width, whole_height) = size(page, dpi)?;
    let codes = codes(page).filter_map(|code| within(region(code, scale, whole_width, whole_height))).collect();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it came from 16 bits
    Ok(Raster { dots, dpi: dpi as u16, codes })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the cast saturates; then it is held to the sheet
fn region(code: &PlacedCode, scale: f32, width: u32, height: u32) -> [u32; 4] {
    let (left, top) = ((code.x - code.quiet.0) * scale, (code.y - code.quiet.1) * scale);
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
            Mark::Picture { x, y, w, h, picture } => self.picture(picture, [*x, *y, *w, *h]),
        }
        Ok(())
    }

    /// The dot of the page that is the first of this raster.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it came from whole dots
    fn corner(&self) -> (u32, u32) {
        (-self.scale.tx as u32, -self.scale.ty as u32)
    }

    /// A code whose modules are whole dots: exactly the dots that were read back. False when it reaches beyond the sheet.
    fn whole(&mut self, code: &barcode::Dots) -> bool {
        let (wide, high) = (self.dots.width(), self.dots.height());
        let (corner_x, corner_y) = self.corner();
        let (Some(left), Some(top)) = (code.left.checked_sub(corner_x), code.top.checked_sub(corner_y)) else {
            return false;
        };
        if left + code.width > wide || top + code.height > high {
            return false;
        }
        let pixels = self.dots.pixels_mut();
        let black = tiny_skia::ColorU8::from_rgba(0, 0, 0, 255).premultiply();
        for (y, row) in (top..).zip(code.luma.chunks_exact(code.width as usize)) {
            let start = (y * wide + left) as usize;
            let Some(target) = pixels.get_mut(start..start + row.len()) else { return false };
            for (dot, _) in target.iter_mut().zip(row).filter(|(_, light)| **light == 0) {
                *dot = black;
            }
        }
        true
    }

    /// A picture is brought to the raster's dots first, so that those of a one-bit picture at its own resolution stay what
    /// they are.
    fn picture(&mut self, picture: &Picture, [x, y, w, h]: [f32; 4]) {
        let scale = self.scale.sx;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // held to the sheet by the layout
        let [width, height] = [w, h].map(|side| ((side * scale).round() as u32).max(1));
        #[allow(clippy::cast_possible_truncation)]
        let [left, top] = [x, y].map(|edge| (edge * scale).round() as i32);
        let (corner_x, corner_y) = self.corner();
        let mut image = picture.rgb();
        if image.dimensions() != (width, height) {
            image = image::imageops::resize(&image, width, height, image::imageops::FilterType::CatmullRom);
        }
        let rgba = image.pixels().flat_map(|dot| [dot.0[0], dot.0[1], dot.0[2], 255]).collect();
        let dots = tiny_skia::IntSize::from_wh(width, height).and_then(|size| Pixmap::from_vec(rgba, size));
        if let Some(dots) = dots {
            let plain = tiny_skia::PixmapPaint::default();
            let (left, top) = (left.saturating_sub_unsigned(corner_x), top.saturating_sub_unsigned(corner_y));
            self.dots.draw_pixmap(left, top, dots.as_ref(), &plain, Transform::identity(), None);
        }
    }

    /// Codes are painted without smoothing: a dot is black or white, as on a thermal head.
    fn code(&mut self, code: &PlacedCode) {
        if let Some(dots) = barcode::Dots::of(code, self.scale.sx)
            && self.whole(&dots)
        {
            return;
        }
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
        let em = run.size / 1000.0;
        let (cos, sin) = run.direction;
        let mut pen = Outline { builder: PathBuilder::new(), x: 0.0, y: 0.0, scale: 1.0 };
        let mut at = 0.0;
        for piece in run.pieces.iter() {
            let face = piece.font.face().ok_or_else(|| piece.font.fault())?;
            pen.scale = 1000.0 / f32::from(face.units_per_em());
            for glyph in &piece.glyphs {
                (pen.x, pen.y) = (at + f32::from(glyph.shift.0), f32::from(glyph.shift.1));
                face.outline_glyph(GlyphId(glyph.id), &mut pen);
                at += f32::from(piece.font.advance(glyph.id)) + f32::from(glyph.kern);
            }
        }
        let Some(path) = pen.builder.finish() else { return Ok(()) };
        // From thousandths of the em, y upward, to points, y downward, along the baseline's direction.
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

/// Takes outlines at a place on the line, in thousandths of the em.
struct Outline {
    builder: PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y + y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.builder.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.builder.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
