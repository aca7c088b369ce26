//! What agents keep at hand.

use counterfoil_domain::Instant;
use rusqlite::{Connection, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
    ledger::shelf::{Favourite, ShelfKind},
};

const TABLE: &str = "favourite";

pub(crate) fn all(connection: &Connection) -> Result<Vec<Favourite>> {
    let mut statement =
        connection.prepare_cached("SELECT supplier, kind, id FROM favourite ORDER BY added_at DESC, kind, id")?;
    let mut rows = statement.query([])?;
    let mut favourites = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        favourites.push(Favourite {
            supplier: cells.supplier()?,
            kind: cells.word("kind", ShelfKind::from_word)?,
            id: cells.word("id", |id| Some(id.into()))?,
        });
    }
    Ok(favourites)
}

pub(crate) fn add(transaction: &Transaction<'_>, favourite: &Favourite, at: Instant) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO favourite (supplier, kind, id, added_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        )?
        .execute(params![favourite.supplier.word(), favourite.kind.word(), &*favourite.id, millis(at)])?;
    Ok(())
}

pub(crate) fn remove(transaction: &Transaction<'_>, favourite: &Favourite) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM favourite WHERE supplier = ?1 AND kind = ?2 AND id = ?3")?
        .execute(params![favourite.supplier.word(), favourite.kind.word(), &*favourite.id])?;
    Ok(())
}
