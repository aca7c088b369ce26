//! Layouts of this desk, and its pictures.

use counterfoil_domain::Instant;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::{Result, StoreError, cells::millis};

/// Keeps a layout; `replace` says whether one of the same name may be lost.
pub(crate) fn save(transaction: &Transaction<'_>, name: &str, body: &str, replace: bool, at: Instant) -> Result<()> {
    let sql = if replace {
        "INSERT OR REPLACE INTO layout (name, body, updated_at) VALUES (?1, ?2, ?3)"
    } else {
        "INSERT OR IGNORE INTO layout (name, body, updated_at) VALUES (?1, ?2, ?3)"
    };
    match transaction.prepare_cached(sql)?.execute(params![name, body, millis(at)])? {
        0 => Err(StoreError::Taken { noun: "layout" }),
        _ => Ok(()),
    }
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare_cached("SELECT name, body FROM layout ORDER BY name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT body FROM layout WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

pub(crate) fn delete(transaction: &Transaction<'_>, name: &str) -> Result<()> {
    match transaction.prepare_cached("DELETE FROM layout WHERE name = ?1")?.execute([name])? {
        0 => Err(StoreError::NotFound { noun: "layout" }),
        _ => Ok(()),
    }
}

/// Keeps a picture, or with no body takes it away.
pub(crate) fn set_picture(transaction: &Transaction<'_>, name: &str, body: Option<&[u8]>, at: Instant) -> Result<()> {
    match body {
        Some(body) => transaction
            .prepare_cached("INSERT OR REPLACE INTO desk_picture (name, body, updated_at) VALUES (?1, ?2, ?3)")?
            .execute(params![name, body, millis(at)])?,
        None => transaction.prepare_cached("DELETE FROM desk_picture WHERE name = ?1")?.execute([name])?,
    };
    Ok(())
}

pub(crate) fn picture(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>> {
    let mut statement = connection.prepare_cached("SELECT body FROM desk_picture WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}
