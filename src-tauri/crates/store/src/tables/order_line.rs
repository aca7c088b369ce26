//! Lines of orders.

use counterfoil_domain::{
    Currency, Money, OrderId, SupplierKey, VariantId,
    availability::Price,
    order::{Line, Order},
};
use rusqlite::{Connection, Transaction, params};

use super::supplied::own;
use crate::{Result, StoreError, cells::Cells};

const TABLE: &str = "order_line";

pub(crate) fn delete(transaction: &Transaction<'_>, order: OrderId) -> Result<()> {
    transaction.prepare_cached("DELETE FROM order_line WHERE order_id = ?1")?.execute([order.to_string()])?;
    Ok(())
}

pub(crate) fn insert(transaction: &Transaction<'_>, order: &Order) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO order_line (order_id, place, variant_id, label, count, unit_minor, unit_currency, \
         unit_ticket_minor, unit_booking_fee_minor, unit_commission_minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (place, line) in (0_i64..).zip(&order.lines) {
        let currency = line.unit.map(|unit| unit.total.currency);
        let part = |part: Option<Money>| minor_of(part, currency);
        statement.execute(params![
            order.id.to_string(),
            place,
            own(order.supplier, line.variant.supplier, &line.variant.own, TABLE, "variant_id")?,
            line.label,
            line.count,
            line.unit.map(|unit| unit.total.minor),
            currency.map(Currency::code),
            part(line.unit.and_then(|unit| unit.ticket))?,
            part(line.unit.and_then(|unit| unit.booking_fee))?,
            part(line.unit.and_then(|unit| unit.commission))?,
        ])?;
    }
    Ok(())
}

/// A part of a price is of the price's currency, or there is a mistake that must not be stored.
fn minor_of(part: Option<Money>, currency: Option<Currency>) -> Result<Option<i64>> {
    match part {
        Some(money) if Some(money.currency) != currency => {
            Err(StoreError::Row { table: TABLE, column: "unit_currency" })
        }
        part => Ok(part.map(|money| money.minor)),
    }
}

pub(crate) fn of(connection: &Connection, order: OrderId, supplier: SupplierKey) -> Result<Vec<Line>> {
    let mut statement = connection.prepare_cached(
        "SELECT variant_id, label, count, unit_minor, unit_currency, unit_ticket_minor, unit_booking_fee_minor, \
         unit_commission_minor FROM order_line WHERE order_id = ?1 ORDER BY place",
    )?;
    let mut rows = statement.query([order.to_string()])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        let variant = cells.word("variant_id", |id| Some(VariantId::new(supplier, id)))?;
        let (label, count) = (cells.take("label")?, cells.take("count")?);
        let total = cells.money_if("unit_minor")?;
        let mut part = |column| -> Result<Option<Money>> {
            let minor: Option<i64> = cells.take(column)?;
            Ok(total.zip(minor).map(|(total, minor)| Money { minor, ..total }))
        };
        let (ticket, booking_fee, commission) =
            (part("unit_ticket_minor")?, part("unit_booking_fee_minor")?, part("unit_commission_minor")?);
        let unit = total.map(|total| Price { total, ticket, booking_fee, commission });
        lines.push(Line { variant, label, count, unit });
    }
    Ok(lines)
}
