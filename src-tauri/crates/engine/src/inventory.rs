//! Availability (UC-08, UC-09): always asked of the supplier, never kept.

use counterfoil_domain::{
    Code, Day, ExperienceId, Money, ProductId, Snapshot,
    availability::{Availability, DayRange, read_day},
    catalog::Product,
    zone::Zone,
};
use futures_util::future::join_all;

use crate::{Desk, EngineError, Result};

/// The zone of a product: its own, else its city's.
pub fn zone_of(snapshot: &Snapshot, product: &Product) -> Option<Zone> {
    let own = product.time_zone.as_deref().and_then(Zone::named);
    own.or_else(|| snapshot.city(&product.city)?.time_zone.as_deref().and_then(Zone::named))
}

impl Desk {
    /// Today at a product's venue; by UTC when the zone is not known.
    pub fn today_at(&self, product: &Product) -> Day {
        let now = self.now();
        zone_of(&self.snapshot(), product).map_or_else(|| now.date_naive(), |zone| zone.day(now))
    }

    /// Free days, times and prices of a product (UC-08). The range is checked before any call.
    pub async fn availability(&self, id: &ProductId, from: &str, to: &str) -> Result<Availability> {
        let known = self.snapshot().product(id).cloned();
        let today = known.as_ref().map_or_else(|| self.now().date_naive(), |product| self.today_at(product));
        let range = DayRange::read(from, to, today)?;
        if known.is_none() {
            // Only what exists is asked about; this also gives NOTFOUND its right sentence.
            self.product(id.clone()).await?;
        }
        self.ask_availability(id, range).await
    }

    pub(crate) async fn ask_availability(&self, id: &ProductId, range: DayRange) -> Result<Availability> {
        let line = self.supplier(id.supplier).await?;
        match line.availability(id, range).await {
            Err(error) if error.is_not_found() => Err(EngineError::not_found("product", &id.own)),
            answer => self.heard(id.supplier, answer),
        }
    }
}

/// Whether something is free on a day for so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freedom {
    /// A time has room for all of them.
    Free {
        /// Lowest full price of that day.
        from_price: Option<Money>,
    },
    /// No time has.
    Full,
    /// It could not be asked.
    Unknown,
}

/// Most things one question about freedom may name.
pub const MOST_FREE: usize = 24;
/// Most products of an experience that are asked about: its best known, one after the other until one is free. Where it sells
/// more and none of these is free, nobody knows.
const PRODUCTS_ASKED: usize = 8;

impl Desk {
    /// Whether products, and experiences by their best known products, are free on a day for so many people. Asked now and
    /// never kept.
    pub async fn free(
        &self,
        experiences: &[ExperienceId],
        products: &[ProductId],
        day: &str,
        people: u32,
    ) -> Result<(Vec<Freedom>, Vec<Freedom>)> {
        if experiences.len() + products.len() > MOST_FREE {
            return Err(EngineError::Invalid(format!("At most {MOST_FREE} things can be asked about at once.")));
        }
        if people == 0 {
            return Err(EngineError::Invalid("Somebody must want to go: ask for at least one.".to_owned()));
        }
        let day = read_day(day)?;
        // Somewhere on earth it may still be yesterday.
        if day < (self.now() - chrono::Duration::hours(12)).date_naive() {
            return Err(EngineError::Invalid(format!("{day} is past. Ask about today or a later day.")));
        }
        let snapshot = self.snapshot();
        let offered: Vec<Option<(Vec<ProductId>, bool)>> = experiences
            .iter()
            .map(|id| {
                snapshot.experience(id)?;
                let mut sold = snapshot.products_of_experience(id).filter(|product| product.on_sale);
                let asked = sold.by_ref().take(PRODUCTS_ASKED).map(|product| product.id.clone()).collect();
                Some((asked, sold.next().is_none()))
            })
            .collect();
        let of_experiences = join_all(offered.iter().map(|offered| self.free_among(offered.as_ref(), day, people)));
        let of_products = join_all(products.iter().map(|id| self.free_one(id, day, people)));
        Ok(tokio::join!(of_experiences, of_products))
    }

    /// The best of what an experience sells, and whether that is all it sells; of one that is not here nothing is known.
    /// It is full only where everything is known to be full.
    async fn free_among(&self, offered: Option<&(Vec<ProductId>, bool)>, day: Day, people: u32) -> Freedom {
        let Some((products, all)) = offered else { return Freedom::Unknown };
        let mut best = if *all { Freedom::Full } else { Freedom::Unknown };
        for id in products {
            match self.free_one(id, day, people).await {
                free @ Freedom::Free { .. } => return free,
                Freedom::Full => {}
                Freedom::Unknown => best = Freedom::Unknown,
            }
        }
        best
    }

    async fn free_one(&self, id: &ProductId, day: Day, people: u32) -> Freedom {
        let Some(product) = self.snapshot().product(id).cloned() else { return Freedom::Unknown };
        let Ok(range) = DayRange::checked(day, day, self.today_at(&product)) else { return Freedom::Full };
        match self.ask_availability(id, range).await {
            Ok(availability) => freedom(&availability, day, people),
            Err(error) if error.code() == Code::NotFound => Freedom::Full,
            Err(error) => {
                tracing::debug!(%error, "not known whether it is free");
                Freedom::Unknown
            }
        }
    }
}

/// What an answer says about one day. A number that is not given is no limit: the supplier decides when it is booked.
fn freedom(availability: &Availability, day: Day, people: u32) -> Freedom {
    if !availability.sales_enabled {
        return Freedom::Full;
    }
    if availability.known_until.is_some_and(|last| day > last) {
        return Freedom::Unknown;
    }
    let Some(free) = availability.day(day) else { return Freedom::Full };
    let has_room = |max: Option<u32>| max.is_none_or(|max| max >= people);
    let fits =
        has_room(availability.max_per_order) && has_room(free.max) && free.slots.iter().any(|slot| has_room(slot.max));
    if fits { Freedom::Free { from_price: free.from_price() } } else { Freedom::Full }
}
