//! Baskets and payments: nothing is confirmed that is not paid, and money adds up.

use counterfoil_domain::{
    Code, Money,
    order::{OrderDraft, PaymentKind, State},
};
use counterfoil_engine::booking::PaymentWish;
use counterfoil_sandbox::{Call, Fault, Options, Verb, ids};

use super::place::Place;

fn cash(key: &str, amount: Money) -> PaymentWish {
    PaymentWish { key: Some(key.to_owned()), kind: PaymentKind::Cash, amount, taken: None, note: None }
}

#[tokio::test]
async fn what_is_not_paid_is_not_confirmed_and_parts_add_up() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    let total = held.total.unwrap();
    let refused = place.desk.confirm_order(&held.code).await.unwrap_err();
    assert_eq!(refused.code(), Code::NotPaid);
    assert!(refused.to_string().contains(&total.to_string()), "{refused}");
    assert_eq!(place.sandbox.truth().tally.requests.get(&Call::Confirm), None, "nothing was sent");

    let part = Money::new(total.minor / 3, total.currency);
    place.desk.record_payment(&held.code, cash("a", part)).await.unwrap();
    assert_eq!(place.desk.confirm_order(&held.code).await.unwrap_err().code(), Code::NotPaid);
    let rest = Money::new(total.minor - part.minor, total.currency);
    let too_much = Money::new(rest.minor + 1, total.currency);
    assert_eq!(
        place.desk.record_payment(&held.code, cash("b", too_much)).await.unwrap_err().code(),
        Code::InvalidParameter
    );
    let handed = Money::new(rest.minor + 500, total.currency);
    let opened =
        place.desk.record_payment(&held.code, PaymentWish { taken: Some(handed), ..cash("b", rest) }).await.unwrap();
    assert_eq!(opened.basket.balances[0].open().minor, 0);
    assert_eq!(opened.basket.payments[1].change(), Some(Money::new(500, total.currency)));
    assert!(opened.history.iter().any(|entry| entry.event == "paid" && entry.note.contains("change")));
    assert_eq!(place.desk.confirm_order(&held.code).await.unwrap().state, State::Ready);
}

#[tokio::test]
async fn a_payment_pressed_twice_is_taken_once() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    let (second, total) = (place.same_ledger().await, held.total.unwrap());
    let mut presses = tokio::task::JoinSet::new();
    for press in 0..20 {
        let desk = if press % 2 == 0 { place.desk.clone() } else { second.clone() };
        let code = held.code.clone();
        presses.spawn(async move { desk.record_payment(&code, cash("the one", total)).await.map(|_| ()) });
    }
    assert!(presses.join_all().await.iter().all(Result::is_ok));
    let opened = place.desk.open_order(&held.code).await.unwrap();
    assert_eq!(opened.basket.payments.len(), 1);
    let other = Money::new(1, total.currency);
    assert_eq!(
        place.desk.record_payment(&held.code, cash("the one", other)).await.unwrap_err().code(),
        Code::InvalidParameter
    );
}

#[tokio::test]
async fn a_basket_is_paid_together_and_each_line_keeps_its_own_truth() {
    let place = Place::new(Options::default()).await;
    let first = place.desk.create_order(place.family().await).await.unwrap();
    let wish = OrderDraft { basket: Some(first.basket), ..place.one_of(ids::FAILING).await };
    let second = place.desk.create_order(wish).await.unwrap();
    assert_eq!(second.basket, first.id);
    let (one, two) = (first.total.unwrap(), second.total.unwrap());
    assert_eq!(one.currency, two.currency);
    place.desk.record_payment(&first.code, cash("both", one.plus(two).unwrap())).await.unwrap();
    assert_eq!(place.desk.confirm_order(&first.code).await.unwrap().state, State::Ready);
    place.desk.confirm_order(&second.code).await.unwrap();
    place.pass(std::time::Duration::from_secs(20));
    place.desk.ask_due().await.unwrap();
    let opened = place.desk.open_order(&second.code).await.unwrap();
    assert_eq!(opened.order.state, State::Failed);
    assert_eq!(opened.basket.orders.len(), 2);
    // The line that fell through is to be paid back; no more than that was ever paid.
    assert_eq!(opened.basket.balances[0].open(), Money::new(-two.minor, two.currency));
    let back = |minor: i64| Money::new(-minor, two.currency);
    assert!(place.desk.record_payment(&second.code, cash("all", back(one.minor + two.minor + 1))).await.is_err());
    let opened = place.desk.record_payment(&second.code, cash("back", back(two.minor))).await.unwrap();
    assert_eq!(opened.basket.balances[0].open().minor, 0);
}

#[tokio::test]
async fn one_price_is_never_shown_and_another_one_sent() {
    let place = Place::new(Options::default()).await;
    let wish = place.family().await;
    let shown = {
        let held = place.desk.create_order(wish.clone()).await.unwrap();
        held.total.unwrap()
    };
    place.sandbox.set_fault(Fault::always(Verb::PriceChanges, Call::Availability)).unwrap();
    let before = place.sandbox.truth().orders.len();
    let refused = place.desk.create_order(OrderDraft { expected: Some(shown), ..wish.clone() }).await.unwrap_err();
    assert_eq!(refused.code(), Code::PriceChanged);
    assert_eq!(place.sandbox.truth().orders.len(), before, "nothing was sent");
    place.sandbox.clear_faults();
    let held = place.desk.create_order(OrderDraft { expected: Some(shown), ..wish }).await.unwrap();
    assert_eq!(held.total, Some(shown));
}

#[tokio::test]
async fn clients_of_earlier_orders_are_known_again() {
    let place = Place::new(Options::default()).await;
    let mut wish = place.family().await;
    place.desk.create_order(wish.clone()).await.unwrap();
    wish.customer.first_name = "Zoë".into();
    wish.customer.email = "zoe@example.org".into();
    place.desk.create_order(wish).await.unwrap();
    let named = async |text: &str| {
        let found = place.desk.customers(text).await.unwrap();
        found.iter().map(|customer| customer.first_name.reveal().clone()).collect::<Vec<_>>()
    };
    assert_eq!(named("dup").await, ["Zoë", "Camille"], "the latest first");
    assert_eq!(named("zoe dupont").await, ["Zoë"]);
    assert_eq!(named("c.dupont@").await, ["Camille"]);
    // What stands elsewhere in an order does not name its client.
    assert_eq!(named("dubai").await, Vec::<String>::new());
    assert_eq!(named("  ").await, Vec::<String>::new());
    assert_eq!(named("100%").await, Vec::<String>::new());
}
