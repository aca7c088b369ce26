//! Moves of an order, written to the ledger: state, journal line, intent and next question in one transaction.

use std::time::Duration;

use counterfoil_domain::{
    Instant,
    order::{
        Call, Customer, Event, Intent, JournalEntry, Order, Poll, State, Step, Trouble,
        pace::{AFTER_HOLD, PATIENCE, next_late_question, next_question},
        transition,
    },
    supplier::Standing,
    ticket::TicketSet,
};
use counterfoil_store::{PollChange, Settlement, StoreError};

use super::wire::OnWire;
use crate::{Desk, EngineError, Result, crash, desk::blocking};

/// The longest pause between questions about an order in doubt while nobody can be asked.
const UNHEARD: Duration = Duration::from_mins(1);
/// Longest time a call may be on its way, seconds: connecting, sending and waiting, with room to spare.
const WIRE_SECONDS: i64 = 90;

/// What an event brings besides the new state.
#[derive(Debug, Clone, Default)]
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
    /// Whether an agent must see it although the order stays where it is.
    pub(super) notice: bool,
    /// Whether it is only that the supplier could not be asked.
    pub(super) unheard: bool,
}

impl News {
    pub(super) fn note(text: impl Into<String>) -> Self {
        Self { note: text.into(), ..Self::default() }
    }
}

impl Desk {
    /// Commits an intent with the state "on the wire". Nothing may be sent before this returns, and the guard it gives
    /// is kept until the answer is recorded: as long as it lives, no other program takes the order for abandoned.
    pub(super) async fn intend(
        &self,
        order: &Order,
        call: Call,
        event: Event,
        fingerprint: String,
    ) -> Result<(Order, Intent, OnWire)> {
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
        let desk = self.clone();
        let on_wire = blocking(move || desk.inner.wire.enter()).await?;
        crash::point_of(call, "intent.before");
        let (order, intent) = self
            .on_ledger(move |ledger| {
                let kept = ledger.commit_intent(&after, call, &fingerprint, from, at, &entry)?;
                crash::point_of(call, "intent.committed");
                // Should this program end before the answer is kept, the question is due by itself.
                let next_at = at + chrono::Duration::seconds(WIRE_SECONDS);
                let deadline_at = at + chrono::Duration::from_std(PATIENCE).unwrap_or_default();
                ledger.set_poll(&Poll { order: kept.0.id, next_at, attempt: 0, deadline_at })?;
                Ok(kept)
            })
            .await?;
        crash::point_of(call, "question.set");
        self.tell_order(order.id, order.state);
        Ok((order, intent, on_wire))
    }

    /// Records what the supplier answered. A write that fails is tried once more; then the answer is as good as lost,
    /// and the order is looked up like any other whose answer was.
    pub(super) async fn record_answer(&self, order: Order, intent: &Intent, event: Event, news: News) -> Result<Order> {
        let before = order.state;
        for last in [false, true] {
            match self.record(before, order.clone(), Some(intent), event.clone(), news.clone()).await {
                Err(EngineError::Store(error)) if !matches!(error, StoreError::Stale { .. }) => {
                    tracing::error!(order = %order.code, %error, "an answer could not be kept");
                    if last {
                        return Err(EngineError::OrderUnknown { code: order.code, supplier: order.supplier });
                    }
                }
                other => return other,
            }
        }
        Err(EngineError::OrderUnknown { code: order.code, supplier: order.supplier })
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
        let News { note, trouble, tickets, settles, attempt, deadline, notice, unheard } = news;
        let note = without_personal(&order, note);
        order.trouble =
            trouble.map(|trouble| Trouble { message: without_personal(&order, trouble.message), ..trouble });
        // A question that brought nothing new is no change of the order.
        let mut entries = if moved || !note.is_empty() {
            order.updated_at = now;
            vec![JournalEntry { at: now, event: event.word().to_owned(), from: before, to: order.state, note }]
        } else {
            Vec::new()
        };
        if notice || (moved && happened_by_itself(before, order.state, intent, &event)) {
            order.notice_at = Some(now);
        }
        let attempt = if moved { 0 } else { attempt };
        let believed = matches!(event, Event::Found(Standing::Cancelled | Standing::Failed));
        // A day in which nobody could be asked is no day of asking.
        let deadline = deadline.filter(|_| !moved && !unheard);
        let mut poll = question(&order, attempt, deadline, believed, now);
        if let PollChange::Set(poll) = &mut poll
            && unheard
            && order.state == State::Unknown
        {
            // The network may be back any moment, and somebody waits.
            poll.next_at = poll.next_at.min(now + chrono::Duration::from_std(UNHEARD).unwrap_or_default());
        }
        if order.state == State::Fulfilling && poll == PollChange::Clear {
            let message = "The supplier did not deliver within a day of asking. Ask the supplier, then check again.";
            order.trouble = Some(Trouble { code: "OVERDUE".to_owned(), message: message.to_owned() });
            order.notice_at = Some(now);
            entries.push(JournalEntry {
                at: now,
                event: "overdue".to_owned(),
                from: before,
                to: order.state,
                note: message.to_owned(),
            });
        }
        let raised = order.notice_at == Some(now);
        let intent = intent.filter(|_| settles).cloned();
        let settled = intent.as_ref().map(|intent| intent.call);
        if let Some(call) = settled {
            crash::point_of(call, "answer.before");
        }
        let order = self
            .on_ledger(move |ledger| {
                ledger.settle(Settlement {
                    intent: intent.as_ref(),
                    order: &order,
                    journal: &entries,
                    outcome: event.word(),
                    tickets: tickets.as_ref(),
                    poll: &poll,
                    at: now,
                })
            })
            .await?;
        match settled {
            Some(call) => crash::point_of(call, "answer.stored"),
            None => crash::point("look.stored"),
        }
        if moved || raised {
            self.tell_order(order.id, order.state);
        }
        Ok(order)
    }

