//! The catalogue in memory: immutable, shared, swapped whole. Readers never lock and never see half a refresh.

use super::{City, Country, Experience, Product, Tag, TagType};
use crate::Instant;

/// All rows a snapshot is built from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contents {
    /// Countries.
    pub countries: Vec<Country>,
    /// Cities.
    pub cities: Vec<City>,
    /// Experiences.
    pub experiences: Vec<Experience>,
    /// Products.
    pub products: Vec<Product>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Tag types.
    pub tag_types: Vec<TagType>,
    /// How many variants are stored; they are loaded with their product.
    pub variant_count: u64,
    /// When the supplier's data was last fetched whole or in part.
    pub fetched_at: Option<Instant>,
}
/// x
pub struct Snapshot;
