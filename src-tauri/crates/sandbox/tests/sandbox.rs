//! What the sandbox promises, asked over HTTP as any client would.
//!
//! - `catalog`: lists, pages, filters, what a client may keep
//! - `availability`: windows, sold-out days, prices
//! - `signature`: keys, and bodies that are not believed
//! - `order`: the life of an order, holds, places, cancellation
//! - `fault`: every verb of a call
//! - `list_fault`: every verb of a list
//! - `version`: an `ETag` differs exactly when what it stands for does
//! - `change`: what is retired, restored and renamed
//! - `world`: the same number gives the same world, in the promised size
//! - `paper`: pictures and PDFs

#[path = "sandbox/availability.rs"]
mod availability;
#[path = "sandbox/catalog.rs"]
mod catalog;
#[path = "sandbox/change.rs"]
mod change;
#[path = "sandbox/client.rs"]
mod client;
#[path = "sandbox/fault.rs"]
mod fault;
#[path = "sandbox/list_fault.rs"]
mod list_fault;
#[path = "sandbox/order.rs"]
mod order;
#[path = "sandbox/paper.rs"]
mod paper;
#[path = "sandbox/signature.rs"]
mod signature;
#[path = "sandbox/version.rs"]
mod version;
#[path = "sandbox/world.rs"]
mod world;
