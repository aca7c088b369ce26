//! The three calls that change something at a supplier: create, confirm, cancel. Each is sent once, after its intent.

use counterfoil_domain::{
    OrderId, Supplier, SupplierError,
    order::{Call, Event, Intent, Order, OrderDraft, State, Trouble},
    supplier::CreateOrder,
};
use counterfoil_store::StoreError;
use sha2::{Digest, Sha256};
use std::sync::Arc;

use super::record::News;
use crate::{Desk, EngineError, Result, crash};

impl Desk {
    /// Creates an order (UC-12): written down, then held at the supplier. The same external reference twice is the same
    /// order, however often it is asked for.
    pub async fn create_order(&self, draft: OrderDraft) -> Result<Order> {
        let turn = match &draft.external_reference {
            Some(reference) => Some(self.inner.turns.take(reference).await),
            None => None,
        };
        let known = match draft.external_reference.clone() {
            Some(reference) => self.on_ledger(move |ledger| ledger.find_order(&reference)).await?,
            None => None,
        };
        let order = match known {
            Some(order) if order.state == State::Draft => order,
            Some(order) => return Ok(order),
            None => match self.write_down_first(draft).await? {
                Written::Here(order) => order,
                Written::Elsewhere(order) => return Ok(order),
            },
        };
        let held = self.hold(&order).await;
        drop(turn);
        self.unless_moved(order.id, held).await
    }

    /// What came of a call, or the order as another process has moved it meanwhile: then its word stands.
    async fn unless_moved(&self, id: OrderId, outcome: Result<Order>) -> Result<Order> {
        match outcome {
            Err(EngineError::Store(StoreError::Stale { .. } | StoreError::IntentOpen { .. })) => {
                self.order_by_id(id).await
            }
            other => other,
        }
    }

    /// Writes an order down, unless another process has written the same reference down meanwhile: then it is theirs to
    /// send.
    async fn write_down_first(&self, draft: OrderDraft) -> Result<Written> {
        let reference = draft.external_reference.clone();
        match (self.write_down(draft).await, reference) {
            (Err(error @ EngineError::Store(_)), Some(reference)) => {
                let theirs = self.on_ledger(move |ledger| ledger.find_order(&reference)).await?;
                theirs.map(Written::Elsewhere).ok_or(error)
            }
            (written, _) => written.map(Written::Here),
        }
    }

    /// Sends the create call of a draft.
    async fn hold(&self, order: &Order) -> Result<Order> {
        let _turn = self.inner.turns.take(&order.id.to_string()).await;
        let line = self.supplier(order.supplier).await?;
        let request = CreateOrder {
            product: order.product.clone(),
            day: order.day,
            time: order.time.clone(),
            variants: order.lines.iter().map(|line| (line.variant.clone(), line.count)).collect(),
            customer: order.customer.clone(),
            visitors: order.visitors.clone(),
            external_reference: order.external_reference.clone(),
            language: order.language.clone(),
        };
        if crash::switched_off("intent-before-wire") {
            return self.hold_without_intent(order, &line, request).await;
        }
        let (order, intent) = self.intend(order, Call::Create, Event::CreateBegun, request.fingerprint()).await?;
        let answer = line.create(&request).await;
        crash::point("answer.read");
        self.note_answer(order.supplier, answer.as_ref().err(), None);
        let before = order.state;
        match answer {
            Ok(created) => {
                let mut order = order;
                order.order_reference = Some(created.order_reference);
                order.payment_token = created.payment_token;
                order.hold_expires_at = created.hold_expires_at;
                let news = News { settles: true, ..News::note("The supplier holds the places.") };
                self.record(before, order, Some(&intent), Event::CreateAccepted, news).await
            }
            Err(error) if error.is_reused_reference() || error.leaves_doubt() => {
                self.doubt(order, intent, &error, "creating").await
            }
            Err(SupplierError::Refused { code, text }) => {
                let sold_out =
                    matches!(code.as_str(), "variants_not_available" | "timeslot_not_available" | "no_availability");
                let (supplier, order_code) = (order.supplier, order.code.clone());
                let news = News {
                    settles: true,
                    trouble: Some(Trouble { code, message: text.clone() }),
                    ..News::note(format!("The supplier refused: {text}"))
                };
                self.record(before, order, Some(&intent), Event::CreateRefused, news).await?;
                Err(EngineError::OrderRefused { code: order_code, supplier, text: sentence(&text), sold_out })
            }
            Err(error) => self.not_sent(order, intent, error, "The order is kept as a draft; nothing is booked.").await,
        }
    }

