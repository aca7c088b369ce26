//! The one way to open a file: made private and whole, checked before anything touches it, brought to today's layout.

use std::{
    fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use crate::{
    Result, StoreError,
    database::Database,
    readers::{READERS, Readers},
    schema,
    writer::Writer,
};

/// How long a writer waits for another process.
const PATIENCE: Duration = Duration::from_secs(5);
/// How every SQLite file begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Catalog,
    Ledger,
}

impl Kind {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Ledger => "ledger",
        }
    }

    pub(crate) const fn is_ledger(self) -> bool {
        matches!(self, Self::Ledger)
    }

    /// Tells our files from those of other programs: `CFca` and `CFle`.
    const fn application_id(self) -> i32 {
        match self {
            Self::Catalog => 0x4346_6361,
            Self::Ledger => 0x4346_6c65,
        }
    }

    /// A catalogue may forget its last moments at a power cut; a ledger may not.
    const fn synchronous(self) -> &'static str {
        match self {
            Self::Catalog => "NORMAL",
            Self::Ledger => "FULL",
        }
    }
}

/// Which file, and where.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) kind: Kind,
    pub(crate) path: PathBuf,
}

impl Place {
    pub(crate) fn damaged(&self, detail: impl Into<String>) -> StoreError {
        let (path, detail) = (self.path.clone(), detail.into());
        match self.kind {
            Kind::Catalog => StoreError::CatalogDamaged { path, detail },
            Kind::Ledger => StoreError::LedgerDamaged { path, detail },
        }
    }

    /// Turns what SQLite said into what a caller can branch on.
    pub(crate) fn sharpen(&self, error: StoreError) -> StoreError {
        let StoreError::Sqlite(said) = &error else { return error };
        let failure = match said {
            rusqlite::Error::SqliteFailure(failure, _) => failure,
            // Our statements are right, so the text of the tables is not.
            rusqlite::Error::SqlInputError { .. } => return self.damaged("its tables are not the ones of its layout"),
            // Rows name the cell that does not read; this one stands in a table that only the file itself needs.
            rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::FromSqlConversionFailure(..) => return self.damaged("a value does not read"),
            _ => return error,
        };
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::DiskFull => StoreError::DiskFull,
            ErrorCode::ReadOnly => StoreError::ReadOnly { path: self.path.clone() },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => self.damaged(failure.to_string()),
            ErrorCode::SystemIoFailure => {
                StoreError::DiskFailed { path: self.path.clone(), detail: failure.to_string() }
            }
            _ => error,
        }
    }
}

