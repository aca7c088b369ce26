//! The booking part of the API: create, confirm, look up, tickets, cancel (Tiqets Distributor API, Booking API).

pub(crate) mod ledger;
mod order;
mod request;
pub(crate) use request::parse_day;
mod ticket;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value, json};

use crate::faults::Twists;
pub(crate) use crate::orders::order::Order;
use crate::orders::order::Plan;
use crate::query::Asked;
use crate::refusal::Refusal;
use crate::supplier::{Shared, Supplier};
use crate::world::product::{Delivery, Fulfilment, Product};

/// `POST /orders` (Create order).
pub(crate) async fn create(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    body: Bytes,
) -> Result<Response, Refusal> {
    let claims = supplier.claims(&body)?;
    let wish = request::Wish::read(&claims, &supplier)?;
    let now = supplier.now();
    let settings = supplier.settings();
    let hold = Duration::minutes(i64::from(settings.hold_minutes));
    let lang = asked.text("lang").unwrap_or("en").to_owned();
    let world = supplier.world();
    let mut ledger = supplier.ledger();
    if twists.sold_out_race {
        ledger.sell_out(&world, &wish);
    }
    let order = ledger.hold(&world, wish, lang, now, hold)?;
    let mut sheet = json!({
        "success": true, "order_reference_id": order.reference, "payment_confirmation_token": order.token,
    });
    if settings.says_hold_end {
        sheet["expires_at"] = json!(order.expires_at);
    }
    Ok(axum::Json(sheet).into_response())
}

/// `PUT /orders/{id}` (Confirm order).
pub(crate) async fn confirm(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    Path(reference): Path<String>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let claims = supplier.claims(&body)?;
    let token = claims.get("payment_confirmation_token").and_then(Value::as_str).unwrap_or_default();
    let (world, now) = (supplier.world(), supplier.now());
    let mut ledger = supplier.ledger();
    let order = ledger.find(&reference, false).ok_or_else(Refusal::not_found)?;
    if order.token != token {
        return Err(Refusal::field("payment_confirmation_token", "Invalid payment confirmation token."));
    }
    if order.status(now) != "new" {
        return Err(Refusal::order(
            "wrong_order_status",
            &format!("This order is {} and cannot be confirmed.", order.status(now)),
        ));
    }
    if twists.payment_refused {
        ledger.fail(&reference, now);
        return Err(Refusal::order("payment_refused", "The payment was refused. The order has failed."));
    }
    let product = world.product(order.product);
    let plan = plan(&supplier, &twists, &product, order, now);
    let late_cancel = twists.late_cancel.map(|seconds| now + Duration::seconds(i64::from(seconds)));
    ledger.confirm(&world, &reference, plan, late_cancel, now);
    Ok(axum::Json(json!({"success": true, "order_reference_id": reference})).into_response())
}

/// How a confirmed order goes on.
fn plan(supplier: &Supplier, twists: &Twists, product: &Product, order: &Order, now: DateTime<Utc>) -> Plan {
    let after = |seconds: u32| now + Duration::seconds(i64::from(seconds));
    if twists.never_completes {
        return Plan::Never;
    }
    if let Some(seconds) = twists.completes_after {
        return Plan::Done(after(seconds));
    }
    let settings = supplier.settings();
    let variants = product.variants(&supplier.world());
    let bought = variants.iter().filter(|variant| order.basket.iter().any(|(id, _)| *id == variant.id));
    bought.fold(Plan::Done(now), |plan, variant| {
        plan.or_worse(match variant.fulfilment {
            Fulfilment::Instant | Fulfilment::ByVariant => Plan::Done(now),
            Fulfilment::Slow(seconds) => Plan::Done(after(seconds.unwrap_or(settings.slow_seconds))),
            Fulfilment::Failing => Plan::Failed(after(settings.fail_seconds)),
            Fulfilment::Stuck => Plan::Never,
        })
    })
}

