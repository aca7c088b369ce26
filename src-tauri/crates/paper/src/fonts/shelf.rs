//! The fonts of a print room: those in the program, and those found outside and handed in.

use std::sync::{Arc, OnceLock};

use super::{Face, Font};
use crate::error::PaperError;

/// A font file from outside, for scripts that no shipped font has.
#[derive(Clone)]
pub struct FoundFont {
    /// The file: TrueType or OpenType, also a collection.
    pub bytes: Arc<[u8]>,
    /// Which font of a collection, from 0.
    pub index: u32,
    /// For whose readers its shapes are, as a BCP 47 tag ("ja", "ko", "zh-Hans", "zh-Hant"): Chinese characters are not
    /// drawn alike in all of them. `None` where it does not matter.
    pub language: Option<&'static str>,
}

impl FoundFont {
    /// True when the font has the character.
    pub fn has(&self, character: char) -> bool {
        let face = ttf_parser::Face::parse(&self.bytes, self.index);
        face.is_ok_and(|face| face.glyph_index(character).is_some())
    }
}

impl std::fmt::Debug for FoundFont {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "FoundFont({} bytes, font {})", self.bytes.len(), self.index)
    }
}

/// Most found fonts.
const MOST: usize = 200;

/// The fonts that texts are set in: the shipped ones, then found ones in the order they were handed in.
///
/// Cheap to clone. Shipped are Latin, Greek and Cyrillic, Arabic, and Hebrew. The same fonts give the same bytes on any
/// machine.
#[derive(Debug, Clone, Default)]
pub struct FontShelf {
    found: Arc<[Arc<Font>]>,
}

impl FontShelf {
    /// Only the fonts in the program.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// The fonts in the program and these. A found font is asked only for characters that no shipped one has.
    ///
    /// Left out is what is no font with outlines, is broken, or by its own word must not be embedded in part (OpenType
    /// `OS/2`, `fsType`); [`FontShelf::found_names`] tells what is there.
    pub fn with_found(fonts: Vec<FoundFont>) -> Self {
        Self {
            found: fonts
                .iter()
                .take(MOST)
                .filter_map(|font| Font::found(&font.bytes, font.index, font.language))
                .map(Arc::new)
                .collect(),
        }
    }

    /// Names of the found fonts, in their order.
    pub fn found_names(&self) -> Vec<String> {
        self.found.iter().map(|font| font.family.clone()).collect()
    }

    /// The font that a face asks for.
    pub(crate) fn font(face: Face) -> Result<Arc<Font>, PaperError> {
        match face {
            Face::Regular => Shipped::Regular.font(),
            Face::SemiBold => Shipped::SemiBold.font(),
            Face::Mono => Shipped::Mono.font(),
        }
    }

    /// All fonts for a face, in the order they are asked.
    pub(crate) fn chain(&self, face: Face) -> Result<Chain, PaperError> {
        let shipped: &[Shipped] = match face {
            Face::Regular => &[Shipped::Regular, Shipped::Arabic, Shipped::Hebrew],
            Face::SemiBold => &[Shipped::SemiBold, Shipped::ArabicSemiBold, Shipped::HebrewSemiBold],
            Face::Mono => &[Shipped::Mono, Shipped::Regular, Shipped::Arabic, Shipped::Hebrew],
        };
        let mut fonts = shipped.iter().map(|shipped| shipped.font()).collect::<Result<Vec<_>, _>>()?;
        let wanted = if face == Face::SemiBold { 600 } else { 400_u16 };
        let mut found: Vec<_> = self.found.to_vec();
        found.sort_by_key(|font| font.units.weight.abs_diff(wanted));
        fonts.extend(found);
        Ok(Chain { fonts })
    }
}

/// The fonts for one face, in the order they are asked.
pub(crate) struct Chain {
    pub(crate) fonts: Vec<Arc<Font>>,
}

#[derive(Clone, Copy)]
enum Shipped {
    Regular,
    SemiBold,
    Mono,
    Arabic,
    ArabicSemiBold,
    Hebrew,
    HebrewSemiBold,
}

impl Shipped {
    /// The font, read once in a process.
    fn font(self) -> Result<Arc<Font>, PaperError> {
        static FONTS: [OnceLock<Option<Arc<Font>>>; 7] = [const { OnceLock::new() }; 7];
        let (name, bytes): (&str, &'static [u8]) = match self {
            Self::Regular => ("NotoSans-Regular", include_bytes!("../../fonts/NotoSans-Regular.ttf")),
            Self::SemiBold => ("NotoSans-SemiBold", include_bytes!("../../fonts/NotoSans-SemiBold.ttf")),
            Self::Mono => ("NotoSansMono-Medium", include_bytes!("../../fonts/NotoSansMono-Medium.ttf")),
            Self::Arabic => ("NotoSansArabic-Regular", include_bytes!("../../fonts/NotoSansArabic-Regular.ttf")),
            Self::ArabicSemiBold => {
                ("NotoSansArabic-SemiBold", include_bytes!("../../fonts/NotoSansArabic-SemiBold.ttf"))
            }
            Self::Hebrew => ("NotoSansHebrew-Regular", include_bytes!("../../fonts/NotoSansHebrew-Regular.ttf")),
            Self::HebrewSemiBold => {
                ("NotoSansHebrew-SemiBold", include_bytes!("../../fonts/NotoSansHebrew-SemiBold.ttf"))
            }
        };
        let kerned = matches!(self, Self::Regular | Self::SemiBold | Self::Mono);
        let font = FONTS[self as usize].get_or_init(|| Font::shipped(bytes, kerned).map(Arc::new));
        font.clone().ok_or_else(|| PaperError::Font { face: name.to_owned() })
    }
}
