//! When a supplier was last asked, although nothing may have changed.

use std::{collections::HashMap, sync::Arc};

use counterfoil_domain::{CityId, Instant, SupplierKey};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "freshness";

/// Marks a noun as fetched, for a city that was fetched whole or for any part of the list.
pub(crate) fn mark(
    transaction: &Transaction<'_>,
    supplier: SupplierKey,
    noun: &str,
    city: Option<&CityId>,
    at: Instant,
) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO freshness (supplier, noun, city_id, fetched_at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (supplier, noun, city_id) DO UPDATE SET fetched_at = max(fetched_at, excluded.fetched_at)",
    )?;
    statement.execute(params![supplier.word(), noun, city.map_or("", |city| &city.own), millis(at)])?;
    Ok(())
}

/// The newest mark of each supplier.
pub(crate) fn newest(connection: &Connection) -> Result<HashMap<SupplierKey, Instant>> {
    let mut statement =
        connection.prepare_cached("SELECT supplier, max(fetched_at) FROM freshness GROUP BY supplier")?;
    let mut rows = statement.query([])?;
    let mut newest = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        newest.insert(cells.supplier()?, cells.instant("fetched_at")?);
    }
    Ok(newest)
}

/// When each city was last fetched whole: of what was fetched apart, the older one speaks for it, so that nothing looks fresher
/// than it is.
pub(crate) fn by_city(connection: &Connection) -> Result<HashMap<CityId, Instant>> {
    let mut statement = connection.prepare_cached(
        "SELECT supplier, city_id, min(fetched_at) AS fetched_at FROM freshness WHERE city_id <> '' \
         GROUP BY supplier, city_id",
    )?;
    let mut rows = statement.query([])?;
    let mut cities = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        let supplier = cells.supplier()?;
        let id: Arc<str> = cells.word("city_id", |id| Some(id.into()))?;
        cities.insert(CityId::new(supplier, id), cells.instant("fetched_at")?);
    }
    Ok(cities)
}
