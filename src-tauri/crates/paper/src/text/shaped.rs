//! A text in glyphs, not yet in lines, and how lines are cut from it.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{Level, ParagraphBidiInfo};

use super::clean::is_room;
use super::{Line, points};
use crate::fonts::Font;
use crate::marks::{Glyph, Piece, Says};

/// Glyphs of one text in clusters; a cluster is what is never torn apart.
pub(super) struct Shaped {
    /// The text as it is set, for finding the places where lines may end.
    pub(super) text: String,
    /// In the order of reading.
    pub(super) clusters: Vec<Cluster>,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) fonts: Vec<Arc<Font>>,
    pub(super) texts: Arc<[Box<str>]>,
    /// True when the text as a whole runs from right to left.
    pub(super) leftward: bool,
    /// True when some of it runs from right to left.
    pub(super) mixed: bool,
    /// True when each character is a glyph, with kerning between them.
    pub(super) plain: bool,
}

/// Some characters and their glyphs, the latter from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cluster {
    /// Where its characters begin in the text.
    pub(super) byte: u32,
    /// Its first glyph, and how many there are.
    pub(super) first: u32,
    pub(super) count: u16,
    /// Number of its font.
    pub(super) font: u8,
    /// Embedding level (UAX 9): even runs to the right, odd to the left.
    pub(super) level: u8,
    /// True for the room between words.
    pub(super) room: bool,
    /// Advance in thousandths of the em.
    pub(super) width: i32,
}

impl Shaped {
    /// One glyph for each character, kerned; `None` when the text needs more than that.
    pub(super) fn plain(font: &Arc<Font>, text: &str) -> Option<Self> {
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
        let mut clusters: Vec<Cluster> = Vec::with_capacity(text.len());
        for (byte, character) in text.char_indices() {
            if !is_plain(character) {
                return None;
            }
            let id = font.glyph(character)?;
            if let (Some(last), Some(cluster)) = (glyphs.last_mut(), clusters.last_mut()) {
                last.kern = font.kern(last.id, id);
                cluster.width += i32::from(last.kern);
            }
            clusters.push(Cluster {
                byte: u32::try_from(byte).ok()?,
                first: u32::try_from(glyphs.len()).ok()?,
                count: 1,
                font: 0,
                level: 0,
                room: is_room(character),
                width: i32::from(font.advance(id)),
            });
            glyphs.push(Glyph { id, kern: 0, shift: (0, 0), says: Says::Char(character) });
        }
        Some(Self {
            text: text.to_owned(),
            clusters,
            glyphs,
            fonts: vec![Arc::clone(font)],
            texts: Arc::default(),
            leftward: false,
            mixed: false,
            plain: true,
        })
    }

    /// All of it without the room at both ends.
    pub(super) fn all(&self) -> Range<usize> {
        self.trim(0..self.clusters.len())
    }

    fn part(&self, range: &Range<usize>) -> &[Cluster] {
        self.clusters.get(range.clone()).unwrap_or(&[])
    }

    /// The width of these clusters in a line of their own.
    pub(super) fn width(&self, range: &Range<usize>) -> i32 {
        let Some((last, before)) = self.part(range).split_last() else { return 0 };
        before.iter().map(|cluster| cluster.width).sum::<i32>() + self.alone(last)
    }

