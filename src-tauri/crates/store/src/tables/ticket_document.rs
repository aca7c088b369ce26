//! Documents of orders: the supplier's PDF, and ours.

use counterfoil_domain::OrderId;
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
    ledger::book::Document,
};

const TABLE: &str = "ticket_document";

/// Keeps a document in the place of one of the same kind.
pub(crate) fn save(transaction: &Transaction<'_>, order: OrderId, document: &Document) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO ticket_document (order_id, kind, sha256, pages, stored_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (order_id, kind) DO UPDATE SET sha256 = excluded.sha256, pages = excluded.pages, \
         stored_at = excluded.stored_at, body = excluded.body",
    )?;
    statement.execute(params![
        order.to_string(),
        document.kind,
        document.sha256,
        document.pages,
        millis(document.stored_at),
        document.bytes,
    ])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, order: OrderId, kind: &str) -> Result<Option<Document>> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, sha256, pages, stored_at, body FROM ticket_document WHERE order_id = ?1 AND kind = ?2",
    )?;
    let mut rows = statement.query(params![order.to_string(), kind])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut cells = Cells::new(row, TABLE);
    Ok(Some(Document {
        kind: cells.take("kind")?,
        sha256: cells.take("sha256")?,
        pages: cells.take("pages")?,
        stored_at: cells.instant("stored_at")?,
        bytes: cells.take("body")?,
    }))
}
