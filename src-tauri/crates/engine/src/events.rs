//! What the desk tells whoever listens: the window, a progress bar.

use counterfoil_domain::{OrderId, order::State, run::Run};

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Its record so far.
    pub run: Run,
    /// Items done.
    pub done: u64,
    /// Items expected, once known.
    pub expected: Option<u64>,
    /// What it does right now, in words.
    pub step: String,
}

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskEvent {
    /// A run moved on, began or ended.
    Run(Progress),
    /// An order moved.
    Order {
        /// Which.
        id: OrderId,
        /// Its state now.
        state: State,
    },
    /// Tickets, prints or mails of an order moved; of several orders when none is named.
    Tickets {
        /// Which order.
        order: Option<OrderId>,
    },
    /// The snapshot was swapped.
    Catalogue,
    /// A supplier's set-up or light changed.
    Desk,
}
