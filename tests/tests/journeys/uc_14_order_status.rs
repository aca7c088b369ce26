//! UC-14: how an order stands, asked of the supplier, with what changed since.

use counterfoil_domain::order::State;
use counterfoil_engine::clock::ManualClock;
use counterfoil_journeys::{Booth, sale::desk_by};
use serde_json::json;

#[test]
fn a_status_is_asked_and_dated() {
    let booth = Booth::stocked();
    let held = booth.hold(&booth.slot(1_100_001).family());
    assert!(held["checked_at"].is_null(), "nobody asked yet");
    let order = booth.ok(&["order", "status", held["code"].as_str().expect("a code")]);
    assert_eq!((&order["state"], &order["trouble"]), (&"held".into(), &json!(null)));
    assert!(order["checked_at"].is_string());
    assert_eq!(order["history"], held["history"], "what stays as it was is no story");
}

#[test]
fn a_sold_order_that_the_supplier_cancels_is_told() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_001).family());
    let reference = sold["order_reference_id"].as_str().expect("a reference");
    booth.supplier.fault(json!({ "verb": "late_cancel", "reference": reference }));
    let order = booth.ok(&["order", "status", reference]);
    assert_eq!((&order["state"], &order["status"]), (&"cancelled".into(), &"CANCELLED".into()));
    assert!(order["trouble"]["message"].as_str().is_some_and(|text| text.contains("tell the customer")), "{order:#}");
    assert_eq!(booth.refused(&["ticket", "pdf", reference, "--out", "/dev/null"]), "ORDER_STATE", "void paper");
    booth.supplier.clear_faults();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_that_is_found_after_its_hold_was_given_up_is_told() {
    let booth = Booth::stocked();
    let held = booth.hold(&booth.slot(1_100_001).family());
    // A backup from before the confirmation is put back, and its hold ends while nobody can be asked.
    let backup = booth.place.copy();
    let sold = booth.ok(&["order", "confirm", held["id"].as_str().expect("an id")]);
    assert_eq!(sold["state"], "ready");
    let clock = ManualClock::at(chrono::Utc::now());
    let desk = desk_by(&clock, &backup.data(), &backup.secrets()).await;
    let code = held["code"].as_str().expect("a code");
    let noticed = async || -> Vec<String> {
        desk.noticed_orders().await.expect("notices").into_iter().map(|order| order.code).collect()
    };
    booth.supplier.fault(json!({ "verb": "drop_before_accept", "on": "status" }));
    clock.advance(chrono::Duration::minutes(31));
    desk.ask_due().await.expect("a round of questions");
    assert_eq!(desk.order(code).await.expect("the order").state, State::Expired);
    assert_eq!(noticed().await, [code]);
    desk.acknowledge_order(code).await.expect("to have seen it");
    assert_eq!(noticed().await, [""; 0]);

    booth.supplier.clear_faults();
    clock.advance(chrono::Duration::minutes(11));
    desk.ask_due().await.expect("a round of questions");
    let order = desk.order(code).await.expect("the order");
    assert_eq!((order.state, order.tickets.tickets.len()), (State::Ready, 3));
    assert_eq!(noticed().await, [code], "whoever gave it up hears that it is sold after all");
    let truth = booth.supplier.truth();
    assert_eq!((&truth["requests"]["confirm"], &truth["by_status"]), (&json!(1), &json!({ "done": 1 })));
}

#[test]
fn without_a_supplier_the_order_stays_as_it_was_and_can_be_seen() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_001).family());
    let nobody = counterfoil_journeys::Stranger::start(&[]).base_url().to_owned();
    booth.set_up(&nobody);
    let problem = booth.ask(&["order", "status", sold["code"].as_str().expect("a code")]).problem();
    assert_eq!((&problem["code"], &problem["retry"]), (&"SUPPLIER_UNREACHABLE".into(), &"later".into()));
    let order = booth.order(&sold["id"]);
    assert_eq!((&order["state"], &order["tickets"]), (&"ready".into(), &sold["tickets"]));
}
