//! The till: baskets, what is paid for them, and who the clients are.

use counterfoil_domain::{
    Instant, OrderId,
    order::{Customer, JournalEntry, Order, Payment, PaymentError, payment},
};

use super::LedgerFile;
use crate::{
    Result,
    tables::{journal, order_overview, payment as payments, sale_order},
};

impl LedgerFile {
    /// The orders of a basket, in the order in which they were written down, and its payments.
    pub fn basket(&self, basket: OrderId) -> Result<(Vec<Order>, Vec<Payment>)> {
        self.database
            .read(|connection| Ok((sale_order::of_basket(connection, basket)?, payments::of(connection, basket)?)))
    }

    /// Records a payment of a basket, with an entry in the story of one of its orders. The same key with the same amount
    /// is the payment that is there already.
    ///
    /// Fails with `Payment` when it is more than is open, or more is paid back than was paid: then nothing is written.
    pub fn take_payment(&self, order: OrderId, wanted: &Payment, entry: &JournalEntry) -> Result<()> {
        let (wanted, entry) = (wanted.clone(), entry.clone());
        self.database.write(move |transaction| {
            if let Some(known) = payments::by_key(transaction, &wanted.key)? {
                let same = known.basket == wanted.basket && known.amount == wanted.amount && known.kind == wanted.kind;
                return if same { Ok(()) } else { Err(PaymentError::KeyReused.into()) };
            }
            let orders = sale_order::of_basket(transaction, wanted.basket)?;
            payment::check(&wanted, &orders, &payments::of(transaction, wanted.basket)?)?;
            payments::add(transaction, &wanted)?;
            journal::add(transaction, order, &entry)
        })
    }

    /// Orders to which something happened by itself that nobody has seen yet, the oldest first.
    pub fn noticed_orders(&self) -> Result<Vec<Order>> {
        self.database.read(|connection| {
            sale_order::list(connection, "WHERE o.notice_at IS NOT NULL ORDER BY o.notice_at, o.id", &[])
        })
    }

    /// Notes that what happened to an order until an instant was seen.
    pub fn acknowledge_order(&self, order: OrderId, until: Instant) -> Result<()> {
        self.database.write(move |transaction| order_overview::acknowledge(transaction, order, until))
    }

    /// Clients of earlier orders whose name, e-mail or telephone holds each word of a text; the latest first, each once.
    pub fn customers(&self, text: &str, limit: usize) -> Result<Vec<Customer>> {
        self.database.read(|connection| order_overview::customers(connection, text, limit))
    }
}
