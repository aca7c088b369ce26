//! Text to lines of glyphs: cleaning, measuring, breaking, cutting.

use std::collections::BTreeSet;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::error::PaperError;
use crate::fonts::{FACES, Face, Font, REPLACEMENT};
use crate::marks::{Color, Glyph, Mark, TextRun};

/// Sets text and remembers the characters that no face has.
pub(crate) struct Setter {
    fonts: [&'static Font; 3],
    pub(crate) missing: BTreeSet<char>,
}

/// A line of glyphs and its width in points.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) glyphs: Arc<[Glyph]>,
    pub(crate) width: f32,
}

/// Face, size in points and colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style(pub(crate) Face, pub(crate) f32, pub(crate) Color);

/// A text set in lines at the size that was chosen for it.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) lines: Vec<Line>,
    pub(crate) size: f32,
    /// True when the text was longer than its place.
    pub(crate) cut: bool,
}

impl Setter {
    pub(crate) fn new() -> Result<Self, PaperError> {
        Ok(Self { fonts: [FACES[0].font()?, FACES[1].font()?, FACES[2].font()?], missing: BTreeSet::new() })
    }

    fn font(&self, face: Face) -> &'static Font {
        self.fonts[face as usize]
    }

    /// Glyphs of a text that has no line feeds, with kerning.
    fn glyphs(&mut self, face: Face, text: &str) -> Vec<Glyph> {
        let font = self.font(face);
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
        for character in text.chars() {
            let (id, character) = if let Some(id) = font.glyph(character) {
                (id, character)
            } else {
                self.missing.insert(character);
                (font.glyph(REPLACEMENT).unwrap_or(0), REPLACEMENT)
            };
            if let Some(last) = glyphs.last_mut() {
                last.kern = font.kern(last.id, id);
            }
            glyphs.push(Glyph { id, character, kern: 0 });
        }
        glyphs
    }

    fn advance(&self, face: Face, glyph: Glyph) -> i32 {
        i32::from(self.font(face).advance(glyph.id)) + i32::from(glyph.kern)
    }

    fn line(&self, face: Face, size: f32, glyphs: &[Glyph]) -> Line {
        let mut glyphs: Arc<[Glyph]> = glyphs.into();
        if let Some(last) = Arc::get_mut(&mut glyphs).and_then(|all| all.last_mut()) {
            last.kern = 0;
        }
        let units: i32 = glyphs.iter().map(|glyph| self.advance(face, *glyph)).sum();
        Line { width: points(units, size), glyphs }
    }

    /// One line, however long; line feeds become spaces.
    pub(crate) fn single(&mut self, face: Face, size: f32, text: &str) -> Line {
        let glyphs = self.glyphs(face, &clean_line(text));
        self.line(face, size, &glyphs)
    }

    /// One line no wider than `measure` points, cut with an ellipsis when need be.
    pub(crate) fn single_within(&mut self, face: Face, size: f32, text: &str, measure: f32) -> Line {
        let line = self.single(face, size, text);
        if line.width <= measure { line } else { self.cut(face, size, &line.glyphs, measure) }
    }

    /// Lines no wider than `measure` points, paragraph by paragraph; blank lines are left out.
    pub(crate) fn paragraphs(&mut self, face: Face, size: f32, text: &str, measure: f32) -> Vec<Vec<Line>> {
        let mut paragraphs = Vec::new();
        for paragraph in clean(text).split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
            let glyphs = self.glyphs(face, paragraph);
            let mut lines = Vec::new();
            self.break_lines(face, size, &glyphs, measure, &mut lines);
            paragraphs.push(lines);
        }
        paragraphs
    }

    /// The first of `sizes` (size, most lines) in which the text fits; cut at the last when it fits in none.
    pub(crate) fn shrink(&mut self, face: Face, sizes: &[(f32, usize)], text: &str, measure: f32) -> Paragraph {
        let glyphs = self.glyphs(face, &clean_line(text));
        let mut lines = Vec::new();
        for (step, (size, most)) in sizes.iter().enumerate() {
            lines.clear();
            self.break_lines(face, *size, &glyphs, measure, &mut lines);
            if lines.len() <= *most {
                return Paragraph { lines, size: *size, cut: false };
            }
            if step + 1 == sizes.len() {
                lines.truncate(*most);
                if let Some(last) = lines.pop() {
                    lines.push(self.cut(face, *size, &last.glyphs, measure));
                }
                return Paragraph { lines, size: *size, cut: true };
            }
        }
        Paragraph { lines, size: 0.0, cut: false }
    }

    fn break_lines(&self, face: Face, size: f32, glyphs: &[Glyph], measure: f32, lines: &mut Vec<Line>) {
        let mut start = 0;
        let mut width = 0;
        let mut room = None;
        let mut at = 0;
        while at < glyphs.len() {
            let glyph = glyphs[at];
            if glyph.character == ' ' {
                room = Some((at, at + 1));
            }
            width += self.advance(face, glyph);
            if points(width, size) > measure && glyph.character != ' ' && at > start {
                let (end, next) = room.filter(|(end, _)| *end > start).unwrap_or((at, at));
                lines.push(self.line(face, size, trim(&glyphs[start..end])));
                start = next;
                at = next;
                width = 0;
                room = None;
                continue;
            }
            if matches!(glyph.character, '-' | '–' | '—' | '/') && at > start {
                room = Some((at + 1, at + 1));
            }
            at += 1;
        }
        lines.push(self.line(face, size, trim(glyphs.get(start..).unwrap_or(&[]))));
    }

    fn cut(&mut self, face: Face, size: f32, glyphs: &[Glyph], measure: f32) -> Line {
        let dots = self.glyphs(face, "…");
        let mut kept = glyphs.to_vec();
        loop {
            let mut with_dots = trim(&kept).to_vec();
            with_dots.extend_from_slice(&dots);
            let line = self.line(face, size, &with_dots);
            if line.width <= measure || kept.pop().is_none() {
                return line;
            }
        }
    }
}

impl Line {
    /// The mark that draws this line with its left end at `x` and its baseline at `y`.
    pub(crate) fn at(&self, x: f32, y: f32, style: Style) -> Mark {
        let Style(face, size, color) = style;
        Mark::Text(TextRun { x, y, face, size, color, glyphs: Arc::clone(&self.glyphs), direction: (1.0, 0.0) })
    }
}

fn trim(glyphs: &[Glyph]) -> &[Glyph] {
    let solid = |glyph: &Glyph| glyph.character != ' ';
    let first = glyphs.iter().position(solid).unwrap_or(glyphs.len());
    let last = glyphs.iter().rposition(solid).map_or(first, |last| last + 1);
    glyphs.get(first..last).unwrap_or(&[])
}

#[allow(clippy::cast_precision_loss)] // a line is far shorter than 2^24 units
fn points(units: i32, size: f32) -> f32 {
    units as f32 * size / 1000.0
}

/// Composed characters (NFC); line feeds kept; other controls become spaces; invisible direction and joining marks go.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.nfc().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' => {}
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

fn clean_line(text: &str) -> String {
    let mut line = clean(text);
    if line.contains('\n') {
        line = line.replace('\n', " ");
    }
    line
}

/// True when nothing of the text would be visible.
pub(crate) fn is_blank(text: &str) -> bool {
    clean(text).trim().is_empty()
}
