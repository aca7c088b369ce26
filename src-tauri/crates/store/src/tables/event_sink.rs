//! Where each sink of events is.

use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
    ledger::groups::Sink,
};

const TABLE: &str = "event_sink";

pub(crate) fn save(transaction: &Transaction<'_>, sink: &Sink) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO event_sink (name, seq, tries, next_at, trouble) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (name) DO UPDATE SET seq = max(seq, excluded.seq), tries = excluded.tries, \
             next_at = excluded.next_at, trouble = excluded.trouble",
        )?
        .execute(params![
            sink.name,
            i64::try_from(sink.seq).unwrap_or(i64::MAX),
            sink.tries,
            millis(sink.next_at),
            sink.trouble
        ])?;
    Ok(())
}

pub(crate) fn forget(transaction: &Transaction<'_>, name: &str) -> Result<()> {
    transaction.execute("DELETE FROM event_sink WHERE name = ?1", [name])?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Sink>> {
    let mut statement =
        connection.prepare_cached("SELECT name, seq, tries, next_at, trouble FROM event_sink ORDER BY name")?;
    let mut rows = statement.query([])?;
    let mut sinks = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        sinks.push(Sink {
            name: cells.take("name")?,
            seq: cells.take::<i64>("seq")?.unsigned_abs(),
            tries: cells.take("tries")?,
            next_at: cells.instant("next_at")?,
            trouble: cells.take("trouble")?,
        });
    }
    Ok(sinks)
}
