//! The trade: what a country, an experience, an order or a ticket *is*, and the rules they follow.
//!
//! Owns the nouns every other room speaks in, the catalogue [`Snapshot`] with its reverse indexes, search over it,
//! the order machine, money and payments, and the [`Supplier`] port.
//! May import data-only crates (chrono, serde, `iso_currency`, `rust_decimal`).
//! Must never do IO, read a clock, speak SQL or HTTP, or start a task: instants and answers are passed in.

pub mod availability;
pub mod catalog;
pub mod code;
pub mod distribution;
pub mod id;
pub mod money;
pub mod order;
pub mod personal;
pub mod run;
pub mod supplier;
pub mod ticket;
pub mod zone;

pub use catalog::snapshot::Snapshot;
pub use code::{Code, Retry};
pub use id::{
    CityId, CountryId, DistributionId, ExperienceId, GroupId, MailId, OrderId, PrintJobId, ProductId, RunId,
    SupplierKey, TagId, TagTypeId, VariantId,
};
pub use money::{Currency, Money};
pub use personal::Personal;
pub use supplier::{Supplier, SupplierError};

/// An instant: always UTC, stored as milliseconds since the Unix epoch.
pub type Instant = chrono::DateTime<chrono::Utc>;
/// A day at a venue, without a zone: the day the visitor reads on the calendar there.
pub type Day = chrono::NaiveDate;
