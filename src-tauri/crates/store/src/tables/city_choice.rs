//! Which cities are switched on or off. A city nobody decided about has no row.

use std::collections::HashMap;

use counterfoil_domain::{CityId, Instant};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "city_choice";

pub(crate) fn set(transaction: &Transaction<'_>, cities: &[CityId], enabled: bool, at: Instant) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO city_choice (supplier, city_id, enabled, decided_at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (supplier, city_id) DO UPDATE SET enabled = excluded.enabled, decided_at = excluded.decided_at",
    )?;
    for city in cities {
        statement.execute(params![city.supplier.word(), &*city.own, enabled, millis(at)])?;
    }
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<HashMap<CityId, bool>> {
    let mut statement = connection.prepare_cached("SELECT supplier, city_id, enabled FROM city_choice")?;
    let mut rows = statement.query([])?;
    let mut choices = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        let supplier = cells.supplier()?;
        let city = cells.word("city_id", |id| Some(CityId::new(supplier, id)))?;
        choices.insert(city, cells.take("enabled")?);
    }
    Ok(choices)
}
