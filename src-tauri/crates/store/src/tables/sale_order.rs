//! Orders. An order is a row here, its lines and visitors, and its tickets; this file puts them together.

use counterfoil_domain::{
    Instant, OrderId, Personal, ProductId, SupplierKey,
    order::{Customer, Order, State, Trouble},
    ticket::TicketSet,
};
use rusqlite::{Connection, OptionalExtension, ToSql, Transaction, named_params, params};

use super::{
    order_line, order_search,
    product::{policy_word, read_cancellation},
    supplied::own,
    ticket, visitor,
};
use crate::{
    Result, StoreError,
    cells::{Cells, millis, millis_if},
};

const TABLE: &str = "sale_order";

/// The columns as they are read; the ticket columns come last.
const SELECT: &str = "SELECT o.id, o.code, o.supplier, o.state, o.product_id, o.product_title, o.venue_name, \
     o.venue_address, o.city_name, o.time_zone, o.day, o.time, o.first_name, o.last_name, o.email, o.phone, o.language, \
     o.must_know, o.cancellation_policy, o.cancellation_window_hours, o.total_minor, o.total_currency, \
     o.external_reference, o.order_reference, o.payment_token, o.hold_expires_at, o.cancel_until, o.trouble_code, \
     o.trouble_message, o.created_at, o.updated_at, o.checked_at, o.basket_id, o.notice_at, o.clock_ahead, o.version, \
     o.ticket_pdf_url, o.ticket_how_to_use, o.ticket_post_purchase FROM sale_order o ";

const INSERT: &str = "INSERT INTO sale_order (id, code, supplier, state, product_id, product_title, venue_name, \
     venue_address, city_name, time_zone, day, time, first_name, last_name, email, phone, language, must_know, \
     cancellation_policy, cancellation_window_hours, total_minor, total_currency, external_reference, order_reference, \
     payment_token, hold_expires_at, cancel_until, trouble_code, trouble_message, created_at, updated_at, checked_at, \
     basket_id, clock_ahead, version) VALUES (:id, :code, :supplier, :state, :product_id, :product_title, :venue_name, :venue_address, \
     :city_name, :time_zone, :day, :time, :first_name, :last_name, :email, :phone, :language, :must_know, \
     :cancellation_policy, :cancellation_window_hours, :total_minor, :total_currency, :external_reference, \
     :order_reference, :payment_token, :hold_expires_at, :cancel_until, :trouble_code, :trouble_message, :created_at, \
     :updated_at, :checked_at, :basket_id, :clock_ahead, :version)";

/// Saves only over the version that was read. What waits to be seen stays: only [`raise_notice`] and an agent's eyes move it.
const UPDATE: &str = "UPDATE sale_order SET code = :code, supplier = :supplier, state = :state, \
     product_id = :product_id, product_title = :product_title, venue_name = :venue_name, \
     venue_address = :venue_address, city_name = :city_name, time_zone = :time_zone, day = :day, time = :time, \
     first_name = :first_name, last_name = :last_name, email = :email, phone = :phone, language = :language, \
     must_know = :must_know, cancellation_policy = :cancellation_policy, \
     cancellation_window_hours = :cancellation_window_hours, total_minor = :total_minor, \
     total_currency = :total_currency, external_reference = :external_reference, order_reference = :order_reference, \
     payment_token = :payment_token, hold_expires_at = :hold_expires_at, cancel_until = :cancel_until, \
     trouble_code = :trouble_code, trouble_message = :trouble_message, created_at = :created_at, \
     updated_at = :updated_at, checked_at = :checked_at, \
     basket_id = :basket_id, clock_ahead = :clock_ahead, \
     version = :version + 1 WHERE id = :id AND version = :version";

