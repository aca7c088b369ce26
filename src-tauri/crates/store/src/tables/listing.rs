//! What a supplier lists, without what it is: ids, cities, digests.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use counterfoil_domain::SupplierKey;
use rusqlite::{Connection, params};

use super::supplied::Noun;
use crate::{Result, cells::Cells};

/// One listed thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The supplier's id of its city.
    pub city: Arc<str>,
    /// The digest of what came over the line, where it is known.
    pub digest: Option<u64>,
}

/// Everything of a noun that is listed now. Cities are shared between rows.
pub(crate) fn all<N: Noun>(
    connection: &Connection,
    supplier: SupplierKey,
    committed: i64,
) -> Result<HashMap<Arc<str>, Listed>> {
    let sql = format!(
        "SELECT id, city_id, digest FROM {} WHERE supplier = ?1 AND edition <= ?2 AND retired_at IS NULL",
        N::TABLE
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![supplier.word(), committed])?;
    let (mut listed, mut cities) = (HashMap::new(), HashSet::<Arc<str>>::new());
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, N::TABLE);
        let id = cells.word("id", |id| Some(Arc::from(id)))?;
        let city = cells.word("city_id", |id| {
            let known = cities.get(id).cloned();
            Some(known.unwrap_or_else(|| {
                let city: Arc<str> = Arc::from(id);
                cities.insert(Arc::clone(&city));
                city
            }))
        })?;
        let digest: Option<i64> = cells.take("digest")?;
        listed.insert(id, Listed { city, digest: digest.map(i64::cast_unsigned) });
    }
    Ok(listed)
}
