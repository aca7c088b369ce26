//! The order book at a glance: how many orders stand where, and which wait for something.

use counterfoil_domain::{
    Instant, OrderId, Personal, SupplierKey,
    order::{Customer, State},
};
use rusqlite::{Connection, ToSql, Transaction, params};

use super::order_search::{pattern, plain};
use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "sale_order";

/// How many orders stand in each state.
pub(crate) fn state_counts(connection: &Connection) -> Result<Vec<(State, u64)>> {
    let mut statement = connection.prepare_cached("SELECT state, count(*) AS many FROM sale_order GROUP BY state")?;
    let mut rows = statement.query([])?;
    let mut counts = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        let state = cells.word("state", State::from_word)?;
        counts.push((state, cells.take::<i64>("many")?.unsigned_abs()));
    }
    Ok(counts)
}

/// Finished orders whose tickets are a supplier's document that is not kept here yet, oldest first.
pub(crate) fn without_document(connection: &Connection, kind: &str, limit: u32) -> Result<Vec<OrderId>> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM sale_order WHERE state = ?1 AND ticket_pdf_url IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM ticket WHERE order_id = sale_order.id) \
         AND NOT EXISTS (SELECT 1 FROM ticket_document WHERE order_id = sale_order.id AND kind = ?2) \
         ORDER BY created_at LIMIT ?3",
    )?;
    let mut rows = statement.query(params![State::Ready.word(), kind, limit])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(Cells::new(row, TABLE).word("id", |id| id.parse().ok())?);
    }
    Ok(ids)
}

/// The order that went out under our reference.
pub(crate) fn by_external_reference(
    connection: &Connection,
    supplier: SupplierKey,
    reference: &str,
) -> Result<Option<OrderId>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM sale_order WHERE supplier = ?1 AND external_reference = ?2")?;
    let mut rows = statement.query(params![supplier.word(), reference])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Cells::new(row, TABLE).word("id", |id| id.parse().ok())?))
}

/// Nothing that happened to an order until an instant waits to be seen any more; its version stays, for nothing else of it
/// changes.
pub(crate) fn acknowledge(transaction: &Transaction<'_>, order: OrderId, until: Instant) -> Result<()> {
    let sql = "UPDATE sale_order SET notice_at = NULL WHERE id = ?1 AND notice_at <= ?2";
    transaction.prepare_cached(sql)?.execute(params![order.to_string(), millis(until)])?;
    Ok(())
}

/// How many orders are looked through for a client; the words may stand elsewhere in them.
const LOOKED_THROUGH: u32 = 400;

/// Clients whose name, e-mail or telephone holds each word, the latest first, each once.
pub(crate) fn customers(connection: &Connection, text: &str, limit: usize) -> Result<Vec<Customer>> {
    let text = plain(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let patterns: Vec<String> = words.iter().map(|word| pattern(word)).collect();
    let holds: Vec<String> = (1..=patterns.len()).map(|n| format!("s.words LIKE ?{n} ESCAPE '!'")).collect();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT o.first_name, o.last_name, o.email, o.phone FROM sale_order o \
         JOIN order_search s ON s.order_id = o.id WHERE {} ORDER BY o.created_at DESC, o.id DESC LIMIT {LOOKED_THROUGH}",
        holds.join(" AND ")
    ))?;
    let values: Vec<&dyn ToSql> = patterns.iter().map(|pattern| pattern as &dyn ToSql).collect();
    let mut rows = statement.query(&*values)?;
    let mut found: Vec<Customer> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        let mut next = |column| Ok::<_, crate::StoreError>(Personal::new(cells.take::<String>(column)?));
        let customer = Customer {
            first_name: next("first_name")?,
            last_name: next("last_name")?,
            email: next("email")?,
            phone: next("phone")?,
        };
        let Customer { first_name, last_name, email, phone } = &customer;
        let said = [first_name, last_name, email, phone].map(|part| plain(part.reveal())).join("\n");
        if words.iter().all(|word| said.contains(word)) && seen.insert(said) {
            found.push(customer);
            if found.len() == limit {
                break;
            }
        }
    }
    Ok(found)
}
