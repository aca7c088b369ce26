//! One font: what measuring, shaping, painting and embedding need of its file.

use std::sync::{Arc, OnceLock};

use harfrust::{FontRef, Shaper, ShaperData, ShaperInstance, Variation};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId, PlatformId, Tag, name_id};

use super::charmap::Charmap;
use super::kerning::Kerning;
use crate::error::PaperError;

const WEIGHT: Tag = Tag::from_bytes(b"wght");

/// A font that was read. Lengths that it tells are in thousandths of the em.
pub(crate) struct Font {
    bytes: Bytes,
    index: u32,
    /// PostScript name, as `pdffonts` shows it after the subset's tag.
    pub(crate) name: String,
    /// Name for people.
    pub(crate) family: String,
    pub(crate) outlines: Outlines,
    pub(crate) units: Units,
    /// Language for whose readers the font's shapes are, where the same character is drawn in several ways (BCP 47).
    pub(crate) language: Option<&'static str>,
    /// True for a font that was handed in.
    pub(crate) found: bool,
    /// Where on its axis of weight a variable font is used.
    weight: Option<f32>,
    charmap: Charmap,
    advances: Vec<u16>,
    kerning: Option<Kerning>,
    shaping: OnceLock<Option<(ShaperData, Option<ShaperInstance>)>>,
}

/// How a font draws, which decides how it is embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outlines {
    /// TrueType, or what the subset turns into it.
    Quadratic,
    /// Compact Font Format.
    Cubic,
}

/// Measures of the whole font: weight as in OpenType's `OS/2`, the others in thousandths of the em.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Units {
    pub(crate) weight: u16,
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    /// Left, bottom, right, top of all outlines.
    pub(crate) bounds: [i16; 4],
    em: i32,
}

enum Bytes {
    Shipped(&'static [u8]),
    Found(Arc<[u8]>),
}

impl Font {
    /// A font that is part of the program; `kerned` when texts are set in it glyph by glyph.
    pub(crate) fn shipped(bytes: &'static [u8], kerned: bool) -> Option<Self> {
        let face = Face::parse(bytes, 0).ok()?;
        let kerning = if kerned { Kerning::read(&face) } else { None };
        Self::read(Bytes::Shipped(bytes), 0, &face, kerning)
    }

    /// A font that was handed in. `None` when it is broken, has no outlines, or may not be embedded in part.
    pub(crate) fn found(bytes: &Arc<[u8]>, index: u32, language: Option<&'static str>) -> Option<Self> {
        let face = Face::parse(bytes, index).ok()?;
        // OpenType OS/2, fsType. A font that does not say may be embedded.
        let forbidden = face.tables().os2.is_some_and(|os2| {
            os2.permissions() == Some(ttf_parser::Permissions::Restricted)
                || !os2.is_subsetting_allowed()
                || !os2.is_outline_embedding_allowed()
        });
        if forbidden {
            return None;
        }
        let mut font = Self::read(Bytes::Found(Arc::clone(bytes)), index, &face, None)?;
        font.found = true;
        font.language = language;
        // Better known now than when a ticket is due.
        font.subset(&GlyphRemapper::new_from_glyphs(&[1])).ok()?;
        Some(font)
    }

    fn read(bytes: Bytes, index: u32, face: &Face<'_>, kerning: Option<Kerning>) -> Option<Self> {
        let tables = face.tables();
        let outlines = match (tables.glyf, tables.cff, tables.cff2) {
            (Some(_), _, _) | (None, None, Some(_)) => Outlines::Quadratic,
            (None, Some(_), _) => Outlines::Cubic,
            (None, None, None) => return None,
        };
        let axis = face.variation_axes().into_iter().find(|axis| axis.tag == WEIGHT);
        let weight = axis.map(|axis| 400_f32.max(axis.min_value).min(axis.max_value));
        let mut units = Units { weight: face.weight().to_number(), ascent: 0, descent: 0, bounds: [0; 4], em: 1000 };
        units.em = i32::from(face.units_per_em());
        if weight.is_some() {
            units.weight = 400;
        }
        let short = |length: i16| units.thousandths(i32::from(length));
        let bounds = face.global_bounding_box();
        let bounds = [short(bounds.x_min), short(bounds.y_min), short(bounds.x_max), short(bounds.y_max)];
        let (ascent, descent) = (short(face.ascender()), short(face.descender()));
        (units.bounds, units.ascent, units.descent) = (bounds, ascent, descent);
        let mut placed = face.clone();
        if let Some(weight) = weight {
            placed.set_variation(WEIGHT, weight);
        }
        let advance = |id| units.thousandths(placed.glyph_hor_advance(GlyphId(id)).unwrap_or_default().into());
        let advances = (0..face.number_of_glyphs()).map(|id| u16::try_from(advance(id)).unwrap_or(0)).collect();
        let family = name(face, &[name_id::FULL_NAME, name_id::TYPOGRAPHIC_FAMILY, name_id::FAMILY]);
        let postscript: String = name(face, &[name_id::POST_SCRIPT_NAME, name_id::FULL_NAME])
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
            .take(60)
            .collect();
        Some(Self {
            bytes,
            index,
            name: if postscript.is_empty() { "Unnamed".to_owned() } else { postscript },
            family: if family.is_empty() { "a font without a name".to_owned() } else { family },
            outlines,
            units,
            language: None,
            found: false,
            weight,
            charmap: Charmap::read(face),
            advances,
            kerning,
            shaping: OnceLock::new(),
        })
    }

    fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Shipped(bytes) => bytes,
            Bytes::Found(bytes) => bytes,
        }
    }

    /// The glyph of a character, if the font has one.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        self.charmap.glyph(character)
    }

    /// Advance width in thousandths of the em.
    pub(crate) fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or_default()
    }

    /// Kerning between two glyphs in thousandths of the em, for shipped fonts, whose em has a thousand units.
    pub(crate) fn kern(&self, left: u16, right: u16) -> i16 {
        self.kerning.as_ref().map_or(0, |kerning| kerning.between(left, right))
    }

    /// The parsed outlines, at the weight that is used.
    pub(crate) fn face(&self) -> Option<Face<'_>> {
        let mut face = Face::parse(self.bytes(), self.index).ok()?;
        if let Some(weight) = self.weight {
            face.set_variation(WEIGHT, weight);
        }
        Some(face)
    }

    /// The font file with these glyphs only, for a PDF.
    pub(crate) fn subset(&self, glyphs: &GlyphRemapper) -> Result<Vec<u8>, PaperError> {
        let place: &[(subsetter::Tag, f32)] = match self.weight {
            Some(weight) => &[(subsetter::Tag::new(b"wght"), weight)],
            None => &[],
        };
        subsetter::subset_with_variations(self.bytes(), self.index, place, glyphs).map_err(|_| self.fault())
    }

    /// Runs `work` with the font's shaper.
    pub(crate) fn shape<T>(&self, work: impl FnOnce(&Shaper<'_>) -> T) -> Option<T> {
        let font = FontRef::from_index(self.bytes(), self.index).ok()?;
        let shaping = self.shaping.get_or_init(|| {
            let place = |weight| {
                ShaperInstance::from_variations(&font, [Variation { tag: harfrust::Tag::new(b"wght"), value: weight }])
            };
            Some((ShaperData::new(&font), self.weight.map(place)))
        });
        let (data, place) = shaping.as_ref()?;
        Some(work(&data.shaper(&font).instance(place.as_ref()).build()))
    }

    /// What to say when the font fails although it was looked at before.
    pub(crate) fn fault(&self) -> PaperError {
        PaperError::Font { face: self.name.clone() }
    }
}

impl std::fmt::Debug for Font {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_tuple("Font").field(&self.name).finish()
    }
}

impl Units {
    /// A length in the font's own units as thousandths of the em.
    pub(crate) fn thousandths(&self, length: i32) -> i16 {
        let (length, em) = (i64::from(length) * 1000, i64::from(self.em.max(1)));
        let rounded = (length + (em / 2) * length.signum()) / em;
        i16::try_from(rounded).unwrap_or(if rounded < 0 { i16::MIN } else { i16::MAX })
    }
}

/// The first of these names that the font has, in English where it can be.
fn name(face: &Face<'_>, ids: &[u16]) -> String {
    let of = |id: u16| {
        let names = || face.names().into_iter().filter(move |name| name.name_id == id && name.is_unicode());
        let english = names().find(|name| name.platform_id == PlatformId::Windows && name.language_id == 0x0409);
        english.or_else(|| names().next()).and_then(|name| name.to_string())
    };
    ids.iter().find_map(|id| of(*id)).unwrap_or_default()
}