/// Binds the columns of an order and executes one of the two statements above.
fn execute(transaction: &Transaction<'_>, sql: &str, order: &Order) -> Result<usize> {
    let product = own(order.supplier, order.product.supplier, &order.product.own, TABLE, "product_id")?;
    let terms = order.cancellation.as_ref();
    let trouble = order.trouble.as_ref();
    Ok(transaction.prepare_cached(sql)?.execute(named_params! {
        ":id": order.id.to_string(),
        ":code": order.code,
        ":supplier": order.supplier.word(),
        ":state": order.state.word(),
        ":product_id": product,
        ":product_title": order.product_title,
        ":venue_name": order.venue_name,
        ":venue_address": order.venue_address,
        ":city_name": order.city_name,
        ":time_zone": order.time_zone,
        ":day": order.day.to_string(),
        ":time": order.time,
        ":first_name": order.customer.first_name.reveal(),
        ":last_name": order.customer.last_name.reveal(),
        ":email": order.customer.email.reveal(),
        ":phone": order.customer.phone.reveal(),
        ":language": order.language,
        ":must_know": order.must_know,
        ":cancellation_policy": terms.map(|terms| policy_word(&terms.policy)),
        ":cancellation_window_hours": terms.map(|terms| terms.window_hours),
        ":total_minor": order.total.map(|total| total.minor),
        ":total_currency": order.total.map(|total| total.currency.code()),
        ":external_reference": order.external_reference,
        ":order_reference": order.order_reference,
        ":payment_token": order.payment_token.as_ref().map(Personal::reveal),
        ":hold_expires_at": millis_if(order.hold_expires_at),
        ":cancel_until": millis_if(order.cancel_until),
        ":trouble_code": trouble.map(|trouble| &trouble.code),
        ":trouble_message": trouble.map(|trouble| &trouble.message),
        ":created_at": millis(order.created_at),
        ":updated_at": millis(order.updated_at),
        ":checked_at": millis_if(order.checked_at),
        ":basket_id": (order.basket != order.id).then(|| order.basket.to_string()),
        ":clock_ahead": order.clock_ahead,
        ":version": order.version,
    })?)
}

/// Writes a new order with its lines, visitors and tickets.
pub(crate) fn insert(transaction: &Transaction<'_>, order: &Order) -> Result<()> {
    execute(transaction, INSERT, order)?;
    insert_parts(transaction, order)?;
    order.notice_at.map_or(Ok(()), |at| raise_notice(transaction, order.id, at))?;
    save_tickets(transaction, order, &order.tickets)
}

/// Writes an order over the version it was read at; its tickets stay. The version here is one more afterwards.
pub(crate) fn update(transaction: &Transaction<'_>, order: &Order) -> Result<()> {
    if execute(transaction, UPDATE, order)? != 1 {
        let there: Option<i64> = transaction
            .prepare_cached("SELECT 1 FROM sale_order WHERE id = ?1")?
            .query_row([order.id.to_string()], |row| row.get(0))
            .optional()?;
        return Err(match there {
            Some(_) => StoreError::Stale { order: order.id },
            None => StoreError::NotFound { noun: "order" },
        });
    }
    order_line::delete(transaction, order.id)?;
    visitor::delete(transaction, order.id)?;
    insert_parts(transaction, order)
}

fn insert_parts(transaction: &Transaction<'_>, order: &Order) -> Result<()> {
    order_line::insert(transaction, order)?;
    visitor::insert(transaction, order)?;
    order_search::save(transaction, order)
}

/// Replaces the tickets of an order.
pub(crate) fn save_tickets(transaction: &Transaction<'_>, order: &Order, set: &TicketSet) -> Result<()> {
    ticket::replace(transaction, order, &set.tickets)?;
    let mut statement = transaction.prepare_cached(
        "UPDATE sale_order SET ticket_pdf_url = ?2, ticket_how_to_use = ?3, ticket_post_purchase = ?4 WHERE id = ?1",
    )?;
    statement.execute(params![order.id.to_string(), set.pdf_url, set.how_to_use, set.post_purchase])?;
    Ok(())
}

/// The orders of a condition on `o`, whole.
pub(crate) fn list(connection: &Connection, rest: &str, values: &[&dyn ToSql]) -> Result<Vec<Order>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT}{rest}"))?;
    let mut rows = statement.query(values)?;
    let mut orders = Vec::new();
    while let Some(row) = rows.next()? {
        let mut order = read(&mut Cells::new(row, TABLE))?;
        order.lines = order_line::of(connection, order.id, order.supplier)?;
        order.visitors = visitor::of(connection, order.id, order.supplier)?;
        order.tickets.tickets = ticket::of(connection, order.id, order.supplier)?;
        orders.push(order);
    }
    Ok(orders)
}

/// How many orders a condition on `o` holds for.
pub(crate) fn count(connection: &Connection, rest: &str, values: &[&dyn ToSql]) -> Result<u64> {
    let mut statement = connection.prepare_cached(&format!("SELECT count(*) FROM sale_order o {rest}"))?;
    Ok(statement.query_row(values, |row| row.get(0))?)
}

