//! Variants, and what is free when. A day that cannot be read is an error: left out, it would look sold out. What is named with
//! a zero is kept as sold out; what is not named may be sold out or not on offer.

use crate::unreadable::Unreadable;

use counterfoil_domain::{
    Day, VariantId,
    availability::{DayRange, FreeDay, Offer, Price, Slot, read_day},
    catalog::{Variant, Variants},
};

use super::{Own, Reader, line, owns, product::cancellation, rich};
use crate::{
    text,
    tiqets::{
        dialect::WHOLE_DAY,
        wire::{offers as wire, scalar::Number},
    },
};

/// What one window of days holds.
#[derive(Debug)]
pub(in crate::tiqets) struct Window {
    pub(in crate::tiqets) known_until: Option<Day>,
    pub(in crate::tiqets) sales_enabled: bool,
    pub(in crate::tiqets) max_per_order: Option<u32>,
    pub(in crate::tiqets) days: Vec<FreeDay>,
    /// Days that are named with nothing left.
    pub(in crate::tiqets) emptied: Vec<Day>,
    pub(in crate::tiqets) variants: Vec<Variant>,
}

/// What a named day holds.
enum Named {
    Free(FreeDay),
    Emptied(Day),
    /// No time and no variant.
    Nothing,
}

impl Reader {
    /// One window; days outside what was asked are left out.
    pub(in crate::tiqets) fn window(self, wire: wire::Availability, asked: DayRange) -> Result<Window, Unreadable> {
        let (mut days, mut emptied) = (Vec::new(), Vec::new());
        for date in &wire.dates {
            let day = day_of(&date.date).ok_or("a date that is none")?;
            if asked.holds(day) {
                match self.named_day(day, date)? {
                    Named::Free(free) => days.push(free),
                    Named::Emptied(day) => emptied.push(day),
                    Named::Nothing => {}
                }
            }
        }
        Ok(Window {
            known_until: wire.capped_at.as_deref().and_then(day_of),
            sales_enabled: wire.sales_enabled.unwrap_or(!days.is_empty()),
            max_per_order: wire.max_tickets_per_order.as_ref().and_then(Number::small),
            days,
            emptied,
            variants: wire.variants.iter().map(variant).collect::<Result<_, _>>()?,
        })
    }

    fn named_day(self, day: Day, date: &wire::FreeDate) -> Result<Named, Unreadable> {
        let max = date.availability.as_ref().and_then(Number::small);
        let mut slots = Vec::new();
        for timeslot in &date.timeslots {
            slots.extend(self.slot(timeslot).map_err(|reason| format!("{day}: {reason}"))?);
        }
        // A time that is named twice is free if either says so.
        slots.sort_by(|a: &Slot, b| a.time.cmp(&b.time).then_with(|| b.is_free().cmp(&a.is_free())));
        slots.dedup_by(|a, b| a.time == b.time);
        Ok(if max != Some(0) && slots.iter().any(Slot::is_free) {
            Named::Free(FreeDay { day, max, slots })
        } else if max == Some(0) || !slots.is_empty() {
            Named::Emptied(day)
        } else {
            Named::Nothing
        })
    }

    fn slot(self, wire: &wire::Timeslot) -> Result<Option<Slot>, Unreadable> {
        let time = match wire.time.as_str() {
            WHOLE_DAY => None,
            // Sent back with the order exactly as it came, so it must be harmless as it is.
            time if !time.is_empty() && time.len() <= 32 && time.bytes().all(|b| b.is_ascii_graphic() || b == b' ') => {
                Some(time.to_owned())
            }
            _ => return Err(Unreadable::at("a timeslot without a time")),
        };
        let max = wire.availability.as_ref().and_then(Number::small);
        let mut offers = Vec::with_capacity(wire.variants.len());
        for offered in &wire.variants {
            offers.push(Offer {
                variant: VariantId::own(&offered.id)?,
                max: offered.max_tickets.as_ref().and_then(Number::small),
                price: self.price(offered),
            });
        }
        Ok((max == Some(0) || !offers.is_empty()).then_some(Slot { time, max, offers }))
    }

    fn price(self, wire: &wire::OfferedVariant) -> Option<Price> {
        let (block, currency) = match (&wire.price_mediation, &wire.price_components_eur) {
            (Some(block), _) => (block, self.currency_of(wire.currency.as_ref())?),
            (None, Some(block)) => (block, counterfoil_domain::Currency::EUR),
            (None, None) => return None,
        };
        let money = |number: &Option<Number>| number.as_ref().and_then(|number| number.money(currency));
        Some(Price {
            total: money(&block.total_retail_price_incl_vat)?,
            ticket: money(&block.sale_ticket_value_incl_vat),
            booking_fee: money(&block.booking_fee_incl_vat),
            commission: money(&block.distributor_commission_excl_vat),
        })
    }
}

/// All variants of a product, without availability.
pub(in crate::tiqets) fn variants(wire: wire::Variants) -> Result<Variants, Unreadable> {
    let variants: Vec<Variant> = wire.variants.iter().map(variant).collect::<Result<_, _>>()?;
    Ok(Variants {
        sales_enabled: wire.sales_enabled.unwrap_or(!variants.is_empty()),
        max_per_order: wire.max_tickets_per_order.as_ref().and_then(Number::small),
        variants,
    })
}

fn variant(wire: &wire::Variant) -> Result<Variant, Unreadable> {
    let id = VariantId::own(&wire.id)?;
    let label = line(wire.label.as_ref()).ok_or_else(|| format!("variant {} without a label", id.own))?;
    Ok(Variant {
        id,
        label,
        description: rich(wire.description.as_ref()),
        kind: line(wire.variant_type.as_ref()),
        max_tickets: wire.max_tickets.as_ref().and_then(Number::small),
        cancellation: wire.cancellation.as_ref().and_then(cancellation),
        requires_visitor_details: wire.requires_visitors_details.codes(),
        valid_with: owns(&wire.valid_with_variant_ids),
        languages: wire.languages.codes(),
    })
}

/// A day, also when a time follows it.
pub(in crate::tiqets) fn day_of(text: &str) -> Option<Day> {
    let text = text.trim();
    let day = text::cut(text, 10);
    let plain = text.len() == 10 || matches!(text.as_bytes().get(10), Some(b'T' | b' '));
    read_day(day).ok().filter(|_| plain)
}
