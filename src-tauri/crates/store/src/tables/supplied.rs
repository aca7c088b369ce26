//! What all tables of the catalogue have in common: a supplier and its id, the hash of what was supplied, when it was
//! fetched, and since when it is no longer listed. A table gives its name and columns; the statements are made from them,
//! so that what is written and what is read cannot fall apart.
//!
//! Tables that a run writes have an edition beside their key: a row that is staged lies beside the one that is shown
//! until its edition is committed. Of an id there is at most one row of each.

use std::{collections::HashSet, hash::Hasher, sync::Arc};

use counterfoil_domain::{Instant, SupplierKey};
use rusqlite::{CachedStatement, Connection, ToSql, Transaction, params, types::Value};
use siphasher::sip::SipHasher13;

use super::edition::Editions;
use crate::{
    Result, StoreError,
    catalog::batch::{Kept, Written},
    cells::{Cells, Making, millis},
};

/// A supplier and the id it gives.
pub(crate) type Key = (SupplierKey, Arc<str>);

/// A table of things that suppliers list.
pub(crate) trait Noun {
    /// What a row stands for. What is kept of it does not repeat the key.
    type Item;
    /// Its table.
    const TABLE: &'static str;
    /// Whether its rows have an edition. Others are shown as soon as they are written.
    const STAGED: bool = true;
    /// The supplied columns, in the order in which they are written and read.
    const COLUMNS: &'static [&'static str];

    /// Puts one cell for each column.
    fn write(item: &Self::Item, supplier: SupplierKey, row: &mut Making) -> Result<()>;
    /// Takes one cell for each column.
    fn read(key: Key, cells: &mut Cells<'_>) -> Result<Self::Item>;
}

/// A row ready to be written.
pub(crate) struct Encoded {
    supplier: SupplierKey,
    id: Arc<str>,
    cells: Vec<Value>,
    digest: Option<i64>,
    hash: i64,
}

/// Makes a row on the caller's thread, so that the transaction is short.
pub(crate) fn encode<N: Noun>(
    supplier: SupplierKey,
    id: &Arc<str>,
    item: &N::Item,
    digest: Option<u64>,
) -> Result<Encoded> {
    let mut row = Making::new(N::TABLE, N::COLUMNS.len());
    N::write(item, supplier, &mut row)?;
    debug_assert_eq!(row.cells.len(), N::COLUMNS.len(), "cells of {}", N::TABLE);
    let hash = fold(&row.cells);
    Ok(Encoded { supplier, id: Arc::clone(id), cells: row.cells, digest: digest.map(u64::cast_signed), hash })
}

/// Tells a changed row from an unchanged one; not meant against forgery.
fn fold(cells: &[Value]) -> i64 {
    let mut hash = SipHasher13::new();
    for cell in cells {
        match cell {
            Value::Null => hash.write_u8(0),
            Value::Integer(number) => {
                hash.write_u8(1);
                hash.write_i64(*number);
            }
            Value::Real(number) => {
                hash.write_u8(2);
                hash.write_u64(number.to_bits());
            }
            Value::Text(text) => {
                hash.write_u8(3);
                hash.write_usize(text.len());
                hash.write(text.as_bytes());
            }
            Value::Blob(bytes) => {
                hash.write_u8(4);
                hash.write_usize(bytes.len());
                hash.write(bytes);
            }
        }
    }
    hash.finish().cast_signed()
}

/// What became of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Inserted,
    Updated,
    Unchanged,
    /// The run had written it before; it counts once.
    Again,
}

/// What of an id is here.
#[derive(Default)]
struct Here {
    /// Edition and hash of the row that is shown or retired.
    shown: Option<(i64, i64, bool)>,
    /// Hash of the row that is staged.
    staged: Option<i64>,
}

/// Writes rows of one table within a transaction: into a staged edition, or to be seen at once.
pub(crate) struct Pen<'t> {
    look: CachedStatement<'t>,
    write: CachedStatement<'t>,
    fetched_at: i64,
    staged: bool,
    stage: Option<i64>,
    editions: Editions,
}

