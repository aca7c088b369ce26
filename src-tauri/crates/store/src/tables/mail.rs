//! The outbox of mails, and the tickets in each.

use counterfoil_domain::{
    Instant, MailId, Personal,
    distribution::mail::{Mail, MailState},
};
use rusqlite::{Connection, ToSql, Transaction, params};

use crate::{
    Result,
    cells::{Cells, millis},
    ledger::mails::MailFilter,
};

const TABLE: &str = "mail";
const SELECT: &str = "SELECT id, order_id, recipient, language, state, tries, next_at, note, created_at, updated_at \
     FROM mail ";

pub(crate) fn insert(transaction: &Transaction<'_>, mail: &Mail, key: &str) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO mail (id, key, order_id, recipient, language, state, tries, next_at, note, created_at, \
             updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            mail.id.to_string(),
            key,
            mail.order.to_string(),
            mail.to.reveal(),
            mail.language,
            mail.state.word(),
            mail.tries,
            millis(mail.next_at),
            mail.note,
            millis(mail.created_at),
            millis(mail.updated_at),
        ])?;
    let mut statement =
        transaction.prepare_cached("INSERT INTO mail_ticket (mail_id, place, distribution_id) VALUES (?1, ?2, ?3)")?;
    for (place, ticket) in (1_u32..).zip(&mail.tickets) {
        statement.execute(params![mail.id.to_string(), place, ticket.to_string()])?;
    }
    Ok(())
}

/// Writes how a mail stands; to whom it goes and what is in it never changes.
pub(crate) fn save(transaction: &Transaction<'_>, mail: &Mail) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE mail SET state = ?2, tries = ?3, next_at = ?4, note = ?5, updated_at = ?6 WHERE id = ?1",
        )?
        .execute(params![
            mail.id.to_string(),
            mail.state.word(),
            mail.tries,
            millis(mail.next_at),
            mail.note,
            millis(mail.updated_at),
        ])?;
    Ok(())
}

pub(crate) fn by_id(connection: &Connection, id: MailId) -> Result<Option<Mail>> {
    Ok(read(connection, "WHERE id = ?1", &[&id.to_string()])?.pop())
}

pub(crate) fn by_key(connection: &Connection, key: &str) -> Result<Option<Mail>> {
    Ok(read(connection, "WHERE key = ?1", &[&key])?.pop())
}

/// What waits and is due by an instant, the longest due first.
pub(crate) fn due(connection: &Connection, now: Instant, limit: u32) -> Result<Vec<Mail>> {
    let rest = "WHERE state = ?1 AND next_at <= ?2 ORDER BY next_at, id LIMIT ?3";
    read(connection, rest, &[&MailState::Queued.word(), &millis(now), &limit])
}

/// All in a state, the oldest first.
pub(crate) fn in_state(connection: &Connection, state: MailState) -> Result<Vec<Mail>> {
    read(connection, "WHERE state = ?1 ORDER BY created_at, id", &[&state.word()])
}

/// A page of the mails for which everything holds, the newest first, and how many there are.
pub(crate) fn page(connection: &Connection, filter: &MailFilter) -> Result<(Vec<Mail>, u64)> {
    let mut conditions = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    if let Some(order) = filter.order {
        values.push(Box::new(order.to_string()));
        conditions.push(format!("order_id = ?{}", values.len()));
    }
    if filter.open {
        let mut marks = Vec::new();
        for state in MailState::ALL.into_iter().filter(|state| !state.is_over()) {
            values.push(Box::new(state.word()));
            marks.push(format!("?{}", values.len()));
        }
        conditions.push(format!("state IN ({})", marks.join(", ")));
    }
    let condition = if conditions.is_empty() { "1".to_owned() } else { conditions.join(" AND ") };
    let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
    let total: i64 = connection
        .prepare_cached(&format!("SELECT count(*) FROM mail WHERE {condition}"))?
        .query_row(&*values, |row| row.get(0))?;
    let from = u64::from(filter.page.max(1) - 1) * u64::from(filter.size);
    let rest = format!("WHERE {condition} ORDER BY created_at DESC, id DESC LIMIT {} OFFSET {from}", filter.size);
    Ok((read(connection, &rest, &values)?, total.unsigned_abs()))
}

fn read(connection: &Connection, rest: &str, values: &[&dyn ToSql]) -> Result<Vec<Mail>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT}{rest}"))?;
    let mut rows = statement.query(values)?;
    let mut mails = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, TABLE);
        mails.push(Mail {
            id: cells.word("id", |id| id.parse().ok())?,
            order: cells.word("order_id", |id| id.parse().ok())?,
            tickets: Vec::new(),
            to: Personal::new(cells.take("recipient")?),
            language: cells.take("language")?,
            state: cells.word("state", MailState::from_word)?,
            tries: cells.take("tries")?,
            next_at: cells.instant("next_at")?,
            note: cells.take("note")?,
            created_at: cells.instant("created_at")?,
            updated_at: cells.instant("updated_at")?,
        });
    }
    let sql = "SELECT distribution_id FROM mail_ticket WHERE mail_id = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(sql)?;
    for mail in &mut mails {
        let mut rows = statement.query([mail.id.to_string()])?;
        while let Some(row) = rows.next()? {
            mail.tickets.push(Cells::new(row, "mail_ticket").word("distribution_id", |id| id.parse().ok())?);
        }
    }
    Ok(mails)
}