    pub(super) async fn order_by_id(&self, id: counterfoil_domain::OrderId) -> Result<Order> {
        self.on_ledger(move |ledger| ledger.order(id)).await?.ok_or_else(|| EngineError::not_found("order", id))
    }
}

/// Whether a move is one that nobody at the desk asked for and somebody must hear of: a sale that fell through, a hold that
/// is gone, a call that never arrived.
fn happened_by_itself(before: State, after: State, intent: Option<&Intent>, event: &Event) -> bool {
    let call = intent.map(|intent| intent.call);
    match event {
        Event::NeverArrived | Event::HoldLapsed => true,
        Event::Found(_) => {
            match (before, after) {
                // Sold after all, when nobody counted on it any more.
                (State::Expired, State::Fulfilling | State::Ready) => true,
                (State::Expired, _) => false,
                // What was asked for did not happen: a confirmation, a cancellation.
                (State::Unknown, State::Held) => matches!(call, Some(Call::Confirm | Call::Cancel)),
                (State::Unknown, State::Fulfilling | State::Ready) => call == Some(Call::Cancel),
                (_, State::Failed | State::Expired) => true,
                (_, State::Cancelled) => call != Some(Call::Cancel),
                (
                    _,
                    State::Draft
                    | State::Creating
                    | State::Held
                    | State::Confirming
                    | State::Fulfilling
                    | State::Ready
                    | State::Cancelling
                    | State::Unknown,
                ) => false,
            }
        }
        Event::CreateBegun
        | Event::CreateAccepted
        | Event::CreateRefused
        | Event::ConfirmBegun
        | Event::ConfirmAccepted
        | Event::CancelBegun
        | Event::CancelAccepted
        | Event::NotSent { .. }
        | Event::Doubt
        | Event::Released => false,
    }
}

/// A supplier's words without what the customer told us: the journal outlives the customer's data.
fn without_personal(order: &Order, mut text: String) -> String {
    let Customer { first_name, last_name, email, phone } = &order.customer;
    for value in [email, phone, first_name, last_name] {
        let value = value.reveal().trim();
        if value.chars().count() >= 3 {
            text = text.replace(value, "[personal]");
        }
    }
    text
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

/// The next question about an order, as a row that survives restarts. `believed` tells that the supplier itself said
/// how the order ended.
fn question(order: &Order, attempt: u32, deadline: Option<Instant>, believed: bool, now: Instant) -> PollChange {
    let patience = chrono::Duration::from_std(PATIENCE).unwrap_or_default();
    let deadline_at = deadline.unwrap_or(now + patience);
    let wait = match order.state {
        State::Held => {
            let Some(ends) = order.hold_expires_at else { return PollChange::Clear };
            let after = chrono::Duration::from_std(AFTER_HOLD).unwrap_or_default();
            if ends + after > now {
                let next_at = ends + after;
                return PollChange::Set(Poll { order: order.id, next_at, attempt: 0, deadline_at: next_at + patience });
            }
            next_question(State::Unknown, attempt)
        }
        // Sold: whether it still stands is asked until its visit is over.
        State::Ready => {
            let ends = order.visit_ends();
            let Some(wait) = next_late_question(now, ends) else { return PollChange::Clear };
            let next_at = now + chrono::Duration::from_std(wait).unwrap_or_default();
            return PollChange::Set(Poll { order: order.id, next_at, attempt, deadline_at: ends });
        }
        // Let go or lapsed by our clock alone: somebody may have sold it after all.
        State::Expired if !believed => next_question(State::Fulfilling, attempt + 31),
        state => next_question(state, attempt),
    };
    let Some(wait) = wait else { return PollChange::Clear };
    let next_at = now + chrono::Duration::from_std(wait).unwrap_or_default();
    // An order whose outcome is open is asked about until it is known; any other for a day.
    if order.state != State::Unknown && next_at > deadline_at {
        return PollChange::Clear;
    }
    PollChange::Set(Poll { order: order.id, next_at, attempt, deadline_at })
}
