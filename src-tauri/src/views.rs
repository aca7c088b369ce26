//! What the window sees. The only user of ts-rs; every shape here becomes a TypeScript type of the same name.

pub mod admin;
pub mod availability;
#[cfg(test)]
mod bindings;
pub mod catalog;
pub mod desk;
pub mod layouts;
pub mod mails;
pub(crate) mod number;
pub mod order;
pub mod prints;
#[cfg(test)]
mod samples;
pub mod shelf;
pub mod tags;
pub mod ticket;
pub mod tickets;
