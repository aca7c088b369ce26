//! `availability …` and `timeslots …`

use counterfoil_domain::{
    Day, Instant, Money, ProductId, VariantId,
    availability::{Availability, DayStanding, FreeDay, Slot},
    catalog::{Cancellation, Variant},
    order::cancel_deadline,
    zone::Zone,
};
use counterfoil_engine::inventory::zone_of;
use serde_json::{Value, json};

use crate::{
    Reply,
    arguments::Range,
    door::Door,
    problem::{Failure, known_id},
    shape,
};

/// A supplier's answer, with what it takes to say until when a visit may be cancelled.
struct Asked {
    found: Availability,
    terms: Option<Cancellation>,
    zone: Option<Zone>,
}

async fn ask(asked: &Range, door: &Door) -> Result<Asked, Failure> {
    let desk = door.open().await?;
    let id: ProductId = known_id(&asked.product, "product")?;
    let found = desk.availability(&id, &asked.from, &asked.to).await?;
    let snapshot = desk.snapshot();
    let product = snapshot.product(&id);
    Ok(Asked {
        found,
        terms: product.and_then(|product| product.cancellation.clone()),
        zone: product.and_then(|product| zone_of(&snapshot, product)),
    })
}

/// Every day of the range that the supplier knows about; one without tickets says whether it is sold out or not offered
/// (UC-08).
pub(crate) async fn days(asked: Range, door: &Door) -> Result<Reply, Failure> {
    let asked = ask(&asked, door).await?;
    let found = &asked.found;
    let known: Vec<(Day, DayStanding)> = found
        .range
        .days()
        .map(|day| (day, found.standing(day)))
        .filter(|(_, standing)| *standing != DayStanding::Unknown)
        .collect();
    let days: Vec<Value> = known
        .iter()
        .map(|(day, standing)| {
            let free = found.day(*day);
            let slots = free.map(|free| free.slots.iter().map(|slot| asked.slot(*day, slot)).collect::<Vec<_>>());
            json!({
                "day": day,
                "is_available": *standing == DayStanding::Free,
                "state": standing,
                "max_tickets": free.and_then(|free| free.max),
                "from_price": free.and_then(|free| money(free.from_price())),
                "timeslots": slots.unwrap_or_default(),
            })
        })
        .collect();
    let mut lines: Vec<String> = known.iter().map(|(day, standing)| asked.day_line(*day, *standing)).collect();
    if let Some(last) = found.known_until.filter(|last| *last < found.range.to) {
        lines.push(format!("The supplier does not know later days than {last} yet."));
    }
    lines.push(asked.age_line());
    let mut json = asked.head();
    json["days"] = days.into();
    json["variants"] = found.variants.iter().map(shape::variant).collect();
    Reply::new(json, lines.join("\n"))
}

/// The flat list for a booking form: each time of each day with its room and the price of each kind of visitor (UC-09).
pub(crate) async fn timeslots(asked: Range, door: &Door) -> Result<Reply, Failure> {
    let asked = ask(&asked, door).await?;
    let mut items = Vec::new();
    let mut lines = Vec::new();
    for free in &asked.found.days {
        for slot in &free.slots {
            let mut item = asked.slot(free.day, slot);
            item["day"] = free.day.to_string().into();
            items.push(item);
            lines.push(asked.slot_line(free, slot));
        }
    }
    if lines.is_empty() {
        lines.push("Nothing is free in these days.".to_owned());
    }
    lines.push(asked.age_line());
    let mut json = asked.head();
    let Value::Object(list) = shape::whole_list(items) else { return Err(Failure::Answer) };
    for (name, value) in list {
        json[name] = value;
    }
    Reply::new(json, lines.join("\n"))
}

impl Asked {
    /// What was asked, of whom, and how old the answer is.
    fn head(&self) -> Value {
        let found = &self.found;
        json!({
            "product_id": &*found.product.own,
            "from": found.range.from,
            "to": found.range.to,
            "timezone": self.zone.map(Zone::name),
            "known_until": found.known_until,
            "sales_enabled": found.sales_enabled,
            "max_tickets_per_order": found.max_per_order,
            "asked_at": shape::instant(Some(found.asked_at)),
        })
    }

    /// A slot; `timeslot` is `null` for products without timeslots.
    fn slot(&self, day: Day, slot: &Slot) -> Value {
        let offers = slot.offers.iter().map(|offer| {
            json!({
                "variant_id": &*offer.variant.own,
                "label": label(&self.found.variants, &offer.variant),
                "is_available": slot.max != Some(0) && offer.is_left(),
                "max_tickets": offer.max,
                "price": offer.price.and_then(|price| money(Some(price.total))),
                "ticket_value": offer.price.and_then(|price| money(price.ticket)),
                "booking_fee": offer.price.and_then(|price| money(price.booking_fee)),
                "commission": offer.price.and_then(|price| money(price.commission)),
            })
        });
        json!({
            "timeslot": slot.time,
            "is_available": slot.is_free(),
            "max_tickets": slot.max,
            "cancel_until": shape::instant(self.cancel_until(day, slot)),
            "variants": offers.collect::<Vec<_>>(),
        })
    }

    fn cancel_until(&self, day: Day, slot: &Slot) -> Option<Instant> {
        cancel_deadline(self.terms.as_ref(), day, slot.time.as_deref(), self.zone)
    }

    fn day_line(&self, day: Day, standing: DayStanding) -> String {
        match (standing, self.found.day(day)) {
            (DayStanding::Free, Some(free)) => {
                let times: Vec<&str> = free.free_slots().map(time_of).collect();
                let price = free.from_price().map(|price| price.to_string()).unwrap_or_default();
                format!("{day}  {price:>12}  {}", times.join(" "))
            }
            (DayStanding::SoldOut, _) => format!("{day}  {:>12}", "sold out"),
            (DayStanding::Free | DayStanding::NotOffered | DayStanding::Unknown, _) => {
                format!("{day}  {:>12}", "not offered")
            }
        }
    }

    fn slot_line(&self, free: &FreeDay, slot: &Slot) -> String {
        let room = match slot.max {
            _ if !slot.is_free() => "sold out".to_owned(),
            Some(most) => format!("up to {most}"),
            None => String::new(),
        };
        let offers: Vec<String> = slot
            .offers
            .iter()
            .map(|offer| {
                let name = label(&self.found.variants, &offer.variant).unwrap_or(&offer.variant.own);
                let price = offer.price.map_or_else(|| "no price".to_owned(), |price| price.total.to_string());
                let price = if offer.is_left() { price } else { "sold out".to_owned() };
                format!("{name} {price}")
            })
            .collect();
        format!("{}  {:<9}  {room:<8}  {}", free.day, time_of(slot), offers.join(", "))
    }

    /// When it was asked, and whose days and times these are.
    fn age_line(&self) -> String {
        let clock =
            self.zone.map_or_else(String::new, |zone| format!(" Days and times are those of {}.", zone.place()));
        format!("Asked at {}.{clock}", self.found.asked_at.format("%Y-%m-%d %H:%M:%S UTC"))
    }
}

fn label<'a>(variants: &'a [Variant], id: &VariantId) -> Option<&'a str> {
    variants.iter().find(|variant| variant.id == *id).map(|variant| variant.label.as_str())
}

fn time_of(slot: &Slot) -> &str {
    slot.time.as_deref().unwrap_or("whole day")
}

fn money(amount: Option<Money>) -> Option<Value> {
    amount.map(|m| json!({ "minor": m.minor, "currency": m.currency }))
}
