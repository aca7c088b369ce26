//! Days and times: by the venue's clock, told apart, and looked at again when they are gone.

use std::time::Duration;

use chrono::Timelike;
use counterfoil_domain::{
    Code, Day, ProductId, Snapshot, SupplierKey,
    availability::{DayStanding, RangeError},
    catalog::Product,
    order::{OrderDraft, State},
};
use counterfoil_engine::{EngineError, inventory::zone_of};
use counterfoil_sandbox::{Call, Fault, Options, SettingsChange, Verb, ids};

use super::place::{Place, variant};

fn product(id: u64) -> ProductId {
    ProductId::new(SupplierKey::Tiqets, id.to_string())
}

/// A product on sale of a zone.
fn one_in(snapshot: &Snapshot, zone: &str) -> ProductId {
    let is_there = |one: &Product| one.on_sale && zone_of(snapshot, one).is_some_and(|of| of.name() == zone);
    snapshot.all_products().iter().find(|one| is_there(one)).expect("a product there").id.clone()
}

fn ahead(day: Day, days: i64) -> String {
    (day + chrono::Duration::days(days)).to_string()
}

#[tokio::test]
async fn today_is_the_venues() {
    let place = Place::new(Options::default()).await;
    // On to an evening by UTC: tomorrow in Dubai, still today in New York.
    let now = place.desk.now();
    let evening = (24 + 21 - now.hour()) % 24;
    place.pass(Duration::from_hours(u64::from(evening)));
    let today = place.desk.now().date_naive();
    let snapshot = place.desk.snapshot();
    let (dubai, new_york) = (product(ids::TOWER_DECK), one_in(&snapshot, "America/New_York"));
    let asked = |id: ProductId, from: i64| {
        let (desk, from, to) = (place.desk.clone(), ahead(today, from), ahead(today, 9));
        async move { desk.availability(&id, &from, &to).await }
    };
    let refused = asked(dubai.clone(), 0).await.unwrap_err();
    assert!(matches!(refused, EngineError::Range(RangeError::Past { .. })), "{refused}");
    assert_eq!(refused.to_string(), format!("{today} is in the past; today at the venue is {}.", ahead(today, 1)));
    assert!(asked(dubai, 1).await.is_ok());
    assert!(asked(new_york.clone(), 0).await.is_ok());
    assert_eq!(asked(new_york, -1).await.unwrap_err().code(), Code::InvalidParameter);
}

#[tokio::test]
async fn a_range_that_cannot_be_reaches_nobody_and_one_day_is_one_request() {
    let place = Place::new(Options::default()).await;
    let today = place.desk.now().date_naive();
    let requests = || place.sandbox.truth().tally.total_requests;
    let before = requests();
    for id in [product(ids::TOWER_DECK), product(987_654_321)] {
        for (from, to) in [("tomorrow", "2099-01-01"), ("2099-01-02", "2099-01-01"), ("2099-01-01", "2099-04-02")] {
            let refused = place.desk.availability(&id, from, to).await.unwrap_err();
            assert_eq!(refused.code(), Code::InvalidParameter, "{refused}");
        }
    }
    assert_eq!(requests(), before);
    let found = place.desk.availability(&product(ids::WHOLE_DAY), &ahead(today, 5), &ahead(today, 5)).await.unwrap();
    assert_eq!((requests() - before, found.range.days().count(), found.days.len()), (1, 1, 1));
}

#[tokio::test]
async fn a_day_that_was_sold_out_is_told_from_one_that_is_not_offered() {
    let place = Place::new(Options::default()).await;
    let wish = place.one_of(ids::WHOLE_DAY).await;
    place.sandbox.set_fault(Fault::once(Verb::SoldOutRace, Call::Create)).unwrap();
    assert_eq!(place.desk.create_order(wish.clone()).await.unwrap_err().code(), Code::NotAvailable);
    let day = wish.day.to_string();
    let found = place.desk.availability(&wish.product, &day, &day).await.unwrap();
    assert_eq!((found.standing(wish.day), found.days.len()), (DayStanding::SoldOut, 0));
    // Nothing is ever offered of a product that is not sold.
    let closed = place.desk.availability(&product(ids::UNAVAILABLE), &day, &day).await.unwrap();
    assert_eq!((closed.standing(wish.day), closed.sales_enabled), (DayStanding::NotOffered, false));
    // A supplier that names what is sold out says the same.
    place.sandbox.change_settings(&SettingsChange { names_sold_out: Some(true), ..SettingsChange::default() });
    let named = place.desk.availability(&wish.product, &day, &day).await.unwrap();
    assert_eq!(named.standing(wish.day), DayStanding::SoldOut);
}

