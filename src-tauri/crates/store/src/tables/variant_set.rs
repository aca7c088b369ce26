//! All variants of a product in one row, keyed like the product: they are read and written together.

use counterfoil_domain::{Instant, ProductId, SupplierKey, catalog::Variants};
use rusqlite::{Connection, params};

use super::supplied::{Key, Noun};
use crate::{
    Result,
    cells::{Cells, Making, millis},
};

pub(crate) struct VariantSets;

impl Noun for VariantSets {
    type Item = Variants;
    const TABLE: &'static str = "variant_set";
    const STAGED: bool = false;
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

/// Of how many products the variants are here.
pub(crate) fn product_count(connection: &Connection) -> Result<u64> {
    Ok(connection.prepare_cached("SELECT count(*) FROM variant_set")?.query_row([], |row| row.get(0))?)
}

/// Listed products without variants, or with variants that are older than `before` or than the product's last change, if
/// that is not told to be in the future; on sale and best known first.
pub(crate) fn missing(
    connection: &Connection,
    supplier: SupplierKey,
    committed: i64,
    (before, now): (Instant, Instant),
    limit: u32,
) -> Result<Vec<ProductId>> {
    let mut statement = connection.prepare_cached(
        "SELECT p.id FROM product p LEFT JOIN variant_set v ON v.supplier = p.supplier AND v.id = p.id \
         WHERE p.supplier = ?1 AND p.edition <= ?2 AND p.retired_at IS NULL \
         AND (v.id IS NULL OR v.fetched_at < ?3 OR (p.updated_at <= ?5 AND v.fetched_at < p.updated_at)) \
         ORDER BY p.on_sale DESC, p.rating_total DESC, p.id LIMIT ?4",
    )?;
    let ids = statement
        .query_map(params![supplier.word(), committed, millis(before), limit, millis(now)], |row| row.get(0))?;
    let ids: Vec<String> = ids.collect::<std::result::Result<_, _>>()?;
    Ok(ids.into_iter().map(|id| ProductId::new(supplier, id)).collect())
}

/// How many variants there are over all products.
pub(crate) fn variant_count(connection: &Connection) -> Result<u64> {
    let mut statement = connection.prepare_cached("SELECT coalesce(sum(variant_count), 0) FROM variant_set")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}