    /// The harm the intent prevents: a test switches it off and sees orders at the supplier that nobody here knows.
    async fn hold_without_intent(
        &self,
        order: &Order,
        line: &Arc<dyn Supplier>,
        mut request: CreateOrder,
    ) -> Result<Order> {
        request.external_reference = format!("late-{}", request.external_reference);
        let answer = line.create(&request).await;
        let (mut order, intent) = self.intend(order, Call::Create, Event::CreateBegun, request.fingerprint()).await?;
        let created = answer.map_err(|error| EngineError::read(order.supplier, error))?;
        order.order_reference = Some(created.order_reference);
        let news = News { settles: true, ..News::note("Sent before it was written down.") };
        self.record(order.state, order, Some(&intent), Event::CreateAccepted, news).await
    }

    /// Confirms a held order after payment (UC-13). A second press finds the first one's result.
    pub async fn confirm_order(&self, any: &str) -> Result<Order> {
        let id = self.order(any).await?.id;
        let confirmed = self.confirm(id).await;
        self.unless_moved(id, confirmed).await
    }

    async fn confirm(&self, id: OrderId) -> Result<Order> {
        let turn = self.inner.turns.take(&id.to_string()).await;
        let order = self.order_by_id(id).await?;
        match order.state {
            State::Held => {}
            State::Confirming | State::Fulfilling | State::Ready => return Ok(order),
            State::Unknown | State::Creating | State::Cancelling => {
                return Err(EngineError::OrderUnknown { code: order.code, supplier: order.supplier, what: "creating" });
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
            drop(turn);
            let order = self.check_order(&id.to_string()).await?;
            return Err(state_forbids(
                order,
                "its hold has ended. Book it again; nothing was charged by the supplier.",
            ));
        }
        let (Some(reference), Some(token)) = (order.order_reference.clone(), order.payment_token.clone()) else {
            return Err(state_forbids(
                order,
                "the supplier did not repeat the token that confirms it. The hold lapses by itself and is never charged: book the same again.",
            ));
        };
        let line = self.supplier(order.supplier).await?;
        let fingerprint = hash(&[&reference, token.reveal()]);
        let (order, intent) = self.intend(&order, Call::Confirm, Event::ConfirmBegun, fingerprint).await?;
        let answer = line.confirm(&reference, &token, &order.language).await;
        crash::point("answer.read");
        self.note_answer(order.supplier, answer.as_ref().err(), None);
        let before = order.state;
        match answer {
            Ok(()) => {
                let news =
                    News { settles: true, ..News::note("The supplier took the confirmation and makes the tickets.") };
                self.record(before, order, Some(&intent), Event::ConfirmAccepted, news).await?;
                drop(turn);
                // Most products are instant: ask at once, then at the specification's pace.
                self.ask(id).await.map(|asked| asked.order)
            }
            // Even a plain refusal may mean "already confirmed": only a look-up tells.
            Err(error) if error.leaves_doubt() || matches!(error, SupplierError::Refused { .. }) => {
                self.doubt(order, intent, &error, "confirming").await
            }
            Err(error) => self.not_sent(order, intent, error, "The places are still held; confirm again.").await,
        }
    }

    /// Cancels an order (UC-15), or lets a hold or a draft go.
    pub async fn cancel_order(&self, any: &str, reason: &str) -> Result<Order> {
        let id = self.order(any).await?.id;
        let cancelled = self.cancel(id, reason).await;
        self.unless_moved(id, cancelled).await
    }

    async fn cancel(&self, id: OrderId, reason: &str) -> Result<Order> {
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
                return Err(EngineError::OrderUnknown {
                    code: order.code,
                    supplier: order.supplier,
                    what: "an earlier call for",
                });
            }
        }
        let Some(reference) = order.order_reference.clone() else {
            return Err(state_forbids(order, "the supplier's reference is not known."));
        };
        let came_from = order.state;
        let line = self.supplier(order.supplier).await?;
        let fingerprint = hash(&[&reference, reason]);
        let (order, intent) = self.intend(&order, Call::Cancel, Event::CancelBegun, fingerprint).await?;
        let answer = line.cancel(&reference, reason).await;
        crash::point("answer.read");
        self.note_answer(order.supplier, answer.as_ref().err(), None);
        let before = order.state;
        match answer {
            Ok(()) => {
                let news = News { settles: true, ..News::note(format!("The supplier cancelled it; reason {reason}.")) };
                self.record(before, order, Some(&intent), Event::CancelAccepted, news).await
            }
            Err(error) if error.leaves_doubt() => self.doubt(order, intent, &error, "cancelling").await,
            Err(SupplierError::Refused { code, text }) => {
                let order_code = order.code.clone();
                let news = News {
                    settles: true,
                    trouble: Some(Trouble { code, message: text.clone() }),
                    ..News::note(format!("The supplier did not cancel it: {text}"))
                };
                let event = Event::NotSent { back_to: came_from };
                let order = self.record(before, order, Some(&intent), event, news).await?;
                if came_from == State::Held {
                    return self.let_go(order, "Let go at the desk; the supplier drops the hold by itself.").await;
                }
                Err(EngineError::NotCancellable { code: order_code, why: sentence(&text) })
            }
            Err(error) => {
                self.not_sent(
                    order,
                    intent,
                    error,
                    "The order is as it was; cancel it again when the supplier answers.",
                )
                .await
            }
        }
    }

    async fn let_go(&self, order: Order, note: &str) -> Result<Order> {
        self.record(order.state, order, None, Event::Released, News::note(note)).await
    }

    /// The call may have happened: the order becomes unknown and is looked up at once.
    async fn doubt(&self, order: Order, intent: Intent, error: &SupplierError, doing: &str) -> Result<Order> {
        let (before, id) = (order.state, order.id);
        let news = News {
            trouble: Some(Trouble {
                code: "UNKNOWN".to_owned(),
                message: format!("While {doing}, the supplier {error}."),
            }),
            ..News::note(format!("While {doing}, the supplier {error}. It is looked up by our own reference."))
        };
        self.record(before, order, Some(&intent), Event::Doubt, news).await?;
        self.ask_in_turn(id).await.map(|asked| asked.order)
    }

    /// The call was certainly not carried out: back to where the order came from, and the error to the agent.
    async fn not_sent(
        &self,
        order: Order,
        intent: Intent,
        error: SupplierError,
        effect: &'static str,
    ) -> Result<Order> {
        let (before, supplier) = (order.state, order.supplier);
        let news = News {
            settles: true,
            trouble: Some(Trouble { code: "NOT_SENT".to_owned(), message: format!("The supplier {error}.") }),
            ..News::note(format!("Not carried out: the supplier {error}."))
        };
        let back = Event::NotSent { back_to: intent.came_from };
        self.record(before, order, Some(&intent), back, news).await?;
        Err(EngineError::Supplier { supplier, error, effect })
    }
}

/// A draft that was to be written down.
enum Written {
    /// It is ours to send.
    Here(Order),
    /// Another process was first.
    Elsewhere(Order),
}

fn state_forbids(order: Order, why: &'static str) -> EngineError {
    EngineError::OrderState { code: order.code, state: order.state, why }
}

/// A supplier's words as a sentence.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
