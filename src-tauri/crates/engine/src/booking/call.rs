//! The calls that change an order at its supplier: confirm and cancel. Each is sent once, after its intent.

use counterfoil_domain::{
    OrderId, SupplierError,
    order::{Call, Event, Intent, Order, PaymentError, State, Trouble},
};
use counterfoil_store::StoreError;
use sha2::{Digest, Sha256};

use super::record::News;
use crate::{
    Desk, EngineError, Result, crash,
    error::{sentence, what_happened},
};

/// What it means that nobody knows yet what came of a confirmation.
pub(super) const CONFIRM_OPEN: &str =
    "Whether the order is sold is not known yet; it is looked up by itself until it is. Do not sell it again.";
/// What is wrong while the outcome of a call is open, where the supplier has no code of its own for it.
pub(super) const UNKNOWN: &str = "UNKNOWN";

impl Desk {
    /// What came of a call, or the order as another program has moved it meanwhile: then its word stands. An order that
    /// did not move was not spoken for either, and that is no success.
    pub(super) async fn unless_moved(&self, id: OrderId, came_from: State, outcome: Result<Order>) -> Result<Order> {
        match outcome {
            Err(EngineError::Store(StoreError::Stale { .. } | StoreError::IntentOpen { .. })) => {
                let order = self.order_by_id(id).await?;
                if order.state == came_from {
                    return Err(state_forbids(order, "another program is working on it at this moment. Try again."));
                }
                Ok(order)
            }
            other => other,
        }
    }

    /// Confirms a held order after payment (UC-13). A second press finds the first one's result.
    pub async fn confirm_order(&self, any: &str) -> Result<Order> {
        let id = self.order(any).await?.id;
        let confirmed = Box::pin(self.confirm(id)).await;
        self.unless_moved(id, State::Held, confirmed).await
    }

    async fn confirm(&self, id: OrderId) -> Result<Order> {
        let turn = self.inner.turns.take(&id.to_string()).await;
        let mut order = self.order_by_id(id).await?;
        match order.state {
            State::Held => {}
            State::Confirming | State::Fulfilling | State::Ready => return Ok(order),
            State::Unknown | State::Creating | State::Cancelling => {
                return Err(EngineError::OrderUnknown { code: order.code, supplier: order.supplier });
            }
            State::Draft => return Err(state_forbids(order, "it is not held yet. Hold the places first.")),
            State::Failed => return Err(state_forbids(order, "the supplier refused it. Book it again.")),
            State::Cancelled => return Err(state_forbids(order, "it was cancelled. Book it again.")),
            State::Expired => {
                return Err(state_forbids(
                    order,
                    "its hold has lapsed. Book it again; nothing was charged by the supplier.",
                ));
            }
        }
        if order.hold_expires_at.is_some_and(|ends| ends <= self.now()) {
            // Its time is over by our clock. The supplier's word counts: it may have been sold by a call we gave up.
            // Or our clock is wrong: the answer tells what is left of the hold.
            order = self.ask_in_turn(id).await?.order;
            match order.state {
                State::Fulfilling | State::Ready => return Ok(order),
                State::Unknown | State::Creating | State::Confirming | State::Cancelling => {
                    return Err(EngineError::OrderUnknown { code: order.code, supplier: order.supplier });
                }
                State::Held if order.hold_expires_at.is_some_and(|ends| ends > self.now()) => {}
                State::Draft | State::Held | State::Failed | State::Cancelled | State::Expired => {
                    let why = "its hold has ended. Hold it again; nothing was charged by the supplier.";
                    return Err(state_forbids(order, why));
                }
            }
        }
        let (Some(reference), Some(token)) = (order.order_reference.clone(), order.payment_token.clone()) else {
            return Err(state_forbids(
                order,
                "the supplier did not repeat the token that confirms it. The hold lapses by itself and is never charged: book the same again.",
            ));
        };
        crash::point("confirm.paid");
        let line = self.supplier(order.supplier).await?;
        let fingerprint = hash(&[&reference, token.reveal()]);
        let intended = self.intend(&order, Call::Confirm, Event::ConfirmBegun, fingerprint).await;
        // Looked at in the transaction of the intent: two desks must not confirm two orders on one payment.
        let (order, intent, _on_wire) = intended.map_err(|error| match error {
            EngineError::Store(StoreError::Payment(PaymentError::NotPaid { open })) => {
                EngineError::NotPaid { code: order.code.clone(), open }
            }
            other => other,
        })?;
        let answer = line.confirm(&reference, &token, &order.language).await;
        crash::point_of(Call::Confirm, "answer.read");
        self.note_answer(order.supplier, answer.as_ref().err(), None);
        match answer {
            Ok(()) => {
                let news =
                    News { settles: true, ..News::note("The supplier took the confirmation and makes the tickets.") };
                self.record_answer(order, &intent, Event::ConfirmAccepted, news).await?;
                drop(turn);
                // Most products are instant: ask at once, then at the specification's pace.
                self.ask(id).await.map(|asked| asked.order)
            }
            // Even a plain refusal may mean "already confirmed": only a look-up tells.
            Err(error) if error.leaves_doubt() || matches!(error, SupplierError::Refused { .. }) => {
                let supplier = order.supplier;
                let order = self.doubt(order, intent, &error).await?;
                if matches!(error, SupplierError::Refused { .. }) && order.state == State::Held {
                    // The look-up agrees with the refusal: that is no success, and the agent must read why.
                    let effect = "The order is not confirmed; its places are still held.";
                    return Err(EngineError::Supplier { supplier, error, effect });
                }
                Ok(order)
            }
            Err(error) => {
                self.not_sent(
                    order,
                    intent,
                    error,
                    "The order is not confirmed; its places are still held. Confirm again before the hold ends.",
                )
                .await
            }
        }
    }