impl<'t> Pen<'t> {
    pub(crate) fn new<N: Noun>(
        transaction: &'t Transaction<'_>,
        editions: &Editions,
        stage: Option<i64>,
        fetched_at: Instant,
    ) -> Result<Self> {
        let edition = if N::STAGED { "edition" } else { "0" };
        let look =
            format!("SELECT {edition}, hash, retired_at IS NOT NULL FROM {} WHERE supplier = ?1 AND id = ?2", N::TABLE);
        let columns = N::COLUMNS.join(", ");
        let marks = ", ?".repeat(N::COLUMNS.len());
        let sets: String = N::COLUMNS.iter().flat_map(|column| [column, " = excluded.", column, ", "]).collect();
        let (named, key, digest) =
            if N::STAGED { ("edition, digest, ", ", edition", "digest = excluded.digest, ") } else { ("", "", "") };
        let extra = if N::STAGED { "?, ?, " } else { "" };
        let write = format!(
            "INSERT INTO {} (supplier, id, {named}hash, fetched_at, {columns}) VALUES (?, ?, {extra}?, ?{marks}) \
             ON CONFLICT (supplier, id{key}) DO UPDATE SET {sets}{digest}\
             hash = excluded.hash, fetched_at = excluded.fetched_at, retired_at = NULL",
            N::TABLE
        );
        Ok(Self {
            look: transaction.prepare_cached(&look)?,
            write: transaction.prepare_cached(&write)?,
            fetched_at: millis(fetched_at),
            staged: N::STAGED,
            stage,
            editions: editions.clone(),
        })
    }

    fn here(&mut self, row: &Encoded) -> Result<Here> {
        let committed = self.editions.committed(row.supplier);
        let mut here = Here::default();
        let mut rows = self.look.query(params![row.supplier.word(), &*row.id])?;
        while let Some(found) = rows.next()? {
            let (edition, hash, retired): (i64, i64, bool) = (found.get(0)?, found.get(1)?, found.get(2)?);
            if edition <= committed {
                here.shown = Some((edition, hash, retired));
            } else {
                here.staged = Some(hash);
            }
        }
        Ok(here)
    }

    /// Writes a row if it is new, different, or was retired.
    pub(crate) fn write(&mut self, row: &Encoded) -> Result<Fate> {
        let here = self.here(row)?;
        let same = here.shown.is_some_and(|(_, hash, retired)| hash == row.hash && !retired);
        let fate = match (&here, self.stage) {
            (Here { staged: Some(hash), .. }, Some(_)) if *hash == row.hash => return Ok(Fate::Again),
            (Here { staged: Some(_), .. }, Some(_)) => Fate::Again,
            _ if same => return Ok(Fate::Unchanged),
            (Here { shown: Some(_), .. }, _) => Fate::Updated,
            (Here { shown: None, .. }, _) => Fate::Inserted,
        };
        self.put(row, &here)?;
        Ok(fate)
    }

    /// Like [`Self::write`], but renews the age of a row that did not change.
    pub(crate) fn renew(&mut self, row: &Encoded) -> Result<Fate> {
        let fate = self.write(row)?;
        if fate == Fate::Unchanged {
            self.overwrite(row)?;
        }
        Ok(fate)
    }

    /// Writes a row whether or not it changed.
    pub(crate) fn overwrite(&mut self, row: &Encoded) -> Result<()> {
        let here = self.here(row)?;
        self.put(row, &here)
    }

