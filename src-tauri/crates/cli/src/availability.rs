//! `availability …` and `timeslots …`

use counterfoil_domain::{
    Money, ProductId,
    availability::{Availability, Slot},
    catalog::Variant,
};
use counterfoil_engine::EngineError;
use serde_json::{Value, json};

use crate::{Reply, arguments::Range, door::Door, problem::Failure, shape};

async fn ask(asked: &Range, door: &Door) -> Result<Availability, Failure> {
    let desk = door.open().await?;
    let not_found = || EngineError::NotFound { what: "product", id: asked.product.clone() };
    let product: ProductId = asked.product.parse().map_err(|_| not_found())?;
    Ok(desk.availability(&product, &asked.from, &asked.to).await?)
}

/// Every day of the range that the supplier knows about; a day without tickets says so (UC-08).
pub(crate) async fn days(asked: Range, door: &Door) -> Result<Reply, Failure> {
    let found = ask(&asked, door).await?;
    let last = found.known_until.unwrap_or(found.range.to);
    let days: Vec<Value> = found
        .range
        .days()
        .take_while(|day| *day <= last)
        .map(|day| {
            let free = found.day(day);
            json!({
                "day": day,
                "is_available": free.is_some(),
                "max_tickets": free.and_then(|f| f.max),
                "from_price": free.and_then(|f| money(f.from_price())),
                "timeslots": free.map(|f| f.slots.iter().map(|s| slot(s, &found.variants)).collect::<Vec<_>>()).unwrap_or_default(),
            })
        })
        .collect();
    let text: Vec<String> = found
        .days
        .iter()
        .map(|free| {
            let times: Vec<&str> = free.slots.iter().map(|s| s.time.as_deref().unwrap_or("whole day")).collect();
            let price = free.from_price().map(|m| m.to_string()).unwrap_or_default();
            format!("{}  {price:>12}  {}", free.day, times.join(" "))
        })
        .collect();
    let json = json!({
        "product_id": &*found.product.own,
        "from": found.range.from,
        "to": found.range.to,
        "known_until": found.known_until,
        "sales_enabled": found.sales_enabled,
        "max_tickets_per_order": found.max_per_order,
        "asked_at": shape::instant(Some(found.asked_at)),
        "days": days,
        "variants": found.variants.iter().map(shape::variant).collect::<Vec<_>>(),
    });
    Reply::new(json, text.join("\n"))
}

/// The flat list for a booking form (UC-09).
pub(crate) async fn timeslots(asked: Range, door: &Door) -> Result<Reply, Failure> {
    let found = ask(&asked, door).await?;
    let mut items = Vec::new();
    let mut lines = Vec::new();
    for free in &found.days {
        for one in &free.slots {
            let mut value = slot(one, &found.variants);
            value["day"] = free.day.to_string().into();
            lines.push(format!("{}  {}", free.day, one.time.as_deref().unwrap_or("whole day")));
            items.push(value);
        }
    }
    Reply::new(shape::whole_list(items), lines.join("\n"))
}

/// A slot; `timeslot` is `null` for products without timeslots.
fn slot(slot: &Slot, variants: &[Variant]) -> Value {
    let label = |id: &counterfoil_domain::VariantId| variants.iter().find(|v| v.id == *id).map(|v| v.label.as_str());
    let offers: Vec<Value> = slot
        .offers
        .iter()
        .map(|offer| {
            json!({
                "variant_id": &*offer.variant.own,
                "label": label(&offer.variant),
                "max_tickets": offer.max,
                "price": offer.price.and_then(|p| money(Some(p.total))),
                "ticket_value": offer.price.and_then(|p| money(p.ticket)),
                "booking_fee": offer.price.and_then(|p| money(p.booking_fee)),
                "commission": offer.price.and_then(|p| money(p.commission)),
            })
        })
        .collect();
    json!({ "timeslot": slot.time, "max_tickets": slot.max, "variants": offers })
}

fn money(amount: Option<Money>) -> Option<Value> {
    amount.map(|m| json!({ "minor": m.minor, "currency": m.currency }))
}
