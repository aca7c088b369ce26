//! All variants of a product in one row, keyed like the product: they are read and written together.

use counterfoil_domain::{SupplierKey, catalog::Variants};
use rusqlite::Connection;

use super::supplied::{Key, Noun};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct VariantSets;

impl Noun for VariantSets {
    type Item = Variants;
    const TABLE: &'static str = "variant_set";
    const COLUMNS: &'static [&'static str] = &["sales_enabled", "max_per_order", "variant_count", "variants"];

    fn write(set: &Variants, _: SupplierKey, row: &mut Making) -> Result<()> {
        row.put(set.sales_enabled)
            .put(set.max_per_order)
            .put(i64::try_from(set.variants.len()).unwrap_or(i64::MAX))
            .json(&set.variants, "variants")?;
        Ok(())
    }

    fn read(_: Key, cells: &mut Cells<'_>) -> Result<Variants> {
        let (sales_enabled, max_per_order) = (cells.take("sales_enabled")?, cells.take("max_per_order")?);
        let _: i64 = cells.take("variant_count")?;
        Ok(Variants { sales_enabled, max_per_order, variants: cells.json("variants")? })
    }
}

/// How many variants there are over all products.
pub(crate) fn variant_count(connection: &Connection) -> Result<u64> {
    let mut statement = connection.prepare_cached("SELECT coalesce(sum(variant_count), 0) FROM variant_set")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}
