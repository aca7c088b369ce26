//! Orders through doubt, restarts and time.

use std::time::Duration;

use counterfoil_domain::{
    Code,
    order::{State, pace::LATE_ARRIVAL},
};
use counterfoil_sandbox::{Call, Fault, Options, Verb, ids};

use super::place::Place;

#[tokio::test]
async fn a_family_is_held_confirmed_and_gets_its_tickets() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    assert_eq!((held.state, held.heads()), (State::Held, 3));
    assert!(held.hold_expires_at.is_some_and(|ends| ends > place.desk.now()));
    let ready = place.confirm(&held.code).await.unwrap();
    assert_eq!(ready.state, State::Ready);
    assert_eq!(ready.tickets.tickets.len(), 3);
    let paper = place.desk.ticket_paper(&held.code).await.unwrap();
    let truth = place.sandbox.truth();
    assert_eq!(paper.barcodes, truth.orders[0].barcodes);
    // A second press finds the first one's result.
    assert_eq!(place.confirm(&held.code).await.unwrap().state, State::Ready);
    assert_eq!(place.sandbox.truth().orders.len(), 1);
}

#[tokio::test]
async fn a_lost_answer_is_looked_up_and_nothing_is_sent_twice() {
    let place = Place::new(Options { token_on_lookup: true, ..Options::default() }).await;
    place.sandbox.set_fault(Fault::once(Verb::DropAfterAccept, Call::Create)).unwrap();
    let order = place.desk.create_order(place.family().await).await.unwrap();
    assert_eq!(order.state, State::Held, "the look-up must have found the hold");
    place.sandbox.set_fault(Fault::once(Verb::DropAfterAccept, Call::Confirm)).unwrap();
    let order = place.confirm(&order.code).await.unwrap();
    assert_eq!(order.state, State::Ready);
    let truth = place.sandbox.truth();
    assert_eq!(truth.orders.len(), 1);
    assert_eq!(truth.orders[0].external_reference.as_deref(), Some(order.external_reference.as_str()));
}

#[tokio::test]
async fn without_its_token_a_found_hold_says_so_and_lapses() {
    let place = Place::new(Options::default()).await;
    place.sandbox.set_fault(Fault::once(Verb::DropAfterAccept, Call::Create)).unwrap();
    let order = place.desk.create_order(place.family().await).await.unwrap();
    assert_eq!((order.state, order.payment_token.is_some()), (State::Held, false));
    let refused = place.confirm(&order.code).await.unwrap_err();
    assert_eq!(refused.code(), Code::OrderState);
    place.pass(Duration::from_mins(31));
    place.desk.ask_due().await.unwrap();
    assert_eq!(place.desk.order(&order.code).await.unwrap().state, State::Expired);
}

#[tokio::test]
async fn never_heard_of_it_is_believed_only_late_and_then_the_same_reference_goes_again() {
    let place = Place::new(Options::default()).await;
    place.sandbox.set_fault(Fault::once(Verb::DropBeforeAccept, Call::Create)).unwrap();
    let wish = place.family().await;
    let order = place.desk.create_order(wish.clone()).await.unwrap();
    assert_eq!(order.state, State::Unknown, "a request that may still travel is not given up");
    place.pass(Duration::from_secs(10));
    place.desk.ask_due().await.unwrap();
    assert_eq!(place.desk.order(&order.code).await.unwrap().state, State::Unknown);
    place.pass(LATE_ARRIVAL);
    place.desk.ask_due().await.unwrap();
    assert_eq!(place.desk.order(&order.code).await.unwrap().state, State::Draft);
    let again =
        counterfoil_domain::order::OrderDraft { external_reference: Some(order.external_reference.clone()), ..wish };
    let held = place.desk.create_order(again).await.unwrap();
    assert_eq!((held.id, held.state), (order.id, State::Held));
    assert_eq!(place.sandbox.truth().orders.len(), 1);
}

#[tokio::test]
async fn questions_survive_a_restart_and_slow_tickets_arrive() {
    let mut place = Place::new(Options { slow_seconds: 45, ..Options::default() }).await;
    let held = place.desk.create_order(place.one_of(ids::SLOW).await).await.unwrap();
    let order = place.confirm(&held.code).await.unwrap();
    assert_eq!(order.state, State::Fulfilling);
    place.reopen().await;
    place.pass(Duration::from_secs(11));
    place.desk.ask_due().await.unwrap();
    assert_eq!(place.desk.order(&held.code).await.unwrap().state, State::Fulfilling);
    place.pass(Duration::from_mins(1));
    place.reopen().await;
    let asked = place.desk.ask_due().await.unwrap();
    assert_eq!(asked.iter().map(|o| o.state).collect::<Vec<_>>(), [State::Ready]);
    let poll = place.desk.open_order(&held.code).await.unwrap().poll.unwrap();
    assert!(poll.next_at >= place.desk.now() + chrono::Duration::hours(1), "from now on it is asked about rarely");
}