/// Opens a file for reading and writing; makes it when it is not there.
pub(crate) fn open(kind: Kind, path: &Path) -> Result<Database> {
    let place = Place { kind, path: path.to_owned() };
    let opened = || {
        create_folder(path)?;
        create(&place)?;
        check(&place)?;
        keep_private(path);
        let mut writer = connect(&place, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        prepare_writer(&writer, kind)?;
        schema::migrate(&mut writer, &place)?;
        let readers = (0..READERS)
            .map(|_| connect(&place, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(only_reads))
            .collect::<Result<Vec<_>>>()?;
        Ok(Database::new(Readers::new(readers, &place), Some(Writer::start(writer, &place)?), place.clone()))
    };
    opened().map_err(|error| place.sharpen(error))
}

/// Opens what is there for reading only, damaged or not, without changing a byte of it.
pub(crate) fn open_read_only(kind: Kind, path: &Path) -> Result<Database> {
    let place = Place { kind, path: path.to_owned() };
    let opened = || {
        let readable = |connection: Connection| {
            schema::check(&connection, &place)?;
            Ok(connection)
        };
        let one = || connect(&place, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(readable);
        let one_alone = || connect_alone(&place).and_then(readable);
        let readers = match (0..READERS).map(|_| one()).collect::<Result<Vec<_>>>() {
            Ok(readers) => readers,
            Err(error @ StoreError::TooNew { .. }) => return Err(error),
            // The log beside the file cannot be used, for instance in a folder that is read-only: the file alone.
            Err(_) => (0..READERS).map(|_| one_alone()).collect::<Result<Vec<_>>>()?,
        };
        Ok(Database::new(Readers::new(readers, &place), None, place.clone()))
    };
    opened().map_err(|error| place.sharpen(error))
}

/// Removes a catalogue with its log.
pub(crate) fn remove_catalog(path: &Path) -> Result<()> {
    for ending in ["-wal", "-shm", ""] {
        remove_if_there(&with_ending(path, ending))?;
    }
    Ok(())
}

/// Makes a new file under another name and gives it its own when it is complete: a crash leaves a whole file or none.
fn create(place: &Place) -> Result<()> {
    if place.path.exists() {
        return Ok(());
    }
    let log = with_ending(&place.path, "-wal");
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        // SQLite would play this log into the new file.
        match place.kind {
            Kind::Catalog => remove_if_there(&log)?,
            Kind::Ledger => return Err(place.damaged("the file is missing, but its log is still there")),
        }
    }
    let half = beside(&place.path, "new");
    create_private(&half)?;
    let made = || {
        let mut connection = Connection::open_with_flags(&half, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "application_id", place.kind.application_id())?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        schema::migrate(&mut connection, place)?;
        // From its first moment on: a file on its way to another kind of log could be left half-way, and then a connection
        // that cannot write could not even look at it.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.close().map_err(|(_, error)| error)?;
        match fs::hard_link(&half, &place.path) {
            Ok(()) => Ok(()),
            // Another process was faster; its file is as good.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            // A disk without links.
            Err(_) if !place.path.exists() => {
                fs::rename(&half, &place.path).map_err(|e| StoreError::file(&place.path, e))
            }
            Err(error) => Err(StoreError::file(&place.path, error)),
        }
    };
    let outcome = made();
    remove_if_there(&half)?;
    sync_folder(&place.path);
    outcome
}

/// Looks at a file through a connection that cannot write, so that a damaged one stays exactly as it is.
fn check(place: &Place) -> Result<()> {
    let mut start = Vec::with_capacity(MAGIC.len());
    fs::File::open(&place.path)
        .and_then(|file| file.take(MAGIC.len() as u64).read_to_end(&mut start))
        .map_err(|e| StoreError::file(&place.path, e))?;
    if start != MAGIC {
        return Err(place.damaged(if start.is_empty() { "it is empty" } else { "it is not a database" }));
    }
    let id_of =
        |connection: &Connection| connection.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0));
    let mut connection = connect(place, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let id = match id_of(&connection) {
        // The power went in the middle of a change: what it left must be played back before anything can be read.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ReadOnly) => {
            connection = connect(place, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            id_of(&connection)?
        }
        id => id?,
    };
    if id != place.kind.application_id() {
        return Err(StoreError::NotADatabase { path: place.path.clone() });
    }
    schema::check_tables(&connection, place)?;
    match place.kind {
        // Looking through all of a catalogue takes longer than a start may; what is read is checked while it is read,
        // and the rest afterwards.
        Kind::Catalog => Ok(()),
        Kind::Ledger => look_through(&connection, place),
    }
}

/// Looks for damage in the whole file.
pub(crate) fn look_through(connection: &Connection, place: &Place) -> Result<()> {
    let mut verdict = String::new();
    connection.pragma_query(None, "quick_check", |row| {
        if verdict.is_empty() {
            verdict = row.get(0)?;
        }
        Ok(())
    })?;
    if verdict == "ok" { Ok(()) } else { Err(place.damaged(verdict)) }
}

fn connect(place: &Place, access: OpenFlags) -> Result<Connection> {
    set_up(Connection::open_with_flags(&place.path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?)
}

/// Reads the file without its log and without any lock.
fn connect_alone(place: &Place) -> Result<Connection> {
    let path = place.path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    set_up(Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?)
}

fn set_up(connection: Connection) -> Result<Connection> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // Sorting must not leave names in a temporary file.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

fn only_reads(connection: Connection) -> Result<Connection> {
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn prepare_writer(connection: &Connection, kind: Kind) -> Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", kind.synchronous())?;
    // Keeps the log from staying as large as the largest refresh.
    connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    connection.pragma_update(None, "cache_size", -16 * 1024)?;
    match kind {
        // A refresh writes in many short transactions: the log is carried over in larger pieces.
        Kind::Catalog => connection.pragma_update(None, "wal_autocheckpoint", 8_000)?,
        // What is erased is overwritten.
        Kind::Ledger => connection.pragma_update(None, "secure_delete", true)?,
    }
    Ok(())
}

fn create_folder(path: &Path) -> Result<()> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| StoreError::file(folder, e))
}

/// Makes an empty file that only its owner can read.
pub(crate) fn create_private(path: &Path) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|e| StoreError::file(path, e))
}

/// A file that came from a backup may be open to others; the log takes its mode from it.
fn keep_private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if let Err(error) = fs::set_permissions(path, fs::Permissions::from_mode(0o600)) {
            tracing::warn!(path = %path.display(), %error, "the file could not be made private");
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Makes a new name in a folder last over a power cut, where the system can.
fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent()
        && let Ok(folder) = fs::File::open(folder)
    {
        // Some file systems refuse to sync a folder; the file itself is safe by then.
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// A name of this moment beside a file, which no other process takes.
pub(crate) fn beside(path: &Path, word: &str) -> PathBuf {
    with_ending(path, &format!(".{word}-{}", uuid::Uuid::now_v7().simple()))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

pub(crate) fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::file(path, error)),
        _ => Ok(()),
    }
}