    /// Cancels an order (UC-15), or lets a hold or a draft go.
    pub async fn cancel_order(&self, any: &str, reason: &str) -> Result<Order> {
        let id = self.order(any).await?.id;
        let came_from = self.order_by_id(id).await?.state;
        let cancelled = Box::pin(self.cancel(id, reason)).await;
        self.unless_moved(id, came_from, cancelled).await
    }

    async fn cancel(&self, id: OrderId, reason: &str) -> Result<Order> {
        let is_word = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        if reason.is_empty() || reason.len() > 64 || !is_word(reason) {
            let message = "A reason is one word of the supplier's, in capitals, such as OTHER.";
            return Err(EngineError::Invalid(message.to_owned()));
        }
        if matches!(self.order_by_id(id).await?.state, State::Fulfilling | State::Ready) {
            // The supplier's own word on whether it may be cancelled comes first.
            let asked = self.ask(id).await?;
            if let Some(error) = asked.error {
                return Err(EngineError::Supplier {
                    supplier: asked.order.supplier,
                    error,
                    effect: "The order is as it was; cancel it again when the supplier answers.",
                });
            }
            if asked.cancellable == Some(false) {
                let why = "the supplier no longer allows it.".to_owned();
                return Err(EngineError::NotCancellable { code: asked.order.code, why });
            }
        }
        let _turn = self.inner.turns.take(&id.to_string()).await;
        let order = self.order_by_id(id).await?;
        match order.state {
            State::Held | State::Fulfilling | State::Ready => {}
            State::Draft => return self.let_go(order, "Let go at the desk; nothing had been sent.").await,
            State::Cancelled | State::Expired => return Ok(order),
            State::Failed => return Err(state_forbids(order, "there is nothing to cancel: the supplier refused it.")),
            State::Creating | State::Confirming | State::Cancelling | State::Unknown => {
                return Err(EngineError::OrderUnknown { code: order.code, supplier: order.supplier });
            }
        }
        let Some(reference) = order.order_reference.clone() else {
            return Err(state_forbids(order, "the supplier's reference is not known."));
        };
        crash::point("cancel.asked");
        let came_from = order.state;
        let line = self.supplier(order.supplier).await?;
        let fingerprint = hash(&[&reference, reason]);
        let (order, intent, _on_wire) = self.intend(&order, Call::Cancel, Event::CancelBegun, fingerprint).await?;
        let answer = line.cancel(&reference, reason).await;
        crash::point_of(Call::Cancel, "answer.read");
        self.note_answer(order.supplier, answer.as_ref().err(), None);
        match answer {
            Ok(()) => {
                let news = News { settles: true, ..News::note(format!("The supplier cancelled it; reason {reason}.")) };
                self.record_answer(order, &intent, Event::CancelAccepted, news).await
            }
            Err(error) if error.leaves_doubt() => self.doubt(order, intent, &error).await,
            Err(SupplierError::Refused { code, text }) => {
                let order_code = order.code.clone();
                let news = News {
                    settles: true,
                    trouble: Some(Trouble { code, message: text.clone() }),
                    ..News::note(format!("The supplier did not cancel it: {text}"))
                };
                let event = Event::NotSent { back_to: came_from };
                let order = self.record_answer(order, &intent, event, news).await?;
                if came_from == State::Held {
                    // Refused because it is only a hold, or because it was sold after all? Only a hold is let go.
                    let asked = self.ask_in_turn(order.id).await?;
                    return match (asked.order.state, asked.error) {
                        (State::Held, None) if !asked.is_hold => Err(state_forbids(
                            asked.order,
                            "the supplier refused to cancel it and does not say that it is still only a hold. Check its \
                             status, then let it go again.",
                        )),
                        (State::Held, None) => {
                            self.let_go(asked.order, "Let go at the desk; the supplier drops the hold by itself.").await
                        }
                        (State::Held, Some(error)) => Err(EngineError::Supplier {
                            supplier: asked.order.supplier,
                            error,
                            effect: "The places are still held; let them go again when the supplier answers.",
                        }),
                        _ => Ok(asked.order),
                    };
                }
                Err(EngineError::NotCancellable { code: order_code, why: sentence(&text) })
            }
            Err(error) => {
                self.not_sent(
                    order,
                    intent,
                    error,
                    "The order is not cancelled and stands as it was. Cancel it again later.",
                )
                .await
            }
        }
    }

