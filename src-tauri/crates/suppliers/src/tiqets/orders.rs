//! Orders (Tiqets Distributor API, Booking API): create, confirm and cancel are signed and sent once; look-ups may repeat.

use std::collections::BTreeMap;

use chrono::Duration;
use counterfoil_domain::{
    Personal, SupplierError, VariantId,
    supplier::{CreateOrder, Created, Found, Reference, Standing},
    ticket::{BarcodeFormat, Ticket, TicketSet},
};
use serde::Serialize;
use serde_json::Value;

use super::{
    Tiqets,
    dialect::{
        BARCODE_LIMIT, BY_EXTERNAL_REFERENCE, HOLD_MINUTES, ORDER_DETAILS, OTHER_REASON, REFERENCE_LIMIT,
        SIGNED_CONTENT_TYPE, TICKETS_NOT_READY, TOKEN_LIMIT,
    },
    envelope::{Envelope, at},
    reading::{Own, day_of, instant, line, rich, web},
    signing,
    wire::{order as wire, scalar::Id},
};
use crate::{
    text,
    transport::{Call, Reply, failure::Voice},
};

pub(super) const fn order(method: &'static str, template: &'static str) -> Call {
    Call { method, template, voice: Voice::Supplier }
}

impl Tiqets {
    async fn send<T: Serialize>(
        &self,
        call: Call,
        segments: &[&str],
        query: &[(&str, &str)],
        request: &T,
    ) -> Result<Reply, SupplierError> {
        let body = signing::signed(self.private_key.as_ref(), request)?;
        let url = self.url(segments, query)?;
        self.transport.send_once(call, &url, SIGNED_CONTENT_TYPE, body).await
    }

    /// Create order.
    pub(super) async fn send_create(&self, order_wanted: &CreateOrder) -> Result<Created, SupplierError> {
        let request = claims(order_wanted);
        let query = [("lang", order_wanted.language.as_str())];
        let reply = self.send(order("POST", "/orders"), &["orders"], &query, &request).await?;
        created(&reply)
    }

    /// Confirm order.
    pub(super) async fn send_confirm(
        &self,
        order_reference: &str,
        payment_token: &Personal<String>,
        language: &str,
    ) -> Result<(), SupplierError> {
        let request = wire::ConfirmOrder { payment_confirmation_token: payment_token.reveal() };
        let call = order("PUT", "/orders/{reference}");
        let reply = self.send(call, &["orders", order_reference], &[("lang", language)], &request).await?;
        same_order(&reply, order_reference)
    }

    /// Cancel order.
    pub(super) async fn send_cancel(&self, order_reference: &str, reason: &str) -> Result<(), SupplierError> {
        let reason = if reason.trim().is_empty() { OTHER_REASON } else { reason.trim() };
        let request = wire::CancelOrder { cancellation_reason: reason };
        let call = order("DELETE", "/orders/{reference}");
        let reply = self.send(call, &["orders", order_reference], &[], &request).await?;
        same_order(&reply, order_reference)
    }

    /// Get order information, by either reference.
    pub(super) async fn fetch_order(&self, by: Reference<'_>) -> Result<Found, SupplierError> {
        let mut query = vec![("lang", self.language.as_str())];
        let asked = match by {
            Reference::Ours(ours) => {
                query.push(BY_EXTERNAL_REFERENCE);
                ours
            }
            Reference::Theirs(theirs) => theirs,
        };
        let url = self.url(&["orders", asked], &query)?;
        let reply = self.transport.read(order("GET", "/orders/{reference}"), &url).await?;
        let found: wire::Order = Envelope::open(&reply)?.shaped()?;
        // A server that ignores the flag would answer with another order: never take it for ours.
        let theirs = reference(found.order_reference_id.as_ref())?;
        let order_reference = match (by, theirs) {
            (Reference::Theirs(asked), Some(given)) if given != asked => {
                return Err(at("order_reference_id: another order"));
            }
            (Reference::Ours(_), None) => return Err(at("order_reference_id")),
            (Reference::Theirs(asked), None) => asked.to_owned(),
            (Reference::Ours(_) | Reference::Theirs(_), Some(given)) => given,
        };
        if let (Reference::Ours(ours), Some(given)) = (by, &found.external_reference)
            && given != ours
        {
            return Err(at("external_reference: another order"));
        }
        Ok(Found {
            order_reference,
            standing: standing(found.order_status.as_deref().ok_or_else(|| at("order_status"))?),
            payment_token: token(found.payment_confirmation_token)?,
            hold_expires_at: instant(found.expires_at.as_ref()).map(|ends| reply.by_our_clock(ends)),
            clock_ahead: reply.clock_ahead(),
            cancellable: found.is_currently_cancellable,
            // A day and time for people to read, not a countdown: it stays as the supplier says it.
            cancel_until: instant(found.cancellation_deadline.as_ref()),
        })
    }

