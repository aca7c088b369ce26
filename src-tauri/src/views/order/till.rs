//! Baskets, payments and what waits to be seen, from the engine.

use counterfoil_domain::{
    Instant,
    order::{Balance, Order, Payment, PaymentKind},
};
use counterfoil_engine::booking::Basket;

use super::{BalanceView, BasketView, NoticeView, OrderCard, PaymentKindView, PaymentView, meaning::meaning};
use crate::views::number::millis;

impl From<PaymentKind> for PaymentKindView {
    fn from(kind: PaymentKind) -> Self {
        match kind {
            PaymentKind::Cash => Self::Cash,
            PaymentKind::Card => Self::Card,
            PaymentKind::Account => Self::Account,
            PaymentKind::Other => Self::Other,
        }
    }
}

impl From<PaymentKindView> for PaymentKind {
    fn from(kind: PaymentKindView) -> Self {
        match kind {
            PaymentKindView::Cash => Self::Cash,
            PaymentKindView::Card => Self::Card,
            PaymentKindView::Account => Self::Account,
            PaymentKindView::Other => Self::Other,
        }
    }
}

impl From<&Payment> for PaymentView {
    fn from(payment: &Payment) -> Self {
        Self {
            kind: payment.kind.into(),
            amount: payment.amount.into(),
            taken: payment.taken.map(Into::into),
            change: payment.change().filter(|change| change.minor > 0).map(Into::into),
            note: payment.note.clone(),
            at: millis(payment.at),
        }
    }
}

impl From<&Balance> for BalanceView {
    fn from(balance: &Balance) -> Self {
        Self { due: balance.due.into(), paid: balance.paid.into(), open: balance.open().into() }
    }
}

impl From<&Basket> for BasketView {
    fn from(basket: &Basket) -> Self {
        Self {
            id: basket.id.to_string(),
            orders: basket.orders.iter().map(OrderCard::from).collect(),
            payments: basket.payments.iter().map(Into::into).collect(),
            balances: basket.balances.iter().map(Into::into).collect(),
        }
    }
}

impl NoticeView {
    pub(crate) fn of(order: &Order, now: Instant) -> Self {
        let at = order.notice_at.unwrap_or(order.updated_at);
        Self { order: OrderCard::from(order), meaning: meaning(order, now), at: millis(at) }
    }
}