    fn put(&mut self, row: &Encoded, here: &Here) -> Result<()> {
        // What is to be seen at once takes the place of what is shown.
        let at_once = || here.shown.map_or_else(|| self.editions.committed(row.supplier), |(edition, ..)| edition);
        let edition = self.stage.unwrap_or_else(at_once);
        let (supplier, id): (&str, &str) = (row.supplier.word(), &row.id);
        let key: [&dyn ToSql; 2] = [&supplier, &id];
        let staged: [&dyn ToSql; 2] = [&edition, &row.digest];
        let facts: [&dyn ToSql; 2] = [&row.hash, &self.fetched_at];
        let cells = row.cells.iter().map(|cell| cell as &dyn ToSql);
        let staged = staged.into_iter().take(if self.staged { 2 } else { 0 });
        let all = key.into_iter().chain(staged).chain(facts).chain(cells);
        self.write.execute(rusqlite::params_from_iter(all))?;
        Ok(())
    }
}

/// Where and as of when rows are written.
pub(crate) struct Desk<'t> {
    pub(crate) transaction: &'t Transaction<'t>,
    pub(crate) editions: Editions,
    pub(crate) stage: Option<i64>,
    pub(crate) at: Instant,
}

impl<'t> Desk<'t> {
    fn pen<N: Noun>(&self) -> Result<Pen<'t>> {
        Pen::new::<N>(self.transaction, &self.editions, self.stage, self.at)
    }

    /// Writes rows that stand alone.
    pub(crate) fn write_all<N: Noun>(&self, rows: &[Encoded], written: &mut Written) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut pen = self.pen::<N>()?;
        for row in rows {
            written.count(pen.write(row)?);
        }
        Ok(())
    }

    /// Writes rows whose age matters.
    pub(crate) fn renew_all<N: Noun>(&self, rows: &[Encoded], written: &mut Written) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut pen = self.pen::<N>()?;
        for row in rows {
            written.count(pen.renew(row)?);
        }
        Ok(())
    }

    /// Writes rows with their long texts; a row counts as updated when either changed.
    pub(crate) fn write_with_text<N: Noun, T: Noun>(
        &self,
        rows: &[(Encoded, Encoded)],
        written: &mut Written,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let (mut pen, mut text_pen) = (self.pen::<N>()?, self.pen::<T>()?);
        for (row, text) in rows {
            let fates = (pen.write(row)?, text_pen.write(text)?);
            if fates.0 == Fate::Unchanged && fates.1 != Fate::Unchanged && self.stage.is_some() {
                // The text alone changed: its row goes along, so that the edition has both and the digest is renewed.
                pen.overwrite(row)?;
            }
            written.count(match fates {
                (Fate::Unchanged, Fate::Unchanged) => Fate::Unchanged,
                (Fate::Inserted, _) => Fate::Inserted,
                (Fate::Again, _) | (Fate::Unchanged, Fate::Again) => Fate::Again,
                (Fate::Updated, _) | (Fate::Unchanged, Fate::Inserted | Fate::Updated) => Fate::Updated,
            });
        }
        Ok(())
    }
}

/// Which of the rows of a table are meant.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    /// What is shown, of one half of the table or all of it.
    Shown(Part),
    /// What an edition brought.
    Of(SupplierKey, i64),
}

/// A part of a table, so that two connections can load it together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    All,
    UpTo(i64),
    After(i64),
}

/// The row in the middle of a table.
pub(crate) fn middle<N: Noun>(connection: &Connection) -> Result<i64> {
    let sql = format!("SELECT coalesce(max(rowid), 0) / 2 FROM {}", N::TABLE);
    Ok(connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// All rows that are listed now, or that an edition brought.
pub(crate) fn load<N: Noun>(connection: &Connection, editions: &Editions, which: Which) -> Result<Vec<N::Item>> {
    let columns = N::COLUMNS.join(", ");
    let half = match which {
        Which::Shown(Part::UpTo(middle)) => format!(" AND rowid <= {middle}"),
        Which::Shown(Part::After(middle)) => format!(" AND rowid > {middle}"),
        Which::Shown(Part::All) => String::new(),
        Which::Of(supplier, edition) => format!(" AND supplier = '{}' AND edition = {edition}", supplier.word()),
    };
    let mut statement = connection.prepare(&format!(
        "SELECT edition, supplier, id, {columns} FROM {} WHERE retired_at IS NULL{half}",
        N::TABLE
    ))?;
    let mut rows = statement.query([])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, N::TABLE);
        let edition: i64 = cells.take("edition")?;
        let key = (cells.supplier()?, cells.word("id", |id| Some(Arc::from(id)))?);
        if edition <= editions.committed(key.0) {
            items.push(N::read(key, &mut cells)?);
        }
    }
    Ok(items)
}

