//! Up to which change of an order its groups were looked at.

use counterfoil_domain::{OrderId, order::State};
use rusqlite::{Connection, Transaction, params};

use crate::{Result, cells::Cells};

/// Orders whose groups may not say what the order says, the longest waiting first. An order that was never sold and has no
/// group has nothing to look at.
pub(crate) fn unseen(connection: &Connection, limit: u32) -> Result<Vec<OrderId>> {
    let mut statement = connection.prepare_cached(
        "SELECT o.id FROM sale_order o LEFT JOIN group_mark m ON m.order_id = o.id \
         WHERE (o.state = ?1 OR (o.state IN (?2, ?3, ?4) \
         AND EXISTS (SELECT 1 FROM ticket_group g WHERE g.order_id = o.id))) \
         AND (m.seen_version IS NULL OR m.seen_version <> o.version) ORDER BY o.updated_at LIMIT ?5",
    )?;
    let [ready, cancelled, failed, expired] =
        [State::Ready, State::Cancelled, State::Failed, State::Expired].map(State::word);
    let mut rows = statement.query(params![ready, cancelled, failed, expired, limit])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(Cells::new(row, "sale_order").word("id", |id| id.parse().ok())?);
    }
    Ok(ids)
}

/// Whether the groups of an order say what the order says.
pub(crate) fn is_seen(connection: &Connection, order: OrderId) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM sale_order o JOIN group_mark m ON m.order_id = o.id AND m.seen_version = o.version WHERE o.id = ?1",
        )?
        .exists([order.to_string()])?)
}

pub(crate) fn set(transaction: &Transaction<'_>, order: OrderId, version: i64) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO group_mark (order_id, seen_version) VALUES (?1, ?2) \
             ON CONFLICT (order_id) DO UPDATE SET seen_version = excluded.seen_version",
        )?
        .execute(params![order.to_string(), version])?;
    Ok(())
}
