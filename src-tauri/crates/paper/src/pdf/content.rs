//! Content streams: marks as PDF operators, in hundredths of a point.

use std::io::Write as _;

use crate::error::PaperError;
use crate::marks::{Color, Glyph, Mark, Piece, PlacedCode, Step, Stroke, TextRun};

use super::fonts::Subsets;
use super::images::Images;

/// Writes one content stream.
pub(crate) struct Content<'a> {
    out: Vec<u8>,
    height: f32,
    subsets: &'a mut Subsets,
    images: &'a Images<'a>,
    fill: Option<Color>,
    text: Option<OpenText>,
}

struct OpenText {
    font: Option<(usize, i64)>,
    /// Start of the line before, in hundredths.
    at: (i64, i64),
}

impl<'a> Content<'a> {
    /// A stream for a page of `height` points.
    pub(crate) fn new(height: f32, subsets: &'a mut Subsets, images: &'a Images<'a>) -> Self {
        Self { out: Vec::with_capacity(6000), height, subsets, images, fill: None, text: None }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.end_text();
        self.out
    }

    /// Draws a form of the document's resources that was written for a page of `height` points.
    pub(crate) fn form(&mut self, number: usize, height: f32) {
        self.end_text();
        // A form leaves the graphics state as it was. Its upper edge belongs on the page's.
        let lift = hundredths(self.height) - hundredths(height);
        if lift == 0 {
            self.raw(format_args!("/X{number} Do\n"));
        } else {
            self.out.extend_from_slice(b"q 1 0 0 1 0 ");
            self.hundredths(lift);
            self.raw(format_args!("cm /X{number} Do Q\n"));
        }
    }

