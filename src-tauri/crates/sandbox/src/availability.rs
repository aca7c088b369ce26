//! Days, slots and prices (Tiqets Distributor API, Get product availability and pricing).

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::{Value, json};

use crate::catalog::{raised, variant_sheet};
use crate::faults::Twists;
use crate::orders::ledger::Ledger;
use crate::query::Asked;
use crate::refusal::Refusal;
use crate::supplier::Shared;
use crate::world::World;
use crate::world::calendar::HORIZON_DAYS;
use crate::world::money::Currency;
use crate::world::product::{Product, Variant};

/// Most days of one request, the first and the last included.
const DAYS_MAX: i64 = 31;

/// `GET /products/{id}/availability`.
pub(crate) async fn availability(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    Path(text): Path<String>,
) -> Result<Response, Refusal> {
    let (world, now) = (&supplier.world(), supplier.now());
    let index = text.parse().ok().and_then(|id| world.product_index(id)).ok_or_else(Refusal::not_found)?;
    let product = world.product(index);
    let currency = asked.currency()?;
    let today = world.venue_day(&product, now);
    let start = asked.day("start_date")?.unwrap_or(today);
    let end = asked.day("end_date")?.unwrap_or(start + Duration::days(DAYS_MAX - 1));
    if end < start {
        return Err(Refusal::field("end_date", "The end date must not be before the start date."));
    }
    if (end - start).num_days() + 1 > DAYS_MAX {
        return Err(Refusal::field("end_date", "The period must not be longer than 31 days."));
    }
    let horizon = today + Duration::days(HORIZON_DAYS);
    let variants = product.variants(world);
    let names_sold_out = supplier.settings().names_sold_out;
    let sale = Sale { world, now, product: &product, variants: &variants, currency, twists: &twists, names_sold_out };
    let ledger = supplier.ledger();
    let days = start.iter_days().take_while(|day| *day <= end && *day <= horizon).filter(|day| *day >= today);
    let dates: Vec<Value> = days.filter_map(|day| date(&sale, &ledger, day)).collect();
    drop(ledger);
    let descriptions: Vec<Value> = variants.iter().map(|variant| variant_sheet(&product, variant)).collect();
    Ok(axum::Json(json!({
        "success": true, "capped_at": horizon.to_string(), "sales_enabled": product.closed.is_none(), "dynamic_pricing": false,
        "max_tickets_per_order": product.max_per_order, "dates": dates, "variants": descriptions,
        "groups": [{"id": 1, "name": "Tickets"}],
    }))
    .into_response())
}

/// What is being sold, how, and when.
struct Sale<'a> {
    world: &'a World,
    now: DateTime<Utc>,
    product: &'a Product,
    variants: &'a [Variant],
    currency: Currency,
    twists: &'a Twists,
    names_sold_out: bool,
}

/// A day with its slots; none when nothing is left and what is sold out is not named.
fn date(sale: &Sale<'_>, ledger: &Ledger, day: NaiveDate) -> Option<Value> {
    let &Sale { world, now, product, variants, currency, twists, names_sold_out } = sale;
    let mut most = 0;
    let mut slots = Vec::new();
    for slot in world.slots(product, day) {
        let left = ledger.places_left(world, product, day, &slot).min(product.max_per_order);
        if left == 0 && !names_sold_out || !world.is_ahead(product, day, &slot, now) {
            continue;
        }
        let offers: Vec<Value> = variants
            .iter()
            .filter(|variant| variant.is_sold_on(day))
            .map(|variant| {
                let cents = raised(world.priced(product.index, variant.cents), twists.price_percent);
                json!({
                    "id": variant.id, "max_tickets": left.min(variant.max_tickets), "currency": currency.code,
                    "price_mediation": price(cents, currency), "pricing_restriction": null,
                })
            })
            .collect();
        if !offers.is_empty() {
            most = most.max(left);
            slots.push(json!({"time": slot, "availability": left, "variants": offers}));
        }
    }
    (!slots.is_empty()).then(|| json!({"date": day.to_string(), "availability": most, "timeslots": slots}))
}

/// The parts of a price; value and fee add up to the total to the smallest unit.
fn price(cents: u32, currency: Currency) -> Value {
    let total = currency.minor(cents);
    let fee = total / 20;
    json!({
        "total_retail_price_incl_vat": currency.number(total), "sale_ticket_value_incl_vat": currency.number(total - fee),
        "booking_fee_incl_vat": currency.number(fee), "distributor_commission_excl_vat": currency.number(total * 6 / 100),
    })
}
