//! One sale from the first wish to the last look, with the named points at which tests kill it. Begun again after a death
//! with the same arguments it goes on where it was, as a person would: it looks at what is there and does what is missing.
//! Never delivered.
//!
//! It never sleeps. Its clock and its supplier's are moved on whenever there is nothing to do but wait.

#![allow(clippy::expect_used, clippy::panic, reason = "a program of the tests fails like a test")]

use std::path::PathBuf;

use chrono::DateTime;
use clap::Parser;
use counterfoil_domain::{
    Code, Money, OrderId, ProductId, SupplierKey, VariantId,
    availability::Slot,
    order::{Customer, Order, OrderDraft, PaymentKind, State},
};
use counterfoil_engine::{
    Desk, EngineError, Result,
    booking::{OrderQuery, PaymentWish},
    catalog::Paging,
    clock::ManualClock,
};
use counterfoil_journeys::{
    Wire,
    sale::{Ending, Sale, desk_by},
};

/// How often anything is tried before the sale counts as stuck.
const TRIES: usize = 8;
/// Questions that are waited for before an order counts as stuck.
const QUESTIONS: usize = 40;
/// How far the supplier's clock moves on while tickets are waited for; slow products take three seconds.
const SUPPLIER_SECONDS: u32 = 5;

/// Carries one sale through.
#[derive(Debug, Parser)]
struct Arguments {
    /// The desk's folder.
    #[arg(long)]
    data: PathBuf,
    /// The folder of its keys.
    #[arg(long)]
    secrets: PathBuf,
    /// Where the supplier's clock is moved.
    #[arg(long)]
    control: String,
    /// How the sale is called: its orders are known as `NAME-0` and `NAME-1`.
    #[arg(long)]
    name: String,
    /// The number it is made of.
    #[arg(long)]
    seed: u64,
    /// The desk's time at the start, Unix milliseconds.
    #[arg(long)]
    now: i64,
}

struct Seller {
    desk: Desk,
    clock: ManualClock,
    sale: Sale,
    arguments: Arguments,
}

#[tokio::main]
async fn main() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("COUNTERFOIL_LOG").unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();
    let clock = ManualClock::at(DateTime::from_timestamp_millis(arguments.now).expect("an instant"));
    let desk = desk_by(&clock, &arguments.data, &arguments.secrets).await;
    let seller = Seller { desk, clock, sale: Sale::of(arguments.seed), arguments };
    seller.sell().await.expect("a sale");
}

impl Seller {
    async fn sell(&self) -> Result<()> {
        self.desk.resume_orders().await?;
        let mut basket = None;
        for nth in 0..self.sale.orders.len() {
            basket = Some(self.hold(nth, basket).await?.basket);
        }
        if self.sale.ending != Ending::LetGo {
            self.pay().await?;
            for nth in 0..self.sale.orders.len() {
                self.confirm(nth).await?;
            }
            self.wait_for(|state| state == State::Fulfilling, SUPPLIER_SECONDS).await?;
            self.collect().await?;
        }
        if self.sale.ending != Ending::Kept {
            for nth in 0..self.sale.orders.len() {
                self.cancel(nth).await?;
            }
        }
        self.pay_back().await?;
        for order in self.orders().await? {
            self.desk.acknowledge_order(&order.id.to_string()).await?;
        }
        Ok(())
    }

    async fn orders(&self) -> Result<Vec<Order>> {
        let (orders, _) = self.desk.orders(OrderQuery::default(), Paging::checked(1, 100)?).await?;
        Ok(orders)
    }

    /// Waits while any order is in one of these states, from question to question.
    async fn wait_for(&self, is_open: fn(State) -> bool, supplier_seconds: u32) -> Result<()> {
        for _ in 0..QUESTIONS {
            let mut next = None;
            for order in self.orders().await?.iter().filter(|order| is_open(order.state)) {
                let poll = self.desk.open_order(&order.id.to_string()).await?.poll;
                let at = poll.unwrap_or_else(|| panic!("nobody asks about {order:?} any more")).next_at;
                next = Some(next.map_or(at, |soonest: DateTime<_>| soonest.min(at)));
            }
            let Some(next) = next else { return Ok(()) };
            if supplier_seconds > 0 {
                let body = format!("{{\"advance_seconds\":{supplier_seconds}}}");
                let head = "Content-Type: application/json\r\n";
                let got = Wire::to(&self.arguments.control).ask("POST", "/control/clock", head, &body);
                assert_eq!(got.status, 200, "the supplier's clock does not move");
            }
            self.clock.advance((next - self.desk.now()).max(chrono::Duration::zero()));
            self.desk.ask_due().await?;
        }
        panic!("an order is stuck: {:#?}", self.orders().await?);
    }

    /// Waits until it is known what came of every call.
    async fn settle(&self) -> Result<()> {
        let is_open = |state| matches!(state, State::Unknown | State::Creating | State::Confirming | State::Cancelling);
        self.wait_for(is_open, 0).await
    }

    /// The order of a wish as it is now; the last of them where it was made again.
    async fn order(&self, nth: usize) -> Result<Option<Order>> {
        self.settle().await?;
        let mut found = None;
        let mut reference = format!("{}-{nth}", self.arguments.name);
        loop {
            match self.desk.order(&reference).await {
                Ok(order) => reference = format!("again-{}", found.insert(order).id),
                Err(error) if error.code() == Code::NotFound => return Ok(found),
                Err(error) => return Err(error),
            }
        }
    }

