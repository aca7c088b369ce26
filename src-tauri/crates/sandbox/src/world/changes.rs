//! What has changed since the world began: new editions, new names, what is no longer sold.
//!
//! Every change that shows in an entry also moves its `updated_at`, as with a supplier that keeps its books.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, TimeZone, Utc};

use super::World;
use super::dice::Dice;
use crate::error::SandboxError;
use crate::retirement::{Moved, Restore, Retire};

/// What became of a product.
#[derive(Debug, Clone, Copy)]
struct Edition {
    /// How often price and text changed.
    times: u32,
    at: DateTime<Utc>,
}

/// A city's new name.
#[derive(Debug, Clone)]
struct Renamed {
    name: String,
    at: DateTime<Utc>,
}

/// Everything that differs from the world as it was grown, by position.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes {
    products: HashMap<usize, Edition>,
    /// When the products of an experience became fewer or more.
    experiences: HashMap<usize, DateTime<Utc>>,
    cities: HashMap<usize, Renamed>,
    retired_products: HashSet<usize>,
    retired_experiences: HashSet<usize>,
    /// How often a share of the products was retired, so that each time others are drawn.
    draws: u64,
}

/// Whether a share takes an entry that drew this lot.
fn takes(percent: f64, dice: &mut Dice) -> bool {
    f64::from(dice.small(10_000)) < percent * 100.0
}

impl World {
    /// Changes price and text of a share of the products and says how many.
    pub(crate) fn change(&mut self, percent: f64, now: DateTime<Utc>) -> usize {
        let round = self.changes.products.values().map(|edition| u64::from(edition.times)).max().unwrap_or(0);
        let mut changed = 0;
        for index in 0..self.product_count() {
            if takes(percent, &mut Dice::for_subject(self.seed, &[6, round, index as u64])) {
                let edition = self.changes.products.entry(index).or_insert(Edition { times: 0, at: now });
                edition.times += 1;
                edition.at = now;
                changed += 1;
            }
        }
        changed
    }

    /// Takes entries out of the catalogue; an experience takes its products with it.
    pub(crate) fn retire(&mut self, retire: &Retire, now: DateTime<Utc>) -> Result<Moved, SandboxError> {
        let mut products = self.product_places(&retire.products)?;
        let experiences = self.experience_places(&retire.experiences)?;
        if let Some(percent) = retire.percent {
            self.changes.draws += 1;
            let draw = self.changes.draws;
            let drawn = (0..self.product_count())
                .filter(|index| takes(percent, &mut Dice::for_subject(self.seed, &[11, draw, *index as u64])));
            products.extend(drawn);
        }
        let mut moved = Moved::default();
        for index in products {
            if self.changes.retired_products.insert(index) {
                self.changes.experiences.insert(Self::experience_of_product(index), now);
                moved.products += 1;
            }
        }
        for index in experiences {
            moved.experiences += usize::from(self.changes.retired_experiences.insert(index));
        }
        Ok(moved)
    }

    /// Brings entries back: those that are named, or all when none is.
    pub(crate) fn restore(&mut self, restore: &Restore, now: DateTime<Utc>) -> Result<Moved, SandboxError> {
        let mut products = self.product_places(&restore.products)?;
        let mut experiences = self.experience_places(&restore.experiences)?;
        if products.is_empty() && experiences.is_empty() {
            products = self.changes.retired_products.iter().copied().collect();
            experiences = self.changes.retired_experiences.iter().copied().collect();
        }
        let mut moved = Moved::default();
        for index in products {
            if self.changes.retired_products.remove(&index) {
                self.touch(index, now);
                self.changes.experiences.insert(Self::experience_of_product(index), now);
                moved.products += 1;
            }
        }
        for index in experiences {
            if self.changes.retired_experiences.remove(&index) {
                Self::products_of_experience(index).for_each(|product| self.touch(product, now));
                self.changes.experiences.insert(index, now);
                moved.experiences += 1;
            }
        }
        Ok(moved)
    }

    /// Gives a city another name, which shows in everything that is there.
    pub(crate) fn rename_city(&mut self, id: u64, name: &str, now: DateTime<Utc>) -> Result<(), SandboxError> {
        let index = self.city_index(id).ok_or(SandboxError::Unknown { what: "city", id })?;
        self.changes.cities.insert(index, Renamed { name: name.to_owned(), at: now });
        Ok(())
    }

    /// A product that comes back counts as updated, or a client that asks for what is new would never hear of it.
    fn touch(&mut self, product: usize, now: DateTime<Utc>) {
        self.changes.products.entry(product).or_insert(Edition { times: 0, at: now }).at = now;
    }

    fn product_places(&self, ids: &[u64]) -> Result<Vec<usize>, SandboxError> {
        let place = |id: &u64| self.product_place(*id).ok_or(SandboxError::Unknown { what: "product", id: *id });
        ids.iter().map(place).collect()
    }

    fn experience_places(&self, ids: &[u64]) -> Result<Vec<usize>, SandboxError> {
        let place = |id: &u64| self.experience_place(*id).ok_or(SandboxError::Unknown { what: "experience", id: *id });
        ids.iter().map(place).collect()
    }

    /// Whether nothing is retired at the moment.
    pub(crate) fn is_whole(&self) -> bool {
        self.changes.retired_products.is_empty() && self.changes.retired_experiences.is_empty()
    }

    /// Whether a product is in the catalogue.
    pub(crate) fn has_product(&self, index: usize) -> bool {
        !self.changes.retired_products.contains(&index) && self.has_experience(Self::experience_of_product(index))
    }

    /// Whether an experience is in the catalogue.
    pub(crate) fn has_experience(&self, index: usize) -> bool {
        !self.changes.retired_experiences.contains(&index)
    }

    /// Products and experiences that are in the catalogue no longer, those of a retired experience not counted.
    pub(crate) fn retired(&self) -> Moved {
        Moved { products: self.changes.retired_products.len(), experiences: self.changes.retired_experiences.len() }
    }

    /// The name a city was given since the world began.
    pub(crate) fn new_name(&self, city: usize) -> Option<&str> {
        self.changes.cities.get(&city).map(|renamed| renamed.name.as_str())
    }

    /// How often a product was changed.
    pub(crate) fn edition(&self, index: usize) -> u32 {
        self.changes.products.get(&index).map_or(0, |edition| edition.times)
    }

    /// When a product was last changed.
    pub(crate) fn updated_at(&self, index: usize) -> DateTime<Utc> {
        let own = self.changes.products.get(&index).map_or_else(|| self.listed_at(index), |edition| edition.at);
        let city = self.changes.cities.get(&self.city_of_experience(Self::experience_of_product(index)));
        city.map_or(own, |renamed| own.max(renamed.at))
    }

    /// When an experience or what is sold there was last changed.
    pub(crate) fn experience_updated_at(&self, index: usize) -> DateTime<Utc> {
        let products = Self::products_of_experience(index).map(|product| self.updated_at(product));
        products.chain(self.changes.experiences.get(&index).copied()).max().unwrap_or_default()
    }

    /// When a product was first listed.
    fn listed_at(&self, index: usize) -> DateTime<Utc> {
        let start = Utc.timestamp_opt(1_767_225_600, 0).single().unwrap_or_default();
        let mut dice = Dice::for_subject(self.seed, &[7, index as u64]);
        start - Duration::minutes(i64::from(dice.small(500_000)))
    }

    /// A price after the changes made to its product: each raises it by three percent.
    pub(crate) fn priced(&self, index: usize, cents: u32) -> u32 {
        cents * (100 + 3 * self.edition(index).min(50)) / 100
    }
}