    /// Retrieve tickets. Its answer may come before the order is done: only the status counts.
    pub(super) async fn fetch_tickets(&self, asked: &str, language: &str) -> Result<TicketSet, SupplierError> {
        let url = self.url(&["orders", asked, "tickets"], &[("lang", language)])?;
        let reply = self.transport.read(order("GET", "/orders/{reference}/tickets"), &url).await?;
        let wire: wire::Tickets = Envelope::open(&reply)?.shaped()?;
        if reference(wire.order_reference_id.as_ref())?.is_some_and(|given| given != asked) {
            return Err(at("order_reference_id: another order"));
        }
        let standing = standing(wire.order_status.as_deref().ok_or_else(|| at("order_status"))?);
        if standing != Standing::Done {
            let word = wire.order_status.as_ref().and_then(|word| text::line(word)).unwrap_or_default();
            return Err(SupplierError::Refused {
                code: TICKETS_NOT_READY.to_owned(),
                text: format!("The order is \u{201c}{}\u{201d}; there are no tickets.", text::cut(&word, 60)),
            });
        }
        let pdf_url = match &wire.tickets_pdf_url {
            Some(url) if !url.trim().is_empty() => Some(web(Some(url)).ok_or_else(|| at("tickets_pdf_url"))?),
            Some(_) | None => None,
        };
        let mut tickets = Vec::with_capacity(wire.tickets.len());
        for (place, given) in wire.tickets.iter().enumerate() {
            match ticket(place, given) {
                Ok(read) => tickets.push(read),
                // Codes may be missing where the PDF carries them.
                Err(Unreadable::NoCode) if pdf_url.is_some() => {}
                Err(Unreadable::NoCode) => return Err(at(format!("tickets[{place}]: no barcode"))),
                Err(Unreadable::TooLong) => return Err(at(format!("tickets[{place}]: a barcode beyond any symbol"))),
            }
        }
        if tickets.is_empty() && pdf_url.is_none() {
            return Err(at("tickets: neither codes nor a PDF"));
        }
        Ok(TicketSet {
            tickets,
            pdf_url,
            how_to_use: rich(wire.how_to_use_info.as_ref()).or_else(|| rich(wire.how_to_use.as_ref())),
            post_purchase: rich(wire.post_purchase_info.as_ref()).or_else(|| rich(wire.post_purchase.as_ref())),
        })
    }
}

/// A yes to create, with the reference without which nothing was created.
pub(super) fn created(reply: &Reply) -> Result<Created, SupplierError> {
    let receipt: wire::Receipt = Envelope::of_a_yes(reply)?.shaped()?;
    let hold = instant(receipt.expires_at.as_ref()).map(|ends| reply.by_our_clock(ends));
    Ok(Created {
        order_reference: reference(receipt.order_reference_id.as_ref())?.ok_or_else(|| at("order_reference_id"))?,
        payment_token: token(receipt.payment_confirmation_token)?,
        hold_expires_at: hold
            .or_else(|| reply.answered_at.checked_add_signed(Duration::minutes(HOLD_MINUTES.cast_signed()))),
        clock_ahead: reply.clock_ahead(),
    })
}

/// A yes to what was asked of this order, not of another.
pub(super) fn same_order(reply: &Reply, asked: &str) -> Result<(), SupplierError> {
    let receipt: wire::Receipt = Envelope::of_a_yes(reply)?.shaped()?;
    match reference(receipt.order_reference_id.as_ref())? {
        Some(other) if other != asked => Err(at("order_reference_id: another order")),
        Some(_) | None => Ok(()),
    }
}

