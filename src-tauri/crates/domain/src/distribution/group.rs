//! Groups: which tickets an order must have on their way, and what has to change so that it has them.

use sha2::{Digest, Sha256};

use super::status::{Move, Status};
use crate::{
    DistributionId, GroupId, Instant, OrderId,
    order::{Order, State},
    ticket::Ticket,
};

/// One ticket of a group (`TicketDistribution`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// Its id.
    pub id: DistributionId,
    /// Place within the group, from 1.
    pub number: u32,
    /// Place of the ticket among the order's tickets, from 1; `None` where the supplier's own document holds the line.
    pub ticket: Option<u32>,
    /// The supplier's id of the ticket; empty where it gave none.
    pub ticket_number: String,
    /// SHA-256 of format and code, hex; empty without a code. Finds a scanned code and tells a changed one.
    pub code_hash: String,
    /// How it stands.
    pub status: Status,
    /// Since when.
    pub status_at: Instant,
    /// When its validity ends.
    pub valid_until: Instant,
    /// The ticket that took its place.
    pub replaced_by: Option<DistributionId>,
}

/// The tickets of one line of one version of an order (`TicketDistributionGroup`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Of which order.
    pub order: OrderId,
    /// The order's short code.
    pub order_code: String,
    /// Line of the order, from 1.
    pub line: u32,
    /// Version of the order, from 1: it counts the sets of tickets an order had.
    pub version: u32,
    /// When it was made.
    pub created_at: Instant,
    /// Its tickets, by number. Replaced ones stay.
    pub distributions: Vec<Distribution>,
}

/// A ticket to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDistribution {
    /// As [`Distribution::ticket`].
    pub ticket: Option<u32>,
    /// As [`Distribution::ticket_number`].
    pub ticket_number: String,
    /// As [`Distribution::code_hash`].
    pub code_hash: String,
    /// As [`Distribution::valid_until`].
    pub valid_until: Instant,
}

/// What has to happen to the groups of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A ticket takes a move.
    Move {
        /// Which.
        distribution: DistributionId,
        /// Which move.
        of: Move,
    },
    /// A group is made.
    Create {
        /// Line of the order, from 1.
        line: u32,
        /// Version of the order.
        version: u32,
        /// Its tickets.
        tickets: Vec<NewDistribution>,
    },
    /// All groups of a version are made.
    Generated {
        /// Which.
        version: u32,
    },
}

/// The groups of the newest version of an order: what it stands for now.
pub fn newest(groups: &[Group]) -> impl Iterator<Item = &Group> + Clone {
    let version = groups.iter().map(|group| group.version).max();
    groups.iter().filter(move |group| Some(group.version) == version)
}

/// What has to happen so that the groups say what the order says. Asked twice it asks for nothing the second time.
///
/// `by_supplier`: whether the supplier itself cancelled the order. An order whose outcome is open changes nothing.
pub fn plan(order: &Order, groups: &[Group], by_supplier: bool) -> Vec<Change> {
    match order.state {
        State::Ready => ready(order, groups),
        State::Cancelled | State::Failed | State::Expired => take_back(groups, by_supplier).collect(),
        State::Draft
        | State::Creating
        | State::Held
        | State::Confirming
        | State::Fulfilling
        | State::Cancelling
        | State::Unknown => Vec::new(),
    }
}

fn ready(order: &Order, groups: &[Group]) -> Vec<Change> {
    let wanted = tickets_by_line(order);
    let version = groups.iter().map(|group| group.version).max().unwrap_or(0);
    let latest: Vec<&Group> = groups.iter().filter(|group| group.version == version).collect();
    if version > 0 && same(&wanted, &latest) {
        return Vec::new();
    }
    let mut changes: Vec<Change> = take_back(groups, true).collect();
    let version = version + 1;
    changes.extend((1..).zip(wanted).map(|(line, tickets)| Change::Create { line, version, tickets }));
    changes.push(Change::Generated { version });
    changes
}

/// Every ticket that is not void already.
fn take_back(groups: &[Group], by_supplier: bool) -> impl Iterator<Item = Change> {
    groups
        .iter()
        .flat_map(|group| &group.distributions)
        .filter(|one| !one.status.is_void())
        .map(move |one| Change::Move { distribution: one.id, of: one.status.taking_back(by_supplier) })
}

