//! `order …`

mod said;

use std::{collections::BTreeMap, path::Path, time::Duration};

use counterfoil_domain::{
    Instant, Money, Personal, VariantId,
    availability::read_day,
    money::MoneyError,
    order::{Customer, JournalEntry, Order, OrderDraft, State, Visitor},
};
use counterfoil_engine::{
    Desk, EngineError,
    booking::{OrderQuery, PaymentWish},
    catalog::Paging,
};
use serde::{Deserialize, Deserializer};

use crate::{
    Reply,
    arguments::OrderCommand,
    door::Door,
    files::read_text,
    problem::{Failure, known_id, named},
    shape,
};

/// The file of `order create`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    #[serde(deserialize_with = "text_or_number")]
    product_id: String,
    day: String,
    timeslot: Option<String>,
    variants: Vec<WishedVariant>,
    customer: WishedCustomer,
    #[serde(default)]
    visitors: Vec<WishedVisitor>,
    external_reference: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WishedVariant {
    #[serde(deserialize_with = "text_or_number")]
    variant_id: String,
    count: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WishedCustomer {
    #[serde(default)]
    first_name: Personal<String>,
    #[serde(default)]
    last_name: Personal<String>,
    #[serde(default)]
    email: Personal<String>,
    #[serde(default)]
    phone: Personal<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WishedVisitor {
    #[serde(deserialize_with = "text_or_number")]
    variant_id: String,
    details: BTreeMap<String, Personal<String>>,
}

/// Ids are written as text or as numbers.
fn text_or_number<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Number(u64),
    }
    Ok(match Either::deserialize(from)? {
        Either::Text(text) => text,
        Either::Number(number) => number.to_string(),
    })
}

pub(crate) async fn answer(command: OrderCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    let reply = obey(command, &desk).await;
    // A window does this every second; this door lives for one command.
    desk.learn_of_sales().await?;
    desk.deliver_to_file().await?;
    reply
}

async fn obey(command: OrderCommand, desk: &Desk) -> Result<Reply, Failure> {
    match command {
        OrderCommand::Create { file } => {
            let order = desk.create_order(read_wish(&file)?).await?;
            let mut reply = reply(desk, &order, said::stands(&order)).await?;
            // The same reference again may name an order that is over: nothing is held.
            reply.failed = order.state.is_final() && order.state != State::Ready;
            Ok(reply)
        }
        OrderCommand::Confirm { id, wait, paid } => {
            desk.record_paid(&id, paid, "taken by whoever confirmed it from the command line").await?;
            let mut order = desk.confirm_order(&id).await?;
            if let Some(seconds) = wait {
                order = desk.wait_for_tickets(&id, Duration::from_secs(seconds)).await?;
            }
            reply(desk, &order, said::confirmed(&order)).await
        }
        OrderCommand::Status { id } => {
            let begun = desk.now();
            let order = desk.check_order(&id).await?;
            let asked = order.checked_at.is_some_and(|at| at >= begun);
            reply(desk, &order, said::status(&order, asked)).await
        }
        OrderCommand::Cancel { id, reason } => {
            let before = desk.order(&id).await?.state;
            let order = desk.cancel_order(&id, &reason).await?;
            let balances = desk.open_order(&id).await?.basket.balances;
            reply(desk, &order, said::cancelled(before, &order, &balances)).await
        }
        OrderCommand::List { state, query, page } => {
            let paging = Paging::checked(page.page, page.page_size)?;
            let mut states = Vec::new();
            for word in &state {
                states.extend(read_states(word)?);
            }
            let (orders, total) = desk.orders(OrderQuery { text: query, states }, paging).await?;
            let lines: Vec<_> = orders.iter().map(line).collect();
            Reply::new(shape::list(orders.iter().map(shape::order).collect(), paging, total), lines.join("\n"))
        }
        OrderCommand::Holds => {
            let orders = desk.holds().await?;
            let lines: Vec<_> = orders.iter().map(|order| hold_line(order, desk.now())).collect();
            let text = if lines.is_empty() { "Nothing is held.".to_owned() } else { lines.join("\n") };
            Reply::new(shape::whole_list(orders.iter().map(shape::order).collect()), text)
        }
        OrderCommand::History { id } => {
            let opened = desk.open_order(&id).await?;
            let lines: Vec<_> = opened.history.iter().map(story_line).collect();
            Reply::new(shape::history(&opened), lines.join("\n"))
        }
        OrderCommand::Again { id } => {
            let order = desk.hold_again(&id).await?;
            reply(desk, &order, said::stands(&order)).await
        }
        OrderCommand::Pay { id, amount, currency, kind, note, key } => {
            let order = desk.order(&id).await?;
            let currency = match currency {
                Some(code) => code.parse().map_err(|error: MoneyError| Failure::Input(format!("{error}.")))?,
                None => order.total.map(|total| total.currency).ok_or_else(|| {
                    Failure::Input("The order names no price; say the currency with --currency.".to_owned())
                })?,
            };
            let amount = Money::exact(&amount, currency).map_err(|error| Failure::Input(format!("{error}.")))?;
            let opened = desk.record_payment(&id, PaymentWish { key, kind, amount, taken: None, note }).await?;
            reply(desk, &order, said::paid(amount, kind, &opened.basket.balances)).await
        }
        OrderCommand::Resume => {
            let orders = desk.resume_orders().await?;
            let mut items = Vec::new();
            for order in &orders {
                items.push(shape::opened_order(&desk.open_order(&order.id.to_string()).await?));
            }
            let lines: Vec<_> = orders.iter().map(line).collect();
            let text = if lines.is_empty() { "Nothing was open.".to_owned() } else { lines.join("\n") };
            Reply::new(shape::whole_list(items), text)
        }
    }
}

