//! Who may write a supplier's part of the catalogue now.

use counterfoil_domain::{Instant, RunId, SupplierKey};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result, StoreError,
    cells::{Cells, millis},
    ledger::work::Lease,
};

const TABLE: &str = "lease";

pub(crate) fn of(connection: &Connection, supplier: SupplierKey) -> Result<Option<Lease>> {
    let mut statement = connection.prepare_cached(
        "SELECT supplier, run_id, holder, taken_at, renewed_at, expires_at FROM lease WHERE supplier = ?1",
    )?;
    let mut rows = statement.query([supplier.word()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut cells = Cells::new(row, TABLE);
    Ok(Some(Lease {
        supplier: cells.supplier()?,
        run: cells.word("run_id", |id| id.parse().ok())?,
        holder: cells.take("holder")?,
        taken_at: cells.instant("taken_at")?,
        renewed_at: cells.instant("renewed_at")?,
        expires_at: cells.instant("expires_at")?,
    }))
}

/// Takes the place, whoever had it; whether that is right was decided before, in the same transaction.
pub(crate) fn take(transaction: &Transaction<'_>, lease: &Lease) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT OR REPLACE INTO lease (supplier, run_id, holder, taken_at, renewed_at, expires_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute(params![
        lease.supplier.word(),
        lease.run.to_string(),
        lease.holder,
        millis(lease.taken_at),
        millis(lease.renewed_at),
        millis(lease.expires_at),
    ])?;
    Ok(())
}

/// Keeps the place of a run that still has it, though late.
pub(crate) fn renew(transaction: &Transaction<'_>, run: RunId, at: Instant, expires_at: Instant) -> Result<()> {
    let kept = transaction
        .prepare_cached("UPDATE lease SET renewed_at = ?2, expires_at = ?3 WHERE run_id = ?1")?
        .execute(params![run.to_string(), millis(at), millis(expires_at)])?;
    if kept == 1 { Ok(()) } else { Err(StoreError::LeaseLost { run }) }
}

/// Gives the place up. Returns whether the run had it.
pub(crate) fn release(transaction: &Transaction<'_>, run: RunId) -> Result<bool> {
    Ok(transaction.prepare_cached("DELETE FROM lease WHERE run_id = ?1")?.execute([run.to_string()])? > 0)
}
