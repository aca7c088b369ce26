//! Printing: a press becomes jobs in the print journal, the journal hands them to the spooler one after the other, and what
//! the spooler cannot tell is asked of a person. Nothing that may be on paper is printed again by itself.

mod choices;
pub mod ipp;
mod language;
mod pickups;
mod press;
pub mod spooler;
mod tend;

pub use choices::usual_choice;
pub use counterfoil_store::{Sheets as TicketSheets, Stop};
pub(super) use language::RawPrinter;
pub use pickups::Pickup;
pub use press::{PrintWish, Printed, PrintedBatch};
pub use tend::{PrintBatch, PrintRoom};