/// Whether the groups hold the tickets of the order, in any order within a line; what was replaced here does not count.
fn same(wanted: &[Vec<NewDistribution>], groups: &[&Group]) -> bool {
    let key = |number: &str, hash: &str| (number.to_owned(), hash.to_owned());
    (1..).zip(wanted).all(|(line, tickets)| {
        let Some(group) = groups.iter().find(|group| group.line == line) else { return false };
        let mut here: Vec<_> = group
            .distributions
            .iter()
            .filter(|one| one.replaced_by.is_none())
            .map(|one| key(&one.ticket_number, &one.code_hash))
            .collect();
        let mut there: Vec<_> = tickets.iter().map(|one| key(&one.ticket_number, &one.code_hash)).collect();
        here.sort();
        there.sort();
        here == there
    })
}

/// The tickets of each line. A ticket that names no variant of the order goes to the first line that still lacks one; without
/// codes a line is one ticket, which the supplier's document holds.
fn tickets_by_line(order: &Order) -> Vec<Vec<NewDistribution>> {
    let mut lines: Vec<Vec<NewDistribution>> = vec![Vec::new(); order.lines.len().max(1)];
    let issued = &order.tickets.tickets;
    if issued.is_empty() {
        for line in &mut lines {
            line.push(NewDistribution {
                ticket: None,
                ticket_number: String::new(),
                code_hash: String::new(),
                valid_until: order.visit_ends(),
            });
        }
        return lines;
    }
    let mut homeless = Vec::new();
    for (place, ticket) in (1..).zip(issued) {
        let home = order.lines.iter().position(|line| Some(&line.variant) == ticket.variant.as_ref());
        match home.and_then(|home| lines.get_mut(home)) {
            Some(line) => line.push(made(order, place, ticket)),
            None => homeless.push(made(order, place, ticket)),
        }
    }
    for ticket in homeless {
        let lacks = order.lines.iter().zip(&lines).position(|(line, has)| has.len() < line.count as usize);
        let home = lacks.unwrap_or(lines.len() - 1);
        if let Some(line) = lines.get_mut(home) {
            line.push(ticket);
        }
    }
    lines
}

fn made(order: &Order, place: u32, ticket: &Ticket) -> NewDistribution {
    let last = ticket.valid_until.map(|day| Order { day, ..order.clone() }.visit_ends());
    NewDistribution {
        ticket: Some(place),
        ticket_number: ticket.id.clone(),
        code_hash: code_hash(ticket.format.word(), ticket.barcode.reveal()),
        valid_until: last.unwrap_or_else(|| order.visit_ends()),
    }
}

