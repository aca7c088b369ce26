//! A hold once more: an order that was let go, lapsed or refused is made again as it was asked for, with one press.

use counterfoil_domain::{
    Code, OrderId,
    order::{JournalEntry, Order, OrderDraft, State},
};

use super::call::state_forbids;
use crate::{Desk, EngineError, Result};

impl Desk {
    /// Holds the places of an order again. A draft goes out under its own reference; one that is over stays as it is and a
    /// new order is made of the same wish, at today's price, under a reference made of the old order: pressed twice, it
    /// is the same new order.
    pub async fn hold_again(&self, any: &str) -> Result<Order> {
        let mut order = self.order(any).await?;
        let _turn = self.inner.turns.take(&again(order.id)).await;
        // Made again before: what came of it counts, and if that is over as well, it goes on from there.
        while (order.state.is_final() || (order.state == State::Held && order.payment_token.is_none()))
            && let Some(later) = self.made_from(&order).await?
        {
            if !later.state.is_final() && later.state != State::Draft {
                return Ok(later);
            }
            order = later;
        }
        match order.state {
            State::Draft => Box::pin(self.hold_draft(order)).await,
            State::Failed | State::Cancelled | State::Expired => Box::pin(self.make_again(order)).await,
            State::Held if order.payment_token.is_none() => Box::pin(self.make_again(order)).await,
            State::Held => Err(state_forbids(order, "its places are held already.")),
            State::Fulfilling | State::Ready => {
                Err(state_forbids(order, "it is sold. Book another one from Sell if the customer wants more."))
            }
            State::Creating | State::Confirming | State::Cancelling | State::Unknown => {
                Err(EngineError::OrderUnknown { code: order.code, supplier: order.supplier })
            }
        }
    }

    /// Sends a draft that did not go out, if it would still be the same.
    async fn hold_draft(&self, order: Order) -> Result<Order> {
        let wish = wish_of(&order, order.external_reference.clone(), order.basket);
        self.create_order(OrderDraft { expected: order.total, ..wish }).await
    }

    async fn make_again(&self, order: Order) -> Result<Order> {
        let wish = wish_of(&order, again(order.id), order.basket);
        if order.state == State::Held {
            self.make_room(&order, &wish).await?;
        }
        let made = self.create_order(wish).await?;
        if order.state == State::Held {
            // Without its token the old hold can only lapse: it is let go, and where that cannot be said it ends by itself.
            if let Err(error) = self.cancel_order(&order.id.to_string(), "OTHER").await {
                tracing::warn!(order = %order.code, %error, "a hold that was made again could not be let go");
            }
        }
        let entry = JournalEntry {
            at: self.now(),
            event: "made_again".to_owned(),
            from: made.state,
            to: made.state,
            note: match (order.total, made.total) {
                (Some(before), Some(now)) if before != now => {
                    format!("Made again from order {}. The price was {before} and is {now}.", order.code)
                }
                (Some(_) | None, Some(_) | None) => format!("Made again from order {}.", order.code),
            },
        };
        let id = made.id;
        self.on_ledger(move |ledger| ledger.tell_story(id, &entry)).await?;
        Ok(made)
    }

    /// Sees to it that there is room beside a hold that can only lapse; where there is none, letting it go may make some. A
    /// supplier that keeps the places until the hold lapses keeps them for us.
    async fn make_room(&self, order: &Order, wish: &OrderDraft) -> Result<()> {
        let is_full = |error: &EngineError| error.code() == Code::NotAvailable;
        match self.checked(wish).await {
            Err(error) if is_full(&error) => {}
            room => return room.map(|_| ()),
        }
        let ends =
            order.hold_expires_at.map_or_else(String::new, |ends| format!(" until {}", ends.format("%H:%M UTC")));
        self.cancel_order(&order.id.to_string(), "OTHER").await?;
        match self.checked(wish).await {
            Err(error) if is_full(&error) => Err(EngineError::NotAvailable(format!(
                "The supplier still keeps these places for the hold of order {}{ends}. Hold them again when it has ended.",
                order.code
            ))),
            room => room.map(|_| ()),
        }
    }

    /// The order that was made of this one, if one was.
    async fn made_from(&self, order: &Order) -> Result<Option<Order>> {
        let (supplier, reference) = (order.supplier, again(order.id));
        self.on_ledger(move |ledger| ledger.order_by_external_reference(supplier, &reference)).await
    }
}

fn again(order: OrderId) -> String {
    format!("again-{order}")
}

/// The wish an order came from.
fn wish_of(order: &Order, external_reference: String, basket: OrderId) -> OrderDraft {
    OrderDraft {
        product: order.product.clone(),
        day: order.day,
        time: order.time.clone(),
        party: order.lines.iter().map(|line| (line.variant.clone(), line.count)).collect(),
        customer: order.customer.clone(),
        visitors: order.visitors.clone(),
        external_reference: Some(external_reference),
        expected: None,
        basket: Some(basket),
    }
}
