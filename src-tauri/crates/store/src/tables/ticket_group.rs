//! Groups of tickets, and the tickets in them.

use counterfoil_domain::{
    DistributionId, GroupId, Instant, OrderId,
    distribution::{Distribution, Group, NewDistribution, Status},
};
use rusqlite::{Connection, ToSql, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
    ledger::groups::GroupFilter,
};

const TABLE: &str = "ticket_group";
const ONE: &str = "distribution";
const SELECT: &str = "SELECT g.id, g.order_id, o.code, g.line, g.version, g.created_at FROM ticket_group g \
     JOIN sale_order o ON o.id = g.order_id ";
const SELECT_ONE: &str = "SELECT id, number, ticket_place, ticket_number, code_hash, status, status_at, valid_until, \
     replaced_by FROM distribution ";

pub(crate) fn insert(transaction: &Transaction<'_>, group: &Group) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO ticket_group (id, order_id, line, version, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            group.id.to_string(),
            group.order.to_string(),
            group.line,
            group.version,
            millis(group.created_at)
        ])?;
    group.distributions.iter().try_for_each(|one| add(transaction, group.id, one))
}

/// A new ticket of a group.
pub(crate) fn add(transaction: &Transaction<'_>, group: GroupId, one: &Distribution) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO distribution (id, group_id, number, ticket_place, ticket_number, code_hash, status, status_at, \
         valid_until, replaced_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    statement.execute(params![
        one.id.to_string(),
        group.to_string(),
        one.number,
        one.ticket,
        one.ticket_number,
        one.code_hash,
        one.status.word(),
        millis(one.status_at),
        millis(one.valid_until),
        one.replaced_by.map(|id| id.to_string()),
    ])?;
    Ok(())
}

/// A ticket as it is made from what the order says.
pub(crate) fn fresh(id: DistributionId, number: u32, new: NewDistribution, at: Instant) -> Distribution {
    let NewDistribution { ticket, ticket_number, code_hash, valid_until } = new;
    Distribution {
        id,
        number,
        ticket,
        ticket_number,
        code_hash,
        status: Status::Created,
        status_at: at,
        valid_until,
        replaced_by: None,
    }
}

pub(crate) fn set_status(
    transaction: &Transaction<'_>,
    one: DistributionId,
    status: Status,
    at: Instant,
) -> Result<()> {
    transaction
        .prepare_cached("UPDATE distribution SET status = ?2, status_at = ?3 WHERE id = ?1")?
        .execute(params![one.to_string(), status.word(), millis(at)])?;
    Ok(())
}

pub(crate) fn set_replaced(transaction: &Transaction<'_>, old: DistributionId, new: DistributionId) -> Result<()> {
    transaction
        .prepare_cached("UPDATE distribution SET replaced_by = ?2 WHERE id = ?1")?
        .execute([old.to_string(), new.to_string()])?;
    Ok(())
}

/// The groups of an order, the newest version last.
pub(crate) fn of(connection: &Connection, order: OrderId) -> Result<Vec<Group>> {
    read(connection, "WHERE g.order_id = ?1 ORDER BY g.version, g.line", &[&order.to_string()])
}

/// The group that holds a ticket.
pub(crate) fn holding(connection: &Connection, one: DistributionId) -> Result<Option<Group>> {
    let rest = "JOIN distribution d ON d.group_id = g.id WHERE d.id = ?1";
    Ok(read(connection, rest, &[&one.to_string()])?.pop())
}

/// The groups with a ticket that has one of these code hashes, the newest first.
pub(crate) fn with_code(connection: &Connection, hash: &str) -> Result<Vec<Group>> {
    let rest = "WHERE g.id IN (SELECT group_id FROM distribution WHERE code_hash = ?1) \
         ORDER BY g.created_at DESC, g.version DESC, g.line";
    read(connection, rest, &[&hash])
}

