//! The outbox of mails. What becomes of a mail and what it means for its tickets is one transaction.

use counterfoil_domain::{
    DistributionId, Instant, MailId, OrderId,
    distribution::{
        Move, Status,
        mail::{Mail, MailEvent, MailState},
    },
    order::State,
};
use rusqlite::Transaction;

use super::{
    LedgerFile,
    groups::{NewId, move_all},
};
use crate::{
    Result, StoreError,
    tables::{mail, sale_order, ticket_group},
};

/// Which mails are listed: all conditions hold. The newest come first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailFilter {
    /// Of this order.
    pub order: Option<OrderId>,
    /// Only those that wait, are being sent, or ask for a person.
    pub open: bool,
    /// Page, from 1; 0 is taken as 1.
    pub page: u32,
    /// Mails a page.
    pub size: u32,
}

/// Whether a mail may be handed over now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// It may, and it stands as being sent.
    Go(Mail),
    /// It waits no more, or not yet. Nothing was written.
    Gone,
    /// A ticket in it is void. Nothing was written.
    Void(Status),
    /// Its order is not what its tickets were issued for. Nothing was written.
    OrderIs(State),
}

/// What happened to a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailStep {
    /// What.
    pub event: MailEvent,
    /// The words that tell of it.
    pub words: String,
    /// When.
    pub at: Instant,
}

impl LedgerFile {
    /// Writes a mail into the outbox. The same key for the same is the mail that is there already.
    ///
    /// Fails with [`StoreError::TicketVoid`] for tickets that are worth nothing, with `NotFound` for those of another
    /// order, and with [`StoreError::MailKeyReused`]; then nothing is written.
    pub fn queue_mail(&self, wanted: &Mail, key: &str) -> Result<Mail> {
        let (wanted, key) = (wanted.clone(), key.to_owned());
        self.database.write(move |transaction| {
            if let Some(known) = mail::by_key(transaction, &key)? {
                let same = known.order == wanted.order && known.to == wanted.to && known.tickets == wanted.tickets;
                return if same { Ok(known) } else { Err(StoreError::MailKeyReused) };
            }
            for ticket in &wanted.tickets {
                let group = ticket_group::holding(transaction, *ticket)?;
                if group.is_none_or(|group| group.order != wanted.order) {
                    return Err(StoreError::NotFound { noun: "ticket" });
                }
            }
            if let Some(status) = first_void(transaction, &wanted.tickets)? {
                return Err(StoreError::TicketVoid { status });
            }
            mail::insert(transaction, &wanted, &key)?;
            Ok(wanted)
        })
    }

    /// A mail.
    pub fn mail(&self, id: MailId) -> Result<Option<Mail>> {
        self.database.read(|connection| mail::by_id(connection, id))
    }

    /// A page of mails, and how many there are over all pages.
    pub fn list_mails(&self, filter: &MailFilter) -> Result<(Vec<Mail>, u64)> {
        self.database.read(|connection| mail::page(connection, filter))
    }

    /// Mails that wait and are due by an instant, the longest due first.
    pub fn due_mails(&self, now: Instant, limit: u32) -> Result<Vec<Mail>> {
        self.database.read(|connection| mail::due(connection, now, limit))
    }

    /// Commits that a mail is about to be handed over, unless a ticket in it is void or its order stands otherwise: that is
    /// looked at in the same transaction. On disk before this returns.
    pub fn begin_mail(&self, id: MailId, now: Instant) -> Result<Begun> {
        self.database.write(move |transaction| {
            let Some(mail) = mail::by_id(transaction, id)? else { return Ok(Begun::Gone) };
            if mail.next_at > now {
                return Ok(Begun::Gone);
            }
            let Some(begun) = mail.after(MailEvent::Begun, "", now) else { return Ok(Begun::Gone) };
            if let Some(status) = first_void(transaction, &mail.tickets)? {
                return Ok(Begun::Void(status));
            }
            let order = sale_order::by_id(transaction, mail.order)?.ok_or(StoreError::NotFound { noun: "order" })?;
            if order.state != State::Ready {
                return Ok(Begun::OrderIs(order.state));
            }
            mail::save(transaction, &begun)?;
            Ok(Begun::Go(begun))
        })
    }

    /// Commits what became of a mail, together with what that means for its tickets: those of a mail that is sent are
    /// distributed, those of one that is refused and that nobody has are failed; void ones stay void. One that waits and
    /// could not even begin passes through "being sent" here, so that it counts as a try.
    ///
    /// Fails with [`StoreError::MailStands`] when it must not happen in the state the mail has.
    pub fn settle_mail(&self, id: MailId, step: &MailStep, new_id: NewId) -> Result<Mail> {
        let step = step.clone();
        self.database.write(move |transaction| {
            let mail = mail::by_id(transaction, id)?.ok_or(StoreError::NotFound { noun: "mail" })?;
            let stands = || StoreError::MailStands { state: mail.state };
            let MailStep { event, words, at } = &step;
            let tried = mail.state == MailState::Queued && matches!(event, MailEvent::PutOff | MailEvent::Refused);
            let begun = if tried { mail.after(MailEvent::Begun, "", *at) } else { Some(mail.clone()) };
            let next = begun.and_then(|begun| begun.after(*event, words, *at)).ok_or_else(stands)?;
            mail::save(transaction, &next)?;
            let tickets = match next.state {
                MailState::Sent => Some((Move::Distribute, those(transaction, &next.tickets, |s| !s.is_void())?)),
                MailState::Refused => Some((Move::Fail, those(transaction, &next.tickets, |s| s == Status::Created)?)),
                MailState::Queued | MailState::Sending | MailState::Doubtful | MailState::Withdrawn => None,
            };
            if let Some((of, tickets)) = tickets {
                move_all(transaction, &tickets, of, *at, new_id)?;
            }
            Ok(next)
        })
    }

    /// Makes every mail that stands as being sent doubtful. Only for whoever knows that nobody is sending: that their
    /// sender is gone. Returns them.
    pub fn doubt_mails(&self, words: &str, at: Instant) -> Result<Vec<Mail>> {
        if self.database.read(|connection| mail::in_state(connection, MailState::Sending))?.is_empty() {
            return Ok(Vec::new());
        }
        let words = words.to_owned();
        self.database.write(move |transaction| {
            let sending = mail::in_state(transaction, MailState::Sending)?;
            let doubtful: Vec<_> = sending.iter().filter_map(|mail| mail.after(MailEvent::Lost, &words, at)).collect();
            doubtful.iter().try_for_each(|mail| mail::save(transaction, mail))?;
            Ok(doubtful)
        })
    }
}

fn first_void(transaction: &Transaction<'_>, tickets: &[DistributionId]) -> Result<Option<Status>> {
    for ticket in tickets {
        if let Some(status) = status_of(transaction, *ticket)?.filter(|status| status.is_void()) {
            return Ok(Some(status));
        }
    }
    Ok(None)
}

/// The tickets whose status is wanted.
fn those(
    transaction: &Transaction<'_>,
    tickets: &[DistributionId],
    wanted: fn(Status) -> bool,
) -> Result<Vec<DistributionId>> {
    let mut found = Vec::new();
    for ticket in tickets {
        if status_of(transaction, *ticket)?.is_some_and(wanted) {
            found.push(*ticket);
        }
    }
    Ok(found)
}

fn status_of(transaction: &Transaction<'_>, ticket: DistributionId) -> Result<Option<Status>> {
    let group = ticket_group::holding(transaction, ticket)?;
    Ok(group.and_then(|group| group.distributions.iter().find(|one| one.id == ticket).map(|one| one.status)))
}
