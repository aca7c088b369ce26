//! The telephone, tried on a whole supplier and on bad lines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "telephone/contract.rs"]
mod contract;
#[path = "telephone/desk.rs"]
mod desk;
#[path = "telephone/faults.rs"]
mod faults;
#[path = "telephone/hostile.rs"]
mod hostile;
#[path = "telephone/hostile_orders.rs"]
mod hostile_orders;
#[path = "telephone/keys.rs"]
mod keys;
#[path = "telephone/line.rs"]
mod line;
#[path = "telephone/network.rs"]
mod network;
#[path = "telephone/once.rs"]
mod once;
#[path = "telephone/pace.rs"]
mod pace;
#[path = "telephone/reading.rs"]
mod reading;
#[path = "telephone/sandbox.rs"]
mod sandbox;
