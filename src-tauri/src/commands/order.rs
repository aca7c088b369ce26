//! Orders.

use counterfoil_domain::{availability::read_day, order::Visitor};
use counterfoil_engine::{
    Desk, Result,
    booking::{OrderDraft, OrderQuery as Wanted, PaymentWish},
    catalog::Paging,
};
use tauri::State;

use super::{Answer, reading};
use crate::views::{
    desk::NoInput,
    order::{
        CancelInput, CustomerQuery, CustomerView, OrderCard, OrderId, OrderInput, OrderPage, OrderQuery, OrderView,
        PartyLine, PaymentInput, VisitorInput,
    },
};

/// Holds places.
#[tauri::command]
pub async fn create_order(desk: State<'_, Desk>, input: OrderInput) -> Answer<OrderView> {
    desk.allow("create_order")?;
    let basket = match &input.basket {
        Some(any) => Some(desk.order(any).await?.basket),
        None => None,
    };
    let order = desk.create_order(OrderDraft { basket, ..draft(input)? }).await?;
    opened(&desk, &order.id.to_string()).await
}

/// Confirms a hold after payment.
#[tauri::command]
pub async fn confirm_order(desk: State<'_, Desk>, input: OrderId) -> Answer<OrderView> {
    desk.allow("confirm_order")?;
    desk.confirm_order(&input.id).await?;
    opened(&desk, &input.id).await
}

/// Asks the supplier how an order stands.
#[tauri::command]
pub async fn check_order(desk: State<'_, Desk>, input: OrderId) -> Answer<OrderView> {
    desk.allow("check_order")?;
    desk.check_order(&input.id).await?;
    opened(&desk, &input.id).await
}

/// Cancels an order, or lets a hold go.
#[tauri::command]
pub async fn cancel_order(desk: State<'_, Desk>, input: CancelInput) -> Answer<OrderView> {
    desk.allow("cancel_order")?;
    desk.cancel_order(&input.id, &input.reason).await?;
    opened(&desk, &input.id).await
}

/// A page of orders, newest first.
#[tauri::command]
pub async fn list_orders(desk: State<'_, Desk>, input: OrderQuery) -> Answer<OrderPage> {
    desk.allow("list_orders")?;
    let paging = Paging::checked(input.page, input.page_size)?;
    let wanted = Wanted { text: input.text, states: input.states.into_iter().map(Into::into).collect() };
    let (orders, total) = desk.orders(wanted, paging).await?;
    Ok(OrderPage::of(&orders, total, paging))
}

/// An order, opened.
#[tauri::command]
pub async fn get_order(desk: State<'_, Desk>, input: OrderId) -> Answer<OrderView> {
    desk.allow("get_order")?;
    opened(&desk, &input.id).await
}

/// Holds the places of a draft, or of an order that is over, once more.
#[tauri::command]
pub async fn hold_again(desk: State<'_, Desk>, input: OrderId) -> Answer<OrderView> {
    desk.allow("hold_again")?;
    let order = desk.hold_again(&input.id).await?;
    opened(&desk, &order.id.to_string()).await
}

/// Records a payment, or what was paid back.
#[tauri::command]
pub async fn record_payment(desk: State<'_, Desk>, input: PaymentInput) -> Answer<OrderView> {
    desk.allow("record_payment")?;
    let PaymentInput { id, key, kind, amount, taken, note } = input;
    let taken = taken.as_ref().map(reading::money).transpose()?;
    let wish = PaymentWish { key: Some(key), kind: kind.into(), amount: reading::money(&amount)?, taken, note };
    Ok(OrderView::of(desk.record_payment(&id, wish).await?, desk.now()))
}

/// The holds of all desks on this ledger; the one that ends first comes first.
#[tauri::command]
pub async fn list_holds(desk: State<'_, Desk>, input: NoInput) -> Answer<Vec<OrderCard>> {
    desk.allow("list_holds")?;
    let NoInput {} = input;
    Ok(desk.holds().await?.iter().map(OrderCard::from).collect())
}

/// Notes that what happened to an order by itself was seen.
#[tauri::command]
pub async fn acknowledge_order(desk: State<'_, Desk>, input: OrderId) -> Answer<OrderView> {
    desk.allow("acknowledge_order")?;
    let order = desk.acknowledge_order(&input.id).await?;
    opened(&desk, &order.id.to_string()).await
}

/// Clients of earlier orders, the latest first.
#[tauri::command]
pub async fn list_customers(desk: State<'_, Desk>, input: CustomerQuery) -> Answer<Vec<CustomerView>> {
    desk.allow("list_customers")?;
    Ok(desk.customers(&input.text).await?.iter().map(Into::into).collect())
}

async fn opened(desk: &Desk, any: &str) -> Answer<OrderView> {
    Ok(OrderView::of(desk.open_order(any).await?, desk.now()))
}

fn draft(input: OrderInput) -> Result<OrderDraft> {
    let line = |line: &PartyLine| Ok((reading::id("variant", &line.variant)?, line.count));
    Ok(OrderDraft {
        product: reading::id("product", &input.product)?,
        day: read_day(&input.day)?,
        time: input.time,
        party: input.party.iter().map(line).collect::<Result<_>>()?,
        customer: input.customer.into(),
        visitors: input.visitors.into_iter().map(visitor).collect::<Result<_>>()?,
        external_reference: Some(input.external_reference),
        expected: input.expected_total.as_ref().map(reading::money).transpose()?,
        basket: None,
    })
}

fn visitor(input: VisitorInput) -> Result<Visitor> {
    let details = input.details.into_iter().map(|(name, value)| (name, value.into())).collect();
    Ok(Visitor { variant: reading::id("variant", &input.variant)?, details })
}
