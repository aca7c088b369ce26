//! The desk over a supplier's server, with clocks that move only when told to.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod desk {
    pub(crate) mod booking;
    pub(crate) mod catalogue;
    pub(crate) mod place;
    pub(crate) mod runs;
    pub(crate) mod setup;
}
