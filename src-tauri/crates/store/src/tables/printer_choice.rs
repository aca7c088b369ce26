//! Which printer and layout a kind of paper uses here.

use rusqlite::{Connection, Transaction, params};

use crate::{Result, cells::Cells};
use counterfoil_domain::distribution::{MediaKind, PrinterChoice, PrinterLanguage};

pub(crate) fn save(transaction: &Transaction<'_>, choice: &PrinterChoice) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO printer_choice (media, printer, layout, language) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (media) DO UPDATE SET printer = excluded.printer, layout = excluded.layout, \
             language = excluded.language",
        )?
        .execute(params![choice.media.word(), choice.printer, choice.layout, choice.language.word()])?;
    Ok(())
}

pub(crate) fn forget(transaction: &Transaction<'_>, media: MediaKind) -> Result<()> {
    transaction.prepare_cached("DELETE FROM printer_choice WHERE media = ?1")?.execute([media.word()])?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<PrinterChoice>> {
    let mut statement =
        connection.prepare_cached("SELECT media, printer, layout, language FROM printer_choice ORDER BY media")?;
    let mut rows = statement.query([])?;
    let mut choices = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "printer_choice");
        choices.push(read(&mut cells)?);
    }
    Ok(choices)
}

/// The next four cells.
pub(crate) fn read(cells: &mut Cells<'_>) -> Result<PrinterChoice> {
    Ok(PrinterChoice {
        media: cells.word("media", MediaKind::from_word)?,
        printer: cells.take("printer")?,
        layout: cells.take("layout")?,
        language: cells.word("language", PrinterLanguage::from_word)?,
    })
}
