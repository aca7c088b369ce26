//! Text to lines of glyphs: cleaning, choosing fonts, shaping, measuring, breaking, cutting.

mod clean;
mod shape;
mod shaped;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

pub(crate) use self::clean::is_blank;
use self::clean::{clean, clean_line};
use self::shaped::Shaped;
use crate::error::PaperError;
use crate::fonts::{Chain, FACES, Face, Font, FontShelf};
use crate::marks::{Color, Mark, Piece, TextRun};

/// Sets text, and remembers the characters that no font has and the found fonts that were used.
pub(crate) struct Setter {
    fonts: [Arc<Font>; 3],
    shelf: FontShelf,
    /// By face; only texts that need more than its own font ask for it.
    chains: [Option<Chain>; 3],
    /// Longer texts by face, for the tickets of a batch say much alike.
    known: [HashMap<String, Arc<[Shaped]>>; 3],
    pub(crate) missing: BTreeSet<char>,
    pub(crate) found: BTreeSet<String>,
}

/// A line of glyphs.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pieces: Arc<[Piece]>,
    /// Room before its first glyph in points; a line that runs to the left ends flush with those above it.
    lead: f32,
    /// From the line's left end, the room before it included, to the right end of its last glyph, in points.
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

/// Shorter texts are set anew each time.
const LONG: usize = 24;
/// Most texts that are remembered.
const KNOWN: usize = 256;

impl Setter {
    pub(crate) fn new(shelf: &FontShelf) -> Result<Self, PaperError> {
        Ok(Self {
            fonts: [FontShelf::font(FACES[0])?, FontShelf::font(FACES[1])?, FontShelf::font(FACES[2])?],
            shelf: shelf.clone(),
            chains: [None, None, None],
            known: [HashMap::new(), HashMap::new(), HashMap::new()],
            missing: BTreeSet::new(),
            found: BTreeSet::new(),
        })
    }

    /// Glyphs of a text that is clean and has no line feeds.
    fn shape(&mut self, face: Face, text: &str) -> Shaped {
        let font = &self.fonts[face as usize];
        if let Some(plain) = Shaped::plain(font, text) {
            return plain;
        }
        // Its shipped fonts were read before, when the setter was made; only a broken build has a face without a chain.
        let chain = self.chains[face as usize]
            .get_or_insert_with(|| self.shelf.chain(face).unwrap_or_else(|_| Chain { fonts: vec![Arc::clone(font)] }));
        let shaped = shape::shape(text, chain, &mut self.missing);
        let used: BTreeSet<u8> = shaped.clusters.iter().map(|cluster| cluster.font).collect();
        let used = used.iter().filter_map(|font| shaped.fonts.get(usize::from(*font)));
        self.found.extend(used.filter(|font| font.found).map(|font| font.family.clone()));
        shaped
    }

    /// The paragraphs of a text; blank ones are left out.
    fn paragraphs_of(&mut self, face: Face, text: &str) -> Arc<[Shaped]> {
        if let Some(known) = self.known[face as usize].get(text) {
            return Arc::clone(known);
        }
        let clear = clean(text);
        let paragraphs = clear.split('\n').filter(|paragraph| !is_blank(paragraph));
        let shaped: Arc<[Shaped]> = paragraphs.map(|paragraph| self.shape(face, paragraph)).collect();
        self.remember(face, text, &shaped);
        shaped
    }

    fn line_of(&mut self, face: Face, text: &str) -> Arc<[Shaped]> {
        // A text without line feeds is one paragraph: both share what is known.
        let one_line = !text.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
        if let Some(known) = self.known[face as usize].get(text).filter(|_| one_line) {
            return Arc::clone(known);
        }
        let shaped: Arc<[Shaped]> = Arc::new([self.shape(face, &clean_line(text))]);
        if one_line && !is_blank(text) {
            self.remember(face, text, &shaped);
        }
        shaped
    }

    fn remember(&mut self, face: Face, text: &str, shaped: &Arc<[Shaped]>) {
        if text.len() < LONG {
            return;
        }
        let known = &mut self.known[face as usize];
        if known.len() >= KNOWN {
            known.clear();
        }
        known.insert(text.to_owned(), Arc::clone(shaped));
    }

