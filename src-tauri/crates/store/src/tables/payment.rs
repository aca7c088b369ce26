//! Payments: only ever added to.

use counterfoil_domain::{
    Money, OrderId,
    order::{Payment, PaymentKind},
};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "payment";
const SELECT: &str = "SELECT key, basket_id, kind, amount_minor, amount_currency, taken_minor, taken_currency, note, at \
     FROM payment ";

pub(crate) fn add(transaction: &Transaction<'_>, payment: &Payment) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO payment (key, basket_id, kind, amount_minor, amount_currency, taken_minor, taken_currency, note, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    statement.execute(params![
        payment.key,
        payment.basket.to_string(),
        payment.kind.word(),
        payment.amount.minor,
        payment.amount.currency.code(),
        payment.taken.map(|taken| taken.minor),
        payment.taken.map(|taken| taken.currency.code()),
        payment.note,
        millis(payment.at),
    ])?;
    Ok(())
}

/// The payment of a key.
pub(crate) fn by_key(connection: &Connection, key: &str) -> Result<Option<Payment>> {
    Ok(read(connection, "WHERE key = ?1", key)?.pop())
}

/// The payments of a basket in the order in which they were recorded.
pub(crate) fn of(connection: &Connection, basket: OrderId) -> Result<Vec<Payment>> {
    read(connection, "WHERE basket_id = ?1 ORDER BY id", &basket.to_string())
}

fn read(connection: &Connection, rest: &str, value: &str) -> Result<Vec<Payment>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT}{rest}"))?;
    let mut rows = statement.query([value])?;
    let mut payments = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        payments.push(Payment {
            key: cells.take("key")?,
            basket: cells.word("basket_id", |id| id.parse().ok())?,
            kind: cells.word("kind", PaymentKind::from_word)?,
            amount: Money::new(cells.take("amount_minor")?, cells.word("amount_currency", |code| code.parse().ok())?),
            taken: cells.money_if("taken_minor")?,
            note: cells.take("note")?,
            at: cells.instant("at")?,
        });
    }
    Ok(payments)
}