    /// The width of a cluster behind which nothing follows.
    fn alone(&self, cluster: &Cluster) -> i32 {
        let glyph = self.glyphs.get(cluster.first as usize).filter(|_| self.plain);
        cluster.width - glyph.map_or(0, |glyph| i32::from(glyph.kern))
    }

    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let part = self.part(&range);
        let first = part.iter().position(|cluster| !cluster.room).unwrap_or(part.len());
        let last = part.iter().rposition(|cluster| !cluster.room).map_or(first, |last| last + 1);
        range.start + first..range.start + last
    }

    /// The lines no wider than `measure` points at `size`: ended where UAX 14 lets them, or where it must be.
    pub(super) fn lines(&self, size: f32, measure: f32) -> Vec<Range<usize>> {
        let all = self.all();
        if points(self.width(&all), size) <= measure {
            return vec![all];
        }
        let mut ends = unicode_linebreak::linebreaks(&self.text).map(|(byte, _)| byte).peekable();
        let mut lines = Vec::new();
        let (mut start, mut at, mut width) = (0, 0, 0);
        // Where the next line would begin, and the width up to there.
        let mut end: Option<(usize, i32)> = None;
        while let Some(cluster) = self.clusters.get(at) {
            while ends.next_if(|byte| *byte < cluster.byte as usize).is_some() {}
            if at > start && ends.peek().is_some_and(|byte| *byte == cluster.byte as usize) {
                end = Some((at, width));
            }
            if !cluster.room && at > start && points(width + self.alone(cluster), size) > measure {
                let (next, before) = end.take().unwrap_or((at, width));
                lines.push(self.trim(start..next));
                width -= before;
                start = next;
                // The cluster is looked at again: it may not fit behind what was carried over.
                if next < at {
                    continue;
                }
            }
            width += cluster.width;
            at += 1;
        }
        lines.push(self.trim(start..self.clusters.len()));
        lines
    }

    /// A line of these clusters, in the order of seeing, with `dots` after what is read last.
    pub(super) fn line(&self, size: f32, range: Range<usize>, dots: Option<&Self>) -> Line {
        let kept = self.part(&self.trim(range));
        let mut read: Vec<(&Self, &Cluster)> = Vec::with_capacity(kept.len() + 1);
        read.extend(kept.iter().map(|cluster| (self, cluster)));
        if let Some(dots) = dots {
            read.extend(dots.clusters.iter().map(|cluster| (dots, cluster)));
        }
        let mut making = Making { pieces: Vec::with_capacity(1), width: 0 };
        if self.mixed {
            // Dots belong to the text as a whole.
            let base = u8::from(self.leftward);
            let level = |level| Level::new(level).unwrap_or(Level::ltr());
            let mut levels: Vec<_> = kept.iter().map(|cluster| level(cluster.level)).collect();
            levels.resize(read.len(), level(base));
            for place in ParagraphBidiInfo::reorder_visual(&levels) {
                if let Some((of, cluster)) = read.get(place) {
                    making.push(of, cluster);
                }
            }
        } else {
            for (of, cluster) in read {
                making.push(of, cluster);
            }
        }
        making.line(size, self.plain)
    }

    /// As much of these clusters as fits into `measure` points with `dots` behind it.
    pub(super) fn cut(&self, size: f32, range: Range<usize>, dots: &Self, measure: f32) -> Line {
        let mut width = dots.width(&dots.all());
        if points(width, size) > measure {
            return self.line(size, 0..0, None);
        }
        let mut end = range.start;
        for cluster in self.part(&range) {
            width += cluster.width;
            if points(width, size) > measure {
                break;
            }
            end += 1;
        }
        self.line(size, range.start..end, Some(dots))
    }
}

/// A line while it is put together, from left to right.
struct Making {
    pieces: Vec<Piece>,
    width: i32,
}

impl Making {
    fn push(&mut self, of: &Shaped, cluster: &Cluster) {
        let first = cluster.first as usize;
        let glyphs = of.glyphs.get(first..first + usize::from(cluster.count)).unwrap_or(&[]);
        let Some(font) = of.fonts.get(usize::from(cluster.font)) else { return };
        self.width += cluster.width;
        if let Some(piece) = self.pieces.last_mut() {
            let alike = of.texts.is_empty() || piece.texts.is_empty() || Arc::ptr_eq(&piece.texts, &of.texts);
            if alike && Arc::ptr_eq(&piece.font, font) {
                if piece.texts.is_empty() && !of.texts.is_empty() {
                    piece.texts = Arc::clone(&of.texts);
                }
                piece.glyphs.extend_from_slice(glyphs);
                return;
            }
        }
        let piece = Piece { font: Arc::clone(font), glyphs: glyphs.to_vec(), texts: Arc::clone(&of.texts) };
        self.pieces.push(piece);
    }

    /// The line; `kerned` when what kerns its last glyph is another glyph behind it, which is not there.
    fn line(mut self, size: f32, kerned: bool) -> Line {
        if let Some(last) = self.pieces.last_mut().and_then(|piece| piece.glyphs.last_mut()).filter(|_| kerned) {
            self.width -= i32::from(last.kern);
            last.kern = 0;
        }
        Line { width: points(self.width, size), lead: 0.0, pieces: self.pieces.into() }
    }
}

/// Scripts in which a character is a glyph, whatever stands beside it.
fn is_plain(letter: char) -> bool {
    letter < '\u{300}'
        || matches!(
            letter,
            '\u{370}'..='\u{482}'
                | '\u{48a}'..='\u{52f}'
                | '\u{1e00}'..='\u{200a}'
                | '\u{2010}'..='\u{2027}'
                | '\u{202f}'..='\u{205e}'
                | '\u{20a0}'..='\u{20cf}'
                | '\u{2100}'..='\u{25ff}'
                | '\u{fb00}'..='\u{fb06}'
                | '\u{fffd}'
        )
}
