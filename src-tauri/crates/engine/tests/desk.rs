//! The desk over a supplier's server, with clocks that move only when told to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod desk {
    pub(crate) mod availability;
    pub(crate) mod bad_printer;
    pub(crate) mod booking;
    pub(crate) mod broken_line;
    pub(crate) mod catalogue;
    pub(crate) mod cells;
    pub(crate) mod crowd;
    pub(crate) mod late;
    pub(crate) mod line;
    pub(crate) mod mail;
    pub(crate) mod mail_faults;
    pub(crate) mod mail_settings;
    pub(crate) mod place;
    pub(crate) mod post_office;
    pub(crate) mod prints;
    pub(crate) mod runs;
    pub(crate) mod setup;
    pub(crate) mod switchboard;
    pub(crate) mod tickets;
    pub(crate) mod till;
}
