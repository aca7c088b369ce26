//! The create call (UC-12): written down, then held at the supplier.

use std::sync::Arc;

use counterfoil_domain::{
    Supplier, SupplierError,
    order::{Call, Event, Order, OrderDraft, State, Trouble},
    supplier::CreateOrder,
};

use super::record::News;
use crate::{Desk, EngineError, Result, crash, error::sentence};

/// A draft that was to be written down.
enum Written {
    /// It is ours to send.
    Here(Order),
    /// Another program was first.
    Elsewhere(Order),
}

impl Desk {
    /// Creates an order. The same external reference with the same wish is the same order, however often it is asked for.
    pub async fn create_order(&self, draft: OrderDraft) -> Result<Order> {
        Box::pin(self.create(draft)).await
    }

    async fn create(&self, mut draft: OrderDraft) -> Result<Order> {
        draft.external_reference = draft.external_reference.map(|reference| reference.trim().to_owned());
        draft.check()?;
        let turn = match &draft.external_reference {
            Some(reference) => Some(self.inner.turns.take(&format!("reference {reference}")).await),
            None => None,
        };
        let order = match self.known_by_reference(&draft).await? {
            Some(known) => {
                same_wish(&known, &draft)?;
                if known.state != State::Draft {
                    return Ok(known);
                }
                // It goes out as it was written down: at that price, or not at all.
                if let Some((shown, kept)) = draft.expected.zip(known.total).filter(|(shown, kept)| shown != kept) {
                    return Err(EngineError::PriceChanged { shown: kept, now: shown });
                }
                Box::pin(self.checked(&OrderDraft { expected: known.total, ..draft })).await?;
                known
            }
            None => match self.write_down_first(draft).await? {
                Written::Here(order) => order,
                Written::Elsewhere(order) => return Ok(order),
            },
        };
        let held = self.hold(&order).await;
        drop(turn);
        self.unless_moved(order.id, State::Draft, held).await
    }

    async fn known_by_reference(&self, draft: &OrderDraft) -> Result<Option<Order>> {
        let Some(reference) = draft.external_reference.clone() else { return Ok(None) };
        let supplier = draft.product.supplier;
        self.on_ledger(move |ledger| ledger.order_by_external_reference(supplier, &reference)).await
    }

    /// Writes an order down, unless another program has written the same reference down meanwhile: then it is theirs to
    /// send.
    async fn write_down_first(&self, draft: OrderDraft) -> Result<Written> {
        match self.write_down(draft.clone()).await {
            Err(error @ EngineError::Store(_)) => {
                let theirs = self.known_by_reference(&draft).await?.ok_or(error)?;
                same_wish(&theirs, &draft)?;
                Ok(Written::Elsewhere(theirs))
            }
            written => written.map(Written::Here),
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
        let (order, intent, _on_wire) =
            self.intend(order, Call::Create, Event::CreateBegun, request.fingerprint()).await?;
        let answer = line.create(&request).await;
        crash::point_of(Call::Create, "answer.read");
        self.note_answer(order.supplier, answer.as_ref().err(), None);
        match answer {
            Ok(created) => {
                let mut order = order;
                order.order_reference = Some(created.order_reference);
                order.payment_token = created.payment_token;
                order.hold_expires_at = created.hold_expires_at;
                order.clock_ahead = created.clock_ahead;
                let news = News { settles: true, ..News::note("The supplier holds the places.") };
                self.record_answer(order, &intent, Event::CreateAccepted, news).await
            }
            Err(error) if error.is_reused_reference() && self.was_sent_before(&order).await? => {
                self.doubt(order, intent, &error).await
            }
            Err(error) if error.leaves_doubt() => self.doubt(order, intent, &error).await,
            Err(SupplierError::Refused { code, text }) => {
                let sold_out =
                    matches!(code.as_str(), "variants_not_available" | "timeslot_not_available" | "no_availability");
                let (supplier, order_code) = (order.supplier, order.code.clone());
                let news = News {
                    settles: true,
                    trouble: Some(Trouble { code, message: text.clone() }),
                    ..News::note(format!("The supplier refused: {text}"))
                };
                self.record_answer(order, &intent, Event::CreateRefused, news).await?;
                let CreateOrder { product, day, variants, .. } = &request;
                let left = if sold_out { self.what_is_left(product, *day, variants).await } else { None };
                Err(EngineError::OrderRefused { code: order_code, supplier, text: sentence(&text), sold_out, left })
            }
            Err(error) => {
                self.not_sent(
                    order,
                    intent,
                    error,
                    "Nothing is booked; the order is kept as a draft. Hold its places again later.",
                )
                .await
            }
        }
    }

    /// Whether this order went out before: only then can "that reference is taken" mean our own earlier try, and not an
    /// order of somebody else.
    async fn was_sent_before(&self, order: &Order) -> Result<bool> {
        let id = order.id;
        let history = self.on_ledger(move |ledger| ledger.history(id)).await?;
        let begun = Event::CreateBegun.word();
        Ok(history.iter().filter(|entry| entry.event == begun).count() > 1)
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
        let (mut order, intent, _on_wire) =
            self.intend(order, Call::Create, Event::CreateBegun, request.fingerprint()).await?;
        let created = answer.map_err(|error| EngineError::read(order.supplier, error))?;
        order.order_reference = Some(created.order_reference);
        let news = News { settles: true, ..News::note("Sent before it was written down.") };
        self.record_answer(order, &intent, Event::CreateAccepted, news).await
    }
}

/// One reference stands for one wish: with another basket it would silently be the old one.
fn same_wish(known: &Order, draft: &OrderDraft) -> Result<()> {
    let party: Vec<_> = known.lines.iter().map(|line| (line.variant.clone(), line.count)).collect();
    let same = known.product == draft.product
        && known.day == draft.day
        && known.time == draft.time
        && party == draft.party_once()
        && known.customer == draft.customer
        && known.visitors == draft.visitors;
    if same {
        return Ok(());
    }
    Err(EngineError::Invalid(format!(
        "The reference \u{201c}{}\u{201d} already stands for order {}, which is for something else. Nothing was sent; \
         use another reference.",
        known.external_reference, known.code
    )))
}