/// SHA-256 of a code and its format, hex: it can be looked for, and does not open a door.
pub fn code_hash(format: &str, code: &str) -> String {
    let mut sum = Sha256::new();
    sum.update(format.as_bytes());
    sum.update([0]);
    sum.update(code.as_bytes());
    sum.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Whether every ticket of a version is with the client, or void; nothing when it has none.
pub fn all_distributed(groups: &[Group], version: u32) -> bool {
    let mut tickets = groups.iter().filter(|group| group.version == version).flat_map(|group| &group.distributions);
    let mut any = false;
    tickets.all(|one| {
        any |= one.status.is_valid();
        one.status.is_valid() || one.status.is_void()
    }) && any
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Personal, SupplierKey, VariantId,
        order::{Line, samples},
        ticket::BarcodeFormat,
    };

    fn variant(own: &str) -> VariantId {
        VariantId::new(SupplierKey::Tiqets, own)
    }

    fn issued(id: &str, variant: Option<VariantId>) -> Ticket {
        Ticket {
            id: id.into(),
            variant,
            barcode: Personal::from(format!("code-{id}")),
            format: BarcodeFormat::QrCode,
            valid_from: None,
            valid_until: None,
            seat: None,
        }
    }

    fn sold(tickets: Vec<Ticket>) -> Order {
        let mut order = samples::order("01");
        order.state = State::Ready;
        let line = |own: &str, count| Line { variant: variant(own), label: own.into(), count, unit: None };
        order.lines = vec![line("adult", 2), line("child", 1)];
        order.tickets.tickets = tickets;
        order
    }

    fn three() -> Vec<Ticket> {
        vec![issued("1", Some(variant("adult"))), issued("2", Some(variant("child"))), issued("3", None)]
    }

    /// What the store does with the changes.
    fn carry_out(groups: &mut Vec<Group>, order: &Order, changes: Vec<Change>) {
        let mut next = groups.iter().map(|group| group.distributions.len()).sum::<usize>() as u128;
        let mut id = || {
            next += 1;
            DistributionId(uuid::Uuid::from_u128(next))
        };
        for change in changes {
            match change {
                Change::Move { distribution, of } => {
                    let all = groups.iter_mut().flat_map(|group| &mut group.distributions);
                    let one = all.into_iter().find(|one| one.id == distribution).unwrap();
                    if let Some(next) = super::super::step(one.status, of).unwrap() {
                        one.status = next;
                    }
                }
                Change::Create { line, version, tickets } => groups.push(Group {
                    id: GroupId(uuid::Uuid::from_u128(u128::from(version * 10 + line))),
                    order: order.id,
                    order_code: order.code.clone(),
                    line,
                    version,
                    created_at: order.updated_at,
                    distributions: (1..)
                        .zip(tickets)
                        .map(|(number, new)| Distribution {
                            id: id(),
                            number,
                            ticket: new.ticket,
                            ticket_number: new.ticket_number,
                            code_hash: new.code_hash,
                            status: Status::Created,
                            status_at: order.updated_at,
                            valid_until: new.valid_until,
                            replaced_by: None,
                        })
                        .collect(),
                }),
                Change::Generated { .. } => {}
            }
        }
    }

    #[test]
    fn a_sold_order_gets_a_group_a_line_once() {
        let order = sold(three());
        let mut groups = Vec::new();
        let changes = plan(&order, &groups, false);
        assert_eq!(changes.len(), 3);
        assert_eq!(changes.last(), Some(&Change::Generated { version: 1 }));
        carry_out(&mut groups, &order, changes);
        let places: Vec<Vec<_>> =
            groups.iter().map(|group| group.distributions.iter().map(|one| one.ticket).collect()).collect();
        assert_eq!(places, [vec![Some(1), Some(3)], vec![Some(2)]], "a ticket without a variant fills what lacks one");
        assert_eq!(plan(&order, &groups, false), []);
    }

    #[test]
    fn the_order_of_tickets_does_not_matter_and_a_new_code_does() {
        let mut order = sold(three());
        let mut groups = Vec::new();
        carry_out(&mut groups, &order, plan(&order, &[], false));
        order.tickets.tickets.swap(0, 1);
        assert_eq!(plan(&order, &groups, false), []);
        order.tickets.tickets[0].barcode = Personal::from("another");
        let changes = plan(&order, &groups, false);
        carry_out(&mut groups, &order, changes);
        assert_eq!(groups.len(), 4);
        assert!(
            groups
                .iter()
                .filter(|group| group.version == 1)
                .all(|group| group.distributions.iter().all(|one| one.status == Status::Cancelled))
        );
        assert_eq!(plan(&order, &groups, false), []);
    }

    #[test]
    fn a_cancelled_order_takes_its_tickets_back_and_says_who_did() {
        for (by_supplier, word) in [(false, Status::Cancelled), (true, Status::CancelledExternally)] {
            let mut order = sold(three());
            let mut groups = Vec::new();
            carry_out(&mut groups, &order, plan(&order, &[], false));
            groups[0].distributions[0].status = Status::Distributed;
            order.state = State::Unknown;
            assert_eq!(plan(&order, &groups, by_supplier), [], "nothing is known yet");
            order.state = State::Cancelled;
            let changes = plan(&order, &groups, by_supplier);
            carry_out(&mut groups, &order, changes);
            assert_eq!(groups[0].distributions[0].status, word);
            assert_eq!(groups[1].distributions[0].status, Status::Cancelled, "it never reached a client");
            assert_eq!(plan(&order, &groups, by_supplier), []);
        }
    }

    #[test]
    fn without_codes_each_line_is_one_ticket_of_the_document() {
        let order = sold(Vec::new());
        let mut groups = Vec::new();
        carry_out(&mut groups, &order, plan(&order, &[], false));
        assert_eq!(groups.len(), 2);
        assert!(groups.iter().all(|group| group.distributions.len() == 1 && group.distributions[0].ticket.is_none()));
        assert_eq!(plan(&order, &groups, false), []);
    }

    #[test]
    fn a_version_is_with_the_client_when_all_of_it_is() {
        let order = sold(three());
        let mut groups = Vec::new();
        assert!(!all_distributed(&groups, 1));
        carry_out(&mut groups, &order, plan(&order, &[], false));
        assert!(!all_distributed(&groups, 1));
        for one in groups.iter_mut().flat_map(|group| &mut group.distributions) {
            one.status = Status::Distributed;
        }
        assert!(all_distributed(&groups, 1));
        groups[0].distributions[0].status = Status::Cancelled;
        assert!(all_distributed(&groups, 1));
    }
}
