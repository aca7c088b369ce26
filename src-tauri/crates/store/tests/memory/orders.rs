use counterfoil_domain::{
    CityId, Currency, Money, ProductId, VariantId,
    order::{Order, Poll, State},
};
use counterfoil_store::{Document, OrderFilter, PollChange, Settlement, StoreError};

use super::samples::{Desk, ODD, SECUTIX, at, day, entry, full_order, order, tickets};

/// A change of an order that answers no call.
fn change(order: &Order) -> Settlement<'_> {
    Settlement { intent: None, order, journal: &[], outcome: "", tickets: None, poll: &PollChange::Keep, at: at(1) }
}

#[test]
fn an_order_comes_back_as_it_was() {
    let desk = Desk::new();
    let (plain, full) = (order(1), full_order(2));
    let ledger = desk.ledger();
    for order in [&plain, &full] {
        ledger.begin_order(order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    }
    drop(ledger);
    let ledger = desk.ledger();
    assert_eq!(ledger.order(plain.id).unwrap().as_ref(), Some(&plain));
    assert_eq!(ledger.order(full.id).unwrap().as_ref(), Some(&full));
    assert_eq!(ledger.history(full.id).unwrap(), [entry(0, "drafted", State::Draft, State::Draft)]);
    assert_eq!(ledger.order(order(3).id).unwrap(), None);
    assert!(ledger.code_exists(&plain.code).unwrap());
    assert!(!ledger.code_exists("ZZZ-ZZZ").unwrap());
}

#[test]
fn a_change_counts_the_version_and_an_older_one_is_refused() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let read = order(1);
    ledger.begin_order(&read, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();

    let mut mine = read.clone();
    mine.lines.pop();
    mine.visitors.clear();
    mine.trouble = None;
    mine.state = State::Held;
    let journal = [entry(1, "a", State::Draft, State::Creating), entry(1, "b", State::Creating, State::Held)];
    let stored = ledger.settle(Settlement { journal: &journal, tickets: Some(&tickets()), ..change(&mine) }).unwrap();
    assert_eq!(stored, Order { version: 1, tickets: tickets(), ..mine });
    assert_eq!(ledger.order(read.id).unwrap().as_ref(), Some(&stored));

    // A second window still holds the order as it was read first.
    let mut theirs = read;
    theirs.state = State::Failed;
    let journal = [entry(2, "c", State::Draft, State::Failed)];
    let refused = ledger.settle(Settlement { journal: &journal, tickets: Some(&tickets()), ..change(&theirs) });
    assert!(matches!(refused, Err(StoreError::Stale { order }) if order == theirs.id), "{refused:?}");
    assert_eq!(ledger.order(theirs.id).unwrap(), Some(stored.clone()));
    assert_eq!(ledger.history(theirs.id).unwrap().len(), 3, "a refused change left a line in the journal");

    // Tickets stay when a change does not bring any.
    let again = ledger.settle(change(&stored)).unwrap();
    assert_eq!((again.version, again.tickets), (2, tickets()));
}

#[test]
fn an_order_that_is_not_there_is_not_changed() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    assert!(matches!(ledger.settle(change(&order(1))), Err(StoreError::NotFound { noun: "order" })));
    let poll = Poll { order: order(1).id, next_at: at(0), attempt: 0, deadline_at: at(1) };
    assert!(matches!(ledger.set_poll(&poll), Err(StoreError::NotFound { noun: "order" })));
}

#[test]
fn mixed_suppliers_and_currencies_are_refused() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let drafted = entry(0, "drafted", State::Draft, State::Draft);
    let mut astray = order(1);
    astray.product = ProductId::new(SECUTIX, "900");
    assert!(matches!(ledger.begin_order(&astray, &drafted), Err(StoreError::Row { column: "product_id", .. })));
    let mut astray = order(1);
    astray.lines[0].variant = VariantId::new(SECUTIX, "1");
    assert!(matches!(ledger.begin_order(&astray, &drafted), Err(StoreError::Row { table: "order_line", .. })));
    let mut mixed = order(1);
    if let Some(unit) = mixed.lines[0].unit.as_mut() {
        unit.ticket = Some(Money::new(1, Currency::EUR));
    }
    assert!(matches!(ledger.begin_order(&mixed, &drafted), Err(StoreError::Row { column: "unit_currency", .. })));
    assert_eq!(ledger.list_orders(&OrderFilter::default()).unwrap().1, 0);
}

#[test]
fn an_order_is_found_by_anything_that_names_it() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let wanted = full_order(123_456_789);
    for order in [order(1), wanted.clone(), order(2)] {
        ledger.begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    }
    let typed = wanted.code.to_lowercase().replace('-', " ");
    for name in [&wanted.id.to_string(), &wanted.code, &typed, "CF-123456789", "  TQ'123456789 "] {
        assert_eq!(ledger.find_order(name).unwrap().as_ref(), Some(&wanted), "by {name}");
    }
    for name in ["", "CF-", "%", "TQ'", "' OR 1=1 --", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(ledger.find_order(name).unwrap(), None, "by {name}");
    }
}