    /// Holds the places of a wish, unless they are held, sold or given up already.
    async fn hold(&self, nth: usize, basket: Option<OrderId>) -> Result<Order> {
        for _ in 0..TRIES {
            let Some(order) = self.order(nth).await? else {
                self.desk.create_order(self.draft(nth, basket).await?).await?;
                continue;
            };
            let is_wanted = self.sale.ending != Ending::LetGo;
            let again = match order.state {
                State::Draft => true,
                // Without its token it can never be confirmed.
                State::Held | State::Cancelled => is_wanted && order.payment_token.is_none(),
                State::Expired => is_wanted,
                State::Failed
                | State::Creating
                | State::Confirming
                | State::Fulfilling
                | State::Ready
                | State::Cancelling
                | State::Unknown => false,
            };
            if !again {
                return Ok(order);
            }
            Box::pin(self.desk.hold_again(&order.id.to_string())).await?;
        }
        panic!("wish {nth} is not held: {:#?}", self.orders().await?);
    }

    async fn draft(&self, nth: usize, basket: Option<OrderId>) -> Result<OrderDraft> {
        let wanted = self.sale.orders[nth];
        let product = ProductId::new(SupplierKey::Tiqets, wanted.product.to_string());
        let today = self.desk.now().date_naive();
        let day = |days: i64| (today + chrono::Duration::days(days)).to_string();
        let found = self.desk.availability(&product, &day(5), &day(35)).await?;
        // A hold whose token was lost keeps its places until it lapses, while it is made again; and that may happen twice.
        let places = (wanted.adults + wanted.children) * 3;
        let has_room = |slot: &&Slot| slot.max.is_none_or(|room| room >= places);
        let free: Vec<_> =
            found.days.iter().flat_map(|day| day.slots.iter().filter(has_room).map(|slot| (day.day, slot))).collect();
        let (day, slot) = free[wanted.luck % free.len()];
        let kind = |word: &str| -> VariantId {
            let kind = found.variants.iter().find(|variant| variant.label.starts_with(word));
            kind.unwrap_or_else(|| panic!("no {word} among {:?}", found.variants)).id.clone()
        };
        let mut party = vec![(kind("Adult"), wanted.adults)];
        if wanted.children > 0 {
            party.push((kind("Child"), wanted.children));
        }
        Ok(OrderDraft {
            product,
            day,
            time: slot.time.clone(),
            party,
            customer: Customer {
                first_name: "Zoë".into(),
                last_name: "Παπαδοπούλου".into(),
                email: "zoe@example.org".into(),
                phone: "+33 1".into(),
            },
            visitors: Vec::new(),
            external_reference: Some(format!("{}-{nth}", self.arguments.name)),
            expected: None,
            basket,
        })
    }

    /// Takes what the whole basket costs, in parts. Whoever is not sure whether a part was taken presses again.
    async fn pay(&self) -> Result<()> {
        let mut orders = Vec::new();
        for nth in 0..self.sale.orders.len() {
            orders.extend(self.order(nth).await?);
        }
        if orders.iter().all(|order| order.state != State::Held) {
            return Ok(());
        }
        let totals: Vec<Money> = orders.iter().filter_map(|order| order.total).collect();
        let due: i64 = totals.iter().map(|total| total.minor).sum();
        for part in 0..self.sale.parts {
            let (before, after) = (due * part / self.sale.parts, due * (part + 1) / self.sale.parts);
            let amount = Money::new(after - before, totals[0].currency);
            self.take(orders[0].id, &format!("part-{part}"), amount).await?;
        }
        Ok(())
    }

    async fn take(&self, order: OrderId, key: &str, amount: Money) -> Result<()> {
        let key = Some(format!("{}-{key}", self.arguments.name));
        let wish = PaymentWish { key, kind: PaymentKind::Cash, amount, taken: None, note: None };
        self.desk.record_payment(&order.to_string(), wish).await.map(|_| ())
    }

    /// Pays back what was paid for orders that fell through.
    async fn pay_back(&self) -> Result<()> {
        let Some(order) = self.order(0).await? else { return Ok(()) };
        let basket = self.desk.open_order(&order.id.to_string()).await?.basket;
        for balance in basket.balances.iter().filter(|balance| balance.open().minor < 0) {
            self.take(order.id, &format!("back-{}", basket.payments.len()), balance.open()).await?;
        }
        Ok(())
    }

    async fn confirm(&self, nth: usize) -> Result<()> {
        for _ in 0..TRIES {
            let order = self.order(nth).await?.expect("an order");
            if order.state != State::Held {
                return Ok(());
            }
            self.desk.confirm_order(&order.id.to_string()).await?;
        }
        panic!("wish {nth} is not confirmed: {:#?}", self.orders().await?);
    }

    /// Has the paper of everything that was sold.
    async fn collect(&self) -> Result<()> {
        self.desk.collect_documents().await?;
        for order in self.orders().await?.iter().filter(|order| order.state == State::Ready) {
            let paper = self.desk.ticket_paper(&order.id.to_string()).await?;
            assert!(paper.pages > 0 && paper.pdf.starts_with(b"%PDF-"), "no paper of {order:?}");
        }
        Ok(())
    }

    async fn cancel(&self, nth: usize) -> Result<()> {
        for _ in 0..TRIES {
            let order = self.order(nth).await?.expect("an order");
            if !matches!(order.state, State::Held | State::Ready) {
                return Ok(());
            }
            match self.desk.cancel_order(&order.id.to_string(), "OTHER").await {
                Ok(_) | Err(EngineError::Supplier { .. }) => {}
                Err(EngineError::NotCancellable { .. }) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        panic!("wish {nth} is not cancelled: {:#?}", self.orders().await?);
    }
}
