//! Tickets on their way to the client (UC-16, and the Ticket Distribution specification): groups learned from the ledger,
//! documents, prints, mails, and the events that tell of it.
//!
//! Learns of sales from the ledger; booking never calls here. A ticket's status is asked for before each sheet and each
//! mail, because paper outlives what it is worth.

mod batch;
mod documents;
pub mod events;
mod fonts;
mod groups;
pub mod layouts;
pub mod mail;
mod overview;
mod plain;
pub mod print;
mod print_model;

pub use batch::{DrawnBatch, decode_codes, draw_batch};
pub use counterfoil_store::GroupFilter;
pub use documents::{TicketPaper, TicketPreview};
pub(crate) use fonts::FontFinder;
pub use groups::{Checked, Scanned, TicketStatus};
pub use overview::Tickets;
