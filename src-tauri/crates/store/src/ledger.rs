//! The ledger file: what people did.

pub(crate) mod book;
pub(crate) mod supply;
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

    /// Whether every write is refused.
    pub fn is_read_only(&self) -> bool {
        self.database.is_read_only()
    }

    /// The copies that were made before the layout changed, oldest first.
    pub fn backups(path: &Path) -> Vec<PathBuf> {
        (1..=schema::newest_ledger()).map(|version| schema::backup_path(path, version)).filter(|p| p.exists()).collect()
    }

    /// The `synchronous` setting in force where this file is written: 2 is FULL.
    pub fn synchronous(&self) -> Result<i64> {
        self.database.synchronous()
    }
}
