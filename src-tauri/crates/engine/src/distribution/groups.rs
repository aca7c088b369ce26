//! Groups and their tickets: learned from the ledger by themselves, searched, asked about, found by a scanned code.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
    time::Duration,
};

use counterfoil_domain::{
    DistributionId, Instant, OrderId,
    distribution::{Distribution, Group, group::code_hash},
    order::{Order, State},
    ticket::BarcodeFormat,
};
use counterfoil_store::{GroupFilter, LedgerFile};
use uuid::Uuid;

use super::overview::Tickets;
use crate::{Desk, EngineError, Result, events::DeskEvent};

/// Orders and tickets looked at in one round.
const ROUND: u32 = 100;
/// How old the supplier's word may be when paper is made.
const FRESH: chrono::Duration = chrono::Duration::seconds(60);
/// How long paper waits for the supplier's word.
const PATIENCE: Duration = Duration::from_secs(4);

/// What is known of an order's tickets right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// When the supplier's word was heard.
    pub as_of: Instant,
    /// Whether that was just now; else the supplier could not be asked.
    pub reached: bool,
}

/// One ticket with its group and what its status is worth.
#[derive(Debug, Clone)]
pub struct TicketStatus {
    /// The ticket.
    pub distribution: Distribution,
    /// Its group.
    pub group: Group,
    /// The order.
    pub order: Order,
    /// How fresh that is.
    pub checked: Checked,
}

/// A scanned ticket with all tickets of its order, after the supplier was asked.
#[derive(Debug, Clone)]
pub struct Scanned {
    /// The ticket.
    pub distribution: Distribution,
    /// Its group.
    pub group: Group,
    /// The tickets of the order.
    pub tickets: Arc<Tickets>,
}

impl Desk {
    /// Makes the groups of every sold order say what the order says. Returns how many events that were.
    pub async fn learn_of_sales(&self) -> Result<usize> {
        let mut told = 0;
        for order in self.on_ledger(|ledger| ledger.unseen_orders(ROUND)).await? {
            told += self.learn_of(order).await?;
        }
        let now = self.now();
        let expired = self.on_ledger(move |ledger| ledger.expire_tickets(now, ROUND, Uuid::now_v7)).await?;
        if expired > 0 {
            self.tell(DeskEvent::Tickets { order: None });
        }
        Ok(told + expired)
    }

    pub(super) async fn learn_of(&self, order: OrderId) -> Result<usize> {
        let now = self.now();
        let told = self.on_ledger(move |ledger| ledger.settle_groups(order, now, Uuid::now_v7)).await?;
        if told > 0 {
            self.tell(DeskEvent::Tickets { order: Some(order) });
        }
        Ok(told)
    }

    /// The groups of an order, the newest version last.
    pub async fn ticket_groups(&self, any: &str) -> Result<Vec<Group>> {
        let order = self.order(any).await?.id;
        self.on_ledger(move |ledger| ledger.groups(order)).await
    }

    /// A page of groups for which everything holds, and how many there are over all pages. A search needs a condition.
    pub async fn search_groups(&self, filter: GroupFilter) -> Result<(Vec<Group>, u64)> {
        let GroupFilter { order, version, line, status, ticket_number, created_from, created_until, page: _, size: _ } =
            &filter;
        let any = order.is_some()
            || version.is_some()
            || line.is_some()
            || status.is_some()
            || ticket_number.is_some()
            || created_from.is_some()
            || created_until.is_some();
        if !any {
            return Err(EngineError::Invalid(
                "Name at least one thing to search tickets by: an order, a version, a line, a status, a time or a \
                 ticket number."
                    .to_owned(),
            ));
        }
        self.on_ledger(move |ledger| ledger.search_groups(&filter)).await
    }

    /// Makes the groups of a confirmed order that has none. They appear by themselves; this is for when they do not.
    pub async fn generate_tickets(&self, any: &str) -> Result<Vec<Group>> {
        let order = self.order(any).await?;
        if order.state != State::Ready {
            return Err(EngineError::OrderState {
                code: order.code,
                state: order.state,
                why: "tickets are generated for confirmed orders only.",
            });
        }
        let id = order.id;
        if !self.on_ledger(move |ledger| ledger.groups(id)).await?.is_empty() {
            return Err(EngineError::OrderState {
                code: order.code,
                state: order.state,
                why: "its tickets are generated already.",
            });
        }
        self.learn_of(id).await?;
        self.on_ledger(move |ledger| ledger.groups(id)).await
    }

    /// How one ticket stands, with the supplier's word when it can be asked. Looking does not use a ticket up.
    pub async fn ticket_status(&self, id: DistributionId) -> Result<TicketStatus> {
        let order = self.holding(id).await?.order;
        let checked = self.hear_of(order).await?;
        let group = self.holding(id).await?;
        let order = self.order(&order.to_string()).await?;
        let distribution = the_ticket(&group, id)?;
        Ok(TicketStatus { distribution, group, order, checked })
    }

