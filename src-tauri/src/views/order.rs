//! Orders.

mod meaning;
mod shown;
mod till;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    availability::PriceView,
    desk::{MoneyInput, MoneyView},
};

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
    /// What the window showed that it costs: another price is told before anything is sent.
    pub expected_total: Option<MoneyInput>,
    /// An order of the basket it goes into; `null` begins a basket.
    pub basket: Option<String>,
}

/// How it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PaymentKindView {
    /// Notes and coins.
    Cash,
    /// Card terminal.
    Card,
    /// Invoiced later.
    Account,
    /// Said in the note.
    Other,
}

/// A payment for the basket of an order.
#[derive(Debug, Deserialize, TS)]
pub struct PaymentInput {
    /// An order of the basket.
    pub id: String,
    /// Made anew by the window for each payment: the same press twice is one payment.
    pub key: String,
    /// How.
    pub kind: PaymentKindView,
    /// What it pays, in the currency of the orders; negative when it is paid back.
    pub amount: MoneyInput,
    /// What was handed over, in the currency of the till.
    pub taken: Option<MoneyInput>,
    /// A receipt's number, or why.
    pub note: Option<String>,
}

/// Finds clients of earlier orders.
#[derive(Debug, Deserialize, TS)]
pub struct CustomerQuery {
    /// Parts of name, e-mail or telephone.
    pub text: String,
}

/// A part of what was paid, or of what was paid back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PaymentView {
    /// How.
    pub kind: PaymentKindView,
    /// What it pays; negative when it was paid back.
    pub amount: MoneyView,
    /// What was handed over.
    pub taken: Option<MoneyView>,
    /// What went back of it.
    pub change: Option<MoneyView>,
    /// A receipt's number, or why.
    pub note: Option<String>,
    /// When, ms since 1970.
    pub at: i64,
}

/// What stands and what was paid, in one currency.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BalanceView {
    /// The orders that stand.
    pub due: MoneyView,
    /// Paid, less what was paid back.
    pub paid: MoneyView,
    /// Still to be paid; negative when something is to be paid back.
    pub open: MoneyView,
}

/// What one client took in one visit, and what was paid for it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BasketView {
    /// Its first order.
    pub id: String,
    /// Its orders, each with a truth of its own.
    pub orders: Vec<OrderCard>,
    /// What was paid, in order.
    pub payments: Vec<PaymentView>,
    /// By currency.
    pub balances: Vec<BalanceView>,
}

/// Something that happened to an order by itself and that nobody has seen yet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoticeView {
    /// The order.
    pub order: OrderCard,
    /// What it means now, a sentence.
    pub meaning: String,
    /// Since when, ms since 1970.
    pub at: i64,
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
    /// It is held and can be confirmed as long as the hold lasts.
    pub confirmable: bool,
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
#[expect(clippy::struct_excessive_bools, reason = "each is a button of its own")]
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
    /// Cancellation terms in a sentence, as they stand now.
    pub cancellation: String,
    /// Until when it may be cancelled, ms since 1970, where known.
    pub cancel_until: Option<i64>,
    /// Whether Cancel makes sense now.
    pub can_cancel: bool,
    /// Whether Confirm makes sense now, once it is paid.
    pub can_confirm: bool,
    /// Whether its places can be held once more: a draft, or an order that is over.
    pub can_hold_again: bool,
    /// What must be paid before it is confirmed; `null` when nothing.
    pub to_pay: Option<MoneyView>,
    /// What the client took in the same visit, and what was paid.
    pub basket: BasketView,
    /// Since when something waits to be seen that happened by itself, ms since 1970.
    pub notice_at: Option<i64>,
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
