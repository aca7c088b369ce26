//! Tickets of orders.

use counterfoil_domain::{
    Day, OrderId, Personal, SupplierKey, VariantId,
    order::Order,
    ticket::{BarcodeFormat, Ticket},
};
use rusqlite::{Connection, Transaction, params};

use super::supplied::own;
use crate::{Result, cells::Cells};

const TABLE: &str = "ticket";

/// Puts these tickets in the place of the ones there are.
pub(crate) fn replace(transaction: &Transaction<'_>, order: &Order, tickets: &[Ticket]) -> Result<()> {
    let id = order.id.to_string();
    transaction.prepare_cached("DELETE FROM ticket WHERE order_id = ?1")?.execute([&id])?;
    let mut statement = transaction.prepare_cached(
        "INSERT INTO ticket (order_id, place, ticket_id, variant_id, barcode, format, valid_from, valid_until, seat) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (place, ticket) in (0_i64..).zip(tickets) {
        let variant = ticket.variant.as_ref().map(|id| (id.supplier, &*id.own));
        statement.execute(params![
            id,
            place,
            ticket.id,
            variant.map(|(of, id)| own(order.supplier, of, id, TABLE, "variant_id")).transpose()?,
            ticket.barcode.reveal(),
            ticket.format.word(),
            ticket.valid_from.map(text),
            ticket.valid_until.map(text),
            ticket.seat,
        ])?;
    }
    Ok(())
}

fn text(day: Day) -> String {
    day.to_string()
}

pub(crate) fn of(connection: &Connection, order: OrderId, supplier: SupplierKey) -> Result<Vec<Ticket>> {
    let mut statement = connection.prepare_cached(
        "SELECT ticket_id, variant_id, barcode, format, valid_from, valid_until, seat FROM ticket \
         WHERE order_id = ?1 ORDER BY place",
    )?;
    let mut rows = statement.query([order.to_string()])?;
    let mut tickets = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        tickets.push(Ticket {
            id: cells.take("ticket_id")?,
            variant: cells.word_if("variant_id", |id| Some(VariantId::new(supplier, id)))?,
            barcode: Personal::new(cells.take("barcode")?),
            format: cells.word("format", |word| Some(BarcodeFormat::from_word(word)))?,
            valid_from: cells.day_if("valid_from")?,
            valid_until: cells.day_if("valid_until")?,
            seat: cells.take("seat")?,
        });
    }
    Ok(tickets)
}
