//! One cell of the fault table: a call over a line that breaks under it, what the agent is told, and what becomes of the
//! order once the line is whole again.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use counterfoil_domain::{
    Retry, SupplierKey,
    order::{Order, OrderDraft, PaymentKind, State, pace::LATE_ARRIVAL},
};
use counterfoil_engine::EngineError;
use counterfoil_sandbox::{Call, Options, SettingsChange, ids};

use super::{
    broken_line::{BrokenLine, Fault},
    place::Place,
    switchboard,
};

/// How long after the network is back, or after a request can no longer arrive, the state must be true.
const TRUE_WITHIN: Duration = Duration::from_mins(1);

/// A desk on a line that can be broken.
pub(crate) struct Booth {
    pub(crate) place: Place,
    pub(crate) line: Arc<BrokenLine>,
    /// Whether what is cancelled is a hold, and not a sale.
    lets_go: bool,
    sold: u32,
}

/// What the agent is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) state: &'static str,
    pub(crate) code: String,
    pub(crate) retry: &'static str,
    pub(crate) sentence: String,
}

/// A fault, how a call meets it, and how long it lasts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bad {
    pub(crate) fault: Fault,
    pub(crate) carried_out: bool,
    pub(crate) lasts: Duration,
}

impl Booth {
    pub(crate) async fn new() -> Self {
        // The supplier says the token again, so that each order can be sold to the end.
        let mut place = Place::new(Options { token_on_lookup: true, ..Options::default() }).await;
        let line = BrokenLine::to(&place.sandbox.base_url()).await;
        place.speak_over(switchboard::connect(&line), line.base_url()).await;
        Self { place, line, lets_go: false, sold: 0 }
    }

    /// The same, where holds are cancelled instead of sales, at a supplier that takes that.
    pub(crate) async fn that_lets_go() -> Self {
        let booth = Self::new().await;
        booth.place.sandbox.change_settings(&SettingsChange { cancel_holds: Some(true), ..SettingsChange::default() });
        Self { lets_go: true, ..booth }
    }

    /// A wish under a reference of its own.
    async fn wish(&mut self) -> OrderDraft {
        self.sold += 1;
        let reference = Some(format!("cell-{}", self.sold));
        OrderDraft { external_reference: reference, ..self.place.one_of(ids::WHOLE_DAY).await }
    }

    pub(crate) async fn held(&mut self) -> Order {
        let wish = self.wish().await;
        let held = self.place.desk.create_order(wish).await.unwrap();
        self.place.desk.record_paid(&held.code, PaymentKind::Cash, "").await.unwrap();
        held
    }

    pub(crate) async fn ready(&mut self) -> Order {
        let held = self.held().await;
        let ready = self.place.desk.confirm_order(&held.code).await.unwrap();
        assert_eq!(ready.state, State::Ready);
        ready
    }

    /// Sold, and its tickets take a while.
    pub(crate) async fn being_made(&mut self) -> Order {
        let held = self.place.desk.create_order(self.place.one_of(ids::SLOW).await).await.unwrap();
        let sold = self.place.confirm(&held.code).await.unwrap();
        assert_eq!(sold.state, State::Fulfilling);
        sold
    }

    /// A call that changes something under a fault: what is told at once, and the state once the line is whole again.
    pub(crate) async fn change(&mut self, call: Call, bad: Bad) -> (Told, State) {
        let Bad { fault, carried_out, lasts } = bad;
        let (known_by, came_from, outcome) = match call {
            Call::Create => {
                let wish = self.wish().await;
                let known_by = wish.external_reference.clone().unwrap();
                self.line.break_from(call, fault, carried_out);
                (known_by, State::Draft, self.place.desk.create_order(wish).await)
            }
            Call::Confirm => {
                let held = self.held().await;
                self.line.break_from(call, fault, carried_out);
                let outcome = self.place.desk.confirm_order(&held.code).await;
                (held.external_reference, State::Held, outcome)
            }
            Call::Cancel => {
                let live = if self.lets_go { self.held().await } else { self.ready().await };
                self.line.break_from(call, fault, carried_out);
                let outcome = self.place.desk.cancel_order(&live.code, "OTHER").await;
                (live.external_reference, live.state, outcome)
            }
            other => panic!("{other:?} changes nothing"),
        };
        assert!(self.line.is_reached(), "{call:?} {bad:?}: the call was never made");
        let called = self.place.desk.now();
        let told = self.told(&known_by, outcome).await;
        if fault == Fault::Doubled {
            assert!(told.code == "-" && told.state != "unknown", "{call:?}: an answer came, {told:?}");
        } else {
            let expected = if fault.is_certain() { came_from } else { State::Unknown };
            assert_eq!(told.state, expected.word(), "{call:?} {bad:?}: {told:?}");
        }
        if matches!(fault, Fault::Slow | Fault::Late) {
            tokio::time::timeout(Duration::from_secs(20), self.line.decided()).await.unwrap();
        }
        self.outlive(&known_by, lasts).await;
        self.line.mend().await;
        let settled = self.settled(&known_by, called).await;
        self.agrees_with_the_supplier(&settled, &format!("{call:?} {bad:?}"));
        Box::pin(self.goes_on(call, &settled)).await;
        (told, settled.state)
    }

