//! Orders, from the engine.

use counterfoil_domain::{
    Instant, Personal,
    order::{Customer, JournalEntry, Line, Order, State, payment::open_before_confirm},
};
use counterfoil_engine::{booking::OpenedOrder, catalog::Paging};

use super::{
    CustomerView, HistoryView, OrderCard, OrderLineView, OrderPage, OrderView, StateView,
    meaning::{can_cancel, can_confirm, can_hold_again, meaning},
};
use crate::views::number::{count, millis};

impl From<State> for StateView {
    fn from(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Creating => Self::Creating,
            State::Held => Self::Held,
            State::Confirming => Self::Confirming,
            State::Fulfilling => Self::Fulfilling,
            State::Ready => Self::Ready,
            State::Failed => Self::Failed,
            State::Cancelling => Self::Cancelling,
            State::Cancelled => Self::Cancelled,
            State::Expired => Self::Expired,
            State::Unknown => Self::Unknown,
        }
    }
}

impl From<StateView> for State {
    fn from(state: StateView) -> Self {
        match state {
            StateView::Draft => Self::Draft,
            StateView::Creating => Self::Creating,
            StateView::Held => Self::Held,
            StateView::Confirming => Self::Confirming,
            StateView::Fulfilling => Self::Fulfilling,
            StateView::Ready => Self::Ready,
            StateView::Failed => Self::Failed,
            StateView::Cancelling => Self::Cancelling,
            StateView::Cancelled => Self::Cancelled,
            StateView::Expired => Self::Expired,
            StateView::Unknown => Self::Unknown,
        }
    }
}

impl From<CustomerView> for Customer {
    fn from(customer: CustomerView) -> Self {
        let read = |text: String| Personal::new(text.trim().to_owned());
        Self {
            first_name: read(customer.first_name),
            last_name: read(customer.last_name),
            email: read(customer.email),
            phone: read(customer.phone),
        }
    }
}

impl From<&Customer> for CustomerView {
    fn from(customer: &Customer) -> Self {
        Self {
            first_name: customer.first_name.reveal().clone(),
            last_name: customer.last_name.reveal().clone(),
            email: customer.email.reveal().clone(),
            phone: customer.phone.reveal().clone(),
        }
    }
}

impl From<&Order> for OrderCard {
    fn from(order: &Order) -> Self {
        let party: Vec<_> = order.lines.iter().map(|line| format!("{} {}", line.count, line.label)).collect();
        Self {
            id: order.id.to_string(),
            code: order.code.clone(),
            state: order.state.into(),
            title: order.product_title.clone(),
            city_name: order.city_name.clone(),
            day: order.day.to_string(),
            time: order.time.clone(),
            customer_name: order.customer.full_name().reveal().clone(),
            party: party.join(", "),
            total: order.total.map(Into::into),
            hold_expires_at: order.hold_expires_at.map(millis),
            confirmable: order.state == State::Held && order.payment_token.is_some(),
            created_at: millis(order.created_at),
        }
    }
}

impl OrderPage {
    pub(crate) fn of(orders: &[Order], total: u64, paging: Paging) -> Self {
        let items = orders.iter().map(OrderCard::from).collect();
        Self { items, page: paging.page, page_size: paging.size, total: count(total) }
    }
}

impl From<&Line> for OrderLineView {
    fn from(line: &Line) -> Self {
        let sum = line.unit.and_then(|unit| unit.total.times(line.count).ok());
        Self { label: line.label.clone(), count: line.count, unit: line.unit.map(Into::into), sum: sum.map(Into::into) }
    }
}

impl From<&JournalEntry> for HistoryView {
    fn from(entry: &JournalEntry) -> Self {
        Self {
            at: millis(entry.at),
            event: entry.event.clone(),
            from: entry.from.into(),
            to: entry.to.into(),
            note: entry.note.clone(),
        }
    }
}

impl OrderView {
    pub(crate) fn of(opened: OpenedOrder, now: Instant) -> Self {
        let OpenedOrder { order, history, poll, basket } = opened;
        Self {
            card: OrderCard::from(&order),
            status: order.state.status().to_owned(),
            meaning: meaning(&order, now),
            product: order.product.to_string(),
            supplier_name: order.supplier.name().to_owned(),
            venue_name: order.venue_name.clone(),
            venue_address: order.venue_address.clone(),
            time_zone: order.time_zone.clone(),
            lines: order.lines.iter().map(Into::into).collect(),
            customer: (&order.customer).into(),
            external_reference: order.external_reference.clone(),
            order_reference: order.order_reference.clone(),
            cancellation: order.terms_now(now),
            cancel_until: order.cancellable_until().map(millis),
            can_cancel: can_cancel(&order, now),
            can_confirm: can_confirm(&order, now),
            can_hold_again: can_hold_again(&order),
            to_pay: open_before_confirm(&order, &basket.orders, &basket.payments).map(Into::into),
            basket: (&basket).into(),
            notice_at: order.notice_at.map(millis),
            trouble: order.trouble.as_ref().map(|trouble| trouble.message.clone()),
            next_check_at: poll.map(|poll| millis(poll.next_at)),
            checked_at: order.checked_at.map(millis),
            tickets: count(order.tickets.tickets.len()),
            supplier_pdf: order.tickets.tickets.is_empty() && order.tickets.pdf_url.is_some(),
            history: history.iter().map(Into::into).collect(),
        }
    }
}
