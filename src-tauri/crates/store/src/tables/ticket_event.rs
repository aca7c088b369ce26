//! The outbox of events: only ever added to.

use counterfoil_domain::{
    OrderId,
    distribution::{EventKind, TicketEvent},
};
use rusqlite::{Connection, ToSql, Transaction, params};
use uuid::Uuid;

use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "ticket_event";
const SELECT: &str = "SELECT e.seq, e.id, e.kind, e.at, e.order_id, o.code, e.version, g.line, e.group_id, \
     e.distribution_id FROM ticket_event e JOIN sale_order o ON o.id = e.order_id \
     LEFT JOIN ticket_group g ON g.id = e.group_id ";

/// Adds an event; its `seq` is not looked at. Returns the place it got.
pub(crate) fn add(transaction: &Transaction<'_>, event: &TicketEvent) -> Result<u64> {
    transaction
        .prepare_cached(
            "INSERT INTO ticket_event (id, kind, at, order_id, version, group_id, distribution_id) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            event.id.to_string(),
            event.kind.name(),
            millis(event.at),
            event.order.to_string(),
            event.order_version,
            event.group.map(|id| id.to_string()),
            event.distribution.map(|id| id.to_string()),
        ])?;
    Ok(transaction.last_insert_rowid().unsigned_abs())
}

/// Events after a place, oldest first.
pub(crate) fn after(connection: &Connection, seq: u64, limit: u32) -> Result<Vec<TicketEvent>> {
    let seq = i64::try_from(seq).unwrap_or(i64::MAX);
    read(connection, "WHERE e.seq > ?1 ORDER BY e.seq LIMIT ?2", &[&seq, &limit])
}

/// The events of an order, oldest first.
pub(crate) fn of(connection: &Connection, order: OrderId) -> Result<Vec<TicketEvent>> {
    read(connection, "WHERE e.order_id = ?1 ORDER BY e.seq", &[&order.to_string()])
}

/// Whether a version of an order has an event of a kind already.
pub(crate) fn told(connection: &Connection, order: OrderId, version: u32, kind: EventKind) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM ticket_event WHERE order_id = ?1 AND version = ?2 AND kind = ?3)";
    Ok(connection.prepare_cached(sql)?.query_row(params![order.to_string(), version, kind.name()], |row| row.get(0))?)
}

/// The place of the newest event; 0 when there is none.
pub(crate) fn newest(connection: &Connection) -> Result<u64> {
    let seq: i64 =
        connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM ticket_event")?.query_row([], |row| row.get(0))?;
    Ok(seq.unsigned_abs())
}

fn read(connection: &Connection, rest: &str, values: &[&dyn ToSql]) -> Result<Vec<TicketEvent>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT}{rest}"))?;
    let mut rows = statement.query(values)?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        events.push(TicketEvent {
            seq: cells.take::<i64>("seq")?.unsigned_abs(),
            id: cells.word("id", |id| Uuid::parse_str(id).ok())?,
            kind: cells.word("kind", EventKind::from_name)?,
            at: cells.instant("at")?,
            order: cells.word("order_id", |id| id.parse().ok())?,
            order_code: cells.take("code")?,
            order_version: cells.take("version")?,
            order_line: cells.take("line")?,
            group: cells.word_if("group_id", |id| id.parse().ok())?,
            distribution: cells.word_if("distribution_id", |id| id.parse().ok())?,
        });
    }
    Ok(events)
}
