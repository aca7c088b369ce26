//! Baskets and payments: what one client takes in one visit, and what was paid for it.

use counterfoil_domain::{
    Money, OrderId,
    order::{
        Balance, Customer, JournalEntry, Order, Payment, PaymentKind, State,
        payment::{balances, open_before_confirm},
    },
};

use super::OpenedOrder;
use crate::{Desk, EngineError, Result, crash};

/// Most clients that are suggested at once.
const SUGGESTIONS: usize = 8;
/// Longest note on a payment, in letters.
const LONGEST_NOTE: usize = 200;

/// Everything a client took in one visit, and what was paid for it.
#[derive(Debug, Clone)]
pub struct Basket {
    /// Its name: the id of its first order.
    pub id: OrderId,
    /// Its orders in the order in which they were written down; each has a truth of its own.
    pub orders: Vec<Order>,
    /// What was paid and paid back, in order.
    pub payments: Vec<Payment>,
    /// What stands and what was paid, by currency.
    pub balances: Vec<Balance>,
}

/// A payment as it is said at the till.
#[derive(Debug, Clone)]
pub struct PaymentWish {
    /// Made anew for each payment: the same key twice is the same payment. Made by the desk when absent.
    pub key: Option<String>,
    /// How.
    pub kind: PaymentKind,
    /// What it pays, in the currency of the orders; negative when it is paid back.
    pub amount: Money,
    /// What was handed over, in the currency of the till.
    pub taken: Option<Money>,
    /// A receipt's number, or why.
    pub note: Option<String>,
}

impl Desk {
    /// A basket by its first order.
    pub(super) async fn basket(&self, id: OrderId) -> Result<Basket> {
        let (orders, payments) = self.on_ledger(move |ledger| ledger.basket(id)).await?;
        let balances = balances(&orders, &payments, self.now());
        Ok(Basket { id, orders, payments, balances })
    }

    /// Records a payment for the basket of an order, before any of it is confirmed or after; several parts add up.
    pub async fn record_payment(&self, any: &str, wish: PaymentWish) -> Result<OpenedOrder> {
        let order = self.order(any).await?;
        let PaymentWish { key, kind, amount, taken, note } = wish;
        let key = key.unwrap_or_else(|| uuid::Uuid::now_v7().to_string());
        if key.is_empty() || key.len() > 100 {
            return Err(EngineError::Invalid("A payment needs a key of 1 to 100 characters.".to_owned()));
        }
        if taken.is_some_and(|taken| taken.minor <= 0) {
            return Err(EngineError::Invalid(
                "What is handed over is more than nothing; leave it out otherwise.".to_owned(),
            ));
        }
        let note = note.map(|note| note.trim().chars().take(LONGEST_NOTE).collect::<String>());
        let note = note.filter(|note: &String| !note.is_empty());
        let payment = Payment { key, basket: order.basket, kind, amount, taken, note, at: self.now() };
        let entry = JournalEntry {
            at: payment.at,
            event: if amount.minor < 0 { "paid_back" } else { "paid" }.to_owned(),
            from: order.state,
            to: order.state,
            note: spoken(&payment),
        };
        let id = order.id;
        crash::point("payment.before");
        self.on_ledger(move |ledger| ledger.take_payment(id, &payment, &entry)).await?;
        crash::point("payment.recorded");
        self.tell_order(order.id, order.state);
        self.open_order(&order.id.to_string()).await
    }

    /// Records that everything that must be paid before a held order is confirmed was paid; for callers that took the money
    /// themselves. Nothing when nothing is open, or when the order cannot be confirmed any more.
    pub async fn record_paid(&self, any: &str, kind: PaymentKind, note: &str) -> Result<()> {
        let order = self.order(any).await?;
        let over = order.hold_expires_at.is_some_and(|ends| ends <= self.now());
        if order.state != State::Held || over || order.payment_token.is_none() {
            return Ok(());
        }
        let basket = self.basket(order.basket).await?;
        let Some(amount) = open_before_confirm(&order, &basket.orders, &basket.payments) else { return Ok(()) };
        let key = format!("{}-{}-{}", order.id, kind.word(), basket.payments.len());
        let wish = PaymentWish { key: Some(key), kind, amount, taken: None, note: Some(note.to_owned()) };
        self.record_payment(any, wish).await.map(|_| ())
    }

    /// Clients of earlier orders whose name, e-mail or telephone holds each word of a text; the latest first.
    pub async fn customers(&self, text: &str) -> Result<Vec<Customer>> {
        let text = text.to_owned();
        self.on_ledger(move |ledger| ledger.customers(&text, SUGGESTIONS)).await
    }
}

/// A payment as the story of an order tells it. The note may name a person, so it stays with the payment.
fn spoken(payment: &Payment) -> String {
    let Payment { kind, amount, taken, .. } = payment;
    if amount.minor < 0 {
        let amount = Money::new(amount.minor.saturating_neg(), amount.currency);
        return format!("{amount} was paid back {}.", kind.spoken());
    }
    let change = payment.change().filter(|change| change.minor > 0);
    let handed = match (taken, change) {
        (Some(taken), Some(change)) => format!(" from {taken}; {change} went back as change"),
        (Some(taken), None) if taken.currency != amount.currency => format!(" with {taken}"),
        (Some(_) | None, _) => String::new(),
    };
    format!("{amount} was paid {}{handed}.", kind.spoken())
}
