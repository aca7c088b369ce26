use counterfoil_domain::order::{Call, Order, PaymentError, Poll, State};
use counterfoil_store::{LedgerFile, PollChange, Settlement, StoreError};

use super::samples::{Desk, at, entry, order, tickets};

fn draft(ledger: &LedgerFile, number: u32) -> Order {
    let order = order(number);
    ledger.begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    order
}

#[test]
fn an_intent_is_one_transaction_with_its_order_and_its_journal() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let before = draft(&ledger, 1);
    let creating = Order { state: State::Creating, updated_at: at(5), ..before.clone() };
    let begun = entry(5, "create_begun", State::Draft, State::Creating);
    let (stored, intent) = ledger.commit_intent(&creating, Call::Create, "f00d", State::Draft, at(5), &begun).unwrap();
    assert_eq!(stored, Order { version: 1, ..creating });
    assert_eq!(
        (intent.order, intent.call, intent.came_from, intent.begun_at),
        (before.id, Call::Create, State::Draft, at(5))
    );

    // The process ends here: nothing was sent, or something was; the ledger knows that it may have been.
    drop(ledger);
    let ledger = desk.ledger();
    assert_eq!(ledger.open_intents().unwrap(), std::slice::from_ref(&intent));
    assert_eq!(ledger.order(before.id).unwrap().as_ref(), Some(&stored));
    assert_eq!(ledger.history(before.id).unwrap().len(), 2);

    let held = Order { state: State::Held, order_reference: Some("TQ-1".to_owned()), ..stored };
    let journal = [entry(6, "create_accepted", State::Creating, State::Held)];
    let poll = Poll { order: before.id, next_at: at(16), attempt: 0, deadline_at: at(86_400) };
    let settled = ledger
        .settle(Settlement {
            intent: Some(&intent),
            order: &held,
            journal: &journal,
            outcome: "accepted",
            tickets: None,
            poll: &PollChange::Set(poll.clone()),
            at: at(6),
        })
        .unwrap();
    assert_eq!(settled, Order { version: 2, ..held });
    assert!(ledger.open_intents().unwrap().is_empty());
    assert_eq!(ledger.poll(before.id).unwrap(), Some(poll));

    // The way is free for the next call, and the row numbers go on.
    let confirming = Order { state: State::Confirming, total: None, ..settled };
    let entry = entry(7, "confirm_begun", State::Held, State::Confirming);
    let (_, second) = ledger.commit_intent(&confirming, Call::Confirm, "beef", State::Held, at(7), &entry).unwrap();
    assert!(second.id > intent.id);
}

#[test]
fn what_is_not_paid_is_not_confirmed_by_whichever_desk() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let held = Order { state: State::Held, ..order(1) };
    ledger.begin_order(&held, &entry(1, "written_down", State::Draft, State::Draft)).unwrap();
    let confirming = Order { state: State::Confirming, ..held };
    let begun = entry(7, "confirm_begun", State::Held, State::Confirming);
    let refused = ledger.commit_intent(&confirming, Call::Confirm, "beef", State::Held, at(7), &begun).unwrap_err();
    assert!(matches!(refused, StoreError::Payment(PaymentError::NotPaid { .. })), "{refused}");
    assert!(ledger.open_intents().unwrap().is_empty());
    assert_eq!(ledger.order(confirming.id).unwrap().unwrap().state, State::Held);
}

#[test]
fn a_second_open_intent_is_refused_and_leaves_no_trace() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (one, two) = (draft(&ledger, 1), draft(&ledger, 2));
    let begun = entry(1, "create_begun", State::Draft, State::Creating);
    let commit = |order: &Order| ledger.commit_intent(order, Call::Create, "x", State::Draft, at(1), &begun);
    let (stored, _) = commit(&one).unwrap();
    // A double click sends the order as it was read; a second window the one that is stored now.
    for again in [&one, &stored] {
        let refused = commit(again);
        assert!(matches!(refused, Err(StoreError::IntentOpen { order }) if order == one.id), "{refused:?}");
    }
    assert_eq!(ledger.order(one.id).unwrap().unwrap().version, 1);
    assert_eq!(ledger.history(one.id).unwrap().len(), 2);
    commit(&two).unwrap();
    assert_eq!(ledger.open_intents().unwrap().len(), 2);
}

