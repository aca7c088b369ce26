//! Layouts: which there are, which one a file has, and how a file gets to today's.
//!
//! A step and the mark that it was taken are one transaction, so a crash leaves the old layout or the new one.

use std::path::{Path, PathBuf};

use refinery::{Migration, Runner};
use rusqlite::{Connection, OptionalExtension, backup::Backup};

use crate::{
    Result, StoreError,
    open::{Kind, Place},
};

const CATALOG: &[(&str, &str)] = &[
    ("V1__catalog", include_str!("../migrations/catalog/V1__catalog.sql")),
    ("V2__editions", include_str!("../migrations/catalog/V2__editions.sql")),
];
const LEDGER: &[(&str, &str)] = &[
    ("V1__ledger", include_str!("../migrations/ledger/V1__ledger.sql")),
    ("V2__catalogue", include_str!("../migrations/ledger/V2__catalogue.sql")),
    ("V3__booking", include_str!("../migrations/ledger/V3__booking.sql")),
    ("V4__tickets", include_str!("../migrations/ledger/V4__tickets.sql")),
];

/// The steps of a kind of file, oldest first.
fn steps(kind: Kind) -> &'static [(&'static str, &'static str)] {
    match kind {
        Kind::Catalog => CATALOG,
        Kind::Ledger => LEDGER,
    }
}

/// The layout a file has; 0 for none. Reads only.
pub(crate) fn found(connection: &Connection) -> Result<i64> {
    let marked: Option<i64> = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'refinery_schema_history'", [], |row| {
            row.get(0)
        })
        .optional()?;
    if marked.is_none() {
        return Ok(0);
    }
    Ok(connection.query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))?)
}

/// Refuses a file from a newer program.
pub(crate) fn check(connection: &Connection, place: &Place) -> Result<i64> {
    check_against(connection, place, newest(steps(place.kind)))
}

/// Refuses a file that says it has today's layout and has another: the text of its tables is damaged.
pub(crate) fn check_tables(connection: &Connection, place: &Place) -> Result<()> {
    if check(connection, place)? != newest(steps(place.kind)) {
        return Ok(());
    }
    let mut model = Connection::open_in_memory()?;
    migrate(&mut model, place)?;
    if tables(connection)? == tables(&model)? {
        Ok(())
    } else {
        Err(place.damaged("its tables are not the ones of its layout"))
    }
}

fn tables(connection: &Connection) -> Result<Vec<(String, Option<String>)>> {
    let mut statement = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_stat%' ESCAPE '!' ORDER BY name")?;
    let tables = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(tables.collect::<std::result::Result<_, _>>()?)
}

/// The newest layout of ledgers.
pub(crate) fn newest_ledger() -> i64 {
    newest(LEDGER)
}

