//! Font subsets: only the glyphs of the document, numbered in the order of their first use.

use std::collections::BTreeMap;

use printpdf::{Codepoint, FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, Pt, TextItem};
use subsetter::{GlyphRemapper, subset};

use crate::error::PaperError;
use crate::fonts::{FACES, Face};
use crate::marks::Glyph;

/// The glyphs used so far, per face.
#[derive(Default)]
pub(crate) struct Subsets {
    used: [Used; 3],
}

#[derive(Default)]
struct Used {
    remapper: GlyphRemapper,
    /// New number + 1 by old number; 0 is unused.
    codes: Vec<u16>,
    /// Old number and character, by new number from 1.
    glyphs: Vec<(u16, char)>,
}

impl Subsets {
    /// The two-byte code of a glyph in its face's subset.
    pub(crate) fn code(&mut self, face: Face, glyph: Glyph) -> Result<u16, PaperError> {
        let used = &mut self.used[face as usize];
        let slot = usize::from(glyph.id);
        if let Some(code) = used.codes.get(slot).copied().filter(|code| *code != 0) {
            return Ok(code - 1);
        }
        let code = used.remapper.remap(glyph.id);
        if used.codes.len() <= slot {
            used.codes.resize(slot + 1, 0);
        }
        used.codes[slot] = code.checked_add(1).ok_or(PaperError::Font { face: face.name() })?;
        used.glyphs.push((glyph.id, glyph.character));
        Ok(code)
    }

    /// Gives the document its fonts; the operations name every glyph once, which makes printpdf write widths and
    /// characters for exactly these.
    pub(crate) fn embed(&self, document: &mut PdfDocument) -> Result<Vec<Op>, PaperError> {
        let mut ops = vec![Op::StartTextSection];
        for face in FACES {
            let used = &self.used[face as usize];
            if used.glyphs.is_empty() {
                continue;
            }
            let fault = PaperError::Font { face: face.name() };
            let font = face.font()?;
            let program = subset(font.bytes, 0, &used.remapper).map_err(|_| fault.clone())?;
            let mut widths = BTreeMap::new();
            let mut codes = Vec::with_capacity(used.glyphs.len());
            for (id, character) in &used.glyphs {
                let code = used.remapper.get(*id).ok_or(fault.clone())?;
                widths.insert(code, font.advance(*id));
                codes.push(Codepoint { gid: code, offset: 0.0, cid: Some(character.to_string()) });
            }
            let outlines = &font.outlines;
            let mut parsed = ParsedFont::with_glyph_data(
                program,
                0,
                Some(format!("{}+{}", tag(&used.glyphs), face.name())),
                BTreeMap::new(),
                widths,
                outlines.units_per_em(),
                printpdf::FontMetrics { ascent: outlines.ascender(), descent: outlines.descender() },
            );
            let bounds = outlines.global_bounding_box();
            let metrics = &mut parsed.pdf_font_metrics;
            (metrics.x_min, metrics.y_min) = (bounds.x_min, bounds.y_min);
            (metrics.x_max, metrics.y_max) = (bounds.x_max, bounds.y_max);
            metrics.us_weight_class = outlines.weight().to_number();
            let id = FontId(format!("F{}", face as usize));
            document.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed));
            ops.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codes)] });
        }
        ops.push(Op::EndTextSection);
        Ok(ops)
    }
}

/// Six capitals that differ with the subset (ISO 32000-1, 9.6.4).
fn tag(glyphs: &[(u16, char)]) -> String {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for (id, _) in glyphs {
        sum = (sum ^ u64::from(*id)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (0..6)
        .map(|place| {
            let digit = (sum >> (place * 8)) % 26;
            char::from(b'A' + u8::try_from(digit).unwrap_or(0))
        })
        .collect()
}