#[test]
fn an_intent_on_an_order_that_moved_on_is_refused() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let read = draft(&ledger, 1);
    let moved = Settlement {
        intent: None,
        order: &read,
        journal: &[],
        outcome: "",
        tickets: None,
        poll: &PollChange::Keep,
        at: at(1),
    };
    ledger.settle(moved).unwrap();
    let begun = entry(1, "create_begun", State::Draft, State::Creating);
    let refused = ledger.commit_intent(&read, Call::Create, "x", State::Draft, at(1), &begun);
    assert!(matches!(refused, Err(StoreError::Stale { .. })), "{refused:?}");
    assert!(ledger.open_intents().unwrap().is_empty(), "a refused intent stayed open");
    let nobody = ledger.commit_intent(&order(9), Call::Create, "x", State::Draft, at(1), &begun);
    assert!(nobody.is_err());
}

#[test]
fn an_answer_that_comes_twice_is_stored_once() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let read = draft(&ledger, 1);
    let begun = entry(1, "create_begun", State::Draft, State::Creating);
    let (stored, intent) = ledger.commit_intent(&read, Call::Create, "x", State::Draft, at(1), &begun).unwrap();
    let held = Order { state: State::Held, ..stored };
    let journal = [entry(2, "create_accepted", State::Creating, State::Held)];
    let answer = |order| {
        ledger.settle(Settlement {
            intent: Some(&intent),
            order,
            journal: &journal,
            outcome: "accepted",
            tickets: Some(&tickets()),
            poll: &PollChange::Clear,
            at: at(2),
        })
    };
    let settled = answer(&held).unwrap();
    assert!(matches!(answer(&held), Err(StoreError::Stale { .. })));
    // Even with the newest version in hand: the intent is settled.
    assert!(matches!(answer(&settled), Err(StoreError::Stale { .. })));
    assert_eq!(ledger.order(read.id).unwrap(), Some(settled));
    assert_eq!(ledger.history(read.id).unwrap().len(), 3);
}

#[test]
fn an_answer_belongs_to_its_own_order() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (one, two) = (draft(&ledger, 1), draft(&ledger, 2));
    let begun = entry(1, "create_begun", State::Draft, State::Creating);
    let (_, intent) = ledger.commit_intent(&one, Call::Create, "x", State::Draft, at(1), &begun).unwrap();
    let other_poll = Poll { order: one.id, next_at: at(1), attempt: 0, deadline_at: at(2) };
    for (intent, poll) in [(Some(&intent), PollChange::Keep), (None, PollChange::Set(other_poll))] {
        let mixed =
            Settlement { intent, order: &two, journal: &[], outcome: "x", tickets: None, poll: &poll, at: at(2) };
        assert!(matches!(ledger.settle(mixed), Err(StoreError::NotFound { .. })));
    }
    assert_eq!(ledger.order(two.id).unwrap().unwrap().version, 0);
    assert_eq!(ledger.open_intents().unwrap().len(), 1);
}

#[test]
fn due_polls_survive_a_restart() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    for number in 1..=5 {
        let order = draft(&ledger, number);
        let next_at = at(100 - i64::from(number) * 10);
        let poll = Poll { order: order.id, next_at, attempt: number, deadline_at: at(86_400) };
        ledger.set_poll(&poll).unwrap();
    }
    drop(ledger);
    let ledger = desk.ledger();
    let due = ledger.due_polls(at(70), 10).unwrap();
    assert_eq!(due.iter().map(|poll| poll.attempt).collect::<Vec<_>>(), [5, 4, 3]);
    assert_eq!(ledger.due_polls(at(70), 2).unwrap(), due[..2]);
    assert!(ledger.due_polls(at(49), 10).unwrap().is_empty());
    assert_eq!(ledger.next_poll().unwrap().as_ref(), due.first());

    let later = Poll { next_at: at(500), attempt: 6, ..due[0].clone() };
    ledger.set_poll(&later).unwrap();
    assert_eq!(ledger.poll(later.order).unwrap(), Some(later.clone()));
    let order = ledger.order(later.order).unwrap().unwrap();
    let done = Settlement {
        intent: None,
        order: &order,
        journal: &[],
        outcome: "",
        tickets: None,
        poll: &PollChange::Clear,
        at: at(600),
    };
    ledger.settle(done).unwrap();
    assert_eq!(ledger.poll(later.order).unwrap(), None);
}