#[tokio::test]
async fn a_failing_product_says_failed_and_why() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.one_of(ids::FAILING).await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    place.pass(Duration::from_secs(20));
    place.desk.ask_due().await.unwrap();
    let order = place.desk.order(&held.code).await.unwrap();
    assert_eq!(order.state, State::Failed);
    assert!(order.trouble.is_some_and(|trouble| trouble.message.contains("refund")));
}

#[tokio::test]
async fn a_stuck_order_is_asked_about_politely_for_a_day() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.one_of(ids::STUCK).await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    let before = place.sandbox.truth().tally.total_requests;
    for _ in 0..30 {
        place.pass(Duration::from_hours(1));
        place.desk.ask_due().await.unwrap();
    }
    let asked = place.sandbox.truth().tally.total_requests - before;
    assert!((20..=30).contains(&asked), "{asked} questions in thirty visits");
    let opened = place.desk.open_order(&held.code).await.unwrap();
    assert_eq!(opened.order.state, State::Fulfilling);
    assert!(opened.poll.is_none(), "after a day a person must look");
    assert!(opened.order.trouble.is_some_and(|trouble| trouble.code == "OVERDUE"));
}

#[tokio::test]
async fn a_hold_that_lapses_is_expired_and_cannot_be_confirmed() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.pass(Duration::from_mins(31));
    let refused = place.confirm(&held.code).await.unwrap_err();
    assert_eq!(refused.code(), Code::OrderState);
    assert_eq!(place.desk.order(&held.code).await.unwrap().state, State::Expired);
}

#[tokio::test]
async fn a_hold_that_lapses_offline_is_not_shown_alive() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.sandbox.set_fault(Fault::always(Verb::Error500, Call::Status)).unwrap();
    place.pass(Duration::from_mins(31));
    place.desk.ask_due().await.unwrap();
    assert_eq!(place.desk.order(&held.code).await.unwrap().state, State::Expired);
}

#[tokio::test]
async fn cancelling_asks_the_supplier_first_and_a_hold_is_let_go() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    let gone = place.desk.cancel_order(&held.code, "OTHER").await.unwrap();
    assert!(matches!(gone.state, State::Expired | State::Cancelled), "{:?}", gone.state);
    let ready = place.desk.create_order(place.one_of(ids::NEVER_CANCELLABLE).await).await.unwrap();
    place.confirm(&ready.code).await.unwrap();
    let refused = place.desk.cancel_order(&ready.code, "OTHER").await.unwrap_err();
    assert_eq!(refused.code(), Code::NotCancellable);
    assert_eq!(place.desk.order(&ready.code).await.unwrap().state, State::Ready);
}

#[tokio::test]
async fn the_same_press_twenty_times_makes_one_order() {
    let place = Place::new(Options::default()).await;
    let mut wish = place.family().await;
    wish.external_reference = Some("cf-double-click".to_owned());
    let mut presses = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (desk, wish) = (place.desk.clone(), wish.clone());
        presses.spawn(async move { desk.create_order(wish).await.map(|order| order.id) });
    }
    let ids: std::collections::HashSet<_> = presses.join_all().await.into_iter().map(Result::unwrap).collect();
    assert_eq!((ids.len(), place.sandbox.truth().orders.len()), (1, 1));
}

#[tokio::test]
async fn a_suppliers_own_pdf_is_fetched_once_and_kept() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.one_of(ids::PDF_ONLY).await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    assert_eq!(place.desk.collect_documents().await.unwrap(), 1);
    assert_eq!(place.desk.collect_documents().await.unwrap(), 0);
    place.sandbox.set_fault(Fault::always(Verb::Error500, Call::Any)).unwrap();
    let paper = place.desk.ticket_paper(&held.code).await.unwrap();
    assert!(paper.by_supplier && paper.pdf.starts_with(b"%PDF-"));
    assert_eq!(place.desk.ticket_preview(&held.code, None, 96).await.unwrap().supplier_pages as usize, paper.pages);
}

