//! Free days, from the engine. What the desk keeps comes along for the agent; the window hides it from the customer.

use counterfoil_domain::{
    Day, ProductId, Snapshot,
    availability::{Availability, DayStanding, Offer, Price, Slot},
    catalog::Cancellation,
    order::cancel_deadline,
    zone::Zone,
};
use counterfoil_engine::inventory::zone_of;

use super::{AvailabilityView, DayState, DayView, OfferView, PriceView, SlotView};
use crate::views::{catalog::VariantView, desk::MoneyView, number::millis};

impl From<Price> for PriceView {
    fn from(price: Price) -> Self {
        Self {
            total: price.total.into(),
            booking_fee: price.booking_fee.map(Into::into),
            commission: price.commission.map(Into::into),
        }
    }
}

impl DayState {
    /// None for what is not known.
    const fn of(standing: DayStanding) -> Option<Self> {
        match standing {
            DayStanding::Free => Some(Self::Free),
            DayStanding::SoldOut => Some(Self::SoldOut),
            DayStanding::NotOffered => Some(Self::NotOffered),
            DayStanding::Unknown => None,
        }
    }
}

/// What a product's visits are cancelled by: its terms, and the clock of its venue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub(crate) terms: Option<&'a Cancellation>,
    pub(crate) zone: Option<Zone>,
}

impl<'a> Rules<'a> {
    /// The rules of a product in the catalogue; of another one nothing is known.
    pub(crate) fn of(snapshot: &'a Snapshot, id: &ProductId) -> Self {
        let product = snapshot.product(id);
        Self {
            terms: product.and_then(|product| product.cancellation.as_ref()),
            zone: product.and_then(|product| zone_of(snapshot, product)),
        }
    }
}

impl AvailabilityView {
    /// The answer for a product with these rules.
    pub(crate) fn of(availability: &Availability, rules: Rules<'_>) -> Self {
        let days = availability.range.days().filter_map(|day| {
            let state = DayState::of(availability.standing(day))?;
            let free = availability.day(day);
            let slots = free.map(|free| free.slots.iter().map(|slot| SlotView::of(slot, day, rules)).collect());
            Some(DayView {
                day: day.to_string(),
                state,
                max: free.and_then(|free| free.max),
                from_price: free.and_then(|free| free.from_price().map(Into::into)),
                slots: slots.unwrap_or_default(),
            })
        });
        Self {
            days: days.collect(),
            product: availability.product.to_string(),
            from: availability.range.from.to_string(),
            to: availability.range.to.to_string(),
            known_until: availability.known_until.map(|day| day.to_string()),
            sales_enabled: availability.sales_enabled,
            max_per_order: availability.max_per_order,
            variants: availability.variants.iter().map(|variant| VariantView::of(variant, rules.terms)).collect(),
            asked_at: millis(availability.asked_at),
        }
    }
}

impl SlotView {
    fn of(slot: &Slot, day: Day, rules: Rules<'_>) -> Self {
        let until = cancel_deadline(rules.terms, day, slot.time.as_deref(), rules.zone);
        Self {
            time: slot.time.clone(),
            is_available: slot.is_free(),
            max: slot.max,
            from_price: slot.lead_price().map(MoneyView::from),
            offers: slot.offers.iter().map(Into::into).collect(),
            cancel_until: until.map(millis),
        }
    }
}

impl From<&Offer> for OfferView {
    fn from(offer: &Offer) -> Self {
        Self { variant: offer.variant.to_string(), max: offer.max, price: offer.price.map(Into::into) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterfoil_domain::{
        Currency, Instant, Money, SupplierKey,
        availability::{DayRange, FreeDay, read_day},
        catalog::CancellationPolicy,
    };

    #[test]
    fn every_known_day_is_listed_and_the_agent_sees_the_commission() {
        let day = |text| read_day(text).expect("a day");
        let eur = |minor| Money::new(minor, Currency::EUR);
        let price = Price { total: eur(2_000), ticket: None, booking_fee: Some(eur(150)), commission: Some(eur(400)) };
        let id = |own: &str| counterfoil_domain::VariantId::new(SupplierKey::Tiqets, own);
        let free = Price { total: eur(0), ..price };
        let offers = vec![
            Offer { variant: id("2"), max: None, price: Some(free) },
            Offer { variant: id("1"), max: Some(5), price: Some(price) },
            Offer { variant: id("3"), max: None, price: Some(Price { total: eur(1_200), ..price }) },
        ];
        let slot = Slot { time: Some("10:00".to_owned()), max: None, offers };
        let gone = Slot { time: Some("11:00".to_owned()), max: Some(0), offers: Vec::new() };
        let availability = Availability {
            product: "7".parse().expect("an id"),
            range: DayRange { from: day("2026-12-01"), to: day("2026-12-05") },
            known_until: Some(day("2026-12-04")),
            sales_enabled: true,
            max_per_order: None,
            days: vec![FreeDay { day: day("2026-12-02"), max: None, slots: vec![slot, gone] }],
            sold_out: vec![day("2026-12-03")],
            variants: Vec::new(),
            asked_at: Instant::default(),
        };
        let terms = Cancellation { policy: CancellationPolicy::BeforeTimeslot, window_hours: 24 };
        let view = AvailabilityView::of(&availability, Rules { terms: Some(&terms), zone: Zone::named("Asia/Dubai") });
        let days: Vec<_> = view.days.iter().map(|day| (day.day.as_str(), day.state)).collect();
        let told = [
            ("2026-12-01", DayState::NotOffered),
            ("2026-12-02", DayState::Free),
            ("2026-12-03", DayState::SoldOut),
            ("2026-12-04", DayState::NotOffered),
        ];
        assert_eq!(days, told, "the fifth is not known");
        let [slot, gone] = view.days[1].slots.as_slice() else { panic!("two times") };
        assert!(slot.is_available && !gone.is_available);
        let ten_in_dubai = "2026-12-01T06:00:00Z".parse::<Instant>().expect("an instant");
        assert_eq!(slot.cancel_until, Some(ten_in_dubai.timestamp_millis()));
        let unknown = AvailabilityView::of(&availability, Rules { terms: Some(&terms), zone: None });
        assert_eq!(unknown.days[1].slots[0].cancel_until, None);
        assert_eq!(view.days[1].slots[0].from_price.as_ref().map(|money| money.minor), Some(2_000));
        let shown = view.days[1].slots[0].offers[1].price.as_ref().expect("a price");
        let minor = |money: &Option<MoneyView>| money.as_ref().map(|money| money.minor);
        assert_eq!((minor(&shown.booking_fee), minor(&shown.commission)), (Some(150), Some(400)));
    }
}
