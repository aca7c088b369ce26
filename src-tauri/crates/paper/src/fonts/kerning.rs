//! Kerning of the shipped fonts, quick enough for every pair of every text (OpenType GPOS, feature `kern`).

use std::sync::atomic::{AtomicI16, Ordering};

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId};

/// Pairs of glyphs below this have their kerning remembered.
const PAIRS: usize = 256;
const UNASKED: i16 = i16::MIN;

/// The pair tables of a font that stays in memory, and what was asked of them before.
pub(crate) struct Kerning {
    tables: Vec<PairAdjustment<'static>>,
    pairs: Vec<AtomicI16>,
}

impl Kerning {
    pub(crate) fn read(face: &Face<'static>) -> Option<Self> {
        let mut tables = Vec::new();
        for lookup in face.tables().gpos?.lookups {
            for subtable in lookup.subtables.into_iter::<PositioningSubtable<'static>>() {
                if let PositioningSubtable::Pair(pair) = subtable {
                    tables.push(pair);
                }
            }
        }
        let pairs = std::iter::repeat_with(|| AtomicI16::new(UNASKED)).take(PAIRS * PAIRS).collect();
        (!tables.is_empty()).then_some(Self { tables, pairs })
    }

    /// Kerning between two glyphs in the font's units.
    pub(crate) fn between(&self, left: u16, right: u16) -> i16 {
        let (l, r) = (usize::from(left), usize::from(right));
        let slot = if l < PAIRS && r < PAIRS { self.pairs.get(l * PAIRS + r) } else { None };
        if let Some(known) = slot.map(|slot| slot.load(Ordering::Relaxed)).filter(|known| *known != UNASKED) {
            return known;
        }
        let kern = self.tables.iter().find_map(|table| pair(table, left, right)).unwrap_or(0);
        if let Some(slot) = slot {
            slot.store(kern, Ordering::Relaxed);
        }
        kern
    }
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