#[tokio::test]
async fn places_that_are_gone_are_told_and_nothing_is_booked() {
    let place = Place::new(Options::default()).await;
    let wish = place.family().await;
    place.sandbox.set_fault(Fault::once(Verb::SoldOutRace, Call::Create)).unwrap();
    let refused = place.desk.create_order(wish).await.unwrap_err();
    assert_eq!(refused.code(), Code::NotAvailable);
    let orders = place
        .desk
        .orders(
            counterfoil_engine::booking::OrderQuery::default(),
            counterfoil_engine::catalog::Paging::checked(1, 10).unwrap(),
        )
        .await
        .unwrap();
    assert_eq!(orders.0[0].state, State::Failed);
}

#[tokio::test]
async fn a_late_cancellation_is_found_by_the_next_look() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    let fault = Fault { reference: Some(held.external_reference.clone()), ..Fault::once(Verb::LateCancel, Call::Any) };
    place.sandbox.set_fault(fault).unwrap();
    let order = place.desk.check_order(&held.code).await.unwrap();
    assert_eq!(order.state, State::Cancelled);
    assert_eq!(place.desk.ticket_paper(&held.code).await.unwrap_err().code(), Code::OrderState);
}

#[tokio::test]
async fn a_confirmation_that_may_still_arrive_is_not_called_undone() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.sandbox.set_fault(Fault::once(Verb::DropBeforeAccept, Call::Confirm)).unwrap();
    let order = place.confirm(&held.code).await.unwrap();
    assert_eq!(order.state, State::Unknown, "the supplier still shows a hold, and the call may be travelling");
    assert_eq!(place.confirm(&held.code).await.unwrap_err().code(), Code::OrderUnknown);
    place.pass(LATE_ARRIVAL);
    place.desk.ask_due().await.unwrap();
    assert_eq!(place.desk.order(&held.code).await.unwrap().state, State::Held);
    assert_eq!(place.confirm(&held.code).await.unwrap().state, State::Ready);
}

#[tokio::test]
async fn a_cancellation_that_may_still_arrive_prints_nothing() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    place.sandbox.set_fault(Fault::once(Verb::DropBeforeAccept, Call::Cancel)).unwrap();
    let order = place.desk.cancel_order(&held.code, "OTHER").await.unwrap();
    assert_eq!(order.state, State::Unknown);
    assert_eq!(place.desk.ticket_paper(&held.code).await.unwrap_err().code(), Code::TicketsNotReady);
    place.pass(LATE_ARRIVAL);
    place.desk.ask_due().await.unwrap();
    assert_eq!(place.desk.order(&held.code).await.unwrap().state, State::Ready);
}

#[tokio::test]
async fn a_reference_stands_for_one_wish_and_is_never_taken_for_another_name() {
    let place = Place::new(Options::default()).await;
    let mut wish = place.family().await;
    wish.external_reference = Some(" booking-1 ".to_owned());
    let first = place.desk.create_order(wish.clone()).await.unwrap();
    assert_eq!(first.external_reference, "booking-1");
    let mut other = wish.clone();
    other.party[0].1 = 1;
    assert_eq!(place.desk.create_order(other).await.unwrap_err().code(), Code::InvalidParameter);
    // The code of the first order as a reference is a new order, not the first one.
    wish.external_reference = Some(first.code.clone());
    assert_ne!(place.desk.create_order(wish).await.unwrap().id, first.id);
}

#[tokio::test]
async fn somebody_elses_order_under_our_reference_is_not_adopted() {
    let place = Place::new(Options::default()).await;
    let mut wish = place.family().await;
    wish.external_reference = Some("booking-1".to_owned());
    place.desk.create_order(wish.clone()).await.unwrap();
    // Another desk of the same agency, with a ledger of its own.
    let other = place.other_desk().await;
    let refused = other.create_order(wish).await.unwrap_err();
    assert_eq!(refused.code(), Code::SupplierRefused);
    assert_eq!(other.order("booking-1").await.unwrap().state, State::Failed);
    assert_eq!(place.sandbox.truth().orders.len(), 1);
}

#[tokio::test]
async fn a_call_on_its_way_is_left_to_whoever_waits_for_it() {
    let place = Place::new(Options::default()).await;
    place.sandbox.set_fault(Fault { ms: Some(1_500), ..Fault::once(Verb::Slow, Call::Create) }).unwrap();
    let (desk, wish) = (place.desk.clone(), place.family().await);
    let call = tokio::spawn(async move { desk.create_order(wish).await });
    let second = place.same_ledger().await;
    while second.order_counts().await.unwrap().unknown == 0 {
        tokio::task::yield_now().await;
    }
    let seen = second.resume_orders().await.unwrap();
    assert_eq!(seen.iter().map(|order| order.state).collect::<Vec<_>>(), [State::Creating]);
    assert_eq!(call.await.unwrap().unwrap().state, State::Held);
}
