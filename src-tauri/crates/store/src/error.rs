//! What can go wrong in a file, as far as a caller can do something about it.

use std::path::{Path, PathBuf};

use counterfoil_domain::{
    Instant, OrderId, RunId,
    distribution::{IllegalMove, Status, mail::MailState, print::PrintRefused},
    order::PaymentError,
};
use rusqlite::ErrorCode;

/// The result of everything here.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why the memory could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file belongs to another program; it is left alone.
    #[error("The file {} is not one of Counterfoil's. Choose another data folder; the file was left as it is.", .path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The catalogue cannot be read. It can be made anew with [`CatalogFile::recreate`](crate::CatalogFile::recreate).
    #[error("The catalogue file {} is damaged ({detail}). Nothing in it is lost for good: it is made anew and fetched again.", .path.display())]
    CatalogDamaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The ledger cannot be trusted. It is never deleted; it may still open with
    /// [`LedgerFile::open_read_only`](crate::LedgerFile::open_read_only).
    #[error("The ledger file {} is damaged ({detail}). It was left untouched. Restore the last backup, or open it for reading only.", .path.display())]
    LedgerDamaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// A newer program wrote the file.
    #[error("The file {} was written by a newer version of Counterfoil (layout {found}, this version knows {known}). Install that version again.", .path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// The layout found.
        found: i64,
        /// The newest layout this program knows.
        known: i64,
    },
    /// A run's edition of the catalogue was taken over or thrown away by another run. Nothing was written.
    #[error("Another refresh took over meanwhile. Nothing of this one is shown.")]
    EditionLost,
    /// Another process writes and did not finish in time. Nothing was written.
    #[error(
        "Another Counterfoil is writing to the same file and did not finish in time. Nothing was written; try again."
    )]
    Busy,
    /// The disk is full. Nothing was written.
    #[error("The disk is full. Nothing was written; make room and try again.")]
    DiskFull,
    /// The file can only be read: it was opened so, the disk says so, or a write failed and its outcome is not known.
    #[error("The file {} can only be read. Nothing was written.", .path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The disk failed. A write that was asked for did not happen; a ledger takes no more of them until it is reopened.
    #[error("The disk failed under {} ({detail}). Close Counterfoil, check the disk and start again.", .path.display())]
    DiskFailed {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        detail: String,
    },
    /// The order was changed by somebody else since it was read, or its intent is settled already.
    #[error("Order {order} was changed by somebody else in the meantime. Load it again.")]
    Stale {
        /// The order.
        order: OrderId,
    },
    /// A call for this order is under way; a second one must not begin.
    #[error("A call for order {order} is still open. Its outcome comes first.")]
    IntentOpen {
        /// The order.
        order: OrderId,
    },
    /// Another run writes the catalogue.
    #[error("{by} is working on the same catalogue since {since}. This run was not begun.")]
    Held {
        /// Who holds the lease.
        by: String,
        /// Since when.
        since: Instant,
        /// The run that goes on.
        run: RunId,
    },
    /// The lease of a run was taken over because it was not renewed in time.
    #[error("Run {run} lost its place to another one, because it was silent for too long.")]
    LeaseLost {
        /// The run that lost it.
        run: RunId,
    },
    /// A ticket cannot take this move. Nothing was written.
    #[error("The ticket stays as it is: {0}.")]
    TicketMove(#[source] IllegalMove),
    /// A ticket may not be printed like this. Nothing was written.
    #[error("Ticket {number} is not printed: {refused}.")]
    Print {
        /// The ticket's number within its line.
        number: u32,
        /// Why.
        refused: PrintRefused,
    },
    /// There is one of this name already. Nothing was written.
    #[error("There is a {noun} of this name already. Choose another name, or say that it may be replaced.")]
    Taken {
        /// What.
        noun: &'static str,
    },
    /// A ticket is worth nothing any more, so it is not sent. Nothing was written.
    #[error("A ticket is {} and is worth nothing any more. Nothing was written.", .status.word())]
    TicketVoid {
        /// How it stands.
        status: Status,
    },
    /// The key of a mail was used for another one. Nothing was written.
    #[error("This key was used for another mail. Nothing was written; use a new key.")]
    MailKeyReused,
    /// What happened to a mail must not happen in its state. Nothing was written.
    #[error("The mail stays as it is: {}.", .state.word())]
    MailStands {
        /// How it stands.
        state: MailState,
    },
    /// There is no such row.
    #[error("There is no such {noun} here.")]
    NotFound {
        /// What was looked for.
        noun: &'static str,
    },
    /// A value that does not fit its column, in either direction.
    #[error("A value of {table}.{column} could not be understood.")]
    Row {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// The file is closed, or its writer has ended.
    #[error("The file is closed.")]
    Closed,
    /// The file system said no.
    #[error("The file {} could not be used: {source}.", .path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The layout could not be brought up to date. The file is as it was before.
    #[error("The file {} could not be brought to this version's layout: {source}.", .path.display())]
    Migration {
        /// The file.
        path: PathBuf,
        /// What was wrong.
        source: Box<refinery::Error>,
    },
    /// A payment does not fit what is open. Nothing was written.
    #[error("{0}")]
    Payment(#[from] PaymentError),
    /// Anything else SQLite said.
    #[error("The database said: {0}.")]
    Sqlite(#[from] rusqlite::Error),
}

impl StoreError {
    pub(crate) fn file(path: &Path, source: std::io::Error) -> Self {
        Self::File { path: path.to_owned(), source }
    }

    /// Whether the disk failed below SQLite.
    pub(crate) fn is_disk_failure(&self) -> bool {
        matches!(
            self,
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == ErrorCode::SystemIoFailure
        )
    }
}
