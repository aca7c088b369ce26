//! The order book at a glance.

use counterfoil_domain::{
    OrderId, SupplierKey,
    order::{Intent, Order, State},
};

use super::LedgerFile;
use crate::{
    Result,
    tables::{intent, order_overview, poll, sale_order},
};

impl LedgerFile {
    /// An order by our own reference at a supplier, and by nothing else.
    pub fn order_by_external_reference(&self, supplier: SupplierKey, reference: &str) -> Result<Option<Order>> {
        self.database.read(|connection| {
            let Some(id) = order_overview::by_external_reference(connection, supplier, reference)? else {
                return Ok(None);
            };
            sale_order::by_id(connection, id)
        })
    }

    /// Asks nothing more about an order.
    pub fn clear_poll(&self, order: OrderId) -> Result<()> {
        self.database.write(move |transaction| poll::clear(transaction, order))
    }

    /// How many orders stand in each state; states without orders are left out.
    pub fn state_counts(&self) -> Result<Vec<(State, u64)>> {
        self.database.read(order_overview::state_counts)
    }

    /// The open call of an order.
    pub fn open_intent(&self, order: OrderId) -> Result<Option<Intent>> {
        Ok(self.database.read(intent::all_open)?.into_iter().find(|intent| intent.order == order))
    }

    /// Finished orders whose tickets are a supplier's document of which nothing of this kind is kept yet, oldest first.
    pub fn orders_without_document(&self, kind: &str, limit: u32) -> Result<Vec<OrderId>> {
        self.database.read(|connection| order_overview::without_document(connection, kind, limit))
    }
}
