//! Shapes of the public JSON: lists, money, places, catalogue, orders. Stable; documented in `--help` and the README.

use counterfoil_domain::{
    Currency, Instant, Money, Snapshot, SupplierKey,
    catalog::{
        City, Country, Experience, ExperienceText, Geo, Picture, Product, ProductText, Rating, Tag, Variant, Variants,
    },
    order::{JournalEntry, Line, Order, Payment},
    run::Run,
};
use counterfoil_engine::{
    booking::OpenedOrder,
    catalog::{OpenedProduct, Paging},
    distribution::Checked,
    sync::ScheduleState,
};
use serde_json::{Value, json};

/// `{"items", "page", "page_size", "total"}`.
pub(crate) fn list(items: Vec<Value>, paging: Paging, total: u64) -> Value {
    json!({ "items": items, "page": paging.page, "page_size": paging.size, "total": total })
}

/// A list that is given whole, as one page.
pub(crate) fn whole_list(items: Vec<Value>) -> Value {
    let total = items.len();
    json!({ "items": items, "page": 1, "page_size": total, "total": total })
}

/// "1 page", "3 pages".
pub(crate) fn counted<N: PartialEq + From<u8> + std::fmt::Display>(count: N, noun: &str) -> String {
    if count == N::from(1) { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// How old the supplier's word is, where it could not be asked.
pub(crate) fn unasked(checked: Checked) -> Option<String> {
    let as_of = checked.as_of.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    (!checked.reached).then(|| format!("The supplier could not be asked; the status is of {as_of}."))
}

fn money(amount: Option<Money>) -> Value {
    amount.map_or(Value::Null, |m| json!({ "minor": m.minor, "currency": m.currency }))
}

pub(crate) fn instant(at: Option<Instant>) -> Value {
    at.map_or(Value::Null, |at| Value::String(at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)))
}

fn geo(at: Option<Geo>) -> Value {
    at.map_or(Value::Null, |geo| json!({ "lat": geo.lat, "lng": geo.lng }))
}

fn ratings(rating: Rating) -> Value {
    json!({ "average": rating.average, "total": rating.total })
}

fn images(pictures: &[Picture]) -> Value {
    serde_json::to_value(pictures).unwrap_or_default()
}

pub(crate) fn country(country: &Country) -> Value {
    json!({ "id": &*country.id.own, "supplier": country.id.supplier, "name": country.name, "iso_code": country.iso_code })
}

/// A city; one that names no currency shows the desk's (UC-02).
pub(crate) fn city(city: &City, snapshot: &Snapshot) -> Value {
    let country = snapshot.country(&city.country);
    json!({
        "id": &*city.id.own,
        "supplier": city.id.supplier,
        "name": city.name,
        "country_id": &*city.country.own,
        "country_name": country.map(|c| &c.name),
        "country_iso_code": country.and_then(|c| c.iso_code.as_ref()),
        "timezone": city.time_zone,
        "currency": city.currency.unwrap_or(Currency::AED),
        "geolocation": geo(city.geo),
        "enabled": snapshot.is_enabled(&city.id),
        "experiences": snapshot.experience_count(&city.id),
        "products": snapshot.product_count(&city.id),
        "fetched_at": instant(snapshot.city_fetched_at(&city.id)),
    })
}

pub(crate) fn experience(experience: &Experience, text: &ExperienceText, snapshot: &Snapshot) -> Value {
    let mut products: Vec<String> =
        snapshot.products_of_experience(&experience.id).map(|p| p.id.own.to_string()).collect();
    if products.is_empty() {
        products = experience.products.iter().map(|id| id.own.to_string()).collect();
    }
    let city = snapshot.city(&experience.city);
    let country = experience.country.as_ref().or(city.map(|c| &c.country));
    json!({
        "id": &*experience.id.own,
        "supplier": experience.id.supplier,
        "type": experience.kind,
        "title": experience.title,
        "tagline": experience.tagline,
        "description": text.description,
        "city_id": &*experience.city.own,
        "city_name": city.map(|c| &c.name),
        "country_id": country.map(|c| c.own.to_string()),
        "country_name": country.and_then(|id| snapshot.country(id)).map(|c| &c.name),
        "address": experience.address,
        "geolocation": geo(experience.geo),
        "google_place_id": experience.google_place_id,
        "images": images(&text.pictures),
        "ratings": ratings(experience.rating),
        "from_price": money(experience.from_price),
        "tag_ids": experience.tags.iter().map(|t| t.own.to_string()).collect::<Vec<_>>(),
        "product_ids": products,
        "experience_url": experience.url,
        "updated_at": instant(experience.updated_at),
        "fetched_at": instant(snapshot.city_fetched_at(&experience.city)),
    })
}

pub(crate) fn product(product: &Product, text: &ProductText, snapshot: &Snapshot) -> Value {
    let city = snapshot.city(&product.city);
    json!({
        "id": &*product.id.own,
        "supplier": product.id.supplier,
        "experience_id": product.experience.as_ref().map(|e| e.own.to_string()),
        "title": product.title,
        "tagline": product.tagline,
        "city_id": &*product.city.own,
        "city_name": city.map(|c| &c.name),
        "country_id": product.country.as_ref().map(|c| c.own.to_string()),
        "summary": text.summary,
        "highlights": text.highlights,
        "whats_included": text.included,
        "whats_excluded": text.excluded,
        "duration_minutes": product.duration_minutes,
        "price": money(product.price),
        "prediscount_price": money(product.price_before_discount),
        "promo_label": product.promotion,
        "ratings": ratings(product.rating),
        "sale_status": if product.on_sale { "available" } else { "unavailable" },
        "sale_status_reason": product.off_sale_reason,
        "sale_status_expected_reopen": product.expected_reopening,
        "skip_line": product.flags.skip_line,
        "smartphone_ticket": product.flags.smartphone_ticket,
        "wheelchair_access": product.flags.wheelchair_access,
        "instant_ticket_delivery": product.flags.instant_ticket_delivery,
        "is_package": product.flags.is_package,
        "languages": text.languages,
        "live_guide_languages": text.live_guide_languages,
        "audio_guide_languages": text.audio_guide_languages,
        "starting_time": text.starting_time,
        "starting_points": text.starting_points.iter().map(|point| {
            json!({ "label": point.label, "address": point.address, "geolocation": geo(point.geo) })
        }).collect::<Vec<_>>(),
        "cancellation": product.cancellation.as_ref().map(|c| json!({ "policy": c.policy, "window": c.window_hours })),
        "venue": {
            "id": product.experience.as_ref().map(|e| e.own.to_string()),
            "name": product.venue.name,
            "address": product.venue.address,
        },
        "operator": text.operator,
        "timezone": product.time_zone.as_ref().or(city.and_then(|c| c.time_zone.as_ref())),
        "geolocation": geo(product.geo),
        "images": images(&text.pictures),
        "tag_ids": product.tags.iter().map(|t| t.own.to_string()).collect::<Vec<_>>(),
        "product_url": text.url,
        "product_checkout_url": text.checkout_url,
        "updated_at": instant(product.updated_at),
        "fetched_at": instant(snapshot.city_fetched_at(&product.city)),
    })
}

/// A tag, with how many things of a list have it.
pub(crate) fn tag(tag: &Tag, count: usize) -> Value {
    json!({
        "id": &*tag.id.own,
        "supplier": tag.id.supplier,
        "name": tag.name,
        "type_id": tag.tag_type.as_ref().map(|id| id.own.to_string()),
        "type_name": tag.type_name,
        "type_group_name": tag.group,
        "icon_url": tag.icon_url,
        "experiences": count,
    })
}

pub(crate) fn schedule(supplier: SupplierKey, schedule: &ScheduleState) -> Value {
    json!({
        "supplier": supplier,
        "every_hours": schedule.every_hours,
        "next_at": instant(schedule.next_at),
        "note": schedule.note,
    })
}

pub(crate) fn variant(variant: &Variant) -> Value {
    json!({
        "id": &*variant.id.own,
        "label": variant.label,
        "description": variant.description,
        "variant_type": variant.kind,
        "max_tickets": variant.max_tickets,
        "cancellation": variant.cancellation.as_ref().map(|c| json!({ "policy": c.policy, "window": c.window_hours })),
        "requires_visitors_details": variant.requires_visitor_details,
        "valid_with_variant_ids": variant.valid_with.iter().map(|v| v.own.to_string()).collect::<Vec<_>>(),
        "languages": variant.languages,
    })
}

/// A product, opened: variants and what must be known beside the rest; `null` where the supplier did not tell.
pub(crate) fn opened_product(opened: &OpenedProduct, snapshot: &Snapshot) -> Value {
    let mut value = product(&opened.product, &opened.text, snapshot);
    let known: Option<&Variants> = opened.variants.as_ref();
    value["variants"] = known.map_or(Value::Null, |v| v.variants.iter().map(variant).collect());
    value["sales_enabled"] = known.map_or(Value::Null, |v| v.sales_enabled.into());
    value["max_tickets_per_order"] = known.map_or(Value::Null, |v| v.max_per_order.into());
    value["variants_fetched_at"] = instant(opened.variants_fetched_at);
    value["additional_information"] = serde_json::to_value(&opened.checkout).unwrap_or_default();
    value
}

fn line(line: &Line) -> Value {
    json!({
        "variant_id": &*line.variant.own,
        "label": line.label,
        "count": line.count,
        "price": money(line.unit.map(|price| price.total)),
        "booking_fee": money(line.unit.and_then(|price| price.booking_fee)),
    })
}

/// An order without its story, as lists show it.
pub(crate) fn order(order: &Order) -> Value {
    json!({
        "id": order.id,
        "code": order.code,
        "state": order.state,
        "status": order.state.status(),
        "supplier": order.supplier,
        "product_id": &*order.product.own,
        "product_title": order.product_title,
        "venue": order.venue_name,
        "city_name": order.city_name,
        "day": order.day,
        "timeslot": order.time,
        "timezone": order.time_zone,
        "lines": order.lines.iter().map(line).collect::<Vec<_>>(),
        "customer": order.customer,
        "visitors": order.visitors.iter().map(|visitor| json!({
            "variant_id": visitor.variant.own.to_string(),
            "details": visitor.details,
        })).collect::<Vec<_>>(),
        "external_reference": order.external_reference,
        "order_reference_id": order.order_reference,
        "hold_expires_at": instant(order.hold_expires_at),
        "cancel_until": instant(order.cancellable_until()),
        "total": money(order.total),
        "trouble": order.trouble,
        "tickets": order.tickets.tickets.iter().map(|ticket| json!({
            "id": ticket.id,
            "variant_id": ticket.variant.as_ref().map(|v| v.own.to_string()),
            "barcode": ticket.barcode.reveal(),
            "barcode_format": ticket.format.word(),
            "valid_from": ticket.valid_from,
            "valid_until": ticket.valid_until,
            "seat": ticket.seat,
        })).collect::<Vec<_>>(),
        "tickets_pdf_url": order.tickets.pdf_url,
        "created_at": instant(Some(order.created_at)),
        "updated_at": instant(Some(order.updated_at)),
        "checked_at": instant(order.checked_at),
    })
}

/// An order with its story, its payments and what happens next.
pub(crate) fn opened_order(opened: &OpenedOrder) -> Value {
    let mut value = order(&opened.order);
    value["next_check_at"] = instant(opened.poll.as_ref().map(|poll| poll.next_at));
    value["history"] = opened.history.iter().map(entry).collect();
    value["payments"] = opened.basket.payments.iter().map(payment).collect();
    value["balances"] = opened
        .basket
        .balances
        .iter()
        .map(|balance| json!({ "due": balance.due, "paid": balance.paid, "open": balance.open() }))
        .collect();
    value
}

/// The story of an order, oldest first.
pub(crate) fn history(opened: &OpenedOrder) -> Value {
    json!({ "order_id": opened.order.id, "code": opened.order.code, "items": opened.history.iter().map(entry).collect::<Vec<_>>() })
}

fn entry(entry: &JournalEntry) -> Value {
    json!({ "at": instant(Some(entry.at)), "event": entry.event, "from": entry.from, "to": entry.to, "note": entry.note })
}

fn payment(payment: &Payment) -> Value {
    json!({
        "kind": payment.kind,
        "amount": payment.amount,
        "taken": payment.taken,
        "change": payment.change(),
        "note": payment.note,
        "at": instant(Some(payment.at)),
    })
}

pub(crate) fn run(run: &Run) -> Value {
    let counts = &run.counts;
    json!({
        "run_id": run.id,
        "supplier": run.supplier,
        "kind": run.kind,
        "status": run.status,
        "started_by": run.started_by,
        "resumed": run.resumed,
        "requests": counts.requests,
        "bytes": counts.bytes,
        "countries": counts.countries,
        "cities": counts.cities,
        "experiences": counts.experiences,
        "products": counts.products,
        "variants": counts.variants,
        "tags": counts.tags,
        "written": counts.written,
        "retired": counts.retired,
        "rate_limited": counts.rate_limited,
        "began_at": instant(Some(run.began_at)),
        "ended_at": instant(run.ended_at),
        "error": run.error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_what_was_not_asked_is_said() {
        assert_eq!([counted(1_u32, "page"), counted(2_u32, "page")], ["1 page", "2 pages"]);
        let as_of = "2026-12-01T10:30:00Z".parse().unwrap();
        assert_eq!(
            unasked(Checked { as_of, reached: false }).as_deref(),
            Some("The supplier could not be asked; the status is of 2026-12-01T10:30:00Z.")
        );
        assert_eq!(unasked(Checked { as_of, reached: true }), None);
    }
}