    pub(super) async fn holding(&self, id: DistributionId) -> Result<Group> {
        self.on_ledger(move |ledger| ledger.group_holding(id))
            .await?
            .ok_or_else(|| EngineError::not_found("ticket", id))
    }

    /// The tickets a scanned code belongs to, the newest first; several when a ticket was replaced or a party shares a code.
    /// A short order code, as it stands on the paper, finds all tickets of the order. The supplier of each order is asked how
    /// they stand. Looking does not use a ticket up.
    pub async fn scan(&self, code: &str) -> Result<Vec<Scanned>> {
        let code = code.trim_matches(['\r', '\n', '\t', ' ']).to_owned();
        if code.is_empty() {
            return Err(EngineError::Invalid("Scan a ticket's code, or type an order code.".to_owned()));
        }
        let scanned = code.clone();
        let mut groups = self
            .on_ledger(move |ledger| {
                let mut groups: Vec<(Group, Vec<DistributionId>)> = Vec::new();
                for format in BarcodeFormat::KNOWN {
                    let hash = code_hash(format.word(), &scanned);
                    for group in ledger.groups_with_code(&hash)? {
                        let hits = group.distributions.iter().filter(|one| one.code_hash == hash);
                        let hits = hits.map(|one| one.id).collect();
                        groups.push((group, hits));
                    }
                }
                Ok(groups)
            })
            .await?;
        if groups.is_empty() {
            let order = match self.order(&code).await {
                Ok(order) => order.id,
                Err(EngineError::NotFound { .. }) => {
                    return Err(EngineError::not_found("ticket with this code", ""));
                }
                Err(other) => return Err(other),
            };
            let of_order = self.on_ledger(move |ledger| ledger.groups(order)).await?;
            groups = of_order
                .into_iter()
                .rev()
                .map(|group| {
                    let all = group.distributions.iter().map(|one| one.id).collect();
                    (group, all)
                })
                .collect();
        }
        let mut heard: HashMap<OrderId, Arc<Tickets>> = HashMap::new();
        let mut scanned = Vec::new();
        for (group, hits) in groups {
            let tickets = match heard.entry(group.order) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(Arc::new(self.checked_tickets(&group.order.to_string()).await?)),
            };
            // As they stand after the supplier's answer.
            let Some(group) = tickets.groups.iter().find(|known| known.id == group.id) else { continue };
            for id in hits {
                let distribution = the_ticket(group, id)?;
                scanned.push(Scanned { distribution, group: group.clone(), tickets: Arc::clone(tickets) });
            }
        }
        Ok(scanned)
    }

    /// The supplier's word about an order, at most a minute old where it can be asked; the groups follow it.
    pub(super) async fn hear_of(&self, id: OrderId) -> Result<Checked> {
        self.hear_again(id, FRESH).await
    }

    /// The same with a word that is at most so old.
    pub(super) async fn hear_again(&self, id: OrderId, at_most: chrono::Duration) -> Result<Checked> {
        let any = id.to_string();
        let order = self.order(&any).await?;
        let heard = |order: &Order| order.checked_at.unwrap_or(order.updated_at);
        let fresh = self.now() - heard(&order) < at_most;
        let reached = fresh
            || match tokio::time::timeout(PATIENCE, Box::pin(self.check_order(&any))).await {
                Ok(Ok(_)) => true,
                Ok(Err(EngineError::Supplier { .. } | EngineError::NotSetUp { .. } | EngineError::Vault(_)))
                | Err(_) => false,
                Ok(Err(other)) => return Err(other),
            };
        let order = self.order(&any).await?;
        self.learn_of(id).await?;
        Ok(Checked { as_of: heard(&order), reached })
    }

    /// Tends groups and events until the task is dropped, once a second: a sale has its tickets a second later, however long
    /// a sink takes for its events.
    pub async fn tend_tickets(&self) {
        let groups = async {
            let mut beat = every_second();
            loop {
                beat.tick().await;
                if let Err(error) = self.learn_of_sales().await {
                    tracing::warn!(%error, "the tickets of sold orders could not be made");
                }
            }
        };
        let events = async {
            let mut beat = every_second();
            loop {
                beat.tick().await;
                if let Err(error) = self.deliver_events().await {
                    tracing::warn!(%error, "events of tickets could not be delivered");
                }
            }
        };
        tokio::join!(groups, events);
    }

    /// How many events there are.
    pub async fn newest_event(&self) -> Result<u64> {
        self.on_ledger(LedgerFile::newest_event).await
    }
}

fn every_second() -> tokio::time::Interval {
    let mut beat = tokio::time::interval(Duration::from_secs(1));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    beat
}

fn the_ticket(group: &Group, id: DistributionId) -> Result<Distribution> {
    let one = group.distributions.iter().find(|one| one.id == id);
    one.cloned().ok_or_else(|| EngineError::not_found("ticket", id))
}