/// What was done, and the order as it is now.
async fn reply(desk: &Desk, order: &Order, said: String) -> Result<Reply, Failure> {
    let opened = desk.open_order(&order.id.to_string()).await?;
    Reply::new(shape::opened_order(&opened), format!("{said}\n{}", line(&opened.order)))
}

/// "until 14:30:00 UTC, 12 min 3 s left".
fn hold_line(order: &Order, now: Instant) -> String {
    let until = match order.hold_expires_at {
        Some(ends) => {
            let left = (ends - now).num_seconds().max(0);
            format!("until {}, {} min {} s left", ends.format("%H:%M:%S UTC"), left / 60, left % 60)
        }
        None => "the supplier is being asked".to_owned(),
    };
    format!("{}  {until}", line(order))
}

fn story_line(entry: &JournalEntry) -> String {
    let at = entry.at.format("%Y-%m-%d %H:%M:%S UTC");
    format!("{at}  {:<15}  {:<10}  {}", entry.event, entry.to.word(), entry.note)
}

fn line(order: &Order) -> String {
    let time = order.time.as_deref().unwrap_or("whole day");
    let total = order.total.map(|total| total.to_string()).unwrap_or_default();
    format!("{}  {:<10}  {} {time}  {}  {total}", order.code, order.state.word(), order.day, order.product_title)
}

/// A state of ours, or one of the specification's four words, which stands for all states it is the view of.
fn read_states(word: &str) -> Result<Vec<State>, Failure> {
    let lower = word.to_ascii_lowercase();
    let states: Vec<State> =
        State::ALL.into_iter().filter(|s| s.word() == lower || s.status().eq_ignore_ascii_case(word)).collect();
    if states.is_empty() {
        let words: Vec<&str> = State::ALL.iter().map(|state| state.word()).collect();
        return Err(Failure::Input(format!(
            "\u{201c}{word}\u{201d} is no state of an order. Write PENDING, OK, FAILED, CANCELLED, or one of: {}.",
            words.join(", ")
        )));
    }
    Ok(states)
}

fn read_wish(file: &Path) -> Result<OrderDraft, Failure> {
    let text = read_text(file)?;
    // The reader's own words may quote personal data, so only the place is told.
    let wish: Wish = serde_json::from_str(&text).map_err(|error| {
        let what = match error.classify() {
            serde_json::error::Category::Data => "a field is missing, misspelt or of the wrong kind",
            serde_json::error::Category::Io
            | serde_json::error::Category::Syntax
            | serde_json::error::Category::Eof => "it is not JSON",
        };
        let place = format!("line {}, column {}", error.line(), error.column());
        let name = named(file);
        Failure::Input(format!("{name} is not an order: {what}, at {place}. See: counterfoil-cli order create --help"))
    })?;
    let variant = |id: &str| known_id::<VariantId>(id, "variant");
    Ok(OrderDraft {
        product: known_id(&wish.product_id, "product")?,
        day: read_day(&wish.day).map_err(EngineError::from)?,
        time: wish.timeslot.filter(|time| !time.is_empty() && time != "whole_day"),
        party: wish.variants.iter().map(|v| Ok((variant(&v.variant_id)?, v.count))).collect::<Result<_, Failure>>()?,
        customer: Customer {
            first_name: wish.customer.first_name,
            last_name: wish.customer.last_name,
            email: wish.customer.email,
            phone: wish.customer.phone,
        },
        visitors: wish
            .visitors
            .into_iter()
            .map(|v| Ok(Visitor { variant: variant(&v.variant_id)?, details: v.details }))
            .collect::<Result<_, Failure>>()?,
        external_reference: wish.external_reference,
        expected: None,
        basket: None,
    })
}
