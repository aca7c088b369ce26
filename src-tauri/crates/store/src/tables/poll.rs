//! Questions that are due at a time.

use counterfoil_domain::{Instant, OrderId, order::Poll};
use rusqlite::{Connection, Params, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "poll";

pub(crate) fn set(transaction: &Transaction<'_>, poll: &Poll) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO poll (order_id, next_at, attempt, deadline_at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (order_id) DO UPDATE SET next_at = excluded.next_at, attempt = excluded.attempt, \
         deadline_at = excluded.deadline_at",
    )?;
    statement.execute(params![poll.order.to_string(), millis(poll.next_at), poll.attempt, millis(poll.deadline_at)])?;
    Ok(())
}

pub(crate) fn clear(transaction: &Transaction<'_>, order: OrderId) -> Result<()> {
    transaction.prepare_cached("DELETE FROM poll WHERE order_id = ?1")?.execute([order.to_string()])?;
    Ok(())
}

/// What is due by an instant, the longest due first.
pub(crate) fn due(connection: &Connection, now: Instant, limit: u32) -> Result<Vec<Poll>> {
    let sql = "SELECT order_id, next_at, attempt, deadline_at FROM poll WHERE next_at <= ?1 ORDER BY next_at LIMIT ?2";
    read(connection, sql, params![millis(now), limit])
}

/// The question that comes next, due or not.
pub(crate) fn next(connection: &Connection) -> Result<Option<Poll>> {
    let sql = "SELECT order_id, next_at, attempt, deadline_at FROM poll ORDER BY next_at LIMIT 1";
    Ok(read(connection, sql, [])?.pop())
}

pub(crate) fn of(connection: &Connection, order: OrderId) -> Result<Option<Poll>> {
    let sql = "SELECT order_id, next_at, attempt, deadline_at FROM poll WHERE order_id = ?1";
    Ok(read(connection, sql, [order.to_string()])?.pop())
}

fn read(connection: &Connection, sql: &str, values: impl Params) -> Result<Vec<Poll>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut polls = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        polls.push(Poll {
            order: cells.word("order_id", |id| id.parse().ok())?,
            next_at: cells.instant("next_at")?,
            attempt: cells.take("attempt")?,
            deadline_at: cells.instant("deadline_at")?,
        });
    }
    Ok(polls)
}
