//! The journal of orders: only ever added to.

use counterfoil_domain::{
    OrderId,
    order::{JournalEntry, State},
};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "journal";

pub(crate) fn add(transaction: &Transaction<'_>, order: OrderId, entry: &JournalEntry) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO journal (order_id, at, event, from_state, to_state, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let (from, to) = (entry.from.word(), entry.to.word());
    statement.execute(params![order.to_string(), millis(entry.at), entry.event, from, to, entry.note])?;
    Ok(())
}

/// The story of an order in the order in which it was written.
pub(crate) fn of(connection: &Connection, order: OrderId) -> Result<Vec<JournalEntry>> {
    let mut statement = connection
        .prepare_cached("SELECT at, event, from_state, to_state, note FROM journal WHERE order_id = ?1 ORDER BY id")?;
    let mut rows = statement.query([order.to_string()])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        entries.push(JournalEntry {
            at: cells.instant("at")?,
            event: cells.take("event")?,
            from: cells.word("from_state", State::from_word)?,
            to: cells.word("to_state", State::from_word)?,
            note: cells.take("note")?,
        });
    }
    Ok(entries)
}

/// Whether the supplier itself took a sold order back: nobody here had asked for it.
pub(crate) fn cancelled_by_itself(connection: &Connection, order: OrderId) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT from_state FROM journal WHERE order_id = ?1 AND to_state = ?2 AND from_state <> ?2 \
         ORDER BY id DESC LIMIT 1",
    )?;
    let mut rows = statement.query(params![order.to_string(), State::Cancelled.word()])?;
    let Some(row) = rows.next()? else { return Ok(false) };
    let from = Cells::new(row, TABLE).word("from_state", State::from_word)?;
    Ok(matches!(from, State::Ready | State::Fulfilling))
}
