//! When catalogues are refreshed by themselves.

use counterfoil_domain::{Instant, SupplierKey};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis, millis_if},
    ledger::supply::Schedule,
};

const TABLE: &str = "schedule";

pub(crate) fn get(connection: &Connection, supplier: SupplierKey) -> Result<Option<Schedule>> {
    let mut statement =
        connection.prepare_cached("SELECT every_hours, next_at, note FROM schedule WHERE supplier = ?1")?;
    let mut rows = statement.query([supplier.word()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut cells = Cells::new(row, TABLE);
    Ok(Some(Schedule {
        every_hours: cells.take("every_hours")?,
        next_at: cells.instant_if("next_at")?,
        note: cells.take("note")?,
    }))
}

pub(crate) fn set(transaction: &Transaction<'_>, supplier: SupplierKey, schedule: &Schedule) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO schedule (supplier, every_hours, next_at, note) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![supplier.word(), schedule.every_hours, millis_if(schedule.next_at), schedule.note])?;
    Ok(())
}

/// Moves a due time on, unless somebody else did. Returns whether it was moved.
pub(crate) fn claim(
    transaction: &Transaction<'_>,
    supplier: SupplierKey,
    due: Instant,
    next: Instant,
    note: Option<&str>,
) -> Result<bool> {
    let moved = transaction
        .prepare_cached("UPDATE schedule SET next_at = ?3, note = ?4 WHERE supplier = ?1 AND next_at = ?2")?
        .execute(params![supplier.word(), millis(due), millis(next), note])?;
    Ok(moved == 1)
}
