//! What must be so after a death, whatever was going on: two ledgers side by side, every story, the money, the file.

use std::collections::{BTreeMap, BTreeSet};

use counterfoil_domain::order::{Event, JournalEntry, Order, State, Step, transition};
use counterfoil_domain::supplier::Standing;
use counterfoil_engine::booking::OpenedOrder;
use counterfoil_journeys::sale::{Ending, Manner, Sale};
use serde_json::Value;

/// What is not as it must be; what is seen twice counts once.
#[derive(Debug, Default)]
pub(crate) struct Harm {
    /// Orders at the supplier that are not known here, or known here and not there (I1, I2).
    pub(crate) lost: BTreeSet<String>,
    /// More orders at the supplier than anybody wished for (I3).
    pub(crate) doubled: BTreeSet<String>,
    /// Orders whose state is still not known (I10).
    pub(crate) unresolved: BTreeSet<String>,
    /// Anything else: stories, money, the file, a program that did not do what it was begun for (I4, I5, I8).
    pub(crate) wrong: BTreeSet<String>,
}

impl Harm {
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        self.lost.iter().chain(&self.doubled).chain(&self.unresolved).chain(&self.wrong)
    }
}

/// Both sides of one sale.
pub(crate) struct Sides<'a> {
    /// What the sale is called.
    pub(crate) name: &'a str,
    /// What was to be sold.
    pub(crate) sale: &'a Sale,
    /// Orders of our ledger.
    pub(crate) ours: &'a [OpenedOrder],
    /// Orders of the supplier's.
    pub(crate) theirs: &'a [Value],
}

fn is_live(theirs: &Value) -> bool {
    ["new", "pending", "done"].iter().any(|word| theirs["status"] == *word)
}

fn is_open(state: State) -> bool {
    state.is_on_the_wire() || state == State::Unknown
}

impl Sides<'_> {
    /// What must be so at any time at which nobody is in the middle of a call.
    pub(crate) fn agree(&self, harm: &mut Harm) {
        self.find_lost(harm);
        self.find_doubled(harm);
        for OpenedOrder { order, history, .. } in self.ours {
            if is_open(order.state) {
                harm.unresolved.insert(format!("{} is {}", order.external_reference, order.state.word()));
            }
            harm.wrong.extend(broken_story(order, history));
        }
        self.count_money(harm);
    }

    fn find_lost(&self, harm: &mut Harm) {
        for theirs in self.theirs.iter().filter(|theirs| is_live(theirs)) {
            let (reference, status) = (&theirs["external_reference"], &theirs["status"]);
            let known = self.ours.iter().map(|ours| &ours.order).filter(|order| *reference == order.external_reference);
            match known.collect::<Vec<_>>().as_slice() {
                [] => {
                    harm.lost.insert(format!("{reference} is {status} at the supplier and not known here"));
                }
                [order] => {
                    let named = order.order_reference.as_deref();
                    if named.is_some_and(|named| theirs["order_reference_id"] != *named) {
                        harm.wrong.insert(format!("{reference} goes by two names: {named:?} and {theirs}"));
                    }
                    if matches!(order.state, State::Draft | State::Failed | State::Cancelled) {
                        let state = order.state.word();
                        harm.lost.insert(format!("{reference} is {status} at the supplier and {state} here"));
                    }
                }
                several => {
                    harm.wrong.insert(format!("{reference} is known {} times here", several.len()));
                }
            }
        }
        for OpenedOrder { order, .. } in self.ours {
            let expected: &[&str] = match order.state {
                State::Held => &["new"],
                // Its end may have come since it was asked about last.
                State::Fulfilling => &["pending", "done", "failed"],
                State::Ready => &["done"],
                State::Draft
                | State::Creating
                | State::Confirming
                | State::Failed
                | State::Cancelling
                | State::Cancelled
                | State::Expired
                | State::Unknown => continue,
            };
            let named = order.order_reference.as_deref();
            let there = self.theirs.iter().find(|theirs| theirs["order_reference_id"].as_str() == named);
            let status = there.and_then(|theirs| theirs["status"].as_str()).unwrap_or("nothing");
            if !expected.contains(&status) {
                let (reference, state) = (&order.external_reference, order.state.word());
                harm.lost.insert(format!("{reference} is {state} here and {status} at the supplier"));
            }
            let codes: Vec<_> = order.tickets.tickets.iter().map(|ticket| ticket.barcode.reveal().as_str()).collect();
            let issued = there.and_then(|theirs| theirs["barcodes"].as_array()).into_iter().flatten();
            if order.state == State::Ready && issued.filter_map(Value::as_str).collect::<Vec<_>>() != codes {
                harm.wrong.insert(format!("{} has other codes than the supplier gave", order.external_reference));
            }
        }
    }

    fn find_doubled(&self, harm: &mut Harm) {
        // A hold that was let go here lapses there by itself: it stands for nothing any more.
        let let_go = |theirs: &&Value| {
            let ours = self.ours.iter().find(|ours| theirs["external_reference"] == ours.order.external_reference);
            theirs["status"] == "new" && ours.is_some_and(|ours| ours.order.state == State::Expired)
        };
        let live: Vec<_> = self.theirs.iter().filter(|theirs| is_live(theirs) && !let_go(theirs)).collect();
        let references: BTreeSet<_> = live.iter().map(|theirs| theirs["external_reference"].to_string()).collect();
        let wished = self.sale.orders.len();
        if live.len() > wished || references.len() < live.len() {
            harm.doubled.insert(format!("{} live at the supplier, {wished} wished for: {references:?}", live.len()));
        }
    }

    fn count_money(&self, harm: &mut Harm) {
        let baskets: BTreeMap<_, _> = self.ours.iter().map(|ours| (ours.basket.id, &ours.basket)).collect();
        for basket in baskets.values() {
            let own = format!("{}-", self.name);
            // An order that was made again costs once.
            let wished = basket.orders.iter().filter(|order| order.external_reference.starts_with(&own));
            let most: i64 = wished.filter_map(|order| order.total).map(|total| total.minor).sum();
            let mut paid = 0;
            for payment in &basket.payments {
                paid += payment.amount.minor;
                if !(0..=most).contains(&paid) {
                    harm.wrong.insert(format!("{paid} paid of {most}: {:?}", basket.payments));
                }
            }
            let keys: BTreeSet<_> = basket.payments.iter().map(|payment| &payment.key).collect();
            if keys.len() < basket.payments.len() {
                harm.wrong.insert(format!("a payment was taken twice: {:?}", basket.payments));
            }
        }
    }

    /// What must be so when the sale was carried through to its end.
    pub(crate) fn ended(&self, harm: &mut Harm) {
        for (nth, wanted) in self.sale.orders.iter().enumerate() {
            let mut order = None;
            let mut reference = format!("{}-{nth}", self.name);
            while let Some(next) = self.ours.iter().find(|ours| ours.order.external_reference == reference) {
                reference = format!("again-{}", next.order.id);
                order = Some(&next.order);
            }
            let expected: &[State] = match (self.sale.ending, wanted.manner) {
                (Ending::LetGo, _) => &[State::Expired, State::Cancelled],
                (_, Manner::Failing) => &[State::Failed],
                (Ending::Kept, _) | (Ending::Cancelled, Manner::Final) => &[State::Ready],
                (Ending::Cancelled, _) => &[State::Cancelled],
            };
            let state = order.map(|order| order.state);
            if !state.is_some_and(|state| expected.contains(&state)) {
                harm.wrong.insert(format!("wish {nth} ended as {state:?}, not as {expected:?}"));
            }
        }
        for OpenedOrder { order, basket, .. } in self.ours {
            if basket.balances.iter().any(|balance| balance.open().minor != 0) {
                harm.wrong.insert(format!("{} is not even: {:?}", order.external_reference, basket.balances));
            }
            if order.notice_at.is_some() {
                harm.wrong.insert(format!("{} was seen and still waits to be", order.external_reference));
            }
        }
    }
}

