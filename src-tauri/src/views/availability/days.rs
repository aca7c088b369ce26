//! Free days, from the engine. What the desk keeps comes along for the agent; the window hides it from the customer.

use counterfoil_domain::{
    availability::{Availability, FreeDay, Offer, Price, Slot},
    catalog::Cancellation,
};

use super::{AvailabilityView, DayView, OfferView, PriceView, SlotView};
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

impl AvailabilityView {
    /// The answer for a product with these cancellation terms.
    pub(crate) fn of(availability: &Availability, terms: Option<&Cancellation>) -> Self {
        let known = |day: &_| availability.known_until.is_none_or(|last| *day <= last);
        let days = availability.range.days().filter(known).map(|day| match availability.day(day) {
            Some(free) => DayView::from(free),
            None => {
                DayView { day: day.to_string(), is_available: false, max: None, from_price: None, slots: Vec::new() }
            }
        });
        Self {
            days: days.collect(),
            product: availability.product.to_string(),
            from: availability.range.from.to_string(),
            to: availability.range.to.to_string(),
            known_until: availability.known_until.map(|day| day.to_string()),
            sales_enabled: availability.sales_enabled,
            max_per_order: availability.max_per_order,
            variants: availability.variants.iter().map(|variant| VariantView::of(variant, terms)).collect(),
            asked_at: millis(availability.asked_at),
        }
    }
}

impl From<&FreeDay> for DayView {
    fn from(free: &FreeDay) -> Self {
        Self {
            day: free.day.to_string(),
            is_available: true,
            max: free.max,
            from_price: free.from_price().map(Into::into),
            slots: free.slots.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Slot> for SlotView {
    fn from(slot: &Slot) -> Self {
        Self {
            time: slot.time.clone(),
            max: slot.max,
            from_price: slot.lead_price().map(MoneyView::from),
            offers: slot.offers.iter().map(Into::into).collect(),
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
        availability::{DayRange, read_day},
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
        let availability = Availability {
            product: "7".parse().expect("an id"),
            range: DayRange { from: day("2026-12-01"), to: day("2026-12-05") },
            known_until: Some(day("2026-12-03")),
            sales_enabled: true,
            max_per_order: None,
            days: vec![FreeDay { day: day("2026-12-02"), max: None, slots: vec![slot] }],
            variants: Vec::new(),
            asked_at: Instant::default(),
        };
        let view = AvailabilityView::of(&availability, None);
        let days: Vec<_> = view.days.iter().map(|day| (day.day.as_str(), day.is_available)).collect();
        assert_eq!(days, [("2026-12-01", false), ("2026-12-02", true), ("2026-12-03", false)]);
        assert_eq!(view.days[1].slots[0].from_price.as_ref().map(|money| money.minor), Some(2_000));
        let shown = view.days[1].slots[0].offers[1].price.as_ref().expect("a price");
        let minor = |money: &Option<MoneyView>| money.as_ref().map(|money| money.minor);
        assert_eq!((minor(&shown.booking_fee), minor(&shown.commission)), (Some(150), Some(400)));
    }
}