fn newest(steps: &[(&str, &str)]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

fn check_against(connection: &Connection, place: &Place, known: i64) -> Result<i64> {
    let found = found(connection)?;
    if found > known {
        return Err(StoreError::TooNew { path: place.path.clone(), found, known });
    }
    Ok(found)
}

/// Brings a file to today's layout; a ledger that has an older one is copied beside itself first.
pub(crate) fn migrate(connection: &mut Connection, place: &Place) -> Result<()> {
    migrate_by(connection, place, steps(place.kind))
}

fn migrate_by(connection: &mut Connection, place: &Place, steps: &[(&str, &str)]) -> Result<()> {
    let known = newest(steps);
    let found = check_against(connection, place, known)?;
    if found == known {
        return Ok(());
    }
    check_marks(connection, place)?;
    if found > 0 && place.kind.is_ledger() {
        back_up(connection, place, known)?;
    }
    let failed = |source| StoreError::Migration { path: place.path.clone(), source: Box::new(source) };
    let migrations: Vec<Migration> = steps
        .iter()
        .map(|(name, sql)| Migration::unapplied(name, sql))
        .collect::<std::result::Result<_, _>>()
        .map_err(failed)?;
    connection.set_transaction_behavior(rusqlite::TransactionBehavior::Immediate);
    let done = Runner::new(&migrations).set_grouped(true).run(connection);
    connection.set_transaction_behavior(rusqlite::TransactionBehavior::Deferred);
    match done {
        Ok(_) => Ok(()),
        // Another process may have taken the same step between our look and our try.
        Err(_) if self::found(connection)? == known => Ok(()),
        Err(source) => Err(failed(source)),
    }
}

/// The marks of steps taken must read before they are handed on: refinery panics over one that does not.
fn check_marks(connection: &Connection, place: &Place) -> Result<()> {
    if found(connection)? == 0 {
        return Ok(());
    }
    let mut marks = connection.prepare("SELECT version, name, applied_on, checksum FROM refinery_schema_history")?;
    let mut rows = marks.query([])?;
    while let Some(row) = rows.next()? {
        let version = row.get::<_, i32>(0).is_ok();
        let name = row.get::<_, String>(1).is_ok();
        let day = row.get::<_, String>(2).is_ok_and(|at| chrono::DateTime::parse_from_rfc3339(&at).is_ok());
        let sum = row.get::<_, String>(3).is_ok_and(|sum| sum.parse::<u64>().is_ok());
        if !(version && name && day && sum) {
            return Err(place.damaged("the marks of its layout do not read"));
        }
    }
    Ok(())
}

/// The copy of a ledger as it was before the step to a layout: `ledger.db.before-v2`.
pub(crate) fn backup_path(ledger: &Path, version: i64) -> PathBuf {
    let mut name = ledger.as_os_str().to_owned();
    name.push(format!(".before-v{version}"));
    name.into()
}

/// Copies whole or not at all: the copy gets its name when it is complete.
fn back_up(connection: &Connection, place: &Place, version: i64) -> Result<()> {
    let target = backup_path(&place.path, version);
    let half = crate::open::beside(&target, "half");
    crate::open::remove_if_there(&half)?;
    crate::open::create_private(&half)?;
    {
        let mut copy = Connection::open(&half)?;
        // One step over all pages: the copy is of one moment, and nobody else writes before a layout changes.
        Backup::new_with_names(connection, rusqlite::MAIN_DB, &mut copy, rusqlite::MAIN_DB)?.run_to_completion(
            i32::MAX,
            std::time::Duration::from_millis(50),
            None,
        )?;
        // The copy stands alone, without a log beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
    }
    std::fs::File::open(&half).and_then(|file| file.sync_all()).map_err(|e| StoreError::file(&half, e))?;
    std::fs::rename(&half, &target).map_err(|e| StoreError::file(&target, e))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEXT: &[(&str, &str)] =
        &[LEDGER[0], LEDGER[1], LEDGER[2], LEDGER[3], ("V5__colour", "ALTER TABLE setting ADD COLUMN colour TEXT;")];
    const BROKEN: &[(&str, &str)] = &[
        LEDGER[0],
        LEDGER[1],
        LEDGER[2],
        LEDGER[3],
        ("V5__colour", "ALTER TABLE setting ADD COLUMN colour TEXT; DROP TABLE nobody;"),
    ];

    fn ledger(folder: &tempfile::TempDir) -> (Connection, Place) {
        let place = Place { kind: Kind::Ledger, path: folder.path().join("ledger.db") };
        let mut connection = Connection::open(&place.path).unwrap();
        migrate(&mut connection, &place).unwrap();
        connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')", []).unwrap();
        (connection, place)
    }

    fn layout(path: &Path) -> (i64, String) {
        let connection = Connection::open(path).unwrap();
        let value = connection.query_row("SELECT value FROM setting WHERE name = 'a'", [], |row| row.get(0)).unwrap();
        (found(&connection).unwrap(), value)
    }

    #[test]
    fn a_ledger_is_copied_before_its_layout_changes() {
        let folder = tempfile::tempdir().unwrap();
        let (mut connection, place) = ledger(&folder);
        let copy = backup_path(&place.path, 5);
        migrate(&mut connection, &place).unwrap();
        assert!(!copy.exists(), "nothing changed, nothing is copied");
        migrate_by(&mut connection, &place, NEXT).unwrap();
        assert_eq!(found(&connection).unwrap(), 5);
        assert_eq!(layout(&copy), (4, "b".to_owned()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
        }
        // This program, which knows no such layout, refuses the file from then on.
        let refused = migrate(&mut connection, &place);
        assert!(matches!(refused, Err(StoreError::TooNew { found: 5, known: 4, .. })), "{refused:?}");
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_layout() {
        let folder = tempfile::tempdir().unwrap();
        let (mut connection, place) = ledger(&folder);
        assert!(matches!(migrate_by(&mut connection, &place, BROKEN), Err(StoreError::Migration { .. })));
        assert_eq!(found(&connection).unwrap(), 4);
        assert!(connection.prepare("SELECT colour FROM setting").is_err(), "half a step was taken");
        migrate_by(&mut connection, &place, NEXT).unwrap();
        assert_eq!(found(&connection).unwrap(), 5);
    }

    #[test]
    fn marks_that_do_not_read_are_damage() {
        let folder = tempfile::tempdir().unwrap();
        let (mut connection, place) = ledger(&folder);
        for wrong in ["applied_on = 'yesterday'", "checksum = 'x'", "name = NULL"] {
            let before = "CREATE TEMP TABLE IF NOT EXISTS kept AS SELECT * FROM refinery_schema_history";
            connection.execute_batch(before).unwrap();
            connection.execute(&format!("UPDATE refinery_schema_history SET {wrong}"), []).unwrap();
            let refused = migrate_by(&mut connection, &place, NEXT);
            assert!(matches!(refused, Err(StoreError::LedgerDamaged { .. })), "{wrong}: {refused:?}");
            let back = "DELETE FROM refinery_schema_history; INSERT INTO refinery_schema_history SELECT * FROM kept";
            connection.execute_batch(back).unwrap();
        }
        migrate_by(&mut connection, &place, NEXT).unwrap();
    }
}
