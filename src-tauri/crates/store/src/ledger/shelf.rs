//! What agents keep at hand: favourites, and what they opened lately.

use std::sync::Arc;

use counterfoil_domain::{Instant, ProductId, SupplierKey};

use super::LedgerFile;
use crate::{
    Result,
    tables::{favourite, visit},
};

/// What a favourite is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShelfKind {
    /// An experience.
    Experience,
    /// A product.
    Product,
}

impl ShelfKind {
    /// The word the ledger uses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Product => "product",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Experience, Self::Product].into_iter().find(|kind| kind.word() == word)
    }
}

/// Something an agent marked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Favourite {
    /// Whose it is.
    pub supplier: SupplierKey,
    /// What it is.
    pub kind: ShelfKind,
    /// The supplier's id.
    pub id: Arc<str>,
}

impl LedgerFile {
    /// All favourites, the last marked first.
    pub fn favourites(&self) -> Result<Vec<Favourite>> {
        self.database.read(favourite::all)
    }

    /// Marks a favourite, or takes the mark away. Doing it twice is doing it once.
    pub fn set_favourite(&self, favourite: &Favourite, on: bool, at: Instant) -> Result<()> {
        let favourite = favourite.clone();
        self.database.write(move |transaction| {
            if on { favourite::add(transaction, &favourite, at) } else { favourite::remove(transaction, &favourite) }
        })
    }

    /// Notes that a product was opened.
    pub fn note_visit(&self, product: &ProductId, at: Instant) -> Result<()> {
        let product = product.clone();
        self.database.write(move |transaction| visit::note(transaction, &product, at))
    }

    /// Products that were opened lately, the last first.
    pub fn last_visits(&self, limit: u32) -> Result<Vec<ProductId>> {
        self.database.read(|connection| visit::last(connection, limit))
    }
}
