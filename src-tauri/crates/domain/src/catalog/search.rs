//! Search as you type over cities, experiences, products and venues: accent-blind, any script, words in any order, one
//! typo a word.
//!
//! An inverted index over folded words: built with the snapshot, swapped with it. A word of the question matches words
//! that begin with it; where none does, words that are one typo away. Every word of the question must match.

mod fold;
mod index;
mod query;
mod rank;
mod typo;

pub use fold::{fold, mark, words};
pub(super) use index::Index;

use super::{City, Experience, Product};

/// Where a word stood, best place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The name or title.
    Title,
    /// The venue's name.
    Venue,
    /// The city's name.
    City,
    /// The country's name, of a city.
    Country,
    /// The line under the title.
    Tagline,
}

impl Field {
    const ALL: [Self; 5] = [Self::Title, Self::Venue, Self::City, Self::Country, Self::Tagline];

    const fn weight(self) -> u32 {
        match self {
            Self::Title => 100,
            Self::Venue => 60,
            Self::City => 40,
            Self::Country => 30,
            Self::Tagline => 20,
        }
    }
}

/// One thing found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<'a> {
    /// A city.
    City(&'a City),
    /// An experience.
    Experience(&'a Experience),
    /// A product.
    Product(&'a Product),
}

/// A thing found, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<'a> {
    /// What.
    pub found: Found<'a>,
    /// In which fields the words matched, best first.
    pub fields: Vec<Field>,
    /// The folded words that matched, for marking them in the title.
    pub words: Vec<String>,
}
