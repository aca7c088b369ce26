//! What happens late, and what is made again: cancellations by the supplier, holds that end, orders held once more.

use std::time::Duration;

use counterfoil_domain::{
    Code,
    order::{PaymentKind, State, pace::LATE_ARRIVAL},
};
use counterfoil_sandbox::{Call, Fault, Options, Verb, ids};

use super::place::Place;

async fn noticed(place: &Place) -> Vec<String> {
    place.desk.noticed_orders().await.unwrap().into_iter().map(|order| order.code).collect()
}

#[tokio::test]
async fn a_late_cancellation_reaches_the_agent_by_itself() {
    let mut place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    assert_eq!(noticed(&place).await, Vec::<String>::new());
    let fault = Fault { reference: Some(held.external_reference.clone()), ..Fault::once(Verb::LateCancel, Call::Any) };
    place.sandbox.set_fault(fault).unwrap();
    // Nobody asks; the desk was closed meanwhile.
    place.reopen().await;
    place.pass(Duration::from_hours(25));
    place.desk.ask_due().await.unwrap();
    let opened = place.desk.open_order(&held.code).await.unwrap();
    assert_eq!(opened.order.state, State::Cancelled);
    assert!(opened.poll.is_none());
    assert_eq!(noticed(&place).await, std::slice::from_ref(&held.code));
    place.desk.acknowledge_order(&held.code).await.unwrap();
    assert_eq!(noticed(&place).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_sold_order_is_asked_about_at_a_polite_pace_until_its_visit() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    let ready = place.confirm(&held.code).await.unwrap();
    let days = (ready.visit_ends() - place.desk.now()).num_days();
    let before = place.sandbox.truth().tally.total_requests;
    let mut beats = 0;
    while place.desk.open_order(&held.code).await.unwrap().poll.is_some() {
        place.pass(Duration::from_mins(30));
        place.desk.ask_due().await.unwrap();
        beats += 1;
        assert!(beats < 10_000, "it is asked about for ever");
    }
    assert!(place.desk.now() >= ready.visit_ends() - chrono::Duration::hours(1), "asking stopped before the visit");
    // Twice a question: how it stands, and whether its codes are the same.
    let asked = place.sandbox.truth().tally.total_requests - before;
    assert!((20..100).contains(&asked), "{asked} requests in {days} days");
    assert_eq!(place.desk.order(&held.code).await.unwrap().state, State::Ready);
}

#[tokio::test]
async fn a_hold_that_ends_by_itself_is_told_and_made_again_with_one_press() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    assert_eq!(place.desk.holds().await.unwrap().len(), 1);
    assert_eq!(place.desk.hold_again(&held.code).await.unwrap_err().code(), Code::OrderState);
    place.pass(Duration::from_mins(31));
    place.desk.ask_due().await.unwrap();
    assert_eq!(noticed(&place).await, std::slice::from_ref(&held.code));
    assert!(place.desk.holds().await.unwrap().is_empty());

    let mut presses = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (desk, code) = (place.desk.clone(), held.code.clone());
        presses.spawn(async move { desk.hold_again(&code).await.map(|order| order.id) });
    }
    let made: std::collections::HashSet<_> = presses.join_all().await.into_iter().map(Result::unwrap).collect();
    assert_eq!(made.len(), 1, "one press or ten: one order");
    let again = place.desk.hold_again(&held.code).await.unwrap();
    assert_eq!((again.state, again.basket), (State::Held, held.id));
    assert!(made.contains(&again.id) && again.id != held.id);
    let story = place.desk.open_order(&again.code).await.unwrap().history;
    assert_eq!(story.iter().filter(|entry| entry.note.contains(&held.code)).count(), 1);
    // The second hold ends as well: it goes on from there.
    place.pass(Duration::from_mins(31));
    place.desk.ask_due().await.unwrap();
    let third = place.desk.hold_again(&held.code).await.unwrap();
    assert!(third.state == State::Held && third.id != again.id);
    assert_eq!(place.sandbox.truth().orders.len(), 3);
}