    /// One line, however long; line feeds become spaces.
    pub(crate) fn single(&mut self, face: Face, size: f32, text: &str) -> Line {
        let shaped = self.line_of(face, text);
        shaped.first().map_or_else(Line::empty, |shaped| shaped.line(size, shaped.all(), None))
    }

    /// One line no wider than `measure` points, cut with an ellipsis when need be.
    pub(crate) fn single_within(&mut self, face: Face, size: f32, text: &str, measure: f32) -> Line {
        let shaped = self.line_of(face, text);
        shaped.first().map_or_else(Line::empty, |shaped| self.within(face, size, shaped, shaped.all(), measure))
    }

    /// Lines no wider than `measure` points, paragraph by paragraph; blank lines are left out.
    pub(crate) fn paragraphs(&mut self, face: Face, size: f32, text: &str, measure: f32) -> Vec<Vec<Line>> {
        let mut paragraphs = Vec::new();
        for shaped in self.paragraphs_of(face, text).iter() {
            let ranges = shaped.lines(size, measure).into_iter();
            let mut lines: Vec<Line> = ranges.map(|range| self.within(face, size, shaped, range, measure)).collect();
            flush(&mut lines, shaped, measure);
            paragraphs.push(lines);
        }
        paragraphs
    }

    /// The first of `sizes` (size, most lines) in which the text fits; cut at the last when it fits in none.
    pub(crate) fn shrink(&mut self, face: Face, sizes: &[(f32, usize)], text: &str, measure: f32) -> Paragraph {
        let shaped = self.line_of(face, text);
        let Some(shaped) = shaped.first() else { return Paragraph { lines: Vec::new(), size: 0.0, cut: false } };
        let mut lines = Vec::new();
        for (step, (size, most)) in sizes.iter().enumerate() {
            let ranges = shaped.lines(*size, measure);
            let cut = ranges.len() > *most;
            if cut && step + 1 < sizes.len() {
                continue;
            }
            let last = ranges.len().min(*most);
            for (index, range) in ranges.into_iter().take(last).enumerate() {
                lines.push(if cut && index + 1 == last {
                    shaped.cut(*size, range, &self.dots(face), measure)
                } else {
                    self.within(face, *size, shaped, range, measure)
                });
            }
            let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
            flush(&mut lines, shaped, widest);
            return Paragraph { lines, size: *size, cut };
        }
        Paragraph { lines, size: 0.0, cut: false }
    }

    /// These clusters in a line; one that is too wide all the same, such as a letter wider than the place, is cut.
    fn within(&mut self, face: Face, size: f32, shaped: &Shaped, range: Range<usize>, measure: f32) -> Line {
        if points(shaped.width(&range), size) <= measure {
            shaped.line(size, range, None)
        } else {
            shaped.cut(size, range, &self.dots(face), measure)
        }
    }

    fn dots(&mut self, face: Face) -> Shaped {
        self.shape(face, "…")
    }
}

/// Moves the lines of a text that runs to the left to the right end of `measure`.
fn flush(lines: &mut [Line], shaped: &Shaped, measure: f32) {
    if shaped.leftward {
        for line in lines {
            line.lead = (measure - line.width).max(0.0);
            line.width += line.lead;
        }
    }
}

impl Line {
    fn empty() -> Self {
        Self { pieces: Arc::default(), lead: 0.0, width: 0.0 }
    }

    /// The mark that draws this line with its left end at `x` and its baseline at `y`.
    pub(crate) fn at(&self, x: f32, y: f32, style: Style) -> Mark {
        let Style(_, size, color) = style;
        let (x, pieces) = (x + self.lead, Arc::clone(&self.pieces));
        Mark::Text(TextRun { x, y, size, color, pieces, direction: (1.0, 0.0) })
    }
}

#[allow(clippy::cast_precision_loss)] // a line is far shorter than 2^24 units
fn points(units: i32, size: f32) -> f32 {
    units as f32 * size / 1000.0
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
