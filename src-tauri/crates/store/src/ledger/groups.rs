//! Groups of tickets, learned from the orders of this ledger, and the outbox of events that tells of them. A change and its
//! event are one transaction.

use counterfoil_domain::{
    DistributionId, GroupId, Instant, OrderId,
    distribution::{
        Change, EventKind, Group, Move, Status, TicketEvent, group::all_distributed, plan, status::IllegalMove, step,
    },
};
use rusqlite::Transaction;
use uuid::Uuid;

use super::LedgerFile;
use crate::{
    Result, StoreError,
    tables::{event_sink, group_mark, journal, sale_order, ticket_event, ticket_group},
};

/// Makes ids; randomness and clock are the caller's.
pub type NewId = fn() -> Uuid;

/// Which groups are searched: all conditions hold. The newest come first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupFilter {
    /// Of this order.
    pub order: Option<OrderId>,
    /// Of this version of it.
    pub version: Option<u32>,
    /// Of this line of it, from 1.
    pub line: Option<u32>,
    /// With a ticket in this status.
    pub status: Option<Status>,
    /// With the ticket of this number of the supplier's.
    pub ticket_number: Option<String>,
    /// Made at this instant or later.
    pub created_from: Option<Instant>,
    /// Made at this instant or earlier.
    pub created_until: Option<Instant>,
    /// Page, from 1; 0 is taken as 1.
    pub page: u32,
    /// Groups a page.
    pub size: u32,
}

/// Where a sink of events is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sink {
    /// Its name.
    pub name: String,
    /// It has every event up to this place for certain.
    pub seq: u64,
    /// Failed tries since the last success.
    pub tries: u32,
    /// When it is tried next.
    pub next_at: Instant,
    /// What went wrong last; empty when nothing did.
    pub trouble: String,
}

impl LedgerFile {
    /// Orders whose groups may not say what the order says.
    pub fn unseen_orders(&self, limit: u32) -> Result<Vec<OrderId>> {
        self.database.read(|connection| group_mark::unseen(connection, limit))
    }

    /// Makes the groups of an order say what the order says, with their events. Returns how many events that were; 0 when
    /// nothing had to change.
    pub fn settle_groups(&self, order: OrderId, at: Instant, new_id: NewId) -> Result<usize> {
        // Whoever looks at tickets settles them first; only what is new is worth the ledger's one writer.
        if self.database.read(|connection| group_mark::is_seen(connection, order))? {
            return Ok(0);
        }
        self.database.write(move |transaction| {
            let order = sale_order::by_id(transaction, order)?.ok_or(StoreError::NotFound { noun: "order" })?;
            let by_supplier = journal::cancelled_by_itself(transaction, order.id)?;
            let changes = plan(&order, &ticket_group::of(transaction, order.id)?, by_supplier);
            let mut told = 0;
            for change in changes {
                told += match change {
                    Change::Move { distribution, of } => {
                        usize::from(take(transaction, distribution, of, at, new_id)?.is_some())
                    }
                    Change::Create { line, version, tickets } => {
                        let group = Group {
                            id: GroupId(new_id()),
                            order: order.id,
                            order_code: order.code.clone(),
                            line,
                            version,
                            created_at: at,
                            distributions: (1..)
                                .zip(tickets)
                                .map(|(number, new)| ticket_group::fresh(DistributionId(new_id()), number, new, at))
                                .collect(),
                        };
                        ticket_group::insert(transaction, &group)?;
                        let kind = EventKind::TicketDistributionGroupCreated;
                        tell(transaction, &group, None, kind, at, new_id)?;
                        for one in &group.distributions {
                            let kind = EventKind::TicketDistributionAdded;
                            tell(transaction, &group, Some(one.id), kind, at, new_id)?;
                        }
                        1 + group.distributions.len()
                    }
                    Change::Generated { version } => {
                        let kind = EventKind::AllTicketDistributionGroupsForOrderVersionGenerated;
                        tell_version(transaction, order.id, version, kind, at, new_id)?;
                        1
                    }
                };
            }
            group_mark::set(transaction, order.id, order.version)?;
            Ok(told)
        })
    }

    /// The groups of an order, the newest version last.
    pub fn groups(&self, order: OrderId) -> Result<Vec<Group>> {
        self.database.read(|connection| ticket_group::of(connection, order))
    }

    /// The group that holds a ticket.
    pub fn group_holding(&self, one: DistributionId) -> Result<Option<Group>> {
        self.database.read(|connection| ticket_group::holding(connection, one))
    }

    /// The groups with a ticket of this code, by [`counterfoil_domain::distribution::group::code_hash`]; the newest first.
    pub fn groups_with_code(&self, hash: &str) -> Result<Vec<Group>> {
        self.database.read(|connection| ticket_group::with_code(connection, hash))
    }

    /// A page of groups, and how many there are over all pages.
    pub fn search_groups(&self, filter: &GroupFilter) -> Result<(Vec<Group>, u64)> {
        self.database.read(|connection| ticket_group::page(connection, filter))
    }