/// The claims of Create order: the request object itself, without nulls.
fn claims(order: &CreateOrder) -> wire::CreateOrder<'_> {
    let mut by_variant: BTreeMap<&VariantId, Vec<BTreeMap<&str, &str>>> = BTreeMap::new();
    let of_order = |name: &'static str| {
        let given = order.visitors.iter().filter_map(|visitor| visitor.details.get(name));
        let mut given = given.map(|value| value.reveal().as_str()).filter(|value| !value.trim().is_empty());
        Some((name, given.next()?))
    };
    for visitor in &order.visitors {
        let details = visitor.details.iter().map(|(name, value)| (name.as_str(), value.reveal().as_str())).collect();
        by_variant.entry(&visitor.variant).or_default().push(details);
    }
    wire::CreateOrder {
        product_id: number_or_text(&order.product.own),
        day: order.day.to_string(),
        timeslot: order.time.as_deref(),
        variants: order
            .variants
            .iter()
            .map(|(variant, count)| wire::OrderedVariant { variant_id: number_or_text(&variant.own), count: *count })
            .collect(),
        customer_details: wire::CustomerDetails {
            firstname: order.customer.first_name.reveal(),
            lastname: order.customer.last_name.reveal(),
            email: order.customer.email.reveal(),
            phone: order.customer.phone.reveal(),
        },
        visitors_details: by_variant
            .into_iter()
            .map(|(variant, visitors_data)| wire::VisitorsDetails {
                variant_id: number_or_text(&variant.own),
                visitors_data,
            })
            .collect(),
        external_reference: &order.external_reference,
        order_details: ORDER_DETAILS.into_iter().filter_map(of_order).collect(),
    }
}

/// Ids are integers in orders; one that is none goes as it is.
fn number_or_text(own: &str) -> Value {
    own.parse::<u64>().map_or_else(|_| Value::from(own), Value::from)
}

fn standing(word: &str) -> Standing {
    match word.trim() {
        "new" => Standing::Held,
        "pending" | "processing" => Standing::Fulfilling,
        "done" => Standing::Done,
        "failed" => Standing::Failed,
        "cancelled" => Standing::Cancelled,
        other => Standing::Other(text::cut(&text::line(other).unwrap_or_default(), 60).to_owned()),
    }
}

/// A reference as it will be sent back: present, short, and without anything that hides.
fn reference(id: Option<&Id>) -> Result<Option<String>, SupplierError> {
    match id.map(|id| id.0.as_str()) {
        None => Ok(None),
        Some(text)
            if !text.trim().is_empty()
                && text.len() <= REFERENCE_LIMIT
                && !text.chars().any(|c| c.is_control() || c.is_whitespace())
                && text != "."
                && text != ".." =>
        {
            Ok(Some(text.to_owned()))
        }
        Some(_) => Err(at("order_reference_id")),
    }
}

fn token(given: Option<String>) -> Result<Option<Personal<String>>, SupplierError> {
    match given {
        Some(token) if token.len() > TOKEN_LIMIT => Err(at("payment_confirmation_token")),
        given => Ok(given.filter(|token| !token.is_empty()).map(Personal::new)),
    }
}

enum Unreadable {
    NoCode,
    TooLong,
}

/// A ticket. Its code is kept exactly as it came: it is what opens the door.
fn ticket(place: usize, wire: &wire::Ticket) -> Result<Ticket, Unreadable> {
    let barcode = wire.barcode.as_ref().map(|code| &code.0).filter(|code| !code.trim().is_empty());
    let barcode = barcode.ok_or(Unreadable::NoCode)?;
    if barcode.len() > BARCODE_LIMIT {
        return Err(Unreadable::TooLong);
    }
    let id = wire.id.as_ref().and_then(|id| text::line(&id.0));
    Ok(Ticket {
        id: id.unwrap_or_else(|| (place + 1).to_string()),
        variant: wire.variant_id.as_ref().and_then(|id| VariantId::own(id).ok()),
        barcode: Personal::new(barcode.clone()),
        format: BarcodeFormat::from_word(&line(wire.barcode_format.as_ref()).unwrap_or_default()),
        valid_from: wire.valid_from.as_deref().and_then(day_of),
        valid_until: wire.valid_until.as_deref().and_then(day_of),
        seat: wire.seat.as_ref().and_then(|seat| text::line(&seat.0)),
    })
}