    pub(crate) fn marks(&mut self, marks: &[Mark]) -> Result<(), PaperError> {
        for mark in marks {
            match mark {
                Mark::Text(run) => self.text(run)?,
                Mark::Rect { x, y, w, h, fill } => {
                    self.end_text();
                    self.fill(*fill);
                    let bottom = self.height - y - h;
                    self.numbers(&[*x, bottom, *w, *h]);
                    self.out.extend_from_slice(b"re f\n");
                }
                Mark::Path { steps, fill, stroke } => self.path(steps, *fill, *stroke),
                Mark::Code(code) => self.code(code),
                Mark::Picture { x, y, w, h, picture } => {
                    self.end_text();
                    // An image fills the unit square.
                    if let Some(number) = self.images.number(picture) {
                        self.out.extend_from_slice(b"q ");
                        self.numbers(&[*w, 0.0, 0.0, *h, *x, self.height - y - h]);
                        self.raw(format_args!("cm /P{number} Do Q\n"));
                    }
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, run: &TextRun) -> Result<(), PaperError> {
        if run.pieces.is_empty() {
            return Ok(());
        }
        let level = run.direction == (1.0, 0.0);
        if !level {
            self.end_text();
        }
        self.fill(run.color);
        if self.text.is_none() {
            self.out.extend_from_slice(b"BT\n");
        }
        let mut open = self.text.take().unwrap_or(OpenText { font: None, at: (0, 0) });
        let at = (hundredths(run.x), hundredths(self.height - run.y));
        for (index, piece) in run.pieces.iter().enumerate() {
            let font = (self.subsets.number(&piece.font), hundredths(run.size));
            if open.font != Some(font) {
                self.raw(format_args!("/F{} ", font.0));
                self.hundredths(font.1);
                self.out.extend_from_slice(b"Tf\n");
                open.font = Some(font);
            }
            if index == 0 && level {
                self.hundredths(at.0 - open.at.0);
                self.hundredths(at.1 - open.at.1);
                self.out.extend_from_slice(b"Td");
            } else if index == 0 {
                let (cos, sin) = run.direction;
                self.raw(format_args!("{cos:.5} {sin:.5} {:.5} {cos:.5} ", -sin));
                self.hundredths(at.0);
                self.hundredths(at.1);
                self.out.extend_from_slice(b"Tm");
            }
            self.piece(piece, font, index + 1 == run.pieces.len())?;
        }
        open.at = at;
        self.text = Some(open);
        if !level {
            self.end_text();
        }
        Ok(())
    }

    /// Shows the glyphs of one font; `font` is its number and its size in hundredths.
    fn piece(&mut self, piece: &Piece, font: (usize, i64), last: bool) -> Result<(), PaperError> {
        let moved = piece.glyphs.iter().any(|glyph| glyph.kern != 0 || glyph.shift != (0, 0));
        // What is only said, not seen, moves too.
        let moved = moved || !piece.texts.is_empty() || piece.glyphs.iter().any(|glyph| glyph.id == Glyph::UNSEEN);
        let mut show = Show { moved, open: false, owed: 0, rise: 0 };
        for glyph in &piece.glyphs {
            let Some(shown) = self.subsets.show(font.0, *glyph, &piece.texts)? else { continue };
            if glyph.shift.1 != show.rise {
                show.close(&mut self.out);
                show.rise = glyph.shift.1;
                decimals(&mut self.out, i64::from(show.rise) * font.1 / 100, 1000);
                self.out.extend_from_slice(b" Ts\n");
            }
            if let Some(actual) = &shown.actual {
                show.close(&mut self.out);
                self.out.extend_from_slice(b"/Span <</ActualText <feff");
                for unit in actual.encode_utf16() {
                    self.raw(format_args!("{unit:04x}"));
                }
                self.out.extend_from_slice(b">>> BDC\n");
            }
            show.owed += i32::from(glyph.shift.0);
            show.code(&mut self.out, shown.code);
            show.owed += i32::from(glyph.kern) - i32::from(glyph.shift.0) - i32::from(shown.beyond);
            if shown.actual.is_some() {
                show.close(&mut self.out);
                self.out.extend_from_slice(b"EMC\n");
            }
        }
        if !last {
            show.pay(&mut self.out);
        }
        show.close(&mut self.out);
        if show.rise != 0 {
            self.out.extend_from_slice(b"0 Ts\n");
        }
        Ok(())
    }

    fn path(&mut self, steps: &[Step], fill: Option<Color>, stroke: Option<Stroke>) {
        self.end_text();
        if let Some(color) = fill {
            self.fill(color);
        }
        if let Some(stroke) = stroke {
            self.color(stroke.color);
            self.out.extend_from_slice(b"RG ");
            self.numbers(&[stroke.width]);
            self.out.extend_from_slice(b"w ");
            match stroke.dash {
                Some((on, off)) => {
                    self.out.push(b'[');
                    self.numbers(&[on, off]);
                    self.out.extend_from_slice(b"]0 d\n");
                }
                None => self.out.extend_from_slice(b"[]0 d\n"),
            }
        }
        let height = self.height;
        for step in steps {
            match *step {
                Step::Move(x, y) => {
                    self.numbers(&[x, height - y]);
                    self.out.extend_from_slice(b"m ");
                }
                Step::Line(x, y) => {
                    self.numbers(&[x, height - y]);
                    self.out.extend_from_slice(b"l ");
                }
                Step::Curve(x1, y1, x2, y2, x, y) => {
                    self.numbers(&[x1, height - y1, x2, height - y2, x, height - y]);
                    self.out.extend_from_slice(b"c ");
                }
                Step::Close => self.out.extend_from_slice(b"h "),
            }
        }
        self.out.extend_from_slice(match (fill.is_some(), stroke.is_some()) {
            (true, true) => b"B\n".as_slice(),
            (true, false) => b"f\n",
            (false, true) => b"S\n",
            (false, false) => b"n\n",
        });
    }

    /// A code is one path of whole modules in a coordinate system of its own, filled once.
    fn code(&mut self, code: &PlacedCode) {
        self.end_text();
        self.out.extend_from_slice(b"q 0 g ");
        self.raw(format_args!("{} 0 0 {} ", code.scale.0, -code.scale.1));
        self.numbers(&[code.x, self.height - code.y]);
        self.out.extend_from_slice(b"cm\n");
        for run in code.runs.iter() {
            for number in [run.x, run.y, run.w, run.h] {
                integer(&mut self.out, i64::from(number));
                self.out.push(b' ');
            }
            self.out.extend_from_slice(b"re\n");
        }
        self.out.extend_from_slice(b"f Q\n");
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.extend_from_slice(b"ET\n");
        }
    }

    fn fill(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.color(color);
            self.out.extend_from_slice(b"rg\n");
            self.fill = Some(color);
        }
    }

    fn color(&mut self, color: Color) {
        for channel in [color.0, color.1, color.2] {
            decimals(&mut self.out, (i64::from(channel) * 1000 + 127) / 255, 1000);
            self.out.push(b' ');
        }
    }

    fn numbers(&mut self, numbers: &[f32]) {
        for number in numbers {
            self.hundredths(hundredths(*number));
        }
    }

    fn hundredths(&mut self, number: i64) {
        decimals(&mut self.out, number, 100);
        self.out.push(b' ');
    }

    fn raw(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to memory cannot fail.
        let _ = self.out.write_fmt(text);
    }
}

/// An operator that shows glyphs, while it is written.
struct Show {
    /// False when all glyphs stand where their widths put them.
    moved: bool,
    open: bool,
    /// How far the next glyph is to be moved to the right, in thousandths of the em.
    owed: i32,
    /// How far the baseline is raised, in thousandths of the em.
    rise: i16,
}

impl Show {
    fn open(&mut self, out: &mut Vec<u8>) {
        if !self.open {
            out.extend_from_slice(if self.moved { b"[(" } else { b"(" });
            self.open = true;
        }
    }

    /// Moves on by what is owed; TJ moves left by thousandths of the em.
    fn pay(&mut self, out: &mut Vec<u8>) {
        if self.owed != 0 {
            self.open(out);
            out.push(b')');
            integer(out, -i64::from(self.owed));
            out.push(b'(');
            self.owed = 0;
        }
    }

    fn code(&mut self, out: &mut Vec<u8>, code: u16) {
        self.pay(out);
        self.open(out);
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                b'\r' => out.extend_from_slice(b"\\r"),
                byte => out.push(byte),
            }
        }
    }

    fn close(&mut self, out: &mut Vec<u8>) {
        if self.open {
            out.extend_from_slice(if self.moved { b")]TJ\n" } else { b")Tj\n" });
            self.open = false;
        }
    }
}

#[allow(clippy::cast_possible_truncation)] // a length on paper
fn hundredths(points: f32) -> i64 {
    (points * 100.0).round() as i64
}

fn integer(out: &mut Vec<u8>, number: i64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// `number / scale` without trailing zeros; `scale` is a power of ten.
fn decimals(out: &mut Vec<u8>, number: i64, scale: i64) {
    let (whole, mut part) = (number.abs() / scale, number.abs() % scale);
    if number < 0 {
        out.push(b'-');
    }
    if whole != 0 || part == 0 {
        integer(out, whole);
    }
    if part != 0 {
        out.push(b'.');
        let mut digit = scale / 10;
        while part != 0 {
            integer(out, part / digit);
            part %= digit;
            digit /= 10;
        }
    }
}
