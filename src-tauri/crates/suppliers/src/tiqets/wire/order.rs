//! Orders and tickets (Tiqets Distributor API, Booking API): what is signed and sent, and what comes back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::scalar::{Id, maybe_objects};

/// The claims of Create order. Nulls are left out. No `Debug`: it is full of personal data.
#[derive(Serialize)]
pub(crate) struct CreateOrder<'a> {
    pub(crate) product_id: Value,
    pub(crate) day: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timeslot: Option<&'a str>,
    pub(crate) variants: Vec<OrderedVariant>,
    pub(crate) customer_details: CustomerDetails<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) visitors_details: Vec<VisitorsDetails<'a>>,
    pub(crate) external_reference: &'a str,
    /// What is asked once for the whole order.
    #[serde(flatten)]
    pub(crate) order_details: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
pub(crate) struct OrderedVariant {
    pub(crate) variant_id: Value,
    pub(crate) count: u32,
}

#[derive(Serialize)]
pub(crate) struct CustomerDetails<'a> {
    pub(crate) firstname: &'a str,
    pub(crate) lastname: &'a str,
    pub(crate) email: &'a str,
    pub(crate) phone: &'a str,
}

#[derive(Serialize)]
pub(crate) struct VisitorsDetails<'a> {
    pub(crate) variant_id: Value,
    pub(crate) visitors_data: Vec<BTreeMap<&'a str, &'a str>>,
}

/// The claims of Confirm order.
#[derive(Serialize)]
pub(crate) struct ConfirmOrder<'a> {
    pub(crate) payment_confirmation_token: &'a str,
}

/// The claims of Cancel order.
#[derive(Serialize)]
pub(crate) struct CancelOrder<'a> {
    pub(crate) cancellation_reason: &'a str,
}

/// The answer to create, confirm and cancel.
#[derive(Deserialize)]
pub(crate) struct Receipt {
    #[serde(default)]
    pub(crate) order_reference_id: Option<Id>,
    #[serde(default)]
    pub(crate) payment_confirmation_token: Option<String>,
    #[serde(default)]
    pub(crate) expires_at: Option<String>,
}

/// The answer of Get order information.
#[derive(Deserialize)]
pub(crate) struct Order {
    #[serde(default)]
    pub(crate) order_reference_id: Option<Id>,
    #[serde(default)]
    pub(crate) external_reference: Option<String>,
    #[serde(default)]
    pub(crate) order_status: Option<String>,
    #[serde(default)]
    pub(crate) payment_confirmation_token: Option<String>,
    #[serde(default)]
    pub(crate) expires_at: Option<String>,
    #[serde(default)]
    pub(crate) is_currently_cancellable: Option<bool>,
    #[serde(default)]
    pub(crate) cancellation_deadline: Option<String>,
}

/// The answer of Retrieve tickets.
#[derive(Deserialize)]
pub(crate) struct Tickets {
    #[serde(default)]
    pub(crate) order_reference_id: Option<Id>,
    #[serde(default)]
    pub(crate) order_status: Option<String>,
    #[serde(default)]
    pub(crate) tickets_pdf_url: Option<String>,
    #[serde(default)]
    pub(crate) how_to_use_info: Option<String>,
    /// As an older client reads it.
    #[serde(default)]
    pub(crate) how_to_use: Option<String>,
    #[serde(default)]
    pub(crate) post_purchase_info: Option<String>,
    /// As an older client reads it.
    #[serde(default)]
    pub(crate) post_purchase: Option<String>,
    #[serde(default, deserialize_with = "maybe_objects")]
    pub(crate) tickets: Vec<Ticket>,
}

#[derive(Deserialize)]
pub(crate) struct Ticket {
    #[serde(default)]
    pub(crate) id: Option<Id>,
    #[serde(default)]
    pub(crate) variant_id: Option<Id>,
    #[serde(default)]
    pub(crate) barcode: Option<Id>,
    #[serde(default)]
    pub(crate) barcode_format: Option<String>,
    #[serde(default)]
    pub(crate) valid_from: Option<String>,
    #[serde(default)]
    pub(crate) valid_until: Option<String>,
    #[serde(default)]
    pub(crate) seat: Option<Id>,
}
