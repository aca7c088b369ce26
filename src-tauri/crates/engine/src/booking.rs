//! Orders (UC-12 to UC-15): every call that changes something is committed before it is sent, and a call that may have
//! happened is looked up by our own reference, never sent again blindly.
//!
//! `wish` checks what the agent asks for; `create` and `call` send what changes something; `again` makes a hold once more;
//! `till` knows baskets and payments; `truth` looks up and settles; `tend` keeps asking until every order's state is true.

mod again;
mod call;
mod create;
mod naming;
mod record;
mod tend;
mod till;
mod truth;
pub(crate) mod turns;
pub(crate) mod wire;
mod wish;

use counterfoil_domain::order::{JournalEntry, Order, Poll, State};
use counterfoil_store::OrderFilter;

use crate::{Desk, EngineError, Result, catalog::Paging, crash};

pub use counterfoil_domain::order::OrderDraft;
pub use till::{Basket, PaymentWish};

/// Which orders a list shows.
#[derive(Debug, Clone, Default)]
pub struct OrderQuery {
    /// Part of a code, reference, name, e-mail or title.
    pub text: Option<String>,
    /// Only these states; empty means all.
    pub states: Vec<State>,
}

/// An order with its story and what happens next.
#[derive(Debug, Clone)]
pub struct OpenedOrder {
    /// The order.
    pub order: Order,
    /// Its journal, oldest first.
    pub history: Vec<JournalEntry>,
    /// The next question to the supplier, if one is due.
    pub poll: Option<Poll>,
    /// Everything the client took in the same visit to the desk, and what was paid for it.
    pub basket: Basket,
}

impl Desk {
    /// An order by our id, our code, or either reference.
    pub async fn order(&self, any: &str) -> Result<Order> {
        let wanted = any.trim().to_owned();
        self.on_ledger(move |ledger| ledger.find_order(&wanted))
            .await?
            .ok_or_else(|| EngineError::not_found("order", any))
    }

    /// An order with its story.
    pub async fn open_order(&self, any: &str) -> Result<OpenedOrder> {
        let order = self.order(any).await?;
        let id = order.id;
        let (history, poll) = self.on_ledger(move |ledger| Ok((ledger.history(id)?, ledger.poll(id)?))).await?;
        let basket = self.basket(order.basket).await?;
        Ok(OpenedOrder { order, history, poll, basket })
    }

    /// The holds that stand at all desks on this ledger, the one that ends first on top; those whose end is not known yet
    /// come last.
    pub async fn holds(&self) -> Result<Vec<Order>> {
        let filter =
            OrderFilter { states: vec![State::Creating, State::Held], size: u32::MAX, ..OrderFilter::default() };
        let (mut orders, _) = self.on_ledger(move |ledger| ledger.list_orders(&filter)).await?;
        orders.sort_by_key(|order| (order.hold_expires_at.is_none(), order.hold_expires_at, order.created_at));
        Ok(orders)
    }

    /// Orders to which something happened by itself that nobody has seen yet, the oldest first.
    pub async fn noticed_orders(&self) -> Result<Vec<Order>> {
        self.on_ledger(counterfoil_store::LedgerFile::noticed_orders).await
    }

    /// Notes that an agent has seen what happened to an order.
    pub async fn acknowledge_order(&self, any: &str) -> Result<Order> {
        let order = self.order(any).await?;
        let (id, until) = (order.id, order.notice_at.unwrap_or(self.now()));
        crash::point("seen.before");
        self.on_ledger(move |ledger| ledger.acknowledge_order(id, until)).await?;
        self.tell_order(order.id, order.state);
        self.order_by_id(id).await
    }

    /// A page of orders, newest first, and how many there are.
    pub async fn orders(&self, query: OrderQuery, paging: Paging) -> Result<(Vec<Order>, u64)> {
        let filter = OrderFilter {
            states: query.states,
            query: query.text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
            page: paging.page,
            size: paging.size,
            ..OrderFilter::default()
        };
        self.on_ledger(move |ledger| ledger.list_orders(&filter)).await
    }
}
