//! The faces on paper: Noto Sans and Noto Sans Mono (SIL Open Font License 1.1), see `fonts/README.md`.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI16, Ordering};

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face as Outlines, GlyphId};

use crate::error::PaperError;

/// A face of the house. Every face has 1000 units in its em.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    SemiBold,
    Mono,
}

/// All faces, in the order of their resource names.
pub(crate) const FACES: [Face; 3] = [Face::Regular, Face::SemiBold, Face::Mono];

/// Height of capitals in thousandths of the em, the same in every face.
pub(crate) const CAP: f32 = 0.714;

/// What a missing character is drawn as.
pub(crate) const REPLACEMENT: char = '\u{fffd}';

/// Characters below this are looked up in a table.
const TABLE: usize = 0x2600;
/// Pairs of glyphs below this have their kerning remembered.
const PAIRS: usize = 256;
const UNASKED: i16 = i16::MIN;

/// A parsed face with its tables for quick measuring.
pub(crate) struct Font {
    pub(crate) bytes: &'static [u8],
    pub(crate) outlines: Outlines<'static>,
    glyphs: Vec<u16>,
    advances: Vec<u16>,
    kerned: Vec<PairAdjustment<'static>>,
    pairs: Vec<AtomicI16>,
}

impl Face {
    /// PostScript name, as `pdffonts` shows it after the subset's tag.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Regular => "NotoSans-Regular",
            Self::SemiBold => "NotoSans-SemiBold",
            Self::Mono => "NotoSansMono-Medium",
        }
    }

    /// The parsed face; parsed once in a process.
    pub(crate) fn font(self) -> Result<&'static Font, PaperError> {
        static FONTS: [OnceLock<Option<Font>>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
        let (slot, bytes): (&OnceLock<Option<Font>>, &'static [u8]) = match self {
            Self::Regular => (&FONTS[0], include_bytes!("../fonts/NotoSans-Regular.ttf")),
            Self::SemiBold => (&FONTS[1], include_bytes!("../fonts/NotoSans-SemiBold.ttf")),
            Self::Mono => (&FONTS[2], include_bytes!("../fonts/NotoSansMono-Medium.ttf")),
        };
        slot.get_or_init(|| Font::parse(bytes)).as_ref().ok_or(PaperError::Font { face: self.name() })
    }
}

impl Font {
    fn parse(bytes: &'static [u8]) -> Option<Self> {
        let outlines = Outlines::parse(bytes, 0).ok()?;
        let mut glyphs = vec![0; TABLE];
        for subtable in outlines.tables().cmap?.subtables {
            if subtable.is_unicode() {
                subtable.codepoints(|code| {
                    if let (Some(slot), Some(glyph)) = (glyphs.get_mut(code as usize), subtable.glyph_index(code)) {
                        *slot = glyph.0;
                    }
                });
            }
        }
        let advances = (0..outlines.number_of_glyphs())
            .map(|id| outlines.glyph_hor_advance(GlyphId(id)).unwrap_or_default())
            .collect();
        let kerned = kerning(&outlines);
        let pairs = std::iter::repeat_with(|| AtomicI16::new(UNASKED)).take(PAIRS * PAIRS).collect();
        Some(Self { bytes, outlines, glyphs, advances, kerned, pairs })
    }

    /// The glyph of a character, if the face has one.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        let glyph = match self.glyphs.get(character as usize) {
            Some(glyph) => *glyph,
            None => self.outlines.glyph_index(character)?.0,
        };
        (glyph != 0).then_some(glyph)
    }

    /// Advance width in thousandths of the em.
    pub(crate) fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or_default()
    }

    /// Kerning between two glyphs in thousandths of the em (OpenType GPOS, feature `kern`).
    pub(crate) fn kern(&self, left: u16, right: u16) -> i16 {
        if self.kerned.is_empty() {
            return 0;
        }
        let (l, r) = (usize::from(left), usize::from(right));
        let slot = if l < PAIRS && r < PAIRS { self.pairs.get(l * PAIRS + r) } else { None };
        if let Some(known) = slot.map(|slot| slot.load(Ordering::Relaxed)).filter(|known| *known != UNASKED) {
            return known;
        }
        let kern = self.kerned.iter().find_map(|table| pair(table, left, right)).unwrap_or(0);
        if let Some(slot) = slot {
            slot.store(kern, Ordering::Relaxed);
        }
        kern
    }
}

fn kerning(outlines: &Outlines<'static>) -> Vec<PairAdjustment<'static>> {
    let Some(gpos) = outlines.tables().gpos else { return Vec::new() };
    let mut found = Vec::new();
    for lookup in gpos.lookups {
        for subtable in lookup.subtables.into_iter::<PositioningSubtable<'static>>() {
            if let PositioningSubtable::Pair(pair) = subtable {
                found.push(pair);
            }
        }
    }
    found
}

fn pair(table: &PairAdjustment<'static>, left: u16, right: u16) -> Option<i16> {
    let (left, right) = (GlyphId(left), GlyphId(right));
    let covered = table.coverage().get(left)?;
    match table {
        PairAdjustment::Format1 { sets, .. } => Some(sets.get(covered)?.get(right)?.0.x_advance),
        PairAdjustment::Format2 { classes, matrix, .. } => {
            Some(matrix.get((classes.0.get(left), classes.1.get(right)))?.0.x_advance)
        }
    }
}
