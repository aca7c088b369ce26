//! The outbox of mails: what is written survives, and a mail and its tickets move together.

use counterfoil_domain::{
    DistributionId, MailId,
    distribution::{
        EventKind, Move, Status,
        mail::{Mail, MailEvent, MailState},
    },
    order::{Order, State},
};
use counterfoil_store::{Begun, LedgerFile, MailFilter, MailStep, PollChange, Settlement, StoreError};
use uuid::Uuid;

use super::samples::{Desk, ODD, at, entry, order, tickets};

/// A sold order with its tickets.
fn sold(ledger: &LedgerFile, number: u32) -> (Order, Vec<DistributionId>) {
    let order = Order { state: State::Ready, ..order(number) };
    ledger.begin_order(&order, &entry(0, "drafted", State::Draft, State::Ready)).unwrap();
    let order = ledger
        .settle(Settlement {
            intent: None,
            order: &order,
            journal: &[],
            outcome: "",
            tickets: Some(&tickets()),
            poll: &PollChange::Keep,
            at: at(1),
        })
        .unwrap();
    ledger.settle_groups(order.id, at(2), Uuid::now_v7).unwrap();
    let ids = ledger.groups(order.id).unwrap().into_iter().flat_map(|group| group.distributions).map(|one| one.id);
    (order, ids.collect())
}

fn mail(order: &Order, tickets: &[DistributionId], number: u128) -> Mail {
    Mail {
        id: MailId(Uuid::from_u128(number)),
        order: order.id,
        tickets: tickets.to_vec(),
        to: ODD.into(),
        language: "el".to_owned(),
        state: MailState::Queued,
        tries: 0,
        next_at: at(10),
        note: String::new(),
        created_at: at(10),
        updated_at: at(10),
    }
}

fn step(event: MailEvent, words: &str, seconds: i64) -> MailStep {
    MailStep { event, words: words.to_owned(), at: at(seconds) }
}

fn statuses(ledger: &LedgerFile, order: &Order) -> Vec<Status> {
    let groups = ledger.groups(order.id).unwrap();
    groups.into_iter().flat_map(|group| group.distributions).map(|one| one.status).collect()
}

fn told(ledger: &LedgerFile, order: &Order, kind: EventKind) -> usize {
    ledger.events_of(order.id).unwrap().iter().filter(|event| event.kind == kind).count()
}

#[test]
fn a_mail_comes_back_as_it_was_and_the_same_key_is_the_same_mail() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (order, tickets) = sold(&ledger, 1);
    let first = mail(&order, &tickets, 1);
    assert_eq!(ledger.queue_mail(&first, "k").unwrap(), first);
    drop(ledger);
    let ledger = desk.ledger();
    assert_eq!(ledger.mail(first.id).unwrap().as_ref(), Some(&first));
    let again = mail(&order, &tickets, 2);
    assert_eq!(ledger.queue_mail(&again, "k").unwrap(), first, "a second press is the first mail");
    let other = mail(&order, &tickets[..1], 3);
    assert!(matches!(ledger.queue_mail(&other, "k"), Err(StoreError::MailKeyReused)));
    assert_eq!(ledger.list_mails(&MailFilter { size: 9, ..MailFilter::default() }).unwrap(), (vec![first], 1));
}

#[test]
fn tickets_of_another_order_and_void_ones_are_not_queued() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (order, tickets) = sold(&ledger, 1);
    let (other, foreign) = sold(&ledger, 2);
    let mixed = mail(&order, &[tickets[0], foreign[0]], 1);
    assert!(matches!(ledger.queue_mail(&mixed, "k"), Err(StoreError::NotFound { noun: "ticket" })));
    ledger.move_tickets(&foreign[..1], Move::Cancel, at(3), Uuid::now_v7).unwrap();
    let void = ledger.queue_mail(&mail(&other, &foreign, 2), "k");
    assert!(matches!(void, Err(StoreError::TicketVoid { status: Status::Cancelled })), "{void:?}");
    assert_eq!(ledger.list_mails(&MailFilter::default()).unwrap().1, 0);
}

#[test]
fn a_sent_mail_distributes_its_tickets_in_one_transaction() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (order, tickets) = sold(&ledger, 1);
    let queued = ledger.queue_mail(&mail(&order, &tickets, 1), "k").unwrap();
    assert_eq!(ledger.due_mails(at(9), 9).unwrap(), []);
    assert_eq!(ledger.begin_mail(queued.id, at(9)).unwrap(), Begun::Gone, "not yet due");
    assert_eq!(ledger.due_mails(at(10), 9).unwrap(), std::slice::from_ref(&queued));
    let Begun::Go(sending) = ledger.begin_mail(queued.id, at(11)).unwrap() else { panic!("it was due") };
    assert_eq!((sending.state, sending.tries), (MailState::Sending, 1));
    assert_eq!(ledger.begin_mail(queued.id, at(12)).unwrap(), Begun::Gone, "it is being sent already");
    assert_eq!(ledger.due_mails(at(99), 9).unwrap(), []);

    // One ticket is taken back while the server has the mail.
    ledger.move_tickets(&tickets[..1], Move::Cancel, at(12), Uuid::now_v7).unwrap();
    let sent = ledger.settle_mail(queued.id, &step(MailEvent::Accepted, "250 taken", 13), Uuid::now_v7).unwrap();
    assert_eq!((sent.state, sent.note.as_str(), sent.updated_at), (MailState::Sent, "250 taken", at(13)));
    let mut expected = vec![Status::Distributed; tickets.len()];
    expected[0] = Status::Cancelled;
    assert_eq!(statuses(&ledger, &order), expected, "what is void stays void");
    assert_eq!(told(&ledger, &order, EventKind::TicketDistributionDistributed), tickets.len() - 1);
    assert_eq!(told(&ledger, &order, EventKind::AllTicketDistributionGroupsForOrderVersionDistributed), 1);
    let twice = ledger.settle_mail(queued.id, &step(MailEvent::Accepted, "", 14), Uuid::now_v7);
    assert!(matches!(twice, Err(StoreError::MailStands { state: MailState::Sent })), "{twice:?}");
}