/// One row, retired or not, as it is shown.
pub(crate) fn get<N: Noun>(
    connection: &Connection,
    supplier: SupplierKey,
    id: &Arc<str>,
) -> Result<Option<Kept<N::Item>>> {
    let columns = N::COLUMNS.join(", ");
    let shown = if N::STAGED { " AND edition <= (SELECT committed FROM edition WHERE supplier = ?1)" } else { "" };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT fetched_at, retired_at, {columns} FROM {} WHERE supplier = ?1 AND id = ?2{shown}",
        N::TABLE
    ))?;
    let mut rows = statement.query(params![supplier.word(), &**id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut cells = Cells::new(row, N::TABLE);
    let (fetched_at, retired_at) = (cells.instant("fetched_at")?, cells.instant_if("retired_at")?);
    Ok(Some(Kept { item: N::read((supplier, Arc::clone(id)), &mut cells)?, fetched_at, retired_at }))
}

/// Removes what an edition that is committed now replaced.
pub(crate) fn settle<N: Noun>(transaction: &Transaction<'_>, supplier: SupplierKey, edition: i64) -> Result<()> {
    let sql = format!(
        "DELETE FROM {0} WHERE supplier = ?1 AND edition < ?2 AND id IN \
         (SELECT id FROM {0} WHERE supplier = ?1 AND edition = ?2)",
        N::TABLE
    );
    transaction.prepare_cached(&sql)?.execute(params![supplier.word(), edition])?;
    Ok(())
}

/// Removes what was staged and will never be committed.
pub(crate) fn discard<N: Noun>(transaction: &Transaction<'_>, supplier: SupplierKey, committed: i64) -> Result<()> {
    let sql = format!("DELETE FROM {} WHERE supplier = ?1 AND edition > ?2", N::TABLE);
    transaction.prepare_cached(&sql)?.execute(params![supplier.word(), committed])?;
    Ok(())
}

/// Marks rows as no longer listed; those that are already keep their day. Returns how many were marked.
pub(crate) fn retire<N: Noun>(
    transaction: &Transaction<'_>,
    supplier: SupplierKey,
    ids: &HashSet<Arc<str>>,
    at: Instant,
) -> Result<u64> {
    let sql = format!("UPDATE {} SET retired_at = ?3 WHERE supplier = ?1 AND id = ?2 AND retired_at IS NULL", N::TABLE);
    let mut mark = transaction.prepare_cached(&sql)?;
    let mut count = 0;
    for id in ids {
        count += mark.execute(params![supplier.word(), &**id, millis(at)])? as u64;
    }
    Ok(count)
}

/// How many rows are listed now, and how many are retired.
pub(crate) fn count<N: Noun>(connection: &Connection) -> Result<(u64, u64)> {
    let shown = "SELECT committed FROM edition e WHERE e.supplier = t.supplier";
    let sql = format!(
        "SELECT count(*) FILTER (WHERE retired_at IS NULL), count(retired_at) FROM {} t WHERE edition <= ({shown})",
        N::TABLE
    );
    Ok(connection.prepare_cached(&sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// An id that a row names must lie at the row's own supplier.
pub(crate) fn own<'a>(
    supplier: SupplierKey,
    of: SupplierKey,
    own: &'a str,
    table: &'static str,
    column: &'static str,
) -> Result<&'a str> {
    if of == supplier { Ok(own) } else { Err(StoreError::Row { table, column }) }
}
