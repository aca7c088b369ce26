//! What all tables of the catalogue have in common: a supplier and its id, the hash of what was supplied, when it was
//! fetched, and since when it is no longer listed. A table gives its name and columns; the statements are made from them,
//! so that what is written and what is read cannot fall apart.

use std::{collections::HashSet, hash::Hasher, sync::Arc};

use counterfoil_domain::{CityId, Instant, SupplierKey};
use rusqlite::{CachedStatement, Connection, OptionalExtension, ToSql, Transaction, params, types::Value};
use siphasher::sip::SipHasher13;

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
    /// The supplied columns, in the order in which they are written and read.
    const COLUMNS: &'static [&'static str];

    /// Puts one cell for each column.
    fn write(item: &Self::Item, supplier: SupplierKey, row: &mut Making) -> Result<()>;
    /// Takes one cell for each column.
    fn read(key: Key, cells: &mut Cells<'_>) -> Result<Self::Item>;
}

/// A row ready to be written.
pub(crate) struct Encoded {
    supplier: &'static str,
    id: Arc<str>,
    cells: Vec<Value>,
    hash: i64,
}

/// Makes a row on the caller's thread, so that the transaction is short.
pub(crate) fn encode<N: Noun>(supplier: SupplierKey, id: &Arc<str>, item: &N::Item) -> Result<Encoded> {
    let mut row = Making::new(N::TABLE, N::COLUMNS.len());
    N::write(item, supplier, &mut row)?;
    debug_assert_eq!(row.cells.len(), N::COLUMNS.len(), "cells of {}", N::TABLE);
    let hash = fold(&row.cells);
    Ok(Encoded { supplier: supplier.word(), id: Arc::clone(id), cells: row.cells, hash })
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
}

/// Writes rows of one table within a transaction.
pub(crate) struct Pen<'t> {
    look: CachedStatement<'t>,
    write: CachedStatement<'t>,
    fetched_at: i64,
}

impl<'t> Pen<'t> {
    pub(crate) fn new<N: Noun>(transaction: &'t Transaction<'_>, fetched_at: Instant) -> Result<Self> {
        let look = format!("SELECT hash, retired_at IS NOT NULL FROM {} WHERE supplier = ?1 AND id = ?2", N::TABLE);
        let columns = N::COLUMNS.join(", ");
        let marks = ", ?".repeat(N::COLUMNS.len());
        let sets: String = N::COLUMNS.iter().flat_map(|column| [column, " = excluded.", column, ", "]).collect();
        let write = format!(
            "INSERT INTO {} (supplier, id, hash, fetched_at, {columns}) VALUES (?, ?, ?, ?{marks}) \
             ON CONFLICT (supplier, id) DO UPDATE SET {sets}\
             hash = excluded.hash, fetched_at = excluded.fetched_at, retired_at = NULL",
            N::TABLE
        );
        Ok(Self {
            look: transaction.prepare_cached(&look)?,
            write: transaction.prepare_cached(&write)?,
            fetched_at: millis(fetched_at),
        })
    }

    /// Writes a row if it is new, different, or was retired.
    pub(crate) fn write(&mut self, row: &Encoded) -> Result<Fate> {
        let before: Option<(i64, bool)> = self
            .look
            .query_row(params![row.supplier, &*row.id], |found| Ok((found.get(0)?, found.get(1)?)))
            .optional()?;
        let fate = match before {
            Some((hash, false)) if hash == row.hash => return Ok(Fate::Unchanged),
            Some(_) => Fate::Updated,
            None => Fate::Inserted,
        };
        self.overwrite(row)?;
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
        let id: &str = &row.id;
        let fixed: [&dyn ToSql; 4] = [&row.supplier, &id, &row.hash, &self.fetched_at];
        let cells = row.cells.iter().map(|cell| cell as &dyn ToSql);
        self.write.execute(rusqlite::params_from_iter(fixed.into_iter().chain(cells)))?;
        Ok(())
    }
}

/// Writes rows that stand alone.
pub(crate) fn write_all<N: Noun>(
    transaction: &Transaction<'_>,
    rows: &[Encoded],
    fetched_at: Instant,
    written: &mut Written,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut pen = Pen::new::<N>(transaction, fetched_at)?;
    for row in rows {
        written.count(pen.write(row)?);
    }
    Ok(())
}