    /// Moves tickets, with their events. Moves that bring nothing new are fine; an illegal one refuses them all.
    /// Returns how many moved.
    pub fn move_tickets(&self, tickets: &[DistributionId], of: Move, at: Instant, new_id: NewId) -> Result<usize> {
        let tickets = tickets.to_vec();
        self.database.write(move |transaction| move_all(transaction, &tickets, of, at, new_id))
    }

    /// Expires tickets whose time went by. Returns how many did.
    pub fn expire_tickets(&self, now: Instant, limit: u32, new_id: NewId) -> Result<usize> {
        if self.database.read(|connection| ticket_group::over(connection, now, 1))?.is_empty() {
            return Ok(0);
        }
        self.database.write(move |transaction| {
            let over = ticket_group::over(transaction, now, limit)?;
            move_all(transaction, &over, Move::Expire, now, new_id)
        })
    }

    /// Events after a place in the outbox, oldest first.
    pub fn events_after(&self, seq: u64, limit: u32) -> Result<Vec<TicketEvent>> {
        self.database.read(|connection| ticket_event::after(connection, seq, limit))
    }

    /// The events of an order, oldest first.
    pub fn events_of(&self, order: OrderId) -> Result<Vec<TicketEvent>> {
        self.database.read(|connection| ticket_event::of(connection, order))
    }

    /// The place of the newest event; 0 when there is none.
    pub fn newest_event(&self) -> Result<u64> {
        self.database.read(ticket_event::newest)
    }

    /// Where the sinks are.
    pub fn sinks(&self) -> Result<Vec<Sink>> {
        self.database.read(event_sink::all)
    }

    /// Forgets where a sink is: another target of its name begins with the oldest event.
    pub fn forget_sink(&self, name: &str) -> Result<()> {
        let name = name.to_owned();
        self.database.write(move |transaction| event_sink::forget(transaction, &name))
    }

    /// Writes where a sink is; it never goes back.
    pub fn save_sink(&self, sink: &Sink) -> Result<()> {
        let sink = sink.clone();
        self.database.write(move |transaction| event_sink::save(transaction, &sink))
    }
}

/// Moves tickets within a transaction of more.
pub(crate) fn move_all(
    transaction: &Transaction<'_>,
    tickets: &[DistributionId],
    of: Move,
    at: Instant,
    new_id: NewId,
) -> Result<usize> {
    let mut moved = 0;
    for one in tickets {
        moved += usize::from(take(transaction, *one, of, at, new_id)?.is_some());
    }
    Ok(moved)
}

/// One move of one ticket: its status, its event, and the event of its version when that is complete now.
fn take(
    transaction: &Transaction<'_>,
    id: DistributionId,
    of: Move,
    at: Instant,
    new_id: NewId,
) -> Result<Option<Status>> {
    let group = ticket_group::holding(transaction, id)?.ok_or(StoreError::NotFound { noun: "ticket" })?;
    let one = group.distributions.iter().find(|one| one.id == id).ok_or(StoreError::NotFound { noun: "ticket" })?;
    let Some(status) = step(one.status, of).map_err(StoreError::from)? else { return Ok(None) };
    ticket_group::set_status(transaction, id, status, at)?;
    tell(transaction, &group, Some(id), EventKind::of_status(status), at, new_id)?;
    let all = EventKind::AllTicketDistributionGroupsForOrderVersionDistributed;
    if status == Status::Distributed
        && !ticket_event::told(transaction, group.order, group.version, all)?
        && all_distributed(&ticket_group::of(transaction, group.order)?, group.version)
    {
        tell_version(transaction, group.order, group.version, all, at, new_id)?;
    }
    Ok(Some(status))
}

pub(crate) fn tell(
    transaction: &Transaction<'_>,
    group: &Group,
    one: Option<DistributionId>,
    kind: EventKind,
    at: Instant,
    new_id: NewId,
) -> Result<()> {
    let event = TicketEvent {
        seq: 0,
        id: new_id(),
        kind,
        at,
        order: group.order,
        order_code: group.order_code.clone(),
        order_version: group.version,
        order_line: Some(group.line),
        group: Some(group.id),
        distribution: one,
    };
    ticket_event::add(transaction, &event).map(drop)
}

fn tell_version(
    transaction: &Transaction<'_>,
    order: OrderId,
    version: u32,
    kind: EventKind,
    at: Instant,
    new_id: NewId,
) -> Result<()> {
    let event = TicketEvent {
        seq: 0,
        id: new_id(),
        kind,
        at,
        order,
        order_code: String::new(),
        order_version: version,
        order_line: None,
        group: None,
        distribution: None,
    };
    ticket_event::add(transaction, &event).map(drop)
}

impl From<IllegalMove> for StoreError {
    fn from(refused: IllegalMove) -> Self {
        Self::TicketMove(refused)
    }
}