/// Where a story does not hold together: it begins with a draft, goes on where it stopped, only by moves that the machine
/// knows, and ends where the order is.
fn broken_story(order: &Order, history: &[JournalEntry]) -> Vec<String> {
    let mut state = State::Draft;
    let mut broken = Vec::new();
    for entry in history {
        if entry.from != state || !is_a_move(entry) {
            let (event, from, to) = (&entry.event, entry.from.word(), entry.to.word());
            broken.push(format!("{}: {event} from {from} to {to} after {}", order.external_reference, state.word()));
        }
        state = entry.to;
    }
    if history.is_empty() || state != order.state {
        broken.push(format!(
            "{}: the story ends {}, not {}",
            order.external_reference,
            state.word(),
            order.state.word()
        ));
    }
    broken
}

/// Whether the machine knows the move of an entry. What is no event of the machine moves nothing.
fn is_a_move(entry: &JournalEntry) -> bool {
    let mut known = events().filter(|event| event.word() == entry.event).peekable();
    if known.peek().is_none() {
        return entry.from == entry.to;
    }
    known.any(|event| match transition(entry.from, &event) {
        Ok(Step::To(next)) => next == entry.to,
        Ok(Step::Stay) => entry.from == entry.to,
        Err(_) => false,
    })
}

fn events() -> impl Iterator<Item = Event> {
    let plain = [
        Event::CreateBegun,
        Event::CreateAccepted,
        Event::CreateRefused,
        Event::ConfirmBegun,
        Event::ConfirmAccepted,
        Event::CancelBegun,
        Event::CancelAccepted,
        Event::Doubt,
        Event::NeverArrived,
        Event::HoldLapsed,
        Event::Released,
    ];
    let found = [
        Standing::Held,
        Standing::Fulfilling,
        Standing::Done,
        Standing::Failed,
        Standing::Cancelled,
        Standing::Other(String::new()),
    ];
    let back = State::ALL.map(|back_to| Event::NotSent { back_to });
    plain.into_iter().chain(found.map(Event::Found)).chain(back)
}

#[test]
fn control_a_move_the_machine_does_not_know_is_seen() {
    let entry = |event: &str, from, to| JournalEntry {
        at: chrono::DateTime::UNIX_EPOCH,
        event: event.to_owned(),
        from,
        to,
        note: String::new(),
    };
    assert!(is_a_move(&entry("confirm_begun", State::Held, State::Confirming)));
    assert!(is_a_move(&entry("paid", State::Held, State::Held)));
    assert!(!is_a_move(&entry("confirm_begun", State::Draft, State::Confirming)));
    assert!(!is_a_move(&entry("found", State::Ready, State::Held)));
    assert!(!is_a_move(&entry("paid", State::Held, State::Ready)));
}
