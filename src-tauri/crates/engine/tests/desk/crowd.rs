//! Many at once: one order confirmed by everybody, and sales while the catalogue is swapped under them.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};
use std::time::Duration;

use counterfoil_domain::{
    Code,
    order::{OrderDraft, PaymentKind, State},
};
use counterfoil_sandbox::{Call, Fault, Options, Verb};

use super::place::{Place, refresh};

/// How often fifty confirm the same order at once.
const ROUNDS: u64 = 200;
const AT_ONCE: usize = 50;

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_who_confirm_one_order_one_speaks_to_the_supplier() {
    let place = Place::new(Options::default()).await;
    let second = place.same_ledger().await;
    let wish = place.family().await;
    for round in 1..=ROUNDS {
        let held = place.desk.create_order(wish.clone()).await.unwrap();
        place.desk.record_paid(&held.code, PaymentKind::Cash, "").await.unwrap();
        let mut presses = tokio::task::JoinSet::new();
        for press in 0..AT_ONCE {
            // Two programs on one ledger, and many windows.
            let desk = if press % 2 == 0 { place.desk.clone() } else { second.clone() };
            let code = held.code.clone();
            presses.spawn(async move { desk.confirm_order(&code).await.map(|order| order.state) });
        }
        for said in presses.join_all().await {
            match said {
                Ok(State::Confirming | State::Fulfilling | State::Ready) => {}
                // Who comes in between is told that it is not known yet, or to try again; nobody is told that it failed.
                Err(error) => assert!(matches!(error.code(), Code::OrderUnknown | Code::OrderState), "{error}"),
                Ok(other) => panic!("round {round}: {other:?}"),
            }
        }
        let settled = place.desk.check_order(&held.code).await.unwrap();
        assert_eq!(settled.state, State::Ready);
        assert_eq!(place.sandbox.truth().tally.requests[&Call::Confirm], round, "one call for one order");
        // The places go back, so that every round has some.
        place.desk.cancel_order(&held.code, "OTHER").await.unwrap();
    }
}

/// How many are sold while the catalogue and the prices change.
const SALES: usize = 1_000;

#[tokio::test(flavor = "multi_thread")]
async fn while_the_catalogue_is_swapped_no_price_is_shown_and_another_sent() {
    let place = Arc::new(Place::new(Options { cancel_holds: true, ..Options::default() }).await);
    let (over, beside) = (Arc::new(AtomicBool::new(false)), Arc::clone(&place));
    let (told_over, done) = (Arc::clone(&over), Arc::new(AtomicU32::new(0)));
    let so_far = Arc::clone(&done);
    let swapping = tokio::spawn(async move {
        let mut swaps = 0_u32;
        while !told_over.load(Ordering::Relaxed) {
            beside.sandbox.mutate_world(20.0);
            if swaps.is_multiple_of(2) {
                let dearer = Fault { percent: Some(10), ..Fault::always(Verb::PriceChanges, Call::Availability) };
                beside.sandbox.set_fault(dearer).unwrap();
            } else {
                beside.sandbox.clear_faults();
            }
            beside.desk.run(refresh()).await.unwrap();
            swaps += 1;
            // Swaps come in the middle of sales, and not so many that hardly any sale goes through.
            let next = so_far.load(Ordering::Relaxed) + 5;
            while so_far.load(Ordering::Relaxed) < next && !told_over.load(Ordering::Relaxed) {
                tokio::task::yield_now().await;
            }
            // At any moment of a sale, not always at its beginning.
            tokio::time::sleep(Duration::from_micros(u64::from(swaps) * 997 % 20_000)).await;
        }
        swaps
    });
    let (mut sold, mut refused) = (0, 0);
    for _ in 0..SALES {
        let mut wish = place.family().await;
        // What the agent sees is what the desk was told when it asked.
        let day = wish.day.to_string();
        let shown = place.desk.availability(&wish.product, &day, &day).await.unwrap();
        let slot = shown.slot(wish.day, wish.time.as_deref()).expect("a time");
        let prices = wish.party.iter().map(|(variant, count)| {
            let offer = slot.offers.iter().find(|offer| offer.variant == *variant).expect("an offer");
            offer.price.expect("a price").total.times(*count).unwrap()
        });
        wish.expected = prices.reduce(|sum, price| sum.plus(price).unwrap());
        let expected = wish.expected;
        match place.desk.create_order(OrderDraft { ..wish }).await {
            Ok(order) => {
                assert_eq!(order.total, expected, "one price was shown and another one sent");
                place.desk.cancel_order(&order.code, "OTHER").await.unwrap();
                sold += 1;
            }
            Err(error) => {
                assert_eq!(error.code(), Code::PriceChanged, "{error}");
                refused += 1;
            }
        }
        done.fetch_add(1, Ordering::Relaxed);
    }
    over.store(true, Ordering::Relaxed);
    let swaps = swapping.await.unwrap();
    assert!(
        sold > SALES / 2 && refused > 0 && swaps > 100,
        "{sold} sold, {refused} told of another price, {swaps} swaps"
    );
}
