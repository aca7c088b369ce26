//! The ledger file: what people did.

pub(crate) mod book;
pub(crate) mod groups;
pub(crate) mod mails;
pub(crate) mod overview;
pub(crate) mod prints;
pub(crate) mod shelf;
pub(crate) mod supply;
pub(crate) mod till;
pub(crate) mod work;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    Result,
    database::Database,
    open::{self, Kind},
    schema,
};

/// A handle to `ledger.db`. Cheap to clone; the file closes with the last handle, after the transaction going on.
#[derive(Debug, Clone)]
pub struct LedgerFile {
    database: Arc<Database>,
}

impl LedgerFile {
    /// Opens the file and makes it, with its folder, when it is not there. A file of an older layout is copied beside
    /// itself, as `ledger.db.before-v2` for a step to layout 2, before it is changed.
    ///
    /// [`StoreError::LedgerDamaged`](crate::StoreError::LedgerDamaged) leaves every byte as it was.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { database: Arc::new(open::open(Kind::Ledger, path)?) })
    }

    /// Opens a file that is damaged, or lies where nothing may be written, for reading what can be read. Every write
    /// is refused with [`StoreError::ReadOnly`](crate::StoreError::ReadOnly).
    pub fn open_read_only(path: &Path) -> Result<Self> {
        Ok(Self { database: Arc::new(open::open_read_only(Kind::Ledger, path)?) })
    }

    /// Where the file lies.
    pub fn path(&self) -> PathBuf {
        self.database.place().path.clone()
    }

    /// Whether every write is refused: it was opened so, or its disk failed.
    pub fn is_read_only(&self) -> bool {
        self.database.is_read_only()
    }

    /// The copies that were made before the layout changed, oldest first.
    pub fn backups(path: &Path) -> Vec<PathBuf> {
        (1..=schema::newest_ledger()).map(|version| schema::backup_path(path, version)).filter(|p| p.exists()).collect()
    }

    /// Looks through the whole file, further than opening does: its indexes too, and whether everything is there that a row
    /// names.
    pub fn check(&self) -> Result<()> {
        self.database.check()
    }

    /// The `synchronous` setting in force where this file is written: 2 is FULL.
    pub fn synchronous(&self) -> Result<i64> {
        self.database.synchronous()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StoreError;

    /// A limit of pages on the writer's connection stands for the end of the disk.
    fn limit_pages(ledger: &LedgerFile, pages: u32) {
        let limit = move |connection: &mut rusqlite::Connection| {
            Ok(connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?)
        };
        ledger.database.writer().unwrap().with(limit).unwrap();
    }

    #[test]
    fn a_full_disk_is_told_and_nothing_is_half_written() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = LedgerFile::open(&folder.path().join("ledger.db")).unwrap();
        ledger.set_setting("before", "1").unwrap();
        limit_pages(&ledger, 60);
        let long = "x".repeat(1_000_000);
        assert!(matches!(ledger.set_setting("long", &long), Err(StoreError::DiskFull)));
        assert_eq!(ledger.setting("long").unwrap(), None);
        ledger.set_setting("after", "1").unwrap();
        limit_pages(&ledger, 1_000_000);
        ledger.set_setting("long", &long).unwrap();
        assert_eq!(ledger.settings().unwrap().len(), 3);
    }

    #[test]
    fn after_a_failed_sync_nothing_more_is_promised() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = LedgerFile::open(&folder.path().join("ledger.db")).unwrap();
        let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_FSYNC);
        let failed = ledger.database.write::<()>(move |_| Err(rusqlite::Error::SqliteFailure(failure, None).into()));
        assert!(matches!(failed, Err(StoreError::DiskFailed { .. })));
        assert!(matches!(ledger.set_setting("a", "b"), Err(StoreError::ReadOnly { .. })));
        assert_eq!(ledger.setting("a").unwrap(), None);
    }

    #[test]
    fn a_row_that_names_nothing_is_found_by_looking_further() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        let ledger = LedgerFile::open(&path).unwrap();
        ledger.check().unwrap();
        let orphan = |connection: &mut rusqlite::Connection| {
            connection.pragma_update(None, "foreign_keys", false)?;
            let values = "('a', 'nobody', 'cash', 1, 'EUR', 0)";
            let insert = format!(
                "INSERT INTO payment (key, basket_id, kind, amount_minor, amount_currency, at) VALUES {values}"
            );
            connection.execute(&insert, [])?;
            Ok(())
        };
        ledger.database.writer().unwrap().with(orphan).unwrap();
        assert!(matches!(ledger.check(), Err(StoreError::LedgerDamaged { .. })));
        drop(ledger);
        LedgerFile::open(&path).unwrap();
    }

    #[test]
    fn readers_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = LedgerFile::open(&folder.path().join("ledger.db")).unwrap();
        let tried = ledger.database.read(|connection| Ok(connection.execute("DELETE FROM setting", [])?));
        assert!(matches!(tried, Err(StoreError::ReadOnly { .. })));
    }
}