    async fn let_go(&self, order: Order, note: &str) -> Result<Order> {
        self.record(order.state, order, None, Event::Released, News::note(note)).await
    }

    /// The call may have happened: the order becomes unknown and is looked up at once.
    pub(super) async fn doubt(&self, order: Order, intent: Intent, error: &SupplierError) -> Result<Order> {
        let id = order.id;
        let (doing, open) = match intent.call {
            Call::Create => (
                "creating",
                "Whether the places are held is not known yet; it is looked up by itself until it is. Do not book them again.",
            ),
            Call::Confirm => ("confirming", CONFIRM_OPEN),
            Call::Cancel => (
                "cancelling",
                "Whether the order is cancelled is not known yet; it is looked up by itself until it is. Until then, \
                 pay nothing back and hand out no tickets.",
            ),
        };
        let code = if let SupplierError::Refused { code, .. } = error
            && intent.call == Call::Confirm
        {
            code.as_str()
        } else {
            UNKNOWN
        };
        let news = News {
            // A refusal is an answer: nothing travels any more, so the look-up is believed at once.
            settles: matches!(error, SupplierError::Refused { .. }) && intent.call != Call::Create,
            trouble: Some(Trouble {
                code: code.to_owned(),
                message: format!("{} {open}", what_happened(order.supplier, error)),
            }),
            ..News::note(format!("While {doing}, the supplier {error}. It is looked up by our own reference."))
        };
        self.record_answer(order, &intent, Event::Doubt, news).await?;
        self.ask_in_turn(id).await.map(|asked| asked.order)
    }

    /// The call was certainly not carried out: back to where the order came from, and the error to the agent.
    pub(super) async fn not_sent(
        &self,
        order: Order,
        intent: Intent,
        error: SupplierError,
        effect: &'static str,
    ) -> Result<Order> {
        let supplier = order.supplier;
        let news = News {
            settles: true,
            trouble: Some(Trouble {
                code: "NOT_SENT".to_owned(),
                message: format!("{} {effect}", what_happened(supplier, &error)),
            }),
            ..News::note(format!("Not carried out: the supplier {error}."))
        };
        let back = Event::NotSent { back_to: intent.came_from };
        self.record_answer(order, &intent, back, news).await?;
        Err(EngineError::Supplier { supplier, error, effect })
    }
}

pub(super) fn state_forbids(order: Order, why: &'static str) -> EngineError {
    EngineError::OrderState { code: order.code, state: order.state, why }
}

fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    crate::hex::hex(&hash.finalize())
}
