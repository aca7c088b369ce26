//! Moves of an order, written to the ledger: state, journal line, intent and next question in one transaction.

use counterfoil_domain::{
    Instant,
    order::{
        Call, Event, Intent, JournalEntry, Order, Poll, State, Step, Trouble,
        pace::{AFTER_HOLD, PATIENCE, next_question},
        transition,
    },
    ticket::TicketSet,
};
use counterfoil_store::{PollChange, Settlement};

use crate::{Desk, EngineError, Result, crash};

/// What an event brings besides the new state.
#[derive(Debug, Default)]
pub(super) struct News {
    /// A sentence for the journal, without personal data.
    pub(super) note: String,
    /// What went wrong; `None` clears what went wrong before.
    pub(super) trouble: Option<Trouble>,
    /// Tickets that came with it.
    pub(super) tickets: Option<TicketSet>,
    /// Whether the open intent's outcome is now known.
    pub(super) settles: bool,
    /// How often was asked about this state so far.
    pub(super) attempt: u32,
    /// When asking stops, if that was fixed before.
    pub(super) deadline: Option<Instant>,
}

impl News {
    pub(super) fn note(text: impl Into<String>) -> Self {
        Self { note: text.into(), ..Self::default() }
    }
}

impl Desk {
    /// Commits an intent with the state "on the wire". Nothing may be sent before this returns.
    pub(super) async fn intend(
        &self,
        order: &Order,
        call: Call,
        event: Event,
        fingerprint: String,
    ) -> Result<(Order, Intent)> {
        let mut after = order.clone();
        let from = order.state;
        after.state = next(order, &event)?;
        after.updated_at = self.now();
        after.trouble = None;
        let entry = JournalEntry {
            at: after.updated_at,
            event: event.word().to_owned(),
            from,
            to: after.state,
            note: format!("Request {} is about to be sent.", &fingerprint[..12.min(fingerprint.len())]),
        };
        let at = after.updated_at;
        let (order, intent) =
            self.on_ledger(move |ledger| ledger.commit_intent(&after, call, &fingerprint, from, at, &entry)).await?;
        crash::point("intent.committed");
        self.tell_order(order.id, order.state);
        Ok((order, intent))
    }

    /// Commits what an event brought: the new state, the fields already changed on `order`, tickets, and the next
    /// question. An event that is illegal in the order's state is refused before anything is written.
    pub(super) async fn record(
        &self,
        before: State,
        mut order: Order,
        intent: Option<&Intent>,
        event: Event,
        news: News,
    ) -> Result<Order> {
        order.state = before;
        let step = transition(before, &event).map_err(|illegal| {
            tracing::error!(order = %order.code, %illegal, "an illegal event was refused");
            EngineError::OrderState {
                code: order.code.clone(),
                state: before,
                why: "what the supplier says contradicts what is settled here.",
            }
        })?;
        let moved = match step {
            Step::To(next) => {
                order.state = next;
                true
            }
            Step::Stay => false,
        };
        let now = self.now();
        order.trouble = news.trouble;
        // A question that brought nothing new is no change of the order.
        let entries = if moved || !news.note.is_empty() {
            order.updated_at = now;
            vec![JournalEntry {
                at: now,
                event: event.word().to_owned(),
                from: before,
                to: order.state,
                note: news.note,
            }]
        } else {
            Vec::new()
        };
        let attempt = if moved { 0 } else { news.attempt };
        let poll = question(&order, attempt, news.deadline.filter(|_| !moved), now);
        let intent = intent.filter(|_| news.settles).cloned();
        let settled = intent.is_some();
        let order = self
            .on_ledger(move |ledger| {
                ledger.settle(Settlement {
                    intent: intent.as_ref(),
                    order: &order,
                    journal: &entries,
                    outcome: event.word(),
                    tickets: news.tickets.as_ref(),
                    poll: &poll,
                    at: now,
                })
            })
            .await?;
        if settled {
            crash::point("answer.stored");
        }
        if moved {
            self.tell_order(order.id, order.state);
        }
        Ok(order)
    }

    pub(super) async fn order_by_id(&self, id: counterfoil_domain::OrderId) -> Result<Order> {
        self.on_ledger(move |ledger| ledger.order(id)).await?.ok_or_else(|| EngineError::not_found("order", id))
    }
}

/// The state an event leads to.
fn next(order: &Order, event: &Event) -> Result<State> {
    match transition(order.state, event) {
        Ok(Step::To(next)) => Ok(next),
        Ok(Step::Stay) => Ok(order.state),
        Err(_) => Err(EngineError::OrderState {
            code: order.code.clone(),
            state: order.state,
            why: "that does not go with what was asked.",
        }),
    }
}

/// The next question about an order, as a row that survives restarts.
fn question(order: &Order, attempt: u32, deadline: Option<Instant>, now: Instant) -> PollChange {
    let patience = chrono::Duration::from_std(PATIENCE).unwrap_or_default();
    let deadline_at = deadline.unwrap_or(now + patience);
    if order.state == State::Held {
        let Some(ends) = order.hold_expires_at else { return PollChange::Clear };
        let after = chrono::Duration::from_std(AFTER_HOLD).unwrap_or_default();
        let next_at = (ends + after).max(now + after);
        return PollChange::Set(Poll { order: order.id, next_at, attempt, deadline_at: next_at + patience });
    }
    let Some(wait) = next_question(order.state, attempt) else { return PollChange::Clear };
    let next_at = now + chrono::Duration::from_std(wait).unwrap_or_default();
    // An order being fulfilled is asked about for a day; one whose outcome is open, until it is known.
    if order.state == State::Fulfilling && next_at > deadline_at {
        return PollChange::Clear;
    }
    PollChange::Set(Poll { order: order.id, next_at, attempt, deadline_at })
}
