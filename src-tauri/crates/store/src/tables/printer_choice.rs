//! Which printer and layout a kind of paper uses here.

use rusqlite::{Connection, Transaction, params};

use crate::{Result, cells::Cells, ledger::prints::PrinterChoice};

pub(crate) fn save(transaction: &Transaction<'_>, choice: &PrinterChoice) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO printer_choice (media, printer, layout, language, dpi) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (media) DO UPDATE SET printer = excluded.printer, layout = excluded.layout, \
             language = excluded.language, dpi = excluded.dpi",
        )?
        .execute(params![choice.media, choice.printer, choice.layout, choice.language, choice.dpi])?;
    Ok(())
}

pub(crate) fn forget(transaction: &Transaction<'_>, media: &str) -> Result<()> {
    transaction.prepare_cached("DELETE FROM printer_choice WHERE media = ?1")?.execute([media])?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<PrinterChoice>> {
    let mut statement =
        connection.prepare_cached("SELECT media, printer, layout, language, dpi FROM printer_choice ORDER BY media")?;
    let mut rows = statement.query([])?;
    let mut choices = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "printer_choice");
        choices.push(PrinterChoice {
            media: cells.take("media")?,
            printer: cells.take("printer")?,
            layout: cells.take("layout")?,
            language: cells.take("language")?,
            dpi: cells.take("dpi")?,
        });
    }
    Ok(choices)
}
