//! What must hold of every answer, however it was made up: one module for each target of `make fuzz`.
//!
//! A `judge` takes the bytes for an answer, asserts what must be true of whatever was read from it, and tells whether
//! anything was taken for right. The kept answers in `seeds/` are judged again by a test of the suppliers' crate, which
//! reads these files as a module of its own.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what breaks here is a finding"
)]

pub mod amounts;
pub mod answers;
pub mod availability;
pub mod details;
pub mod keys;
pub mod lists;
pub mod orders;
pub mod pdf;
mod said;
mod sound;
pub mod texts;
pub mod tickets;

/// A judge of made-up answers.
pub type Judge = fn(&[u8]) -> bool;

/// Every target by its name.
pub const TARGETS: [(&str, Judge); 10] = [
    ("amounts", amounts::judge),
    ("answers", answers::judge),
    ("availability", availability::judge),
    ("details", details::judge),
    ("keys", keys::judge),
    ("lists", lists::judge),
    ("orders", orders::judge),
    ("pdf", pdf::judge),
    ("texts", texts::judge),
    ("tickets", tickets::judge),
];
