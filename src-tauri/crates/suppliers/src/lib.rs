//! The telephone: the only room that speaks HTTP to suppliers.
//!
//! Owns the wire: connections, pace, repeats, limits, signatures, and the translation of a supplier's JSON into the
//! words of the trade. [`Tiqets`] follows the Tiqets Distributor API; every guess about it that only a real key can
//! settle is one constant in `tiqets/dialect.rs`.
//! May import the domain, reqwest, jsonwebtoken and what they stand on.
//! Must never know the store, the paper or the engine, read the time of day from anywhere but the clock it is given, keep
//! a key anywhere but in memory, or send a call that changes something twice.

mod country;
mod key;
mod set_up;
mod text;
mod tiqets;
mod transport;
mod unreadable;

// What lies in `fuzz/` names this crate from outside; its seeds are replayed by a test within.
#[cfg(test)]
extern crate self as counterfoil_suppliers;

pub use key::{KeyError, PrivateKey};
pub use set_up::{Clock, SetUpError};
#[cfg(any(test, feature = "door"))]
pub use tiqets::door;
pub use tiqets::{
    Tiqets,
    dialect::TICKETS_NOT_READY,
    settings::{STATIC_HOSTS, TEST_URL, TiqetsKeys, TiqetsSettings},
};
pub use transport::{address::is_on_this_computer, pace::PaceSettings, retry::RetrySettings, timeouts::Timeouts};