/// Writes rows whose age matters.
pub(crate) fn renew_all<N: Noun>(
    transaction: &Transaction<'_>,
    rows: &[Encoded],
    fetched_at: Instant,
    written: &mut Written,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut pen = Pen::new::<N>(transaction, fetched_at)?;
    for row in rows {
        written.count(pen.renew(row)?);
    }
    Ok(())
}

/// Writes rows with their long texts; a row counts as updated when either changed.
pub(crate) fn write_with_text<N: Noun, T: Noun>(
    transaction: &Transaction<'_>,
    rows: &[(Encoded, Encoded)],
    fetched_at: Instant,
    written: &mut Written,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut pen = Pen::new::<N>(transaction, fetched_at)?;
    let mut text_pen = Pen::new::<T>(transaction, fetched_at)?;
    for (row, text) in rows {
        let fate = match (pen.write(row)?, text_pen.write(text)?) {
            (Fate::Unchanged, Fate::Unchanged) => Fate::Unchanged,
            (Fate::Inserted, _) => Fate::Inserted,
            (Fate::Updated | Fate::Unchanged, _) => Fate::Updated,
        };
        written.count(fate);
    }
    Ok(())
}

/// All rows that are listed now.
pub(crate) fn load<N: Noun>(connection: &Connection) -> Result<Vec<N::Item>> {
    let columns = N::COLUMNS.join(", ");
    let mut statement = connection
        .prepare_cached(&format!("SELECT supplier, id, {columns} FROM {} WHERE retired_at IS NULL", N::TABLE))?;
    let mut rows = statement.query([])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, N::TABLE);
        let key = (cells.supplier()?, cells.word("id", |id| Some(Arc::from(id)))?);
        items.push(N::read(key, &mut cells)?);
    }
    Ok(items)
}

/// One row, retired or not.
pub(crate) fn get<N: Noun>(
    connection: &Connection,
    supplier: SupplierKey,
    id: &Arc<str>,
) -> Result<Option<Kept<N::Item>>> {
    let columns = N::COLUMNS.join(", ");
    let mut statement = connection.prepare_cached(&format!(
        "SELECT fetched_at, retired_at, {columns} FROM {} WHERE supplier = ?1 AND id = ?2",
        N::TABLE
    ))?;
    let mut rows = statement.query(params![supplier.word(), &**id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut cells = Cells::new(row, N::TABLE);
    let (fetched_at, retired_at) = (cells.instant("fetched_at")?, cells.instant_if("retired_at")?);
    Ok(Some(Kept { item: N::read((supplier, Arc::clone(id)), &mut cells)?, fetched_at, retired_at }))
}

/// Retires what is listed here, in these cities or everywhere, but not among `seen`.
pub(crate) fn retire<N: Noun>(
    transaction: &Transaction<'_>,
    supplier: SupplierKey,
    cities: Option<&[CityId]>,
    seen: &HashSet<Arc<str>>,
    at: Instant,
) -> Result<u64> {
    let mut gone: Vec<String> = Vec::new();
    let mut look = |city: Option<&str>| -> Result<()> {
        let within = if city.is_some() { " AND city_id = ?2" } else { " AND ?2 IS NULL" };
        let mut statement = transaction.prepare_cached(&format!(
            "SELECT id FROM {} WHERE supplier = ?1 AND retired_at IS NULL{within}",
            N::TABLE
        ))?;
        let mut rows = statement.query(params![supplier.word(), city])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            if !seen.contains(id.as_str()) {
                gone.push(id);
            }
        }
        Ok(())
    };
    match cities {
        None => look(None)?,
        Some(cities) => cities.iter().filter(|city| city.supplier == supplier).try_for_each(|c| look(Some(&c.own)))?,
    }
    let mut mark = transaction.prepare_cached(&format!(
        "UPDATE {} SET retired_at = ?3 WHERE supplier = ?1 AND id = ?2 AND retired_at IS NULL",
        N::TABLE
    ))?;
    let mut count = 0;
    for id in &gone {
        count += mark.execute(params![supplier.word(), id, millis(at)])? as u64;
    }
    Ok(count)
}

/// How many rows are listed now, and how many are retired.
pub(crate) fn count<N: Noun>(connection: &Connection) -> Result<(u64, u64)> {
    let sql = format!("SELECT count(*) FILTER (WHERE retired_at IS NULL), count(retired_at) FROM {}", N::TABLE);
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