#[test]
fn a_nul_ends_nothing() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let mut odd = order(1);
    odd.customer.last_name = "before\0after".into();
    odd.must_know = Some("\0".to_owned());
    ledger.begin_order(&odd, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    assert_eq!(ledger.order(odd.id).unwrap().as_ref(), Some(&odd));
    for words in ["after", "before\0after"] {
        let filter = OrderFilter { query: Some(words.to_owned()), size: 1, ..OrderFilter::default() };
        assert_eq!(ledger.list_orders(&filter).unwrap().1, 1, "{words:?}");
    }
}

#[test]
fn our_reference_is_given_once() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let drafted = entry(0, "drafted", State::Draft, State::Draft);
    ledger.begin_order(&order(1), &drafted).unwrap();
    let double = Order { external_reference: "CF-1".to_owned(), ..order(2) };
    assert!(ledger.begin_order(&double, &drafted).is_err());
    assert_eq!(ledger.order(double.id).unwrap(), None);
}

#[test]
fn orders_are_listed_by_state_words_and_days() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    for number in 1..=25 {
        let mut order = order(number);
        order.day = day("2026-12-01") + chrono::Duration::days(i64::from(number));
        order.state = if number % 2 == 0 { State::Held } else { State::Ready };
        if number == 7 {
            order.customer.last_name = "Ångström-Müller".into();
            order.product_title = "Ermitage Эрмитаж 97% fun_fair!".to_owned();
        }
        ledger.begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    }
    let list = |filter: OrderFilter| {
        let (orders, total) = ledger.list_orders(&filter).unwrap();
        (orders.into_iter().map(|o| o.external_reference).collect::<Vec<_>>(), total)
    };
    let page = |page| OrderFilter { page, size: 10, ..OrderFilter::default() };
    let (first, total) = list(page(1));
    assert_eq!((first[0].as_str(), first.len(), total), ("CF-25", 10, 25));
    assert_eq!(list(page(0)).0, first);
    assert_eq!(list(page(3)).0, ["CF-5", "CF-4", "CF-3", "CF-2", "CF-1"]);
    assert_eq!(list(page(4)), (Vec::new(), 25));
    assert_eq!(list(OrderFilter { page: u32::MAX, size: u32::MAX, ..OrderFilter::default() }).1, 25);
    assert_eq!(list(OrderFilter { states: vec![State::Held, State::Failed], ..page(1) }).1, 12);

    for words in ["muller", "ANGSTROM", "Müller ermit", "эрмитаж", "97%", "fun_fair!", "CF-7 zoe@"] {
        assert_eq!(
            list(OrderFilter { query: Some(words.to_owned()), ..page(1) }),
            (vec!["CF-7".to_owned()], 1),
            "{words}"
        );
    }
    for words in ["mul_er", "m%r", "muller xyz", "' OR ''='"] {
        assert_eq!(list(OrderFilter { query: Some(words.to_owned()), ..page(1) }).1, 0, "{words}");
    }
    assert_eq!(list(OrderFilter { query: Some("  ".to_owned()), ..page(1) }).1, 25);
    assert_eq!(list(OrderFilter { query: Some(ODD.to_owned()), ..page(1) }).1, 24, "odd words are found again");

    let days = OrderFilter { from: Some(day("2026-12-04")), to: Some(day("2026-12-06")), ..page(1) };
    assert_eq!(list(days.clone()), (["CF-5", "CF-4", "CF-3"].map(str::to_owned).to_vec(), 3));
    assert_eq!(list(OrderFilter { states: vec![State::Held], query: Some("zoe".to_owned()), ..days }).0, ["CF-4"]);
}

#[test]
fn a_search_follows_what_became_of_the_order() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let mut order = order(1);
    ledger.begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    order.order_reference = Some("NEW-REF-55".to_owned());
    ledger.settle(change(&order)).unwrap();
    let filter = OrderFilter { query: Some("ref-55".to_owned()), size: 5, ..OrderFilter::default() };
    assert_eq!(ledger.list_orders(&filter).unwrap().1, 1);
}

#[test]
fn documents_are_kept_by_kind() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let order = order(1);
    let document = |kind: &str, bytes: Vec<u8>| Document {
        kind: kind.to_owned(),
        bytes,
        sha256: "ab".repeat(32),
        pages: 3,
        stored_at: at(9),
    };
    let supplied = document("supplier", (0..=255).cycle().take(3_000_000).collect());
    let missing = ledger.store_document(order.id, supplied.clone());
    assert!(matches!(missing, Err(StoreError::NotFound { noun: "order" })));
    ledger.begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    ledger.store_document(order.id, supplied.clone()).unwrap();
    ledger.store_document(order.id, document("a4", Vec::new())).unwrap();
    assert_eq!(ledger.document(order.id, "supplier").unwrap().as_ref(), Some(&supplied));
    assert_eq!(ledger.document(order.id, "a4").unwrap(), Some(document("a4", Vec::new())));
    assert_eq!(ledger.document(order.id, "80mm").unwrap(), None);
    ledger.store_document(order.id, document("supplier", vec![1])).unwrap();
    assert_eq!(ledger.document(order.id, "supplier").unwrap().unwrap().bytes, [1]);
    assert!(!format!("{supplied:?}").contains("254, 255"));
    assert_ne!(CityId::new(SECUTIX, "1").supplier, order.supplier);
}
