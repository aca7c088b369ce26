//! Memory: the only room with SQL.
//!
//! Owns the two files of a desk and everything that is known about their insides: `catalog.db`, what suppliers told us
//! (it could be fetched again), and `ledger.db`, what people did (it could not). No transaction spans both.
//! May import the domain, `rusqlite`, `refinery` and data-only crates.
//! Must never read a clock, start a request, know another room than the domain, hold a secret, or delete a ledger.
//!
//! The interface is synchronous and speaks the domain's nouns: a caller on an async thread moves it off that thread.
//! [`CatalogFile`] and [`LedgerFile`] are cheap handles; each file has one writer thread and four readers behind it.
//! Instants are kept to the millisecond.

mod catalog;
mod cells;
mod database;
mod error;
mod ledger;
mod open;
mod readers;
mod schema;
mod tables;
mod writer;

pub use catalog::{
    CatalogFile,
    batch::{Batch, Counts, Gone, Kept, Written},
    staging::{Fresh, Listings, PageMark, Staged},
};
pub use error::{Result, StoreError};
pub use ledger::{
    LedgerFile,
    book::{Document, OrderFilter, PollChange, Settlement},
    groups::{GroupFilter, NewId, Sink},
    mails::{Begun, MailFilter, MailStep},
    prints::{Sheets, Stop},
    shelf::{Favourite, ShelfKind},
    supply::{Schedule, SupplierSetting},
    work::Lease,
};
pub use tables::listing::Listed;
