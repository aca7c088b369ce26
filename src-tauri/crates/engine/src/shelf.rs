//! What agents keep at hand: what they marked, and what they opened lately. Only what is still sold is shown.

use std::collections::HashSet;

use counterfoil_domain::{
    ExperienceId, ProductId, Snapshot,
    catalog::{Experience, Product},
};
pub use counterfoil_store::ShelfKind;
use counterfoil_store::{Favourite, LedgerFile};

use crate::{Desk, EngineError, Result};

/// So many products count as opened lately.
const LATELY: u32 = 20;

/// Something on the shelf.
#[derive(Debug, Clone, PartialEq)]
pub enum OnShelf {
    /// An experience.
    Experience(Box<Experience>),
    /// A product.
    Product(Box<Product>),
}

/// What lies on it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shelf {
    /// What was marked, the last first.
    pub favourites: Vec<OnShelf>,
    /// What was opened lately, the last first.
    pub recent: Vec<OnShelf>,
}

/// What is marked, to be looked up by cards.
#[derive(Debug, Clone, Default)]
pub struct Marked(HashSet<Favourite>);

impl Marked {
    /// Whether an experience is marked.
    pub fn has_experience(&self, id: &ExperienceId) -> bool {
        self.0.contains(&favourite_experience(id))
    }

    /// Whether a product is marked.
    pub fn has_product(&self, id: &ProductId) -> bool {
        self.0.contains(&favourite_product(id))
    }
}

fn favourite_experience(id: &ExperienceId) -> Favourite {
    Favourite { supplier: id.supplier, kind: ShelfKind::Experience, id: id.own.clone() }
}

fn favourite_product(id: &ProductId) -> Favourite {
    Favourite { supplier: id.supplier, kind: ShelfKind::Product, id: id.own.clone() }
}

/// A product of a city that agents see.
fn seen_product(snapshot: &Snapshot, id: &ProductId) -> Option<OnShelf> {
    let product = snapshot.product(id).filter(|product| snapshot.is_enabled(&product.city))?;
    Some(OnShelf::Product(Box::new(product.clone())))
}

fn seen_experience(snapshot: &Snapshot, id: &ExperienceId) -> Option<OnShelf> {
    let experience = snapshot.experience(id).filter(|experience| snapshot.is_enabled(&experience.city))?;
    Some(OnShelf::Experience(Box::new(experience.clone())))
}

impl Desk {
    /// What is marked.
    pub async fn marked(&self) -> Result<Marked> {
        let favourites = self.on_ledger(LedgerFile::favourites).await?;
        Ok(Marked(favourites.into_iter().collect()))
    }

    /// The shelf. What is no longer listed, or lies in a city that is switched off, stays marked and is not shown.
    pub async fn shelf(&self) -> Result<Shelf> {
        let (favourites, visits) =
            self.on_ledger(|ledger| Ok((ledger.favourites()?, ledger.last_visits(LATELY)?))).await?;
        let snapshot = self.snapshot();
        let favourites = favourites.into_iter().filter_map(|favourite| match favourite.kind {
            ShelfKind::Experience => seen_experience(&snapshot, &ExperienceId::new(favourite.supplier, favourite.id)),
            ShelfKind::Product => seen_product(&snapshot, &ProductId::new(favourite.supplier, favourite.id)),
        });
        let recent = visits.iter().filter_map(|id| seen_product(&snapshot, id));
        Ok(Shelf { favourites: favourites.collect(), recent: recent.collect() })
    }

    /// Marks an experience, or takes the mark away.
    pub async fn mark_experience(&self, id: &ExperienceId, on: bool) -> Result<()> {
        if on && self.snapshot().experience(id).is_none() {
            return Err(EngineError::not_found("experience", &id.own));
        }
        self.mark(favourite_experience(id), on).await
    }

    /// Marks a product, or takes the mark away.
    pub async fn mark_product(&self, id: &ProductId, on: bool) -> Result<()> {
        if on && self.snapshot().product(id).is_none() {
            return Err(EngineError::not_found("product", &id.own));
        }
        self.mark(favourite_product(id), on).await
    }

    async fn mark(&self, favourite: Favourite, on: bool) -> Result<()> {
        let now = self.now();
        self.on_ledger(move |ledger| ledger.set_favourite(&favourite, on, now)).await
    }

    /// Notes that a product was opened. That it could not be noted is no reason not to show it.
    pub async fn note_visit(&self, id: &ProductId) {
        let (id, now) = (id.clone(), self.now());
        if let Err(error) = self.on_ledger(move |ledger| ledger.note_visit(&id, now)).await {
            tracing::warn!(%error, "a visit could not be noted");
        }
    }
}
