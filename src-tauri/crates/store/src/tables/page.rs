//! Pages of suppliers' lists as they last came.

use std::sync::Arc;

use counterfoil_domain::SupplierKey;
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    catalog::staging::PageMark,
    cells::{Cells, json, millis},
};

const TABLE: &str = "page";

/// Keeps a page of an edition.
pub(crate) fn save(transaction: &Transaction<'_>, supplier: SupplierKey, edition: i64, page: &PageMark) -> Result<()> {
    let ids: Vec<&str> = page.ids.iter().map(|id| &**id).collect();
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO page (supplier, list, number, edition, mark, total, ids, fetched_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            supplier.word(),
            page.list,
            page.number,
            edition,
            page.mark,
            page.total.map(|total| i64::try_from(total).unwrap_or(i64::MAX)),
            json(&ids, TABLE, "ids")?,
            millis(page.fetched_at),
        ])?;
    Ok(())
}

/// Pages that are shown (`staged` is `None`), or those of a staged edition.
pub(crate) fn all(
    connection: &Connection,
    supplier: SupplierKey,
    committed: i64,
    staged: Option<i64>,
) -> Result<Vec<PageMark>> {
    let mut statement = connection.prepare_cached(
        "SELECT list, number, mark, total, ids, fetched_at FROM page \
         WHERE supplier = ?1 AND CASE WHEN ?3 IS NULL THEN edition <= ?2 ELSE edition = ?3 END",
    )?;
    let mut rows = statement.query(params![supplier.word(), committed, staged])?;
    let mut pages = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        let (list, number, mark) = (cells.take("list")?, cells.take("number")?, cells.take("mark")?);
        let total: Option<i64> = cells.take("total")?;
        let ids: Vec<String> = cells.json("ids")?;
        pages.push(PageMark {
            list,
            number,
            mark,
            total: total.and_then(|total| u64::try_from(total).ok()),
            ids: ids.into_iter().map(Arc::from).collect(),
            fetched_at: cells.instant("fetched_at")?,
        });
    }
    Ok(pages)
}

/// Removes the older pages of every list of which an edition brought pages: lists are committed whole.
pub(crate) fn settle(transaction: &Transaction<'_>, supplier: SupplierKey, edition: i64) -> Result<()> {
    transaction
        .prepare_cached(
            "DELETE FROM page WHERE supplier = ?1 AND edition < ?2 AND list IN \
             (SELECT list FROM page WHERE supplier = ?1 AND edition = ?2)",
        )?
        .execute(params![supplier.word(), edition])?;
    Ok(())
}

/// Removes pages that were staged and will never be committed.
pub(crate) fn discard(transaction: &Transaction<'_>, supplier: SupplierKey, committed: i64) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM page WHERE supplier = ?1 AND edition > ?2")?
        .execute(params![supplier.word(), committed])?;
    Ok(())
}
