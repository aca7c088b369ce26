//! Which edition of each supplier's lists is shown, and which one a run writes.

use std::collections::HashMap;

use counterfoil_domain::{Instant, SupplierKey};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
};

const TABLE: &str = "edition";

/// One supplier's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edition {
    pub(crate) committed: i64,
    touched: i64,
    pub(crate) staged: Option<Unfinished>,
}

/// An edition that a run writes now or left unfinished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unfinished {
    pub(crate) edition: i64,
    pub(crate) wish: String,
    pub(crate) begun_at: Instant,
}

/// The editions of all suppliers at one moment. A supplier without a row has committed edition 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Editions(HashMap<SupplierKey, Edition>);

impl Editions {
    pub(crate) fn read(connection: &Connection) -> Result<Self> {
        let mut statement =
            connection.prepare_cached("SELECT supplier, committed, touched, staged, wish, begun_at FROM edition")?;
        let mut rows = statement.query([])?;
        let mut editions = HashMap::new();
        while let Some(row) = rows.next()? {
            let mut cells = Cells::new(row, TABLE);
            let (supplier, committed) = (cells.supplier()?, cells.take("committed")?);
            let touched = cells.take("touched")?;
            let (staged, wish): (Option<i64>, Option<String>) = (cells.take("staged")?, cells.take("wish")?);
            let begun_at = cells.instant_if("begun_at")?;
            let staged = staged.zip(wish).zip(begun_at);
            let staged = staged.map(|((edition, wish), begun_at)| Unfinished { edition, wish, begun_at });
            editions.insert(supplier, Edition { committed, touched, staged });
        }
        Ok(Self(editions))
    }

    pub(crate) fn committed(&self, supplier: SupplierKey) -> i64 {
        self.0.get(&supplier).map_or(0, |edition| edition.committed)
    }

    pub(crate) fn staged(&self, supplier: SupplierKey) -> Option<&Unfinished> {
        self.0.get(&supplier)?.staged.as_ref()
    }

    pub(crate) fn all_committed(&self) -> HashMap<SupplierKey, i64> {
        self.0.iter().map(|(supplier, edition)| (*supplier, edition.committed)).collect()
    }
}

/// Makes sure that a supplier has a row.
pub(crate) fn introduce(transaction: &Transaction<'_>, supplier: SupplierKey) -> Result<()> {
    transaction
        .prepare_cached("INSERT INTO edition (supplier, committed) VALUES (?1, 0) ON CONFLICT DO NOTHING")?
        .execute([supplier.word()])?;
    Ok(())
}

/// Notes that something of a supplier is written to be seen at once.
pub(crate) fn touch(transaction: &Transaction<'_>, supplier: SupplierKey) -> Result<()> {
    introduce(transaction, supplier)?;
    let sql = "UPDATE edition SET touched = touched + 1 WHERE supplier = ?1";
    transaction.prepare_cached(sql)?.execute([supplier.word()])?;
    Ok(())
}

/// Notes what is staged from now on.
pub(crate) fn stage(transaction: &Transaction<'_>, supplier: SupplierKey, staged: &Unfinished) -> Result<()> {
    transaction
        .prepare_cached("UPDATE edition SET staged = ?2, wish = ?3, begun_at = ?4 WHERE supplier = ?1")?
        .execute(params![supplier.word(), staged.edition, staged.wish, millis(staged.begun_at)])?;
    Ok(())
}

/// What is staged is shown from now on. Returns whether it was staged at all.
pub(crate) fn commit(transaction: &Transaction<'_>, supplier: SupplierKey, edition: i64) -> Result<bool> {
    let changed = transaction
        .prepare_cached(
            "UPDATE edition SET committed = staged, staged = NULL, wish = NULL, begun_at = NULL \
             WHERE supplier = ?1 AND staged = ?2",
        )?
        .execute(params![supplier.word(), edition])?;
    Ok(changed == 1)
}
