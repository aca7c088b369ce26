//! The order book at a glance: how many orders stand where, and which wait for something.

use counterfoil_domain::{OrderId, SupplierKey, order::State};
use rusqlite::{Connection, params};

use crate::{Result, cells::Cells};

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