/// `GET /orders/{id}` (Get order information), by either reference.
pub(crate) async fn information(
    State(supplier): State<Shared>,
    asked: Asked,
    Path(reference): Path<String>,
) -> Result<Response, Refusal> {
    let (world, now) = (supplier.world(), supplier.now());
    let external = asked.text("is_external_reference").is_some_and(|word| word.eq_ignore_ascii_case("true"));
    let settings = supplier.settings();
    let mut ledger = supplier.ledger();
    let order = ledger.find(&reference, external).ok_or_else(Refusal::not_found)?;
    let product = world.product(order.product);
    let deadline =
        order.cancellation_deadline(&world, &product).filter(|_| order.is_cancellable(&world, &product, now));
    let mut sheet = Map::new();
    sheet.insert("success".into(), json!(true));
    sheet.insert("order_reference_id".into(), json!(order.reference));
    sheet.insert("basket_reference_id".into(), json!(format!("B{}", order.reference)));
    sheet.insert("external_reference".into(), json!(order.external_reference));
    sheet.insert("order_status".into(), json!(order.status(now)));
    sheet.insert("product_id".into(), json!(order.product_id));
    sheet.insert("day".into(), json!(order.day.to_string()));
    sheet.insert("timeslot".into(), json!(order.timeslot));
    let variants: Vec<Value> =
        order.basket.iter().map(|(id, count)| json!({"variant_id": id, "count": count})).collect();
    sheet.insert("variants".into(), Value::Array(variants));
    sheet.insert("customer_details".into(), order.customer.clone());
    sheet.insert("is_currently_cancellable".into(), json!(deadline.is_some()));
    if let Some(deadline) = deadline {
        let local = deadline.with_timezone(&world.timezone(&product));
        sheet.insert("cancellation_deadline".into(), json!(local.to_rfc3339()));
    }
    if order.status(now) == "new" {
        if settings.token_on_lookup {
            sheet.insert("payment_confirmation_token".into(), json!(order.token));
        }
        if settings.says_hold_end {
            sheet.insert("expires_at".into(), json!(order.expires_at));
        }
    }
    Ok(axum::Json(Value::Object(sheet)).into_response())
}

/// `GET /orders/{id}/tickets` (Retrieve tickets).
pub(crate) async fn tickets(
    State(supplier): State<Shared>,
    Path(reference): Path<String>,
) -> Result<Response, Refusal> {
    let now = supplier.now();
    let mut ledger = supplier.ledger();
    let order = ledger.find(&reference, false).ok_or_else(Refusal::not_found)?;
    let product = supplier.world().product(order.product);
    let done = order.status(now) == "done";
    let url = done.then(|| format!("{}/vouchers/{}-{}.pdf", supplier.origin, order.reference, order.voucher));
    let mut sheet = json!({
        "success": true, "order_reference_id": order.reference, "order_status": order.status(now), "tickets_pdf_url": url,
        "how_to_use_info": "Show your smartphone or printed ticket at the entrance.",
        "post_purchase_info": if product.timed { "Please arrive 15 minutes before your timeslot." } else { "Valid for one entry on the chosen day." },
        "has_timeslots": product.timed,
    });
    if done
        && product.delivery != Delivery::PdfOnly
        && let Value::Object(sheet) = &mut sheet
    {
        sheet.insert("tickets".into(), Value::Array(order.tickets.iter().map(ticket::Ticket::sheet).collect()));
    }
    Ok(axum::Json(sheet).into_response())
}

/// `DELETE /orders/{id}` (Cancel order).
pub(crate) async fn cancel(
    State(supplier): State<Shared>,
    Path(reference): Path<String>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let claims = supplier.claims(&body)?;
    if claims.get("cancellation_reason").and_then(Value::as_str).is_none_or(str::is_empty) {
        return Err(Refusal::field("cancellation_reason", "This field is required."));
    }
    let (world, now) = (supplier.world(), supplier.now());
    let settings = supplier.settings();
    let mut ledger = supplier.ledger();
    let order = ledger.find(&reference, false).ok_or_else(Refusal::not_found)?;
    let product = world.product(order.product);
    let release = settings.cancel_holds && order.status(now) == "new";
    if !release && !order.is_cancellable(&world, &product, now) {
        return Err(Refusal::order("order_not_cancellable", "This order cannot be cancelled."));
    }
    ledger.cancel_by_supplier(&reference, now);
    Ok(axum::Json(json!({"success": true})).into_response())
}

/// The PDF a ticket answer points to; the address is the only key it asks for.
pub(crate) async fn voucher(State(supplier): State<Shared>, Path(file): Path<String>) -> Result<Response, Refusal> {
    let name = file.strip_suffix(".pdf").ok_or_else(Refusal::not_found)?;
    let (reference, voucher) = name.split_once('-').ok_or_else(Refusal::not_found)?;
    let now = supplier.now();
    let mut ledger = supplier.ledger();
    let order =
        ledger.find(reference, false).filter(|order| order.voucher == voucher).ok_or_else(Refusal::not_found)?;
    if order.status(now) != "done" {
        return Err(Refusal::not_found());
    }
    let pdf = crate::voucher::pdf(&supplier.world(), order);
    Ok(([(axum::http::header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}
