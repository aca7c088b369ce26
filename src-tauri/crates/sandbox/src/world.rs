//! The catalogue: everything the supplier sells, grown from a number instead of kept in memory.
//!
//! Nothing is stored but what has changed since; each entry is worked out from the seed and its position when somebody
//! asks for it, so that a world of a quarter of a million products starts at once. A world never changes under a request:
//! the supplier hands out the one of the moment, and a change makes the next.

pub(crate) mod calendar;
mod changes;
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

use crate::options::WorldSize;
pub(crate) use changes::Changes;
use country::COUNTRIES;

/// Products of each experience.
pub(crate) const PRODUCTS_EACH: usize = 5;

/// How much there is of everything.
#[derive(Debug, Clone, Copy, Hash)]
pub(crate) struct Size {
    pub(crate) countries: usize,
    pub(crate) cities: usize,
    pub(crate) experiences: usize,
    pub(crate) tags: usize,
}

/// The supplier's catalogue.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) size: Size,
    changes: Changes,
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
        Self { seed, size, changes: Changes::default() }
    }

    /// Whether an experience holds products with a fixed place.
    pub(crate) fn has_exhibits(&self, experience: usize) -> bool {
        matches!(experience % self.size.cities, 0 | 5) && experience / self.size.cities <= 1
    }

    /// Number of variants of all products together.
    pub(crate) fn variant_count(&self) -> usize {
        (0..self.product_count()).map(|index| self.product(index).variant_count(self)).sum()
    }
}
