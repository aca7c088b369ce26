//! Keeping at it: open intents after a start, and due questions for ever.

use std::{collections::BTreeSet, time::Duration};

use counterfoil_domain::{
    OrderId,
    order::{Order, Poll, State},
};

use crate::{Desk, Result};

/// The clock moves on by a second a beat; more than this is a jump, or the machine slept.
const CLOCK_JUMPED: chrono::Duration = chrono::Duration::seconds(60);
/// Most questions settled in one round.
const ROUND: u32 = 50;

impl Desk {
    /// Settles every open intent and every due question once, and returns the orders that were asked about. The first
    /// thing after a start.
    pub async fn resume_orders(&self) -> Result<Vec<Order>> {
        let open = self.on_ledger(counterfoil_store::LedgerFile::open_intents).await?;
        let mut ids: BTreeSet<OrderId> = open.into_iter().map(|intent| intent.order).collect();
        ids.extend(self.due().await?);
        self.ask_all(ids).await
    }

    /// Settles the questions that are due now.
    pub async fn ask_due(&self) -> Result<Vec<Order>> {
        let due = self.due().await?.into_iter().collect();
        self.ask_all(due).await
    }

    async fn due(&self) -> Result<Vec<OrderId>> {
        let now = self.now();
        let due = self.on_ledger(move |ledger| ledger.due_polls(now, ROUND)).await?;
        Ok(due.into_iter().map(|poll| poll.order).collect())
    }

    /// One order that cannot be asked about does not keep the others waiting.
    async fn ask_all(&self, ids: BTreeSet<OrderId>) -> Result<Vec<Order>> {
        let mut orders = Vec::new();
        for id in ids {
            match self.ask(id).await {
                Ok(asked) => orders.push(asked.order),
                Err(error) => {
                    tracing::warn!(order = %id, %error, "an order could not be asked about");
                    self.put_off(id).await?;
                    orders.push(self.order_by_id(id).await?);
                }
            }
        }
        Ok(orders)
    }

    /// Moves a question on, so that one order that cannot be asked about does not hide the others.
    async fn put_off(&self, id: OrderId) -> Result<()> {
        let next_at = self.now() + chrono::Duration::minutes(1);
        self.on_ledger(move |ledger| match ledger.poll(id)? {
            Some(poll) => ledger.set_poll(&Poll { next_at, ..poll }),
            None => Ok(()),
        })
        .await
    }

    /// Asks about every hold at once: when the clock was put right or wrong, what is left of them is known anew.
    pub async fn ask_about_holds(&self) -> Result<Vec<Order>> {
        let ids = self.holds().await?.into_iter().filter(|order| order.state == State::Held).map(|order| order.id);
        self.ask_all(ids.collect()).await
    }

    /// Waits until an order's tickets are here, it failed, or the time is over; asks only when a question is due.
    pub async fn wait_for_tickets(&self, any: &str, at_most: Duration) -> Result<Order> {
        let until = self.now() + chrono::Duration::from_std(at_most).unwrap_or_default();
        loop {
            let order = self.order(any).await?;
            let waiting =
                matches!(order.state, State::Confirming | State::Fulfilling | State::Unknown | State::Creating);
            let now = self.now();
            if !waiting || now >= until {
                return Ok(order);
            }
            let id = order.id;
            let next = self.on_ledger(move |ledger| ledger.poll(id)).await?.map_or(until, |poll| poll.next_at);
            if next <= now {
                self.ask(id).await?;
                continue;
            }
            let pause = (next.min(until) - now).to_std().unwrap_or_default();
            tokio::time::sleep(pause.max(Duration::from_millis(10))).await;
        }
    }

    /// Tends the desk until the task is dropped: open intents first, then due questions, once a second. A call that another
    /// program seemed to wait for at the start is looked at until it is settled: that program may have been dying.
    pub async fn tend(&self) {
        let mut others = match self.resume_orders().await {
            Ok(orders) => on_the_wire(&orders),
            Err(error) => {
                tracing::warn!(%error, "open orders could not be settled at the start");
                BTreeSet::new()
            }
        };
        let mut beat = tokio::time::interval(Duration::from_secs(1));
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut last = self.now();
        loop {
            beat.tick().await;
            let now = self.now();
            if (now - last).abs() > CLOCK_JUMPED
                && let Err(error) = self.ask_about_holds().await
            {
                tracing::warn!(%error, "holds could not be looked up after the clock jumped");
            }
            last = now;
            if !others.is_empty() {
                match self.ask_all(others.clone()).await {
                    Ok(orders) => others = on_the_wire(&orders),
                    Err(error) => tracing::warn!(%error, "calls of another program could not be settled"),
                }
            }
            if let Err(error) = self.ask_due().await {
                tracing::warn!(%error, "due questions could not be settled");
            }
        }
    }
}

/// The orders whose call is on its way.
fn on_the_wire(orders: &[Order]) -> BTreeSet<OrderId> {
    orders.iter().filter(|order| order.state.is_on_the_wire()).map(|order| order.id).collect()
}
