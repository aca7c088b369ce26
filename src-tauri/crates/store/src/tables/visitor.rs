//! Visitors of orders.

use counterfoil_domain::{
    OrderId, SupplierKey, VariantId,
    order::{Order, Visitor},
};
use rusqlite::{Connection, Transaction, params};

use super::supplied::own;
use crate::{
    Result,
    cells::{Cells, json},
};

const TABLE: &str = "visitor";

pub(crate) fn delete(transaction: &Transaction<'_>, order: OrderId) -> Result<()> {
    transaction.prepare_cached("DELETE FROM visitor WHERE order_id = ?1")?.execute([order.to_string()])?;
    Ok(())
}

pub(crate) fn insert(transaction: &Transaction<'_>, order: &Order) -> Result<()> {
    let mut statement = transaction
        .prepare_cached("INSERT INTO visitor (order_id, place, variant_id, details) VALUES (?1, ?2, ?3, ?4)")?;
    for (place, visitor) in (0_i64..).zip(&order.visitors) {
        statement.execute(params![
            order.id.to_string(),
            place,
            own(order.supplier, visitor.variant.supplier, &visitor.variant.own, TABLE, "variant_id")?,
            json(&visitor.details, TABLE, "details")?,
        ])?;
    }
    Ok(())
}

pub(crate) fn of(connection: &Connection, order: OrderId, supplier: SupplierKey) -> Result<Vec<Visitor>> {
    let mut statement =
        connection.prepare_cached("SELECT variant_id, details FROM visitor WHERE order_id = ?1 ORDER BY place")?;
    let mut rows = statement.query([order.to_string()])?;
    let mut visitors = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        let variant = cells.word("variant_id", |id| Some(VariantId::new(supplier, id)))?;
        visitors.push(Visitor { variant, details: cells.json("details")? });
    }
    Ok(visitors)
}