/// A page of the groups for which everything holds, the newest first, and how many there are.
pub(crate) fn page(connection: &Connection, filter: &GroupFilter) -> Result<(Vec<Group>, u64)> {
    let mut conditions = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut add = |sql: &str, value: Box<dyn ToSql>| {
        values.push(value);
        conditions.push(sql.replace("??", &format!("?{}", values.len())));
    };
    if let Some(order) = filter.order {
        add("g.order_id = ??", Box::new(order.to_string()));
    }
    if let Some(version) = filter.version {
        add("g.version = ??", Box::new(version));
    }
    if let Some(line) = filter.line {
        add("g.line = ??", Box::new(line));
    }
    if let Some(status) = filter.status {
        add("g.id IN (SELECT group_id FROM distribution WHERE status = ??)", Box::new(status.word()));
    }
    if let Some(number) = &filter.ticket_number {
        add("g.id IN (SELECT group_id FROM distribution WHERE ticket_number = ??)", Box::new(number.clone()));
    }
    if let Some(from) = filter.created_from {
        add("g.created_at >= ??", Box::new(millis(from)));
    }
    if let Some(until) = filter.created_until {
        add("g.created_at <= ??", Box::new(millis(until)));
    }
    let condition = if conditions.is_empty() { "1".to_owned() } else { conditions.join(" AND ") };
    let bound: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
    let total: i64 = connection
        .prepare_cached(&format!("SELECT count(*) FROM ticket_group g WHERE {condition}"))?
        .query_row(&*bound, |row| row.get(0))?;
    let from = u64::from(filter.page.max(1) - 1) * u64::from(filter.size);
    let rest = format!(
        "WHERE {condition} ORDER BY g.created_at DESC, g.version DESC, g.line LIMIT {} OFFSET {from}",
        filter.size
    );
    Ok((read(connection, &rest, &bound)?, total.unsigned_abs()))
}

/// Tickets in these statuses whose validity ended by an instant.
pub(crate) fn over(connection: &Connection, now: Instant, limit: u32) -> Result<Vec<DistributionId>> {
    let words: Vec<String> = Status::ALL
        .into_iter()
        .filter(|status| status.is_valid())
        .map(|status| format!("'{}'", status.word()))
        .collect();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id FROM distribution WHERE status IN ({}) AND valid_until <= ?1 LIMIT ?2",
        words.join(", ")
    ))?;
    let mut rows = statement.query(params![millis(now), limit])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(Cells::new(row, ONE).word("id", |id| id.parse().ok())?);
    }
    Ok(ids)
}

fn read(connection: &Connection, rest: &str, values: &[&dyn ToSql]) -> Result<Vec<Group>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT}{rest}"))?;
    let mut rows = statement.query(values)?;
    let mut groups = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        groups.push(Group {
            id: cells.word("id", |id| id.parse().ok())?,
            order: cells.word("order_id", |id| id.parse().ok())?,
            order_code: cells.take("code")?,
            line: cells.take("line")?,
            version: cells.take("version")?,
            created_at: cells.instant("created_at")?,
            distributions: Vec::new(),
        });
    }
    for group in &mut groups {
        group.distributions = tickets(connection, group.id)?;
    }
    Ok(groups)
}

fn tickets(connection: &Connection, group: GroupId) -> Result<Vec<Distribution>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT_ONE}WHERE group_id = ?1 ORDER BY number"))?;
    let mut rows = statement.query([group.to_string()])?;
    let mut tickets = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, ONE);
        tickets.push(Distribution {
            id: cells.word("id", |id| id.parse().ok())?,
            number: cells.take("number")?,
            ticket: cells.take("ticket_place")?,
            ticket_number: cells.take("ticket_number")?,
            code_hash: cells.take("code_hash")?,
            status: cells.word("status", Status::from_word)?,
            status_at: cells.instant("status_at")?,
            valid_until: cells.instant("valid_until")?,
            replaced_by: cells.word_if("replaced_by", |id| id.parse().ok())?,
        });
    }
    Ok(tickets)
}
