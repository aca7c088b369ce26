//! What agents keep at hand.

use counterfoil_domain::Snapshot;
use counterfoil_engine::shelf::{Marked, OnShelf, Shelf};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::catalog::{ExperienceCard, ProductCard};

/// What may lie on the shelf.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ShelfKind {
    /// An experience.
    Experience,
    /// A product.
    Product,
}

/// Puts something on the shelf, or takes it off.
#[derive(Debug, Deserialize, TS)]
pub struct FavouriteInput {
    /// What it is.
    pub kind: ShelfKind,
    /// Its id.
    pub id: String,
    /// On the shelf.
    pub on: bool,
}

/// A thing on the shelf.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", content = "card", rename_all = "lowercase")]
pub enum ShelfItem {
    /// An experience.
    Experience(ExperienceCard),
    /// A product.
    Product(ProductCard),
}

/// What this desk keeps at hand.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ShelfView {
    /// Favourites.
    pub favourites: Vec<ShelfItem>,
    /// Products opened lately, newest first; at most 20.
    pub recent: Vec<ShelfItem>,
}

impl ShelfView {
    pub(crate) fn of(snapshot: &Snapshot, marked: &Marked, shelf: &Shelf) -> Self {
        let items = |things: &[OnShelf]| things.iter().map(|thing| ShelfItem::of(snapshot, marked, thing)).collect();
        Self { favourites: items(&shelf.favourites), recent: items(&shelf.recent) }
    }
}

impl ShelfItem {
    fn of(snapshot: &Snapshot, marked: &Marked, thing: &OnShelf) -> Self {
        match thing {
            OnShelf::Experience(experience) => Self::Experience(ExperienceCard::of(snapshot, marked, experience)),
            OnShelf::Product(product) => Self::Product(ProductCard::of(snapshot, marked, product)),
        }
    }
}