#[tokio::test]
async fn a_draft_goes_out_again_under_its_own_reference() {
    let place = Place::new(Options::default()).await;
    place.sandbox.set_fault(Fault::once(Verb::DropBeforeAccept, Call::Create)).unwrap();
    let order = place.desk.create_order(place.family().await).await.unwrap();
    assert_eq!(place.desk.hold_again(&order.code).await.unwrap_err().code(), Code::OrderUnknown);
    place.pass(LATE_ARRIVAL);
    place.desk.ask_due().await.unwrap();
    assert_eq!(noticed(&place).await, std::slice::from_ref(&order.code), "that it never arrived is news");
    place.sandbox.set_fault(Fault::once(Verb::PriceChanges, Call::Availability)).unwrap();
    assert_eq!(place.desk.hold_again(&order.code).await.unwrap_err().code(), Code::PriceChanged);
    let held = place.desk.hold_again(&order.code).await.unwrap();
    assert_eq!((held.id, held.state), (order.id, State::Held));
    assert_eq!(place.sandbox.truth().orders[0].external_reference, Some(order.external_reference));
}

#[tokio::test]
async fn a_hold_without_its_token_is_made_again() {
    let place = Place::new(Options::default()).await;
    place.sandbox.set_fault(Fault::once(Verb::DropAfterAccept, Call::Create)).unwrap();
    let lost = place.desk.create_order(place.family().await).await.unwrap();
    let again = place.desk.hold_again(&lost.code).await.unwrap();
    assert!(again.payment_token.is_some() && again.id != lost.id);
    let lost = place.desk.order(&lost.code).await.unwrap();
    assert!(lost.state.is_final(), "{:?}", lost.state);
    assert_eq!(place.confirm(&again.code).await.unwrap().state, State::Ready);
}

#[tokio::test]
async fn a_failed_sale_can_be_booked_anew() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.one_of(ids::FAILING).await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    place.pass(Duration::from_secs(20));
    place.desk.ask_due().await.unwrap();
    assert_eq!(noticed(&place).await, std::slice::from_ref(&held.code));
    let again = place.desk.hold_again(&held.code).await.unwrap();
    assert_eq!((again.state, again.total), (State::Held, held.total));
    // What was paid for the one that failed pays for this one.
    place.desk.confirm_order(&again.code).await.unwrap();
}

#[tokio::test]
async fn a_clock_that_is_wrong_neither_ends_a_hold_nor_keeps_it_alive() {
    let place = Place::new(Options::default()).await;
    let half_an_hour = chrono::Duration::minutes(30);
    let left = async |code: &str| place.desk.order(code).await.unwrap().hold_expires_at.unwrap() - place.desk.now();
    let near = |left: chrono::Duration, meant: chrono::Duration| (left - meant).abs() < chrono::Duration::seconds(20);
    // A day fast, a day slow, an hour as when the clocks change: the hold has half an hour all the same.
    for hours in [24, -48, 1, -1] {
        place.clock.advance(chrono::Duration::hours(hours));
        let held = place.desk.create_order(place.family().await).await.unwrap();
        assert!(near(left(&held.code).await, half_an_hour), "{hours} h: {}", left(&held.code).await);
        assert_eq!(place.confirm(&held.code).await.unwrap().state, State::Ready);
    }
    // The clock jumps while places are held: what is left is asked, and it can be confirmed.
    let held = place.desk.create_order(place.family().await).await.unwrap();
    for hours in [24, -24] {
        place.clock.advance(chrono::Duration::hours(hours));
        place.desk.ask_about_holds().await.unwrap();
        assert_eq!(place.desk.order(&held.code).await.unwrap().state, State::Held);
        assert!(near(left(&held.code).await, half_an_hour), "{hours} h: {}", left(&held.code).await);
    }
    place.desk.record_paid(&held.code, PaymentKind::Card, "").await.unwrap();
    place.clock.advance(chrono::Duration::hours(24));
    let sold = place.desk.confirm_order(&held.code).await.unwrap();
    assert_eq!(sold.state, State::Ready, "even before anybody noticed the jump");
}

#[tokio::test]
async fn a_confirmation_that_never_arrived_is_told_and_what_was_seen_does_not_come_back() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.sandbox.set_fault(Fault::once(Verb::DropBeforeAccept, Call::Confirm)).unwrap();
    assert_eq!(place.confirm(&held.code).await.unwrap().state, State::Unknown);
    assert_eq!(noticed(&place).await, Vec::<String>::new(), "nothing is known yet");
    place.pass(LATE_ARRIVAL);
    place.desk.ask_due().await.unwrap();
    assert_eq!(noticed(&place).await, std::slice::from_ref(&held.code), "whoever confirmed it counts on it");
    place.desk.acknowledge_order(&held.code).await.unwrap();
    place.desk.check_order(&held.code).await.unwrap();
    assert_eq!(noticed(&place).await, Vec::<String>::new());
}
