//! Content streams: marks as PDF operators, in hundredths of a point.

use std::io::Write as _;

use crate::error::PaperError;
use crate::fonts::Face;
use crate::marks::{Color, Glyph, Mark, PlacedCode, Step, Stroke, TextRun};

use super::fonts::Subsets;

/// Writes one content stream.
pub(crate) struct Content<'a> {
    out: Vec<u8>,
    height: f32,
    subsets: &'a mut Subsets,
    fill: Option<Color>,
    text: Option<OpenText>,
}

struct OpenText {
    font: Option<(Face, i64)>,
    /// Start of the line before, in hundredths.
    at: (i64, i64),
}

impl<'a> Content<'a> {
    /// A stream for a page of `height` points.
    pub(crate) fn new(height: f32, subsets: &'a mut Subsets) -> Self {
        Self { out: Vec::with_capacity(6000), height, subsets, fill: None, text: None }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.end_text();
        self.out
    }

    /// Draws a form of the document's resources.
    pub(crate) fn form(&mut self, name: &str) {
        self.end_text();
        // A form leaves the graphics state as it was.
        self.raw(format_args!("/{name} Do\n"));
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
            }
        }
        Ok(())
    }

    fn text(&mut self, run: &TextRun) -> Result<(), PaperError> {
        if run.glyphs.is_empty() {
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
        let font = (run.face, hundredths(run.size));
        if open.font != Some(font) {
            self.raw(format_args!("/F{} ", run.face as usize));
            self.hundredths(font.1);
            self.out.extend_from_slice(b"Tf\n");
            open.font = Some(font);
        }
        let at = (hundredths(run.x), hundredths(self.height - run.y));
        if level {
            self.hundredths(at.0 - open.at.0);
            self.hundredths(at.1 - open.at.1);
            self.out.extend_from_slice(b"Td");
        } else {
            let (cos, sin) = run.direction;
            self.raw(format_args!("{cos:.5} {sin:.5} {:.5} {cos:.5} ", -sin));
            self.hundredths(at.0);
            self.hundredths(at.1);
            self.out.extend_from_slice(b"Tm");
        }
        open.at = at;
        self.glyphs(run.face, &run.glyphs)?;
        self.text = Some(open);
        if !level {
            self.end_text();
        }
        Ok(())
    }

    fn glyphs(&mut self, face: Face, glyphs: &[Glyph]) -> Result<(), PaperError> {
        let kerned = glyphs.iter().any(|glyph| glyph.kern != 0);
        self.out.extend_from_slice(if kerned { b"[(" } else { b"(" });
        for (index, glyph) in glyphs.iter().enumerate() {
            for byte in self.subsets.code(face, *glyph)?.to_be_bytes() {
                match byte {
                    b'(' | b')' | b'\\' => self.out.extend_from_slice(&[b'\\', byte]),
                    b'\r' => self.out.extend_from_slice(b"\\r"),
                    byte => self.out.push(byte),
                }
            }
            if glyph.kern != 0 && index + 1 < glyphs.len() {
                // TJ moves left by thousandths of the em.
                self.raw(format_args!("){}(", -glyph.kern));
            }
        }
        self.out.extend_from_slice(if kerned { b")]TJ\n" } else { b")Tj\n" });
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
