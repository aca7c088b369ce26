//! What the window sees. The only user of ts-rs; every shape here becomes a TypeScript type of the same name.

pub mod admin;
pub mod availability;
pub mod catalog;
pub mod desk;
pub mod order;
pub mod ticket;
