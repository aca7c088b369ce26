//! The desk over a supplier's server, with clocks that move only when told to.

mod desk {
    pub(crate) mod booking;
    pub(crate) mod catalogue;
    pub(crate) mod place;
    pub(crate) mod setup;
}
