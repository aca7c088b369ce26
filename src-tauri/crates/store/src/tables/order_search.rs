//! What orders are found by: codes, references, names, e-mail, telephone and titles, without accents and case.

use counterfoil_domain::order::Order;
use rusqlite::{Connection, ToSql, Transaction, params};

use super::sale_order;
use crate::{Result, ledger::book::OrderFilter};

pub(crate) fn save(transaction: &Transaction<'_>, order: &Order) -> Result<()> {
    let customer = &order.customer;
    let words = [
        order.code.as_str(),
        &order.code.replace('-', ""),
        &order.external_reference,
        order.order_reference.as_deref().unwrap_or_default(),
        customer.first_name.reveal(),
        customer.last_name.reveal(),
        customer.email.reveal(),
        customer.phone.reveal(),
        &order.product_title,
        &order.venue_name,
        &order.city_name,
        &order.day.to_string(),
    ]
    .map(plain)
    .join("\n");
    transaction
        .prepare_cached(
            "INSERT INTO order_search (order_id, words) VALUES (?1, ?2) \
             ON CONFLICT (order_id) DO UPDATE SET words = excluded.words",
        )?
        .execute(params![order.id.to_string(), words])?;
    Ok(())
}

/// Letters of any script as a keyboard types them, in lower case. Signs nobody types are gaps: LIKE ends at a NUL.
pub(crate) fn plain(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase().replace(char::is_control, " ")
}

/// A page of orders, the newest first, and how many there are over all pages.
pub(crate) fn page(connection: &Connection, filter: &OrderFilter) -> Result<(Vec<Order>, u64)> {
    let mut conditions = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    if !filter.states.is_empty() {
        let mut marks = Vec::new();
        for state in &filter.states {
            values.push(Box::new(state.word()));
            marks.push(format!("?{}", values.len()));
        }
        conditions.push(format!("o.state IN ({})", marks.join(", ")));
    }
    for pattern in filter.query.as_deref().map(patterns).unwrap_or_default() {
        values.push(Box::new(pattern));
        let words = format!("words LIKE ?{} ESCAPE '!'", values.len());
        conditions.push(format!("o.id IN (SELECT order_id FROM order_search WHERE {words})"));
    }
    for (day, sign) in [(filter.from, ">="), (filter.to, "<=")] {
        if let Some(day) = day {
            values.push(Box::new(day.to_string()));
            conditions.push(format!("o.day {sign} ?{}", values.len()));
        }
    }
    let wanted = if conditions.is_empty() { String::new() } else { format!("WHERE {} ", conditions.join(" AND ")) };
    let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
    let total = sale_order::count(connection, &wanted, &values)?;
    let skip = i64::from(filter.page.saturating_sub(1)).saturating_mul(i64::from(filter.size));
    let page = format!("{wanted}ORDER BY o.created_at DESC, o.id DESC LIMIT {} OFFSET {skip}", filter.size);
    Ok((sale_order::list(connection, &page, &values)?, total))
}

/// Each word of a query as a pattern that finds it anywhere.
fn patterns(query: &str) -> Vec<String> {
    plain(query).split_whitespace().map(pattern).collect()
}

pub(crate) fn pattern(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len() + 2);
    pattern.push('%');
    for letter in word.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}
