//! Products that were opened lately.

use std::sync::Arc;

use counterfoil_domain::{Instant, ProductId};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "visit";
/// So many are remembered.
const MOST: u32 = 50;

/// Notes a visit, and forgets the oldest.
pub(crate) fn note(transaction: &Transaction<'_>, product: &ProductId, at: Instant) -> Result<()> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO visit (supplier, id, visited_at) VALUES (?1, ?2, ?3)")?
        .execute(params![product.supplier.word(), &*product.own, millis(at)])?;
    transaction
        .prepare_cached(
            "DELETE FROM visit WHERE (supplier, id) NOT IN \
             (SELECT supplier, id FROM visit ORDER BY visited_at DESC LIMIT ?1)",
        )?
        .execute([MOST])?;
    Ok(())
}

/// The last first.
pub(crate) fn last(connection: &Connection, limit: u32) -> Result<Vec<ProductId>> {
    let mut statement =
        connection.prepare_cached("SELECT supplier, id FROM visit ORDER BY visited_at DESC, id LIMIT ?1")?;
    let mut rows = statement.query([limit])?;
    let mut products = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        let supplier = cells.supplier()?;
        let own: Arc<str> = cells.word("id", |id| Some(id.into()))?;
        products.push(ProductId::new(supplier, own));
    }
    Ok(products)
}