    /// A call that only asks, under a fault: what is told, and the order before and after.
    pub(crate) async fn ask(&mut self, call: Call, fault: Fault) -> Told {
        let carried_out = fault.may_be_carried_out() && fault != Fault::Late;
        match call {
            Call::Status => {
                let before = self.ready().await;
                self.line.break_from(call, fault, carried_out);
                let outcome = self.place.desk.check_order(&before.code).await;
                let told = self.told(&before.external_reference, outcome).await;
                self.line.mend().await;
                self.is_still(&before).await;
                told
            }
            Call::Tickets => {
                let sold = self.ready().await;
                self.line.break_from(call, fault, carried_out);
                self.place.desk.check_order(&sold.code).await.unwrap();
                self.is_still(&sold).await;
                self.line.mend().await;
                // Without tickets at hand an order is not ready; with the line whole they come by themselves.
                let held = self.held().await;
                self.line.break_from(call, fault, carried_out);
                let outcome = self.place.desk.confirm_order(&held.code).await;
                let told = self.told(&held.external_reference, outcome).await;
                self.line.mend().await;
                self.live(&held.external_reference, TRUE_WITHIN).await;
                let ready = self.place.desk.order(&held.code).await.unwrap();
                assert_eq!((ready.state, ready.trouble.as_ref()), (State::Ready, None), "{fault:?}");
                told
            }
            Call::Availability => {
                let wish = self.wish().await;
                let before = self.place.sandbox.truth().orders.len();
                self.line.break_from(call, fault, carried_out);
                let day = wish.day.to_string();
                let shown = self.place.desk.availability(&wish.product, &day, &day).await.map(|_| ());
                let booked = self.place.desk.create_order(wish.clone()).await;
                let known_by = wish.external_reference.unwrap();
                if fault == Fault::Doubled {
                    assert_eq!(booked.unwrap().state, State::Held);
                } else {
                    let refused = booked.unwrap_err();
                    assert_eq!(refused.code(), shown.as_ref().unwrap_err().code());
                    assert!(refused.to_string().contains("Nothing is booked"), "{refused}");
                    assert!(self.place.desk.order(&known_by).await.is_err(), "{fault:?}: nothing is written down");
                    assert_eq!(self.place.sandbox.truth().orders.len(), before, "{fault:?}: nothing is booked");
                }
                self.line.mend().await;
                of_outcome("-", false, shown.map(|()| None))
            }
            other => panic!("{other:?} is no question"),
        }
    }

    /// Everything a person sees of an order.
    async fn is_still(&self, before: &Order) {
        let now = self.place.desk.order(&before.code).await.unwrap();
        let seen = |order: &Order| Order { version: 0, checked_at: None, ..order.clone() };
        assert_eq!(seen(&now), seen(before));
    }

    async fn told(&self, known_by: &str, outcome: Result<Order, EngineError>) -> Told {
        let opened = self.place.desk.open_order(known_by).await.unwrap();
        let order = opened.order;
        if let Ok(given) = &outcome {
            assert_eq!((given.state, &given.trouble), (order.state, &order.trouble), "what is told is what is kept");
        }
        let trouble = order.trouble.clone().map(|trouble| (trouble.code, trouble.message));
        let mut told = of_outcome(order.state.word(), opened.poll.is_some(), outcome.map(|_| trouble));
        told.sentence = told.sentence.replace(&order.code, "7K3-QFA");
        told
    }