/// An order by our id.
pub(crate) fn by_id(connection: &Connection, id: OrderId) -> Result<Option<Order>> {
    Ok(list(connection, "WHERE o.id = ?1", &[&id.to_string()])?.pop())
}

/// Something happened to an order by itself, and waits to be seen.
pub(crate) fn raise_notice(transaction: &Transaction<'_>, id: OrderId, at: Instant) -> Result<()> {
    let sql = "UPDATE sale_order SET notice_at = ?2 WHERE id = ?1";
    transaction.prepare_cached(sql)?.execute(params![id.to_string(), millis(at)])?;
    Ok(())
}

/// The orders of a basket in the order in which they were written down.
pub(crate) fn of_basket(connection: &Connection, basket: OrderId) -> Result<Vec<Order>> {
    list(connection, "WHERE o.id = ?1 OR o.basket_id = ?1 ORDER BY o.created_at, o.id", &[&basket.to_string()])
}

/// An order by its short code.
pub(crate) fn by_code(connection: &Connection, code: &str) -> Result<Option<Order>> {
    Ok(list(connection, "WHERE o.code = ?1", &[&code])?.pop())
}

/// An order by our reference, else by the supplier's; the newest where two suppliers gave the same.
pub(crate) fn by_reference(connection: &Connection, reference: &str) -> Result<Option<Order>> {
    let newest = "ORDER BY o.created_at, o.id";
    let ours = list(connection, &format!("WHERE o.external_reference = ?1 {newest}"), &[&reference])?.pop();
    if ours.is_some() {
        return Ok(ours);
    }
    Ok(list(connection, &format!("WHERE o.order_reference = ?1 {newest}"), &[&reference])?.pop())
}

/// Whether a short code is taken.
pub(crate) fn code_exists(connection: &Connection, code: &str) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM sale_order WHERE code = ?1")?.exists([code])?)
}

/// Lines, visitors and the list of tickets are read from their own tables afterwards.
fn read(cells: &mut Cells<'_>) -> Result<Order> {
    let id = cells.word("id", |id| id.parse().ok())?;
    let code = cells.take("code")?;
    let supplier: SupplierKey = cells.supplier()?;
    Ok(Order {
        id,
        code,
        supplier,
        state: cells.word("state", State::from_word)?,
        product: cells.word("product_id", |id| Some(ProductId::new(supplier, id)))?,
        product_title: cells.take("product_title")?,
        venue_name: cells.take("venue_name")?,
        venue_address: cells.take("venue_address")?,
        city_name: cells.take("city_name")?,
        time_zone: cells.take("time_zone")?,
        day: cells.day("day")?,
        time: cells.take("time")?,
        lines: Vec::new(),
        customer: Customer {
            first_name: Personal::new(cells.take("first_name")?),
            last_name: Personal::new(cells.take("last_name")?),
            email: Personal::new(cells.take("email")?),
            phone: Personal::new(cells.take("phone")?),
        },
        visitors: Vec::new(),
        language: cells.take("language")?,
        must_know: cells.take("must_know")?,
        cancellation: read_cancellation(cells)?,
        total: cells.money_if("total_minor")?,
        external_reference: cells.take("external_reference")?,
        order_reference: cells.take("order_reference")?,
        payment_token: cells.take::<Option<String>>("payment_token")?.map(Personal::new),
        hold_expires_at: cells.instant_if("hold_expires_at")?,
        cancel_until: cells.instant_if("cancel_until")?,
        trouble: {
            let code: Option<String> = cells.take("trouble_code")?;
            let message: Option<String> = cells.take("trouble_message")?;
            code.zip(message).map(|(code, message)| Trouble { code, message })
        },
        created_at: cells.instant("created_at")?,
        updated_at: cells.instant("updated_at")?,
        checked_at: cells.instant_if("checked_at")?,
        basket: cells.word_if("basket_id", |id| id.parse().ok())?.unwrap_or(id),
        notice_at: cells.instant_if("notice_at")?,
        clock_ahead: cells.take("clock_ahead")?,
        version: cells.take("version")?,
        tickets: TicketSet {
            tickets: Vec::new(),
            pdf_url: cells.take("ticket_pdf_url")?,
            how_to_use: cells.take("ticket_how_to_use")?,
            post_purchase: cells.take("ticket_post_purchase")?,
        },
    })
}
