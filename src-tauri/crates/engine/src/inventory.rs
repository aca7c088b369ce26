//! Availability (UC-08, UC-09): always asked of the supplier, never kept.

use counterfoil_domain::{
    Code, Day, ExperienceId, Instant, Money, ProductId, Snapshot, VariantId,
    availability::{Availability, DayRange, FreeDay, Slot, read_day},
    catalog::Product,
    zone::{Zone, spell_day},
};
use futures_util::future::join_all;

use crate::{Desk, EngineError, Result};

/// The zone of a product: its own, else its city's.
pub fn zone_of(snapshot: &Snapshot, product: &Product) -> Option<Zone> {
    let own = product.time_zone.as_deref().and_then(Zone::named);
    own.or_else(|| snapshot.city(&product.city)?.time_zone.as_deref().and_then(Zone::named))
}

/// The day it is where it is earliest: whoever does not know a venue's clock takes nothing for past that may not be.
fn earliest_day(now: Instant) -> Day {
    (now - chrono::Duration::hours(12)).date_naive()
}

impl Desk {
    /// Today at a product's venue; where the zone is not known, the day it is where it is earliest.
    pub fn today_at(&self, product: &Product) -> Day {
        let now = self.now();
        zone_of(&self.snapshot(), product).map_or_else(|| earliest_day(now), |zone| zone.day(now))
    }

    /// Free days, times and prices of a product (UC-08). The range is checked before any call. A short one is asked about
    /// together with the days after it, in the same request, so that sold out is told from not offered.
    pub async fn availability(&self, id: &ProductId, from: &str, to: &str) -> Result<Availability> {
        let known = self.snapshot().product(id).cloned();
        let today = known.as_ref().map_or_else(|| earliest_day(self.now()), |product| self.today_at(product));
        let range = DayRange::read(from, to, today)?;
        if known.is_none() {
            // Only what exists is asked about; this also gives NOTFOUND its right sentence.
            let opened = self.product(id.clone()).await?;
            DayRange::checked(range.from, range.to, self.today_at(&opened.product))?;
        }
        Ok(self.ask_availability(id, range.telling()).await?.within(range))
    }

    /// What still has room for a party on a day for which a supplier refused an order, as a sentence: a fresh look, so that
    /// whoever asked can choose again. `None` when nobody answers soon.
    pub(crate) async fn what_is_left(&self, id: &ProductId, day: Day, party: &[(VariantId, u32)]) -> Option<String> {
        let range = DayRange { from: day, to: day };
        let asked = tokio::time::timeout(PATIENCE, self.ask_availability(id, range)).await;
        Some(left_on(&asked.ok()?.ok()?, day, party))
    }

    pub(crate) async fn ask_availability(&self, id: &ProductId, range: DayRange) -> Result<Availability> {
        let line = self.supplier(id.supplier).await?;
        match line.availability(id, range).await {
            Err(error) if error.is_not_found() => Err(EngineError::not_found("product", &id.own)),
            answer => self.heard(id.supplier, answer),
        }
    }
}

/// What has room for a party on a day, as a sentence.
fn left_on(found: &Availability, day: Day, party: &[(VariantId, u32)]) -> String {
    let spelled = spell_day(day);
    let roomy: Vec<&Slot> = found.day(day).into_iter().flat_map(FreeDay::free_slots).collect();
    let roomy: Vec<&Slot> = roomy.into_iter().filter(|slot| has_room_for(slot, party)).collect();
    let times: Vec<&str> = roomy.iter().filter_map(|slot| slot.time.as_deref()).collect();
    if roomy.is_empty() {
        return format!("Nothing on {spelled} has room for this party any more.");
    }
    if times.is_empty() {
        return format!("{spelled} has room for this party after all: ask for its days and prices again.");
    }
    let told = match times.len() {
        // One more is named rather than counted.
        few if few <= TIMES_TOLD + 1 => times.join(", "),
        many => format!("{} and {} more times", times[..TIMES_TOLD].join(", "), many - TIMES_TOLD),
    };
    format!("Room for this party on {spelled}: {told}.")
}