    /// Waits an outage out. A long one with the desk closed for its middle, as over a night.
    async fn outlive(&self, known_by: &str, outage: Duration) {
        if outage > Duration::from_mins(1) {
            self.line.go_silent();
        }
        let awake = Duration::from_hours(1);
        match outage.checked_sub(2 * awake) {
            Some(asleep) if asleep > awake => {
                self.live(known_by, awake).await;
                self.place.pass(asleep);
                self.live(known_by, awake).await;
            }
            Some(_) | None => self.live(known_by, outage).await,
        }
    }

    /// Lets time pass the way a desk spends it: each question about an order is asked when it is due.
    pub(crate) async fn live(&self, known_by: &str, time: Duration) {
        let until = self.place.desk.now() + TimeDelta::from_std(time).unwrap();
        loop {
            let now = self.place.desk.now();
            let poll = self.place.desk.open_order(known_by).await.unwrap().poll;
            let next = poll.map_or(until, |poll| poll.next_at.min(until));
            let seconds = u64::try_from((next - now).num_milliseconds()).unwrap_or_default().div_ceil(1000);
            self.place.pass(Duration::from_secs(seconds));
            self.place.desk.ask_due().await.unwrap();
            if next >= until {
                return;
            }
        }
    }

    /// The order when its state must be true: a minute after the line is whole, but not before a request that may still
    /// travel can no longer arrive.
    async fn settled(&self, known_by: &str, called: counterfoil_domain::Instant) -> Order {
        let late = called + TimeDelta::from_std(LATE_ARRIVAL).unwrap() - self.place.desk.now();
        self.live(known_by, TRUE_WITHIN + late.to_std().unwrap_or_default()).await;
        self.place.desk.order(known_by).await.unwrap()
    }

    fn agrees_with_the_supplier(&self, order: &Order, what: &str) {
        let truth = self.place.sandbox.truth();
        let reference = Some(order.external_reference.as_str());
        let theirs: Vec<_> = truth.orders.iter().filter(|o| o.external_reference.as_deref() == reference).collect();
        let expected: &[&str] = match order.state {
            State::Draft => &[],
            State::Held => &["new"],
            State::Ready => &["done"],
            State::Cancelled | State::Expired => &["cancelled"],
            other => panic!("{what}: still {}, {:?}", other.word(), order.trouble),
        };
        assert_eq!(theirs.iter().map(|o| o.status.as_str()).collect::<Vec<_>>(), expected, "{what}: {order:?}");
        assert_eq!(truth.reused_references, 0, "{what}: nothing is sent twice");
    }

    /// The agent goes on as the table says: whatever happened before, in the end there is one order, or none.
    async fn goes_on(&self, call: Call, order: &Order) {
        let desk = &self.place.desk;
        let mut order = order.clone();
        if call == Call::Cancel {
            if matches!(order.state, State::Ready | State::Held) {
                order = desk.cancel_order(&order.code, "OTHER").await.unwrap();
            }
            assert_eq!(order.state, State::Cancelled);
        } else {
            if order.state == State::Draft || order.state.is_final() {
                order = desk.hold_again(&order.code).await.unwrap();
            }
            if order.state == State::Held {
                order = self.place.confirm(&order.code).await.unwrap();
            }
            assert_eq!(order.state, State::Ready);
        }
        let basket = desk.open_order(&order.code).await.unwrap().basket;
        let live = self.place.sandbox.truth().live_per_external_reference;
        let ours: u64 = basket.orders.iter().filter_map(|order| live.get(&order.external_reference)).sum();
        assert_eq!(ours, u64::from(call != Call::Cancel), "{order:?}");
    }
}

fn of_outcome(state: &'static str, asked: bool, outcome: Result<Option<(String, String)>, EngineError>) -> Told {
    let (code, retry, sentence) = match outcome {
        Ok(None) => ("-".to_owned(), "-", "-".to_owned()),
        Ok(Some((code, message))) => (code, if asked { "by itself" } else { "-" }, message),
        Err(error) => {
            let retry = match error.retry() {
                Retry::Never => "never",
                Retry::Now => "now",
                Retry::Later => "later",
            };
            let hint = error.hint().map(|hint| format!(" {hint}")).unwrap_or_default();
            (error.code().word().to_owned(), retry, format!("{error}{hint}"))
        }
    };
    assert!(!sentence.contains(SupplierKey::Tiqets.word()), "{sentence}");
    // Where in an answer it breaks off depends on the day.
    let sentence = match sentence.split_once("column ") {
        Some((before, after)) => format!("{before}column N{}", after.trim_start_matches(|c: char| c.is_ascii_digit())),
        None => sentence,
    };
    Told { state, code, retry, sentence }
}
