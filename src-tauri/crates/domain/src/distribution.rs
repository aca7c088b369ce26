//! Tickets on their way to the client: groups and their distributions, the paper they are printed on, the mails they are
//! sent with, and the events that tell of it.
//!
//! Follows the Ticket Distribution specification: a group stands for one line of one version of an order and holds one
//! distribution for each ticket of that line.

pub mod event;
pub mod group;
pub mod mail;
pub mod media;
pub mod print;
pub mod status;

pub use event::{EventKind, TicketEvent};
pub use group::{Change, Distribution, Group, NewDistribution, newest, plan};
pub use media::{MediaKind, PrinterChoice, PrinterLanguage};
pub use status::{IllegalMove, Move, Status, step};
