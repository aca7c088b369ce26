//! Runs of long work.

use counterfoil_domain::{
    Instant, RunId, SupplierKey,
    run::{Run, RunCounts, RunKind, RunStatus, Starter},
};
use rusqlite::{Connection, Transaction, named_params, params};

use crate::{
    Result, StoreError,
    cells::{Cells, millis, millis_if},
};

const TABLE: &str = "run";

const SAVE: &str = "INSERT INTO run (id, supplier, kind, status, began_at, ended_at, requests, bytes, countries, \
     cities, experiences, products, variants, tags, written, retired, error, started_by, resumed, rate_limited) VALUES (:id, :supplier, :kind, :status, \
     :began_at, :ended_at, :requests, :bytes, :countries, :cities, :experiences, :products, :variants, :tags, \
     :written, :retired, :error, :started_by, :resumed, :rate_limited) ON CONFLICT (id) DO UPDATE SET status = excluded.status, \
     ended_at = excluded.ended_at, requests = excluded.requests, bytes = excluded.bytes, \
     countries = excluded.countries, cities = excluded.cities, experiences = excluded.experiences, \
     products = excluded.products, variants = excluded.variants, tags = excluded.tags, written = excluded.written, \
     retired = excluded.retired, error = excluded.error, resumed = excluded.resumed, rate_limited = excluded.rate_limited";

/// Writes a new run, or over an older state of it.
pub(crate) fn save(transaction: &Transaction<'_>, run: &Run) -> Result<()> {
    transaction.prepare_cached(SAVE)?.execute(named_params! {
        ":id": run.id.to_string(),
        ":supplier": run.supplier.word(),
        ":kind": run.kind.word(),
        ":status": run.status.word(),
        ":began_at": millis(run.began_at),
        ":ended_at": millis_if(run.ended_at),
        ":requests": run.counts.requests,
        ":bytes": run.counts.bytes,
        ":countries": run.counts.countries,
        ":cities": run.counts.cities,
        ":experiences": run.counts.experiences,
        ":products": run.counts.products,
        ":variants": run.counts.variants,
        ":tags": run.counts.tags,
        ":written": run.counts.written,
        ":retired": run.counts.retired,
        ":error": run.error,
        ":started_by": run.started_by.word(),
        ":resumed": run.resumed,
        ":rate_limited": run.counts.rate_limited,
    })?;
    Ok(())
}

/// Writes what a run that goes on has counted so far.
pub(crate) fn save_counts(transaction: &Transaction<'_>, id: RunId, counts: &RunCounts) -> Result<()> {
    let changed = transaction
        .prepare_cached(
            "UPDATE run SET requests = ?2, bytes = ?3, countries = ?4, cities = ?5, experiences = ?6, products = ?7, \
             variants = ?8, tags = ?9, written = ?10, retired = ?11, rate_limited = ?12 WHERE id = ?1 AND status = 'RUNNING'",
        )?
        .execute(params![
            id.to_string(),
            counts.requests,
            counts.bytes,
            counts.countries,
            counts.cities,
            counts.experiences,
            counts.products,
            counts.variants,
            counts.tags,
            counts.written,
            counts.retired,
            counts.rate_limited,
        ])?;
    if changed == 1 { Ok(()) } else { Err(StoreError::LeaseLost { run: id }) }
}

/// Marks runs that claim to go on, although nothing holds their place, as failed.
pub(crate) fn fail_interrupted(transaction: &Transaction<'_>, supplier: SupplierKey, at: Instant) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE run SET status = 'FAILED', ended_at = ?2, error = 'The program ended while it ran. What it had fetched is kept for half an hour: run it again and it goes on.' \
             WHERE supplier = ?1 AND status = 'RUNNING'",
        )?
        .execute(params![supplier.word(), millis(at)])?;
    Ok(())
}

/// The newest runs first.
pub(crate) fn newest(connection: &Connection, limit: u32) -> Result<Vec<Run>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, supplier, kind, status, began_at, ended_at, requests, bytes, countries, cities, experiences, \
         products, variants, tags, written, retired, rate_limited, error, started_by, resumed FROM run ORDER BY began_at DESC, id DESC LIMIT ?1",
    )?;
    let mut rows = statement.query([limit])?;
    let mut runs = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        runs.push(Run {
            id: cells.word("id", |id| id.parse().ok())?,
            supplier: cells.supplier()?,
            kind: cells.word("kind", RunKind::from_word)?,
            status: cells.word("status", RunStatus::from_word)?,
            began_at: cells.instant("began_at")?,
            ended_at: cells.instant_if("ended_at")?,
            counts: RunCounts {
                requests: cells.take("requests")?,
                bytes: cells.take("bytes")?,
                countries: cells.take("countries")?,
                cities: cells.take("cities")?,
                experiences: cells.take("experiences")?,
                products: cells.take("products")?,
                variants: cells.take("variants")?,
                tags: cells.take("tags")?,
                written: cells.take("written")?,
                retired: cells.take("retired")?,
                rate_limited: cells.take("rate_limited")?,
            },
            error: cells.take("error")?,
            started_by: cells.word("started_by", Starter::from_word)?,
            resumed: cells.take("resumed")?,
        });
    }
    Ok(runs)
}
