//! Which glyph a font has for a character, as a table that outlives the parsed file.

use ttf_parser::Face;

/// Characters in one row of the table.
const ROW: usize = 256;
const ROWS: usize = 0x11_0000 / ROW;

/// Glyphs by character; 0 is none.
pub(crate) struct Charmap {
    /// Number of the row from 1, by the upper part of the code point.
    rows: Vec<u16>,
    glyphs: Vec<[u16; ROW]>,
}

impl Charmap {
    pub(crate) fn read(face: &Face<'_>) -> Self {
        let mut map = Self { rows: vec![0; ROWS], glyphs: Vec::new() };
        let Some(table) = face.tables().cmap else { return map };
        for subtable in table.subtables {
            if !subtable.is_unicode() {
                continue;
            }
            subtable.codepoints(|code| {
                if let Some(glyph) = subtable.glyph_index(code) {
                    map.set(code, glyph.0);
                }
            });
        }
        map
    }

    fn set(&mut self, code: u32, glyph: u16) {
        if glyph == 0 {
            return;
        }
        let Some(row) = self.rows.get_mut(code as usize / ROW) else { return };
        if *row == 0 {
            self.glyphs.push([0; ROW]);
            *row = u16::try_from(self.glyphs.len()).unwrap_or(0);
        }
        if let Some(row) = self.glyphs.get_mut(usize::from(*row).wrapping_sub(1)) {
            row[code as usize % ROW] = glyph;
        }
    }

    /// The glyph of a character, if there is one.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        let code = character as usize;
        let row = self.glyphs.get(usize::from(*self.rows.get(code / ROW)?).wrapping_sub(1))?;
        Some(row[code % ROW]).filter(|glyph| *glyph != 0)
    }
}
