//! The catalogue: everything the supplier sells, grown from a number instead of kept in memory.
//!
//! Nothing is stored but the changes made by [`World::change`]; each entry is worked out from the seed and its position
//! when somebody asks for it, so that a world of a quarter of a million products starts at once.

pub(crate) mod calendar;
pub(crate) mod city;
pub(crate) mod country;
pub(crate) mod dice;
pub(crate) mod experience;
pub(crate) mod money;
pub(crate) mod product;
pub(crate) mod prose;
pub(crate) mod showcase;
pub(crate) mod tag;
pub(crate) mod theme;
pub(crate) mod tongue;

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use chrono::{DateTime, Duration, TimeZone, Utc};

use crate::options::WorldSize;
use country::COUNTRIES;
use dice::Dice;

/// Products of each experience.
pub(crate) const PRODUCTS_EACH: usize = 5;

/// How much there is of everything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) countries: usize,
    pub(crate) cities: usize,
    pub(crate) experiences: usize,
    pub(crate) tags: usize,
}

/// A change to a product since the world began.
#[derive(Debug, Clone, Copy)]
struct Change {
    times: u32,
    at: DateTime<Utc>,
}

/// The supplier's catalogue.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) size: Size,
    changes: RwLock<HashMap<usize, Change>>,
}

impl World {
    /// Grows the world of a seed.
    pub(crate) fn grow(size: WorldSize, seed: u64) -> Self {
        let size = match size {
            WorldSize::Small => Size { countries: 7, cities: 8, experiences: 40, tags: 60 },
            WorldSize::Full => Size { countries: COUNTRIES.len(), cities: 500, experiences: 5_000, tags: 300 },
            WorldSize::Scaled(times) => {
                let times = times.max(1) as usize;
                Size { countries: COUNTRIES.len(), cities: 500 * times, experiences: 5_000 * times, tags: 300 }
            }
        };
        Self { seed, size, changes: RwLock::default() }
    }

    /// Whether an experience holds products with a fixed place.
    pub(crate) fn has_exhibits(&self, experience: usize) -> bool {
        matches!(experience % self.size.cities, 0 | 5) && experience / self.size.cities <= 1
    }

    /// Number of variants of all products together.
    pub(crate) fn variant_count(&self) -> usize {
        (0..self.product_count()).map(|index| self.product(index).variant_count(self)).sum()
    }

    /// Changes price and text of a share of the products and says how many.
    pub(crate) fn change(&self, percent: f64, now: DateTime<Utc>) -> usize {
        let mut changes = self.changes.write().unwrap_or_else(PoisonError::into_inner);
        let round = changes.values().map(|change| u64::from(change.times)).max().unwrap_or(0);
        let mut changed = 0;
        for index in 0..self.product_count() {
            let lot = u32::try_from(Dice::for_subject(self.seed, &[6, round, index as u64]).below(10_000)).unwrap_or(0);
            if f64::from(lot) < percent * 100.0 {
                let change = changes.entry(index).or_insert(Change { times: 0, at: now });
                change.times += 1;
                change.at = now;
                changed += 1;
            }
        }
        changed
    }

    /// How often a product was changed.
    pub(crate) fn edition(&self, index: usize) -> u32 {
        self.changes.read().unwrap_or_else(PoisonError::into_inner).get(&index).map_or(0, |change| change.times)
    }

    /// When a product was last changed.
    pub(crate) fn updated_at(&self, index: usize) -> DateTime<Utc> {
        let changed = self.changes.read().unwrap_or_else(PoisonError::into_inner).get(&index).map(|change| change.at);
        changed.unwrap_or_else(|| {
            let start = Utc.timestamp_opt(1_767_225_600, 0).single().unwrap_or_default();
            let mut dice = Dice::for_subject(self.seed, &[7, index as u64]);
            start - Duration::minutes(i64::from(dice.small(500_000)))
        })
    }

    /// A price after the changes made to its product: each raises it by three percent.
    pub(crate) fn priced(&self, index: usize, cents: u32) -> u32 {
        cents * (100 + 3 * self.edition(index).min(50)) / 100
    }
}
