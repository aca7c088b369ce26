//! The fonts on paper: what a layout asks for, the shelf that has it, and what is read from a font file.

mod charmap;
mod font;
mod kerning;
mod scripts;
mod shelf;

pub use scripts::Need;
pub use shelf::{FontShelf, FoundFont};

pub(crate) use font::{Font, Outlines};
pub(crate) use scripts::{Tongue, needs, tongue};
pub(crate) use shelf::Chain;

/// What a layout asks for. A character that its font lacks is taken from another one of the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    SemiBold,
    Mono,
}

/// All faces, in the order of their numbers.
pub(crate) const FACES: [Face; 3] = [Face::Regular, Face::SemiBold, Face::Mono];

/// Height of capitals in thousandths of the em, the same in every face.
pub(crate) const CAP: f32 = 0.714;

/// What a missing character is drawn as.
pub(crate) const REPLACEMENT: char = '\u{fffd}';
