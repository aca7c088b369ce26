//! Printing: a press becomes jobs in the print journal, the journal hands them to the spooler one after the other, and what
//! the spooler cannot tell is asked of a person. Nothing that may be on paper is printed again by itself.

pub mod ipp;
mod language;
mod press;
pub mod spooler;
mod tend;

pub use counterfoil_store::{PrinterChoice, Sheets as TicketSheets, Stop};
pub use press::{Pickup, PrintWish, Printed, PrintedBatch};
pub use tend::PrintRoom;
