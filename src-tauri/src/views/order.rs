//! Orders.

mod meaning;
mod shown;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{availability::PriceView, desk::MoneyView};

/// Who buys.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomerView {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
}

/// So many of a variant.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PartyLine {
    /// Variant's id.
    pub variant: String,
    /// How many.
    pub count: u32,
}

/// Details of one visitor.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct VisitorInput {
    /// Variant's id.
    pub variant: String,
    /// By the supplier's words.
    pub details: BTreeMap<String, String>,
}

/// What the agent asks for.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OrderInput {
    /// Made anew by the window for each wish: the same press twice makes one order.
    pub external_reference: String,
    /// Product's id.
    pub product: String,
    /// `yyyy-MM-dd`.
    pub day: String,
    /// Local time; `null` for whole-day products.
    pub time: Option<String>,
    /// The party.
    pub party: Vec<PartyLine>,
    /// Who buys.
    pub customer: CustomerView,
    /// Details of visitors, where the product needs them.
    pub visitors: Vec<VisitorInput>,
}

/// Names an order: our id, our code, or either reference.
#[derive(Debug, Deserialize, TS)]
pub struct OrderId {
    /// The name.
    pub id: String,
}

/// Cancels an order.
#[derive(Debug, Deserialize, TS)]
pub struct CancelInput {
    /// The order.
    pub id: String,
    /// The supplier's word for the reason; `OTHER` where nothing fits.
    pub reason: String,
}

/// Lists orders.
#[derive(Debug, Deserialize, TS)]
pub struct OrderQuery {
    /// Name, code, reference, e-mail or product.
    pub text: Option<String>,
    /// Only these states; empty means all.
    pub states: Vec<StateView>,
    /// From 1.
    pub page: u32,
    /// 1 to 100.
    pub page_size: u32,
}

/// How an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum StateView {
    /// Nothing sent.
    Draft,
    /// Create call on its way.
    Creating,
    /// Held by the supplier.
    Held,
    /// Confirm call on its way.
    Confirming,
    /// Tickets are being made.
    Fulfilling,
    /// Tickets are here.
    Ready,
    /// Refused or failed.
    Failed,
    /// Cancel call on its way.
    Cancelling,
    /// Cancelled.
    Cancelled,
    /// Hold lapsed.
    Expired,
    /// Being looked up.
    Unknown,
}

/// A line of an order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderLineView {
    /// Label when sold.
    pub label: String,
    /// How many.
    pub count: u32,
    /// Price of one when sold.
    pub unit: Option<PriceView>,
    /// Price of the line.
    pub sum: Option<MoneyView>,
}

/// A line of the history.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryView {
    /// When, ms since 1970.
    pub at: i64,
    /// The journal's word.
    pub event: String,
    /// State before.
    pub from: StateView,
    /// State after.
    pub to: StateView,
    /// What was seen, a sentence.
    pub note: String,
}

/// An order in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderCard {
    /// Our id.
    pub id: String,
    /// Short code.
    pub code: String,
    /// How it stands.
    pub state: StateView,
    /// Product's title.
    pub title: String,
    /// City's name.
    pub city_name: String,
    /// `yyyy-MM-dd` at the venue.
    pub day: String,
    /// Local time.
    pub time: Option<String>,
    /// Customer's name.
    pub customer_name: String,
    /// "2 Adult, 1 Child".
    pub party: String,
    /// What the customer pays.
    pub total: Option<MoneyView>,
    /// When the hold ends, ms since 1970.
    pub hold_expires_at: Option<i64>,
    /// When made, ms since 1970.
    pub created_at: i64,
}

/// A page of orders, newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderPage {
    /// The items.
    pub items: Vec<OrderCard>,
    /// From 1.
    pub page: u32,
    /// Page size.
    pub page_size: u32,
    /// Over all pages.
    pub total: u32,
}

/// An order, opened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderView {
    /// What the list shows.
    pub card: OrderCard,
    /// The specification's word: PENDING, OK, FAILED, CANCELLED.
    pub status: String,
    /// What the state means for the agent now, a sentence.
    pub meaning: String,
    /// Product's id.
    pub product: String,
    /// Supplier's name.
    pub supplier_name: String,
    /// Venue.
    pub venue_name: String,
    /// Address.
    pub venue_address: String,
    /// Venue's time zone.
    pub time_zone: Option<String>,
    /// The party with prices.
    pub lines: Vec<OrderLineView>,
    /// Who buys.
    pub customer: CustomerView,
    /// Our reference at the supplier.
    pub external_reference: String,
    /// The supplier's reference.
    pub order_reference: Option<String>,
    /// Cancellation terms in a sentence.
    pub cancellation: String,
    /// Until when it may be cancelled, ms since 1970, where known.
    pub cancel_until: Option<i64>,
    /// Whether Cancel makes sense now.
    pub can_cancel: bool,
    /// Whether Confirm makes sense now.
    pub can_confirm: bool,
    /// What went wrong last.
    pub trouble: Option<String>,
    /// When the next look-up is due, ms since 1970.
    pub next_check_at: Option<i64>,
    /// When the supplier was last asked, ms since 1970.
    pub checked_at: Option<i64>,
    /// How many tickets carry a code of their own.
    pub tickets: u32,
    /// Whether the supplier's own PDF is the ticket.
    pub supplier_pdf: bool,
    /// Its story, oldest first.
    pub history: Vec<HistoryView>,
}
