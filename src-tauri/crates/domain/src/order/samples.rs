//! An order for tests of this crate.

use super::{Customer, Order, State};
use crate::{OrderId, SupplierKey, ticket::TicketSet};

/// A held order; two digits tell it from others.
pub(crate) fn order(digits: &str) -> Order {
    let id: OrderId = format!("0190f2a0-0000-7000-8000-0000000000{digits}").parse().unwrap();
    let at = "2026-12-01T10:30:00Z".parse().unwrap();
    Order {
        id,
        code: "7K3-QFA".to_owned(),
        supplier: SupplierKey::Tiqets,
        state: State::Held,
        product: "7".parse().unwrap(),
        product_title: String::new(),
        venue_name: String::new(),
        venue_address: String::new(),
        city_name: String::new(),
        time_zone: Some("Asia/Dubai".to_owned()),
        day: crate::availability::read_day("2026-12-02").unwrap(),
        time: None,
        lines: Vec::new(),
        customer: Customer::default(),
        visitors: Vec::new(),
        language: "en".to_owned(),
        must_know: None,
        cancellation: None,
        total: None,
        external_reference: digits.to_owned(),
        order_reference: None,
        payment_token: None,
        hold_expires_at: None,
        clock_ahead: 0,
        cancel_until: None,
        trouble: None,
        tickets: TicketSet::default(),
        created_at: at,
        updated_at: at,
        checked_at: None,
        basket: id,
        notice_at: None,
        version: 1,
    }
}
