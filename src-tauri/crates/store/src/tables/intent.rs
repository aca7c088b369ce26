//! Intents: calls about to be sent.

use counterfoil_domain::{
    Instant, OrderId,
    order::{Call, Intent, State},
};
use rusqlite::{Connection, ErrorCode, Transaction, params};

use crate::{
    Result, StoreError,
    cells::{Cells, millis},
};

const TABLE: &str = "intent";

/// Opens an intent; refused while another of the same order is open. Returns its row number.
pub(crate) fn open(
    transaction: &Transaction<'_>,
    order: OrderId,
    call: Call,
    fingerprint: &str,
    came_from: State,
    begun_at: Instant,
) -> Result<i64> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO intent (order_id, call, fingerprint, came_from, begun_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let values = params![order.to_string(), call.word(), fingerprint, came_from.word(), millis(begun_at)];
    match statement.execute(values) {
        Ok(_) => Ok(transaction.last_insert_rowid()),
        // The only constraint that values of the right types can break is the one on open intents.
        Err(rusqlite::Error::SqliteFailure(failure, _))
            if failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE =>
        {
            debug_assert_eq!(failure.code, ErrorCode::ConstraintViolation);
            Err(StoreError::IntentOpen { order })
        }
        Err(error) => Err(error.into()),
    }
}

/// Settles an open intent; one that is settled already is somebody else's.
pub(crate) fn settle(transaction: &Transaction<'_>, intent: &Intent, outcome: &str, at: Instant) -> Result<()> {
    let settled = transaction
        .prepare_cached(
            "UPDATE intent SET settled_at = ?3, outcome = ?4 WHERE id = ?1 AND order_id = ?2 AND settled_at IS NULL",
        )?
        .execute(params![intent.id, intent.order.to_string(), millis(at), outcome])?;
    if settled == 1 { Ok(()) } else { Err(StoreError::Stale { order: intent.order }) }
}

/// All open intents, oldest first.
pub(crate) fn all_open(connection: &Connection) -> Result<Vec<Intent>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, order_id, call, fingerprint, came_from, begun_at FROM intent WHERE settled_at IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut intents = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        intents.push(Intent {
            id: cells.take("id")?,
            order: cells.word("order_id", |id| id.parse().ok())?,
            call: cells.word("call", Call::from_word)?,
            fingerprint: cells.take("fingerprint")?,
            came_from: cells.word("came_from", State::from_word)?,
            begun_at: cells.instant("begun_at")?,
        });
    }
    Ok(intents)
}