/// Whether a time has places for all of a party. A number that is not given is no limit.
fn has_room_for(slot: &Slot, party: &[(VariantId, u32)]) -> bool {
    let heads = party.iter().fold(0_u32, |sum, (_, count)| sum.saturating_add(*count));
    let offers = |variant: &VariantId, count: u32| {
        let offer = slot.offers.iter().find(|offer| offer.variant == *variant);
        offer.is_some_and(|offer| offer.max.is_none_or(|max| max >= count))
    };
    slot.max.is_none_or(|max| max >= heads) && party.iter().all(|(variant, count)| offers(variant, *count))
}

/// How long a refusal waits for the fresh look that goes with it.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);
/// Most times a sentence names.
const TIMES_TOLD: usize = 5;

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
        if day < earliest_day(self.now()) {
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
    let fits = has_room(availability.max_per_order)
        && has_room(free.max)
        && free.free_slots().any(|slot: &Slot| has_room(slot.max));
    if fits { Freedom::Free { from_price: free.from_price() } } else { Freedom::Full }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterfoil_domain::{SupplierKey, availability::Offer};

    fn day(text: &str) -> Day {
        read_day(text).unwrap()
    }

    fn variant(own: &str) -> VariantId {
        VariantId::new(SupplierKey::Tiqets, own)
    }

    fn slot(time: Option<&str>, max: u32, children: Option<u32>) -> Slot {
        let offer = |own, max| Offer { variant: variant(own), max, price: None };
        let children = children.map(|max| offer("child", Some(max)));
        Slot {
            time: time.map(str::to_owned),
            max: Some(max),
            offers: std::iter::once(offer("adult", None)).chain(children).collect(),
        }
    }

    fn found(slots: Vec<Slot>) -> Availability {
        let only = day("2026-12-24");
        let days = if slots.is_empty() { Vec::new() } else { vec![FreeDay { day: only, max: None, slots }] };
        Availability {
            product: ProductId::new(SupplierKey::Tiqets, "7"),
            range: DayRange { from: only, to: only },
            known_until: None,
            sales_enabled: true,
            max_per_order: None,
            days,
            sold_out: Vec::new(),
            variants: Vec::new(),
            asked_at: Instant::default(),
        }
    }

    #[test]
    fn what_is_left_is_what_has_room_for_the_whole_party() {
        let family = [(variant("adult"), 2), (variant("child"), 1)];
        let said = |slots| left_on(&found(slots), day("2026-12-24"), &family);
        let times = vec![
            slot(Some("09:00"), 2, Some(9)),
            slot(Some("10:00"), 3, Some(1)),
            slot(Some("11:00"), 0, Some(9)),
            slot(Some("12:00"), 9, None),
            slot(Some("13:00"), 9, Some(0)),
            slot(Some("14:00"), 9, Some(9)),
        ];
        assert_eq!(said(times), "Room for this party on Thu 24 Dec 2026: 10:00, 14:00.");
        assert_eq!(said(Vec::new()), "Nothing on Thu 24 Dec 2026 has room for this party any more.");
        assert_eq!(said(vec![slot(None, 2, None)]), "Nothing on Thu 24 Dec 2026 has room for this party any more.");
        assert!(said(vec![slot(None, 9, Some(9))]).contains("after all"));
        let so_many = |count| (0..count).map(|hour| slot(Some(&format!("{:02}:00", 9 + hour)), 9, Some(9))).collect();
        assert!(said(so_many(6)).ends_with(": 09:00, 10:00, 11:00, 12:00, 13:00, 14:00."));
        assert!(said(so_many(11)).ends_with(": 09:00, 10:00, 11:00, 12:00, 13:00 and 6 more times."));
    }

    #[test]
    fn nothing_is_past_that_may_be_today_somewhere() {
        let noon = |text: &str| earliest_day(text.parse().unwrap());
        assert_eq!(noon("2026-12-24T11:59:59Z"), day("2026-12-23"));
        assert_eq!(noon("2026-12-24T12:00:00Z"), day("2026-12-24"));
    }

    #[test]
    fn a_time_that_is_sold_out_makes_no_day_free() {
        let of = |slots| freedom(&found(slots), day("2026-12-24"), 1);
        assert_eq!(of(vec![slot(Some("09:00"), 0, None)]), Freedom::Full);
        assert!(matches!(of(vec![slot(Some("09:00"), 0, None), slot(Some("10:00"), 1, None)]), Freedom::Free { .. }));
    }
}
