//! From an order to what stands on its paper.

use chrono::NaiveTime;
use counterfoil_domain::{
    Instant,
    order::{Order, Visitor},
    ticket::Ticket as Issued,
};
use counterfoil_paper::{Code, CoverSheet, Place, Ticket, Validity, When};

use super::{layouts::code_format, plain::plain};

/// Under which name suppliers ask for a visitor's.
const FULL_NAME: &str = "full_name";

/// One printed ticket for each issued one, and what the agent should know.
pub(super) fn tickets(order: &Order, training: bool) -> (Vec<Ticket>, Vec<String>) {
    let of = u32::try_from(order.tickets.tickets.len()).unwrap_or(u32::MAX);
    let mut warnings = Vec::new();
    let tickets = (1..)
        .zip(&order.tickets.tickets)
        .map(|(number, issued)| {
            let code = code(issued);
            if code.is_none() {
                warnings.push(format!(
                    "Ticket {number} has a code of the kind \u{201c}{}\u{201d}, which cannot be drawn here; it stands on the ticket as text.",
                    issued.format.word()
                ));
            }
            ticket(order, issued, code, Place { number, of }, training)
        })
        .collect();
    (tickets, warnings)
}

fn ticket(order: &Order, issued: &Issued, code: Option<Code>, place: Place, training: bool) -> Ticket {
    let line = order.lines.iter().find(|line| Some(&line.variant) == issued.variant.as_ref());
    let undrawn = code.is_none().then(|| format!("Code: {}", issued.barcode.reveal()));
    let texts = [
        undrawn,
        visitors(order, issued),
        Some(order.terms_now(known_at(order))),
        order.tickets.how_to_use.as_deref().map(plain),
        order.tickets.post_purchase.as_deref().map(plain),
    ];
    Ticket {
        title: order.product_title.clone(),
        venue: order.venue_name.clone(),
        address: address(order),
        starts: Some(starts(order)),
        valid: issued.valid_from.zip(issued.valid_until).map(|(from, until)| Validity { from, until }),
        visitor_type: line.map(|line| line.label.clone()).unwrap_or_default(),
        holder: holder(order, issued),
        order_code: order.code.clone(),
        order_reference: order.order_reference.clone().unwrap_or_default(),
        price: line.and_then(|line| line.unit).map(|price| price.total.to_string()).unwrap_or_default(),
        must_know: order.must_know.as_deref().map(plain).unwrap_or_default(),
        conditions: texts.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
        seller: String::new(),
        status_as_of: status_as_of(order),
        place: Some(place),
        seat: issued.seat.clone().unwrap_or_default(),
        code,
        training,
        language: order.language.clone(),
        ..Ticket::default()
    }
}

/// What the visitors of a ticket's variant are called, in the order in which they were named.
fn names(order: &Order, issued: &Issued) -> Vec<String> {
    let of_variant = order.visitors.iter().filter(|visitor| Some(&visitor.variant) == issued.variant.as_ref());
    let name = |visitor: &Visitor| visitor.details.get(FULL_NAME).map(|name| name.reveal().trim().to_owned());
    of_variant.filter_map(name).filter(|name| !name.is_empty()).collect()
}

/// Who enters with a ticket. A supplier does not say which of several visitors of one variant a code is for: then it is in the
/// customer's name, and the visitors stand below.
fn holder(order: &Order, issued: &Issued) -> String {
    match names(order, issued).as_slice() {
        [name] => name.clone(),
        _ => order.customer.full_name().reveal().clone(),
    }
}

fn visitors(order: &Order, issued: &Issued) -> Option<String> {
    let names = names(order, issued);
    (names.len() > 1).then(|| format!("Visitors: {}", names.join(", ")))
}

/// The sheet in front of a supplier's own PDF.
pub(super) fn cover(order: &Order, supplier_pages: u32, training: bool) -> CoverSheet {
    CoverSheet {
        title: order.product_title.clone(),
        venue: order.venue_name.clone(),
        address: address(order),
        starts: Some(starts(order)),
        party: order.lines.iter().map(|line| (line.count, line.label.clone())).collect(),
        customer: order.customer.full_name().reveal().clone(),
        order_code: order.code.clone(),
        order_reference: order.order_reference.clone().unwrap_or_default(),
        supplier: order.supplier.name().to_owned(),
        supplier_pages,
        price: order.total.map(|total| total.to_string()).unwrap_or_default(),
        must_know: order.must_know.as_deref().map(plain).unwrap_or_default(),
        seller: String::new(),
        status_as_of: status_as_of(order),
        training,
        ..CoverSheet::default()
    }
}

fn address(order: &Order) -> String {
    if order.venue_address.contains(&order.city_name) || order.city_name.is_empty() {
        return order.venue_address.clone();
    }
    if order.venue_address.is_empty() {
        order.city_name.clone()
    } else {
        format!("{}, {}", order.venue_address, order.city_name)
    }
}

fn starts(order: &Order) -> When {
    let time = order.time.as_deref().and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok());
    let clock = order.zone().map(|zone| format!("{} time", zone.place())).unwrap_or_default();
    match (&order.time, time) {
        // A time the supplier writes in another way is printed as it is.
        (Some(text), None) => When::Text(format!("{} \u{b7} {text}", counterfoil_domain::zone::spell_day(order.day))),
        _ => When::At { day: order.day, time, clock },
    }
}

/// When what is printed was known to be so.
fn known_at(order: &Order) -> Instant {
    order.checked_at.unwrap_or(order.updated_at)
}

pub(super) fn status_as_of(order: &Order) -> String {
    let at = known_at(order);
    match order.zone() {
        Some(zone) => format!("{} ({} time)", zone.local(at).format("%-d %b %Y, %H:%M"), zone.place()),
        None => format!("{} (UTC)", at.format("%-d %b %Y, %H:%M")),
    }
}

fn code(issued: &Issued) -> Option<Code> {
    code_format(&issued.format).map(|format| Code::new(format, issued.barcode.reveal().clone()))
}
