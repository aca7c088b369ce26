//! How tickets are printed: on which layout, with which pictures.

use crate::design::Layout;
use crate::fonts::FontShelf;

/// A layout and what it needs besides the tickets.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// Paper and elements.
    pub layout: Layout,
    /// Pictures that the layout has places for.
    pub pictures: Pictures,
    /// The fonts its texts are set in.
    pub fonts: FontShelf,
}

/// Pictures as files in memory, PNG (ISO/IEC 15948) or JPEG (ISO/IEC 10918-1). One that cannot be read is left out with a
/// [`crate::Warning`]; the tickets are printed without it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Pictures {
    /// The agency's logo.
    pub logo: Option<Vec<u8>>,
    /// The supplier's picture of the product.
    pub product: Option<Vec<u8>>,
}

impl Style {
    /// A layout without pictures.
    pub fn new(layout: Layout) -> Self {
        Self { layout, pictures: Pictures::default(), fonts: FontShelf::default() }
    }

    /// The same with other fonts.
    pub fn with_fonts(&self, fonts: &FontShelf) -> Self {
        Self { fonts: fonts.clone(), ..self.clone() }
    }
}

/// Only how large they are.
impl std::fmt::Debug for Pictures {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = |picture: &Option<Vec<u8>>| picture.as_ref().map(Vec::len);
        out.debug_struct("Pictures").field("logo", &size(&self.logo)).field("product", &size(&self.product)).finish()
    }
}
