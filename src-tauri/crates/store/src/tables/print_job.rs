//! The print journal: jobs, the tickets on their sheets, and batches that stopped.

use std::collections::HashMap;

use counterfoil_domain::{
    DistributionId, Instant, OrderId, PrintJobId,
    distribution::print::{PrintAct, PrintJob, PrintState},
};
use rusqlite::{Connection, ToSql, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
    ledger::prints::{Sheets, Stop},
    tables::printer_choice,
};

const TABLE: &str = "print_job";
const SELECT: &str = "SELECT id, batch_id, place, order_id, act, reason, media, printer, layout, language, state, \
     spooler_job, note, \
     created_at, updated_at FROM print_job ";

pub(crate) fn insert(transaction: &Transaction<'_>, job: &PrintJob, key: &str) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO print_job (id, key, batch_id, place, order_id, act, reason, media, printer, layout, language, \
             state, spooler_job, note, created_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            job.id.to_string(),
            key,
            job.batch.to_string(),
            job.place,
            job.order.to_string(),
            job.act.word(),
            job.reason,
            job.on.media.word(),
            job.on.printer,
            job.on.layout,
            job.on.language.word(),
            job.state.word(),
            job.spooler_job,
            job.note,
            millis(job.created_at),
            millis(job.updated_at),
        ])?;
    let mut statement = transaction
        .prepare_cached("INSERT INTO print_ticket (job_id, place, distribution_id, copy) VALUES (?1, ?2, ?3, ?4)")?;
    for (place, (ticket, copy)) in (0_u32..).zip(&job.tickets) {
        statement.execute(params![job.id.to_string(), place, ticket.to_string(), copy])?;
    }
    Ok(())
}

/// The jobs of a press: those whose key is the press's own with a number behind it.
pub(crate) fn of_key(connection: &Connection, key: &str) -> Result<Vec<PrintJob>> {
    read(connection, "WHERE key >= ?1 || '#' AND key < ?1 || '$' ORDER BY place", &[&key])
}

pub(crate) fn by_id(connection: &Connection, id: PrintJobId) -> Result<Option<PrintJob>> {
    Ok(read(connection, "WHERE id = ?1", &[&id.to_string()])?.pop())
}

/// The jobs of an order, oldest first.
pub(crate) fn of_order(connection: &Connection, order: OrderId) -> Result<Vec<PrintJob>> {
    read(connection, "WHERE order_id = ?1 ORDER BY created_at, place", &[&order.to_string()])
}

/// The jobs of a batch in their order.
pub(crate) fn of_batch(connection: &Connection, batch: PrintJobId) -> Result<Vec<PrintJob>> {
    read(connection, "WHERE batch_id = ?1 ORDER BY place", &[&batch.to_string()])
}

/// Jobs whose outcome is open, batch by batch in their order.
pub(crate) fn open(connection: &Connection) -> Result<Vec<PrintJob>> {
    read(
        connection,
        "WHERE state NOT IN ('confirmed', 'failed') ORDER BY (SELECT min(b.created_at) FROM print_job b \
         WHERE b.batch_id = print_job.batch_id), batch_id, place",
        &[],
    )
}

/// The newest jobs.
pub(crate) fn newest(connection: &Connection, limit: u32) -> Result<Vec<PrintJob>> {
    read(connection, "ORDER BY created_at DESC, place DESC LIMIT ?1", &[&limit])
}

pub(crate) fn save(transaction: &Transaction<'_>, job: &PrintJob) -> Result<()> {
    transaction
        .prepare_cached("UPDATE print_job SET state = ?2, spooler_job = ?3, note = ?4, updated_at = ?5 WHERE id = ?1")?
        .execute(params![job.id.to_string(), job.state.word(), job.spooler_job, job.note, millis(job.updated_at)])?;
    Ok(())
}

/// How often tickets were printed and may have been, for the tickets of an order.
pub(crate) fn sheets(connection: &Connection, order: OrderId) -> Result<HashMap<DistributionId, Sheets>> {
    let mut statement = connection.prepare_cached(
        "SELECT t.distribution_id, j.state, count(*) AS many, max(t.copy) AS copy FROM print_ticket t \
         JOIN print_job j ON j.id = t.job_id WHERE j.order_id = ?1 GROUP BY t.distribution_id, j.state",
    )?;
    let mut rows = statement.query([order.to_string()])?;
    let mut sheets: HashMap<DistributionId, Sheets> = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "print_ticket");
        let one = sheets.entry(cells.word("distribution_id", |id| id.parse().ok())?).or_default();
        let state = cells.word("state", PrintState::from_word)?;
        let (many, copy): (u32, u32) = (cells.take("many")?, cells.take("copy")?);
        match state {
            PrintState::Confirmed => one.printed += many,
            PrintState::Queued | PrintState::Sending | PrintState::Sent => one.on_the_way += many,
            PrintState::Doubtful => one.in_doubt += many,
            PrintState::Failed => {}
        }
        one.last_copy = one.last_copy.max(copy);
    }
    Ok(sheets)
}

pub(crate) fn stop(transaction: &Transaction<'_>, batch: PrintJobId, reason: &str, at: Instant) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO print_stop (batch_id, reason, at) VALUES (?1, ?2, ?3) \
             ON CONFLICT (batch_id) DO UPDATE SET reason = excluded.reason, at = excluded.at",
        )?
        .execute(params![batch.to_string(), reason, millis(at)])?;
    Ok(())
}

pub(crate) fn go_on(transaction: &Transaction<'_>, batch: PrintJobId) -> Result<()> {
    transaction.prepare_cached("DELETE FROM print_stop WHERE batch_id = ?1")?.execute([batch.to_string()])?;
    Ok(())
}

pub(crate) fn stops(connection: &Connection) -> Result<Vec<Stop>> {
    let mut statement = connection.prepare_cached("SELECT batch_id, reason, at FROM print_stop ORDER BY at")?;
    let mut rows = statement.query([])?;
    let mut stops = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "print_stop");
        stops.push(Stop {
            batch: cells.word("batch_id", |id| id.parse().ok())?,
            reason: cells.take("reason")?,
            at: cells.instant("at")?,
        });
    }
    Ok(stops)
}

fn read(connection: &Connection, rest: &str, values: &[&dyn ToSql]) -> Result<Vec<PrintJob>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT}{rest}"))?;
    let mut rows = statement.query(values)?;
    let mut jobs = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        jobs.push(PrintJob {
            id: cells.word("id", |id| id.parse().ok())?,
            batch: cells.word("batch_id", |id| id.parse().ok())?,
            place: cells.take("place")?,
            order: cells.word("order_id", |id| id.parse().ok())?,
            act: cells.word("act", PrintAct::from_word)?,
            reason: cells.take("reason")?,
            tickets: Vec::new(),
            on: printer_choice::read(&mut cells)?,
            state: cells.word("state", PrintState::from_word)?,
            spooler_job: cells.take("spooler_job")?,
            note: cells.take("note")?,
            created_at: cells.instant("created_at")?,
            updated_at: cells.instant("updated_at")?,
        });
    }
    let mut tickets =
        connection.prepare_cached("SELECT distribution_id, copy FROM print_ticket WHERE job_id = ?1 ORDER BY place")?;
    for job in &mut jobs {
        let mut rows = tickets.query([job.id.to_string()])?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::new(row, "print_ticket");
            job.tickets.push((cells.word("distribution_id", |id| id.parse().ok())?, cells.take("copy")?));
        }
    }
    Ok(jobs)
}
