//! How suppliers are reached. Never a secret.

use counterfoil_domain::{Currency, SupplierKey};
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, json, millis},
    ledger::supply::SupplierSetting,
};

const TABLE: &str = "supplier_setting";

pub(crate) fn set(transaction: &Transaction<'_>, setting: &SupplierSetting) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO supplier_setting (supplier, base_url, currency, language, extra, updated_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (supplier) DO UPDATE SET base_url = excluded.base_url, \
         currency = excluded.currency, language = excluded.language, extra = excluded.extra, \
         updated_at = excluded.updated_at",
    )?;
    statement.execute(params![
        setting.supplier.word(),
        setting.base_url,
        setting.currency.map(Currency::code),
        setting.language,
        json(&setting.extra, TABLE, "extra")?,
        millis(setting.updated_at),
    ])?;
    Ok(())
}

/// Returns whether there was one.
pub(crate) fn remove(transaction: &Transaction<'_>, supplier: SupplierKey) -> Result<bool> {
    let mut statement = transaction.prepare_cached("DELETE FROM supplier_setting WHERE supplier = ?1")?;
    Ok(statement.execute([supplier.word()])? > 0)
}

/// All of them, in the order of their names.
pub(crate) fn all(connection: &Connection) -> Result<Vec<SupplierSetting>> {
    let mut statement = connection.prepare_cached(
        "SELECT supplier, base_url, currency, language, extra, updated_at FROM supplier_setting ORDER BY supplier",
    )?;
    let mut rows = statement.query([])?;
    let mut settings = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        settings.push(SupplierSetting {
            supplier: cells.supplier()?,
            base_url: cells.take("base_url")?,
            currency: cells.word_if("currency", |code| code.parse().ok())?,
            language: cells.take("language")?,
            extra: cells.json("extra")?,
            updated_at: cells.instant("updated_at")?,
        });
    }
    Ok(settings)
}
