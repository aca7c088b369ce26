//! The work: every use case of the desk, behind one handle, the [`Desk`].
//!
//! Owns what happens in which order: browsing and search over the snapshot (`catalog`), runs that feed it (`sync`),
//! availability (`inventory`), orders, their intents and payments (`booking`), tickets (`distribution`), how suppliers are reached
//! (`setup`) and their keys (`secrets`), pictures kept on disk (`pictures`), what agents keep at hand (`shelf`), and who may
//! do what (`roles`).
//! May import the domain, store, suppliers and paper, and the keyring crates in `secrets` only.
//! Must never speak SQL, HTTP or PDF itself, know a door (window, command line), or hold a global.
//!
//! Inside: `booking` reads `catalog` and `inventory`; `distribution` learns of sales from the ledger, never from
//! `booking`; `sync` feeds `catalog`; `catalog` names none of them.

pub mod booking;
pub mod catalog;
pub mod clock;
mod crash;
mod desk;
pub mod distribution;
mod error;
pub mod events;
mod hex;
pub mod inventory;
mod pictures;
pub mod roles;
#[cfg(test)]
mod samples;
pub mod secrets;
pub mod setup;
pub mod shelf;
pub mod sync;
mod turn;

#[cfg(feature = "crash-points")]
pub use crash::ORDER_POINTS;
pub use desk::{Desk, DeskConfig, OrderCounts, PROFILE, private_folder};
pub use error::EngineError;

/// The result of every use case.
pub type Result<T> = std::result::Result<T, EngineError>;