#[tokio::test]
async fn a_refusal_for_want_of_places_says_what_still_has_room() {
    let place = Place::new(Options::default()).await;
    let wish = place.family().await;
    place.sandbox.set_fault(Fault::once(Verb::SoldOutRace, Call::Create)).unwrap();
    let refused = place.desk.create_order(wish.clone()).await.unwrap_err();
    assert_eq!(refused.code(), Code::NotAvailable);
    let EngineError::OrderRefused { code, left: Some(left), .. } = &refused else { panic!("{refused}") };
    assert_eq!(place.desk.order(code).await.unwrap().state, State::Failed);
    let gone = wish.time.as_deref().unwrap();
    assert!(left.starts_with("Room for this party on ") && !left.contains(gone), "{left}");
    assert!(refused.to_string().ends_with(left.as_str()), "{refused}");
    // What it names can be held by the same party.
    let time = left.split(": ").nth(1).and_then(|times| times.get(..5)).unwrap();
    let held = place.desk.create_order(OrderDraft { time: Some(time.to_owned()), ..wish.clone() }).await.unwrap();
    assert_eq!((held.state, held.heads()), (State::Held, 3));

    // The one that is gone is refused from now on before anything is sent.
    let before = place.sandbox.truth().tally.requests[&Call::Create];
    let refused = place.desk.create_order(wish).await.unwrap_err();
    assert_eq!(refused.code(), Code::NotAvailable);
    assert!(refused.to_string().contains("is not free. Free are "), "{refused}");
    assert_eq!(place.sandbox.truth().tally.requests[&Call::Create], before);
}

#[tokio::test]
async fn a_look_that_fails_takes_nothing_from_the_refusal() {
    let place = Place::new(Options::default()).await;
    let wish = place.one_of(ids::WHOLE_DAY).await;
    place.sandbox.set_fault(Fault::once(Verb::SoldOutRace, Call::Create)).unwrap();
    // The answer before the order is heard; all after it fail.
    let failing = Fault { skip: 1, ..Fault::always(Verb::Error500, Call::Availability) };
    place.sandbox.set_fault(failing).unwrap();
    let refused = place.desk.create_order(wish).await.unwrap_err();
    assert!(matches!(&refused, EngineError::OrderRefused { sold_out: true, left: None, .. }), "{refused}");
    assert!(refused.to_string().ends_with("Nothing is booked and nothing is charged."), "{refused}");
}

#[tokio::test]
async fn a_kind_of_visitor_that_is_not_offered_then_is_not_available() {
    let place = Place::new(Options::default()).await;
    let wish = place.one_of(1_010_393).await;
    let found = place.desk.availability(&wish.product, &wish.day.to_string(), &wish.day.to_string()).await.unwrap();
    let offered: Vec<_> = found.days[0].slots[0].offers.iter().map(|offer| offer.variant.clone()).collect();
    let other = found.variants.iter().find(|one| !offered.contains(&one.id)).expect("one of another day");
    let refused = place.desk.create_order(OrderDraft { party: vec![(other.id.clone(), 1)], ..wish.clone() }).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code(), Code::NotAvailable);
    assert!(refused.to_string().contains(&other.label), "{refused}");
    let nobody = place.desk.create_order(OrderDraft { party: vec![(variant("1"), 1)], ..wish }).await.unwrap_err();
    assert_eq!(nobody.code(), Code::InvalidParameter);
    assert!(place.sandbox.truth().orders.is_empty());
}