#[test]
fn a_refused_mail_fails_only_what_nobody_has() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (order, tickets) = sold(&ledger, 1);
    ledger.move_tickets(&tickets[..1], Move::Distribute, at(3), Uuid::now_v7).unwrap();
    let queued = ledger.queue_mail(&mail(&order, &tickets, 1), "k").unwrap();
    // It never began: the line to the server did not come about for good.
    let refused = ledger.settle_mail(queued.id, &step(MailEvent::Refused, "550 no", 12), Uuid::now_v7).unwrap();
    assert_eq!((refused.state, refused.tries), (MailState::Refused, 1));
    let mut expected = vec![Status::Failed; tickets.len()];
    expected[0] = Status::Distributed;
    assert_eq!(statuses(&ledger, &order), expected);
    assert_eq!(told(&ledger, &order, EventKind::TicketDistributionFailed), tickets.len() - 1);

    let again = ledger.settle_mail(queued.id, &step(MailEvent::SendAgain, "", 20), Uuid::now_v7).unwrap();
    assert_eq!((again.state, again.tries, again.next_at), (MailState::Queued, 0, at(20)));
    assert!(matches!(ledger.begin_mail(queued.id, at(21)).unwrap(), Begun::Go(_)));
    ledger.settle_mail(queued.id, &step(MailEvent::Accepted, "", 22), Uuid::now_v7).unwrap();
    assert!(
        statuses(&ledger, &order).iter().all(|status| *status == Status::Distributed),
        "the second time it arrived"
    );
}

#[test]
fn what_cannot_begin_is_a_try_and_waits_longer_each_time() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (order, tickets) = sold(&ledger, 1);
    let queued = ledger.queue_mail(&mail(&order, &tickets, 1), "k").unwrap();
    let off = |seconds| {
        ledger.settle_mail(queued.id, &step(MailEvent::PutOff, "nobody there", seconds), Uuid::now_v7).unwrap()
    };
    let first = off(10);
    assert_eq!((first.state, first.tries, first.next_at), (MailState::Queued, 1, at(70)));
    assert_eq!(off(70).next_at, at(190));
    assert!(statuses(&ledger, &order).iter().all(|status| *status == Status::Created), "nothing is lost by waiting");
}

#[test]
fn void_tickets_and_an_order_in_doubt_do_not_begin() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (mut order, tickets) = sold(&ledger, 1);
    let first = ledger.queue_mail(&mail(&order, &tickets[..1], 1), "a").unwrap();
    let second = ledger.queue_mail(&mail(&order, &tickets[1..], 2), "b").unwrap();
    ledger.move_tickets(&tickets[..1], Move::Cancel, at(11), Uuid::now_v7).unwrap();
    assert_eq!(ledger.begin_mail(first.id, at(12)).unwrap(), Begun::Void(Status::Cancelled));
    order.state = State::Cancelling;
    ledger
        .settle(Settlement {
            intent: None,
            order: &order,
            journal: &[],
            outcome: "",
            tickets: None,
            poll: &PollChange::Keep,
            at: at(12),
        })
        .unwrap();
    assert_eq!(ledger.begin_mail(second.id, at(12)).unwrap(), Begun::OrderIs(State::Cancelling));
    assert_eq!(ledger.due_mails(at(12), 9).unwrap().len(), 2, "nothing was written");
}

#[test]
fn a_mail_whose_sender_is_gone_is_asked_about_and_a_person_answers() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let (order, tickets) = sold(&ledger, 1);
    let queued = ledger.queue_mail(&mail(&order, &tickets, 1), "k").unwrap();
    assert_eq!(ledger.doubt_mails("gone", at(11)).unwrap(), [], "it was never begun");
    ledger.begin_mail(queued.id, at(12)).unwrap();
    drop(ledger);

    let ledger = desk.ledger();
    let doubtful = ledger.doubt_mails("its sender is gone", at(20)).unwrap();
    assert_eq!(doubtful.len(), 1);
    assert_eq!((doubtful[0].state, doubtful[0].note.as_str()), (MailState::Doubtful, "its sender is gone"));
    assert_eq!(ledger.due_mails(at(99_999), 9).unwrap(), [], "it is never sent again by itself");
    assert!(statuses(&ledger, &order).iter().all(|status| *status == Status::Created));
    let open = MailFilter { open: true, order: Some(order.id), size: 9, page: 1 };
    assert_eq!(ledger.list_mails(&open).unwrap().1, 1);
    ledger.settle_mail(queued.id, &step(MailEvent::SeenArrived, "", 30), Uuid::now_v7).unwrap();
    assert!(statuses(&ledger, &order).iter().all(|status| *status == Status::Distributed));
    assert_eq!(ledger.list_mails(&open).unwrap().1, 0, "nobody is asked any more");
    assert_eq!(ledger.list_mails(&MailFilter { open: false, ..open }).unwrap().1, 1);
}
