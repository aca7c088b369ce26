//! Shared ground of the journeys: a place for files, a supplier's server as a process of its own, the command line as a
//! child whose answer is one JSON document, and independent judges of what is printed.
//!
//! A [`Booth`] is a whole desk for one test. When it closes it refuses leftovers: a fault that never happened, files that
//! nobody asked for, and an order that only one of the two sides knows.

#![allow(clippy::expect_used, clippy::panic, clippy::missing_panics_doc, reason = "helpers of tests fail like tests")]

mod booth;
mod goods;
mod judge;
mod ledgers;
mod patience;
mod place;
#[path = "../../src-tauri/crates/engine/tests/desk/post_office.rs"]
mod post_office;
mod print_queue;
mod program;
mod session;
mod stranger;
mod wire;
mod wish;

pub mod sale;
pub mod window;

pub use booth::{Booth, days_ahead};
pub use goods::differences;
pub use judge::{decoded, decoded_by_page, pdf_text};
pub use patience::until;
pub use place::Place;
pub use post_office::PostOffice;
pub use print_queue::PrintQueue;
pub use program::{Answer, Program, Running, program};
pub use session::in_session;
pub use stranger::Stranger;
pub use wire::{Got, Wire};
pub use wish::{Slot, Wish};
